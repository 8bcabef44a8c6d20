//===- RoleProbe.cpp - Whether guessed gradients are some -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RoleProbe.h"
#include "Probe.h"
#include "Reference.h"

#include "pipe/Support/Failure.h"
#include "pipe/Support/Names.h"
#include "pipe/TensorIO/Elements.h"

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace mlir::pipe;

/// Floating-point elements from `low` to `high`, integers and booleans 0 or 1.
static Bytes makeData(const TensorType &type, uint64_t seed, double low,
                      double high) {
  Bytes data(size_t(*countBytes(type)));
  int64_t count = *countElements(type.shape);
  for (int64_t i = 0; i < count; ++i) {
    double unit = mixUnit(seed, uint64_t(i));
    if (isFloat(type.type))
      writeFloat(type.type, data.data(), i, low + (high - low) * unit);
    else
      data[size_t(i * getInfo(type.type).bytes)] = char(unit > 0.5);
  }
  return data;
}

/// Matrices of a size that keeps sums of products near 1, since functions that
/// saturate have no slope; vectors that may be a variance or a scale.
static Bytes makeParameter(const TensorType &type, uint64_t seed) {
  if (type.shape.size() < 2)
    return makeData(type, seed, 0.25, 0.75);
  int64_t terms = std::max(type.shape.end()[-1], type.shape.end()[-2]);
  double size = 1 / std::sqrt(double(std::max<int64_t>(terms, 1)));
  return makeData(type, seed, -size, size);
}

static double getCost(const Manifest &manifest) {
  double cost = 0;
  for (const Task &task : manifest.tasks)
    cost += double(task.cost);
  return cost;
}

static RoleProbe judge(const Manifest &manifest, const ProbeResult &result,
                       const std::string &loss) {
  std::vector<std::string> unclear;
  for (size_t i = 0; i < result.gradients.size(); ++i) {
    const ProbedGradient &gradient = result.gradients[i];
    const std::string &name = manifest.parameters[i].name;
    if (gradient.verdict == ProbeVerdict::Wrong)
      return {RoleProbe::Wrong,
              "what was taken for the gradient of '" + name +
                  "' is not the gradient of '" + loss + "'" +
                  (gradient.fits
                       ? ", but would be right for '" +
                             manifest.parameters[*gradient.fits].name + "'"
                       : std::string())};
    if (gradient.verdict != ProbeVerdict::None &&
        gradient.verdict != ProbeVerdict::Confirmed)
      unclear.push_back(name);
  }
  if (!std::isfinite(result.loss))
    return {RoleProbe::Unknown, "on made-up data the loss is not finite"};
  if (!unclear.empty())
    return {RoleProbe::Unknown,
            "made-up data say nothing of the gradients of " +
                quoteNames(unclear)};
  return {RoleProbe::Confirmed, ""};
}

static RoleProbe probe(Bundle bundle, double maxCost) {
  const Manifest &manifest = bundle.manifest;
  if (getCost(manifest) > maxCost)
    return {RoleProbe::Unknown, "the model is too large to be tried here"};
  bundle.manifest.microBatches = 1;
  std::vector<Bytes> parameterData, inputs;
  std::vector<const void *> parameters;
  for (const Parameter &parameter : manifest.parameters) {
    const NamedTensor *constant =
        parameter.inBundle ? bundle.constants->find(parameter.name) : nullptr;
    parameterData.push_back(
        makeParameter(parameter.type, parameterData.size() + 1));
    if (constant)
      std::memcpy(parameterData.back().data(), constant->data,
                  parameterData.back().size());
    parameters.push_back(parameterData.back().data());
  }
  for (const Input &input : manifest.inputs)
    inputs.push_back(makeData(input.type, 1000003 + inputs.size(), -1, 1));
  RunResults reference = runReference(bundle, parameters, inputs);
  ProbedModel model(bundle, parameters, inputs);
  if (!model.getObstacle().empty())
    return {RoleProbe::Unknown, model.getObstacle()};
  ProbeOptions options;
  options.lossType = model.getLossOutput().type.type;
  ProbeResult result =
      probeGradients(model.getParameters(reference), model.getLoss(),
                     model.getGradients(), options);
  return judge(manifest, result, model.getLossOutput().name);
}

RoleProbe mlir::pipe::probeRoles(const std::string &path,
                                 double maxCost) noexcept {
  try {
    return probe(loadBundle(path), maxCost);
  } catch (const Failure &failure) {
    return {RoleProbe::Unknown, failure.message};
  } catch (const std::exception &error) {
    return {RoleProbe::Unknown, error.what()};
  }
}
