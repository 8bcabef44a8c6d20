//===- schedules.cpp - Schedules without a compiler -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Generators/Registry.h"

#include <cstdio>

int main() {
  std::printf("%s\n", mlir::pipe::listSchedules().c_str());
  return 0;
}
