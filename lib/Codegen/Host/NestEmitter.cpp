//===- NestEmitter.cpp - Emission of vector code for a loop nest ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NestEmitter.h"
#include "pipe/Codegen/Kernels/Reduction.h"
#include "pipe/Codegen/Nests/VectorAccess.h"
#include "pipe/Codegen/Nests/VectorBody.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
class NestEmitter {
public:
  NestEmitter(OpBuilder &builder, const NestPlan &plan)
      : builder(builder), loc(plan.nest.op->getLoc()), plan(plan),
        nest(plan.nest), op(nest.op) {}

  void emit() {
    OpBuilder::InsertionGuard guard(builder);
    Position position;
    position.indices.resize(nest.loops.size());
    for (const NestAccess &access : nest.accesses) {
      buffers.push_back(makeFlatBuffer(builder, loc, access));
      position.offsets.push_back(getOrigin(builder, loc, access));
    }
    for (auto [index, loop] : llvm::enumerate(nest.loops))
      if (!loop.isReduction && index != plan.vectorLoop)
        enterLoop(index, position);
    if (plan.form == NestPlan::Form::Lanes)
      emitLanes(position);
    else
      emitAlongVectorLoop(position);
  }

private:
  /// Where the code being emitted stands: the index of each loop entered, and
  /// the linear address in each buffer.
  struct Position {
    SmallVector<Value> indices;
    SmallVector<Value> offsets;
  };

  Value constant(int64_t value) {
    return arith::ConstantIndexOp::create(builder, loc, value);
  }

  /// Moves `position` to `index` of `loop`.
  Position at(const Position &position, unsigned loop, Value index) {
    Position result = position;
    result.indices[loop] = index;
    for (auto [offset, access] : llvm::zip_equal(result.offsets, nest.accesses))
      if (access.strides[loop] != 0)
        offset = addScaled(builder, loc, offset, index, access.strides[loop]);
    return result;
  }

  scf::ForOp createLoop(int64_t begin, int64_t end, int64_t step,
                        ValueRange carried = {}) {
    auto loop = scf::ForOp::create(builder, loc, constant(begin), constant(end),
                                   constant(step), carried);
    builder.setInsertionPointToStart(loop.getBody());
    return loop;
  }

  /// Opens a loop without results; `position` becomes that of its iteration.
  void enterLoop(unsigned index, Position &position) {
    scf::ForOp loop = createLoop(0, nest.loops[index].size, 1);
    position = at(position, index, loop.getInductionVar());
  }

  //===--------------------------------------------------------------------===//
  // Elementwise and Ordered: vectors along a parallel loop
  //===--------------------------------------------------------------------===//

  void emitAlongVectorLoop(const Position &position) {
    int64_t size = nest.loops[plan.vectorLoop].size, width = plan.width;
    int64_t block = width * plan.vectors, whole = size / block * block;
    if (whole > 0) {
      OpBuilder::InsertionGuard guard(builder);
      Value index = constant(0);
      if (whole > block)
        index = createLoop(0, whole, block).getInductionVar();
      emitVectors(at(position, plan.vectorLoop, index), plan.vectors, width);
    }
    if (int64_t vectors = (size - whole) / width)
      emitVectors(at(position, plan.vectorLoop, constant(whole)), vectors,
                  width);
    if (int64_t rest = size % width)
      emitVectors(at(position, plan.vectorLoop, constant(size - rest)), 1,
                  rest);
  }

  /// Computes `count` vectors from `position` on, each with `active` elements.
  void emitVectors(const Position &position, int64_t count, int64_t active) {
    SmallVector<Position> positions;
    SmallVector<Value> results;
    for (int64_t i = 0; i < count; ++i) {
      positions.push_back(shift(position, i * plan.width));
      for (unsigned output = 0; output < op.getNumDpsInits(); ++output)
        if (plan.form == NestPlan::Form::Ordered || readsOutput(output))
          results.push_back(broadcast(
              builder, loc,
              load(op.getNumDpsInputs() + output, positions.back(), active),
              plan.width));
        else
          results.push_back(Value());
    }
    emitReductionLoops(0, positions, results, active);
    size_t next = 0;
    for (const Position &at : positions)
      for (unsigned output = 0; output < op.getNumDpsInits(); ++output)
        store(op.getNumDpsInputs() + output, at, results[next++], active);
  }

  /// Emits the reduction loops from `loop` on around the body; `results` are
  /// the outputs of each position before and after.
  void emitReductionLoops(unsigned loop, ArrayRef<Position> positions,
                          SmallVector<Value> &results, int64_t active) {
    while (loop < nest.loops.size() && !nest.loops[loop].isReduction)
      ++loop;
    if (loop == nest.loops.size()) {
      for (auto [index, position] : llvm::enumerate(positions)) {
        auto outputs = MutableArrayRef(results).slice(
            index * op.getNumDpsInits(), op.getNumDpsInits());
        emitBody(position, outputs, active);
      }
      return;
    }
    OpBuilder::InsertionGuard guard(builder);
    scf::ForOp scfLoop = createLoop(0, nest.loops[loop].size, 1, results);
    SmallVector<Position> inner;
    for (const Position &position : positions)
      inner.push_back(at(position, loop, scfLoop.getInductionVar()));
    SmallVector<Value> carried(scfLoop.getRegionIterArgs());
    emitReductionLoops(loop + 1, inner, carried, active);
    scf::YieldOp::create(builder, loc, carried);
    results.assign(scfLoop.result_begin(), scfLoop.result_end());
  }

  //===--------------------------------------------------------------------===//
  // Lanes: vectors along the innermost reduction loop
  //===--------------------------------------------------------------------===//

  void emitLanes(const Position &position) {
    int64_t size = nest.loops[plan.vectorLoop].size;
    int64_t used =
        std::min<int64_t>(plan.vectors, llvm::divideCeil(size, plan.width));
    SmallVector<Value> lanes;
    for (int64_t i = 0; i < used; ++i)
      for (unsigned output = 0; output < op.getNumDpsInits(); ++output)
        lanes.push_back(getNeutralVector(output));
    emitLaneLoops(0, position, lanes);
    for (unsigned output = 0; output < op.getNumDpsInits(); ++output) {
      SmallVector<Value> parts;
      for (int64_t i = 0; i < used; ++i)
        parts.push_back(lanes[i * op.getNumDpsInits() + output]);
      unsigned operand = op.getNumDpsInputs() + output;
      Value old = loadScalar(builder, loc, nest.accesses[operand],
                             buffers[operand], position.offsets[operand]);
      Value sum = combine(output, old, combineLanes(output, parts));
      storeScalar(builder, loc, buffers[operand], position.offsets[operand],
                  sum);
    }
  }

  Value getNeutralVector(unsigned output) {
    TypedAttr neutral = getNeutralElement(getCombiner(op, output));
    auto type = VectorType::get(plan.width, neutral.getType());
    return arith::ConstantOp::create(builder, loc,
                                     DenseElementsAttr::get(type, neutral));
  }

  /// Emits the reduction loops from `loop` on, `lanes` before and after.
  void emitLaneLoops(unsigned loop, const Position &position,
                     SmallVector<Value> &lanes) {
    while (loop < plan.vectorLoop && !nest.loops[loop].isReduction)
      ++loop;
    if (loop == plan.vectorLoop)
      return emitLaneLoop(position, lanes);
    OpBuilder::InsertionGuard guard(builder);
    scf::ForOp scfLoop = createLoop(0, nest.loops[loop].size, 1, lanes);
    SmallVector<Value> carried(scfLoop.getRegionIterArgs());
    emitLaneLoops(loop + 1, at(position, loop, scfLoop.getInductionVar()),
                  carried);
    scf::YieldOp::create(builder, loc, carried);
    lanes.assign(scfLoop.result_begin(), scfLoop.result_end());
  }

  /// Emits the loop along the vectors.
  void emitLaneLoop(const Position &position, SmallVector<Value> &lanes) {
    int64_t size = nest.loops[plan.vectorLoop].size, width = plan.width;
    int64_t block = width * plan.vectors, whole = size / block * block;
    if (whole > block) {
      OpBuilder::InsertionGuard guard(builder);
      scf::ForOp loop = createLoop(0, whole, block, lanes);
      SmallVector<Value> carried(loop.getRegionIterArgs());
      emitLaneVectors(at(position, plan.vectorLoop, loop.getInductionVar()),
                      plan.vectors, width, carried);
      scf::YieldOp::create(builder, loc, carried);
      lanes.assign(loop.result_begin(), loop.result_end());
    } else {
      whole = 0;
    }
    int64_t vectors = (size - whole) / width;
    Position rest = at(position, plan.vectorLoop, constant(whole));
    emitLaneVectors(rest, vectors, width, lanes);
    if (int64_t active = size % width) {
      auto outputs = MutableArrayRef(lanes).slice(
          vectors % plan.vectors * op.getNumDpsInits(), op.getNumDpsInits());
      emitBody(shift(rest, vectors * width), outputs, active);
    }
  }

  void emitLaneVectors(const Position &position, int64_t count, int64_t active,
                       SmallVector<Value> &lanes) {
    for (int64_t i = 0; i < count; ++i) {
      auto outputs = MutableArrayRef(lanes).slice(
          i % plan.vectors * op.getNumDpsInits(), op.getNumDpsInits());
      emitBody(shift(position, i * plan.width), outputs, active);
    }
  }

  Value combine(unsigned output, Value a, Value b) {
    Operation *combiner = getCombiner(op, output);
    OperationState state(loc, combiner->getName());
    state.operands = {a, b};
    state.types = {a.getType()};
    state.propertiesAttr = combiner->getPropertiesAsAttribute();
    return builder.create(state)->getResult(0);
  }

  /// Combines halves until one element is left.
  Value combineLanes(unsigned output, SmallVector<Value> parts) {
    while (parts.size() > 1) {
      size_t half = llvm::PowerOf2Ceil(parts.size()) / 2;
      for (size_t i = half; i < parts.size(); ++i)
        parts[i - half] = combine(output, parts[i - half], parts[i]);
      parts.resize(half);
    }
    Value vector = parts.front();
    for (int64_t half = plan.width / 2; half > 0; half /= 2) {
      auto low = llvm::to_vector(llvm::seq<int64_t>(0, half));
      auto high = llvm::to_vector(llvm::seq<int64_t>(half, 2 * half));
      vector = combine(
          output, vector::ShuffleOp::create(builder, loc, vector, vector, low),
          vector::ShuffleOp::create(builder, loc, vector, vector, high));
    }
    return vector::ExtractOp::create(builder, loc, vector, 0);
  }

  //===--------------------------------------------------------------------===//
  // The body, loads and stores
  //===--------------------------------------------------------------------===//

  bool readsOutput(unsigned output) {
    return !op.getRegionOutputArgs()[output].use_empty();
  }

  Position shift(const Position &position, int64_t elements) {
    if (elements == 0)
      return position;
    Position result = position;
    Value &index = result.indices[plan.vectorLoop];
    index = addScaled(builder, loc, index, constant(1), elements);
    for (auto [offset, access] : llvm::zip_equal(result.offsets, nest.accesses))
      if (int64_t stride = access.strides[plan.vectorLoop])
        offset =
            addScaled(builder, loc, offset, constant(1), elements * stride);
    return result;
  }

  Value load(unsigned operand, const Position &position, int64_t active) {
    return loadVector(builder, loc, nest.accesses[operand], buffers[operand],
                      position.offsets[operand],
                      nest.accesses[operand].strides[plan.vectorLoop],
                      plan.width, active);
  }

  void store(unsigned operand, const Position &position, Value value,
             int64_t active) {
    value = broadcast(builder, loc, value, plan.width);
    storeVector(builder, loc, buffers[operand], position.offsets[operand],
                value, active);
  }

  /// Returns the index of the op's loop `dim`.
  Value getIndex(const Position &position, unsigned dim) {
    for (auto [index, loop] : llvm::enumerate(nest.loops)) {
      if (loop.dim != dim)
        continue;
      Value scalar = position.indices[index];
      if (index != plan.vectorLoop)
        return scalar;
      auto type = VectorType::get(plan.width, builder.getIndexType());
      auto steps = llvm::to_vector(llvm::seq<int64_t>(0, plan.width));
      Value vector = arith::ConstantOp::create(
          builder, loc, DenseIntElementsAttr::get(type, steps));
      return arith::AddIOp::create(
          builder, loc, broadcast(builder, loc, scalar, plan.width), vector);
    }
    return constant(0);
  }

  /// Emits the body at `position`. `outputs` hold the outputs' values before
  /// and after, null where the body does not read them. Of a reduction's
  /// vectors, only the first `active` elements change.
  void emitBody(const Position &position, MutableArrayRef<Value> outputs,
                int64_t active) {
    SmallVector<Value> arguments;
    for (unsigned operand = 0; operand < op.getNumDpsInputs(); ++operand)
      arguments.push_back(load(operand, position, active));
    for (auto [output, argument] :
         llvm::zip_equal(outputs, op.getRegionOutputArgs()))
      arguments.push_back(output ? output : getPoison(argument.getType()));
    SmallVector<Value> results =
        emitVectorBody(builder, op, arguments, plan.width,
                       [&](unsigned dim) { return getIndex(position, dim); });
    for (auto [output, result] : llvm::zip_equal(outputs, results)) {
      if (plan.form == NestPlan::Form::Elementwise) {
        output = result;
        continue;
      }
      Value whole = broadcast(builder, loc, result, plan.width);
      if (plan.form == NestPlan::Form::Lanes && active < plan.width)
        whole = arith::SelectOp::create(
            builder, loc, getMask(builder, loc, plan.width, active), whole,
            output);
      output = whole;
    }
  }

  /// A value for an argument that nothing reads.
  Value getPoison(Type type) {
    return arith::ConstantOp::create(builder, loc, builder.getZeroAttr(type));
  }

  OpBuilder &builder;
  Location loc;
  const NestPlan &plan;
  const LoopNest &nest;
  linalg::LinalgOp op;
  SmallVector<Value> buffers; ///< Flat buffers, or scalars, one an operand.
};
} // namespace

void mlir::pipe::emitNest(OpBuilder &builder, const NestPlan &plan) {
  NestEmitter(builder, plan).emit();
}
