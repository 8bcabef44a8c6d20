//===- ElementwiseLook.h - See through elementwise ops ----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_ANALYSIS_ROLES_ELEMENTWISELOOK_H
#define PIPE_LIB_ANALYSIS_ROLES_ELEMENTWISELOOK_H

#include "mlir/IR/Value.h"

#include <optional>

namespace mlir::pipe {
/// What `value` is, element by element, in terms of another value: the scalar
/// that an elementwise linalg op yields, or the tensor that an argument of such
/// an op's body stands for. Null for all others.
Value lookThrough(Value value);

/// The value of a floating-point constant: a scalar, a splat, a fill, also seen
/// from within a body.
std::optional<double> getUniformConstant(Value value);
} // namespace mlir::pipe

#endif // PIPE_LIB_ANALYSIS_ROLES_ELEMENTWISELOOK_H
