//===- LossSlope.cpp - Central differences of a loss ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LossSlope.h"

#include <algorithm>
#include <cmath>

using namespace mlir::pipe;

/// At most so many steps are tried in one direction.
static constexpr int mostLevels = 6;

/// Level k is a step of 4^-k times the typical size of an element.
static double getStep(int level) { return std::ldexp(1.0, -2 * level); }

const ProbeTraits &mlir::pipe::getProbeTraits(ElementType type) {
  static const ProbeTraits f64 = {4, 12, 0x1p-17, 1e-6, 1e-4, 20};
  static const ProbeTraits f32 = {3, 9, 0x1p-10, 2e-3, 2e-2, 20};
  static const ProbeTraits f16 = {2, 4, 0x1p-8, 1e-2, 5e-2, 8};
  static const ProbeTraits bf16 = {1, 3, 0x1p-6, 5e-2, 1.5e-1, 3};
  switch (type) {
  case ElementType::F64:
    return f64;
  case ElementType::F16:
    return f16;
  case ElementType::BF16:
    return bf16;
  default:
    return f32;
  }
}

/// The third difference of four points that are evenly apart is 0 for a smooth
/// function, and sqrt(20) times the noise else.
void SlopeMeter::learnNoise(const ProbeDirection &direction) {
  double begin = getStep(traits.firstLevel), losses[4];
  for (int i = 0; i < 4; ++i)
    losses[i] = steps.evaluate(direction, begin + i * traits.near).loss;
  double third = losses[3] - losses[0] + 3 * (losses[1] - losses[2]);
  if (std::isfinite(third))
    noise = std::max(noise, std::fabs(third) / std::sqrt(20.0));
}

double SlopeMeter::getNoise(double step) const {
  return noise / (std::sqrt(2.0) * step);
}

const std::optional<Slope> &SlopeMeter::take(const ProbeDirection &direction,
                                             int level, Levels &levels) {
  auto [place, isNew] = levels.try_emplace(level);
  if (!isNew)
    return place->second;
  double step = getStep(level);
  ProbeSteps::Sample up = steps.evaluate(direction, step);
  ProbeSteps::Sample down = steps.evaluate(direction, -step);
  Slope slope = {level, step, (up.predicted - down.predicted) / (2 * step),
                 (up.loss - down.loss) / (2 * step), 0};
  if (std::isfinite(slope.getMismatch()))
    place->second = slope;
  return place->second;
}

/// Goes to smaller steps as long as the curve of the loss is in the way, and to
/// larger ones as long as its rounding is. Returns the last level.
int SlopeMeter::chooseLevels(const ProbeDirection &direction, Levels &levels) {
  int level = startLevel;
  while (int(levels.size()) < mostLevels) {
    const auto &large = take(direction, level, levels);
    const auto &small = take(direction, level + 1, levels);
    double change = large && small
                        ? std::fabs(large->getMismatch() - small->getMismatch())
                        : INFINITY;
    bool isCoarse = change > 4 * getNoise(getStep(level + 1));
    bool isFine = change < 4 * getNoise(getStep(level));
    if (isCoarse && level + 1 < traits.lastLevel)
      ++level;
    else if (!isCoarse && isFine && level > 0 && !levels.count(level - 1))
      --level;
    else
      break;
  }
  return level;
}

/// Slopes of a loss with kinks (relu) may agree by chance while they are far
/// from the gradient. In smaller steps that difference goes, and one of a wrong
/// gradient stays.
void SlopeMeter::followMismatch(const ProbeDirection &direction, Levels &levels,
                                Slope &best) {
  for (int level = best.level + 1; level <= traits.lastLevel; ++level) {
    double mismatch = std::fabs(best.getMismatch());
    double noiseHere = 3 * getNoise(getStep(level));
    if (mismatch <= best.error || noiseHere > mismatch / 2)
      return;
    const std::optional<Slope> &finer = take(direction, level, levels);
    if (!finer)
      return;
    if (std::fabs(finer->getMismatch()) > mismatch / 2)
      continue;
    double change = std::fabs(finer->getMismatch() - best.getMismatch());
    best = *finer;
    best.error = change / 2 + noiseHere;
  }
}

std::optional<Slope> SlopeMeter::measure(const ProbeDirection &direction) {
  Levels levels;
  int last = chooseLevels(direction, levels);
  std::optional<Slope> best;
  for (const auto &[level, large] : levels) {
    auto next = levels.find(level + 1);
    if (!large || next == levels.end() || !next->second)
      continue;
    const Slope &small = *next->second;
    double change = std::fabs(large->getMismatch() - small.getMismatch());
    // Of a smooth loss the small step has a sixteenth of the large one's error;
    // where it has kinks, up to a half.
    double errors[2] = {change + 3 * getNoise(large->step),
                        change / 2 + 3 * getNoise(small.step)};
    const Slope *slopes[2] = {&*large, &small};
    for (int i = 0; i < 2; ++i)
      if (!best || errors[i] < best->error) {
        best = *slopes[i];
        best->error = errors[i];
      }
  }
  if (best) {
    startLevel = std::min(last, traits.lastLevel - 1);
    followMismatch(direction, levels, *best);
  }
  return best;
}
