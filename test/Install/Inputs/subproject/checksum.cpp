//===- checksum.cpp - A program of a project that holds this one ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/TensorIO/Checksum.h"

#include <cstdio>

int main() {
  std::printf("%s\n", mlir::pipe::getChecksum("pipe").c_str());
  return 0;
}
