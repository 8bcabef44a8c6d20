//===- LowerKernels.cpp - What runs kernels, as launches ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "KernelModes.h"
#include "ProgramLowering.h"

#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

using namespace mlir;
using namespace mlir::pipe;

/// The address of a slot of a run, whose micro-batch `m` most slots name.
Value ProgramLowering::getAddress(RunOp run, Value buffer, AffineMap slot,
                                  Value m) {
  return at.getAddress(buffers[buffer],
                       slot == run.getMicroBatch()
                           ? m
                           : at.getNumber(slot, run.getCoordinates()));
}

LogicalResult ProgramLowering::lowerKernel(RunOp run) {
  TaskOp task = numbers.tasksByName.lookup(run.getTaskAttr());
  if (!task || !task.getKernelAttr())
    return run.emitError("runs a task that has no kernel; run "
                         "pipe-outline-tasks first");
  if (failed(checkModes(run, task, module)))
    return failure();
  Value m = getMicroBatch(run);
  SmallVector<Value> arguments;
  for (auto [index, buffer] : llvm::enumerate(run.getIns()))
    arguments.push_back(getAddress(run, buffer, run.getInSlot(index), m));
  for (auto [index, buffer] : llvm::enumerate(run.getOuts()))
    if (run.getMode(index) != WriteMode::InOut)
      arguments.push_back(getAddress(run, buffer, run.getOutSlot(index), m));
  launch(task.getKernelAttr(), numbers.tasks.lookup(task), m, arguments);
  return success();
}

/// Runs a kernel on `arguments` and the workspace; `task` is -1 for none.
void ProgramLowering::launch(FlatSymbolRefAttr kernel, int32_t task,
                             Value microBatch, SmallVector<Value> arguments) {
  arguments.push_back(workspace);
  pipert::LaunchOp::create(
      builder, context, microBatch, arguments,
      static_cast<uint32_t>(numbers.kernels.lookup(kernel.getAttr())),
      static_cast<uint32_t>(task));
}

/// Runs the kernel that `op` names itself.
template <typename OwnOp>
LogicalResult ProgramLowering::launchOwn(OwnOp op,
                                         SmallVector<Value> arguments) {
  if (!op.getKernelAttr())
    return op.emitError("has no kernel; run pipe-outline-sums first");
  launch(op.getKernelAttr(), /*task=*/-1, at.getI64(0), std::move(arguments));
  return success();
}

/// Runs the kernel of a sum on the one slot of each of `handles`, which are in
/// the kernel's order.
template <typename SumOp>
LogicalResult ProgramLowering::launchSum(SumOp op, ArrayRef<Value> handles) {
  Value zero = at.getI64(0);
  SmallVector<Value> arguments;
  for (Value handle : handles)
    arguments.push_back(at.getAddress(buffers[handle], zero));
  return launchOwn(op, arguments);
}

LogicalResult ProgramLowering::lowerKernel(ZeroOp op) {
  return launchSum(op, {op.getBuffer()});
}

LogicalResult ProgramLowering::lowerKernel(AddOp op) {
  return launchSum(op, {op.getInto(), op.getFrom()});
}

LogicalResult ProgramLowering::lowerKernel(DivideOp op) {
  return launchSum(op, {op.getBuffer()});
}

LogicalResult ProgramLowering::lowerKernel(RoundOp op) {
  return launchSum(op, {op.getFrom(), op.getInto()});
}

LogicalResult ProgramLowering::lowerKernel(CopyOp op) {
  Value from = at.getNumber(op.getFromSlot(), op.getFromCoordinates());
  Value into = at.getNumber(op.getIntoSlot(), op.getIntoCoordinates());
  return launchOwn(op, {at.getAddress(buffers[op.getFrom()], from),
                        at.getAddress(buffers[op.getInto()], into)});
}
