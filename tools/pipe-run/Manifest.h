//===- Manifest.h - What manifest.json of a bundle says ---------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_MANIFEST_H
#define PIPE_TOOLS_PIPERUN_MANIFEST_H

#include "pipe/Schedule/Core/Action.h"
#include "pipe/TensorIO/Tensor.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mlir::pipe {

/// The version of the bundle format that this tool reads.
inline constexpr int64_t kBundleVersion = 3;

struct Parameter {
  std::string name;
  TensorType type;
  bool inBundle = false; ///< Its value is in constants.safetensors.
};

/// A slice of a parameter that ranks hold without the rest of it. Files hold
/// the parameter.
struct ParameterPart {
  std::string name; ///< Of buffers.
  TensorType type;
  size_t parameter = 0;
  int64_t dimension = 0;
  int64_t offset = 0; ///< Of the slice along the dimension.
};

/// Where the bytes of a buffer lie in the tensor of a parameter: `rows` rows of
/// `rowBytes` bytes, `stride` bytes apart, the first one at `begin`.
struct ParameterRegion {
  size_t parameter = 0;
  int64_t begin = 0;
  int64_t rows = 1;
  int64_t rowBytes = 0;
  int64_t stride = 0;

  int64_t bytes() const { return rows * rowBytes; }
};

/// Shapes are of one micro-batch.
struct Input {
  std::string name;
  TensorType type;
  std::optional<int64_t> batchDimension; ///< Absent: the same in each one.
  bool isSeed = false; ///< Random numbers start from it; --seed can fill it.
};

struct Output {
  std::string name;
  TensorType type;
  bool loss = false; ///< The gradients are those of this output.
};

struct Task {
  ActionKind kind = ActionKind::Forward;
  int32_t stage = 0;
  int32_t rank = 0;
  int64_t cost = 0;
};

/// A value that task `to` needs from task `from`, of the same micro-batch.
struct Edge {
  int64_t from = 0;
  int64_t to = 0;
  int64_t bytes = 0;
};

/// A ring of a rank: slot k lies at offset + k * stride of its segment. What
/// is received lies with the sender where the transport hands over, inputs and
/// outputs in the caller's memory where kernels reach it.
struct Buffer {
  std::string kind;
  std::string name;
  int32_t segment = 0; ///< A pipert_segment_kind_t.
  int64_t offset = 0;
  int64_t slots = 1;
  int64_t slotBytes = 0;
  int64_t stride = 0;
  bool result = false;
  /// Of an output: the copies of the model whose micro-batches it holds.
  std::vector<int64_t> copies = {0};
};

/// A piece of a rank's memory.
struct Segment {
  int32_t kind = 0;  ///< A pipert_segment_kind_t.
  int32_t space = 0; ///< A pipert_memory_space_t.
  int64_t alignment = 64;
  int64_t bytes = 0;
};

struct ManifestChannel {
  int32_t peer = 0;
  bool gradient = false;
  bool send = false;
  int32_t capacity = 1;
};

struct Program {
  std::string entry;
  int64_t memoryBytes = 0; ///< Of the segments that every transport makes.
  std::vector<Segment> segments;
  std::vector<Buffer> buffers;
  std::vector<ManifestChannel> channels;

  /// The size of a segment; 0 if the rank has none of this kind.
  int64_t getSegmentBytes(int32_t kind) const;
};

/// An argument or a result of the reference.
struct ReferenceValue {
  enum Kind { Parameter, Input, Output, Gradient } kind = Parameter;
  size_t index = 0; ///< In the manifest's list; of a gradient, its parameter.
};

struct Reference {
  std::string entry;
  int64_t workspaceBytes = 0;
  int64_t workspaceAlignment = 64; ///< A power of two.
  std::vector<ReferenceValue> arguments;
  std::vector<ReferenceValue> results;
};

/// A file of the bundle as it was written.
struct BundleFile {
  std::string name;
  int64_t bytes = 0;
  std::string checksum;
};

/// Numbers of the items of a list by name.
using NameIndex = std::map<std::string, size_t, std::less<>>;

struct Manifest {
  std::string name;
  std::string mode;
  std::string schedule;
  std::string library;
  std::string target;               ///< The back end, for messages.
  std::string pipeline;             ///< Begins the names of all entries.
  std::string kernelTable;          ///< Of the library.
  std::vector<std::string> kernels; ///< In the order of their table.
  std::vector<BundleFile> files;
  bool meanGradients = true;
  /// The floating-point type with the fewest digits that the model computes
  /// with; f64 where it is not told.
  ElementType coarsestType = ElementType::F64;
  int64_t ranks = 1;
  int64_t microBatches = 1;
  int64_t virtualStages = 1;
  std::vector<int64_t> placement;
  /// Micro-batch m passes through copy `copyPattern[m mod size]` of the model.
  std::vector<int64_t> copyPattern = {0};
  std::vector<Parameter> parameters;
  std::vector<ParameterPart> parts;
  std::vector<Input> inputs;
  std::vector<Output> outputs;
  std::vector<Task> tasks;
  std::vector<Edge> edges;
  std::vector<Program> programs; ///< In the order of the ranks.
  std::optional<Reference> reference;
  /// Where a name stands in the lists above.
  NameIndex parameterIndex, partIndex, inputIndex, outputIndex;

  /// Index of the parameter called `name`, if there is one.
  std::optional<size_t> findParameter(std::string_view name) const;
  /// What the buffers called `name` hold, a parameter or a part of one.
  std::optional<ParameterRegion> findRegion(std::string_view name) const;
  /// The file called `name`, or null.
  const BundleFile *findFile(std::string_view name) const;
};

/// "F stage 2".
std::string getTaskName(const Task &task);

/// Reads a manifest; throws Failure, whose message begins with `fileName`, for
/// another version or ABI (naming both), for a text that was changed after it
/// was written, and for anything that does not fit.
Manifest parseManifest(std::string_view text, const std::string &fileName);

/// Compares what is said in two places of a manifest, and all sizes with what
/// they have to hold; throws Failure.
void checkManifest(const Manifest &manifest, const std::string &fileName);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_MANIFEST_H
