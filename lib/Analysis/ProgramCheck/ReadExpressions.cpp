//===- ReadExpressions.cpp - Micro-batches as affine forms ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReadPrograms.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/Support/CheckedArithmetic.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::check;

static bool isConstant(const LoopNumber &number) {
  return llvm::all_of(number.coefficients, [](int64_t c) { return c == 0; });
}

std::optional<LoopNumber> mlir::pipe::check::addScaled(const LoopNumber &a,
                                                       const LoopNumber &b,
                                                       int64_t factor) {
  LoopNumber sum = a;
  sum.coefficients.resize(
      std::max(a.coefficients.size(), b.coefficients.size()), 0);
  auto constant = llvm::checkedMulAdd(b.constant, factor, a.constant);
  if (!constant)
    return std::nullopt;
  sum.constant = *constant;
  for (size_t d = 0; d < b.coefficients.size(); ++d) {
    auto c =
        llvm::checkedMulAdd(b.coefficients[d], factor, sum.coefficients[d]);
    if (!c)
      return std::nullopt;
    sum.coefficients[d] = *c;
  }
  return sum;
}

static std::optional<LoopNumber> multiply(const LoopNumber &a,
                                          const LoopNumber &b) {
  if (!isConstant(b))
    return isConstant(a) ? multiply(b, a) : std::nullopt;
  return addScaled(LoopNumber(), a, b.constant);
}

/// Records `op`'s value if it is an expression that programs may use.
LogicalResult ProgramReader::readExpression(Operation *op) {
  if (auto constant = dyn_cast<arith::ConstantOp>(op)) {
    if (auto value = dyn_cast<IntegerAttr>(constant.getValue());
        value && value.getValue().getSignificantBits() <= 64)
      numbersOf[op->getResult(0)] = {value.getValue().getSExtValue(), {}};
    return success();
  }
  if (!isa<arith::AddIOp, arith::SubIOp, arith::MulIOp>(op)) {
    return op->emitError("'")
           << op->getName() << "' is no action of a program; programs hold "
           << "pipe actions, scf.for loops and arith.constant, addi, subi and "
           << "muli";
  }
  std::optional<LoopNumber> lhs = lookup(op->getOperand(0));
  std::optional<LoopNumber> rhs = lookup(op->getOperand(1));
  if (!lhs || !rhs)
    return success();
  std::optional<LoopNumber> number =
      isa<arith::MulIOp>(op)
          ? multiply(*lhs, *rhs)
          : addScaled(*lhs, *rhs, isa<arith::SubIOp>(op) ? -1 : 1);
  if (number)
    numbersOf[op->getResult(0)] = *number;
  return success();
}

FailureOr<int64_t> ProgramReader::readBound(Operation *loop, Value value,
                                            StringRef what) {
  std::optional<LoopNumber> number = lookup(value);
  if (number && isConstant(*number))
    return number->constant;
  InFlightDiagnostic diag = loop->emitError("the ")
                            << what << " of the loop is not a constant";
  diag.attachNote(value.getLoc()) << "it is computed here";
  return diag;
}

FailureOr<LoopNumber> ProgramReader::readNumber(Operation *op, AffineMap map,
                                                ValueRange coordinates,
                                                StringRef what) {
  // The verifier has seen that it is linear.
  LinearNumber linear = *getLinearNumber(map);
  std::optional<LoopNumber> sum = LoopNumber{linear.constant, {}};
  for (auto [factor, coordinate] :
       llvm::zip_equal(linear.coefficients, coordinates)) {
    if (factor == 0)
      continue;
    std::optional<LoopNumber> number = lookup(coordinate);
    if (!number) {
      InFlightDiagnostic diag =
          op->emitError("the ")
          << what << " is not an affine expression of loop variables";
      diag.attachNote(coordinate.getLoc()) << "it is computed here";
      return diag;
    }
    if (sum)
      sum = addScaled(*sum, *number, factor);
  }
  if (!sum)
    return op->emitError("the ") << what << " does not fit in 64 bits";
  return *sum;
}

std::optional<LoopNumber> ProgramReader::lookup(Value value) const {
  auto it = numbersOf.find(value);
  if (it == numbersOf.end())
    return std::nullopt;
  return it->second;
}
