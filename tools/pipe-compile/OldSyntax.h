//===- OldSyntax.h - Advice on files of older MLIR --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPE_COMPILE_OLDSYNTAX_H
#define PIPE_TOOLS_PIPE_COMPILE_OLDSYNTAX_H

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace mlir::pipe {

/// Returns what is wrong with `line`, a line of MLIR that does not parse, when
/// it has the form that an older MLIR printed; else nothing.
std::optional<std::string> explainOldSyntax(llvm::StringRef line);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPE_COMPILE_OLDSYNTAX_H
