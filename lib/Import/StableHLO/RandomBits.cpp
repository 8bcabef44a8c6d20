//===- RandomBits.cpp - Bits of a counter-based generator
//------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// stablehlo.rng_bit_generator: Threefry-2x32-20 and Philox-4x32-10 of Salmon et
// al., "Parallel random numbers: as easy as 1, 2, 3". Every element is a pure
// function of the state and its place, so that no order of computation and no
// cut changes it. Which counter an element has is not specified; it is the one
// that XLA takes.
//
//===----------------------------------------------------------------------===//

#include "Attributes.h"
#include "OpTable.h"
#include "Tensors.h"

#include "../Support/Loops.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::hlo;

namespace {
/// Arithmetic on 32-bit words and on pairs of them.
struct Words {
  ScalarBuilder b;
  Type word = b.builder.getI32Type(), pair = b.builder.getI64Type();

  Value low(Value x) { return b.make<arith::TruncIOp>(word, x); }
  Value high(Value x) {
    return low(b.make<arith::ShRUIOp>(x, b.integer(pair, 32)));
  }
  Value join(Value low, Value high) {
    Value shifted = b.make<arith::ShLIOp>(b.make<arith::ExtUIOp>(pair, high),
                                          b.integer(pair, 32));
    return b.make<arith::OrIOp>(b.make<arith::ExtUIOp>(pair, low), shifted);
  }
  Value constant(uint32_t x) { return b.integer(word, APInt(32, x)); }
  Value add(Value x, Value y) { return b.make<arith::AddIOp>(x, y); }
  Value exclusiveOr(Value x, Value y) { return b.make<arith::XOrIOp>(x, y); }
  Value rotate(Value x, int64_t distance) {
    return b.make<arith::OrIOp>(
        b.make<arith::ShLIOp>(x, b.integer(word, distance)),
        b.make<arith::ShRUIOp>(x, b.integer(word, 32 - distance)));
  }
  /// The 64-bit product with a constant.
  Value multiply(Value x, uint32_t y) {
    return b.make<arith::MulIOp>(b.make<arith::ExtUIOp>(pair, x),
                                 b.integer(pair, int64_t(y)));
  }
};
} // namespace

/// The 64 bits for a counter, the first word in the low half.
static Value emitThreefry(Words w, Value key, Value counter) {
  constexpr int64_t rotations[2][4] = {{13, 15, 26, 6}, {17, 29, 16, 24}};
  Value keys[3] = {w.low(key), w.high(key), {}};
  keys[2] =
      w.exclusiveOr(w.exclusiveOr(keys[0], keys[1]), w.constant(0x1BD11BDA));
  Value x = w.add(w.low(counter), keys[0]);
  Value y = w.add(w.high(counter), keys[1]);
  for (uint32_t block = 0; block < 5; ++block) {
    for (int64_t distance : rotations[block % 2]) {
      x = w.add(x, y);
      y = w.exclusiveOr(w.rotate(y, distance), x);
    }
    x = w.add(x, keys[(block + 1) % 3]);
    y = w.add(w.add(y, keys[(block + 2) % 3]), w.constant(block + 1));
  }
  return w.join(x, y);
}

/// The 128 bits for a counter of two halves, the first word first.
static std::array<Value, 2> emitPhilox(Words w, Value key, Value counterLow,
                                       Value counterHigh) {
  Value x[4] = {w.low(counterLow), w.high(counterLow), w.low(counterHigh),
                w.high(counterHigh)};
  Value k = w.low(key), l = w.high(key);
  for (int round = 0; round < 10; ++round) {
    Value left = w.multiply(x[0], 0xD2511F53);
    Value right = w.multiply(x[2], 0xCD9E8D57);
    Value first = w.exclusiveOr(w.exclusiveOr(w.high(right), x[1]), k);
    Value third = w.exclusiveOr(w.exclusiveOr(w.high(left), x[3]), l);
    x[0] = first, x[1] = w.low(right), x[2] = third, x[3] = w.low(left);
    k = w.add(k, w.constant(0x9E3779B9));
    l = w.add(l, w.constant(0xBB67AE85));
  }
  return {w.join(x[0], x[1]), w.join(x[2], x[3])};
}

namespace {
/// The op's attributes, and its state in scalars.
struct Generator {
  RankedTensorType type; ///< Of the numbers.
  bool isThreefry;
  Value key, low, high; ///< `high` with Philox only.

  int64_t getWidth() const { return type.getElementTypeBitWidth(); }
  /// The dimension along which Threefry lays both words of a counter, and the
  /// shape that the counters have; none where a counter is one number.
  std::optional<int64_t> getHalvedDim() const;
  SmallVector<int64_t> getCounterShape() const;
  int64_t getNumCounters() const;
  Value emitElement(Words w) const;
  Value emitPhiloxElement(Words w, Value place) const;
};
} // namespace

std::optional<int64_t> Generator::getHalvedDim() const {
  if (!isThreefry || getWidth() == 64 || type.getRank() == 0)
    return std::nullopt;
  ArrayRef<int64_t> shape = type.getShape();
  const int64_t *even =
      llvm::find_if(shape, [](int64_t size) { return size % 2 == 0; });
  return (even != shape.end() ? even : llvm::max_element(shape)) -
         shape.begin();
}

SmallVector<int64_t> Generator::getCounterShape() const {
  SmallVector<int64_t> shape(type.getShape());
  if (std::optional<int64_t> dim = getHalvedDim())
    shape[*dim] = llvm::divideCeil(shape[*dim], 2);
  return shape;
}

int64_t Generator::getNumCounters() const {
  if (isThreefry)
    return ShapedType::getNumElements(getCounterShape());
  return llvm::divideCeil(type.getNumElements(), getWidth() == 64 ? 2 : 4);
}

/// Elements take the words of a counter in turn.
Value Generator::emitPhiloxElement(Words w, Value place) const {
  ScalarBuilder &b = w.b;
  auto number = [&](int64_t x) { return b.integer(w.pair, x); };
  bool isWide = getWidth() == 64;
  Value step = b.make<arith::ShRUIOp>(place, number(isWide ? 1 : 2));
  Value counter = w.add(low, step);
  Value carry = b.make<arith::ExtUIOp>(
      w.pair, b.compare(arith::CmpIPredicate::ult, counter, low));
  auto bits = emitPhilox(w, key, counter, w.add(high, carry));
  auto isSet = [&](int64_t mask) {
    Value bit = b.make<arith::AndIOp>(place, number(mask));
    return b.compare(arith::CmpIPredicate::ne, bit, number(0));
  };
  Value half = b.select(isSet(isWide ? 1 : 2), bits[1], bits[0]);
  return isWide ? half : b.select(isSet(1), w.high(half), w.low(half));
}

Value Generator::emitElement(Words w) const {
  ScalarBuilder &b = w.b;
  SmallVector<int64_t> shape = getCounterShape();
  std::optional<int64_t> halved = getHalvedDim();
  Value place = b.integer(w.pair, 0), second;
  for (auto [dim, size] : llvm::enumerate(shape)) {
    Value index = b.make<arith::IndexCastOp>(
        w.pair, linalg::IndexOp::create(b.builder, b.loc, dim).getResult());
    if (halved && *halved == int64_t(dim)) {
      second = b.make<arith::TruncIOp>(b.builder.getI1Type(), index);
      index = b.make<arith::ShRUIOp>(index, b.integer(w.pair, 1));
    }
    place = w.add(b.make<arith::MulIOp>(place, b.integer(w.pair, size)), index);
  }
  Value bits;
  if (!isThreefry) {
    bits = emitPhiloxElement(w, place);
  } else {
    bits = emitThreefry(w, key, w.add(low, place));
    if (getWidth() != 64)
      bits = second ? b.select(second, w.high(bits), w.low(bits)) : w.low(bits);
  }
  Type integer = b.builder.getIntegerType(getWidth());
  if (bits.getType() != integer)
    bits = b.make<arith::TruncIOp>(integer, bits);
  Type element = type.getElementType();
  return element == integer ? bits : b.make<arith::BitcastOp>(element, bits);
}

/// The state after the op: its counter has moved on.
static Value createState(Importer &importer, Operation *op,
                         const Generator &generator) {
  OpBuilder &builder = importer.builder;
  Location loc = op->getLoc();
  Words w{{builder, loc}};
  Value low =
      w.add(generator.low, w.b.integer(w.pair, generator.getNumCounters()));
  SmallVector<Value> state{generator.key, low};
  RankedTensorType type = getType(op->getResult(0));
  if (type.getDimSize(0) == 3) {
    Value carry = w.b.make<arith::ExtUIOp>(
        w.pair, w.b.compare(arith::CmpIPredicate::ult, low, generator.low));
    state.push_back(w.add(generator.high, carry));
  }
  return tensor::FromElementsOp::create(builder, loc, type, state);
}

/// Emits an error unless the op is one that is lowered.
static LogicalResult check(Operation *op, StringRef algorithm) {
  bool isThreefry = algorithm == "THREE_FRY";
  if (!isThreefry && algorithm != "PHILOX" && algorithm != "DEFAULT")
    return op->emitError("'")
           << op->getName() << "' has the algorithm '" << algorithm
           << "', which is not known; THREE_FRY, PHILOX and DEFAULT are";
  if (op->getNumOperands() != 1 || op->getNumResults() != 2)
    return op->emitError("'")
           << op->getName() << "' has " << op->getNumOperands()
           << " operands and " << op->getNumResults()
           << " results; one and two are expected";
  RankedTensorType state = getType(op->getOperand(0));
  int64_t size = state.getRank() == 1 ? state.getDimSize(0) : 0;
  if (!state.getElementType().isInteger(64) ||
      state != getType(op->getResult(0)) ||
      !(size == 2 || (size == 3 && !isThreefry)))
    return op->emitError("'")
           << op->getName() << "' has a state of type " << state << ", but "
           << algorithm << " takes " << (isThreefry ? "two" : "two or three")
           << " numbers of 64 bits";
  RankedTensorType type = getType(op->getResult(1));
  if (type.getElementType().isInteger(1))
    return op->emitError("'") << op->getName() << "' draws " << type
                              << "; draw integers and compare them";
  return success();
}

LogicalResult mlir::pipe::hlo::lowerRngBitGenerator(Importer &importer,
                                                    Operation *op) {
  std::string algorithm = getWord(op, "rng_algorithm");
  if (failed(check(op, algorithm)))
    return failure();
  RankedTensorType type = getType(op->getResult(1));
  OpBuilder &builder = importer.builder;
  Location loc = op->getLoc();
  auto read = [&](int64_t place) -> Value {
    return tensor::ExtractOp::create(builder, loc, importer.getOperand(op, 0),
                                     createIndex(builder, loc, place));
  };
  // A state of two numbers has the key as the high half of its counter, too.
  Generator generator{type, algorithm == "THREE_FRY", read(0), read(1), {}};
  bool hasHigh = getType(op->getOperand(0)).getDimSize(0) == 3;
  generator.high = hasHigh ? read(2) : generator.key;
  importer.set(op->getResult(0), createState(importer, op, generator));
  importer.set(op->getResult(1),
               createElementwise(
                   builder, loc, type, {},
                   [&](OpBuilder &nested, Location nestedLoc, ValueRange) {
                     return generator.emitElement(Words{{nested, nestedLoc}});
                   }));
  return success();
}
