//===- PartitionRoots.cpp - Read roles, choose cuts -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Partition.h"

#include "pipe/Analysis/Partition/Anchors.h"
#include "pipe/Analysis/Partition/ChainPartition.h"
#include "pipe/Analysis/Partition/CrossingBytes.h"
#include "pipe/Analysis/Roles/Roles.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::pipe;

FailureOr<ModelRoots> mlir::pipe::readRoots(func::FuncOp func,
                                            func::FuncOp body) {
  Operation *terminator = body.getBody().front().getTerminator();
  auto mode = func->getParentOp()->getAttrOfType<StringAttr>(kModeAttr);
  bool isTraining = mode && mode.getValue() == "train";
  ModelRoots roots;
  for (auto [i, value] : llvm::enumerate(terminator->getOperands())) {
    auto name = func.getResultAttrOfType<StringAttr>(i, kNameAttr);
    auto gradient = func.getResultAttrOfType<StringAttr>(i, kGradientAttr);
    if (!name)
      return mlir::emitError(func.getLoc())
             << "result " << i
             << " has no 'pipe.name': run 'pipe-import' first";
    if (gradient && isTraining)
      roots.gradients.push_back({value, gradient.str()});
    else
      roots.outputs.push_back({value, name.str()});
  }
  for (unsigned i = 0; i < func.getNumArguments(); ++i)
    if (!func.getArgAttr(i, kNameAttr))
      return mlir::emitError(func.getLoc())
             << "argument " << i
             << " has no 'pipe.name': run 'pipe-import' first";
  return roots;
}

void mlir::pipe::detachDestinations(func::FuncOp func) {
  for (auto op : func.getBody().front().getOps<linalg::LinalgOp>()) {
    if (!op.hasPureTensorSemantics())
      continue;
    for (OpOperand &init : op.getDpsInitsMutable()) {
      Value value = init.get();
      if (op.payloadUsesValueFromOperand(&init) ||
          value.getDefiningOp<tensor::EmptyOp>() ||
          llvm::is_contained(op.getDpsInputs(), value))
        continue;
      OpBuilder builder(op);
      auto type = cast<RankedTensorType>(value.getType());
      init.set(tensor::EmptyOp::create(builder, op.getLoc(), type.getShape(),
                                       type.getElementType()));
    }
  }
}

/// Name by which `cut-after` finds an op.
static std::string getOpName(Operation *op) {
  if (auto name = op->getAttrOfType<StringAttr>(kNameAttr))
    return name.str();
  return getLocationName(op->getLoc());
}

/// A sample of the names that exist, for a message.
static std::string listOpNames(const JointGraph &graph) {
  static constexpr size_t kMaximum = 40;
  SmallVector<std::string> names;
  for (int32_t node : graph.forward)
    if (std::string name = getOpName(graph.nodes[node].op);
        !name.empty() && !llvm::is_contained(names, name))
      names.push_back(name);
  if (names.empty())
    return "no op of the forward part has a name";
  std::string text = "the names are ";
  for (auto [i, name] : llvm::enumerate(ArrayRef(names).take_front(kMaximum)))
    text += (i ? ", '" : "'") + name + "'";
  if (names.size() > kMaximum)
    text += " and " + std::to_string(names.size() - kMaximum) + " more";
  return text;
}

static FailureOr<int64_t>
findCutAfter(func::FuncOp func, const JointGraph &graph, StringRef name) {
  SmallVector<int64_t> positions;
  for (auto [position, node] : llvm::enumerate(graph.forward))
    if (getOpName(graph.nodes[node].op) == name)
      positions.push_back(position);
  if (positions.empty())
    return mlir::emitError(func.getLoc())
           << "there is no op '" << name << "' to cut after; "
           << listOpNames(graph);
  if (positions.size() > 1)
    return mlir::emitError(func.getLoc())
           << positions.size() << " ops are named '" << name
           << "', so it is not clear which one to cut after; "
              "give one of them a 'pipe.name' of its own";
  return positions.front() + 1;
}

static FailureOr<SmallVector<int64_t>>
cutByName(func::FuncOp func, const JointGraph &graph, int64_t numStages,
          ArrayRef<std::string> cutAfter) {
  if (numStages != static_cast<int64_t>(cutAfter.size()) + 1)
    return mlir::emitError(func.getLoc())
           << "'cut-after' names " << cutAfter.size() << " cuts, but "
           << numStages << " stages need " << numStages - 1;
  SmallVector<int64_t> cuts{0};
  for (const std::string &name : cutAfter) {
    FailureOr<int64_t> cut = findCutAfter(func, graph, name);
    if (failed(cut))
      return failure();
    if (*cut <= cuts.back())
      return mlir::emitError(func.getLoc())
             << "'cut-after' names '" << name
             << "', which does not come after the one before "
                "it in the forward part";
    if (*cut == static_cast<int64_t>(graph.forward.size()))
      return mlir::emitError(func.getLoc())
             << "'cut-after' names '" << name
             << "', the last op of the forward part";
    cuts.push_back(*cut);
  }
  return cuts;
}

FailureOr<SmallVector<int64_t>>
mlir::pipe::chooseCuts(func::FuncOp func, const JointGraph &graph,
                       int64_t numStages, ArrayRef<std::string> cutAfter) {
  if (numStages < 1)
    return mlir::emitError(func.getLoc())
           << "'stages' must be at least 1, but is " << numStages;
  if (!cutAfter.empty())
    return cutByName(func, graph, numStages, cutAfter);
  if (numStages > static_cast<int64_t>(graph.forward.size()))
    return mlir::emitError(func.getLoc())
           << "cannot cut " << graph.forward.size()
           << " ops of the forward part into " << numStages << " stages";
  GradientSums sums = findGradientSums(graph);
  std::vector<int32_t> anchors = computeAnchors(graph, sums);
  std::optional<std::vector<int64_t>> costs = computeChainCosts(graph, anchors);
  if (!costs)
    return mlir::emitError(func.getLoc())
           << "the cost of the model does not fit 63 bits";
  std::vector<int64_t> estimate = estimateCrossingBytes(graph, sums, anchors);
  llvm::Expected<SmallVector<bool>> isGood =
      findGoodCuts({*costs, estimate}, numStages);
  if (!isGood)
    return mlir::emitError(func.getLoc()) << llvm::toString(isGood.takeError());
  std::vector<int64_t> bytes =
      computeCrossingBytes(graph, sums, estimate, *isGood);
  llvm::Expected<SmallVector<int64_t>> cuts =
      partitionChain({*costs, bytes}, numStages);
  if (!cuts)
    return mlir::emitError(func.getLoc()) << llvm::toString(cuts.takeError());
  return *cuts;
}
