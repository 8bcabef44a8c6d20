//===- Attributes.h - Attributes of unregistered ops ------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_IMPORT_STABLEHLO_ATTRIBUTES_H
#define PIPE_LIB_IMPORT_STABLEHLO_ATTRIBUTES_H

#include "mlir/IR/Operation.h"
#include "llvm/ADT/StringMap.h"

namespace mlir::pipe::hlo {

/// Returns the attribute or property of that name, or null.
Attribute getAttribute(Operation *op, StringRef name);

/// Returns the integers of an attribute, which is an array, a dense tensor of
/// integers (row by row) or one integer; emits an error if it is none of that
/// or has not `count` elements. Without `fallback`, it must be there.
FailureOr<SmallVector<int64_t>>
getIntegers(Operation *op, StringRef name, size_t count,
            std::optional<int64_t> fallback = std::nullopt);
/// The same with any number of elements.
FailureOr<SmallVector<int64_t>> getIntegers(Operation *op, StringRef name);
/// Reads several attributes of `count` integers each, up to the first error.
struct NamedList {
  StringRef name;
  SmallVectorImpl<int64_t> &integers;
};
LogicalResult readIntegers(Operation *op, size_t count,
                           ArrayRef<NamedList> lists,
                           std::optional<int64_t> fallback = std::nullopt);
FailureOr<int64_t> getInteger(Operation *op, StringRef name);
FailureOr<int64_t> getInteger(Operation *op, StringRef name, int64_t fallback);

/// Returns the word in an attribute like #stablehlo<comparison_direction EQ>,
/// here EQ, or a string's text; "" if there is no such attribute.
std::string getWord(Operation *op, StringRef name);

/// The fields of an attribute like
/// #stablehlo.dot<lhs_contracting_dimensions = [1], ...>, single numbers as
/// lists of one; a missing field is empty.
class Fields {
public:
  /// Emits an error if the attribute is missing or reads in another way.
  static FailureOr<Fields> get(Operation *op, StringRef name);
  ArrayRef<int64_t> operator[](StringRef field) const;

private:
  llvm::StringMap<SmallVector<int64_t>> values;
};

/// The places of a convolution's dimensions, from
/// #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>.
struct ConvolutionLayout {
  struct Tensor {
    int64_t first = 0;  ///< b of an input and a result, i of a kernel.
    int64_t second = 0; ///< f of an input and a result, o of a kernel.
    SmallVector<int64_t> spatial;
  };
  Tensor input, kernel, result;

  static FailureOr<ConvolutionLayout> get(Operation *op);
};

} // namespace mlir::pipe::hlo

#endif // PIPE_LIB_IMPORT_STABLEHLO_ATTRIBUTES_H
