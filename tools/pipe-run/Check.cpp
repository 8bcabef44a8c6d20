//===- Check.cpp - Comparison with the uncut model and with files ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Check.h"

#include "pipe/Support/Failure.h"
#include "pipe/Support/Names.h"

#include <cmath>
#include <set>

using namespace mlir::pipe;

std::vector<CheckRow> mlir::pipe::checkResults(const Bundle &bundle,
                                               const RunResults &results,
                                               const RunResults &reference) {
  const Manifest &manifest = bundle.manifest;
  std::vector<CheckRow> rows;
  for (size_t i = 0; i < manifest.outputs.size(); ++i) {
    const TensorType &type = manifest.outputs[i].type;
    rows.push_back({"output", manifest.outputs[i].name, type.type,
                    compare(*countElements(type.shape) * manifest.microBatches,
                            {type.type, results.outputs[i].data()},
                            {type.type, reference.outputs[i].data()})});
  }
  for (size_t i = 0; i < manifest.parameters.size(); ++i) {
    const Parameter &parameter = manifest.parameters[i];
    if (!reference.gradients[i])
      continue;
    // A program has it too: `checkManifest` has seen to that.
    const TensorType &type = parameter.type;
    rows.push_back({"gradient", parameter.name, type.type,
                    compare(*countElements(type.shape),
                            {type.type, results.gradients[i]->data()},
                            {type.type, reference.gradients[i]->data()})});
  }
  return rows;
}

/// What the file has under `name`, of `type` or of a wider floating-point type:
/// results in bf16 may be compared with what was computed in f32. Null if there
/// is none.
static const NamedTensor *findReference(const DataFile &file,
                                        const std::string &name,
                                        const TensorType &type,
                                        const Renames &renames) {
  const NamedTensor *tensor = file.find(name, renames, {});
  bool isWider = tensor && tensor->type.shape == type.shape &&
                 isFloat(type.type) && isFloat(tensor->type.type) &&
                 getEpsilon(tensor->type.type) < getEpsilon(type.type);
  return isWider ? tensor : file.find(name, type, renames, {});
}

/// What files may call the gradient of `name`: under the key that --rename
/// gives to the parameter (without "param."), or under the name.
static std::vector<std::string> getGradientKeys(const std::string &name,
                                                const Renames &renames) {
  std::vector<std::string> keys = {name};
  if (auto renamed = renames.find(name); renamed != renames.end()) {
    std::string key = renamed->second;
    keys.insert(keys.begin(), key.starts_with("param.") ? key.substr(6) : key);
  }
  return keys;
}

/// Compares the gradient of one parameter; nothing if the file lacks it.
static std::optional<CheckRow> compareGradient(const Parameter &parameter,
                                               const Bytes &gradient,
                                               const Manifest &manifest,
                                               const DataFile &file,
                                               const Renames &renames) {
  const TensorType &type = parameter.type;
  auto compareWith = [&](const NamedTensor &tensor, double factor) {
    return CheckRow{"gradient", parameter.name, type.type,
                    compare(*countElements(type.shape),
                            {type.type, gradient.data()},
                            {tensor.type.type, tensor.data}, factor)};
  };
  double numInMean = manifest.meanGradients ? double(manifest.microBatches) : 1;
  std::vector<std::string> keys = getGradientKeys(parameter.name, renames);
  for (const std::string &key : keys)
    if (auto *tensor = findReference(file, "gradsum." + key, type, {}))
      return compareWith(*tensor, numInMean);
  for (const std::string &key : keys)
    if (auto *tensor = findReference(file, key, type, {}))
      return compareWith(*tensor, 1);
  return std::nullopt;
}

/// Compares one output; nothing if the file lacks it.
static std::optional<CheckRow> compareOutput(const Output &output,
                                             const Bytes &value,
                                             const Manifest &manifest,
                                             const DataFile &file,
                                             const Renames &renames) {
  TensorType type = output.type;
  type.shape.insert(type.shape.begin(), manifest.microBatches);
  const NamedTensor *tensor = findReference(file, output.name, type, renames);
  if (!tensor && output.loss)
    tensor = findReference(file, "loss", type, renames);
  if (!tensor)
    return std::nullopt;
  return CheckRow{"output", output.name, type.type,
                  compare(*countElements(type.shape), {type.type, value.data()},
                          {tensor->type.type, tensor->data})};
}

/// Compares one number of the step; nothing if the file lacks it.
static std::optional<CheckRow> compareReport(const bundle::Report &report,
                                             const Bytes &value,
                                             const DataFile &file,
                                             const Renames &renames) {
  const NamedTensor *tensor =
      findReference(file, report.role, report.type, renames);
  if (!tensor)
    return std::nullopt;
  return CheckRow{"report", report.role, report.type.type,
                  compare(1, {report.type.type, value.data()},
                          {tensor->type.type, tensor->data})};
}

/// Keys that neither name a result nor data that the run takes.
static std::vector<std::string> findUnusedKeys(const Manifest &manifest,
                                               const DataFile &file,
                                               const Renames &renames) {
  std::set<std::string> used = {"loss"};
  auto use = [&](const std::string &name) {
    used.insert({name, "param." + name, "gradsum." + name});
  };
  for (const Output &output : manifest.outputs)
    use(output.name);
  for (const bundle::Report &report : manifest.reports)
    if (report.isResult)
      use(report.role);
  for (const Input &input : manifest.inputs)
    use(input.name);
  for (const Parameter &parameter : manifest.parameters)
    use(parameter.name);
  for (const auto &[name, key] : renames)
    use(key.starts_with("param.") ? key.substr(6) : key);
  std::vector<std::string> unused;
  for (const std::string &key : file.getKeys())
    if (!used.count(key))
      unused.push_back(key);
  return unused;
}

FileComparison mlir::pipe::compareWithFile(const Bundle &bundle,
                                           const RunResults &results,
                                           const DataFile &file,
                                           const Renames &renames) {
  const Manifest &manifest = bundle.manifest;
  FileComparison comparison;
  if (file.isSingle() && manifest.outputs.size() != 1)
    throw Failure{file.getPath() + ": holds one tensor, but the model has " +
                  std::to_string(manifest.outputs.size()) +
                  " outputs; use a safetensors file"};
  for (size_t i = 0; i < manifest.outputs.size(); ++i)
    if (auto row = compareOutput(manifest.outputs[i], results.outputs[i],
                                 manifest, file, renames))
      comparison.rows.push_back(std::move(*row));
    else
      comparison.missingOutputs.push_back(manifest.outputs[i].name);
  for (size_t i = 0; i < manifest.reports.size(); ++i) {
    const bundle::Report &report = manifest.reports[i];
    if (!report.isResult || file.isSingle())
      continue;
    if (auto row = compareReport(report, results.reports[i], file, renames))
      comparison.rows.push_back(std::move(*row));
    else
      comparison.missingReports.push_back(report.role);
  }
  for (size_t i = 0; i < manifest.parameters.size(); ++i) {
    const Parameter &parameter = manifest.parameters[i];
    if (!results.gradients[i] || file.isSingle())
      continue;
    const Bytes &gradient = *results.gradients[i];
    if (auto row =
            compareGradient(parameter, gradient, manifest, file, renames)) {
      comparison.rows.push_back(std::move(*row));
      continue;
    }
    comparison.missingGradients.push_back(parameter.name);
    Difference own = compare(*countElements(parameter.type.shape),
                             {parameter.type.type, gradient.data()},
                             {parameter.type.type, gradient.data()});
    comparison.normOfMissing =
        std::hypot(comparison.normOfMissing, own.normValue);
  }
  comparison.unusedKeys = findUnusedKeys(manifest, file, renames);
  if (comparison.rows.empty())
    throw Failure{file.getPath() +
                  ": has neither an output nor a gradient of the model" +
                  (comparison.unusedKeys.empty()
                       ? ""
                       : "; its keys " + quoteNames(comparison.unusedKeys) +
                             " name none; --rename=KEY=NAME takes a gradient "
                             "from another key")};
  return comparison;
}
