//===- DeviceData.cpp - What only a device knows --------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DeviceData.h"

#include "pipe/Codegen/Kernels/Kernels.h"
#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace mlir::pipe;

static bool isBuffer(Value value) { return isa<MemRefType>(value.getType()); }

DeviceData::DeviceData(func::FuncOp kernel) {
  analyze(kernel.getBody().front());
}

bool DeviceData::readsDeviceData(Operation *op) const {
  return llvm::any_of(op->getOperands(),
                      [&](Value value) { return values.contains(value); });
}

/// Says that `op` runs on the device.
void DeviceData::mark(Operation *op) {
  ops.insert(op);
  for (Value result : op->getResults()) {
    values.insert(result);
    chooses |= isBuffer(result) && !result.use_empty();
  }
}

bool DeviceData::analyze(Block &block) {
  bool launches = false;
  for (Operation &op : block)
    launches |= analyze(&op);
  return launches;
}

bool DeviceData::analyze(Operation *op) {
  if (op->getNumRegions() > 0 && !isa<linalg::LinalgOp>(op))
    return analyzeRegions(op);
  if (op->hasTrait<OpTrait::IsTerminator>())
    return false;
  if (isa<pipert::CheckIndexOp, pipert::CheckAssertionOp>(op)) {
    mark(op);
    return false;
  }
  if (isMemoryEffectFree(op)) {
    if (!readsDeviceData(op))
      return false;
    // A view at an index from the device is made where it is used.
    bool isView = op->getNumResults() > 0 && isBuffer(op->getOperand(0)) &&
                  !values.contains(op->getOperand(0)) &&
                  llvm::all_of(op->getResults(), isBuffer);
    if (isView)
      values.insert(op->result_begin(), op->result_end());
    else
      mark(op);
    return false;
  }
  bool isLaunch =
      isa<func::CallOp, memref::CopyOp>(op) || isa<linalg::LinalgOp>(op);
  if (isLaunch && llvm::none_of(op->getOperands(), [&](Value value) {
        return isBuffer(value) && values.contains(value);
      }))
    return true;
  mark(op);
  return false;
}

/// Decides whether a loop or branch is the host's: nothing that it depends on
/// comes from the device, and something inside is worth a launch.
bool DeviceData::analyzeRegions(Operation *op) {
  bool launches = false, choseBefore = chooses;
  for (Region &region : op->getRegions())
    for (Block &block : region)
      launches |= analyze(block);
  bool isHosts =
      launches && !readsDeviceData(op) &&
      isa<scf::ForOp, scf::IfOp, scf::IndexSwitchOp, scf::WhileOp>(op);
  for (Region &region : op->getRegions())
    for (Block &block : region)
      isHosts &= !readsDeviceData(block.getTerminator());
  if (isHosts)
    return true;
  chooses = choseBefore; // All of it is on the device.
  mark(op);
  return false;
}
