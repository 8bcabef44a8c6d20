//===- PipelineKernels.cpp - The kernels of a pipeline --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Program/PipelineKernels.h"

#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::pipe;

SmallVector<StringAttr> mlir::pipe::getPipelineKernels(PipelineOp pipeline) {
  llvm::SetVector<StringAttr> kernels;
  auto add = [&](FlatSymbolRefAttr kernel) {
    if (kernel)
      kernels.insert(kernel.getAttr());
  };
  for (TaskOp task : pipeline.getTasks())
    add(task.getKernelAttr());
  for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>())
    program.walk([&](Operation *op) {
      llvm::TypeSwitch<Operation *>(op)
          .Case<ZeroOp, AddOp, DivideOp, RoundOp, CopyOp>(
              [&](auto sum) { add(sum.getKernelAttr()); });
    });
  return kernels.takeVector();
}
