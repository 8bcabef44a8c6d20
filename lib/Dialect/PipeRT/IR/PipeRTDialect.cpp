//===- PipeRTDialect.cpp - The pipert dialect -----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace mlir::pipert;

#include "pipe/Dialect/PipeRT/IR/PipeRTDialect.cpp.inc"

#define GET_OP_CLASSES
#include "pipe/Dialect/PipeRT/IR/PipeRTOps.cpp.inc"

void PipeRTDialect::initialize() {
  addOperations<
#define GET_OP_LIST
#include "pipe/Dialect/PipeRT/IR/PipeRTOps.cpp.inc"
      >();
}
