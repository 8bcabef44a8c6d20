//===- ProbeDirection.cpp - Steps of parameters ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProbeDirection.h"

#include "pipe/TensorIO/Elements.h"

#include <algorithm>
#include <cmath>

using namespace mlir::pipe;

/// A gradient with few large elements moves them at most so far.
static constexpr double farthest = 3;

uint64_t mlir::pipe::mixBits(uint64_t seed, uint64_t number) {
  uint64_t bits = seed + (number + 1) * 0x9e3779b97f4a7c15;
  bits = (bits ^ bits >> 30) * 0xbf58476d1ce4e5b9;
  bits = (bits ^ bits >> 27) * 0x94d049bb133111eb;
  return bits ^ bits >> 31;
}

double mlir::pipe::mixUnit(uint64_t seed, uint64_t number) {
  return double(mixBits(seed, number) >> 11) * 0x1p-53;
}

ProbeSteps::ProbeSteps(const std::vector<ProbedParameter> &parameters,
                       const EvaluateLoss &evaluate)
    : parameters(parameters), evaluateLoss(evaluate), facts(parameters.size()),
      moved(parameters.size()) {
  for (size_t i = 0; i < parameters.size(); ++i)
    readFacts(i);
  setScales();
}

void ProbeSteps::readFacts(size_t parameter) {
  const ProbedParameter &given = parameters[parameter];
  Facts &known = facts[parameter];
  ElementType type = given.type.type;
  known.count = countElements(given.type.shape).value_or(0);
  if (!given.gradient || !isFloat(type) || known.count == 0)
    return;
  double values = 0, gradients = 0;
  for (int64_t i = 0; i < known.count; ++i) {
    double value = readElement(type, given.value, i);
    double gradient = readElement(type, given.gradient, i);
    known.isNotFinite |= !std::isfinite(gradient);
    if (std::isfinite(value))
      values += value * value;
    gradients += gradient * gradient;
  }
  known.scale = std::sqrt(values / double(known.count));
  known.gradientRms = std::sqrt(gradients / double(known.count));
  known.canMove = !known.isNotFinite;
}

/// Parameters that are 0 move as far as a tenth of what others are.
void ProbeSteps::setScales() {
  std::vector<double> scales;
  for (const Facts &known : facts)
    if (known.canMove && known.scale > 0)
      scales.push_back(known.scale);
  double typical = 1;
  if (!scales.empty()) {
    auto middle = scales.begin() + int64_t(scales.size() / 2);
    std::nth_element(scales.begin(), middle, scales.end());
    typical = *middle;
  }
  for (size_t i = 0; i < facts.size(); ++i) {
    Facts &known = facts[i];
    if (!known.canMove)
      continue;
    known.scale = std::max(known.scale, typical / (known.scale ? 1000 : 10));
    for (int64_t k = 0; k < known.count && known.gradientRms > 0; ++k) {
      double gradient =
          readElement(parameters[i].type.type, parameters[i].gradient, k);
      known.reach +=
          std::fabs(gradient) * known.scale *
          std::min(farthest, std::fabs(gradient) / known.gradientRms);
    }
  }
}

double ProbeSteps::getMove(const ProbePart &part, uint64_t seed,
                           int64_t index) const {
  const ProbedParameter &given = parameters[part.parameter];
  const Facts &known = facts[part.parameter];
  uint64_t signs = mixBits(mixBits(seed, part.parameter), uint64_t(index) / 64);
  double move =
      signs >> (uint64_t(index) % 64) & 1 ? part.random : -part.random;
  if (known.gradientRms > 0)
    move += part.along *
            std::clamp(readElement(given.type.type, given.gradient, index) /
                           known.gradientRms,
                       -farthest, farthest);
  return move * known.scale;
}

/// Writes the moved values of one parameter; returns what `gradient` predicts.
double ProbeSteps::move(const ProbePart &part, uint64_t seed, double step,
                        const void *gradient) {
  const ProbedParameter &given = parameters[part.parameter];
  const ElementType type = given.type.type;
  Bytes &target = moved[part.parameter];
  const char *source = static_cast<const char *>(given.value);
  target.assign(source, source + *countBytes(given.type));
  double predicted = 0;
  for (int64_t i = 0; i < facts[part.parameter].count; ++i) {
    double value = readElement(type, source, i);
    if (!std::isfinite(value))
      continue;
    writeFloat(type, target.data(), i, value + step * getMove(part, seed, i));
    predicted += readElement(type, gradient, i) *
                 (readElement(type, target.data(), i) - value);
  }
  return predicted;
}

ProbeSteps::Sample ProbeSteps::evaluate(const ProbeDirection &direction,
                                        double step) {
  Sample sample;
  std::vector<const void *> values;
  for (const ProbedParameter &given : parameters)
    values.push_back(given.value);
  for (const ProbePart &part : direction.parts) {
    sample.predicted +=
        move(part, direction.seed, step, parameters[part.parameter].gradient);
    values[part.parameter] = moved[part.parameter].data();
  }
  sample.loss = evaluateLoss(values);
  ++numEvaluations;
  return sample;
}

std::vector<Bytes> ProbeSteps::getMoved(const ProbeDirection &direction,
                                        double step) {
  for (const ProbePart &part : direction.parts)
    move(part, direction.seed, step, parameters[part.parameter].gradient);
  return moved;
}

double ProbeSteps::predictWith(const ProbeDirection &direction, double step,
                               size_t other) {
  const void *gradient = parameters[other].gradient;
  const ProbePart &part = direction.parts.front();
  return (move(part, direction.seed, step, gradient) -
          move(part, direction.seed, -step, gradient)) /
         (2 * step);
}
