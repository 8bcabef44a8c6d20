//===- Factors.h - What becomes of multiplied operands ----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_OPFACTS_FACTORS_H
#define PIPE_ANALYSIS_OPFACTS_FACTORS_H

#include "mlir/IR/Operation.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace mlir::pipe {

/// What becomes of a value when some that it is computed from are multiplied by
/// a positive number s.
enum class Factor : uint8_t {
  Any,   ///< It is zero, or undefined: s times as large, and the same.
  One,   ///< It stays the same.
  Scale, ///< It is multiplied by s.
  Other  ///< Something else.
};

/// Finds the factors of the results of `op`, and of all values in its regions,
/// from those of the values that are made outside of it. Ops that nothing is
/// known of are One where all that they read is One or Any.
class FactorFinder {
public:
  /// \p ofOutside gives the factor of a value that is made outside of the ops
  /// that are asked about.
  explicit FactorFinder(llvm::function_ref<Factor(Value)> ofOutside)
      : ofOutside(ofOutside) {}

  /// Finds the factors of the results of `op`.
  void visit(Operation *op);
  Factor get(Value value) const {
    auto found = factors.find(value);
    return found == factors.end() ? ofOutside(value) : found->second;
  }

private:
  Factor joinOperands(Operation *op);
  bool areFixed(ValueRange values) const;
  Factor findFactor(Operation *op);
  void visitBlock(Block &block);
  void visitLinalg(Operation *op);
  void visitFor(Operation *op);
  void visitIf(Operation *op);
  void visitUnknown(Operation *op);

  llvm::function_ref<Factor(Value)> ofOutside;
  llvm::DenseMap<Value, Factor> factors;
};

} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_OPFACTS_FACTORS_H
