//===- Kernels.h - Helpers of the code generation ---------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_CODEGEN_KERNELS_H
#define PIPE_LIB_CODEGEN_KERNELS_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/PatternMatch.h"

namespace mlir::pipe {

/// Returns the kernels of `module`: its functions that have a body.
SmallVector<func::FuncOp> getKernels(ModuleOp module);

/// Gives every use of a `tensor.empty` or a fill an op of its own, so that none
/// has to be copied before it is written.
void splitEmptyTensors(RewriterBase &rewriter, func::FuncOp func);

/// On a function: it holds one loop nest that kernels call.
inline constexpr llvm::StringLiteral kLoopAttr = "pipe.loop";

/// Alignment of arguments, constants and temporaries, in bytes.
inline constexpr int64_t kAlignment = 64;

/// On a linalg op: it is a matrix product, decided by the op alone before
/// anything is fused.
inline constexpr llvm::StringLiteral kContractionAttr = "pipe.contraction";
/// On a contraction: its destination's old contents are not read.
inline constexpr llvm::StringLiteral kOverwriteAttr = "pipe.overwrite";

} // namespace mlir::pipe

#endif // PIPE_LIB_CODEGEN_KERNELS_H
