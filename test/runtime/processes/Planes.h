//===- Planes.h - Control planes of the processes of a run ------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_RUNTIME_PROCESSES_PLANES_H
#define PIPE_TEST_RUNTIME_PROCESSES_PLANES_H

#include "tcp/TcpControlPlane.h"

#include <memory>
#include <vector>

/// Where a run of this test meets: a port of loopback that the system has
/// chosen, and a random token.
struct Meeting {
  Meeting();
  /// Of the process that has `ranks`. The one of rank 0 takes the listener.
  mlir::pipert::TcpOptions getOptions(int32_t numRanks,
                                      std::vector<int32_t> ranks);

  mlir::pipert::HostPort place;
  std::string token;

private:
  mlir::pipert::Socket listener;
};

/// Joins, or ends the test program and says why.
std::unique_ptr<mlir::pipert::TcpControlPlane>
joinOrDie(mlir::pipert::TcpOptions options);

/// Makes the planes of all processes of a run, which are threads of this one.
/// `silenceNs` is that of TcpOptions.
std::vector<std::unique_ptr<mlir::pipert::ControlPlane>>
makePlanes(const std::vector<std::vector<int32_t>> &processes,
           int64_t silenceNs = 60'000'000'000);

#endif // PIPE_TEST_RUNTIME_PROCESSES_PLANES_H
