//===- Processes.h - Runs whose ranks are processes -------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_PROCESSES_H
#define PIPE_TOOLS_PIPERUN_PROCESSES_H

#include "Launch.h"
#include "Options.h"
#include "ReportFolder.h"
#include "Session.h"
#include "Start.h"
#include "StepData.h"

#include <optional>

namespace CLI {
class App;
} // namespace CLI

namespace mlir::pipe {

/// What the runner is told. Between processes the transport is "sockets" unless
/// the command line names one.
RunOptions getRunOptions(const CLI::App &app, const Options &options,
                         const std::optional<Membership> &membership);

/// Throws Failure (bad usage) unless there are as many processes as ranks in
/// all replicas.
void requireProcesses(const Options &options, const Bundle &bundle);

/// Lets other processes read what they need of the files themselves.
void shareFiles(Runner &runner, const Start &start,
                const std::vector<DataFile> &inputFiles);

/// Leaves to other processes what only they read.
void leaveOutInputs(const Runner &runner, const Manifest &manifest,
                    StepData &data);

/// Does what rank 0 asks for. Returns whether the run was good; if not, says
/// why with `isVerbose`, or where rank 0 cannot and this is the lowest rank
/// that is left; in that case every rank writes its part of the report, if
/// there is a `folder`.
bool serve(Runner &runner, const Bundle &bundle, int32_t rank, bool isVerbose,
           ReportFolder *folder);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_PROCESSES_H
