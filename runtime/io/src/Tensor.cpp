//===- Tensor.cpp - Element types and tensors in memory -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/TensorIO/Tensor.h"

#include <algorithm>

namespace mlir::pipe {

const std::vector<ElementTypeInfo> &getElementTypes() {
  static const std::vector<ElementTypeInfo> types = {
      {ElementType::F64, 8, "f64", "F64", "f8"},
      {ElementType::F32, 4, "f32", "F32", "f4"},
      {ElementType::F16, 2, "f16", "F16", "f2"},
      {ElementType::BF16, 2, "bf16", "BF16", ""},
      {ElementType::I64, 8, "i64", "I64", "i8"},
      {ElementType::I32, 4, "i32", "I32", "i4"},
      {ElementType::I16, 2, "i16", "I16", "i2"},
      {ElementType::I8, 1, "i8", "I8", "i1"},
      {ElementType::I1, 1, "i1", "BOOL", "b1"},
      {ElementType::U64, 8, "ui64", "U64", "u8"},
      {ElementType::U32, 4, "ui32", "U32", "u4"},
      {ElementType::U16, 2, "ui16", "U16", "u2"},
      {ElementType::U8, 1, "ui8", "U8", "u1"},
      {ElementType::F8E4M3, 1, "f8E4M3FN", "F8_E4M3", ""},
      {ElementType::F8E5M2, 1, "f8E5M2", "F8_E5M2", ""},
  };
  return types;
}

const ElementTypeInfo &getInfo(ElementType type) {
  return getElementTypes()[static_cast<size_t>(type)];
}

std::optional<ElementType> parseElementType(std::string_view name) {
  for (const ElementTypeInfo &info : getElementTypes())
    if (name == info.name)
      return info.type;
  return std::nullopt;
}

/// The signed type of the same width; other types are kept.
static ElementType dropSign(ElementType type) {
  switch (type) {
  case ElementType::U64:
    return ElementType::I64;
  case ElementType::U32:
    return ElementType::I32;
  case ElementType::U16:
    return ElementType::I16;
  case ElementType::U8:
    return ElementType::I8;
  default:
    return type;
  }
}

bool isSameStorage(ElementType left, ElementType right) {
  return dropSign(left) == dropSign(right);
}

bool isFloat(ElementType type) {
  return type == ElementType::F64 || type == ElementType::F32 ||
         type == ElementType::BF16 || type == ElementType::F16;
}

std::string toString(const TensorType &type) {
  std::string text = getInfo(type.type).name;
  text += "[";
  for (size_t i = 0; i < type.shape.size(); ++i)
    text += (i ? ", " : "") + std::to_string(type.shape[i]);
  return text + "]";
}

std::optional<int64_t> countElements(const std::vector<int64_t> &shape) {
  if (std::any_of(shape.begin(), shape.end(), [](int64_t d) { return d < 0; }))
    return std::nullopt;
  if (std::find(shape.begin(), shape.end(), 0) != shape.end())
    return 0;
  int64_t count = 1;
  for (int64_t dimension : shape)
    if (__builtin_mul_overflow(count, dimension, &count))
      return std::nullopt;
  return count;
}

std::optional<int64_t> countBytes(const TensorType &type) {
  std::optional<int64_t> count = countElements(type.shape);
  int64_t bytes;
  if (!count ||
      __builtin_mul_overflow(*count, getInfo(type.type).bytes, &bytes))
    return std::nullopt;
  return bytes;
}

} // namespace mlir::pipe
