//===- UtilDialect.cpp - Ops of IREE that models hold ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Dialect/Util/IR/Util.h"

#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace mlir::util;

#include "pipe/Dialect/Util/IR/UtilDialect.cpp.inc"

#define GET_OP_CLASSES
#include "pipe/Dialect/Util/IR/UtilOps.cpp.inc"

void UtilDialect::initialize() {
  addOperations<
#define GET_OP_LIST
#include "pipe/Dialect/Util/IR/UtilOps.cpp.inc"
      >();
  // Ops that are only named, in the generic form, may be cut.
  allowUnknownOperations();
}
