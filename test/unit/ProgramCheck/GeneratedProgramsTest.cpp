//===- GeneratedProgramsTest.cpp - The builder's programs are proven ------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Mutate.h"
#include "ParsedPipeline.h"
#include "RandomGraph.h"

#include "pipe/Dialect/Pipe/Transforms/Passes.h"
#include "pipe/Schedule/Registry.h"

#include "mlir/Pass/PassManager.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

namespace {
/// Where generated programs come from.
struct Case {
  std::string schedule;
  bool isTraining;
  int64_t ranks, microBatches, virtualStages;

  std::string getName() const {
    return schedule + " P" + std::to_string(ranks) + " M" +
           std::to_string(microBatches) + " V" + std::to_string(virtualStages);
  }
};
} // namespace

/// Schedules the graph of `module` and writes its programs.
static LogicalResult build(ModuleOp module, const Case &c) {
  PassManager passes(module.getContext());
  SchedulePassOptions options;
  options.schedule = c.schedule;
  options.ranks = c.ranks;
  options.microBatches = c.microBatches;
  options.virtualStages = c.virtualStages;
  passes.addPass(createSchedulePass(options));
  passes.addPass(createBuildProgramsPass());
  return passes.run(module);
}

static std::vector<Case> getCases(int64_t maxRanks, int64_t maxMicroBatches,
                                  int64_t maxVirtualStages) {
  std::vector<Case> cases;
  for (const ScheduleInfo &info : getScheduleRegistry())
    for (int64_t p = 1; p <= maxRanks; ++p)
      for (int64_t m = 1; m <= maxMicroBatches; ++m)
        for (int64_t v = 1; v <= maxVirtualStages; ++v)
          if (generateSchedule(info.name, {p, m, v}))
            cases.push_back({std::string(info.name), info.training, p, m, v});
  return cases;
}

static std::string print(ModuleOp module) {
  std::string text;
  llvm::raw_string_ostream os(text);
  module.print(os);
  return text;
}

// Every schedule, on a random graph each: what is built is proven.
TEST(GeneratedPrograms, AreProven) {
  std::mt19937_64 random(7);
  size_t numCases = 0;
  for (const Case &c : getCases(4, 8, 3)) {
    SCOPED_TRACE(c.getName());
    ++numCases;
    QuietContext quiet;
    auto module = quiet.parse(
        printRandomGraph(c.ranks * c.virtualStages, c.isTraining, random));
    ASSERT_TRUE(module);
    ASSERT_TRUE(succeeded(build(*module, c)))
        << quiet.messages << print(*module);
    auto facts = analyzePrograms(getPipeline(*module));
    ASSERT_TRUE(succeeded(facts)) << quiet.messages << print(*module);
    EXPECT_TRUE(facts->sumsInMicroBatchOrder);
  }
  std::cout << numCases << " generated programs proven\n";
  EXPECT_GE(numCases, 200u);
}

// Small ones are also executed in every order, and so are mutants of them.
TEST(GeneratedPrograms, AgreeWithTheInterpreter) {
  std::mt19937_64 random(11);
  size_t accepted = 0, rejected = 0;
  for (const Case &c : getCases(2, 3, 2)) {
    SCOPED_TRACE(c.getName());
    QuietContext quiet;
    auto module = quiet.parse(
        printRandomGraph(c.ranks * c.virtualStages, c.isTraining, random));
    ASSERT_TRUE(module);
    ASSERT_TRUE(succeeded(build(*module, c))) << quiet.messages;
    for (int i = 0; i < 12; ++i) {
      OwningOpRef<ModuleOp> mutant = module->clone();
      PipelineOp pipeline = getPipeline(*mutant);
      std::string change = i ? mutate(pipeline, random) : "none";
      if (change.empty() || failed(verify(*mutant)))
        continue;
      quiet.messages.clear();
      bool isProven = succeeded(analyzePrograms(pipeline));
      Verdict rendezvous = interpret(pipeline, SendDone::AtReceive);
      Verdict handover = interpret(pipeline, SendDone::AtRelease);
      bool isRight = rendezvous.fault.empty() && handover.fault.empty();
      ++(isRight ? accepted : rejected);
      ASSERT_EQ(isProven, isRight)
          << change << "\ninterpreter: " << rendezvous.fault << " | "
          << handover.fault << "\ncheck: " << quiet.messages << print(*mutant);
      if (i == 0) {
        EXPECT_TRUE(isRight);
      }
    }
  }
  std::cout << accepted << " accepted, " << rejected
            << " rejected, 0 disagreements\n";
  EXPECT_GE(rejected, 50u);
}
