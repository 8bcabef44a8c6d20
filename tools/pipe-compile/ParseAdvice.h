//===- ParseAdvice.h - Advice on files that do not parse --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPE_COMPILE_PARSEADVICE_H
#define PIPE_TOOLS_PIPE_COMPILE_PARSEADVICE_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace mlir::pipe {

/// Returns what helps against an error of the parser, `message`, at `line` of
/// the file, when the whole file has another form than the one that is read:
/// that of an older or newer MLIR, or ops that no conversion has lowered. Else
/// nothing.
std::optional<std::string> explainParseError(llvm::StringRef message,
                                             llvm::StringRef line);

/// Returns what helps where bytecode holds StableHLO: its attributes are
/// encoded in a way that only StableHLO's own library reads. Nothing for other
/// modules.
std::optional<std::string> explainBytecode(ModuleOp module);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPE_COMPILE_PARSEADVICE_H
