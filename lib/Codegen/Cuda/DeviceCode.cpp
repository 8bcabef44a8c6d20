//===- DeviceCode.cpp - Functions that run on a device --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DeviceCode.h"

#include "mlir/Dialect/LLVMIR/LLVMTypes.h"

using namespace mlir;
using namespace mlir::pipe;

static SmallVector<func::FuncOp> getFunctions(ModuleOp module, bool onDevice) {
  SmallVector<func::FuncOp> functions;
  for (func::FuncOp kernel : getKernels(module))
    if (isDeviceFunction(kernel) == onDevice)
      functions.push_back(kernel);
  return functions;
}

SmallVector<func::FuncOp> mlir::pipe::getLaunchingKernels(ModuleOp module) {
  return getFunctions(module, /*onDevice=*/false);
}

SmallVector<func::FuncOp> mlir::pipe::getDeviceFunctions(ModuleOp module) {
  return getFunctions(module, /*onDevice=*/true);
}

Type mlir::pipe::getFunctionEntryType(MLIRContext *context) {
  auto pointer = LLVM::LLVMPointerType::get(context);
  auto i32 = IntegerType::get(context, 32);
  return LLVM::LLVMStructType::getLiteral(
      context, {pointer, pointer, i32, i32, i32, i32});
}
