//===- Passes.h - Passes that make kernels code for CUDA --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_CODEGEN_CUDA_PASSES_H
#define PIPE_CODEGEN_CUDA_PASSES_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

namespace mlir::pipe {
#define GEN_PASS_DECL
#include "pipe/Codegen/Cuda/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "pipe/Codegen/Cuda/Passes.h.inc"
} // namespace mlir::pipe

#endif // PIPE_CODEGEN_CUDA_PASSES_H
