//===- Places.h - The processes of a run in MPI -----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_MPI_PLACES_H
#define PIPERT_SRC_MPI_PLACES_H

#include "../Channel.h"
#include "../ControlPlane.h"
#include "Library.h"

#include <vector>

namespace mlir::pipert {

/// Which process of MPI has which rank of a run: the rank of a process in MPI
/// is the first of its ranks in the run.
class Places {
public:
  Places() = default;
  /// `firsts` has by rank the first rank of its process.
  explicit Places(std::vector<int32_t> firsts) : firsts(std::move(firsts)) {}

  /// The ranks in MPI of all processes of the run, in increasing order.
  std::vector<int32_t> getProcesses() const;
  /// Where in these the process of a rank is.
  int32_t getIndex(int32_t rank) const;

private:
  std::vector<int32_t> firsts;
};

/// Called by all processes of a run. Fails if a process has another rank in MPI
/// than in the run, or if MPI has fewer processes.
pipert_status_t findPlaces(ControlPlane &control, const Library &library,
                           Places &places);

/// Makes the communicator of the run. Called by all of its processes.
pipert_status_t connect(Library &library, const Places &places,
                        pipert_mpi_comm_t &comm);

/// Fails if MPI has no tags for a channel.
pipert_status_t checkTags(const Library &library, const ChannelPlan &plan);

} // namespace mlir::pipert

#endif // PIPERT_SRC_MPI_PLACES_H
