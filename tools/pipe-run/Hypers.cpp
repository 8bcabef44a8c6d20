//===- Hypers.cpp - The numbers that a step is given ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Hypers.h"
#include "Numbers.h"

#include "pipe/Support/Failure.h"
#include "pipe/Support/Names.h"

#include <map>

using namespace mlir::pipe;

/// Where a number comes from that no --hyper gives; "" of others.
static std::string explainOwn(const std::string &role) {
  if (role == bundle::kLearningRateRole)
    return "is given with --learning-rate";
  if (role == bundle::kStepRole)
    return "the number of the step is that of the run";
  if (role == bundle::kLossScaleRole)
    return "the loss scale is that of the bundle, or found by the run";
  return "";
}

/// Parses the values of --hyper.
static std::map<std::string, double>
parseHypers(const std::vector<std::string> &items) {
  std::map<std::string, double> values;
  for (const std::string &item : items) {
    size_t split = item.rfind('=');
    std::optional<double> number =
        split == std::string::npos
            ? std::nullopt
            : parseNumber(std::string_view(item).substr(split + 1));
    if (!number || split == 0)
      throw Failure{"--hyper needs ROLE=NUMBER, but got '" + item + "'",
                    ExitStatus::BadUsage};
    std::string role = item.substr(0, split);
    if (std::string reason = explainOwn(role); !reason.empty())
      throw Failure{"--hyper=" + item + ": " + reason, ExitStatus::BadUsage};
    if (!values.emplace(role, *number).second)
      throw Failure{"--hyper gives two numbers for '" + role + "'",
                    ExitStatus::BadUsage};
  }
  return values;
}

Hypers::Hypers(const Manifest &manifest, const RateOptions &rateOptions,
               const std::vector<std::string> &items, int64_t lastStep)
    : manifest(manifest) {
  if (const bundle::Hyper *hyper =
          manifest.findHyper(bundle::kLearningRateRole))
    rate.emplace(rateOptions, hyper->value, lastStep);
  else if (rateOptions != RateOptions())
    throw Failure{"the optimizer takes no learning rate, so that no option can "
                  "say it",
                  ExitStatus::BadUsage};
  std::map<std::string, double> values = parseHypers(items);
  std::vector<std::string> missing, roles;
  for (const bundle::Hyper &hyper : manifest.hypers) {
    auto value = values.extract(hyper.role);
    given.push_back(value ? value.mapped() : hyper.value.value_or(0));
    if (!explainOwn(hyper.role).empty())
      continue;
    roles.push_back(hyper.role);
    if (!value && !hyper.value)
      missing.push_back(hyper.role);
  }
  if (!values.empty())
    throw Failure{"--hyper: the bundle has no hyper '" + values.begin()->first +
                      "'" +
                      (roles.empty() ? "" : ", only " + quoteNames(roles)),
                  ExitStatus::BadUsage};
  if (!missing.empty())
    throw Failure{"the optimizer needs the numbers " + quoteNames(missing) +
                      "; give each with --hyper=ROLE=NUMBER",
                  ExitStatus::BadUsage};
}

std::vector<double> Hypers::get(int64_t step, int64_t update,
                                double lossScale) const {
  std::vector<double> values = given;
  for (size_t i = 0; i < values.size(); ++i) {
    const std::string &role = manifest.hypers[i].role;
    if (role == bundle::kStepRole)
      values[i] = double(update);
    else if (role == bundle::kLearningRateRole)
      values[i] = rate->get(step);
    else if (role == bundle::kLossScaleRole)
      values[i] = lossScale;
  }
  return values;
}

std::optional<double> Hypers::getLearningRate(int64_t step) const {
  return rate ? std::optional(rate->get(step)) : std::nullopt;
}
