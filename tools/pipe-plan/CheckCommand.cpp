//===- CheckCommand.cpp - pipe-plan check ---------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands.h"
#include "LoadSchedule.h"
#include "Quantity.h"

#include "pipe/Schedule/Formats/ScheduleCsv.h"
#include "pipe/Schedule/Timing/Simulate.h"
#include "pipe/Schedule/Transfers/HardwareQueues.h"
#include "pipe/Support/Failure.h"
#include "pipe/TensorIO/File.h"

#include <CLI/CLI.hpp>
#include <charconv>
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

/// Prints under which queues sends and receives meet.
static void printMeeting(const CommunicationSchedule &communication,
                         const char *where) {
  std::string meeting, failing;
  for (QueueModel model : kQueueModels) {
    std::string &names =
        checkRendezvous(communication, model) ? failing : meeting;
    names += (names.empty() ? "" : ", ") + std::string(toString(model));
  }
  std::cout << "sends and receives " << where << " meet with queues "
            << (meeting.empty() ? "of no kind" : meeting)
            << (failing.empty() ? "" : "; not with ") << failing << "\n";
}

/// Prints where sends and receives may stand, and whether they meet there.
static void printQueues(const ScheduleCsvFile &file) {
  if (file.communication.hasTransfers()) {
    printMeeting(file.communication,
                 "of the file, which programs have there too,");
    return;
  }
  printMeeting(file.communication, "right before their actions");
  printMeeting(
      take(addCommunication(file.getSchedule(), ReceiveOrder::BySender)),
      "as programs have them, in the order of the sends,");
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

namespace {
/// What `--queues` asks for: a model, a number of hardware queues, or nothing.
struct Queues {
  std::optional<QueueModel> model;
  int64_t hardware = 0;
};
} // namespace

static Queues readQueues(const std::string &text) {
  Queues queues;
  if (text.empty())
    return queues;
  const char *end = text.data() + text.size();
  auto [read, status] = std::from_chars(text.data(), end, queues.hardware);
  if (status == std::errc() && read == end && queues.hardware >= 0)
    return queues;
  Result<QueueModel> model = parseQueueModel(text);
  if (!model)
    throw Failure{"--queues: " + model.getError().toString() +
                      ", or a number of hardware queues",
                  ExitStatus::BadUsage};
  return {*model, 0};
}

/// Prints how many hardware queues the transfers need.
static void printHardwareQueues(const ScheduleCsvFile &file) {
  std::cout << "needs "
            << formatCount(take(countHardwareQueues(file.communication)),
                           "hardware queue", "hardware queues")
            << " a rank\n";
}

static void check(const CheckOptions &options) {
  Queues queues = readQueues(options.queues);
  FileBytes bytes = take(readFile(options.file));
  ScheduleCsvFile file = take(parseScheduleCsvFile(bytes.view(), options.file));
  const Schedule &schedule = file.getSchedule();
  if (auto error = compareSizes(schedule, options.sizes))
    throw Failure{error->toString(), ExitStatus::CheckFailed};
  // Transfers of the file must at least meet with the queues of pipe-run.
  if (!queues.model && file.communication.hasTransfers())
    queues.model = QueueModel::EdgeKind;
  std::optional<Error> error = checkScheduleCsvFile(file, queues.model);
  if (!error && queues.hardware > 0)
    if ((error = checkHardwareQueues(file.communication, queues.hardware)))
      error = file.locate(*error);
  if (error)
    throw Failure{describeError(schedule, *error), ExitStatus::CheckFailed};
  std::cout << "ok: " << options.file << ": P = " << schedule.ranks
            << ", M = " << schedule.microBatches
            << ", V = " << schedule.virtualStages << ", "
            << schedule.numActions()
            << " actions: each there once, on its rank and in order; no rank "
               "waits in a circle\n";
  printQueues(file);
  printPeaks(schedule);
  if (queues.hardware > 0)
    printHardwareQueues(file);
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
  command
      ->add_option(
          "--queues", options->queues,
          "refuse a file whose transfers cannot meet with such queues: " +
              getModelNames() +
              " (default: edge-kind where the file has transfers); or a number "
              "of hardware queues that each rank has")
      ->type_name("MODEL|N");
  command->callback([options] { check(*options); });
}
