//===- LowerSeed.cpp - The seed of random numbers is an argument ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Import/Torch/Passes.h"

#include "mlir/Dialect/MLProgram/IR/MLProgram.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/ADT/MapVector.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_LOWERSEEDPASS
#include "pipe/Import/Torch/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// The loads and stores of one global in a function, in order.
struct Accesses {
  SmallVector<Operation *> ops;
  bool isStored = false;
  bool isSimple = true; ///< All are in the function's own block.
};

struct LowerSeedPass : public pipe::impl::LowerSeedPassBase<LowerSeedPass> {
  using Base::Base;

  static llvm::MapVector<Attribute, Accesses> collect(func::FuncOp func) {
    llvm::MapVector<Attribute, Accesses> found;
    func.walk([&](Operation *op) {
      if (!isa<ml_program::GlobalLoadOp, ml_program::GlobalStoreOp>(op))
        return;
      Accesses &accesses = found[op->getAttr("global")];
      accesses.ops.push_back(op);
      accesses.isStored |= isa<ml_program::GlobalStoreOp>(op);
      accesses.isSimple &= op->getParentOp() == func;
    });
    return found;
  }

  /// Adds the argument that `type`, of a global, is read from.
  static FailureOr<Value> addArgument(func::FuncOp func, RankedTensorType type,
                                      unsigned number) {
    Builder builder(func.getContext());
    std::string name = number ? "seed" + std::to_string(number) : "seed";
    SmallVector<NamedAttribute> attributes{
        builder.getNamedAttr(kBatchAttr, builder.getI64IntegerAttr(0)),
        builder.getNamedAttr(kSeedAttr, builder.getUnitAttr()),
        builder.getNamedAttr(kNameAttr, builder.getStringAttr(name))};
    auto batch = RankedTensorType::get({1}, type.getElementType());
    unsigned index = func.getNumArguments();
    if (failed(func.insertArgument(index, batch,
                                   builder.getDictionaryAttr(attributes),
                                   func.getLoc())))
      return failure();
    auto inner = OpBuilder::atBlockBegin(&func.getBody().front());
    return tensor::CollapseShapeOp::create(inner, func.getLoc(), type,
                                           func.getArgument(index),
                                           ArrayRef<ReassociationIndices>())
        .getResult();
  }

  /// Returns whether there was a seed to lower.
  FailureOr<bool> lower(func::FuncOp func) {
    unsigned number = 0;
    for (auto &[global, accesses] : collect(func)) {
      Operation *first = accesses.ops.front();
      Type type = isa<ml_program::GlobalLoadOp>(first)
                      ? first->getResult(0).getType()
                      : first->getOperand(0).getType();
      auto scalar = dyn_cast<RankedTensorType>(type);
      if (!accesses.isStored || !accesses.isSimple || !scalar ||
          scalar.getRank() != 0 || !scalar.getElementType().isInteger() ||
          scalar.getElementType().isInteger(1))
        continue;
      FailureOr<Value> current = addArgument(func, scalar, number++);
      if (failed(current))
        return failure();
      for (Operation *op : accesses.ops) {
        if (isa<ml_program::GlobalLoadOp>(op))
          op->getResult(0).replaceAllUsesWith(*current);
        else
          current = op->getOperand(0);
        op->erase();
      }
    }
    return number > 0;
  }

  void runOnOperation() override {
    bool isChanged = false;
    for (func::FuncOp func : getOperation().getOps<func::FuncOp>()) {
      if (func.isExternal() || !func.getBody().hasOneBlock())
        continue;
      FailureOr<bool> isLowered = lower(func);
      if (failed(isLowered))
        return signalPassFailure();
      isChanged |= *isLowered;
    }
    if (!isChanged)
      markAllAnalysesPreserved();
  }
};
} // namespace
