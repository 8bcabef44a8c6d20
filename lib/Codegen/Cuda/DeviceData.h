//===- DeviceData.h - What only a device knows ------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_CODEGEN_CUDA_DEVICEDATA_H
#define PIPE_LIB_CODEGEN_CUDA_DEVICEDATA_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/DenseSet.h"

namespace mlir::pipe {

/// Which values of a kernel depend on what lies in device memory, and which ops
/// therefore run there. All others are the host's: it computes addresses and
/// counts, and queues launches.
class DeviceData {
public:
  explicit DeviceData(func::FuncOp kernel);

  /// Returns true if `op` runs on the device and is no launch of its own: it
  /// reads or writes elements, or depends on some. Views are nowhere; they are
  /// made where they are used.
  bool isDeviceOp(Operation *op) const { return ops.contains(op); }
  bool isDeviceValue(Value value) const { return values.contains(value); }

  /// Returns true if data decide which buffer is used, so that no part of the
  /// kernel can be launched by the host.
  bool choosesBuffers() const { return chooses; }

private:
  /// Returns true if something in `block` is worth a launch of its own.
  bool analyze(Block &block);
  bool analyze(Operation *op);
  bool analyzeRegions(Operation *op);
  void mark(Operation *op);
  bool readsDeviceData(Operation *op) const;

  llvm::DenseSet<Value> values;
  llvm::DenseSet<Operation *> ops;
  bool chooses = false;
};

} // namespace mlir::pipe

#endif // PIPE_LIB_CODEGEN_CUDA_DEVICEDATA_H
