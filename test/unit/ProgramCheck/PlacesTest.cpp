//===- PlacesTest.cpp - Bytes that buffers share --------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ByteMachine.h"
#include "GeneratedCases.h"
#include "Mutate.h"
#include "ParsedPipeline.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

static LogicalResult plan(ModuleOp module, bool share) {
  PassManager passes(module.getContext());
  PlanMemoryPassOptions options;
  options.share = share;
  passes.addPass(createPlanMemoryPass(options));
  return passes.run(module);
}

static int64_t countLocalBytes(ModuleOp module) {
  int64_t bytes = 0;
  for (ProgramOp program : getPipeline(module).getBody().getOps<ProgramOp>())
    bytes += program.getSegmentBytes(SegmentKind::Local);
  return bytes;
}

static std::string print(ModuleOp module) {
  std::string text;
  llvm::raw_string_ostream os(text);
  module.print(os);
  return text;
}

/// With a step and without.
static std::vector<Case> getAllCases(int64_t ranks, int64_t microBatches,
                                     int64_t virtualStages) {
  std::vector<Case> cases = getCases(ranks, microBatches, virtualStages);
  for (const Case &c : getStepCases(ranks, microBatches / 2, virtualStages))
    cases.push_back(c);
  return cases;
}

// Every schedule: shared bytes are never more, proven, and right on bytes.
TEST(Places, OfEveryScheduleAreProven) {
  std::mt19937_64 random(21);
  size_t numCases = 0, numSmaller = 0;
  for (const Case &c : getAllCases(4, 8, 3)) {
    SCOPED_TRACE(c.getName());
    ProgramContext quiet;
    auto module = quiet.parse(c.draw(random));
    ASSERT_TRUE(module);
    ASSERT_TRUE(succeeded(build(*module, c))) << quiet.messages;
    OwningOpRef<ModuleOp> apart = module->clone();
    quiet.messages.clear();
    ASSERT_TRUE(succeeded(plan(*apart, false)));
    ASSERT_TRUE(succeeded(plan(*module, true)));
    EXPECT_EQ(quiet.messages, "");
    ASSERT_TRUE(succeeded(verifyPlaces(getPipeline(*apart))));
    ASSERT_TRUE(succeeded(verifyPlaces(getPipeline(*module))))
        << quiet.messages << print(*module);
    ASSERT_EQ(executeBytes(getPipeline(*module)), "") << print(*module);
    ASSERT_TRUE(succeeded(analyzePrograms(getPipeline(*module))));
    EXPECT_LE(countLocalBytes(*module), countLocalBytes(*apart));
    numSmaller += countLocalBytes(*module) < countLocalBytes(*apart);
    ++numCases;
  }
  std::cout << numSmaller << " of " << numCases << " share bytes\n";
  EXPECT_GE(numSmaller, 20u);
}

// The check and a machine of bytes judge changed places alike.
TEST(Places, AgreeWithTheByteMachine) {
  std::mt19937_64 random(22);
  size_t accepted = 0, rejected = 0;
  for (const Case &c : getAllCases(3, 5, 2)) {
    SCOPED_TRACE(c.getName());
    ProgramContext quiet;
    auto module = quiet.parse(c.draw(random));
    ASSERT_TRUE(module);
    ASSERT_TRUE(succeeded(build(*module, c))) << quiet.messages;
    ASSERT_TRUE(succeeded(plan(*module, true)));
    for (int i = 0; i < 12; ++i) {
      OwningOpRef<ModuleOp> mutant = module->clone();
      PipelineOp pipeline = getPipeline(*mutant);
      std::string what = mutatePlaces(pipeline, random);
      if (what.empty())
        continue;
      quiet.messages.clear();
      bool isProven = succeeded(verifyPlaces(pipeline));
      std::string fault = executeBytes(pipeline);
      ++(fault.empty() ? accepted : rejected);
      ASSERT_EQ(isProven, fault.empty())
          << what << "\nmachine: " << fault << "\ncheck: " << quiet.messages
          << print(*mutant);
    }
  }
  std::cout << accepted << " accepted, " << rejected
            << " rejected, 0 disagreements\n";
  EXPECT_GE(accepted, 300u);
  EXPECT_GE(rejected, 1000u);
}

// A loop of many micro-batches is planned by its first and last iterations; the
// proof looks at all of them.
TEST(Places, OfLongLoopsAreProven) {
  std::mt19937_64 random(23);
  size_t numSmaller = 0;
  for (int64_t microBatches : {40, 67, 130, 1500})
    for (const Case &each : getCases(4, 1, 2)) {
      Case c = each;
      c.microBatches = microBatches;
      auto schedule = generateSchedule(
          c.schedule, {c.ranks, c.microBatches, c.virtualStages});
      if (!schedule || !llvm::is_contained(getGraphs(*schedule), c.graph))
        continue;
      // A program of many actions takes the builder long.
      if (microBatches > 200 && (c.ranks != 2 || c.virtualStages != 2))
        continue;
      SCOPED_TRACE(c.getName());
      ProgramContext quiet;
      auto module = quiet.parse(c.draw(random));
      ASSERT_TRUE(module);
      ASSERT_TRUE(succeeded(build(*module, c))) << quiet.messages;
      OwningOpRef<ModuleOp> apart = module->clone();
      ASSERT_TRUE(succeeded(plan(*apart, false)));
      ASSERT_TRUE(succeeded(plan(*module, true)));
      ASSERT_TRUE(succeeded(verifyPlaces(getPipeline(*module))))
          << quiet.messages << print(*module);
      EXPECT_LE(countLocalBytes(*module), countLocalBytes(*apart));
      numSmaller += countLocalBytes(*module) < countLocalBytes(*apart);
    }
  std::cout << numSmaller << " share bytes\n";
  EXPECT_GE(numSmaller, 10u);
}
