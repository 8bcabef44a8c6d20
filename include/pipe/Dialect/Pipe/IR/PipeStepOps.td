//===- PipeStepOps.td - What happens once a step -----------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_DIALECT_PIPE_IR_PIPESTEPOPS_TD
#define PIPE_DIALECT_PIPE_IR_PIPESTEPOPS_TD

include "pipe/Dialect/Pipe/IR/PipeOpBase.td"

def Pipe_StateOp : Pipe_Op<"state", [
    Symbol, HasParent<"PipelineOp">,
    DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "Declare what an optimizer keeps of a parameter, or says of a step";
  let description = [{
    A tensor that lives across steps beside the parameter `param`, such as its
    momentum. It exists once, on the rank that updates the parameter, and is zero
    before the first step. `role` is what the optimizer calls it; in files the
    state of the parameter `w` with the role `momentum` is `momentum.w`.

    Without a parameter it is a number that says something of the step as a whole.
    The caller reads it behind each step; files do not hold it. The one with the role
    `finite` is true if the step has updated the parameters, and false if it has
    left all of them and their states as they were, since a gradient was infinite or
    no number. One with `result` is a result of the model that is the same for all
    micro-batches, such as the norm of all gradients; its role is the name of the
    result.

    Constraints:
      - (C1) `param`, if present, is a `pipe.param` of the pipeline, and no constant.
      - (C2) a state without a parameter has no dimensions, and one of a part of a
        parameter has the shape of the part. One of a whole parameter may have any.
      - (C3) one of a parameter is no `result`.

    Example:

    ```mlir
    pipe.param @w : tensor<64x64xf32>
    pipe.state @w.momentum "momentum" of @w : tensor<64x64xf32>
    pipe.state @finite "finite" : tensor<i1>
    pipe.state @norm "result[3]" result : tensor<f32>
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, StrAttr:$role,
                       OptionalAttr<FlatSymbolRefAttr>:$param,
                       UnitAttr:$result,
                       TypeAttrOf<Pipe_Tensor>:$type);
  let assemblyFormat = [{
    $sym_name $role (`of` $param^)? (`result` $result^)? `:` $type attr-dict
  }];
}

def Pipe_HyperOp : Pipe_Op<"hyper", [Symbol, HasParent<"PipelineOp">]> {
  let summary = "Declare a number that the caller gives each step";
  let description = [{
    A scalar that tasks read from memory, so that it may be another one in every
    step without compiling again: the learning rate. `role` is what the caller calls
    it, and `value` what it is if the caller says nothing. The one with the role
    `step` is the number of the update, which begins at 1. Gradients of a pipeline
    that has one with the role `loss_scale` are those of the loss times this number,
    and `pipe.step` divides by it; it has a value if it is the same in all steps.

    Constraints:
      - (C1) the type is a tensor of no dimensions.
      - (C2) `value`, if present, has the declared type.

    Example:

    ```mlir
    pipe.hyper @learning_rate "learning_rate" = dense<1.0e-3> : tensor<f64>
    pipe.hyper @step "step" : tensor<f64>
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, StrAttr:$role,
                       TypeAttrOf<Pipe_Tensor>:$type,
                       OptionalAttr<ElementsAttr>:$value);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
}

def Pipe_StepOp : Pipe_Op<"step", [HasParent<"PipelineOp">, SingleBlock]> {
  let summary = "Dataflow between the tasks that run once a step";
  let description = [{
    What happens when the gradients of all micro-batches are there: updates of
    parameters, and what those need. The region's arguments are the gradients of a
    step, as `pipe.pipeline` says mean or sum, and `params` names their parameters.
    The block holds `pipe.task` ops of kind `update`, which may read parameters,
    states and hypers, and ends in `pipe.updates`.

    A task runs on the rank that the first placement of `pipe.schedule` gives to its
    stage. All micro-batches read the values of before the step; when the programs of
    a step have ended, every rank that holds a parameter holds its new value. Where
    `pipe.schedule` updates within the step, all this happens several times a step,
    each time with the gradients of some micro-batches.

    Constraints:
      - (C1) one parameter an argument, all different, each with a gradient in
        `pipe.graph`; the argument has its type.
      - (C2) holds only `pipe.task` of kind `update` before its `pipe.updates`.
      - (C3) names of tasks are different, also from those of `pipe.graph`.
      - (C4) every `pipe.state` of no parameter gets a new value, so that what is
        said of a step is of this one.

    Example:

    ```mlir
    pipe.step (%g of @w : tensor<64xf32>) {
      %w = pipe.task @update_w update stage 0 (%g) params(@w, @learning_rate)
          : (tensor<64xf32>) -> tensor<64xf32> {
      ^bb0(%gradient: tensor<64xf32>, %old: tensor<64xf32>, %rate: tensor<f64>):
        %new = "m.sgd"(%gradient, %old, %rate)
            : (tensor<64xf32>, tensor<64xf32>, tensor<f64>) -> tensor<64xf32>
        pipe.yield %new : tensor<64xf32>
      }
      pipe.updates %w of @w : tensor<64xf32>
    }
    ```
  }];
  let arguments = (ins FlatSymbolRefArrayAttr:$params);
  let regions = (region SizedRegion<1>:$body);
  let hasCustomAssemblyFormat = 1;
  let hasRegionVerifier = 1;
  let extraClassDeclaration = [{
    ::mlir::pipe::UpdatesOp getUpdates();
  }];
}

def Pipe_UpdatesOp : Pipe_Op<"updates", [HasParent<"StepOp">, Terminator]> {
  let summary = "Say what parameters and states are after the step";
  let description = [{
    `values` are the new values of the parameters and states that `variables` names.
    What is not named stays as it is.

    Constraints:
      - (C1) one variable a value: a `pipe.param` that is no constant, or a
        `pipe.state`, all different, of the value's type.
      - (C2) a value is the result of a task that reads the variable once, so that it
        can take its place, and is named once.

    Example: see `pipe.step`.
  }];
  let arguments = (ins Variadic<Pipe_Tensor>:$values,
                       FlatSymbolRefArrayAttr:$variables);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
}

#endif // PIPE_DIALECT_PIPE_IR_PIPESTEPOPS_TD
