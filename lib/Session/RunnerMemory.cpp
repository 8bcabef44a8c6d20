//===- RunnerMemory.cpp - What ranks hold, written and read ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Session/Runner.h"
#include "pipe/Support/Failure.h"
#include "pipe/TensorIO/Checksum.h"
#include "pipe/TensorIO/Elements.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <set>

using namespace mlir::pipe;
using namespace mlir::pipe::session;

std::string Runner::readChecksum(size_t rank, bundle::SegmentKind segment,
                                 int64_t offset, int64_t bytes) const {
  if (!isLocal(rank))
    return remote->readChecksum(rank, segment, offset, bytes);
  std::string copy(size_t(bytes), 0);
  copyFromRank(rank, copy.data(), segment, offset, bytes);
  return getChecksum(copy);
}

/// Where kernels reach it.
void Runner::copyToRank(size_t rank, bundle::SegmentKind segment,
                        int64_t offset, const void *source, int64_t bytes) {
  if (isLocal(rank) && segment == bundle::SegmentKind::Hypers) {
    const char *begin = static_cast<const char *>(source);
    ranks[rank].steps[getNextPlace()].before.push_back(
        {ranks[rank].segments[size_t(segment)] + offset, nullptr, bytes,
         Bytes(begin, begin + bytes)});
    return;
  }
  if (!isLocal(rank))
    return remote->write(
        rank, segment, offset,
        {{static_cast<const char *>(source), static_cast<size_t>(bytes)}});
  checkStatus(pipert_copy(
      ranks[rank].context, ranks[rank].segments[size_t(segment)] + offset,
      PIPERT_MEMORY_DEVICE, source, PIPERT_MEMORY_HOST, uint64_t(bytes), 0));
}

void Runner::copyToRank(size_t rank, bundle::SegmentKind segment,
                        int64_t offset, const Pieces &source) {
  if (!isLocal(rank))
    return remote->write(rank, segment, offset, source);
  for (std::string_view piece : source) {
    copyToRank(rank, segment, offset, piece.data(), int64_t(piece.size()));
    offset += int64_t(piece.size());
  }
}

void Runner::share(const std::string &path, const FileBytes &bytes) {
  if (remote)
    remote->share(path, bytes);
}

void Runner::copyFromRank(size_t rank, void *destination,
                          bundle::SegmentKind segment, int64_t offset,
                          int64_t bytes) const {
  if (!isLocal(rank))
    return remote->read(rank, static_cast<char *>(destination), segment, offset,
                        bytes);
  checkStatus(pipert_copy(ranks[rank].context, destination, PIPERT_MEMORY_HOST,
                          ranks[rank].segments[size_t(segment)] + offset,
                          PIPERT_MEMORY_DEVICE, uint64_t(bytes), 0));
}

/// Copies the rows of `region`, which lie `fromStride` and `toStride` bytes
/// apart.
static void copyRows(const ParameterRegion &region, char *to, int64_t toStride,
                     const char *from, int64_t fromStride) {
  for (int64_t row = 0; row < region.rows && region.rowBytes; ++row)
    std::memcpy(to + row * toStride, from + row * fromStride,
                size_t(region.rowBytes));
}

void Runner::fillBuffer(size_t rank, const Buffer &buffer,
                        const ParameterRegion &region, const char *whole) {
  Pieces rows;
  for (int64_t row = 0; row < region.rows; ++row)
    rows.emplace_back(whole + region.begin + row * region.stride,
                      size_t(region.rowBytes));
  for (int64_t slot = 0; slot < buffer.slots; ++slot)
    copyToRank(rank, buffer.getSegment(), buffer.offset + slot * buffer.stride,
               rows);
}

void Runner::readBuffer(size_t rank, const Buffer &buffer,
                        const ParameterRegion &region, char *whole) const {
  char *target = whole + region.begin;
  const bundle::SegmentKind segment = buffer.getSegment();
  if (region.rows == 1)
    return copyFromRank(rank, target, segment, buffer.offset, region.bytes());
  Bytes part(static_cast<size_t>(region.bytes()));
  copyFromRank(rank, part.data(), segment, buffer.offset, region.bytes());
  copyRows(region, target, region.stride, part.data(), region.rowBytes);
}

template <class Body>
void Runner::forEachBuffer(BufferKind kind, Body body) const {
  for (size_t rank = 0; rank < ranks.size(); ++rank)
    for (const Buffer &buffer : bundle.getProgram(rank).buffers)
      if (buffer.kind == kind)
        body(rank, buffer);
}

template <class Body>
void Runner::forEachBufferOfOne(BufferKind kind, Body body) const {
  forEachBuffer(kind, [&](size_t rank, const Buffer &buffer) {
    if (bundle.getReplica(rank) == 0)
      body(rank, buffer);
  });
}

void Runner::setParameters(const std::vector<const void *> &values) {
  initial = values;
  forEachBuffer(BufferKind::Parameter, [&](size_t rank, const Buffer &buffer) {
    ParameterRegion region = *names.findRegion(buffer.name);
    fillBuffer(rank, buffer, region,
               static_cast<const char *>(initial[region.parameter]));
  });
}

/// The bytes of each state's tensor, in the manifest's order.
template <class Tensors>
static auto findStates(const Manifest &manifest, Tensors &tensors) {
  std::map<std::string_view, decltype(tensors[0].value.data())> values;
  for (auto &tensor : tensors)
    values[tensor.key] = tensor.value.data();
  std::vector<decltype(tensors[0].value.data())> found;
  for (const bundle::State &state : manifest.states)
    found.push_back(values.at(
        bundle::getStateKey(state.role, manifest.getParameter(state).name)));
  return found;
}

void Runner::setStates(const std::vector<StateTensor> &tensors) {
  const Manifest &manifest = bundle.manifest;
  std::vector<const char *> values = findStates(manifest, tensors);
  forEachBuffer(BufferKind::State, [&](size_t rank, const Buffer &buffer) {
    if (std::optional<size_t> state = names.findState(buffer.name))
      fillBuffer(rank, buffer, names.getRegion(manifest.states[*state]),
                 values[*state]);
  });
}

void Runner::fetchStates(std::vector<StateTensor> &tensors) const {
  const Manifest &manifest = bundle.manifest;
  std::vector<char *> values = findStates(manifest, tensors);
  forEachBufferOfOne(BufferKind::State, [&](size_t rank, const Buffer &buffer) {
    if (std::optional<size_t> state = names.findState(buffer.name))
      readBuffer(rank, buffer, names.getRegion(manifest.states[*state]),
                 values[*state]);
  });
}

void Runner::bindCopies(size_t place) {
  auto add = [&](size_t rank, const Buffer &buffer, int64_t slot, char *target,
                 int64_t bytes) {
    const char *segment = ranks[rank].segments[size_t(buffer.getSegment())];
    if (segment)
      ranks[rank].steps[place].after.push_back(
          {segment + buffer.offset + slot * buffer.stride, target, bytes});
  };
  Step &step = steps[place];
  forEachBufferOfOne(BufferKind::State, [&](size_t rank, const Buffer &buffer) {
    if (std::optional<size_t> report = names.findReport(buffer.name))
      add(rank, buffer, 0, step.reports[*report].data(),
          int64_t(step.reports[*report].size()));
  });
  // Losses are looked at while the next step runs.
  forEachBuffer(BufferKind::Output, [&](size_t rank, const Buffer &buffer) {
    const size_t index = *names.findOutput(buffer.name);
    Bytes &output = step.outputs[index];
    char *begin = output.data() + getSlice(rank, int64_t(output.size())).begin;
    if (options.copiesOutputs || bundle.manifest.outputs[index].loss)
      for (int64_t m : findHeld(buffer))
        add(rank, buffer, m, begin + m * buffer.slotBytes, buffer.slotBytes);
  });
}

bool Runner::hasUpdated() const {
  const std::vector<bundle::Report> &reports = bundle.manifest.reports;
  for (size_t i = 0; i < reports.size(); ++i)
    if (reports[i].role == bundle::kFiniteRole)
      return readReports()[i].front() != 0;
  return true;
}

std::vector<Bytes> Runner::readReports() const {
  std::vector<Bytes> values = steps[donePlace].reports;
  forEachBufferOfOne(BufferKind::State, [&](size_t rank, const Buffer &buffer) {
    std::optional<size_t> report = names.findReport(buffer.name);
    if (report && !isLocal(rank))
      values[*report] =
          remote->readReport(rank, *report, int64_t(values[*report].size()));
  });
  return values;
}

void Runner::setHypers(const std::vector<std::vector<double>> &values) {
  const std::vector<bundle::Hyper> &hypers = bundle.manifest.hypers;
  for (size_t i = 0; i < hypers.size(); ++i)
    if (hypers[i].role == bundle::kLossScaleRole)
      lossScale = values.front()[i];
  forEachBuffer(BufferKind::Hyper, [&](size_t rank, const Buffer &buffer) {
    size_t index = *names.findHyper(buffer.name);
    for (int64_t slot = 0; slot < buffer.slots; ++slot) {
      double element; // As large as the largest.
      writeFloat(bundle.manifest.hypers[index].type.type, &element, 0,
                 values[size_t(slot)][index]);
      copyToRank(rank, buffer.getSegment(),
                 buffer.offset + slot * buffer.stride, &element,
                 buffer.slotBytes);
    }
  });
}

/// Of a rank of this process.
void Runner::setInput(size_t index, size_t input, const char *value,
                      int64_t bytes) {
  Rank &rank = ranks[index];
  RankStep &step = rank.steps[getNextPlace()];
  step.inputs.resize(bundle.manifest.inputs.size());
  step.inputs[input] = value;
  if (!rank.segments[size_t(bundle::SegmentKind::Inputs)])
    return;
  for (const Buffer &buffer : bundle.getProgram(index).buffers) {
    char *segment = rank.segments[size_t(buffer.getSegment())];
    if (!segment || buffer.kind != BufferKind::Input ||
        *names.findInput(buffer.name) != input)
      continue;
    step.before.push_back({segment + buffer.offset, value, bytes, {}});
    step.inputs[input] = segment + buffer.offset;
  }
}

void Runner::setInput(size_t input, const char *value) {
  const int64_t size = *countBytes(bundle.manifest.inputs[input].type) *
                       bundle.manifest.microBatches;
  for (size_t rank = 0; rank < ranks.size(); ++rank) {
    const auto [begin, bytes] = getSlice(rank, size);
    setInput(rank, input, value + begin, bytes);
  }
}

bool Runner::readsInput(size_t input) const {
  bool isRead = false;
  forEachBuffer(BufferKind::Input, [&](size_t rank, const Buffer &buffer) {
    isRead |= isLocal(rank) && *names.findInput(buffer.name) == input;
  });
  return isRead;
}

void Runner::setInputs(const std::vector<Bytes> &inputs,
                       const std::function<Pieces(size_t)> &getPieces) {
  auto getSliceOf = [&](size_t rank, size_t input) {
    return getSlice(rank, int64_t(inputs[input].size()));
  };
  for (size_t rank = 0; rank < ranks.size(); ++rank)
    for (size_t i = 0; i < inputs.size() && isLocal(rank); ++i) {
      const auto [begin, bytes] = getSliceOf(rank, i);
      setInput(rank, i, inputs[i].data() + begin, bytes);
    }
  // Other processes get what their ranks read.
  forEachBuffer(BufferKind::Input, [&](size_t rank, const Buffer &buffer) {
    size_t input = *names.findInput(buffer.name);
    const auto [begin, bytes] = getSliceOf(rank, input);
    if (!isLocal(rank))
      remote->setInput(rank, input, takeBytes(getPieces(input), begin, bytes));
  });
}

/// Other ranks hold the micro-batches of other copies of the model.
std::vector<int64_t> Runner::findHeld(const Buffer &buffer) const {
  const std::vector<int64_t> &pattern = bundle.manifest.copyPattern;
  std::vector<int64_t> held;
  for (int64_t m = 0; m < buffer.slots; ++m) {
    const int64_t copy = pattern[size_t(m) % pattern.size()];
    if (std::find(buffer.copies.begin(), buffer.copies.end(), copy) !=
        buffer.copies.end())
      held.push_back(m);
  }
  return held;
}

/// Copies the micro-batches that a rank holds of an output.
void Runner::fetchOutput(size_t rank, const Buffer &buffer) {
  const size_t index = *names.findOutput(buffer.name);
  Bytes &output = steps[donePlace].outputs[index];
  const int64_t bytes = buffer.slotBytes;
  const int64_t begin = getSlice(rank, int64_t(output.size())).begin;
  const std::vector<int64_t> held = findHeld(buffer);
  if (isLocal(rank)) {
    for (int64_t m : held)
      copyFromRank(rank, output.data() + begin + m * bytes, buffer.getSegment(),
                   buffer.offset + m * buffer.stride, bytes);
    return;
  }
  if (held.empty())
    return;
  // One question, for all from the first to the last.
  const int64_t first = begin + held.front() * bytes;
  Bytes found(size_t(begin + (held.back() + 1) * bytes - first));
  remote->readOutput(rank, found.data(), index, first, int64_t(found.size()));
  for (int64_t m : held) {
    const int64_t place = begin + m * bytes;
    std::memcpy(output.data() + place, found.data() + (place - first),
                size_t(bytes));
  }
}

const std::vector<Bytes> &Runner::fetchOutputs(bool onlyLosses) {
  const bool isServing = options.membership && options.membership->rank != 0;
  forEachBuffer(BufferKind::Output, [&](size_t rank, const Buffer &buffer) {
    const Output &output =
        bundle.manifest.outputs[*names.findOutput(buffer.name)];
    // Where kernels reach this memory they have written it; losses were copied
    // behind the step, and others where that is asked for.
    bool isElsewhere =
        isLocal(rank)
            ? ranks[rank].segments[size_t(buffer.getSegment())] != nullptr &&
                  !output.loss && !options.copiesOutputs
            : !isServing;
    if (isElsewhere && (output.loss || !onlyLosses))
      fetchOutput(rank, buffer);
  });
  return steps[donePlace].outputs;
}

std::vector<std::optional<Bytes>>
Runner::readParameters(BufferKind kind) const {
  const std::vector<Parameter> &parameters = bundle.manifest.parameters;
  const bool isGradient = kind == BufferKind::Gradient;
  std::vector<std::optional<Bytes>> values(parameters.size());
  std::set<std::string_view> seen;
  forEachBuffer(kind, [&](size_t rank, const Buffer &buffer) {
    // The first rank that has it; the others have the same.
    if ((isGradient && !buffer.result) || !seen.insert(buffer.name).second)
      return;
    ParameterRegion region = *names.findRegion(buffer.name);
    size_t size = size_t(*countBytes(parameters[region.parameter].type));
    std::optional<Bytes> &bytes = values[region.parameter];
    // What no rank has did not change; its gradient is zero.
    const char *value = static_cast<const char *>(initial[region.parameter]);
    if (!bytes)
      bytes = isGradient ? Bytes(size, 0) : Bytes(value, value + size);
    readBuffer(rank, buffer, region, bytes->data());
  });
  return values;
}

std::string Runner::findUnequalReplicas() const {
  const size_t stride = size_t(bundle.manifest.ranks);
  std::string found;
  forEachBufferOfOne(BufferKind::Parameter, [&](size_t rank,
                                                const Buffer &buffer) {
    // Beside the values, all of their versions.
    auto read = [&](size_t each) {
      return readChecksum(each, buffer.getSegment(), buffer.offset,
                          (buffer.slots - 1) * buffer.stride +
                              buffer.slotBytes);
    };
    if (!found.empty() || bundle.replicas == 1)
      return;
    const std::string expected = read(rank);
    for (size_t other = rank + stride; other < ranks.size(); other += stride)
      if (found.empty() && read(other) != expected)
        found = "the parameter '" + buffer.name + "' of " +
                bundle.getRankName(other) + " is not that of " +
                bundle.getRankName(rank);
  });
  return found;
}

void Runner::fetchParameters(std::vector<Bytes> &values) const {
  std::set<std::string_view> seen;
  forEachBuffer(BufferKind::Parameter, [&](size_t rank, const Buffer &buffer) {
    if (!seen.insert(buffer.name).second) // All holders have the same.
      return;
    ParameterRegion region = *names.findRegion(buffer.name);
    readBuffer(rank, buffer, region, values[region.parameter].data());
  });
}

std::vector<Bytes> Runner::copyParameters() const {
  std::vector<Bytes> values;
  for (std::optional<Bytes> &value : readParameters(BufferKind::Parameter)) {
    size_t index = values.size();
    const char *begin = static_cast<const char *>(initial[index]);
    values.push_back(
        value ? std::move(*value)
              : Bytes(begin,
                      begin +
                          *countBytes(bundle.manifest.parameters[index].type)));
  }
  return values;
}

void mlir::pipe::session::multiply(const TensorType &type, char *values,
                                   double factor) {
  const int64_t count = *countBytes(type) / getInfo(type.type).bytes;
  for (int64_t i = 0; i < count; ++i) {
    double value = readElement(type.type, values, i);
    writeFloat(type.type, values, i,
               type.type == ElementType::F64
                   ? value * factor
                   : double(float(value) * float(factor)));
  }
}

std::vector<std::optional<Bytes>> Runner::copyGradients() const {
  std::vector<std::optional<Bytes>> gradients =
      readParameters(BufferKind::Gradient);
  for (size_t i = 0; i < gradients.size() && lossScale != 1; ++i)
    if (gradients[i])
      multiply(bundle.manifest.parameters[i].type, gradients[i]->data(),
               1 / lossScale);
  return gradients;
}

RunResults Runner::takeResults() {
  RunResults results;
  results.gradients = copyGradients();
  results.parameters = readParameters(BufferKind::Parameter);
  results.reports = readReports();
  results.outputs = std::move(steps[donePlace].outputs);
  if (remote)
    remote->end();
  return results;
}
