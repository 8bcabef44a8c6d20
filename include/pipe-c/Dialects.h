//===- Dialects.h - The dialects in C -----------------------------*- C -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_C_DIALECTS_H
#define PIPE_C_DIALECTS_H

#include "mlir-c/IR.h"

#ifdef __cplusplus
extern "C" {
#endif

/// One at a time, for who only reads or writes them. Passes need what
/// mlirRegisterPipeDialects registers.
MLIR_DECLARE_CAPI_DIALECT_REGISTRATION(Pipe, pipe);
MLIR_DECLARE_CAPI_DIALECT_REGISTRATION(PipeRT, pipert);

#ifdef __cplusplus
}
#endif

#endif // PIPE_C_DIALECTS_H
