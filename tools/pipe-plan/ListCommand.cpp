//===- ListCommand.cpp - pipe-plan list -----------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands.h"

#include "pipe/Schedule/Generators/Registry.h"
#include "pipe/Support/Failure.h"

#include <CLI/CLI.hpp>
#include <iomanip>
#include <iostream>
#include <memory>

using namespace mlir::pipe;

static void printAll() {
  std::cout << std::left << std::setw(20) << "name" << "  V  trains  in step  "
            << "copies  summary\n";
  for (const ScheduleInfo &info : getScheduleRegistry())
    std::cout << std::left << std::setw(20) << info.name << std::right
              << std::setw(3) << info.defaultVirtualStages << std::setw(8)
              << (info.training ? "yes" : "no") << std::setw(9)
              << (info.synchronous ? "yes" : "no") << std::setw(8)
              << info.copies << "  " << info.summary << "\n";
  std::cout << "V: stages a rank unless --virtual-stages says more; in step: "
               "gradients are of one version of the weights;\n"
               "copies: of each weight. `pipe-plan list NAME` tells more; "
               "`pipe-plan show --schedule=search` looks for the best one.\n";
}

static void printOne(const std::string &name) {
  const ScheduleInfo *info = lookupSchedule(name);
  if (!info)
    throw Failure{"unknown schedule '" + name +
                  "'; `pipe-plan list` prints the known ones"};
  std::cout << info->name << ": " << info->summary << "\n" << info->description;
}

void mlir::pipe::addListCommand(CLI::App &app) {
  CLI::App *command = app.add_subcommand(
      "list", "Print the known schedules, or tell about one");
  auto name = std::make_shared<std::string>();
  command->add_option("NAME", *name, "the schedule to tell about");
  command->callback([name] { name->empty() ? printAll() : printOne(*name); });
}
