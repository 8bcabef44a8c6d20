//===- AdviseCommand.cpp - pipe-plan advise -------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands.h"
#include "Model.h"
#include "Table.h"

#include "pipe/Schedule/Advice/Advise.h"
#include "pipe/Support/Failure.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

using namespace mlir::pipe;

namespace {
struct AdviseOptions {
  int64_t ranks = 0;
  int64_t batch = 0;
  int64_t microBatchSize = 0;
  bool infer = false;
  bool keepBackwardWhole = false;
  std::string memoryCap;
  CostOptions costs;
};
} // namespace

static const char *getMark(AdviceLine::Verdict verdict) {
  switch (verdict) {
  case AdviceLine::Verdict::Take:
    return "take";
  case AdviceLine::Verdict::Possible:
    return "";
  case AdviceLine::Verdict::Reject:
    break;
  }
  return "no";
}

static void printAdvice(const Advice &advice, const PlannedModel &model) {
  std::cout << advice.summary << "\n";
  if (!advice.lines.empty()) {
    std::vector<std::vector<std::string>> table = {
        {"schedule", "P", "M", "V", "makespan", "idle/makespan", "peak",
         "messages", "", ""}};
    for (const AdviceLine &line : advice.lines)
      table.push_back({line.choice.name, std::to_string(line.ranks),
                       std::to_string(line.choice.microBatches),
                       std::to_string(line.choice.virtualStages),
                       formatModelTime(line.numbers.makespan, model),
                       formatPercent(line.numbers.bubbleRatio),
                       formatAmount(line.numbers.maxPeak, model),
                       std::to_string(line.numbers.messages),
                       getMark(line.verdict), line.reason});
    std::cout << "\n";
    printTable(table, /*leftColumns=*/{0, table[0].size() - 1}, std::cout);
  }
  for (const std::string &note : advice.notes)
    std::cout << "\nnote: " << note << "\n";
}

static void run(const AdviseOptions &options) {
  if (auto error = checkParameters({options.ranks}, /*actionsPerTask=*/1))
    throw Failure{error->toString()};
  PlannedModel model = makeModel(options.costs, options.ranks);
  AdviseRequest request;
  request.training = !options.infer;
  request.ranks = options.ranks;
  request.batch = options.batch;
  if (options.microBatchSize > 0)
    request.microBatchSize = options.microBatchSize;
  request.memoryCap = readMemoryCap(options.memoryCap, model.hasBytes);
  request.canDeferWeightGradients = !options.keepBackwardWhole;
  request.model = model.costs;
  if (model.hasBytes)
    request.describeAmount = [&](double amount) {
      return formatAmount(amount, model);
    };
  Result<Advice> advice = advise(request);
  if (!advice)
    throw Failure{advice.getError().toString()};
  printAdvice(*advice, model);
}

void mlir::pipe::addAdviseCommand(CLI::App &app) {
  CLI::App *command = app.add_subcommand(
      "advise", "Say which schedule suits a job, with the numbers behind it");
  auto options = std::make_shared<AdviseOptions>();
  auto *train = command->add_flag_function(
      "--train", [](int64_t) {}, "for training (the default)");
  command->add_flag("--infer", options->infer, "for inference")
      ->excludes(train);
  addNumberOption(*command, "--ranks", options->ranks, "number of ranks P")
      ->required();
  addNumberOption(*command, "--batch", options->batch,
                  "samples of a step or of a request")
      ->required();
  addNumberOption(*command, "--micro-batch-size", options->microBatchSize,
                  "samples of a micro-batch (default: 1 to train; 1, 2 or 4 to "
                  "infer, whichever suits)");
  addMemoryCapOption(*command, options->memoryCap);
  command->add_flag("--whole-backward", options->keepBackwardWhole,
                    "weight gradients cannot be deferred");
  // Without a backward nothing is kept or deferred.
  for (const char *name : {"--memory-cap", "--whole-backward"})
    command->get_option(name)->excludes("--infer");
  addCostOptions(*command, options->costs);
  command->callback([options] { run(*options); });
}
