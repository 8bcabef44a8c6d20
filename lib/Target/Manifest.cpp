//===- Manifest.cpp - What a bundle says of itself ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Target/Manifest.h"

#include "pipe/Analysis/Program/PipelineKernels.h"
#include "pipe/Schedule/Core/Action.h"
#include "pipe/TensorIO/Checksum.h"
#include "pipe/TensorIO/File.h"

#include "pipert/pipert.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/TypeUtilities.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace mlir::pipe;
namespace json = llvm::json;

std::optional<std::string> mlir::pipe::getElementTypeName(Type type) {
  if (type.isIndex())
    return "i64";
  if (isa<Float64Type, Float32Type, Float16Type, BFloat16Type>(type) ||
      type.isSignlessInteger(64) || type.isSignlessInteger(32) ||
      type.isSignlessInteger(16) || type.isSignlessInteger(8) ||
      type.isSignlessInteger(1)) {
    std::string name;
    llvm::raw_string_ostream(name) << type;
    return name;
  }
  return std::nullopt;
}

/// {"name": ..., "type": "f32", "shape": [...]}; a diagnostic at `loc` for a
/// type that files cannot hold.
static FailureOr<json::Object> describe(StringRef name, Type type,
                                        Location loc) {
  auto tensor = cast<RankedTensorType>(type);
  std::optional<std::string> element =
      getElementTypeName(tensor.getElementType());
  if (!element)
    return emitError(loc) << "'" << name << "' has elements of type "
                          << tensor.getElementType()
                          << ", which files of tensors cannot hold; let the "
                             "model convert it: they hold f64, f32, f16, bf16, "
                             "i64, i32, i16, i8 and i1";
  return json::Object{{"name", name},
                      {"type", *element},
                      {"shape", json::Array(tensor.getShape())}};
}

namespace {
/// What the reference says of a batch argument.
struct BatchArgument {
  int64_t dimension = 0;
  bool isSeed = false;
};
} // namespace

/// The batch arguments of the reference, by name.
static llvm::StringMap<BatchArgument>
getBatchArguments(func::FuncOp reference) {
  llvm::StringMap<BatchArgument> arguments;
  if (!reference)
    return arguments;
  for (unsigned i = 0; i < reference.getNumArguments(); ++i) {
    auto name = reference.getArgAttrOfType<StringAttr>(i, kNameAttr);
    auto batch = reference.getArgAttrOfType<IntegerAttr>(i, kBatchAttr);
    if (name && batch)
      arguments[name.getValue()] = {
          batch.getInt(),
          static_cast<bool>(reference.getArgAttr(i, kSeedAttr))};
  }
  return arguments;
}

/// The name of the result that is the loss; nothing in a graph for inference.
static std::optional<StringRef> getLossName(func::FuncOp reference) {
  for (unsigned i = 0; reference && i < reference.getNumResults(); ++i)
    if (reference.getResultAttr(i, kLossAttr))
      if (auto name = reference.getResultAttrOfType<StringAttr>(i, kNameAttr))
        return name.getValue();
  return std::nullopt;
}

/// The floating-point type with the fewest digits of all values in the module's
/// functions: no result is better than that.
static std::optional<std::string> findCoarsestType(ModuleOp module) {
  FloatType coarsest;
  module.walk([&](Operation *op) {
    for (Type type : op->getResultTypes())
      if (auto found = dyn_cast<FloatType>(getElementTypeOrSelf(type)))
        if (!coarsest ||
            found.getFPMantissaWidth() < coarsest.getFPMantissaWidth())
          coarsest = found;
  });
  return coarsest ? getElementTypeName(coarsest) : std::nullopt;
}

/// What the reference takes and gives, in its order.
static json::Object describeReference(func::FuncOp reference,
                                      PipelineOp pipeline) {
  json::Array arguments, results;
  for (unsigned i = 0; i < reference.getNumArguments(); ++i) {
    auto name = reference.getArgAttrOfType<StringAttr>(i, kNameAttr);
    bool isInput = static_cast<bool>(reference.getArgAttr(i, kBatchAttr));
    arguments.push_back(json::Object{
        {isInput ? "input" : "parameter", name ? name.getValue() : ""}});
  }
  for (unsigned i = 0; i < reference.getNumResults(); ++i) {
    if (auto gradient =
            reference.getResultAttrOfType<StringAttr>(i, kGradientAttr)) {
      results.push_back(json::Object{{"gradient", gradient.getValue()}});
      continue;
    }
    auto name = reference.getResultAttrOfType<StringAttr>(i, kNameAttr);
    results.push_back(json::Object{{"output", name ? name.getValue() : ""}});
  }
  return json::Object{{"entry", getReferenceEntry(pipeline)},
                      {"arguments", std::move(arguments)},
                      {"results", std::move(results)}};
}

static std::string getKindLetter(TaskOp task) {
  return {getLetter(static_cast<ActionKind>(task.getKind()))};
}

/// Tasks with their ranks and costs, and the edges between them.
static LogicalResult describeTasks(GraphOp graph, ArrayRef<int64_t> placement,
                                   json::Object &root) {
  json::Array tasks, edges;
  llvm::DenseMap<Operation *, int64_t> numberOf;
  for (TaskOp task : graph.getOps<TaskOp>()) {
    numberOf[task] = tasks.size();
    int64_t stage = task.getStage();
    tasks.push_back(json::Object{
        {"name", task.getName()},
        {"kind", getKindLetter(task)},
        {"stage", stage},
        {"rank", placement[stage]},
        {"cost", task.getCost() ? static_cast<int64_t>(*task.getCost()) : 1}});
    for (Value operand : task.getOperands()) {
      Operation *maker = operand.getDefiningOp();
      if (!maker)
        continue;
      std::optional<int64_t> bytes =
          getTensorBytes(cast<RankedTensorType>(operand.getType()));
      if (!bytes)
        return task.emitError("reads a value of type ")
               << operand.getType() << ", which has no size in bytes";
      edges.push_back(json::Object{{"from", numberOf.lookup(maker)},
                                   {"to", numberOf[task]},
                                   {"bytes", *bytes}});
    }
  }
  root["tasks"] = std::move(tasks);
  root["edges"] = std::move(edges);
  return success();
}

/// The parameters as the user knows them, and the parts of those that the
/// programs hold in parts.
static LogicalResult describeParameters(PipelineOp pipeline,
                                        const llvm::StringSet<> &trained,
                                        json::Object &root) {
  json::Array parameters, parts;
  llvm::StringMap<size_t> places; // Of parameters in parts.
  for (ParamOp param : pipeline.getBody().getOps<ParamOp>()) {
    bool isTrained = trained.contains(param.getSymName());
    if (param.isPart()) {
      FailureOr<json::Object> part =
          describe(param.getSymName(), param.getType(), param.getLoc());
      if (failed(part))
        return failure();
      (*part)["parameter"] = *param.getPartOf();
      (*part)["dimension"] = static_cast<int64_t>(*param.getDimension());
      (*part)["offset"] = static_cast<int64_t>(*param.getOffset());
      parts.push_back(std::move(*part));
      auto [place, isNew] =
          places.try_emplace(*param.getPartOf(), parameters.size());
      if (!isNew) {
        if (isTrained)
          (*parameters[place->second].getAsObject())["trained"] = true;
        continue;
      }
    }
    FailureOr<json::Object> object =
        param.isPart()
            ? describe(*param.getPartOf(), *param.getWhole(), param.getLoc())
            : describe(param.getSymName(), param.getType(), param.getLoc());
    if (failed(object))
      return failure();
    (*object)["in_bundle"] = static_cast<bool>(param.getValueAttr());
    (*object)["trained"] = isTrained;
    parameters.push_back(std::move(*object));
  }
  root["parameters"] = std::move(parameters);
  if (!parts.empty())
    root["parts"] = std::move(parts);
  return success();
}

LogicalResult Manifest::readModel(ModuleOp module, PipelineOp pipeline) {
  ScheduleOp schedule = pipeline.getSchedule();
  GraphOp graph = pipeline.getGraph();
  auto reference =
      pipeline.getReference()
          ? module.lookupSymbol<func::FuncOp>(*pipeline.getReference())
          : func::FuncOp();
  root["format"] = kFormat;
  root["version"] = kBundleVersion;
  root["abi"] = json::Object{{"major", PIPERT_ABI_VERSION_MAJOR},
                             {"minor", PIPERT_ABI_VERSION_MINOR}};
  root["name"] = pipeline.getReference() ? *pipeline.getReference()
                                         : pipeline.getSymName();
  auto mode = module->getAttrOfType<StringAttr>(kModeAttr);
  root["mode"] = mode ? mode.getValue() : "train";
  if (auto known = module->getAttrOfType<StringAttr>(kGradientsKnownByAttr))
    root["gradients_known_by"] = known.getValue();
  if (std::optional<std::string> coarsest = findCoarsestType(module))
    root["coarsest_type"] = *coarsest;
  root["pipeline"] = pipeline.getSymName();
  root["ranks"] = schedule.getRanks();
  root["micro_batches"] = schedule.getMicroBatches();
  root["virtual_stages"] = schedule.getVirtualStages();
  root["schedule"] = schedule.getName();
  root["placement"] = json::Array(schedule.getPlacement());
  if (std::optional<ArrayRef<int64_t>> pattern = schedule.getPattern())
    root["copy_pattern"] = json::Array(*pattern);
  root["gradient_mode"] =
      pipeline.getGradients() == GradientMode::Sum ? "sum" : "mean";
  root["library"] = "model.so";

  std::optional<StringRef> loss = getLossName(reference);
  llvm::StringSet<> trained;
  for (auto parameter :
       graph.getReturn().getParams().getAsRange<FlatSymbolRefAttr>())
    trained.insert(parameter.getValue());
  json::Array inputs, outputs;
  if (failed(describeParameters(pipeline, trained, root)))
    return failure();
  llvm::StringMap<BatchArgument> batch = getBatchArguments(reference);
  for (auto [argument, name] :
       llvm::zip_equal(graph.getBody().getArguments(),
                       graph.getInputs().getAsRange<StringAttr>())) {
    FailureOr<json::Object> object =
        describe(name.getValue(), argument.getType(), argument.getLoc());
    if (failed(object))
      return failure();
    BatchArgument found = batch.lookup(name.getValue());
    (*object)["batch_dimension"] = found.dimension;
    if (found.isSeed)
      (*object)["seed"] = true;
    inputs.push_back(std::move(*object));
  }
  ReturnOp yield = graph.getReturn();
  for (auto [value, name] :
       llvm::zip_equal(yield.getOutputs(),
                       yield.getOutputNames().getAsRange<StringAttr>())) {
    FailureOr<json::Object> object =
        describe(name.getValue(), value.getType(), value.getLoc());
    if (failed(object))
      return failure();
    if (loss == name.getValue())
      (*object)["loss"] = true;
    outputs.push_back(std::move(*object));
  }
  root["inputs"] = std::move(inputs);
  root["outputs"] = std::move(outputs);
  if (failed(describeTasks(graph, schedule.getPlacement(), root)))
    return failure();
  if (reference)
    root["reference"] = describeReference(reference, pipeline);
  return success();
}

/// The copies of the model whose micro-batches of an output `program` makes.
static json::Array getCopies(BufferOp buffer, ProgramOp program,
                             PipelineOp pipeline) {
  json::Array copies;
  ReturnOp yield = pipeline.getGraph().getReturn();
  SmallVector<ArrayRef<int64_t>> placements =
      pipeline.getSchedule().getPlacements();
  for (auto [value, name] :
       llvm::zip_equal(yield.getOutputs(), yield.getOutputNames()))
    if (auto task = value.getDefiningOp<TaskOp>();
        task && name == buffer.getNameAttr())
      for (auto [copy, placement] : llvm::enumerate(placements))
        if (placement[task.getStage()] ==
            static_cast<int64_t>(program.getRank()))
          copies.push_back(static_cast<int64_t>(copy));
  return copies;
}

static json::Object describeBuffer(BufferOp buffer) {
  json::Object object{
      {"kind", stringifyBufferKind(buffer.getKind())},
      {"segment", stringifySegmentKind(getSegmentKind(buffer.getKind()))},
      {"slots", buffer.getType().getSlots()},
      {"slot_bytes", *buffer.getType().getSlotBytes()},
      {"name", buffer.getName().value_or("")},
      {"offset", static_cast<int64_t>(*buffer.getOffset())},
      {"stride", static_cast<int64_t>(*buffer.getStride())}};
  if (buffer.getResult())
    object["result"] = true;
  return object;
}

/// The segments of a rank, and the bytes of those that are always made.
static void describeSegments(ProgramOp program, json::Object &object) {
  json::Array segments;
  int64_t always = 0;
  for (auto segment : program.getSegmentsAttr().getAsRange<SegmentAttr>()) {
    segments.push_back(
        json::Object{{"kind", stringifySegmentKind(segment.getKind())},
                     {"space", stringifyMemorySpace(segment.getSpace())},
                     {"alignment", segment.getAlignment()},
                     {"bytes", segment.getBytes()}});
    if (segment.isAlwaysMade())
      always += segment.getBytes();
  }
  object["memory_bytes"] = always;
  object["segments"] = std::move(segments);
}

static int64_t getWorkspaceBytes(ModuleOp module, StringRef kernel) {
  Operation *op = module.lookupSymbol(kernel);
  auto bytes =
      op ? op->getAttrOfType<IntegerAttr>(kWorkspaceAttr) : IntegerAttr();
  return bytes ? bytes.getInt() : 0;
}

LogicalResult Manifest::readPrograms(ModuleOp module, PipelineOp pipeline) {
  json::Array programs, kernels;
  for (StringAttr kernel : getPipelineKernels(pipeline))
    kernels.push_back(json::Object{{"name", kernel.getValue()}});
  root["kernels"] = std::move(kernels);
  root["kernel_table"] = getKernelTable(pipeline);
  for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>()) {
    if (!program.getSegments())
      return program.emitError(
          "has no memory plan; run pipe-plan-memory first");
    json::Array buffers, channels;
    for (BufferOp buffer : program.getBody().getOps<BufferOp>()) {
      if (!buffer.getOffset() || !buffer.getStride() ||
          !buffer.getType().getSlotBytes())
        return buffer.emitError(
            "has no place in its segment; run pipe-plan-memory first");
      json::Object object = describeBuffer(buffer);
      if (buffer.getKind() == BufferKind::Output &&
          pipeline.getSchedule().getPattern())
        object["copies"] = getCopies(buffer, program, pipeline);
      buffers.push_back(std::move(object));
    }
    for (ChannelOp channel : program.getBody().getOps<ChannelOp>())
      channels.push_back(json::Object{
          {"peer", static_cast<int64_t>(channel.getPeer())},
          {"kind", stringifyChannelKind(channel.getKind())},
          {"direction", stringifyChannelDirection(channel.getDirection())},
          {"capacity", static_cast<int64_t>(channel.getCapacity())}});
    int64_t rank = program.getRank();
    json::Object object{{"rank", rank},
                        {"entry", getProgramEntry(pipeline, rank)},
                        {"buffers", std::move(buffers)},
                        {"channels", std::move(channels)}};
    describeSegments(program, object);
    programs.push_back(std::move(object));
  }
  root["programs"] = std::move(programs);
  if (json::Object *reference = root.getObject("reference")) {
    (*reference)["workspace_bytes"] =
        getWorkspaceBytes(module, *pipeline.getReference());
    if (KernelTargetAttr target = getKernelTarget(module))
      (*reference)["workspace_alignment"] = target.getAlignment();
  }
  return success();
}

void Manifest::setTarget(StringRef backend, StringRef triple, StringRef cpu) {
  root["target"] = backend;
  root["triple"] = triple;
  root["cpu"] = cpu;
}

llvm::Error Manifest::addFile(StringRef name, const std::string &path) {
  IoResult<FileBytes> bytes = readFile(path);
  if (!bytes)
    return llvm::createStringError(bytes.getMessage());
  if (!root.getArray("files"))
    root["files"] = json::Array();
  root.getArray("files")->push_back(
      json::Object{{"name", name},
                   {"bytes", static_cast<int64_t>(bytes->view().size())},
                   {"checksum", getChecksum(bytes->view())}});
  return llvm::Error::success();
}

std::string Manifest::getText() const {
  json::Object object = root;
  object["manifest_checksum"] = std::string(kNoChecksum);
  std::string text =
      llvm::formatv("{0:2}\n", json::Value(std::move(object))).str();
  return *seal(std::move(text));
}
