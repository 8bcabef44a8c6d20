//===- ReplicasTest.cpp - pipe-run runs several replicas ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TrainFixture.h"

#include <map>
#include <regex>

using namespace mlir::pipe;

namespace {

/// The linear model with momentum, whose programs add up their gradients: two
/// replicas have rows for three steps.
class Replicas : public Train {
protected:
  Replicas() {
    json manifest = json::parse(readText(bundle + "/manifest.json"));
    manifest["replicas"] = true;
    for (json &program : manifest["programs"])
      program["reductions"] = 1;
    writeText(bundle + "/manifest.json", manifest.dump());
    sealBundle(bundle);
  }

  /// A step of two replicas on the rows of steps `2 * slice` and the next.
  void stepOfTwo(Model &model, int slice, double rate) {
    Model parts[2] = {model, model};
    for (int replica : {0, 1})
      step(parts[replica], 2 * slice + replica, 0);
    model.loss = (parts[0].loss + parts[1].loss) / 2;
    for (int k : {0, 1})
      for (size_t i = 0; i < 4; ++i) {
        double &momentum = model.momentum[k][i];
        momentum = momentum / 2 +
                   (parts[0].gradient[k][i] + parts[1].gradient[k][i]) / 2;
        model.w[k][i] -= rate * momentum;
      }
  }
};

TEST_F(Replicas, TrainAsOneModel) {
  const std::string arguments = "--replicas=2 --steps=3 --learning-rate=0.5";
  const std::string bits = getTrained(arguments);
  Model model = getInitial();
  Outcome outcome = train(arguments);
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  auto log = parseLog(outcome.out);
  ASSERT_EQ(log.size(), 3u);
  for (int i = 0; i < 3; ++i) {
    stepOfTwo(model, i, 0.5);
    EXPECT_NEAR(log[size_t(i)].second, model.loss, 1e-5);
  }
  expectNear(getFile("trained"), "w0", model.w[0]);
  expectNear(getFile("trained"), "w1", model.w[1]);
  EXPECT_EQ(getTrained(arguments + " --transport=guarded"), bits);
  EXPECT_EQ(getTrained(arguments + " --processes=4"), bits);
}

TEST_F(Replicas, AreCheckedWithAllMicroBatches) {
  for (std::string more : {"", " --transport=guarded", " --processes=4"}) {
    Outcome outcome =
        train("--replicas=2 --steps=2 --learning-rate=0 --check=cut" + more);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_NE(outcome.out.find("ok: 2 replicas of 2 ranks, 8 micro-batches, "),
              std::string::npos)
        << outcome.out;
  }
}

/// Programs that do not do what their manifest says stand for kernels that give
/// other bits from run to run.
TEST_F(Replicas, ThatComeApartAreFound) {
  const std::string apart =
      "the parameter 'w0' of rank 2 (replica 1, rank 0) is not that of rank 0 "
      "(replica 0, rank 0)\n";
  for (std::string more : {"", " --processes=4"}) {
    Outcome outcome = train("--replicas=2 --steps=2" + more, "MODEL_ALONE=1");
    EXPECT_EQ(outcome.status, 3);
    EXPECT_NE(
        outcome.err.find("pipe-run: error: replicas have come apart: " + apart),
        std::string::npos)
        << outcome.err;
  }
  // No checkpoint of them is written.
  const std::string checkpoints = folder / "checkpoints";
  Outcome outcome = train("--replicas=2 --steps=3 --checkpoint-every=1 "
                          "--checkpoint=" +
                              checkpoints,
                          "MODEL_ALONE=1");
  EXPECT_EQ(outcome.status, 3);
  EXPECT_NE(outcome.err.find(apart), std::string::npos) << outcome.err;
  EXPECT_EQ(parseLog(outcome.out).size(), 1u);
  EXPECT_TRUE(std::filesystem::is_empty(checkpoints));
}

TEST_F(Replicas, OfProgramsThatDoNotAddUpAreRefused) {
  expectError(run("--replicas=2"), 2,
              "--replicas=2: the programs of " + getLinearBundle() +
                  " do not add up their gradients over replicas; compile the "
                  "model again, which says why if it cannot");
}

TEST_F(Replicas, HoldWhatIsPredicted) {
  for (std::string transport : {"threads", "guarded"}) {
    const std::string trace = folder / "trace.json";
    Outcome outcome =
        train("--replicas=3 --steps=2 --timeline --transport=" + transport +
              " --trace=" + trace);
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    std::istringstream lines(outcome.out);
    std::smatch match;
    int count = 0;
    // Rank, predicted and allocated bytes.
    const std::regex row(" +([0-9]+) +([0-9]+) +([0-9]+) .*");
    for (std::string line; std::getline(lines, line);)
      if (std::regex_match(line, match, row)) {
        EXPECT_EQ(match[2], match[3]) << line;
        // Two messages of 64 KiB of each kind from each other replica.
        EXPECT_EQ(std::stoi(match[2]) > 524288, transport == "guarded") << line;
        ++count;
      }
    EXPECT_EQ(count, 6) << outcome.out;
    // The plan, and each replica.
    std::map<int, int> tasks;
    const json written = json::parse(readText(trace));
    for (const json &event : written["traceEvents"])
      if (event["ph"] == "X" && event["cat"] == "task")
        ++tasks[event["pid"]];
    EXPECT_EQ(tasks.size(), 4u);
    EXPECT_EQ(tasks[2], tasks[4]);
  }
}

} // namespace
