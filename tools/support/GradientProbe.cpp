//===- GradientProbe.cpp - Whether gradients are those of a loss ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GradientProbe.h"
#include "LossSlope.h"

#include "pipe/TensorIO/Elements.h"

#include <algorithm>
#include <cmath>

using namespace mlir::pipe;

/// How far parameters are moved off a kink, in units of their typical size.
static constexpr double nearbyStep = 0x1p-5;
/// Groups of ever smaller gradients that are tried at most.
static constexpr int mostGroups = 10;
/// A mismatch is real when it is so much larger than its estimated error.
static constexpr double sureFactor = 5;
/// A gradient that is looked at alone is confirmed where it would have changed
/// the loss by so many times the tolerance.
static constexpr double clearSingle = 5;

int64_t ProbeResult::count(ProbeVerdict verdict) const {
  return std::count_if(
      gradients.begin(), gradients.end(),
      [&](const auto &gradient) { return gradient.verdict == verdict; });
}

namespace {
using Group = std::vector<size_t>; ///< Parameters, the farthest reach first.

class Prober {
public:
  Prober(const std::vector<ProbedParameter> &parameters,
         const EvaluateLoss &evaluate, const ProbeOptions &options)
      : parameters(parameters), options(options), steps(parameters, evaluate),
        traits(chooseTraits()), meter(steps, traits) {
    result.gradients.resize(parameters.size());
  }

  /// Stops at the first group that does not fit, if `onlyLook`.
  ProbeResult run(bool onlyLook) {
    isLooking = onlyLook;
    group = findGroup();
    bool hasGradients = !group.empty() || result.count(ProbeVerdict::NotFinite);
    if (hasGradients)
      result.loss = steps.evaluate({}, 0).loss;
    if (!group.empty())
      probe(group);
    findSwaps();
    result.numEvaluations = steps.getNumEvaluations();
    return result;
  }

  /// Whether a group did not fit.
  bool hasDifference() const { return differs; }

  /// Values of the parameters near to the given ones; empty for those that do
  /// not move.
  std::vector<Bytes> getNearby() {
    ProbeDirection direction = makeDirection(group);
    for (ProbePart &part : direction.parts)
      part.along = 0;
    return steps.getMoved(direction, nearbyStep);
  }

private:
  Group findGroup() {
    Group group;
    for (size_t i = 0; i < parameters.size(); ++i) {
      if (steps.isNotFinite(i))
        result.gradients[i].verdict = ProbeVerdict::NotFinite;
      if (steps.canMove(i))
        group.push_back(i);
    }
    std::stable_sort(group.begin(), group.end(), [&](size_t a, size_t b) {
      return steps.getReach(a) > steps.getReach(b);
    });
    return group;
  }

  const ProbeTraits &chooseTraits() const {
    ElementType coarsest = options.lossType;
    for (size_t i = 0; i < parameters.size(); ++i)
      if (steps.canMove(i) &&
          getEpsilon(parameters[i].type.type) > getEpsilon(coarsest))
        coarsest = parameters[i].type.type;
    return getProbeTraits(coarsest);
  }

  ProbeDirection makeDirection(const Group &group) {
    ProbeDirection direction;
    direction.seed = mixBits(options.seed, ++numDirections);
    for (size_t parameter : group) {
      auto weight = [&](uint64_t which) {
        double unit = mixUnit(direction.seed ^ which, parameter);
        return 0.7 + 0.6 * unit;
      };
      bool down = mixBits(direction.seed, parameter) >> 17 & 1;
      direction.parts.push_back(
          {parameter, down ? -weight(1) : weight(1), weight(2)});
    }
    return direction;
  }

  void setAll(const Group &group, ProbeVerdict verdict) {
    for (size_t parameter : group)
      result.gradients[parameter].verdict = verdict;
  }

  /// All of it: groups of smaller and smaller gradients.
  void probe(Group group) {
    setAll(group, ProbeVerdict::Unclear);
    if (!std::isfinite(result.loss))
      return;
    meter.setNoiseFloor(std::fabs(result.loss) * getEpsilon(options.lossType) /
                        2);
    for (int i = 0; i < 2; ++i)
      meter.learnNoise(makeDirection(group));
    for (int i = 0; i < mostGroups && !group.empty(); ++i) {
      size_t before = group.size();
      Fit fit = probeGroup(group, options.numDirections);
      differs |= fit == Fit::Differs;
      if (differs && isLooking)
        return;
      if (fit == Fit::Differs)
        split(group);
      removeDone(group);
      if (group.size() < before && !isFull())
        continue;
      if (fit == Fit::Fits)
        setAll(group, ProbeVerdict::Small);
      return;
    }
  }

  bool isFull() const {
    return result.count(ProbeVerdict::Wrong) >= options.mostWrong;
  }

  /// Leaves what is not yet confirmed or found wrong.
  void removeDone(Group &group) {
    std::erase_if(group, [&](size_t parameter) {
      ProbeVerdict verdict = result.gradients[parameter].verdict;
      return verdict == ProbeVerdict::Confirmed ||
             verdict == ProbeVerdict::Wrong;
    });
  }

  enum class Fit { Fits, Differs, Unknown };

  /// Whether the loss changes as the gradients of `group` say. Confirms those
  /// that a mismatch would have shown.
  Fit probeGroup(const Group &group, int64_t numTimes) {
    double tolerance = 0;
    for (int64_t i = 0; i < numTimes; ++i) {
      std::optional<Slope> slope = meter.measure(makeDirection(group));
      if (!slope)
        return Fit::Unknown;
      double allowed =
          slope->error + traits.groupSlack * steps.getReach(group.front());
      if (std::fabs(slope->getMismatch()) > allowed)
        return Fit::Differs;
      tolerance = std::max(tolerance, allowed);
    }
    for (size_t parameter : group)
      if (steps.getReach(parameter) >= traits.clearFactor * tolerance)
        result.gradients[parameter].verdict = ProbeVerdict::Confirmed;
    return Fit::Fits;
  }

  /// Halves a group that does not fit until single gradients are found.
  void split(const Group &group) {
    if (isFull())
      return;
    if (group.size() == 1)
      return judge(group.front());
    // Every other one, so that the halves reach about equally far.
    Group halves[2];
    for (size_t i = 0; i < group.size(); ++i)
      halves[i % 2].push_back(group[i]);
    for (const Group &half : halves)
      if (probeGroup(half, 1) == Fit::Differs)
        split(half);
  }

  /// Decides about one gradient: a majority of three directions.
  void judge(size_t parameter) {
    int numWrong = 0, numRight = 0;
    ProbedGradient &gradient = result.gradients[parameter];
    for (int i = 0; i < 3 && numWrong < 2 && numRight < 2; ++i) {
      ProbeDirection direction = makeDirection({parameter});
      std::optional<Slope> slope = meter.measure(direction);
      if (!slope)
        continue;
      double mismatch = std::fabs(slope->getMismatch());
      double slack = traits.singleSlack * steps.getReach(parameter);
      bool isWrong = mismatch > std::max(sureFactor * slope->error, slack);
      double allowed = std::max(slope->error, slack);
      numWrong += isWrong;
      numRight += mismatch <= allowed &&
                  steps.getReach(parameter) >= clearSingle * allowed;
      if (isWrong && numWrong == 1) {
        gradient.predicted = slope->predicted;
        gradient.measured = slope->measured;
        witnesses.push_back({parameter, direction, *slope});
      }
    }
    if (numWrong >= 2)
      gradient.verdict = ProbeVerdict::Wrong;
    else if (numRight >= 2)
      gradient.verdict = ProbeVerdict::Confirmed;
  }

  /// Looks among the wrong gradients for those that would fit elsewhere.
  void findSwaps() {
    for (const Witness &witness : witnesses) {
      ProbedGradient &gradient = result.gradients[witness.parameter];
      if (gradient.verdict != ProbeVerdict::Wrong)
        continue;
      for (const Witness &other : witnesses) {
        if (other.parameter == witness.parameter ||
            parameters[other.parameter].type !=
                parameters[witness.parameter].type)
          continue;
        double predicted = steps.predictWith(
            witness.direction, witness.slope.step, other.parameter);
        double error = std::fabs(predicted - witness.slope.measured);
        if (error <=
            witness.slope.error + traits.singleSlack * std::fabs(predicted))
          gradient.fits = other.parameter;
      }
    }
  }

  /// Where a wrong gradient was seen.
  struct Witness {
    size_t parameter;
    ProbeDirection direction;
    Slope slope;
  };

  const std::vector<ProbedParameter> &parameters;
  const ProbeOptions &options;
  ProbeSteps steps;
  const ProbeTraits &traits;
  SlopeMeter meter;
  uint64_t numDirections = 0;
  bool isLooking = false;
  bool differs = false;
  Group group; ///< All that can move.
  std::vector<Witness> witnesses;
  ProbeResult result;
};
} // namespace

ProbeResult
mlir::pipe::probeGradients(const std::vector<ProbedParameter> &parameters,
                           const EvaluateLoss &evaluate,
                           const EvaluateGradients &gradientsAt,
                           const ProbeOptions &options) {
  Prober here(parameters, evaluate, options);
  ProbeResult result = here.run(/*onlyLook=*/bool(gradientsAt));
  if (!gradientsAt || !here.hasDifference())
    return result;
  std::vector<Bytes> values = here.getNearby();
  std::vector<ProbedParameter> nearby = parameters;
  std::vector<const void *> pointers;
  for (size_t i = 0; i < nearby.size(); ++i) {
    if (!values[i].empty())
      nearby[i].value = values[i].data();
    pointers.push_back(nearby[i].value);
  }
  std::vector<const void *> gradients = gradientsAt(pointers);
  for (size_t i = 0; i < nearby.size(); ++i)
    nearby[i].gradient = gradients[i];
  ProbeOptions others = options;
  others.seed = mixBits(options.seed, 0);
  ProbeResult there = Prober(nearby, evaluate, others).run(/*onlyLook=*/false);
  // Without a loss there, what differs here has to do.
  if (!std::isfinite(there.loss))
    there = Prober(parameters, evaluate, others).run(/*onlyLook=*/false);
  there.numEvaluations += result.numEvaluations;
  return there;
}
