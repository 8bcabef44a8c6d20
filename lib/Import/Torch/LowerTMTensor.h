//===- LowerTMTensor.h - Steps of pipe-lower-tm-tensor ----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_IMPORT_TORCH_LOWERTMTENSOR_H
#define PIPE_LIB_IMPORT_TORCH_LOWERTMTENSOR_H

#include "pipe/Dialect/TMTensor/IR/TMTensor.h"

#include "mlir/IR/ImplicitLocOpBuilder.h"

// One function an op: it emits, at the place of `builder`, what computes the
// results of `op`, and returns them. All shapes are static.

namespace mlir::pipe {
SmallVector<Value> lowerAttention(ImplicitLocOpBuilder &builder,
                                  tm_tensor::AttentionOp op);
SmallVector<Value> lowerScan(ImplicitLocOpBuilder &builder,
                             tm_tensor::ScanOp op);
SmallVector<Value> lowerScatter(ImplicitLocOpBuilder &builder,
                                tm_tensor::ScatterOp op);
SmallVector<Value> lowerSort(ImplicitLocOpBuilder &builder,
                             tm_tensor::SortOp op);
SmallVector<Value> lowerTopk(ImplicitLocOpBuilder &builder,
                             tm_tensor::TopkOp op);
} // namespace mlir::pipe

#endif // PIPE_LIB_IMPORT_TORCH_LOWERTMTENSOR_H
