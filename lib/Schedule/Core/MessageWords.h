//===- MessageWords.h - Numbers and plurals in messages ---------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_CORE_MESSAGEWORDS_H
#define PIPE_LIB_SCHEDULE_CORE_MESSAGEWORDS_H

#include <cstdint>
#include <string>

namespace mlir::pipe {

/// A number in a message.
inline std::string str(int64_t value) { return std::to_string(value); }

/// "1 micro-batch", "4 micro-batches"; `many` is what stands for all but one.
inline std::string plural(int64_t count, const char *one, const char *many) {
  return str(count) + " " + (count == 1 ? one : many);
}

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_CORE_MESSAGEWORDS_H
