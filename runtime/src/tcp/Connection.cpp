//===- Connection.cpp - Frames over a stream of bytes ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Connection.h"

#include <algorithm>

using namespace mlir::pipert;

//===----------------------------------------------------------------------===//
// FrameReader
//===----------------------------------------------------------------------===//

/// `rest` has all bytes of the part. Returns as `add`.
std::string FrameReader::finishPart(const Taker &take) {
  std::string refusal;
  switch (part) {
  case Part::Header:
    frame = {};
    refusal = FrameHeader::read(rest.data(), frame.header);
    part = Part::Key;
    needed = frame.header.keyBytes;
    break;
  case Part::Key:
    frame.key = std::move(rest);
    part = Part::Body;
    needed = frame.header.bodyBytes;
    break;
  case Part::Body:
    frame.body = std::move(rest);
    part = Part::Header;
    needed = FrameHeader::size;
    refusal = take(std::move(frame));
    break;
  }
  rest = std::string();
  return refusal;
}

std::string FrameReader::add(const char *data, size_t bytes,
                             const Taker &take) {
  while (true) {
    size_t added = std::min(bytes, needed - rest.size());
    rest.append(data, added);
    data += added;
    bytes -= added;
    if (rest.size() < needed)
      return "";
    if (std::string refusal = finishPart(take); !refusal.empty())
      return refusal;
  }
}

//===----------------------------------------------------------------------===//
// Connection
//===----------------------------------------------------------------------===//

void Connection::push(FrameBytes frame) {
  queue.push_back({std::move(frame), noNumber});
}

void Connection::pushFirst(FrameBytes frame) {
  // Where beats lie is no longer known; they may be sent twice.
  latest.clear();
  queue.insert(queue.begin() + (written ? 1 : 0), {std::move(frame), noNumber});
}

void Connection::pushLatest(int32_t number, FrameBytes frame) {
  auto [place, isNew] = latest.try_emplace(number, 0);
  // The first one may have been begun.
  if (!isNew && place->second > numPopped) {
    queue[place->second - numPopped].frame = std::move(frame);
    return;
  }
  place->second = numPopped + queue.size();
  queue.push_back({std::move(frame), number});
}

bool Connection::write() {
  while (!queue.empty()) {
    const std::string &bytes = *queue.front().frame;
    Moved moved =
        writeSome(socket, bytes.data() + written, bytes.size() - written);
    if (moved.ended)
      return false;
    written += moved.bytes;
    if (written < bytes.size())
      return true;
    auto place = latest.find(queue.front().number);
    if (place != latest.end() && place->second == numPopped)
      latest.erase(place);
    queue.pop_front();
    ++numPopped;
    written = 0;
  }
  return true;
}

bool Connection::read(const FrameReader::Taker &take) {
  // Others have their turn, too.
  constexpr int maxReads = 16;
  char bytes[65536];
  heard = false;
  for (int i = 0; i < maxReads; ++i) {
    Moved moved = readSome(socket, bytes, sizeof(bytes));
    heard |= moved.bytes != 0;
    if (moved.bytes)
      error = reader.add(bytes, moved.bytes, take);
    if (moved.ended || !error.empty())
      return false;
    if (moved.bytes < sizeof(bytes))
      return true;
  }
  return true;
}
