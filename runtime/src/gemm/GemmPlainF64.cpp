//===- GemmPlainF64.cpp - Products in double precision without a library --===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Gemm.h"

using namespace mlir::pipert;

const char *const mlir::pipert::gemmLibraryF64 = "plain";

bool mlir::pipert::multiply(const Product<double> &) { return false; }
