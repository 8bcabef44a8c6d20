//===- ImportRoles.cpp - Roles as attributes ------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Import.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"

using namespace mlir;
using namespace mlir::pipe;

static DictionaryAttr withRole(DictionaryAttr old, const ArgumentRole &role,
                               Builder &builder) {
  NamedAttrList attrs(old);
  attrs.set(kNameAttr, builder.getStringAttr(role.name));
  if (role.batchDim)
    attrs.set(kBatchAttr, builder.getI64IntegerAttr(*role.batchDim));
  else
    attrs.set(kParameterAttr, builder.getUnitAttr());
  return attrs.getDictionary(builder.getContext());
}

static DictionaryAttr withRole(DictionaryAttr old, const ResultRole &role,
                               Builder &builder) {
  NamedAttrList attrs(old);
  attrs.set(kNameAttr, builder.getStringAttr(role.name));
  for (StringRef name : {kLossAttr, kGradientAttr, kOutputAttr})
    attrs.erase(name);
  if (role.kind == ResultKind::Loss)
    attrs.set(kLossAttr, builder.getUnitAttr());
  else if (role.kind == ResultKind::Gradient)
    attrs.set(kGradientAttr, builder.getStringAttr(role.parameter));
  else
    attrs.set(kOutputAttr, builder.getUnitAttr());
  return attrs.getDictionary(builder.getContext());
}

void mlir::pipe::writeRoles(func::FuncOp func, const ModelRoles &roles) {
  Builder builder(func.getContext());
  // All at once: the attributes of all arguments are one, which each change of
  // a single one would make anew.
  SmallVector<DictionaryAttr> ofArguments, ofResults;
  for (auto [i, role] : llvm::enumerate(roles.arguments))
    ofArguments.push_back(withRole(func.getArgAttrDict(i), role, builder));
  for (auto [i, role] : llvm::enumerate(roles.results))
    ofResults.push_back(withRole(func.getResultAttrDict(i), role, builder));
  func.setAllArgAttrs(ofArguments);
  func.setAllResultAttrs(ofResults);
}
