//===- FunctionSet.h - Equal functions once --------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_CODEGEN_KERNELS_FUNCTIONSET_H
#define PIPE_CODEGEN_KERNELS_FUNCTIONSET_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/SymbolTable.h"

#include <map>

namespace mlir::pipe {

/// Functions of a module of which no two are equal up to their names.
class FunctionSet {
public:
  explicit FunctionSet(SymbolTable &symbols) : symbols(symbols) {}

  /// Returns a function that equals `function`: an older one, and `function` is
  /// erased, or `function` itself, inserted into the module.
  func::FuncOp unite(func::FuncOp function);

private:
  SymbolTable &symbols;
  std::multimap<size_t, func::FuncOp> functions; ///< By their hashes.
};

} // namespace mlir::pipe

#endif // PIPE_CODEGEN_KERNELS_FUNCTIONSET_H
