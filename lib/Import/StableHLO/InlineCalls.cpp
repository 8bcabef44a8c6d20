//===- InlineCalls.cpp - Calls in regions of StableHLO --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Import/StableHLO/InlineCalls.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// Replaces calls; `functions` are the module's, by name.
class CallInliner {
public:
  explicit CallInliner(ModuleOp module) {
    for (auto func : module.getOps<func::FuncOp>())
      functions[func.getSymName()] = func;
  }

  void inlineCalls(Block &block);

private:
  func::FuncOp findFunction(func::CallOp call);

  llvm::StringMap<func::FuncOp> functions;
  /// The functions whose bodies are being copied, the outer ones first.
  SmallVector<func::FuncOp> active;
};
} // namespace

/// The function that `call` can be replaced by, or null. Nothing is verified.
func::FuncOp CallInliner::findFunction(func::CallOp call) {
  auto callee = call->getAttrOfType<FlatSymbolRefAttr>("callee");
  func::FuncOp func = callee ? functions.lookup(callee.getValue()) : nullptr;
  if (!func || !func.getBody().hasOneBlock() ||
      llvm::is_contained(active, func))
    return nullptr;
  Block &body = func.getBody().front();
  if (body.empty() || !isa<func::ReturnOp>(body.back()) ||
      body.getArgumentTypes() != call.getOperandTypes() ||
      body.back().getOperandTypes() != call.getResultTypes())
    return nullptr;
  return func;
}

void CallInliner::inlineCalls(Block &block) {
  for (Operation &op : llvm::make_early_inc_range(block)) {
    for (Region &region : op.getRegions())
      for (Block &inner : region)
        inlineCalls(inner);
    auto call = dyn_cast<func::CallOp>(op);
    func::FuncOp func = call ? findFunction(call) : nullptr;
    if (!func)
      continue;
    // The copy stands in a block of its own first, where its calls are seen.
    Block copy;
    IRMapping mapping;
    Block &body = func.getBody().front();
    mapping.map(body.getArguments(), call.getOperands());
    OpBuilder builder(call.getContext()); // A free block has none.
    builder.setInsertionPointToEnd(&copy);
    for (Operation &source : body)
      builder.clone(source, mapping);
    active.push_back(func);
    inlineCalls(copy);
    active.pop_back();
    call.replaceAllUsesWith(copy.back().getOperands());
    copy.back().erase();
    block.getOperations().splice(op.getIterator(), copy.getOperations());
    call.erase();
  }
}

void mlir::pipe::inlineCallsInRegions(ModuleOp module) {
  CallInliner inliner(module);
  module.walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (op->isRegistered() || op->getNumRegions() != 1)
      return WalkResult::advance();
    for (Block &block : op->getRegion(0))
      inliner.inlineCalls(block);
    return WalkResult::skip();
  });
}
