//===- ModelFile.h - The text of a model ------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_SUPPORT_MODELFILE_H
#define PIPE_TOOLS_SUPPORT_MODELFILE_H

#include "pipe/TensorIO/IoResult.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"

#include <memory>

namespace mlir::pipe {

/// Reads a file of MLIR, text or bytecode; "-" is the standard input. What
/// newer MLIR prints in another form is in that of MLIR 22 then, with all lines
/// and columns where they were. \errors the file and why it cannot be read.
IoResult<std::unique_ptr<llvm::MemoryBuffer>>
readModelFile(llvm::StringRef path);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_SUPPORT_MODELFILE_H
