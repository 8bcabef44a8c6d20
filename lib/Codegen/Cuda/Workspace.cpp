//===- Workspace.cpp - Room that a kernel needs on top --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Workspace.h"

#include "pipe/Codegen/Kernels/Kernels.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

using namespace mlir;
using namespace mlir::pipe;

FailureOr<Workspace> Workspace::get(func::FuncOp kernel, int64_t alignment) {
  auto bytes = kernel->getAttrOfType<IntegerAttr>(kWorkspaceAttr);
  if (!bytes || kernel.getNumArguments() == 0)
    return kernel.emitError("has no workspace; run pipe-pack-workspace first");
  return Workspace(kernel, alignment, bytes.getInt());
}

FailureOr<Value> Workspace::add(MemRefType type, bool isSmall) {
  std::optional<int64_t> size = getTensorBytes(
      RankedTensorType::get(type.getShape(), type.getElementType()));
  int64_t alignTo = isSmall ? 8 : alignment, offset = 0, end = 0;
  if (!size || llvm::AddOverflow(bytes, alignTo - 1, offset) ||
      llvm::AddOverflow(offset -= offset % alignTo, *size, end))
    return kernel.emitError("needs a workspace of more than 2^63 bytes");
  bytes = end;
  OpBuilder builder(kernel.getContext());
  Value workspace = kernel.getArguments().back();
  workspace.setType(MemRefType::get({bytes}, builder.getI8Type()));
  kernel.setFunctionType(builder.getFunctionType(
      kernel.getBody().getArgumentTypes(), kernel.getResultTypes()));
  kernel->setAttr(kWorkspaceAttr, builder.getI64IntegerAttr(bytes));
  builder.setInsertionPointToStart(&kernel.getBody().front());
  Value shift =
      arith::ConstantIndexOp::create(builder, kernel.getLoc(), offset);
  return Value(memref::ViewOp::create(builder, kernel.getLoc(), type, workspace,
                                      shift, ValueRange()));
}
