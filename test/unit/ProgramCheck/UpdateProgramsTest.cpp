//===- UpdateProgramsTest.cpp - Proofs of updates within the step ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Schedules whose stages are updated while micro-batches are under way, so that
// parameters are there in several versions.
//
//===----------------------------------------------------------------------===//

#include "JudgeMutants.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

TEST(UpdatePrograms, AreProven) {
  ProvenPrograms found;
  expectProven(getUpdateCases(4, 11), 41, found);
  std::cout << found.all << " programs with updates proven, "
            << found.withCopies << " keep versions, " << found.rounded
            << " round gradients\n";
  EXPECT_GE(found.withCopies, 50u);
  EXPECT_GE(found.rounded, 20u);
}

TEST(UpdatePrograms, AgreeOnMutantsOfVersions) {
  compareOnMutants(getUpdateCases(2, 4), 150, mutateVersions, 42);
}

// Groups of three micro-batches: a loop over groups with a loop over the
// micro-batches of a group in it.
TEST(UpdatePrograms, AgreeOnMutantsOfLoopsInLoops) {
  std::vector<Case> cases;
  for (int64_t m : {6, 7})
    cases.push_back({"pipedream-2bw", GraphKind::Training, 3, m, 1, true,
                     /*updatesWithin=*/true});
  std::mt19937_64 random(48);
  for (const Case &c : cases) {
    ProgramContext quiet;
    auto module = quiet.parse(c.draw(random));
    ASSERT_TRUE(module && succeeded(build(*module, c)));
    EXPECT_TRUE(hasLoopInLoop(*module)) << print(*module);
  }
  compareOnMutants(cases, 60, mutateVersions, 48);
  compareOnMutants(cases, 60, mutate, 49);
}

TEST(UpdatePrograms, LoopsInLoopsAreProven) {
  std::mt19937_64 random(50);
  size_t numNested = 0;
  for (const Case &c : getNestedCases()) {
    SCOPED_TRACE(c.getName());
    ProgramContext quiet;
    auto module = quiet.parse(c.draw(random));
    ASSERT_TRUE(module);
    ASSERT_TRUE(succeeded(build(*module, c, /*postReceives=*/numNested % 2)))
        << quiet.messages;
    auto facts = analyzePrograms(getPipeline(*module));
    ASSERT_TRUE(succeeded(facts)) << quiet.messages << print(*module);
    expectTightChannels(getPipeline(*module), *facts);
    expectPeaks(getPipeline(*module), *facts);
    ASSERT_EQ(executeNumbers(getPipeline(*module), 3), "") << print(*module);
    numNested += hasLoopInLoop(*module);
  }
  EXPECT_GE(numNested, 5u);
}

TEST(UpdatePrograms, OfThreeRanksAgreeWithTheInterpreter) {
  std::vector<Case> cases;
  for (const Case &c : getUpdateCases(3, 3))
    if (c.ranks == 3 && c.microBatches > 1)
      cases.push_back(c);
  compareOnMutants(cases, 50, mutateVersions, 43);
}

TEST(UpdatePrograms, AgreeOnMutantsOfAllKinds) {
  std::vector<Case> cases = getUpdateCases(2, 3);
  compareOnMutants(cases, 30, mutate, 44);
  compareOnMutants(cases, 30, mutateStep, 45);
  compareOnMutants(cases, 30, mutateVariables, 46);
  compareOnMutants(cases, 30, mutateIdentity, 47);
}
