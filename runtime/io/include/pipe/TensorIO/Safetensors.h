//===- Safetensors.h - Files of named tensors -------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TENSORIO_SAFETENSORS_H
#define PIPE_TENSORIO_SAFETENSORS_H

#include "pipe/TensorIO/File.h"
#include "pipe/TensorIO/IoResult.h"
#include "pipe/TensorIO/Tensor.h"

#include <map>
#include <string>
#include <vector>

namespace mlir::pipe {

/// A safetensors file in memory: 8 bytes with the length of a JSON header, the
/// header, the elements. Nothing in it is trusted: sizes are computed with
/// overflow checks; every tensor has exactly the bytes that its shape needs;
/// together they cover the data without gap or overlap; names are unique UTF-8;
/// the header is at most 100 MB and nests only as deep as the format does.
class Safetensors {
public:
  /// Reads a file; errors begin with `path`.
  static IoResult<Safetensors> read(const std::string &path);
  /// The same, but data are read when they are used (see `mapFile`).
  static IoResult<Safetensors> map(const std::string &path);
  /// Takes the bytes of a file; `name` is how errors call it.
  static IoResult<Safetensors> parse(FileBytes bytes, const std::string &name);

  /// The tensor called `key`, or null. Its data lives as long as this object.
  const NamedTensor *find(const std::string &key) const;
  /// The file as a whole.
  const FileBytes &getBytes() const { return bytes; }
  /// All tensors by name.
  const std::map<std::string, NamedTensor> &getTensors() const {
    return tensors;
  }

private:
  FileBytes bytes;
  std::map<std::string, NamedTensor> tensors;
};

/// Writes a safetensors file (see writeFile). Larger element types come first,
/// else the order is kept, so that the elements are aligned. Fails if a name
/// occurs twice or is no UTF-8, or a size does not fit.
IoStatus writeSafetensors(const std::string &path,
                          const std::vector<NamedTensor> &tensors);

/// The header of such a file with its length, as writeSafetensors makes it for
/// tensors that are in file order already.
IoResult<std::string>
makeSafetensorsHeader(const std::vector<NamedTensor> &tensors);

} // namespace mlir::pipe

#endif // PIPE_TENSORIO_SAFETENSORS_H
