//===- Check.cpp - pipe-plan check ----------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands.h"
#include "Failure.h"
#include "LoadSchedule.h"

#include "pipe/Schedule/Check.h"
#include "pipe/Schedule/Simulate.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

using namespace mlir::pipe;

namespace {
struct CheckOptions {
  std::string file;
  SizeOptions sizes;
};
} // namespace

/// Prints the most activations alive on each rank. Which are alive at a time
/// depends on the order of a rank's actions only.
static void printPeaks(const Schedule &schedule) {
  Timeline timeline = take(
      simulate(schedule, TaskCosts::makeUniform(schedule.numStages(), 1, 1, 1),
               getChainEdges(schedule.numStages(), schedule.isTraining())));
  std::cout << "peak activations by rank:";
  for (int64_t rank = 0; rank < schedule.ranks; ++rank)
    std::cout << " " << timeline.getPeakActivations(rank);
  std::cout << "\n";
}

static void check(const CheckOptions &options) {
  Schedule schedule = readSchedule(options.file);
  if (auto error = compareSizes(schedule, options.sizes))
    throw Failure{error->toString(), ExitStatus::CheckFailed};
  if (auto error = checkSchedule(schedule))
    throw Failure{options.file + ": " + error->toString(),
                  ExitStatus::CheckFailed};
  std::cout << "ok: " << options.file << ": " << schedule.ranks << " ranks, "
            << schedule.microBatches << " micro-batches, "
            << schedule.numStages() << " stages, " << schedule.numActions()
            << " actions: each there once, on its rank, in order, and no rank "
               "waits in a circle\n";
  printPeaks(schedule);
}

void mlir::pipe::addCheckCommand(CLI::App &app) {
  CLI::App *command =
      app.add_subcommand("check", "Check a schedule that somebody wrote");
  auto options = std::make_shared<CheckOptions>();
  command
      ->add_option("FILE", options->file,
                   "the schedule, in the form of PyTorch's pipelining")
      ->type_name("FILE.csv")
      ->required();
  addSizeOptions(*command, options->sizes);
  command->callback([options] { check(*options); });
}
