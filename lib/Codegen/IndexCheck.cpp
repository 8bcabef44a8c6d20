//===- IndexCheck.cpp - A check of one index ------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IndexCheck.h"
#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

#include "llvm/Support/Path.h"

using namespace mlir;
using namespace mlir::pipe;

/// Returns the first name and the first place in a file that `loc` tells, as
/// `"layer/gather" (model.mlir:8:10)`; empty if it tells none. Folders are left
/// out, so that the code does not depend on where the file lies.
static std::string describe(Location loc) {
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

Value mlir::pipe::createIndexCheck(OpBuilder &builder, Operation *op,
                                   Value index, int64_t bound, StringRef word,
                                   unsigned dimension) {
  std::string place = describe(op->getLoc());
  std::string text = ("'" + op->getName().getStringRef() + "'" +
                      (place.empty() ? "" : " at " + place) + ": the " + word +
                      " of dimension " + Twine(dimension))
                         .str();
  return pipert::CheckIndexOp::create(
      builder, op->getLoc(), builder.getIndexType(), index, bound, text);
}
