//===- PipeToPipeRT.cpp - Rank programs to runtime calls ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "KernelModes.h"
#include "SlotAddresses.h"

#include "pipe/Analysis/Program/PipelineKernels.h"
#include "pipe/Analysis/Program/RequestTables.h"
#include "pipe/Bundle/Format.h"
#include "pipe/Conversion/Passes.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/TypeSwitch.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_CONVERTPIPETOPIPERTPASS
#include "pipe/Conversion/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// The numbers that the functions of a pipeline share.
struct PipelineNumbers {
  explicit PipelineNumbers(PipelineOp pipeline)
      : tasksByName(pipeline.getTasksByName()) {}

  llvm::DenseMap<StringAttr, int32_t> kernels;
  llvm::DenseMap<Operation *, int32_t> tasks;
  llvm::DenseMap<StringAttr, TaskOp> tasksByName;
};

/// Lowers one program.
class ProgramLowering {
public:
  ProgramLowering(ProgramOp program, PipelineOp pipeline,
                  const PipelineNumbers &numbers, SymbolTable &module)
      : program(program), pipeline(pipeline), numbers(numbers), module(module),
        builder(program.getLoc(), program.getContext()), at(builder, mapping) {
    int64_t number = 0;
    for (ChannelOp channel : program.getBody().getOps<ChannelOp>())
      channelNumbers[channel] = number++;
  }

  LogicalResult lower() {
    std::optional<RequestTables> tables = layOutRequests(program);
    if (!program.getSegments() || !tables)
      return program.emitError(
          "has no memory plan; run pipe-plan-memory first");
    requestTables = std::move(*tables);
    if (failed(createFunction()))
      return failure();
    for (BufferOp buffer : program.getBody().getOps<BufferOp>())
      if (failed(declare(buffer)))
        return failure();
    if (failed(lowerBlock(program.getBody().front())))
      return failure();
    Value ok = arith::ConstantIntOp::create(builder, 0, 32);
    func::ReturnOp::create(builder, ok);
    return success();
  }

private:
  LogicalResult createFunction() {
    std::string name = bundle::getProgramEntry(
        pipeline.getSymName(), static_cast<int64_t>(program.getRank()));
    if (Operation *other = module.lookup(name)) {
      InFlightDiagnostic diag = program.emitError("becomes the function '")
                                << name << "', but that name is taken";
      diag.attachNote(other->getLoc()) << "it is taken here";
      return diag;
    }
    builder.setInsertionPoint(pipeline);
    SmallVector<Type> inputs(4, at.getPointer());
    auto type = builder.getFunctionType(inputs, builder.getI32Type());
    auto func = func::FuncOp::create(builder, name, type);
    module.insert(func);
    Block *entry = func.addEntryBlock();
    builder.setInsertionPointToStart(entry);
    context = entry->getArgument(0);
    segmentTable = entry->getArgument(1);
    inputTable = entry->getArgument(2);
    outputTable = entry->getArgument(3);
    workspace = loadSegment(SegmentKind::Workspace);
    requests = loadSegment(SegmentKind::Requests);
    return success();
  }

  /// Returns the array that begins at word `word` of the segment `requests`.
  Value getTable(int64_t word) { return at.offset(requests, word * 8); }

  Value loadSegment(SegmentKind kind) {
    return at.loadPointer(segmentTable, static_cast<int64_t>(kind));
  }

  LogicalResult declare(BufferOp buffer) {
    BufferType type = buffer.getType();
    std::optional<int64_t> bytes = type.getSlotBytes();
    if (!bytes)
      return buffer.emitError("slots of the type ")
             << type.getTensor() << " have no size in bytes";
    if (!buffer.getOffset() || !buffer.getStride())
      return buffer.emitError(
          "has no place in its segment; run pipe-plan-memory first");
    LoweredBuffer lowered;
    lowered.slots = type.getSlots();
    lowered.bytes = *bytes;
    lowered.stride = *buffer.getStride();
    BufferKind kind = buffer.getKind();
    if (kind == BufferKind::Input || kind == BufferKind::Output) {
      std::optional<int64_t> index = getCallerIndex(buffer);
      if (!index)
        return buffer.emitError("the graph has no ")
               << stringifyBufferKind(kind) << " '" << *buffer.getName() << "'";
      bool isInput = kind == BufferKind::Input;
      lowered.address =
          at.loadPointer(isInput ? inputTable : outputTable, *index);
    } else {
      lowered.address =
          at.offset(loadSegment(getSegmentKind(kind)), *buffer.getOffset());
    }
    if (kind == BufferKind::Received) {
      const RequestTables::Received &tables = requestTables.received.at(buffer);
      lowered.requests = getTable(tables.requests);
      lowered.messages = getTable(tables.addresses);
    }
    for (auto [channel, word] : requestTables.sent.lookup(buffer))
      lowered.sends[channel] = getTable(word);
    buffers[buffer.getBuffer()] = lowered;
    return success();
  }

  /// The place of an input or output among those of the caller.
  std::optional<int64_t> getCallerIndex(BufferOp buffer) {
    GraphOp graph = pipeline.getGraph();
    ArrayAttr names = buffer.getKind() == BufferKind::Input
                          ? graph.getInputs()
                          : graph.getReturn().getOutputNames();
    for (auto [index, name] : llvm::enumerate(names.getAsRange<StringAttr>()))
      if (name.getValue() == buffer.getName())
        return index;
    return std::nullopt;
  }

  int64_t getChannel(SendOp send) {
    return channelNumbers.lookup(send.getChannel());
  }

  template <typename ActionOp>
  Value getMicroBatch(ActionOp op) {
    return at.getNumber(op.getMicroBatch(), op.getCoordinates());
  }

  //===--------------------------------------------------------------------===//
  // Actions
  //===--------------------------------------------------------------------===//

  LogicalResult lowerBlock(Block &block) {
    for (Operation &op : block) {
      builder.setLoc(op.getLoc());
      if (failed(lowerOp(op)))
        return failure();
    }
    return success();
  }

  LogicalResult lowerOp(Operation &op) {
    return llvm::TypeSwitch<Operation *, LogicalResult>(&op)
        .Case<BufferOp, ChannelOp, scf::YieldOp>(
            [](Operation *) { return success(); })
        .Case<scf::ForOp>([&](auto loop) { return lowerLoop(loop); })
        .Case<RunOp>([&](auto run) { return lowerRun(run); })
        .Case<ZeroOp, AddOp, DivideOp, RoundOp>(
            [&](auto sum) { return lowerSum(sum, getSumArguments(sum)); })
        .Case<CopyOp>([&](auto copy) { return lowerCopy(copy); })
        .Case<SendOp, PostOp, WaitOp, AcquireOp, ReleaseOp, DrainOp>(
            [&](auto action) {
              lowerAction(action);
              return success();
            })
        .Default([&](Operation *other) -> LogicalResult {
          if (!isa<arith::ArithDialect>(other->getDialect()))
            return other->emitError(
                "cannot stand in a program that is lowered");
          builder.clone(*other, mapping);
          return success();
        });
  }

  LogicalResult lowerLoop(scf::ForOp loop) {
    auto lowered = scf::ForOp::create(
        builder, mapping.lookup(loop.getLowerBound()),
        mapping.lookup(loop.getUpperBound()), mapping.lookup(loop.getStep()));
    mapping.map(loop.getInductionVar(), lowered.getInductionVar());
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(lowered.getBody());
    return lowerBlock(*loop.getBody());
  }

  /// The address of a slot of a run, whose micro-batch `m` most slots name.
  Value getAddress(RunOp run, Value buffer, AffineMap slot, Value m) {
    return at.getAddress(buffers[buffer],
                         slot == run.getMicroBatch()
                             ? m
                             : at.getNumber(slot, run.getCoordinates()));
  }

  LogicalResult lowerRun(RunOp run) {
    TaskOp task = numbers.tasksByName.lookup(run.getTaskAttr());
    if (!task || !task.getKernelAttr())
      return run.emitError("runs a task that has no kernel; run "
                           "pipe-outline-tasks first");
    if (failed(checkModes(run, task, module)))
      return failure();
    Value m = getMicroBatch(run);
    SmallVector<Value> arguments;
    for (auto [index, buffer] : llvm::enumerate(run.getIns()))
      arguments.push_back(getAddress(run, buffer, run.getInSlot(index), m));
    for (auto [index, buffer] : llvm::enumerate(run.getOuts()))
      if (run.getMode(index) != WriteMode::InOut)
        arguments.push_back(getAddress(run, buffer, run.getOutSlot(index), m));
    launch(task.getKernelAttr(), numbers.tasks.lookup(task), m, arguments);
    return success();
  }

  /// Runs a kernel on `arguments` and the workspace; `task` is -1 for none.
  void launch(FlatSymbolRefAttr kernel, int32_t task, Value microBatch,
              SmallVector<Value> arguments) {
    arguments.push_back(workspace);
    pipert::LaunchOp::create(
        builder, context, microBatch, arguments,
        static_cast<uint32_t>(numbers.kernels.lookup(kernel.getAttr())),
        static_cast<uint32_t>(task));
  }

  //===--------------------------------------------------------------------===//
  // Sums of gradients
  //===--------------------------------------------------------------------===//

  /// The buffers that the kernel of a sum gets, in its order.
  static SmallVector<Value> getSumArguments(ZeroOp op) {
    return {op.getBuffer()};
  }
  static SmallVector<Value> getSumArguments(AddOp op) {
    return {op.getInto(), op.getFrom()};
  }
  static SmallVector<Value> getSumArguments(DivideOp op) {
    return {op.getBuffer()};
  }
  static SmallVector<Value> getSumArguments(RoundOp op) {
    return {op.getFrom(), op.getInto()};
  }

  template <typename SumOp>
  LogicalResult lowerSum(SumOp op, ArrayRef<Value> handles) {
    Value zero = at.getI64(0);
    SmallVector<Value> arguments;
    for (Value handle : handles)
      arguments.push_back(at.getAddress(buffers[handle], zero));
    return launchOwn(op, arguments);
  }

  LogicalResult lowerCopy(CopyOp op) {
    Value from = at.getNumber(op.getFromSlot(), op.getFromCoordinates());
    Value into = at.getNumber(op.getIntoSlot(), op.getIntoCoordinates());
    return launchOwn(op, {at.getAddress(buffers[op.getFrom()], from),
                          at.getAddress(buffers[op.getInto()], into)});
  }

  /// Runs the kernel that `op` names itself.
  template <typename SumOp>
  LogicalResult launchOwn(SumOp op, SmallVector<Value> arguments) {
    if (!op.getKernelAttr())
      return op.emitError("has no kernel; run pipe-outline-sums first");
    launch(op.getKernelAttr(), /*task=*/-1, at.getI64(0), std::move(arguments));
    return success();
  }

  //===--------------------------------------------------------------------===//
  // Messages
  //===--------------------------------------------------------------------===//

  void lowerAction(SendOp send) {
    Value m = getMicroBatch(send);
    LoweredBuffer &buffer = buffers[send.getBuffer()];
    int64_t channel = getChannel(send);
    Value request = pipert::SendOp::create(
        builder, builder.getI64Type(), context, at.getAddress(buffer, m), m,
        static_cast<uint32_t>(channel), buffer.bytes);
    LLVM::StoreOp::create(
        builder, request,
        at.getWord(buffer.sends[channel], at.getSlot(buffer, m)));
  }

  void lowerAction(PostOp post) {
    Value m = getMicroBatch(post);
    LoweredBuffer &buffer = buffers[post.getBuffer()];
    auto channel =
        static_cast<uint32_t>(channelNumbers.lookup(post.getChannel()));
    Value slot = at.getSlot(buffer, m);
    Value request = pipert::RecvOp::create(
        builder, builder.getI64Type(), context, at.getSlotAddress(buffer, slot),
        m, channel, buffer.bytes);
    LLVM::StoreOp::create(builder, request, at.getWord(buffer.requests, slot));
  }

  void lowerAction(WaitOp waitOp) {
    Value m = getMicroBatch(waitOp);
    LoweredBuffer &buffer = buffers[waitOp.getBuffer()];
    Value slot = at.getSlot(buffer, m);
    Value request = LLVM::LoadOp::create(builder, builder.getI64Type(),
                                         at.getWord(buffer.requests, slot));
    Value data =
        pipert::WaitRecvOp::create(builder, at.getPointer(), context, request);
    LLVM::StoreOp::create(builder, data, at.getWord(buffer.messages, slot));
  }

  void lowerAction(AcquireOp acquire) {
    Value m = getMicroBatch(acquire);
    LoweredBuffer &buffer = buffers[acquire.getBuffer()];
    for (auto &[channel, requests] : buffer.sends)
      wait(requests, at.getSlot(buffer, m));
  }

  void wait(Value requests, Value slot) {
    Value request = LLVM::LoadOp::create(builder, builder.getI64Type(),
                                         at.getWord(requests, slot));
    pipert::WaitOp::create(builder, context, request);
  }

  void lowerAction(ReleaseOp release) {
    Value m = getMicroBatch(release);
    LoweredBuffer &buffer = buffers[release.getBuffer()];
    Value request = LLVM::LoadOp::create(
        builder, builder.getI64Type(),
        at.getWord(buffer.requests, at.getSlot(buffer, m)));
    pipert::ReleaseOp::create(builder, context, request);
  }

  /// Leaves the tables as they were before the step: no send is open.
  void lowerAction(DrainOp) {
    Value none = at.getI64(0);
    for (auto &[handle, buffer] : buffers)
      for (auto &[channel, requests] : buffer.sends)
        forEach(buffer.slots, [&, words = requests](Value slot) {
          wait(words, slot);
          LLVM::StoreOp::create(builder, none, at.getWord(words, slot));
        });
  }

  /// Runs `body` with the numbers from 0 to `count` - 1 as i64.
  void forEach(int64_t count, llvm::function_ref<void(Value)> body) {
    auto loop =
        scf::ForOp::create(builder, arith::ConstantIndexOp::create(builder, 0),
                           arith::ConstantIndexOp::create(builder, count),
                           arith::ConstantIndexOp::create(builder, 1));
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(loop.getBody());
    body(arith::IndexCastOp::create(builder, builder.getI64Type(),
                                    loop.getInductionVar()));
  }

  ProgramOp program;
  PipelineOp pipeline;
  const PipelineNumbers &numbers;
  SymbolTable &module;
  ImplicitLocOpBuilder builder;
  llvm::DenseMap<Value, int64_t> channelNumbers;
  RequestTables requestTables;
  Value context, segmentTable, inputTable, outputTable;
  Value workspace, requests;
  llvm::MapVector<Value, LoweredBuffer> buffers;
  IRMapping mapping;
  SlotAddresses at;
};

struct ConvertPipeToPipeRTPass
    : public pipe::impl::ConvertPipeToPipeRTPassBase<ConvertPipeToPipeRTPass> {
  using Base::Base;

  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    for (PipelineOp pipeline :
         llvm::make_early_inc_range(getOperation().getOps<PipelineOp>()))
      if (failed(lower(pipeline, symbols)))
        return signalPassFailure();
  }

  LogicalResult lower(PipelineOp pipeline, SymbolTable &symbols) {
    SmallVector<StringAttr> kernels = getPipelineKernels(pipeline);
    PipelineNumbers numbers(pipeline);
    SmallVector<Attribute> references;
    for (StringAttr kernel : kernels) {
      numbers.kernels[kernel] = static_cast<int32_t>(references.size());
      references.push_back(FlatSymbolRefAttr::get(kernel));
    }
    for (TaskOp task : pipeline.getTasks())
      numbers.tasks[task] = static_cast<int32_t>(numbers.tasks.size());
    for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>())
      if (failed(ProgramLowering(program, pipeline, numbers, symbols).lower()))
        return failure();
    OpBuilder builder(pipeline);
    symbols.insert(
        pipert::KernelsOp::create(builder, pipeline.getLoc(),
                                  bundle::getKernelTable(pipeline.getSymName()),
                                  builder.getArrayAttr(references)));
    pipeline.erase();
    return success();
  }
};
} // namespace
