//===- NameList.cpp - Names that the user gives ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RoleEvidence.h"

using namespace mlir;
using namespace mlir::pipe;

std::string mlir::pipe::listNames(ArrayRef<std::string> names) {
  static constexpr size_t kMaximum = 40;
  std::string text;
  for (const std::string &name : names.take_front(kMaximum))
    text += (text.empty() ? "'" : ", '") + name + "'";
  if (names.size() > kMaximum)
    text += " and " + std::to_string(names.size() - kMaximum) + " more";
  return text;
}

SmallVector<std::string> mlir::pipe::splitNames(StringRef text) {
  SmallVector<std::string> names;
  std::string name;
  bool isQuoted = false;
  int depth = 0;
  for (char c : text) {
    if (c == '"' && depth == 0) {
      isQuoted = !isQuoted;
      continue;
    }
    if (!isQuoted && c == ',' && depth <= 0) {
      names.push_back(std::move(name));
      name.clear();
      continue;
    }
    depth += (c == '[') - (c == ']');
    name += c;
  }
  names.push_back(std::move(name));
  return names;
}

NameTable::NameTable(ArrayRef<std::string> names, StringRef word)
    : names(names), word(word) {
  for (auto [i, name] : llvm::enumerate(names))
    places[name] = i;
}

std::optional<unsigned> NameTable::findPlace(StringRef name) const {
  unsigned place;
  if (!name.consume_front(word == "argument" ? "arg" : "result") ||
      name.getAsInteger(10, place) || place >= names.size())
    return std::nullopt;
  return place;
}

SmallVector<unsigned> NameTable::find(StringRef name) const {
  if (auto it = places.find(name); it != places.end())
    return {it->second};
  SmallVector<unsigned> found;
  for (auto [i, other] : llvm::enumerate(names)) {
    StringRef rest = other;
    if (!name.empty() && rest.consume_front(name) &&
        (rest.starts_with("[") || rest.starts_with(".")))
      found.push_back(i);
  }
  if (std::optional<unsigned> place = findPlace(name); place && found.empty())
    found.push_back(*place);
  return found;
}

FailureOr<SmallVector<unsigned>>
mlir::pipe::resolveNames(func::FuncOp func, ArrayRef<std::string> texts,
                         ArrayRef<std::string> known, StringRef word,
                         StringRef option) {
  SmallVector<unsigned> all;
  NameTable table(known, word);
  for (const std::string &text : texts) {
    SmallVector<std::string> names{text};
    if (table.find(text).empty())
      names = splitNames(text);
    for (const std::string &name : names) {
      SmallVector<unsigned> found = table.find(name);
      if (found.empty())
        return mlir::emitError(func.getLoc())
               << "there is no " << word << " '" << name << "' as '" << option
               << "' says; the " << word << "s are " << listNames(known);
      llvm::append_range(all, found);
    }
  }
  return all;
}
