//===- DataFiles.h - Tensors that the user gives ----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_DATAFILES_H
#define PIPE_TOOLS_PIPERUN_DATAFILES_H

#include "Session.h"

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
  static DataFile read(const std::string &path, const std::string &option) {
    return open(path, option, /*isMapped=*/false);
  }
  /// The same for a large file, whose data are read when they are used.
  static DataFile map(const std::string &path, const std::string &option) {
    return open(path, option, /*isMapped=*/true);
  }

  /// A safetensors file that was read from `path`.
  static DataFile of(Safetensors tensors, const std::string &path);

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
  /// The file as a whole.
  const FileBytes &getBytes() const {
    return npy ? npy->bytes : safetensors->getBytes();
  }

private:
  static DataFile open(const std::string &path, const std::string &option,
                       bool isMapped);

  std::string path;
  std::optional<Safetensors> safetensors;
  std::optional<Npy> npy;
};

/// Maps all files that an option names.
std::vector<DataFile> mapFiles(const std::vector<std::string> &paths,
                               const std::string &option);

/// Bytes of the values of all parameters, in the manifest's order. They lie in
/// `parameterFile`, which may be null, or in the bundle. Throws Failure that
/// names what is missing.
std::vector<const void *> findParameters(const Bundle &bundle,
                                         const DataFile *parameterFile,
                                         const Renames &renames);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_DATAFILES_H
