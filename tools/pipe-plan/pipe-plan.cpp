//===- pipe-plan.cpp - Plan pipelines without a model ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// pipe-plan list | show | check | compare | advise
//
// Exit status: 0 done; 1 the input is at fault; 2 wrong usage; 3 a check or
// comparison failed. stdout carries results, stderr the rest.
//
//===----------------------------------------------------------------------===//

#include "Commands.h"

#include "pipe/Support/Failure.h"
#include "pipe/TensorIO/StandardStreams.h"
#include "pipe/TensorIO/Unfinished.h"

#include <CLI/CLI.hpp>
#include <cctype>
#include <iostream>

using namespace mlir::pipe;

/// Ends the tool; output that nobody could read is an error.
static int leave(ExitStatus status) {
  IoStatus error = writeStandardOutput("");
  if (error && status == ExitStatus::Done) {
    std::cerr << "pipe-plan: error: " << error->message << "\n";
    status = ExitStatus::BadInput;
  }
  return int(status);
}

static int fail(const std::string &message, ExitStatus status) {
  std::cout.flush();
  std::cerr << "pipe-plan: error: " << message << "\n";
  return leave(status);
}

/// Makes messages of the command line look like all others; FILE stays.
static std::string formatUsageError(const CLI::App *, const CLI::Error &error) {
  std::string message = error.what();
  if (message.size() > 1 &&
      !std::isupper(static_cast<unsigned char>(message[1])))
    message[0] = char(std::tolower(static_cast<unsigned char>(message[0])));
  return "pipe-plan: error: " + message + "; see --help\n";
}

int main(int argc, char **argv) {
  prepareStandardStreams();
  removeUnfinishedOnSignals();
  CLI::App app("Plans pipelines without a model: generates, checks, times and "
               "draws schedules.",
               "pipe-plan");
  app.require_subcommand(1);
  app.failure_message(formatUsageError);
#define PIPE_PLAN_COMMAND(ADD) ADD(app);
#include "Commands.def"
#undef PIPE_PLAN_COMMAND
  try {
    app.parse(argc, argv);
    return leave(ExitStatus::Done);
  } catch (const CLI::ParseError &error) {
    int status = app.exit(error, std::cout, std::cerr);
    return leave(status == 0 ? ExitStatus::Done : ExitStatus::BadUsage);
  } catch (const Failure &failure) {
    return fail(failure.message, failure.status);
  } catch (const std::bad_alloc &) {
    return fail("out of memory", ExitStatus::BadInput);
  } catch (const std::exception &error) {
    return fail(error.what(), ExitStatus::BadInput);
  }
}
