//===- Difference.cpp - How far two tensors are apart ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Difference.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

using namespace mlir::pipe;

//===----------------------------------------------------------------------===//
// 16-bit floating point
//===----------------------------------------------------------------------===//

static float fromBF16(uint16_t bits) {
  return std::bit_cast<float>(uint32_t(bits) << 16);
}

/// Rounds to nearest, ties to even.
static uint16_t toBF16(float value) {
  uint32_t bits = std::bit_cast<uint32_t>(value);
  if (std::isnan(value))
    return uint16_t(bits >> 16 | 0x40);
  return uint16_t((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
}

static float fromF16(uint16_t bits) {
  int exponent = bits >> 10 & 0x1f;
  int mantissa = bits & 0x3ff;
  float magnitude;
  if (exponent == 0x1f)
    magnitude = mantissa ? std::numeric_limits<float>::quiet_NaN()
                         : std::numeric_limits<float>::infinity();
  else if (exponent == 0)
    magnitude = std::ldexp(float(mantissa), -24);
  else
    magnitude = std::ldexp(float(mantissa + 0x400), exponent - 25);
  return bits & 0x8000 ? -magnitude : magnitude;
}

/// Rounds to nearest, ties to even (the default rounding of nearbyint).
static uint16_t toF16(float value) {
  uint16_t sign = std::signbit(value) ? 0x8000 : 0;
  float magnitude = std::fabs(value);
  if (std::isnan(value))
    return sign | 0x7e00 | (std::bit_cast<uint32_t>(value) >> 13 & 0x3ff);
  if (magnitude >= 65520.0f)
    return sign | 0x7c00;
  int exponent =
      magnitude < std::ldexp(1.0f, -14) ? -14 : std::ilogb(magnitude);
  int scaled = int(std::nearbyint(std::ldexp(magnitude, 10 - exponent)));
  // A mantissa that was rounded up to 0x800 carries into the exponent.
  int bits = exponent == -14 ? scaled : scaled + ((exponent + 14) << 10);
  return sign | uint16_t(bits);
}

//===----------------------------------------------------------------------===//
// Elements
//===----------------------------------------------------------------------===//

template <class T>
static T load(const void *data, int64_t index) {
  T value;
  std::memcpy(&value,
              static_cast<const char *>(data) + index * int64_t(sizeof(T)),
              sizeof(T));
  return value;
}

template <class T>
static void store(void *data, int64_t index, T value) {
  std::memcpy(static_cast<char *>(data) + index * int64_t(sizeof(T)), &value,
              sizeof(T));
}

double mlir::pipe::readElement(ElementType type, const void *data,
                               int64_t index) {
  switch (type) {
  case ElementType::F64:
    return load<double>(data, index);
  case ElementType::F32:
    return double(load<float>(data, index));
  case ElementType::F16:
    return double(fromF16(load<uint16_t>(data, index)));
  case ElementType::BF16:
    return double(fromBF16(load<uint16_t>(data, index)));
  case ElementType::I64:
    return double(load<int64_t>(data, index));
  case ElementType::I32:
    return double(load<int32_t>(data, index));
  case ElementType::I16:
    return double(load<int16_t>(data, index));
  case ElementType::I8:
    return double(load<int8_t>(data, index));
  case ElementType::U64:
    return double(load<uint64_t>(data, index));
  case ElementType::U32:
    return double(load<uint32_t>(data, index));
  case ElementType::U16:
    return double(load<uint16_t>(data, index));
  case ElementType::I1:
  case ElementType::U8:
  case ElementType::F8E4M3:
  case ElementType::F8E5M2:
    break;
  }
  return double(load<uint8_t>(data, index));
}

/// Replaces every element `i` by `update(element, i)` in the element type.
template <class Update>
static void updateElements(ElementType type, int64_t count, void *target,
                           Update update) {
  for (int64_t i = 0; i < count; ++i) {
    switch (type) {
    case ElementType::F64:
      store(target, i, double(update(load<double>(target, i), i)));
      break;
    case ElementType::F32:
      store(target, i, float(update(load<float>(target, i), i)));
      break;
    case ElementType::I64:
    case ElementType::U64:
      store(target, i, uint64_t(update(load<uint64_t>(target, i), i)));
      break;
    case ElementType::I32:
    case ElementType::U32:
      store(target, i, uint32_t(update(load<uint32_t>(target, i), i)));
      break;
    case ElementType::I16:
    case ElementType::U16:
      store(target, i, uint16_t(update(load<uint16_t>(target, i), i)));
      break;
    default:
      store(target, i, uint8_t(update(load<uint8_t>(target, i), i)));
    }
  }
}

ElementType mlir::pipe::getSumType(ElementType type) {
  bool isSmall = type == ElementType::F16 || type == ElementType::BF16;
  return isSmall ? ElementType::F32 : type;
}

void mlir::pipe::addElements(ElementType type, int64_t count, void *sums,
                             const void *values) {
  updateElements(getSumType(type), count, sums, [&](auto old, int64_t i) {
    using Element = decltype(old);
    if constexpr (std::is_floating_point_v<Element>)
      return old + Element(readElement(type, values, i));
    else
      return Element(old + load<Element>(values, i));
  });
}

void mlir::pipe::divideElements(ElementType type, int64_t count, void *sums,
                                int64_t divisor) {
  updateElements(getSumType(type), count, sums, [&](auto old, int64_t) {
    using Element = decltype(old);
    if constexpr (std::is_floating_point_v<Element>)
      return old / Element(divisor);
    else
      return Element(std::make_signed_t<Element>(old) / divisor);
  });
}

void mlir::pipe::roundElements(ElementType type, int64_t count,
                               const void *sums, void *values) {
  if (getSumType(type) == type) {
    std::memcpy(values, sums, size_t(count * getInfo(type).bytes));
    return;
  }
  for (int64_t i = 0; i < count; ++i) {
    float sum = load<float>(sums, i);
    store(values, i, type == ElementType::F16 ? toF16(sum) : toBF16(sum));
  }
}

//===----------------------------------------------------------------------===//
// Comparison
//===----------------------------------------------------------------------===//

double Difference::getRelative() const {
  return normReference > 0 ? normDifference / normReference : normDifference;
}

Difference mlir::pipe::compare(ElementType type, int64_t count,
                               const void *values, const void *reference,
                               double factor) {
  Difference result;
  result.numElements = count;
  const size_t bytes = size_t(getInfo(type).bytes);
  const char *left = static_cast<const char *>(values);
  const char *right = static_cast<const char *>(reference);
  double sumDifference = 0, sumReference = 0;
  for (int64_t i = 0; i < count; ++i, left += bytes, right += bytes) {
    double expected = readElement(type, right, 0);
    if (std::isfinite(expected))
      sumReference += expected * expected;
    if (factor == 1 && std::memcmp(left, right, bytes) == 0) {
      ++result.numBitEqual;
      continue;
    }
    double value = readElement(type, left, 0) * factor;
    double difference = value == expected ? 0 : std::fabs(value - expected);
    if (std::isnan(difference))
      difference = std::numeric_limits<double>::infinity();
    result.maxAbsolute = std::fmax(result.maxAbsolute, difference);
    sumDifference += difference * difference;
  }
  result.normDifference = std::sqrt(sumDifference);
  result.normReference = std::sqrt(sumReference);
  return result;
}
