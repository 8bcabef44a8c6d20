//===- Products.h - Matrix products by cuBLASLt -----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_CUDA_PRODUCTS_H
#define PIPERT_SRC_CUDA_PRODUCTS_H

#include "../gpu/Queue.h"
#include "Blas.h"

#include <array>
#include <memory>
#include <string>
#include <unordered_map>

namespace mlir::pipert::cuda {

/// Queues products on the stream of a rank. How one is done is chosen once for
/// its sizes, and kept: so equal products give equal bits in every step.
class Products {
public:
  /// Scratch memory that a product may use.
  static constexpr size_t workspaceBytes = size_t(32) << 20;

  explicit Products(const Blas &blas);
  ~Products();
  Products(const Products &) = delete;

  /// Queues a product that has terms; its context is current. `workspace` has
  /// workspaceBytes bytes. Returns what went wrong, or "".
  std::string multiply(const GpuProduct &product, void *workspace,
                       Stream stream);

private:
  /// What a choice depends on: all of a product but its addresses, of which it
  /// has the alignments.
  using Key = std::array<int64_t, 14>;
  struct KeyHash {
    size_t operator()(const Key &key) const;
  };
  struct Plan;

  static Key makeKey(const GpuProduct &product);
  std::string makePlan(const GpuProduct &product, Plan &plan);
  std::string choose(const GpuProduct &product, Plan &plan);

  const Blas &blas;
  BlasHandle handle = nullptr;
  std::unordered_map<Key, std::unique_ptr<Plan>, KeyHash> plans;
};

} // namespace mlir::pipert::cuda

#endif // PIPERT_SRC_CUDA_PRODUCTS_H
