//===- Outputs.cpp - Files that a run writes ------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Outputs.h"

#include "pipe/Support/Failure.h"
#include "pipe/TensorIO/Npy.h"
#include "pipe/TensorIO/Safetensors.h"

using namespace mlir::pipe;

static void writeTensors(const std::string &path,
                         const std::vector<NamedTensor> &tensors) {
  if (!path.ends_with(".npy"))
    return take(writeSafetensors(path, tensors));
  if (tensors.size() != 1)
    throw Failure{path + ": an npy file holds one tensor, but there are " +
                  std::to_string(tensors.size()) + "; use a safetensors file"};
  take(writeNpy(path, tensors[0]));
}

void mlir::pipe::writeOutputs(const std::string &path, const Manifest &manifest,
                              const RunResults &results) {
  std::vector<NamedTensor> tensors;
  for (size_t i = 0; i < manifest.outputs.size(); ++i) {
    TensorType type = manifest.outputs[i].type;
    type.shape.insert(type.shape.begin(), manifest.microBatches);
    tensors.push_back(
        {manifest.outputs[i].name, type, results.outputs[i].data()});
  }
  for (size_t i = 0; i < manifest.reports.size(); ++i)
    if (const bundle::Report &report = manifest.reports[i]; report.isResult)
      tensors.push_back({report.role, report.type, results.reports[i].data()});
  writeTensors(path, tensors);
}

void mlir::pipe::writeGradients(const std::string &path,
                                const Manifest &manifest,
                                const RunResults &results) {
  std::vector<NamedTensor> tensors;
  for (size_t i = 0; i < manifest.parameters.size(); ++i)
    if (results.gradients[i])
      tensors.push_back({manifest.parameters[i].name,
                         manifest.parameters[i].type,
                         results.gradients[i]->data()});
  if (tensors.empty())
    throw Failure{path + ": cannot write gradients: the model has none"};
  writeTensors(path, tensors);
}

void mlir::pipe::writeParameters(const std::string &path,
                                 const Manifest &manifest,
                                 const RunResults &results,
                                 const std::vector<const void *> &initial) {
  std::vector<NamedTensor> tensors;
  for (size_t i = 0; i < manifest.parameters.size(); ++i)
    tensors.push_back(
        {manifest.parameters[i].name, manifest.parameters[i].type,
         results.parameters[i] ? results.parameters[i]->data() : initial[i]});
  writeTensors(path, tensors);
}
