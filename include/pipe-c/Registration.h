//===- Registration.h - All dialects and passes in C --------------*- C -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_C_REGISTRATION_H
#define PIPE_C_REGISTRATION_H

#include "mlir-c/IR.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Registers the project's dialects, the upstream dialects that its inputs and
/// lowerings use, and the interface models that its passes need.
MLIR_CAPI_EXPORTED void mlirRegisterPipeDialects(MlirDialectRegistry registry);

/// Registers the project's passes and pipelines, and the upstream passes that
/// are useful between them, once a process. mlirOpPassManagerAddPipeline and
/// mlirParsePassPipeline then know them by name, with their options:
///
///   pipe-plan-pipeline{batch=x ranks=2 micro-batches=4 schedule=1f1b}
MLIR_CAPI_EXPORTED void mlirRegisterPipePasses(void);

#ifdef __cplusplus
}
#endif

#endif // PIPE_C_REGISTRATION_H
