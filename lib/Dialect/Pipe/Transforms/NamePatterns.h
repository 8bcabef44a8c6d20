//===- NamePatterns.h - Which names a user means ----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_NAMEPATTERNS_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_NAMEPATTERNS_H

#include "mlir/Support/LLVM.h"
#include "llvm/Support/GlobPattern.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mlir::pipe {

/// Patterns of names, with *, ?, [...] and {a,b} as in a shell.
class NamePatterns {
public:
  explicit NamePatterns(const std::vector<std::string> &texts) {
    for (const std::string &text : texts) {
      auto pattern = std::make_unique<Pattern>(Pattern{text, {}});
      auto glob = llvm::GlobPattern::create(pattern->text);
      if (!glob) {
        llvm::consumeError(glob.takeError());
        invalid = text;
        continue;
      }
      pattern->glob = std::move(*glob);
      patterns.push_back(std::move(pattern));
    }
  }

  /// Whether any pattern matches `name`, all of it.
  bool matches(StringRef name) {
    bool isFound = false;
    for (const auto &pattern : patterns)
      if (pattern->glob->match(name))
        isFound = pattern->isUsed = true;
    return isFound;
  }

  /// A text that is no pattern.
  std::optional<std::string> getInvalid() const { return invalid; }
  /// One that matched no name.
  std::optional<std::string> getUnused() const {
    for (const auto &pattern : patterns)
      if (!pattern->isUsed)
        return pattern->text;
    return std::nullopt;
  }

private:
  struct Pattern {
    std::string text;
    std::optional<llvm::GlobPattern> glob; ///< Refers to `text`.
    bool isUsed = false;
  };
  /// They stay where they are, and so do their texts.
  std::vector<std::unique_ptr<Pattern>> patterns;
  std::optional<std::string> invalid;
};

} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_NAMEPATTERNS_H
