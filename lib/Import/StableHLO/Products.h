//===- Products.h - Terms of sums of products -------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_IMPORT_STABLEHLO_PRODUCTS_H
#define PIPE_LIB_IMPORT_STABLEHLO_PRODUCTS_H

#include "Importer.h"

namespace mlir::pipe::hlo {

/// A sum of products, `lhs` times `rhs`, over the loops that the result does
/// not have. `op` tells the element types as they were written: both factors
/// take the result's type first, with their own signs, so that a product of
/// bytes that is kept in 32 bits does not overflow.
Value createProduct(Importer &importer, Operation *op, View lhs, View rhs,
                    RankedTensorType type, AffineMap resultMap);

} // namespace mlir::pipe::hlo

#endif // PIPE_LIB_IMPORT_STABLEHLO_PRODUCTS_H
