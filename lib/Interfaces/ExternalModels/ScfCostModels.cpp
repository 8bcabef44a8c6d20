//===- ScfCostModels.cpp - Cost of structured control flow ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Interfaces/CostOpInterface.h"
#include "pipe/Interfaces/ExternalModels.h"

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/Support/CheckedArithmetic.h"

using namespace mlir;
using namespace mlir::pipe;

/// Adds `times` times the cost of the ops in `region` to `sum`; false when that
/// does not fit 63 bits. Ops that do not tell their cost count their bytes.
static bool addRegion(OpCost &sum, Region &region, int64_t times) {
  auto addTo = [&](int64_t &count, int64_t more) {
    std::optional<int64_t> total =
        llvm::checkedMulAdd<int64_t>(times, more, count);
    count = total.value_or(0);
    return total.has_value();
  };
  for (Operation &op : region.getOps()) {
    OpCost cost;
    if (auto interface = dyn_cast<CostOpInterface>(op)) {
      std::optional<OpCost> told = interface.getOpCost();
      if (!told)
        return false;
      cost = *told;
    } else if (!op.hasTrait<OpTrait::IsTerminator>()) {
      std::optional<int64_t> bytes = getTensorBytesTouched(&op);
      if (!bytes)
        return false;
      cost.bytes = *bytes;
    }
    if (!addTo(sum.flops, cost.flops) || !addTo(sum.bytes, cost.bytes))
      return false;
  }
  return true;
}

namespace {
/// The body times the trip count, or once when the bounds are not constant.
struct ForCost : public CostOpInterface::ExternalModel<ForCost, scf::ForOp> {
  std::optional<OpCost> getOpCost(Operation *op) const {
    auto loop = cast<scf::ForOp>(op);
    std::optional<APInt> trips = loop.getStaticTripCount();
    bool fits = trips && trips->getActiveBits() < 63;
    OpCost sum;
    if (!addRegion(sum, loop.getRegion(), fits ? trips->getSExtValue() : 1))
      return std::nullopt;
    return sum;
  }
};

/// The dearest one of the branches.
template <typename OpTy>
struct BranchCost
    : public CostOpInterface::ExternalModel<BranchCost<OpTy>, OpTy> {
  std::optional<OpCost> getOpCost(Operation *op) const {
    OpCost dearest;
    int64_t largest = -1;
    for (Region &region : op->getRegions()) {
      OpCost sum;
      if (!addRegion(sum, region, 1))
        return std::nullopt;
      std::optional<int64_t> scalar = getScalarCost(sum);
      if (!scalar)
        return std::nullopt;
      if (*scalar > largest)
        dearest = sum;
      largest = std::max(largest, *scalar);
    }
    return dearest;
  }
};

/// Both regions once: how often they run is not known.
struct WhileCost
    : public CostOpInterface::ExternalModel<WhileCost, scf::WhileOp> {
  std::optional<OpCost> getOpCost(Operation *op) const {
    OpCost sum;
    for (Region &region : op->getRegions())
      if (!addRegion(sum, region, 1))
        return std::nullopt;
    return sum;
  }
};
} // namespace

void mlir::pipe::registerScfCostModels(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, scf::SCFDialect *) {
    scf::ForOp::attachInterface<ForCost>(*context);
    scf::IfOp::attachInterface<BranchCost<scf::IfOp>>(*context);
    scf::IndexSwitchOp::attachInterface<BranchCost<scf::IndexSwitchOp>>(
        *context);
    scf::WhileOp::attachInterface<WhileCost>(*context);
  });
}
