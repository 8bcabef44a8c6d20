//===- PipeToPipeRT.cpp - Rank programs to runtime calls ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/SmallFloats.h"
#include "pipe/Conversion/Passes.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/TypeSwitch.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_CONVERTPIPETOPIPERTPASS
#include "pipe/Conversion/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// The slots of one buffer while its program is lowered.
struct LoweredBuffer {
  /// Address of slot 0 and bytes between slots; for a received buffer an array
  /// of the addresses of its messages.
  Value address;
  int64_t stride = 0;
  int64_t bytes = 0;
  int64_t slots = 1;
  /// For a received buffer an array of its requests.
  Value requests;
  /// Per (channel) of sends from this buffer: an array of their requests.
  llvm::MapVector<int64_t, Value> sends;
};

/// Lowers one program.
class ProgramLowering {
public:
  ProgramLowering(ProgramOp program, PipelineOp pipeline, SymbolTable &symbols)
      : program(program), pipeline(pipeline), symbols(symbols),
        builder(program.getLoc(), program.getContext()) {
    int64_t number = 0;
    for (ChannelOp channel : program.getBody().getOps<ChannelOp>())
      channelNumbers[channel] = number++;
  }

  LogicalResult lower() {
    if (!program.getArenaBytes() || !program.getWorkspaceOffset())
      return program.emitError(
          "has no memory plan; run pipe-plan-memory first");
    createFunction();
    for (BufferOp buffer : program.getBody().getOps<BufferOp>())
      if (failed(declare(buffer)))
        return failure();
    declareSends();
    if (failed(lowerBlock(program.getBody().front())))
      return failure();
    Value ok = arith::ConstantIntOp::create(builder, 0, 32);
    func::ReturnOp::create(builder, ok);
    return success();
  }

private:
  Type getPointer() { return LLVM::LLVMPointerType::get(builder.getContext()); }

  Value getI64(int64_t value) {
    return arith::ConstantIntOp::create(builder, value, 64);
  }

  void createFunction() {
    builder.setInsertionPoint(pipeline);
    SmallVector<Type> inputs(4, getPointer());
    auto type = builder.getFunctionType(inputs, builder.getI32Type());
    auto func = func::FuncOp::create(
        builder, "pipe_program_" + std::to_string(program.getRank()), type);
    Block *entry = func.addEntryBlock();
    builder.setInsertionPointToStart(entry);
    context = entry->getArgument(0);
    arena = entry->getArgument(1);
    inputTable = entry->getArgument(2);
    outputTable = entry->getArgument(3);
  }

  /// Returns the address `bytes` behind `base`.
  Value offset(Value base, Value bytes) {
    return LLVM::GEPOp::create(builder, getPointer(), builder.getI8Type(), base,
                               ArrayRef<LLVM::GEPArg>{bytes});
  }
  Value offset(Value base, int64_t bytes) {
    if (bytes == 0)
      return base;
    return offset(base, getI64(bytes));
  }

  /// Returns an array of `slots` 64-bit words on the stack, all 0.
  Value createWords(int64_t slots) {
    Value count = getI64(slots);
    Value words = LLVM::AllocaOp::create(builder, getPointer(),
                                         builder.getI64Type(), count,
                                         /*alignment=*/8);
    Value zero = arith::ConstantIntOp::create(builder, 0, 8);
    LLVM::MemsetOp::create(builder, words, zero, getI64(slots * 8),
                           /*isVolatile=*/false);
    return words;
  }

  /// Returns entry `index` of a table of pointers.
  Value loadPointer(Value table, int64_t index) {
    return LLVM::LoadOp::create(builder, getPointer(),
                                offset(table, index * 8));
  }

  LogicalResult declare(BufferOp buffer) {
    BufferType type = buffer.getType();
    std::optional<int64_t> bytes = type.getSlotBytes();
    if (!bytes)
      return buffer.emitError("slots of the type ")
             << type.getTensor() << " have no size in bytes";
    LoweredBuffer lowered;
    lowered.slots = type.getSlots();
    lowered.bytes = *bytes;
    switch (buffer.getKind()) {
    case BufferKind::Local:
    case BufferKind::Parameter:
    case BufferKind::Gradient:
      if (!buffer.getOffset())
        return buffer.emitError(
            "has no place in the arena; run pipe-plan-memory first");
      lowered.address = offset(arena, *buffer.getOffset());
      lowered.stride = buffer.getStride().value_or(lowered.bytes);
      break;
    case BufferKind::Input:
    case BufferKind::Output: {
      std::optional<int64_t> index = getCallerIndex(buffer);
      if (!index)
        return buffer.emitError("the graph has no ")
               << stringifyBufferKind(buffer.getKind()) << " '"
               << *buffer.getName() << "'";
      bool isInput = buffer.getKind() == BufferKind::Input;
      lowered.address = loadPointer(isInput ? inputTable : outputTable, *index);
      lowered.stride = lowered.bytes;
      break;
    }
    case BufferKind::Received:
      lowered.address = createWords(lowered.slots);
      lowered.requests = createWords(lowered.slots);
      break;
    }
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

  void declareSends() {
    program.walk([&](SendOp send) {
      LoweredBuffer &buffer = buffers[send.getBuffer()];
      Value &requests = buffer.sends[getChannel(send)];
      if (!requests)
        requests = createWords(buffer.slots);
    });
  }

  int64_t getChannel(SendOp send) {
    return channelNumbers.lookup(send.getChannel());
  }

  //===--------------------------------------------------------------------===//
  // Slots
  //===--------------------------------------------------------------------===//

  /// The micro-batch of an action as i64.
  Value getMicroBatch(Value base, int64_t shift) {
    if (!base)
      return getI64(shift);
    Value index = arith::IndexCastOp::create(builder, builder.getI64Type(),
                                             mapping.lookup(base));
    if (shift == 0)
      return index;
    return arith::AddIOp::create(builder, index, getI64(shift));
  }

  Value getSlot(const LoweredBuffer &buffer, Value microBatch) {
    if (buffer.slots == 1)
      return getI64(0);
    return arith::RemUIOp::create(builder, microBatch, getI64(buffer.slots));
  }

  /// The address of word `slot` of an array of words.
  Value getWord(Value words, Value slot) {
    return LLVM::GEPOp::create(builder, getPointer(), builder.getI64Type(),
                               words, ArrayRef<LLVM::GEPArg>{slot});
  }

  /// Where the tensor of `microBatch` lies.
  Value getAddress(Value handle, Value microBatch) {
    const LoweredBuffer &buffer = buffers[handle];
    Value slot = getSlot(buffer, microBatch);
    if (buffer.requests)
      return LLVM::LoadOp::create(builder, getPointer(),
                                  getWord(buffer.address, slot));
    if (buffer.slots == 1)
      return buffer.address;
    Value bytes = arith::MulIOp::create(builder, slot, getI64(buffer.stride));
    return offset(buffer.address, bytes);
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
        .Case<SendOp, PostOp, WaitOp, AcquireOp, ReleaseOp, ZeroOp, AddOp,
              DivideOp, RoundOp, DrainOp>([&](auto action) {
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

  LogicalResult lowerRun(RunOp run) {
    GraphOp graph = pipeline.getGraph();
    TaskOp task = graph.lookupTask(run.getKind(), run.getStage());
    auto kernel =
        task && task.getKernelAttr()
            ? symbols.lookup<LLVM::LLVMFuncOp>(task.getKernelAttr().getAttr())
            : LLVM::LLVMFuncOp();
    if (!kernel)
      return run.emitError("runs a task whose kernel is not lowered; run "
                           "pipe-codegen-host first");
    Value m = getMicroBatch(run.getBase(), run.getOffset());
    int32_t number = 0;
    for (TaskOp other : graph.getOps<TaskOp>()) {
      if (other == task)
        break;
      ++number;
    }
    SmallVector<Value> arguments;
    for (Value in : run.getIns())
      arguments.push_back(getAddress(in, m));
    for (int64_t index : run.getResults()) {
      int64_t numOuts = run.getOuts().size();
      Value out = index < numOuts ? run.getOuts()[index]
                                  : run.getAccumulate()[index - numOuts];
      arguments.push_back(getAddress(out, m));
    }
    arguments.push_back(offset(arena, *program.getWorkspaceOffset()));
    pipert::TaskBeginOp::create(builder, context, m, number);
    LLVM::CallOp::create(builder, kernel, arguments);
    pipert::TaskEndOp::create(builder, context, m, number);
    return success();
  }

  void lowerAction(SendOp send) {
    Value m = getMicroBatch(send.getBase(), send.getOffset());
    LoweredBuffer &buffer = buffers[send.getBuffer()];
    int64_t channel = getChannel(send);
    Value request = pipert::SendOp::create(
        builder, builder.getI64Type(), context, getAddress(send.getBuffer(), m),
        m, static_cast<uint32_t>(channel), buffer.bytes);
    LLVM::StoreOp::create(builder, request,
                          getWord(buffer.sends[channel], getSlot(buffer, m)));
  }

  void lowerAction(PostOp post) {
    Value m = getMicroBatch(post.getBase(), post.getOffset());
    LoweredBuffer &buffer = buffers[post.getBuffer()];
    Value null = LLVM::ZeroOp::create(builder, getPointer());
    auto channel =
        static_cast<uint32_t>(channelNumbers.lookup(post.getChannel()));
    Value request = pipert::RecvOp::create(
        builder, builder.getI64Type(), context, null, m, channel, buffer.bytes);
    LLVM::StoreOp::create(builder, request,
                          getWord(buffer.requests, getSlot(buffer, m)));
  }

  void lowerAction(WaitOp waitOp) {
    Value m = getMicroBatch(waitOp.getBase(), waitOp.getOffset());
    LoweredBuffer &buffer = buffers[waitOp.getBuffer()];
    Value slot = getSlot(buffer, m);
    Value request = LLVM::LoadOp::create(builder, builder.getI64Type(),
                                         getWord(buffer.requests, slot));
    Value data =
        pipert::WaitRecvOp::create(builder, getPointer(), context, request);
    LLVM::StoreOp::create(builder, data, getWord(buffer.address, slot));
  }

  void lowerAction(AcquireOp acquire) {
    Value m = getMicroBatch(acquire.getBase(), acquire.getOffset());
    LoweredBuffer &buffer = buffers[acquire.getBuffer()];
    for (auto &[channel, requests] : buffer.sends)
      wait(requests, getSlot(buffer, m));
  }

  void wait(Value requests, Value slot) {
    Value request = LLVM::LoadOp::create(builder, builder.getI64Type(),
                                         getWord(requests, slot));
    pipert::WaitOp::create(builder, context, request);
  }

  void lowerAction(ReleaseOp release) {
    Value m = getMicroBatch(release.getBase(), release.getOffset());
    LoweredBuffer &buffer = buffers[release.getBuffer()];
    Value request =
        LLVM::LoadOp::create(builder, builder.getI64Type(),
                             getWord(buffer.requests, getSlot(buffer, m)));
    pipert::ReleaseOp::create(builder, context, request);
  }

  void lowerAction(DrainOp) {
    for (auto &[handle, buffer] : buffers)
      for (auto &[channel, requests] : buffer.sends)
        forEach(buffer.slots,
                [&, words = requests](Value slot) { wait(words, slot); });
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

  void lowerAction(ZeroOp zero) {
    const LoweredBuffer &buffer = buffers[zero.getBuffer()];
    Value byte = arith::ConstantIntOp::create(builder, 0, 8);
    LLVM::MemsetOp::create(builder, buffer.address, byte, getI64(buffer.bytes),
                           /*isVolatile=*/false);
  }

  void lowerAction(AddOp add) {
    Type type = getElementType(add.getFrom());
    Value from = getAddress(add.getFrom(), getI64(0));
    forEachElement(add.getInto(), [&](Value index, Value place) {
      Value old = loadElement(type, place);
      Value value = loadElement(type, getElement(type, from, index));
      Value sum = isa<FloatType>(old.getType())
                      ? arith::AddFOp::create(builder, old, value).getResult()
                      : arith::AddIOp::create(builder, old, value);
      storeElement(type, sum, place);
    });
  }

  void lowerAction(DivideOp divide) {
    int64_t divisor = divide.getDivisor();
    Type type = getElementType(divide.getBuffer());
    forEachElement(divide.getBuffer(), [&](Value, Value place) {
      Value old = loadElement(type, place), mean;
      if (auto floatType = dyn_cast<FloatType>(old.getType()))
        mean = arith::DivFOp::create(
            builder, old,
            arith::ConstantOp::create(
                builder,
                builder.getFloatAttr(floatType, static_cast<double>(divisor))));
      else
        mean = arith::DivSIOp::create(
            builder, old,
            arith::ConstantOp::create(builder,
                                      builder.getIntegerAttr(type, divisor)));
      storeElement(type, mean, place);
    });
  }

  void lowerAction(RoundOp round) {
    Type wide = getElementType(round.getFrom());
    Type type = getElementType(round.getInto());
    Value from = buffers[round.getFrom()].address;
    forEachElement(round.getInto(), [&](Value index, Value place) {
      storeElement(type, loadElement(wide, getElement(wide, from, index)),
                   place);
    });
  }

  static Type getElementType(Value handle) {
    return cast<BufferType>(handle.getType()).getTensor().getElementType();
  }

  /// How an element of `type` lies in memory: LLVM is not to see 16-bit floats.
  Type getStoredType(Type type) {
    return isSmallFloat(type) ? builder.getI16Type() : type;
  }

  /// The address of element `index` of a tensor of `type`.
  Value getElement(Type type, Value address, Value index) {
    return LLVM::GEPOp::create(builder, getPointer(), getStoredType(type),
                               address, ArrayRef<LLVM::GEPArg>{index});
  }

  /// The element of `type` at `place`; a 16-bit float as f32.
  Value loadElement(Type type, Value place) {
    Value stored = LLVM::LoadOp::create(builder, getStoredType(type), place);
    return isSmallFloat(type) ? extendSmallFloat(builder, builder.getLoc(),
                                                 stored, cast<FloatType>(type))
                              : stored;
  }

  /// Stores `value`, rounded to `type` if that is a 16-bit float.
  void storeElement(Type type, Value value, Value place) {
    if (isSmallFloat(type))
      value = roundToSmallFloat(builder, builder.getLoc(), value,
                                cast<FloatType>(type));
    LLVM::StoreOp::create(builder, value, place);
  }

  /// Runs `body` with the index and the address of each element of a one-slot
  /// buffer.
  void forEachElement(Value handle,
                      llvm::function_ref<void(Value, Value)> body) {
    RankedTensorType tensor = cast<BufferType>(handle.getType()).getTensor();
    Value address = buffers[handle].address;
    forEach(tensor.getNumElements(), [&](Value index) {
      body(index, getElement(tensor.getElementType(), address, index));
    });
  }

  ProgramOp program;
  PipelineOp pipeline;
  SymbolTable &symbols;
  ImplicitLocOpBuilder builder;
  llvm::DenseMap<Value, int64_t> channelNumbers;
  Value context, arena, inputTable, outputTable;
  llvm::MapVector<Value, LoweredBuffer> buffers;
  IRMapping mapping;
};

struct ConvertPipeToPipeRTPass
    : public pipe::impl::ConvertPipeToPipeRTPassBase<ConvertPipeToPipeRTPass> {
  using Base::Base;

  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    for (PipelineOp pipeline :
         llvm::make_early_inc_range(getOperation().getOps<PipelineOp>())) {
      for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>())
        if (failed(ProgramLowering(program, pipeline, symbols).lower()))
          return signalPassFailure();
      pipeline.erase();
    }
  }
};
} // namespace
