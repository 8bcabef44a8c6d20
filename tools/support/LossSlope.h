//===- LossSlope.h - Central differences of a loss --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_SUPPORT_LOSSSLOPE_H
#define PIPE_TOOLS_SUPPORT_LOSSSLOPE_H

#include "ProbeDirection.h"

#include <map>
#include <optional>

namespace mlir::pipe {

/// What differences can tell in an element type.
struct ProbeTraits {
  int firstLevel;     ///< Where the search for a step begins; see getStep.
  int lastLevel;      ///< The smallest step that moves most elements.
  double near;        ///< Steps that are close together, to see noise.
  double groupSlack;  ///< Relative error of a right gradient, in a group.
  double singleSlack; ///< The same for one that is looked at alone.
  double clearFactor; ///< So much larger than the tolerance is confirmed.
};
const ProbeTraits &getProbeTraits(ElementType type);

/// The slope of a loss along a direction.
struct Slope {
  int level = 0;
  double step = 0;
  double predicted = 0;
  double measured = 0;
  double error = 0; ///< Estimate for `measured`.

  double getMismatch() const { return measured - predicted; }
};

/// Measures slopes with steps that it chooses itself.
class SlopeMeter {
public:
  SlopeMeter(ProbeSteps &steps, const ProbeTraits &traits)
      : steps(steps), traits(traits), startLevel(traits.firstLevel) {}

  /// Looks at the loss along `direction` at points so close together that only
  /// rounding shows.
  void learnNoise(const ProbeDirection &direction);
  void setNoiseFloor(double floor) { noise = floor; }

  /// Nothing where the loss is not finite at any step.
  std::optional<Slope> measure(const ProbeDirection &direction);

private:
  using Levels = std::map<int, std::optional<Slope>>;
  const std::optional<Slope> &take(const ProbeDirection &direction, int level,
                                   Levels &levels);
  int chooseLevels(const ProbeDirection &direction, Levels &levels);
  void followMismatch(const ProbeDirection &direction, Levels &levels,
                      Slope &best);
  double getNoise(double step) const;

  ProbeSteps &steps;
  const ProbeTraits &traits;
  int startLevel;
  double noise = 0; ///< Standard deviation of one loss.
};

} // namespace mlir::pipe

#endif // PIPE_TOOLS_SUPPORT_LOSSSLOPE_H
