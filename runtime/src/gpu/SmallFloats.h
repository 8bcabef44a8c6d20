//===- SmallFloats.h - Numbers of 16 bits -----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_GPU_SMALLFLOATS_H
#define PIPERT_SRC_GPU_SMALLFLOATS_H

#include <bit>
#include <cmath>
#include <cstdint>

namespace mlir::pipert {

/// A number of bf16: the upper half of one of f32.
struct BFloat16 {
  uint16_t bits;

  operator float() const { return std::bit_cast<float>(uint32_t(bits) << 16); }
  /// To nearest, ties to even.
  static BFloat16 round(float value) {
    const auto word = std::bit_cast<uint32_t>(value);
    if (std::isnan(value))
      return {uint16_t(word >> 16 | 0x40)};
    return {uint16_t((word + 0x7fff + (word >> 16 & 1)) >> 16)};
  }
};

/// A number of f16: 5 bits of exponent, 10 of fraction.
struct Float16 {
  uint16_t bits;

  operator float() const {
    const uint32_t sign = uint32_t(bits & 0x8000) << 16;
    const uint32_t rest = bits & 0x7fff;
    if (rest >= 0x7c00) // Infinite, or NaN.
      return std::bit_cast<float>(sign | 0x7f800000 | (rest & 0x3ff) << 13);
    if (rest >= 0x400)
      return std::bit_cast<float>(sign | ((rest << 13) + (112u << 23)));
    const float small = float(rest) * 0x1p-24f;
    return sign ? -small : small;
  }
  /// To nearest, ties to even.
  static Float16 round(float value) {
    const auto word = std::bit_cast<uint32_t>(value);
    const auto sign = uint16_t(word >> 16 & 0x8000);
    const float size = std::fabs(value);
    if (std::isnan(value))
      return {uint16_t(sign | 0x7e00 | (word >> 13 & 0x1ff))};
    if (size >= 65520.0f)
      return {uint16_t(sign | 0x7c00)};
    if (size < 0x1p-14f) // Adding 0.5 leaves a multiple of 2^-24, rounded.
      return {uint16_t(sign | (std::bit_cast<uint32_t>(size + 0.5f) & 0xfff))};
    const uint32_t rest = (word & 0x7fffffff) - (112u << 23);
    return {uint16_t(sign | (rest + 0xfff + (rest >> 13 & 1)) >> 13)};
  }
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_GPU_SMALLFLOATS_H
