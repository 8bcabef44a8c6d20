//===- Quantity.cpp - Times and bytes as people write them ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Quantity.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>

using namespace mlir::pipe;

namespace {
struct UnitName {
  std::string_view name;
  int64_t factor;
};
} // namespace

static constexpr UnitName kTimeUnits[] = {
    {"ns", 1}, {"us", 1'000}, {"ms", 1'000'000}, {"s", 1'000'000'000}};

static constexpr UnitName kByteUnits[] = {{"", 1},
                                          {"B", 1},
                                          {"kB", 1'000},
                                          {"MB", 1'000'000},
                                          {"GB", 1'000'000'000},
                                          {"KiB", 1 << 10},
                                          {"MiB", 1 << 20},
                                          {"GiB", 1 << 30}};

/// Returns the factor of a unit, or 0.
template <size_t N>
static int64_t findFactor(const UnitName (&units)[N], std::string_view name) {
  for (const UnitName &unit : units)
    if (unit.name == name)
      return unit.factor;
  return 0;
}

int64_t mlir::pipe::getNanoseconds(std::string_view unit) {
  return findFactor(kTimeUnits, unit);
}

static Error makeError(std::string_view text, const std::string &reason) {
  return Error("'" + std::string(text) + "' " + reason);
}

/// Takes an integer that is not negative off the front of `text`.
static bool takeInteger(std::string_view &text, int64_t &value) {
  if (text.empty() || text.front() < '0' || text.front() > '9')
    return false;
  auto [end, status] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  text.remove_prefix(size_t(end - text.data()));
  return status == std::errc();
}

/// Returns value * factor, or an error that says what is too big.
static Result<int64_t> scale(std::string_view text, int64_t value,
                             int64_t factor) {
  if (value > std::numeric_limits<int64_t>::max() / factor)
    return makeError(text, "is too big: it passes 64 bits");
  return value * factor;
}

Result<Duration> mlir::pipe::parseTime(std::string_view text) {
  std::string_view rest = text;
  Duration duration;
  if (!takeInteger(rest, duration.value))
    return makeError(text,
                     "is no time: expected an integer from 0 on, alone or "
                     "with ns, us, ms or s");
  if (rest.empty())
    return duration;
  int64_t factor = getNanoseconds(rest);
  if (factor == 0)
    return makeError(text,
                     "is no time: after the integer may come ns, us, ms or "
                     "s, but not '" +
                         std::string(rest) + "'");
  Result<int64_t> scaled = scale(text, duration.value, factor);
  if (!scaled)
    return scaled.getError();
  return Duration{*scaled, TimeUnit::Nanoseconds};
}

Result<int64_t> mlir::pipe::parseBytes(std::string_view text) {
  std::string_view rest = text;
  int64_t value = 0;
  int64_t factor = 0;
  if (takeInteger(rest, value))
    factor = findFactor(kByteUnits, rest);
  if (factor == 0)
    return makeError(text, "is no number of bytes: expected an integer from 0 "
                           "on, alone or with kB, MB, GB, KiB, MiB or GiB");
  return scale(text, value, factor);
}

Result<double> mlir::pipe::parseBandwidth(std::string_view text) {
  double value = 0;
  auto [end, status] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  std::string_view rest(end, size_t(text.data() + text.size() - end));
  if (rest.ends_with("/s"))
    rest.remove_suffix(2);
  int64_t factor = findFactor(kByteUnits, rest);
  if (status != std::errc() || factor == 0 || !(value > 0) ||
      !std::isfinite(value * double(factor)))
    return makeError(text,
                     "is no bandwidth: expected a number above 0, alone or "
                     "with kB/s, MB/s, GB/s, KiB/s, MiB/s or GiB/s");
  return value * double(factor);
}

/// Returns a number with three digits, or more where it has more before the
/// point.
static std::string formatThreeDigits(double value) {
  char buffer[32];
  int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
  std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value);
  return buffer;
}

/// Returns an integer that is below 1000 as it is, else with the largest unit
/// that leaves one digit before the point.
template <size_t N>
static std::string formatScaled(double value, const char *const (&units)[N]) {
  size_t unit = 0;
  for (; unit + 1 < N && value >= 999.5; ++unit)
    value /= 1000;
  std::string number = unit == 0 && value == std::floor(value)
                           ? std::to_string(int64_t(value))
                           : formatThreeDigits(value);
  return number + " " + units[unit];
}

std::string mlir::pipe::formatTime(double time, TimeUnit unit) {
  static constexpr const char *kUnits[] = {"ns", "us", "ms", "s"};
  if (unit == TimeUnit::Nanoseconds)
    return formatScaled(time, kUnits);
  return time == std::floor(time) ? std::to_string(int64_t(time))
                                  : formatThreeDigits(time);
}

std::string mlir::pipe::formatBytes(int64_t bytes) {
  static constexpr const char *kUnits[] = {"B", "kB", "MB", "GB", "TB"};
  return formatScaled(double(bytes), kUnits);
}

std::string mlir::pipe::formatCount(int64_t count, const char *one,
                                    const char *many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string mlir::pipe::formatPercent(double ratio) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.1f %%", 100 * ratio);
  return buffer;
}
