//===- Reducer.cpp - Adds up over the replicas of a rank ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reducer.h"
#include "Clock.h"
#include "Context.h"
#include "Error.h"

#include <algorithm>

using namespace mlir::pipert;

//===----------------------------------------------------------------------===//
// Labels
//===----------------------------------------------------------------------===//

/// Bits of the number of chunks; more are not told apart.
static constexpr int chunkBits = 14;
static constexpr uint64_t manyChunks = (uint64_t(1) << chunkBits) - 1;

uint64_t ReductionLabel::countChunks() const {
  const uint64_t bytes = count * getElementBytes(element);
  return std::max<uint64_t>(1, (bytes + Reducer::chunkBytes - 1) /
                                   Reducer::chunkBytes);
}

int64_t ReductionLabel::pack() const {
  return int64_t(reduction) << (chunkBits + 2) |
         int64_t(element != PIPERT_ELEMENT_F32) << (chunkBits + 1) |
         int64_t(isMean) << chunkBits |
         int64_t(std::min(countChunks(), manyChunks));
}

std::string ReductionLabel::describe(int64_t bits, uint64_t bytes) {
  const int32_t element =
      bits >> (chunkBits + 1) & 1 ? PIPERT_ELEMENT_F64 : PIPERT_ELEMENT_F32;
  const bool isMean = bits >> chunkBits & 1;
  const uint64_t chunks = uint64_t(bits) & manyChunks;
  const uint64_t elementBytes = getElementBytes(element);
  const uint64_t inChunks = Reducer::chunkBytes / elementBytes;
  std::string count = std::to_string(bytes / elementBytes);
  if (chunks == manyChunks)
    count = "more than " + std::to_string((chunks - 1) * inChunks);
  else if (chunks > 1)
    count = "at most " + std::to_string(chunks * inChunks);
  return std::string("the ") + (isMean ? "mean" : "sum") + " of " + count +
         " elements of " + getElementName(element) + " in reduction " +
         std::to_string(bits >> (chunkBits + 2));
}

//===----------------------------------------------------------------------===//
// Chunks and channels
//===----------------------------------------------------------------------===//

uint64_t Reducer::getScratchBytes(uint64_t numReplicas) {
  return numReplicas < 2 ? 0 : 2 * (numReplicas - 1) * depth * chunkBytes;
}

Reducer::Reducer(pipert_context_t &context, std::vector<int32_t> given,
                 size_t firstEnd, char *scratch)
    : context(context), replicas(std::move(given)),
      addKernel(makeAddKernel(work)), copyKernel(makeCopyKernel(work)),
      arguments(replicas.size() + 1) {
  self = int32_t(std::find(replicas.begin(), replicas.end(), context.rank) -
                 replicas.begin());
  for (int32_t replica = 0; replica < int32_t(replicas.size()); ++replica) {
    if (replica == self)
      continue;
    Lane &lane = lanes.emplace_back();
    lane.replica = replica;
    lane.firstEnd = firstEnd + (lanes.size() - 1) * numEnds;
    lane.scratch = scratch
                       ? scratch + (lanes.size() - 1) * 2 * depth * chunkBytes
                       : nullptr;
    for (End end : {AddendsOut, SumsIn})
      lane.cursors[end].chunk = uint64_t(replica);
    for (End end : {AddendsIn, SumsOut})
      lane.cursors[end].chunk = uint64_t(self);
  }
}

SendEnd &Reducer::getSend(const Lane &lane, End end) const {
  return *context.ends[lane.firstEnd + end].send;
}

ReceiveEnd &Reducer::getReceive(const Lane &lane, End end) const {
  return *context.ends[lane.firstEnd + end].receive;
}

std::optional<Reducer::Chunk> Reducer::find(Cursor &cursor,
                                            int32_t owner) const {
  for (; cursor.start < numStarted;
       ++cursor.start, cursor.chunk = uint64_t(owner)) {
    const Open &found = open[cursor.start - numDone];
    if (cursor.chunk >= found.numChunks)
      continue;
    uint64_t all = found.label.count * getElementBytes(found.label.element);
    uint64_t begin = cursor.chunk * chunkBytes;
    return Chunk{found.label, found.packed, found.data + begin,
                 std::min(chunkBytes, all - begin)};
  }
  return std::nullopt;
}

uint64_t Reducer::countOwned(const Open &reduction, int32_t owner) const {
  const uint64_t all = reduction.numChunks, before = uint64_t(owner);
  return all <= before ? 0 : (all - before - 1) / replicas.size() + 1;
}

void Reducer::send(Lane &lane, End end, int32_t owner, uint64_t limit) {
  Window &window = lane.windows[end];
  SendEnd &target = getSend(lane, end);
  while (!window.isEmpty() && target.isSendDone(window.getOldest().ticket)) {
    ++window.ended;
    moved = true;
  }
  Cursor &cursor = lane.cursors[end];
  while (window.hasRoom() && window.begun < limit) {
    std::optional<Chunk> chunk = find(cursor, owner);
    if (!chunk)
      return;
    context.delays();
    if (!target.trySend({chunk->data, chunk->bytes, chunk->packed},
                        window.getNext().ticket))
      return;
    ++context.counters.messages_sent;
    context.counters.bytes_sent += chunk->bytes;
    ++window.begun;
    cursor.chunk += replicas.size();
    moved = true;
  }
}

void Reducer::post(Lane &lane, End end, int32_t owner) {
  Window &window = lane.windows[end];
  Cursor &cursor = lane.cursors[end];
  while (window.hasRoom()) {
    std::optional<Chunk> chunk = find(cursor, owner);
    if (!chunk)
      return;
    char *place = lane.scratch;
    if (place)
      place +=
          ((end == SumsIn ? depth : 0) + window.begun % depth) * chunkBytes;
    Transfer &transfer = window.getNext();
    transfer = {
        getReceive(lane, end).post({place, chunk->bytes, chunk->packed}),
        *chunk};
    ++window.begun;
    cursor.chunk += replicas.size();
    moved = true;
  }
}

static std::string describe(const Message &message) {
  return ReductionLabel::describe(message.microBatch, message.bytes);
}

pipert_status_t Reducer::look(Lane &lane, End end, bool &hasArrived) {
  Transfer &transfer = lane.windows[end].getOldest();
  if (!transfer.hasArrived) {
    Received received;
    Arrival arrival =
        getReceive(lane, end).tryReceive(transfer.ticket, received);
    if (arrival == Arrival::Mismatch)
      return fail(PIPERT_MISMATCH,
                  "rank %d (replica %d) computes %s, but rank %d "
                  "(replica %d) computes %s",
                  context.rank, self, describe(received.expected).c_str(),
                  replicas[size_t(lane.replica)], lane.replica,
                  describe(received.sent).c_str());
    transfer.hasArrived = arrival == Arrival::Arrived;
    transfer.arrived = received.data;
    moved |= transfer.hasArrived;
  }
  hasArrived = transfer.hasArrived;
  return PIPERT_OK;
}

void Reducer::release(Lane &lane, End end) {
  Window &window = lane.windows[end];
  getReceive(lane, end).release(window.getOldest().ticket);
  ++window.ended;
}

//===----------------------------------------------------------------------===//
// Progress
//===----------------------------------------------------------------------===//

pipert_status_t Reducer::takeSums(Lane &lane) {
  Window &window = lane.windows[SumsIn];
  // A sum goes where the addend was, when nobody reads that any more.
  while (!window.isEmpty() && window.ended < lane.windows[AddendsOut].ended) {
    bool hasArrived = false;
    if (pipert_status_t status = look(lane, SumsIn, hasArrived))
      return status;
    if (!hasArrived)
      break;
    const Transfer &transfer = window.getOldest();
    void *copied[] = {transfer.chunk.data,
                      const_cast<void *>(transfer.arrived)};
    work.count = transfer.chunk.bytes;
    if (work.count != 0)
      context.device->launch(copyKernel, copied, 2);
    release(lane, SumsIn);
  }
  return PIPERT_OK;
}

void Reducer::add(const Chunk &chunk) {
  const ReductionLabel &label = chunk.label;
  work = {chunk.bytes / getElementBytes(label.element),
          int32_t(replicas.size()), label.element, label.isMean};
  arguments[0] = chunk.data;
  arguments[size_t(self) + 1] = chunk.data;
  for (Lane &lane : lanes)
    arguments[size_t(lane.replica) + 1] =
        const_cast<void *>(lane.windows[AddendsIn].getOldest().arrived);
  if (work.count != 0)
    context.device->launch(addKernel, arguments.data(),
                           int32_t(arguments.size()));
}

pipert_status_t Reducer::addUp() {
  while (!lanes[0].windows[AddendsIn].isEmpty()) {
    bool haveAll = true;
    for (Lane &lane : lanes) {
      bool hasArrived = false;
      if (pipert_status_t status = look(lane, AddendsIn, hasArrived))
        return status;
      haveAll &= hasArrived;
    }
    if (!haveAll)
      break;
    add(lanes[0].windows[AddendsIn].getOldest().chunk);
    for (Lane &lane : lanes)
      release(lane, AddendsIn);
    ++numAdded;
    moved = true;
  }
  return PIPERT_OK;
}

bool Reducer::isComplete(const Open &front) const {
  return std::all_of(lanes.begin(), lanes.end(), [&](const Lane &lane) {
    return lane.windows[SumsIn].ended >=
               lane.numRetired + countOwned(front, lane.replica) &&
           lane.windows[SumsOut].ended >=
               numOwnRetired + countOwned(front, self);
  });
}

void Reducer::retire() {
  while (!open.empty() && isComplete(open.front())) {
    const Open &front = open.front();
    if (context.trace.isEnabled())
      context.trace.record({PIPERT_EVENT_REDUCE, front.label.reduction,
                            /*microBatch=*/-1, /*sequence=*/numDone},
                           front.startNs, now());
    for (Lane &lane : lanes)
      lane.numRetired += countOwned(front, lane.replica);
    numOwnRetired += countOwned(front, self);
    // A cursor that has gone on past it must not look at it again.
    ++numDone;
    for (Lane &lane : lanes)
      for (End end : {AddendsOut, AddendsIn, SumsOut, SumsIn})
        if (lane.cursors[end].start < numDone)
          lane.cursors[end] = {numDone,
                               uint64_t(end == AddendsOut || end == SumsIn
                                            ? lane.replica
                                            : self)};
    open.erase(open.begin());
  }
}

pipert_status_t Reducer::advance() {
  if (open.empty())
    return PIPERT_OK;
  do {
    moved = false;
    for (Lane &lane : lanes) {
      send(lane, AddendsOut, lane.replica, UINT64_MAX);
      post(lane, AddendsIn, self);
      post(lane, SumsIn, lane.replica);
    }
    if (pipert_status_t status = addUp())
      return status;
    for (Lane &lane : lanes) {
      send(lane, SumsOut, self, numAdded);
      if (pipert_status_t status = takeSums(lane))
        return status;
    }
    if (moved)
      context.state.touch();
  } while (moved);
  retire();
  return PIPERT_OK;
}

//===----------------------------------------------------------------------===//
// Starts and waits
//===----------------------------------------------------------------------===//

pipert_status_t Reducer::start(const ReductionLabel &label, void *data) {
  if (size_t(label.reduction) >= started.size())
    started.resize(size_t(label.reduction) + 1);
  Started &last = started[size_t(label.reduction)];
  if (!last.isAwaited)
    return fail(PIPERT_INVALID_ARGUMENT,
                "reduction %d of rank %d was started, but not waited for",
                label.reduction, context.rank);
  last = {numStarted++, false};
  open.push_back({label, label.pack(), static_cast<char *>(data),
                  label.countChunks(), context.trace.isEnabled() ? now() : 0});
  return advance();
}

pipert_status_t Reducer::beginWait(int32_t reduction, uint64_t &start) {
  if (reduction < 0 || size_t(reduction) >= started.size() ||
      started[size_t(reduction)].isAwaited)
    return fail(PIPERT_INVALID_ARGUMENT,
                "reduction %d of rank %d was not started", reduction,
                context.rank);
  start = started[size_t(reduction)].start;
  started[size_t(reduction)].isAwaited = true;
  ++numAwaited;
  return PIPERT_OK;
}

pipert_status_t Reducer::checkAwaited() const {
  if (numAwaited == numStarted)
    return PIPERT_OK;
  auto found = std::find_if(started.begin(), started.end(),
                            [](const Started &s) { return !s.isAwaited; });
  return fail(PIPERT_INVALID_ARGUMENT,
              "reduction %d of rank %d was started, but not waited for by the "
              "end of the step",
              int32_t(found - started.begin()), context.rank);
}

int32_t Reducer::findMissing() const {
  // What comes before what goes out: who has sent may be long in a task.
  for (End end : {AddendsIn, SumsIn, SumsOut, AddendsOut})
    for (const Lane &lane : lanes) {
      const Window &window = lane.windows[end];
      if (!window.isEmpty() &&
          !window.transfers[window.ended % depth].hasArrived)
        return int32_t(lane.firstEnd + end);
    }
  return int32_t(lanes.front().firstEnd);
}

std::string Reducer::nameReplica(int32_t end) const {
  for (const Lane &lane : lanes)
    if (end >= int32_t(lane.firstEnd) && end < int32_t(lane.firstEnd + numEnds))
      return std::to_string(lane.replica);
  return "?";
}
