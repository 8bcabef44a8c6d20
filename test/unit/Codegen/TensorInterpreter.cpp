//===- TensorInterpreter.cpp - A slow and simple interpreter of tensor functions
//===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TensorInterpreter.h"
#include "Scalars.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "llvm/Support/ErrorHandling.h"

using namespace mlir;
using namespace mlir::pipe::test;

namespace {
class Interpreter {
public:
  std::vector<Tensor> run(Block &block, const std::vector<Tensor> &arguments) {
    for (auto [argument, value] :
         llvm::zip_equal(block.getArguments(), arguments))
      tensors[argument] = value;
    return runBody(block);
  }

private:
  /// Runs the ops of a block; returns the tensors that its terminator takes.
  std::vector<Tensor> runBody(Block &block) {
    for (Operation &op : block.without_terminator())
      execute(&op);
    std::vector<Tensor> results;
    for (Value value : block.getTerminator()->getOperands())
      results.push_back(tensors.lookup(value));
    return results;
  }

  void execute(Operation *op) {
    if (auto constant = dyn_cast<arith::ConstantOp>(op))
      return executeConstant(constant);
    if (auto linalgOp = dyn_cast<linalg::LinalgOp>(op))
      return executeLinalg(linalgOp);
    if (auto loop = dyn_cast<scf::ForOp>(op))
      return executeLoop(loop);
    if (isa<tensor::ExpandShapeOp, tensor::CollapseShapeOp>(op)) {
      Tensor result = tensors.lookup(op->getOperand(0));
      result.type = cast<RankedTensorType>(op->getResult(0).getType());
      tensors[op->getResult(0)] = result;
      return;
    }
    if (isa<tensor::EmptyOp>(op)) {
      tensors[op->getResult(0)] =
          Tensor::zeros(cast<RankedTensorType>(op->getResult(0).getType()));
      return;
    }
    if (auto slice = dyn_cast<tensor::ExtractSliceOp>(op))
      return executeExtractSlice(slice);
    if (auto slice = dyn_cast<tensor::InsertSliceOp>(op))
      return executeInsertSlice(slice);
    if (auto concat = dyn_cast<tensor::ConcatOp>(op))
      return executeConcat(concat);
    if (auto pad = dyn_cast<tensor::PadOp>(op))
      return executePad(pad);
    if (auto extract = dyn_cast<tensor::ExtractOp>(op)) {
      llvm::SmallVector<int64_t> indices;
      for (Value index : extract.getIndices())
        indices.push_back(scalars.lookup(index).whole);
      scalars[extract] = tensors[extract.getTensor()].at(indices);
      return;
    }
    executeElementwise(op);
  }

  void executeConstant(arith::ConstantOp op) {
    auto read = [](Attribute attr) -> Element {
      if (auto real = dyn_cast<FloatAttr>(attr))
        return {real.getValueAsDouble(), 0};
      auto whole = cast<IntegerAttr>(attr);
      return {0, whole.getValue().getSExtValue()};
    };
    auto dense = dyn_cast<DenseElementsAttr>(op.getValue());
    if (!dense) {
      scalars[op] = read(op.getValue());
      return;
    }
    Tensor tensor = Tensor::zeros(cast<RankedTensorType>(op.getType()));
    for (auto [element, value] :
         llvm::zip_equal(tensor.elements, dense.getValues<Attribute>()))
      element = read(value);
    tensors[op] = tensor;
  }

  void executeElementwise(Operation *op) {
    auto type = dyn_cast<RankedTensorType>(op->getResult(0).getType());
    llvm::SmallVector<Element> operands(op->getNumOperands());
    if (!type) {
      for (auto [value, operand] : llvm::zip_equal(op->getOperands(), operands))
        value = value, operand = scalars.lookup(value);
      scalars[op->getResult(0)] = evaluate(op, operands);
      return;
    }
    Tensor result = Tensor::zeros(type);
    for (size_t i = 0; i < result.elements.size(); ++i) {
      for (auto [value, operand] : llvm::zip_equal(op->getOperands(), operands))
        operand = isa<RankedTensorType>(value.getType())
                      ? tensors[value].elements[i]
                      : scalars.lookup(value);
      result.elements[i] = evaluate(op, operands);
    }
    tensors[op->getResult(0)] = result;
  }

  /// Runs the body of a linalg op for every index, in order.
  void executeLinalg(linalg::LinalgOp op) {
    std::vector<Tensor> outputs;
    for (Value init : op.getDpsInits())
      outputs.push_back(tensors.lookup(init));
    Block &body = *op.getBlock();
    forEachIndex(op.getStaticLoopRanges(), [&](llvm::ArrayRef<int64_t> loops) {
      for (OpOperand &operand : op->getOpOperands())
        scalars[op.getMatchingBlockArgument(&operand)] =
            read(op, operand, loops, outputs);
      for (Operation &inner : body.without_terminator())
        if (auto index = dyn_cast<linalg::IndexOp>(inner))
          scalars[index] = {0, loops[index.getDim()]};
        else
          execute(&inner);
      for (auto [i, yielded] :
           llvm::enumerate(body.getTerminator()->getOperands()))
        outputs[i].at(map(op, *op.getDpsInitOperand(i), loops)) =
            scalars.lookup(yielded);
    });
    for (auto [result, output] : llvm::zip_equal(op->getResults(), outputs))
      tensors[result] = output;
  }

  Element read(linalg::LinalgOp op, OpOperand &operand,
               llvm::ArrayRef<int64_t> loops, std::vector<Tensor> &outputs) {
    if (!isa<RankedTensorType>(operand.get().getType()))
      return scalars.lookup(operand.get());
    llvm::SmallVector<int64_t> indices = map(op, operand, loops);
    if (op.isDpsInput(&operand))
      return tensors[operand.get()].at(indices);
    return outputs[operand.getOperandNumber() - op.getNumDpsInputs()].at(
        indices);
  }

  llvm::SmallVector<int64_t> map(linalg::LinalgOp op, OpOperand &operand,
                                 llvm::ArrayRef<int64_t> loops) {
    return op.getMatchingIndexingMap(&operand).compose(loops);
  }

  void executeLoop(scf::ForOp loop) {
    auto bound = [&](Value value) { return scalars.lookup(value).whole; };
    for (auto [argument, init] :
         llvm::zip_equal(loop.getRegionIterArgs(), loop.getInitArgs()))
      tensors[argument] = tensors.lookup(init);
    for (int64_t i = bound(loop.getLowerBound());
         i < bound(loop.getUpperBound()); i += bound(loop.getStep())) {
      scalars[loop.getInductionVar()] = {0, i};
      std::vector<Tensor> values = runBody(*loop.getBody());
      for (auto [argument, value] :
           llvm::zip_equal(loop.getRegionIterArgs(), values))
        tensors[argument] = value;
    }
    for (auto [result, argument] :
         llvm::zip_equal(loop.getResults(), loop.getRegionIterArgs()))
      tensors[result] = tensors.lookup(argument);
  }

  llvm::SmallVector<int64_t> resolve(llvm::ArrayRef<OpFoldResult> values) {
    llvm::SmallVector<int64_t> result;
    for (OpFoldResult value : values)
      result.push_back(isa<Attribute>(value)
                           ? cast<IntegerAttr>(cast<Attribute>(value)).getInt()
                           : scalars.lookup(cast<Value>(value)).whole);
    return result;
  }

  /// Calls `body` with each index into a slice of `shape` and the index in the
  /// whole. Dimensions of one element that the slice drops come first.
  template <class Op>
  void forSlice(
      Op op, llvm::ArrayRef<int64_t> shape,
      llvm::function_ref<void(llvm::ArrayRef<int64_t>, llvm::ArrayRef<int64_t>)>
          body) {
    llvm::SmallVector<int64_t> offsets = resolve(op.getMixedOffsets());
    llvm::SmallVector<int64_t> strides = resolve(op.getMixedStrides());
    llvm::SmallBitVector dropped = op.getDroppedDims();
    forEachIndex(shape, [&](llvm::ArrayRef<int64_t> indices) {
      llvm::SmallVector<int64_t> whole = offsets;
      size_t next = 0;
      for (size_t dim = 0; dim < whole.size(); ++dim)
        if (!dropped.test(dim))
          whole[dim] += indices[next++] * strides[dim];
      body(indices, whole);
    });
  }

  void executeExtractSlice(tensor::ExtractSliceOp op) {
    Tensor result = Tensor::zeros(op.getType());
    Tensor &source = tensors[op.getSource()];
    forSlice(op, op.getType().getShape(), [&](auto indices, auto whole) {
      result.at(indices) = source.at(whole);
    });
    tensors[op] = result;
  }

  void executeInsertSlice(tensor::InsertSliceOp op) {
    Tensor result = tensors.lookup(op.getDest());
    Tensor source = tensors.lookup(op.getSource());
    forSlice(op, op.getSourceType().getShape(), [&](auto indices, auto whole) {
      result.at(whole) = source.at(indices);
    });
    tensors[op] = result;
  }

  void executeConcat(tensor::ConcatOp op) {
    Tensor result =
        Tensor::zeros(cast<RankedTensorType>(op.getResult().getType()));
    int64_t start = 0, dim = op.getDim();
    for (Value input : op.getInputs()) {
      Tensor part = tensors.lookup(input);
      forEachIndex(part.type.getShape(), [&](llvm::ArrayRef<int64_t> indices) {
        llvm::SmallVector<int64_t> whole(indices);
        whole[dim] += start;
        result.at(whole) = part.at(indices);
      });
      start += part.type.getDimSize(dim);
    }
    tensors[op] = result;
  }

  void executePad(tensor::PadOp op) {
    Tensor result = Tensor::zeros(op.getResultType());
    Value padding = op.getConstantPaddingValue();
    std::fill(result.elements.begin(), result.elements.end(),
              scalars.lookup(padding));
    llvm::SmallVector<int64_t> low = resolve(op.getMixedLowPad());
    Tensor source = tensors.lookup(op.getSource());
    forEachIndex(source.type.getShape(), [&](llvm::ArrayRef<int64_t> indices) {
      llvm::SmallVector<int64_t> whole(indices);
      for (auto [index, shift] : llvm::zip_equal(whole, low))
        index += shift;
      result.at(whole) = source.at(indices);
    });
    tensors[op] = result;
  }

  llvm::DenseMap<Value, Tensor> tensors;
  llvm::DenseMap<Value, Element> scalars;
};
} // namespace

std::vector<Tensor>
mlir::pipe::test::interpret(func::FuncOp function,
                            const std::vector<Tensor> &arguments) {
  return Interpreter().run(function.getBody().front(), arguments);
}
