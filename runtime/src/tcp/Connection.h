//===- Connection.h - Frames over a stream of bytes -------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_TCP_CONNECTION_H
#define PIPERT_SRC_TCP_CONNECTION_H

#include "../net/Socket.h"
#include "Wire.h"

#include <deque>
#include <functional>
#include <unordered_map>

namespace mlir::pipert {

/// Takes a stream of bytes apart. A header is checked before room is made for
/// what follows it, and the room grows only with the bytes that come.
class FrameReader {
public:
  using Taker = std::function<std::string(Frame &&)>;

  /// Calls `take` for each frame that is whole now; it returns "" or why it
  /// refuses the frame. Returns "" or why nothing more can be read, ever.
  std::string add(const char *data, size_t bytes, const Taker &take);

private:
  enum class Part { Header, Key, Body };
  std::string finishPart(const Taker &take);

  Part part = Part::Header;
  std::string rest; ///< Of the part that is being read.
  size_t needed = FrameHeader::size;
  Frame frame;
};

/// The connection to one other process. Frames are queued, and written when the
/// socket takes them: a process that reads slowly or not at all holds up nobody
/// and costs the memory of what it has not read; of beats that is one a rank.
class Connection {
public:
  explicit Connection(Socket socket) : socket(std::move(socket)) {}

  void push(FrameBytes frame);
  /// Goes before everything that has not been begun.
  void pushFirst(FrameBytes frame);
  /// Replaces the last one with this `number`, if that was not begun.
  void pushLatest(int32_t number, FrameBytes frame);

  bool hasOutput() const { return !queue.empty(); }
  /// False if the other side is gone.
  bool write();
  /// Reads what has come, but not for ever. False at the end of the stream or
  /// when `take` refuses a frame; `getError` tells which.
  bool read(const FrameReader::Taker &take);
  /// Why nothing more is read; "": the stream has ended.
  const std::string &getError() const { return error; }
  /// Whether the last read() brought anything.
  bool hasHeard() const { return heard; }

  const Socket &getSocket() const { return socket; }
  void close() { socket.close(); }

private:
  struct Entry {
    FrameBytes frame;
    int32_t number;
  };
  static constexpr int32_t noNumber = -2;

  Socket socket;
  std::deque<Entry> queue;
  size_t written = 0; ///< Of the first one.
  /// Where in the queue the latest ones are, counted from the first frame ever.
  std::unordered_map<int32_t, uint64_t> latest;
  uint64_t numPopped = 0;
  FrameReader reader;
  std::string error;
  bool heard = false;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_TCP_CONNECTION_H
