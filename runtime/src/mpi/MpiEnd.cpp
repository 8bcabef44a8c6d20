//===- MpiEnd.cpp - What both ends of a channel do ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MpiEnd.h"
#include "Envelope.h"

using namespace mlir::pipert;

void MpiEnd::stop(pipert_status_t status, const std::string &reason) {
  if (isStopped)
    return;
  isStopped = true;
  error = {status, local, reason};
}

bool MpiEnd::check(int code, const char *call) {
  if (code == 0)
    return true;
  int32_t other = local == plan.from ? plan.to : plan.from;
  stop(PIPERT_PEER_FAILED, std::string(call) + " with rank " +
                               std::to_string(other) +
                               " failed: " + library->explain(code));
  return false;
}

bool MpiEnd::send(const void *data, uint64_t bytes, bool isData,
                  pipert_mpi_request_t &request) {
  return check(library->mpi.send(route.comm, data, int32_t(bytes), route.peer,
                                 int32_t(getTag(plan, isData)), &request),
               "MPI_Isend");
}

bool MpiEnd::receive(void *data, uint64_t bytes, bool isData,
                     pipert_mpi_request_t &request) {
  return check(library->mpi.receive(route.comm, data, int32_t(bytes),
                                    route.peer, int32_t(getTag(plan, isData)),
                                    &request),
               "MPI_Irecv");
}

bool MpiEnd::test(pipert_mpi_request_t &request, int32_t &bytes) {
  int32_t isDone = 0;
  return check(library->mpi.test(&request, &isDone, &bytes), "MPI_Test") &&
         isDone;
}

void MpiEnd::reportError() {
  {
    std::lock_guard lock(library->mutex);
    if (!isStopped || isReported || error.reason.empty())
      return;
    isReported = true;
  }
  (void)control.abort(error);
}
