//===- CheckpointTest.cpp - pipe-run writes and takes checkpoints ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CheckpointFolder.h"
#include "TrainFixture.h"

#include <algorithm>

using namespace mlir::pipe;
namespace fs = std::filesystem;

namespace {

class CheckpointRun : public Train {
protected:
  /// Trains with the folder of checkpoints.
  Outcome save(const std::string &arguments) {
    return train("--checkpoint=" + checkpoints + " " + arguments);
  }

  std::string getStep(int step) const {
    return checkpoints + "/step_0000000" + std::to_string(step);
  }

  /// The names in the folder, sorted.
  std::vector<std::string> list() const {
    std::vector<std::string> names;
    for (const auto &entry : fs::directory_iterator(checkpoints))
      names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }

  void damage(int step, const std::string &file) const {
    std::string path = getStep(step) + "/" + file, text = readText(path);
    text[text.size() / 2] ^= 1;
    writeText(path, text);
  }

  /// What a run that goes on to the end gives, as `getTrained` does.
  std::string getResumed(const std::string &more = "") {
    return getTrained("--checkpoint=" + checkpoints + " --resume --steps=6 " +
                          more,
                      "resumed");
  }

  std::string checkpoints = folder / "checkpoints";
};

using Names = std::vector<std::string>;

TEST_F(CheckpointRun, TheNewestStay) {
  Outcome outcome = save("--steps=5 --checkpoint-every=2");
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(list(), (Names{"step_00000004", "step_00000005"}));
  EXPECT_EQ(save("--steps=6 --resume --checkpoint-every=1 --keep=1").status, 0);
  EXPECT_EQ(list(), Names{"step_00000006"});
  fs::remove_all(checkpoints);
  EXPECT_EQ(save("--steps=6 --checkpoint-every=2 --keep=9").status, 0);
  EXPECT_EQ(list(), (Names{"step_00000002", "step_00000004", "step_00000006"}));
  // Only at the end, into a folder in a new one.
  checkpoints = folder / "new/checkpoints";
  EXPECT_EQ(save("--steps=3").status, 0);
  EXPECT_EQ(list(), Names{"step_00000003"});
}

TEST_F(CheckpointRun, FilesAreThoseThatOptionsWrite) {
  std::string files = getTrained("--steps=4 --checkpoint=" + checkpoints);
  EXPECT_EQ(readText(getStep(4) + "/parameters.safetensors") +
                readText(getStep(4) + "/state.safetensors"),
            files);
  json text = json::parse(readText(getStep(4) + "/checkpoint.json"));
  EXPECT_EQ(text["format"], "pipe-checkpoint");
  EXPECT_EQ(text["version"], 1);
  EXPECT_EQ(text["step"], 4);
  EXPECT_EQ(text["data"], (json{{"rows_per_step", 8}, {"rows", 48}}));
  ASSERT_EQ(text["files"].size(), 2u);
  for (const json &file : text["files"]) {
    std::string bytes =
        readText(getStep(4) + "/" + file["name"].get<std::string>());
    EXPECT_EQ(file["bytes"], bytes.size());
    EXPECT_EQ(file["checksum"], getChecksum(bytes));
  }
}

TEST_F(CheckpointRun, ResumedRunsGiveTheSameBits) {
  for (std::string more :
       {"", "--transport=guarded", "--repeat --shuffle-seed=5",
        "--learning-rate-schedule=cosine --schedule-steps=6"}) {
    std::string whole = getTrained("--steps=6 " + more);
    for (int first = 1; first <= 6; ++first) {
      fs::remove_all(checkpoints);
      ASSERT_EQ(save("--steps=" + std::to_string(first) + " " + more).status,
                0);
      EXPECT_EQ(getResumed(more), whole) << first << more;
    }
  }
}

TEST_F(CheckpointRun, StepsAreCountedFromTheBeginning) {
  Outcome outcome = save("--resume --steps=4");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.err, "pipe-run: " + checkpoints +
                             ": has no checkpoint; beginning with step 1\n");
  outcome = save("--resume --steps=6");
  EXPECT_EQ(outcome.err,
            "pipe-run: " + getStep(4) + ": going on with step 5 of 6\n");
  ASSERT_EQ(parseLog(outcome.out).size(), 2u);
  EXPECT_EQ(parseLog(outcome.out)[0].first, 5);
  outcome = save("--resume --steps=6");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.err,
            "pipe-run: " + getStep(6) + ": all 6 steps are done\n");
  EXPECT_EQ(outcome.out, "");
  expectError(save("--resume --steps=5"), 1,
              getStep(6) + ": is behind step 6, but with --resume --steps=5 "
                           "ends the run behind step 5, those that are done "
                           "included");
  expectError(save("--resume --steps=7"), 1,
              "has rows for 6 steps, but --steps=7 needs those of 7");
  for (std::string option :
       {std::string("--check"), "--compare=" + data,
        "--write-gradients=" + getFile("g"), "--write-outputs=" + getFile("o"),
        "--trace=" + getFile("t"), std::string("--timeline")})
    expectError(save("--resume --steps=6 " + option), 1,
                ": all steps of --steps=6 are done, but " +
                    option.substr(0, option.find('=')) +
                    " needs one that runs");
}

TEST_F(CheckpointRun, ParametersAreReadOnlyAtTheBeginning) {
  ASSERT_EQ(save("--steps=4").status, 0);
  Outcome outcome =
      run("--inputs=" + rows + " --hyper=decay=0 --checkpoint=" + checkpoints +
              " --resume --steps=6",
          bundle);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  fs::remove_all(checkpoints);
  outcome =
      run("--inputs=" + rows + " --hyper=decay=0 --checkpoint=" + checkpoints +
              " --resume --steps=6",
          bundle);
  expectError(outcome, 1, "the model needs values of the parameters");
}

TEST_F(CheckpointRun, WhatIsUnfinishedIsRemovedAndNeverTaken) {
  ASSERT_EQ(save("--steps=4 --checkpoint-every=1").status, 0);
  fs::copy(getStep(4), getStep(5) + ".0123abcd");
  fs::create_directory(getStep(3) + ".ffffffff");
  // These are not ours.
  writeText(checkpoints + "/notes.txt", "mine");
  writeText(checkpoints + "/notes.0123abcd", "mine");
  writeText(checkpoints + "/step_5", "mine");
  writeText(getStep(3) + ".FFFFFFFF", "mine");
  Outcome outcome = save("--resume --steps=6 --keep=1");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_NE(outcome.err.find("going on with step 5 of 6"), std::string::npos);
  EXPECT_EQ(list(),
            (Names{"notes.0123abcd", "notes.txt", "step_00000003.FFFFFFFF",
                   "step_00000006", "step_5"}));
}

TEST_F(CheckpointRun, BrokenOnesArePassedOver) {
  std::string whole = getTrained("--steps=6");
  for (std::string file :
       {"checkpoint.json", "parameters.safetensors", "state.safetensors"}) {
    fs::remove_all(checkpoints);
    ASSERT_EQ(save("--steps=5 --checkpoint-every=1 --keep=3").status, 0);
    damage(5, file);
    fs::resize_file(getStep(4) + "/" + file, 20);
    Outcome outcome = save("--resume --steps=6");
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    for (int step : {5, 4})
      EXPECT_NE(outcome.err.find(
                    "warning: the checkpoint of step " + std::to_string(step) +
                    " is broken and passed over; it is now " + getStep(step) +
                    ".broken (" + getStep(step) + "/" + file + ": "),
                std::string::npos)
          << outcome.err;
    EXPECT_NE(outcome.err.find(": its checksum differs)"), std::string::npos);
    if (file != "checkpoint.json") {
      EXPECT_NE(outcome.err.find(": has 20 bytes, not the "),
                std::string::npos);
    }
    EXPECT_NE(outcome.err.find(getStep(3) + ": going on with step 4 of 6"),
              std::string::npos);
    EXPECT_EQ(readText(getStep(6) + "/parameters.safetensors") +
                  readText(getStep(6) + "/state.safetensors"),
              whole);
    EXPECT_EQ(list(), (Names{"step_00000003", "step_00000004.broken",
                             "step_00000005.broken", "step_00000006"}));
  }
  damage(6, "state.safetensors");
  fs::remove(getStep(3) + "/parameters.safetensors");
  expectError(save("--resume --steps=6"), 1,
              checkpoints +
                  ": none of its checkpoints is whole, and the run "
                  "would begin again; remove them if it is to (" +
                  getStep(6) + "/state.safetensors: is not as it was written");
  EXPECT_EQ(list().size(), 4u);
}

TEST_F(CheckpointRun, WhatCannotBeReadIsNotPassedOver) {
  ASSERT_EQ(save("--steps=4 --checkpoint-every=1").status, 0);
  std::string path = getStep(4) + "/state.safetensors";
  fs::remove(path);
  fs::create_directory(path);
  expectError(save("--resume --steps=6"), 1,
              path + ": not a regular file, but a folder; to go on with an "
                     "older checkpoint, move this one away");
}

TEST_F(CheckpointRun, FoldersOfOtherRunsAreRefused) {
  ASSERT_EQ(save("--steps=2").status, 0);
  expectError(save("--steps=2"), 1,
              checkpoints + ": has checkpoints of another run, up to step 2; "
                            "--resume goes on with it, or use another folder");
  CheckpointFolder locked = CheckpointFolder::open(checkpoints);
  expectError(save("--resume --steps=3"), 1,
              checkpoints + ": another run has checkpoints there; give each "
                            "run a folder of its own");
}

TEST_F(CheckpointRun, FoldersThatCannotBeWrittenAreRefusedAtOnce) {
  writeText(checkpoints, "");
  expectError(save("--steps=2"), 1,
              checkpoints + ": is a file, but --checkpoint needs a folder");
  checkpoints += "/below";
  expectError(save("--steps=2"), 1,
              checkpoints + ": cannot make the folder of --checkpoint: Not a "
                            "directory");
  // Nobody makes folders there, whatever the rights.
  expectError(train("--steps=2 --checkpoint=/proc/self/fd"), 1,
              "/proc/self/fd: --checkpoint cannot write there: ");
}

TEST_F(CheckpointRun, OtherDataAreRefused) {
  ASSERT_EQ(save("--steps=4 --repeat --shuffle-seed=3").status, 0);
  const std::string rest =
      "; to go on with these, give its files with --parameters and --state, "
      "and another --checkpoint";
  const std::string begin = getStep(4) + ": its run took other data: ";
  expectError(save("--resume --steps=6 --repeat"), 1,
              begin + "--shuffle-seed was 3 and is not given" + rest);
  expectError(save("--resume --steps=6 --repeat --shuffle-seed=4"), 1,
              begin + "--shuffle-seed was 3 and is 4" + rest);
  EXPECT_EQ(save("--resume --steps=5 --repeat --shuffle-seed=3").status, 0);
  // The remedy works.
  EXPECT_EQ(
      run("--parameters=" + getStep(5) + "/parameters.safetensors" +
              " --state=" + getStep(5) + "/state.safetensors --inputs=" + rows +
              " --hyper=decay=0 --steps=1 --checkpoint=" + (folder / "other"),
          bundle)
          .status,
      0);
  EXPECT_TRUE(fs::exists(folder / "other/step_00000006"));
}

TEST_F(CheckpointRun, MoreRowsMakeNoDifferenceInOrder) {
  ASSERT_EQ(save("--steps=4 --keep=9 --checkpoint-every=1").status, 0);
  auto writeRows = [&](int64_t count) {
    TensorType row = {ElementType::F32, {count, 4}};
    TensorType column = {ElementType::F32, {4, count}};
    EXPECT_FALSE(writeSafetensors(
        rows, {{"x", row, xs.data()}, {"t", column, ts.data()}}));
  };
  writeRows(24); // Of three steps.
  expectError(save("--resume --repeat --steps=6"), 1,
              getStep(4) + ": its run took other data: the number of rows was "
                           "48 and is 24;");
  fs::remove_all(getStep(4));
  EXPECT_EQ(save("--resume --repeat --steps=6").status, 0);
  writeRows(48);
  expectError(save("--resume --repeat --steps=7"), 1,
              getStep(6) + ": its run took other data: the number of rows was "
                           "24 and is 48;");
}

// The rows of all files together are those of a run.
TEST_F(CheckpointRun, RowsOfAllFilesAreCompared) {
  const std::string one = rows;
  rows = one + " --inputs=" + one;
  ASSERT_EQ(save("--steps=4 --shuffle-seed=3").status, 0);
  json text = json::parse(readText(getStep(4) + "/checkpoint.json"));
  EXPECT_EQ(text["data"]["rows"], 96);
  rows = one;
  expectError(save("--resume --steps=6 --shuffle-seed=3"), 1,
              getStep(4) + ": its run took other data: the number of rows was "
                           "96 and is 48;");
}

TEST_F(CheckpointRun, OtherStatesAreRefused) {
  ASSERT_EQ(save("--steps=2").status, 0);
  json manifest = json::parse(readText(bundle + "/manifest.json"));
  for (json &state : manifest["states"])
    state["role"] = "velocity";
  writeText(bundle + "/manifest.json", sealManifest(manifest));
  expectError(save("--resume --steps=3"), 1,
              getStep(2) + "/state.safetensors: lacks 'velocity.w0', "
                           "'velocity.w1', which the states of this bundle's "
                           "optimizer are");
}

TEST_F(CheckpointRun, OptionsNeedEachOther) {
  for (std::string option : {"--checkpoint-every=1", "--keep=1", "--resume",
                             "--on-checkpoint-failure=stop"})
    expectError(train("--steps=2 " + option), 2,
                option.substr(0, option.find('=')) + " requires --checkpoint");
  expectError(save("--resume"), 2, "--resume requires --steps");
  expectError(save("--resume --steps=2 --state=x"), 2, "excludes");
  for (std::string option : {"--keep=0", "--checkpoint-every=0", "--keep=x",
                             "--on-checkpoint-failure=x"})
    EXPECT_EQ(save("--steps=1 " + option).status, 2) << option;
  expectError(run("--checkpoint=" + checkpoints), 2,
              "--checkpoint: " + getLinearBundle() +
                  " has no optimizer, so that a step changes nothing");
  EXPECT_FALSE(fs::exists(checkpoints));
}

TEST_F(CheckpointRun, FailedRunsLeaveCheckpointsAsTheyAre) {
  ASSERT_EQ(save("--steps=3").status, 0);
  std::string arguments = "--resume --steps=6 --checkpoint-every=1 ";
  Outcome outcome = train(arguments + "--checkpoint=" + checkpoints,
                          "PIPERT_TEST_FAIL=1:5:0");
  EXPECT_EQ(outcome.status, 4);
  EXPECT_NE(outcome.err.find("the run failed: "), std::string::npos);
  EXPECT_EQ(list(), Names{"step_00000003"});
  EXPECT_EQ(getResumed(), getTrained("--steps=6"));
}

} // namespace
