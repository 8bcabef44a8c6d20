//===- Dialects.cpp - The dialects in C -----------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe-c/Dialects.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

#include "mlir/CAPI/Registration.h"

MLIR_DEFINE_CAPI_DIALECT_REGISTRATION(Pipe, pipe, mlir::pipe::PipeDialect)
MLIR_DEFINE_CAPI_DIALECT_REGISTRATION(PipeRT, pipert,
                                      mlir::pipert::PipeRTDialect)
