//===- ManifestIndex.cpp - Finding what a manifest names ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Bundle/ManifestIndex.h"

using namespace mlir::pipe;
using namespace mlir::pipe::bundle;

template <class Item>
ManifestIndex::Places ManifestIndex::number(const std::vector<Item> &items) {
  Places places;
  for (size_t i = 0; i < items.size(); ++i)
    places.emplace(items[i].name, i);
  return places;
}

std::optional<size_t> ManifestIndex::find(const Places &places,
                                          std::string_view name) {
  auto place = places.find(name);
  return place == places.end() ? std::nullopt : std::optional(place->second);
}

ManifestIndex::ManifestIndex(const Manifest &manifest)
    : manifest(manifest), parameters(number(manifest.parameters)),
      parts(number(manifest.parts)), inputs(number(manifest.inputs)),
      outputs(number(manifest.outputs)) {}

std::optional<size_t>
ManifestIndex::findParameter(std::string_view name) const {
  return find(parameters, name);
}

std::optional<size_t> ManifestIndex::findPart(std::string_view name) const {
  return find(parts, name);
}

std::optional<size_t> ManifestIndex::findInput(std::string_view name) const {
  return find(inputs, name);
}

std::optional<size_t> ManifestIndex::findOutput(std::string_view name) const {
  return find(outputs, name);
}

std::optional<ParameterRegion>
ManifestIndex::findRegion(std::string_view name) const {
  ParameterRegion region;
  if (std::optional<size_t> place = findParameter(name)) {
    region.parameter = *place;
    region.rowBytes = *countBytes(manifest.parameters[*place].type);
    return region;
  }
  std::optional<size_t> place = findPart(name);
  if (!place)
    return std::nullopt;
  const ParameterPart &part = manifest.parts[*place];
  region.parameter = part.parameter;
  if (*countBytes(part.type) == 0)
    return region;
  // The part lies in the parameter, so that no product is too large.
  const std::vector<int64_t> &whole =
      manifest.parameters[part.parameter].type.shape;
  int64_t inner = getInfo(part.type.type).bytes;
  for (size_t i = size_t(part.dimension) + 1; i < whole.size(); ++i)
    inner *= whole[i];
  for (size_t i = 0; i < size_t(part.dimension); ++i)
    region.rows *= whole[i];
  region.begin = part.offset * inner;
  region.rowBytes = part.type.shape[size_t(part.dimension)] * inner;
  region.stride = whole[size_t(part.dimension)] * inner;
  return region;
}
