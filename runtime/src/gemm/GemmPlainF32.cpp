//===- GemmPlainF32.cpp - Products in single precision without a library --===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Gemm.h"

using namespace mlir::pipert;

const char *const mlir::pipert::gemmLibraryF32 = "plain";

bool mlir::pipert::multiply(const Product<float> &) { return false; }
