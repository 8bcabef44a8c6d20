//===- RunnerItems.cpp - What ranks hold, item by item --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Session/Runner.h"

#include <algorithm>
#include <cstring>
#include <set>

using namespace mlir::pipe;
using namespace mlir::pipe::session;

Runner::Holders Runner::findHolders(BufferKind kind) const {
  const Manifest &manifest = bundle.manifest;
  const bool isState = kind == BufferKind::State;
  Holders found(isState ? manifest.states.size() : manifest.parameters.size());
  for (size_t rank = 0; rank < ranks.size(); ++rank)
    for (const Buffer &buffer : bundle.getProgram(rank).buffers) {
      if (buffer.kind != kind ||
          (kind == BufferKind::Gradient && !buffer.result))
        continue;
      // Reports lie beside the states.
      if (!isState)
        found[names.findRegion(buffer.name)->parameter].push_back(
            {rank, &buffer});
      else if (std::optional<size_t> state = names.findState(buffer.name))
        found[*state].push_back({rank, &buffer});
    }
  return found;
}

const Runner::Holders &Runner::getHolders(BufferKind kind) const {
  auto known = holders.find(kind);
  if (known == holders.end())
    known = holders.emplace(kind, findHolders(kind)).first;
  return known->second;
}

bool Runner::holdsParameter(size_t parameter) const {
  int64_t held = 0;
  std::set<std::string_view> seen;
  for (const Holder &holder : getHolders(BufferKind::Parameter)[parameter])
    if (seen.insert(holder.buffer->name).second)
      held += names.findRegion(holder.buffer->name)->bytes();
  return held == *countBytes(bundle.manifest.parameters[parameter].type);
}

void Runner::writeParameter(size_t parameter, const char *value) {
  for (const Holder &holder : getHolders(BufferKind::Parameter)[parameter])
    fillBuffer(holder.rank, *holder.buffer,
               *names.findRegion(holder.buffer->name), value);
}

/// Reads from the first rank that has a part; the others have the same.
void Runner::readHeld(const std::vector<Holder> &found, char *value) const {
  std::set<std::string_view> seen;
  for (const Holder &holder : found)
    if (seen.insert(holder.buffer->name).second)
      readBuffer(holder.rank, *holder.buffer,
                 *names.findRegion(holder.buffer->name), value);
}

void Runner::readParameter(size_t parameter, char *value) const {
  readHeld(getHolders(BufferKind::Parameter)[parameter], value);
}

int64_t Runner::getSegmentBytes(size_t rank,
                                bundle::SegmentKind segment) const {
  return ranks[rank].segments[size_t(segment)]
             ? bundle.getProgram(rank).getSegmentBytes(segment)
             : 0;
}

bool Runner::hasGradient(size_t parameter) const {
  return !getHolders(BufferKind::Gradient)[parameter].empty();
}

void Runner::readGradient(size_t parameter, char *value) const {
  const TensorType &type = bundle.manifest.parameters[parameter].type;
  std::fill_n(value, *countBytes(type), char(0));
  readHeld(getHolders(BufferKind::Gradient)[parameter], value);
  if (lossScale != 1)
    multiply(type, value, 1 / lossScale);
}

void Runner::writeState(size_t state, const char *value) {
  for (const Holder &holder : getHolders(BufferKind::State)[state])
    fillBuffer(holder.rank, *holder.buffer,
               names.getRegion(bundle.manifest.states[state]), value);
}

void Runner::readState(size_t state, char *value) const {
  const std::vector<Holder> &found = getHolders(BufferKind::State)[state];
  if (!found.empty()) // All replicas have the same.
    readBuffer(found.front().rank, *found.front().buffer,
               names.getRegion(bundle.manifest.states[state]), value);
}
