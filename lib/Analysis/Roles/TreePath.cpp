//===- TreePath.cpp - Names of leaves as paths in a tree ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RoleEvidence.h"

using namespace mlir;
using namespace mlir::pipe;

/// Takes `[...]` off the front of `text`; keys may be quoted and hold brackets.
static std::string takeBracket(StringRef &text) {
  StringRef rest = text.drop_front();
  if (rest.starts_with("'") || rest.starts_with("\"")) {
    std::string end = std::string(1, rest[0]) + "]";
    auto [key, tail] = rest.drop_front().split(end);
    text = tail;
    return key.str();
  }
  auto [key, tail] = rest.split(']');
  text = tail;
  return key.str();
}

static TreePath splitPath(StringRef name) {
  TreePath path;
  std::string key;
  auto flush = [&] {
    if (!key.empty())
      path.push_back(std::move(key));
    key.clear();
  };
  while (!name.empty()) {
    if (name[0] == '[' && name.contains(']')) {
      flush();
      path.push_back(takeBracket(name));
      continue;
    }
    if (name[0] == '.')
      flush();
    else
      key += name[0];
    name = name.drop_front();
  }
  flush();
  return path;
}

/// Takes a word for a gradient off `key`; the key alone is none.
static bool takeGradientWord(std::string &key) {
  StringRef text = key;
  for (StringRef word : {"grad_", "gradient_", "gradsum_"})
    if (text.consume_front(word) && !text.empty()) {
      key = text.str();
      return true;
    }
  for (StringRef word : {"_grad", "_gradient"})
    if (text.consume_back(word) && !text.empty()) {
      key = text.str();
      return true;
    }
  return false;
}

TreePath mlir::pipe::parseTreePath(StringRef name) {
  TreePath path = splitPath(name);
  bool isGradient = false;
  if (path.size() > 1 && (path.back() == "grad" || path.back() == "gradient")) {
    path.pop_back();
    isGradient = true;
  } else if (!path.empty()) {
    isGradient = takeGradientWord(path.front()) ||
                 (path.size() > 1 && takeGradientWord(path.back()));
  }
  if (isGradient)
    path.insert(path.begin(), "grad");
  return path;
}

bool mlir::pipe::isAuxiliary(const TreePath &path, const TreePath &loss) {
  return loss.size() > 2 && loss.back() == "0" && path.size() >= loss.size() &&
         ArrayRef(path).take_front(loss.size() - 1) ==
             ArrayRef(loss).drop_back();
}
