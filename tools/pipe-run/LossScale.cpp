//===- LossScale.cpp - What the loss is multiplied by ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LossScale.h"
#include "Numbers.h"

#include "pipe/Support/Failure.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace mlir::pipe;

static bool isPowerOfTwo(double number) {
  int exponent;
  return std::frexp(number, &exponent) == 0.5;
}

bool mlir::pipe::isLossScale(double scale) {
  return isPowerOfTwo(scale) && scale >= 1 &&
         scale <= std::numeric_limits<float>::max();
}

LossScale::LossScale(const Manifest &manifest,
                     const LossScaleOptions &options) {
  const bundle::Hyper *hyper = manifest.findHyper(bundle::kLossScaleRole);
  dynamic = hyper && !hyper->value;
  if (!dynamic && options != LossScaleOptions())
    throw Failure{
        hyper ? "--loss-scale-...: the loss scale of the bundle is " +
                    toShortest(*hyper->value) +
                    " in all steps; compile with --loss-scale=dynamic"
              : "--loss-scale-...: the bundle has no loss scale; compile with "
                "--loss-scale=dynamic",
        ExitStatus::BadUsage};
  if (hyper && hyper->value)
    fixed = *hyper->value;
  init = options.init.value_or(init);
  growthFactor = options.growthFactor.value_or(growthFactor);
  backoffFactor = options.backoffFactor.value_or(backoffFactor);
  growthInterval = options.growthInterval.value_or(growthInterval);
  auto require = [](const char *name, double number, bool fits,
                    const char *range) {
    if (!fits || !isPowerOfTwo(number))
      throw Failure{std::string(name) + "=" + toShortest(number) +
                        ": must be a power of two " + range,
                    ExitStatus::BadUsage};
  };
  require("--loss-scale-init", init, isLossScale(init), "of f32, at least 1");
  require("--loss-scale-growth-factor", growthFactor, growthFactor >= 1,
          "of at least 1");
  require("--loss-scale-backoff-factor", backoffFactor,
          backoffFactor > 0 && backoffFactor < 1, "below 1");
}

void LossScale::begin(Progress &progress) const {
  if (dynamic && progress.lossScale == 0)
    progress.lossScale = init;
}

void LossScale::update(Progress &progress, bool isSkipped) const {
  if (!dynamic)
    return;
  if (isSkipped) {
    progress.lossScale = std::max(1.0, progress.lossScale * backoffFactor);
    progress.growthTracker = 0;
  } else if (++progress.growthTracker >= growthInterval) {
    progress.growthTracker = 0;
    if (isLossScale(progress.lossScale * growthFactor))
      progress.lossScale *= growthFactor;
  }
}
