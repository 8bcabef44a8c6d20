//===- SlotTouches.h - What a program does to local slots -------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_ANALYSIS_PROGRAM_SLOTTOUCHES_H
#define PIPE_LIB_ANALYSIS_PROGRAM_SLOTTOUCHES_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Schedule/Core/Result.h"

#include <vector>

namespace mlir::pipe {

enum class TouchKind : uint8_t {
  Use,     ///< Reads the value, changes it or writes in place of it.
  Fill,    ///< Overwrites the slot.
  Send,    ///< Reads the value until the next Acquire or Drain of the slot.
  Acquire, ///< Knows the sends from the slot done.
  Drain    ///< Knows the sends from all slots of the ring done.
};

/// An action of a part that touches a ring: in iteration i the slot `number` +
/// i * `stride`, modulo the slots of the ring.
struct Touch {
  int64_t position = 0; ///< In the part.
  TouchKind kind = TouchKind::Use;
  int64_t number = 0;
  int64_t stride = 0;
};

/// `length` actions in straight order, `trips` times. Loops in the loop that
/// this may be are written out.
struct ProgramPart {
  int64_t trips = 1;
  int64_t length = 0;
  /// Of each ring, in program order.
  std::vector<std::vector<Touch>> touches;
};

/// A program as its local buffers see it.
struct SlotTouches {
  std::vector<BufferOp> rings;
  std::vector<ProgramPart> parts;
};

/// \errors Those of `findLocalLives`.
Result<SlotTouches> readSlotTouches(ProgramOp program);

} // namespace mlir::pipe

#endif // PIPE_LIB_ANALYSIS_PROGRAM_SLOTTOUCHES_H
