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
        what follows from the graph (below). An unnamed argument takes the name in
        its location, else `argN`; a result that of `jax.result_info`, else
        `resultN`; the loss `loss`. Attributes of other dialects stay.
      - Parameters that `tie` names together become one, the first of them; its
        gradient is the sum of theirs.
      - Constants of 1 KiB or more, resources and the values of globals become
        parameters that carry their value as `pipe.value`. Splats stay constants.
        A resource whose bytes were left out becomes a parameter without a value,
        which a remark says.
      - The module gets `pipe.mode`, `pipe.gradients` and `pipe.pure_dialects`.

    Roles that nobody says are found like this:

      - The loss is the result called `loss`, else the only 0-d floating-point one,
        else the first of a pair: `result[0]` if the other scalars stand inside of
        `result[1]`, or `result[0][0]`; else the one beside which all others are
        numbers of the step (below).
      - Names tell gradients: below some key, the results form the same tree as
        the arguments do below another. `result[1]['w0']` is the gradient of
        `params['w0']`, `w_grad` that of `w`. Leaves that are missing among the
        arguments must be constant. The results beside `result[0][0]` are outputs.
      - Where no name tells, order and type do, if the results other than the loss
        match the parameters one to one. If not, results that the loss is computed
        from and parameters that it does not depend on are left out first, and
        types that only one side has. Where that is not one to one either, or a
        name says otherwise, it is an error that names the options.
      - Other results are outputs, other parameters have no gradient. Integers are
        never gradients, nor is what depends on an argument that the loss does not
        depend on. A batch is never guessed; every argument that is not one
        is a parameter. A graph without gradients is for inference.
      - A result that is a parameter minus something is its new value: such a step
        trains by itself (below).

    A step that updates its parameters is taken apart. Results are new values of
    arguments by names (trees of one form), else by order and type, or as `update`
    says. An argument that the loss does not depend on is a state if it has a new
    value; a 0-d integer that is counted up by one is the number of the step; other
    0-d floating-point numbers are given by the caller each step. The gradient of a
    parameter is the first value of its type through which all that depends on a batch
    reaches the new values of it and of its states. What stands behind becomes the
    function `pipe.update` of the parameter; the function returns gradients instead of
    new values. States belong to the parameter that they are computed with.

    What updates read of each other has to come from single numbers, as a norm of all
    gradients does: values of one element that are computed from the gradient, the
    parameter and the states of one update, in `pipe.terms` of the parameter. What
    is made of the terms by any ops, with numbers and constants, and read by several
    updates, or by one of another's terms, becomes `pipe.shared` of the function, once. Its
    ops stay as they are, so that sums keep their order. Terms may read what is shared,
    as a norm does of what another norm has scaled: what is made of such terms is a further
    function, so that both attributes are lists, in which each function of terms and each of
    what is shared may read what those before it return. Where an update reads
    anything else of another one, it is an error.

    A result that is no new value and one number, a 0-d tensor, is one of the step if it
    depends on a batch by nothing but gradients, and is computed as something shared is:
    a norm of all gradients, of the changes or the parameters, a learning rate, a
    count, a constant. It is a result of such a function with `pipe.report = "NAME"`, and
    none of the model any more; `pipe.output` or `extra-output` says that one of each micro-batch is
    meant.

    A function that somebody else has written may be named by `pipe.update` on a
    parameter, or on the model function for all with a gradient; `pipe-add-updates`
    says what it takes. It is checked and kept.

    Elements of lists are names, several with commas between them (a name that
    holds commas in double quotes), places (`arg3`), or the beginning of names:
    `params` means `params['w0']` and `params['w1']`.

    Fails, with the place, on what cannot be cut: no batch, no loss in a training
    graph or one that is not 0-d, a gradient of what is no parameter, names that do
    not exist or are not unique, several blocks, calls of functions without a body,
    random numbers, dynamic shapes, a named product of integers and floats (it would
    take them for signed).

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
    ListOption<"frozen", "frozen", "std::string",
               "Names of parameters without a gradient.">,
    ListOption<"gradientPairs", "gradient", "std::string",
               "RESULT:PARAMETER: the result is the gradient of the parameter.">,
    ListOption<"updates", "update", "std::string",
               "RESULT:ARGUMENT: the result is the new value of the argument, a "
               "parameter or what an optimizer keeps.">,
    ListOption<"extraOutputs", "extra-output", "std::string",
               "Names of results that are neither the loss nor gradients, one for "
               "each micro-batch.">,
    ListOption<"tie", "tie", "std::string",
               "Groups of parameters that are one: A,B.">,
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
               "Dialects whose unregistered ops have no effects.">,
    ListOption<"sumDialects", "sum-dialects", "std::string",
               "Dialects whose unregistered 'add', 'transpose' and 'reshape' are "
               "what they are called, so that a sum of gradients may be taken "
               "apart.">
  ];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::func::FuncDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::pipe::PipeDialect",
                           "::mlir::tensor::TensorDialect"];
}
