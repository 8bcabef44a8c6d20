//===- Npy.h - Files of one tensor ------------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TENSORIO_NPY_H
#define PIPE_TENSORIO_NPY_H

#include "pipe/TensorIO/File.h"
#include "pipe/TensorIO/IoResult.h"
#include "pipe/TensorIO/Tensor.h"

#include <string>

namespace mlir::pipe {

/// A NumPy .npy file in memory, versions 1 to 3, little-endian, in C order.
struct Npy {
  /// Reads a file; errors begin with `path`. `tensor.name` is empty.
  static IoResult<Npy> read(const std::string &path);
  /// The same, but data are read when they are used (see `mapFile`).
  static IoResult<Npy> map(const std::string &path);
  /// Takes the bytes of a file; `name` is how errors call it.
  static IoResult<Npy> parse(FileBytes bytes, const std::string &name);

  FileBytes bytes;
  NamedTensor tensor; ///< Its data lies in `bytes`.
};

/// Writes a version 1 file (see writeFile). Fails for element types that NumPy
/// lacks (bf16, f8).
IoStatus writeNpy(const std::string &path, const NamedTensor &tensor);

} // namespace mlir::pipe

#endif // PIPE_TENSORIO_NPY_H
