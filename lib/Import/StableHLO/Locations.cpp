//===- Locations.cpp - Where an op was written ----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Locations.h"

#include "mlir/IR/Operation.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

/// The first line that stands in no installed package: the innermost call comes
/// first.
static FileLineColLoc findUserLine(Location loc) {
  if (auto line = dyn_cast<FileLineColLoc>(loc)) {
    StringRef file = line.getFilename();
    bool isInstalled =
        file.contains("site-packages") || file.contains("dist-packages");
    return isInstalled ? FileLineColLoc() : line;
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

LogicalResult mlir::pipe::hlo::noteUserLocation(InFlightDiagnostic &error,
                                                Operation *op) {
  // Without debug information the location is a line of the file itself.
  if (isa<FileLineColLoc, FileLineColRange>(op->getLoc()))
    return failure();
  if (FileLineColLoc line = findUserLine(op->getLoc()))
    error.attachNote(line) << "written in '" << line.getFilename().getValue()
                           << "', line " << line.getLine();
  return failure();
}
