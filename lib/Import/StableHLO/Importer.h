//===- Importer.h - One walk over a module ----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_IMPORT_STABLEHLO_IMPORTER_H
#define PIPE_LIB_IMPORT_STABLEHLO_IMPORTER_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

namespace mlir::pipe::hlo {

/// Returns `type` with signless integers: tensor<2xui32> gives tensor<2xi32>.
Type toSignless(Type type);

/// Returns true for integers that are extended with zeros: unsigned ones, i1.
bool isUnsigned(Type element);

/// A tensor read through a map: element (i...) is element map(i...) of
/// `source`.
struct View {
  Value source;
  AffineMap map;
};

/// The last op of a block, which hands its operands on. Unregistered ops are no
/// terminators to MLIR.
inline Operation *getTerminator(Block &block) { return &block.back(); }
inline auto getOpsButLast(Block &block) {
  return llvm::make_range(block.begin(), std::prev(block.end()));
}

/// Rebuilds the functions of a module op by op. Source ops stay untouched until
/// their function is done, so that a lowering can look at anything around its
/// op; what they become is looked up here.
class Importer {
public:
  explicit Importer(MLIRContext *context) : builder(context) {}

  /// Makes a new body for `func`, whose own stays until replaceBody: regions of
  /// other functions may call it. Emits one error if it fails.
  LogicalResult importFunction(FunctionOpInterface func);
  void replaceBody(FunctionOpInterface func);

  /// Imports the ops of `source` at the insertion point, the arguments being
  /// set; returns the operands of the terminator as imported values.
  FailureOr<SmallVector<Value>> importBlock(Block &source);

  /// The value that a source value has become.
  Value get(Value source) const { return mapping.lookup(source); }
  Value getOperand(Operation *op, unsigned index) const {
    return get(op->getOperand(index));
  }
  SmallVector<Value> getOperands(Operation *op) const;
  void set(Value source, Value imported) { mapping.map(source, imported); }

  /// How an imported value can be read by loops over its shape: through the
  /// broadcast that made it, if one did.
  View getView(Value imported) const;
  void setView(Value imported, View view) { views[imported] = view; }

  /// Returns the scalar that all elements of `imported` are, if that is known.
  Value getSplat(Location loc, Value imported);

  /// Emits the ops of the region's only block on scalars, which stand for its
  /// 0-d arguments; returns the scalars that it returns. Ops other than
  /// element-wise ones are an error.
  FailureOr<SmallVector<Value>> emitScalarRegion(Region &region,
                                                 ValueRange scalars);

  OpBuilder builder;

private:
  LogicalResult importOp(Operation *op);
  LogicalResult importForeignOp(Operation *op);
  LogicalResult importRegion(Region &source, Region &target);

  IRMapping mapping;
  DenseMap<Value, View> views;
  DenseMap<Operation *, std::unique_ptr<Region>> bodies;
};

} // namespace mlir::pipe::hlo

#endif // PIPE_LIB_IMPORT_STABLEHLO_IMPORTER_H
