//===- RandomKernelTest.cpp - Random kernels against the interpreter ------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RandomKernel.h"
#include "CompiledKernel.h"

#include "gtest/gtest.h"

#include <cstdlib>

using namespace mlir::pipe::test;

/// Kernels to try; PIPE_TEST_RANDOM_KERNELS asks for more.
static unsigned getCount() {
  const char *text = std::getenv("PIPE_TEST_RANDOM_KERNELS");
  return text ? unsigned(std::atoi(text)) : 40;
}

TEST(RandomKernel, ComputesWhatTheInterpreterComputes) {
  for (unsigned seed = 0; seed < getCount(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    expectSameAsInterpreter(RandomKernel(seed).write(5 + int(seed % 40)));
    if (HasFatalFailure() || HasNonfatalFailure())
      return;
  }
}
