//===- LaunchDeviceCode.cpp - Kernels become code that launches -----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DeviceCode.h"
#include "DeviceData.h"
#include "DeviceFunction.h"
#include "Workspace.h"
#include "pipe/Codegen/Cuda/Passes.h"
#include "pipe/Codegen/Kernels/FunctionSet.h"
#include "pipe/Codegen/Kernels/Reduction.h"
#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/Transforms/Transforms.h"
#include "mlir/Dialect/MemRef/Utils/MemRefUtils.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "mlir/Transforms/RegionUtils.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_LAUNCHDEVICECODEPASS
#include "pipe/Codegen/Cuda/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// What a loop carries it keeps in place: results and arguments that are
/// buffers are those that it began with.
static void forwardCarriedBuffers(func::FuncOp kernel) {
  auto forward = [](ValueRange values, ValueRange begins) {
    for (auto [value, begin] : llvm::zip_equal(values, begins))
      if (isa<MemRefType>(value.getType()))
        value.replaceAllUsesWith(begin);
  };
  kernel.walk<WalkOrder::PreOrder>([&](scf::ForOp loop) {
    forward(loop.getRegionIterArgs(), loop.getInits());
    forward(loop.getResults(), loop.getInits());
  });
  kernel.walk<WalkOrder::PreOrder>([&](scf::WhileOp loop) {
    forward(loop.getBeforeArguments(), loop.getInits());
    forward(loop.getAfterArguments(), loop.getConditionOp().getArgs());
    // A view that the loop makes itself is not there behind it.
    for (auto [result, value] :
         llvm::zip_equal(loop.getResults(), loop.getConditionOp().getArgs()))
      if (!loop->isAncestor(value.getParentRegion()->getParentOp()))
        forward(result, value);
  });
}

/// Returns true if a copy between such buffers is one of neighbouring bytes.
static bool isContiguous(Value buffer) {
  auto type = cast<MemRefType>(buffer.getType());
  auto [strides, offset] = type.getStridesAndOffset();
  return !ShapedType::isDynamic(offset) &&
         memref::isStaticShapeAndContiguousRowMajor(type);
}

static bool isEmpty(linalg::LinalgOp op) {
  return llvm::is_contained(op.getStaticLoopRanges(), 0);
}

/// Returns the op of a function that holds one loop nest.
static linalg::LinalgOp getNest(func::FuncOp function) {
  auto ops = function.getBody().front().getOps<linalg::LinalgOp>();
  return ops.empty() ? linalg::LinalgOp() : *ops.begin();
}

namespace {
/// Turns one kernel into code that launches.
class KernelLauncher {
public:
  KernelLauncher(func::FuncOp kernel, SymbolTable &symbols,
                 FunctionSet &functions, Workspace workspace,
                 KernelTargetAttr target)
      : kernel(kernel), symbols(symbols), functions(functions),
        workspace(workspace), target(target), data(kernel) {}

  LogicalResult run() {
    Block &body = kernel.getBody().front();
    if (data.choosesBuffers()) {
      SmallVector<Operation *> all;
      for (Operation &op : body.without_terminator())
        all.push_back(&op);
      return launchPiece(all, body.getTerminator());
    }
    if (failed(launchBlock(body)))
      return failure();
    // Views and loads that device functions have copies of.
    eraseUnused(body);
    return success();
  }

private:
  /// Erases what has no use any more.
  static void eraseUnused(Block &block) {
    for (Operation &op : llvm::make_early_inc_range(llvm::reverse(block))) {
      for (Region &region : op.getRegions())
        for (Block &inner : region)
          eraseUnused(inner);
      if (isOpTriviallyDead(&op))
        op.erase();
    }
  }

  /// Turns what is in `block` into launches, in order.
  LogicalResult launchBlock(Block &block) {
    SmallVector<Operation *> ops, piece;
    for (Operation &op : block)
      ops.push_back(&op);
    for (Operation *op : ops) {
      if (data.isDeviceOp(op)) {
        piece.push_back(op);
        continue;
      }
      bool isLaunch = isa<func::CallOp, memref::CopyOp, linalg::LinalgOp>(op);
      if (!isLaunch && op->getNumRegions() == 0 &&
          !op->hasTrait<OpTrait::IsTerminator>())
        continue;
      if (failed(launchPiece(piece, op)) || failed(launch(op)))
        return failure();
      piece.clear();
    }
    return success();
  }

  /// Handles an op that stays on the host.
  LogicalResult launch(Operation *op) {
    if (auto call = dyn_cast<func::CallOp>(op))
      return launchNest(call);
    if (auto copy = dyn_cast<memref::CopyOp>(op))
      return launchCopy(copy);
    if (auto product = dyn_cast<linalg::LinalgOp>(op)) {
      if (!op->hasAttr(kContractionAttr))
        return op->emitOpError("is no call yet; run pipe-outline-loops first");
      return placeConstants(op);
    }
    for (Region &region : op->getRegions())
      for (Block &block : region)
        if (failed(launchBlock(block)))
          return failure();
    return success();
  }

  void createLaunch(OpBuilder &builder, Location loc, func::FuncOp function,
                    ValueRange operands) {
    pipert::GpuLaunchOp::create(builder, loc, SymbolRefAttr::get(function),
                                operands);
  }

  /// A call of a loop nest becomes a launch. The nest loads what only the
  /// device knows, and has constants of the module itself.
  LogicalResult launchNest(func::CallOp call) {
    auto callee = symbols.lookup<func::FuncOp>(call.getCallee());
    if (!callee || !callee->hasAttr(kLoopAttr))
      return call.emitOpError("calls no loop nest; run pipe-outline-loops "
                              "first");
    OpBuilder builder(call);
    if (linalg::LinalgOp nest = getNest(callee); nest && isEmpty(nest)) {
      call.erase();
      return success();
    }
    if (llvm::all_of(call.getOperands(), DeviceFunction::isPlain)) {
      createLaunch(builder, call.getLoc(), callee, call.getOperands());
      call.erase();
      return success();
    }
    DeviceFunction device(call.getLoc(), callee.getName(), getUnit(kLoopAttr));
    for (auto [index, operand, argument] :
         llvm::enumerate(call.getOperands(), callee.getArguments())) {
      Value value =
          DeviceFunction::isPlain(operand)
              ? device.addArgument(operand, callee.getArgAttrDict(index))
              : device.get(operand);
      device.getMapping().map(argument, value);
    }
    for (Operation &op : callee.getBody().front().without_terminator())
      device.getBuilder().clone(op, device.getMapping());
    finish(builder, device);
    call.erase();
    return success();
  }

  NamedAttribute getUnit(StringRef name) {
    OpBuilder builder(kernel.getContext());
    return builder.getNamedAttr(name, builder.getUnitAttr());
  }

  /// Inserts the function, or an equal one, and launches it.
  void finish(OpBuilder &builder, DeviceFunction &device) {
    SmallVector<Value> operands(device.getOperands());
    Location loc = device.getFunction().getLoc();
    createLaunch(builder, loc, functions.unite(device.getFunction()), operands);
  }

  /// A copy of neighbouring bytes stays one; others are loop nests.
  LogicalResult launchCopy(memref::CopyOp copy) {
    if (isContiguous(copy.getSource()) && isContiguous(copy.getTarget()) &&
        DeviceFunction::isPlain(copy.getSource()) &&
        DeviceFunction::isPlain(copy.getTarget()))
      return success();
    OpBuilder builder(copy);
    createCopy(builder, copy.getLoc(), copy.getSource(), copy.getTarget());
    copy.erase();
    return success();
  }

  /// Launches a loop nest that copies.
  void createCopy(OpBuilder &builder, Location loc, Value source,
                  Value target) {
    if (llvm::is_contained(cast<MemRefType>(source.getType()).getShape(), 0))
      return;
    DeviceFunction device(loc, "pipe_loop", getUnit(kLoopAttr));
    Value from = device.get(source), to = device.get(target);
    linalg::CopyOp::create(device.getBuilder(), loc, from, to);
    finish(builder, device);
  }

  /// A matrix product reads constants of the module from the workspace.
  LogicalResult placeConstants(Operation *op) {
    for (OpOperand &operand : op->getOpOperands()) {
      if (DeviceFunction::isPlain(operand.get()))
        continue;
      Value &placed = constants[operand.get()];
      if (!placed) {
        auto type = cast<MemRefType>(operand.get().getType());
        FailureOr<Value> place = workspace.add(
            MemRefType::get(type.getShape(), type.getElementType()),
            /*isSmall=*/false);
        if (failed(place))
          return failure();
        placed = *place;
      }
      OpBuilder builder(op);
      createCopy(builder, op->getLoc(), operand.get(), placed);
      operand.set(placed);
    }
    return success();
  }

  /// Moves `ops`, which stand in one block, into a function that one thread of
  /// the device runs, and launches it in front of `next`.
  LogicalResult launchPiece(ArrayRef<Operation *> ops, Operation *next) {
    if (ops.empty())
      return success();
    DeviceFunction device(ops.front()->getLoc(), "pipe_piece",
                          getUnit(kDeviceAttr));
    llvm::SmallPtrSet<Operation *, 16> inside(llvm::from_range, ops);
    for (Operation *op : ops) {
      for (Value operand : op->getOperands())
        device.get(operand);
      SetVector<Value> captured;
      getUsedValuesDefinedAbove(op->getRegions(), captured);
      for (Value value : captured)
        device.get(value);
      device.getBuilder().clone(*op, device.getMapping());
    }
    OpBuilder builder(next);
    for (Operation *op : ops)
      for (Value result : op->getResults())
        if (!isa<MemRefType>(result.getType()) &&
            isUsedOutside(result, inside, next->getBlock()) &&
            failed(keep(builder, result, device, inside)))
          return failure();
    if (failed(inlineNests(device.getFunction())))
      return failure();
    finish(builder, device);
    for (Operation *op : llvm::reverse(ops))
      op->erase();
    return success();
  }

  static bool isUsedOutside(Value value,
                            const llvm::SmallPtrSetImpl<Operation *> &inside,
                            Block *block) {
    return llvm::any_of(value.getUsers(), [&](Operation *user) {
      return !inside.contains(block->findAncestorOpInBlock(*user));
    });
  }

  /// Lets the function of a piece store `result`, so that what comes later can
  /// load it.
  LogicalResult keep(OpBuilder &builder, Value result, DeviceFunction &device,
                     const llvm::SmallPtrSetImpl<Operation *> &inside) {
    FailureOr<Value> place =
        workspace.add(MemRefType::get({}, result.getType()), /*isSmall=*/true);
    if (failed(place))
      return failure();
    Location loc = result.getLoc();
    Value argument = device.addArgument(*place);
    memref::StoreOp::create(device.getBuilder(), loc,
                            device.getMapping().lookup(result), argument);
    auto load = memref::LoadOp::create(builder, loc, *place, ValueRange());
    Block *block = builder.getInsertionBlock();
    result.replaceUsesWithIf(load, [&](OpOperand &use) {
      return !inside.contains(block->findAncestorOpInBlock(*use.getOwner()));
    });
    return success();
  }

  /// One thread runs loop nests and products in a piece itself.
  LogicalResult inlineNests(func::FuncOp function) {
    SmallVector<func::CallOp> calls;
    function.walk([&](func::CallOp call) { calls.push_back(call); });
    for (func::CallOp call : calls) {
      auto callee = symbols.lookup<func::FuncOp>(call.getCallee());
      if (!callee || !callee->hasAttr(kLoopAttr))
        return call.emitOpError("calls no loop nest; run pipe-outline-loops "
                                "first");
      OpBuilder builder(call);
      IRMapping mapping;
      mapping.map(callee.getArguments(), call.getOperands());
      for (Operation &op : callee.getBody().front().without_terminator())
        builder.clone(op, mapping);
      call.erase();
    }
    SmallVector<memref::CopyOp> copies;
    function.walk([&](memref::CopyOp copy) { copies.push_back(copy); });
    for (memref::CopyOp copy : copies) {
      OpBuilder builder(copy);
      linalg::CopyOp::create(builder, copy.getLoc(), copy.getSource(),
                             copy.getTarget());
      copy.erase();
    }
    makeLoopNests(function);
    return success();
  }

  void makeLoopNests(func::FuncOp function) {
    SmallVector<linalg::LinalgOp> products;
    function.walk([&](linalg::LinalgOp op) {
      if (op->hasAttr(kContractionAttr))
        products.push_back(op);
    });
    for (linalg::LinalgOp op : products)
      makeLoopNest(op, target);
  }

  func::FuncOp kernel;
  SymbolTable &symbols;
  FunctionSet &functions;
  Workspace workspace;
  KernelTargetAttr target;
  DeviceData data;
  llvm::DenseMap<Value, Value> constants; ///< Their places in the workspace.
};
} // namespace

/// Turns views into arithmetic on the strides of the buffer they look at.
static LogicalResult expandViews(func::FuncOp kernel) {
  RewritePatternSet patterns(kernel.getContext());
  memref::populateExpandStridedMetadataPatterns(patterns);
  return applyPatternsGreedily(kernel, std::move(patterns));
}

namespace {
struct LaunchDeviceCodePass
    : public pipe::impl::LaunchDeviceCodePassBase<LaunchDeviceCodePass> {
  using Base::Base;

  void runOnOperation() override {
    FailureOr<KernelTargetAttr> target = requireKernelTarget(getOperation());
    if (failed(target))
      return signalPassFailure();
    SymbolTable symbols(getOperation());
    FunctionSet functions(symbols);
    for (func::FuncOp kernel : getLaunchingKernels(getOperation())) {
      FailureOr<Workspace> workspace =
          Workspace::get(kernel, target->getAlignment());
      if (failed(workspace) || failed(expandViews(kernel)))
        return signalPassFailure();
      forwardCarriedBuffers(kernel);
      if (failed(KernelLauncher(kernel, symbols, functions, *workspace, *target)
                     .run()))
        return signalPassFailure();
    }
    eraseUnlaunched();
  }

  /// Erases loop nests that are part of other device functions now.
  void eraseUnlaunched() {
    llvm::DenseSet<StringAttr> launched;
    getOperation().walk([&](pipert::GpuLaunchOp launch) {
      launched.insert(launch.getFunction().getLeafReference());
    });
    for (func::FuncOp function : getDeviceFunctions(getOperation()))
      if (!launched.contains(function.getSymNameAttr()))
        function.erase();
  }
};
} // namespace
