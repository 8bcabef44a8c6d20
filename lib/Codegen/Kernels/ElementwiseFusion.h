//===- ElementwiseFusion.h - Merging generics on tensors --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_CODEGEN_KERNELS_ELEMENTWISEFUSION_H
#define PIPE_LIB_CODEGEN_KERNELS_ELEMENTWISEFUSION_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir::pipe {

/// Returns true if `producer` computes one tensor without reading its old
/// contents, each element from the elements at the same loop indices: what a
/// user can compute for itself.
bool isElementwise(linalg::GenericOp producer);

/// Returns true if fuseProducer can merge `producer` into the user of its
/// result that owns `operand`.
bool canFuseProducer(linalg::GenericOp producer, OpOperand &operand);

/// Replaces the op that owns `operand` by one that computes the producer's
/// element itself, from the producer's inputs. The attributes of the op stay;
/// each element is computed by the same operations in the same order. The
/// producer stays, also without users.
linalg::GenericOp fuseProducer(RewriterBase &rewriter,
                               linalg::GenericOp producer, OpOperand &operand);

/// Replaces `op` by one in which inputs that are constants of one value or
/// fills are scalars of the body, equal inputs are one, and inputs that the
/// body does not read are gone. Returns the new op, or `op` if it has none of
/// these.
linalg::GenericOp simplifyInputs(RewriterBase &rewriter, linalg::GenericOp op);

/// Replaces `op` by one without the results that nothing uses and that no used
/// result depends on. Returns the new op, or `op` if all are needed.
linalg::GenericOp removeUnusedResults(RewriterBase &rewriter,
                                      linalg::GenericOp op);

} // namespace mlir::pipe

#endif // PIPE_LIB_CODEGEN_KERNELS_ELEMENTWISEFUSION_H
