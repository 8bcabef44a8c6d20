//===- ReductionProgramsTest.cpp - Proofs of sums over replicas -----------===//
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

/// Those with a step, those that give gradients to the caller, and those whose
/// micro-batches take different ways.
static std::vector<Case> getSmallCases() {
  std::vector<Case> cases = getStepCases(2, 2, 2);
  for (const Case &c : getCases(2, 2, 2))
    cases.push_back(c);
  for (const Case &c : getStepCases(2, 4, 1))
    if (c.schedule == "chimera" || c.schedule == "dualpipe")
      cases.push_back(c);
  return addReplicas(cases);
}

// Two replicas, each on data of its own, together give the gradients of all
// data.
TEST(ReductionPrograms, AreProven) {
  ProvenPrograms found;
  expectProven(addReplicas(getCases(4, 5, 2)), 61, found);
  expectProven(addReplicas(getStepCases(4, 5, 2)), 62, found);
  expectProven(addReplicas(getUpdateCases(4, 6)), 63, found);
  std::cout << found.all << " programs with reductions proven, "
            << found.rounded << " round gradients, " << found.withStates
            << " have states\n";
  EXPECT_GE(found.all, 300u);
  EXPECT_GE(found.rounded, 50u);
}

TEST(ReductionPrograms, AgreeWithTheInterpreter) {
  compareOnMutants(getSmallCases(), 40, mutateReductions, 64);
}

TEST(ReductionPrograms, OfUpdatesWithinTheStepAgree) {
  compareOnMutants(addReplicas(getUpdateCases(2, 4)), 60, mutateReductions, 65);
}

// Changes of anything else, where gradients are reduced.
TEST(ReductionPrograms, AgreeOnMutantsOfAllKinds) {
  std::vector<Case> steps = addReplicas(getStepCases(2, 2, 1));
  compareOnMutants(steps, 10, mutate, 66);
  compareOnMutants(steps, 10, mutateStep, 67);
  compareOnMutants(steps, 10, mutateVariables, 68);
  compareOnMutants(addReplicas(getUpdateCases(2, 3)), 15, mutateVersions, 69);
}

/// The places in the block of `start` where something is added to its
/// accumulator, in their order; a loop is one.
static SmallVector<Operation *> getTerms(AllReduceOp start) {
  Value sum = start.getBuffer();
  llvm::SetVector<Operation *> places;
  for (Operation *user : sum.getUsers()) {
    auto run = dyn_cast<RunOp>(user);
    auto add = dyn_cast<AddOp>(user);
    if ((run && llvm::is_contained(run.getOuts(), sum)) ||
        (add && add.getInto() == sum))
      if (Operation *place = start->getBlock()->findAncestorOpInBlock(*user))
        places.insert(place);
  }
  SmallVector<Operation *> terms = places.takeVector();
  llvm::sort(terms,
             [](Operation *a, Operation *b) { return a->isBeforeInBlock(b); });
  return terms;
}

/// Whether tasks of micro-batches run behind `start`.
static bool runsTasksBehind(AllReduceOp start, PipelineOp pipeline) {
  auto tasks = pipeline.getTasksByName();
  bool found = false;
  for (Operation *op = start; op; op = op->getNextNode())
    op->walk([&](RunOp run) {
      TaskOp task = tasks.lookup(run.getTaskAttr());
      found |= isa<GraphOp>(task->getParentOp());
    });
  return found;
}

// No task of a micro-batch runs between the last term and the start, all are
// started before one is awaited, and what stands behind a wait is a task that
// reads or the end.
TEST(ReductionPrograms, StartEarlyAndAwaitLate) {
  std::mt19937_64 random(72);
  size_t numStarts = 0, numEarly = 0;
  for (const Case &c : addReplicas(getStepCases(3, 4, 2))) {
    SCOPED_TRACE(c.getName());
    ProgramContext quiet;
    auto module = quiet.parse(c.draw(random));
    ASSERT_TRUE(module);
    ASSERT_TRUE(succeeded(build(*module, c))) << quiet.messages;
    module->walk([&](AllReduceOp start) {
      ++numStarts;
      for (Operation *op = getTerms(start).back()->getNextNode(); op != start;
           op = op->getNextNode())
        EXPECT_FALSE((isa<RunOp, scf::ForOp, AwaitReducedOp>(op)))
            << print(*module);
      numEarly += runsTasksBehind(start, getPipeline(*module));
    });
    module->walk([&](AwaitReducedOp await) {
      for (Operation *op = await; op; op = op->getNextNode())
        EXPECT_FALSE(isa<AllReduceOp>(op)) << print(*module);
      // What stands behind it needs it, or nothing does.
      Operation *next = await->getNextNode();
      while (isa<AwaitReducedOp, RoundOp>(next))
        next = next->getNextNode();
      EXPECT_TRUE((isa<RunOp, DrainOp>(next))) << print(*module);
    });
  }
  std::cout << numEarly << " of " << numStarts
            << " reductions start while tasks are still to run\n";
  EXPECT_GE(numEarly, 80u);
}

/// Moves the reduction of an accumulator in front of the last thing that is
/// added to it. Returns false if that is the first one, too.
static bool moveEarly(AllReduceOp start) {
  SmallVector<Operation *> terms = getTerms(start);
  if (terms.size() < 2)
    return false;
  start->moveBefore(terms.back());
  for (Operation *user : llvm::to_vector(start.getBuffer().getUsers()))
    if (isa<AwaitReducedOp>(user))
      user->moveAfter(start);
    else if (isa<DivideOp>(user))
      user->moveBefore(start);
  return true;
}

// What is reduced too early is refused, and gives another sum.
TEST(ReductionPrograms, ThatReduceTooEarlyAreWrong) {
  std::mt19937_64 random(70);
  size_t numMoved = 0;
  for (const Case &c : addReplicas(getCases(3, 4, 2))) {
    SCOPED_TRACE(c.getName());
    ProgramContext quiet;
    auto module = quiet.parse(c.draw(random));
    ASSERT_TRUE(module);
    ASSERT_TRUE(succeeded(build(*module, c))) << quiet.messages;
    SmallVector<AllReduceOp> starts;
    module->walk([&](AllReduceOp start) { starts.push_back(start); });
    for (size_t i = 0; i < starts.size(); ++i) {
      OwningOpRef<ModuleOp> early = module->clone();
      SmallVector<AllReduceOp> copies;
      early->walk([&](AllReduceOp start) { copies.push_back(start); });
      if (!moveEarly(copies[i]))
        continue;
      ++numMoved;
      quiet.messages.clear();
      EXPECT_TRUE(failed(analyzePrograms(getPipeline(*early))));
      EXPECT_NE(executeNumbers(getPipeline(*early), 1), "") << print(*early);
    }
  }
  std::cout << numMoved << " reductions moved before the last term\n";
  EXPECT_GE(numMoved, 50u);
}

// The verifier of the ops lets no other buffer through; the core says so
// itself.
TEST(ReductionPrograms, RefusesModelsThatTheIRCannotHold) {
  std::mt19937_64 random(71);
  size_t numRefused = 0;
  for (const Case &c : addReplicas(getCases(2, 1, 1))) {
    ProgramContext quiet;
    auto module = quiet.parse(c.draw(random));
    ASSERT_TRUE(module);
    ASSERT_TRUE(succeeded(build(*module, c))) << quiet.messages;
    auto source = readPrograms(getPipeline(*module));
    ASSERT_TRUE(succeeded(source));
    check::PipelineModel model = source->model;
    for (check::RankProgram &program : model.programs)
      for (check::ProgramAction &action : program.actions) {
        bool isStart = action.role == check::ActionRole::AllReduce;
        if (!isStart && action.role != check::ActionRole::AwaitReduced)
          continue;
        for (size_t b = 0; b < program.buffers.size(); ++b) {
          const check::ProgramBuffer &buffer = program.buffers[b];
          bool isGradient = buffer.role == check::BufferRole::Gradient;
          if (isGradient && buffer.type == model.values[buffer.subject].sumType)
            continue;
          int32_t old = std::exchange(action.buffer, static_cast<int32_t>(b));
          auto violations = check::checkPrograms(model).violations;
          action.buffer = old;
          std::string text =
              std::string(isStart ? " reduces the "
                                  : " awaits the reduction of the ") +
              buffer.name +
              (isGradient ? ", which is rounded and holds no sum" : "");
          EXPECT_TRUE(llvm::any_of(violations, [&](const auto &violation) {
            return violation.error.text.ends_with(text);
          })) << text;
          ++numRefused;
        }
      }
  }
  EXPECT_GE(numRefused, 20u);
}
