//===- RemoteRanks.cpp - Ranks in other processes -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Session/RemoteRanks.h"

#include "pipe/Support/Failure.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

using namespace mlir::pipe;
using namespace mlir::pipe::session;

/// Larger pieces of memory go in several messages.
static constexpr int64_t pieceBytes = int64_t(64) << 20;

//===----------------------------------------------------------------------===//
// Orders
//===----------------------------------------------------------------------===//

bool Order::isQuestion() const {
  return kind == Kind::OpenFile || kind == Kind::Read ||
         kind == Kind::ReadOutput || kind == Kind::ReadReport ||
         kind == Kind::ReadChecksum || kind == Kind::ReadEvents ||
         kind == Kind::ReadCounters || kind == Kind::ReadClock;
}

Order Order::openFile(const SharedFiles::File &file) {
  const FileIdentity &identity = file.identity;
  return {Kind::OpenFile, int64_t(identity.inode), identity.modifiedNs,
          int64_t(identity.bytes), file.path};
}

FileIdentity Order::getFile() const {
  return {uint64_t(what), uint64_t(bytes), offset};
}

static std::string packRanges(const std::vector<FileRange> &ranges) {
  return {reinterpret_cast<const char *>(ranges.data()),
          ranges.size() * sizeof(FileRange)};
}

std::vector<FileRange> Order::getRanges() const {
  std::vector<FileRange> ranges(data.size() / sizeof(FileRange));
  if (!ranges.empty())
    std::memcpy(ranges.data(), data.data(), ranges.size() * sizeof(FileRange));
  int64_t sum = 0;
  bool isGood = data.size() % sizeof(FileRange) == 0;
  for (const FileRange &range : ranges)
    isGood = isGood && range.offset >= 0 && range.bytes >= 0 &&
             !__builtin_add_overflow(sum, range.bytes, &sum);
  if (!isGood || sum != bytes)
    throw Failure{"what rank 0 says of a file is cut short",
                  ExitStatus::RunFailed};
  return ranges;
}

std::string mlir::pipe::session::getFailure(pipert_world_t *world) {
  std::string report = pipert_world_report(world);
  while (report.ends_with("\n"))
    report.pop_back();
  return report.empty() ? pipert_last_error() : report;
}

/// Returns whether it was sent.
static bool trySendOrder(pipert_world_t *world, int32_t from, int32_t to,
                         const Order &order) {
  // The processes run one bundle, so they are of one kind of machine.
  const int64_t numbers[] = {int64_t(order.kind), order.what, order.offset,
                             order.bytes};
  std::string bytes(reinterpret_cast<const char *>(numbers), sizeof(numbers));
  bytes += order.data;
  return !pipert_world_send(world, from, to, "order", bytes.data(),
                            bytes.size());
}

void mlir::pipe::session::sendOrder(pipert_world_t *world, int32_t from,
                                    int32_t to, const Order &order) {
  if (!trySendOrder(world, from, to, order))
    throw Failure{"the run failed: " + getFailure(world),
                  ExitStatus::RunFailed};
}

bool mlir::pipe::session::receiveOrder(pipert_world_t *world, int32_t from,
                                       int32_t to, Order &order) {
  const void *data = nullptr;
  uint64_t size = 0;
  int64_t numbers[4];
  // Rank 0 may be busy for any time between two steps; that it is alive, the
  // runtime sees to.
  if (pipert_world_receive(world, from, to, "order", -1, &data, &size))
    return false;
  if (size < sizeof(numbers))
    throw Failure{"what rank " + std::to_string(from) + " says is cut short",
                  ExitStatus::RunFailed};
  std::memcpy(numbers, data, sizeof(numbers));
  order.kind = Order::Kind(numbers[0]);
  order.what = numbers[1];
  order.offset = numbers[2];
  order.bytes = numbers[3];
  order.data.assign(static_cast<const char *>(data) + sizeof(numbers),
                    size - sizeof(numbers));
  return true;
}

//===----------------------------------------------------------------------===//
// RemoteRanks
//===----------------------------------------------------------------------===//

void RemoteRanks::tell(size_t rank, const Order &order) const {
  sendOrder(world, 0, int32_t(rank), order);
}

std::string RemoteRanks::ask(size_t rank, const Order &order,
                             int64_t bytes) const {
  tell(rank, order);
  Order answer;
  if (!receiveOrder(world, int32_t(rank), 0, answer))
    throw Failure{"the run failed: " + getFailure(world),
                  ExitStatus::RunFailed};
  if (answer.kind != Order::Kind::Answer ||
      (bytes >= 0 && int64_t(answer.data.size()) != bytes))
    throw Failure{"what rank " + std::to_string(rank) + " says is cut short",
                  ExitStatus::RunFailed};
  return std::move(answer.data);
}

/// Calls `move` with the offset and size of each piece.
template <class Move>
static void forEachPiece(int64_t bytes, Move move) {
  for (int64_t done = 0; done < bytes; done += pieceBytes)
    move(done, std::min(pieceBytes, bytes - done));
}

/// Calls `move` with the bytes of the pieces, many of them together, and how
/// many came before.
template <class Move>
static void forEachPiece(const Pieces &pieces, Move move) {
  std::string together;
  int64_t done = 0;
  auto flush = [&] {
    const int64_t size = int64_t(together.size());
    if (size != 0)
      move(done, std::move(together));
    together.clear();
    done += size;
  };
  for (std::string_view piece : pieces)
    forEachPiece(int64_t(piece.size()), [&](int64_t begin, int64_t size) {
      if (int64_t(together.size()) + size > pieceBytes)
        flush();
      together += piece.substr(size_t(begin), size_t(size));
    });
  flush();
}

void RemoteRanks::share(const std::string &path, const FileBytes &bytes) {
  std::optional<int64_t> number = files.add(path, bytes);
  if (!number)
    return;
  const Order question = Order::openFile(files.get(*number));
  for (int32_t rank = 1; rank < numRanks; ++rank)
    readable[size_t(rank)].push_back(!ask(size_t(rank), question, -1).empty());
}

std::optional<std::vector<FileRange>>
RemoteRanks::findRanges(size_t rank, const Pieces &pieces) const {
  std::optional<std::vector<FileRange>> ranges = files.find(pieces);
  if (!ranges ||
      int64_t(ranges->size() * sizeof(FileRange)) >= countBytes(pieces))
    return std::nullopt;
  for (const FileRange &range : *ranges)
    if (!readable[rank][size_t(range.file)])
      return std::nullopt;
  return ranges;
}

static bool isZero(std::string_view bytes) {
  return bytes.find_first_not_of('\0') == std::string_view::npos;
}

void RemoteRanks::write(size_t rank, bundle::SegmentKind segment,
                        int64_t offset, const Pieces &source) const {
  if (std::optional<std::vector<FileRange>> ranges = findRanges(rank, source))
    return tell(rank, {Order::Kind::WriteRanges, int64_t(segment), offset,
                       countBytes(source), packRanges(*ranges)});
  // As states are before the first step.
  if (std::all_of(source.begin(), source.end(), isZero))
    return tell(rank, {Order::Kind::WriteZeros, int64_t(segment), offset,
                       countBytes(source)});
  forEachPiece(source, [&](int64_t done, std::string bytes) {
    const int64_t size = int64_t(bytes.size());
    tell(rank, {Order::Kind::Write, int64_t(segment), offset + done, size,
                std::move(bytes)});
  });
}

void RemoteRanks::read(size_t rank, char *destination,
                       bundle::SegmentKind segment, int64_t offset,
                       int64_t bytes) const {
  forEachPiece(bytes, [&](int64_t done, int64_t size) {
    std::string data = ask(
        rank, {Order::Kind::Read, int64_t(segment), offset + done, size}, size);
    std::memcpy(destination + done, data.data(), data.size());
  });
}

std::string RemoteRanks::readChecksum(size_t rank, bundle::SegmentKind segment,
                                      int64_t offset, int64_t bytes) const {
  return ask(rank, {Order::Kind::ReadChecksum, int64_t(segment), offset, bytes},
             -1);
}

void RemoteRanks::setInput(size_t rank, size_t input,
                           const Pieces &value) const {
  const int64_t size = countBytes(value);
  if (std::optional<std::vector<FileRange>> ranges = findRanges(rank, value))
    return tell(rank, {Order::Kind::SetInputFrom, int64_t(input), 0, size,
                       packRanges(*ranges)});
  forEachPiece(value, [&](int64_t done, std::string bytes) {
    tell(rank,
         {Order::Kind::SetInput, int64_t(input), done, size, std::move(bytes)});
  });
}

void RemoteRanks::readOutput(size_t rank, char *destination, size_t output,
                             int64_t offset, int64_t bytes) const {
  forEachPiece(bytes, [&](int64_t done, int64_t size) {
    std::string data = ask(
        rank, {Order::Kind::ReadOutput, int64_t(output), offset + done, size},
        size);
    std::memcpy(destination + done, data.data(), data.size());
  });
}

Bytes RemoteRanks::readReport(size_t rank, size_t report, int64_t bytes) const {
  std::string data =
      ask(rank, {Order::Kind::ReadReport, int64_t(report), 0, bytes}, bytes);
  return Bytes(data.begin(), data.end());
}

void RemoteRanks::tellAll(Order::Kind kind) const {
  for (int32_t rank = 1; rank < numRanks; ++rank)
    (void)trySendOrder(world, 0, rank, {kind});
}

void RemoteRanks::end() const {
  for (int32_t rank = 1; rank < numRanks; ++rank)
    tell(size_t(rank), {Order::Kind::End});
}

/// How far the clock of a rank is ahead: from the question that was answered
/// fastest. What is less than its time is no difference.
int64_t RemoteRanks::measureClock(size_t rank) const {
  int64_t fastest = INT64_MAX, ahead = 0;
  for (int i = 0; i < 8; ++i) {
    int64_t begin = pipert_clock(), there = 0;
    std::string data = ask(rank, {Order::Kind::ReadClock}, sizeof(there));
    int64_t time = pipert_clock() - begin;
    std::memcpy(&there, data.data(), sizeof(there));
    if (time < fastest) {
      fastest = time;
      ahead = there - (begin + time / 2);
    }
  }
  return std::abs(ahead) <= fastest ? 0 : ahead;
}

void RemoteRanks::measureClocks() {
  for (size_t rank = 1; rank < size_t(numRanks); ++rank)
    if (!clocks.contains(rank))
      clocks[rank] = measureClock(rank);
}

void RemoteRanks::shiftToOwnClock(size_t rank,
                                  std::vector<pipert_event_t> &events) const {
  auto clock = clocks.find(rank);
  if (clock == clocks.end())
    return;
  for (pipert_event_t &event : events) {
    event.start_ns -= clock->second;
    if (event.end_ns != PIPERT_EVENT_NOT_ENDED)
      event.end_ns -= clock->second;
  }
}

std::vector<pipert_event_t> RemoteRanks::readEvents(size_t rank) {
  measureClocks();
  std::string data = ask(rank, {Order::Kind::ReadEvents}, -1);
  std::vector<pipert_event_t> events(data.size() / sizeof(pipert_event_t));
  if (!events.empty())
    std::memcpy(events.data(), data.data(),
                events.size() * sizeof(pipert_event_t));
  shiftToOwnClock(rank, events);
  return events;
}

pipert_counters_t RemoteRanks::readCounters(size_t rank) const {
  pipert_counters_t counters = {};
  std::string data = ask(rank, {Order::Kind::ReadCounters}, sizeof(counters));
  std::memcpy(&counters, data.data(), sizeof(counters));
  return counters;
}
