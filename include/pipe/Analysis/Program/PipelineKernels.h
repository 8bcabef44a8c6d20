//===- PipelineKernels.h - The kernels of a pipeline ---------- -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PROGRAM_PIPELINEKERNELS_H
#define PIPE_ANALYSIS_PROGRAM_PIPELINEKERNELS_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"

namespace mlir::pipe {

/// Returns the kernels that the programs of `pipeline` run, each once: those of
/// tasks in the order of the graph, then those of sums. A kernel's place in the
/// list is its number in the lowered programs and in the bundle. Tasks and sums
/// without a kernel are left out.
SmallVector<StringAttr> getPipelineKernels(PipelineOp pipeline);

} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PROGRAM_PIPELINEKERNELS_H
