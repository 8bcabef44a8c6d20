//===- Manifest.cpp - What manifest.json of a bundle says -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Manifest.h"
#include "Elements.h"
#include "Json.h"

#include "pipe/TensorIO/Checksum.h"
#include "pipert/pipert.h"

using namespace mlir::pipe;

static constexpr int64_t maxRanks = 0x7fff;
static constexpr int64_t maxInt32 = INT32_MAX;

std::optional<size_t> Manifest::findParameter(std::string_view name) const {
  auto place = parameterIndex.find(name);
  return place == parameterIndex.end() ? std::nullopt
                                       : std::optional(place->second);
}

std::optional<ParameterRegion>
Manifest::findRegion(std::string_view name) const {
  ParameterRegion region;
  if (auto place = parameterIndex.find(name); place != parameterIndex.end()) {
    region.parameter = place->second;
    region.rowBytes = *countBytes(parameters[place->second].type);
    return region;
  }
  auto place = partIndex.find(name);
  if (place == partIndex.end())
    return std::nullopt;
  const ParameterPart &part = parts[place->second];
  region.parameter = part.parameter;
  if (*countBytes(part.type) == 0)
    return region;
  // The part lies in the parameter, so that no product is too large.
  const std::vector<int64_t> &whole = parameters[part.parameter].type.shape;
  int64_t inner = getInfo(part.type.type).bytes;
  for (size_t i = size_t(part.dimension) + 1; i < whole.size(); ++i)
    inner *= whole[i];
  for (size_t i = 0; i < size_t(part.dimension); ++i)
    region.rows *= whole[i];
  region.begin = part.offset * inner;
  region.rowBytes = part.type.shape[size_t(part.dimension)] * inner;
  region.stride = whole[size_t(part.dimension)] * inner;
  return region;
}

const BundleFile *Manifest::findFile(std::string_view name) const {
  for (const BundleFile &file : files)
    if (file.name == name)
      return &file;
  return nullptr;
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

static ElementType readElementType(const JsonView &json, const char *key) {
  std::string name = json.getString(key);
  std::optional<ElementType> element = parseElementType(name);
  if (!element)
    json.fail("has the unknown type '" + name + "'");
  return *element;
}

static TensorType readType(const JsonView &json) {
  TensorType type;
  type.type = readElementType(json, "type");
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

/// Numbers `items` by name; no two may be called the same.
template <class Item>
static NameIndex numberByName(const std::vector<Item> &items,
                              const JsonView &json, const std::string &what) {
  NameIndex index;
  for (size_t i = 0; i < items.size(); ++i)
    if (!index.emplace(items[i].name, i).second)
      json.fail("has two " + what + "s called '" + items[i].name + "'");
  return index;
}

static size_t findByName(const NameIndex &index, const JsonView &json,
                         const std::string &key) {
  std::string name = json.getString(key);
  auto place = index.find(name);
  if (place == index.end())
    json.fail("names the unknown " + key + " '" + name + "'");
  return place->second;
}

/// Reads the parts of parameters; each lies in its parameter.
static void readParts(const JsonView &json, Manifest &manifest) {
  if (!json.has("parts"))
    return;
  for (const JsonView &item : json.getList("parts")) {
    ParameterPart part{item.getString("name"), readType(item)};
    part.parameter = findByName(manifest.parameterIndex, item, "parameter");
    TensorType type = manifest.parameters[part.parameter].type;
    part.dimension =
        item.getInteger("dimension", 0, int64_t(type.shape.size()) - 1);
    int64_t size = type.shape[size_t(part.dimension)];
    part.offset = item.getInteger("offset", 0, size);
    bool fits = part.type.shape.size() == type.shape.size() &&
                part.type.shape[size_t(part.dimension)] <= size - part.offset;
    if (fits)
      type.shape[size_t(part.dimension)] =
          part.type.shape[size_t(part.dimension)];
    if (!fits || part.type.shape != type.shape || part.type.type != type.type)
      item.fail("is a part of type " + toString(part.type) + " at " +
                std::to_string(part.offset) + " along dimension " +
                std::to_string(part.dimension) + ", which does not lie in '" +
                manifest.parameters[part.parameter].name + "' of type " +
                toString(manifest.parameters[part.parameter].type));
    if (manifest.parameterIndex.count(part.name))
      item.fail("is called '" + part.name + "', as a parameter is");
    manifest.parts.push_back(std::move(part));
  }
  manifest.partIndex = numberByName(manifest.parts, json, "part");
}

static void readTensors(const JsonView &json, Manifest &manifest) {
  for (const JsonView &item : json.getList("parameters"))
    manifest.parameters.push_back({item.getString("name"), readType(item),
                                   item.getBool("in_bundle", false)});
  for (const JsonView &item : json.getList("inputs")) {
    Input input{item.getString("name"), readType(item), std::nullopt,
                item.getBool("seed", false)};
    if (item.has("batch_dimension"))
      input.batchDimension = item.getInteger(
          "batch_dimension", 0, int64_t(input.type.shape.size()) - 1);
    if (input.isSeed &&
        (isFloat(input.type.type) || input.type.type == ElementType::I1))
      item.fail("is a seed, but has type " + toString(input.type));
    manifest.inputs.push_back(std::move(input));
  }
  for (const JsonView &item : json.getList("outputs"))
    manifest.outputs.push_back(
        {item.getString("name"), readType(item), item.getBool("loss", false)});
  manifest.parameterIndex =
      numberByName(manifest.parameters, json, "parameter");
  readParts(json, manifest);
  manifest.inputIndex = numberByName(manifest.inputs, json, "input");
  manifest.outputIndex = numberByName(manifest.outputs, json, "output");
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

int64_t Program::getSegmentBytes(int32_t kind) const {
  for (const Segment &segment : segments)
    if (segment.kind == kind)
      return segment.bytes;
  return 0;
}

/// Reads which kind of segment `key` names.
static int32_t readSegmentKind(const JsonView &json, const char *key) {
  std::string name = json.getString(key);
  for (int32_t kind = 0; kind < PIPERT_NUM_SEGMENT_KINDS; ++kind)
    if (name == pipert_segment_name(kind))
      return kind;
  json.fail("has the unknown " + std::string(key) + " '" + name + "'");
}

/// The segment that buffers of `kind` lie in.
static int32_t getSegmentOf(const JsonView &json, const std::string &kind) {
  static const std::pair<const char *, int32_t> segments[] = {
      {"parameter", PIPERT_SEGMENT_PARAMETERS},
      {"gradient", PIPERT_SEGMENT_GRADIENTS},
      {"local", PIPERT_SEGMENT_LOCAL},
      {"received", PIPERT_SEGMENT_RECEIVED},
      {"input", PIPERT_SEGMENT_INPUTS},
      {"output", PIPERT_SEGMENT_OUTPUTS}};
  for (auto [known, segment] : segments)
    if (kind == known)
      return segment;
  json.fail("has the unknown kind '" + kind + "'");
}

static Buffer readBuffer(const JsonView &json, const Program &program) {
  Buffer buffer;
  buffer.kind = json.getString("kind");
  buffer.name = json.getString("name");
  buffer.segment = getSegmentOf(json, buffer.kind);
  if (int32_t segment = readSegmentKind(json, "segment");
      segment != buffer.segment)
    json.fail("is of kind '" + buffer.kind + "', which lies in the segment '" +
              pipert_segment_name(buffer.segment) + "', not '" +
              pipert_segment_name(segment) + "'");
  buffer.slots = json.getInteger("slots", 1);
  buffer.slotBytes = json.getInteger("slot_bytes");
  buffer.result = json.getBool("result", false);
  if (json.has("copies"))
    buffer.copies = json.getIntegers("copies");
  buffer.offset = json.getInteger("offset");
  buffer.stride = json.getInteger("stride", buffer.slotBytes);
  int64_t end = program.getSegmentBytes(buffer.segment), last;
  if (__builtin_mul_overflow(buffer.slots - 1, buffer.stride, &last) ||
      __builtin_add_overflow(last, buffer.offset, &last) ||
      __builtin_add_overflow(last, buffer.slotBytes, &last) || last > end)
    json.fail("reaches beyond the " + std::to_string(end) +
              " bytes of the segment '" + pipert_segment_name(buffer.segment) +
              "'");
  return buffer;
}

/// Reads the segments; those that every transport makes have `memoryBytes`.
static void readSegments(const JsonView &json, Program &program) {
  int64_t total = 0;
  for (const JsonView &item : json.getList("segments")) {
    Segment segment;
    segment.kind = readSegmentKind(item, "kind");
    std::string space = item.getString("space");
    if (space != "host" && space != "device")
      item.fail("has the unknown space '" + space + "'");
    segment.space = space == "host" ? PIPERT_MEMORY_HOST : PIPERT_MEMORY_DEVICE;
    segment.alignment = item.getInteger("alignment", 1, int64_t(1) << 30);
    if (segment.alignment & (segment.alignment - 1))
      item.fail("has an alignment that is no power of two");
    segment.bytes = item.getInteger("bytes");
    for (const Segment &other : program.segments)
      if (other.kind == segment.kind)
        item.fail("is a second segment '" + item.getString("kind") + "'");
    bool isAlwaysMade = segment.kind != PIPERT_SEGMENT_RECEIVED &&
                        segment.kind != PIPERT_SEGMENT_INPUTS &&
                        segment.kind != PIPERT_SEGMENT_OUTPUTS;
    if (isAlwaysMade && __builtin_add_overflow(total, segment.bytes, &total))
      item.fail("makes the memory of the rank too large");
    program.segments.push_back(segment);
  }
  program.memoryBytes = json.getInteger("memory_bytes");
  if (program.memoryBytes != total)
    json.fail("has segments of " + std::to_string(total) +
              " bytes that are always made, but another memory_bytes");
}

/// Reads the numbers of the kernels.
static void readKernels(const JsonView &json, Manifest &manifest) {
  for (const JsonView &item : json.getList("kernels"))
    manifest.kernels.push_back(item.getString("name"));
  std::string expected = "pipe_" + manifest.pipeline + "_kernels";
  manifest.kernelTable = json.getString("kernel_table");
  if (manifest.kernelTable != expected)
    json.fail("has the kernel_table '" + manifest.kernelTable + "', not '" +
              expected + "'");
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

/// The name of a function of the library. It has to be the one that has the
/// right arguments.
static std::string readEntry(const JsonView &json, const std::string &name) {
  if (std::string entry = json.getString("entry"); entry != name)
    json.fail("has the entry '" + entry + "', not '" + name + "'");
  return name;
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
    program.entry = readEntry(item, "pipe_" + manifest.pipeline + "_rank_" +
                                        std::to_string(rank));
    readSegments(item, program);
    for (const JsonView &buffer : item.getList("buffers"))
      program.buffers.push_back(readBuffer(buffer, program));
    for (const JsonView &channel : item.getList("channels"))
      program.channels.push_back(readChannel(channel, manifest.ranks));
    manifest.programs.push_back(std::move(program));
  }
}

static ReferenceValue readValue(const JsonView &json,
                                const Manifest &manifest) {
  if (json.has("parameter"))
    return {ReferenceValue::Parameter,
            findByName(manifest.parameterIndex, json, "parameter")};
  if (json.has("input"))
    return {ReferenceValue::Input,
            findByName(manifest.inputIndex, json, "input")};
  if (json.has("output"))
    return {ReferenceValue::Output,
            findByName(manifest.outputIndex, json, "output")};
  return {ReferenceValue::Gradient,
          findByName(manifest.parameterIndex, json, "gradient")};
}

static void readReference(const JsonView &json, Manifest &manifest) {
  if (!json.has("reference"))
    return;
  JsonView item = json.get("reference");
  Reference reference;
  reference.entry = readEntry(item, "pipe_" + manifest.pipeline + "_reference");
  reference.workspaceBytes = item.getInteger("workspace_bytes");
  if (item.has("workspace_alignment"))
    reference.workspaceAlignment =
        item.getInteger("workspace_alignment", 1, int64_t(1) << 30);
  if (reference.workspaceAlignment & (reference.workspaceAlignment - 1))
    item.fail("has an alignment that is no power of two");
  for (const JsonView &argument : item.getList("arguments"))
    reference.arguments.push_back(readValue(argument, manifest));
  for (const JsonView &result : item.getList("results"))
    reference.results.push_back(readValue(result, manifest));
  manifest.reference = std::move(reference);
}

/// Refuses a text that is not the one that the compiler wrote.
static void checkSeal(const JsonView &json, std::string_view text) {
  std::optional<bool> intact = hasIntactSeal(std::string(text));
  if (!intact)
    json.fail("has no 'manifest_checksum' of 16 digits; compile the model "
              "again");
  if (!*intact)
    json.fail("is not as it was written: its checksum differs; compile the "
              "model again");
}

static void readFiles(const JsonView &json, Manifest &manifest) {
  for (const JsonView &item : json.getList("files")) {
    BundleFile file{item.getString("name"), item.getInteger("bytes"),
                    item.getString("checksum")};
    if (manifest.findFile(file.name))
      item.fail("lists '" + file.name + "' twice");
    manifest.files.push_back(std::move(file));
  }
}

/// One of two words.
static bool readWord(const JsonView &json, const std::string &key,
                     const std::string &yes, const std::string &no) {
  std::string word = json.getString(key);
  if (word != yes && word != no)
    json.fail("has the unknown " + key + " '" + word + "'");
  return word == yes;
}

static void readHeader(const JsonView &json, Manifest &manifest) {
  manifest.name = json.getString("name");
  readWord(json, "mode", "train", "infer");
  manifest.mode = json.getString("mode");
  manifest.schedule = json.getString("schedule");
  manifest.library = json.getString("library");
  manifest.pipeline = json.getString("pipeline");
  if (manifest.library.empty() ||
      manifest.library.find('/') != std::string::npos)
    json.fail("has a library outside of the bundle: '" + manifest.library +
              "'");
  manifest.target = json.getString("target");
  manifest.meanGradients = readWord(json, "gradient_mode", "mean", "sum");
  if (json.has("coarsest_type"))
    manifest.coarsestType = readElementType(json, "coarsest_type");
  manifest.ranks = json.getInteger("ranks", 1, maxRanks);
  manifest.microBatches = json.getInteger("micro_batches", 1, maxInt32);
  manifest.virtualStages = json.getInteger("virtual_stages", 1, maxInt32);
  manifest.placement = json.getIntegers("placement");
  if (json.has("copy_pattern"))
    manifest.copyPattern = json.getIntegers("copy_pattern");
  if (manifest.copyPattern.empty())
    json.fail("has an empty copy_pattern");
}

Manifest mlir::pipe::parseManifest(std::string_view text,
                                   const std::string &fileName) {
  nlohmann::json value = nlohmann::json::parse(text, nullptr, false);
  JsonView json(value, fileName + ":");
  if (value.is_discarded())
    json.fail("is not JSON");
  checkVersion(json);
  checkSeal(json, text);
  Manifest manifest;
  readHeader(json, manifest);
  readFiles(json, manifest);
  readTensors(json, manifest);
  readTasks(json, manifest);
  readKernels(json, manifest);
  readPrograms(json, manifest);
  readReference(json, manifest);
  checkManifest(manifest, fileName);
  return manifest;
}
