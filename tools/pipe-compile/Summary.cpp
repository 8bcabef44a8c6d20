//===- Summary.cpp - What was compiled, in a table ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Summary.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir::pipe;
namespace json = llvm::json;

static int64_t getInteger(const json::Object &object, llvm::StringRef key) {
  return object.getInteger(key).value_or(0);
}

static const json::Array &getArray(const json::Object &object,
                                   llvm::StringRef key) {
  static const json::Array empty;
  const json::Array *array = object.getArray(key);
  return array ? *array : empty;
}

/// "0, 4" for the stages of `rank`.
static std::string getStages(const json::Object &manifest, int64_t rank) {
  std::string text;
  llvm::ListSeparator separator;
  int64_t stage = 0;
  for (const json::Value &placed : getArray(manifest, "placement")) {
    if (placed.getAsInteger() == rank)
      text += llvm::StringRef(separator).str() + std::to_string(stage);
    ++stage;
  }
  return text;
}

void mlir::pipe::printSummary(const json::Object &manifest,
                              llvm::StringRef path, llvm::raw_ostream &stream) {
  llvm::SmallVector<double> costs(getInteger(manifest, "ranks"), 0);
  double total = 0;
  for (const json::Value &value : getArray(manifest, "tasks")) {
    const json::Object &task = *value.getAsObject();
    auto cost = static_cast<double>(getInteger(task, "cost"));
    costs[getInteger(task, "rank")] += cost;
    total += cost;
  }
  stream << llvm::formatv("{0}: {1} ranks, {2} micro-batches, schedule {3}, "
                          "proven free of deadlock and of wrong reads\n",
                          path, costs.size(),
                          getInteger(manifest, "micro_batches"),
                          *manifest.getString("schedule"));
  stream << "  rank  stages        cost   arena bytes\n";
  for (const json::Value &value : getArray(manifest, "programs")) {
    const json::Object &program = *value.getAsObject();
    int64_t rank = getInteger(program, "rank");
    stream << llvm::formatv("  {0,4}  {1,-10}  {2,4:f1} %  {3,12}\n", rank,
                            getStages(manifest, rank),
                            total > 0 ? 100 * costs[rank] / total : 0,
                            getInteger(program, "arena_bytes"));
  }
}
