//===- JointGraph.cpp - A model function as a graph -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Partition/JointGraph.h"

#include "pipe/Analysis/OpFacts/OpCost.h"
#include "pipe/Analysis/OpFacts/OpEffects.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/Transforms/RegionUtils.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
struct GraphBuilder {
  JointGraph graph;
  DenseMap<Value, int32_t> index;
  llvm::StringMap<int32_t> parameters; ///< by name

  int32_t add(Value value, ValueKind kind, int32_t maker) {
    int32_t id = graph.values.size();
    index[value] = id;
    auto type = dyn_cast<RankedTensorType>(value.getType());
    std::optional<int64_t> bytes = type ? getTensorBytes(type) : std::nullopt;
    graph.values.push_back({value, kind, maker, bytes.value_or(-1)});
    return id;
  }

  void addArguments(func::FuncOp func) {
    for (BlockArgument argument : func.getArguments()) {
      bool isParameter =
          func.getArgAttr(argument.getArgNumber(), kParameterAttr) != nullptr;
      int32_t id = add(
          argument, isParameter ? ValueKind::Parameter : ValueKind::Input, -1);
      auto name =
          func.getArgAttrOfType<StringAttr>(argument.getArgNumber(), kNameAttr);
      if (isParameter && name)
        parameters.try_emplace(name.getValue(), id);
    }
  }

  void addNode(Operation *op, const llvm::StringSet<> &pureDialects) {
    GraphNode node;
    node.op = op;
    node.isPinned = !isPureOp(op, pureDialects);
    llvm::SmallSetVector<Value, 8> reads(op->operand_begin(),
                                         op->operand_end());
    visitUsedValuesDefinedAbove(op->getRegions(), [&](OpOperand *operand) {
      reads.insert(operand->get());
    });
    for (Value value : reads)
      node.reads.push_back(index.lookup(value));
    for (Value result : op->getResults())
      node.results.push_back(
          add(result, ValueKind::Result, graph.nodes.size()));
    graph.nodes.push_back(std::move(node));
  }

  /// Gives `part` to every dead node that `values` need.
  void markSlice(ArrayRef<int32_t> values, NodePart part) {
    SmallVector<int32_t> work(values);
    while (!work.empty()) {
      int32_t maker = graph.values[work.pop_back_val()].maker;
      if (maker < 0 || graph.nodes[maker].part != NodePart::Dead)
        continue;
      graph.nodes[maker].part = part;
      llvm::append_range(work, graph.nodes[maker].reads);
    }
  }

  void markNode(GraphNode &node, NodePart part) {
    if (node.part != NodePart::Dead)
      return;
    node.part = part;
    markSlice(node.reads, part);
  }

  /// Ops of unknown effects before the end of the forward part belong to it,
  /// the others to the backward part, so that their order can be kept.
  void markParts() {
    markSlice(graph.outputs, NodePart::Forward);
    int32_t end = 0;
    for (auto [i, node] : llvm::enumerate(graph.nodes))
      if (node.part == NodePart::Forward || graph.gradients.empty())
        end = i + 1;
    for (GraphNode &node : MutableArrayRef(graph.nodes).take_front(end))
      if (node.isPinned)
        markNode(node, NodePart::Forward);
    markSlice(graph.gradients, NodePart::Backward);
    for (GraphNode &node : MutableArrayRef(graph.nodes).drop_front(end))
      if (node.isPinned)
        markNode(node, NodePart::Backward);
  }

  /// Ops of constants and parameters only are free, and dead ops stay dead.
  void markFree() {
    for (GraphNode &node : graph.nodes)
      if (node.part != NodePart::Dead && !node.isPinned &&
          llvm::all_of(node.reads,
                       [&](int32_t value) { return graph.isFree(value); }))
        node.part = NodePart::Free;
  }

  void numberForward() {
    graph.users.resize(graph.values.size());
    for (auto [i, node] : llvm::enumerate(graph.nodes)) {
      if (node.part == NodePart::Dead)
        continue;
      for (int32_t value : node.reads)
        graph.users[value].push_back(i);
      if (node.part != NodePart::Forward)
        continue;
      node.position = graph.forward.size();
      graph.forward.push_back(i);
    }
  }
};
} // namespace

/// Cost of one op as one number; names the ops that do not tell theirs.
static FailureOr<int64_t> getCost(Operation *op, llvm::StringSet<> &unknown) {
  bool isKnown = true;
  std::optional<int64_t> cost = getScalarCost(op, &isKnown);
  if (!isKnown)
    unknown.insert(op->getName().getStringRef());
  if (!cost)
    return op->emitError("the cost of '")
           << op->getName() << "' does not fit 63 bits";
  return *cost;
}

/// Says that ops of unknown effects are handled with care, which costs.
static void emitPinnedRemark(func::FuncOp func, const JointGraph &graph) {
  llvm::SetVector<StringRef> names;
  int64_t count = 0;
  for (const GraphNode &node : graph.nodes) {
    if (!node.isPinned)
      continue;
    ++count;
    names.insert(node.op->getName().getStringRef());
  }
  if (count == 0)
    return;
  InFlightDiagnostic remark = mlir::emitRemark(func.getLoc())
                              << count << " ops have unknown effects (";
  llvm::interleaveComma(names.getArrayRef().take_front(4), remark,
                        [&](StringRef name) { remark << "'" << name << "'"; });
  remark << (names.size() > 4 ? ", ...)" : ")")
         << "; they keep their order and are never copied. If they have none, "
            "name their dialect in 'pure-dialects' of pipe-import";
}

FailureOr<JointGraph>
mlir::pipe::buildJointGraph(func::FuncOp func, const ModelRoots &roots,
                            const llvm::StringSet<> &pureDialects,
                            bool emitRemarks) {
  GraphBuilder builder;
  builder.addArguments(func);
  for (Operation &op : func.getBody().front().without_terminator())
    builder.addNode(&op, pureDialects);
  JointGraph &graph = builder.graph;
  for (const GraphRoot &root : roots.outputs)
    graph.outputs.push_back(builder.index.lookup(root.value));
  for (const GraphRoot &root : roots.gradients) {
    graph.gradients.push_back(builder.index.lookup(root.value));
    graph.gradientParams.push_back(builder.parameters.at(root.name));
  }
  builder.markParts();
  builder.markFree();
  builder.numberForward();
  if (emitRemarks)
    emitPinnedRemark(func, graph);
  llvm::StringSet<> unknown;
  for (GraphNode &node : graph.nodes) {
    if (node.part == NodePart::Dead)
      continue;
    size_t numUnknown = unknown.size();
    FailureOr<int64_t> cost = getCost(node.op, unknown);
    if (failed(cost))
      return failure();
    node.cost = *cost;
    if (emitRemarks && unknown.size() != numUnknown)
      node.op->emitRemark("'") << node.op->getName()
                               << "' does not tell its cost; its bytes are "
                                  "counted instead";
  }
  return std::move(graph);
}
