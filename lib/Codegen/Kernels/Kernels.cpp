//===- Kernels.cpp - What passes on kernels share -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/Kernels/Kernels.h"

using namespace mlir;
using namespace mlir::pipe;

SmallVector<func::FuncOp> mlir::pipe::getKernels(ModuleOp module) {
  SmallVector<func::FuncOp> kernels;
  for (auto func : module.getOps<func::FuncOp>())
    if (!func.isExternal())
      kernels.push_back(func);
  return kernels;
}

FailureOr<KernelTargetAttr> mlir::pipe::requireKernelTarget(Operation *op) {
  if (KernelTargetAttr target = getKernelTarget(op))
    return target;
  return op->emitError("the module does not say what its kernels are made for: "
                       "it has no '")
         << kKernelTargetAttr << "'; run pipe-set-kernel-target first";
}

std::string mlir::pipe::sayNoCode(Operation *op) {
  std::string text = "has no code generation";
  if (KernelTargetAttr target = getKernelTarget(op))
    text += " for " + target.getName().str();
  return text;
}
