//===- ReferenceLoss.cpp - The loss of the uncut model --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReferenceLoss.h"

#include "pipe/Support/Failure.h"
#include "pipe/TensorIO/Elements.h"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <thread>

using namespace mlir::pipe;

static const TensorType &getType(const Manifest &manifest,
                                 const ReferenceValue &value) {
  switch (value.kind) {
  case ReferenceValue::Input:
    return manifest.inputs[value.index].type;
  case ReferenceValue::Output:
    return manifest.outputs[value.index].type;
  case ReferenceValue::Parameter:
  case ReferenceValue::Gradient:
    break;
  }
  return manifest.parameters[value.index].type;
}

/// Places of the losses among the results of the reference.
static std::vector<size_t> findLosses(const Manifest &manifest) {
  const std::vector<ReferenceValue> &results = manifest.reference->results;
  std::vector<size_t> losses;
  for (size_t i = 0; i < results.size(); ++i)
    if (results[i].kind == ReferenceValue::Output &&
        manifest.outputs[results[i].index].loss)
      losses.push_back(i);
  return losses;
}

LossPlace mlir::pipe::findLoss(const Manifest &manifest) {
  const std::vector<size_t> losses = findLosses(manifest);
  if (losses.size() != 1)
    return {0,
            "the model has " +
                (losses.empty() ? "no loss"
                                : std::to_string(losses.size()) + " losses")};
  const Output &loss =
      manifest.outputs[manifest.reference->results[losses[0]].index];
  if (countElements(loss.type.shape) != 1 || !isFloat(loss.type.type))
    return {losses[0], "the loss '" + loss.name + "' is " +
                           toString(loss.type) +
                           ", not one floating-point number"};
  return {losses[0], ""};
}

ReferenceLoss::ReferenceLoss(const Bundle &bundle, size_t result,
                             const std::vector<Bytes> &inputs)
    : bundle(bundle), lossResult(result), inputs(inputs) {
  int64_t numCores = std::max(1u, std::thread::hardware_concurrency());
  const Reference &reference = *bundle.manifest.reference;
  workers.resize(size_t(std::min(numCores, bundle.manifest.microBatches)),
                 Worker{Workspace(reference), {}, {}, {}, {}});
  for (Worker &worker : workers) {
    for (const ReferenceValue &value : reference.results)
      worker.results.emplace_back(
          size_t(*countBytes(getType(bundle.manifest, value))));
    for (Bytes &result : worker.results)
      worker.pointers.push_back(result.data());
    worker.arguments.resize(reference.arguments.size());
  }
}

double ReferenceLoss::runMicroBatch(Worker &worker,
                                    const std::vector<const void *> &parameters,
                                    int64_t m) {
  const Manifest &manifest = bundle.manifest;
  for (size_t i = 0; i < worker.arguments.size(); ++i) {
    const ReferenceValue &value = manifest.reference->arguments[i];
    worker.arguments[i] = value.kind == ReferenceValue::Parameter
                              ? parameters[value.index]
                              : inputs[value.index].data() +
                                    m * *countBytes(getType(manifest, value));
  }
  (void)pipert_kernel_status();
  bundle.reference(worker.arguments.data(), worker.pointers.data(),
                   worker.workspace.data());
  if (pipert_kernel_status() && !worker.fault)
    worker.fault = {m, pipert_last_error()};
  const ReferenceValue &loss = manifest.reference->results[lossResult];
  return readElement(getType(manifest, loss).type, worker.pointers[lossResult],
                     0);
}

std::vector<double>
ReferenceLoss::runAll(const std::vector<const void *> &parameters,
                      int64_t count) {
  std::vector<double> losses(static_cast<size_t>(count));
  std::atomic<int64_t> next = 0;
  auto work = [&](Worker &worker) {
    for (int64_t m = next++; m < count; m = next++)
      losses[size_t(m)] = runMicroBatch(worker, parameters, m);
  };
  {
    std::vector<std::jthread> threads;
    for (size_t i = 1; i < workers.size(); ++i)
      threads.emplace_back(work, std::ref(workers[i]));
    work(workers[0]);
  }
  return losses;
}

std::vector<double>
ReferenceLoss::getLosses(const std::vector<const void *> &parameters,
                         int64_t count, int64_t first) {
  for (Worker &worker : workers)
    worker.fault.reset();
  std::vector<double> losses = runAll(parameters, count);
  std::optional<std::pair<int64_t, std::string>> fault;
  for (const Worker &worker : workers)
    if (worker.fault && (!fault || worker.fault->first < fault->first))
      fault = worker.fault;
  if (fault)
    throw Failure{"the unpartitioned model failed: micro-batch " +
                      std::to_string(first + fault->first) + ": " +
                      fault->second,
                  ExitStatus::RunFailed};
  return losses;
}

double ReferenceLoss::evaluate(const std::vector<const void *> &parameters) {
  const int64_t count = bundle.manifest.microBatches;
  std::vector<double> losses = runAll(parameters, count);
  double sum = std::accumulate(losses.begin(), losses.end(), 0.0);
  return bundle.manifest.meanGradients ? sum / double(count) : sum;
}
