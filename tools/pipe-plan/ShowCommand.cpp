//===- ShowCommand.cpp - pipe-plan show -----------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands.h"
#include "LoadSchedule.h"
#include "Report.h"
#include "SearchPlan.h"

#include "pipe/Schedule/Formats/DrawTimeline.h"
#include "pipe/Schedule/Formats/ScheduleCsv.h"
#include "pipe/Schedule/Search/Search.h"
#include "pipe/Support/Failure.h"
#include "pipe/TensorIO/File.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace mlir::pipe;

namespace {
struct ShowOptions {
  std::string schedule;
  SizeOptions sizes;
  CostOptions costs;
  SearchOptions search;
  int64_t width = 0; ///< 0: that of the terminal
  std::string csv;
  std::string csvLevel = "compute";
  std::string html;
  std::string trace;
  bool json = false;
};
} // namespace

/// Returns the columns of the terminal, or 80 where the output goes elsewhere.
static int getTerminalWidth() {
  winsize size = {};
  bool known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0;
  return known && size.ws_col > 0 ? size.ws_col : 80;
}

/// Returns the schedule as CSV, with sends and receives if asked for.
static std::string makeCsv(const Plan &plan, const std::string &level) {
  if (level == "compute")
    return writeScheduleCsv(plan.schedule);
  return writeCommunicationCsv(take(addCommunication(plan.schedule)));
}

static Plan getPlan(const ShowOptions &options) {
  if (options.schedule == kSearchName)
    return searchPlan(options.sizes, options.costs, options.search);
  return makePlan(loadSchedule(options.schedule, options.sizes), options.costs);
}

static void show(const ShowOptions &options) {
  Plan plan = getPlan(options);
  if (!options.csv.empty())
    take(writeFile(options.csv, {makeCsv(plan, options.csvLevel)}));
  if (!options.html.empty())
    take(writeFile(options.html, {makePlanHtml(plan)}));
  if (!options.trace.empty())
    take(writeFile(options.trace, {makePlanTrace(plan)}));
  if (options.json)
    std::cout << makePlanJson(plan);
  else
    printPlan(plan, options.width > 0 ? int(options.width) : getTerminalWidth(),
              std::cout);
}

void mlir::pipe::addShowCommand(CLI::App &app) {
  CLI::App *command = app.add_subcommand(
      "show", "Generate or read a schedule, run it on its costs, and draw it");
  auto options = std::make_shared<ShowOptions>();
  addScheduleOption(*command, options->schedule);
  addSizeOptions(*command, options->sizes);
  addCostOptions(*command, options->costs);
  addSearchOptions(*command, options->search);
  addNumberOption(*command, "--width", options->width,
                  "columns of the timeline (default: of the terminal, or 80)",
                  kMinTimelineWidth, kMaxTimelineWidth);
  addFileOption(*command, "--csv", options->csv,
                "write the schedule, one row a rank");
  command
      ->add_option("--csv-level", options->csvLevel,
                   "compute, or comm for sends and receives too "
                   "(default compute)")
      ->type_name("LEVEL")
      ->needs("--csv")
      ->check(CLI::IsMember({"compute", "comm"}).description(""));
  addFileOption(*command, "--html", options->html,
                "write a page with the timeline");
  addFileOption(*command, "--trace", options->trace,
                "write a trace for Perfetto");
  command->add_flag("--json", options->json,
                    "print the plan as one JSON object instead");
  command->callback([options, command] {
    if (options->schedule != kSearchName)
      refuseSearchOptions(*command);
    show(*options);
  });
}
