//===- Reductions.cpp - What is added up over replicas --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Program/Reductions.h"

using namespace mlir;
using namespace mlir::pipe;

SmallVector<BufferOp> mlir::pipe::getReducedBuffers(ProgramOp program) {
  SmallVector<BufferOp> reduced;
  for (BufferOp buffer : program.getBody().getOps<BufferOp>())
    if (llvm::any_of(buffer->getUsers(), llvm::IsaPred<AllReduceOp>))
      reduced.push_back(buffer);
  return reduced;
}
