//===- Elements.cpp - Single elements of tensors in memory ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/TensorIO/Elements.h"

#include <bit>
#include <cmath>
#include <limits>

using namespace mlir::pipe;

//===----------------------------------------------------------------------===//
// 16-bit floating point
//===----------------------------------------------------------------------===//

float mlir::pipe::fromBF16(uint16_t bits) {
  return std::bit_cast<float>(uint32_t(bits) << 16);
}

/// Rounds to nearest, ties to even.
uint16_t mlir::pipe::toBF16(float value) {
  uint32_t bits = std::bit_cast<uint32_t>(value);
  if (std::isnan(value))
    return uint16_t(bits >> 16 | 0x40);
  return uint16_t((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
}

float mlir::pipe::fromF16(uint16_t bits) {
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
uint16_t mlir::pipe::toF16(float value) {
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

void mlir::pipe::writeFloat(ElementType type, void *data, int64_t index,
                            double value) {
  if (type == ElementType::F64)
    store(data, index, value);
  else if (type == ElementType::F32)
    store(data, index, float(value));
  else if (type == ElementType::F16)
    store(data, index, toF16(float(value)));
  else
    store(data, index, toBF16(float(value)));
}

double mlir::pipe::getEpsilon(ElementType type) {
  switch (type) {
  case ElementType::F64:
    return 0x1p-52;
  case ElementType::F32:
    return 0x1p-23;
  case ElementType::F16:
    return 0x1p-10;
  case ElementType::BF16:
    return 0x1p-7;
  default:
    return 0;
  }
}
