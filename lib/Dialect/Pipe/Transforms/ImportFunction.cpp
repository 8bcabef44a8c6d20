//===- ImportFunction.cpp - Find the model function, inline what it calls -===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Import.h"
#include "UpdateFunction.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;
using namespace mlir::pipe;

static std::string listFunctions(ArrayRef<func::FuncOp> functions) {
  std::string text;
  for (func::FuncOp func : functions)
    text += ((text.empty() ? "'" : ", '") + func.getSymName() + "'").str();
  return text;
}

FailureOr<func::FuncOp> mlir::pipe::findModelFunction(ModuleOp module,
                                                      StringRef name) {
  SmallVector<func::FuncOp> withBody, candidates, models;
  llvm::StringSet<> updates = getUpdateNames(module);
  for (auto func : module.getOps<func::FuncOp>()) {
    if (func.isExternal())
      continue;
    withBody.push_back(func);
    if (!func.isPublic() || updates.contains(func.getSymName()))
      continue;
    candidates.push_back(func);
    if (func.getNumArguments() && func.getNumResults())
      models.push_back(func);
  }
  if (!name.empty()) {
    auto *it = llvm::find_if(
        withBody, [&](func::FuncOp func) { return func.getSymName() == name; });
    if (it != withBody.end())
      return *it;
    return mlir::emitError(module.getLoc())
           << "there is no function '" << name
           << "' with a body as 'function' says; there are "
           << listFunctions(withBody);
  }
  if (candidates.empty())
    return mlir::emitError(module.getLoc())
           << "there is no public function with a body";
  if (candidates.size() == 1)
    return candidates.front();
  for (func::FuncOp func : models)
    if (func.getSymName() == "main")
      return func;
  if (models.size() == 1)
    return models.front();
  return mlir::emitError(module.getLoc())
         << "several functions could be the model: "
         << listFunctions(candidates) << "; name it with 'function=NAME'";
}

namespace {
struct Inliner {
  SymbolTableCollection symbols;
  /// Functions that are being inlined, outermost first.
  SmallVector<func::FuncOp> stack;

  FailureOr<func::FuncOp> resolve(func::CallOp call) {
    auto callee = symbols.lookupNearestSymbolFrom<func::FuncOp>(
        call, call.getCalleeAttr());
    if (!callee || callee.isExternal())
      return call.emitError() << "calls the function '" << call.getCallee()
                              << "', which has no body here";
    if (llvm::is_contained(stack, callee))
      return call.emitError()
             << "calls '" << call.getCallee() << "' from within itself";
    if (!callee.getBody().hasOneBlock())
      return call.emitError()
             << "calls '" << call.getCallee() << "', which has several blocks";
    return callee;
  }

  /// Puts a copy of the callee's body in front of `call`, whose own calls are
  /// then inlined too.
  LogicalResult inlineCall(func::CallOp call) {
    FailureOr<func::FuncOp> callee = resolve(call);
    if (failed(callee))
      return failure();
    OpBuilder builder(call);
    IRMapping mapping;
    mapping.map(callee->getArguments(), call.getOperands());
    SmallVector<Operation *> copies;
    Block &body = callee->getBody().front();
    for (Operation &op : body.without_terminator()) {
      Operation *copy = builder.clone(op, mapping);
      copy->walk([&](Operation *nested) {
        nested->setLoc(CallSiteLoc::get(nested->getLoc(), call.getLoc()));
      });
      copies.push_back(copy);
    }
    for (auto [result, value] : llvm::zip_equal(
             call.getResults(), body.getTerminator()->getOperands()))
      result.replaceAllUsesWith(mapping.lookupOrDefault(value));
    call.erase();
    stack.push_back(*callee);
    for (Operation *copy : copies)
      if (failed(inlineAll(copy)))
        return failure();
    stack.pop_back();
    return success();
  }

  LogicalResult inlineAll(Operation *root) {
    SmallVector<func::CallOp> calls;
    root->walk([&](func::CallOp call) { calls.push_back(call); });
    for (func::CallOp call : calls)
      if (failed(inlineCall(call)))
        return failure();
    return success();
  }
};
} // namespace

LogicalResult mlir::pipe::inlineCalls(func::FuncOp func) {
  Inliner inliner;
  inliner.stack.push_back(func);
  return inliner.inlineAll(func);
}

LogicalResult mlir::pipe::prepareUpdates(ModuleOp module) {
  llvm::StringSet<> updates = getUpdateNames(module);
  for (auto func : module.getOps<func::FuncOp>()) {
    if (!updates.contains(func.getSymName()) || func.isExternal())
      continue;
    if (failed(inlineCalls(func)))
      return failure();
    dropBarriers(func);
    func.setPrivate();
  }
  return success();
}

void mlir::pipe::dropOthers(ModuleOp module, func::FuncOp func) {
  llvm::StringSet<> updates = getUpdateNames(module);
  for (Operation &op :
       llvm::make_early_inc_range(module.getBody()->getOperations())) {
    auto other = dyn_cast<func::FuncOp>(op);
    if (other == func || (other && updates.contains(other.getSymName())))
      continue;
    if (other && other.isPublic() && !other.isExternal())
      mlir::emitRemark(func.getLoc())
          << "'" << other.getSymName() << "' is dropped; the model is '"
          << func.getSymName() << "'";
    op.erase();
  }
}
