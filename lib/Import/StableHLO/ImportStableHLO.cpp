//===- ImportStableHLO.cpp - pipe-import-stablehlo ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Import/StableHLO/Passes.h"

#include "Importer.h"
#include "OpTable.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/SymbolTable.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_IMPORTSTABLEHLOPASS
#include "pipe/Import/StableHLO/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Erases what nothing uses, the last op first: broadcasts that were read
/// through their views, and what they were made of.
static void eraseUnused(Region &region) {
  for (Block &block : region)
    for (Operation &op : llvm::make_early_inc_range(llvm::reverse(block))) {
      if (isOpTriviallyDead(&op)) {
        op.erase();
        continue;
      }
      for (Region &nested : op.getRegions())
        eraseUnused(nested);
    }
}

namespace {
struct ImportStableHLOPass
    : public pipe::impl::ImportStableHLOPassBase<ImportStableHLOPass> {
  using Base::Base;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    // Declarations of meshes name devices; one stage has one device.
    for (Operation &op : llvm::make_early_inc_range(*module.getBody()))
      if (op.getName().getStringRef() == "sdy.mesh")
        op.erase();
    WalkResult walk = module.walk([](Operation *op) {
      return hlo::isStableHLO(op) ? WalkResult::interrupt()
                                  : WalkResult::advance();
    });
    if (!walk.wasInterrupted())
      return;
    // Regions call functions, so all must be there until all are imported.
    SmallVector<FunctionOpInterface> functions;
    for (auto func : module.getOps<FunctionOpInterface>())
      if (!func.isExternal())
        functions.push_back(func);
    hlo::Importer importer(&getContext());
    for (FunctionOpInterface func : functions) {
      if (failed(importer.importFunction(func)))
        return signalPassFailure();
    }
    for (FunctionOpInterface func : functions) {
      importer.replaceBody(func);
      eraseUnused(func.getFunctionBody());
    }
  }
};
} // namespace
