//===- IndexCheck.cpp - A check of one index ------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IndexCheck.h"
#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

using namespace mlir;
using namespace mlir::pipe;

Value mlir::pipe::createIndexCheck(OpBuilder &builder, Operation *op,
                                   Value index, int64_t bound, StringRef word,
                                   unsigned dimension) {
  std::string place = pipert::describePlace(op->getLoc());
  std::string text = ("'" + op->getName().getStringRef() + "'" +
                      (place.empty() ? "" : " at " + place) + ": the " + word +
                      " of dimension " + Twine(dimension))
                         .str();
  return pipert::CheckIndexOp::create(
      builder, op->getLoc(), builder.getIndexType(), index, bound, text);
}
