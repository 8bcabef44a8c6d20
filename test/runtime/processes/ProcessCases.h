//===- ProcessCases.h - What tests of processes share -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_RUNTIME_PROCESSES_PROCESSCASES_H
#define PIPE_TEST_RUNTIME_PROCESSES_PROCESSCASES_H

#include "Worlds.h"

inline constexpr int64_t second = 1'000'000'000; ///< In nanoseconds.

inline const TransportCase twoProcesses = {
    "TwoProcesses", "sockets", PIPERT_BUFFERING_HANDOVER, 0, 0, 2};

inline bool contains(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

#endif // PIPE_TEST_RUNTIME_PROCESSES_PROCESSCASES_H
