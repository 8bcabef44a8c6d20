//===- Manifest.cpp - What manifest.json of a bundle says -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Manifest.h"
#include "Json.h"

#include "pipert/pipert.h"

using namespace mlir::pipe;

static constexpr int64_t maxRanks = 0x7fff;
static constexpr int64_t maxInt32 = INT32_MAX;

std::optional<size_t> Manifest::findParameter(std::string_view name) const {
  for (size_t i = 0; i < parameters.size(); ++i)
    if (parameters[i].name == name)
      return i;
  return std::nullopt;
}

std::string mlir::pipe::getTaskName(const Task &task) {
  return std::string(1, getLetter(task.kind)) + " stage " +
         std::to_string(task.stage);
}

/// Refuses bundles of another format, version or ABI.
static void checkVersion(const JsonView &json) {
  if (json.getString("format") != "pipe-bundle")
    json.fail("is not the manifest of a pipe bundle");
  int64_t version = json.getInteger("version");
  if (version != kBundleVersion)
    json.fail("has bundle version " + std::to_string(version) +
              ", but this pipe-run reads version " +
              std::to_string(kBundleVersion) + "; compile the model again");
  int32_t major, minor;
  pipert_abi_version(&major, &minor);
  JsonView abi = json.get("abi");
  int64_t bundleMajor = abi.getInteger("major");
  int64_t bundleMinor = abi.getInteger("minor");
  if (bundleMajor != major || bundleMinor > minor)
    json.fail("is for runtime ABI " + std::to_string(bundleMajor) + "." +
              std::to_string(bundleMinor) + ", but this runtime has " +
              std::to_string(major) + "." + std::to_string(minor) +
              "; compile the model again");
}

static TensorType readType(const JsonView &json) {
  TensorType type;
  std::string name = json.getString("type");
  std::optional<ElementType> element = parseElementType(name);
  if (!element)
    json.fail("has the unknown type '" + name + "'");
  type.type = *element;
  type.shape = json.getIntegers("shape");
  if (!countBytes(type))
    json.fail("has the type " + toString(type) + ", which is too large");
  return type;
}

static ActionKind readKind(const JsonView &json) {
  std::string letter = json.getString("kind");
  for (int kind = 0; kind < kNumActionKinds; ++kind)
    if (letter == std::string(1, getLetter(ActionKind(kind))))
      return ActionKind(kind);
  json.fail("has the unknown kind '" + letter + "'");
}

static void readTensors(const JsonView &json, Manifest &manifest) {
  for (const JsonView &item : json.getList("parameters"))
    manifest.parameters.push_back({item.getString("name"), readType(item),
                                   item.getBool("in_bundle", false)});
  for (const JsonView &item : json.getList("inputs")) {
    Input input{item.getString("name"), readType(item), std::nullopt};
    if (item.has("batch_dimension"))
      input.batchDimension = item.getInteger(
          "batch_dimension", 0, int64_t(input.type.shape.size()) - 1);
    manifest.inputs.push_back(std::move(input));
  }
  for (const JsonView &item : json.getList("outputs"))
    manifest.outputs.push_back({item.getString("name"), readType(item)});
}

static void readTasks(const JsonView &json, Manifest &manifest) {
  for (const JsonView &item : json.getList("tasks"))
    manifest.tasks.push_back(
        {readKind(item), int32_t(item.getInteger("stage", 0, maxInt32)),
         int32_t(item.getInteger("rank", 0, manifest.ranks - 1)),
         item.getInteger("cost")});
  int64_t last = int64_t(manifest.tasks.size()) - 1;
  for (const JsonView &item : json.getList("edges"))
    manifest.edges.push_back({item.getInteger("from", 0, last),
                              item.getInteger("to", 0, last),
                              item.getInteger("bytes")});
}

static Buffer readBuffer(const JsonView &json, int64_t arenaBytes) {
  Buffer buffer;
  buffer.kind = json.getString("kind");
  buffer.name = json.getString("name");
  buffer.offset = json.getInteger("offset");
  buffer.slots = json.getInteger("slots", 1);
  buffer.slotBytes = json.getInteger("slot_bytes");
  buffer.stride = json.getInteger("stride");
  buffer.result = json.getBool("result", false);
  // Inputs and outputs lie outside of the arena.
  if (buffer.kind == "input" || buffer.kind == "output")
    return buffer;
  int64_t end;
  if (__builtin_mul_overflow(buffer.slots - 1, buffer.stride, &end) ||
      __builtin_add_overflow(end, buffer.offset, &end) ||
      __builtin_add_overflow(end, buffer.slotBytes, &end) || end > arenaBytes)
    json.fail("reaches beyond the arena of " + std::to_string(arenaBytes) +
              " bytes");
  return buffer;
}

static ManifestChannel readChannel(const JsonView &json, int64_t numRanks) {
  ManifestChannel channel;
  channel.peer = int32_t(json.getInteger("peer", 0, numRanks - 1));
  std::string kind = json.getString("kind");
  std::string direction = json.getString("direction");
  if (kind != "activation" && kind != "gradient")
    json.fail("has the unknown kind '" + kind + "'");
  if (direction != "send" && direction != "recv")
    json.fail("has the unknown direction '" + direction + "'");
  channel.gradient = kind == "gradient";
  channel.send = direction == "send";
  channel.capacity = int32_t(json.getInteger("capacity", 1, maxInt32));
  return channel;
}

static void readPrograms(const JsonView &json, Manifest &manifest) {
  std::vector<JsonView> items = json.getList("programs");
  if (int64_t(items.size()) != manifest.ranks)
    json.fail("has " + std::to_string(items.size()) + " programs for " +
              std::to_string(manifest.ranks) + " ranks");
  for (size_t rank = 0; rank < items.size(); ++rank) {
    const JsonView &item = items[rank];
    if (item.getInteger("rank") != int64_t(rank))
      item.fail("is not of rank " + std::to_string(rank));
    Program program;
    program.entry = item.getString("entry");
    program.arenaBytes = item.getInteger("arena_bytes");
    for (const JsonView &buffer : item.getList("buffers"))
      program.buffers.push_back(readBuffer(buffer, program.arenaBytes));
    for (const JsonView &channel : item.getList("channels"))
      program.channels.push_back(readChannel(channel, manifest.ranks));
    manifest.programs.push_back(std::move(program));
  }
}

template <class Item>
static size_t findByName(const std::vector<Item> &items, const JsonView &json,
                         const std::string &key) {
  std::string name = json.getString(key);
  for (size_t i = 0; i < items.size(); ++i)
    if (items[i].name == name)
      return i;
  json.fail("names the unknown " + key + " '" + name + "'");
}

static ReferenceValue readValue(const JsonView &json,
                                const Manifest &manifest) {
  if (json.has("parameter"))
    return {ReferenceValue::Parameter,
            findByName(manifest.parameters, json, "parameter")};
  if (json.has("input"))
    return {ReferenceValue::Input, findByName(manifest.inputs, json, "input")};
  if (json.has("output"))
    return {ReferenceValue::Output,
            findByName(manifest.outputs, json, "output")};
  return {ReferenceValue::Gradient,
          findByName(manifest.parameters, json, "gradient")};
}

static void readReference(const JsonView &json, Manifest &manifest) {
  if (!json.has("reference"))
    return;
  JsonView item = json.get("reference");
  Reference reference;
  reference.entry = item.getString("entry");
  reference.workspaceBytes = item.getInteger("workspace_bytes");
  for (const JsonView &argument : item.getList("arguments"))
    reference.arguments.push_back(readValue(argument, manifest));
  for (const JsonView &result : item.getList("results"))
    reference.results.push_back(readValue(result, manifest));
  manifest.reference = std::move(reference);
}

Manifest mlir::pipe::parseManifest(std::string_view text,
                                   const std::string &fileName) {
  nlohmann::json value = nlohmann::json::parse(text, nullptr, false);
  JsonView json(value, fileName + ":");
  if (value.is_discarded())
    json.fail("is not JSON");
  checkVersion(json);
  Manifest manifest;
  manifest.name = json.getString("name");
  manifest.mode = json.getString("mode");
  manifest.schedule = json.getString("schedule");
  manifest.library = json.getString("library");
  if (manifest.library.empty() ||
      manifest.library.find('/') != std::string::npos)
    json.fail("has a library outside of the bundle: '" + manifest.library +
              "'");
  if (std::string target = json.getString("target"); target != "host")
    json.fail("is for target '" + target +
              "', but this pipe-run has only 'host'");
  if (json.has("gradient_mode"))
    manifest.meanGradients = json.getString("gradient_mode") == "mean";
  manifest.ranks = json.getInteger("ranks", 1, maxRanks);
  manifest.microBatches = json.getInteger("micro_batches", 1, maxInt32);
  manifest.virtualStages = json.getInteger("virtual_stages", 1, maxInt32);
  manifest.placement = json.getIntegers("placement");
  readTensors(json, manifest);
  readTasks(json, manifest);
  readPrograms(json, manifest);
  readReference(json, manifest);
  return manifest;
}
