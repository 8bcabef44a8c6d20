//===- Scalars.cpp - Arithmetic on one element, for tests -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Scalars.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/TypeUtilities.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/ErrorHandling.h"

#include <cmath>
#include <cstring>
#include <functional>

using namespace mlir;
using namespace mlir::pipe::test;

/// The low bits of `value` that a number of `type` has.
static uint64_t toUnsigned(Type type, int64_t value) {
  unsigned width = type.isIndex() ? 64 : type.getIntOrFloatBitWidth();
  return width == 64 ? uint64_t(value)
                     : uint64_t(value) & ((uint64_t(1) << width) - 1);
}

static double maximum(double a, double b) {
  if (std::isnan(a) || std::isnan(b))
    return NAN;
  return a == b ? (std::signbit(a) ? b : a) : std::max(a, b);
}

static double minimum(double a, double b) {
  if (std::isnan(a) || std::isnan(b))
    return NAN;
  return a == b ? (std::signbit(a) ? a : b) : std::min(a, b);
}

using Unary = double (*)(double);
using Binary = double (*)(double, double);

static const llvm::StringMap<Unary> &getUnary() {
  static const llvm::StringMap<Unary> table = {
      {"arith.negf", [](double x) { return -x; }},
      {"math.absf", [](double x) { return std::fabs(x); }},
      {"math.atan", [](double x) { return std::atan(x); }},
      {"math.ceil", [](double x) { return std::ceil(x); }},
      {"math.cos", [](double x) { return std::cos(x); }},
      {"math.erf", [](double x) { return std::erf(x); }},
      {"math.exp", [](double x) { return std::exp(x); }},
      {"math.exp2", [](double x) { return std::exp2(x); }},
      {"math.expm1", [](double x) { return std::expm1(x); }},
      {"math.floor", [](double x) { return std::floor(x); }},
      {"math.log", [](double x) { return std::log(x); }},
      {"math.log10", [](double x) { return std::log10(x); }},
      {"math.log1p", [](double x) { return std::log1p(x); }},
      {"math.log2", [](double x) { return std::log2(x); }},
      {"math.round", [](double x) { return std::round(x); }},
      {"math.roundeven", [](double x) { return std::nearbyint(x); }},
      {"math.rsqrt", [](double x) { return 1 / std::sqrt(x); }},
      {"math.sin", [](double x) { return std::sin(x); }},
      {"math.sqrt", [](double x) { return std::sqrt(x); }},
      {"math.tanh", [](double x) { return std::tanh(x); }},
      {"math.trunc", [](double x) { return std::trunc(x); }},
  };
  return table;
}

static const llvm::StringMap<Binary> &getBinary() {
  static const llvm::StringMap<Binary> table = {
      {"arith.addf", [](double x, double y) { return x + y; }},
      {"arith.divf", [](double x, double y) { return x / y; }},
      {"arith.maximumf", maximum},
      {"arith.maxnumf", [](double x, double y) { return std::fmax(x, y); }},
      {"arith.minimumf", minimum},
      {"arith.minnumf", [](double x, double y) { return std::fmin(x, y); }},
      {"arith.mulf", [](double x, double y) { return x * y; }},
      {"arith.remf", [](double x, double y) { return std::fmod(x, y); }},
      {"arith.subf", [](double x, double y) { return x - y; }},
      {"math.atan2", [](double x, double y) { return std::atan2(x, y); }},
      {"math.copysign", [](double x, double y) { return std::copysign(x, y); }},
      {"math.powf", [](double x, double y) { return std::pow(x, y); }},
  };
  return table;
}

using Integers = std::function<int64_t(Type, int64_t, int64_t)>;

static const llvm::StringMap<Integers> &getIntegers() {
  auto wrap = [](auto f) {
    return [f](Type, int64_t x, int64_t y) { return int64_t(f(x, y)); };
  };
  auto asUnsigned = [](auto f) {
    return [f](Type type, int64_t x, int64_t y) {
      return int64_t(f(toUnsigned(type, x), toUnsigned(type, y)));
    };
  };
  using U = uint64_t;
  static const llvm::StringMap<Integers> table = {
      {"arith.addi", wrap([](U x, U y) { return x + y; })},
      {"arith.andi", wrap([](U x, U y) { return x & y; })},
      {"arith.divsi", wrap([](int64_t x, int64_t y) { return x / y; })},
      {"arith.divui", asUnsigned([](U x, U y) { return x / y; })},
      {"arith.maxsi",
       wrap([](int64_t x, int64_t y) { return std::max(x, y); })},
      {"arith.maxui", asUnsigned([](U x, U y) { return std::max(x, y); })},
      {"arith.minsi",
       wrap([](int64_t x, int64_t y) { return std::min(x, y); })},
      {"arith.minui", asUnsigned([](U x, U y) { return std::min(x, y); })},
      {"arith.muli", wrap([](U x, U y) { return x * y; })},
      {"arith.ori", wrap([](U x, U y) { return x | y; })},
      {"arith.remsi", wrap([](int64_t x, int64_t y) { return x % y; })},
      {"arith.shli", wrap([](U x, U y) { return x << y; })},
      {"arith.shrsi", wrap([](int64_t x, int64_t y) { return x >> y; })},
      {"arith.shrui", asUnsigned([](U x, U y) { return x >> y; })},
      {"arith.subi", wrap([](U x, U y) { return x - y; })},
      {"arith.xori", wrap([](U x, U y) { return x ^ y; })},
  };
  return table;
}

static bool compare(arith::CmpIOp op, Type type, int64_t x, int64_t y) {
  uint64_t ux = toUnsigned(type, x), uy = toUnsigned(type, y);
  switch (op.getPredicate()) {
  case arith::CmpIPredicate::eq:
    return x == y;
  case arith::CmpIPredicate::ne:
    return x != y;
  case arith::CmpIPredicate::slt:
    return x < y;
  case arith::CmpIPredicate::sle:
    return x <= y;
  case arith::CmpIPredicate::sgt:
    return x > y;
  case arith::CmpIPredicate::sge:
    return x >= y;
  case arith::CmpIPredicate::ult:
    return ux < uy;
  case arith::CmpIPredicate::ule:
    return ux <= uy;
  case arith::CmpIPredicate::ugt:
    return ux > uy;
  case arith::CmpIPredicate::uge:
    return ux >= uy;
  }
  llvm_unreachable("unknown predicate");
}

static bool compare(arith::CmpFOp op, double x, double y) {
  bool unordered = std::isnan(x) || std::isnan(y);
  switch (op.getPredicate()) {
  case arith::CmpFPredicate::OEQ:
    return x == y;
  case arith::CmpFPredicate::OGT:
    return x > y;
  case arith::CmpFPredicate::OGE:
    return x >= y;
  case arith::CmpFPredicate::OLT:
    return x < y;
  case arith::CmpFPredicate::OLE:
    return x <= y;
  case arith::CmpFPredicate::UNE:
    return x != y;
  case arith::CmpFPredicate::UNO:
    return unordered;
  case arith::CmpFPredicate::ULT:
    return unordered || x < y;
  case arith::CmpFPredicate::UGT:
    return unordered || x > y;
  default:
    llvm::report_fatal_error("the interpreter does not know a predicate");
  }
}

/// Evaluates a conversion from one type to another.
static std::optional<Element> convert(StringRef name, Type from,
                                      Element value) {
  if (name == "arith.extf" || name == "arith.truncf")
    return Element{value.real, 0};
  if (name == "arith.sitofp")
    return Element{double(value.whole), 0};
  if (name == "arith.uitofp")
    return Element{double(toUnsigned(from, value.whole)), 0};
  if (name == "arith.fptosi" || name == "arith.fptoui")
    return Element{0, int64_t(value.real)};
  if (name == "arith.extui")
    return Element{0, int64_t(toUnsigned(from, value.whole))};
  if (name == "arith.extsi" || name == "arith.trunci" ||
      name == "arith.index_cast")
    return Element{0, value.whole};
  return std::nullopt;
}

/// x^n; 1 / x^-n, rounded towards zero, for n < 0, where x = 0 gives 0.
static int64_t power(int64_t x, int64_t n) {
  if (n < 0)
    return x == 1 ? 1 : x == -1 ? (n % 2 ? -1 : 1) : 0;
  uint64_t result = 1;
  for (; n > 0; --n)
    result *= uint64_t(x);
  return int64_t(result);
}

Element mlir::pipe::test::evaluate(Operation *op,
                                   llvm::ArrayRef<Element> operands) {
  StringRef name = op->getName().getStringRef();
  Type type = getElementTypeOrSelf(op->getResult(0));
  Type from = getElementTypeOrSelf(op->getOperand(0));
  auto round = [&](Element value) { return convertTo(type, value); };
  if (auto it = getUnary().find(name); it != getUnary().end())
    return round({it->second(operands[0].real), 0});
  if (auto it = getBinary().find(name); it != getBinary().end())
    return round({it->second(operands[0].real, operands[1].real), 0});
  if (auto it = getIntegers().find(name); it != getIntegers().end())
    return round({0, it->second(from, operands[0].whole, operands[1].whole)});
  if (auto converted = convert(name, from, operands[0]))
    return round(*converted);
  if (auto comparison = dyn_cast<arith::CmpIOp>(op))
    return round(
        {0, compare(comparison, from, operands[0].whole, operands[1].whole)});
  if (auto comparison = dyn_cast<arith::CmpFOp>(op))
    return round({0, compare(comparison, operands[0].real, operands[1].real)});
  if (name == "arith.select")
    return operands[0].whole ? operands[1] : operands[2];
  if (name == "math.fpowi")
    return round({std::pow(operands[0].real, double(operands[1].whole)), 0});
  if (name == "math.ipowi")
    return round({0, power(operands[0].whole, operands[1].whole)});
  if (name == "math.isinf")
    return round({0, std::isinf(operands[0].real)});
  if (name == "math.isnormal")
    return round({0, std::isnormal(float(operands[0].real))});
  if (name == "math.fma")
    return round(
        {std::fma(operands[0].real, operands[1].real, operands[2].real), 0});
  llvm::report_fatal_error("the interpreter does not know " +
                           llvm::Twine(name));
}
