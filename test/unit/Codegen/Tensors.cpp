//===- Tensors.cpp - Tensors of any element type, for tests ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Tensors.h"

#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/APInt.h"
#include "llvm/Support/raw_ostream.h"

#include <cmath>
#include <cstring>
#include <random>

using namespace mlir;
using namespace mlir::pipe::test;

static int64_t getBytes(Type type) {
  return type.isInteger(1) ? 1 : type.getIntOrFloatBitWidth() / 8;
}

static llvm::APFloat toApFloat(FloatType type, double value) {
  llvm::APFloat result(value);
  bool lossy;
  result.convert(type.getFloatSemantics(), llvm::APFloat::rmNearestTiesToEven,
                 &lossy);
  return result;
}

Element mlir::pipe::test::convertTo(Type type, Element value) {
  if (auto floatType = dyn_cast<FloatType>(type)) {
    llvm::APFloat rounded = toApFloat(floatType, value.real);
    bool lossy;
    rounded.convert(llvm::APFloat::IEEEdouble(),
                    llvm::APFloat::rmNearestTiesToEven, &lossy);
    return {rounded.convertToDouble(), 0};
  }
  unsigned width = type.isIndex() ? 64 : type.getIntOrFloatBitWidth();
  if (width == 64)
    return {0, value.whole};
  int64_t wrapped = int64_t(uint64_t(value.whole) << (64 - width));
  return {0, wrapped >> (64 - width)};
}

Tensor Tensor::zeros(RankedTensorType type) {
  return {type, std::vector<Element>(type.getNumElements())};
}

Tensor Tensor::wholeNumbers(RankedTensorType type, unsigned seed) {
  std::mt19937 generator(seed);
  std::uniform_int_distribution<int> numbers(-4, 4);
  Tensor result = zeros(type);
  for (Element &element : result.elements) {
    int number = numbers(generator);
    element = convertTo(type.getElementType(), {double(number), number});
  }
  return result;
}

Tensor Tensor::fractions(RankedTensorType type, unsigned seed, double scale) {
  std::mt19937 generator(seed);
  std::uniform_real_distribution<double> numbers(-scale, scale);
  Tensor result = zeros(type);
  for (Element &element : result.elements)
    element = convertTo(type.getElementType(), {numbers(generator), 0});
  return result;
}

int64_t Tensor::linearize(llvm::ArrayRef<int64_t> indices) const {
  int64_t position = 0;
  for (auto [index, size] : llvm::zip_equal(indices, type.getShape()))
    position = position * size + index;
  return position;
}

std::vector<char> Tensor::toBytes() const {
  Type element = type.getElementType();
  int64_t size = getBytes(element);
  std::vector<char> bytes(elements.size() * size);
  for (auto [i, value] : llvm::enumerate(elements)) {
    uint64_t bits = uint64_t(value.whole);
    if (auto floatType = dyn_cast<FloatType>(element))
      bits = toApFloat(floatType, value.real).bitcastToAPInt().getZExtValue();
    else if (element.isInteger(1))
      bits &= 1;
    std::memcpy(bytes.data() + i * size, &bits, size);
  }
  return bytes;
}

void Tensor::fromBytes(const char *bytes) {
  Type element = type.getElementType();
  int64_t size = getBytes(element);
  for (auto [i, value] : llvm::enumerate(elements)) {
    uint64_t bits = 0;
    std::memcpy(&bits, bytes + i * size, size);
    if (auto floatType = dyn_cast<FloatType>(element)) {
      llvm::APFloat number(floatType.getFloatSemantics(),
                           llvm::APInt(size * 8, bits));
      bool lossy;
      number.convert(llvm::APFloat::IEEEdouble(),
                     llvm::APFloat::rmNearestTiesToEven, &lossy);
      value = {number.convertToDouble(), 0};
    } else if (element.isInteger(1)) {
      // Anything but 0 and 1 is a mistake and must not look like either.
      value = bits <= 1 ? convertTo(element, {0, int64_t(bits)})
                        : Element{0, int64_t(bits)};
    } else {
      value = convertTo(element, {0, int64_t(bits)});
    }
  }
}

void mlir::pipe::test::forEachIndex(
    llvm::ArrayRef<int64_t> shape,
    llvm::function_ref<void(llvm::ArrayRef<int64_t>)> body) {
  if (llvm::is_contained(shape, 0))
    return;
  llvm::SmallVector<int64_t> indices(shape.size(), 0);
  while (true) {
    body(indices);
    size_t dim = shape.size();
    while (dim > 0 && ++indices[dim - 1] == shape[dim - 1])
      indices[--dim] = 0;
    if (dim == 0)
      return;
  }
}

std::string mlir::pipe::test::findDifference(const Tensor &expected,
                                             const Tensor &actual,
                                             double tolerance) {
  std::string message;
  llvm::raw_string_ostream stream(message);
  for (size_t i = 0; i < expected.elements.size(); ++i) {
    Element e = expected.elements[i], a = actual.elements[i];
    if (e.whole != a.whole) {
      stream << "element " << i << " is " << a.whole << ", not " << e.whole;
      return message;
    }
    bool bothNan = std::isnan(e.real) && std::isnan(a.real);
    if (e.real == a.real || bothNan)
      continue;
    double allowed = tolerance * std::max(1.0, std::fabs(e.real));
    if (!(std::fabs(e.real - a.real) <= allowed)) {
      stream << "element " << i << " is " << a.real << ", not " << e.real;
      return message;
    }
  }
  return message;
}
