//===- SplitBackward.td - pipe-split-backward --------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def SplitBackwardPass : Pass<"pipe-split-backward", "::mlir::ModuleOp"> {
  let summary = "Split backward tasks into input and weight gradient";
  let description = [{
    Replaces every `pipe.task backward` by an `input_gradient` and a
    `weight_gradient` task of the same stage, so that a schedule can run the second
    one (its action W) later than the first (I). Zero-bubble schedules need that. A
    schedule's action B then runs both, I first.

    I is the backward slice of the results that tasks of other stages read; W is
    the rest. A value that both need is computed in I and becomes one more result of
    it, which W takes: it has a buffer, and `pipe-plan-memory` counts it. Ops of
    constants and parameters only, and values that are not tensors of static shape,
    are computed in both instead. A gradient that I computes anyway is a result of
    I. Ops of unknown effects are never copied and keep their order.

    Where no other stage reads a result, as at the first stage, there is no
    `input_gradient` task: the `weight_gradient` task is the whole backward, and an
    action I of the stage runs nothing. Where nothing is left for W there is no
    `weight_gradient` task. A backward with nothing to do disappears.

    The costs of the two are those of `pipe-partition`, scaled where needed so that
    they add up to the cost of the backward. A remark for each stage says how many
    ops the two have and how many bytes W takes from I.

    Runs before `pipe-schedule` and `pipe-outline-tasks`. Fails and changes nothing
    when a backward is in a kernel already, or when both halves need a value that is
    not a tensor and comes from an op of unknown effects, or memory.

    Example, `x` is the layer's input, kept by the forward:

    ```mlir
    // Before.
    %dx, %gw = pipe.task @backward_1 backward stage 1 (%x, %dy) params(@w) cost 90 : ... {
    ^bb0(%a: tensor<4x4xf32>, %b: tensor<4x4xf32>, %c: tensor<4x4xf32>):
      %0 = "m.tanh_grad"(%b) : (tensor<4x4xf32>) -> tensor<4x4xf32>
      %1 = "m.matmul"(%a, %0) : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
      %2 = "m.matmul"(%0, %c) : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
      pipe.yield %2, %1 : tensor<4x4xf32>, tensor<4x4xf32>
    }

    // After.
    %dx, %kept = pipe.task @input_gradient_1 input_gradient stage 1 (%dy) params(@w) cost 55 : ... {
    ^bb0(%b: tensor<4x4xf32>, %c: tensor<4x4xf32>):
      %0 = "m.tanh_grad"(%b) : (tensor<4x4xf32>) -> tensor<4x4xf32>
      %2 = "m.matmul"(%0, %c) : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
      pipe.yield %2, %0 : tensor<4x4xf32>, tensor<4x4xf32>
    }
    %gw = pipe.task @weight_gradient_1 weight_gradient stage 1 (%x, %kept) cost 35 : ... {
    ^bb0(%a: tensor<4x4xf32>, %0: tensor<4x4xf32>):
      %1 = "m.matmul"(%a, %0) : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
      pipe.yield %1 : tensor<4x4xf32>
    }
    ```
  }];
}
