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

void mlir::pipe::writeRoles(func::FuncOp func, const ModelRoles &roles) {
  Builder builder(func.getContext());
  for (auto [i, role] : llvm::enumerate(roles.arguments)) {
    func.setArgAttr(i, kNameAttr, builder.getStringAttr(role.name));
    if (role.batchDim)
      func.setArgAttr(i, kBatchAttr, builder.getI64IntegerAttr(*role.batchDim));
    else
      func.setArgAttr(i, kParameterAttr, builder.getUnitAttr());
  }
  for (auto [i, role] : llvm::enumerate(roles.results)) {
    func.setResultAttr(i, kNameAttr, builder.getStringAttr(role.name));
    for (StringRef name : {kLossAttr, kGradientAttr, kOutputAttr})
      func.removeResultAttr(i, builder.getStringAttr(name));
    if (role.kind == ResultKind::Loss)
      func.setResultAttr(i, kLossAttr, builder.getUnitAttr());
    else if (role.kind == ResultKind::Gradient)
      func.setResultAttr(i, kGradientAttr,
                         builder.getStringAttr(role.parameter));
    else
      func.setResultAttr(i, kOutputAttr, builder.getUnitAttr());
  }
}
