//===- Constants.cpp - Values of parameters as files ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Constants.h"

#include "pipe/Target/Manifest.h"
#include "pipe/TensorIO/Safetensors.h"

#include "mlir/IR/DialectResourceBlobManager.h"

#include <deque>

using namespace mlir;
using namespace mlir::pipe;

/// Returns the elements of `value`, row-major, as files hold them: i1 as a
/// byte.
static std::optional<std::string> getBytes(ElementsAttr value) {
  auto type = cast<RankedTensorType>(value.getShapedType());
  int64_t count = type.getNumElements();
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(value)) {
    AsmResourceBlob *blob = resource.getRawHandle().getBlob();
    if (!blob)
      return std::nullopt;
    ArrayRef<char> data = blob->getData();
    std::optional<int64_t> bytes = getTensorBytes(type);
    if (!bytes || *bytes != static_cast<int64_t>(data.size()))
      return std::nullopt;
    return std::string(data.begin(), data.end());
  }
  auto dense = dyn_cast<DenseIntOrFPElementsAttr>(value);
  if (!dense)
    return std::nullopt;
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
    ElementsAttr value = param.getValueAttr();
    if (!value)
      continue;
    auto type = cast<RankedTensorType>(param.getType());
    std::optional<std::string> name = getElementTypeName(type.getElementType());
    std::optional<ElementType> element =
        name ? parseElementType(*name) : std::nullopt;
    std::optional<std::string> bytes = getBytes(value);
    if (!element || !bytes)
      return param.emitError("has a value that cannot be written to a file");
    storage.push_back(std::move(*bytes));
    TensorType fileType;
    fileType.type = *element;
    fileType.shape.assign(type.getShape().begin(), type.getShape().end());
    tensors.push_back(
        {param.getSymName().str(), fileType, storage.back().data()});
  }
  if (tensors.empty())
    return success();
  if (IoStatus error = writeSafetensors(path, tensors))
    return pipeline.emitError(error->message);
  return success();
}
