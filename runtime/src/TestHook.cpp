//===- TestHook.cpp - Faults and delays that tests ask for ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestHook.h"
#include "Clock.h"

#include <cstdio>
#include <cstdlib>

using namespace mlir::pipert;

static bool parse(const char *name, const char *text, TestHook::Kind kind,
                  TestHook &hook, std::string &error) {
  long rank, task, microBatch;
  int length = 0;
  if (std::sscanf(text, "%ld:%ld:%ld%n", &rank, &task, &microBatch, &length) !=
          3 ||
      text[length] != '\0') {
    error = std::string(name) + " must be RANK:TASK:MICROBATCH, but is '" +
            text + "'";
    return false;
  }
  hook = {kind, int32_t(rank), int32_t(task), int64_t(microBatch)};
  return true;
}

bool mlir::pipert::readTestHook(TestHook &hook, std::string &error) {
  if (const char *text = std::getenv("PIPERT_TEST_STALL"))
    return parse("PIPERT_TEST_STALL", text, TestHook::Stall, hook, error);
  if (const char *text = std::getenv("PIPERT_TEST_FAIL"))
    return parse("PIPERT_TEST_FAIL", text, TestHook::Fail, hook, error);
  return true;
}

void RandomDelay::spin() {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  // Half of the calls go on at once, so that bursts occur too.
  if (state & 1)
    return;
  int64_t end = now() + int64_t((state >> 16) % 100000);
  while (now() < end)
    pauseCore();
}
