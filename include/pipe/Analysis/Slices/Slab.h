//===- Slab.h - Slices along one dimension ----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_SLICES_SLAB_H
#define PIPE_ANALYSIS_SLICES_SLAB_H

#include "mlir/Dialect/Tensor/IR/Tensor.h"

#include <cstdint>
#include <optional>
#include <tuple>

namespace mlir::pipe {
/// The part [begin, end) of a tensor along one dimension, all of it along the
/// others.
struct Slab {
  int64_t dimension = 0;
  int64_t begin = 0;
  int64_t end = 0;

  int64_t size() const { return end - begin; }
  bool operator==(const Slab &other) const {
    return std::tie(dimension, begin, end) ==
           std::tie(other.dimension, other.begin, other.end);
  }
  bool operator<(const Slab &other) const {
    return std::tie(dimension, begin, end) <
           std::tie(other.dimension, other.begin, other.end);
  }
};

/// The slab that `op` reads of its source; std::nullopt when it reads along
/// several dimensions, with strides or at a place that is not constant. All of
/// a tensor is a slab of dimension 0.
std::optional<Slab> matchSlab(tensor::ExtractSliceOp op);
/// The slab that `op` writes to its destination.
std::optional<Slab> matchSlab(tensor::InsertSliceOp op);

/// The type of `slab` of a tensor of `type`: of the same rank.
RankedTensorType getSlabType(RankedTensorType type, const Slab &slab);
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_SLICES_SLAB_H
