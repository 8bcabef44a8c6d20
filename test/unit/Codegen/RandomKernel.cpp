//===- RandomKernel.cpp - Random functions on tensors ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RandomKernel.h"

#include <algorithm>
#include <numeric>

using namespace mlir::pipe::test;

static std::string join(const std::vector<std::string> &parts) {
  std::string text;
  for (const std::string &part : parts)
    text += (text.empty() ? "" : ", ") + part;
  return text;
}

static std::string getType(const std::vector<int> &shape) {
  std::string text = "tensor<";
  for (int size : shape)
    text += std::to_string(size) + "x";
  return text + "f32>";
}

/// "affine_map<(d0, d1) -> (d1)>" for 2 loops and the results {1}.
static std::string getMap(int loops, const std::vector<int> &results) {
  std::vector<std::string> from, to;
  for (int i = 0; i < loops; ++i)
    from.push_back("d" + std::to_string(i));
  for (int i : results)
    to.push_back(i < 0 ? "0" : "d" + std::to_string(i));
  return "affine_map<(" + join(from) + ") -> (" + join(to) + ")>";
}

static std::vector<int> getAll(size_t count) {
  std::vector<int> all(count);
  std::iota(all.begin(), all.end(), 0);
  return all;
}

RandomKernel::Shape RandomKernel::makeShape() {
  static constexpr int sizes[] = {1, 2, 3, 4, 6, 8, 17, 20};
  Shape shape(number(0, 3));
  for (int &size : shape)
    size = sizes[number(0, 7)];
  return shape;
}

std::string RandomKernel::addEmpty(const Shape &shape, const char *filling) {
  std::string empty = fresh();
  line(empty + " = tensor.empty() : " + getType(shape));
  if (!filling)
    return empty;
  std::string filled = fresh();
  line(filled + " = linalg.fill ins(" + filling + " : f32) outs(" + empty +
       " : " + getType(shape) + ") -> " + getType(shape));
  return filled;
}

/// Adds a generic and its result, made of values in [-8, 8] by `ops`. In them
/// %a0, %a1, ... are the inputs and %o the output; the last defines %r.
void RandomKernel::addGeneric(const std::vector<Value> &inputs,
                              const std::vector<std::string> &maps,
                              const Shape &shape, const std::string &outMap,
                              const std::string &init,
                              const std::vector<std::string> &iterators,
                              const std::vector<std::string> &ops) {
  std::vector<std::string> names, types, arguments, allMaps = maps, kinds;
  for (const Value &input : inputs) {
    arguments.push_back("%a" + std::to_string(names.size()) + ": f32");
    names.push_back(input.name);
    types.push_back(getType(input.shape));
  }
  arguments.push_back("%o: f32");
  allMaps.push_back(outMap);
  for (const std::string &iterator : iterators)
    kinds.push_back("\"" + iterator + "\"");
  std::string result = fresh();
  line(result + " = linalg.generic {indexing_maps = [" + join(allMaps) +
       "], iterator_types = [" + join(kinds) + "]} ins(" + join(names) + " : " +
       join(types) + ") outs(" + init + " : " + getType(shape) + ") {");
  line("^bb0(" + join(arguments) + "):");
  for (const std::string &op : ops)
    line("  " + op);
  line("  linalg.yield %r : f32");
  line("} -> " + getType(shape));
  values.push_back({result, shape});
}

/// Brings the elements of `value` into [-8, 8] and returns that.
RandomKernel::Value RandomKernel::addClamped(const Value &value) {
  size_t rank = value.shape.size();
  std::string map = getMap(int(rank), getAll(rank));
  addGeneric({value}, {map}, value.shape, map, addEmpty(value.shape),
             std::vector<std::string>(rank, "parallel"),
             {"%t = arith.minimumf %a0, %eight : f32",
              "%r = arith.maximumf %t, %minus : f32"});
  return values.back();
}

void RandomKernel::addBinary() {
  static const char *ops[] = {"addf", "subf", "mulf", "maximumf", "minimumf"};
  Value a = pick(), b = a;
  for (int i = 0; i < 8; ++i)
    if (const Value &other = pick(); other.shape == a.shape)
      b = other;
  std::string result = fresh();
  line(result + " = arith." + ops[number(0, 4)] + " " + a.name + ", " + b.name +
       " : " + getType(a.shape));
  addClamped({result, a.shape});
}

/// Adds dimensions to a value, or repeats along one of size 1.
void RandomKernel::addBroadcast() {
  Value a = pick();
  if (a.shape.size() > 2)
    return;
  Shape shape;
  std::vector<int> map;
  for (size_t i = 0; i <= a.shape.size(); ++i) {
    if (number(0, 1) && shape.size() + a.shape.size() - i < 3)
      shape.push_back(number(1, 9));
    if (i == a.shape.size())
      break;
    bool repeats = a.shape[i] == 1;
    map.push_back(repeats ? -1 : int(shape.size()));
    shape.push_back(repeats ? number(1, 5) : a.shape[i]);
  }
  int rank = int(shape.size());
  addGeneric({a}, {getMap(rank, map)}, shape, getMap(rank, getAll(rank)),
             addEmpty(shape), std::vector<std::string>(rank, "parallel"),
             {"%r = arith.negf %a0 : f32"});
}

void RandomKernel::addReduction() {
  Value a = pick();
  int rank = int(a.shape.size());
  Shape shape;
  std::vector<int> kept;
  std::vector<std::string> iterators;
  for (int i = 0; i < rank; ++i) {
    bool reduced = number(0, 1);
    iterators.push_back(reduced ? "reduction" : "parallel");
    if (reduced)
      continue;
    kept.push_back(i);
    shape.push_back(a.shape[i]);
  }
  bool sum = number(0, 1);
  addGeneric({a}, {getMap(rank, getAll(rank))}, shape, getMap(rank, kept),
             addEmpty(shape, sum ? "%zero" : "%minus"), iterators,
             {sum ? "%r = arith.addf %a0, %o : f32"
                  : "%r = arith.maximumf %a0, %o : f32"});
  Value raw = values.back();
  values.pop_back();
  addClamped(raw);
}

void RandomKernel::addTranspose() {
  Value a = pick();
  int rank = int(a.shape.size());
  std::vector<int> order = getAll(rank);
  std::shuffle(order.begin(), order.end(), random);
  Shape shape;
  for (int dim : order)
    shape.push_back(a.shape[dim]);
  // Loop i walks dimension order[i] of the source.
  std::vector<int> source(rank);
  for (int i = 0; i < rank; ++i)
    source[order[i]] = i;
  addGeneric({a}, {getMap(rank, source)}, shape, getMap(rank, getAll(rank)),
             addEmpty(shape), std::vector<std::string>(rank, "parallel"),
             {"%r = arith.addf %a0, %zero : f32"});
}

void RandomKernel::addReshape() {
  Value a = pick();
  if (a.shape.size() < 2)
    return;
  int product = 1;
  std::string dims;
  for (size_t i = 0; i < a.shape.size(); ++i) {
    product *= a.shape[i];
    dims += (i ? ", " : "") + std::to_string(i);
  }
  std::string result = fresh();
  line(result + " = tensor.collapse_shape " + a.name + " [[" + dims +
       "]] : " + getType(a.shape) + " into " + getType({product}));
  values.push_back({result, {product}});
  Shape shape = product % 2 == 0 ? Shape{2, product / 2} : Shape{product, 1};
  std::string expanded = fresh();
  line(expanded + " = tensor.expand_shape " + result +
       " [[0, 1]] output_shape [" + std::to_string(shape[0]) + ", " +
       std::to_string(shape[1]) + "] : " + getType({product}) + " into " +
       getType(shape));
  values.push_back({expanded, shape});
}

void RandomKernel::addSlice() {
  Value a = pick();
  Shape shape;
  std::vector<std::string> offsets, sizes, strides;
  for (int size : a.shape) {
    int taken = number(1, size), offset = number(0, size - taken);
    shape.push_back(taken);
    offsets.push_back(std::to_string(offset));
    sizes.push_back(std::to_string(taken));
    strides.push_back("1");
  }
  std::string result = fresh();
  line(result + " = tensor.extract_slice " + a.name + "[" + join(offsets) +
       "] [" + join(sizes) + "] [" + join(strides) + "] : " + getType(a.shape) +
       " to " + getType(shape));
  values.push_back({result, shape});
}

void RandomKernel::addInsertion() {
  Value a = pick();
  if (a.shape.empty())
    return;
  int dim = number(0, int(a.shape.size()) - 1);
  Shape shape = a.shape;
  shape[dim] *= 2;
  std::string result = fresh();
  line(result + " = tensor.concat dim(" + std::to_string(dim) + ") " + a.name +
       ", " + a.name + " : (" + getType(a.shape) + ", " + getType(a.shape) +
       ") -> " + getType(shape));
  if (shape[dim] <= 40)
    values.push_back({result, shape});
}

void RandomKernel::addProduct() {
  std::vector<Value> matrices;
  for (const Value &value : values)
    if (value.shape.size() == 2)
      matrices.push_back(value);
  for (int i = 0; i < 20 && !matrices.empty(); ++i) {
    Value a = matrices[number(0, int(matrices.size()) - 1)];
    Value b = matrices[number(0, int(matrices.size()) - 1)];
    bool transposed = a.shape[1] == b.shape[1] && number(0, 1);
    if (!transposed && a.shape[1] != b.shape[0])
      continue;
    Shape shape{a.shape[0], b.shape[transposed ? 0 : 1]};
    addGeneric(
        {a, b},
        {getMap(3, {0, 2}), transposed ? getMap(3, {1, 2}) : getMap(3, {2, 1})},
        shape, getMap(3, {0, 1}), addEmpty(shape, "%zero"),
        {"parallel", "parallel", "reduction"},
        {"%p = arith.mulf %a0, %a1 : f32", "%r = arith.addf %o, %p : f32"});
    Value raw = values.back();
    values.pop_back();
    addClamped(raw);
    return;
  }
}

std::string RandomKernel::write(int ops) {
  std::vector<std::string> arguments;
  for (int i = 0; i < 4; ++i) {
    Value value{"%x" + std::to_string(i), makeShape()};
    arguments.push_back(value.name + ": " + getType(value.shape));
    values.push_back(value);
  }
  line("%zero = arith.constant 0.0 : f32");
  line("%eight = arith.constant 8.0 : f32");
  line("%minus = arith.constant -8.0 : f32");
  void (RandomKernel::*const kinds[])() = {
      &RandomKernel::addBinary,    &RandomKernel::addBinary,
      &RandomKernel::addBinary,    &RandomKernel::addBroadcast,
      &RandomKernel::addReduction, &RandomKernel::addTranspose,
      &RandomKernel::addReshape,   &RandomKernel::addSlice,
      &RandomKernel::addInsertion, &RandomKernel::addProduct};
  for (int i = 0; i < ops; ++i)
    (this->*kinds[number(0, 9)])();

  std::vector<std::string> results, types;
  std::vector<std::string> accumulated;
  for (int i = 0; i < 4; ++i) {
    Value value = i == 0 ? values.back() : pick();
    if (number(0, 3) == 0)
      accumulated.push_back(std::to_string(i));
    results.push_back(value.name);
    types.push_back(getType(value.shape));
  }
  std::string attributes =
      accumulated.empty()
          ? ""
          : " attributes {pipe.accumulate = array<i64: " + join(accumulated) +
                ">}";
  return "func.func private @main(" + join(arguments) + ") -> (" + join(types) +
         ")" + attributes + " {\n" + body + "  return " + join(results) +
         " : " + join(types) + "\n}\n";
}
