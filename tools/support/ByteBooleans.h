//===- ByteBooleans.h - Constants of newer MLIR -----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_SUPPORT_BYTEBOOLEANS_H
#define PIPE_TOOLS_SUPPORT_BYTEBOOLEANS_H

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mlir::pipe {

/// Characters of a text that others of the same number replace.
struct TextEdit {
  size_t offset = 0;
  std::string text;
};

/// Finds constants of i1 that hold a byte for each element, as MLIR newer than
/// 22 prints them in hexadecimal form, and returns them with a bit for each, as
/// MLIR 22 reads them: `dense<"0x00010100"> : tensor<4xi1>` becomes
/// `dense<"0x06"      > : tensor<4xi1>`, so that nothing else moves.
///
/// A constant is taken for one of bytes when it has as many bytes as elements,
/// two or more, and all are 0 or 1; one byte 1 for more than eight elements is
/// all ones. Everything else stays as it is: it is right already, or the parser
/// refuses it.
std::vector<TextEdit> findByteBooleans(std::string_view text);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_SUPPORT_BYTEBOOLEANS_H
