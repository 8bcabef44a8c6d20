//===- PlacePosts.h - Where posts may stand ---------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_PLACEPOSTS_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_PLACEPOSTS_H

#include <cstdint>
#include <vector>

namespace mlir::pipe {

/// What an action of a block does to a slot. Slots of a buffer are the same if
/// their bases differ, or if their bases and indices are equal.
struct SlotTouch {
  static constexpr int32_t kAllSlots = -1;

  int32_t buffer = 0;
  int32_t base = kAllSlots; ///< A number for each loop variable, or kAllSlots.
  int64_t index = 0;        ///< Modulo the slots of the buffer.
};

/// An op of a block.
struct PlacedAction {
  bool isPost = false;
  std::vector<SlotTouch> touches;
  /// Channels on which it posts: one for a post, any number for a loop.
  std::vector<int32_t> channels;
  int32_t notBefore = -1; ///< Stands behind this action.
};

/// Returns for each post the last action, none of them a post, that it must
/// stand behind; -1 if it may stand first. Posts behind the same action keep
/// their order. Of other actions nothing is said. Takes time in proportion to
/// the touches, times the bases of a buffer.
std::vector<int32_t> placePosts(const std::vector<PlacedAction> &actions);

} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_PLACEPOSTS_H
