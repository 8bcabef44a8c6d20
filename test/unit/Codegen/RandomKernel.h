//===- RandomKernel.h - Random functions on tensors -------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_CODEGEN_RANDOMKERNEL_H
#define PIPE_TEST_UNIT_CODEGEN_RANDOMKERNEL_H

#include <random>
#include <string>
#include <vector>

namespace mlir::pipe::test {

/// Writes a function @main of about `ops` random ops on small f32 tensors:
/// elementwise chains with several users, broadcasts, reductions along any
/// dimension, transposes, reshapes, slices, insertions, matrix products. All
/// values are whole numbers in [-8, 8], so that every order of the sums gives
/// the same result.
class RandomKernel {
public:
  explicit RandomKernel(unsigned seed) : random(seed) {}

  std::string write(int ops);

private:
  using Shape = std::vector<int>;
  struct Value {
    std::string name;
    Shape shape;
  };

  int number(int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random);
  }
  const Value &pick() { return values[number(0, int(values.size()) - 1)]; }
  Shape makeShape();
  std::string fresh() { return "%v" + std::to_string(next++); }
  void line(const std::string &text) { body += "  " + text + "\n"; }

  std::string addEmpty(const Shape &shape, const char *filling = nullptr);
  void addGeneric(const std::vector<Value> &inputs,
                  const std::vector<std::string> &maps, const Shape &shape,
                  const std::string &outMap, const std::string &init,
                  const std::vector<std::string> &iterators,
                  const std::vector<std::string> &ops);
  Value addClamped(const Value &value);
  void addBinary();
  void addBroadcast();
  void addReduction();
  void addTranspose();
  void addReshape();
  void addSlice();
  void addInsertion();
  void addProduct();

  std::mt19937 random;
  std::vector<Value> values;
  std::string body;
  int next = 0;
};

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_CODEGEN_RANDOMKERNEL_H
