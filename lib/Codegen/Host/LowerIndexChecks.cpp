//===- LowerIndexChecks.cpp - Checks become branches ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/Host/Passes.h"
#include "pipe/Codegen/Kernels/Kernels.h"
#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "llvm/ADT/StringMap.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_LOWERINDEXCHECKSPASS
#include "pipe/Codegen/Host/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Returns the declaration of the runtime's report `name`, which takes a text
/// and `numNumbers` numbers. It touches no memory that a kernel knows, so that
/// it does not keep loads inside of loops.
static LLVM::LLVMFuncOp getReport(ModuleOp module, StringRef name,
                                  unsigned numNumbers) {
  if (auto found = module.lookupSymbol<LLVM::LLVMFuncOp>(name))
    return found;
  auto builder = OpBuilder::atBlockBegin(module.getBody());
  MLIRContext *context = module.getContext();
  auto pointer = LLVM::LLVMPointerType::get(context);
  SmallVector<Type> types{pointer};
  types.append(numNumbers, builder.getI64Type());
  auto report = LLVM::LLVMFuncOp::create(
      builder, module.getLoc(), name,
      LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(context), types));
  report.setMemoryEffectsAttr(LLVM::MemoryEffectsAttr::get(
      context, /*other=*/LLVM::ModRefInfo::NoModRef,
      /*argMem=*/LLVM::ModRefInfo::Ref,
      /*inaccessibleMem=*/LLVM::ModRefInfo::ModRef,
      /*errnoMem=*/LLVM::ModRefInfo::NoModRef,
      /*targetMem0=*/LLVM::ModRefInfo::NoModRef,
      /*targetMem1=*/LLVM::ModRefInfo::NoModRef));
  report.setNoUnwind(true);
  report.setWillReturn(true);
  report.setPassthroughAttr(builder.getStrArrayAttr({"cold"}));
  return report;
}

namespace {
struct LowerIndexChecksPass
    : public pipe::impl::LowerIndexChecksPassBase<LowerIndexChecksPass> {
  using Base::Base;

  void runOnOperation() override {
    texts.clear();
    SymbolTable table(getOperation());
    symbols = &table;
    for (func::FuncOp kernel : getKernels(getOperation())) {
      SmallVector<pipert::CheckIndexOp> checks;
      kernel.walk([&](pipert::CheckIndexOp op) { checks.push_back(op); });
      for (pipert::CheckIndexOp check : checks)
        lower(check);
      SmallVector<pipert::CheckAssertionOp> assertions;
      kernel.walk(
          [&](pipert::CheckAssertionOp op) { assertions.push_back(op); });
      for (pipert::CheckAssertionOp assertion : assertions)
        lower(assertion);
    }
  }

  void lower(pipert::CheckIndexOp check) {
    LLVM::LLVMFuncOp report =
        getReport(getOperation(), "pipert_index_out_of_range", 2);
    LLVM::GlobalOp text = getText(check.getPlace());
    ImplicitLocOpBuilder builder(check.getLoc(), check);
    Value bound = arith::ConstantIndexOp::create(builder, check.getBound());
    Value index = check.getIndex();
    // Unsigned, a negative index is too large as well.
    Value good =
        arith::CmpIOp::create(builder, arith::CmpIPredicate::ult, index, bound);
    auto keep = [&](OpBuilder &nested, Location loc) {
      scf::YieldOp::create(nested, loc, index);
    };
    auto tell = [&](OpBuilder &nested, Location loc) {
      ImplicitLocOpBuilder inner(loc, nested);
      Type i64 = inner.getI64Type();
      SmallVector<Value> operands{
          LLVM::AddressOfOp::create(inner, text),
          arith::IndexCastOp::create(inner, i64, index),
          arith::IndexCastOp::create(inner, i64, bound)};
      LLVM::CallOp::create(inner, report, operands);
      scf::YieldOp::create(
          inner, arith::ConstantIndexOp::create(inner, 0).getResult());
    };
    auto branch = scf::IfOp::create(builder, good, keep, tell);
    check.replaceAllUsesWith(branch.getResult(0));
    check.erase();
  }

  void lower(pipert::CheckAssertionOp assertion) {
    LLVM::LLVMFuncOp report =
        getReport(getOperation(), "pipert_assertion_failed", 0);
    LLVM::GlobalOp text = getText(assertion.getPlace());
    ImplicitLocOpBuilder builder(assertion.getLoc(), assertion);
    Value condition = assertion.getCondition();
    auto keep = [&](OpBuilder &nested, Location loc) {
      scf::YieldOp::create(nested, loc);
    };
    auto tell = [&](OpBuilder &nested, Location loc) {
      Value address = LLVM::AddressOfOp::create(nested, loc, text);
      LLVM::CallOp::create(nested, loc, report, address);
      scf::YieldOp::create(nested, loc);
    };
    scf::IfOp::create(builder, condition, keep, tell);
    assertion.replaceAllUsesWith(condition);
    assertion.erase();
  }

  /// Returns the global that holds `text`, which ends in 0.
  LLVM::GlobalOp getText(StringRef text) {
    LLVM::GlobalOp &global = texts[text];
    if (global)
      return global;
    ModuleOp module = getOperation();
    auto builder = OpBuilder::atBlockBegin(module.getBody());
    std::string value = text.str() + '\0';
    auto type = LLVM::LLVMArrayType::get(builder.getI8Type(), value.size());
    global = LLVM::GlobalOp::create(
        builder, module.getLoc(), type, /*isConstant=*/true,
        LLVM::Linkage::Internal, "pipe_text", builder.getStringAttr(value));
    symbols->insert(global); // Gives it a name of its own.
    return global;
  }

  llvm::StringMap<LLVM::GlobalOp> texts;
  SymbolTable *symbols = nullptr;
};
} // namespace
