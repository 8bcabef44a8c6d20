//===- Reference.cpp - Runs the uncut model -------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reference.h"
#include "Difference.h"
#include "Workspace.h"

#include "pipe/Support/Failure.h"

#include <cstring>

using namespace mlir::pipe;

namespace {
/// Arguments and results of the reference for one micro-batch at a time.
class ReferenceRun {
public:
  ReferenceRun(const Bundle &bundle,
               const std::vector<const void *> &parameters,
               const std::vector<Bytes> &inputs)
      : bundle(bundle), reference(*bundle.manifest.reference),
        parameters(parameters), inputs(inputs), workspace(reference) {
    const Manifest &manifest = bundle.manifest;
    for (const ReferenceValue &value : reference.results)
      values.emplace_back(size_t(*countBytes(getType(value))));
    for (const Output &output : manifest.outputs)
      results.outputs.emplace_back(size_t(*countBytes(output.type)) *
                                   size_t(manifest.microBatches));
    results.gradients.resize(manifest.parameters.size());
    sums.resize(manifest.parameters.size());
    for (const ReferenceValue &value : reference.results)
      if (value.kind == ReferenceValue::Gradient) {
        TensorType type = getType(value);
        results.gradients[value.index] = Bytes(size_t(*countBytes(type)));
        type.type = getSumType(type.type);
        sums[value.index] = Bytes(size_t(*countBytes(type)));
      }
  }

  RunResults run() {
    for (int64_t m = 0; m < bundle.manifest.microBatches; ++m)
      runMicroBatch(m);
    for (const ReferenceValue &value : reference.results)
      if (value.kind == ReferenceValue::Gradient)
        finishGradient(value);
    return std::move(results);
  }

private:
  const TensorType &getType(const ReferenceValue &value) const {
    const Manifest &manifest = bundle.manifest;
    switch (value.kind) {
    case ReferenceValue::Input:
      return manifest.inputs[value.index].type;
    case ReferenceValue::Output:
      return manifest.outputs[value.index].type;
    default:
      return manifest.parameters[value.index].type;
    }
  }

  void finishGradient(const ReferenceValue &value) {
    const TensorType &type = getType(value);
    int64_t count = *countElements(type.shape);
    char *sum = sums[value.index].data();
    if (bundle.manifest.meanGradients)
      divideElements(type.type, count, sum, bundle.manifest.microBatches);
    roundElements(type.type, count, sum,
                  results.gradients[value.index]->data());
  }

  void runMicroBatch(int64_t m) {
    std::vector<const void *> arguments;
    for (const ReferenceValue &value : reference.arguments)
      arguments.push_back(value.kind == ReferenceValue::Parameter
                              ? parameters[value.index]
                              : inputs[value.index].data() +
                                    m * *countBytes(getType(value)));
    std::vector<void *> pointers;
    for (Bytes &value : values)
      pointers.push_back(value.data());
    (void)pipert_kernel_status();
    bundle.reference(arguments.data(), pointers.data(), workspace.data());
    if (pipert_kernel_status())
      throw Failure{"the unpartitioned model failed: micro-batch " +
                        std::to_string(m) + ": " + pipert_last_error(),
                    ExitStatus::RunFailed};
    for (size_t i = 0; i < values.size(); ++i) {
      const ReferenceValue &value = reference.results[i];
      const TensorType &type = getType(value);
      if (value.kind == ReferenceValue::Gradient)
        addElements(type.type, *countElements(type.shape),
                    sums[value.index].data(), values[i].data());
      else if (!values[i].empty())
        std::memcpy(results.outputs[value.index].data() +
                        m * int64_t(values[i].size()),
                    values[i].data(), values[i].size());
    }
  }

  const Bundle &bundle;
  const Reference &reference;
  const std::vector<const void *> &parameters;
  const std::vector<Bytes> &inputs;
  Workspace workspace;
  std::vector<Bytes> values; ///< Results of one micro-batch.
  std::vector<Bytes> sums;   ///< Of gradients, one a parameter.
  RunResults results;
};
} // namespace

void mlir::pipe::requireReference(const Bundle &bundle) {
  if (!bundle.reference)
    throw Failure{bundle.path + ": has no unpartitioned model to check with; "
                                "compile without --no-reference, for a "
                                "--target that compiles it, or compare with "
                                "a file (--compare)"};
}

RunResults mlir::pipe::runReference(const Bundle &bundle,
                                    const std::vector<const void *> &parameters,
                                    const std::vector<Bytes> &inputs) {
  requireReference(bundle);
  // Generated code may expect parameters at multiples of 64, as in their
  // segment.
  std::vector<Bytes> copies;
  std::vector<const void *> aligned;
  for (size_t i = 0; i < parameters.size(); ++i) {
    const char *data = static_cast<const char *>(parameters[i]);
    copies.emplace_back(data,
                        data + *countBytes(bundle.manifest.parameters[i].type));
    aligned.push_back(copies.back().data());
  }
  return ReferenceRun(bundle, aligned, inputs).run();
}
