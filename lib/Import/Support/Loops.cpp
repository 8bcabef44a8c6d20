//===- Loops.cpp - Loops around scalars -----------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Loops.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace mlir::pipe;

Value mlir::pipe::createIndex(OpBuilder &builder, Location loc, int64_t value) {
  return arith::ConstantIndexOp::create(builder, loc, value);
}

SmallVector<Value> mlir::pipe::createLoop(OpBuilder &builder, Location loc,
                                          Value begin, Value end, Value step,
                                          ValueRange inits, LoopBody body) {
  auto loop = scf::ForOp::create(builder, loc, begin, end, step, inits);
  // A loop that hands nothing on has a terminator already.
  if (loop.getBody()->mightHaveTerminator())
    loop.getBody()->getTerminator()->erase();
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToEnd(loop.getBody());
  SmallVector<Value> next =
      body(loop.getInductionVar(), loop.getRegionIterArgs());
  scf::YieldOp::create(builder, loc, next);
  return SmallVector<Value>(loop.getResults());
}

/// Emits the loops inside of those with the variables `outer`.
static SmallVector<Value> enterLoops(OpBuilder &builder, Location loc,
                                     ArrayRef<int64_t> sizes,
                                     ArrayRef<Value> outer, ValueRange values,
                                     LoopBody body) {
  if (outer.size() == sizes.size())
    return body(outer, values);
  Value zero = createIndex(builder, loc, 0), one = createIndex(builder, loc, 1);
  Value end = createIndex(builder, loc, sizes[outer.size()]);
  return createLoop(builder, loc, zero, end, one, values,
                    [&](ValueRange variable, ValueRange inner) {
                      SmallVector<Value> variables(outer);
                      variables.push_back(variable.front());
                      return enterLoops(builder, loc, sizes, variables, inner,
                                        body);
                    });
}

SmallVector<Value> mlir::pipe::createLoops(OpBuilder &builder, Location loc,
                                           ArrayRef<int64_t> sizes,
                                           ValueRange inits, LoopBody body) {
  return enterLoops(builder, loc, sizes, {}, inits, body);
}

SmallVector<Value>
mlir::pipe::createIf(OpBuilder &builder, Location loc, Value condition,
                     ValueRange otherwise,
                     llvm::function_ref<SmallVector<Value>()> body) {
  auto branch = scf::IfOp::create(builder, loc, otherwise.getTypes(), condition,
                                  /*withElseRegion=*/true);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToEnd(branch.thenBlock());
  SmallVector<Value> values = body();
  scf::YieldOp::create(builder, loc, values);
  builder.setInsertionPointToEnd(branch.elseBlock());
  scf::YieldOp::create(builder, loc, otherwise);
  return llvm::to_vector_of<Value>(branch.getResults());
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

SmallVector<Value> mlir::pipe::insertAt(ValueRange values, int64_t place,
                                        Value inserted) {
  SmallVector<Value> all(values);
  all.insert(all.begin() + place, inserted);
  return all;
}
