//===- Judge.cpp - Which differences are errors ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Judge.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace mlir::pipe;

double mlir::pipe::getTolerance(ElementType type) {
  switch (type) {
  case ElementType::F64:
    return 1e-12;
  case ElementType::F32:
    return 1e-5;
  case ElementType::F16:
    return 4e-3;
  case ElementType::BF16:
    return 3e-2;
  default:
    return 0;
  }
}

double mlir::pipe::getGlobalTolerance(ElementType type) {
  bool isSmall = type == ElementType::F16 || type == ElementType::BF16;
  return getEpsilon(type) / (isSmall ? 8 : 2);
}

/// The norm of all gradients.
static double getGlobalNorm(const std::vector<CheckRow> &rows,
                            double otherGradients) {
  double norm = otherGradients;
  for (const CheckRow &row : rows)
    if (row.kind == "gradient")
      norm = std::hypot(norm, row.difference.normReference);
  return norm;
}

static Rule judgeRow(const CheckRow &row) {
  const Difference &difference = row.difference;
  if (difference.numUnlike > 0)
    return Rule::Unlike;
  // Where a reference is 0, the tolerance of an output is absolute; that of a
  // gradient is the global one.
  bool hasOwnNorm = row.kind != "gradient" || difference.normReference > 0 ||
                    difference.normDifference == 0;
  if (hasOwnNorm && difference.getRelative() <= row.tolerance)
    return Rule::Own;
  if (row.kind == "gradient" &&
      row.globalRelative <= getGlobalTolerance(row.type))
    return Rule::Global;
  return Rule::TooFar;
}

ElementType mlir::pipe::getCoarsest(const std::vector<ElementType> &types) {
  ElementType coarsest = ElementType::F64;
  for (ElementType type : types)
    if (getEpsilon(type) > getEpsilon(coarsest))
      coarsest = type;
  return coarsest;
}

void mlir::pipe::judge(std::vector<CheckRow> &rows,
                       const JudgeOptions &options) {
  const double norm = getGlobalNorm(rows, options.otherGradients);
  for (CheckRow &row : rows) {
    if (isFloat(row.type))
      row.type = getCoarsest({row.type, options.coarsest});
    row.tolerance = options.tolerance.value_or(getTolerance(row.type));
    if (row.kind == "gradient")
      row.globalRelative = norm > 0
                               ? row.difference.normDifference / norm
                               : (row.difference.normDifference > 0
                                      ? std::numeric_limits<double>::infinity()
                                      : 0);
    row.rule = judgeRow(row);
  }
}

bool mlir::pipe::isGood(const std::vector<CheckRow> &rows) {
  return std::all_of(rows.begin(), rows.end(),
                     [](const CheckRow &row) { return row.isGood(); });
}

double mlir::pipe::getBadness(const CheckRow &row) {
  double relative = row.difference.getRelative();
  double own = relative == 0        ? 0
               : row.tolerance == 0 ? std::numeric_limits<double>::infinity()
                                    : relative / row.tolerance;
  if (row.rule != Rule::Global)
    return own;
  return std::min(1.0, row.globalRelative / getGlobalTolerance(row.type));
}
