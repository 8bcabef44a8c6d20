//===- ManifestFields.h - Where a manifest says what ------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every field of manifest.json once, for the reader and the writer (see
// FieldReader.h). A field that may be left out says when.
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_BUNDLE_MANIFESTFIELDS_H
#define PIPE_LIB_BUNDLE_MANIFESTFIELDS_H

#include "FieldReader.h"
#include "FieldWriter.h"

namespace mlir::pipe::bundle {

/// What `Io` reads into or writes from.
template <class Io, class T>
using Ref = typename Io::template Ref<T>;

inline constexpr int64_t kMaxRanks = 0x7fff;
inline constexpr int64_t kMaxInt32 = INT32_MAX;

inline std::vector<Word<ElementType>> getElementTypeWords() {
  std::vector<Word<ElementType>> words;
  for (const ElementTypeInfo &info : getElementTypes())
    words.push_back({info.name, info.type});
  return words;
}

/// The letters of actions.
inline std::vector<std::pair<std::string, ActionKind>> getActionWords() {
  std::vector<std::pair<std::string, ActionKind>> words;
  for (int kind = 0; kind < kNumActionKinds; ++kind)
    words.push_back(
        {std::string(1, getLetter(ActionKind(kind))), ActionKind(kind)});
  return words;
}

template <class Io>
void describeType(Io &io, Ref<Io, TensorType> type) {
  static const std::vector<Word<ElementType>> words = getElementTypeWords();
  io.word("type", type.type, words);
  io.integers("shape", type.shape);
}

template <class Io>
void describe(Io &io, Ref<Io, File> file) {
  io.text("name", file.name);
  io.integer("bytes", file.bytes);
  io.text("checksum", file.checksum);
}

template <class Io>
void describe(Io &io, Ref<Io, Parameter> parameter) {
  io.text("name", parameter.name);
  describeType(io, parameter.type);
  io.boolean("in_bundle", parameter.inBundle);
  io.boolean("trained", parameter.isTrained);
  io.flag("updated", parameter.isUpdated);
}

template <class Io>
void describe(Io &io, Ref<Io, ParameterPart> part,
              const std::vector<Parameter> &parameters) {
  io.text("name", part.name);
  describeType(io, part.type);
  io.item("parameter", part.parameter, "parameter", parameters);
  io.integer("dimension", part.dimension);
  io.integer("offset", part.offset);
}

template <class Io>
void describe(Io &io, Ref<Io, State> state, const Manifest &manifest) {
  io.text("name", state.name);
  io.text("role", state.role);
  describeType(io, state.type);
  io.choice(state.owner, kStateOwners);
  if (state.owner == State::OfPart)
    io.item("part", state.index, "part", manifest.parts);
  else
    io.item("parameter", state.index, "parameter", manifest.parameters);
}

template <class Io>
void describe(Io &io, Ref<Io, Report> report) {
  io.text("name", report.name);
  io.text("role", report.role);
  describeType(io, report.type);
  io.flag("result", report.isResult);
}

template <class Io>
void describe(Io &io, Ref<Io, Hyper> hyper) {
  io.text("name", hyper.name);
  io.text("role", hyper.role);
  describeType(io, hyper.type);
  io.optional("value", hyper.value,
              [&](auto &value) { io.real("value", value); });
}

template <class Io>
void describe(Io &io, Ref<Io, Input> input) {
  io.text("name", input.name);
  describeType(io, input.type);
  io.optional("batch_dimension", input.batchDimension, [&](auto &dimension) {
    io.integer("batch_dimension", dimension,
               {0, int64_t(input.type.shape.size()) - 1});
  });
  io.flag("seed", input.isSeed);
}

template <class Io>
void describe(Io &io, Ref<Io, Output> output) {
  io.text("name", output.name);
  describeType(io, output.type);
  io.flag("loss", output.loss);
}

template <class Io>
void describe(Io &io, Ref<Io, Task> task, int64_t ranks) {
  static const auto words = getActionWords();
  io.text("name", task.name);
  io.word("kind", task.kind, words);
  io.integer("stage", task.stage, {0, kMaxInt32});
  io.integer("rank", task.rank, {0, ranks - 1});
  io.integer("cost", task.cost);
}

template <class Io>
void describe(Io &io, Ref<Io, Edge> edge, size_t numTasks) {
  io.integer("from", edge.from, {0, int64_t(numTasks) - 1});
  io.integer("to", edge.to, {0, int64_t(numTasks) - 1});
  io.integer("bytes", edge.bytes);
}

template <class Io>
void describe(Io &io, Ref<Io, Segment> segment) {
  io.word("kind", segment.kind, kSegmentKinds);
  io.word("space", segment.space, kMemorySpaces);
  io.integer("alignment", segment.alignment, {1, int64_t(1) << 30});
  io.integer("bytes", segment.bytes);
}

/// `copies` tells whether the model has more than one copy: outputs say then
/// whose micro-batches they hold.
template <class Io>
void describe(Io &io, Ref<Io, Buffer> buffer, bool copies) {
  io.word("kind", buffer.kind, kBufferKinds);
  io.text("name", buffer.name);
  io.derived("segment", getName(buffer.getSegment()),
             ", where buffers of kind '" + std::string(getName(buffer.kind)) +
                 "' lie");
  io.integer("offset", buffer.offset);
  io.integer("slots", buffer.slots, {1});
  io.integer("slot_bytes", buffer.slotBytes);
  io.integer("stride", buffer.stride, {buffer.slotBytes});
  io.flag("result", buffer.result);
  if (copies && buffer.kind == BufferKind::Output)
    io.integers("copies", buffer.copies);
}

template <class Io>
void describe(Io &io, Ref<Io, Channel> channel, int64_t ranks) {
  io.integer("peer", channel.peer, {0, ranks - 1});
  io.word("kind", channel.gradient, kIsGradient);
  io.word("direction", channel.send, kIsSend);
  io.integer("capacity", channel.capacity, {1, kMaxInt32});
}

template <class Io>
void describe(Io &io, Ref<Io, Program> program, const Manifest &manifest,
              size_t rank) {
  io.derived("rank", int64_t(rank));
  io.derived("entry", getProgramEntry(manifest.pipeline, int64_t(rank)));
  io.list("segments", program.segments,
          [](Io &item, auto &segment, size_t) { describe(item, segment); });
  io.derived("memory_bytes", program.getMemoryBytes(),
             ", the sum of the segments that are always made");
  io.list("buffers", program.buffers, [&](Io &item, auto &buffer, size_t) {
    describe(item, buffer, manifest.hasCopies());
  });
  io.list("channels", program.channels, [&](Io &item, auto &channel, size_t) {
    describe(item, channel, manifest.ranks);
  });
  // Left out where nothing is added up over replicas.
  if (io.has("reductions", program.reductions > 0))
    io.integer("reductions", program.reductions, {1, kMaxInt32});
}

template <class Io>
void describe(Io &io, Ref<Io, ReferenceValue> value, const Manifest &manifest) {
  io.choice(value.kind, kReferenceKinds);
  switch (value.kind) {
  case ReferenceValue::Parameter:
    return io.item("parameter", value.index, "parameter", manifest.parameters);
  case ReferenceValue::Input:
    return io.item("input", value.index, "input", manifest.inputs);
  case ReferenceValue::Output:
    return io.item("output", value.index, "output", manifest.outputs);
  case ReferenceValue::Gradient:
    return io.item("gradient", value.index, "parameter", manifest.parameters);
  }
}

template <class Io>
void describe(Io &io, Ref<Io, Reference> reference, const Manifest &manifest) {
  io.derived("entry", getReferenceEntry(manifest.pipeline));
  io.integer("workspace_bytes", reference.workspaceBytes);
  if (io.has("workspace_alignment",
             reference.workspaceAlignment != kDefaultAlignment))
    io.integer("workspace_alignment", reference.workspaceAlignment,
               {1, int64_t(1) << 30});
  auto describeValue = [&](Io &item, auto &value, size_t) {
    describe(item, value, manifest);
  };
  io.list("arguments", reference.arguments, describeValue);
  io.list("results", reference.results, describeValue);
}

/// All but what the rest is made of.
template <class Io>
void describeHeader(Io &io, Ref<Io, Manifest> manifest) {
  io.derived("format", kFormat);
  io.derived("version", kFormatVersion);
  io.object("abi", [&](Io &abi) {
    abi.integer("major", manifest.abi.major);
    abi.integer("minor", manifest.abi.minor);
  });
  io.checksum("manifest_checksum");
  io.text("name", manifest.name);
  io.word("mode", manifest.mode, kModes);
  io.text("schedule", manifest.schedule);
  io.text("library", manifest.library);
  io.text("target", manifest.target);
  io.text("triple", manifest.triple);
  io.text("cpu", manifest.cpu);
  io.text("pipeline", manifest.pipeline);
  io.optional("gradients_known_by", manifest.gradientsKnownBy,
              [&](auto &known) { io.text("gradients_known_by", known); });
  io.word("gradient_mode", manifest.meanGradients, kMeanGradients);
  io.flag("replicas", manifest.replicas);
  io.optional("coarsest_type", manifest.coarsestType, [&](auto &type) {
    io.word("coarsest_type", type, getElementTypeWords());
  });
  io.integer("ranks", manifest.ranks, {1, kMaxRanks});
  io.integer("micro_batches", manifest.microBatches, {1, kMaxInt32});
  io.integer("virtual_stages", manifest.virtualStages, {1, kMaxInt32});
  io.integers("placement", manifest.placement);
  // Left out where the model has one copy.
  if (io.has("copy_pattern", manifest.hasCopies()))
    io.integers("copy_pattern", manifest.copyPattern);
  // Left out where a step updates once, or not at all.
  if (io.has("updates", manifest.updatesWithinStep()))
    io.integer("updates", manifest.updates, {2, kMaxInt32});
  auto describeItem = [](Io &item, auto &value, size_t) {
    describe(item, value);
  };
  // Files are read as they are named, so that a list without any may be there.
  io.named("files", "file", manifest.files, describeItem);
}

template <class Io>
void describe(Io &io, Ref<Io, Manifest> manifest) {
  describeHeader(io, manifest);
  auto describeItem = [](Io &item, auto &value, size_t) {
    describe(item, value);
  };
  io.named("parameters", "parameter", manifest.parameters, describeItem);
  // Left out where no parameter is held in parts.
  if (io.has("parts", !manifest.parts.empty()))
    io.named("parts", "part", manifest.parts,
             [&](Io &item, auto &part, size_t) {
               describe(item, part, manifest.parameters);
             });
  // Left out where no optimizer updates the parameters.
  if (io.has("states", !manifest.states.empty()))
    io.named("states", "state", manifest.states,
             [&](Io &item, auto &state, size_t) {
               describe(item, state, manifest);
             });
  // Left out where a step says nothing of itself.
  if (io.has("reports", !manifest.reports.empty()))
    io.named("reports", "report", manifest.reports, describeItem);
  if (io.has("hypers", !manifest.hypers.empty()))
    io.named("hypers", "hyper", manifest.hypers, describeItem);
  io.named("inputs", "input", manifest.inputs, describeItem);
  io.named("outputs", "output", manifest.outputs, describeItem);
  io.list("tasks", manifest.tasks, [&](Io &item, auto &task, size_t) {
    describe(item, task, manifest.ranks);
  });
  io.list("edges", manifest.edges, [&](Io &item, auto &edge, size_t) {
    describe(item, edge, manifest.tasks.size());
  });
  io.named(
      "kernels", "kernel", manifest.kernels,
      [](Io &item, auto &kernel, size_t) { item.text("name", kernel.name); });
  io.derived("kernel_table", getKernelTable(manifest.pipeline));
  io.list("programs", manifest.programs,
          [&](Io &item, auto &program, size_t rank) {
            describe(item, program, manifest, rank);
          });
  io.optional("reference", manifest.reference, [&](auto &reference) {
    io.object("reference",
              [&](Io &inner) { describe(inner, reference, manifest); });
  });
}

} // namespace mlir::pipe::bundle

#endif // PIPE_LIB_BUNDLE_MANIFESTFIELDS_H
