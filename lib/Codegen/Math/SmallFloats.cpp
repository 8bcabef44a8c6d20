//===- SmallFloats.cpp - 16-bit floats in terms of integers ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/Math/SmallFloats.h"

#include "MathBuilder.h"

#include <cmath>

using namespace mlir;
using namespace mlir::pipe;

using IP = MathBuilder::IP;
using FP = MathBuilder::FP;

/// The bits of infinity in f32, and the one that makes a NaN quiet.
static constexpr int64_t kInfinity = 0x7f800000, kQuiet = 0x400000;

/// Returns the bits of `magnitude`, of f32, as the i32 `bits` without sign,
/// rounded to f16.
static Value roundToHalf(MathBuilder &m, Value magnitude, Value bits) {
  Type i32 = m.i32();
  auto constant = [&](int64_t value) { return m.bits(i32, value); };
  // Half of the last place, less one where the last bit is even, carries into
  // the rest; the exponent's bias falls from 127 to 15.
  Value odd = m.andInt(m.shiftRightUnsigned(bits, 13), constant(1));
  Value rounded = m.addInt(m.addInt(bits, constant(0xfff)), odd);
  Value normal =
      m.shiftRightUnsigned(m.subInt(rounded, constant(112 << 23)), 13);
  // A number below 2^-14 in units of 2^-24: the last place of 0.5.
  Value shifted = m.bitcast(i32, m.add(magnitude, 0.5));
  Value subnormal = m.subInt(shifted, constant(0x3f000000));
  Value nan = m.orInt(m.andInt(m.shiftRightUnsigned(bits, 13), constant(0x3ff)),
                      constant(0x7e00));
  Value result = m.select(m.compareInt(IP::ult, bits, constant(0x38800000)),
                          subnormal, normal);
  // From 65520 on.
  result = m.select(m.compareInt(IP::uge, bits, constant(0x477ff000)),
                    constant(0x7c00), result);
  return m.select(m.compareInt(IP::ugt, bits, constant(kInfinity)), nan,
                  result);
}

/// Returns the i32 `bits` of an f32 rounded to bf16.
static Value roundToBrain(MathBuilder &m, Value bits) {
  Type i32 = m.i32();
  Value upper = m.shiftRightUnsigned(bits, 16);
  Value odd = m.andInt(upper, m.bits(i32, 1));
  Value rounded = m.addInt(m.addInt(bits, m.bits(i32, 0x7fff)), odd);
  Value magnitude = m.andInt(bits, m.bits(i32, 0x7fffffff));
  return m.select(m.compareInt(IP::ugt, magnitude, m.bits(i32, kInfinity)),
                  m.orInt(upper, m.bits(i32, kQuiet >> 16)),
                  m.shiftRightUnsigned(rounded, 16));
}

Value mlir::pipe::roundToSmallFloat(OpBuilder &builder, Location loc,
                                    Value value, FloatType type) {
  MathBuilder m(builder, loc, value);
  Value bits = m.bitcast(m.i32(), value);
  if (type.isBF16())
    return m.truncateInt(m.i16(), roundToBrain(m, bits));
  Value magnitude = m.andInt(bits, m.bits(m.i32(), 0x7fffffff));
  Value sign =
      m.andInt(m.shiftRightUnsigned(bits, 16), m.bits(m.i32(), 0x8000));
  Value half = roundToHalf(m, m.bitcast(m.f32(), magnitude), magnitude);
  return m.truncateInt(m.i16(), m.orInt(sign, half));
}

Value mlir::pipe::extendSmallFloat(OpBuilder &builder, Location loc, Value bits,
                                   FloatType type) {
  MathBuilder m(builder, loc, bits);
  Type i32 = m.i32();
  auto constant = [&](int64_t value) { return m.bits(i32, value); };
  Value wide = m.zeroExtend(i32, bits);
  if (type.isBF16())
    return m.bitcast(m.f32(), m.shiftLeft(wide, 16));
  Value magnitude = m.shiftLeft(m.andInt(wide, constant(0x7fff)), 13);
  // The bias is 112 larger in f32, also for subnormal numbers.
  Value finite = m.bitcast(
      i32, m.mul(m.bitcast(m.f32(), magnitude), std::ldexp(1.0, 112)));
  Value special = m.orInt(magnitude, constant(kInfinity));
  Value infinity = constant(0x7c00 << 13);
  special = m.select(m.compareInt(IP::ugt, magnitude, infinity),
                     m.orInt(special, constant(kQuiet)), special);
  Value result =
      m.select(m.compareInt(IP::uge, magnitude, infinity), special, finite);
  Value sign = m.shiftLeft(m.andInt(wide, constant(0x8000)), 16);
  return m.bitcast(m.f32(), m.orInt(result, sign));
}

Value mlir::pipe::roundToOdd(OpBuilder &builder, Location loc, Value value) {
  MathBuilder m(builder, loc, value);
  Type i32 = m.i32();
  Value nearest = m.truncate(value), back = m.extend(nearest);
  Value bits = m.bitcast(i32, nearest);
  // The other neighbour is one step away, towards or from zero.
  Value isBelow = m.compare(FP::OLT, m.abs(back), m.abs(value));
  Value other =
      m.addInt(bits, m.select(isBelow, m.bits(i32, 1), m.bits(i32, -1)));
  Value isEven =
      m.compareInt(IP::eq, m.andInt(bits, m.bits(i32, 1)), m.bits(i32, 0));
  Value isInexact = m.compare(FP::ONE, back, value);
  return m.bitcast(m.f32(), m.select(m.andInt(isEven, isInexact), other, bits));
}
