//===- Json.h - Typed access to JSON values ---------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_SUPPORT_JSON_H
#define PIPE_TOOLS_SUPPORT_JSON_H

#include "pipe/Support/Failure.h"

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace mlir::pipe {

/// A JSON value that knows its place ("manifest.json: tasks[2].cost"). Every
/// function throws a Failure that names the place when the value has another
/// form.
class JsonView {
public:
  JsonView(const nlohmann::json &value, std::string place)
      : value(value), place(std::move(place)) {}

  bool has(const std::string &key) const {
    return value.is_object() && value.contains(key) && !value[key].is_null();
  }
  JsonView get(const std::string &key) const {
    if (!value.is_object())
      fail("must be an object");
    if (!has(key))
      fail("has no '" + key + "'");
    return {value[key], place + separator() + key};
  }
  std::vector<JsonView> getList(const std::string &key) const {
    JsonView list = get(key);
    if (!list.value.is_array())
      list.fail("must be a list");
    std::vector<JsonView> items;
    for (size_t i = 0; i < list.value.size(); ++i)
      items.emplace_back(list.value[i],
                         list.place + "[" + std::to_string(i) + "]");
    return items;
  }
  std::string getString(const std::string &key) const {
    JsonView item = get(key);
    if (!item.value.is_string())
      item.fail("must be a string");
    return item.value.get<std::string>();
  }
  /// An integer from `least` to `most`.
  int64_t toInteger(int64_t least, int64_t most) const {
    bool fits = value.is_number_unsigned()
                    ? value.get<uint64_t>() <= uint64_t(INT64_MAX)
                    : value.is_number_integer();
    int64_t number = fits ? value.get<int64_t>() : 0;
    if (!fits || number < least || number > most)
      fail("must be an integer from " + std::to_string(least) + " to " +
           std::to_string(most) + ", but is " + value.dump());
    return number;
  }
  /// A number that is not negative, rounded after the multiplication.
  int64_t toScaled(int64_t factor) const {
    double scaled =
        value.is_number() ? value.get<double>() * double(factor) : -1;
    if (!(scaled >= 0 && scaled < 0x1p62))
      fail("must be a number from 0 to " + std::to_string(0x1p62 / factor) +
           ", but is " + value.dump());
    return std::llround(scaled);
  }
  /// A number above 0.
  double toPositive() const {
    double number = value.is_number() ? value.get<double>() : 0;
    if (!(number > 0))
      fail("must be a number above 0, but is " + value.dump());
    return number;
  }
  [[noreturn]] void fail(const std::string &message) const {
    throw Failure{place + " " + message};
  }

private:
  const char *separator() const { return place.ends_with(":") ? " " : "."; }

  const nlohmann::json &value;
  std::string place;
};

} // namespace mlir::pipe

#endif // PIPE_TOOLS_SUPPORT_JSON_H
