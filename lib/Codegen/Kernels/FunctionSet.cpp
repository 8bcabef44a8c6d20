//===- FunctionSet.cpp - Equal functions once -----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/Kernels/FunctionSet.h"

#include "mlir/IR/OperationSupport.h"

using namespace mlir;
using namespace mlir::pipe;

static llvm::hash_code hashFunction(func::FuncOp function) {
  llvm::hash_code hash = hash_value(Type(function.getFunctionType()));
  function.walk([&](Operation *op) {
    if (op != function)
      hash = llvm::hash_combine(hash, op->getName(), op->getAttrDictionary());
  });
  return hash;
}

static bool areEqual(func::FuncOp a, func::FuncOp b) {
  return a->getDiscardableAttrDictionary() ==
             b->getDiscardableAttrDictionary() &&
         a.getFunctionType() == b.getFunctionType() &&
         a.getArgAttrsAttr() == b.getArgAttrsAttr() &&
         OperationEquivalence::isRegionEquivalentTo(
             &a.getBody(), &b.getBody(), OperationEquivalence::IgnoreLocations);
}

func::FuncOp FunctionSet::unite(func::FuncOp function) {
  size_t hash = hashFunction(function);
  auto [begin, end] = functions.equal_range(hash);
  for (auto it = begin; it != end; ++it)
    if (areEqual(it->second, function)) {
      function->erase();
      return it->second;
    }
  symbols.insert(function);
  functions.emplace(hash, function);
  return function;
}
