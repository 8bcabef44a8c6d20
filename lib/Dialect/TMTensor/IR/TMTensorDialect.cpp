//===- TMTensorDialect.cpp - Ops of torch-mlir that models hold -----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Dialect/TMTensor/IR/TMTensor.h"

#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace mlir::tm_tensor;

#include "pipe/Dialect/TMTensor/IR/TMTensorDialect.cpp.inc"

#define GET_OP_CLASSES
#include "pipe/Dialect/TMTensor/IR/TMTensorOps.cpp.inc"

void TMTensorDialect::initialize() {
  addOperations<
#define GET_OP_LIST
#include "pipe/Dialect/TMTensor/IR/TMTensorOps.cpp.inc"
      >();
  // Ops that are only named, in the generic form, may be cut.
  allowUnknownOperations();
}
