//===- PipeRT.h - The pipert dialect ----------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_DIALECT_PIPERT_IR_PIPERT_H
#define PIPE_DIALECT_PIPERT_IR_PIPERT_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "pipe/Dialect/PipeRT/IR/PipeRTDialect.h.inc"

namespace mlir::pipert {
/// Returns the first name and the first place in a file that `loc` tells, as
/// `"layer/gather" (model.mlir:8:10)`; empty if it tells none. Folders are left
/// out, so that the code does not depend on where the file lies.
std::string describePlace(Location loc);
} // namespace mlir::pipert

#define GET_OP_CLASSES
#include "pipe/Dialect/PipeRT/IR/PipeRTOps.h.inc"

#endif // PIPE_DIALECT_PIPERT_IR_PIPERT_H
