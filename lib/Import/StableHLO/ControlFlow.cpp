//===- ControlFlow.cpp - while, case and if -------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CountedLoops.h"
#include "OpTable.h"
#include "Tensors.h"

#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

/// Imports a branch without arguments into `target`.
static LogicalResult importBranch(Importer &importer, Region &source,
                                  Block *target) {
  if (!source.hasOneBlock() || source.front().empty())
    return source.getParentOp()->emitError("'")
           << source.getParentOp()->getName() << "' needs regions of one block";
  OpBuilder::InsertionGuard guard(importer.builder);
  importer.builder.setInsertionPointToEnd(target);
  FailureOr<SmallVector<Value>> values = importer.importBlock(source.front());
  if (failed(values))
    return failure();
  scf::YieldOp::create(importer.builder, source.getLoc(), *values);
  return success();
}

static SmallVector<Type> getResultTypes(Operation *op) {
  return llvm::map_to_vector(
      op->getResults(), [](Value result) -> Type { return getType(result); });
}

static LogicalResult setResults(Importer &importer, Operation *op,
                                ValueRange results) {
  for (auto [source, imported] : llvm::zip_equal(op->getResults(), results))
    importer.set(source, imported);
  return success();
}

LogicalResult mlir::pipe::hlo::lowerIf(Importer &importer, Operation *op) {
  if (op->getNumOperands() != 1 || op->getNumRegions() != 2)
    return op->emitError("'") << op->getName() << "' needs a predicate and two "
                              << "regions";
  Value predicate =
      extractScalar(importer, op->getLoc(), importer.getOperand(op, 0));
  auto branch = scf::IfOp::create(importer.builder, op->getLoc(),
                                  getResultTypes(op), predicate,
                                  /*addThenBlock=*/true,
                                  /*addElseBlock=*/true);
  if (failed(importBranch(importer, op->getRegion(0), branch.thenBlock())) ||
      failed(importBranch(importer, op->getRegion(1), branch.elseBlock())))
    return failure();
  return setResults(importer, op, branch.getResults());
}

/// Numbers that no branch has take the last branch.
LogicalResult mlir::pipe::hlo::lowerCase(Importer &importer, Operation *op) {
  unsigned count = op->getNumRegions();
  if (op->getNumOperands() != 1 || count == 0)
    return op->emitError("'") << op->getName() << "' needs an index and "
                              << "branches";
  OpBuilder &builder = importer.builder;
  Location loc = op->getLoc();
  Value number = extractScalar(importer, loc, importer.getOperand(op, 0));
  Value index =
      arith::IndexCastOp::create(builder, loc, builder.getIndexType(), number);
  auto cases = llvm::to_vector(llvm::seq<int64_t>(0, count - 1));
  auto branch = scf::IndexSwitchOp::create(builder, loc, getResultTypes(op),
                                           index, cases, cases.size());
  for (unsigned i = 0; i < count; ++i) {
    Region &target =
        i + 1 == count ? branch.getDefaultRegion() : branch.getCaseRegions()[i];
    if (failed(
            importBranch(importer, op->getRegion(i), &target.emplaceBlock())))
      return failure();
  }
  return setResults(importer, op, branch.getResults());
}

LogicalResult mlir::pipe::hlo::lowerWhile(Importer &importer, Operation *op) {
  if (op->getNumRegions() != 2 || !op->getRegion(0).hasOneBlock() ||
      !op->getRegion(1).hasOneBlock() || op->getRegion(0).front().empty() ||
      op->getRegion(1).front().empty() ||
      op->getNumOperands() != op->getNumResults())
    return op->emitError("'") << op->getName() << "' needs a condition and a "
                              << "body of one block, and a result for each "
                              << "operand";
  Block &condition = op->getRegion(0).front(), &body = op->getRegion(1).front();
  if (condition.getNumArguments() != op->getNumOperands() ||
      body.getNumArguments() != op->getNumOperands())
    return op->emitError("'") << op->getName() << "' has regions of other "
                              << "arguments than its operands";
  if (std::optional<CountedLoop> counted = findCountedLoop(op))
    return lowerCountedLoop(importer, op, *counted);
  OpBuilder &builder = importer.builder;
  Location loc = op->getLoc();
  auto loop = scf::WhileOp::create(builder, loc, getResultTypes(op),
                                   importer.getOperands(op));
  OpBuilder::InsertionGuard guard(builder);
  auto enter = [&](Region &target, Block &source) {
    Block &block = target.emplaceBlock();
    for (BlockArgument argument : source.getArguments())
      importer.set(argument,
                   block.addArgument(getType(argument), argument.getLoc()));
    builder.setInsertionPointToEnd(&block);
    return importer.importBlock(source);
  };
  FailureOr<SmallVector<Value>> goesOn = enter(loop.getBefore(), condition);
  if (failed(goesOn))
    return failure();
  Value predicate = extractScalar(importer, loc, goesOn->front());
  scf::ConditionOp::create(builder, loc, predicate,
                           loop.getBefore().getArguments());
  FailureOr<SmallVector<Value>> next = enter(loop.getAfter(), body);
  if (failed(next))
    return failure();
  scf::YieldOp::create(builder, loc, *next);
  return setResults(importer, op, loop.getResults());
}
