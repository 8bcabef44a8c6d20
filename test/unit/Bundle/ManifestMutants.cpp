//===- ManifestMutants.cpp - Manifests with one change --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A field is
//   - removed: refused with its name, unless it may be left out;
//   - given a value of each other type: refused with its place;
//   - if a number, given one that is negative or does not fit: the same;
//   - given another value of its type: refused, unless nothing else in the
//     manifest depends on it.
// Besides, every object is given a field that nobody knows: refused with its
// name.
//
//===----------------------------------------------------------------------===//

#include "ManifestMutants.h"

#include "pipe/Bundle/ManifestText.h"
#include "pipe/TensorIO/Checksum.h"

#include <nlohmann/json.hpp>
#include <regex>

using namespace mlir::pipe;
using nlohmann::json;

namespace {

/// Fields that may be left out; what the rest of the manifest says may need
/// them all the same.
bool isOptional(const std::string &key) {
  static const std::regex keys(
      "coarsest_type|gradients_known_by|copy_pattern|"
      "parts|reference|batch_dimension|seed|loss|"
      "result|updated|updates|states|reports|hypers|value|"
      "workspace_alignment|replicas|reductions");
  return std::regex_match(key, keys);
}

/// Whether another value of the right type and range does no harm, or is found
/// later: it only describes; it is a promise of the compiler, which alone knows
/// what its code needs; or it is compared with something outside the manifest.
bool isFree(const std::string &place) {
  static const std::regex places[] = {
      // Shown to the user.
      std::regex(
          "name|schedule|target|triple|cpu|gradients_known_by|"
          "coarsest_type|mode|gradient_mode|virtual_stages|"
          "tasks\\[\\d+\\]\\.(name|cost|kind|stage)|edges\\[\\d+\\]\\.\\w+"),
      // Compared with the runtime, the files or the symbols of the library.
      std::regex("abi\\.\\w+|library|files\\[\\d+\\]\\.\\w+|"
                 "kernels\\[\\d+\\]\\.name|copy_pattern(\\[\\d+\\])?"),
      // Compared with what the user gives.
      std::regex("(parameters|inputs)\\[\\d+\\]\\.(in_bundle|batch_dimension)|"
                 "inputs\\[\\d+\\]\\.seed|outputs\\[\\d+\\]\\.loss|"
                 "parameters\\[\\d+\\]\\.updated|"
                 "(states|reports|hypers)\\[\\d+\\]\\.(role|value)"),
      // Known to the compiler only. The runtime compares both ends of a
      // channel, and says when there is not enough memory.
      std::regex("programs\\[\\d+\\]\\.(channels\\[\\d+\\]\\.\\w+|"
                 "segments\\[\\d+\\]\\.(space|alignment|bytes)|"
                 "buffers\\[\\d+\\]\\.(name|offset|slots|slot_bytes|stride|"
                 "result))|reference\\.workspace_bytes|updates")};
  return std::any_of(
      std::begin(places), std::end(places),
      [&](const std::regex &free) { return std::regex_match(place, free); });
}

/// "programs[2].buffers[0].name" for /programs/2/buffers/0/name.
std::string toPlace(json::json_pointer pointer) {
  std::string place;
  for (; !pointer.empty(); pointer.pop_back()) {
    const std::string &key = pointer.back();
    bool isIndex = key.find_first_not_of("0123456789") == std::string::npos;
    place = (isIndex ? "[" + key + "]" : "." + key) + place;
  }
  return place.empty() ? place : place.substr(1);
}

using test::MutantReport;

class Mutator {
public:
  explicit Mutator(const std::string &text) : manifest(json::parse(text)) {}

  MutantReport run() {
    visit(manifest, json::json_pointer());
    return std::move(report);
  }

private:
  void visit(const json &value, const json::json_pointer &pointer) {
    if (!pointer.empty())
      change(value, pointer);
    if (value.is_object()) {
      tryUnknown(pointer);
      for (const auto &[key, item] : value.items())
        visit(item, pointer / key);
    }
    if (value.is_array())
      for (size_t i = 0; i < value.size(); ++i)
        visit(value[i], pointer / i);
  }

  void change(const json &value, const json::json_pointer &pointer) {
    ++report.numFields;
    // The checksum of the whole: every change of the text is one of it.
    if (pointer.back() == "manifest_checksum")
      return;
    remove(pointer);
    static const json types[] = {nullptr, true,          1.5,
                                 "x",     json::array(), json::object()};
    for (const json &other : types)
      if (other.type() != value.type() &&
          !(other.is_number() && isReal(pointer)))
        expectRefused(replace(pointer, other), pointer);
    if (!value.is_number())
      expectRefused(replace(pointer, 1), pointer);
    if (value.is_number() && !isReal(pointer))
      for (const json &number : {json(-1), json(UINT64_MAX), json(-1e300)})
        expectRefused(replace(pointer, number), pointer);
    for (const json &other : getOthers(value))
      expectRefusedOrFree(replace(pointer, other), pointer);
  }

  /// Whether it is any number.
  static bool isReal(const json::json_pointer &pointer) {
    return pointer.back() == "value";
  }

  /// Other values of the same type.
  static std::vector<json> getOthers(const json &value) {
    if (value.is_boolean())
      return {!value.get<bool>()};
    if (value.is_number())
      return {value.get<int64_t>() + 1, INT32_MAX, INT64_MAX,
              value.get<int64_t>() ? 0 : 2};
    if (value.is_string())
      return {value.get<std::string>() + "\x01", "", "../x"};
    return {};
  }

  void remove(const json::json_pointer &pointer) {
    json mutant = manifest;
    json &parent = mutant[pointer.parent_pointer()];
    if (!parent.is_object())
      return;
    parent.erase(pointer.back());
    std::string message = read(mutant);
    bool isChoice = message.find(" has none of ") != std::string::npos;
    if (isOptional(pointer.back()) || isChoice ||
        message.find("has no '" + pointer.back() + "'") != std::string::npos ||
        message.starts_with("m.json: is not the manifest"))
      return;
    complain(pointer, "removed", message);
  }

  void tryUnknown(const json::json_pointer &pointer) {
    json mutant = manifest;
    mutant[pointer]["unknown"] = 1;
    std::string message = read(mutant);
    if (message.find("has the unknown field 'unknown'") == std::string::npos)
      complain(pointer, "with another field", message);
  }

  json replace(const json::json_pointer &pointer, const json &value) const {
    json mutant = manifest;
    mutant[pointer] = value;
    return mutant;
  }

  /// The message names the place.
  void expectRefused(const json &mutant, const json::json_pointer &pointer) {
    std::string message = read(mutant);
    if (message.find(toPlace(pointer)) == std::string::npos &&
        !message.starts_with("m.json: is not the manifest"))
      complain(pointer, mutant[pointer].dump(), message);
  }

  void expectRefusedOrFree(const json &mutant,
                           const json::json_pointer &pointer) {
    if (read(mutant).empty() && !isFree(toPlace(pointer)) &&
        !isHeldInParts(pointer))
      complain(pointer, mutant[pointer].dump(), "");
  }

  /// Whether it is the shape of a parameter that ranks hold in parts, which
  /// need not be all of it unless it is trained. It is compared with that of
  /// the user's tensor.
  bool isHeldInParts(const json::json_pointer &pointer) const {
    static const std::regex shape("parameters\\[(\\d+)\\]\\.shape.*");
    std::smatch match;
    std::string place = toPlace(pointer);
    if (!std::regex_match(place, match, shape) ||
        manifest["parameters"][std::stoul(match[1])]["trained"])
      return false;
    json parts = manifest.value("parts", json::array());
    return std::any_of(parts.begin(), parts.end(), [&](const json &part) {
      return part["parameter"] ==
             manifest["parameters"][std::stoul(match[1])]["name"];
    });
  }

  /// The message for a mutant; "" if it is accepted.
  std::string read(const json &mutant) {
    std::string text = mutant.dump();
    IoResult<bundle::Manifest> found =
        bundle::parseManifest(seal(text).value_or(text), "m.json");
    if (!found) {
      ++report.numRefused;
      const std::string &message = found.getMessage();
      bool isLine = message.starts_with("m.json: ") &&
                    message.find('\n') == std::string::npos;
      if (!isLine)
        report.complaints.push_back("not one line of m.json: " + message);
      return message;
    }
    ++report.numHarmless;
    if (IoResult<std::string> again = bundle::writeManifest(*found, "m.json");
        !again)
      report.complaints.push_back("cannot be written again: " +
                                  again.getMessage());
    return "";
  }

  void complain(const json::json_pointer &pointer, const std::string &what,
                const std::string &message) {
    report.complaints.push_back(
        pointer.to_string() + ", " + what + ": " +
        (message.empty() ? std::string("is accepted") : message));
  }

  const json manifest;
  MutantReport report;
};

} // namespace

test::MutantReport test::readMutants(const std::string &text) {
  return Mutator(text).run();
}
