//===- RandomModel.h - Random training graphs -------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_PARTITION_RANDOMMODEL_H
#define PIPE_TEST_UNIT_PARTITION_RANDOMMODEL_H

#include <random>
#include <string>

namespace pipe_test {
/// Returns the text of a random training step over tensor<1xi32>, whose roles
/// are attributes: up to four parameters, up to two batches, a loss, gradients
/// that are sums of up to four terms, sometimes further outputs. Ops of the
/// backward part read any values, also ones that no stage has together. Nothing
/// overflows, for arithmetic is modulo 2^32: results can be compared exactly.
std::string makeRandomModel(std::mt19937 &random);
} // namespace pipe_test

#endif // PIPE_TEST_UNIT_PARTITION_RANDOMMODEL_H
