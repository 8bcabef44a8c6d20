//===- Constants.cpp - Values of parameters as files ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Constants.h"

#include "ReadPipeline.h"

#include "pipe/TensorIO/Safetensors.h"

#include "mlir/IR/DialectResourceBlobManager.h"

#include <deque>

using namespace mlir;
using namespace mlir::pipe;

/// Returns the bytes that a file brings beside the text.
static FailureOr<std::string> getBytes(ParamOp param,
                                       DenseResourceElementsAttr resource) {
  ArrayRef<char> data;
  if (AsmResourceBlob *blob = resource.getRawHandle().getBlob())
    data = blob->getData();
  auto type = cast<RankedTensorType>(param.getType());
  std::optional<int64_t> bytes = getTensorBytes(type);
  if (bytes != static_cast<int64_t>(data.size()))
    return param.emitError()
           << "'" << param.getSymName() << "' has " << data.size()
           << " bytes in the resource '" << resource.getRawHandle().getKey()
           << "', which are no value of type " << type
           << "; print the model again with its resources whole";
  return std::string(data.begin(), data.end());
}

/// Returns the elements of the value of `param`, row-major, as files hold them:
/// i1 as a byte.
static FailureOr<std::string> getBytes(ParamOp param) {
  ElementsAttr value = param.getValueAttr();
  auto type = cast<RankedTensorType>(value.getShapedType());
  int64_t count = type.getNumElements();
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(value))
    return getBytes(param, resource);
  auto dense = dyn_cast<DenseIntOrFPElementsAttr>(value);
  if (!dense)
    return param.emitError()
           << "'" << param.getSymName()
           << "' has a value that does not list its elements; print it as "
              "dense<...> or dense_resource<...>";
  if (type.getElementType().isInteger(1)) {
    std::string bytes;
    for (bool element : dense.getValues<bool>())
      bytes.push_back(element ? 1 : 0);
    return bytes;
  }
  ArrayRef<char> raw = dense.getRawData();
  std::string bytes(raw.begin(), raw.end());
  if (!dense.isSplat())
    return bytes;
  std::string repeated;
  for (int64_t i = 0; i < count; ++i)
    repeated += bytes;
  return repeated;
}

LogicalResult mlir::pipe::writeConstants(PipelineOp pipeline,
                                         const std::string &path) {
  std::vector<NamedTensor> tensors;
  std::deque<std::string> storage;
  for (ParamOp param : pipeline.getBody().getOps<ParamOp>()) {
    if (!param.getValueAttr())
      continue;
    auto type = cast<RankedTensorType>(param.getType());
    FailureOr<std::string> bytes = getBytes(param);
    if (failed(bytes))
      return failure();
    storage.push_back(std::move(*bytes));
    // `readModel` has refused elements that files cannot hold.
    pipe::TensorType fileType{*getElementType(type.getElementType()),
                              type.getShape().vec()};
    tensors.push_back(
        {param.getSymName().str(), fileType, storage.back().data()});
  }
  if (tensors.empty())
    return success();
  if (IoStatus error = writeSafetensors(path, tensors))
    return pipeline.emitError(error->message);
  return success();
}
