//===- Format.cpp - Names of what a bundle holds --------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Bundle/Format.h"

using namespace mlir::pipe;

static std::string getEntry(std::string_view pipeline,
                            const std::string &what) {
  return "pipe_" + std::string(pipeline) + "_" + what;
}

std::string bundle::getProgramEntry(std::string_view pipeline, int64_t rank) {
  return getEntry(pipeline, "rank_" + std::to_string(rank));
}

std::string bundle::getKernelTable(std::string_view pipeline) {
  return getEntry(pipeline, "kernels");
}

std::string bundle::getReferenceEntry(std::string_view pipeline) {
  return getEntry(pipeline, "reference");
}
