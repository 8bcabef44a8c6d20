//===- StepProgramsTest.cpp - Programs that update their parameters -------===//
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

/// Those whose micro-batches take different ways, too.
static std::vector<Case> getSmallCases() {
  std::vector<Case> cases = getStepCases(2, 2, 2);
  for (const Case &c : getStepCases(2, 4, 1))
    if (c.schedule == "chimera" || c.schedule == "dualpipe")
      cases.push_back(c);
  return cases;
}

// Every schedule, on a random graph and a random step each.
TEST(StepPrograms, AreProven) {
  ProvenPrograms found;
  expectProven(getStepCases(4, 6, 3), 31, found);
  std::cout << found.all << " programs with a step proven, " << found.withCopies
            << " copy new values, " << found.rounded << " round gradients, "
            << found.withStates << " have states\n";
  EXPECT_GE(found.withCopies, 50u);
  EXPECT_GE(found.rounded, 50u);
  EXPECT_GE(found.withStates, 50u);
}

// Small ones are executed in every order, and so are mutants of them.
TEST(StepPrograms, AgreeWithTheInterpreter) {
  compareOnMutants(getSmallCases(), 50, mutateStep, 32);
}

TEST(StepPrograms, AgreeOnMutantsOfVariables) {
  compareOnMutants(getSmallCases(), 25, mutateVariables, 38);
}

TEST(StepPrograms, OfThreeRanksAgreeWithTheInterpreter) {
  std::vector<Case> cases;
  for (const Case &c : getStepCases(3, 1, 1))
    if (c.ranks == 3)
      cases.push_back(c);
  compareOnMutants(cases, 12, mutateStep, 37);
}

// So are mutants of all that is not peculiar to a step.
TEST(StepPrograms, AgreeOnMutantsOfAllKinds) {
  compareOnMutants(getSmallCases(), 6, mutate, 33);
  compareOnMutants(getSmallCases(), 6, mutateTransfers, 34);
  compareOnMutants(getSmallCases(), 6, mutateIdentity, 35);
}

// The verifier of `pipe.copy` lets no other type through; the core says so
// itself.
TEST(StepPrograms, RefusesModelsThatTheIRCannotHold) {
  std::mt19937_64 random(36);
  size_t numRefused = 0;
  for (const Case &c : getStepCases(2, 1, 1)) {
    ProgramContext quiet;
    auto module = quiet.parse(c.draw(random));
    ASSERT_TRUE(module);
    ASSERT_TRUE(succeeded(build(*module, c))) << quiet.messages;
    auto source = readPrograms(getPipeline(*module));
    ASSERT_TRUE(succeeded(source));
    check::PipelineModel model = source->model;
    for (check::RankProgram &program : model.programs)
      for (const check::ProgramAction &action : program.actions) {
        if (action.role != check::ActionRole::Copy)
          continue;
        check::ProgramBuffer &from = program.buffers[action.buffer];
        int32_t type = std::exchange(from.type, -1);
        auto violations = check::checkPrograms(model).violations;
        from.type = type;
        std::string text = " copies the " + from.name + " into the " +
                           program.buffers[action.into].name +
                           " of another type";
        EXPECT_TRUE(llvm::any_of(violations, [&](const auto &violation) {
          return violation.error.text.ends_with(text);
        })) << text;
        ++numRefused;
      }
  }
  EXPECT_GE(numRefused, 5u);
}
