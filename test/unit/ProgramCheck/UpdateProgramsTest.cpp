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
