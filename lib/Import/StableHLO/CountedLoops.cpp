//===- CountedLoops.cpp - Loops that count to a constant ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CountedLoops.h"

#include "Attributes.h"
#include "OpTable.h"
#include "Tensors.h"

#include "../Support/Loops.h"

#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::hlo;

int64_t CountedLoop::getTrips() const {
  return first < end ? llvm::divideCeil(end - first, step) : 0;
}

static bool isOp(Operation *op, StringRef name) {
  return op && isStableHLO(op) && op->getName().stripDialect() == name;
}

/// The value of an integer constant that fits 62 bits, so that differences fit.
static std::optional<int64_t> getConstant(Value source) {
  Operation *op = source.getDefiningOp();
  if (!isOp(op, "constant"))
    return std::nullopt;
  auto value =
      dyn_cast_or_null<DenseIntElementsAttr>(getAttribute(op, "value"));
  if (!value || !value.isSplat())
    return std::nullopt;
  APInt number = value.getSplatValue<APInt>();
  bool isSigned = !isUnsigned(value.getElementType());
  if (isSigned ? number.getSignificantBits() > 62 : number.getActiveBits() > 61)
    return std::nullopt;
  return isSigned ? number.getSExtValue()
                  : static_cast<int64_t>(number.getZExtValue());
}

/// What an operand of the loop is that the body hands on unchanged: JAX passes
/// constants like this.
static std::optional<int64_t> getInvariant(Operation *op, Value source) {
  auto argument = dyn_cast<BlockArgument>(source);
  if (!argument || argument.getOwner()->getParentOp() != op)
    return getConstant(source);
  unsigned i = argument.getArgNumber();
  Block &body = op->getRegion(1).front();
  if (getTerminator(body)->getOperand(i) != body.getArgument(i))
    return std::nullopt;
  return getConstant(op->getOperand(i));
}

/// The operand that is counter + step or step + counter, if it is.
static std::optional<int64_t> getStep(Operation *op, unsigned counter) {
  Block &body = op->getRegion(1).front();
  Operation *add = getTerminator(body)->getOperand(counter).getDefiningOp();
  if (!isOp(add, "add") || add->getNumOperands() != 2)
    return std::nullopt;
  for (unsigned i : {0, 1})
    if (add->getOperand(i) == body.getArgument(counter))
      return getInvariant(op, add->getOperand(1 - i));
  return std::nullopt;
}

std::optional<CountedLoop> mlir::pipe::hlo::findCountedLoop(Operation *op) {
  Block &condition = op->getRegion(0).front(), &body = op->getRegion(1).front();
  if (getTerminator(condition)->getNumOperands() != 1 ||
      getTerminator(body)->getNumOperands() != op->getNumOperands())
    return std::nullopt;
  Operation *compare = getTerminator(condition)->getOperand(0).getDefiningOp();
  if (!isOp(compare, "compare") || compare->getNumOperands() != 2)
    return std::nullopt;
  std::string direction = getWord(compare, "comparison_direction");
  bool isTurned = direction == "GT" || direction == "GE";
  auto argument =
      dyn_cast<BlockArgument>(compare->getOperand(isTurned ? 1 : 0));
  if (!argument || argument.getOwner() != &condition ||
      !llvm::is_contained({"LT", "LE", "GT", "GE"}, direction))
    return std::nullopt;
  unsigned counter = argument.getArgNumber();
  auto first = getConstant(op->getOperand(counter));
  auto end = getInvariant(op, compare->getOperand(isTurned ? 0 : 1));
  auto step = getStep(op, counter);
  if (!first || !end || !step || *step < 1)
    return std::nullopt;
  int64_t limit = *end + (direction == "LE" || direction == "GE");
  // A counter that wraps around never comes to its end.
  Type type = getElementTypeOrSelf(argument.getType());
  unsigned width = type.getIntOrFloatBitWidth();
  unsigned valueBits = isUnsigned(type) ? width : width - 1;
  if (valueBits < 62 && limit + *step > (int64_t(1) << valueBits))
    return std::nullopt;
  return CountedLoop{counter, *first, limit, *step};
}

LogicalResult mlir::pipe::hlo::lowerCountedLoop(Importer &importer,
                                                Operation *op,
                                                const CountedLoop &counted) {
  OpBuilder &builder = importer.builder;
  Location loc = op->getLoc();
  Block &body = op->getRegion(1).front();
  // The counter is not handed on: it follows from the loop's variable.
  SmallVector<Value> inits = importer.getOperands(op);
  inits.erase(inits.begin() + counted.counter);
  auto loop = scf::ForOp::create(builder, loc, createIndex(builder, loc, 0),
                                 createIndex(builder, loc, counted.getTrips()),
                                 createIndex(builder, loc, 1), inits);
  if (loop.getBody()->mightHaveTerminator())
    loop.getBody()->getTerminator()->erase();
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToEnd(loop.getBody());
  auto argument = loop.getRegionIterArgs().begin();
  auto type = getType(op->getOperand(counted.counter)).getElementType();
  auto emitCounter = [&](Value trip) {
    ScalarBuilder b{builder, loc};
    Value steps =
        b.make<arith::MulIOp>(trip, createIndex(builder, loc, counted.step));
    Value number =
        b.make<arith::AddIOp>(steps, createIndex(builder, loc, counted.first));
    return createScalarTensor(builder, loc,
                              b.make<arith::IndexCastOp>(type, number));
  };
  for (auto [i, source] : llvm::enumerate(body.getArguments()))
    importer.set(source, i == counted.counter
                             ? emitCounter(loop.getInductionVar())
                             : *argument++);
  FailureOr<SmallVector<Value>> next = importer.importBlock(body);
  if (failed(next))
    return failure();
  next->erase(next->begin() + counted.counter);
  scf::YieldOp::create(builder, loc, *next);
  builder.setInsertionPointAfter(loop);
  auto result = loop.getResults().begin();
  for (auto [i, source] : llvm::enumerate(op->getResults()))
    importer.set(
        source, i == counted.counter
                    ? emitCounter(createIndex(builder, loc, counted.getTrips()))
                    : *result++);
  return success();
}
