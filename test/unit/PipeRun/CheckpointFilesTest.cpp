//===- CheckpointFilesTest.cpp - Checkpoints as files ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Caught.h"
#include "ReadCheckpoint.h"
#include "TestFiles.h"

#include "pipe/Bundle/ManifestText.h"

using namespace mlir::pipe;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// The linear model with momentum, and a folder of checkpoints.
class CheckpointFiles : public testing::Test {
protected:
  CheckpointFiles() {
    json text = json::parse(readText(getLinearBundle() + "/manifest.json"));
    addMomentum(text);
    auto manifest = bundle::parseManifest(sealManifest(text), "manifest.json");
    EXPECT_TRUE(manifest) << manifest.getMessage();
    model.path = "model.pipe";
    model.manifest = *manifest;
  }

  /// All values are those of the step.
  Snapshot makeSnapshot(int64_t step) const {
    Snapshot snapshot = {{}, makeInitialState(model.manifest)};
    snapshot.state.progress.step = step;
    for (const Parameter &parameter : model.manifest.parameters)
      snapshot.parameters.emplace_back(size_t(*countBytes(parameter.type)),
                                       char(step));
    for (StateTensor &tensor : snapshot.state.tensors)
      std::fill(tensor.value.begin(), tensor.value.end(), char(-step));
    return snapshot;
  }

  void write(const CheckpointFolder &checkpoints, int64_t step) {
    checkpoints.write(model.manifest, makeSnapshot(step), description);
  }

  std::optional<WholeCheckpoint> read(const CheckpointFolder &checkpoints) {
    warnings.clear();
    return readNewestCheckpoint(checkpoints, model, warnings);
  }

  /// Whether all values are those that `makeSnapshot` gives.
  bool isStep(const WholeCheckpoint &found, int64_t step) {
    Snapshot expected = makeSnapshot(step);
    bool same =
        found.state.progress.step == step && found.description.step == step;
    for (size_t i = 0; i < expected.parameters.size(); ++i) {
      const NamedTensor *tensor =
          found.parameters.find(model.manifest.parameters[i].name, {}, {});
      same &= std::equal(expected.parameters[i].begin(),
                         expected.parameters[i].end(),
                         static_cast<const char *>(tensor->data));
    }
    for (size_t i = 0; i < expected.state.tensors.size(); ++i)
      same &= found.state.tensors[i].value == expected.state.tensors[i].value;
    return same;
  }

  TestFolder folder;
  std::string path = folder / "checkpoints";
  Bundle model;
  bundle::Checkpoint description = {"main", 0, {8, 48, "7", ""}, {}};
  std::vector<std::string> warnings;
};

const char *const kFileNames[] = {"checkpoint.json", "parameters.safetensors",
                                  "state.safetensors"};

TEST_F(CheckpointFiles, TextsAreReadAsTheyWereWritten) {
  bundle::Checkpoint checkpoint = {
      "main",
      int64_t(1) << 52,
      {8, 48, "18446744073709551615", "3"},
      {{"parameters.safetensors", 12, "0123456789abcdef"}}};
  auto found =
      bundle::parseCheckpoint(bundle::writeCheckpoint(checkpoint), "c.json");
  ASSERT_TRUE(found) << found.getMessage();
  EXPECT_EQ(*found, checkpoint);
  auto getError = [&](const std::function<void(json &)> &edit) {
    json text = json::parse(bundle::writeCheckpoint(checkpoint));
    edit(text);
    auto found = bundle::parseCheckpoint(sealManifest(text), "c.json");
    return found ? "" : found.getMessage();
  };
  EXPECT_EQ(getError([](json &text) { text["format"] = "pipe-bundle"; }),
            "c.json: does not describe a checkpoint");
  EXPECT_EQ(getError([](json &text) { text["version"] = 2; }),
            "c.json: has checkpoint version 2, but version 1 is read here");
  EXPECT_NE(getError([](json &text) { text["more"] = 2; }), "");
  EXPECT_NE(getError([](json &text) { text.erase("step"); }), "");
  EXPECT_NE(getError([](json &text) { text["step"] = -1; }), "");
  EXPECT_EQ(bundle::parseCheckpoint("{", "c.json").getMessage(),
            "c.json: is not JSON");
  json text = json::parse(bundle::writeCheckpoint(checkpoint));
  text["step"] = 3;
  EXPECT_EQ(bundle::parseCheckpoint(text.dump(), "c.json").getMessage(),
            "c.json: is not as it was written: its checksum differs");
  std::string twice = bundle::writeCheckpoint(checkpoint);
  twice.insert(twice.find("\"step\""), "\"step\": 3, ");
  EXPECT_EQ(bundle::parseCheckpoint(*seal(twice), "c.json").getMessage(),
            "c.json: has the key 'step' twice");
}

TEST_F(CheckpointFiles, TheNewestIsTaken) {
  CheckpointFolder checkpoints = CheckpointFolder::open(path + "/");
  EXPECT_EQ(checkpoints.getPath(), path);
  EXPECT_FALSE(read(checkpoints));
  // More digits come behind fewer.
  for (int64_t step : {99999999, 100000000, 7}) {
    write(checkpoints, step);
    EXPECT_TRUE(fs::exists(checkpoints.getPath(step)));
  }
  EXPECT_EQ(checkpoints.list(), (std::vector<int64_t>{7, 99999999, 100000000}));
  EXPECT_TRUE(isStep(*read(checkpoints), 100000000));
  EXPECT_TRUE(warnings.empty());
  checkpoints.removeOld(2);
  EXPECT_EQ(checkpoints.list(), (std::vector<int64_t>{99999999, 100000000}));
  for (const char *name : {"step_000000001", "step_1", "step_0000000a",
                           "step_-0000001", "step_", "step_00000001.broken"})
    fs::create_directory(path + "/" + name);
  EXPECT_EQ(checkpoints.list().size(), 2u);
}

TEST_F(CheckpointFiles, FailedWritesLeaveNothing) {
  CheckpointFolder checkpoints = CheckpointFolder::open(path);
  write(checkpoints, 3);
  Failure failure = getFailure([&] { write(checkpoints, 3); });
  EXPECT_EQ(failure.message,
            path + "/step_00000003: cannot write: Directory not empty");
  EXPECT_EQ(failure.status, ExitStatus::RunFailed);
  EXPECT_EQ(std::distance(fs::directory_iterator(path), {}), 1);
  fs::remove_all(path);
  EXPECT_EQ(getError([&] { write(checkpoints, 4); }),
            path + "/step_00000004: cannot write: No such file or directory");
  EXPECT_EQ(getError([&] { checkpoints.removeOld(1); }),
            path + ": cannot read: No such file or directory");
}

TEST_F(CheckpointFiles, BrokenOnesAreNeverTaken) {
  CheckpointFolder checkpoints = CheckpointFolder::open(path);
  std::mt19937_64 random(3);
  write(checkpoints, 1);
  write(checkpoints, 2);
  const std::string newest = checkpoints.getPath(2);
  const int count = std::max(300, getNumMutants() / 50);
  for (int i = 0; i < count; ++i) {
    std::string file = newest + "/" + kFileNames[i % 3];
    std::string bytes = readText(file), changed;
    do
      changed = mutate(bytes, random);
    while (changed == bytes);
    writeText(file, changed);
    std::optional<WholeCheckpoint> found = read(checkpoints);
    ASSERT_TRUE(found);
    ASSERT_TRUE(isStep(*found, 1)) << i;
    ASSERT_EQ(warnings.size(), 1u);
    ASSERT_TRUE(warnings[0].starts_with(
        "the checkpoint of step 2 is broken and passed over; it is now " +
        newest + ".broken (" + file + ": "))
        << warnings[0];
    fs::rename(newest + ".broken", newest);
    writeText(file, bytes);
    ASSERT_TRUE(i % 50 || isStep(*read(checkpoints), 2));
  }
  // A single bit at every place of the text, which says what the others are.
  const std::string text = readText(newest + "/checkpoint.json");
  for (size_t place = 0; place < text.size(); ++place) {
    std::string changed = text;
    changed[place] = char(changed[place] ^ 1 << random() % 8);
    writeText(newest + "/checkpoint.json", changed);
    ASSERT_TRUE(isStep(*read(checkpoints), 1)) << place;
    fs::rename(newest + ".broken", newest);
  }
}

TEST_F(CheckpointFiles, FilesOfOthersAreBroken) {
  CheckpointFolder checkpoints = CheckpointFolder::open(path);
  for (const char *name : kFileNames) {
    fs::remove_all(path);
    fs::create_directory(path);
    for (int64_t step : {1, 2, 3})
      write(checkpoints, step);
    // Each is as it was written, but not there.
    fs::copy(checkpoints.getPath(2) + "/" + name,
             checkpoints.getPath(3) + "/" + name,
             fs::copy_options::overwrite_existing);
    EXPECT_TRUE(isStep(*read(checkpoints), 2)) << name;
    EXPECT_EQ(warnings.size(), 1u);
    fs::remove(checkpoints.getPath(2) + "/" + name);
    EXPECT_TRUE(isStep(*read(checkpoints), 1)) << name;
    EXPECT_NE(warnings[0].find("cannot open: No such file or directory"),
              std::string::npos);
  }
}

TEST_F(CheckpointFiles, OthersAreRefusedAndNotPassedOver) {
  CheckpointFolder checkpoints = CheckpointFolder::open(path);
  write(checkpoints, 1);
  write(checkpoints, 2);
  const std::string newest = checkpoints.getPath(2);
  auto getReadError = [&] { return getError([&] { read(checkpoints); }); };
  const Manifest same = model.manifest;
  model.manifest.parameters[0].name = "other";
  EXPECT_EQ(getReadError(),
            newest + ": is a checkpoint of another model than model.pipe: it "
                     "lacks the parameters 'other', and has 'w0'");
  model.manifest = same;
  model.manifest.parameters.pop_back();
  EXPECT_NE(getReadError().find(": it has the parameters 'w1'"),
            std::string::npos);
  model.manifest = same;
  auto edit = [&](const std::function<void(json &)> &change) {
    json text = json::parse(readText(newest + "/checkpoint.json"));
    change(text);
    writeText(newest + "/checkpoint.json", sealManifest(text));
    std::string error = getReadError();
    fs::remove_all(newest);
    write(checkpoints, 2);
    return error;
  };
  const std::string file = newest + "/checkpoint.json";
  EXPECT_EQ(edit([](json &text) { text["version"] = 2; }),
            file + ": has checkpoint version 2, but version 1 is read here");
  EXPECT_EQ(edit([](json &text) { text["files"][0]["name"] = "../x"; }),
            file + ": lists '../x', which no file of a checkpoint is called");
  EXPECT_EQ(edit([](json &text) { text["files"].erase(0); }),
            file + ": does not list both files of a checkpoint");
  // Its own list, and the states of another step.
  Snapshot snapshot = makeSnapshot(5);
  writeState(newest + "/state.safetensors", snapshot.state);
  std::string bytes = readText(newest + "/state.safetensors");
  EXPECT_EQ(edit([&](json &text) {
              text["files"][1]["checksum"] = getChecksum(bytes);
            }),
            newest + "/state.safetensors: is of step 5, but its checkpoint of "
                     "step 2");
  EXPECT_EQ(checkpoints.list(), (std::vector<int64_t>{1, 2}));
}

TEST_F(CheckpointFiles, DataAreComparedWhereSomethingDependsOnThem) {
  CheckpointFolder checkpoints = CheckpointFolder::open(path);
  using Data = bundle::CheckpointData;
  auto compare = [&](const Data &then, const Data &now, int64_t step) {
    description.data = then;
    fs::remove_all(path);
    fs::create_directory(path);
    write(checkpoints, step);
    WholeCheckpoint found = std::move(*read(checkpoints));
    std::string message =
        getError([&] { requireSameData(found.path, found.description, now); });
    if (message.empty())
      return message;
    std::string begin = found.path + ": its run took other data: ";
    EXPECT_TRUE(message.starts_with(begin)) << message;
    std::string rest = message.substr(begin.size());
    return rest.substr(0, rest.find(';'));
  };
  const Data data = {8, 48, "", ""}, shuffled = {8, 48, "7", ""};
  EXPECT_EQ(compare(data, data, 100), "");
  EXPECT_EQ(compare(shuffled, shuffled, 100), "");
  EXPECT_EQ(compare(data, {12, 48, "", ""}, 1),
            "the number of rows a step was 8 and is 12");
  EXPECT_EQ(compare(data, shuffled, 1),
            "--shuffle-seed was not given and is 7");
  EXPECT_EQ(compare(data, {8, 48, "", "3"}, 1),
            "--seed was not given and is 3");
  EXPECT_EQ(compare(data, {8, 64, "", ""}, 6), "");
  EXPECT_EQ(compare({8, 64, "", ""}, data, 6), "");
  EXPECT_EQ(compare(data, {8, 64, "", ""}, 7),
            "the number of rows was 48 and is 64");
  EXPECT_EQ(compare(shuffled, {8, 64, "7", ""}, 1),
            "the number of rows was 48 and is 64");
  // Nothing takes rows.
  EXPECT_EQ(compare({0, 0, "", "1"}, {0, 0, "", "1"}, 9), "");
}

} // namespace
