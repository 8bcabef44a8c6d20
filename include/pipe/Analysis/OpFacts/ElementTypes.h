//===- ElementTypes.h - Questions about element types -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_OPFACTS_ELEMENTTYPES_H
#define PIPE_ANALYSIS_OPFACTS_ELEMENTTYPES_H

#include "mlir/IR/Types.h"

namespace mlir::pipe {

/// Returns true if `type`, or the element type of a vector, buffer or tensor,
/// is f16 or bf16: what is computed in f32 and rounded.
bool isSmallFloat(Type type);

} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_OPFACTS_ELEMENTTYPES_H
