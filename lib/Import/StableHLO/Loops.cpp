//===- Loops.cpp - Loops around scalars -----------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Loops.h"

#include "Tensors.h"

#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

SmallVector<Value> mlir::pipe::hlo::createLoops(OpBuilder &builder,
                                                Location loc,
                                                ArrayRef<int64_t> sizes,
                                                ValueRange inits,
                                                LoopBody body) {
  OpBuilder::InsertionGuard guard(builder);
  SmallVector<Value> variables, results;
  SmallVector<scf::ForOp> nest;
  for (int64_t size : sizes) {
    Value zero = createIndex(builder, loc, 0),
          one = createIndex(builder, loc, 1);
    Value end = createIndex(builder, loc, size);
    auto loop = scf::ForOp::create(
        builder, loc, zero, end, one,
        nest.empty() ? inits : ValueRange(nest.back().getRegionIterArgs()));
    // A loop that hands nothing on has a terminator already.
    if (loop.getBody()->mightHaveTerminator())
      loop.getBody()->getTerminator()->erase();
    variables.push_back(loop.getInductionVar());
    nest.push_back(loop);
    builder.setInsertionPointToEnd(loop.getBody());
  }
  if (nest.empty())
    return body(variables, inits);
  SmallVector<Value> values = body(variables, nest.back().getRegionIterArgs());
  for (scf::ForOp loop : llvm::reverse(nest)) {
    builder.setInsertionPointToEnd(loop.getBody());
    scf::YieldOp::create(builder, loc, values);
    values.assign(loop.getResults().begin(), loop.getResults().end());
  }
  return values;
}

SmallVector<Value>
mlir::pipe::hlo::createIf(OpBuilder &builder, Location loc, Value condition,
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
