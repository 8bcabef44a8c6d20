//===- ReadPrograms.cpp - From IR to the model of a check -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReadPrograms.h"

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/CheckedArithmetic.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::check;

FailureOr<ProgramNode> ProgramReader::readLoop(scf::ForOp loop) {
  FailureOr<int64_t> lower =
      readBound(loop, loop.getLowerBound(), "lower bound");
  FailureOr<int64_t> upper =
      readBound(loop, loop.getUpperBound(), "upper bound");
  FailureOr<int64_t> step = readBound(loop, loop.getStep(), "step");
  if (failed(lower) || failed(upper) || failed(step))
    return failure();
  if (*step < 1)
    return loop->emitError("the step of the loop is ")
           << *step << ", but must be at least 1";
  if (loop.getNumResults() != 0)
    return loop->emitError("the loop carries values from one iteration to the "
                           "next, which programs do not");
  ProgramNode node;
  node.lower = *lower;
  node.step = *step;
  if (*upper > *lower)
    node.trips = static_cast<int64_t>(
        (static_cast<uint64_t>(*upper) - static_cast<uint64_t>(*lower) - 1) /
            static_cast<uint64_t>(*step) +
        1);
  // Beyond any limit on actions, and must not look negative.
  if (node.trips < 0)
    node.trips = std::numeric_limits<int64_t>::max();
  LoopNumber variable;
  variable.coefficients.assign(depth + 1, 0);
  variable.coefficients[depth] = 1;
  numbersOf[loop.getInductionVar()] = variable;
  ++depth;
  LogicalResult body = readBlock(*loop.getBody(), node.body);
  --depth;
  if (failed(body))
    return failure();
  return node;
}

LogicalResult ProgramReader::readBlock(Block &block,
                                       std::vector<ProgramNode> &nodes) {
  for (Operation &op : block) {
    if (isa<scf::YieldOp>(op))
      continue;
    if (auto loop = dyn_cast<scf::ForOp>(op)) {
      FailureOr<ProgramNode> node = readLoop(loop);
      if (failed(node))
        return failure();
      nodes.push_back(std::move(*node));
      continue;
    }
    if (auto buffer = dyn_cast<BufferOp>(op)) {
      if (failed(readBuffer(buffer)))
        return failure();
      continue;
    }
    if (auto channel = dyn_cast<ChannelOp>(op)) {
      readChannel(channel);
      continue;
    }
    if (!isa_and_nonnull<PipeDialect>(op.getDialect())) {
      if (failed(readExpression(&op)))
        return failure();
      continue;
    }
    ProgramNode node;
    if (failed(readAction(&op, node)))
      return failure();
    nodes.push_back(std::move(node));
  }
  return success();
}

static ProgramAction readRun(RunOp op, const GraphIndex &graph,
                             const llvm::DenseMap<Value, int32_t> &buffers) {
  ProgramAction action;
  action.role = ActionRole::Run;
  auto it = graph.tasks.find(op.getTask());
  action.task = it == graph.tasks.end() ? -1 : it->second;
  action.taskName = "@" + op.getTask().str();
  for (Value buffer : op.getIns())
    action.ins.push_back(buffers.lookup(buffer));
  for (auto [index, buffer] : llvm::enumerate(op.getOuts())) {
    action.outs.push_back(buffers.lookup(buffer));
    action.modes.push_back(static_cast<ResultMode>(op.getMode(index)));
  }
  return action;
}

LogicalResult ProgramReader::readSlot(Operation *op, AffineMap slot,
                                      ValueRange coordinates,
                                      ProgramNode &node) {
  FailureOr<LoopNumber> number = readNumber(op, slot, coordinates, "slot");
  if (failed(number))
    return failure();
  node.slots.push_back(std::move(*number));
  return success();
}

LogicalResult ProgramReader::readSlots(Operation *op, ProgramNode &node) {
  if (auto copy = dyn_cast<CopyOp>(op)) {
    if (failed(
            readSlot(op, copy.getFromSlot(), copy.getFromCoordinates(), node)))
      return failure();
    return readSlot(op, copy.getIntoSlot(), copy.getIntoCoordinates(), node);
  }
  auto run = dyn_cast<RunOp>(op);
  if (!run)
    return success();
  for (ArrayAttr slots : {run.getInSlots(), run.getOutSlots()})
    for (auto slot : slots.getAsValueRange<AffineMapAttr>())
      if (failed(readSlot(op, slot, run.getCoordinates(), node)))
        return failure();
  return success();
}

using Numbers = llvm::DenseMap<Value, int32_t>;

/// Returns an action on one buffer.
static ProgramAction makeAction(ActionRole role, Value buffer,
                                const Numbers &buffers) {
  ProgramAction action;
  action.role = role;
  action.buffer = buffers.lookup(buffer);
  return action;
}

template <typename TransferOp>
static ProgramAction makeTransfer(ActionRole role, TransferOp op,
                                  const Numbers &numbers) {
  ProgramAction action = makeAction(role, op.getBuffer(), numbers);
  action.channel = numbers.lookup(op.getChannel());
  return action;
}

/// Returns the action that `op` is, without its micro-batch.
static std::optional<ProgramAction>
makeAction(Operation *op, const GraphIndex &graph, const Numbers &buffers) {
  using Action = std::optional<ProgramAction>;
  auto make = [&](ActionRole role, Value buffer) {
    return makeAction(role, buffer, buffers);
  };
  return llvm::TypeSwitch<Operation *, Action>(op)
      .Case([&](RunOp run) { return readRun(run, graph, buffers); })
      .Case([&](SendOp send) {
        return makeTransfer(ActionRole::Send, send, buffers);
      })
      .Case([&](PostOp post) {
        return makeTransfer(ActionRole::Post, post, buffers);
      })
      .Case(
          [&](WaitOp wait) { return make(ActionRole::Wait, wait.getBuffer()); })
      .Case([&](AcquireOp acquire) {
        return make(ActionRole::Acquire, acquire.getBuffer());
      })
      .Case([&](ReleaseOp release) {
        return make(ActionRole::Release, release.getBuffer());
      })
      .Case(
          [&](ZeroOp zero) { return make(ActionRole::Zero, zero.getBuffer()); })
      .Case([&](AddOp add) {
        ProgramAction action = make(ActionRole::Add, add.getFrom());
        action.into = buffers.lookup(add.getInto());
        return action;
      })
      .Case([&](RoundOp round) {
        ProgramAction action = make(ActionRole::Round, round.getFrom());
        action.into = buffers.lookup(round.getInto());
        return action;
      })
      .Case([&](CopyOp copy) {
        ProgramAction action = make(ActionRole::Copy, copy.getFrom());
        action.into = buffers.lookup(copy.getInto());
        action.ins = {action.buffer};
        action.outs = {action.into};
        return action;
      })
      .Case([&](DivideOp divide) {
        ProgramAction action = make(ActionRole::Divide, divide.getBuffer());
        action.divisor = divide.getDivisor();
        return action;
      })
      .Case([&](AllReduceOp reduce) {
        ProgramAction action = make(ActionRole::AllReduce, reduce.getBuffer());
        action.isMean = reduce.getMean();
        return action;
      })
      .Case([&](AwaitReducedOp await) {
        return make(ActionRole::AwaitReduced, await.getBuffer());
      })
      .Case([&](DrainOp) { return ProgramAction(); })
      .Default([](Operation *) { return std::nullopt; });
}

LogicalResult ProgramReader::readAction(Operation *op, ProgramNode &node) {
  std::optional<ProgramAction> action = makeAction(op, graph, numbers);
  if (!action)
    return op->emitError("'") << op->getName() << "' is no action of a program";
  auto readBatch = [&](auto action) -> LogicalResult {
    FailureOr<LoopNumber> number = readNumber(
        op, action.getMicroBatch(), action.getCoordinates(), "micro-batch");
    if (failed(number))
      return failure();
    node.microBatch = std::move(*number);
    return success();
  };
  LogicalResult batch =
      llvm::TypeSwitch<Operation *, LogicalResult>(op)
          .Case<RunOp, SendOp, PostOp, WaitOp, AcquireOp, ReleaseOp>(readBatch)
          .Default(success());
  if (failed(batch))
    return failure();
  if (failed(readSlots(op, node)))
    return failure();
  node.action = static_cast<int32_t>(program.actions.size());
  program.actions.push_back(std::move(*action));
  actions.push_back(op);
  return success();
}

LogicalResult ProgramReader::readBuffer(BufferOp op) {
  static constexpr StringLiteral roles[] = {
      "local buffer ", "received buffer ", "parameter ", "gradient of ",
      "input ",        "output ",          "state ",     "hyper "};
  ProgramBuffer buffer;
  buffer.role = static_cast<BufferRole>(op.getKind());
  buffer.name = roles[static_cast<uint32_t>(op.getKind())].str();
  if (std::optional<StringRef> name = op.getName()) {
    buffer.name += "'" + name->str() + "'";
    buffer.subject = graph.lookupSubject(op.getKind(), *name);
  } else {
    buffer.name += std::to_string(program.buffers.size());
  }
  BufferType type = op.getType();
  std::optional<int64_t> bytes = type.getSlotBytes();
  if (!bytes)
    return op.emitError("slots of the type ")
           << type.getTensor() << " have no size in bytes";
  buffer.slots = type.getSlots();
  buffer.slotBytes = *bytes;
  buffer.type = graph.getTypeNumber(type.getTensor());
  buffer.isResult = op.getResult();
  if (op.getOffset() && op.getStride())
    buffer.place = {static_cast<int64_t>(*op.getOffset()),
                    static_cast<int64_t>(*op.getStride())};
  numbers[op] = static_cast<int32_t>(program.buffers.size());
  buffers.push_back(op);
  program.buffers.push_back(std::move(buffer));
  return success();
}

void ProgramReader::readSegments(ProgramOp op) {
  for (uint32_t role = 0; role < kNumBufferRoles; ++role)
    program.segments[role].name =
        stringifySegmentKind(getSegmentKind(static_cast<BufferKind>(role)));
  ArrayAttr segments = op.getSegmentsAttr();
  if (!segments)
    return;
  for (auto segment : segments.getAsRange<SegmentAttr>())
    for (ProgramSegment &read : program.segments)
      if (read.name == stringifySegmentKind(segment.getKind())) {
        read.alignment = segment.getAlignment();
        read.bytes = segment.getBytes();
      }
}

void ProgramReader::readChannel(ChannelOp op) {
  numbers[op] = static_cast<int32_t>(program.channels.size());
  program.channels.push_back({op.isSend(),
                              op.getKind() == ChannelKind::Gradient,
                              static_cast<int64_t>(op.getPeer()),
                              static_cast<int64_t>(op.getCapacity())});
  channels.push_back(op);
}
