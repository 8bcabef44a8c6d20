//===- ProbeDirection.h - Steps of parameters -------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_SUPPORT_PROBEDIRECTION_H
#define PIPE_TOOLS_SUPPORT_PROBEDIRECTION_H

#include "pipe/TensorIO/Bytes.h"
#include "pipe/TensorIO/Tensor.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace mlir::pipe {

/// A parameter of a loss, and what is called its gradient. Both are packed, of
/// `type`; `gradient` is null if it has none, and then it is never changed.
struct ProbedParameter {
  std::string name;
  TensorType type;
  const void *value = nullptr;
  const void *gradient = nullptr;
};

/// The loss where the parameters have `values`, in their order.
using EvaluateLoss =
    std::function<double(const std::vector<const void *> &values)>;

/// How one parameter moves: along its gradient and at random, each in units of
/// the typical size of its elements.
struct ProbePart {
  size_t parameter = 0;
  double along = 0;
  double random = 0;
};

/// A direction in which some parameters move together.
struct ProbeDirection {
  uint64_t seed = 0;
  std::vector<ProbePart> parts;
};

/// Moves parameters, rounded to their types, and tells what the gradients
/// predict for just the step that was taken.
class ProbeSteps {
public:
  ProbeSteps(const std::vector<ProbedParameter> &parameters,
             const EvaluateLoss &evaluate);

  struct Sample {
    double loss = 0;
    double predicted = 0; ///< gradient * (values there - values here)
  };
  /// The loss after `step` times `direction`.
  Sample evaluate(const ProbeDirection &direction, double step);

  /// The values after `step` times `direction`, for the parameters in it.
  std::vector<Bytes> getMoved(const ProbeDirection &direction, double step);

  /// The same prediction, for the one parameter that moves in `direction`, with
  /// the gradient of parameter `other`, which has the same type.
  double predictWith(const ProbeDirection &direction, double step,
                     size_t other);

  /// What the gradient of a parameter predicts for a step of 1 along it.
  double getReach(size_t parameter) const { return facts[parameter].reach; }
  /// Whether it has a gradient of finite floating-point elements.
  bool canMove(size_t parameter) const { return facts[parameter].canMove; }
  /// Whether it has such a gradient, but with NaN or infinities.
  bool isNotFinite(size_t parameter) const {
    return facts[parameter].isNotFinite;
  }
  int64_t getNumEvaluations() const { return numEvaluations; }

private:
  struct Facts {
    int64_t count = 0;
    double scale = 0;       ///< Typical size of an element.
    double gradientRms = 0; ///< 0 if the gradient is.
    double reach = 0;
    bool canMove = false;
    bool isNotFinite = false;
  };
  void readFacts(size_t parameter);
  void setScales();
  double getMove(const ProbePart &part, uint64_t seed, int64_t index) const;
  double move(const ProbePart &part, uint64_t seed, double step,
              const void *gradient);

  const std::vector<ProbedParameter> &parameters;
  const EvaluateLoss &evaluateLoss;
  std::vector<Facts> facts;
  std::vector<Bytes> moved; ///< By parameter; empty until it moves.
  int64_t numEvaluations = 0;
};

/// A number that depends on both, with all bits mixed (SplitMix64).
uint64_t mixBits(uint64_t seed, uint64_t number);
/// The same from 0 to 1.
double mixUnit(uint64_t seed, uint64_t number);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_SUPPORT_PROBEDIRECTION_H
