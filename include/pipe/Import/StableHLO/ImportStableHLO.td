//===- ImportStableHLO.td - pipe-import-stablehlo ----------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def ImportStableHLOPass
    : Pass<"pipe-import-stablehlo", "::mlir::ModuleOp"> {
  let summary = "Lower StableHLO in generic form to linalg, tensor, arith, scf";
  let description = [{
    Lowers the ops of `stablehlo`, `chlo` and, where they mean the same, `mhlo`,
    as their specification has them, whether their dialects are registered or
    not: names and the text of attributes say all that is needed. JAX prints the
    form that is read here:

    ```python
    lowered = jax.jit(step).lower(parameters, *micro_batch)
    lowered.compiler_ir().operation.get_asm(
        print_generic_op_form=True, enable_debug_info=True)
    ```

    Each op becomes ops of linalg, tensor, arith, math and scf with static shapes:

      - Element-wise ops become one `linalg.generic`. A broadcast operand is read
        where it stands, with a map; splats become scalars of the body.
      - Unsigned types become signless ones; the ops keep the sign. Narrow
        operands of products are converted before they are multiplied.
      - Indices out of range are clamped by `gather` and `dynamic_slice`, and what
        they would write is left out by `scatter`, as the specification says.
      - A `while` that counts to a constant becomes `scf.for`.
      - `sdy` ops and custom calls that only shard are identities.

    The pages of the front ends say what becomes of each op. An op that has no
    lowering is an error that names the op, why, and the line of the program that
    it comes from. Modules without these ops are left alone.

    Before:

    ```mlir
    %0 = "stablehlo.broadcast_in_dim"(%b)
        <{broadcast_dimensions = array<i64: 1>}>
        : (tensor<8xf32>) -> tensor<4x8xf32>
    %1 = "stablehlo.add"(%x, %0)
        : (tensor<4x8xf32>, tensor<4x8xf32>) -> tensor<4x8xf32>
    ```

    After:

    ```mlir
    %0 = tensor.empty() : tensor<4x8xf32>
    %1 = linalg.generic {
        indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>,
                         affine_map<(d0, d1) -> (d1)>,
                         affine_map<(d0, d1) -> (d0, d1)>],
        iterator_types = ["parallel", "parallel"]}
        ins(%x, %b : tensor<4x8xf32>, tensor<8xf32>)
        outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_0: f32, %out: f32):
      %2 = arith.addf %in, %in_0 : f32
      linalg.yield %2 : f32
    } -> tensor<4x8xf32>
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect",
    "::mlir::linalg::LinalgDialect",
    "::mlir::math::MathDialect",
    "::mlir::scf::SCFDialect",
    "::mlir::tensor::TensorDialect",
  ];
}
