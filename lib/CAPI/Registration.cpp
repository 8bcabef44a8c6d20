//===- Registration.cpp - All dialects and passes in C --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe-c/Registration.h"

#include "pipe/Pipelines/InitAll.h"

#include "mlir/CAPI/IR.h"

void mlirRegisterPipeDialects(MlirDialectRegistry registry) {
  mlir::pipe::registerAllDialects(*unwrap(registry));
}

void mlirRegisterPipePasses(void) { mlir::pipe::registerAllPasses(); }
