//===- ManifestChecks.cpp - Whether a manifest agrees with itself ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Failure.h"

#include "Manifest.h"
#include "pipert/pipert.h"

#include <algorithm>
#include <set>
#include <tuple>

using namespace mlir::pipe;

namespace {
/// Checks a manifest that has been read; each function throws Failure.
class Checker {
public:
  Checker(const Manifest &manifest, const std::string &fileName)
      : manifest(manifest), fileName(fileName) {}

  void run() {
    for (const Input &input : manifest.inputs)
      checkTotal(input.name, input.type, input.batchDimension);
    for (const Output &output : manifest.outputs)
      checkTotal(output.name, output.type, std::nullopt);
    checkTasks();
    for (size_t rank = 0; rank < manifest.programs.size(); ++rank)
      checkProgram(rank);
    for (const Output &output : manifest.outputs)
      if (!hasAllCopies(output.name))
        fail("has no buffer for output '" + output.name + "'");
    if (manifest.reference) {
      checkArguments(*manifest.reference);
      checkResults(*manifest.reference);
    }
  }

private:
  [[noreturn]] void fail(const std::string &message) const {
    throw Failure{fileName + ": " + message};
  }

  /// All micro-batches together must have a size, and so must the dimension
  /// along which they are stacked, also of a tensor without elements.
  void checkTotal(const std::string &name, const TensorType &type,
                  std::optional<int64_t> dimension) const {
    int64_t rows = dimension ? type.shape[size_t(*dimension)] : 0;
    int64_t product;
    if (__builtin_mul_overflow(*countBytes(type), manifest.microBatches,
                               &product) ||
        __builtin_mul_overflow(rows, manifest.microBatches, &product))
      fail("'" + name +
           "' is too large: " + std::to_string(manifest.microBatches) +
           " micro-batches of " + toString(type));
  }

  void checkTasks() const {
    const std::vector<int64_t> &placement = manifest.placement;
    for (int64_t rank : placement)
      if (rank >= manifest.ranks)
        fail("places a stage on rank " + std::to_string(rank) + " of " +
             std::to_string(manifest.ranks));
    std::set<std::pair<ActionKind, int32_t>> seen;
    for (const Task &task : manifest.tasks) {
      if (size_t(task.stage) >= placement.size() ||
          placement[size_t(task.stage)] != task.rank)
        fail("has the task " + getTaskName(task) + " on rank " +
             std::to_string(task.rank) + ", where its placement has no such " +
             "stage");
      if (!seen.insert({task.kind, task.stage}).second)
        fail("has the task " + getTaskName(task) + " twice");
    }
  }

  /// The size of what a buffer has to hold, by kind and name; nothing where the
  /// manifest does not say it.
  std::optional<int64_t> findSlotBytes(const Buffer &buffer,
                                       const std::string &place) {
    auto find = [&](const auto &items, const NameIndex &index) {
      auto found = index.find(buffer.name);
      if (found == index.end())
        fail(place + " of kind '" + buffer.kind + "' has the unknown name '" +
             buffer.name + "'");
      return *countBytes(items[found->second].type);
    };
    // A sum that is no result may be kept in a wider type than the gradient's.
    if (buffer.kind == "parameter" ||
        (buffer.kind == "gradient" && buffer.result)) {
      std::optional<ParameterRegion> region = manifest.findRegion(buffer.name);
      if (!region)
        fail(place + " of kind '" + buffer.kind + "' has the unknown name '" +
             buffer.name + "'");
      return region->bytes();
    }
    if (buffer.kind == "input")
      return find(manifest.inputs, manifest.inputIndex);
    if (buffer.kind == "output")
      return find(manifest.outputs, manifest.outputIndex);
    return std::nullopt;
  }

  /// True if every micro-batch of an output has a buffer.
  bool hasAllCopies(const std::string &name) const {
    return std::all_of(
        manifest.copyPattern.begin(), manifest.copyPattern.end(),
        [&](int64_t copy) { return written.count({name, copy}) != 0; });
  }

  void checkProgram(size_t rank) {
    const Program &program = manifest.programs[rank];
    std::string who = "programs[" + std::to_string(rank) + "]";
    for (size_t i = 0; i < program.buffers.size(); ++i) {
      const Buffer &buffer = program.buffers[i];
      std::string place = who + ".buffers[" + std::to_string(i) + "]";
      std::optional<int64_t> bytes = findSlotBytes(buffer, place);
      if (bytes && *bytes != buffer.slotBytes)
        fail(place + " has slots of " + std::to_string(buffer.slotBytes) +
             " bytes, but " + buffer.kind + " '" + buffer.name + "' needs " +
             std::to_string(*bytes));
      if ((buffer.kind == "input" || buffer.kind == "output") &&
          buffer.slots != manifest.microBatches)
        fail(place + " has " + std::to_string(buffer.slots) + " slots for " +
             std::to_string(manifest.microBatches) + " micro-batches");
      if (buffer.kind == "gradient" && buffer.result)
        trained.insert(manifest.findRegion(buffer.name)->parameter);
      if (buffer.kind != "output")
        continue;
      for (int64_t copy : buffer.copies)
        if (!written.insert({buffer.name, copy}).second)
          fail(place + " is not the only one of output '" + buffer.name + "'");
    }
    checkOverlap(program, who);
    for (const ManifestChannel &channel : program.channels)
      if (size_t(channel.peer) == rank)
        fail(who + " has a channel to itself");
  }

  /// No two buffers share a byte of a segment, but for local ones, which the
  /// compiler has proven never to need it at the same time.
  void checkOverlap(const Program &program, const std::string &who) const {
    std::vector<std::tuple<int32_t, int64_t, int64_t>> ranges;
    for (const Buffer &buffer : program.buffers)
      if (buffer.slotBytes > 0 && buffer.segment != PIPERT_SEGMENT_LOCAL)
        ranges.push_back({buffer.segment, buffer.offset,
                          buffer.offset + (buffer.slots - 1) * buffer.stride +
                              buffer.slotBytes});
    std::sort(ranges.begin(), ranges.end());
    for (size_t i = 1; i < ranges.size(); ++i) {
      auto [segment, begin, end] = ranges[i];
      auto [lastSegment, lastBegin, lastEnd] = ranges[i - 1];
      if (segment == lastSegment && begin < lastEnd)
        fail(who + " has two buffers that share byte " + std::to_string(begin) +
             " of the segment '" + pipert_segment_name(segment) + "'");
    }
  }

  using Kind = ReferenceValue::Kind;

  /// Every parameter and input once.
  void checkArguments(const Reference &reference) const {
    std::set<std::pair<Kind, size_t>> arguments;
    for (const ReferenceValue &value : reference.arguments) {
      if (value.kind != Kind::Parameter && value.kind != Kind::Input)
        fail("reference has an argument that is neither a parameter nor an "
             "input");
      if (!arguments.insert({value.kind, value.index}).second)
        fail("reference has an argument twice");
    }
    if (arguments.size() != manifest.parameters.size() + manifest.inputs.size())
      fail("reference has " + std::to_string(arguments.size()) +
           " arguments, but the model has " +
           std::to_string(manifest.parameters.size()) + " parameters and " +
           std::to_string(manifest.inputs.size()) + " inputs");
  }

  /// Every output and every gradient that a program has, once.
  void checkResults(const Reference &reference) const {
    std::set<std::pair<Kind, size_t>> results;
    size_t numOutputs = 0, numGradients = 0;
    for (const ReferenceValue &value : reference.results) {
      if (value.kind != Kind::Output && value.kind != Kind::Gradient)
        fail("reference has a result that is neither an output nor a "
             "gradient");
      if (!results.insert({value.kind, value.index}).second)
        fail("reference has a result twice");
      numOutputs += value.kind == Kind::Output;
      numGradients += value.kind == Kind::Gradient;
      if (value.kind == Kind::Gradient && !trained.count(value.index))
        fail("reference has the gradient of '" +
             manifest.parameters[value.index].name + "', but no program has");
    }
    if (numGradients != trained.size())
      fail("reference has " + std::to_string(numGradients) +
           " gradients, but the programs have " +
           std::to_string(trained.size()));
    if (numOutputs != manifest.outputs.size())
      fail("reference has " + std::to_string(numOutputs) +
           " outputs, but the model has " +
           std::to_string(manifest.outputs.size()));
  }

  const Manifest &manifest;
  const std::string &fileName;
  /// Outputs and copies of the model that have a buffer.
  std::set<std::pair<std::string, int64_t>> written;
  std::set<size_t> trained; ///< Parameters whose gradient has one.
};
} // namespace

void mlir::pipe::checkManifest(const Manifest &manifest,
                               const std::string &fileName) {
  Checker(manifest, fileName).run();
}
