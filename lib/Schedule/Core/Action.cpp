//===- Action.cpp - One task for one micro-batch --------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Core/Action.h"

using namespace mlir::pipe;

char mlir::pipe::getLetter(ActionKind kind) {
  switch (kind) {
  case ActionKind::Forward:
    return 'F';
  case ActionKind::Backward:
    return 'B';
  case ActionKind::InputGradient:
    return 'I';
  case ActionKind::WeightGradient:
    return 'W';
  case ActionKind::Update:
    return 'U';
  }
  return '?';
}

std::string mlir::pipe::toString(const Action &action) {
  std::string text = std::to_string(action.stage) + getLetter(action.kind);
  if (action.microBatch != kNoMicroBatch)
    text += std::to_string(action.microBatch);
  return text;
}
