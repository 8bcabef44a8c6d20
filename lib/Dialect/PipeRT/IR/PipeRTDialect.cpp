//===- PipeRTDialect.cpp - The pipert dialect -----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

#include "mlir/IR/Builders.h"

#include "llvm/Support/Path.h"

using namespace mlir;
using namespace mlir::pipert;

#include "pipe/Dialect/PipeRT/IR/PipeRTDialect.cpp.inc"

#define GET_OP_CLASSES
#include "pipe/Dialect/PipeRT/IR/PipeRTOps.cpp.inc"

void PipeRTDialect::initialize() {
  addOperations<
#define GET_OP_LIST
#include "pipe/Dialect/PipeRT/IR/PipeRTOps.cpp.inc"
      >();
}

std::string mlir::pipert::describePlace(Location loc) {
  std::string name, file;
  loc->walk([&](Location inner) {
    if (auto named = dyn_cast<NameLoc>(inner); named && name.empty())
      name = "\"" + named.getName().str() + "\"";
    if (auto place = dyn_cast<FileLineColLoc>(inner); place && file.empty())
      file = (llvm::sys::path::filename(place.getFilename().strref()) + ":" +
              Twine(place.getLine()) + ":" + Twine(place.getColumn()))
                 .str();
    return WalkResult::advance();
  });
  if (!name.empty() && !file.empty())
    return name + " (" + file + ")";
  return name + file;
}
