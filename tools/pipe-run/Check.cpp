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
#include <iomanip>
#include <ostream>

using namespace mlir::pipe;

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

double mlir::pipe::getDefaultTolerance(const Manifest &manifest) {
  double tolerance = 1e-5;
  auto allowFor = [&](const TensorType &type) {
    if (type.type == ElementType::F16)
      tolerance = std::max(tolerance, 4e-3);
    if (type.type == ElementType::BF16)
      tolerance = std::max(tolerance, 3e-2);
  };
  for (const Parameter &parameter : manifest.parameters)
    allowFor(parameter.type);
  for (const Input &input : manifest.inputs)
    allowFor(input.type);
  for (const Output &output : manifest.outputs)
    allowFor(output.type);
  return tolerance;
}

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
