//===- OpTable.cpp - What becomes of each op ------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OpTable.h"

#include "llvm/ADT/StringMap.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

static const llvm::StringMap<OpEntry> &getTable() {
  static const llvm::StringMap<OpEntry> table = [] {
    llvm::StringMap<OpEntry> entries;
#define ELEMENTWISE(DIALECT, OP, FUNCTION)                                     \
  entries[DIALECT "." OP].scalar = FUNCTION;
#define LOWERED(DIALECT, OP, FUNCTION) entries[DIALECT "." OP].lower = FUNCTION;
#define REFUSED(DIALECT, OP, REASON) entries[DIALECT "." OP].refusal = REASON;
#include "OpTable.def"
    return entries;
  }();
  return table;
}

std::optional<OpEntry> mlir::pipe::hlo::findEntry(Operation *op) {
  std::string name = op->getName().getStringRef().str();
  if (StringRef(name).starts_with("mhlo."))
    name = "stablehlo" + name.substr(strlen("mhlo"));
  auto entry = getTable().find(name);
  if (entry == getTable().end())
    return std::nullopt;
  return entry->second;
}

bool mlir::pipe::hlo::isStableHLO(Operation *op) {
  return llvm::is_contained({"stablehlo", "chlo", "mhlo", "sdy"},
                            op->getName().getDialectNamespace());
}
