//===- Options.cpp - The command line of pipe-run -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Options.h"

#include "pipe/Support/Failure.h"

#include "pipert/pipert.h"

#include <CLI/CLI.hpp>
#include <set>
#include <string_view>

using namespace mlir::pipe;

/// Returns "" if this build has the transport `name`, else what it has.
static std::string checkTransport(const std::string &name) {
  std::string names = pipert_transport_names();
  if ((", " + names + ",").find(", " + name + ",") != std::string::npos)
    return "";
  return "there is no transport '" + name + "', only " + names;
}

static void addFile(CLI::App &app, const char *name, std::string &value,
                    const char *text, const char *group = "Options") {
  app.add_option(name, value, text)->type_name("FILE")->group(group);
}

static void addFiles(CLI::App &app, Options &options) {
  app.add_option("bundle", options.bundle, "folder made by pipe-compile")
      ->required()
      ->type_name("MODEL.pipe");
  addFile(app, "--parameters", options.parameters,
          "values of the parameters, by name (or under param.NAME)");
  app.add_option("--inputs", options.inputs,
                 "data: all micro-batches, stacked along the batch dimension, "
                 "of one step or, one behind the other, of many; of several "
                 "files the rows of the next one are behind those of the one "
                 "before")
      ->type_name("FILE")
      ->allow_extra_args(false);
  addFile(app, "--write-gradients", options.gradientsOut,
          "write the last step's gradients, by parameter");
  addFile(app, "--write-outputs", options.outputsOut,
          "write the last step's outputs, stacked over the micro-batches");
  addFile(app, "--write-parameters", options.parametersOut,
          "write the parameters after the last step");
  addFile(app, "--compare", options.compare,
          "compare outputs and gradients of the last step with a file (NAME, "
          "gradsum.NAME)");
  addFile(app, "--trace", options.trace, "write a trace for Perfetto");
}

static void addChecks(CLI::App &app, Options &options) {
  app.add_flag("--check{all}", options.check,
               "run the unpartitioned model too and compare every result of "
               "the last step, and its gradients with differences of its loss; "
               "--check=cut leaves the latter out")
      ->type_name("")
      ->check(CLI::IsMember({"all", "cut"}).description(""));
  app.add_flag("--timeline", options.timeline,
               "draw the planned and the measured step");
  app.add_option("--tolerance", options.tolerance,
                 "largest norm(difference) / norm(reference) of --check and "
                 "--compare; default: 1e-12 for f64, 1e-5 for f32, 4e-3 for "
                 "f16, 3e-2 for bf16, 0 for integers")
      ->type_name("NUMBER")
      ->check(CLI::Validator(CLI::NonNegativeNumber).description(""));
}

static void addData(CLI::App &app, Options &options) {
  app.add_option("--rename", options.renames,
                 "take the parameter or input NAME from the key KEY")
      ->type_name("KEY=NAME,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_option("--seed", options.seed,
                 "number that the random numbers of every micro-batch come "
                 "from, where the model has a seed as input")
      ->type_name("N");
  app.add_option("--steps", options.numSteps,
                 "steps to run, each on the next rows of the data; a bundle "
                 "without an optimizer runs all on the same where there are no "
                 "others (default: 1); with --state so many more, with "
                 "--resume so many in all")
      ->type_name("N")
      ->check(CLI::Range(int64_t(1), int64_t(1) << 40).description(""));
  app.add_flag("--repeat", options.repeat,
               "begin again with the first rows behind the last ones");
  app.add_option("--shuffle-seed", options.shuffleSeed,
                 "take the rows in another order each time, which this number "
                 "tells")
      ->type_name("N");
}

/// The options that tell an optimizer something.
static constexpr const char *kTraining =
    "Training (bundles of pipe-compile --optimizer)";

static void addTraining(CLI::App &app, Options &options) {
  auto add = [&](const char *name, auto &value, const char *text,
                 const char *type) {
    return app.add_option(name, value, text)->type_name(type)->group(kTraining);
  };
  CLI::Validator isPositive =
      CLI::Range(int64_t(1), int64_t(1) << 40).description("");
  CLI::Validator isRate = CLI::Range(0.0, 1e30).description("");
  add("--learning-rate", options.rate.rate,
      "learning rate (default: that of the bundle)", "X")
      ->check(isRate);
  add("--learning-rate-schedule", options.rate.schedule,
      "what becomes of it: constant, linear or cosine, or a file with the "
      "rates of all steps, one a line (default: constant)",
      "NAME|FILE");
  add("--final-learning-rate", options.rate.finalRate,
      "where linear and cosine end (default: 0)", "X")
      ->check(isRate);
  add("--warmup-steps", options.rate.warmupSteps,
      "steps in which the learning rate goes up from 0", "N")
      ->check(isPositive);
  add("--schedule-steps", options.rate.scheduleSteps,
      "step at which linear and cosine end (default: the last one)", "N")
      ->check(isPositive);
  add("--loss-scale-init", options.lossScale.init,
      "what the loss is multiplied by in the first step, where that changes "
      "(default: 65536)",
      "X");
  add("--loss-scale-growth-factor", options.lossScale.growthFactor,
      "what it is multiplied by after --loss-scale-growth-interval steps in a "
      "row that were not skipped (default: 2)",
      "X");
  add("--loss-scale-backoff-factor", options.lossScale.backoffFactor,
      "what it is multiplied by after one that was (default: 0.5)", "X");
  add("--loss-scale-growth-interval", options.lossScale.growthInterval,
      "(default: 2000)", "N")
      ->check(isPositive);
  add("--hyper", options.hypers,
      "another number that the optimizer takes, by its role", "ROLE=NUMBER,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  add("--state", options.state,
      "go on where another run ended: what its --write-state has written; "
      "--steps=N runs N more",
      "FILE");
  add("--write-state", options.stateOut,
      "write the optimizer's states after the last step, and its number",
      "FILE");
  add("--metrics", options.metrics,
      "write a line of JSON a step: its number, loss, learning rate and time, "
      "and the loss of an evaluation",
      "FILE");
  add("--overlap-steps", options.overlapSteps,
      "whether a rank that is done with a step goes on with the next one while "
      "others are in the first; never where something comes between the two: "
      "a checkpoint, an evaluation, a choice of the next loss scale, a step "
      "that may be skipped, --check, --trace or --timeline",
      "on|off")
      ->check(CLI::IsMember({"on", "off"}).description(""))
      ->capture_default_str();
}

static void addEvaluation(CLI::App &app, Options &options) {
  CLI::Option *files =
      app.add_option("--eval-inputs", options.evalInputs,
                     "other data: the mean of their losses is said behind the "
                     "last step; each micro-batch is run by one core")
          ->type_name("FILE")
          ->allow_extra_args(false)
          ->group(kTraining);
  app.add_option("--eval-every", options.evalEvery,
                 "and behind every K steps, too")
      ->type_name("K")
      ->check(CLI::Range(int64_t(1), int64_t(1) << 40).description(""))
      ->needs(files)
      ->group(kTraining);
}

static void addCheckpoints(CLI::App &app, Options &options) {
  CLI::Validator isPositive =
      CLI::Range(int64_t(1), int64_t(1) << 40).description("");
  CLI::Option *folder =
      app.add_option("--checkpoint", options.checkpoint,
                     "write checkpoints into this folder: one behind the last "
                     "step, also when SIGINT ends the run")
          ->type_name("FOLDER");
  CLI::Option *others[] = {
      app.add_option("--checkpoint-every", options.checkpointEvery,
                     "write one every K steps, too, while the next steps run")
          ->type_name("K")
          ->check(isPositive),
      app.add_option("--keep", options.keep,
                     "checkpoints that stay, the newest ones")
          ->type_name("N")
          ->check(isPositive)
          ->capture_default_str(),
      app.add_option("--on-checkpoint-failure", options.onCheckpointFailure,
                     "stop or continue, where a checkpoint cannot be written")
          ->type_name("WORD")
          ->check(CLI::IsMember({"stop", "continue"}).description(""))
          ->capture_default_str(),
      app.add_flag("--resume", options.resume,
                   "go on behind the newest checkpoint in the folder, or begin "
                   "if there is none; the run ends behind step N of --steps=N, "
                   "the steps that are done already included")
          ->needs("--steps")
          ->excludes("--state")};
  folder->group(kTraining);
  for (CLI::Option *option : others)
    option->needs(folder)->group(kTraining);
}

static void addRun(CLI::App &app, Options &options) {
  app.add_option("--transport", options.transport,
                 "how ranks share data (" +
                     std::string(pipert_transport_names()) +
                     "); guarded copies everything, and ends the run when a "
                     "kernel touches what it was not given")
      ->type_name("NAME")
      ->check(CLI::Validator(checkTransport, ""))
      ->capture_default_str();
  app.add_option("--device", options.device,
                 "what --transport=cuda runs on: cuda, the GPUs of this "
                 "machine; emulated, one that is not there; emulated:N, N of "
                 "them")
      ->type_name("NAME")
      ->capture_default_str();
  app.add_option("--device-seed", options.deviceSeed,
                 "which of the orders that GPUs may choose an emulated one "
                 "does its work in; 0: that of the host's calls")
      ->type_name("N")
      ->capture_default_str();
  app.add_option(
         "--kernels", options.kernels,
         "library with kernels for the functions of a bundle that lacks "
         "them, as those of pipe-compile --target=external do")
      ->type_name("LIBRARY");
  app.add_option("--timeout", options.timeout,
                 "end the run when no rank goes on for so many seconds")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.001, 1e9).description(""))
      ->capture_default_str();
  app.add_option("--report", options.report,
                 "if the run fails, write into this folder what each rank did "
                 "last: as text, as JSON and as a trace for Perfetto")
      ->type_name("FOLDER");
  CLI::Option *links = app.add_option(
      "--measure-links", options.measureLinks,
      "run no step, but measure how fast messages between the ranks are, and "
      "write that for pipe-plan --links");
  links->type_name("FILE.json");
  for (const char *other : {"--parameters", "--inputs", "--steps", "--check"})
    links->excludes(other);
}

static void addReplicas(CLI::App &app, Options &options) {
  app.add_option("--replicas", options.replicas,
                 "run R copies of the pipeline, each on a part of the rows of "
                 "a step, which has R times as many, and add up their "
                 "gradients")
      ->type_name("R")
      ->check(CLI::Range(int64_t(1), int64_t(0x7fff)).description(""))
      ->capture_default_str();
}

static void addProcesses(CLI::App &app, Options &options) {
  CLI::Validator isCount = CLI::Range(int64_t(1), int64_t(0x7fff));
  CLI::Validator isRank = CLI::Range(int64_t(0), int64_t(0x7ffe));
  const char *group = "Processes";
  app.add_option("--processes", options.launch.processes,
                 "make each rank a process: start N of them on this machine, "
                 "or be one of N where torchrun, mpirun or srun has started "
                 "this one")
      ->type_name("N")
      ->check(isCount.description(""))
      ->group(group);
  app.add_option("--rank", options.launch.rank,
                 "the rank of this process, of those that somebody else starts")
      ->type_name("N")
      ->check(isRank.description(""))
      ->group(group);
  app.add_option("--rendezvous", options.launch.rendezvous,
                 "where rank 0 listens (default: MASTER_ADDR:MASTER_PORT)")
      ->type_name("HOST:PORT")
      ->group(group);
  app.add_flag("--verbose", options.verbose,
               "let the other processes say what they do, too")
      ->group(group);
}

void mlir::pipe::addOptions(CLI::App &app, Options &options) {
  addFiles(app, options);
  addChecks(app, options);
  addData(app, options);
  addRun(app, options);
  addReplicas(app, options);
  addProcesses(app, options);
  addTraining(app, options);
  addEvaluation(app, options);
  addCheckpoints(app, options);
}

std::vector<std::string> mlir::pipe::getWords(int argc,
                                              const char *const *argv) {
  static const std::set<std::string_view> options = {"--inputs",
                                                     "--eval-inputs"};
  std::vector<std::string> words;
  std::string option; // Whose files are being read.
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--")
      return words.insert(words.end(), argv + i, argv + argc), words;
    const bool isFile =
        word.ends_with(".safetensors") || word.ends_with(".npy");
    if (options.contains(word) && i + 1 < argc) {
      option = word;
      words.push_back(option + "=" + argv[++i]);
    } else if (!option.empty() && isFile && !word.starts_with("-")) {
      words.push_back(option + "=" + word);
    } else {
      option.clear();
      words.push_back(word);
    }
  }
  return words;
}

void mlir::pipe::requireDevice(const CLI::App &app, const Options &options,
                               const Bundle &bundle) {
  const bool isCuda = options.transport == "cuda";
  for (const char *name : {"--device", "--device-seed"})
    if (app.count(name) != 0 && !isCuda)
      throw Failure{std::string(name) + ": is for --transport=cuda",
                    ExitStatus::BadUsage};
  if (app.count("--device-seed") != 0 &&
      options.device.compare(0, 8, "emulated") != 0)
    throw Failure{"--device-seed: is for --device=emulated",
                  ExitStatus::BadUsage};
  if (!isCuda)
    return;
  if (!options.measureLinks.empty())
    throw Failure{"--measure-links: does not measure what GPUs bring each "
                  "other",
                  ExitStatus::BadUsage};
  if (!bundle.hasDeviceCode)
    throw Failure{bundle.path +
                  ": has no code for GPUs, which --transport=cuda needs; "
                  "compile the model with --target=cuda"};
}

void mlir::pipe::requireOptimizer(const CLI::App &app, const Manifest &manifest,
                                  const std::string &path) {
  if (manifest.hasUpdates())
    return;
  for (const CLI::Option *option : app.get_options())
    if (option->get_group() == kTraining && option->count() != 0)
      throw Failure{option->get_name() + ": " + path +
                        " has no optimizer, so that a step changes nothing; "
                        "compile with --optimizer=NAME",
                    ExitStatus::BadUsage};
}
