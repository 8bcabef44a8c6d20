//===- KernelModes.cpp - Do kernels write as runs say? --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "KernelModes.h"

using namespace mlir;
using namespace mlir::pipe;

/// Adds where a result goes: in place of an operand, or not if it is -1.
static void describePlace(InFlightDiagnostic &diag, int64_t operand) {
  if (operand < 0)
    diag << " to memory of its own";
  else
    diag << " in place of operand " << operand;
}

LogicalResult mlir::pipe::checkModes(RunOp run, TaskOp task,
                                     SymbolTable &module) {
  Operation *kernel = module.lookup(task.getKernelAttr().getAttr());
  auto inPlace = kernel ? kernel->getAttrOfType<DenseI64ArrayAttr>(kInPlaceAttr)
                        : DenseI64ArrayAttr();
  for (unsigned i = 0; i < run.getOuts().size(); ++i) {
    int64_t given = run.getMode(i) == WriteMode::InOut
                        ? static_cast<int64_t>(run.getInPlaceOperand(i))
                        : -1;
    int64_t taken = inPlace && i < inPlace.size() ? inPlace[i] : -1;
    if (given == taken)
      continue;
    InFlightDiagnostic diag = run.emitError("writes result ")
                              << i << " of @" << run.getTask();
    describePlace(diag, given);
    diag << ", but the kernel " << task.getKernelAttr() << " writes it";
    describePlace(diag, taken);
    return diag;
  }
  return success();
}
