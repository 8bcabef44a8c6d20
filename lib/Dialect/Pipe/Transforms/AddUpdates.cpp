//===- AddUpdates.cpp - Update the parameters by functions ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UpdateTasks.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/ADT/MapVector.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_ADDUPDATESPASS
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// The functions of a parameter.
struct UpdateNames {
  FlatSymbolRefAttr update;
  SmallVector<FlatSymbolRefAttr> terms;
};
/// In the order of the reference's arguments.
using UpdatesOfParams = llvm::MapVector<StringAttr, UpdateNames>;

struct AddUpdatesPass : public pipe::impl::AddUpdatesPassBase<AddUpdatesPass> {
  using Base::Base;

  void runOnOperation() override {
    llvm::StringSet<> names = getUpdateNames(getOperation());
    // Without names, no pipeline gets a step.
    bool isChanged = !names.empty();
    for (PipelineOp pipeline : getOperation().getOps<PipelineOp>())
      if (failed(addStep(pipeline)))
        return signalPassFailure();
    for (auto func :
         llvm::make_early_inc_range(getOperation().getOps<func::FuncOp>())) {
      if (names.contains(func.getSymName())) {
        func.erase();
        continue;
      }
      isChanged |= dropAttributes(func);
    }
    if (!isChanged)
      markAllAnalysesPreserved();
  }

  /// Returns whether `func` said anything of updates.
  static bool dropAttributes(func::FuncOp func) {
    bool hasAny = func->removeAttr(kSharedAttr) != nullptr;
    SmallVector<DictionaryAttr> ofArguments;
    for (unsigned i = 0; i < func.getNumArguments(); ++i) {
      NamedAttrList attrs(func.getArgAttrDict(i));
      for (StringRef name : {kUpdateAttr, kTermsAttr, kWholeAttr})
        hasAny |= attrs.erase(name) != nullptr;
      ofArguments.push_back(attrs.getDictionary(func.getContext()));
    }
    if (hasAny)
      func.setAllArgAttrs(ofArguments);
    return hasAny;
  }

  /// `pipe-import` has checked the form.
  static SmallVector<FlatSymbolRefAttr> getSymbols(Attribute attribute) {
    return readSymbols(attribute).value_or(SmallVector<FlatSymbolRefAttr>());
  }

  LogicalResult addStep(PipelineOp pipeline) {
    FlatSymbolRefAttr symbol = pipeline.getReferenceAttr();
    auto reference =
        symbol ? getOperation().lookupSymbol<func::FuncOp>(symbol.getAttr())
               : func::FuncOp();
    UpdatesOfParams updateOf;
    for (unsigned i = 0; reference && i < reference.getNumArguments(); ++i)
      if (auto update =
              reference.getArgAttrOfType<FlatSymbolRefAttr>(i, kUpdateAttr))
        updateOf[reference.getArgAttrOfType<StringAttr>(i, kNameAttr)] = {
            update, getSymbols(reference.getArgAttr(i, kTermsAttr))};
    if (updateOf.empty())
      return success();
    if (StepOp step = pipeline.getStep()) {
      InFlightDiagnostic diag =
          pipeline.emitError("has a 'pipe.step' already, but its reference has "
                             "parameters with '")
          << kUpdateAttr << "', too";
      diag.attachNote(step.getLoc()) << "it is here";
      return diag;
    }
    PipelineUpdates updates;
    if (failed(findParams(pipeline, updateOf, updates)) ||
        failed(findShared(pipeline, reference, updates)))
      return failure();
    return writeUpdates(pipeline, updates, skipNonfinite);
  }

  LogicalResult findShared(PipelineOp pipeline, func::FuncOp reference,
                           PipelineUpdates &updates) {
    SmallVector<UpdateFunction> functions;
    SmallVector<SmallVector<UpdateFunction>> terms;
    for (const UpdatedParam &param : updates.params)
      functions.push_back(param.function);
    for (size_t number : updates.withTerms)
      terms.push_back(updates.params[number].terms);
    FailureOr<SmallVector<SharedFunction>> shared = readSharedFunctions(
        getOperation(), pipeline.getLoc(),
        getSymbols(reference->getAttr(kSharedAttr)), terms, functions);
    if (failed(shared))
      return failure();
    updates.shared = std::move(*shared);
    return checkReports(pipeline, updates);
  }

  /// Files name outputs and reports alike.
  LogicalResult checkReports(PipelineOp pipeline,
                             const PipelineUpdates &updates) {
    llvm::SmallDenseSet<Attribute> outputs;
    for (Attribute name : pipeline.getGraph().getReturn().getOutputNames())
      outputs.insert(name);
    for (const SharedFunction &function : updates.shared)
      for (unsigned i = 0; i < func::FuncOp(function.op).getNumResults(); ++i)
        if (StringAttr name = function.getReport(i);
            name && outputs.contains(name))
          return func::FuncOp(function.op).emitError("'")
                 << func::FuncOp(function.op).getSymName() << "' reports "
                 << name << ", which is the name of an output, too";
    return success();
  }

  /// Reads the functions of `param`, a part of `known` or all of it.
  FailureOr<UpdatedParam> readParam(PipelineOp pipeline, ParamOp param,
                                    StringRef known, int64_t stage,
                                    const UpdateNames &names) {
    auto type = cast<RankedTensorType>(param.getType());
    FailureOr<UpdateFunction> function = readUpdateFunction(
        getOperation(), pipeline.getLoc(), names.update, known, type);
    if (failed(function))
      return failure();
    FailureOr<SmallVector<UpdateFunction>> terms = readTermsFunctions(
        getOperation(), pipeline.getLoc(), names.terms, known, type, *function);
    if (failed(terms))
      return failure();
    return UpdatedParam{param, stage, *function, std::move(*terms)};
  }

  LogicalResult findParams(PipelineOp pipeline, const UpdatesOfParams &updateOf,
                           PipelineUpdates &updates) {
    ReturnOp yield = pipeline.getGraph().getReturn();
    SymbolTable symbols(pipeline);
    llvm::SmallDenseSet<Attribute> seen;
    llvm::DenseMap<StringAttr, size_t> numberOf;
    for (auto [value, name] :
         llvm::zip_equal(yield.getGradients(),
                         yield.getParams().getAsRange<FlatSymbolRefAttr>())) {
      auto param = symbols.lookup<ParamOp>(name.getValue());
      StringAttr known =
          param.isPart() ? param.getPartOfAttr() : param.getSymNameAttr();
      auto names = updateOf.find(known);
      // Further stages add to the gradient that the first one has.
      if (names == updateOf.end() || !seen.insert(name).second)
        continue;
      numberOf.try_emplace(known, updates.params.size());
      auto task = value.getDefiningOp<TaskOp>();
      FailureOr<UpdatedParam> updated =
          readParam(pipeline, param, known,
                    static_cast<int64_t>(task.getStage()), names->second);
      if (failed(updated))
        return failure();
      updates.params.push_back(*updated);
    }
    for (const auto &[name, names] : updateOf) {
      auto it = numberOf.find(name);
      if (it == numberOf.end())
        return pipeline.emitError("has no gradient of ")
               << name << ", which " << names.update
               << " updates; 'gradient=RESULT:PARAMETER' names it";
      if (!names.terms.empty())
        updates.withTerms.push_back(it->second);
    }
    return success();
  }
};
} // namespace
