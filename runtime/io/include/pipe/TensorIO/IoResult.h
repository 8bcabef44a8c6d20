//===- IoResult.h - A value, or what is wrong with a file -------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TENSORIO_IORESULT_H
#define PIPE_TENSORIO_IORESULT_H

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace mlir::pipe {

/// What is wrong with a file: lower-case, no final period, names the file.
struct IoError {
  std::string message;
};

/// A value or an IoError.
template <class T>
class [[nodiscard]] IoResult {
public:
  IoResult(T value) : storage(std::in_place_index<0>, std::move(value)) {}
  IoResult(IoError error) : storage(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return storage.index() == 0; }
  T &operator*() { return std::get<0>(storage); }
  const T &operator*() const { return std::get<0>(storage); }
  T *operator->() { return &std::get<0>(storage); }
  const std::string &getMessage() const { return std::get<1>(storage).message; }

private:
  std::variant<T, IoError> storage;
};

/// Nothing, or what went wrong.
using IoStatus = std::optional<IoError>;

} // namespace mlir::pipe

#endif // PIPE_TENSORIO_IORESULT_H
