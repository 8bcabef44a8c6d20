//===- OldSyntax.cpp - Advice on files of older MLIR ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OldSyntax.h"

using namespace mlir::pipe;

std::optional<std::string> mlir::pipe::explainOldSyntax(llvm::StringRef line) {
  if (line.contains("tensor.expand_shape") && !line.contains("output_shape"))
    return "the file was printed by an older MLIR: 'tensor.expand_shape' names "
           "its 'output_shape' since LLVM 19; print it with a newer one";
  if (line.contains("tosa.const") && line.contains("value =") &&
      !line.contains("values ="))
    return "the file was printed by an older MLIR: the attribute 'value' of "
           "'tosa.const' is called 'values' since LLVM 21; print it with a "
           "newer "
           "one";
  for (llvm::StringRef name : {"arith.maxf", "arith.minf"})
    if (line.contains(name))
      return "the file was printed by an older MLIR: '" + name.str() +
             "' is called '" + name.drop_back().str() +
             "imumf' since LLVM 18; print it with a newer one";
  return std::nullopt;
}
