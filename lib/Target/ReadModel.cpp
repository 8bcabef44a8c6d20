//===- ReadModel.cpp - What a manifest says of the model ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReadPipeline.h"

#include "pipert/pipert.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/TypeUtilities.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace mlir::pipe;
using bundle::Manifest, bundle::ReferenceValue;

std::optional<ElementType> mlir::pipe::getElementType(Type type) {
  if (type.isIndex())
    return ElementType::I64;
  if (isa<Float64Type, Float32Type, Float16Type, BFloat16Type>(type) ||
      type.isSignlessInteger(64) || type.isSignlessInteger(32) ||
      type.isSignlessInteger(16) || type.isSignlessInteger(8) ||
      type.isSignlessInteger(1)) {
    std::string name;
    llvm::raw_string_ostream(name) << type;
    return parseElementType(name);
  }
  return std::nullopt;
}

/// The type of `name` in files; a diagnostic at `loc` if they cannot hold it.
static FailureOr<pipe::TensorType> getFileType(StringRef name, Type type,
                                               Location loc) {
  auto tensor = cast<RankedTensorType>(type);
  std::optional<ElementType> element = getElementType(tensor.getElementType());
  if (!element)
    return emitError(loc) << "'" << name << "' has elements of type "
                          << tensor.getElementType()
                          << ", which files of tensors cannot hold; let the "
                             "model convert it: they hold f64, f32, f16, bf16, "
                             "i64, i32, i16, i8 and i1";
  return pipe::TensorType{*element, tensor.getShape().vec()};
}

/// The place of the item called `name`; of none, one that the writer of the
/// manifest refuses.
template <typename Item>
static size_t findPlace(const std::vector<Item> &items, StringRef name) {
  auto found =
      llvm::find_if(items, [&](const Item &item) { return item.name == name; });
  return static_cast<size_t>(found - items.begin());
}

namespace {
/// Fills a manifest; the unpartitioned model is asked for the roles of what the
/// task graph takes and gives.
class ModelReader {
public:
  ModelReader(ModuleOp module, PipelineOp pipeline, Manifest &manifest)
      : module(module), pipeline(pipeline), graph(pipeline.getGraph()),
        manifest(manifest) {
    if (pipeline.getReference())
      reference = module.lookupSymbol<func::FuncOp>(*pipeline.getReference());
  }

  LogicalResult read() {
    readHeader();
    readSchedule(pipeline.getSchedule());
    if (failed(readParameters()) || failed(readUpdates()) ||
        failed(readInputs()) || failed(readOutputs()) || failed(readTasks()))
      return failure();
    if (reference)
      readReference();
    return success();
  }

private:
  void readHeader();
  void readSchedule(ScheduleOp schedule);
  LogicalResult readParameters();
  LogicalResult readParameter(ParamOp param, bool isTrained);
  LogicalResult readUpdates();
  LogicalResult readState(StateOp state);
  LogicalResult readHyper(HyperOp hyper);
  LogicalResult readInputs();
  LogicalResult readOutputs();
  LogicalResult readTasks();
  void readReference();
  std::optional<ElementType> findCoarsestType();

  size_t findParameter(StringRef name) const {
    auto found = parameterPlaces.find(name);
    return found == parameterPlaces.end() ? manifest.parameters.size()
                                          : found->second;
  }

  /// The name of an argument or a result of the reference.
  static StringRef getName(StringAttr name) {
    return name ? name.getValue() : StringRef();
  }

  ModuleOp module;
  PipelineOp pipeline;
  GraphOp graph;
  func::FuncOp reference; ///< Null if there is none.
  Manifest &manifest;
  llvm::StringMap<size_t> parameterPlaces;
};
} // namespace

/// The floating-point type with the fewest digits of all values in the module's
/// functions: no result is better than that.
std::optional<ElementType> ModelReader::findCoarsestType() {
  FloatType coarsest;
  module.walk([&](Operation *op) {
    for (Type type : op->getResultTypes())
      if (auto found = dyn_cast<FloatType>(getElementTypeOrSelf(type)))
        if (!coarsest ||
            found.getFPMantissaWidth() < coarsest.getFPMantissaWidth())
          coarsest = found;
  });
  return coarsest ? getElementType(coarsest) : std::nullopt;
}

void ModelReader::readHeader() {
  manifest.abi = {PIPERT_ABI_VERSION_MAJOR, PIPERT_ABI_VERSION_MINOR};
  manifest.name = pipeline.getReference() ? *pipeline.getReference()
                                          : pipeline.getSymName();
  auto mode = module->getAttrOfType<StringAttr>(kModeAttr);
  manifest.mode = mode && mode.getValue() == "infer" ? bundle::Mode::Infer
                                                     : bundle::Mode::Train;
  if (auto known = module->getAttrOfType<StringAttr>(kGradientsKnownByAttr))
    manifest.gradientsKnownBy = known.str();
  manifest.coarsestType = findCoarsestType();
  manifest.pipeline = pipeline.getSymName();
  manifest.meanGradients = pipeline.getGradients() != GradientMode::Sum;
}

void ModelReader::readSchedule(ScheduleOp schedule) {
  manifest.ranks = schedule.getRanks();
  manifest.microBatches = schedule.getMicroBatches();
  manifest.virtualStages = schedule.getVirtualStages();
  manifest.schedule = schedule.getName();
  manifest.placement = schedule.getPlacement().vec();
  if (std::optional<ArrayRef<int64_t>> pattern = schedule.getPattern())
    manifest.copyPattern = pattern->vec();
  manifest.updates = schedule.getNumUpdates();
}

/// The parameters as the user knows them, and the parts of those that the
/// programs hold in parts.
LogicalResult ModelReader::readParameters() {
  DenseSet<StringRef> trained;
  for (auto parameter :
       graph.getReturn().getParams().getAsRange<FlatSymbolRefAttr>())
    trained.insert(parameter.getValue());
  for (ParamOp param : pipeline.getBody().getOps<ParamOp>())
    if (failed(readParameter(param, trained.contains(param.getSymName()))))
      return failure();
  return success();
}

LogicalResult ModelReader::readParameter(ParamOp param, bool isTrained) {
  StringRef name = param.isPart() ? *param.getPartOf() : param.getSymName();
  auto [place, isNew] =
      parameterPlaces.try_emplace(name, manifest.parameters.size());
  if (param.isPart()) {
    FailureOr<pipe::TensorType> type =
        getFileType(param.getSymName(), param.getType(), param.getLoc());
    if (failed(type))
      return failure();
    manifest.parts.push_back({param.getSymName().str(), *type, place->second,
                              static_cast<int64_t>(*param.getDimension()),
                              static_cast<int64_t>(*param.getOffset())});
    if (!isNew) {
      manifest.parameters[place->second].isTrained |= isTrained;
      return success();
    }
  }
  FailureOr<pipe::TensorType> type =
      getFileType(name, param.isPart() ? *param.getWhole() : param.getType(),
                  param.getLoc());
  if (failed(type))
    return failure();
  manifest.parameters.push_back(
      {name.str(), *type, static_cast<bool>(param.getValueAttr()), isTrained});
  return success();
}

/// What is updated once a step, the states and hypers that this reads, and what
/// it says of the step.
LogicalResult ModelReader::readUpdates() {
  StepOp step = pipeline.getStep();
  if (!step)
    return success();
  SymbolTable symbols(pipeline);
  for (auto name :
       step.getUpdates().getVariables().getAsRange<FlatSymbolRefAttr>())
    if (auto param = symbols.lookup<ParamOp>(name.getValue()))
      manifest
          .parameters[findParameter(param.isPart() ? *param.getPartOf()
                                                   : param.getSymName())]
          .isUpdated = true;
  DenseSet<StringRef> read;
  for (TaskOp task : pipeline.getTasks())
    for (auto name : task.getParams().getAsRange<FlatSymbolRefAttr>())
      read.insert(name.getValue());
  for (Operation &op : pipeline.getBody().getOps()) {
    if (auto state = dyn_cast<StateOp>(op);
        state && read.contains(state.getSymName()) && failed(readState(state)))
      return failure();
    if (auto hyper = dyn_cast<HyperOp>(op);
        hyper && read.contains(hyper.getSymName()) && failed(readHyper(hyper)))
      return failure();
  }
  return success();
}

LogicalResult ModelReader::readState(StateOp state) {
  FailureOr<pipe::TensorType> type =
      getFileType(state.getSymName(), state.getType(), state.getLoc());
  if (failed(type))
    return failure();
  if (!state.getParam()) {
    manifest.reports.push_back({state.getSymName().str(), state.getRole().str(),
                                *type, state.getResult()});
    return success();
  }
  bundle::State read{state.getSymName().str(), state.getRole().str(), *type};
  ParamOp param = pipeline.lookupParam(*state.getParam());
  if (param.isPart()) {
    read.owner = bundle::State::OfPart;
    read.index = findPlace(manifest.parts, param.getSymName());
  } else {
    read.index = findParameter(param.getSymName());
  }
  manifest.states.push_back(std::move(read));
  return success();
}

LogicalResult ModelReader::readHyper(HyperOp hyper) {
  FailureOr<pipe::TensorType> type =
      getFileType(hyper.getSymName(), hyper.getType(), hyper.getLoc());
  if (failed(type))
    return failure();
  bundle::Hyper read{hyper.getSymName().str(), hyper.getRole().str(), *type,
                     std::nullopt};
  if (!isFloat(type->type))
    return hyper.emitError("'")
           << hyper.getSymName() << "' is of type " << hyper.getType()
           << ", but the caller gives floating-point numbers";
  if (ElementsAttr attr = hyper.getValueAttr()) {
    auto value = dyn_cast<DenseElementsAttr>(attr);
    if (!value)
      return hyper.emitError("'")
             << hyper.getSymName() << "' has a value that does not list its "
             << "elements; print it as dense<...>";
    APFloat number = value.getSplatValue<APFloat>();
    bool losesInfo; // A wider type holds every number of a narrower one.
    number.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven,
                   &losesInfo);
    read.value = number.convertToDouble();
  }
  manifest.hypers.push_back(std::move(read));
  return success();
}

LogicalResult ModelReader::readInputs() {
  // What the reference says of its arguments, by name.
  llvm::StringMap<unsigned> arguments;
  for (unsigned i = 0; reference && i < reference.getNumArguments(); ++i)
    if (reference.getArgAttrOfType<IntegerAttr>(i, kBatchAttr))
      if (auto name = reference.getArgAttrOfType<StringAttr>(i, kNameAttr))
        arguments[name.getValue()] = i;
  for (auto [argument, name] :
       llvm::zip_equal(graph.getBody().getArguments(),
                       graph.getInputs().getAsRange<StringAttr>())) {
    FailureOr<pipe::TensorType> type =
        getFileType(name.getValue(), argument.getType(), argument.getLoc());
    if (failed(type))
      return failure();
    bundle::Input input{name.str(), *type, /*batchDimension=*/0};
    if (auto found = arguments.find(name.getValue());
        found != arguments.end()) {
      unsigned i = found->second;
      input.batchDimension =
          reference.getArgAttrOfType<IntegerAttr>(i, kBatchAttr).getInt();
      input.isSeed = static_cast<bool>(reference.getArgAttr(i, kSeedAttr));
    }
    manifest.inputs.push_back(std::move(input));
  }
  return success();
}

LogicalResult ModelReader::readOutputs() {
  // A graph for inference has no loss.
  std::optional<StringRef> loss;
  for (unsigned i = 0; reference && i < reference.getNumResults(); ++i)
    if (auto name = reference.getResultAttrOfType<StringAttr>(i, kNameAttr);
        name && reference.getResultAttr(i, kLossAttr) && !loss)
      loss = name.getValue();
  ReturnOp yield = graph.getReturn();
  for (auto [value, name] :
       llvm::zip_equal(yield.getOutputs(),
                       yield.getOutputNames().getAsRange<StringAttr>())) {
    FailureOr<pipe::TensorType> type =
        getFileType(name.getValue(), value.getType(), value.getLoc());
    if (failed(type))
      return failure();
    manifest.outputs.push_back({name.str(), *type, loss == name.getValue()});
  }
  return success();
}

/// Tasks with their ranks and costs, and the edges between them.
LogicalResult ModelReader::readTasks() {
  llvm::DenseMap<Operation *, int64_t> numberOf;
  for (TaskOp task : pipeline.getTasks()) {
    auto stage = static_cast<int32_t>(task.getStage());
    numberOf[task] = static_cast<int64_t>(manifest.tasks.size());
    manifest.tasks.push_back(
        {static_cast<ActionKind>(task.getKind()), stage,
         static_cast<int32_t>(manifest.placement[static_cast<size_t>(stage)]),
         task.getCost() ? static_cast<int64_t>(*task.getCost()) : 1,
         task.getName().str()});
    for (Value operand : task.getOperands()) {
      Operation *maker = operand.getDefiningOp();
      if (!maker)
        continue;
      std::optional<int64_t> bytes =
          getTensorBytes(cast<RankedTensorType>(operand.getType()));
      if (!bytes)
        return task.emitError("reads a value of type ")
               << operand.getType() << ", which has no size in bytes";
      manifest.edges.push_back(
          {numberOf.lookup(maker), numberOf[task], *bytes});
    }
  }
  return success();
}

/// What the reference takes and gives, in its order.
void ModelReader::readReference() {
  bundle::Reference &values = manifest.reference.emplace();
  for (unsigned i = 0; i < reference.getNumArguments(); ++i) {
    StringRef name =
        getName(reference.getArgAttrOfType<StringAttr>(i, kNameAttr));
    if (reference.getArgAttr(i, kBatchAttr))
      values.arguments.push_back(
          {ReferenceValue::Input, findPlace(manifest.inputs, name)});
    else
      values.arguments.push_back(
          {ReferenceValue::Parameter, findParameter(name)});
  }
  for (unsigned i = 0; i < reference.getNumResults(); ++i) {
    if (auto gradient =
            reference.getResultAttrOfType<StringAttr>(i, kGradientAttr)) {
      values.results.push_back(
          {ReferenceValue::Gradient, findParameter(gradient.getValue())});
      continue;
    }
    StringRef name =
        getName(reference.getResultAttrOfType<StringAttr>(i, kNameAttr));
    values.results.push_back(
        {ReferenceValue::Output, findPlace(manifest.outputs, name)});
  }
}

LogicalResult mlir::pipe::readModel(ModuleOp module, PipelineOp pipeline,
                                    Manifest &manifest) {
  return ModelReader(module, pipeline, manifest).read();
}
