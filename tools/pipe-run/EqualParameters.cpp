//===- EqualParameters.cpp - Parameters that may be one -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EqualParameters.h"

#include "pipe/Support/Names.h"
#include "pipe/TensorIO/Checksum.h"

#include <cstring>
#include <map>
#include <set>

using namespace mlir::pipe;

/// Whether all elements have the same bytes.
static bool isUniform(std::string_view bytes, size_t elementBytes) {
  return bytes.size() <= elementBytes ||
         std::memcmp(bytes.data(), bytes.data() + elementBytes,
                     bytes.size() - elementBytes) == 0;
}

std::vector<std::vector<std::string>>
mlir::pipe::findEqualParameters(const Manifest &manifest,
                                const std::vector<const void *> &values) {
  std::set<size_t> trained;
  const ManifestIndex index(manifest);
  for (const Program &program : manifest.programs)
    for (const Buffer &buffer : program.buffers)
      if (buffer.kind == BufferKind::Gradient && buffer.result)
        if (auto region = index.findRegion(buffer.name))
          trained.insert(region->parameter);
  std::map<std::string, std::vector<size_t>> groups;
  std::vector<std::string> order;
  for (size_t i = 0; i < manifest.parameters.size(); ++i) {
    const Parameter &parameter = manifest.parameters[i];
    std::string_view bytes(static_cast<const char *>(values[i]),
                           size_t(*countBytes(parameter.type)));
    if (!trained.count(i) ||
        isUniform(bytes, size_t(getInfo(parameter.type.type).bytes)))
      continue;
    std::string key = toString(parameter.type) + getChecksum(bytes);
    std::vector<size_t> &group = groups[key];
    if (group.empty())
      order.push_back(key);
    // Equal checksums of different values are as good as impossible.
    if (group.empty() ||
        std::memcmp(values[group[0]], bytes.data(), bytes.size()) == 0)
      group.push_back(i);
  }
  std::vector<std::vector<std::string>> equal;
  for (const std::string &key : order)
    if (groups[key].size() > 1) {
      equal.emplace_back();
      for (size_t i : groups[key])
        equal.back().push_back(manifest.parameters[i].name);
    }
  return equal;
}

std::string
mlir::pipe::describeEqualParameters(const std::vector<std::string> &names) {
  std::string option = "--tie=";
  for (const std::string &name : names)
    option += (&name == &names.front() ? "" : ",") + name;
  return "the parameters " + quoteNames(names) +
         " have equal values; if they are one weight, each has only a part of "
         "its gradient: compile with " +
         option;
}
