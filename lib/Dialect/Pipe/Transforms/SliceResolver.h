//===- SliceResolver.h - Slices without what they are slices of -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_SLICERESOLVER_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_SLICERESOLVER_H

#include "WriteSlabs.h"
#include "pipe/Analysis/Slices/SliceChain.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "llvm/ADT/DenseMap.h"

#include <map>
#include <memory>
#include <vector>

namespace mlir::pipe {
/// Computes slabs of the values of one block without computing the values.
///
///   %s1 = insert_slice %a into %s0[0, 0]     slab 0 of %s2 is %a,
///   %s2 = insert_slice %b into %s1[1, 0]     slab 1 is %b,
///   %c  = truncf %s2                         slab 1 of %c is truncf %b
///
/// It sees through chains of `tensor.insert_slice`, `tensor.concat`, slices,
/// reshapes, fills and splats, and through ops by element, permuting copies
/// included, of which nothing but slices is used. A slab of an argument of the
/// block is a `tensor.extract_slice`. A query takes logarithmic time for a
/// chain of any length, and a bounded number of steps.
class SliceResolver {
public:
  /// Reads the chains of `block`. What is inserted later is not seen.
  explicit SliceResolver(Block &block);

  /// Returns `slab` of `value`, of the type that getSlabType gives; null if not
  /// known. Creates ops at the place of `builder`, which must not lie before
  /// that of an earlier call.
  Value resolve(OpBuilder &builder, Value value, const Slab &slab);

private:
  /// Slabs written one after the other: by insert_slice, or all at once.
  struct Chain {
    Value root; ///< What the first write is into; null for a concat.
    int64_t dimension;
    SliceChain writes;
    std::vector<Value> sources;
  };
  /// A value is a chain after its write `number`.
  struct Place {
    Chain *chain;
    int64_t number;
  };

  void addInsert(tensor::InsertSliceOp op);
  void addConcat(tensor::ConcatOp op);
  Value compute(OpBuilder &builder, Value value, const Slab &slab);
  Value ofChain(OpBuilder &builder, Value value, const Place &place,
                const Slab &slab);
  Value ofSlice(OpBuilder &builder, tensor::ExtractSliceOp op,
                const Slab &slab);
  Value ofExpand(OpBuilder &builder, tensor::ExpandShapeOp op,
                 const Slab &slab);
  Value ofCollapse(OpBuilder &builder, tensor::CollapseShapeOp op,
                   const Slab &slab);
  Value ofElementwise(OpBuilder &builder, Operation *op, const Slab &slab);
  Value ofLinalg(OpBuilder &builder, linalg::LinalgOp op, const Slab &slab);

  std::vector<std::unique_ptr<Chain>> chains;
  DenseMap<Value, Place> places;
  std::map<std::pair<void *, Slab>, Value> known; ///< Null: not to be had.
  int depth = 0;
};
} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_SLICERESOLVER_H
