//===- Options.cpp - What the subcommands are asked for -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Options.h"

#include "pipe/Support/Failure.h"

#include <CLI/CLI.hpp>
#include <charconv>

using namespace mlir::pipe;

CLI::Option *mlir::pipe::addNumberOption(CLI::App &command, const char *name,
                                         int64_t &number,
                                         const char *description, int64_t least,
                                         int64_t most) {
  auto check = [=](const std::string &text) -> std::string {
    int64_t value = 0;
    const char *last = text.data() + text.size();
    auto [end, status] = std::from_chars(text.data(), last, value);
    if (status == std::errc() && end == last && value >= least && value <= most)
      return {};
    return "'" + text + "' is no integer from " + std::to_string(least) +
           " to " + std::to_string(most);
  };
  return command.add_option(name, number, description)
      ->type_name("N")
      ->check(check);
}

void mlir::pipe::addSizeOptions(CLI::App &command, SizeOptions &options) {
  addNumberOption(command, "--ranks", options.ranks, "number of ranks P");
  addNumberOption(command, "--micro-batches", options.microBatches,
                  "number of micro-batches M");
  addNumberOption(
      command, "--virtual-stages", options.virtualStages,
      "stages a rank V (default: the fewest the schedule is made for)");
}

void mlir::pipe::addScheduleOption(CLI::App &command, std::string &schedule) {
  command
      .add_option(
          "--schedule", schedule,
          "a schedule of `pipe-plan list`, `search` for the best that can be "
          "found, or a CSV file in the form of PyTorch's pipelining")
      ->type_name("NAME|FILE.csv")
      ->required();
}

void mlir::pipe::addCostOptions(CLI::App &command, CostOptions &options) {
  auto add = [&](const char *name, std::string &value, const char *type,
                 const char *description) {
    return command.add_option(name, value, description)->type_name(type);
  };
  CLI::Option *forward =
      add("--forward", options.forward, "T", "time of F (default 1)");
  CLI::Option *backward = add("--backward", options.backward, "T",
                              "time of B; where a schedule has I and W, each "
                              "takes half (default: 2 F)");
  CLI::Option *inputGradient = add("--input-gradient", options.inputGradient,
                                   "T", "time of I; B = I + W");
  CLI::Option *weightGradient =
      add("--weight-gradient", options.weightGradient, "T", "time of W");
  inputGradient->excludes(backward)->needs(weightGradient);
  weightGradient->excludes(backward)->needs(inputGradient);
  CLI::Option *latency =
      add("--latency", options.latency, "T",
          "from the end of a task to the arrival of its value on another rank, "
          "for a message of no bytes (default 0)");
  CLI::Option *bandwidth = add(
      "--bandwidth", options.bandwidth, "B",
      "bytes a unit of time, or a second where times have a unit such as us "
      "(default: no limit)");
  add("--links", options.links, "FILE.json",
      "latency and bandwidth as pipe-run --measure-links has measured them; "
      "the bandwidth counts where messages have sizes")
      ->excludes(latency)
      ->excludes(bandwidth);
  CLI::Option *messageBytes = add("--message-bytes", options.messageBytes, "N",
                                  "bytes of each message between stages");
  CLI::Option *activationBytes = add(
      "--activation-bytes", options.activationBytes, "N",
      "bytes that a stage keeps of a micro-batch until its backward is done");
  CLI::Option *file =
      add("--costs", options.file, "FILE.json",
          "times and bytes of each stage, see docs/PipePlan.md");
  for (CLI::Option *option : {forward, backward, inputGradient, weightGradient,
                              messageBytes, activationBytes})
    file->excludes(option);
}

void mlir::pipe::addSearchOptions(CLI::App &command, SearchOptions &options) {
  command
      .add_option("--memory-cap", options.memoryCap,
                  "search: the most that a rank may keep, in bytes where "
                  "activations have bytes, else in activations of a stage")
      ->type_name("N");
  addNumberOption(command, "--search-ms", options.milliseconds,
                  "search: how long to look for something better, on a "
                  "machine of fixed speed (default 200)",
                  /*least=*/0, /*most=*/1LL << 32);
  addNumberOption(command, "--seed", options.seed,
                  "search: equal seeds give equal schedules (default 0)",
                  /*least=*/0, /*most=*/INT64_MAX);
  command.add_flag("--infer", options.infer, "search: forwards only");
}

void mlir::pipe::refuseSearchOptions(const CLI::App &command) {
  for (const char *name : {"--memory-cap", "--search-ms", "--seed", "--infer"})
    if (command.count(name) > 0)
      throw Failure{std::string(name) + " needs --schedule=search",
                    ExitStatus::BadUsage};
}

void mlir::pipe::addMemoryCapOption(CLI::App &command, std::string &memoryCap) {
  command
      .add_option("--memory-cap", memoryCap,
                  "the most that a rank may keep: bytes where activations "
                  "have bytes, else activations of 1/P of the model")
      ->type_name("N");
}

void mlir::pipe::addFileOption(CLI::App &command, const char *name,
                               std::string &file, const char *description) {
  command.add_option(name, file, description)->type_name("FILE");
}
