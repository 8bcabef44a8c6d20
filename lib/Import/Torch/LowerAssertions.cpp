//===- LowerAssertions.cpp - Assertions become checks ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LowerAssertions.h"

#include "ConstantScalars.h"
#include "pipe/Dialect/PipeRT/IR/PipeRT.h"
#include "pipe/Import/Torch/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_LOWERASSERTIONSPASS
#include "pipe/Import/Torch/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

namespace {
struct LowerAssertionsPass
    : public pipe::impl::LowerAssertionsPassBase<LowerAssertionsPass> {
  using Base::Base;

  void runOnOperation() override {
    if (assertions != "check" && assertions != "drop") {
      mlir::emitError(getOperation().getLoc())
          << "'assertions=" << assertions << "' is not one of check, drop";
      return signalPassFailure();
    }
    SmallVector<cf::AssertOp> ops;
    getOperation().walk([&](cf::AssertOp op) { ops.push_back(op); });
    if (ops.empty())
      return markAllAnalysesPreserved();
    ConstantScalars constants;
    for (cf::AssertOp op : ops) {
      if (assertions == "check" && failed(lower(op, constants)))
        return signalPassFailure();
      op.erase();
    }
  }

  static LogicalResult lower(cf::AssertOp op, ConstantScalars &constants) {
    if (auto value =
            dyn_cast_or_null<IntegerAttr>(constants.get(op.getArg()))) {
      if (!value.getValue().isZero())
        return success();
      return op.emitOpError("never holds: \"")
             << op.getMsg() << "\"; drop it with 'assertions=drop'";
    }
    if (isCheckOfIndex(op))
      return success();
    return attachCheck(op);
  }
};
} // namespace
