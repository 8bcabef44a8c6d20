//===- AnalyzePrograms.cpp - Proof of the rank programs in IR -------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/ProgramCheck/AnalyzePrograms.h"

#include "ReadPrograms.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::check;

std::string mlir::pipe::check::getTaskName(TaskKind kind, int64_t stage) {
  return (stringifyTaskKind(kind) + " stage " + Twine(stage)).str();
}

int32_t GraphIndex::lookupSubject(BufferKind kind, StringRef name) const {
  auto lookup = [&](const llvm::StringMap<int32_t> &map) {
    auto it = map.find(name);
    return it == map.end() ? -1 : it->second;
  };
  switch (kind) {
  case BufferKind::Parameter:
  case BufferKind::Gradient:
    return lookup(parameters);
  case BufferKind::State:
    return lookup(states);
  case BufferKind::Hyper:
    return lookup(hypers);
  case BufferKind::Input:
    return lookup(inputs);
  case BufferKind::Output:
    return lookup(outputs);
  case BufferKind::Local:
  case BufferKind::Received:
    return -1;
  }
  return -1;
}

int32_t GraphIndex::lookupVariable(StringRef name) const {
  for (const llvm::StringMap<int32_t> *map : {&parameters, &states, &hypers})
    if (auto it = map->find(name); it != map->end())
      return it->second;
  return -1;
}

/// Returns `type` as sums of its values over micro-batches are to be kept: with
/// at least 32 bits, if its elements are floating-point numbers.
static Type getTypeOfSums(Type type) {
  auto tensor = cast<RankedTensorType>(type);
  auto element = dyn_cast<FloatType>(tensor.getElementType());
  return element && element.getWidth() < 32
             ? tensor.clone(Float32Type::get(type.getContext()))
             : tensor;
}

static int32_t addValue(GraphValue::Kind kind, std::string name, Type type,
                        PipelineModel &model, GraphIndex &index) {
  model.values.push_back({kind, std::move(name), index.getTypeNumber(type),
                          index.getTypeNumber(getTypeOfSums(type))});
  return static_cast<int32_t>(model.values.size()) - 1;
}

static void readTask(TaskOp op, ArrayRef<ArrayRef<int64_t>> placements,
                     PipelineModel &model, GraphIndex &index) {
  int64_t stage = op.getStage();
  GraphTask task;
  task.stage = stage;
  task.isOfUpdate = isa<StepOp>(op->getParentOp());
  // A stage has one task of the other kinds.
  task.name = task.isOfUpdate ? "update @" + op.getName().str()
                              : getTaskName(op.getKind(), stage);
  for (ArrayRef<int64_t> placement : placements) {
    ArrayRef<int64_t> own = task.isOfUpdate ? placements.front() : placement;
    task.ranks.push_back(stage < static_cast<int64_t>(own.size()) ? own[stage]
                                                                  : -1);
  }
  for (Value operand : op.getOperands())
    task.reads.push_back(index.values.lookup(operand));
  for (auto param : op.getParams().getAsRange<FlatSymbolRefAttr>())
    task.reads.push_back(index.lookupVariable(param.getValue()));
  for (OpResult result : op.getResults()) {
    std::string name = "result " + std::to_string(result.getResultNumber()) +
                       " of " + task.name;
    task.results.push_back(addValue(GraphValue::Kind::Result, std::move(name),
                                    result.getType(), model, index));
    index.values[result] = task.results.back();
    model.values.back().maker = static_cast<int32_t>(model.tasks.size());
  }
  index.tasks[op.getName()] = static_cast<int32_t>(model.tasks.size());
  model.tasks.push_back(std::move(task));
}

/// Reads what the graph returns. A value that is the gradient of two parameters
/// cannot be had by accumulation.
static LogicalResult readReturn(ReturnOp op, PipelineModel &model,
                                GraphIndex &index) {
  for (auto [value, name] : llvm::zip_equal(
           op.getOutputs(), op.getOutputNames().getAsRange<StringAttr>())) {
    index.outputs[name.getValue()] = static_cast<int32_t>(model.outputs.size());
    model.outputs.push_back({name.str(), index.values.lookup(value)});
  }
  for (auto [value, param] : llvm::zip_equal(
           op.getGradients(), op.getParams().getAsRange<FlatSymbolRefAttr>())) {
    GraphValue &gradient = model.values[index.values.lookup(value)];
    if (gradient.gradientOf >= 0)
      return op.emitError("the ")
             << gradient.name << " is returned as a gradient twice";
    gradient.gradientOf = index.parameters.lookup(param.getValue());
  }
  return success();
}

/// Reads what happens once a step.
static void readStep(StepOp op, ArrayRef<ArrayRef<int64_t>> placements,
                     PipelineModel &model, GraphIndex &index) {
  for (auto [argument, param] :
       llvm::zip_equal(op.getBody().getArguments(),
                       op.getParams().getAsRange<FlatSymbolRefAttr>())) {
    index.values[argument] =
        addValue(GraphValue::Kind::Gradient,
                 "the gradient of '" + param.getValue().str() + "'",
                 argument.getType(), model, index);
    model.values.back().variable = index.parameters.lookup(param.getValue());
  }
  for (TaskOp task : op.getOps<TaskOp>())
    readTask(task, placements, model, index);
  UpdatesOp updates = op.getUpdates();
  for (auto [value, name] : llvm::zip_equal(
           updates.getValues(),
           updates.getVariables().getAsRange<FlatSymbolRefAttr>())) {
    int32_t number = index.values.lookup(value);
    int32_t variable = index.lookupVariable(name.getValue());
    model.values[variable].update = number;
    model.values[number].variable = variable;
  }
}

static LogicalResult readGraph(PipelineOp pipeline, PipelineModel &model,
                               GraphIndex &index) {
  GraphOp graph = pipeline.getGraph();
  for (ParamOp param : pipeline.getBody().getOps<ParamOp>())
    index.parameters[param.getSymName()] =
        addValue(GraphValue::Kind::Parameter,
                 "parameter '" + param.getSymName().str() + "'",
                 param.getType(), model, index);
  for (StateOp state : pipeline.getBody().getOps<StateOp>())
    index.states[state.getSymName()] = addValue(
        GraphValue::Kind::State, "state '" + state.getSymName().str() + "'",
        state.getType(), model, index);
  for (HyperOp hyper : pipeline.getBody().getOps<HyperOp>())
    index.hypers[hyper.getSymName()] = addValue(
        GraphValue::Kind::Hyper, "hyper '" + hyper.getSymName().str() + "'",
        hyper.getType(), model, index);
  for (auto [argument, name] :
       llvm::zip_equal(graph.getBody().getArguments(),
                       graph.getInputs().getAsRange<StringAttr>()))
    index.inputs[name.getValue()] = index.values[argument] =
        addValue(GraphValue::Kind::Input, "input '" + name.str() + "'",
                 argument.getType(), model, index);
  SmallVector<ArrayRef<int64_t>> placements =
      pipeline.getSchedule().getPlacements();
  for (TaskOp task : graph.getBody().getOps<TaskOp>())
    readTask(task, placements, model, index);
  if (StepOp step = pipeline.getStep())
    readStep(step, placements, model, index);
  return readReturn(graph.getReturn(), model, index);
}

FailureOr<ProgramSource> mlir::pipe::readPrograms(PipelineOp pipeline) {
  ScheduleOp schedule = pipeline.getSchedule();
  if (!schedule)
    return pipeline.emitError("the pipeline has no 'pipe.schedule'; run "
                              "pipe-schedule and pipe-build-programs first");
  ProgramSource source;
  PipelineModel &model = source.model;
  model.microBatches = schedule.getMicroBatches();
  model.isMean = pipeline.getGradients() == GradientMode::Mean;
  if (std::optional<ArrayRef<int64_t>> pattern = schedule.getPattern())
    model.copyPattern.assign(pattern->begin(), pattern->end());
  model.updateEvery = model.microBatches;
  if (std::optional<ArrayRef<int64_t>> delays = schedule.getDelays()) {
    if (!pipeline.getStep())
      return schedule.emitError("updates parameters within the step, but no "
                                "'pipe.step' says how");
    model.updateEvery = static_cast<int64_t>(*schedule.getUpdateEvery());
    model.delays = delays->vec();
  }
  GraphIndex index;
  if (failed(readGraph(pipeline, model, index)))
    return failure();
  int64_t numRanks = schedule.getRanks();
  if (numRanks > kMaxActions)
    return schedule.emitError("has too many ranks to be checked: ") << numRanks;
  model.programs.resize(numRanks);
  source.actions.resize(numRanks);
  source.channels.resize(numRanks);
  source.buffers.resize(numRanks);
  source.programs.resize(numRanks);
  for (ProgramOp op : pipeline.getBody().getOps<ProgramOp>()) {
    int64_t rank = op.getRank();
    if (rank >= numRanks)
      return op.emitError("is of rank ")
             << rank << ", but the schedule has ranks 0 to " << numRanks - 1;
    if (source.programs[rank]) {
      InFlightDiagnostic diag = op.emitError("is a second program of rank ")
                                << rank;
      diag.attachNote(source.programs[rank]->getLoc())
          << "the first one is here";
      return diag;
    }
    source.programs[rank] = op;
    model.programs[rank].exists = true;
    ProgramReader reader(index, source, rank);
    reader.readSegments(op);
    if (failed(
            reader.readBlock(op.getBody().front(), model.programs[rank].body)))
      return failure();
  }
  return source;
}

static Location getLocation(const Remark &remark, const ProgramSource &source,
                            PipelineOp pipeline) {
  if (remark.rank < 0 || !source.programs[remark.rank])
    return pipeline.getLoc();
  if (remark.channel >= 0)
    return source.channels[remark.rank][remark.channel]->getLoc();
  if (remark.buffer >= 0)
    return source.buffers[remark.rank][remark.buffer]->getLoc();
  if (remark.action < 0)
    return source.programs[remark.rank]->getLoc();
  return source.actions[remark.rank][remark.action]->getLoc();
}

static void emitQueues(const QueueFacts &queues, const ProgramSource &source,
                       PipelineOp pipeline) {
  if (queues.smallest == 0)
    return;
  InFlightDiagnostic diag = emitRemark(pipeline.getLoc());
  diag << "needs " << queues.smallest << " hardware queue"
       << (queues.smallest == 1 ? "" : "s") << " a rank";
  if (!queues.circle.empty())
    diag << "; with " << queues.smallest - 1
         << " transfers wait for each other in a circle";
  for (const Remark &note : queues.circle)
    diag.attachNote(getLocation(note, source, pipeline)) << note.text;
}

/// Fails if there are some.
static LogicalResult emitViolations(const CheckResult &result,
                                    const ProgramSource &source,
                                    PipelineOp pipeline) {
  for (const Violation &violation : result.violations) {
    InFlightDiagnostic diag =
        emitError(getLocation(violation.error, source, pipeline))
        << violation.error.text;
    for (const Remark &note : violation.notes)
      diag.attachNote(getLocation(note, source, pipeline)) << note.text;
  }
  return success(result.violations.empty());
}

FailureOr<ProgramFacts> mlir::pipe::analyzePrograms(PipelineOp pipeline,
                                                    bool emitRemarks) {
  FailureOr<ProgramSource> source = readPrograms(pipeline);
  if (failed(source))
    return failure();
  CheckResult result =
      checkPrograms(source->model, /*countQueues=*/emitRemarks);
  if (failed(emitViolations(result, *source, pipeline)))
    return failure();
  if (result.facts.queues)
    emitQueues(*result.facts.queues, *source, pipeline);
  return result.facts;
}

LogicalResult mlir::pipe::verifyPlaces(PipelineOp pipeline) {
  FailureOr<ProgramSource> source = readPrograms(pipeline);
  if (failed(source))
    return failure();
  return emitViolations(checkProgramPlaces(source->model), *source, pipeline);
}
