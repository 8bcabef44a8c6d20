//===- NestWalker.h - Places in a loop nest as code -------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_CODEGEN_CUDA_NESTWALKER_H
#define PIPE_LIB_CODEGEN_CUDA_NESTWALKER_H

#include "pipe/Codegen/Nests/LoopNest.h"
#include "pipe/Codegen/Nests/VectorAccess.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

namespace mlir::pipe {

/// Emits the arithmetic that leads to a place in a loop nest.
class NestWalker {
protected:
  NestWalker(OpBuilder &builder, const LoopNest &nest)
      : builder(builder), loc(linalg::LinalgOp(nest.op)->getLoc()), nest(nest) {
  }

  /// Where the code being emitted stands: the index of each loop entered, and
  /// the linear address in each buffer.
  struct Position {
    SmallVector<Value> indices;
    SmallVector<Value> offsets;
  };

  Value constant(int64_t value) {
    return arith::ConstantIndexOp::create(builder, loc, value);
  }
  Value add(Value a, Value b) {
    return arith::AddIOp::create(builder, loc, a, b,
                                 arith::IntegerOverflowFlags::nsw);
  }
  Value multiply(Value a, int64_t b) {
    return arith::MulIOp::create(builder, loc, a, constant(b),
                                 arith::IntegerOverflowFlags::nsw);
  }
  Value divide(Value a, int64_t b) {
    return arith::DivUIOp::create(builder, loc, a, constant(b));
  }
  Value remainder(Value a, int64_t b) {
    return arith::RemUIOp::create(builder, loc, a, constant(b));
  }
  Value isBelow(Value a, int64_t b) {
    return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ult, a,
                                 constant(b));
  }

  Position at(const Position &position, unsigned loop, Value index) {
    Position result = position;
    result.indices[loop] = index;
    for (auto [offset, access] : llvm::zip_equal(result.offsets, nest.accesses))
      if (access.strides[loop] != 0)
        offset = addScaled(builder, loc, offset, index, access.strides[loop]);
    return result;
  }

  /// Returns where element `number` of the result stands.
  Position atElement(const Position &origin, Value number) {
    SmallVector<unsigned> parallel;
    for (auto [index, loop] : llvm::enumerate(nest.loops))
      if (!loop.isReduction)
        parallel.push_back(index);
    Position result = origin;
    for (unsigned loop : llvm::reverse(parallel)) {
      int64_t size = nest.loops[loop].size;
      bool isOuter = loop == parallel.front();
      result = at(result, loop, isOuter ? number : remainder(number, size));
      if (!isOuter)
        number = divide(number, size);
    }
    return result;
  }

  /// Returns the index of the op's loop `dim`.
  Value getIndex(const Position &position, unsigned dim) {
    for (auto [loop, index] : llvm::zip_equal(nest.loops, position.indices))
      if (loop.dim == dim)
        return index;
    return constant(0);
  }

  OpBuilder &builder;
  Location loc;
  const LoopNest &nest;
};

} // namespace mlir::pipe

#endif // PIPE_LIB_CODEGEN_CUDA_NESTWALKER_H
