//===- AdviseTest.cpp - Tests of advice -----------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleTestUtils.h"

#include "pipe/Schedule/Advice/Advise.h"

using namespace mlir::pipe;

static AdviseRequest makeRequest(bool training, int64_t ranks, int64_t batch) {
  AdviseRequest request;
  request.training = training;
  request.ranks = ranks;
  request.batch = batch;
  request.model = ModelCosts::makeUniform(ranks);
  return request;
}

static const AdviceLine *findTaken(const Advice &advice) {
  const AdviceLine *taken = nullptr;
  for (const AdviceLine &line : advice.lines)
    if (line.verdict == AdviceLine::Verdict::Take) {
      EXPECT_EQ(taken, nullptr);
      taken = &line;
    }
  return taken;
}

/// Returns "<schedule> P M V" of the line to take, "" if there is none.
static std::string getAdvice(const AdviseRequest &request) {
  Result<Advice> advice = advise(request);
  if (!advice)
    return "error: " + advice.getError().toString();
  const AdviceLine *taken = findTaken(*advice);
  if (!taken)
    return "";
  return taken->choice.name + " " + std::to_string(taken->ranks) + " " +
         std::to_string(taken->choice.microBatches) + " " +
         std::to_string(taken->choice.virtualStages);
}

TEST(Advise, TrainingTakes1F1BWhereNothingSavesEnough) {
  EXPECT_EQ(getAdvice(makeRequest(true, 2, 64)), "1f1b 2 64 1");
}

TEST(Advise, TrainingDefersWeightGradientsWhereThatPays) {
  AdviseRequest request = makeRequest(true, 4, 16);
  EXPECT_EQ(getAdvice(request), "zb-h1 4 16 1");
  request.canDeferWeightGradients = false;
  EXPECT_EQ(getAdvice(request), "1f1b 4 16 1");
}

TEST(Advise, TrainingInterleavesAtLargeScale) {
  AdviseRequest request = makeRequest(true, 8, 64);
  request.canDeferWeightGradients = false;
  EXPECT_EQ(getAdvice(request), "interleaved-1f1b 8 64 2");
  // 11.5 activations are kept.
  request.memoryCap = 11.0;
  EXPECT_EQ(getAdvice(request), "1f1b 8 64 1");
}

// Where transfers take time 1F1B waits for them in each round, GPipe does not:
// but GPipe is an answer only where all micro-batches fit.
TEST(Advise, GPipeOnlyWhereAllMicroBatchesFit) {
  AdviseRequest request = makeRequest(true, 4, 4);
  request.canDeferWeightGradients = false;
  request.model.tasks.latency = 1;
  Result<Advice> advice = advise(request);
  ASSERT_TRUE(advice);
  for (const AdviceLine &line : advice->lines)
    if (line.choice.name == "gpipe") {
      EXPECT_EQ(line.reason, "only when all 4 micro-batches fit: keeps up to 4 "
                             "activations");
    }
  request.memoryCap = 3.0;
  EXPECT_EQ(getAdvice(request), "search 4 4 1");
  request.memoryCap = 4.0;
  EXPECT_EQ(getAdvice(request), "eager-1f1b 4 4 1");
}

TEST(Advise, TrainingUnderACap) {
  AdviseRequest request = makeRequest(true, 8, 64);
  request.memoryCap = 6.0;
  EXPECT_EQ(getAdvice(request), "v-half 8 64 2");
  request.memoryCap = 4.0;
  EXPECT_EQ(getAdvice(request), "v-min 8 64 2");
  // Below every registered schedule down to one micro-batch at a time.
  request.memoryCap = 1.0;
  EXPECT_EQ(getAdvice(request), "search 8 64 1");
  request.memoryCap = 0.5;
  Result<Advice> advice = advise(request);
  ASSERT_FALSE(advice);
  EXPECT_TRUE(advice.getError().toString().starts_with(
      "no schedule keeps at most 0.5 activations; use more ranks, smaller "
      "micro-batches or recomputation\n"
      "  note: 'v-min' keeps the least, 4 activations\n"
      "  note: a search says: memory cap is too small: rank 0 needs 1 "));
}

TEST(Advise, Inference) {
  // 4 ranks and 16 micro-batches idle 15.8 %.
  EXPECT_EQ(getAdvice(makeRequest(false, 4, 32)), "forward-only 4 16 1");
  EXPECT_EQ(getAdvice(makeRequest(false, 2, 16)), "forward-only 2 4 1");
  // Deeper pipelines are no answer: two ranks share each stage.
  EXPECT_EQ(getAdvice(makeRequest(false, 8, 32)), "forward-only 4 16 1");
  // A batch below 16: no pipeline.
  EXPECT_EQ(getAdvice(makeRequest(false, 4, 15)), "");
  EXPECT_EQ(getAdvice(makeRequest(false, 7, 64)), "");
  // The bubble of 4 micro-batches is above 20 %: several stages a rank.
  AdviseRequest request = makeRequest(false, 4, 16);
  request.microBatchSize = 4;
  EXPECT_EQ(getAdvice(request), "forward-only 4 4 4");
}

TEST(Advise, OneRankNeedsNoPipeline) {
  EXPECT_EQ(getAdvice(makeRequest(true, 1, 8)), "");
  EXPECT_EQ(advise(makeRequest(false, 1, 8))->summary,
            "one rank needs no pipeline");
}

TEST(Advise, BadRequests) {
  EXPECT_EQ(getAdvice(makeRequest(true, 0, 8)),
            "error: number of ranks must be at least 1, but got 0");
  AdviseRequest request = makeRequest(true, 4, 10);
  request.microBatchSize = 4;
  EXPECT_EQ(getAdvice(request), "error: a batch of 10 samples is no multiple "
                                "of a micro-batch of 4");
  request = makeRequest(false, 4, 32);
  request.microBatchSize = 3;
  EXPECT_EQ(getAdvice(request), "error: micro-batches of 3 samples do not suit "
                                "inference; take 1, 2 or 4");
  request = makeRequest(true, 4, 8);
  request.memoryCap = -1.0;
  EXPECT_EQ(getAdvice(request),
            "error: the memory cap must not be negative, but got -1 "
            "activations");
}
