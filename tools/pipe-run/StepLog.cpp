//===- StepLog.cpp - What is said of each step ----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StepLog.h"
#include "Numbers.h"

#include "pipe/TensorIO/Elements.h"

#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

using namespace mlir::pipe;

static std::string toSixDigits(double value) {
  char number[32];
  std::snprintf(number, sizeof(number), "%.6g", value);
  return number;
}

static std::string say(int64_t step, const char *what, double loss) {
  return "step " + std::to_string(step) + what + toSixDigits(loss);
}

static std::string toJson(std::optional<double> number) {
  return number && std::isfinite(*number) ? toShortest(*number) : "null";
}

ReportedNumber mlir::pipe::readNumber(const std::string &name, ElementType type,
                                      const void *value) {
  auto makeExact = [&](const std::string &text) {
    return ReportedNumber{name, text, text};
  };
  const double number = readElement(type, value, 0);
  switch (type) {
  case ElementType::I1:
    return makeExact(number != 0 ? "true" : "false");
  case ElementType::I64:
    return makeExact(std::to_string(load<int64_t>(value, 0)));
  case ElementType::U64:
    return makeExact(std::to_string(load<uint64_t>(value, 0)));
  case ElementType::I32:
  case ElementType::I16:
  case ElementType::I8:
  case ElementType::U32:
  case ElementType::U16:
  case ElementType::U8:
    return makeExact(std::to_string(int64_t(number)));
  default:
    return {name, toSixDigits(number), ::toJson(number)};
  }
}

static bool isFiniteTensor(const TensorType &type, const Bytes &value) {
  for (int64_t i = 0, count = *countElements(type.shape); i < count; ++i)
    if (!std::isfinite(readElement(type.type, value.data(), i)))
      return false;
  return true;
}

std::string
mlir::pipe::findNotFinite(const Manifest &manifest,
                          const std::vector<std::optional<Bytes>> &gradients) {
  for (size_t i = 0; i < manifest.parameters.size(); ++i)
    if (const Parameter &parameter = manifest.parameters[i];
        parameter.isUpdated && gradients[i] &&
        !isFiniteTensor(parameter.type, *gradients[i]))
      return parameter.name;
  return "";
}

std::string mlir::pipe::describeStep(const StepReport &report) {
  std::string text = report.loss ? say(report.step, " loss ", *report.loss)
                                 : "step " + std::to_string(report.step);
  // More are for --metrics.
  static constexpr size_t kMaximum = 4;
  if (report.numbers.size() <= kMaximum)
    for (const ReportedNumber &number : report.numbers)
      text += " " + number.name + " " + number.text;
  if (report.isSkipped.value_or(false))
    text +=
        " skipped: the gradient of '" + report.notFinite + "' is not finite" +
        (report.nextLossScale
             ? "; the loss scale is now " + toShortest(*report.nextLossScale)
             : "");
  return text;
}

std::string mlir::pipe::describeSkipped(int64_t numSkipped, int64_t numSteps) {
  return std::to_string(numSkipped) + " of " + std::to_string(numSteps) +
         (numSteps == 1 ? " step" : " steps") +
         (numSkipped == 1 ? " was" : " were") +
         " skipped, since gradients were not finite";
}

std::string mlir::pipe::describeEvaluation(const StepReport &report) {
  return say(report.step, " eval ", *report.evaluated);
}

/// The member of a line of JSON that has what the step says of itself.
static std::string toJson(const std::vector<ReportedNumber> &numbers) {
  std::string text;
  for (const ReportedNumber &number : numbers)
    text += (text.empty() ? "" : ", ") +
            nlohmann::json(number.name)
                .dump(-1, ' ', /*ensure_ascii=*/false,
                      nlohmann::json::error_handler_t::replace) +
            ": " + number.json;
  return text.empty() ? "" : ", \"reports\": {" + text + "}";
}

std::string mlir::pipe::toJson(const StepReport &report) {
  double perSecond = double(report.samples) / report.milliseconds * 1000;
  return "{\"step\": " + std::to_string(report.step) +
         ", \"loss\": " + ::toJson(report.loss) +
         ", \"learning_rate\": " + ::toJson(report.learningRate) +
         ", \"step_ms\": " + ::toJson(report.milliseconds) +
         ", \"samples_per_second\": " + ::toJson(perSecond) +
         (report.isSkipped ? std::string(", \"skipped\": ") +
                                 (*report.isSkipped ? "true" : "false")
                           : "") +
         (report.lossScale ? ", \"loss_scale\": " + ::toJson(report.lossScale)
                           : "") +
         (report.evaluated ? ", \"eval_loss\": " + ::toJson(report.evaluated)
                           : "") +
         ::toJson(report.numbers) + "}";
}
