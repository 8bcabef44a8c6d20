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
      parts(number(manifest.parts)), states(number(manifest.states)),
      reports(number(manifest.reports)), hypers(number(manifest.hypers)),
      inputs(number(manifest.inputs)), outputs(number(manifest.outputs)) {}

std::optional<size_t>
ManifestIndex::findParameter(std::string_view name) const {
  return find(parameters, name);
}

std::optional<size_t> ManifestIndex::findPart(std::string_view name) const {
  return find(parts, name);
}

std::optional<size_t> ManifestIndex::findState(std::string_view name) const {
  return find(states, name);
}

std::optional<size_t> ManifestIndex::findReport(std::string_view name) const {
  return find(reports, name);
}

std::optional<size_t> ManifestIndex::findHyper(std::string_view name) const {
  return find(hypers, name);
}

std::optional<size_t> ManifestIndex::findInput(std::string_view name) const {
  return find(inputs, name);
}

std::optional<size_t> ManifestIndex::findOutput(std::string_view name) const {
  return find(outputs, name);
}

std::optional<ParameterRegion>
ManifestIndex::findRegion(std::string_view name) const {
  if (std::optional<size_t> place = findParameter(name))
    return getRegion(*place, nullptr, manifest.parameters[*place].type.type);
  std::optional<size_t> place = findPart(name);
  if (!place)
    return std::nullopt;
  const ParameterPart &part = manifest.parts[*place];
  return getRegion(part.parameter, &part, part.type.type);
}

ParameterRegion ManifestIndex::getRegion(const State &state) const {
  if (state.owner == State::OfParameter) {
    ParameterRegion region;
    region.parameter = state.index;
    region.rowBytes = *countBytes(state.type);
    return region;
  }
  const ParameterPart &part = manifest.parts[state.index];
  return getRegion(part.parameter, &part, state.type.type);
}

ParameterRegion ManifestIndex::getRegion(size_t parameter,
                                         const ParameterPart *part,
                                         ElementType type) const {
  // The part lies in the parameter, and both have been found not to be too
  // large, so that no product is.
  const std::vector<int64_t> &whole = manifest.parameters[parameter].type.shape;
  ParameterRegion region;
  region.parameter = parameter;
  if (!part) {
    region.rowBytes = *countBytes({type, whole});
    return region;
  }
  if (*countBytes(part->type) == 0)
    return region;
  int64_t inner = getInfo(type).bytes;
  for (size_t i = size_t(part->dimension) + 1; i < whole.size(); ++i)
    inner *= whole[i];
  for (size_t i = 0; i < size_t(part->dimension); ++i)
    region.rows *= whole[i];
  region.begin = part->offset * inner;
  region.rowBytes = part->type.shape[size_t(part->dimension)] * inner;
  region.stride = whole[size_t(part->dimension)] * inner;
  return region;
}
