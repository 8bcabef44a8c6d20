//===- ElementLoops.cpp - Loops over the elements of tensors --------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ElementLoops.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace mlir::pipe;

Value mlir::pipe::buildIndex(ImplicitLocOpBuilder &builder, int64_t value) {
  return arith::ConstantIndexOp::create(builder, value);
}

SmallVector<Value> mlir::pipe::buildLoop(ImplicitLocOpBuilder &builder,
                                         Value first, Value end, Value step,
                                         ValueRange carried, LoopBody body) {
  auto loop = scf::ForOp::create(builder, first, end, step, carried);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(loop.getBody());
  SmallVector<Value> next =
      body(loop.getInductionVar(), loop.getRegionIterArgs());
  scf::YieldOp::create(builder, next);
  return SmallVector<Value>(loop.getResults());
}

/// Emits the loops inside of those whose indices are `outer`.
static SmallVector<Value> enterLoops(ImplicitLocOpBuilder &builder,
                                     ArrayRef<int64_t> sizes,
                                     ArrayRef<Value> outer, ValueRange carried,
                                     LoopBody body) {
  if (outer.size() == sizes.size())
    return body(outer, carried);
  Value zero = buildIndex(builder, 0), one = buildIndex(builder, 1);
  Value end = buildIndex(builder, sizes[outer.size()]);
  return buildLoop(builder, zero, end, one, carried,
                   [&](ValueRange index, ValueRange inner) {
                     SmallVector<Value> indices(outer);
                     indices.push_back(index.front());
                     return enterLoops(builder, sizes, indices, inner, body);
                   });
}

SmallVector<Value> mlir::pipe::buildLoops(ImplicitLocOpBuilder &builder,
                                          ArrayRef<int64_t> sizes,
                                          ValueRange carried, LoopBody body) {
  return enterLoops(builder, sizes, {}, carried, body);
}

Value mlir::pipe::inlineScalars(OpBuilder &builder, Region &region,
                                ValueRange arguments) {
  IRMapping mapping;
  Block &block = region.front();
  mapping.map(block.getArguments(), arguments);
  for (Operation &op : block.without_terminator())
    builder.clone(op, mapping);
  return mapping.lookupOrDefault(block.getTerminator()->getOperand(0));
}

SmallVector<Value> mlir::pipe::insertAt(ValueRange values, int64_t dimension,
                                        Value inserted) {
  SmallVector<Value> all(values);
  all.insert(all.begin() + dimension, inserted);
  return all;
}
