//===- ProgramChecks.cpp - Whether ranks have what they need --------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ManifestChecks.h"

#include <algorithm>
#include <tuple>

using namespace mlir::pipe;
using namespace mlir::pipe::bundle;

/// "the segment 'local'".
static std::string getText(SegmentKind kind) {
  return "the segment '" + std::string(getName(kind)) + "'";
}

/// "gradient 'w0'".
static std::string getText(const Buffer &buffer) {
  return std::string(getName(buffer.kind)) + " '" + buffer.name + "'";
}

void ManifestChecks::checkPrograms() {
  for (size_t rank = 0; rank < manifest.programs.size(); ++rank) {
    const Program &program = manifest.programs[rank];
    std::string who = getPlace("programs", rank);
    checkSegments(program, who);
    for (size_t i = 0; i < program.buffers.size(); ++i) {
      std::string place = who + "." + getPlace("buffers", i);
      checkReach(program, program.buffers[i], place);
      checkContents(program.buffers[i], place);
    }
    if (!error)
      checkOverlap(program, who);
    for (const Channel &channel : program.channels)
      if (size_t(channel.peer) == rank)
        fail(who + " has a channel to itself");
    checkReductions(program, who);
  }
  // What a program gives is what the list of parameters says.
  for (size_t i = 0; i < manifest.parameters.size(); ++i)
    if (const Parameter &parameter = manifest.parameters[i];
        parameter.isTrained != (trained.count(i) != 0))
      fail(getPlace("parameters", i) + " is " +
           (parameter.isTrained ? "trained, but no program has"
                                : "not trained, but a program has") +
           " the gradient of '" + parameter.name + "'");
  for (size_t i = 0; i < manifest.parameters.size(); ++i)
    if (manifest.parameters[i].isUpdated && !held.count(i))
      fail(getPlace("parameters", i) + " is updated, but no program has '" +
           manifest.parameters[i].name + "'");
  checkAllPartsHeld();
}

/// Where gradients are added up over replicas, all are, each in its place.
void ManifestChecks::checkReductions(const Program &program,
                                     const std::string &who) {
  int64_t gradients = 0;
  for (const Buffer &buffer : program.buffers)
    gradients += buffer.result;
  int64_t expected = manifest.replicas ? gradients : 0;
  if (program.reductions != expected)
    fail(who + " has " + std::to_string(program.reductions) +
         " reductions over replicas for " + std::to_string(expected) +
         (expected == 1 ? " gradient" : " gradients"));
}

/// Of a parameter that is held in parts, a program may be said to have some;
/// then all are there.
void ManifestChecks::checkAllPartsHeld() {
  for (size_t i = 0; i < manifest.parts.size(); ++i) {
    const ParameterPart &part = manifest.parts[i];
    const Parameter &parameter = manifest.parameters[part.parameter];
    auto isIn = [&](const std::set<std::string_view> &names) {
      return names.count(part.name) || names.count(parameter.name);
    };
    if (parameter.isTrained && !isIn(gradientNames))
      fail(getPlace("parts", i) + " is of '" + parameter.name +
           "', which is trained, but no program has the gradient of '" +
           part.name + "'");
    if (parameter.isUpdated && !isIn(heldNames))
      fail(getPlace("parts", i) + " is of '" + parameter.name +
           "', which is updated, but no program has '" + part.name + "'");
  }
}

void ManifestChecks::checkSegments(const Program &program,
                                   const std::string &who) {
  int64_t total = 0;
  std::set<SegmentKind> seen;
  for (size_t i = 0; i < program.segments.size(); ++i) {
    const Segment &segment = program.segments[i];
    std::string place = who + "." + getPlace("segments", i);
    if (segment.alignment & (segment.alignment - 1))
      fail(place + " has an alignment that is no power of two");
    if (!seen.insert(segment.kind).second)
      fail(place + " is a second segment '" +
           std::string(getName(segment.kind)) + "'");
    // Also those that are not always made: some transport makes them all.
    if (__builtin_add_overflow(total, segment.bytes, &total))
      fail(place + " makes the memory of the rank too large");
  }
}

/// The buffer lies in its segment.
void ManifestChecks::checkReach(const Program &program, const Buffer &buffer,
                                const std::string &place) {
  int64_t end = program.getSegmentBytes(buffer.getSegment()), last;
  if (__builtin_mul_overflow(buffer.slots - 1, buffer.stride, &last) ||
      __builtin_add_overflow(last, buffer.offset, &last) ||
      __builtin_add_overflow(last, buffer.slotBytes, &last) || last > end)
    fail(place + " reaches beyond the " + std::to_string(end) + " bytes of " +
         getText(buffer.getSegment()));
}

/// The size of what a buffer has to hold, by kind and name; nothing for an
/// unknown name.
std::optional<int64_t>
ManifestChecks::findSlotBytes(const Buffer &buffer) const {
  switch (buffer.kind) {
  case BufferKind::Input:
    if (std::optional<size_t> input = index.findInput(buffer.name))
      return countBytes(manifest.inputs[*input].type);
    return std::nullopt;
  case BufferKind::Output:
    if (std::optional<size_t> output = index.findOutput(buffer.name))
      return countBytes(manifest.outputs[*output].type);
    return std::nullopt;
  case BufferKind::State:
    if (std::optional<size_t> state = index.findState(buffer.name))
      return countBytes(manifest.states[*state].type);
    if (std::optional<size_t> report = index.findReport(buffer.name))
      return countBytes(manifest.reports[*report].type);
    return std::nullopt;
  case BufferKind::Hyper:
    if (std::optional<size_t> hyper = index.findHyper(buffer.name))
      return countBytes(manifest.hypers[*hyper].type);
    return std::nullopt;
  default:
    if (std::optional<ParameterRegion> region = index.findRegion(buffer.name))
      return region->bytes();
    return std::nullopt;
  }
}

/// The buffer has the size and the slots for what it holds.
void ManifestChecks::checkContents(const Buffer &buffer,
                                   const std::string &place) {
  bool isCaller =
      buffer.kind == BufferKind::Input || buffer.kind == BufferKind::Output;
  bool isGradient = buffer.kind == BufferKind::Gradient && buffer.result;
  if (buffer.result && !isGradient)
    fail(place + " is a result, but no gradient");
  // Local values and what is received are known to the programs only; a sum
  // that is no result may be kept in a wider type than the gradient's.
  bool isInProgram = buffer.kind == BufferKind::Local ||
                     buffer.kind == BufferKind::Received ||
                     buffer.kind == BufferKind::Gradient;
  if (isInProgram && !isGradient)
    return;
  std::optional<int64_t> bytes = findSlotBytes(buffer);
  if (!bytes)
    return fail(place + " of kind '" + std::string(getName(buffer.kind)) +
                "' has the unknown name '" + buffer.name + "'");
  if (*bytes != buffer.slotBytes)
    fail(place + " has slots of " + std::to_string(buffer.slotBytes) +
         " bytes, but " + getText(buffer) + " needs " + std::to_string(*bytes));
  if (isCaller && buffer.slots != manifest.microBatches)
    fail(place + " has " + std::to_string(buffer.slots) + " slots for " +
         std::to_string(manifest.microBatches) + " micro-batches");
  if (buffer.kind == BufferKind::Hyper && buffer.slots != manifest.updates)
    fail(place + " has " + std::to_string(buffer.slots) + " slots for " +
         std::to_string(manifest.updates) +
         (manifest.updates == 1 ? " update" : " updates"));
  if (isGradient) {
    trained.insert(index.findRegion(buffer.name)->parameter);
    gradientNames.insert(buffer.name);
  }
  if (buffer.kind == BufferKind::Parameter) {
    held.insert(index.findRegion(buffer.name)->parameter);
    heldNames.insert(buffer.name);
  }
  if (buffer.kind == BufferKind::State && !kept.insert(buffer.name).second)
    fail(place + " is not the only one of state '" + buffer.name + "'");
  if (buffer.kind == BufferKind::Output)
    for (int64_t copy : buffer.copies)
      if (!written.insert({buffer.name, copy}).second)
        fail(place + " is not the only one of output '" + buffer.name + "'");
}

/// No two buffers share a byte of a segment.
void ManifestChecks::checkOverlap(const Program &program,
                                  const std::string &who) {
  std::vector<std::tuple<SegmentKind, int64_t, int64_t>> ranges;
  for (const Buffer &buffer : program.buffers)
    if (buffer.slotBytes > 0 && buffer.kind != BufferKind::Local)
      ranges.push_back({buffer.getSegment(), buffer.offset,
                        buffer.offset + (buffer.slots - 1) * buffer.stride +
                            buffer.slotBytes});
  std::sort(ranges.begin(), ranges.end());
  for (size_t i = 1; i < ranges.size(); ++i) {
    auto [segment, begin, end] = ranges[i];
    auto [lastSegment, lastBegin, lastEnd] = ranges[i - 1];
    if (segment == lastSegment && begin < lastEnd)
      fail(who + " has two buffers that share byte " + std::to_string(begin) +
           " of " + getText(segment));
  }
}
