//===- ControlPlane.cpp - What follows from messages ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ControlPlane.h"
#include "Error.h"

#include <algorithm>

using namespace mlir::pipert;

ControlPlane::ControlPlane(int32_t numRanks, std::vector<int32_t> localRanks)
    : numRanks(numRanks), localRanks(std::move(localRanks)) {}

bool ControlPlane::isLocal(int32_t rank) const {
  return std::binary_search(localRanks.begin(), localRanks.end(), rank);
}

pipert_status_t ControlPlane::gather(const std::string &key,
                                     const std::vector<Blob> &local,
                                     int64_t timeoutNs,
                                     std::vector<Blob> &all) {
  for (size_t i = 0; i < localRanks.size(); ++i)
    if (pipert_status_t status = send(localRanks[i], 0, key, local[i]))
      return status;
  if (!isLocal(0))
    return PIPERT_OK;
  all.assign(size_t(numRanks), {});
  for (int32_t rank = 0; rank < numRanks; ++rank)
    if (pipert_status_t status =
            receive(rank, 0, key, timeoutNs, all[size_t(rank)]))
      return status;
  return PIPERT_OK;
}

pipert_status_t ControlPlane::broadcast(const std::string &key,
                                        int64_t timeoutNs, Blob &blob) {
  if (!isLocal(0)) {
    // One for each local rank; they are equal.
    for (int32_t rank : localRanks)
      if (pipert_status_t status = receive(0, rank, key, timeoutNs, blob))
        return status;
    return PIPERT_OK;
  }
  for (int32_t rank = 0; rank < numRanks; ++rank) {
    if (isLocal(rank))
      continue;
    if (pipert_status_t status = send(0, rank, key, blob))
      return status;
  }
  return PIPERT_OK;
}

pipert_status_t ControlPlane::exchange(const std::string &key,
                                       const std::vector<Blob> &local,
                                       int64_t timeoutNs,
                                       std::vector<Blob> &all) {
  if (pipert_status_t status = gather(key, local, timeoutNs, all))
    return status;
  BlobWriter writer;
  for (const Blob &blob : all)
    writer.text(blob);
  Blob together = writer.take();
  if (pipert_status_t status = broadcast(key, timeoutNs, together))
    return status;
  BlobReader reader(together);
  all.assign(size_t(numRanks), {});
  for (Blob &blob : all)
    blob = reader.text();
  if (!reader.isWhole())
    return fail(PIPERT_INTERNAL, "what rank 0 sent for '%s' is cut short",
                key.c_str());
  return PIPERT_OK;
}

pipert_status_t ControlPlane::barrier(const std::string &key,
                                      int64_t timeoutNs) {
  std::vector<Blob> all;
  if (pipert_status_t status =
          gather(key, std::vector<Blob>(localRanks.size()), timeoutNs, all))
    return status;
  Blob nothing;
  return broadcast(key, timeoutNs, nothing);
}

pipert_status_t ControlPlane::agree(const std::string &what,
                                    const std::string &value,
                                    int64_t timeoutNs) {
  std::vector<Blob> all;
  if (pipert_status_t status = exchange(
          what, std::vector<Blob>(localRanks.size(), value), timeoutNs, all))
    return status;
  for (size_t rank = 1; rank < all.size(); ++rank)
    if (all[rank] != all[0])
      return fail(PIPERT_INVALID_ARGUMENT,
                  "rank %zu has %s '%s', but rank 0 has %s '%s'", rank,
                  what.c_str(), all[rank].c_str(), what.c_str(),
                  all[0].c_str());
  return PIPERT_OK;
}
