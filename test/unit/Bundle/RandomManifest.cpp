//===- RandomManifest.cpp - Manifests of made-up models -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RandomManifest.h"

#include <algorithm>
#include <random>

using namespace mlir::pipe;
using namespace mlir::pipe::bundle;

namespace {
class Maker {
public:
  explicit Maker(uint64_t seed) : random(seed) {}

  Manifest make() {
    makeHeader();
    makeModel();
    if (flip())
      makeUpdates();
    makeTasks();
    // Of nothing that is trained there is nothing to add up.
    manifest.replicas =
        flip() &&
        std::any_of(manifest.parameters.begin(), manifest.parameters.end(),
                    [](const Parameter &p) { return p.isTrained; });
    manifest.programs.resize(size_t(manifest.ranks));
    for (int64_t rank = 0; rank < manifest.ranks; ++rank)
      makeProgram(rank);
    if (flip())
      makeReference();
    return std::move(manifest);
  }

private:
  int64_t pick(int64_t least, int64_t most) {
    return least + int64_t(random() % uint64_t(most - least + 1));
  }
  bool flip() { return random() % 2; }

  /// A name that no other item has.
  std::string makeName(const std::string &what) {
    static const char *const endings[] = {
        "", " x", "\"q\"", "\\", "\xc3\xa4", "\t", "['a,b']", "\x01\b\f"};
    return what + std::to_string(count++) + endings[pick(0, 7)];
  }

  TensorType makeType() {
    static const ElementType types[] = {ElementType::F32, ElementType::BF16,
                                        ElementType::I64, ElementType::I1};
    TensorType type{types[pick(0, 3)], {}};
    for (int64_t i = pick(0, 3); i > 0; --i)
      type.shape.push_back(pick(1, 5));
    return type;
  }

  void makeHeader() {
    manifest.abi = {pick(0, 9), pick(0, INT64_MAX - 1)};
    manifest.name = makeName("model");
    manifest.mode = flip() ? Mode::Train : Mode::Infer;
    manifest.schedule = makeName("schedule");
    manifest.target = makeName("target");
    manifest.triple = makeName("triple");
    manifest.cpu = makeName("cpu");
    manifest.pipeline = makeName("pipeline");
    if (flip())
      manifest.gradientsKnownBy = makeName("known");
    manifest.meanGradients = flip();
    if (flip())
      manifest.coarsestType = ElementType::F16;
    manifest.ranks = pick(1, 4);
    manifest.microBatches = pick(1, 9);
    manifest.virtualStages = pick(1, 3);
    for (int64_t s = 0; s < manifest.ranks * manifest.virtualStages; ++s)
      manifest.placement.push_back(s % manifest.ranks);
    if (manifest.ranks > 1 && flip())
      manifest.copyPattern = {0, 1, 1};
    for (int64_t i = pick(0, 3); i > 0; --i)
      manifest.files.push_back(
          {makeName("file"), pick(0, INT64_MAX - 1), "0123456789abcdef"});
  }

  void makeModel() {
    for (int64_t i = pick(1, 4); i > 0; --i)
      manifest.parameters.push_back(
          {makeName("w"), makeType(), flip(), flip()});
    for (size_t i = 0; i < manifest.parameters.size(); ++i)
      if (flip())
        makeParts(i);
    for (int64_t i = pick(1, 3); i > 0; --i) {
      Input input{makeName("x"), makeType(), std::nullopt, false};
      if (!input.type.shape.empty() && flip())
        input.batchDimension = pick(0, int64_t(input.type.shape.size()) - 1);
      input.isSeed = input.type.type == ElementType::I64 && flip();
      manifest.inputs.push_back(std::move(input));
    }
    for (int64_t i = pick(1, 3); i > 0; --i)
      manifest.outputs.push_back({makeName("y"), makeType(), flip()});
  }

  /// Cuts a parameter in two, if it can be cut along its last dimension.
  void makeParts(size_t parameter) {
    TensorType type = manifest.parameters[parameter].type;
    if (type.shape.empty() || type.shape.back() < 2)
      return;
    int64_t dimension = int64_t(type.shape.size()) - 1;
    int64_t size = type.shape.back(), first = pick(1, size - 1);
    for (auto [offset, rows] :
         {std::pair(int64_t(0), first), std::pair(first, size - first)}) {
      type.shape.back() = rows;
      manifest.parts.push_back(
          {makeName("part"), type, parameter, dimension, offset});
    }
  }

  /// An optimizer with up to two states a parameter.
  void makeUpdates() {
    const std::string roles[] = {makeName("role"), makeName("role")};
    for (size_t i = 0; i < manifest.parameters.size(); ++i) {
      Parameter &parameter = manifest.parameters[i];
      parameter.isUpdated = !parameter.inBundle && flip();
      for (int64_t role = pick(0, 2); parameter.isUpdated && role > 0; --role)
        makeStates(i, roles[role - 1]);
    }
    for (int64_t i = pick(0, 2); i > 0; --i)
      manifest.reports.push_back(
          {makeName("report"),
           i == 2 ? std::string(kFiniteRole) : makeName("role"),
           {i == 2 || flip() ? ElementType::I1 : ElementType::F64, {}},
           /*isResult=*/i != 2 && flip()});
    for (int64_t i = pick(0, 3); i > 0; --i) {
      Hyper hyper{makeName("hyper"),
                  makeName("role"),
                  {flip() ? ElementType::F64 : ElementType::BF16, {}},
                  {}};
      if (flip())
        hyper.value = double(pick(-1000, 1000)) / 7;
      manifest.hypers.push_back(std::move(hyper));
    }
    if (manifest.hasUpdates() && flip())
      manifest.updates = pick(1, manifest.microBatches);
  }

  /// A state of a parameter, or one of each of its parts.
  void makeStates(size_t parameter, const std::string &role) {
    const ElementType type = flip() ? ElementType::F64 : ElementType::F32;
    bool hasParts = false;
    for (size_t i = 0; i < manifest.parts.size(); ++i) {
      const ParameterPart &part = manifest.parts[i];
      if (part.parameter != parameter)
        continue;
      hasParts = true;
      manifest.states.push_back(
          {makeName("state"), role, {type, part.type.shape}, State::OfPart, i});
    }
    if (!hasParts)
      manifest.states.push_back(
          {makeName("state"),
           role,
           {type, manifest.parameters[parameter].type.shape},
           State::OfParameter,
           parameter});
  }

  void makeTasks() {
    for (int32_t stage = 0; stage < int32_t(manifest.placement.size()); ++stage)
      for (ActionKind kind : {ActionKind::Forward, ActionKind::InputGradient,
                              ActionKind::WeightGradient})
        if (kind == ActionKind::Forward || flip())
          manifest.tasks.push_back({kind, stage,
                                    int32_t(manifest.placement[size_t(stage)]),
                                    pick(0, INT64_MAX - 1), makeName("task")});
    for (int64_t i = manifest.hasUpdates() ? pick(0, 4) : 0; i > 0; --i) {
      int64_t stage = pick(0, int64_t(manifest.placement.size()) - 1);
      manifest.tasks.push_back({ActionKind::Update, int32_t(stage),
                                int32_t(manifest.placement[size_t(stage)]),
                                pick(0, INT64_MAX - 1), makeName("update")});
    }
    int64_t last = int64_t(manifest.tasks.size()) - 1;
    for (int64_t i = pick(0, 9); i > 0; --i)
      manifest.edges.push_back(
          {pick(0, last), pick(0, last), pick(0, INT64_MAX - 1)});
    for (int64_t i = pick(0, 5); i > 0; --i)
      manifest.kernels.push_back({makeName("kernel")});
  }

  /// Puts a buffer behind those that are there.
  void add(Program &program, BufferKind kind, const std::string &name,
           int64_t slots, int64_t slotBytes) {
    Buffer buffer{kind, name, 0, slots, slotBytes, slotBytes + pick(0, 64)};
    auto segment = std::find_if(
        program.segments.begin(), program.segments.end(),
        [&](const Segment &s) { return s.kind == buffer.getSegment(); });
    if (segment == program.segments.end())
      segment = program.segments.insert(
          segment, {buffer.getSegment(), MemorySpace::Device, 64, 0});
    buffer.offset = segment->bytes + pick(0, 9);
    segment->bytes = buffer.offset + slots * buffer.stride;
    program.buffers.push_back(std::move(buffer));
  }

  /// The buffers of a parameter, as a whole or in parts.
  void addParameter(Program &program, size_t index) {
    const Parameter &parameter = manifest.parameters[index];
    std::vector<std::pair<std::string, int64_t>> pieces;
    for (const ParameterPart &part : manifest.parts)
      if (part.parameter == index)
        pieces.push_back({part.name, *countBytes(part.type)});
    if (pieces.empty())
      pieces.push_back({parameter.name, *countBytes(parameter.type)});
    for (const auto &[name, bytes] : pieces) {
      add(program, BufferKind::Parameter, name, pick(1, manifest.updates),
          bytes);
      if (parameter.isTrained) {
        add(program, BufferKind::Gradient, name, 1, bytes);
        program.buffers.back().result = true;
      }
    }
  }

  void makeProgram(int64_t rank) {
    Program &program = manifest.programs[size_t(rank)];
    program.segments.push_back({SegmentKind::Requests, MemorySpace::Host,
                                int64_t(1) << pick(0, 30), pick(0, 1 << 20)});
    for (size_t i = 0; i < manifest.parameters.size(); ++i)
      if (int64_t(i) % manifest.ranks == rank)
        addParameter(program, i);
    for (const State &state : manifest.states)
      if ((&manifest.getParameter(state) - manifest.parameters.data()) %
              manifest.ranks ==
          rank)
        add(program, BufferKind::State, state.name, 1, *countBytes(state.type));
    for (const Report &report : manifest.reports)
      if (rank == 0)
        add(program, BufferKind::State, report.name, 1,
            *countBytes(report.type));
    for (const Hyper &hyper : manifest.hypers)
      if (rank == 0 || flip())
        add(program, BufferKind::Hyper, hyper.name, manifest.updates,
            *countBytes(hyper.type));
    for (const Input &input : manifest.inputs)
      if (rank == 0 || flip())
        add(program, BufferKind::Input, input.name, manifest.microBatches,
            *countBytes(input.type));
    for (const Output &output : manifest.outputs)
      if (rank == 0 || (rank == 1 && manifest.hasCopies())) {
        add(program, BufferKind::Output, output.name, manifest.microBatches,
            *countBytes(output.type));
        program.buffers.back().copies = {rank};
      }
    for (BufferKind kind :
         {BufferKind::Local, BufferKind::Received, BufferKind::Gradient})
      for (int64_t i = pick(0, 3); i > 0; --i)
        add(program, kind, flip() ? "" : makeName("h"), pick(1, 5),
            pick(0, 99));
    for (int32_t peer = 0; peer < int32_t(manifest.ranks); ++peer)
      if (peer != rank)
        program.channels.push_back(
            {peer, flip(), flip(), int32_t(pick(1, INT32_MAX - 1))});
    if (manifest.replicas)
      program.reductions = int32_t(
          std::count_if(program.buffers.begin(), program.buffers.end(),
                        [](const Buffer &buffer) { return buffer.result; }));
  }

  void makeReference() {
    Reference &reference = manifest.reference.emplace();
    reference.workspaceBytes = pick(0, INT64_MAX - 1);
    reference.workspaceAlignment = int64_t(1) << pick(0, 30);
    for (size_t i = 0; i < manifest.parameters.size(); ++i) {
      reference.arguments.push_back({ReferenceValue::Parameter, i});
      if (manifest.parameters[i].isTrained)
        reference.results.push_back({ReferenceValue::Gradient, i});
    }
    for (size_t i = 0; i < manifest.inputs.size(); ++i)
      reference.arguments.push_back({ReferenceValue::Input, i});
    for (size_t i = 0; i < manifest.outputs.size(); ++i)
      reference.results.push_back({ReferenceValue::Output, i});
    std::shuffle(reference.arguments.begin(), reference.arguments.end(),
                 random);
    std::shuffle(reference.results.begin(), reference.results.end(), random);
  }

  std::mt19937_64 random;
  Manifest manifest;
  int64_t count = 0; ///< Of names.
};
} // namespace

Manifest test::makeRandomManifest(uint64_t seed) { return Maker(seed).make(); }
