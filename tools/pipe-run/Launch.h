//===- Launch.h - Which rank this process is --------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_LAUNCH_H
#define PIPE_TOOLS_PIPERUN_LAUNCH_H

#include "Session.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace mlir::pipe {

/// What the command line says of processes.
struct LaunchOptions {
  std::optional<int64_t> processes; ///< Nothing: all ranks are in this one.
  std::optional<int64_t> rank;
  std::string rendezvous; ///< "": as the environment says.
};

/// What a variable of the environment holds; null if it is not there.
using Environment = std::function<const char *(const char *)>;

/// Where a process finds a secret of the run, and rank 0 a listening socket.
inline constexpr const char *kTokenVariable = "PIPERT_TOKEN";
inline constexpr const char *kListenerVariable = "PIPE_RUN_LISTENER";

/// Finds out which rank this process is: from --rank, RANK and WORLD_SIZE
/// (torchrun), OMPI_COMM_WORLD_RANK and _SIZE (mpirun of Open MPI), PMI_RANK
/// and PMI_SIZE (MPICH), and where there is none of these SLURM_PROCID and
/// SLURM_NTASKS, which everything has that runs in an allocation. Nothing if
/// nobody says it: then this process starts the others.
///
/// Throws Failure (bad usage), with both values, where two say different
/// things, and where an address or the token is missing.
std::optional<Membership> findMembership(const LaunchOptions &options,
                                         const Environment &environment);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_LAUNCH_H
