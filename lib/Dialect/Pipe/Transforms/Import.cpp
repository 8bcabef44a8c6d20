//===- Import.cpp - Bring a model into one function -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Import.h"

#include "pipe/Analysis/OpFacts/SumOps.h"
#include "pipe/Analysis/Roles/Roles.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/ADT/StringExtras.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_IMPORTPASS
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Tells what was found, so that a wrong guess is seen. The attributes are
/// read, since ties and constants have changed the arguments.
static void emitSummary(func::FuncOp func, const ModelRoles &roles) {
  size_t parameters = 0, values = 0;
  for (unsigned i = 0; i < func.getNumArguments(); ++i) {
    parameters += func.getArgAttr(i, kParameterAttr) != nullptr;
    values += func.getArgAttr(i, kValueAttr) != nullptr;
  }
  size_t gradients = 0, outputs = 0;
  std::string loss;
  for (unsigned i = 0; i < func.getNumResults(); ++i) {
    gradients += func.getResultAttr(i, kGradientAttr) != nullptr;
    outputs += func.getResultAttr(i, kOutputAttr) != nullptr;
    if (func.getResultAttr(i, kLossAttr))
      loss = func.getResultAttrOfType<StringAttr>(i, kNameAttr).str();
  }
  InFlightDiagnostic remark = mlir::emitRemark(func.getLoc())
                              << "'" << func.getSymName()
                              << "' is imported for "
                              << (roles.isTraining ? "training" : "inference")
                              << ": " << parameters << " parameters";
  if (values)
    remark << " (" << values << " with a value)";
  remark << ", " << func.getNumArguments() - parameters << " batch arguments, "
         << gradients << " gradients, " << outputs << " outputs";
  if (!roles.isTraining)
    return;
  remark << ", loss '" << loss << "'; ";
  if (roles.updates)
    remark << "it updates " << roles.updates->updates.size()
           << " parameters; new values known by ";
  else
    remark << "gradients known by ";
  remark << toString(roles.source);
}

namespace {
struct ImportPass : public pipe::impl::ImportPassBase<ImportPass> {
  using Base::Base;

  LogicalResult checkOptions() {
    auto check = [&](StringRef name, StringRef value,
                     ArrayRef<StringRef> known) -> LogicalResult {
      if (llvm::is_contained(known, value))
        return success();
      return mlir::emitError(getOperation().getLoc())
             << "'" << name << "=" << value << "' is not one of "
             << llvm::join(
                    known.drop_while([](StringRef s) { return s.empty(); }),
                    ", ");
    };
    return success(succeeded(check("mode", mode, {"", "train", "infer"})) &&
                   succeeded(check("gradients", gradients, {"mean", "sum"})));
  }

  RoleOptions getRoleOptions() {
    RoleOptions options;
    options.batch.assign(batch.begin(), batch.end());
    options.parameters.assign(parameters.begin(), parameters.end());
    options.frozen.assign(frozen.begin(), frozen.end());
    options.updates.assign(updates.begin(), updates.end());
    options.gradients.assign(gradientPairs.begin(), gradientPairs.end());
    options.extraOutputs.assign(extraOutputs.begin(), extraOutputs.end());
    options.loss = loss;
    options.mode = mode;
    return options;
  }

  LogicalResult import() {
    ModuleOp module = getOperation();
    if (failed(checkOptions()))
      return failure();
    FailureOr<func::FuncOp> func = findModelFunction(module, function);
    if (failed(func) || failed(inlineCalls(*func)))
      return failure();
    dropBarriers(*func);
    if (failed(checkModelFunction(*func)) || failed(prepareUpdates(module)))
      return failure();
    FailureOr<ModelRoles> roles = findRoles(*func, getRoleOptions());
    if (failed(roles) || failed(splitUpdates(module, *func, *roles)))
      return failure();
    writeRoles(*func, *roles);
    SmallVector<std::string> groups(tie.begin(), tie.end());
    if (failed(readUpdates(module, *func)) ||
        failed(tieParameters(*func, groups)) || failed(hoistConstants(*func)))
      return failure();
    dropOthers(module, *func);
    writeModuleAttributes(module, *roles);
    emitSummary(*func, *roles);
    return success();
  }

  void writeModuleAttributes(ModuleOp module, const ModelRoles &roles) {
    Builder builder(module.getContext());
    module->setAttr(
        kModeAttr, builder.getStringAttr(roles.isTraining ? "train" : "infer"));
    if (roles.isTraining)
      module->setAttr(
          kGradientsKnownByAttr,
          builder.getStringAttr(
              (roles.updates ? "updates, which are known by " : "") +
              toString(roles.source)));
    module->setAttr(kGradientsAttr, builder.getStringAttr(gradients));
    SmallVector<StringRef> names(pureDialects.begin(), pureDialects.end());
    if (!names.empty())
      module->setAttr(kPureDialectsAttr, builder.getStrArrayAttr(names));
    names.assign(sumDialects.begin(), sumDialects.end());
    if (!names.empty())
      module->setAttr(kSumDialectsAttr, builder.getStrArrayAttr(names));
  }

  void runOnOperation() override {
    if (failed(import()))
      signalPassFailure();
  }
};
} // namespace
