//===- Manifest.cpp - What a bundle says of itself ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Bundle/Manifest.h"

#include "Words.h"

#include <algorithm>

using namespace mlir::pipe;
using namespace mlir::pipe::bundle;

std::string bundle::getTaskName(const Task &task) {
  std::string name = std::string(1, getLetter(task.kind)) + " stage " +
                     std::to_string(task.stage);
  return task.kind == ActionKind::Update ? name + " " + task.name : name;
}

std::string bundle::getStateKey(std::string_view role,
                                std::string_view parameter) {
  return std::string(role) + "." + std::string(parameter);
}

std::string_view bundle::getName(SegmentKind kind) {
  return findWord(kSegmentKinds, kind);
}

std::string_view bundle::getName(BufferKind kind) {
  return findWord(kBufferKinds, kind);
}

bool Segment::isAlwaysMade() const {
  return kind != SegmentKind::Received && kind != SegmentKind::Inputs &&
         kind != SegmentKind::Outputs;
}

SegmentKind Buffer::getSegment() const {
  switch (kind) {
  case BufferKind::Parameter:
    return SegmentKind::Parameters;
  case BufferKind::Gradient:
    return SegmentKind::Gradients;
  case BufferKind::Local:
    return SegmentKind::Local;
  case BufferKind::Received:
    return SegmentKind::Received;
  case BufferKind::Input:
    return SegmentKind::Inputs;
  case BufferKind::State:
    return SegmentKind::State;
  case BufferKind::Hyper:
    return SegmentKind::Hypers;
  case BufferKind::Output:
    break;
  }
  return SegmentKind::Outputs;
}

int64_t Program::getSegmentBytes(SegmentKind kind) const {
  for (const Segment &segment : segments)
    if (segment.kind == kind)
      return segment.bytes;
  return 0;
}

int64_t Program::getMemoryBytes() const {
  int64_t total = 0;
  for (const Segment &segment : segments)
    if (segment.isAlwaysMade() &&
        __builtin_add_overflow(total, segment.bytes, &total))
      return INT64_MAX;
  return total;
}

bool Manifest::hasUpdates() const {
  return !states.empty() || !hypers.empty() ||
         std::any_of(parameters.begin(), parameters.end(),
                     [](const Parameter &p) { return p.isUpdated; });
}

const Parameter &Manifest::getParameter(const State &state) const {
  return parameters[state.owner == State::OfPart ? parts[state.index].parameter
                                                 : state.index];
}

const Hyper *Manifest::findHyper(std::string_view role) const {
  for (const Hyper &hyper : hypers)
    if (hyper.role == role)
      return &hyper;
  return nullptr;
}

const Report *Manifest::findReport(std::string_view role) const {
  for (const Report &report : reports)
    if (report.role == role && !report.isResult)
      return &report;
  return nullptr;
}

const File *Manifest::findFile(std::string_view name) const {
  for (const File &file : files)
    if (file.name == name)
      return &file;
  return nullptr;
}
