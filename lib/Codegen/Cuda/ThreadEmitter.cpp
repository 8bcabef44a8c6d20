//===- ThreadEmitter.cpp - Emission of a thread's part of a nest ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ThreadEmitter.h"
#include "NestWalker.h"

#include "pipe/Codegen/Kernels/Reduction.h"
#include "pipe/Codegen/Nests/VectorAccess.h"
#include "pipe/Codegen/Nests/VectorBody.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
class ThreadEmitter : NestWalker {
public:
  ThreadEmitter(OpBuilder &builder, const ThreadPlan &plan)
      : NestWalker(builder, plan.nest), plan(plan), op(plan.nest.op) {}

  void emit() {
    OpBuilder::InsertionGuard guard(builder);
    Position origin;
    origin.indices.resize(nest.loops.size());
    for (const NestAccess &access : nest.accesses) {
      buffers.push_back(makeFlatBuffer(builder, loc, access));
      origin.offsets.push_back(getOrigin(builder, loc, access));
    }
    if (plan.form == ThreadPlan::Form::Group)
      emitGroup(origin);
    else
      emitEach(origin);
  }

private:
  //===--------------------------------------------------------------------===//
  // Each: a thread an element
  //===--------------------------------------------------------------------===//

  void emitEach(const Position &origin) {
    if (plan.width == 1)
      return emitElements(origin, 1);
    // Slices of a batch begin anywhere, so only the thread knows.
    auto branch = scf::IfOp::create(builder, loc, areAligned(),
                                    /*withElseRegion=*/true);
    builder.setInsertionPointToStart(branch.thenBlock());
    emitElements(origin, plan.width);
    builder.setInsertionPointToStart(branch.elseBlock());
    emitElements(origin, 1);
  }

  bool isVector(const NestAccess &access) {
    return !access.isScalar() && access.strides.back() != 0;
  }

  int64_t getVectorBytes(const NestAccess &access) {
    return access.elementType.getIntOrFloatBitWidth() / 8 * plan.width;
  }

  /// Returns whether all buffers that are read and written as vectors begin at
  /// a multiple of a vector's bytes.
  Value areAligned() {
    Value result;
    for (const NestAccess &access : nest.accesses) {
      if (!isVector(access))
        continue;
      Value address = memref::ExtractAlignedPointerAsIndexOp::create(
          builder, loc, builder.getIndexType(), access.value);
      Value rest = remainder(address, getVectorBytes(access));
      result = result ? arith::OrIOp::create(builder, loc, result, rest) : rest;
    }
    return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq, result,
                                 constant(0));
  }

  /// Emits the loop of a thread over its elements, `width` neighbours at a
  /// time.
  void emitElements(const Position &origin, int64_t width) {
    OpBuilder::InsertionGuard guard(builder);
    Value thread = gpu::ThreadIdOp::create(builder, loc, gpu::Dimension::x);
    Value block = gpu::BlockIdOp::create(builder, loc, gpu::Dimension::x);
    Value first = add(multiply(block, plan.threads), thread);
    auto loop =
        scf::ForOp::create(builder, loc, first, constant(plan.elements / width),
                           constant(plan.blocks * plan.threads));
    builder.setInsertionPointToStart(loop.getBody());
    Value number = loop.getInductionVar();
    if (width > 1)
      return emitVectors(atElement(origin, multiply(number, width)));
    Position position = atElement(origin, number);
    SmallVector<Value> results;
    for (unsigned output = 0; output < op.getNumDpsInits(); ++output)
      results.push_back(nest.hasReductions() || readsOutput(output)
                            ? load(op.getNumDpsInputs() + output, position)
                            : Value());
    emitReductionLoops(0, position, results);
    for (auto [output, result] : llvm::enumerate(results))
      store(output, position, result);
  }

  /// Emits the body for neighbours from `position` on.
  void emitVectors(const Position &position) {
    SmallVector<Value> arguments;
    for (auto [operand, argument] :
         llvm::enumerate(op.getBlock()->getArguments())) {
      const NestAccess &access = nest.accesses[operand];
      if (argument.use_empty())
        arguments.push_back(arith::ConstantOp::create(
            builder, loc, builder.getZeroAttr(argument.getType())));
      else if (!isVector(access))
        arguments.push_back(load(operand, position));
      else
        arguments.push_back(vector::LoadOp::create(
            builder, loc, VectorType::get(plan.width, access.elementType),
            buffers[operand], position.offsets[operand],
            /*nontemporal=*/false, llvm::MaybeAlign(getVectorBytes(access))));
    }
    SmallVector<Value> results = emitVectorBody(
        builder, op, arguments, plan.width, [](unsigned) { return Value(); });
    for (auto [output, result] : llvm::enumerate(results)) {
      unsigned operand = op.getNumDpsInputs() + output;
      vector::StoreOp::create(
          builder, loc, broadcast(builder, loc, result, plan.width),
          buffers[operand], position.offsets[operand],
          /*nontemporal=*/false,
          llvm::MaybeAlign(getVectorBytes(nest.accesses[operand])));
    }
  }

  /// Emits the reduction loops from `loop` on around the body; `results` are
  /// the outputs before and after.
  void emitReductionLoops(unsigned loop, const Position &position,
                          SmallVector<Value> &results) {
    while (loop < nest.loops.size() && !nest.loops[loop].isReduction)
      ++loop;
    if (loop == nest.loops.size())
      return emitBody(position, results);
    OpBuilder::InsertionGuard guard(builder);
    scf::ForOp scfLoop = createLoop(nest.loops[loop].size, 1, results);
    SmallVector<Value> carried(scfLoop.getRegionIterArgs());
    emitReductionLoops(loop + 1, at(position, loop, scfLoop.getInductionVar()),
                       carried);
    scf::YieldOp::create(builder, loc, carried);
    results.assign(scfLoop.result_begin(), scfLoop.result_end());
  }

  scf::ForOp createLoop(int64_t end, int64_t step, ValueRange carried) {
    auto loop = scf::ForOp::create(builder, loc, constant(0), constant(end),
                                   constant(step), carried);
    builder.setInsertionPointToStart(loop.getBody());
    return loop;
  }

  //===--------------------------------------------------------------------===//
  // Group: threads an element
  //===--------------------------------------------------------------------===//

  void emitGroup(const Position &origin) {
    Value thread = gpu::ThreadIdOp::create(builder, loc, gpu::Dimension::x);
    Value block = gpu::BlockIdOp::create(builder, loc, gpu::Dimension::x);
    int64_t together = plan.getBlockElements();
    Value first = multiply(block, together);
    // All threads of a block go round equally often, as shuffles need it; those
    // without an element of their own repeat the last one and store nothing.
    auto loop = scf::ForOp::create(builder, loc, first, constant(plan.elements),
                                   constant(plan.blocks * together));
    builder.setInsertionPointToStart(loop.getBody());
    Value number = add(loop.getInductionVar(), divide(thread, plan.group));
    Value last = constant(plan.elements - 1);
    Value element = arith::MinUIOp::create(builder, loc, number, last);
    lane = remainder(thread, plan.group);
    Position position = atElement(origin, element);

    unsigned numOutputs = op.getNumDpsInits();
    SmallVector<Value> lanes; // Of this thread: outputs side by side.
    for (int64_t i = 0; i < plan.lanes / plan.group; ++i)
      for (unsigned output = 0; output < numOutputs; ++output)
        lanes.push_back(arith::ConstantOp::create(
            builder, loc, getNeutralElement(getCombiner(op, output))));
    emitLaneLoops(0, position, lanes);
    SmallVector<Value> sums;
    for (unsigned output = 0; output < numOutputs; ++output) {
      SmallVector<Value> parts;
      for (size_t i = output; i < lanes.size(); i += numOutputs)
        parts.push_back(lanes[i]);
      sums.push_back(combineLanes(output, parts));
    }
    Value isFirst = arith::CmpIOp::create(
        builder, loc, arith::CmpIPredicate::eq, lane, constant(0));
    Value stores = arith::AndIOp::create(builder, loc, isFirst,
                                         isBelow(number, plan.elements));
    auto branch = scf::IfOp::create(builder, loc, stores);
    builder.setInsertionPointToStart(branch.thenBlock());
    for (auto [output, sum] : llvm::enumerate(sums)) {
      Value old = load(op.getNumDpsInputs() + output, position);
      store(output, position, combine(output, old, sum));
    }
  }

  /// Emits the reduction loops from `loop` on, `lanes` before and after.
  void emitLaneLoops(unsigned loop, const Position &position,
                     SmallVector<Value> &lanes) {
    while (loop < plan.laneLoop && !nest.loops[loop].isReduction)
      ++loop;
    if (loop == plan.laneLoop)
      return emitLaneLoop(position, lanes);
    OpBuilder::InsertionGuard guard(builder);
    scf::ForOp scfLoop = createLoop(nest.loops[loop].size, 1, lanes);
    SmallVector<Value> carried(scfLoop.getRegionIterArgs());
    emitLaneLoops(loop + 1, at(position, loop, scfLoop.getInductionVar()),
                  carried);
    scf::YieldOp::create(builder, loc, carried);
    lanes.assign(scfLoop.result_begin(), scfLoop.result_end());
  }

  /// Emits the loop whose terms go to lanes: term i to lane i mod plan.lanes,
  /// which is accumulator i / group of thread i mod group.
  void emitLaneLoop(const Position &position, SmallVector<Value> &lanes) {
    int64_t size = nest.loops[plan.laneLoop].size;
    int64_t whole = size / plan.lanes * plan.lanes;
    if (whole > 0) {
      OpBuilder::InsertionGuard guard(builder);
      scf::ForOp loop = createLoop(whole, plan.lanes, lanes);
      SmallVector<Value> carried(loop.getRegionIterArgs());
      Value base = add(loop.getInductionVar(), lane);
      for (int64_t i = 0; i < plan.lanes / plan.group; ++i)
        emitTerm(position, base, i, carried);
      scf::YieldOp::create(builder, loc, carried);
      lanes.assign(loop.result_begin(), loop.result_end());
    }
    Value base = add(constant(whole), lane);
    for (int64_t i = 0; whole + i * plan.group < size; ++i) {
      if (whole + (i + 1) * plan.group <= size)
        emitTerm(position, base, i, lanes);
      else
        emitLastTerm(position, base, i, lanes);
    }
  }

  /// Emits the body for term `base` + `i` * group.
  void emitTerm(const Position &position, Value base, int64_t i,
                SmallVector<Value> &lanes) {
    Value index = addScaled(builder, loc, base, constant(i), plan.group);
    unsigned numOutputs = op.getNumDpsInits();
    auto outputs = MutableArrayRef(lanes).slice(i * numOutputs, numOutputs);
    emitBody(at(position, plan.laneLoop, index), outputs);
  }

  /// Emits the body for a term that not all threads have.
  void emitLastTerm(const Position &position, Value base, int64_t i,
                    SmallVector<Value> &lanes) {
    OpBuilder::InsertionGuard guard(builder);
    unsigned numOutputs = op.getNumDpsInits();
    auto outputs = MutableArrayRef(lanes).slice(i * numOutputs, numOutputs);
    Value index = addScaled(builder, loc, base, constant(i), plan.group);
    Value has = isBelow(index, nest.loops[plan.laneLoop].size);
    auto branch =
        scf::IfOp::create(builder, loc, TypeRange(ValueRange(outputs)), has,
                          /*addThenBlock=*/true, /*addElseBlock=*/true);
    builder.setInsertionPointToStart(branch.elseBlock());
    scf::YieldOp::create(builder, loc, outputs);
    builder.setInsertionPointToStart(branch.thenBlock());
    SmallVector<Value> inner(outputs);
    emitBody(at(position, plan.laneLoop, index), inner);
    scf::YieldOp::create(builder, loc, inner);
    llvm::copy(branch.getResults(), outputs.begin());
  }

  Value combine(unsigned output, Value a, Value b) {
    Operation *combiner = getCombiner(op, output);
    OperationState state(loc, combiner->getName());
    state.operands = {a, b};
    state.types = {a.getType()};
    state.propertiesAttr = combiner->getPropertiesAsAttribute();
    return builder.create(state)->getResult(0);
  }

  /// Combines the upper half of the lanes with the lower one until the first
  /// thread has one left: first those of a thread, then those of threads.
  Value combineLanes(unsigned output, SmallVector<Value> parts) {
    for (size_t half = parts.size() / 2; half > 0; half /= 2)
      for (size_t i = 0; i < half; ++i)
        parts[i] = combine(output, parts[i], parts[i + half]);
    Value part = parts.front();
    for (int64_t half = plan.group / 2; half > 0; half /= 2)
      part = combine(output, part, exchange(part, half));
    return part;
  }

  /// Returns `value` of the thread whose number in the warp differs in the bit
  /// `half`.
  Value exchange(Value value, int64_t half) {
    Type type = value.getType();
    unsigned width = type.getIntOrFloatBitWidth();
    Type word = builder.getIntegerType(width);
    Type shuffled = builder.getIntegerType(width <= 32 ? 32 : 64);
    if (isa<FloatType>(type))
      value = arith::BitcastOp::create(builder, loc, word, value);
    if (word != shuffled)
      value = arith::ExtUIOp::create(builder, loc, shuffled, value);
    value =
        gpu::ShuffleOp::create(builder, loc, value, static_cast<int32_t>(half),
                               kWarp, gpu::ShuffleMode::XOR)
            .getShuffleResult();
    if (word != shuffled)
      value = arith::TruncIOp::create(builder, loc, word, value);
    if (isa<FloatType>(type))
      value = arith::BitcastOp::create(builder, loc, type, value);
    return value;
  }

  //===--------------------------------------------------------------------===//
  // The body, loads and stores
  //===--------------------------------------------------------------------===//

  bool readsOutput(unsigned output) {
    return !op.getRegionOutputArgs()[output].use_empty();
  }

  Value load(unsigned operand, const Position &position) {
    return loadScalar(builder, loc, nest.accesses[operand], buffers[operand],
                      position.offsets[operand]);
  }

  void store(unsigned output, const Position &position, Value value) {
    unsigned operand = op.getNumDpsInputs() + output;
    storeScalar(builder, loc, buffers[operand], position.offsets[operand],
                value);
  }

  /// Emits the body at `position`. `outputs` hold the outputs' values before
  /// and after, null where the body does not read them.
  void emitBody(const Position &position, MutableArrayRef<Value> outputs) {
    IRMapping mapping;
    for (unsigned operand = 0; operand < op.getNumDpsInputs(); ++operand) {
      BlockArgument argument = op.getBlock()->getArgument(operand);
      if (!argument.use_empty())
        mapping.map(argument, load(operand, position));
    }
    for (auto [output, argument] :
         llvm::zip_equal(outputs, op.getRegionOutputArgs()))
      if (output)
        mapping.map(argument, output);
    for (Operation &inner : op.getBlock()->without_terminator()) {
      if (auto index = dyn_cast<linalg::IndexOp>(inner)) {
        mapping.map(index.getResult(), getIndex(position, index.getDim()));
        continue;
      }
      Operation *copy = builder.clone(inner, mapping);
      SmallVector<linalg::IndexOp> indices;
      copy->walk([&](linalg::IndexOp index) { indices.push_back(index); });
      for (linalg::IndexOp index : indices) {
        index.replaceAllUsesWith(getIndex(position, index.getDim()));
        index.erase();
      }
    }
    for (auto [output, result] : llvm::zip_equal(
             outputs, op.getBlock()->getTerminator()->getOperands()))
      output = mapping.lookupOrDefault(result);
  }

  const ThreadPlan &plan;
  linalg::LinalgOp op;
  SmallVector<Value> buffers; ///< Flat buffers, or scalars, one an operand.
  Value lane;                 ///< Group: the thread's number in its group.
};
} // namespace

void mlir::pipe::emitThread(OpBuilder &builder, const ThreadPlan &plan) {
  ThreadEmitter(builder, plan).emit();
}
