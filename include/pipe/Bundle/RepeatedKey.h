//===- RepeatedKey.h - JSON objects that say something twice ----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_BUNDLE_REPEATEDKEY_H
#define PIPE_BUNDLE_REPEATEDKEY_H

#include <optional>
#include <string>
#include <string_view>

namespace mlir::pipe {

/// Returns a message, "tasks[2] has the key 'kind' twice", for the first object
/// of a JSON text that has a key twice; nothing if there is none, or if the
/// text is no JSON up to there. RFC 8259 leaves open which of the two values
/// counts, so that two readers of such a text may read different things.
std::optional<std::string> findRepeatedKey(std::string_view text);

} // namespace mlir::pipe

#endif // PIPE_BUNDLE_REPEATEDKEY_H
