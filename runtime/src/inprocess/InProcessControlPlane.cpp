//===- InProcessControlPlane.cpp - All ranks are here ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "InProcessControlPlane.h"

#include <numeric>

using namespace mlir::pipert;

static std::vector<int32_t> countRanks(int32_t numRanks) {
  std::vector<int32_t> ranks(static_cast<size_t>(numRanks));
  std::iota(ranks.begin(), ranks.end(), 0);
  return ranks;
}

InProcessControlPlane::InProcessControlPlane(int32_t numRanks)
    : ControlPlane(numRanks, countRanks(numRanks)), inbox(numRanks) {}

pipert_status_t InProcessControlPlane::send(int32_t from, int32_t to,
                                            const std::string &key, Blob blob) {
  inbox.deliver(from, to, key, std::move(blob));
  return PIPERT_OK;
}

pipert_status_t InProcessControlPlane::receive(int32_t from, int32_t to,
                                               const std::string &key,
                                               int64_t timeoutNs, Blob &blob) {
  return inbox.receive(from, to, key, timeoutNs, blob);
}

pipert_status_t InProcessControlPlane::beat(int32_t rank, Blob blob) {
  inbox.setHeartbeat(rank, std::move(blob));
  return PIPERT_OK;
}

std::optional<Heartbeat>
InProcessControlPlane::getHeartbeat(int32_t rank) const {
  return inbox.getHeartbeat(rank);
}

pipert_status_t InProcessControlPlane::abort(const Abort &abort) {
  inbox.setAbort(abort);
  return PIPERT_OK;
}

void InProcessControlPlane::listen(AbortListener listener) {
  inbox.listen(std::move(listener));
}

void InProcessControlPlane::leave() {
  inbox.listen(nullptr);
  for (int32_t rank : getLocalRanks())
    inbox.setLeft(rank);
}
