//===- FieldReader.h - The fields of a JSON object, read --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// `FieldReader` and `FieldWriter` (FieldWriter.h) have the same functions, so
// that one list of fields (ManifestFields.h) says how a struct is read and how
// it is written:
//
//   template <class Io>
//   void describe(Io &io, Ref<Io, Edge> edge) {
//     io.integer("from", edge.from);
//     io.integer("to", edge.to);
//   }
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_BUNDLE_FIELDREADER_H
#define PIPE_LIB_BUNDLE_FIELDREADER_H

#include "Words.h"

#include <map>
#include <nlohmann/json.hpp>

namespace mlir::pipe::bundle {

/// Least and most that a number may be.
struct Range {
  int64_t least = 0;
  int64_t most = INT64_MAX;
};

/// What all readers of one text share.
struct ReadState {
  /// The first error, with its place; what is read after it means nothing.
  std::optional<std::string> error;
  /// The places of what has a name, by list ("parameter"), then name.
  std::map<std::string, std::map<std::string, size_t>> names;
};

/// Reads an object that knows its place ("manifest.json: tasks[2]"). Every
/// field that it is asked for is known; `finish` refuses all others. After an
/// error it reads nothing.
class FieldReader {
public:
  template <class T>
  using Ref = T &;

  /// \errors `value` is no object.
  FieldReader(const nlohmann::json &value, std::string place, ReadState &state);

  /// Whether there is the field `key`, which may be left out.
  bool has(const char *key, bool isWritten);
  void text(const char *key, std::string &value);
  /// An integer of the range.
  template <class Integer>
  void integer(const char *key, Integer &value, Range range = {}) {
    value = static_cast<Integer>(readInteger(get(key), key, range));
  }
  void integers(const char *key, std::vector<int64_t> &values);
  /// A finite number.
  void real(const char *key, double &value);
  void boolean(const char *key, bool &value);
  /// A Boolean that is left out where it is false.
  void flag(const char *key, bool &value);
  /// One of the words that stand for values.
  template <class Words, class Value>
  void word(const char *key, Value &value, const Words &words);
  /// What follows from fields that are read already.
  void derived(const char *key, std::string_view expected,
               const std::string &why = "");
  void derived(const char *key, int64_t expected, const std::string &why = "");
  /// The checksum of the whole text, which was compared before.
  void checksum(const char *key);
  /// The one of `words` that is a key here.
  template <class Words, class Value>
  void choice(Value &value, const Words &words);

  /// An object; `body` reads it.
  template <class Body>
  void object(const char *key, Body body);
  /// A field that may be left out; `body` reads the value.
  template <class T, class Body>
  void optional(const char *key, std::optional<T> &value, Body body) {
    if (has(key, false))
      body(value.emplace());
  }
  /// A list of objects; `body` reads each, given the reader, the item and its
  /// place.
  template <class Item, class Body>
  void list(const char *key, std::vector<Item> &items, Body body);
  /// A list of objects with names, of which no two are the same. Later fields
  /// may name an `item` of it.
  template <class Item, class Body>
  void named(const char *key, const std::string &what, std::vector<Item> &items,
             Body body);
  /// The name of an item of the list of `what` items.
  template <class Item>
  void item(const char *key, size_t &index, const std::string &what,
            const std::vector<Item> &) {
    index = readName(get(key), key, what);
  }

  /// \errors a field that nothing has asked for.
  void finish();
  /// Remembers an error at this object, unless there was one before.
  void fail(const std::string &message) { fail(place, message); }

private:
  std::string getPlace(const std::string &key) const;
  void fail(const std::string &where, const std::string &message);
  const nlohmann::json *find(const char *key);
  const nlohmann::json *get(const char *key);
  const nlohmann::json *getList(const char *key);
  int64_t readInteger(const nlohmann::json *value, const std::string &key,
                      Range range);
  size_t readName(const nlohmann::json *value, const std::string &key,
                  const std::string &what);

  const nlohmann::json &value;
  std::string place;
  ReadState &state;
  std::vector<std::string_view> known;
};

template <class Words, class Value>
void FieldReader::word(const char *key, Value &value, const Words &words) {
  std::string text;
  this->text(key, text);
  for (const auto &[word, meaning] : words)
    if (text == word) {
      value = meaning;
      return;
    }
  fail("has the unknown " + std::string(key) + " '" + text + "'");
}

template <class Words, class Value>
void FieldReader::choice(Value &value, const Words &words) {
  std::string all;
  for (const auto &[word, meaning] : words) {
    all += (all.empty() ? "'" : ", '") + std::string(word) + "'";
    if (this->value.is_object() && this->value.contains(word)) {
      value = meaning;
      return;
    }
  }
  fail("has none of " + all);
}

template <class Body>
void FieldReader::object(const char *key, Body body) {
  if (const nlohmann::json *inner = get(key)) {
    FieldReader reader(*inner, getPlace(key), state);
    body(reader);
    reader.finish();
  }
}

template <class Item, class Body>
void FieldReader::list(const char *key, std::vector<Item> &items, Body body) {
  const nlohmann::json *array = getList(key);
  for (size_t i = 0; array && i < array->size() && !state.error; ++i) {
    FieldReader reader((*array)[i],
                       getPlace(key) + "[" + std::to_string(i) + "]", state);
    body(reader, items.emplace_back(), i);
    reader.finish();
  }
}

template <class Item, class Body>
void FieldReader::named(const char *key, const std::string &what,
                        std::vector<Item> &items, Body body) {
  list(key, items, body);
  for (size_t i = 0; i < items.size(); ++i)
    if (!state.names[what].emplace(items[i].name, i).second)
      fail("has two " + what + "s called '" + items[i].name + "'");
}

} // namespace mlir::pipe::bundle

#endif // PIPE_LIB_BUNDLE_FIELDREADER_H
