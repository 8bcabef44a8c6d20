//===- KernelPipeline.h - What all back ends do with kernels ----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_CODEGEN_KERNELS_KERNELPIPELINE_H
#define PIPE_CODEGEN_KERNELS_KERNELPIPELINE_H

#include "pipe/Codegen/Kernels/KernelTarget.h"

#include "mlir/IR/DialectRegistry.h"
#include "mlir/Pass/PassManager.h"

namespace mlir::pipe {

struct KernelPipelineOptions {
  /// Fuse elementwise ops into their users.
  bool fuseElementwise = true;
};

/// Appends the passes that every back end with code of its own begins with.
/// They turn each `func.func` of a module, on static tensors,
///
///   func.func @kernel(inputs...) -> (results...)
///
/// into one on buffers that returns nothing and allocates nothing,
///
///   func.func @kernel(inputs..., outputs..., workspace: memref<Nxi8>)
///       attributes {pipe.workspace_bytes = N}
///
/// in which are left: calls of functions with the attribute `pipe.loop`, each
/// of one linalg op, a loop nest whose order of sums is `pipe.lanes`; linalg
/// ops with the attribute `pipe.contraction`, matrix products that a BLAS-like
/// function can compute; checks of indices (`pipert.check_index`); `scf`,
/// `arith`, `math` and `memref` on single elements and on views.
///
/// What `target` says stands on the module from the first pass on. Results that
/// `pipe.accumulate` lists are added to what their destination holds.
///
/// \errors  A diagnostic at each op that has no code, with the name of the
///          target.
void buildKernelPipeline(OpPassManager &pm, const KernelTarget &target,
                         const KernelPipelineOptions &options = {});

/// Registers the interface models that these passes need, such as those of
/// bufferization.
void registerKernelInterfaces(DialectRegistry &registry);

} // namespace mlir::pipe

#endif // PIPE_CODEGEN_KERNELS_KERNELPIPELINE_H
