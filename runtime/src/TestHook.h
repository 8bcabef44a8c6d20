//===- TestHook.h - Faults and delays that tests ask for --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_TESTHOOK_H
#define PIPERT_SRC_TESTHOOK_H

#include <cstdint>
#include <string>

namespace mlir::pipert {

/// A fault at one task of one rank, from the environment:
///   PIPERT_TEST_STALL=RANK:TASK:MICROBATCH  its launch never returns
///   PIPERT_TEST_FAIL=RANK:TASK:MICROBATCH   its launch fails
/// TASK is the index of the task in the world's task names.
struct TestHook {
  enum Kind { None, Stall, Fail } kind = None;
  int32_t rank = -1;
  int32_t task = -1;
  int64_t microBatch = -1;

  bool matches(int32_t otherTask, int64_t otherMicroBatch) const {
    return kind != None && task == otherTask && microBatch == otherMicroBatch;
  }
};

/// Reads the hook from the environment; `kind` is None when there is none.
/// Returns false and sets `error` when its value has another form.
bool readTestHook(TestHook &hook, std::string &error);

/// Spins for a random time of 0 to 100 us; does nothing with seed 0.
class RandomDelay {
public:
  explicit RandomDelay(uint64_t seed) : state(seed) {}
  void operator()() {
    if (state)
      spin();
  }

private:
  void spin();
  uint64_t state;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_TESTHOOK_H
