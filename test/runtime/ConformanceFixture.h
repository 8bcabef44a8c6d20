//===- ConformanceFixture.h - The suite of all transports -------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_RUNTIME_CONFORMANCEFIXTURE_H
#define PIPE_TEST_RUNTIME_CONFORMANCEFIXTURE_H

#include "TestWorld.h"

#include <gtest/gtest.h>

/// What every transport must do: its tests run on each of getTransports().
class Conformance : public testing::TestWithParam<TransportCase> {
protected:
  const TransportCase &transport = GetParam();
};

#endif // PIPE_TEST_RUNTIME_CONFORMANCEFIXTURE_H
