//===- ConfirmRoles.cpp - Try gradients that nobody named -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConfirmRoles.h"

#include "RoleProbe.h"

#include "pipe/Analysis/Roles/Roles.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Diagnostics.h"

using namespace mlir;
using namespace mlir::pipe;

/// Cost of one run of the model (see `CostOpInterface`) up to which it is
/// tried; all runs together take a few seconds then.
static constexpr double kMaximumCost = 5e8;

bool mlir::pipe::hasOpenLoops(ModuleOp module) {
  return module->walk([](scf::WhileOp) { return WalkResult::interrupt(); })
      .wasInterrupted();
}

LogicalResult mlir::pipe::confirmRoles(ModuleOp module, StringRef folder,
                                       const ModelFacts &facts,
                                       std::string &confirmation) {
  auto known = module->getAttrOfType<StringAttr>(kGradientsKnownByAttr);
  // What an update reads is found in the graph, and no name says that it is a
  // gradient.
  bool isFromUpdates = module->hasAttr(kStepCountersAttr);
  if (!known ||
      (!isFromUpdates && known.getValue() != toString(GradientSource::Order)))
    return success();
  RoleProbe probe{RoleProbe::Unknown,
                  "made-up data might never end the model's loops"};
  if (!facts.hasOpenLoops)
    probe = probeRoles(folder.str(), kMaximumCost);
  switch (probe.verdict) {
  case RoleProbe::Confirmed:
    confirmation = ", confirmed by differences of the loss";
    return success();
  case RoleProbe::Unknown:
    confirmation =
        "; not confirmed, pipe-run --check compares: " + probe.reason;
    if (facts.isRounded)
      confirmation += "; without --compute they are tried in f32";
    return success();
  case RoleProbe::Wrong:
    break;
  }
  if (isFromUpdates)
    return emitError(module.getLoc())
           << "of what the updates read, " << probe.reason
           << "; return the loss and its gradients instead, and let "
              "'optimizer=NAME' update the parameters";
  return emitError(module.getLoc())
         << "no name tells which results are gradients, and by order and type "
         << probe.reason
         << "; name the pairs with 'gradient=RESULT:PARAMETER', or the other "
            "results with 'extra-output=NAME,...' (a graph that stops "
            "gradients "
            "on purpose needs this, too)";
}
