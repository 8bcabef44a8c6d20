//===- SetKernelTarget.cpp - Say what kernels are made for ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/Kernels/Passes.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_SETKERNELTARGETPASS
#include "pipe/Codegen/Kernels/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

namespace {
struct SetKernelTargetPass
    : public pipe::impl::SetKernelTargetPassBase<SetKernelTargetPass> {
  using Base::Base;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    auto target = KernelTargetAttr::getChecked(
        [&] { return module.emitError(); }, &getContext(),
        StringRef(name.getValue()), vectorBytes.getValue(),
        alignment.getValue());
    if (!target)
      return signalPassFailure();
    if (KernelTargetAttr old = getKernelTarget(module); old && old != target) {
      module.emitError("the kernels of the module are made for ")
          << old << " already, and cannot be made for " << target;
      return signalPassFailure();
    }
    module->setAttr(kKernelTargetAttr, target);
  }
};
} // namespace
