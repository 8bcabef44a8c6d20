//===- RandomGraph.cpp - Random task graphs -------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RandomGraph.h"
#include "RandomStep.h"

#include <algorithm>
#include <sstream>
#include <vector>

using namespace mlir::pipe::test;

namespace {
struct Value {
  std::string name, type;
};

class RandomGraph {
public:
  RandomGraph(int64_t numStages, GraphKind kind, std::mt19937_64 &random,
              bool stagesApart)
      : numStages(numStages), kind(kind), random(random),
        stagesApart(stagesApart) {}

  std::string print(bool hasStep) {
    std::ostringstream out;
    out << "pipe.pipeline @random "
        << (kind == GraphKind::Inference ? ""
            : draw(2)                    ? "gradients mean "
                                         : "gradients sum ")
        << "{\n";
    declareParams(out);
    std::string graph = printGraph();
    RandomStep step;
    if (hasStep)
      step = printRandomStep(trainable, numStages, random, stagesApart);
    out << step.variables << graph << step.step << "}\n";
    return out.str();
  }

private:
  void declareParams(std::ostringstream &out) {
    size_t numParams = 1 + draw(numStages + 1);
    for (size_t p = 0; p < numParams; ++p) {
      params.push_back({"w" + std::to_string(p), drawType()});
      out << "  pipe.param @" << params[p].name << " : " << params[p].type
          << "\n";
      trainable.push_back({params[p].name, params[p].type});
      trainable.back().home = static_cast<int64_t>(draw(numStages));
    }
    // A number that micro-batches read, too.
    readsNumber = !stagesApart && draw(2);
    if (readsNumber)
      out << "  pipe.hyper @given \"given\" : tensor<f32>\n";
  }

  std::string printGraph() {
    std::ostringstream out;
    out << "  pipe.graph (%x \"x\" : tensor<4xf32>, %y \"y\" : tensor<f32>) "
           "{\n";
    inputs = {{"x", "tensor<4xf32>"}, {"y", "tensor<f32>"}};
    for (int64_t s = 0; s < numStages; ++s)
      out << printTask(s, "forward");
    for (int64_t s = numStages - 1; s >= 0; --s)
      if (kind == GraphKind::Training)
        out << printTask(s, "backward");
      else if (kind == GraphKind::SplitBackward)
        out << printHalves(s);
    // At least one output or gradient.
    if (outputs.empty() && gradients.empty())
      addOutput(forwards.back());
    out << "    pipe.return";
    printList(out, " outputs(", outputs);
    printList(out, " gradients(", gradients);
    out << "\n  }\n";
    return out.str();
  }

  size_t draw(size_t bound) { return random() % bound; }
  std::string drawType() {
    static constexpr const char *types[] = {
        "tensor<f32>", "tensor<4xf32>", "tensor<2x4xi16>", "tensor<4xbf16>"};
    return types[draw(std::size(types))];
  }

  static void printList(std::ostringstream &out, const char *head,
                        const std::vector<std::string> &items) {
    for (size_t i = 0; i < items.size(); ++i)
      out << (i ? ", " : head) << items[i];
    if (!items.empty())
      out << ")";
  }

  void addOutput(const Value &value) {
    outputs.push_back("%" + value.name + " as \"o" +
                      std::to_string(outputs.size()) + "\" : " + value.type);
  }

  /// Draws operands; now and then one twice.
  std::vector<Value> drawOperands(bool isForward) {
    std::vector<Value> candidates = inputs, operands;
    candidates.insert(candidates.end(), forwards.begin(), forwards.end());
    if (!isForward)
      candidates.insert(candidates.end(), backwards.begin(), backwards.end());
    // Mostly what was made last: a chain with exceptions.
    for (size_t i = 0, count = 1 + draw(3); i < count; ++i)
      operands.push_back(
          draw(3) ? candidates[candidates.size() - 1 -
                               draw(std::min<size_t>(3, candidates.size()))]
                  : candidates[draw(candidates.size())]);
    return operands;
  }

  /// One half or both. No other task reads what W makes: it may run last.
  std::string printHalves(int64_t stage) {
    size_t choice = draw(5);
    std::string text;
    if (choice != 0)
      text += printTask(stage, "input_gradient");
    std::vector<Value> readable = backwards;
    if (choice != 1)
      text += printTask(stage, "weight_gradient");
    backwards = readable;
    return text;
  }

  std::string printTask(int64_t stage, const std::string &taskKind) {
    bool isForward = taskKind == "forward";
    std::vector<Value> operands = drawOperands(isForward), results;
    std::vector<Value> used;
    for (size_t p = 0; p < params.size(); ++p)
      if (stagesApart ? trainable[p].home == stage && draw(4)
                      : draw(params.size()) < 1 + draw(2))
        used.push_back(params[p]);
    std::string prefix = taskKind.substr(0, 1) + std::to_string(stage) + "_";
    for (size_t i = 0, count = 1 + draw(2); i < count; ++i) {
      results.push_back({prefix + std::to_string(i), drawType()});
      if (draw(5) == 0)
        addOutput(results.back());
    }
    (isForward ? forwards : backwards)
        .insert((isForward ? forwards : backwards).end(), results.begin(),
                results.end());
    for (const Value &param : used) {
      if (isForward || draw(5) == 0 || (stagesApart && isTrained(param)))
        continue;
      results.push_back({prefix + param.name, param.type});
      gradients.push_back("%" + results.back().name + " of @" + param.name +
                          " : " + param.type);
      for (TrainableParam &trained : trainable)
        if (trained.name == param.name && trained.stage < 0)
          trained.stage = stage;
    }
    if (readsNumber && draw(3) == 0)
      used.push_back({"given", "tensor<f32>"});
    return printTaskText(stage, taskKind, operands, used, results);
  }

  bool isTrained(const Value &param) const {
    return std::any_of(
        trainable.begin(), trainable.end(), [&](const TrainableParam &trained) {
          return trained.name == param.name && trained.stage >= 0;
        });
  }

  std::string printTaskText(int64_t stage, const std::string &taskKind,
                            const std::vector<Value> &operands,
                            const std::vector<Value> &used,
                            const std::vector<Value> &results) {
    std::string names, types, values, operandTypes, paramNames;
    auto append = [](std::string &list, const std::string &item) {
      list += (list.empty() ? "" : ", ") + item;
    };
    for (const Value &result : results) {
      append(names, "%" + result.name);
      append(types, result.type);
    }
    for (const Value &operand : operands) {
      append(values, "%" + operand.name);
      append(operandTypes, operand.type);
    }
    for (const Value &param : used)
      append(paramNames, "@" + param.name);
    return "    " + names + " = pipe.task @" + taskKind + "_" +
           std::to_string(stage) + " " + taskKind + " stage " +
           std::to_string(stage) + " kernel @kernel (" + values + ")" +
           (used.empty() ? "" : " params(" + paramNames + ")") + " : (" +
           operandTypes + ") -> (" + types + ")\n";
  }

  int64_t numStages;
  GraphKind kind;
  std::mt19937_64 &random;
  bool stagesApart, readsNumber = false;
  std::vector<Value> params, inputs, forwards, backwards;
  std::vector<TrainableParam> trainable;
  std::vector<std::string> outputs, gradients;
};
} // namespace

std::string mlir::pipe::test::printRandomGraph(int64_t numStages,
                                               GraphKind kind,
                                               std::mt19937_64 &random,
                                               bool hasStep, bool stagesApart) {
  return RandomGraph(numStages, kind, random, stagesApart).print(hasStep);
}
