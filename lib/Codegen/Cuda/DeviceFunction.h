//===- DeviceFunction.h - Code moved into a device function -----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_CODEGEN_CUDA_DEVICEFUNCTION_H
#define PIPE_LIB_CODEGEN_CUDA_DEVICEFUNCTION_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/IRMapping.h"

namespace mlir::pipe {

/// A device function in the making, with the arguments that its launch passes.
class DeviceFunction {
public:
  DeviceFunction(Location loc, StringRef name, NamedAttribute kind);

  /// Returns what stands for `value`, of the kernel, in the function: a new
  /// argument, or a copy of what defines it where it is a constant, a number
  /// that another device function left in memory, or a view that needs one.
  Value get(Value value);

  /// Adds an argument, which the launch passes `value` for.
  Value addArgument(Value value, DictionaryAttr attributes = {});

  /// Returns true if nothing of `value` but an argument can stand for it.
  static bool isPlain(Value value);

  /// At the end of the function, before its return.
  OpBuilder &getBuilder() { return builder; }
  IRMapping &getMapping() { return mapping; }
  func::FuncOp getFunction() { return function; }
  ArrayRef<Value> getOperands() const { return operands; }

private:
  func::FuncOp function;
  OpBuilder builder;
  IRMapping mapping;
  SmallVector<Value> operands; ///< Of the launch.
};

} // namespace mlir::pipe

#endif // PIPE_LIB_CODEGEN_CUDA_DEVICEFUNCTION_H
