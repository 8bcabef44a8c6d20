//===- StepLog.cpp - What is said of each step ----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StepLog.h"
#include "Elements.h"
#include "Numbers.h"

#include <cmath>
#include <cstdio>

using namespace mlir::pipe;

std::optional<double>
mlir::pipe::getMeanLoss(const Manifest &manifest,
                        const std::vector<Bytes> &outputs) {
  std::optional<size_t> loss;
  for (size_t i = 0; i < manifest.outputs.size(); ++i) {
    if (!manifest.outputs[i].loss)
      continue;
    if (loss)
      return std::nullopt;
    loss = i;
  }
  if (!loss)
    return std::nullopt;
  const TensorType &type = manifest.outputs[*loss].type;
  if (!isFloat(type.type) || countElements(type.shape) != 1)
    return std::nullopt;
  double sum = 0;
  for (int64_t m = 0; m < manifest.microBatches; ++m)
    sum += readElement(type.type, outputs[*loss].data(), m);
  return sum / double(manifest.microBatches);
}

static std::string say(int64_t step, const char *what, double loss) {
  char number[32];
  std::snprintf(number, sizeof(number), "%.6g", loss);
  return "step " + std::to_string(step) + what + number;
}

std::string mlir::pipe::describeStep(const StepReport &report) {
  return report.loss ? say(report.step, " loss ", *report.loss)
                     : "step " + std::to_string(report.step);
}

std::string mlir::pipe::describeEvaluation(const StepReport &report) {
  return say(report.step, " eval ", *report.evaluated);
}

static std::string toJson(std::optional<double> number) {
  return number && std::isfinite(*number) ? toShortest(*number) : "null";
}

std::string mlir::pipe::toJson(const StepReport &report) {
  double perSecond = double(report.samples) / report.milliseconds * 1000;
  return "{\"step\": " + std::to_string(report.step) +
         ", \"loss\": " + ::toJson(report.loss) +
         ", \"learning_rate\": " + ::toJson(report.learningRate) +
         ", \"step_ms\": " + ::toJson(report.milliseconds) +
         ", \"samples_per_second\": " + ::toJson(perSecond) +
         (report.evaluated ? ", \"eval_loss\": " + ::toJson(report.evaluated)
                           : "") +
         "}";
}
