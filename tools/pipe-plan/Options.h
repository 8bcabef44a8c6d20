//===- Options.h - What the subcommands are asked for -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPE_PLAN_OPTIONS_H
#define PIPE_TOOLS_PIPE_PLAN_OPTIONS_H

#include <cstdint>
#include <string>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace mlir::pipe {

/// P, M and V; 0 where not given.
struct SizeOptions {
  int64_t ranks = 0;
  int64_t microBatches = 0;
  int64_t virtualStages = 0;
};

/// What tasks and messages cost, as typed; empty where not given. `Costs.h`
/// reads them.
struct CostOptions {
  std::string forward;
  std::string backward;
  std::string inputGradient;
  std::string weightGradient;
  std::string latency;
  std::string bandwidth;
  std::string messageBytes;
  std::string activationBytes;
  std::string file;
  std::string links;
};

/// Options of the search for a schedule.
struct SearchOptions {
  std::string memoryCap; ///< as typed; empty: none
  int64_t milliseconds = 200;
  int64_t seed = 0; ///< not negative
  bool infer = false;
};

/// Adds an option with an integer from `least` to `most`.
CLI::Option *addNumberOption(CLI::App &command, const char *name,
                             int64_t &number, const char *description,
                             int64_t least = 1, int64_t most = 1LL << 40);

/// Adds --ranks, --micro-batches and --virtual-stages.
void addSizeOptions(CLI::App &command, SizeOptions &options);

/// Adds --schedule=NAME|FILE.csv.
void addScheduleOption(CLI::App &command, std::string &schedule);

/// Adds the times of F, B, I and W, --latency, --bandwidth, --links,
/// --message-bytes, --activation-bytes and --costs.
void addCostOptions(CLI::App &command, CostOptions &options);

/// Adds --memory-cap, --search-ms, --seed and --infer.
void addSearchOptions(CLI::App &command, SearchOptions &options);

/// Throws a Failure if any of them is given although there is no search.
void refuseSearchOptions(const CLI::App &command);

/// Adds --memory-cap for schedules of all V.
void addMemoryCapOption(CLI::App &command, std::string &memoryCap);

/// Adds an option with a file to write.
void addFileOption(CLI::App &command, const char *name, std::string &file,
                   const char *description);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPE_PLAN_OPTIONS_H
