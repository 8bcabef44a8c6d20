//===- RandomModel.cpp - Random training graphs ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RandomModel.h"

#include <vector>

namespace {
using Names = std::vector<std::string>;

struct Generator {
  std::mt19937 &random;
  std::string body;
  Names inputs, forward, backward;
  int numValues = 0;

  int draw(int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random);
  }
  bool isLikely(int percent) { return draw(1, 100) <= percent; }

  /// Rather one of the last few than any.
  std::string pick(const Names &names, int last = 3) {
    int size = static_cast<int>(names.size());
    int from = isLikely(70) ? std::max(0, size - last) : 0;
    return names[draw(from, size - 1)];
  }

  std::string pickAny() {
    const Names &names = isLikely(60) && !forward.empty() ? forward : inputs;
    return names[draw(0, static_cast<int>(names.size()) - 1)];
  }

  std::string add(const std::string &a, const std::string &b,
                  const char *op = nullptr) {
    static const char *ops[] = {"addi", "muli", "subi", "maxsi"};
    std::string name = "%v" + std::to_string(numValues++);
    body += "  " + name + " = arith." + (op ? op : ops[draw(0, 3)]) + " " + a +
            ", " + b + " : tensor<1xi32>\n";
    return name;
  }

  void addForward() {
    for (int count = draw(2, 14); count > 0; --count) {
      std::string a = forward.empty() ? pick(inputs) : pick(forward);
      forward.push_back(add(a, pickAny()));
      // Front ends compute factors of the backward part early.
      if (isLikely(20))
        backward.push_back(add(forward.back(), pickAny()));
    }
  }

  void addBackward() {
    for (int count = draw(2, 16); count > 0; --count) {
      std::string a =
          !backward.empty() && isLikely(80) ? pick(backward) : pickAny();
      backward.push_back(add(a, pickAny()));
    }
  }

  std::string addGradient() {
    std::string sum;
    for (int terms = draw(1, 4); terms > 0; --terms) {
      std::string term = pick(backward, 6);
      if (isLikely(80))
        term = add(term, pickAny());
      if (sum.empty())
        sum = term;
      else
        sum = isLikely(80) ? add(sum, term, "addi") : add(term, sum, "addi");
      // A sum may be scaled by a parameter.
      if (isLikely(20))
        sum = add(sum, inputs.front(), "muli");
    }
    return sum;
  }
};
} // namespace

std::string pipe_test::makeRandomModel(std::mt19937 &random) {
  Generator generator{random, {}, {}, {}, {}};
  const std::string type = "tensor<1xi32>";
  std::string arguments, results, types, values;
  auto append = [&](std::string &list, const std::string &item) {
    list += (list.empty() ? "" : ", ") + item;
  };
  int numParameters = generator.draw(1, 4);
  for (int i = 0; i < numParameters; ++i) {
    std::string name = "p" + std::to_string(i);
    append(arguments,
           "%" + name + ": " + type + " {pipe.name = \"" + name + "\"}");
    generator.inputs.push_back("%" + name);
  }
  for (int i = generator.draw(1, 2); i > 0; --i) {
    std::string name = "x" + std::to_string(i);
    append(arguments, "%" + name + ": " + type + " {pipe.name = \"" + name +
                          "\", pipe.batch = 0}");
    generator.inputs.push_back("%" + name);
  }
  generator.addForward();
  generator.addBackward();
  auto addResult = [&](const std::string &value, const std::string &role) {
    append(values, value);
    append(types, type);
    append(results, type + " {" + role + "}");
  };
  addResult(generator.forward.back(), "pipe.loss");
  for (int i = 0; i < numParameters; ++i)
    if (i == 0 || generator.isLikely(85))
      addResult(generator.addGradient(),
                "pipe.gradient = \"p" + std::to_string(i) + "\"");
  if (generator.isLikely(30))
    addResult(generator.pickAny(), "pipe.output");
  return "func.func @main(" + arguments + ") -> (" + results + ") {\n" +
         generator.body + "  return " + values + " : " + types + "\n}\n";
}
