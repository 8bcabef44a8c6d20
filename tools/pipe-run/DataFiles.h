//===- DataFiles.h - Tensors that the user gives ----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_DATAFILES_H
#define PIPE_TOOLS_PIPERUN_DATAFILES_H

#include "Bundle.h"
#include "Bytes.h"

#include "pipe/TensorIO/Npy.h"
#include "pipe/TensorIO/Safetensors.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mlir::pipe {

/// File keys by the name that they stand for: --rename=KEY=NAME,...
using Renames = std::map<std::string, std::string>;

/// Parses the value of --rename; throws Failure (bad usage).
Renames parseRenames(const std::vector<std::string> &items);

/// A file with tensors: safetensors, or .npy, which holds one without a name.
class DataFile {
public:
  /// `option` is named in errors ("--parameters").
  static DataFile read(const std::string &path, const std::string &option);

  /// The tensor called `name`: under the key that --rename gives, else under
  /// `name`, else under the first of `prefixes` + name; the single tensor of an
  /// .npy file whatever the name. Null if there is none.
  const NamedTensor *find(const std::string &name, const Renames &renames,
                          const std::vector<std::string> &prefixes) const;
  /// Like find, but checks the type; throws Failure that names the file, key
  /// and both types. Integers may differ in the sign.
  const NamedTensor *find(const std::string &name, const TensorType &type,
                          const Renames &renames,
                          const std::vector<std::string> &prefixes) const;

  /// All keys of a safetensors file.
  std::vector<std::string> getKeys() const;
  const std::string &getPath() const { return path; }
  bool isSingle() const { return npy.has_value(); }

private:
  std::string path;
  std::optional<Safetensors> safetensors;
  std::optional<Npy> npy;
};

/// Bytes of the values of all parameters, in the manifest's order. They lie in
/// `parameterFile`, which may be null, or in the bundle. Throws Failure that
/// names what is missing.
std::vector<const void *> findParameters(const Bundle &bundle,
                                         const DataFile *parameterFile,
                                         const Renames &renames);

/// All inputs, in the manifest's order: M micro-batch slices one after the
/// other. Files hold them stacked along the batch dimension. With `seed`, the
/// inputs that are seeds come from it and not from the file.
std::vector<Bytes> packInputs(const Manifest &manifest,
                              const DataFile *inputFile, const Renames &renames,
                              std::optional<uint64_t> seed);

/// Moves the micro-batches of a tensor to the front: `source` has `shape` with
/// dimension `dimension` multiplied by `count`; `target` gets `count` slices of
/// `shape`. `elementBytes` is the size of an element.
void moveMicroBatchesToFront(const std::vector<int64_t> &shape,
                             int64_t dimension, int64_t count,
                             int64_t elementBytes, const char *source,
                             char *target);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_DATAFILES_H
