//===- ReadPipeline.h - The manifest of a pipeline --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A manifest is filled while the module is compiled: each function is called
// when the module has the form that it reads.
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_TARGET_READPIPELINE_H
#define PIPE_LIB_TARGET_READPIPELINE_H

#include "pipe/Bundle/Manifest.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/IR/BuiltinOps.h"

namespace mlir::pipe {

/// The element type of files for elements of type `type`; nothing where files
/// cannot hold them.
std::optional<ElementType> getElementType(Type type);

/// Fills in the model: names, types and roles, tasks and their edges. Reads the
/// reference function, on tensors, and the task graph. \errors a diagnostic for
/// a type that has no place in files.
LogicalResult readModel(ModuleOp module, PipelineOp pipeline,
                        bundle::Manifest &manifest);

/// Fills in what ranks have: segments, buffers, channels and kernels. Reads
/// programs after `pipe-plan-memory`. \errors a diagnostic for a program that
/// is not planned.
LogicalResult readPrograms(ModuleOp module, PipelineOp pipeline,
                           bundle::Manifest &manifest);

} // namespace mlir::pipe

#endif // PIPE_LIB_TARGET_READPIPELINE_H
