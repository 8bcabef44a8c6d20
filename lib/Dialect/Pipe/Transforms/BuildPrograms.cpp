//===- BuildPrograms.cpp - Write one program a rank -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NumberedGraph.h"

#include "pipe/Analysis/Program/ChannelCapacity.h"
#include "pipe/Analysis/Program/GraphSchedule.h"
#include "pipe/Analysis/Program/ProgramSteps.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"
#include "pipe/Schedule/Core/Roll.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/MapVector.h"

#include <map>

namespace mlir::pipe {
#define GEN_PASS_DEF_BUILDPROGRAMSPASS
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// One rank's partial gradient of a parameter.
struct Partial {
  Value value;
  int64_t rank;
};
} // namespace

/// `pipe-outline-sums` names the kernels of sums.
static const FlatSymbolRefAttr noKernel;

namespace {
using Capacities = std::map<ChannelKey, int64_t>;

/// Writes the program of one rank.
class ProgramWriter {
public:
  ProgramWriter(PipelineOp pipeline, const NumberedGraph &numbered,
                int64_t rank, ArrayRef<BufferSlots> slots,
                const Capacities &capacities)
      : pipeline(pipeline), numbered(numbered), rank(rank),
        builder(pipeline.getContext()),
        microBatches(pipeline.getSchedule().getMicroBatches()),
        capacities(capacities) {
    for (const BufferSlots &buffer : slots)
      if (buffer.rank == rank)
        slotsOf[{buffer.value, buffer.isReceived}] = buffer.slots;
  }

  /// `steps` end with `numReductions` steps that `reduceGradients` writes.
  void write(ArrayRef<Step> steps, size_t numReductions) {
    builder.setInsertionPointToEnd(&pipeline.getBody().front());
    program = ProgramOp::create(builder, pipeline.getLoc(), rank,
                                /*segments=*/ArrayAttr());
    Block *block = builder.createBlock(&program.getBody());
    declareBuffers(steps);
    declareChannels(steps);
    for (auto &[value, buffer] : gradients)
      ZeroOp::create(builder, loc(), buffer, noKernel);
    writeLoops(steps.drop_back(numReductions));
    reduceGradients();
    DrainOp::create(builder, loc());
    (void)block;
  }

private:
  Location loc() { return pipeline.getLoc(); }

  BufferType getType(Value value, int64_t slots) {
    return BufferType::get(builder.getContext(), slots,
                           cast<RankedTensorType>(value.getType()));
  }

  /// The type of the buffer that a partial gradient is accumulated in.
  BufferType getSumBufferType(Value gradient) {
    auto type = cast<RankedTensorType>(gradient.getType());
    return BufferType::get(builder.getContext(), 1, getSumType(type));
  }

  Value declare(BufferKind kind, BufferType type, StringAttr name = {},
                bool isResult = false) {
    auto buffer =
        BufferOp::create(builder, loc(), type, kind, name, isResult,
                         /*offset=*/IntegerAttr(), /*stride=*/IntegerAttr());
    return buffer;
  }

  void declareBuffers(ArrayRef<Step> steps) {
    SmallVector<int32_t> tasks;
    for (const Step &step : steps)
      if (step.kind == StepKind::Run && !llvm::is_contained(tasks, step.object))
        tasks.push_back(step.object);
    for (int32_t task : tasks)
      for (auto param : TaskOp(numbered.tasks[task])
                            .getParams()
                            .getAsRange<FlatSymbolRefAttr>())
        if (!parameters.count(param.getAttr())) {
          ParamOp op = pipeline.lookupParam(param.getValue());
          auto type = BufferType::get(builder.getContext(), 1,
                                      cast<RankedTensorType>(op.getType()));
          parameters[param.getAttr()] =
              declare(BufferKind::Parameter, type, param.getAttr());
        }
    for (int32_t task : tasks) {
      for (int32_t value : numbered.dataflow.tasks[task].reads)
        declareRead(value);
      for (int32_t value : numbered.dataflow.tasks[task].writes)
        declareWrite(value);
    }
  }

  /// Declares the channels in the order of their first use.
  void declareChannels(ArrayRef<Step> steps) {
    for (const Step &step : steps) {
      bool isSend = step.kind == StepKind::Send;
      if (!isSend && step.kind != StepKind::Post)
        continue;
      bool isActivation = numbered.dataflow.isActivation(step.object);
      ChannelKey key{isSend ? rank : step.peer, isSend ? step.peer : rank,
                     isActivation};
      Value &channel = channels[key];
      if (!channel)
        channel = ChannelOp::create(
            builder, loc(), ChannelType::get(builder.getContext()),
            isSend ? ChannelDirection::Send : ChannelDirection::Recv,
            isActivation ? ChannelKind::Activation : ChannelKind::Gradient,
            step.peer, capacities.at(key));
    }
  }

  /// The channel on which this rank sends (or receives) messages of a kind.
  Value getSending(int64_t peer, bool isActivation) {
    return channels.at({rank, peer, isActivation});
  }
  Value getReceiving(int64_t peer, bool isActivation) {
    return channels.at({peer, rank, isActivation});
  }

  void declareRead(int32_t number) {
    Value value = numbered.values[number];
    if (buffers.count(value))
      return;
    int32_t maker = numbered.dataflow.values[number].maker;
    if (maker < 0)
      buffers[value] = declare(BufferKind::Input, getType(value, microBatches),
                               numbered.inputNames.lookup(value));
    else if (numbered.dataflow.tasks[maker].rank != rank)
      buffers[value] = declare(BufferKind::Received,
                               getType(value, slotsOf.at({number, true})));
    else
      declareWrite(number);
  }

  void declareWrite(int32_t number) {
    Value value = numbered.values[number];
    if (buffers.count(value))
      return;
    if (numbered.dataflow.values[number].isGradient) {
      StringAttr param = getParam(value);
      // The first partial gradient in the list holds the result, or is rounded
      // to it.
      bool isResult = getPartials(param).front().value == value;
      BufferType type = getType(value, 1), sumType = getSumBufferType(value);
      bool isRounded = type != sumType;
      buffers[value] =
          declare(BufferKind::Gradient, sumType, param, isResult && !isRounded);
      gradients[value] = buffers[value];
      if (isResult && isRounded)
        rounded[value] = declare(BufferKind::Gradient, type, param, isResult);
    } else if (StringAttr name = numbered.outputNames.lookup(value)) {
      buffers[value] =
          declare(BufferKind::Output, getType(value, microBatches), name);
    } else {
      buffers[value] = declare(BufferKind::Local,
                               getType(value, slotsOf.at({number, false})));
    }
  }

  StringAttr getParam(Value gradient) {
    ReturnOp yield = pipeline.getGraph().getReturn();
    for (auto [value, param] :
         llvm::zip_equal(yield.getGradients(), yield.getParams()))
      if (value == gradient)
        return cast<FlatSymbolRefAttr>(param).getAttr();
    return {};
  }

  /// The partial gradients of `param`, in the order of the return.
  SmallVector<Partial> getPartials(StringAttr param) {
    SmallVector<Partial> partials;
    ReturnOp yield = pipeline.getGraph().getReturn();
    for (auto [value, name] :
         llvm::zip_equal(yield.getGradients(), yield.getParams()))
      if (cast<FlatSymbolRefAttr>(name).getAttr() == param) {
        int32_t maker =
            numbered.dataflow.values[numbered.numberOf.lookup(value)].maker;
        partials.push_back({value, numbered.dataflow.tasks[maker].rank});
      }
    return partials;
  }

  //===--------------------------------------------------------------------===//
  // Loops
  //===--------------------------------------------------------------------===//

  void writeLoops(ArrayRef<Step> steps) {
    std::map<std::tuple<StepKind, int32_t, int64_t>, int32_t> idOf;
    SmallVector<Step> templates;
    std::vector<RollItem> items;
    for (const Step &step : steps) {
      auto [it, isNew] = idOf.try_emplace({step.kind, step.object, step.peer},
                                          templates.size());
      if (isNew)
        templates.push_back(step);
      items.push_back({it->second, step.microBatch});
    }
    for (const RolledPart &part : roll(items))
      writePart(part, templates);
  }

  void writePart(const RolledPart &part, ArrayRef<Step> templates) {
    if (part.count == 1) {
      for (const RollItem &item : part.items)
        writeStep(templates[item.id], Value(), item.microBatch);
      return;
    }
    OpBuilder::InsertionGuard guard(builder);
    int64_t first = part.items.front().microBatch;
    Value base;
    if (part.stride > 0) {
      auto loop =
          scf::ForOp::create(builder, loc(), getConstant(first),
                             getConstant(first + part.count * part.stride),
                             getConstant(part.stride));
      builder.setInsertionPointToStart(loop.getBody());
      base = loop.getInductionVar();
    } else {
      // A loop counts up; the micro-batches of this one stand still or go down.
      Value stride = getConstant(part.stride), start = getConstant(first);
      auto loop = scf::ForOp::create(builder, loc(), getConstant(0),
                                     getConstant(part.count), getConstant(1));
      builder.setInsertionPointToStart(loop.getBody());
      Value shift =
          arith::MulIOp::create(builder, loc(), loop.getInductionVar(), stride);
      base = arith::AddIOp::create(builder, loc(), start, shift);
    }
    for (const RollItem &item : part.items)
      writeStep(templates[item.id], base, item.microBatch - first);
  }

  /// Returns a constant at the head of the program's actions.
  Value getConstant(int64_t number) {
    Value &constant = constants[number];
    if (constant)
      return constant;
    OpBuilder::InsertionGuard guard(builder);
    Operation *last = nullptr;
    for (Operation &op : program.getBody().front())
      if (isa<BufferOp, ChannelOp, arith::ConstantOp>(op))
        last = &op;
    if (last)
      builder.setInsertionPointAfter(last);
    else
      builder.setInsertionPointToStart(&program.getBody().front());
    constant = arith::ConstantIndexOp::create(builder, loc(), number);
    return constant;
  }

  void writeStep(const Step &step, Value base, int64_t offset) {
    if (step.kind == StepKind::Run)
      return writeRun(step.object, base, offset);
    Value buffer = buffers.at(numbered.values[step.object]);
    bool isActivation = numbered.dataflow.isActivation(step.object);
    switch (step.kind) {
    case StepKind::Post:
      PostOp::create(builder, loc(), getReceiving(step.peer, isActivation),
                     buffer, base, offset);
      break;
    case StepKind::Wait:
      WaitOp::create(builder, loc(), buffer, base, offset);
      break;
    case StepKind::Send:
      SendOp::create(builder, loc(), getSending(step.peer, isActivation),
                     buffer, base, offset);
      break;
    case StepKind::Acquire:
      AcquireOp::create(builder, loc(), buffer, base, offset);
      break;
    case StepKind::Release:
      ReleaseOp::create(builder, loc(), buffer, base, offset);
      break;
    case StepKind::Run:
      break;
    }
  }

  void writeRun(int32_t number, Value base, int64_t offset) {
    TaskOp task = numbered.tasks[number];
    SmallVector<Value> ins, outs, accumulate;
    for (Value operand : task.getOperands())
      ins.push_back(buffers.at(operand));
    for (auto param : task.getParams().getAsRange<FlatSymbolRefAttr>())
      ins.push_back(parameters.at(param.getAttr()));
    SmallVector<bool> isGradient;
    for (Value result : task.getResults()) {
      isGradient.push_back(gradients.count(result));
      (isGradient.back() ? accumulate : outs).push_back(buffers.at(result));
    }
    SmallVector<int64_t> results;
    int64_t nextOut = 0, nextGradient = outs.size();
    for (bool gradient : isGradient)
      results.push_back(gradient ? nextGradient++ : nextOut++);
    RunOp::create(builder, task.getLoc(), task.getKind(), task.getStage(), base,
                  offset, ins, outs, accumulate, results);
  }

  //===--------------------------------------------------------------------===//
  // End of the step
  //===--------------------------------------------------------------------===//

  void reduceGradients() {
    llvm::SetVector<StringAttr> params;
    for (auto name : pipeline.getGraph().getReturn().getParams())
      params.insert(cast<FlatSymbolRefAttr>(name).getAttr());
    for (StringAttr param : params) {
      SmallVector<Partial> partials = getPartials(param);
      const Partial &result = partials.front();
      for (const Partial &partial : llvm::drop_begin(partials))
        reduce(partial, result);
      if (result.rank == rank && pipeline.getGradients() == GradientMode::Mean)
        DivideOp::create(builder, loc(), gradients[result.value], microBatches,
                         noKernel);
      if (Value into = rounded.lookup(result.value))
        RoundOp::create(builder, loc(), gradients[result.value], into,
                        noKernel);
    }
  }

  void reduce(const Partial &partial, const Partial &result) {
    if (partial.rank == rank && result.rank == rank) {
      AddOp::create(builder, loc(), gradients[partial.value],
                    gradients[result.value], noKernel);
    } else if (partial.rank == rank) {
      SendOp::create(builder, loc(), getSending(result.rank, false),
                     gradients[partial.value], Value(), 0);
    } else if (result.rank == rank) {
      Value received;
      {
        OpBuilder::InsertionGuard guard(builder);
        builder.setInsertionPointAfterValue(gradients[result.value]);
        received =
            declare(BufferKind::Received, getSumBufferType(partial.value));
      }
      PostOp::create(builder, loc(), getReceiving(partial.rank, false),
                     received, Value(), 0);
      WaitOp::create(builder, loc(), received, Value(), 0);
      AddOp::create(builder, loc(), received, gradients[result.value],
                    noKernel);
      ReleaseOp::create(builder, loc(), received, Value(), 0);
    }
  }

  PipelineOp pipeline;
  const NumberedGraph &numbered;
  int64_t rank;
  OpBuilder builder;
  int64_t microBatches;
  const Capacities &capacities;
  ProgramOp program;
  std::map<std::pair<int32_t, bool>, int64_t> slotsOf;
  llvm::DenseMap<Value, Value> buffers;
  llvm::DenseMap<StringAttr, Value> parameters;
  llvm::MapVector<Value, Value> gradients;
  /// Where sums in a wider type than the parameter's are rounded to.
  llvm::DenseMap<Value, Value> rounded;
  std::map<ChannelKey, Value> channels;
  std::map<int64_t, Value> constants;
};

struct BuildProgramsPass
    : public pipe::impl::BuildProgramsPassBase<BuildProgramsPass> {
  using Base::Base;

  void runOnOperation() override {
    for (PipelineOp pipeline : getOperation().getOps<PipelineOp>())
      if (failed(build(pipeline)))
        return signalPassFailure();
  }

  LogicalResult build(PipelineOp pipeline) {
    // 1. Read.
    ScheduleOp scheduleOp = pipeline.getSchedule();
    if (!scheduleOp)
      return pipeline.emitError("has no schedule; run pipe-schedule first");
    Result<Schedule> schedule = getSchedule(scheduleOp);
    if (!schedule)
      return scheduleOp.emitError(schedule.getError().toString());
    GraphOp graph = pipeline.getGraph();
    if (graph.getNumStages() != schedule->numStages())
      return scheduleOp.emitError("has ")
             << schedule->numStages() << " stages, but the graph has "
             << graph.getNumStages();
    // What `pipe-schedule` has found true may have been edited since.
    std::optional<Error> error = checkSchedule(*schedule, getTaskEdges(graph));
    if (!error)
      error = checkRunnable(*schedule, graph);
    if (error)
      return scheduleOp.emitError(error->message);
    for (ProgramOp program :
         llvm::make_early_inc_range(pipeline.getBody().getOps<ProgramOp>()))
      program.erase();
    NumberedGraph numbered = numberGraph(graph, scheduleOp.getPlacement());
    // 2. Solve.
    std::vector<std::vector<Step>> steps =
        expandSchedule(*schedule, numbered.dataflow);
    Result<std::vector<BufferSlots>> slots =
        countSlots(*schedule, numbered.dataflow, steps);
    if (!slots)
      return scheduleOp.emitError(slots.getError().toString());
    // Outputs lie in the caller's memory, all micro-batches of them.
    for (BufferSlots &buffer : *slots)
      if (!buffer.isReceived &&
          numbered.outputNames.count(numbered.values[buffer.value]))
        buffer.slots = schedule->microBatches;
    std::vector<size_t> numSteps;
    for (const std::vector<Step> &list : steps)
      numSteps.push_back(list.size());
    appendReductions(graph.getReturn(), numbered, steps);
    Capacities capacities = countInFlight(steps, numbered.dataflow, *slots);
    // 3. Write.
    for (int64_t rank = 0; rank < schedule->ranks; ++rank)
      ProgramWriter(pipeline, numbered, rank, *slots, capacities)
          .write(steps[rank], steps[rank].size() - numSteps[rank]);
    return success();
  }
};
} // namespace
