//===- GeneratedCases.h - Programs that the builder makes -------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_PROGRAMCHECK_GENERATEDCASES_H
#define PIPE_TEST_UNIT_PROGRAMCHECK_GENERATEDCASES_H

#include "RandomGraph.h"

#include "pipe/Dialect/Pipe/Transforms/Passes.h"
#include "pipe/Schedule/Generators/Registry.h"

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/PassManager.h"

namespace mlir::pipe::test {

/// Where generated programs come from.
struct Case {
  std::string schedule;
  GraphKind graph;
  int64_t ranks, microBatches, virtualStages;
  bool hasStep = false;       ///< Parameters are updated once a step.
  bool updatesWithin = false; ///< More than that.
  bool replicas = false;      ///< Gradients are added up over replicas.

  std::string getName() const {
    return schedule + " P" + std::to_string(ranks) + " M" +
           std::to_string(microBatches) + " V" + std::to_string(virtualStages) +
           (graph == GraphKind::SplitBackward ? " split" : "") +
           (hasStep ? " step" : "") + (updatesWithin ? "s within" : "") +
           (replicas ? " replicas" : "");
  }

  std::string draw(std::mt19937_64 &random) const {
    std::string text = printRandomGraph(ranks * virtualStages, graph, random,
                                        hasStep, updatesWithin);
    // Replicas add floating-point numbers.
    for (size_t at; replicas && (at = text.find("xi16")) != text.npos;)
      text.replace(at, 4, "xf64");
    return text;
  }
};

/// Schedules the graph of `module` and writes its programs.
inline LogicalResult build(ModuleOp module, const Case &c,
                           bool postReceives = false) {
  PassManager passes(module.getContext());
  SchedulePassOptions options;
  options.schedule = c.schedule;
  options.ranks = c.ranks;
  options.microBatches = c.microBatches;
  options.virtualStages = c.virtualStages;
  passes.addPass(createSchedulePass(options));
  BuildProgramsPassOptions programs;
  programs.postReceives = postReceives;
  programs.replicas = c.replicas;
  passes.addPass(createBuildProgramsPass(programs));
  return passes.run(module);
}

/// The graphs that programs can run with `schedule`.
inline std::vector<GraphKind> getGraphs(const Schedule &schedule) {
  if (!schedule.isTraining())
    return {GraphKind::Inference};
  if (schedule.hasSplitBackward())
    return {GraphKind::SplitBackward};
  return {GraphKind::Training, GraphKind::SplitBackward};
}

inline std::vector<Case> getCases(int64_t maxRanks, int64_t maxMicroBatches,
                                  int64_t maxVirtualStages) {
  std::vector<Case> cases;
  for (const ScheduleInfo &info : getScheduleRegistry())
    for (int64_t p = 1; p <= maxRanks; ++p)
      for (int64_t m = 1; m <= maxMicroBatches; ++m)
        for (int64_t v = 1; v <= maxVirtualStages; ++v)
          if (auto schedule = generateSchedule(info.name, {p, m, v});
              schedule && !schedule->updatesWithinStep())
            for (GraphKind graph : getGraphs(*schedule))
              cases.push_back({std::string(info.name), graph, p, m, v});
  return cases;
}

/// Those that update within the step.
inline std::vector<Case> getUpdateCases(int64_t maxRanks,
                                        int64_t maxMicroBatches) {
  std::vector<Case> cases;
  for (const ScheduleInfo &info : getScheduleRegistry())
    for (int64_t p = 1; p <= maxRanks; ++p)
      for (int64_t m = 1; m <= maxMicroBatches; ++m)
        if (auto schedule = generateSchedule(info.name, {p, m, 1});
            schedule && schedule->updatesWithinStep())
          for (GraphKind graph : getGraphs(*schedule))
            cases.push_back(
                {std::string(info.name), graph, p, m, 1, true, true});
  return cases;
}

/// Those of them that have gradients, with what happens once a step.
inline std::vector<Case> getStepCases(int64_t maxRanks, int64_t maxMicroBatches,
                                      int64_t maxVirtualStages) {
  std::vector<Case> cases;
  for (Case c : getCases(maxRanks, maxMicroBatches, maxVirtualStages))
    if (c.graph != GraphKind::Inference) {
      c.hasStep = true;
      cases.push_back(c);
    }
  return cases;
}

/// Schedules whose long periods are regular, so that ranks have loops in loops.
inline std::vector<Case> getNestedCases() {
  std::vector<Case> cases;
  for (int64_t m : {12, 16, 19})
    for (int64_t p : {3, 4}) {
      cases.push_back({"pipedream-2bw", GraphKind::Training, p, m, 1, true,
                       /*updatesWithin=*/true});
      cases.push_back({"interleaved-1f1b", GraphKind::Training, p, 2 * m, 2});
    }
  return cases;
}

/// Those of `cases` that have gradients, which replicas add up.
inline std::vector<Case> addReplicas(std::vector<Case> cases) {
  std::erase_if(cases,
                [](const Case &c) { return c.graph == GraphKind::Inference; });
  for (Case &c : cases)
    c.replicas = true;
  return cases;
}

/// Whether a program of `module` has a loop in a loop.
inline bool hasLoopInLoop(ModuleOp module) {
  return module
      .walk([](scf::ForOp loop) {
        return loop->getParentOfType<scf::ForOp>() ? WalkResult::interrupt()
                                                   : WalkResult::advance();
      })
      .wasInterrupted();
}

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_PROGRAMCHECK_GENERATEDCASES_H
