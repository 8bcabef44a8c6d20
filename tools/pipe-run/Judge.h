//===- Judge.h - Which differences are errors -------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_JUDGE_H
#define PIPE_TOOLS_PIPERUN_JUDGE_H

#include "Difference.h"

#include <optional>
#include <string>
#include <vector>

namespace mlir::pipe {

/// What decided about a result.
enum class Rule {
  Own,    ///< norm(difference) <= tolerance * norm(reference)
  Global, ///< A gradient, as far as the rounding of all gradients together.
  TooFar, ///< Neither.
  Unlike  ///< NaN or infinite in one place, and not so in the other.
};

/// One compared result.
struct CheckRow {
  std::string kind; ///< "output", "report" or "gradient".
  std::string name;
  ElementType type = ElementType::F32; ///< What its tolerance is for.
  Difference difference;
  Rule rule = Rule::Own;
  double tolerance = 0;
  /// norm(difference) / norm(all gradients), for a gradient.
  double globalRelative = 0;

  bool isGood() const { return rule == Rule::Own || rule == Rule::Global; }
};

/// The relative difference that is allowed between two ways to compute a tensor
/// of that type; 0 for integers.
double getTolerance(ElementType type);

/// What differences of a gradient are rounding, relative to the norm of all
/// gradients: half of the type's epsilon, of 16-bit
/// floats, whose epsilon is large, an eighth. A gradient that is 0 in exact
/// arithmetic is what is left of terms that cancel, whose size is not its own.
double getGlobalTolerance(ElementType type);

struct JudgeOptions {
  /// Replaces the tolerances of the types.
  std::optional<double> tolerance;
  /// The coarsest type that the model computes with: a loss in f32 of values in
  /// bf16 is no better than these.
  ElementType coarsest = ElementType::F64;
  /// The norm of gradients that no row has.
  double otherGradients = 0;
};

/// Decides about every row.
void judge(std::vector<CheckRow> &rows, const JudgeOptions &options);

/// The coarsest floating-point type of a list; f64 if there is none.
ElementType getCoarsest(const std::vector<ElementType> &types);

/// Whether all rows are good.
bool isGood(const std::vector<CheckRow> &rows);

/// How far the row is from its tolerance: above 1 if it is not good.
double getBadness(const CheckRow &row);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_JUDGE_H
