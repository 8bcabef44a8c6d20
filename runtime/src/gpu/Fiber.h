//===- Fiber.h - A function that gives way ----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_GPU_FIBER_H
#define PIPERT_SRC_GPU_FIBER_H

#include <cstddef>
#include <memory>

namespace mlir::pipert {

/// A function with a stack of its own, on which it gives way and goes on later.
/// Belongs to one thread. One that is started again forgets where it stood:
/// nothing on its stack is destroyed, so it is for code that keeps nothing
/// there.
class Fiber {
public:
  Fiber();
  ~Fiber();

  /// The next resume() calls `function(argument)`.
  void start(void (*function)(void *), void *argument);
  /// Runs it until it gives way or returns.
  void resume();
  /// Gives way to who has called resume(); called on the fiber.
  void pause();

private:
  struct State;
  /// Where a fiber begins.
  static void enter();

  const std::unique_ptr<State> state;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_GPU_FIBER_H
