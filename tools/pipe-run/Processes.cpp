//===- Processes.cpp - Runs whose ranks are processes ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Processes.h"

#include "pipe/Support/Failure.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>
#include <thread>
#include <unistd.h>

using namespace mlir::pipe;

RunOptions
mlir::pipe::getRunOptions(const CLI::App &app, const Options &options,
                          const std::optional<Membership> &membership) {
  RunOptions run;
  run.timeoutSeconds = options.timeout;
  run.transport = options.transport;
  if (membership && app.count("--transport") == 0)
    run.transport = "sockets";
  run.device = options.device;
  run.deviceSeed = options.deviceSeed;
  run.fullTrace = options.timeline || !options.trace.empty();
  run.isVerbose = options.verbose;
  run.wantsReport = !options.report.empty();
  run.membership = membership;
  return run;
}

void mlir::pipe::requireProcesses(const Options &options,
                                  const Bundle &bundle) {
  const int64_t ranks = bundle.manifest.ranks;
  if (*options.launch.processes == bundle.getNumRanks())
    return;
  const std::string replicas =
      bundle.replicas == 1
          ? " ranks, each of which is a process"
          : " ranks, of which --replicas=" + std::to_string(bundle.replicas) +
                " makes " + std::to_string(bundle.getNumRanks()) +
                ", each of which is a process";
  throw Failure{"--processes=" + std::to_string(*options.launch.processes) +
                    ": " + bundle.path + " has " + std::to_string(ranks) +
                    replicas,
                ExitStatus::BadUsage};
}

void mlir::pipe::shareFiles(Runner &runner, const Start &start,
                            const std::vector<DataFile> &inputFiles) {
  if (start.file)
    runner.share(start.file->getPath(), start.file->getBytes());
  for (const DataFile &file : inputFiles)
    runner.share(file.getPath(), file.getBytes());
}

void mlir::pipe::leaveOutInputs(const Runner &runner, const Manifest &manifest,
                                StepData &data) {
  std::vector<bool> needed;
  for (size_t i = 0; i < manifest.inputs.size(); ++i)
    needed.push_back(runner.readsInput(i));
  data.setNeeded(std::move(needed));
}

bool mlir::pipe::serve(Runner &runner, const Bundle &bundle, int32_t rank,
                       bool isVerbose, ReportFolder *folder) {
  if (isVerbose)
    std::cerr << "pipe-run: rank " + std::to_string(rank) + ": is process " +
                     std::to_string(getpid()) + "\n";
  std::string report = runner.serve();
  if (report.empty())
    return true;
  std::optional<FailureRecord> record = runner.readFailure();
  const bool isSpeaker = record && record->speaker == rank;
  if (isVerbose || isSpeaker)
    std::cerr << "pipe-run: error: the run failed: " + report + "\n";
  if (folder && record && record->speaker != 0)
    folder->write(bundle, *record, /*isQuiet=*/!isVerbose && !isSpeaker);
  // Launchers end all others when one leaves like that; another one is to say
  // why before.
  if (!isSpeaker)
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
  return false;
}
