//===- CompareCommand.cpp - pipe-plan compare -----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands.h"
#include "Model.h"
#include "Table.h"

#include "pipe/Support/Failure.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>

using namespace mlir::pipe;

namespace {
struct CompareOptions {
  SizeOptions sizes;
  CostOptions costs;
  std::string memoryCap;
  std::string preset;
  bool infer = false;
  bool queues = false;
};
} // namespace

/// Returns what binds the makespan and what else there is to know, or why there
/// are no numbers.
static std::string getRemark(const CompareRow &row) {
  if (!row.numbers)
    return row.problem;
  std::string remark = row.numbers->boundName;
  if (!row.fits)
    remark = "above the cap; " + remark;
  if (!row.remark.empty())
    remark = row.remark + "; " + remark;
  return remark;
}

static void printRows(const std::vector<CompareRow> &rows,
                      const PlannedModel &model) {
  std::vector<std::vector<std::string>> table = {
      {"schedule", "M", "V", "makespan", "idle/makespan", "idle/ideal", "peak",
       "messages", "at least"}};
  bool hasQueues =
      std::any_of(rows.begin(), rows.end(), [](const CompareRow &row) {
        return row.numbers && row.numbers->queues;
      });
  if (hasQueues)
    table.front().push_back("queues");
  table.front().push_back("");
  for (const CompareRow &row : rows) {
    std::vector<std::string> cells = {row.choice.name,
                                      std::to_string(row.choice.microBatches),
                                      std::to_string(row.choice.virtualStages)};
    if (row.numbers)
      cells.insert(cells.end(), {formatModelTime(row.numbers->makespan, model),
                                 formatPercent(row.numbers->bubbleRatio),
                                 formatPercent(row.numbers->idleOfIdeal),
                                 formatAmount(row.numbers->maxPeak, model),
                                 std::to_string(row.numbers->messages),
                                 formatModelTime(row.numbers->bound, model)});
    else
      cells.resize(table.front().size() - (hasQueues ? 2 : 1), "-");
    if (hasQueues)
      cells.push_back(row.numbers ? std::to_string(*row.numbers->queues) : "-");
    cells.push_back(getRemark(row));
    table.push_back(std::move(cells));
  }
  printTable(table, /*leftColumns=*/{0, table[0].size() - 1}, std::cout);
}

static const ComparePreset &findPreset(const std::string &name) {
  std::string known;
  for (const ComparePreset &preset : getComparePresets()) {
    if (preset.name == name)
      return preset;
    known += (known.empty() ? "" : ", ") + std::string(preset.name);
  }
  throw Failure{"unknown preset '" + name + "'; known presets: " + known,
                ExitStatus::BadUsage};
}

static void printPreset(const CompareOptions &options) {
  const ComparePreset &preset = findPreset(options.preset);
  PlannedModel model = makeModel(options.costs, preset.ranks);
  CompareRequest request;
  request.ranks = preset.ranks;
  request.model = model.costs;
  request.countQueues = options.queues;
  request.memoryCap = readMemoryCap(options.memoryCap, model.hasBytes);
  std::vector<CompareRow> rows;
  for (const ScheduleChoice &choice : preset.choices)
    rows.push_back(compareOne(choice, request));
  std::cout << preset.summary << "\n\n";
  printRows(rows, model);
}

static void printComparison(const CompareOptions &options) {
  const SizeOptions &sizes = options.sizes;
  if (sizes.ranks == 0 || sizes.microBatches == 0)
    throw Failure{"compare needs --ranks and --micro-batches, or --preset",
                  ExitStatus::BadUsage};
  if (auto error = checkParameters({sizes.ranks, sizes.microBatches,
                                    std::max<int64_t>(sizes.virtualStages, 1)},
                                   /*actionsPerTask=*/1))
    throw Failure{error->toString()};
  // A costs file has a line for each stage; V = 1 where nothing is said.
  int64_t numParts = sizes.ranks;
  if (!options.costs.file.empty() && sizes.virtualStages > 0)
    numParts *= sizes.virtualStages;
  PlannedModel model = makeModel(options.costs, numParts);
  CompareRequest request;
  request.ranks = sizes.ranks;
  request.microBatches = sizes.microBatches;
  if (sizes.virtualStages > 0)
    request.virtualStages = sizes.virtualStages;
  request.training = !options.infer;
  request.countQueues = options.queues;
  request.model = model.costs;
  request.memoryCap = readMemoryCap(options.memoryCap, model.hasBytes);
  std::cout << formatCount(sizes.ranks, "rank", "ranks") << ", "
            << formatCount(sizes.microBatches, "micro-batch", "micro-batches")
            << "; a stage takes 1/V of the costs of a rank\n\n";
  printRows(compareSchedules(request), model);
  std::cout << "\npeak: the most activations kept on a rank, in "
            << (model.hasBytes ? "bytes" : "activations of 1/P of the model")
            << "; at least: no schedule\nof the same placement is faster, and "
               "why; messages: values that cross ranks in a step\n";
  if (options.queues)
    std::cout << "queues: of the hardware, that a rank needs so that its "
                 "transfers cannot hang\n";
}

void mlir::pipe::addCompareCommand(CLI::App &app) {
  CLI::App *command = app.add_subcommand(
      "compare",
      "Print all schedules side by side for given numbers and costs");
  auto options = std::make_shared<CompareOptions>();
  addSizeOptions(*command, options->sizes);
  addCostOptions(*command, options->costs);
  addMemoryCapOption(*command, options->memoryCap);
  CLI::Option *infer = command->add_flag("--infer", options->infer,
                                         "compare schedules of forwards only");
  command->add_flag("--queues", options->queues,
                    "add how many hardware queues a rank needs");
  command
      ->add_option("--preset", options->preset,
                   "a published comparison (gpt3) instead of --ranks and "
                   "--micro-batches")
      ->type_name("NAME")
      ->excludes("--ranks")
      ->excludes("--micro-batches")
      ->excludes("--virtual-stages")
      ->excludes(infer);
  command->callback([options] {
    options->preset.empty() ? printComparison(*options) : printPreset(*options);
  });
}
