//===- OutlineLoops.cpp - Every loop nest in a function of its own --------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/OpFacts/Contraction.h"
#include "pipe/Codegen/Kernels/FunctionSet.h"
#include "pipe/Codegen/Kernels/Kernels.h"
#include "pipe/Codegen/Kernels/Passes.h"
#include "pipe/Codegen/Kernels/Reduction.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/ViewLikeInterface.h"
#include "mlir/Transforms/RegionUtils.h"
#include "llvm/ADT/MapVector.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_OUTLINELOOPSPASS
#include "pipe/Codegen/Kernels/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Returns the values that `op` reads from around it: its operands and what its
/// region captures, each once. Constants are left out; they are copied.
static SetVector<Value> getInputs(Operation *op) {
  SetVector<Value> inputs(llvm::from_range, op->getOperands());
  getUsedValuesDefinedAbove(op->getRegions(), inputs);
  SetVector<Value> result;
  for (Value value : inputs)
    if (!matchPattern(value, m_Constant()))
      result.insert(value);
  return result;
}

/// Returns the value from which `value` has its memory: what it is a view of,
/// or what a loop has put there before its first iteration, since loops keep
/// what they carry in place. Null if that is all.
static Value getSource(Value value) {
  if (auto argument = dyn_cast<BlockArgument>(value)) {
    Operation *parent = argument.getOwner()->getParentOp();
    if (auto loop = dyn_cast<scf::ForOp>(parent))
      return loop.getTiedLoopInit(argument)->get();
    if (auto loop = dyn_cast<scf::WhileOp>(parent))
      return argument.getOwner() == loop.getBeforeBody()
                 ? loop.getInits()[argument.getArgNumber()]
                 : loop.getConditionOp().getArgs()[argument.getArgNumber()];
    return nullptr;
  }
  Operation *op = value.getDefiningOp();
  unsigned number = cast<OpResult>(value).getResultNumber();
  if (auto loop = dyn_cast<scf::ForOp>(op))
    return loop.getInits()[number];
  if (auto loop = dyn_cast<scf::WhileOp>(op))
    return loop.getConditionOp().getArgs()[number];
  if (auto metadata = dyn_cast<memref::ExtractStridedMetadataOp>(op))
    return metadata.getSource();
  // Views of the workspace are memory of their own.
  if (auto view = dyn_cast<ViewLikeOpInterface>(op);
      view && !isa<memref::ViewOp>(op))
    return view.getViewSource();
  return nullptr;
}

/// Returns the value that owns the memory of `buffer`; null if that is not
/// known, as of what a branch yields.
static Value getOwner(Value buffer) {
  while (Value source = getSource(buffer))
    buffer = source;
  bool owns = isa<BlockArgument>(buffer) ||
              isa<memref::AllocOp, memref::GetGlobalOp, memref::ViewOp>(
                  buffer.getDefiningOp());
  return owns ? buffer : Value();
}

/// Returns true if where the buffer starts is only known at run time.
static bool startsAnywhere(Value value) {
  auto type = dyn_cast<MemRefType>(value.getType());
  return type && ShapedType::isDynamic(type.getStridesAndOffset().second);
}

/// Returns true if a BLAS-like function can compute `op`.
static bool isGemm(linalg::LinalgOp op) {
  FailureOr<MatrixProduct> product = getMatrixProduct(op);
  return succeeded(product) && succeeded(getGemmCall(*product));
}

/// Makes loop nests of the contractions of `kernel` that no BLAS-like function
/// can compute, such as a sum over two dimensions that do not lie together.
static LogicalResult unmarkContractions(func::FuncOp kernel) {
  SmallVector<linalg::LinalgOp> ops;
  kernel.walk([&](linalg::LinalgOp op) {
    if (op->hasAttr(kContractionAttr) && !isGemm(op))
      ops.push_back(op);
  });
  if (ops.empty())
    return success();
  FailureOr<KernelTargetAttr> target = requireKernelTarget(kernel);
  if (failed(target))
    return failure();
  for (linalg::LinalgOp op : ops)
    makeLoopNest(op, *target);
  return success();
}

namespace {
/// A loop nest in a function of its own.
struct OutlinedLoop {
  func::FuncOp function;
  SmallVector<Value> operands; ///< Of the call.
};
} // namespace

/// Creates a function that does what `op` does to `inputs`. A buffer that
/// starts anywhere becomes two arguments, the memory that it is part of and
/// where it starts, because an argument is a bare pointer in the end.
static OutlinedLoop outline(Operation *op, ArrayRef<Value> inputs) {
  OpBuilder builder(op);
  Location loc = op->getLoc();
  OutlinedLoop loop;
  for (Value input : inputs) {
    if (!startsAnywhere(input)) {
      loop.operands.push_back(input);
      continue;
    }
    auto metadata =
        memref::ExtractStridedMetadataOp::create(builder, loc, input);
    loop.operands.push_back(metadata.getBaseBuffer());
    loop.operands.push_back(metadata.getOffset());
  }
  SmallVector<Type> types(TypeRange(ValueRange(loop.operands)));
  loop.function = func::FuncOp::create(loc, "pipe_loop",
                                       builder.getFunctionType(types, {}));
  loop.function.setPrivate();
  loop.function->setAttr(kLoopAttr, builder.getUnitAttr());

  Block *block = loop.function.addEntryBlock();
  builder.setInsertionPointToStart(block);
  IRMapping mapping;
  auto *argument = block->args_begin();
  for (Value input : inputs) {
    Value value = *argument++;
    if (startsAnywhere(input)) {
      auto type = cast<MemRefType>(input.getType());
      auto sizes = getAsIndexOpFoldResult(op->getContext(), type.getShape());
      auto strides = getAsIndexOpFoldResult(op->getContext(),
                                            type.getStridesAndOffset().first);
      value = memref::ReinterpretCastOp::create(
          builder, loc, type, value, OpFoldResult(*argument++), sizes, strides);
    }
    mapping.map(input, value);
  }
  SetVector<Value> used(llvm::from_range, op->getOperands());
  getUsedValuesDefinedAbove(op->getRegions(), used);
  for (Value value : used)
    if (!mapping.contains(value))
      mapping.map(value, builder.clone(*value.getDefiningOp())->getResult(0));
  builder.clone(*op, mapping);
  func::ReturnOp::create(builder, loc);
  return loop;
}

/// Tells of each argument whether its memory is its own among `inputs`.
static void annotateAliases(func::FuncOp function, ArrayRef<Value> inputs) {
  llvm::MapVector<Value, SmallVector<unsigned>> ofOwner;
  for (auto [index, input] : llvm::enumerate(inputs))
    if (isa<MemRefType>(input.getType()))
      ofOwner[getOwner(input)].push_back(index);
  if (ofOwner.contains(Value()))
    return;
  for (auto &[owner, indices] : ofOwner)
    if (indices.size() == 1)
      function.setArgAttr(indices.front(),
                          LLVM::LLVMDialect::getNoAliasAttrName(),
                          UnitAttr::get(function.getContext()));
}

namespace {
struct OutlineLoopsPass
    : public pipe::impl::OutlineLoopsPassBase<OutlineLoopsPass> {
  using Base::Base;

  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    FunctionSet functions(symbols);
    for (func::FuncOp kernel : getKernels(getOperation())) {
      if (kernel->hasAttr(kLoopAttr))
        continue;
      if (failed(unmarkContractions(kernel)))
        return signalPassFailure();
      SmallVector<linalg::LinalgOp> ops;
      kernel.walk([&](linalg::LinalgOp op) {
        if (!op->hasAttr(kContractionAttr))
          ops.push_back(op);
      });
      for (linalg::LinalgOp op : ops) {
        SmallVector<Value> inputs = getInputs(op).takeVector();
        OutlinedLoop loop = outline(op, inputs);
        annotateAliases(loop.function, loop.operands);
        func::FuncOp function = functions.unite(loop.function);
        OpBuilder builder(op);
        func::CallOp::create(builder, op.getLoc(), function, loop.operands);
        op->erase();
      }
    }
  }
};
} // namespace
