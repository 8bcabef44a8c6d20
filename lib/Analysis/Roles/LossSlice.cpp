//===- LossSlice.cpp - What the loss is computed from ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RoleEvidence.h"

#include "mlir/Transforms/RegionUtils.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
using ReadValues = SmallVector<Value, 4>;
using Reads = llvm::DenseMap<Operation *, ReadValues>;
} // namespace

/// Operands of `op`, and what the ops in its regions read from outside; some
/// may be there twice.
static ReadValues getReads(Operation *op) {
  ReadValues reads(op->getOperands());
  visitUsedValuesDefinedAbove(op->getRegions(), [&](OpOperand *operand) {
    reads.push_back(operand->get());
  });
  return reads;
}

/// Adds the values that depend on those in `set`.
static void addDependent(Block &body, const Reads &readsOf,
                         llvm::DenseSet<Value> &set) {
  for (Operation &op : body.without_terminator())
    if (llvm::any_of(readsOf.at(&op),
                     [&](Value read) { return set.contains(read); }))
      set.insert(op.result_begin(), op.result_end());
}

LossSlice mlir::pipe::computeLossSlice(func::FuncOp func, unsigned loss,
                                       ArrayRef<bool> isBatch) {
  LossSlice slice;
  Block &body = func.getBody().front();
  Reads readsOf;
  for (Operation &op : body.without_terminator())
    readsOf[&op] = getReads(&op);
  SmallVector<Value> work{body.getTerminator()->getOperand(loss)};
  while (!work.empty()) {
    Value value = work.pop_back_val();
    if (auto argument = dyn_cast<BlockArgument>(value))
      slice.arguments.insert(argument.getArgNumber());
    else if (Operation *op = value.getDefiningOp(); slice.ops.insert(op).second)
      llvm::append_range(work, readsOf[op]);
  }
  for (BlockArgument argument : body.getArguments()) {
    unsigned number = argument.getArgNumber();
    slice.ofAnyArgument.insert(argument);
    if (isBatch[number])
      slice.ofBatch.insert(argument);
    if (!slice.arguments.contains(number))
      slice.ofOthers.insert(argument);
  }
  for (llvm::DenseSet<Value> *set :
       {&slice.ofBatch, &slice.ofAnyArgument, &slice.ofOthers})
    addDependent(body, readsOf, *set);
  return slice;
}
