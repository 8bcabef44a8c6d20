//===- Check.cpp - Comparison with the uncut model and with files ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Check.h"
#include "Failure.h"

#include <algorithm>
#include <cstring>
#include <iomanip>
#include <ostream>

using namespace mlir::pipe;

//===----------------------------------------------------------------------===//
// The uncut model
//===----------------------------------------------------------------------===//

namespace {
/// Arguments and results of the reference for one micro-batch at a time.
class ReferenceRun {
public:
  ReferenceRun(const Bundle &bundle,
               const std::vector<const void *> &parameters,
               const std::vector<Bytes> &inputs)
      : bundle(bundle), reference(*bundle.manifest.reference),
        parameters(parameters), inputs(inputs),
        workspace(size_t(reference.workspaceBytes) + 64) {
    const Manifest &manifest = bundle.manifest;
    for (const ReferenceValue &value : reference.results)
      values.emplace_back(size_t(*countBytes(getType(value))));
    for (const Output &output : manifest.outputs)
      results.outputs.emplace_back(size_t(*countBytes(output.type)) *
                                   size_t(manifest.microBatches));
    results.gradients.resize(manifest.parameters.size());
    for (const ReferenceValue &value : reference.results)
      if (value.kind == ReferenceValue::Gradient)
        results.gradients[value.index] =
            Bytes(size_t(*countBytes(getType(value))));
  }

  RunResults run() {
    for (int64_t m = 0; m < bundle.manifest.microBatches; ++m)
      runMicroBatch(m);
    if (bundle.manifest.meanGradients)
      for (const ReferenceValue &value : reference.results)
        if (value.kind == ReferenceValue::Gradient)
          divideElements(getType(value).type,
                         *countElements(getType(value).shape),
                         results.gradients[value.index]->data(),
                         bundle.manifest.microBatches);
    return std::move(results);
  }

private:
  const TensorType &getType(const ReferenceValue &value) const {
    const Manifest &manifest = bundle.manifest;
    switch (value.kind) {
    case ReferenceValue::Input:
      return manifest.inputs[value.index].type;
    case ReferenceValue::Output:
      return manifest.outputs[value.index].type;
    default:
      return manifest.parameters[value.index].type;
    }
  }

  void runMicroBatch(int64_t m) {
    std::vector<const void *> arguments;
    for (const ReferenceValue &value : reference.arguments)
      arguments.push_back(value.kind == ReferenceValue::Parameter
                              ? parameters[value.index]
                              : inputs[value.index].data() +
                                    m * *countBytes(getType(value)));
    std::vector<void *> pointers;
    for (Bytes &value : values)
      pointers.push_back(value.data());
    bundle.reference(arguments.data(), pointers.data(), workspace.data());
    for (size_t i = 0; i < values.size(); ++i) {
      const ReferenceValue &value = reference.results[i];
      const TensorType &type = getType(value);
      if (value.kind == ReferenceValue::Gradient)
        addElements(type.type, *countElements(type.shape),
                    results.gradients[value.index]->data(), values[i].data());
      else if (!values[i].empty())
        std::memcpy(results.outputs[value.index].data() +
                        m * int64_t(values[i].size()),
                    values[i].data(), values[i].size());
    }
  }

  const Bundle &bundle;
  const Reference &reference;
  const std::vector<const void *> &parameters;
  const std::vector<Bytes> &inputs;
  Bytes workspace;
  std::vector<Bytes> values; ///< Results of one micro-batch.
  RunResults results;
};
} // namespace

RunResults mlir::pipe::runReference(const Bundle &bundle,
                                    const std::vector<const void *> &parameters,
                                    const std::vector<Bytes> &inputs) {
  if (!bundle.reference)
    throw Failure{bundle.path + ": has no unpartitioned model to check with; "
                                "compile without --no-reference"};
  // Generated code may expect parameters at multiples of 64, as in an arena.
  std::vector<Bytes> copies;
  std::vector<const void *> aligned;
  for (size_t i = 0; i < parameters.size(); ++i) {
    const char *data = static_cast<const char *>(parameters[i]);
    copies.emplace_back(data,
                        data + *countBytes(bundle.manifest.parameters[i].type));
    aligned.push_back(copies.back().data());
  }
  return ReferenceRun(bundle, aligned, inputs).run();
}

//===----------------------------------------------------------------------===//
// Comparison
//===----------------------------------------------------------------------===//

std::vector<CheckRow> mlir::pipe::checkResults(const Bundle &bundle,
                                               const RunResults &results,
                                               const RunResults &reference) {
  const Manifest &manifest = bundle.manifest;
  std::vector<CheckRow> rows;
  for (size_t i = 0; i < manifest.outputs.size(); ++i) {
    const TensorType &type = manifest.outputs[i].type;
    rows.push_back(
        {"output", manifest.outputs[i].name,
         compare(type.type, *countElements(type.shape) * manifest.microBatches,
                 results.outputs[i].data(), reference.outputs[i].data())});
  }
  for (size_t i = 0; i < manifest.parameters.size(); ++i) {
    const Parameter &parameter = manifest.parameters[i];
    if (!reference.gradients[i])
      continue;
    if (!results.gradients[i])
      throw Failure{bundle.path + ": no rank has the gradient of '" +
                    parameter.name + "', but the unpartitioned model has"};
    rows.push_back(
        {"gradient", parameter.name,
         compare(parameter.type.type, *countElements(parameter.type.shape),
                 results.gradients[i]->data(),
                 reference.gradients[i]->data())});
  }
  return rows;
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
    return CheckRow{"gradient", parameter.name,
                    compare(type.type, *countElements(type.shape),
                            gradient.data(), tensor.data, factor)};
  };
  double numInMean = manifest.meanGradients ? double(manifest.microBatches) : 1;
  std::vector<std::string> keys = getGradientKeys(parameter.name, renames);
  for (const std::string &key : keys)
    if (auto *tensor = file.find("gradsum." + key, type, {}, {}))
      return compareWith(*tensor, numInMean);
  for (const std::string &key : keys)
    if (auto *tensor = file.find(key, type, {}, {}))
      return compareWith(*tensor, 1);
  return std::nullopt;
}

std::vector<CheckRow> mlir::pipe::compareWithFile(const Bundle &bundle,
                                                  const RunResults &results,
                                                  const DataFile &file,
                                                  const Renames &renames) {
  const Manifest &manifest = bundle.manifest;
  std::vector<CheckRow> rows;
  if (file.isSingle() && manifest.outputs.size() != 1)
    throw Failure{file.getPath() + ": holds one tensor, but the model has " +
                  std::to_string(manifest.outputs.size()) +
                  " outputs; use a safetensors file"};
  for (size_t i = 0; i < manifest.outputs.size(); ++i) {
    TensorType type = manifest.outputs[i].type;
    type.shape.insert(type.shape.begin(), manifest.microBatches);
    if (auto *tensor = file.find(manifest.outputs[i].name, type, renames, {}))
      rows.push_back({"output", manifest.outputs[i].name,
                      compare(type.type, *countElements(type.shape),
                              results.outputs[i].data(), tensor->data)});
  }
  for (size_t i = 0; i < manifest.parameters.size(); ++i)
    if (results.gradients[i] && !file.isSingle())
      if (auto row =
              compareGradient(manifest.parameters[i], *results.gradients[i],
                              manifest, file, renames))
        rows.push_back(std::move(*row));
  if (rows.empty())
    throw Failure{file.getPath() +
                  ": has neither an output nor a gradient of the model"};
  return rows;
}

//===----------------------------------------------------------------------===//
// Printing
//===----------------------------------------------------------------------===//

static double getLargestRelative(const std::vector<CheckRow> &rows) {
  double largest = 0;
  for (const CheckRow &row : rows)
    largest = std::max(largest, row.difference.getRelative());
  return largest;
}

bool mlir::pipe::printCheck(const Bundle &bundle,
                            const std::vector<CheckRow> &rows, double tolerance,
                            std::ostream &out) {
  size_t width = 4;
  for (const CheckRow &row : rows)
    width = std::max(width, row.name.size());
  out << "check against the unpartitioned model\n  " << std::left
      << std::setw(10) << "kind" << std::setw(int(width)) << "name"
      << std::right << "    elements   bit-equal  max |diff|    relative\n";
  int64_t numElements = 0, numBitEqual = 0;
  out << std::setprecision(3);
  for (const CheckRow &row : rows) {
    const Difference &difference = row.difference;
    numElements += difference.numElements;
    numBitEqual += difference.numBitEqual;
    out << "  " << std::left << std::setw(10) << row.kind
        << std::setw(int(width)) << row.name << std::right << std::setw(12)
        << difference.numElements << std::setw(12) << difference.numBitEqual
        << std::setw(12) << difference.maxAbsolute << std::setw(12)
        << difference.getRelative()
        << (difference.getRelative() <= tolerance ? "" : "  TOO FAR") << "\n";
  }
  double largest = getLargestRelative(rows);
  bool good = largest <= tolerance;
  out << (good ? "ok" : "failed") << ": " << bundle.manifest.ranks << " ranks, "
      << bundle.manifest.microBatches << " micro-batches, " << numBitEqual
      << " of " << numElements
      << " values bit-equal, largest relative difference " << largest
      << (good ? "" : ", tolerance ");
  if (!good)
    out << tolerance;
  out << "\n";
  return good;
}

bool mlir::pipe::printComparison(const std::vector<CheckRow> &rows,
                                 const std::string &fileName, double tolerance,
                                 std::ostream &out) {
  out << std::setprecision(3);
  for (std::string kind : {"output", "gradient"}) {
    std::vector<CheckRow> some;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(some),
                 [&](const CheckRow &row) { return row.kind == kind; });
    if (some.empty())
      continue;
    auto worst = std::max_element(
        some.begin(), some.end(), [](const auto &left, const auto &right) {
          return left.difference.getRelative() < right.difference.getRelative();
        });
    double relative = worst->difference.getRelative();
    out << (relative <= tolerance ? "ok" : "failed") << ": " << some.size()
        << " " << kind << (some.size() == 1 ? "" : "s") << " against "
        << fileName << ", largest relative difference " << relative << " ("
        << worst->name << "), tolerance " << tolerance << "\n";
  }
  return getLargestRelative(rows) <= tolerance;
}
