//===- ScaleLoss.cpp - Gradients of the loss times a number -------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Partition.h"
#include "ScalePlan.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"

#include <cmath>

namespace mlir::pipe {
#define GEN_PASS_DEF_SCALELOSSPASS
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// The results of a model function.
struct ModelResults {
  std::optional<unsigned> loss;
  SmallVector<unsigned> gradients;

  explicit ModelResults(func::FuncOp func) {
    for (unsigned i = 0; i < func.getNumResults(); ++i)
      if (func.getResultAttr(i, kGradientAttr))
        gradients.push_back(i);
      else if (func.getResultAttr(i, kLossAttr) && !loss)
        loss = i;
  }
};

/// Writes the forms with the factor beside the values that have none.
class ScaleWriter {
public:
  ScaleWriter(func::FuncOp func, const ScalePlan &plan, BlockArgument scale)
      : body(func.getBody().front()), plan(plan), scale(scale),
        builder(func.getLoc(), func.getContext()) {}

  void write(ArrayRef<unsigned> gradients) {
    builder.setInsertionPointToStart(&body);
    for (BlockArgument argument : body.getArguments())
      if (plan.multiplied.contains(argument))
        scaled[argument] = multiply(argument);
    for (Operation &op :
         llvm::make_early_inc_range(body.without_terminator())) {
      builder.setInsertionPointAfter(&op);
      builder.setLoc(op.getLoc());
      if (auto pulled = plan.pulled.find(&op); pulled != plan.pulled.end())
        pull(op, pulled->second);
      for (Value value : op.getResults())
        if (plan.multiplied.contains(value))
          scaled[value] = multiply(value);
    }
    Operation *terminator = body.getTerminator();
    for (unsigned gradient : gradients) {
      OpOperand &operand = terminator->getOpOperand(gradient);
      operand.set(getScaled(operand.get()));
    }
    for (Operation &op : llvm::make_early_inc_range(llvm::reverse(body)))
      if (isOpTriviallyDead(&op))
        op.erase();
  }

private:
  Value getScaled(Value value) const {
    return plan.unchanged.contains(value) ? value : scaled.at(value);
  }

  void pull(Operation &op, ArrayRef<Value> read) {
    IRMapping mapping;
    for (Value value : read)
      mapping.map(value, getScaled(value));
    Operation *clone = builder.clone(op, mapping);
    for (auto [value, made] :
         llvm::zip_equal(op.getResults(), clone->getResults()))
      scaled[value] = made;
  }

  /// A product of scalars; 16-bit floats, which cannot hold every scale, are
  /// multiplied in f32.
  static Value multiply(ImplicitLocOpBuilder &builder, Value value,
                        Value scale) {
    auto type = cast<FloatType>(value.getType());
    if (type.getWidth() > 32)
      scale = arith::ExtFOp::create(builder, type, scale);
    if (type.getWidth() < 32)
      value = arith::ExtFOp::create(builder, builder.getF32Type(), value);
    Value product = arith::MulFOp::create(builder, value, scale);
    if (type.getWidth() < 32)
      product = arith::TruncFOp::create(builder, type, product);
    return product;
  }

  Value multiply(Value value) {
    auto type = dyn_cast<RankedTensorType>(value.getType());
    if (!type)
      return multiply(builder, value,
                      tensor::ExtractOp::create(builder, scale, ValueRange()));
    Value empty = tensor::EmptyOp::create(builder, type.getShape(),
                                          type.getElementType());
    AffineMap identity = builder.getMultiDimIdentityMap(type.getRank());
    AffineMap scalar = AffineMap::get(type.getRank(), 0, builder.getContext());
    SmallVector<utils::IteratorType> iterators(type.getRank(),
                                               utils::IteratorType::parallel);
    auto product = linalg::GenericOp::create(
        builder, TypeRange(type), ValueRange{value, scale}, empty,
        ArrayRef<AffineMap>{identity, scalar, identity}, iterators,
        [&](OpBuilder &nested, Location loc, ValueRange elements) {
          ImplicitLocOpBuilder inner(loc, nested);
          linalg::YieldOp::create(inner,
                                  multiply(inner, elements[0], elements[1]));
        });
    return product.getResult(0);
  }

  Block &body;
  const ScalePlan &plan;
  BlockArgument scale;
  ImplicitLocOpBuilder builder;
  llvm::DenseMap<Value, Value> scaled;
};

struct ScaleLossPass : public pipe::impl::ScaleLossPassBase<ScaleLossPass> {
  using Base::Base;

  LogicalResult checkScale() {
    if (scale == 0 || (scale > 0 && std::isfinite(static_cast<float>(scale)) &&
                       static_cast<float>(scale) > 0))
      return success();
    return getOperation().emitError("the option 'scale' is ")
           << scale.getValue() << ", but must be a positive number of f32";
  }

  /// Adds the argument, under a name that no other has.
  BlockArgument addArgument(func::FuncOp func) {
    llvm::SmallDenseSet<Attribute> taken;
    for (unsigned i = 0; i < func.getNumArguments(); ++i)
      taken.insert(func.getArgAttr(i, kNameAttr));
    Builder builder(func.getContext());
    std::string name = kLossScaleRole.str();
    while (taken.contains(builder.getStringAttr(name)))
      name += "_";
    auto type = RankedTensorType::get({}, builder.getF32Type());
    SmallVector<NamedAttribute> attributes = {
        {kNameAttr, builder.getStringAttr(name)},
        {kParameterAttr, builder.getUnitAttr()},
        {kHyperAttr, builder.getStringAttr(kLossScaleRole)}};
    if (scale != 0)
      attributes.push_back({kValueAttr, DenseElementsAttr::get(
                                            type, static_cast<float>(scale))});
    unsigned number = func.getNumArguments();
    (void)func.insertArgument(
        number, type, builder.getDictionaryAttr(attributes), func.getLoc());
    return func.getArgument(number);
  }

  /// Says which gradients have no factor between the loss and an op.
  static void emitStops(func::FuncOp func, const ScalePlan &plan,
                        ArrayRef<unsigned> gradients) {
    llvm::MapVector<Operation *, SmallVector<StringRef>> namesOf;
    for (unsigned gradient : gradients) {
      Value value =
          func.getBody().front().getTerminator()->getOperand(gradient);
      if (Operation *stop = plan.stops.lookup(value))
        namesOf[stop].push_back(
            func.getResultAttrOfType<StringAttr>(gradient, kGradientAttr)
                .getValue());
    }
    for (auto &[stop, names] : namesOf) {
      static constexpr size_t kMaximum = 6;
      InFlightDiagnostic remark =
          stop->emitRemark("'")
          << stop->getName()
          << "' is not known to pass a factor on, so that its result is "
             "multiplied by the loss scale, and what it reads is not: for the "
             "gradients of ";
      llvm::interleaveComma(
          ArrayRef(names).take_front(kMaximum), remark,
          [&](StringRef name) { remark << "'" << name << "'"; });
      if (names.size() > kMaximum)
        remark << ", ... (" << names.size() << " in all)";
    }
  }

  LogicalResult scaleModel() {
    if (failed(checkScale()))
      return failure();
    FailureOr<func::FuncOp> func =
        findImportedFunction(getOperation(), getArgument());
    if (failed(func))
      return failure();
    ModelResults results(*func);
    if (results.gradients.empty() || !results.loss)
      return func->emitError("'")
             << func->getSymName() << "' has no "
             << (results.gradients.empty() ? "gradients" : "loss")
             << ", so that there is nothing to scale";
    ScalePlan plan = planScale(*func, *results.loss, results.gradients);
    emitStops(*func, plan, results.gradients);
    ScaleWriter(*func, plan, addArgument(*func)).write(results.gradients);
    return success();
  }

  void runOnOperation() override {
    if (failed(scaleModel()))
      signalPassFailure();
  }
};
} // namespace
