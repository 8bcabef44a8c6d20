//===- PipeGraphOps.td - Pipelines, task graphs, schedules -*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_DIALECT_PIPE_IR_PIPEGRAPHOPS_TD
#define PIPE_DIALECT_PIPE_IR_PIPEGRAPHOPS_TD

include "pipe/Dialect/Pipe/IR/PipeOpBase.td"

def Pipe_PipelineOp : Pipe_Op<"pipeline", [
    IsolatedFromAbove, Symbol, SymbolTable, NoTerminator, SingleBlock,
    NoRegionArguments]> {
  let summary = "Hold one model as a pipeline: parameters, task graph, programs";
  let description = [{
    A symbol that holds, in this order: the parameters (`pipe.param`), what lives
    across steps beside them (`pipe.state`, `pipe.hyper`), the task graph
    (`pipe.graph`), what happens once a step (`pipe.step`), after `pipe-schedule`
    the schedule (`pipe.schedule`) and after `pipe-build-programs` one
    `pipe.program` a rank. Parameters, states and hypers are its *variables*.

    Attributes:
      - `gradients`: whether a step's gradient is the mean or the sum over its
        micro-batches; absent when the graph has no gradients.
      - `reference`: the function that computes the same model uncut for one
        micro-batch; it is what `pipe-run --check` compares with. Its arguments are
        the parameters and inputs, its results the outputs and gradients, in the
        order of the user's function, each named by `pipe.name`.

    Constraints:
      - (C1) holds exactly one `pipe.graph` and at most one `pipe.step` and
        `pipe.schedule`.

    Example:

    ```mlir
    pipe.pipeline @mlp gradients mean {
      pipe.param @w : tensor<4x4xf32>
      pipe.graph (%x "x" : tensor<2x4xf32>) {
        %loss = pipe.task @forward_0 forward stage 0 (%x) params(@w)
            : (tensor<2x4xf32>) -> tensor<f32> {
        ^bb0(%a: tensor<2x4xf32>, %b: tensor<4x4xf32>):
          %0 = "m.loss"(%a, %b) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<f32>
          pipe.yield %0 : tensor<f32>
        }
        pipe.return outputs(%loss as "loss" : tensor<f32>)
      }
    }
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name,
                       OptionalAttr<Pipe_GradientMode>:$gradients,
                       OptionalAttr<FlatSymbolRefAttr>:$reference);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    $sym_name (`gradients` $gradients^)? (`reference` $reference^)?
    attr-dict-with-keyword $body
  }];
  let hasRegionVerifier = 1;
  let extraClassDeclaration = [{
    ::mlir::pipe::GraphOp getGraph();
    /// Null before `pipe-schedule`.
    ::mlir::pipe::ScheduleOp getSchedule();
    ::mlir::pipe::ParamOp lookupParam(::llvm::StringRef name);
    /// Null if gradients are all that a step gives.
    ::mlir::pipe::StepOp getStep();
    /// All tasks, of the graph and of the step, in this order.
    ::llvm::SmallVector<::mlir::pipe::TaskOp, 0> getTasks();
    /// The same by their names.
    ::llvm::DenseMap<::mlir::StringAttr, ::mlir::pipe::TaskOp> getTasksByName();
  }];
}

def Pipe_ParamOp : Pipe_Op<"param", [Symbol, HasParent<"PipelineOp">]> {
  let summary = "Declare a parameter of the model";
  let description = [{
    A tensor that lives across micro-batches and steps. Tasks name it by its
    symbol. The symbol is the user's name of the argument, so that it is also the
    key in files of weights.

    A parameter with a `value` came from a constant of the model: its bytes
    travel with the program, and the user does not supply it.

    A *part* is a slice along one dimension of a parameter that the user knows,
    which files hold whole: one layer of a stack. `part_of` is the user's name,
    `whole` the type, `offset` the slice's place along `dimension`. The symbol is
    made up. What no part holds of a parameter, no task reads, and its gradient is
    zero there.

    Constraints:
      - (C1) `value`, if present, has the declared type.
      - (C2) a part has all four of `part_of`, `whole`, `dimension` and `offset`,
        and no `value`.
      - (C3) a part lies in the whole: same rank, element type and sizes but along
        `dimension`, where it does not reach over the end.

    Example:

    ```mlir
    pipe.param @w : tensor<64x64xf32>
    pipe.param @table = dense<1.0> : tensor<64x64xf32>
    pipe.param @"layers[3]" : tensor<1x64x64xf32> slice 3 along 0 of "layers" : tensor<12x64x64xf32>
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name,
                       TypeAttrOf<Pipe_Tensor>:$type,
                       OptionalAttr<ElementsAttr>:$value,
                       OptionalAttr<StrAttr>:$part_of,
                       OptionalAttr<TypeAttrOf<Pipe_Tensor>>:$whole,
                       OptionalAttr<I64Attr>:$dimension,
                       OptionalAttr<I64Attr>:$offset);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    bool isPart() { return getPartOf().has_value(); }
  }];
}

def Pipe_GraphOp : Pipe_Op<"graph", [
    HasParent<"PipelineOp">, SingleBlock]> {
  let summary = "Dataflow between the tasks of all stages for one micro-batch";
  let description = [{
    The region's arguments are the slices of the batch, one micro-batch each, and
    `inputs` names them. The block holds `pipe.task` ops and ends in
    `pipe.return`. Edges between tasks are activations, cotangents and residuals.

    Constraints:
      - (C1) one name an argument, all different.
      - (C2) holds only `pipe.task` before its `pipe.return`.
      - (C3) no two tasks have the same kind and stage, or the same name.
      - (C4) a stage has a `backward` task or its halves, not both.

    Example: see `pipe.pipeline`.
  }];
  let arguments = (ins StrArrayAttr:$inputs);
  let regions = (region SizedRegion<1>:$body);
  let hasCustomAssemblyFormat = 1;
  let hasRegionVerifier = 1;
  let extraClassDeclaration = [{
    ::mlir::pipe::ReturnOp getReturn();
    /// The tasks by their names.
    ::llvm::DenseMap<::mlir::StringAttr, ::mlir::pipe::TaskOp> getTasksByName();
    /// One more than the highest stage of a task.
    int64_t getNumStages();
  }];
}

def Pipe_TaskOp : Pipe_Op<"task", [
    ParentOneOf<["GraphOp", "StepOp"]>,
    DeclareOpInterfaceMethods<SymbolUserOpInterface>, IsolatedFromAbove, RecursiveMemoryEffects]> {
  let summary = "Do one stage's part of the work for one micro-batch";
  let description = [{
    `kind` is one of `forward`, `backward` and its halves `input_gradient` and
    `weight_gradient` (see `pipe-split-backward`); in `pipe.step`, where a task runs
    once a step, it is `update`. Programs name it; the passes call it after its kind
    and stage.

    A pure function of its operands and parameters. Either the body is in the
    region, whose arguments are the operands and then the parameters, or `kernel`
    names a function of that type that holds it (see `pipe-outline-tasks`); equal
    bodies share one kernel.

    `cost` is the estimated work in floating-point operations and bytes as one
    number (see `pipe-partition`); schedules are simulated with it.

    Constraints:
      - (C1) `stage` is not negative, and so is `cost`.
      - (C2) has a body or a `kernel`, not both.
      - (C3) the body's arguments have the types of the operands and parameters,
        and it ends in a `pipe.yield` of the result types.
      - (C4) every parameter is a `pipe.param` or `pipe.hyper` of the pipeline; in
        `pipe.step` it may be a `pipe.state`, too.
      - (C5) a task of `pipe.graph` is not of kind `update`.

    Example:

    ```mlir
    %h, %r = pipe.task @forward_0 forward stage 0 (%x) params(@w)
        : (tensor<2x4xf32>) -> (tensor<2x4xf32>, tensor<2x4xf32>) {
    ^bb0(%a: tensor<2x4xf32>, %b: tensor<4x4xf32>):
      %0:2 = "m.layer"(%a, %b) : (tensor<2x4xf32>, tensor<4x4xf32>)
          -> (tensor<2x4xf32>, tensor<2x4xf32>)
      pipe.yield %0#0, %0#1 : tensor<2x4xf32>, tensor<2x4xf32>
    }
    %dx = pipe.task @backward_0 backward stage 0 kernel @layer_b (%r) params(@w)
        : (tensor<2x4xf32>) -> tensor<2x4xf32>
    ```
  }];
  let arguments = (ins SymbolNameAttr:$name, Pipe_TaskKind:$kind,
                       I64Attr:$stage, OptionalAttr<FlatSymbolRefAttr>:$kernel,
                       Variadic<Pipe_Tensor>:$operands,
                       FlatSymbolRefArrayAttr:$params,
                       OptionalAttr<I64Attr>:$cost);
  let results = (outs Variadic<Pipe_Tensor>:$outputs);
  let regions = (region MaxSizedRegion<1>:$body);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let hasRegionVerifier = 1;
  let extraClassDeclaration = [{
    ::mlir::Block *getBodyBlock() {
      return getBody().empty() ? nullptr : &getBody().front();
    }
    /// The name that passes give to the task of this kind and stage, such as
    /// "backward_3".
    static ::std::string makeName(::mlir::pipe::TaskKind kind, int64_t stage);
    /// Whether it runs once a step, not for each micro-batch.
    bool isOnceAStep() { return getKind() == ::mlir::pipe::TaskKind::Update; }
    /// The types of `params`, in their order.
    ::llvm::SmallVector<::mlir::Type> getParamTypes();
  }];
}

def Pipe_YieldOp : Pipe_Op<"yield", [
    HasParent<"TaskOp">, Terminator, ReturnLike, Pure]> {
  let summary = "End a task body with its results";
  let description = [{
    Example:

    ```mlir
    pipe.yield %h, %residual : tensor<8x64xf32>, tensor<8x64xf32>
    ```
  }];
  let arguments = (ins Variadic<AnyType>:$operands);
  let assemblyFormat = "($operands^ `:` type($operands))? attr-dict";
}

def Pipe_ReturnOp : Pipe_Op<"return", [
    HasParent<"GraphOp">, Terminator, AttrSizedOperandSegments,
    DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "Name what a micro-batch produces";
  let description = [{
    `outputs` are kept for every micro-batch. `gradients` are accumulated over the
    micro-batches; a parameter that several stages use has one partial gradient
    for each of them, and the parts are added, in the order of the list, once a
    step.

    Constraints:
      - (C1) one name an output, all different; one parameter a gradient.
      - (C2) every gradient is the result of a task and has the type of its
        parameter.

    Example:

    ```mlir
    pipe.return outputs(%loss as "loss" : tensor<f32>)
                gradients(%g0 of @w0 : tensor<64x64xf32>, %g1 of @w1 : tensor<64xf32>)
    ```
  }];
  let arguments = (ins Variadic<Pipe_Tensor>:$outputs,
                       Variadic<Pipe_Tensor>:$gradients,
                       StrArrayAttr:$output_names,
                       FlatSymbolRefArrayAttr:$params);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
}

def Pipe_PlacementArray
    : TypedArrayAttrBase<DenseI64ArrayAttr, "placements of stages">;

def Pipe_ScheduleOp : Pipe_Op<"schedule", [HasParent<"PipelineOp">]> {
  let summary = "Say in which order the ranks run the tasks";
  let description = [{
    A generated schedule is kept as its name and its numbers, so that its size does
    not depend on `micro_batches`. One that was read from a file is kept as the
    file's text in `csv`.

    The rank of a task follows from its stage and the micro-batch. `placement` gives
    the rank of each stage. Bidirectional schedules place the stages more than once:
    `copies` holds the other placements, and micro-batch m passes through the copy
    `pattern[m mod size]`, 0 being `placement`.

    A schedule may update parameters within the step, after every `update_every`
    micro-batches and after the last one. `pipe.step` is then what happens at each
    update, with the gradient of these micro-batches; update u makes version u + 1 of
    a parameter. A micro-batch that falls to update g uses version max(0, g - d) in
    forward and backward, d being the entry of its stage in `delays`.

    Constraints:
      - (C1) `ranks`, `micro_batches` and `virtual_stages` are at least 1.
      - (C2) `placement`, and each of `copies`, names a rank in [0, ranks) for every
        stage.
      - (C3) `copies` and `pattern` come together, and `pattern` names copies that
        exist.
      - (C4) `update_every` and `delays` come together, without `copies`;
        `update_every` is from 1 to `micro_batches`, and `delays` has an entry a stage,
        from 0 to one less than the number of updates.

    Example:

    ```mlir
    pipe.schedule "1f1b" ranks 2 micro_batches 8 virtual_stages 1 placement [0, 1]
    pipe.schedule "chimera" ranks 2 micro_batches 8 virtual_stages 1 placement [0, 1]
        copies [array<i64: 1, 0>] pattern [0, 1]
    pipe.schedule "pipedream" ranks 2 micro_batches 8 virtual_stages 1 placement [0, 1]
        update_every 1 delays [1, 0]
    ```
  }];
  let arguments = (ins StrAttr:$name, I64Attr:$ranks, I64Attr:$micro_batches,
                       I64Attr:$virtual_stages, DenseI64ArrayAttr:$placement,
                       OptionalAttr<Pipe_PlacementArray>:$copies,
                       OptionalAttr<DenseI64ArrayAttr>:$pattern,
                       OptionalAttr<I64Attr>:$update_every,
                       OptionalAttr<DenseI64ArrayAttr>:$delays,
                       OptionalAttr<StrAttr>:$csv);
  let assemblyFormat = [{
    $name `ranks` custom<Count>($ranks)
    `micro_batches` custom<Count>($micro_batches)
    `virtual_stages` custom<Count>($virtual_stages) `placement` $placement
    (`copies` $copies^)? (`pattern` $pattern^)?
    (`update_every` custom<Count>($update_every)^)? (`delays` $delays^)?
    (`csv` $csv^)? attr-dict
  }];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    /// All placements, `placement` first.
    ::llvm::SmallVector<::llvm::ArrayRef<int64_t>> getPlacements();
    /// How often `pipe.step` runs in a step; 1 if not said.
    int64_t getNumUpdates();
  }];
}

#endif // PIPE_DIALECT_PIPE_IR_PIPEGRAPHOPS_TD
