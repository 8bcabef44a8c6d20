//===- Quantity.h - Times and bytes as people write them --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPE_PLAN_QUANTITY_H
#define PIPE_TOOLS_PIPE_PLAN_QUANTITY_H

#include "pipe/Schedule/Core/Result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace mlir::pipe {

/// What the times of a plan count.
enum class TimeUnit : uint8_t {
  Plain,      ///< any unit, the same for all times
  Nanoseconds ///< times were given with ns, us, ms or s
};

/// A time as typed.
struct Duration {
  int64_t value = 0;
  TimeUnit unit = TimeUnit::Plain;
};

/// Reads "3" (plain units), "3ns", "3us", "3ms" or "3s"; not negative.
Result<Duration> parseTime(std::string_view text);

/// Reads a number of bytes: "4096", "4kB", "4MB", "4GB" (powers of 1000),
/// "4KiB", "4MiB" or "4GiB" (powers of 1024); not negative.
Result<int64_t> parseBytes(std::string_view text);

/// Reads bytes over time, more than 0: a number, with the units of `parseBytes`
/// and "/s" behind it where there are some: "64", "300e9", "300GB/s".
Result<double> parseBandwidth(std::string_view text);

/// Returns the nanoseconds of "ns", "us", "ms" or "s", or 0 for another word.
int64_t getNanoseconds(std::string_view unit);

/// Returns "12" for plain units, else "12 ns", "1.23 us", ...: three digits.
std::string formatTime(double time, TimeUnit unit);

/// Returns "12 B", "1.23 kB", ...: three digits.
std::string formatBytes(int64_t bytes);

/// Returns "1 rank" or "4 ranks".
std::string formatCount(int64_t count, const char *one, const char *many);

/// Returns a part of a whole in percent, "27.3 %".
std::string formatPercent(double ratio);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPE_PLAN_QUANTITY_H
