//===- PtxTarget.h - PTX from LLVM IR ---------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_CODEGEN_CUDA_PTXTARGET_H
#define PIPE_LIB_CODEGEN_CUDA_PTXTARGET_H

#include "mlir/IR/Operation.h"
#include "llvm/Support/Error.h"

#include <string>

namespace mlir::pipe {

/// Translates `module`, all in the LLVM and NVVM dialects, to PTX for `chip`
/// ("sm_80"), optimised at O3. Floating-point operations stay as written: none
/// is contracted, approximated or reordered, and subnormal numbers are kept.
///
/// \errors  A message when LLVM has no code generation for `chip`, or an op has
///          no translation, which is also a diagnostic at the op.
llvm::Expected<std::string> writePtx(Operation *module, StringRef chip);

} // namespace mlir::pipe

#endif // PIPE_LIB_CODEGEN_CUDA_PTXTARGET_H
