//===- RepeatedKey.cpp - JSON objects that say something twice ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Bundle/RepeatedKey.h"

#include <nlohmann/json.hpp>
#include <set>
#include <vector>

using namespace mlir::pipe;
using nlohmann::json;

namespace {
/// Follows the parser through a text; the parser stops when a function returns
/// false. The library's own tree of values keeps the last one of equal keys.
class KeyWatcher final : public nlohmann::json_sax<json> {
public:
  std::optional<std::string> message;

  bool null() override { return next(); }
  bool boolean(bool) override { return next(); }
  bool number_integer(number_integer_t) override { return next(); }
  bool number_unsigned(number_unsigned_t) override { return next(); }
  bool number_float(number_float_t, const string_t &) override {
    return next();
  }
  bool string(string_t &) override { return next(); }
  bool binary(binary_t &) override { return next(); }

  bool start_object(size_t) override { return open(/*isList=*/false); }
  bool end_object() override { return close(); }
  bool start_array(size_t) override { return open(/*isList=*/true); }
  bool end_array() override { return close(); }
  bool key(string_t &key) override {
    Level &object = levels.back();
    object.key = key;
    if (object.keys.insert(key).second)
      return true;
    std::string place = getPlace();
    message =
        place + (place.empty() ? "" : " ") + "has the key '" + key + "' twice";
    return false;
  }

  bool parse_error(size_t, const std::string &,
                   const json::exception &) override {
    return false;
  }

private:
  /// An object or a list that is open.
  struct Level {
    bool isList = false;
    size_t numItems = 0;        ///< Of a list, so far.
    std::string key;            ///< Of an object, the last one.
    std::set<std::string> keys; ///< Of an object.
  };

  /// A value begins.
  bool next() {
    if (!levels.empty())
      ++levels.back().numItems;
    return true;
  }
  bool open(bool isList) {
    next();
    levels.emplace_back().isList = isList;
    return true;
  }
  bool close() {
    levels.pop_back();
    return true;
  }

  /// The place of the innermost object: "tasks[2]".
  std::string getPlace() const {
    std::string place;
    for (size_t i = 0; i + 1 < levels.size(); ++i)
      if (levels[i].isList)
        place += "[" + std::to_string(levels[i].numItems - 1) + "]";
      else
        place += (place.empty() ? "" : ".") + levels[i].key;
    return place;
  }

  std::vector<Level> levels;
};
} // namespace

std::optional<std::string> mlir::pipe::findRepeatedKey(std::string_view text) {
  KeyWatcher watcher;
  json::sax_parse(text, &watcher);
  return std::move(watcher.message);
}
