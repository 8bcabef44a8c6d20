//===- ManifestIndex.h - Finding what a manifest names ----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_BUNDLE_MANIFESTINDEX_H
#define PIPE_BUNDLE_MANIFESTINDEX_H

#include "pipe/Bundle/Manifest.h"

#include <map>

namespace mlir::pipe::bundle {

/// Where the bytes of a buffer lie in the tensor of a parameter: `rows` rows of
/// `rowBytes` bytes, `stride` bytes apart, the first one at `begin`.
struct ParameterRegion {
  size_t parameter = 0;
  int64_t begin = 0;
  int64_t rows = 1;
  int64_t rowBytes = 0;
  int64_t stride = 0;

  int64_t bytes() const { return rows * rowBytes; }
};

/// Finds the items of a manifest by name. Refers to the manifest, which must
/// not change; it may be one that is not checked yet.
class ManifestIndex {
public:
  explicit ManifestIndex(const Manifest &manifest);

  /// Places in the manifest's lists; nothing for an unknown name.
  std::optional<size_t> findParameter(std::string_view name) const;
  std::optional<size_t> findPart(std::string_view name) const;
  std::optional<size_t> findState(std::string_view name) const;
  std::optional<size_t> findReport(std::string_view name) const;
  std::optional<size_t> findHyper(std::string_view name) const;
  std::optional<size_t> findInput(std::string_view name) const;
  std::optional<size_t> findOutput(std::string_view name) const;

  /// What the buffers called `name` hold, a parameter or a part of one, which
  /// lies in its parameter.
  std::optional<ParameterRegion> findRegion(std::string_view name) const;

  /// Where the bytes of a state lie in a tensor of its element type and of the
  /// shape of its parameter.
  ParameterRegion getRegion(const State &state) const;

private:
  /// The region of a parameter and, unless null, a part of it, in a tensor of
  /// elements of type `type`.
  ParameterRegion getRegion(size_t parameter, const ParameterPart *part,
                            ElementType type) const;

  /// Places by name; of the first item where two are called the same.
  using Places = std::map<std::string_view, size_t>;
  template <class Item>
  static Places number(const std::vector<Item> &items);
  static std::optional<size_t> find(const Places &places,
                                    std::string_view name);

  const Manifest &manifest;
  Places parameters, parts, states, reports, hypers, inputs, outputs;
};

} // namespace mlir::pipe::bundle

#endif // PIPE_BUNDLE_MANIFESTINDEX_H
