//===- OutlineSums.td - pipe-outline-sums ------------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def OutlineSumsPass : Pass<"pipe-outline-sums", "::mlir::ModuleOp"> {
  let summary = "Write kernels for what programs do to sums of gradients";
  let description = [{
    Gives every `pipe.zero`, `pipe.add`, `pipe.divide` and `pipe.round` of a program
    a `kernel`: a private function on tensors beside the pipeline, as tasks have
    one, so that a program holds no arithmetic of its own and any code generation
    serves both. The function sees the buffer as a list of elements; equal ones are
    there once. `pipe.in_place = [0]` says that its result takes the place of its
    first argument.

    Example:

    ```mlir
    // Before.
    pipe.divide %g by 8 : <1 x tensor<16x4xf32>>

    // After.
    func.func private @pipe_divide_by_8_64xf32(%sum: tensor<64xf32>) -> tensor<64xf32> attributes {pipe.in_place = array<i64: 0>} {
      %0 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} outs(%sum : tensor<64xf32>) {
      ^bb0(%element: f32):
        %c = arith.constant 8.0 : f32
        %mean = arith.divf %element, %c : f32
        linalg.yield %mean : f32
      } -> tensor<64xf32>
      return %0 : tensor<64xf32>
    }
    pipe.divide %g by 8 kernel @pipe_divide_by_8_64xf32 : <1 x tensor<16x4xf32>>
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::func::FuncDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::tensor::TensorDialect"];
}
