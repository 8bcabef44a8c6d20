//===- Difference.cpp - How far two tensors are apart ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Difference.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

using namespace mlir::pipe;

//===----------------------------------------------------------------------===//
// Sums
//===----------------------------------------------------------------------===//

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
  if (numUnlike > 0)
    return std::numeric_limits<double>::infinity();
  return normReference > 0 ? normDifference / normReference : normDifference;
}

Difference mlir::pipe::compare(int64_t count, TensorData values,
                               TensorData reference, double factor) {
  Difference result;
  result.numElements = count;
  const size_t bytes = size_t(getInfo(values.type).bytes);
  const bool comparesBits = factor == 1 && values.type == reference.type;
  // Wider than double: squares of its large and small numbers fit.
  long double sumDifference = 0, sumReference = 0, sumValue = 0;
  for (int64_t i = 0; i < count; ++i) {
    double expected = readElement(reference.type, reference.data, i);
    double value = readElement(values.type, values.data, i) * factor;
    const size_t place = size_t(i) * bytes;
    if (comparesBits &&
        std::memcmp(static_cast<const char *>(values.data) + place,
                    static_cast<const char *>(reference.data) + place,
                    bytes) == 0)
      ++result.numBitEqual;
    if (std::isnan(expected) && std::isnan(value)) {
      ++result.numNan;
      continue;
    }
    if (std::isfinite(expected))
      sumReference += (long double)expected * expected;
    if (std::isfinite(value))
      sumValue += (long double)value * value;
    if (value == expected)
      continue;
    double difference = std::fabs(value - expected);
    if (!std::isfinite(value) || !std::isfinite(expected)) {
      ++result.numUnlike;
      difference = std::numeric_limits<double>::infinity();
    } else {
      sumDifference += (long double)difference * difference;
    }
    result.maxAbsolute = std::max(result.maxAbsolute, difference);
  }
  result.normDifference = double(std::sqrt(sumDifference));
  result.normReference = double(std::sqrt(sumReference));
  result.normValue = double(std::sqrt(sumValue));
  return result;
}
