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
using bundle::Manifest;

/// "0, 4" for the stages of `rank`.
static std::string getStages(const Manifest &manifest, int64_t rank) {
  std::string text;
  llvm::ListSeparator separator;
  for (auto [stage, placed] : llvm::enumerate(manifest.placement))
    if (placed == rank)
      text += llvm::StringRef(separator).str() + std::to_string(stage);
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

/// "1 value", "2 values".
static std::string count(int64_t number, llvm::StringRef word) {
  return llvm::formatv("{0} {1}{2}", number, word, number == 1 ? "" : "s");
}

/// What updates keep, what they are given, and what they read of each other.
static void
printUpdates(const Manifest &manifest, const SummaryNotes &notes,
             llvm::function_ref<void(llvm::StringRef, llvm::StringRef)> print) {
  llvm::SmallVector<llvm::StringRef> states, numbers;
  for (const bundle::State &state : manifest.states)
    states.push_back(state.name);
  for (const bundle::Hyper &hyper : manifest.hypers)
    if (hyper.role != bundle::kStepRole)
      numbers.push_back(hyper.role);
  if (!states.empty())
    print("states", joinNames(states));
  if (!notes.counters.empty())
    print("steps",
          "counted by " +
              joinNames(llvm::to_vector_of<llvm::StringRef>(notes.counters)));
  if (!numbers.empty())
    print("numbers", joinNames(numbers) + " (pipe-run gives them each step)");
  if (notes.shared.size() == 3)
    print("shared", count(notes.shared[0], "value") + ", read by " +
                        count(notes.shared[1], "update") + ", made of " +
                        count(notes.shared[2], "term"));
}

/// What `pipe-import` took the arguments and results for, so that a wrong guess
/// is seen.
static void printRoles(const Manifest &manifest, const SummaryNotes &notes,
                       llvm::raw_ostream &stream) {
  auto print = [&](llvm::StringRef word, llvm::StringRef text) {
    stream << llvm::formatv("  {0,-9} {1}\n", word, text);
  };
  bool isTraining = manifest.mode == bundle::Mode::Train;
  llvm::SmallVector<llvm::StringRef> trained, others, inputs, losses, outputs,
      reports;
  for (const bundle::Parameter &parameter : manifest.parameters)
    if (parameter.isTrained)
      trained.push_back(parameter.name);
    else if (!parameter.inBundle)
      others.push_back(parameter.name);
  for (const bundle::Input &input : manifest.inputs)
    inputs.push_back(input.name);
  for (const bundle::Output &output : manifest.outputs)
    (output.loss ? losses : outputs).push_back(output.name);
  for (const bundle::Report &report : manifest.reports)
    if (report.isResult)
      reports.push_back(report.role);
  if (isTraining)
    print("trained", joinNames(trained));
  if (!others.empty())
    print(isTraining ? "frozen" : "given", joinNames(others));
  print("batch", joinNames(inputs));
  if (notes.hasOwnUpdates)
    printUpdates(manifest, notes, print);
  if (!losses.empty())
    print("loss", joinNames(losses));
  if (!outputs.empty())
    print("outputs", joinNames(outputs));
  if (!reports.empty())
    print("reports", joinNames(reports) + " (one number a step)");
  if (!notes.compute.empty())
    print("computes", "in " + notes.compute +
                          ", but in f32: " + llvm::join(notes.keptOps, ", "));
  if (manifest.gradientsKnownBy)
    print("gradients",
          "known by " + *manifest.gradientsKnownBy + notes.confirmation);
  else if (!isTraining && outputs.size() > 1)
    print("gradients", "none among the results");
}

void mlir::pipe::printSummary(const Manifest &manifest, llvm::StringRef path,
                              const SummaryNotes &notes,
                              llvm::raw_ostream &stream) {
  llvm::SmallVector<double> costs(static_cast<size_t>(manifest.ranks), 0);
  double total = 0;
  for (const bundle::Task &task : manifest.tasks) {
    auto cost = static_cast<double>(task.cost);
    costs[static_cast<size_t>(task.rank)] += cost;
    total += cost;
  }
  stream << llvm::formatv("{0}: {1} ranks, {2} micro-batches, schedule {3}, "
                          "proven free of deadlock and of wrong reads\n",
                          path, costs.size(), manifest.microBatches,
                          manifest.schedule);
  printRoles(manifest, notes, stream);
  stream << "  rank  stages        cost  memory bytes\n";
  for (auto [rank, program] : llvm::enumerate(manifest.programs))
    stream << llvm::formatv("  {0,4}  {1,-10}  {2,4:f1} %  {3,12}\n", rank,
                            getStages(manifest, static_cast<int64_t>(rank)),
                            total > 0 ? 100 * costs[rank] / total : 0,
                            program.getMemoryBytes());
}
