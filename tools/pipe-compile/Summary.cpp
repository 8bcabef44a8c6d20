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

/// "x, y", or the first few of many and how many there are.
static std::string joinNames(llvm::ArrayRef<llvm::StringRef> names) {
  static constexpr size_t kMaximum = 6;
  std::string text = llvm::join(names.take_front(kMaximum), ", ");
  if (names.size() > kMaximum)
    text += ", ... (" + std::to_string(names.size()) + " in all)";
  return text;
}

/// What `pipe-import` took the arguments and results for, so that a wrong guess
/// is seen.
static void printRoles(const json::Object &manifest,
                       llvm::StringRef confirmation,
                       llvm::raw_ostream &stream) {
  auto print = [&](llvm::StringRef word, llvm::StringRef text) {
    stream << llvm::formatv("  {0,-9} {1}\n", word, text);
  };
  auto getNames = [&](llvm::StringRef list,
                      llvm::function_ref<bool(const json::Object &)> isWanted) {
    llvm::SmallVector<llvm::StringRef> names;
    for (const json::Value &value : getArray(manifest, list))
      if (isWanted(*value.getAsObject()))
        names.push_back(*value.getAsObject()->getString("name"));
    return names;
  };
  bool isTraining = manifest.getString("mode") == "train";
  auto isTrained = [](const json::Object &parameter) {
    return parameter.getBoolean("trained").value_or(false);
  };
  auto isConstant = [](const json::Object &parameter) {
    return parameter.getBoolean("in_bundle").value_or(false);
  };
  auto trained = getNames("parameters", isTrained);
  auto others = getNames("parameters", [&](const json::Object &parameter) {
    return !isTrained(parameter) && !isConstant(parameter);
  });
  auto isLoss = [](const json::Object &output) {
    return output.getBoolean("loss").value_or(false);
  };
  auto losses = getNames("outputs", isLoss);
  auto outputs = getNames(
      "outputs", [&](const json::Object &output) { return !isLoss(output); });
  if (isTraining)
    print("trained", joinNames(trained));
  if (!others.empty())
    print(isTraining ? "frozen" : "given", joinNames(others));
  print("batch",
        joinNames(getNames("inputs", [](const auto &) { return true; })));
  if (!losses.empty())
    print("loss", joinNames(losses));
  if (!outputs.empty())
    print("outputs", joinNames(outputs));
  if (std::optional<llvm::StringRef> known =
          manifest.getString("gradients_known_by"))
    print("gradients", ("known by " + *known + confirmation).str());
  else if (!isTraining && outputs.size() > 1)
    print("gradients", "none among the results");
}

void mlir::pipe::printSummary(const json::Object &manifest,
                              llvm::StringRef path,
                              llvm::StringRef confirmation,
                              llvm::raw_ostream &stream) {
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
  printRoles(manifest, confirmation, stream);
  stream << "  rank  stages        cost  memory bytes\n";
  for (const json::Value &value : getArray(manifest, "programs")) {
    const json::Object &program = *value.getAsObject();
    int64_t rank = getInteger(program, "rank");
    stream << llvm::formatv("  {0,4}  {1,-10}  {2,4:f1} %  {3,12}\n", rank,
                            getStages(manifest, rank),
                            total > 0 ? 100 * costs[rank] / total : 0,
                            getInteger(program, "memory_bytes"));
  }
}
