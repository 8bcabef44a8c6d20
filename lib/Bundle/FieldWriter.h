//===- FieldWriter.h - The fields of a JSON object, written -----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_BUNDLE_FIELDWRITER_H
#define PIPE_LIB_BUNDLE_FIELDWRITER_H

#include "FieldReader.h"

#include "pipe/TensorIO/Checksum.h"

namespace mlir::pipe::bundle {

/// Writes the fields that `FieldReader` reads. It judges nothing: what it has
/// written is read again (see `writeManifest`).
class FieldWriter {
public:
  template <class T>
  using Ref = const T &;

  explicit FieldWriter(nlohmann::json &value) : value(value) {
    value = nlohmann::json::object();
  }

  bool has(const char *, bool isWritten) { return isWritten; }
  void text(const char *key, std::string_view text) { value[key] = text; }
  void integer(const char *key, int64_t number, Range = {}) {
    value[key] = number;
  }
  void integers(const char *key, const std::vector<int64_t> &values) {
    value[key] = values;
  }
  void real(const char *key, double number) { value[key] = number; }
  void boolean(const char *key, bool truth) { value[key] = truth; }
  void flag(const char *key, bool truth) {
    if (truth)
      boolean(key, truth);
  }
  template <class Words, class Value>
  void word(const char *key, const Value &meaning, const Words &words) {
    text(key, findWord(words, meaning));
  }
  void derived(const char *key, std::string_view expected,
               const std::string & = "") {
    text(key, expected);
  }
  void derived(const char *key, int64_t expected, const std::string & = "") {
    integer(key, expected);
  }
  void checksum(const char *key) { text(key, kNoChecksum); }
  template <class Words, class Value>
  void choice(const Value &, const Words &) {}

  template <class Body>
  void object(const char *key, Body body) {
    FieldWriter writer(value[key]);
    body(writer);
  }
  template <class T, class Body>
  void optional(const char *, const std::optional<T> &found, Body body) {
    if (found)
      body(*found);
  }
  template <class Item, class Body>
  void list(const char *key, const std::vector<Item> &items, Body body) {
    nlohmann::json &array = value[key] = nlohmann::json::array();
    for (size_t i = 0; i < items.size(); ++i) {
      FieldWriter writer(array.emplace_back());
      body(writer, items[i], i);
    }
  }
  template <class Item, class Body>
  void named(const char *key, const std::string &,
             const std::vector<Item> &items, Body body) {
    list(key, items, body);
  }
  /// The name of an item; "", which is refused, for none.
  template <class Item>
  void item(const char *key, size_t index, const std::string &,
            const std::vector<Item> &items) {
    text(key, index < items.size() ? items[index].name : std::string());
  }

private:
  nlohmann::json &value;
};

} // namespace mlir::pipe::bundle

#endif // PIPE_LIB_BUNDLE_FIELDWRITER_H
