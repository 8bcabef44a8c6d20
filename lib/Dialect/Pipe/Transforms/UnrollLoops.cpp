//===- UnrollLoops.cpp - Unroll the loops that a cut may go through -------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UnrollLoops.h"

#include "pipe/Analysis/OpFacts/OpCost.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/SCF/Utils/Utils.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/Support/CheckedArithmetic.h"

#include <map>

namespace mlir::pipe {
#define GEN_PASS_DEF_UNROLLLOOPSPASS
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Marks a loop that was found too large while the pass runs.
static constexpr llvm::StringLiteral kKeptAttr = "pipe.kept";

/// An iteration that costs this part of the function is seen by the cut.
static constexpr int64_t kHeavyPart = 100;

/// The trip count of `loop`, if it is constant and fits.
static std::optional<int64_t> getTripCount(scf::ForOp loop) {
  std::optional<APInt> trips = loop.getStaticTripCount();
  if (!trips || trips->getActiveBits() > 62)
    return std::nullopt;
  return trips->getZExtValue();
}

/// Ops in the body of `loop`, at any depth; a linalg op is one.
static int64_t countOps(scf::ForOp loop) {
  int64_t count = 0;
  loop.getBody()->walk<WalkOrder::PreOrder>([&](Operation *op) {
    ++count;
    return isa<linalg::LinalgOp>(op) ? WalkResult::skip()
                                     : WalkResult::advance();
  });
  return count;
}

/// True when `loop` holds a product, or an op that nobody knows.
static bool holdsProduct(scf::ForOp loop) {
  WalkResult walk =
      loop.getBody()->walk<WalkOrder::PreOrder>([](Operation *op) {
        if (!op->isRegistered())
          return WalkResult::interrupt();
        auto linalgOp = dyn_cast<linalg::LinalgOp>(op);
        if (!linalgOp)
          return WalkResult::advance();
        if (linalgOp.getNumDpsInputs() >= 2 &&
            linalgOp.getNumReductionLoops() > 0)
          return WalkResult::interrupt();
        return WalkResult::skip();
      });
  return walk.wasInterrupted();
}

/// What the ops of `block` cost; the largest number when that does not fit.
static int64_t getCost(Block &block) {
  int64_t sum = 0;
  for (Operation &op : block.without_terminator()) {
    std::optional<int64_t> cost = getScalarCost(&op);
    std::optional<int64_t> total =
        cost ? llvm::checkedAdd(sum, *cost) : std::nullopt;
    if (!total)
      return INT64_MAX;
    sum = *total;
  }
  return sum;
}

namespace {
struct UnrollLoopsPass
    : public pipe::impl::UnrollLoopsPassBase<UnrollLoopsPass> {
  using Base::Base;

  /// Loops of one trip count.
  struct Group {
    SmallVector<scf::ForOp> loops;
    int64_t numOps = 0; ///< That unrolling all of them makes.
  };

  /// The loops in the body of the function that the cut needs to see, by trip
  /// count, but for those that are marked.
  std::map<int64_t, Group> findLoops() {
    std::map<int64_t, Group> groups;
    Block &body = getOperation().getBody().front();
    std::optional<int64_t> whole;
    for (auto loop : body.getOps<scf::ForOp>()) {
      std::optional<int64_t> trips = getTripCount(loop);
      if (!trips || loop->hasAttr(kKeptAttr))
        continue;
      if (!holdsProduct(loop)) {
        if (!whole)
          whole = getCost(body);
        if (getCost(*loop.getBody()) < *whole / kHeavyPart)
          continue;
      }
      Group &group = groups[*trips];
      group.loops.push_back(loop);
      group.numOps = llvm::checkedMulAdd(*trips, countOps(loop), group.numOps)
                         .value_or(INT64_MAX);
    }
    return groups;
  }

  void mark(scf::ForOp loop) {
    loop->setAttr(kKeptAttr, UnitAttr::get(&getContext()));
  }

  static LogicalResult unroll(scf::ForOp loop, int64_t trips) {
    if (trips > 0)
      return loopUnrollFull(loop);
    loop.replaceAllUsesWith(loop.getInits());
    loop.erase();
    return success();
  }

  /// Says so for the first of the loops: they are the same layers, forward and
  /// back. A limit of 0 asks for no unrolling.
  void keep(const Group &group, int64_t trips) {
    for (scf::ForOp loop : group.loops)
      mark(loop);
    if (unrollLimit == 0)
      return;
    mlir::emitWarning(scf::ForOp(group.loops.front()).getLoc())
        << "the loop stays one op, in one stage, so that no rank can share its "
           "work: unrolling the "
        << group.loops.size() << " loops of " << trips << " trips makes "
        << group.numOps << " ops, but 'unroll-limit' leaves "
        << unrollLimit - numMade;
  }

  /// Unrolls what the limit allows; false when there was nothing to do.
  bool unrollRound() {
    bool changed = false;
    for (auto &[trips, group] : findLoops()) {
      if (group.numOps > unrollLimit - numMade) {
        keep(group, trips);
        continue;
      }
      numMade += group.numOps;
      for (scf::ForOp loop : group.loops) {
        changed = true;
        if (failed(unroll(loop, trips)))
          mark(loop);
      }
    }
    return changed;
  }

  void runOnOperation() override {
    func::FuncOp func = getOperation();
    if (func.isExternal() || !func.getBody().hasOneBlock() ||
        unrollLimit <= 0 || func.getOps<scf::ForOp>().empty())
      return markAllAnalysesPreserved();
    numMade = 0;
    // Each round reaches loops that stood one level deeper.
    while (unrollRound())
      foldUnrolled(func);
    func.walk([](scf::ForOp loop) { loop->removeAttr(kKeptAttr); });
  }

  int64_t numMade = 0;
};
} // namespace
