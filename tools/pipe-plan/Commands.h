//===- Commands.h - The subcommands of pipe-plan ----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPE_PLAN_COMMANDS_H
#define PIPE_TOOLS_PIPE_PLAN_COMMANDS_H

namespace CLI {
class App;
} // namespace CLI

namespace mlir::pipe {

// Each function adds one subcommand, which runs when it is parsed and throws a
// Failure to end the tool with another status than 0. One file a subcommand.
#define PIPE_PLAN_COMMAND(ADD) void ADD(CLI::App &app);
#include "Commands.def"
#undef PIPE_PLAN_COMMAND

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPE_PLAN_COMMANDS_H
