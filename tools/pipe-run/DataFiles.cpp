//===- DataFiles.cpp - Tensors that the user gives ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DataFiles.h"

#include "pipe/Support/Failure.h"
#include "pipe/Support/Names.h"

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

DataFile DataFile::open(const std::string &path, const std::string &option,
                        bool isMapped) {
  DataFile file;
  file.path = path;
  if (path.ends_with(".npy"))
    file.npy = take(isMapped ? Npy::map(path) : Npy::read(path));
  else if (path.ends_with(".safetensors"))
    file.safetensors =
        take(isMapped ? Safetensors::map(path) : Safetensors::read(path));
  else
    throw Failure{option + "=" + path +
                  ": is neither called .safetensors nor .npy"};
  return file;
}

DataFile DataFile::of(Safetensors tensors, const std::string &path) {
  DataFile file;
  file.path = path;
  file.safetensors = std::move(tensors);
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

std::vector<DataFile>
mlir::pipe::mapFiles(const std::vector<std::string> &paths,
                     const std::string &option) {
  std::vector<DataFile> files;
  for (const std::string &path : paths)
    files.push_back(DataFile::map(path, option));
  return files;
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
  return &findConstant(bundle, parameter);
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
