//===- DifferenceTest.cpp - Arithmetic and comparison of elements ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Difference.h"

#include <bit>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <vector>

using namespace mlir::pipe;

namespace {

/// Adds values of a 16-bit type and rounds once; they are bits, and so is what
/// is returned.
uint16_t add(ElementType type, std::vector<uint16_t> values) {
  float sum = 0;
  for (uint16_t value : values)
    addElements(type, 1, &sum, &value);
  uint16_t result;
  roundElements(type, 1, &sum, &result);
  return result;
}

TEST(Elements, AllHalvesSurviveAddingZero) {
  for (ElementType type : {ElementType::F16, ElementType::BF16}) {
    for (uint32_t bits = 0; bits < 0x10000; ++bits) {
      double value = readElement(type, &bits, 0);
      uint16_t sum = add(type, {uint16_t(bits)});
      if (std::isnan(value)) {
        EXPECT_TRUE(std::isnan(readElement(type, &sum, 0))) << bits;
      } else if (value != 0) { // 0 + -0 is 0.
        ASSERT_EQ(sum, bits) << value;
      }
    }
  }
}

TEST(Elements, HalvesHaveTheirValues) {
  auto half = [](uint16_t bits) {
    return readElement(ElementType::F16, &bits, 0);
  };
  EXPECT_EQ(half(0x3c00), 1);
  EXPECT_EQ(half(0xc000), -2);
  EXPECT_EQ(half(0x7bff), 65504);
  EXPECT_EQ(half(0x0001), std::ldexp(1, -24));
  EXPECT_EQ(half(0x0400), std::ldexp(1, -14));
  EXPECT_EQ(half(0x7c00), std::numeric_limits<double>::infinity());
  uint16_t third = 0x3eab;
  EXPECT_EQ(readElement(ElementType::BF16, &third, 0), 0.333984375);
}

TEST(Elements, HalvesRoundToNearestEven) {
  // 2048 + 1 and 2050 + 1 lie halfway between two halves.
  EXPECT_EQ(add(ElementType::F16, {0x6800, 0x3c00}), 0x6800);
  EXPECT_EQ(add(ElementType::F16, {0x6801, 0x3c00}), 0x6802);
  // 65504 + 16 is halfway to 65536, which is too large.
  EXPECT_EQ(add(ElementType::F16, {0x7bff, 0x4c00}), 0x7c00);
  // 256 + 1 and 258 + 1 in bf16.
  EXPECT_EQ(add(ElementType::BF16, {0x4380, 0x3f80}), 0x4380);
  EXPECT_EQ(add(ElementType::BF16, {0x4381, 0x3f80}), 0x4382);
}

TEST(Elements, HalvesAreAddedUpInSinglePrecision) {
  // 2048 + 1 + 1; 256 + 1 + 1 in bf16. Each 1 alone would be lost.
  EXPECT_EQ(add(ElementType::F16, {0x6800, 0x3c00, 0x3c00}), 0x6801);
  EXPECT_EQ(add(ElementType::BF16, {0x4380, 0x3f80, 0x3f80}), 0x4381);
  EXPECT_EQ(getSumType(ElementType::F16), ElementType::F32);
  EXPECT_EQ(getSumType(ElementType::BF16), ElementType::F32);
  EXPECT_EQ(getSumType(ElementType::F64), ElementType::F64);
  // The mean of three, too.
  float sum = 1;
  divideElements(ElementType::BF16, 1, &sum, 3);
  EXPECT_EQ(sum, 1.0f / 3.0f);
}

TEST(Elements, IntegersWrapAndDivideWithTheirSign) {
  int32_t sum = INT32_MAX, one = 1;
  addElements(ElementType::I32, 1, &sum, &one);
  EXPECT_EQ(sum, INT32_MIN);
  int64_t values[2] = {-7, 7};
  divideElements(ElementType::I64, 2, values, 2);
  EXPECT_EQ(values[0], -3);
  EXPECT_EQ(values[1], 3);
  float third = 1;
  divideElements(ElementType::F32, 1, &third, 3);
  EXPECT_EQ(third, 1.0f / 3.0f);
}

TEST(Comparison, CountsAndMeasures) {
  std::vector<float> values = {1, 2, 3, 4}, reference = {1, 2, 3, 5};
  Difference difference = compare(4, {ElementType::F32, values.data()},
                                  {ElementType::F32, reference.data()});
  EXPECT_EQ(difference.numElements, 4);
  EXPECT_EQ(difference.numBitEqual, 3);
  EXPECT_EQ(difference.maxAbsolute, 1);
  EXPECT_DOUBLE_EQ(difference.getRelative(), 1 / std::sqrt(39.0));
}

TEST(Comparison, FactorComparesMeansWithSums) {
  std::vector<double> mean = {0.5, 1}, sum = {4, 8};
  EXPECT_EQ(compare(2, {ElementType::F64, mean.data()},
                    {ElementType::F64, sum.data()}, 8)
                .getRelative(),
            0);
}

TEST(Comparison, TheReferenceMayBeOfAnotherType) {
  uint16_t values[] = {toBF16(1), toBF16(3)};
  float reference[] = {1, 3.5};
  Difference difference =
      compare(2, {ElementType::BF16, values}, {ElementType::F32, reference});
  EXPECT_EQ(difference.numBitEqual, 0);
  EXPECT_EQ(difference.maxAbsolute, 0.5);
  EXPECT_DOUBLE_EQ(difference.getRelative(), 0.5 / std::sqrt(13.25));
}

TEST(Comparison, ZeroReferenceGivesTheNorm) {
  float value = 3, zero = 0;
  EXPECT_EQ(compare(1, {ElementType::F32, &value}, {ElementType::F32, &zero})
                .getRelative(),
            3);
  EXPECT_EQ(compare(1, {ElementType::F32, &zero}, {ElementType::F32, &zero})
                .getRelative(),
            0);
}

TEST(Comparison, NotFiniteIsFarFromEverythingElse) {
  double nan = std::numeric_limits<double>::quiet_NaN();
  double infinity = std::numeric_limits<double>::infinity();
  auto relative = [](double value, double reference) {
    return compare(1, {ElementType::F64, &value},
                   {ElementType::F64, &reference})
        .getRelative();
  };
  EXPECT_EQ(relative(nan, 1), infinity);
  EXPECT_EQ(relative(1, nan), infinity);
  EXPECT_EQ(relative(infinity, 1), infinity);
  EXPECT_EQ(relative(1, infinity), infinity);
  EXPECT_EQ(relative(nan, nan), 0);
  EXPECT_EQ(relative(infinity, infinity), 0);
}

} // namespace
