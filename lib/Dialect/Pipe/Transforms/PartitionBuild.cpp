//===- PartitionBuild.cpp - Create the task graph -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Partition.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
struct PipelineBuilder {
  func::FuncOp func, body;
  const JointGraph &graph;
  const ModelRoots &roots;
  ArrayRef<TaskPlan> plans;
  OpBuilder builder;
  /// Arguments of the graph, by value; results of tasks, by task and value.
  DenseMap<std::pair<int32_t, int32_t>, Value> values;
  SmallVector<Value> outputs, gradients;
  /// In how many tasks each node is.
  SmallVector<int32_t> numTasks;

  PipelineBuilder(func::FuncOp func, func::FuncOp body, const JointGraph &graph,
                  const ModelRoots &roots, ArrayRef<TaskPlan> plans)
      : func(func), body(body), graph(graph), roots(roots), plans(plans),
        builder(func), outputs(graph.outputs.size()),
        gradients(graph.gradients.size()), numTasks(graph.nodes.size()) {
    for (const TaskPlan &plan : plans)
      for (int32_t node : plan.nodes)
        ++numTasks[node];
  }

  StringAttr getArgumentName(int32_t value) {
    auto argument = cast<BlockArgument>(graph.values[value].value);
    return body.getArgAttrOfType<StringAttr>(argument.getArgNumber(),
                                             kNameAttr);
  }

  PipelineOp createPipeline() {
    bool isTraining = !graph.gradients.empty();
    auto mode = func->getParentOp()->getAttrOfType<StringAttr>(kGradientsAttr);
    GradientModeAttr gradientMode;
    if (isTraining)
      gradientMode = GradientModeAttr::get(builder.getContext(),
                                           mode && mode.getValue() == "sum"
                                               ? GradientMode::Sum
                                               : GradientMode::Mean);
    auto pipeline =
        PipelineOp::create(builder, func.getLoc(), "pipeline", gradientMode,
                           FlatSymbolRefAttr::get(func.getSymNameAttr()));
    pipeline.getBody().emplaceBlock();
    SymbolTable(func->getParentOp()).insert(pipeline);
    return pipeline;
  }

  void createParams() {
    for (auto [id, info] : llvm::enumerate(graph.values)) {
      if (info.kind != ValueKind::Parameter)
        continue;
      auto argument = cast<BlockArgument>(info.value);
      unsigned number = argument.getArgNumber();
      if (body.getArgAttr(number, kSplitAttr))
        continue;
      if (auto role = body.getArgAttrOfType<StringAttr>(number, kHyperAttr)) {
        HyperOp::create(
            builder, argument.getLoc(), getArgumentName(id), role,
            TypeAttr::get(argument.getType()),
            body.getArgAttrOfType<ElementsAttr>(number, kValueAttr));
        continue;
      }
      auto place =
          body.getArgAttrOfType<DenseI64ArrayAttr>(number, kPartPlaceAttr);
      auto getInteger = [&](unsigned i) {
        return place ? builder.getI64IntegerAttr(place[i]) : IntegerAttr();
      };
      ParamOp::create(builder, argument.getLoc(), getArgumentName(id),
                      TypeAttr::get(argument.getType()),
                      body.getArgAttrOfType<ElementsAttr>(number, kValueAttr),
                      body.getArgAttrOfType<StringAttr>(number, kPartOfAttr),
                      body.getArgAttrOfType<TypeAttr>(number, kPartWholeAttr),
                      getInteger(0), getInteger(1));
    }
  }

  GraphOp createGraph() {
    SmallVector<Attribute> names;
    SmallVector<int32_t> inputs;
    for (auto [id, info] : llvm::enumerate(graph.values))
      if (info.kind == ValueKind::Input) {
        names.push_back(getArgumentName(id));
        inputs.push_back(id);
      }
    auto op =
        GraphOp::create(builder, func.getLoc(), builder.getArrayAttr(names));
    Block &block = op.getBody().emplaceBlock();
    for (int32_t input : inputs) {
      Value value = graph.values[input].value;
      values[{-1, input}] = block.addArgument(value.getType(), value.getLoc());
    }
    builder.setInsertionPointToEnd(&block);
    return op;
  }

  /// Values that `plan` yields: results, then outputs or gradients.
  SmallVector<int32_t> getYielded(const TaskPlan &plan) {
    SmallVector<int32_t> yielded = plan.results;
    bool isForward = plan.kind == TaskKind::Forward;
    for (int32_t root : plan.roots)
      yielded.push_back(isForward ? graph.outputs[root]
                                  : graph.gradients[root]);
    return yielded;
  }

  TaskOp createTask(const TaskPlan &plan, ArrayRef<int32_t> yielded) {
    SmallVector<Value> operands;
    SmallVector<Attribute> params;
    SmallVector<Type> types;
    for (const TaskValue &operand : plan.operands)
      operands.push_back(values.at({operand.task, operand.value}));
    for (int32_t param : plan.params)
      params.push_back(FlatSymbolRefAttr::get(getArgumentName(param)));
    for (int32_t value : yielded)
      types.push_back(graph.values[value].value.getType());
    auto stage = static_cast<int64_t>(plan.stage);
    return TaskOp::create(
        builder, func.getLoc(), types, TaskOp::makeName(plan.kind, stage),
        plan.kind, stage, FlatSymbolRefAttr(), operands,
        builder.getArrayAttr(params), builder.getI64IntegerAttr(plan.cost));
  }

  /// Moves the op of `node`, or copies it if other tasks have one, too.
  void addNode(int32_t node, OpBuilder &body, IRMapping &mapping) {
    Operation *op = graph.nodes[node].op;
    if (numTasks[node] > 1) {
      body.clone(*op, mapping);
      return;
    }
    op->remove();
    body.insert(op);
    op->walk([&](Operation *nested) {
      for (OpOperand &operand : nested->getOpOperands())
        operand.set(mapping.lookupOrDefault(operand.get()));
    });
  }

  void fillBody(TaskOp task, const TaskPlan &plan, ArrayRef<int32_t> yielded) {
    Block &block = task.getBody().emplaceBlock();
    IRMapping mapping;
    auto addArgument = [&](int32_t id) {
      Value value = graph.values[id].value;
      mapping.map(value, block.addArgument(value.getType(), value.getLoc()));
    };
    for (const TaskValue &operand : plan.operands)
      addArgument(operand.value);
    for (int32_t param : plan.params)
      addArgument(param);
    OpBuilder body = OpBuilder::atBlockEnd(&block);
    for (int32_t node : plan.nodes)
      addNode(node, body, mapping);
    SmallVector<Value> results;
    for (int32_t value : yielded)
      results.push_back(mapping.lookupOrDefault(graph.values[value].value));
    YieldOp::create(body, task.getLoc(), results);
  }

  void addTask(int32_t index) {
    const TaskPlan &plan = plans[index];
    SmallVector<int32_t> yielded = getYielded(plan);
    TaskOp task = createTask(plan, yielded);
    fillBody(task, plan, yielded);
    for (auto [i, value] : llvm::enumerate(plan.results))
      values[{index, value}] = task.getResult(i);
    bool isForward = plan.kind == TaskKind::Forward;
    for (auto [i, root] : llvm::enumerate(plan.roots))
      (isForward ? outputs : gradients)[root] =
          task.getResult(plan.results.size() + i);
  }

  void createReturn() {
    SmallVector<Attribute> names, params;
    for (const GraphRoot &root : roots.outputs)
      names.push_back(builder.getStringAttr(root.name));
    for (const GraphRoot &root : roots.gradients)
      params.push_back(FlatSymbolRefAttr::get(builder.getContext(), root.name));
    ReturnOp::create(builder, func.getLoc(), outputs, gradients,
                     builder.getArrayAttr(names), builder.getArrayAttr(params));
  }

  PipelineOp build() {
    PipelineOp pipeline = createPipeline();
    builder.setInsertionPointToStart(&pipeline.getBody().front());
    createParams();
    createGraph();
    for (size_t index = 0; index < plans.size(); ++index)
      addTask(index);
    createReturn();
    return pipeline;
  }
};
} // namespace

PipelineOp mlir::pipe::buildPipeline(func::FuncOp func, func::FuncOp body,
                                     const PartitionedModel &model) {
  return PipelineBuilder(func, body, model.graph, model.roots, model.plan.tasks)
      .build();
}
