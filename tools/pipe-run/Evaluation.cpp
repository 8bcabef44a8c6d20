//===- Evaluation.cpp - The loss of rows that are not trained -------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Evaluation.h"

#include "pipe/Support/Failure.h"

using namespace mlir::pipe;

/// The place of the loss among the results of the uncut model.
static size_t requireLoss(const Bundle &bundle) {
  if (!bundle.reference)
    throw Failure{"--eval-inputs: " + bundle.path +
                  ": has no unpartitioned model, which gives the losses; "
                  "compile without --no-reference, for a --target that "
                  "compiles it"};
  LossPlace place = findLoss(bundle.manifest);
  if (!place.obstacle.empty())
    throw Failure{"--eval-inputs: " + bundle.path + ": " + place.obstacle +
                  ", but an evaluation is the mean of one"};
  return place.result;
}

Evaluation::Evaluation(const Bundle &bundle, const EvaluationOptions &options,
                       const Renames &renames,
                       const std::vector<const void *> &initial)
    : bundle(bundle), options(options), lossResult(requireLoss(bundle)),
      files(mapFiles(options.files, "--eval-inputs")),
      data(bundle.manifest, files, renames,
           {.seed = options.seed, .takesPartOfStep = true}),
      loss(bundle, lossResult, data.getInputs()) {
  // What no rank holds does not change.
  for (size_t i = 0; i < initial.size(); ++i) {
    const char *begin = static_cast<const char *>(initial[i]);
    parameters.emplace_back(
        begin, begin + *countBytes(bundle.manifest.parameters[i].type));
  }
}

double Evaluation::evaluate(const Runner &runner) {
  runner.fetchParameters(parameters);
  std::vector<const void *> pointers;
  for (const Bytes &value : parameters)
    pointers.push_back(value.data());
  double sum = 0;
  int64_t count = 0;
  // As many rows as a step has at once: there is memory for those.
  for (int64_t step = 0; step < data.getNumSteps().value_or(1); ++step) {
    const int64_t loaded = data.load(step);
    for (double value : loss.getLosses(pointers, loaded, count))
      sum += value;
    count += loaded;
  }
  return sum / double(count);
}

std::string Evaluation::describeRest() const {
  const int64_t perMicroBatch =
      data.getRowsPerStep() / bundle.manifest.microBatches;
  const int64_t rest =
      data.getNumRows() - data.getNumMicroBatches() * perMicroBatch;
  if (rest == 0)
    return "";
  return "--eval-inputs: " + describeFiles(files) + ": the last " +
         std::to_string(rest) + " of " + std::to_string(data.getNumRows()) +
         " rows are left out, since a micro-batch is of " +
         std::to_string(perMicroBatch);
}
