//===- Tensor.h - Element types and tensors in memory -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TENSORIO_TENSOR_H
#define PIPE_TENSORIO_TENSOR_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mlir::pipe {

/// Element types that tensor files hold. I1 is a byte that is 0 or 1.
enum class ElementType : uint8_t {
  F64,
  F32,
  F16,
  BF16,
  I64,
  I32,
  I16,
  I8,
  I1,
  U64,
  U32,
  U16,
  U8,
  F8E4M3,
  F8E5M2
};

/// What is known of an element type; one row each, in the order of the enum.
struct ElementTypeInfo {
  ElementType type;
  int64_t bytes;
  const char *name;        ///< As in MLIR and the manifest: "f32".
  const char *safetensors; ///< "F32".
  const char *npy;         ///< Without the byte order, "f4"; "" if none.
};
const ElementTypeInfo &getInfo(ElementType type);
const std::vector<ElementTypeInfo> &getElementTypes();

/// The type called `name` in MLIR ("f32", "i1", ...); nothing if unknown.
std::optional<ElementType> parseElementType(std::string_view name);

/// Whether it is one of f64, f32, bf16, f16.
bool isFloat(ElementType type);

/// Whether both have the same bits: integers may differ in the sign only.
bool isSameStorage(ElementType left, ElementType right);

/// A tensor type, printed as "f32[8, 64]".
struct TensorType {
  ElementType type = ElementType::F32;
  std::vector<int64_t> shape;

  friend bool operator==(const TensorType &, const TensorType &) = default;
};
std::string toString(const TensorType &type);

/// Product of the dimensions; nothing if it does not fit or one is negative.
std::optional<int64_t> countElements(const std::vector<int64_t> &shape);
/// Size in bytes; nothing if it does not fit an int64_t.
std::optional<int64_t> countBytes(const TensorType &type);

/// A tensor with a name whose elements lie elsewhere, row-major and packed.
struct NamedTensor {
  std::string name;
  TensorType type;
  const void *data = nullptr;
};

} // namespace mlir::pipe

#endif // PIPE_TENSORIO_TENSOR_H
