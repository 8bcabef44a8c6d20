//===- pipe-run.cpp - Runs a compiled model -------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// pipe-run MODEL.pipe --parameters=FILE --inputs=FILE [...]
//
// Exit status: 0 done; 1 the input is at fault; 2 wrong usage; 3 a check or
// comparison failed; 4 the run failed. stdout carries results, stderr the rest.
//
//===----------------------------------------------------------------------===//

#include "Check.h"
#include "DataFiles.h"
#include "EqualParameters.h"
#include "Failure.h"
#include "Outputs.h"
#include "Probe.h"
#include "Reference.h"
#include "Runner.h"
#include "Timelines.h"
#include "TraceWriter.h"

#include "pipe/TensorIO/File.h"
#include "pipe/TensorIO/StandardStreams.h"
#include "pipe/TensorIO/Unfinished.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <optional>
#include <unistd.h>

using namespace mlir::pipe;

namespace {
/// The command line.
struct Options {
  std::string bundle;
  std::string parameters;
  std::string inputs;
  std::string gradientsOut;
  std::string outputsOut;
  std::string parametersOut;
  std::string compare;
  std::string trace;
  std::string transport = "threads";
  std::string kernels;
  std::vector<std::string> renames;
  std::optional<uint64_t> seed;
  int64_t numSteps = 1;
  double timeout = 60;
  std::optional<double> tolerance;
  bool timeline = false;
  std::string check; ///< "", "all" or "cut".
};
} // namespace

/// Ends the process without waiting for a rank that may be stuck.
[[noreturn]] static void leave(ExitStatus status) {
  IoStatus error = writeStandardOutput("");
  if (error && status == ExitStatus::Done) {
    std::cerr << "pipe-run: error: " << error->message << "\n";
    status = ExitStatus::BadInput;
  }
  std::_Exit(int(status));
}

/// Returns "" if this build has the transport `name`, else what it has.
static std::string checkTransport(const std::string &name) {
  std::string names = pipert_transport_names();
  if ((", " + names + ",").find(", " + name + ",") != std::string::npos)
    return "";
  return "there is no transport '" + name + "', only " + names;
}

static void addOptions(CLI::App &app, Options &options) {
  app.add_option("bundle", options.bundle, "folder made by pipe-compile")
      ->required()
      ->type_name("MODEL.pipe");
  auto addFile = [&](const char *name, std::string &value, const char *text) {
    app.add_option(name, value, text)->type_name("FILE");
  };
  addFile("--parameters", options.parameters,
          "values of the parameters, by name (or under param.NAME)");
  addFile("--inputs", options.inputs,
          "data: all micro-batches, stacked along the batch dimension");
  addFile("--write-gradients", options.gradientsOut,
          "write the step's gradients, by parameter");
  addFile("--write-outputs", options.outputsOut,
          "write the outputs, stacked over the micro-batches");
  addFile("--write-parameters", options.parametersOut,
          "write the parameters after the last step");
  addFile("--compare", options.compare,
          "compare outputs and gradients with a file (NAME, gradsum.NAME)");
  addFile("--trace", options.trace, "write a trace for Perfetto");
  app.add_flag("--check{all}", options.check,
               "run the unpartitioned model too and compare every result, and "
               "its gradients with differences of its loss; --check=cut leaves "
               "the latter out")
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
  app.add_option("--rename", options.renames,
                 "take the parameter or input NAME from the key KEY")
      ->type_name("KEY=NAME,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_option("--seed", options.seed,
                 "number that the random numbers of every micro-batch come "
                 "from, where the model has a seed as input")
      ->type_name("N");
  app.add_option("--steps", options.numSteps, "steps to run on the same data")
      ->type_name("N")
      ->check(CLI::Range(int64_t(1), int64_t(1) << 40).description(""))
      ->capture_default_str();
  app.add_option("--transport", options.transport,
                 "how ranks share data (" +
                     std::string(pipert_transport_names()) +
                     "); guarded copies everything, and ends the run when a "
                     "kernel touches what it was not given")
      ->type_name("NAME")
      ->check(CLI::Validator(checkTransport, ""))
      ->capture_default_str();
  app.add_option("--kernels", options.kernels,
                 "library with kernels for the functions of a bundle that "
                 "pipe-compile --target=external made")
      ->type_name("LIBRARY");
  app.add_option("--timeout", options.timeout,
                 "end the run when no rank goes on for so many seconds")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.001, 1e9).description(""))
      ->capture_default_str();
}

/// The coarsest type of what the model is given.
static ElementType getComputeType(const Manifest &manifest) {
  std::vector<ElementType> types = {
      manifest.coarsestType.value_or(ElementType::F64)};
  for (const Parameter &parameter : manifest.parameters)
    types.push_back(parameter.type.type);
  for (const Input &input : manifest.inputs)
    types.push_back(input.type.type);
  return getCoarsest(types);
}

/// Compares with the unpartitioned model, and that with its own loss; throws
/// Failure when it is no derivative. Returns whether the results agree.
static bool checkModel(const Options &options, const Bundle &bundle,
                       const std::vector<const void *> &parameters,
                       const std::vector<Bytes> &inputs,
                       const RunResults &results) {
  RunResults reference = runReference(bundle, parameters, inputs);
  std::vector<CheckRow> rows = checkResults(bundle, results, reference);
  judge(rows, {options.tolerance, getComputeType(bundle.manifest)});
  bool good = printCheck(bundle, rows, std::cout);
  if (options.check == "all" &&
      !probeModel(bundle, parameters, inputs, reference, std::cout))
    throw Failure{"what the model returns as gradients is not the derivative "
                  "of the loss: it may be something else (new parameters of an "
                  "optimizer, gradients in another order or of another "
                  "factor), or a gradient that was changed on purpose "
                  "(stopped, straight through, clipped, left out for the row "
                  "of an embedding's padding_idx); --check=cut only compares "
                  "with the unpartitioned model",
                  ExitStatus::CheckFailed};
  return good;
}

/// Runs the check and the comparison; throws Failure when one fails.
static void compareResults(const Options &options, const Bundle &bundle,
                           const std::vector<const void *> &parameters,
                           const std::vector<Bytes> &inputs,
                           const RunResults &results, const Renames &renames) {
  bool good = true;
  std::optional<Failure> failure; // --compare is to be seen beside it.
  try {
    if (!options.check.empty())
      good &= checkModel(options, bundle, parameters, inputs, results);
  } catch (const Failure &found) {
    if (found.status != ExitStatus::CheckFailed)
      throw;
    failure = found;
  }
  if (!options.compare.empty()) {
    DataFile file = DataFile::read(options.compare, "--compare");
    FileComparison comparison = compareWithFile(bundle, results, file, renames);
    judge(comparison.rows, {options.tolerance, getComputeType(bundle.manifest),
                            comparison.normOfMissing});
    good &= printComparison(comparison, options.compare, std::cout);
  }
  if (failure)
    throw *failure;
  if (!good)
    throw Failure{"results differ by more than the tolerance",
                  ExitStatus::CheckFailed};
}

static void writeFiles(const Options &options, const Bundle &bundle,
                       const std::vector<const void *> &parameters,
                       const RunResults &results,
                       const Measurements &measurements) {
  const Manifest &manifest = bundle.manifest;
  if (!options.outputsOut.empty())
    writeOutputs(options.outputsOut, manifest, results);
  if (!options.gradientsOut.empty())
    writeGradients(options.gradientsOut, manifest, results);
  if (!options.parametersOut.empty())
    writeParameters(options.parametersOut, manifest, results, parameters);
  if (!options.trace.empty())
    take(writeFile(options.trace, {makeTrace(bundle, measurements)}));
}

/// Shows how far a run of many steps is, on terminals only.
static std::function<void(int64_t)> makeProgress(int64_t numSteps) {
  if (numSteps == 1 || !isatty(STDERR_FILENO))
    return {};
  using Clock = std::chrono::steady_clock;
  return [numSteps, next = Clock::now() + std::chrono::seconds(1),
          shown = false](int64_t done) mutable {
    if (Clock::now() >= next && done < numSteps) {
      std::cerr << "\rstep " << done << " of " << numSteps << std::flush;
      next = Clock::now() + std::chrono::milliseconds(200);
      shown = true;
    } else if (shown && done == numSteps) {
      std::cerr << "\r\033[K" << std::flush;
    }
  };
}

static void run(const Options &options) {
  Renames renames = parseRenames(options.renames);
  Bundle bundle = loadBundle(options.bundle, options.kernels);
  auto readOptional = [](const std::string &path, const char *option) {
    return path.empty() ? std::nullopt
                        : std::optional(DataFile::read(path, option));
  };
  auto parameterFile = readOptional(options.parameters, "--parameters");
  auto inputFile = readOptional(options.inputs, "--inputs");
  std::vector<const void *> parameters = findParameters(
      bundle, parameterFile ? &*parameterFile : nullptr, renames);
  std::vector<Bytes> inputs =
      packInputs(bundle.manifest, inputFile ? &*inputFile : nullptr, renames,
                 options.seed);
  for (const auto &names : findEqualParameters(bundle.manifest, parameters))
    std::cerr << "pipe-run: warning: " << describeEqualParameters(names)
              << "\n";
  if (!options.check.empty())
    requireReference(bundle);
  RunOptions runOptions = {options.numSteps, options.timeout, options.transport,
                           options.timeline || !options.trace.empty(),
                           makeProgress(options.numSteps)};
  Runner runner(bundle, runOptions);
  std::string report = runner.run(parameters, inputs);
  if (!report.empty()) {
    // A rank may still be running, so that nothing here may be freed.
    std::cerr << "pipe-run: error: the run failed: " << report << "\n";
    leave(ExitStatus::RunFailed);
  }
  RunResults results = runner.takeResults();
  const std::vector<pipert_counters_t> &counters =
      runner.getMeasurements().counters;
  for (size_t rank = 0; rank < counters.size() && runOptions.fullTrace; ++rank)
    if (counters[rank].events_dropped != 0)
      std::cerr << "pipe-run: warning: the trace has lost the first "
                << counters[rank].events_dropped << " events of rank " << rank
                << "\n";
  if (options.timeline)
    printTimelines(bundle, runner.getMeasurements(), std::cout);
  writeFiles(options, bundle, parameters, results, runner.getMeasurements());
  compareResults(options, bundle, parameters, inputs, results, renames);
}

int main(int argc, char **argv) {
  prepareStandardStreams();
  removeUnfinishedOnSignals();
  Options options;
  CLI::App app("Runs a model that pipe-compile has made, one thread a rank.",
               "pipe-run");
  addOptions(app, options);
  try {
    app.parse(argc, argv);
    run(options);
    leave(ExitStatus::Done);
  } catch (const CLI::ParseError &error) {
    int status = app.exit(error, std::cout, std::cerr);
    leave(status == 0 ? ExitStatus::Done : ExitStatus::BadUsage);
  } catch (const Failure &failure) {
    std::cout.flush();
    std::cerr << "pipe-run: error: " << failure.message << "\n";
    leave(failure.status);
  } catch (const std::bad_alloc &) {
    std::cerr << "pipe-run: error: out of memory\n";
    leave(ExitStatus::RunFailed);
  } catch (const std::exception &error) {
    std::cerr << "pipe-run: error: " << error.what() << "\n";
    leave(ExitStatus::RunFailed);
  }
}
