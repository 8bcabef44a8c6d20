//===- PipeOpBase.td - What all ops of the pipe dialect share -*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_DIALECT_PIPE_IR_PIPEOPBASE_TD
#define PIPE_DIALECT_PIPE_IR_PIPEOPBASE_TD

include "pipe/Dialect/Pipe/IR/PipeDialect.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

class Pipe_Op<string mnemonic, list<Trait> traits = []>
    : Op<Pipe_Dialect, mnemonic, traits>;

defvar Pipe_Tensor = AnyStaticShapeTensor;

#endif // PIPE_DIALECT_PIPE_IR_PIPEOPBASE_TD
