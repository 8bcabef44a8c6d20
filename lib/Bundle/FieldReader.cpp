//===- FieldReader.cpp - The fields of a JSON object, read ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FieldReader.h"

#include <algorithm>

using namespace mlir::pipe;
using namespace mlir::pipe::bundle;
using nlohmann::json;

FieldReader::FieldReader(const json &value, std::string place, ReadState &state)
    : value(value), place(std::move(place)), state(state) {
  if (!value.is_object())
    fail("must be an object");
}

std::string FieldReader::getPlace(const std::string &key) const {
  return place + (place.ends_with(":") ? " " : ".") + key;
}

void FieldReader::fail(const std::string &where, const std::string &message) {
  if (!state.error)
    state.error = where + " " + message;
}

const json *FieldReader::find(const char *key) {
  known.push_back(key);
  if (state.error || !value.is_object())
    return nullptr;
  auto found = value.find(key);
  return found == value.end() ? nullptr : &*found;
}

const json *FieldReader::get(const char *key) {
  const json *found = find(key);
  if (!found)
    fail("has no '" + std::string(key) + "'");
  return found;
}

const json *FieldReader::getList(const char *key) {
  const json *found = get(key);
  if (!found || found->is_array())
    return found;
  fail(getPlace(key), "must be a list");
  return nullptr;
}

bool FieldReader::has(const char *key, bool) { return find(key) != nullptr; }

void FieldReader::text(const char *key, std::string &text) {
  const json *found = get(key);
  if (found && found->is_string())
    text = found->get<std::string>();
  else
    fail(getPlace(key), "must be a string");
}

int64_t FieldReader::readInteger(const json *found, const std::string &key,
                                 Range range) {
  if (!found)
    return 0;
  bool fits = found->is_number_unsigned()
                  ? found->get<uint64_t>() <= uint64_t(INT64_MAX)
                  : found->is_number_integer();
  int64_t number = fits ? found->get<int64_t>() : 0;
  if (fits && number >= range.least && number <= range.most)
    return number;
  fail(getPlace(key), "must be an integer from " + std::to_string(range.least) +
                          " to " + std::to_string(range.most) + ", but is " +
                          found->dump());
  return 0;
}

void FieldReader::integers(const char *key, std::vector<int64_t> &values) {
  const json *array = getList(key);
  values.clear();
  for (size_t i = 0; array && i < array->size() && !state.error; ++i)
    values.push_back(readInteger(
        &(*array)[i], key + ("[" + std::to_string(i) + "]"), Range()));
}

void FieldReader::real(const char *key, double &value) {
  const json *found = get(key);
  // A number that is too large for a double is no JSON to the parser.
  if (found && found->is_number())
    value = found->get<double>();
  else
    fail(getPlace(key), "must be a number");
}

void FieldReader::boolean(const char *key, bool &value) {
  const json *found = get(key);
  if (found && found->is_boolean())
    value = found->get<bool>();
  else
    fail(getPlace(key), "must be true or false");
}

void FieldReader::flag(const char *key, bool &value) {
  if (has(key, value))
    boolean(key, value);
}

void FieldReader::derived(const char *key, std::string_view expected,
                          const std::string &why) {
  std::string found;
  text(key, found);
  if (found != expected)
    fail("has the " + std::string(key) + " '" + found + "', not '" +
         std::string(expected) + "'" + why);
}

void FieldReader::derived(const char *key, int64_t expected,
                          const std::string &why) {
  int64_t found = 0;
  integer(key, found);
  if (found != expected)
    fail("has the " + std::string(key) + " " + std::to_string(found) +
         ", not " + std::to_string(expected) + why);
}

void FieldReader::checksum(const char *key) {
  std::string digits;
  text(key, digits);
}

size_t FieldReader::readName(const json *found, const std::string &key,
                             const std::string &what) {
  if (!found)
    return 0;
  if (!found->is_string()) {
    fail(getPlace(key), "must be a string");
    return 0;
  }
  std::string name = found->get<std::string>();
  const std::map<std::string, size_t> &names = state.names[what];
  auto place = names.find(name);
  if (place != names.end())
    return place->second;
  fail("names the unknown " + key + " '" + name + "'");
  return 0;
}

void FieldReader::finish() {
  if (state.error)
    return;
  for (const auto &[key, ignored] : value.items())
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      fail("has the unknown field '" + key + "'");
      return;
    }
}
