//===- PlainGemm.h - The matrix products that compiled kernels call -*- C++
//-*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_CODEGEN_PLAINGEMM_H
#define PIPE_TEST_UNIT_CODEGEN_PLAINGEMM_H

#include <cstdint>

namespace mlir::pipe::test {

/// Returns how often kernels have called a matrix product since the last time.
int64_t takeGemmCalls();

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_CODEGEN_PLAINGEMM_H
