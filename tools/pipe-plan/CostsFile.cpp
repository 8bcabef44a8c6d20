//===- CostsFile.cpp - Costs of stages from a JSON file -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CostsFile.h"
#include "Json.h"

#include "pipe/Bundle/RepeatedKey.h"
#include "pipe/TensorIO/File.h"

#include <algorithm>

using namespace mlir::pipe;
using nlohmann::json;

static constexpr const char *kLists[] = {
    "forward", "backward",      "input_gradient",   "weight_gradient",
    "update",  "message_bytes", "activation_bytes", "weight_gradient_bytes"};
static constexpr const char *kNumbers[] = {"latency", "bandwidth", "unit"};

namespace {
/// Reads the keys of one file.
class CostsReader {
public:
  CostsReader(JsonView root, int64_t numStages)
      : root(std::move(root)), numStages(numStages) {}
  StageCosts read();

private:
  void readUnit();
  int64_t toTime(const JsonView &number) const {
    return unit == 0 ? number.toInteger(0, INT64_MAX) : number.toScaled(unit);
  }
  /// Calls `visit` for the number of each stage; does nothing without the key.
  template <class Visitor>
  void forEachStage(const char *key, Visitor visit) const;
  std::vector<int64_t> readTimes(const char *key) const;
  std::vector<int64_t> readBytes(const char *key) const;
  void readTransfers();
  void completeBackward();

  JsonView root;
  int64_t numStages;
  int64_t unit = 0; ///< ns; 0 without a unit
  StageCosts costs;
};
} // namespace

void CostsReader::readUnit() {
  if (!root.has("unit"))
    return;
  unit = getNanoseconds(root.getString("unit"));
  if (unit == 0)
    root.get("unit").fail("must be ns, us, ms or s, but is '" +
                          root.getString("unit") + "'");
  costs.unit = TimeUnit::Nanoseconds;
}

template <class Visitor>
void CostsReader::forEachStage(const char *key, Visitor visit) const {
  if (!root.has(key))
    return;
  std::vector<JsonView> list = root.getList(key);
  auto count = int64_t(list.size());
  if (count != numStages)
    root.get(key).fail("has " + std::to_string(count) +
                       (count == 1 ? " number" : " numbers") +
                       ", but the schedule has " + std::to_string(numStages) +
                       (numStages == 1 ? " stage" : " stages"));
  for (const JsonView &number : list)
    visit(number);
}

std::vector<int64_t> CostsReader::readTimes(const char *key) const {
  std::vector<int64_t> times;
  forEachStage(
      key, [&](const JsonView &number) { times.push_back(toTime(number)); });
  return times;
}

std::vector<int64_t> CostsReader::readBytes(const char *key) const {
  std::vector<int64_t> bytes;
  forEachStage(key, [&](const JsonView &number) {
    bytes.push_back(number.toInteger(0, INT64_MAX));
  });
  return bytes;
}

void CostsReader::readTransfers() {
  costs.messageBytes = readBytes("message_bytes");
  if (root.has("latency"))
    costs.times.latency = toTime(root.get("latency"));
  if (!root.has("bandwidth"))
    return;
  double bandwidth = root.get("bandwidth").toPositive();
  costs.times.bandwidth = unit == 0 ? bandwidth : bandwidth / 1e9;
  if (costs.messageBytes.empty())
    root.get("bandwidth").fail("needs the sizes of messages, message_bytes");
}

/// B is I, then W: what is not given follows from the rest.
void CostsReader::completeBackward() {
  auto &[forward, backward, input, weight, latency, update, bandwidth] =
      costs.times;
  if (input.empty() != weight.empty())
    root.fail(std::string("has no '") +
              (input.empty() ? "input_gradient" : "weight_gradient") +
              "', but the other half of the backward");
  for (size_t stage = 0; stage < backward.size() && input.size() <= stage;
       ++stage) {
    weight.push_back(backward[stage] / 2);
    input.push_back(backward[stage] - weight[stage]);
  }
  for (size_t stage = 0; backward.size() < input.size(); ++stage) {
    int64_t sum = 0;
    if (__builtin_add_overflow(input[stage], weight[stage], &sum))
      root.fail("has an input_gradient and a weight_gradient of stage " +
                std::to_string(stage) + " whose sum passes 64 bits");
    backward.push_back(sum);
  }
}

StageCosts CostsReader::read() {
  readUnit();
  root.get("forward");
  for (int kind = 0; kind < kNumActionKinds; ++kind)
    costs.times.getList(ActionKind(kind)) =
        readTimes(getCostKey(ActionKind(kind)));
  completeBackward();
  readTransfers();
  std::vector<int64_t> kept = readBytes("activation_bytes");
  std::vector<int64_t> rest = readBytes("weight_gradient_bytes");
  if (kept.empty() && !rest.empty())
    root.get("weight_gradient_bytes").fail("needs activation_bytes");
  if (!kept.empty())
    costs.activationBytes = ActivationSizes{kept, rest.empty() ? kept : rest};
  return std::move(costs);
}

/// Refuses keys that nobody reads: they are misspelt.
static void checkKeys(const json &file, const std::string &path) {
  if (!file.is_object())
    throw Failure{path + ": must hold one JSON object with lists by stage"};
  for (const auto &[key, value] : file.items()) {
    auto isKey = [&](const char *known) { return key == known; };
    if (std::any_of(std::begin(kLists), std::end(kLists), isKey) ||
        std::any_of(std::begin(kNumbers), std::end(kNumbers), isKey))
      continue;
    std::string known;
    for (const char *name : kLists)
      known += std::string(name) + ", ";
    throw Failure{path + ": unknown key '" + key + "'; the keys are " + known +
                  "latency, bandwidth and unit"};
  }
}

static json readJson(const std::string &path) {
  FileBytes bytes = take(readFile(path));
  json file;
  try {
    file = json::parse(bytes.view());
  } catch (const json::exception &error) {
    // Without the parser's own "[json.exception.parse_error.101] ".
    std::string reason = error.what();
    throw Failure{path +
                  ": not valid JSON: " + reason.substr(reason.find(' ') + 1)};
  }
  if (std::optional<std::string> error = findRepeatedKey(bytes.view()))
    throw Failure{path + ": " + *error};
  return file;
}

StageCosts mlir::pipe::readCostsFile(const std::string &path,
                                     std::optional<int64_t> numStages) {
  const json file = readJson(path);
  checkKeys(file, path);
  JsonView root(file, path + ":");
  int64_t count = numStages.value_or(root.getList("forward").size());
  return CostsReader(root, count).read();
}

LinkCosts mlir::pipe::readLinksFile(const std::string &path) {
  const json file = readJson(path);
  JsonView root(file, path + ":");
  if (root.getString("unit") != "ns")
    root.get("unit").fail("must be ns, but is '" + root.getString("unit") +
                          "'");
  LinkCosts links;
  links.latencyNs = root.get("latency").toScaled(1);
  if (root.has("bandwidth"))
    links.bandwidth = root.get("bandwidth").toPositive();
  return links;
}
