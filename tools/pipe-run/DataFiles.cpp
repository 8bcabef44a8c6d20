//===- DataFiles.cpp - Tensors that the user gives ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DataFiles.h"
#include "Failure.h"
#include "Names.h"
#include "Seeds.h"

#include <algorithm>
#include <cstring>

using namespace mlir::pipe;

Renames mlir::pipe::parseRenames(const std::vector<std::string> &items) {
  Renames renames;
  for (const std::string &item : items) {
    size_t split = item.find('=');
    if (split == std::string::npos || split == 0 || split + 1 == item.size())
      throw Failure{"--rename needs KEY=NAME, but got '" + item + "'",
                    ExitStatus::BadUsage};
    if (!renames.emplace(item.substr(split + 1), item.substr(0, split)).second)
      throw Failure{"--rename gives two keys for '" + item.substr(split + 1) +
                        "'",
                    ExitStatus::BadUsage};
  }
  return renames;
}

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

DataFile DataFile::read(const std::string &path, const std::string &option) {
  DataFile file;
  file.path = path;
  if (path.ends_with(".npy"))
    file.npy = take(Npy::read(path));
  else if (path.ends_with(".safetensors"))
    file.safetensors = take(Safetensors::read(path));
  else
    throw Failure{option + "=" + path +
                  ": is neither called .safetensors nor .npy"};
  return file;
}

const NamedTensor *
DataFile::find(const std::string &name, const Renames &renames,
               const std::vector<std::string> &prefixes) const {
  if (npy)
    return &npy->tensor;
  if (auto renamed = renames.find(name); renamed != renames.end())
    if (const NamedTensor *tensor = safetensors->find(renamed->second))
      return tensor;
  if (const NamedTensor *tensor = safetensors->find(name))
    return tensor;
  for (const std::string &prefix : prefixes)
    if (const NamedTensor *tensor = safetensors->find(prefix + name))
      return tensor;
  return nullptr;
}

const NamedTensor *
DataFile::find(const std::string &name, const TensorType &type,
               const Renames &renames,
               const std::vector<std::string> &prefixes) const {
  const NamedTensor *tensor = find(name, renames, prefixes);
  if (!tensor)
    return nullptr;
  if (isSameStorage(tensor->type.type, type.type) &&
      tensor->type.shape == type.shape)
    return tensor;
  std::string key =
      tensor->name.empty() ? "the tensor" : "'" + tensor->name + "'";
  throw Failure{path + ": " + key + " is " + toString(tensor->type) +
                ", but '" + name + "' must be " + toString(type)};
}

std::vector<std::string> DataFile::getKeys() const {
  std::vector<std::string> keys;
  if (safetensors)
    for (const auto &[key, tensor] : safetensors->getTensors())
      keys.push_back(key);
  return keys;
}

//===----------------------------------------------------------------------===//
// Parameters
//===----------------------------------------------------------------------===//

/// The value of one parameter, or null.
static const NamedTensor *findParameter(const Bundle &bundle,
                                        const Parameter &parameter,
                                        const DataFile *file,
                                        const Renames &renames) {
  const NamedTensor *tensor = nullptr;
  if (file && (!file->isSingle() || !parameter.inBundle))
    tensor = file->find(parameter.name, parameter.type, renames, {"param."});
  if (tensor || !parameter.inBundle)
    return tensor;
  std::string path = bundle.path + "/" + std::string(bundle::kConstantsFile);
  tensor = bundle.constants->find(parameter.name);
  if (!tensor)
    throw Failure{path + ": has no tensor '" + parameter.name + "'"};
  if (!isSameStorage(tensor->type.type, parameter.type.type) ||
      tensor->type.shape != parameter.type.shape)
    throw Failure{path + ": '" + parameter.name + "' is " +
                  toString(tensor->type) + ", but must be " +
                  toString(parameter.type)};
  return tensor;
}

std::vector<const void *> mlir::pipe::findParameters(const Bundle &bundle,
                                                     const DataFile *file,
                                                     const Renames &renames) {
  const std::vector<Parameter> &parameters = bundle.manifest.parameters;
  size_t numNeeded = 0;
  for (const Parameter &parameter : parameters)
    numNeeded += !parameter.inBundle;
  if (file && file->isSingle() && numNeeded != 1)
    throw Failure{file->getPath() + ": holds one tensor, but the model has " +
                  std::to_string(numNeeded) +
                  " parameters; use a safetensors file"};
  std::vector<const void *> values;
  std::vector<std::string> missing;
  for (const Parameter &parameter : parameters) {
    const NamedTensor *tensor = findParameter(bundle, parameter, file, renames);
    if (!tensor)
      missing.push_back(parameter.name);
    else
      values.push_back(tensor->data);
  }
  if (missing.empty())
    return values;
  if (!file)
    throw Failure{"the model needs values of the parameters " +
                  quoteNames(missing) +
                  "; give them with --parameters=FILE.safetensors"};
  throw Failure{file->getPath() + ": lacks the parameters " +
                quoteNames(missing) +
                "; --rename=KEY=NAME takes them from other keys"};
}

//===----------------------------------------------------------------------===//
// Inputs
//===----------------------------------------------------------------------===//

void mlir::pipe::moveMicroBatchesToFront(const std::vector<int64_t> &shape,
                                         int64_t dimension, int64_t count,
                                         int64_t elementBytes,
                                         const char *source, char *target) {
  int64_t outer = 1, inner = elementBytes;
  for (int64_t i = 0; i < int64_t(shape.size()); ++i)
    (i < dimension ? outer : inner) *= shape[size_t(i)];
  for (int64_t o = 0; o < outer; ++o)
    for (int64_t m = 0; m < count; ++m)
      std::memcpy(target + (m * outer + o) * inner,
                  source + (o * count + m) * inner, size_t(inner));
}

/// Says how many rows a file has, and how many it should have.
[[noreturn]] static void failRows(const DataFile &file,
                                  const NamedTensor &tensor, const Input &input,
                                  int64_t count) {
  size_t dimension = size_t(*input.batchDimension);
  int64_t rows = input.type.shape[dimension];
  throw Failure{file.getPath() + ": '" + input.name + "' has " +
                std::to_string(tensor.type.shape[dimension]) +
                " rows in dimension " + std::to_string(dimension) + ", but " +
                std::to_string(count) + " micro-batches of " +
                std::to_string(rows) + " rows need " +
                std::to_string(count * rows) +
                "; compile with another --micro-batches, or give as many rows"};
}

static Bytes packInput(const Manifest &manifest, const Input &input,
                       const DataFile &file, const Renames &renames) {
  const int64_t count = manifest.microBatches;
  TensorType stacked = input.type;
  // `checkManifest` has seen that no product is too large.
  if (input.batchDimension)
    stacked.shape[size_t(*input.batchDimension)] *= count;
  const NamedTensor *tensor = file.find(input.name, renames, {});
  if (!tensor)
    throw Failure{file.getPath() + ": lacks the input '" + input.name +
                  "'; --rename=KEY=NAME takes it from another key" +
                  (input.isSeed ? ", --seed=N fills it" : "")};
  // Only the number of rows differs: say that instead of both types.
  if (input.batchDimension &&
      tensor->type.shape.size() == stacked.shape.size()) {
    TensorType other = stacked;
    size_t dimension = size_t(*input.batchDimension);
    other.shape[dimension] = tensor->type.shape[dimension];
    if (other.shape == tensor->type.shape && other.shape != stacked.shape)
      failRows(file, *tensor, input, count);
  }
  tensor = file.find(input.name, stacked, renames, {});
  const char *source = static_cast<const char *>(tensor->data);
  int64_t sliceBytes = *countBytes(input.type);
  Bytes packed(static_cast<size_t>(sliceBytes * count));
  if (packed.empty())
    return packed;
  if (input.batchDimension)
    moveMicroBatchesToFront(input.type.shape, *input.batchDimension, count,
                            getInfo(input.type.type).bytes, source,
                            packed.data());
  for (int64_t m = 0; !input.batchDimension && m < count; ++m)
    std::memcpy(packed.data() + m * sliceBytes, source, size_t(sliceBytes));
  return packed;
}

std::vector<Bytes> mlir::pipe::packInputs(const Manifest &manifest,
                                          const DataFile *file,
                                          const Renames &renames,
                                          std::optional<uint64_t> seed) {
  SeedSource seeds(manifest, seed);
  size_t numNeeded = 0;
  for (const Input &input : manifest.inputs) {
    numNeeded += !seeds.fills(input);
    if (!file && !seeds.fills(input))
      throw Failure{"the model has the input '" + input.name +
                    "'; give it with --inputs=FILE.safetensors" +
                    (input.isSeed ? ", or --seed=N" : "")};
  }
  if (file && file->isSingle() && numNeeded != 1)
    throw Failure{file->getPath() + ": holds one tensor, but the model has " +
                  std::to_string(numNeeded) +
                  " inputs; use a safetensors file"};
  std::vector<Bytes> packed;
  for (const Input &input : manifest.inputs) {
    bool isSeed = seeds.fills(input);
    if (isSeed && file && !file->isSingle() &&
        file->find(input.name, renames, {}))
      throw Failure{file->getPath() + ": has the input '" + input.name +
                        "', which --seed fills too; leave one of them out",
                    ExitStatus::BadUsage};
    packed.push_back(isSeed ? seeds.draw(input)
                            : packInput(manifest, input, *file, renames));
  }
  return packed;
}
