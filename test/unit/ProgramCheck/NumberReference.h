//===- NumberReference.h - What a graph gives on numbers --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_PROGRAMCHECK_NUMBERREFERENCE_H
#define PIPE_TEST_UNIT_PROGRAMCHECK_NUMBERREFERENCE_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include <map>

namespace mlir::pipe::test {

/// Numbers modulo a prime: a mean is a product with an inverse, and sums do not
/// depend on their order.
using Number = uint64_t;
constexpr Number kPrime = (Number(1) << 61) - 1;

inline Number add(Number a, Number b) { return (a + b) % kPrime; }
inline Number multiply(Number a, Number b) {
  return static_cast<Number>(static_cast<unsigned __int128>(a) * b % kPrime);
}
inline Number invert(Number a) {
  Number result = 1;
  for (Number power = kPrime - 2; power; power >>= 1, a = multiply(a, a))
    if (power & 1)
      result = multiply(result, a);
  return result;
}

/// A function of all numbers of the list, in their order, and of the name.
inline Number mix(StringRef name, ArrayRef<Number> numbers) {
  Number hash = 14695981039346656037ull % kPrime;
  auto take = [&](Number number) {
    hash =
        multiply(add(hash, number % kPrime), 6364136223846793005ull % kPrime);
    hash ^= hash >> 29;
  };
  for (char c : name)
    take(static_cast<unsigned char>(c));
  for (Number number : numbers)
    take(add(number, 1));
  return hash % kPrime;
}

inline bool isShortFloat(Type type) {
  Type element = cast<RankedTensorType>(type).getElementType();
  return isa<FloatType>(element) && element.getIntOrFloatBitWidth() == 16;
}

/// What the graph gives in a step of so many replicas. Micro-batch m of replica
/// r has the number r * M + m.
class Reference {
public:
  Reference(PipelineOp pipeline, int64_t numReplicas)
      : pipeline(pipeline), schedule(pipeline.getSchedule()),
        numReplicas(numReplicas) {
    for (Operation &op : pipeline.getBody().front())
      if (isa<ParamOp, StateOp>(op)) {
        StringRef name = SymbolTable::getSymbolName(&op).getValue();
        variables[name.str()] = mix(name, {7});
      }
  }

  void execute(Number number) {
    auto microBatches = static_cast<int64_t>(schedule.getMicroBatches());
    int64_t every = schedule.getUpdateEvery().value_or(microBatches);
    inputs.clear();
    gradients.clear();
    history = {variables};
    for (int64_t m = 0, size = 0; m < microBatches; ++m) {
      if (size == 0) {
        giveHypers(number);
        gradients.clear();
      }
      for (int64_t replica = 0; replica < numReplicas; ++replica)
        runMicroBatch(number, replica * microBatches + m);
      if (++size == every || m + 1 == microBatches) {
        finishGroup(size);
        size = 0;
      }
    }
  }

  std::map<std::string, Number> variables, gradients;
  std::map<std::pair<std::string, int64_t>, Number> inputs, outputs, hypers;

private:
  void runMicroBatch(Number number, int64_t m) {
    GraphOp graph = pipeline.getGraph();
    for (auto [argument, name] :
         llvm::zip_equal(graph.getBody().getArguments(), graph.getInputs())) {
      StringRef input = cast<StringAttr>(name).getValue();
      values[argument] = inputs[{input.str(), m}] =
          mix(input, {number, static_cast<Number>(m)});
    }
    runTasks(graph.getBody());
    takeResults(graph.getReturn(), m);
  }

  /// Those of the group that begins.
  void giveHypers(Number number) {
    auto update = static_cast<int64_t>(history.size()) - 1;
    for (HyperOp hyper : pipeline.getBody().getOps<HyperOp>()) {
      std::string name = hyper.getSymName().str();
      hypers[{name, update}] = variables[name] =
          mix(name, {number, static_cast<Number>(update)});
    }
  }

  void finishGroup(int64_t size) {
    for (auto &[name, sum] : gradients) {
      if (pipeline.getGradients() == GradientMode::Mean)
        sum = multiply(sum, invert(size * numReplicas));
      if (isShortFloat(pipeline.lookupParam(name).getType()))
        sum = mix("round", {sum});
    }
    for (StepOp step : pipeline.getBody().getOps<StepOp>())
      executeStep(step);
    history.push_back(variables);
  }

  /// The variables that a task sees: those of now, or older ones.
  const std::map<std::string, Number> &getVariables(TaskOp task) {
    auto delays = schedule.getDelays();
    if (!delays || isa<StepOp>(task->getParentOp()))
      return variables;
    auto age = static_cast<size_t>((*delays)[task.getStage()]);
    return history.size() > age ? history[history.size() - 1 - age]
                                : history.front();
  }

  void runTasks(Region &region) {
    for (TaskOp task : region.getOps<TaskOp>()) {
      std::vector<Number> read;
      for (Value operand : task.getOperands())
        read.push_back(values[operand]);
      for (Attribute name : task.getParams())
        read.push_back(getVariables(task).at(
            cast<FlatSymbolRefAttr>(name).getValue().str()));
      for (OpResult result : task.getResults()) {
        read.push_back(result.getResultNumber());
        values[result] = mix(task.getName(), read);
        read.pop_back();
      }
    }
  }

  void takeResults(ReturnOp op, int64_t m) {
    for (auto [value, name] :
         llvm::zip_equal(op.getOutputs(), op.getOutputNames()))
      outputs[{cast<StringAttr>(name).str(), m}] = values[value];
    for (auto [value, name] :
         llvm::zip_equal(op.getGradients(), op.getParams())) {
      Number &sum = gradients[cast<FlatSymbolRefAttr>(name).getValue().str()];
      sum = add(sum, values[value]);
    }
  }

  void executeStep(StepOp step) {
    for (auto [argument, name] :
         llvm::zip_equal(step.getBody().getArguments(), step.getParams()))
      values[argument] =
          gradients.at(cast<FlatSymbolRefAttr>(name).getValue().str());
    runTasks(step.getBody());
    auto updates = cast<UpdatesOp>(step.getBody().front().getTerminator());
    for (auto [value, name] :
         llvm::zip_equal(updates.getValues(), updates.getVariables()))
      variables[cast<FlatSymbolRefAttr>(name).getValue().str()] = values[value];
  }

  PipelineOp pipeline;
  ScheduleOp schedule;
  int64_t numReplicas;
  llvm::DenseMap<Value, Number> values;
  /// The variables before the step, and after each update of it.
  std::vector<std::map<std::string, Number>> history;
};

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_PROGRAMCHECK_NUMBERREFERENCE_H
