//===- Places.cpp - The processes of a run in MPI -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Places.h"
#include "../Error.h"
#include "Envelope.h"

#include <algorithm>

using namespace mlir::pipert;

std::vector<int32_t> Places::getProcesses() const {
  std::vector<int32_t> processes = firsts;
  std::sort(processes.begin(), processes.end());
  processes.erase(std::unique(processes.begin(), processes.end()),
                  processes.end());
  return processes;
}

int32_t Places::getIndex(int32_t rank) const {
  std::vector<int32_t> processes = getProcesses();
  return int32_t(std::lower_bound(processes.begin(), processes.end(),
                                  firsts[size_t(rank)]) -
                 processes.begin());
}

pipert_status_t mlir::pipert::findPlaces(ControlPlane &control,
                                         const Library &library,
                                         Places &places) {
  const std::vector<int32_t> &local = control.getLocalRanks();
  std::vector<Blob> all;
  if (pipert_status_t status = control.exchange(
          "mpi",
          std::vector<Blob>(local.size(),
                            BlobWriter().number(uint64_t(local[0])).take()),
          -1, all))
    return status;
  std::vector<int32_t> firsts;
  for (const Blob &blob : all) {
    BlobReader reader(blob);
    uint64_t first = reader.number();
    if (!reader.isWhole() || first > firsts.size())
      return fail(PIPERT_INTERNAL,
                  "what rank %zu said of its process is no rank",
                  firsts.size());
    firsts.push_back(int32_t(first));
  }
  places = Places(std::move(firsts));
  size_t count = places.getProcesses().size();
  if (library.rank == local[0] && size_t(library.size) >= count)
    return PIPERT_OK;
  return fail(PIPERT_UNAVAILABLE,
              "rank %d of %zu processes is rank %d of %d in %s: start the run "
              "with the launcher of this MPI, as in mpirun -n %zu, one process "
              "a rank in their order; PIPERT_MPI=openmpi or mpich takes "
              "another one",
              local[0], count, library.rank, library.size,
              library.describe().c_str(), count);
}

pipert_status_t mlir::pipert::connect(Library &library, const Places &places,
                                      pipert_mpi_comm_t &comm) {
  std::lock_guard lock(library.mutex);
  std::vector<int32_t> group = places.getProcesses();
  int error = library.mpi.connect(group.data(), int32_t(group.size()), &comm);
  return error ? fail(PIPERT_UNAVAILABLE, "%s cannot connect %zu processes: %s",
                      library.describe().c_str(), group.size(),
                      library.explain(error).c_str())
               : PIPERT_OK;
}

pipert_status_t mlir::pipert::checkTags(const Library &library,
                                        const ChannelPlan &plan) {
  int64_t last = getTag(plan, /*isData=*/true);
  return last > library.maxTag
             ? fail(PIPERT_UNAVAILABLE,
                    "channel %u needs the tag %lld, but the tags of %s end at "
                    "%lld",
                    plan.index, (long long)last, library.describe().c_str(),
                    (long long)library.maxTag)
             : PIPERT_OK;
}
