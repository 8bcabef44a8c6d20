//===- JointGraph.h - A model function as a graph ---------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PARTITION_JOINTGRAPH_H
#define PIPE_ANALYSIS_PARTITION_JOINTGRAPH_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Operation.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringSet.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mlir::pipe {
/// Part of the model that an op belongs to.
enum class NodePart : uint8_t {
  Dead, ///< no result needs it
  Free, ///< of constants and parameters only: every task computes its own copy
  Forward, ///< the loss or an output needs it
  Backward ///< only gradients need it
};

/// One top-level op. Reads and results are indices of values.
struct GraphNode {
  Operation *op = nullptr;
  NodePart part = NodePart::Dead;
  /// Its effects are unknown: it is never copied, and keeps its order.
  bool isPinned = false;
  int64_t cost = 0;
  /// Place among the forward ops, -1 for the others.
  int32_t position = -1;
  /// Operands and values that regions capture, each once, in order.
  SmallVector<int32_t, 4> reads;
  SmallVector<int32_t, 1> results;
};

enum class ValueKind : uint8_t { Input, Parameter, Result };

struct GraphValue {
  Value value;
  ValueKind kind = ValueKind::Result;
  int32_t maker = -1; ///< node, -1 for an argument
  /// -1 when it is not a tensor that a message can hold.
  int64_t bytes = -1;
};

/// A result of the model: an output with its name, or the gradient (or one part
/// of it) of the parameter of that name.
struct GraphRoot {
  Value value;
  std::string name;
};

struct ModelRoots {
  SmallVector<GraphRoot> outputs;
  SmallVector<GraphRoot> gradients;
};

/// A model function as lists with indices, so that the questions about it are
/// answered without IR. Nodes are in program order.
struct JointGraph {
  std::vector<GraphNode> nodes;
  std::vector<GraphValue> values;
  /// Forward nodes in program order; `nodes[forward[i]].position == i`.
  std::vector<int32_t> forward;
  /// Values of the results, in the order of ModelRoots.
  std::vector<int32_t> outputs;
  std::vector<int32_t> gradients;
  /// The parameter of each gradient.
  std::vector<int32_t> gradientParams;

  /// Users of each value, each once, in program order. Dead ops are left out.
  std::vector<SmallVector<int32_t, 4>> users;

  bool isFree(int32_t value) const {
    int32_t maker = values[value].maker;
    return maker < 0 ? values[value].kind == ValueKind::Parameter
                     : nodes[maker].part == NodePart::Free;
  }
  bool isMadeBy(int32_t value, NodePart part) const {
    int32_t maker = values[value].maker;
    return maker >= 0 && nodes[maker].part == part;
  }
};

/// Builds the graph of the single block of `func`, which `pipe-import` has
/// left: arguments carry `pipe.parameter` or `pipe.batch`. Ops that are not
/// needed are dead unless their effects are unknown.
///
/// Costs come from CostOpInterface; an op without it counts its bytes, which a
/// remark says once for each op name when `emitRemarks`.
///
/// \errors emits one and returns failure when a cost does not fit 63 bits.
FailureOr<JointGraph> buildJointGraph(func::FuncOp func,
                                      const ModelRoots &roots,
                                      const llvm::StringSet<> &pureDialects,
                                      bool emitRemarks = false);
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PARTITION_JOINTGRAPH_H
