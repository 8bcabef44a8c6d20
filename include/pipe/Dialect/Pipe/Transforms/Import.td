//===- Import.td - pipe-import -----------------------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def ImportPass : Pass<"pipe-import", "::mlir::ModuleOp"> {
  let summary = "Bring a model into one function whose roles are known";
  let description = [{
    Turns a module as a front end prints it into one function with one block, for
    one micro-batch, whose every argument and result says what it is:

      - The model function is the one that `function` names, else the only public
        one with a body, else `main` if it has arguments and results, else the only
        one that has. Everything that it calls is inlined; the rest of the module
        is dropped. An `util.optimization_barrier`, with which a front end keeps
        what is computed again apart from what it repeats, is an identity and goes.
      - Arguments get `pipe.name` and either `pipe.batch = DIM` or `pipe.parameter`;
        results get `pipe.name` and one of `pipe.loss`, `pipe.gradient = "NAME"`
        and `pipe.output`. What is there already holds; options come next, then
        the defaults: a single 0-d floating-point result is the loss, the other
        results are gradients if they match the parameters one to one in order
        and type, and every argument that is not a batch is a parameter. A batch is
        never guessed. A graph without gradients is for inference: all its results
        are outputs. An unnamed argument takes the name in its location, else
        `argN`, a result `resultN`, the loss `loss`. Attributes of other
        dialects stay.
      - Constants of 1 KiB or more, resources and the values of globals become
        parameters that carry their value as `pipe.value`. Splats stay constants.
        A resource whose bytes were left out becomes a parameter without a value,
        which a remark says.
      - The module gets `pipe.mode`, `pipe.gradients` and `pipe.pure_dialects`.

    Fails, with the place, on what cannot be cut: no batch, no loss in a training
    graph, a gradient of what is no parameter, names that do not exist or are not
    unique, several blocks, calls of functions without a body, random numbers,
    shapes that are dynamic or hold no element.

    Example, `batch=x`:

    ```mlir
    // Before.
    func.func @main(%w: tensor<4xf32> loc("w"), %x: tensor<2x4xf32> loc("x"))
        -> (tensor<f32>, tensor<4xf32>)

    // After.
    func.func @main(%w: tensor<4xf32> {pipe.name = "w", pipe.parameter},
                    %x: tensor<2x4xf32> {pipe.name = "x", pipe.batch = 0})
        -> (tensor<f32> {pipe.name = "loss", pipe.loss},
            tensor<4xf32> {pipe.name = "result1", pipe.gradient = "w"})
    ```
  }];
  let options = [
    ListOption<"batch", "batch", "std::string",
               "Names of the arguments that hold the batch, along dimension 0.">,
    ListOption<"parameters", "parameters", "std::string",
               "Names of arguments that are parameters; all that are no batch "
               "are.">,
    Option<"loss", "loss", "std::string", /*default=*/"",
           "Name of the result that is the loss.">,
    Option<"gradients", "gradients", "std::string", /*default=*/"\"mean\"",
           "Whether a step's gradient is the 'mean' or the 'sum' over its "
           "micro-batches.">,
    Option<"mode", "mode", "std::string", /*default=*/"",
           "'train' or 'infer'; empty: train if the results hold gradients.">,
    Option<"function", "function", "std::string", /*default=*/"",
           "Name of the model function.">,
    ListOption<"pureDialects", "pure-dialects", "std::string",
               "Dialects whose unregistered ops have no effects.">
  ];
  let dependentDialects = ["::mlir::func::FuncDialect",
                           "::mlir::pipe::PipeDialect"];
}
