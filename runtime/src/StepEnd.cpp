//===- StepEnd.cpp - What is checked when a step has ended ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ChannelPlanning.h"
#include "Error.h"
#include "World.h"

#include <algorithm>

using namespace mlir::pipert;

pipert_status_t World::endStep(Step &ended) {
  if (isAborted())
    return failRun();
  if (pipert_status_t status = checkMemory())
    return status;
  return checkLeftovers(ended);
}

/// Fails with the reason of the abort.
pipert_status_t World::failRun() {
  if (!control->isAlone())
    completeReport();
  transport->halt();
  std::lock_guard lock(abortMutex);
  return fail(failure.status, "%s", describeFailure().c_str());
}

pipert_status_t World::checkMemory() {
  for (auto &context : contexts) {
    if (context->isMemoryIntact())
      continue;
    abort(PIPERT_INTERNAL, -1,
          "bytes behind a block of memory of rank " +
              std::to_string(context->rank) + " were written");
    return failRun();
  }
  return PIPERT_OK;
}

//===----------------------------------------------------------------------===//
// Messages of the caller
//===----------------------------------------------------------------------===//

pipert_status_t World::send(int32_t from, int32_t to, const std::string &key,
                            Blob blob) {
  if (!control->isLocal(from) || to < 0 || to >= control->getNumRanks())
    return fail(PIPERT_INVALID_ARGUMENT,
                "rank %d of this process cannot send to rank %d of %d ranks",
                from, to, control->getNumRanks());
  // Keys of the world's own messages have no such beginning.
  return control->send(from, to, "caller " + key, std::move(blob));
}

pipert_status_t World::receive(int32_t from, int32_t to, const std::string &key,
                               int64_t timeoutNs) {
  if (!control->isLocal(to) || from < 0 || from >= control->getNumRanks())
    return fail(PIPERT_INVALID_ARGUMENT,
                "rank %d of this process cannot receive from rank %d of %d "
                "ranks",
                to, from, control->getNumRanks());
  pipert_status_t status =
      control->receive(from, to, "caller " + key, timeoutNs, received);
  return status != PIPERT_OK && isAborted() ? failRun() : status;
}

//===----------------------------------------------------------------------===//
// Messages that nobody has received
//===----------------------------------------------------------------------===//

void World::countMessages(const pipert_context_t &context,
                          std::vector<MessageCount> &counts) const {
  for (const auto &end : context.ends) {
    MessageCount &count = counts[end.index];
    if (end.send) {
      count.sent = end.send->getNumSent();
    } else {
      count.released = end.receive->getNumReleased();
      count.open = end.receive->getNumOpen();
    }
  }
}

Blob World::packCounts(const pipert_context_t &context,
                       const std::vector<MessageCount> &counts) const {
  BlobWriter writer;
  for (const auto &end : context.ends) {
    const MessageCount &count = counts[end.index];
    writer.number(end.index).number(end.send != nullptr);
    if (end.send)
      writer.number(count.sent);
    else
      writer.number(count.released).number(count.open);
  }
  return writer.take();
}

bool World::mergeCounts(const Blob &blob,
                        std::vector<MessageCount> &counts) const {
  BlobReader reader(blob);
  while (reader.hasMore()) {
    uint64_t index = reader.number();
    if (index >= counts.size())
      return false;
    if (reader.number()) {
      counts[index].sent = reader.number();
    } else {
      counts[index].released = reader.number();
      counts[index].open = reader.number();
    }
  }
  return reader.isWhole();
}

/// Brings the counts of all ranks to the process of rank 0. There is no
/// timeout: the watchdog sees whether the others go on.
pipert_status_t World::gatherCounts(Step &ended) {
  std::vector<Blob> local, all;
  for (auto &context : contexts)
    local.push_back(packCounts(*context, ended.counts));
  if (pipert_status_t status = control->gather("end", local, -1, all))
    return status;
  for (size_t rank = 0; rank < all.size(); ++rank)
    if (!mergeCounts(all[rank], ended.counts))
      return fail(PIPERT_INTERNAL,
                  "what rank %zu said of its messages is cut short", rank);
  return PIPERT_OK;
}

std::string World::findLeftover(const std::vector<MessageCount> &counts) const {
  for (const ChannelPlan &plan : plans) {
    const MessageCount &count = counts[plan.index];
    uint64_t left = std::max(count.sent - count.released, count.open);
    if (left == 0)
      continue;
    char message[160];
    snprintf(message, sizeof(message),
             "%llu messages of the %s channel from rank %d to rank %d were not "
             "received and released by the end of the step",
             (unsigned long long)left, getKindName(plan.kind), plan.from,
             plan.to);
    return message;
  }
  return "";
}

/// A step has succeeded when the process of rank 0 says so to all others.
pipert_status_t World::checkLeftovers(Step &ended) {
  pipert_status_t status = PIPERT_OK;
  if (!control->isAlone())
    status = gatherCounts(ended);
  if (status == PIPERT_OK && control->isLocal(0)) {
    std::string leftover = findLeftover(ended.counts);
    if (!leftover.empty())
      status = fail(PIPERT_INVALID_ARGUMENT, "%s", leftover.c_str());
  }
  Blob nothing;
  if (status == PIPERT_OK && !control->isAlone())
    status = control->broadcast("end", -1, nothing);
  if (status == PIPERT_OK)
    return PIPERT_OK;
  abort(status, -1, std::string(getLastError()));
  return failRun();
}
