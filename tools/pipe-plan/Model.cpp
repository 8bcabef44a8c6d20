//===- Model.cpp - Costs of a model ---------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Model.h"

#include <cmath>
#include <cstdio>

using namespace mlir::pipe;

PlannedModel mlir::pipe::makeModel(const CostOptions &options,
                                   int64_t numParts) {
  StageCosts stages = makeStageCosts(options, numParts);
  PlannedModel model;
  model.unit = stages.unit;
  model.hasBytes = stages.activationBytes.has_value();
  model.costs.tasks = stages.times;
  model.costs.messageBytes = stages.messageBytes;
  model.costs.activations =
      stages.activationBytes.value_or(ActivationSizes::makeUniform(numParts));
  return model;
}

static std::string trimZeros(std::string text) {
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.')
    text.pop_back();
  return text;
}

/// At most two digits behind the point, none of them superfluous.
static std::string formatPlain(double number) {
  char text[64];
  std::snprintf(text, sizeof text, "%.2f", number);
  return trimZeros(text);
}

std::string mlir::pipe::formatModelTime(double time,
                                        const PlannedModel &model) {
  // Fractions of a unit are chunks of a stage: worth showing.
  return model.unit == TimeUnit::Plain ? formatPlain(time)
                                       : formatTime(time, model.unit);
}

std::string mlir::pipe::formatAmount(double amount, const PlannedModel &model) {
  return model.hasBytes ? formatBytes(std::llround(amount))
                        : formatPlain(amount);
}
