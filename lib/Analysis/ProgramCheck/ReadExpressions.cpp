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

static std::optional<AffineForm> add(const AffineForm &a, const AffineForm &b,
                                     int64_t sign) {
  AffineForm sum = a;
  sum.coefficients.resize(
      std::max(a.coefficients.size(), b.coefficients.size()), 0);
  auto constant = llvm::checkedMulAdd(b.constant, sign, a.constant);
  if (!constant)
    return std::nullopt;
  sum.constant = *constant;
  for (size_t d = 0; d < b.coefficients.size(); ++d) {
    auto c = llvm::checkedMulAdd(b.coefficients[d], sign, sum.coefficients[d]);
    if (!c)
      return std::nullopt;
    sum.coefficients[d] = *c;
  }
  return sum;
}

static std::optional<AffineForm> multiply(const AffineForm &a,
                                          const AffineForm &b) {
  if (!b.isConstant())
    return a.isConstant() ? multiply(b, a) : std::nullopt;
  AffineForm zero;
  return add(zero, a, b.constant);
}

/// Records `op`'s value if it is an expression that programs may use.
LogicalResult ProgramReader::readExpression(Operation *op) {
  if (auto constant = dyn_cast<arith::ConstantOp>(op)) {
    if (auto value = dyn_cast<IntegerAttr>(constant.getValue());
        value && value.getValue().getSignificantBits() <= 64)
      forms[op->getResult(0)] = {value.getValue().getSExtValue(), {}};
    return success();
  }
  if (!isa<arith::AddIOp, arith::SubIOp, arith::MulIOp>(op)) {
    return op->emitError("'")
           << op->getName() << "' is no action of a program; programs hold "
           << "pipe actions, scf.for loops and arith.constant, addi, subi and "
           << "muli";
  }
  std::optional<AffineForm> lhs = lookup(op->getOperand(0));
  std::optional<AffineForm> rhs = lookup(op->getOperand(1));
  if (!lhs || !rhs)
    return success();
  std::optional<AffineForm> form =
      isa<arith::MulIOp>(op) ? multiply(*lhs, *rhs)
                             : add(*lhs, *rhs, isa<arith::SubIOp>(op) ? -1 : 1);
  if (form)
    forms[op->getResult(0)] = *form;
  return success();
}

std::optional<AffineForm> ProgramReader::lookup(Value value) const {
  auto it = forms.find(value);
  if (it == forms.end())
    return std::nullopt;
  return it->second;
}
