//===- Probe.cpp - Whether the gradients are those of the loss ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Probe.h"
#include "Reference.h"

#include "pipe/Support/Names.h"
#include "pipe/TensorIO/Elements.h"

#include <cmath>
#include <iomanip>
#include <ostream>

using namespace mlir::pipe;

/// The parameters with that verdict.
static std::string listNames(const Manifest &manifest,
                             const ProbeResult &result, ProbeVerdict verdict) {
  std::vector<std::string> names;
  for (size_t i = 0; i < result.gradients.size(); ++i)
    if (result.gradients[i].verdict == verdict)
      names.push_back(manifest.parameters[i].name);
  return quoteNames(names);
}

static void printWrong(const Manifest &manifest, const ProbeResult &result,
                       const std::string &loss, int64_t mostWrong,
                       std::ostream &out) {
  out << std::setprecision(4);
  for (size_t i = 0; i < result.gradients.size(); ++i) {
    const ProbedGradient &gradient = result.gradients[i];
    if (gradient.verdict != ProbeVerdict::Wrong)
      continue;
    out << "failed: the gradient of '" << manifest.parameters[i].name
        << "' is not the gradient of '" << loss << "': predicted "
        << gradient.predicted << ", measured " << gradient.measured;
    if (gradient.fits)
      out << "; that of '" << manifest.parameters[*gradient.fits].name
          << "' would fit";
    out << "\n";
  }
  if (result.count(ProbeVerdict::Wrong) >= mostWrong)
    out << "failed: there may be more; no more than " << mostWrong
        << " wrong gradients are looked for\n";
}

/// Prints what is known of gradients that are not wrong.
static void printRest(const Manifest &manifest, const ProbeResult &result,
                      const std::string &loss, int64_t numGradients,
                      std::ostream &out) {
  int64_t numConfirmed = result.count(ProbeVerdict::Confirmed);
  if (!std::isfinite(result.loss)) {
    out << "unclear: '" << loss << "' is " << result.loss
        << ", so that its gradients cannot be compared with its differences\n";
    return;
  }
  bool isWrong = result.count(ProbeVerdict::Wrong) > 0;
  if (numConfirmed > 0 && !isWrong)
    out << "ok: " << numConfirmed << " of " << numGradients
        << " gradients agree with differences of '" << loss << "'\n";
  auto print = [&](ProbeVerdict verdict, const char *text) {
    if (result.count(verdict) > 0)
      out << "unclear: " << text << ": " << listNames(manifest, result, verdict)
          << "\n";
  };
  print(ProbeVerdict::Small, "gradients too small to be told from the rounding "
                             "of the loss");
  if (!isWrong)
    print(ProbeVerdict::Unclear, "gradients that differences of the loss say "
                                 "nothing clear about");
  print(ProbeVerdict::NotFinite, "gradients with NaN or infinities");
}

ProbedModel::ProbedModel(const Bundle &bundle,
                         const std::vector<const void *> &parameters,
                         const std::vector<Bytes> &inputs)
    : bundle(bundle), inputs(inputs) {
  requireReference(bundle);
  const LossPlace place = findLoss(bundle.manifest);
  obstacle = place.obstacle;
  if (!obstacle.empty())
    return;
  lossResult = place.result;
  loss.emplace(bundle, lossResult, inputs);
  // Generated code may expect parameters at multiples of 64.
  for (size_t i = 0; i < parameters.size(); ++i) {
    const char *data = static_cast<const char *>(parameters[i]);
    values.emplace_back(data,
                        data + *countBytes(bundle.manifest.parameters[i].type));
  }
}

const Output &ProbedModel::getLossOutput() const {
  const Manifest &manifest = bundle.manifest;
  return manifest.outputs[manifest.reference->results[lossResult].index];
}

static const void *getData(const std::optional<Bytes> &gradient) {
  return gradient ? gradient->data() : nullptr;
}

std::vector<ProbedParameter>
ProbedModel::getParameters(const RunResults &reference) const {
  std::vector<ProbedParameter> probed;
  for (size_t i = 0; i < values.size(); ++i) {
    const Parameter &parameter = bundle.manifest.parameters[i];
    probed.push_back({parameter.name, parameter.type, values[i].data(),
                      getData(reference.gradients[i])});
  }
  return probed;
}

EvaluateLoss ProbedModel::getLoss() {
  return [this](const std::vector<const void *> &moved) {
    return loss->evaluate(moved);
  };
}

EvaluateGradients ProbedModel::getGradients() {
  return [this](const std::vector<const void *> &moved) {
    nearby = runReference(bundle, moved, inputs);
    std::vector<const void *> gradients;
    for (const std::optional<Bytes> &gradient : nearby.gradients)
      gradients.push_back(getData(gradient));
    return gradients;
  };
}

bool mlir::pipe::probeModel(const Bundle &bundle,
                            const std::vector<const void *> &parameters,
                            const std::vector<Bytes> &inputs,
                            const RunResults &reference, std::ostream &out) {
  const Manifest &manifest = bundle.manifest;
  int64_t numGradients = 0;
  for (const std::optional<Bytes> &gradient : reference.gradients)
    numGradients += gradient.has_value();
  if (numGradients == 0)
    return true;
  ProbedModel model(bundle, parameters, inputs);
  if (!model.getObstacle().empty()) {
    out << "unclear: " << model.getObstacle()
        << ", so that gradients cannot be compared with its differences\n";
    return true;
  }
  ProbeOptions options;
  options.lossType = model.getLossOutput().type.type;
  ProbeResult result =
      probeGradients(model.getParameters(reference), model.getLoss(),
                     model.getGradients(), options);
  const std::string &loss = model.getLossOutput().name;
  printWrong(manifest, result, loss, options.mostWrong, out);
  printRest(manifest, result, loss, numGradients, out);
  return result.count(ProbeVerdict::Wrong) == 0;
}
