//===- Windows.h - Windows over a tensor ------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_IMPORT_STABLEHLO_WINDOWS_H
#define PIPE_LIB_IMPORT_STABLEHLO_WINDOWS_H

#include "Tensors.h"

namespace mlir::pipe::hlo {

/// The attributes of reduce_window and select_and_scatter, a number for each
/// dimension of the operand.
struct Window {
  SmallVector<int64_t> sizes, strides, dilations;
  SmallVector<Padding> padding; ///< With the base dilation as interior.
  SmallVector<int64_t> places;  ///< How often the window fits.

  static FailureOr<Window> get(Operation *op, RankedTensorType operand);
};

} // namespace mlir::pipe::hlo

#endif // PIPE_LIB_IMPORT_STABLEHLO_WINDOWS_H
