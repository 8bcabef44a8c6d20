//===- ArgumentRoles.cpp - Batches and parameters -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RoleFinder.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"

using namespace mlir;
using namespace mlir::pipe;

LogicalResult RoleFinder::setBatch(unsigned index, int64_t dim,
                                   bool isParameter) {
  ArgumentRole &role = roles.arguments[index];
  auto type = cast<RankedTensorType>(func.getArgument(index).getType());
  if (dim < 0 || dim >= type.getRank())
    return emitError() << "the batch '" << role.name << "' has no dimension "
                       << dim
                       << " along which micro-batches could be stacked, its "
                          "type is "
                       << type;
  if (isParameter || func.getArgAttr(index, kParameterAttr))
    return emitError() << "the argument '" << role.name
                       << "' is said to be a parameter and a batch";
  role.batchDim = dim;
  return success();
}

LogicalResult RoleFinder::setFrozen(ArrayRef<unsigned> frozen) {
  for (unsigned i : frozen) {
    if (roles.arguments[i].batchDim)
      return emitError() << "the argument '" << argumentNames[i]
                         << "' is said to be a batch and frozen";
    roles.arguments[i].isFrozen = true;
  }
  return success();
}

LogicalResult RoleFinder::findArguments() {
  FailureOr<SmallVector<std::string>> names = getArgumentNames(func);
  if (failed(names))
    return failure();
  argumentNames = std::move(*names);
  for (const std::string &name : argumentNames)
    roles.arguments.push_back({name, std::nullopt});
  auto resolve = [&](ArrayRef<std::string> texts, StringRef option) {
    return resolveNames(func, texts, argumentNames, "argument", option);
  };
  auto batch = resolve(options.batch, "batch");
  auto parameters =
      failed(batch) ? batch : resolve(options.parameters, "parameters");
  auto frozen =
      failed(parameters) ? parameters : resolve(options.frozen, "frozen");
  if (failed(frozen))
    return failure();
  llvm::DenseSet<unsigned> isBatch(llvm::from_range, *batch);
  llvm::DenseSet<unsigned> isParameter(llvm::from_range, *parameters);
  bool hasBatch = false;
  for (unsigned i = 0; i < argumentNames.size(); ++i) {
    auto dim = func.getArgAttrOfType<IntegerAttr>(i, kBatchAttr);
    if (!dim && !isBatch.contains(i))
      continue;
    hasBatch = true;
    if (failed(setBatch(i, dim ? dim.getInt() : 0, isParameter.contains(i))))
      return failure();
  }
  if (!hasBatch)
    return emitError() << "no argument is a batch; name it with "
                          "'batch=NAME,...', the arguments are "
                       << listNames(argumentNames);
  for (auto [i, role] : llvm::enumerate(roles.arguments)) {
    TreePath path = parseTreePath(role.name);
    if (!role.batchDim && !path.empty())
      typesOfKey[path.back()].insert(func.getArgument(i).getType());
  }
  return setFrozen(*frozen);
}
