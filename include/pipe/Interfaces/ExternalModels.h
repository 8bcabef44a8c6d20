//===- ExternalModels.h - Interfaces of upstream ops ------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_INTERFACES_EXTERNALMODELS_H
#define PIPE_INTERFACES_EXTERNALMODELS_H

namespace mlir {
class DialectRegistry;
} // namespace mlir

namespace mlir::pipe {
/// Each attaches CostOpInterface to the ops of one dialect when it is loaded.
void registerArithCostModels(DialectRegistry &registry);
void registerLinalgCostModels(DialectRegistry &registry);
void registerScfCostModels(DialectRegistry &registry);
void registerTensorCostModels(DialectRegistry &registry);
void registerTosaCostModels(DialectRegistry &registry);

/// All of the above.
void registerCostModels(DialectRegistry &registry);
} // namespace mlir::pipe

#endif // PIPE_INTERFACES_EXTERNALMODELS_H
