//===- Manifest.h - What a bundle says of itself ----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A manifest as a value. Sizes, offsets and strides are in bytes; ranks,
// stages, micro-batches, slots and copies of the model count from 0. What
// follows from other fields is a function here and a field of the text, which
// the reader compares.
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_BUNDLE_MANIFEST_H
#define PIPE_BUNDLE_MANIFEST_H

#include "pipe/Bundle/Format.h"
#include "pipe/Schedule/Core/Action.h"
#include "pipe/TensorIO/Tensor.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mlir::pipe::bundle {

/// The version of the runtime's interface that a library is compiled for. A
/// runtime has the same major and no older minor one.
struct AbiVersion {
  int64_t major = 0;
  int64_t minor = 0;

  friend bool operator==(const AbiVersion &, const AbiVersion &) = default;
};

/// A parameter as files of the user hold it.
struct Parameter {
  std::string name;
  TensorType type;
  bool inBundle = false;  ///< Its value is in constants.safetensors.
  bool isTrained = false; ///< The programs compute its gradient.
  bool isUpdated = false; ///< The programs give it a new value each step.

  friend bool operator==(const Parameter &, const Parameter &) = default;
};

/// A slice of a parameter that ranks hold without the rest of it. Files hold
/// the parameter.
struct ParameterPart {
  std::string name; ///< Of buffers.
  TensorType type;
  size_t parameter = 0; ///< In the manifest's list.
  int64_t dimension = 0;
  int64_t offset = 0; ///< Of the slice along the dimension, in elements.

  friend bool operator==(const ParameterPart &,
                         const ParameterPart &) = default;
};

/// What an optimizer keeps of a parameter, or of a part of one, from step to
/// step. Zero before the first step. Files hold it as
/// `getStateKey(role, parameter)`, parts put together as those of the
/// parameter, whose shapes they have.
struct State {
  enum Owner { OfParameter, OfPart };

  std::string name; ///< Of its buffer.
  std::string role; ///< "momentum" and the like.
  TensorType type;
  Owner owner = OfParameter;
  size_t index = 0; ///< Of the parameter or part, in the manifest's list.

  friend bool operator==(const State &, const State &) = default;
};

/// A number that a step says of itself, in a buffer of the kind of states. The
/// caller reads it behind the step; files do not hold it.
struct Report {
  std::string name;      ///< Of its buffer.
  std::string role;      ///< "finite": what it is to the caller.
  TensorType type;       ///< Without dimensions.
  bool isResult = false; ///< A result of the model, whose name is the role.

  friend bool operator==(const Report &, const Report &) = default;
};

/// Role of the report that is true if the step has updated the parameters, and
/// false if a gradient was not finite, so that all of them and their states
/// are as before. An i1.
inline constexpr std::string_view kFiniteRole = "finite";

/// "momentum.w": the key of a state in files.
std::string getStateKey(std::string_view role, std::string_view parameter);

/// A number that the caller gives before each step.
struct Hyper {
  std::string name; ///< Of its buffers.
  std::string role; ///< "learning_rate", "step": what it is to the caller.
  TensorType type;  ///< Without dimensions.
  std::optional<double> value; ///< If the caller gives none.

  friend bool operator==(const Hyper &, const Hyper &) = default;
};

/// Role of the number that new parameters differ from old ones by, times what
/// the optimizer makes of the gradient.
inline constexpr std::string_view kLearningRateRole = "learning_rate";
/// Role of the number of the update, from 1.
inline constexpr std::string_view kStepRole = "step";
/// Role of the number that the gradients that ranks hold are multiplied by.
/// With a value it is the same in all steps, else the caller finds one that
/// fits.
inline constexpr std::string_view kLossScaleRole = "loss_scale";

/// An argument of the model that differs from micro-batch to micro-batch. The
/// shape is of one micro-batch.
struct Input {
  std::string name;
  TensorType type;
  std::optional<int64_t> batchDimension; ///< Absent: the same in each one.
  bool isSeed = false; ///< Random numbers start from it; --seed can fill it.

  friend bool operator==(const Input &, const Input &) = default;
};

/// A result of the model that is no gradient. The shape is of one micro-batch.
struct Output {
  std::string name;
  TensorType type;
  bool loss = false; ///< The gradients are those of this output.

  friend bool operator==(const Output &, const Output &) = default;
};

/// What a stage does for each micro-batch, or once a step (kind Update).
struct Task {
  ActionKind kind = ActionKind::Forward;
  int32_t stage = 0;
  int32_t rank = 0; ///< Of the first copy of the model.
  int64_t cost = 0; ///< Of one micro-batch or step, in a unit of its own.
  std::string name; ///< Of the op in the task graph.

  friend bool operator==(const Task &, const Task &) = default;
};

/// "F stage 2", and "U stage 2 update_w": a stage may have several of kind
/// Update.
std::string getTaskName(const Task &task);

/// A value that task `to` needs from task `from`, of the same micro-batch.
struct Edge {
  int64_t from = 0; ///< In the manifest's list, as `to`.
  int64_t to = 0;
  int64_t bytes = 0;

  friend bool operator==(const Edge &, const Edge &) = default;
};

/// A function that ranks run on tensors. Its place in the list is its number in
/// the library's table.
struct Kernel {
  std::string name;

  friend bool operator==(const Kernel &, const Kernel &) = default;
};

/// What a segment of a rank's memory holds; the numbers of
/// pipert_segment_kind_t.
enum class SegmentKind : int32_t {
  Parameters,
  Gradients,
  Local,     ///< Results of tasks, also what is sent.
  Received,  ///< Only made where the transport copies messages.
  Inputs,    ///< Only made where kernels cannot reach the caller's memory,
  Outputs,   ///< and so is this.
  Requests,  ///< Handles of transfers.
  Workspace, ///< Scratch of kernels.
  State,     ///< What an optimizer keeps from step to step.
  Hypers,    ///< Numbers that the caller gives before each step.
};

/// "parameters" and the like.
std::string_view getName(SegmentKind kind);

/// Where memory lies; the numbers of pipert_memory_space_t.
enum class MemorySpace : int32_t { Host = 0, Device = 2 };

/// In bytes, of what does not say more.
inline constexpr int64_t kDefaultAlignment = 64;

/// A piece of a rank's memory, which the runtime allocates.
struct Segment {
  SegmentKind kind = SegmentKind::Parameters; ///< A rank has one of a kind.
  MemorySpace space = MemorySpace::Host;
  int64_t alignment = kDefaultAlignment; ///< A power of two.
  int64_t bytes = 0;

  /// Whether every transport and device makes it.
  bool isAlwaysMade() const;

  friend bool operator==(const Segment &, const Segment &) = default;
};

enum class BufferKind {
  Parameter,
  Gradient,
  Local,
  Received,
  Input,
  Output,
  State,
  Hyper
};

/// "parameter" and the like.
std::string_view getName(BufferKind kind);

/// A ring of a rank: slot k lies at offset + k * stride of its segment. What
/// is received lies with the sender where the transport hands over, inputs and
/// outputs in the caller's memory where kernels reach it.
struct Buffer {
  BufferKind kind = BufferKind::Local;
  /// Of the parameter or part, the state, hyper, input or output; "" or free
  /// for others.
  std::string name;
  int64_t offset = 0;
  int64_t slots = 1;
  int64_t slotBytes = 0;
  int64_t stride = 0;
  bool result = false; ///< Of a gradient: what a step gives lies here.
  /// Of an output: the copies of the model whose micro-batches it holds.
  std::vector<int64_t> copies = {0};

  SegmentKind getSegment() const;

  friend bool operator==(const Buffer &, const Buffer &) = default;
};

/// One end of the FIFO between two ranks for one kind of message. Its place in
/// the list is its number in the program.
struct Channel {
  int32_t peer = 0;
  bool gradient = false; ///< Gradients, else activations.
  bool send = false;     ///< This rank sends, else it receives.
  int32_t capacity = 1;  ///< Messages in flight at most.

  friend bool operator==(const Channel &, const Channel &) = default;
};

/// What a rank has. Its entry is `getProgramEntry(manifest.pipeline, rank)`.
struct Program {
  std::vector<Segment> segments;
  std::vector<Buffer> buffers;
  std::vector<Channel> channels;
  int32_t reductions = 0; ///< Gradients that it adds up over replicas.

  /// The size of a segment; 0 if the rank has none of this kind.
  int64_t getSegmentBytes(SegmentKind kind) const;
  /// The bytes of the segments that every transport makes; INT64_MAX for a sum
  /// that does not fit.
  int64_t getMemoryBytes() const;

  friend bool operator==(const Program &, const Program &) = default;
};

/// An argument or a result of the reference.
struct ReferenceValue {
  enum Kind { Parameter, Input, Output, Gradient } kind = Parameter;
  size_t index = 0; ///< In the manifest's list; of a gradient, its parameter.

  friend bool operator==(const ReferenceValue &,
                         const ReferenceValue &) = default;
};

/// The unpartitioned model. Its entry is `getReferenceEntry(pipeline)`.
struct Reference {
  int64_t workspaceBytes = 0;
  int64_t workspaceAlignment = kDefaultAlignment; ///< A power of two.
  std::vector<ReferenceValue> arguments; ///< In the order of its table.
  std::vector<ReferenceValue> results;

  friend bool operator==(const Reference &, const Reference &) = default;
};

/// A file of the bundle as it was written.
struct File {
  std::string name;
  int64_t bytes = 0;
  std::string checksum; ///< See pipe/TensorIO/Checksum.h.

  friend bool operator==(const File &, const File &) = default;
};

enum class Mode { Train, Infer };

struct Manifest {
  AbiVersion abi;
  std::string name; ///< Of the model.
  Mode mode = Mode::Train;
  std::string schedule; ///< Its name.
  std::string library{kLibraryFile};
  std::string target;   ///< The back end, as in pipe-compile --target.
  std::string triple;   ///< The machine that the code is made for,
  std::string cpu;      ///< and its kind.
  std::string pipeline; ///< Begins the names of all entries.
  /// What told which results are the gradients of which parameters.
  std::optional<std::string> gradientsKnownBy;
  bool meanGradients = true; ///< Over the micro-batches; else sums.
  bool replicas = false;     ///< Programs add gradients up over replicas.
  /// The floating-point type with the fewest digits that the model computes
  /// with; absent in a model without any.
  std::optional<ElementType> coarsestType;
  int64_t ranks = 1;
  int64_t microBatches = 1;
  int64_t virtualStages = 1;      ///< Stages a rank.
  std::vector<int64_t> placement; ///< The rank of each stage.
  /// Micro-batch m passes through copy `copyPattern[m mod size]` of the model.
  std::vector<int64_t> copyPattern = {0};
  /// How often a step updates the parameters; more than once where the schedule
  /// does not wait for its end.
  int64_t updates = 1;
  std::vector<File> files; ///< All but the manifest.
  std::vector<Parameter> parameters;
  std::vector<ParameterPart> parts;
  std::vector<State> states;
  std::vector<Report> reports;
  std::vector<Hyper> hypers;
  std::vector<Input> inputs;
  std::vector<Output> outputs;
  std::vector<Task> tasks;
  std::vector<Edge> edges;
  std::vector<Kernel> kernels;
  std::vector<Program> programs;      ///< In the order of the ranks.
  std::optional<Reference> reference; ///< Absent: there is nothing to compare.

  /// Whether a step changes parameters or states: the bundle trains.
  bool hasUpdates() const;
  /// Whether more than one copy of the model takes micro-batches.
  bool hasCopies() const { return copyPattern != std::vector<int64_t>{0}; }
  /// Whether micro-batches of a step use different values of parameters.
  bool updatesWithinStep() const { return updates > 1; }
  /// Of a state: the parameter that it is of, or is of a part of.
  const Parameter &getParameter(const State &state) const;
  /// The hyper with a role, or null.
  const Hyper *findHyper(std::string_view role) const;
  /// The report with a role that is no result of the model, or null.
  const Report *findReport(std::string_view role) const;
  /// The file called `name`, or null.
  const File *findFile(std::string_view name) const;

  friend bool operator==(const Manifest &, const Manifest &) = default;
};

} // namespace mlir::pipe::bundle

#endif // PIPE_BUNDLE_MANIFEST_H
