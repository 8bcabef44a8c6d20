//===- GeneratedProgramsTest.cpp - The builder's programs are proven ------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "JudgeMutants.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

// Every schedule, on a random graph each: what is built is proven.
TEST(GeneratedPrograms, AreProven) {
  std::mt19937_64 random(7);
  size_t numCases = 0;
  for (const Case &c : getCases(4, 8, 3)) {
    SCOPED_TRACE(c.getName());
    ++numCases;
    ProgramContext quiet;
    auto module = quiet.parse(c.draw(random));
    ASSERT_TRUE(module);
    ASSERT_TRUE(succeeded(build(*module, c)))
        << quiet.messages << print(*module);
    auto facts = analyzePrograms(getPipeline(*module));
    ASSERT_TRUE(succeeded(facts)) << quiet.messages << print(*module);
    expectTightChannels(getPipeline(*module), *facts);
    expectOrderOfSums(getPipeline(*module), *facts);
  }
  std::cout << numCases << " generated programs proven\n";
  EXPECT_GE(numCases, 200u);
}

// So it is with receives posted early: channels have as much room as they need
// then, and no more.
TEST(GeneratedPrograms, AreProvenWithEarlyPosts) {
  std::mt19937_64 random(8);
  size_t numCases = 0, numMoved = 0;
  for (const Case &c : getCases(4, 5, 2)) {
    SCOPED_TRACE(c.getName());
    ProgramContext quiet;
    auto module = quiet.parse(c.draw(random));
    ASSERT_TRUE(module);
    ASSERT_TRUE(succeeded(build(*module, c))) << quiet.messages;
    std::string late = print(*module);
    ASSERT_TRUE(succeeded(build(*module, c, /*postReceives=*/true)));
    auto facts = analyzePrograms(getPipeline(*module));
    ASSERT_TRUE(succeeded(facts)) << quiet.messages << late << print(*module);
    expectTightChannels(getPipeline(*module), *facts);
    numMoved += print(*module) != late;
    ++numCases;
  }
  std::cout << numMoved << " of " << numCases << " programs post earlier\n";
  EXPECT_GE(numMoved, 50u);
}

// Small ones are also executed in every order, and so are mutants of them.
TEST(GeneratedPrograms, AgreeWithTheInterpreter) {
  compareOnMutants(getCases(2, 3, 2), 11, mutate, 11);
}

// So are those whose micro-batches take different ways.
TEST(GeneratedPrograms, OfTwoCopiesAgreeWithTheInterpreter) {
  std::vector<Case> cases;
  for (const Case &c : getCases(2, 4, 1))
    if (c.schedule == "chimera" || c.schedule == "dualpipe")
      cases.push_back(c);
  EXPECT_GE(cases.size(), 4u);
  compareOnMutants(cases, 60, mutateIdentity, 12);
}
