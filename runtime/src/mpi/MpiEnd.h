//===- MpiEnd.h - What both ends of a channel do ----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_MPI_MPIEND_H
#define PIPERT_SRC_MPI_MPIEND_H

#include "../Channel.h"
#include "../ControlPlane.h"
#include "Library.h"
#include "Poller.h"

#include <string>

namespace mlir::pipert {

/// Where a channel goes through MPI.
struct MpiRoute {
  std::shared_ptr<Library> library;
  std::shared_ptr<Poller> poller;
  pipert_mpi_comm_t comm; ///< Of all processes of the run.
  int32_t peer;           ///< The place in it of the other end.
};

/// What the two ends of a channel have in common. All state is under the mutex
/// of the library, which MPI needs anyway.
class MpiEnd : public PollUser {
public:
  MpiEnd(const MpiRoute &route, const ChannelPlan &plan, int32_t local,
         ControlPlane &control)
      : library(route.library), poller(route.poller), route(route), plan(plan),
        local(local), control(control) {}

protected:
  // The mutex is held. Each returns false after an error, after which nothing
  // goes on; `what` it was is told by reportError.
  bool send(const void *data, uint64_t bytes, bool isData,
            pipert_mpi_request_t &request);
  bool receive(void *data, uint64_t bytes, bool isData,
               pipert_mpi_request_t &request);
  /// Whether a request is done; `bytes` is what a receive has got.
  bool test(pipert_mpi_request_t &request, int32_t &bytes);
  /// Nothing goes on.
  void stop(pipert_status_t status, const std::string &reason);

  /// Ends the run if `stop` was called. Without the mutex.
  void reportError();

  const std::shared_ptr<Library> library;
  const std::shared_ptr<Poller> poller;
  const MpiRoute route;
  const ChannelPlan plan;
  const int32_t local; ///< The rank of this end.
  ControlPlane &control;
  bool isStopped = false;

private:
  bool check(int error, const char *call);

  Abort error;             ///< With a reason once it is stopped.
  bool isReported = false; ///< Belongs to the poller's thread.
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_MPI_MPIEND_H
