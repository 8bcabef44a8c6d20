//===- Options.cpp - Command line of pipe-compile -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Options.h"

#include "pipe/Backend/Backend.h"

#include "pipe/Schedule/Search/Search.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdlib>

using namespace mlir::pipe;

static void addOptimizer(CLI::App &app, OptimizerOptions &options) {
  CLI::Option *optimizer =
      app.add_option(
             "--optimizer", options.name,
             "Update the parameters once a step: sgd, momentum, adam or "
             "adamw, as in torch.optim (default: gradients only)")
          ->check(CLI::IsMember({"sgd", "momentum", "adam", "adamw"}));
  auto addNumber = [&](const char *name, std::optional<double> &value,
                       const char *text) {
    app.add_option(name, value, text)->needs(optimizer);
  };
  addNumber("--learning-rate", options.learningRate,
            "Learning rate, if pipe-run is given no other (default 1e-3)");
  addNumber("--momentum", options.momentum, "Factor of the momentum (0.9)");
  addNumber("--dampening", options.dampening,
            "What is taken from the gradient in the momentum (0)");
  app.add_flag("--nesterov", options.nesterov, "Nesterov momentum")
      ->needs(optimizer);
  addNumber("--beta1", options.beta1,
            "Decay of the mean of the gradients (0.9)");
  addNumber("--beta2", options.beta2,
            "Decay of the mean of their squares (0.999)");
  addNumber("--epsilon", options.epsilon,
            "Added to the root of the mean square (1e-8)");
  addNumber("--weight-decay", options.weightDecay, "Weight decay (0)");
  app.add_option("--no-decay", options.noDecay,
                 "Patterns of the names of parameters without weight decay, "
                 "such as '*.bias'")
      ->type_name("PATTERN,...")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->needs(optimizer);
  app.add_option("--rate-factor", options.rateFactor,
                 "Multiply the learning rate of parameters whose names match")
      ->type_name("PATTERN:FACTOR,...")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->needs(optimizer);
  addNumber("--clip-norm", options.clipNorm,
            "Scale the gradients so that the norm of all of them together is "
            "at most this");
}

/// What is wrong with the text of a loss scale; "" if nothing is.
static std::string checkLossScale(const std::string &text) {
  char *end = nullptr;
  const float scale = std::strtof(text.c_str(), &end);
  if (text == "dynamic" ||
      (!text.empty() && !*end && scale > 0 && std::isfinite(scale)))
    return "";
  return "must be 'dynamic' or a positive number of f32, but is '" + text + "'";
}

static void addUpdates(CLI::App &app, CompileOptions &options) {
  addOptimizer(app, options.optimizer);
  app.add_flag("--skip-nonfinite", options.skipNonfinite,
               "Update nothing in a step with a gradient that is infinite or "
               "no number");
  app.add_option("--loss-scale", options.lossScale,
                 "Multiply the loss by this for its gradients, which updates "
                 "divide by it again: a number, or dynamic, which pipe-run "
                 "changes, with --skip-nonfinite")
      ->type_name("X|dynamic")
      ->check(CLI::Validator(checkLossScale, ""));
}

std::optional<int> mlir::pipe::parseOptions(int argc, char **argv,
                                            CompileOptions &options) {
  CLI::App app{"Compiles a model graph in MLIR into a pipeline: one proven "
               "program a rank, in a bundle that pipe-run executes."};
  app.add_option("MODEL", options.input, "The model, MLIR text or bytecode")
      ->required();
  app.add_option("-o,--output", options.output, "The bundle to write")
      ->required();
  app.add_option(
      "--schedule", options.schedule,
      "Name of a schedule, search, or FILE.csv (default: 1f1b; "
      "interleaved-1f1b with virtual stages; forward-only to infer)");
  app.add_option("--ranks", options.ranks, "Number of ranks P");
  app.add_option("--micro-batches", options.microBatches,
                 "Number of micro-batches M");
  app.add_option("--virtual-stages", options.virtualStages,
                 "Stages a rank V (default: as many as the schedule is made "
                 "for, mostly 1)");
  auto addNames = [&](const char *name, std::vector<std::string> &value,
                      const char *text, const char *type) {
    app.add_option(name, value, text)->type_name(type)->allow_extra_args(false);
  };
  addNames("--batch", options.batch,
           "Arguments that hold the batch; may be repeated, like all lists",
           "NAME,...");
  addNames("--frozen", options.frozen, "Parameters without a gradient",
           "NAME,...");
  addNames("--gradient", options.gradientPairs,
           "The result that is the gradient of a parameter",
           "RESULT:PARAMETER,...");
  addNames("--update", options.updates,
           "The result that is the new value of an argument, in a step that "
           "updates its parameters",
           "RESULT:ARGUMENT,...");
  addNames("--extra-output", options.extraOutputs,
           "Results that are neither the loss nor gradients", "NAME,...");
  addNames("--tie", options.tie,
           "Parameters that are one; repeat it for each group", "A,B,...");
  app.add_option("--loss", options.loss, "Name of the result that is the loss");
  app.add_option("--function", options.function,
                 "Name of the model function, where the file has several");
  app.add_option("--gradients", options.gradients,
                 "A step's gradient: mean or sum over the micro-batches")
      ->check(CLI::IsMember({"mean", "sum"}));
  app.add_option("--mode", options.mode,
                 "train or infer (default: train if there are gradients)")
      ->check(CLI::IsMember({"train", "infer"}));
  CLI::Option *compute =
      app.add_option("--compute", options.compute,
                     "Keep activations of an f32 model in bf16 or f16; "
                     "parameters, gradients and sums stay in f32 (default f32)")
          ->check(CLI::IsMember({"f32", "bf16", "f16"}));
  app.add_option("--keep-f32", options.keepF32,
                 "Ops whose results stay in f32 with --compute: sum, product, "
                 "names such as math.exp, or default, the list that holds "
                 "without this option")
      ->type_name("OP,...")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->needs(compute);
  app.add_option("--assertions", options.assertions,
                 "check what assertions of the model say at run time, or drop "
                 "them (default check)")
      ->check(CLI::IsMember({"check", "drop"}));
  addUpdates(app, options);
  app.add_option("--cut-after", options.cutAfter,
                 "Names of the last op of each stage but the last")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_option("--pure-dialects", options.pureDialects,
                 "Dialects whose unregistered ops have no effects")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_option("--sum-dialects", options.sumDialects,
                 "Dialects whose unregistered 'add', 'transpose' and 'reshape' "
                 "are what they are called")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_option("--unroll-limit", options.unrollLimit,
                 "How many ops unrolling loops may make (default 16384; 0: "
                 "no loop is unrolled)")
      ->check(CLI::NonNegativeNumber);
  app.add_option("--memory-limit", options.memoryLimit,
                 "Bytes a rank may use; more is an error");
  app.add_flag("--separate-buffers", options.separateBuffers,
               "Give each buffer bytes of its own, also where two are never "
               "needed at the same time");
  app.add_option("--memory-cap", options.memoryCap,
                 "Bytes of activations that a rank may keep in a searched "
                 "schedule, between its tasks (default: any number)");
  app.add_option("--search-ms", options.searchMs,
                 "Effort of the search, in milliseconds of a nominal machine "
                 "(default 200)");
  app.add_option("--seed", options.seed,
                 "Seed of the search: equal seeds give equal schedules");
  app.add_flag("--post-receives", options.postReceives,
               "Post receives as early as their slots are free; gains nothing "
               "where messages are handed over, as between threads");
  std::vector<std::string> targets;
  std::string targetHelp = "What becomes of kernels (default host):";
  for (const Backend &backend : getBackends()) {
    targets.push_back(backend.name.str());
    targetHelp += " " + backend.name.str() + ", " + backend.summary.str() + ";";
  }
  targetHelp.pop_back();
  app.add_option("--target", options.target, targetHelp)
      ->check(CLI::IsMember(targets));
  app.add_flag("--generic-cpu", options.generic,
               "Code for any machine of this architecture");
  app.add_flag(
      "--no-reference", options.noReference,
      "Leave out the unpartitioned graph, which pipe-run --check needs");
  app.add_flag("--remarks", options.remarks,
               "Say how the graph was cut and what the passes did");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError &error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (options.schedule != kSearchName &&
      (options.memoryCap || options.searchMs || options.seed)) {
    std::cerr << "pipe-compile: --memory-cap, --search-ms and --seed are for "
                 "--schedule=search\n";
    return 2;
  }
  return std::nullopt;
}
