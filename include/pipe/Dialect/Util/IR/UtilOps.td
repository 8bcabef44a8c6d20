//===- UtilOps.td - Ops of IREE that models hold -----------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_DIALECT_UTIL_IR_UTILOPS_TD
#define PIPE_DIALECT_UTIL_IR_UTILOPS_TD

include "mlir/IR/OpBase.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Util_Dialect : Dialect {
  let name = "util";
  let cppNamespace = "::mlir::util";
  let summary = "The op of IREE's util dialect that models on linalg hold";
  let description = [{
    IREE's conversion of StableHLO to linalg leaves one op of IREE's own dialect
    behind: `util.optimization_barrier`, where JAX says that something is to be
    computed again (`jax.checkpoint`). It is known here so that its text can be
    read; `pipe-import` removes it. Other ops of that name are read in the generic
    form and nobody knows what they do.
  }];
}

def Util_OptimizationBarrierOp : Op<Util_Dialect, "optimization_barrier",
    [Pure, AllTypesMatch<["inputs", "outputs"]>]> {
  let summary = "Pass values on as they are";
  let description = [{
    An identity that optimizations do not look through.

    Example:

    ```mlir
    %again = util.optimization_barrier %x : tensor<4x16xf32>
    %both:2 = util.optimization_barrier %x, %w : tensor<4x16xf32>, tensor<16x16xf32>
    ```
  }];
  let arguments = (ins Variadic<AnyType>:$inputs);
  let results = (outs Variadic<AnyType>:$outputs);
  let assemblyFormat = "attr-dict $inputs `:` type($inputs)";
}

#endif // PIPE_DIALECT_UTIL_IR_UTILOPS_TD
