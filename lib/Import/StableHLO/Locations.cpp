//===- Locations.cpp - Where an op was written ----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Locations.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Interfaces/CallInterfaces.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

/// The first line that stands in no installed package: the innermost call comes
/// first.
static FileLineColLoc findUserLine(Location loc) {
  if (auto line = dyn_cast<FileLineColLoc>(loc)) {
    StringRef file = line.getFilename();
    bool isInstalled =
        file.contains("site-packages") || file.contains("dist-packages");
    bool isKnown = line.getLine() != 0;
    return isKnown && !isInstalled ? line : FileLineColLoc();
  }
  if (auto range = dyn_cast<FileLineColRange>(loc))
    return findUserLine(FileLineColLoc::get(
        range.getFilename(), range.getStartLine(), range.getStartColumn()));
  if (auto name = dyn_cast<NameLoc>(loc))
    return findUserLine(name.getChildLoc());
  if (auto call = dyn_cast<CallSiteLoc>(loc)) {
    if (FileLineColLoc line = findUserLine(call.getCallee()))
      return line;
    return findUserLine(call.getCaller());
  }
  if (auto fused = dyn_cast<FusedLoc>(loc))
    for (Location part : fused.getLocations())
      if (FileLineColLoc line = findUserLine(part))
        return line;
  return {};
}

/// The user's line that `op` comes from; that of a call, where the function
/// that holds it is one of JAX's own, which tell none.
static FileLineColLoc findLine(Operation *op, int depth = 0) {
  if (FileLineColLoc line = findUserLine(op->getLoc()))
    return line;
  auto func = op->getParentOfType<FunctionOpInterface>();
  auto module = op->getParentOfType<ModuleOp>();
  if (!func || !module || depth == 16)
    return {};
  SymbolRefAttr name = FlatSymbolRefAttr::get(func.getNameAttr());
  FileLineColLoc line;
  module.walk([&](CallOpInterface call) {
    if (dyn_cast<SymbolRefAttr>(call.getCallableForCallee()) != name)
      return WalkResult::advance();
    line = findLine(call, depth + 1);
    return WalkResult::interrupt();
  });
  return line;
}

LogicalResult mlir::pipe::hlo::noteUserLocation(InFlightDiagnostic &error,
                                                Operation *op) {
  // Without debug information the location is a line of the file itself.
  auto own = dyn_cast<FileLineColRange>(op->getLoc());
  if (own && own.getStartLine() != 0)
    return failure();
  if (FileLineColLoc line = findLine(op))
    error.attachNote(line) << "written in '" << line.getFilename().getValue()
                           << "', line " << line.getLine();
  return failure();
}
