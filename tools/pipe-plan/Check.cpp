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

#include "pipe/Schedule/ScheduleCsv.h"
#include "pipe/Schedule/Simulate.h"
#include "pipe/TensorIO/File.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

using namespace mlir::pipe;

namespace {
struct CheckOptions {
  std::string file;
  SizeOptions sizes;
  std::string queues;
};
} // namespace

static std::string getModelNames() {
  std::string names;
  for (QueueModel model : kQueueModels)
    names += (names.empty() ? "" : ", ") + std::string(toString(model));
  return names;
}

/// Prints under which other queues sends and receives meet too.
static void printQueues(const ScheduleCsvFile &file, QueueModel checked) {
  std::cout << "sends and receives "
            << (file.communication.hasTransfers()
                    ? "of the file"
                    : "right before their actions")
            << " meet with queues " << toString(checked);
  std::string failing;
  for (QueueModel model : kQueueModels) {
    if (model == checked)
      continue;
    if (!checkRendezvous(file.communication, model))
      std::cout << ", " << toString(model);
    else
      failing += (failing.empty() ? "" : ", ") + std::string(toString(model));
  }
  std::cout << (failing.empty() ? "" : "; not with ") << failing << "\n";
}

/// Prints the most activations alive on each rank; which are alive together
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
  Result<QueueModel> model = parseQueueModel(options.queues);
  if (!model)
    throw Failure{"--queues: " + model.getError().toString(),
                  ExitStatus::BadUsage};
  FileBytes bytes = take(readFile(options.file));
  ScheduleCsvFile file = take(parseScheduleCsvFile(bytes.view(), options.file));
  const Schedule &schedule = file.getSchedule();
  if (auto error = compareSizes(schedule, options.sizes))
    throw Failure{error->toString(), ExitStatus::CheckFailed};
  if (auto error = checkScheduleCsvFile(file, *model))
    throw Failure{describeError(schedule, *error), ExitStatus::CheckFailed};
  std::cout << "ok: " << options.file << ": P = " << schedule.ranks
            << ", M = " << schedule.microBatches
            << ", V = " << schedule.virtualStages << ", "
            << schedule.numActions()
            << " actions: each there once, on its rank and in order; no rank "
               "waits in a circle\n";
  printQueues(file, *model);
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
  for (const char *name : {"--ranks", "--micro-batches", "--virtual-stages"})
    command->get_option(name)->description(
        "refuse a file with another number (default: any)");
  options->queues = toString(QueueModel::EdgeKind);
  command
      ->add_option("--queues", options->queues,
                   "how transfers of a rank wait for each other: " +
                       getModelNames() + " (default edge-kind, as pipe-run)")
      ->type_name("MODEL");
  command->callback([options] { check(*options); });
}
