//===- RandomStep.cpp - Random updates of parameters ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RandomStep.h"

#include <iterator>
#include <map>

using namespace mlir::pipe::test;

namespace {
/// A value (%name) or variable (@name).
struct Named {
  std::string name, type;
};

void append(std::string &list, const std::string &item) {
  list += (list.empty() ? "" : ", ") + item;
}

class StepPrinter {
public:
  StepPrinter(const std::vector<TrainableParam> &params, int64_t numStages,
              std::mt19937_64 &random, bool stagesApart)
      : params(params), numStages(numStages), random(random),
        stagesApart(stagesApart) {}

  RandomStep print() {
    for (size_t i = 0, count = 1 + draw(2); i < count; ++i) {
      hypers.push_back({"h" + std::to_string(i), "tensor<f64>"});
      variables += "  pipe.hyper @h" + std::to_string(i) + " \"h" +
                   std::to_string(i) + "\" : tensor<f64>\n";
    }
    std::string gradients;
    for (const TrainableParam &param : params)
      if (param.stage >= 0)
        append(gradients,
               "%g_" + param.name + " of @" + param.name + " : " + param.type);
    if (draw(3) == 0 && !stagesApart)
      printWeights();
    if (draw(2) && !stagesApart)
      printNorm();
    for (const TrainableParam &param : params)
      if (draw(6) < (param.stage >= 0 ? 5u : 2u))
        printUpdate(param);
    int64_t stage = drawStage();
    if (draw(3) == 0 && !getShared(stage).empty())
      printTask(stage, "last", {pick(getShared(stage))}, {pick(hypers)},
                {{"last", "tensor<f32>"}});
    return {variables, "  pipe.step (" + gradients + ") {\n" + tasks +
                           "    pipe.updates " + updates + "\n  }\n"};
  }

private:
  size_t draw(size_t bound) { return random() % bound; }
  template <typename T>
  const T &pick(const std::vector<T> &list) {
    return list[draw(list.size())];
  }
  int64_t drawStage() { return static_cast<int64_t>(draw(numStages)); }
  /// What further tasks of `stage` may read.
  std::vector<Named> &getShared(int64_t stage) {
    return shared[stagesApart ? stage : 0];
  }

  static Named getGradient(const TrainableParam &param) {
    return {"g_" + param.name, param.type};
  }

  /// Any rank reads parameters, those of other ranks, too.
  void printWeights() {
    std::vector<Named> read;
    for (const TrainableParam &param : params)
      if (draw(2))
        read.push_back({param.name, param.type});
    Named weights = {"weights", "tensor<4xf32>"};
    getShared(0).push_back(weights);
    printTask(drawStage(), "weights", {}, read, {weights});
  }

  /// A part of each gradient on its rank, all of them on one, back to all.
  void printNorm() {
    std::vector<Named> parts;
    for (const TrainableParam &param : params) {
      if (param.stage < 0 || draw(4) == 0)
        continue;
      parts.push_back({"n_" + param.name, "tensor<f32>"});
      std::vector<Named> read = {pick(hypers)};
      if (draw(2))
        read.push_back({param.name, param.type});
      printTask(param.stage, "norm_" + param.name, {getGradient(param)}, read,
                {parts.back()});
    }
    if (parts.empty())
      return;
    std::vector<Named> made = {
        {"total", draw(2) ? "tensor<f32>" : "tensor<4xf32>"}};
    if (draw(3) == 0)
      made.push_back({"unread", "tensor<f32>"});
    getShared(0).insert(getShared(0).end(), made.begin(), made.end());
    std::vector<Named> read;
    if (made.front().type == "tensor<f32>" && draw(2)) { // The caller sees it.
      read.push_back({"seen", "tensor<f32>"});
      variables += "  pipe.state @seen \"seen\" : tensor<f32>\n";
      append(updates, "%total of @seen : tensor<f32>");
    }
    printTask(drawStage(), "total", parts, read, made);
  }

  std::vector<Named> declareStates(const TrainableParam &param) {
    std::vector<Named> states;
    std::string type = param.type;
    if (draw(2))
      type.replace(type.find_first_of("fib"), std::string::npos, "f32>");
    for (size_t i = 0, count = draw(3); i < count; ++i) {
      states.push_back({param.name + "_s" + std::to_string(i), type});
      variables += "  pipe.state @" + states.back().name + " \"s" +
                   std::to_string(i) + "\" of @" + param.name + " : " + type +
                   "\n";
    }
    return states;
  }

  void printUpdate(const TrainableParam &param) {
    std::vector<Named> operands, read = {{param.name, param.type}}, made;
    int64_t stage = param.stage >= 0 ? param.stage
                    : stagesApart    ? param.home
                                     : drawStage();
    std::vector<Named> &common = getShared(stage);
    if (param.stage >= 0)
      operands.push_back(getGradient(param));
    if (!common.empty() && draw(3))
      operands.push_back(pick(common));
    for (const Named &state : declareStates(param))
      read.push_back(state);
    std::vector<Named> changed;
    for (const Named &variable : read)
      if (changed.empty() || draw(5))
        changed.push_back(variable);
    // A state may stay, and so may the parameter beside its states.
    if (changed.size() > 1 && draw(8) == 0)
      changed.erase(changed.begin());
    for (const Named &variable : changed) {
      made.push_back({"new_" + variable.name, variable.type});
      append(updates, "%new_" + variable.name + " of @" + variable.name +
                          " : " + variable.type);
      if (draw(4) == 0)
        common.push_back(made.back());
    }
    if (draw(4) == 0) {
      made.push_back({"size_" + param.name, "tensor<f32>"});
      common.push_back(made.back());
    }
    read.insert(draw(2) ? read.begin() : read.end(), pick(hypers));
    printTask(stage, "update_" + param.name, operands, read, made);
  }

  void printTask(int64_t stage, const std::string &name,
                 const std::vector<Named> &operands,
                 const std::vector<Named> &read,
                 const std::vector<Named> &made) {
    std::string results, types, values, operandTypes, names;
    for (const Named &result : made) {
      append(results, "%" + result.name);
      append(types, result.type);
    }
    for (const Named &operand : operands) {
      append(values, "%" + operand.name);
      append(operandTypes, operand.type);
    }
    for (const Named &variable : read)
      append(names, "@" + variable.name);
    tasks += "    " + results + " = pipe.task @" + name + " update stage " +
             std::to_string(stage) + " kernel @kernel (" + values + ")" +
             (read.empty() ? "" : " params(" + names + ")") + " : (" +
             operandTypes + ") -> (" + types + ")\n";
  }

  const std::vector<TrainableParam> &params;
  int64_t numStages;
  std::mt19937_64 &random;
  bool stagesApart;
  std::vector<Named> hypers;
  std::map<int64_t, std::vector<Named>> shared; ///< By stage, or all in 0.
  std::string variables, tasks, updates;
};
} // namespace

RandomStep
mlir::pipe::test::printRandomStep(const std::vector<TrainableParam> &params,
                                  int64_t numStages, std::mt19937_64 &random,
                                  bool stagesApart) {
  return StepPrinter(params, numStages, random, stagesApart).print();
}
