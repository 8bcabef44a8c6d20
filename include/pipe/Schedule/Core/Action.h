//===- Action.h - One task for one micro-batch ------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_CORE_ACTION_H
#define PIPE_SCHEDULE_CORE_ACTION_H

#include <cstdint>
#include <string>

namespace mlir::pipe {

/// What a stage does. A full backward is the input gradient, then the weight
/// gradient; a schedule uses either the whole or the two halves.
enum class ActionKind : uint8_t {
  Forward,        ///< F
  Backward,       ///< B = I, then W
  InputGradient,  ///< I: what the stage before waits for
  WeightGradient, ///< W: the rest of the backward
  Update          ///< U: the parameters of the stage change
};

/// Number of action kinds; `static_cast<int>(kind)` is below it.
inline constexpr int kNumActionKinds = 5;

/// Returns F, B, I, W or U.
char getLetter(ActionKind kind);

/// Returns true for B, I and W.
inline bool isBackwardKind(ActionKind kind) {
  return kind == ActionKind::Backward || kind == ActionKind::InputGradient ||
         kind == ActionKind::WeightGradient;
}

/// The micro-batch of an update that closes a step: it belongs to none.
inline constexpr int32_t kNoMicroBatch = -1;

/// A task of stage `stage` for micro-batch `microBatch`; both count from 0.
struct Action {
  int32_t stage = 0;
  ActionKind kind = ActionKind::Forward;
  int32_t microBatch = 0;

  friend bool operator==(const Action &, const Action &) = default;
};

/// Returns `<stage><letter><micro-batch>`, for example "0F3"; an update of no
/// micro-batch is "0U".
std::string toString(const Action &action);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_CORE_ACTION_H
