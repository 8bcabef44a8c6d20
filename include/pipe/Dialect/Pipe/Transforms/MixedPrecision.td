//===- MixedPrecision.td - pipe-mixed-precision ------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def MixedPrecisionPass : Pass<"pipe-mixed-precision", "::mlir::ModuleOp"> {
  let summary = "Keep activations of an f32 model in bf16 or f16";
  let description = [{
    Rounds the values of an imported model in f32 to `compute`: activations, what
    they send back, and the inputs of matrix products and convolutions. So
    residuals and messages take half the bytes, and a target that has units for
    such products can use them. Parameters, gradients, outputs and what an
    optimizer keeps stay in f32.

    **Arithmetic is in f32**: an op extends what it reads and rounds what it
    makes, once. A product reads 16-bit floats and adds in f32.

    **What is not rounded:**

      - results of kept ops, and what is computed of these alone. The list is
        `keep-f32`: `sum` for reductions that add, `product` for matrix products
        and convolutions, other ops by their names, also in the body of a
        `linalg.generic`; `default` for the list that holds when there is no other:
        `sum`, `math.exp`, `math.exp2`, `math.expm1`, `math.log`, `math.log1p`,
        `math.log2`, `math.log10`, `math.powf`, `math.sqrt`, `math.rsqrt`. The
        mean and the variance of a row, and the softmax, are such;
      - what is computed from constants and the batch alone, but for products:
        positions, masks, targets;
      - what lies behind the last product on the way to an output: the loss;
      - what the function and its loops return, with the sums and the multiples
        by constants that it is made of: gradients are products added up in f32;
        so is the state of a recurrence.

    Which values are rounded follows from the model, before it is cut: all stages,
    schedules and numbers of ranks give the same bits. A remark says how many values
    are rounded, how many of parameters are not, and which products.

    All of it is for f32; values of other types stay as they are. Ops of
    dialects that nobody knows read and make f32.

    Fails when `compute` is neither `bf16` nor `f16`, when an element of `keep-f32`
    is no op that is known, or the module is not an imported model.

    Example, `compute=bf16`:

    ```mlir
    // Before.
    %0 = linalg.matmul ins(%x, %w : tensor<2x4xf32>, tensor<4x8xf32>) outs(%zero : tensor<2x8xf32>) -> tensor<2x8xf32>
    %1 = linalg.generic {...} ins(%0 : tensor<2x8xf32>) outs(%e : tensor<2x8xf32>) {
    ^bb0(%a: f32, %b: f32):
      %t = math.tanh %a : f32
      linalg.yield %t : f32
    } -> tensor<2x8xf32>

    // After; %xr, %wr and %r are %x, %w and %0, rounded.
    %0 = linalg.generic {...} ins(%xr, %wr : tensor<2x4xbf16>, tensor<4x8xbf16>) outs(%zero : tensor<2x8xf32>) ...
    %1 = linalg.generic {...} ins(%r : tensor<2x8xbf16>) outs(%e : tensor<2x8xbf16>) {
    ^bb0(%a: bf16, %b: bf16):
      %f = arith.extf %a : bf16 to f32
      %t = math.tanh %f : f32
      %s = arith.truncf %t : f32 to bf16
      linalg.yield %s : bf16
    } -> tensor<2x8xbf16>
    ```
  }];
  let options = [
    Option<"compute", "compute", "std::string", /*default=*/"\"bf16\"",
           "The type to round to: 'bf16' or 'f16'.">,
    ListOption<"keepF32", "keep-f32", "std::string",
               "Ops whose results stay in f32: 'sum', 'product', names of ops, "
               "or 'default'.">
  ];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::math::MathDialect",
                           "::mlir::tensor::TensorDialect"];
}
