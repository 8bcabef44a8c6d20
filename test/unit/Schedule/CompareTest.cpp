//===- CompareTest.cpp - Tests of schedules side by side ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleTestUtils.h"

#include "pipe/Schedule/Advice/Compare.h"

#include <cmath>

using namespace mlir::pipe;

TEST(ModelCosts, PartsAreCutAndJoined) {
  ModelCosts model = ModelCosts::makeUniform(3, 0, 1, 1, /*latency=*/5);
  model.tasks.forward = {6, 6, 8};
  model.tasks.bandwidth = 100.0;
  model.messageBytes = {10, 20, 30};
  Result<CutModel> cut = cutIntoStages(model, 6, /*training=*/true);
  ASSERT_TRUE(cut);
  // Times are doubled, so that half a part is an integer.
  EXPECT_EQ(cut->scale, 2);
  EXPECT_EQ(cut->tasks.forward, (std::vector<int64_t>{6, 6, 6, 6, 8, 8}));
  EXPECT_EQ(cut->tasks.latency, 10);
  EXPECT_EQ(cut->tasks.bandwidth, 50.0);
  std::vector<int64_t> bytes;
  for (const TaskEdge &edge : cut->edges)
    if (edge.fromKind == ActionKind::Forward && edge.fromStage != edge.toStage)
      bytes.push_back(edge.bytes);
  EXPECT_EQ(bytes, (std::vector<int64_t>{10, 10, 20, 20, 30}));

  model = ModelCosts::makeUniform(4);
  model.tasks.forward = {1, 2, 3, 4};
  model.messageBytes = {10, 20, 30, 40};
  cut = cutIntoStages(model, 2, /*training=*/false);
  ASSERT_TRUE(cut);
  EXPECT_EQ(cut->scale, 1);
  EXPECT_EQ(cut->tasks.forward, (std::vector<int64_t>{3, 7}));
  EXPECT_EQ(cut->activations.forward, (std::vector<int64_t>{2, 2}));
  ASSERT_EQ(cut->edges.size(), 1u);
  EXPECT_EQ(cut->edges[0].bytes, 20);
}

TEST(ModelCosts, BadCosts) {
  auto getError = [](const ModelCosts &model, int64_t numStages) {
    Result<CutModel> cut = cutIntoStages(model, numStages, true);
    return cut ? "" : cut.getError().toString();
  };
  ModelCosts model = ModelCosts::makeUniform(4);
  EXPECT_EQ(getError(model, 6),
            "costs of 4 parts cannot be spread over 6 stages; give as many as "
            "there are stages");
  model.tasks.inputGradient.pop_back();
  EXPECT_EQ(getError(model, 4),
            "there are 3 numbers of input gradient but 4 of forward; each part "
            "of the model needs one of each");
  model = ModelCosts::makeUniform(4);
  model.tasks.forward[2] = -7;
  EXPECT_EQ(getError(model, 4),
            "a part of the model has a negative forward: -7");
  model.tasks.forward = {INT64_MAX, 1, 0, 0};
  EXPECT_EQ(getError(model, 2), "forward passes 64 bits in stage 0");
  model = ModelCosts::makeUniform(4);
  model.messageBytes = {1};
  EXPECT_EQ(getError(model, 4),
            "there are 1 sizes of messages but 4 parts of the model");
}

// A rank has the same work whatever V is, so that makespans compare.
TEST(Compare, ChunksShareTheWorkOfARank) {
  CompareRequest request;
  request.ranks = 8;
  request.model = ModelCosts::makeUniform(8);
  CompareRow plain = compareOne({"1f1b", 64, 1}, request);
  CompareRow chunks = compareOne({"interleaved-1f1b", 64, 2}, request);
  ASSERT_TRUE(plain.numbers && chunks.numbers);
  EXPECT_EQ(plain.numbers->makespan, 213);
  EXPECT_EQ(plain.numbers->maxPeak, 8);
  EXPECT_EQ(plain.numbers->messages, 2 * 7 * 64);
  EXPECT_EQ(chunks.numbers->makespan, 202.5);
  EXPECT_EQ(chunks.numbers->maxPeak, 11.5);
  EXPECT_EQ(chunks.numbers->messages, 2 * 15 * 64);
}

TEST(Compare, PresetGpt3) {
  const ComparePreset &preset = getComparePresets().front();
  ASSERT_EQ(preset.name, "gpt3");
  CompareRequest request;
  request.ranks = preset.ranks;
  request.model = ModelCosts::makeUniform(preset.ranks);
  std::vector<double> percent;
  for (const ScheduleChoice &choice : preset.choices)
    percent.push_back(
        std::round(1000 * compareOne(choice, request).numbers->bubbleRatio) /
        10);
  EXPECT_EQ(percent, (std::vector<double>{30.4, 9.9, 5.2}));
}

TEST(Compare, FastestFirstThenAboveTheCapThenImpossible) {
  CompareRequest request;
  request.ranks = 5;
  request.microBatches = 16;
  request.model = ModelCosts::makeUniform(5);
  request.memoryCap = 5.0;
  std::vector<CompareRow> rows = compareSchedules(request);
  size_t trained = 0;
  for (const ScheduleInfo &info : getScheduleRegistry())
    trained += info.training;
  EXPECT_EQ(rows.size(), trained + 1); // and the searched one
  int lastGroup = 0;
  double last = 0.0;
  for (const CompareRow &row : rows) {
    int group = !row.numbers ? 2 : !row.fits ? 1 : 0;
    EXPECT_GE(group, lastGroup);
    if (group != lastGroup)
      last = 0.0;
    lastGroup = group;
    if (!row.numbers) {
      EXPECT_NE(row.problem, "") << row.choice.name;
      continue;
    }
    EXPECT_EQ(row.fits, row.numbers->maxPeak <= 5.0);
    EXPECT_GE(row.numbers->makespan, last);
    last = row.numbers->makespan;
  }
  // dualpipe wants an even number of ranks.
  EXPECT_EQ(lastGroup, 2);
}
