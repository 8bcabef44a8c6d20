//===- PipeNumbers.h - Numbers in the text of ops ---------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_IR_PIPENUMBERS_H
#define PIPE_LIB_DIALECT_PIPE_IR_PIPENUMBERS_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/IR/OpImplementation.h"

namespace mlir::pipe {

/// Parses and prints a number of an action, an affine expression of the values
/// that it names: `[%m]`, `[%m + 3]`, `[%i * -1 + 7]`, `[5]`.
ParseResult
parseNumber(OpAsmParser &parser,
            SmallVectorImpl<OpAsmParser::UnresolvedOperand> &coordinates,
            AffineMapAttr &number);
void printNumber(OpAsmPrinter &printer, Operation *, ValueRange coordinates,
                 AffineMapAttr number);

/// Parses and prints a count, `8`. What 64 bits do not hold is refused, where
/// an attribute of i64 would take 2^64 - 1 for -1.
ParseResult parseCount(OpAsmParser &parser, IntegerAttr &count);
void printCount(OpAsmPrinter &printer, Operation *, IntegerAttr count);

/// Checks a number that is an expression of `coordinates`.
LogicalResult verifyNumber(Operation *op, AffineMap map,
                           ValueRange coordinates);

} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_IR_PIPENUMBERS_H
