//===- Host.cpp - Kernels as code of the compiling machine ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Backend/Backend.h"
#include "pipe/Codegen/Host/HostCodegen.h"

using namespace mlir;
using namespace mlir::pipe;

static void buildCodegen(OpPassManager &pm, const KernelTarget &target) {
  buildKernelPipeline(pm, target);
  buildHostTailPipeline(pm);
}

namespace mlir::pipe {
extern const Backend backend_host;
const Backend backend_host = {"host",
                              "machine code of the compiling CPU",
                              /*compilesReference=*/true,
                              kHostKernelTarget,
                              /*takeKernels=*/nullptr,
                              buildCodegen};
} // namespace mlir::pipe
