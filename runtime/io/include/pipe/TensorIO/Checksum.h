//===- Checksum.h - Whether files are the ones that were written -*- C++
//-*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TENSORIO_CHECKSUM_H
#define PIPE_TENSORIO_CHECKSUM_H

#include <optional>
#include <string>
#include <string_view>

namespace mlir::pipe {

/// XXH64 with seed 0 of `bytes` as 16 hexadecimal digits, as `xxhsum -H1`
/// prints it. It finds accidents: a file that was cut off, changed or swapped.
/// It is no protection against somebody who wants to deceive.
std::string getChecksum(std::string_view bytes);

/// The key in a JSON text whose value is the checksum of that text.
inline constexpr std::string_view kSealKey = "\"manifest_checksum\"";
/// What stands there before the text is sealed, and in what is summed up.
inline constexpr std::string_view kNoChecksum = "0000000000000000";

/// `text` with its own checksum as the value of kSealKey, computed with
/// kNoChecksum in its place. Nothing if the text has no such key with 16
/// hexadecimal digits.
std::optional<std::string> seal(std::string text);

/// Whether `text` has the checksum that it names; nothing if it names none.
std::optional<bool> hasIntactSeal(std::string text);

} // namespace mlir::pipe

#endif // PIPE_TENSORIO_CHECKSUM_H
