//===- PipeOps.td - Operations of the pipe dialect ---------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_DIALECT_PIPE_IR_PIPEOPS_TD
#define PIPE_DIALECT_PIPE_IR_PIPEOPS_TD

include "pipe/Dialect/Pipe/IR/PipeDialect.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

class Pipe_Op<string mnemonic, list<Trait> traits = []>
    : Op<Pipe_Dialect, mnemonic, traits>;

defvar Pipe_Tensor = AnyStaticShapeTensor;

//===----------------------------------------------------------------------===//
// Task graph
//===----------------------------------------------------------------------===//

def Pipe_PipelineOp : Pipe_Op<"pipeline", [
    IsolatedFromAbove, Symbol, SymbolTable, NoTerminator, SingleBlock,
    NoRegionArguments]> {
  let summary = "Hold one model as a pipeline: parameters, task graph, programs";
  let description = [{
    A symbol that holds, in this order: the parameters (`pipe.param`), the task
    graph (`pipe.graph`), after `pipe-schedule` the schedule (`pipe.schedule`) and
    after `pipe-build-programs` one `pipe.program` a rank.

    Attributes:
      - `gradients`: whether a step's gradient is the mean or the sum over its
        micro-batches; absent when the graph has no gradients.
      - `reference`: the function that computes the same model uncut for one
        micro-batch; it is what `pipe-run --check` compares with. Its arguments are
        the parameters and inputs, its results the outputs and gradients, in the
        order of the user's function, each named by `pipe.name`.

    Constraints:
      - (C1) holds exactly one `pipe.graph` and at most one `pipe.schedule`.

    Example:

    ```mlir
    pipe.pipeline @mlp gradients mean {
      pipe.param @w : tensor<4x4xf32>
      pipe.graph (%x "x" : tensor<2x4xf32>) {
        %loss = pipe.task forward stage 0 (%x) params(@w)
            : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<f32> {
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
      - (C3) no two tasks have the same kind and stage.
      - (C4) a stage has a `backward` task or its halves, not both.

    Example: see `pipe.pipeline`.
  }];
  let arguments = (ins StrArrayAttr:$inputs);
  let regions = (region SizedRegion<1>:$body);
  let hasCustomAssemblyFormat = 1;
  let hasRegionVerifier = 1;
  let extraClassDeclaration = [{
    ::mlir::pipe::ReturnOp getReturn();
    /// The task of this kind and stage; null when there is none.
    ::mlir::pipe::TaskOp lookupTask(::mlir::pipe::TaskKind kind, int64_t stage);
    /// One more than the highest stage of a task.
    int64_t getNumStages();
  }];
}

def Pipe_TaskOp : Pipe_Op<"task", [
    HasParent<"GraphOp">, IsolatedFromAbove, RecursiveMemoryEffects]> {
  let summary = "Do one stage's part of the work for one micro-batch";
  let description = [{
    `kind` is one of `forward`, `backward`, its halves `input_gradient` and
    `weight_gradient` (see `pipe-split-backward`), and `update`.

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
      - (C4) every parameter is a `pipe.param` of the pipeline.

    Example:

    ```mlir
    %h, %r = pipe.task forward stage 0 (%x) params(@w)
        : (tensor<2x4xf32>, tensor<4x4xf32>) -> (tensor<2x4xf32>, tensor<2x4xf32>) {
    ^bb0(%a: tensor<2x4xf32>, %b: tensor<4x4xf32>):
      %0:2 = "m.layer"(%a, %b) : (tensor<2x4xf32>, tensor<4x4xf32>)
          -> (tensor<2x4xf32>, tensor<2x4xf32>)
      pipe.yield %0#0, %0#1 : tensor<2x4xf32>, tensor<2x4xf32>
    }
    %dx = pipe.task backward stage 0 kernel @layer_b (%r) params(@w)
        : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
    ```
  }];
  let arguments = (ins Pipe_TaskKind:$kind, I64Attr:$stage,
                       OptionalAttr<FlatSymbolRefAttr>:$kernel,
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
    HasParent<"GraphOp">, Terminator, AttrSizedOperandSegments]> {
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

def Pipe_ScheduleOp : Pipe_Op<"schedule", [HasParent<"PipelineOp">]> {
  let summary = "Say in which order the ranks run the tasks";
  let description = [{
    A generated schedule is kept as its name and its numbers, so that its size does
    not depend on `micro_batches`. One that was read from a file is kept as the
    file's text in `csv`. `placement` gives the rank of each stage.

    Constraints:
      - (C1) `ranks`, `micro_batches` and `virtual_stages` are at least 1.
      - (C2) `placement` names a rank in [0, ranks) for every stage.

    Example:

    ```mlir
    pipe.schedule "1f1b" ranks 2 micro_batches 8 virtual_stages 1 placement [0, 1]
    ```
  }];
  let arguments = (ins StrAttr:$name, I64Attr:$ranks, I64Attr:$micro_batches,
                       I64Attr:$virtual_stages, DenseI64ArrayAttr:$placement,
                       OptionalAttr<StrAttr>:$csv);
  let assemblyFormat = [{
    $name `ranks` $ranks `micro_batches` $micro_batches
    `virtual_stages` $virtual_stages `placement` $placement
    (`csv` $csv^)? attr-dict
  }];
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Rank programs
//===----------------------------------------------------------------------===//

def Pipe_ProgramOp : Pipe_Op<"program", [
    HasParent<"PipelineOp">, IsolatedFromAbove, NoTerminator, SingleBlock,
    NoRegionArguments]> {
  let summary = "What one rank executes in one step";
  let description = [{
    Buffers (`pipe.buffer`) and channels (`pipe.channel`), then actions:
    `pipe.run`, `pipe.send`, `pipe.post`, `pipe.wait` and their like, some in
    `scf.for` loops over micro-batches with constant bounds. Actions run in program
    order, one at a time.

    Actions name the micro-batch in brackets: `[%m]`, `[%m + 3]`, `[%m - 1]` or a
    number. Programs of all ranks together are proven by `pipe-verify-programs`.

    After `pipe-plan-memory`, `segments` is the memory of the rank: one segment
    for each thing that it holds, with its exact size. What would be empty is left
    out.

    Constraints:
      - (C1) `rank` is not negative.
      - (C2) no two segments hold the same thing.

    Example:

    ```mlir
    pipe.program rank 0 {
      %w = pipe.buffer parameter "w" : !pipe.buffer<1 x tensor<4x4xf32>>
      %x = pipe.buffer input "x" : !pipe.buffer<8 x tensor<2x4xf32>>
      %h = pipe.buffer local : <2 x tensor<2x4xf32>>
      %c = pipe.channel send activation to 1 capacity 2
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c8 = arith.constant 8 : index
      scf.for %m = %c0 to %c8 step %c1 {
        pipe.acquire %h[%m] : <2 x tensor<2x4xf32>>
        pipe.run forward stage 0 [%m] ins(%x, %w : !pipe.buffer<8 x tensor<2x4xf32>>,
            !pipe.buffer<1 x tensor<4x4xf32>>) outs(%h : !pipe.buffer<2 x tensor<2x4xf32>>)
            results [0]
        pipe.send %c, %h[%m] : <2 x tensor<2x4xf32>>
      }
      pipe.drain
    }
    ```
  }];
  let arguments = (ins I64Attr:$rank,
                       OptionalAttr<Pipe_SegmentArray>:$segments);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    `rank` $rank (`segments` $segments^)? attr-dict-with-keyword $body
  }];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    /// The size of a segment; 0 if the rank has none of this kind.
    int64_t getSegmentBytes(::mlir::pipe::SegmentKind kind);
  }];
}

def Pipe_BufferOp : Pipe_Op<"buffer", [HasParent<"ProgramOp">, Pure]> {
  let summary = "Declare a buffer of a rank";
  let description = [{
    Kinds:
      - `local`: results of this rank's tasks; also what it sends.
      - `received`: messages from other ranks. A transport that hands messages over
        without a copy makes no memory for it.
      - `parameter`: the rank's copy of the parameter `name`; one slot.
      - `gradient`: where the gradient of the parameter `name` is accumulated; one
        slot. A rank with several stages that use the parameter has one a stage;
        the one with `result` holds the gradient of the step at its end. Gradients
        of f16 and bf16 are accumulated in f32; the one with `result` is then a
        buffer of its own, of the parameter's type, which `pipe.round` fills.
      - `input`: the micro-batches of the input `name`, in the caller's memory.
      - `output`: the micro-batches of the output `name`, in the caller's memory.

    After `pipe-plan-memory`, `offset` is where slot 0 lies in the rank's segment of
    this kind (`local` buffers in the segment `local`, `parameter` in `parameters`,
    and so on); slots are `stride` bytes apart. Inputs and outputs lie in the
    caller's memory where kernels can reach it, and in their segments elsewhere.

    Constraints:
      - (C1) parameter, gradient, input and output have a `name`; the others none.
      - (C2) parameter and gradient have one slot.
      - (C3) only a gradient has `result`.

    Example:

    ```mlir
    %h = pipe.buffer local : !pipe.buffer<2 x tensor<8x64xf32>>
    %g = pipe.buffer gradient "w0" result : !pipe.buffer<1 x tensor<64x64xf32>>
    ```
  }];
  let arguments = (ins Pipe_BufferKind:$kind, OptionalAttr<StrAttr>:$name,
                       UnitAttr:$result, OptionalAttr<I64Attr>:$offset,
                       OptionalAttr<I64Attr>:$stride);
  let results = (outs Pipe_BufferType:$buffer);
  let assemblyFormat = [{
    $kind ($name^)? (`result` $result^)? (`at` $offset^ `stride` $stride)?
    attr-dict `:` type($buffer)
  }];
  let hasVerifier = 1;
}

def Pipe_ChannelOp : Pipe_Op<"channel", [HasParent<"ProgramOp">]> {
  let summary = "Declare one end of a channel to another rank";
  let description = [{
    A channel is the FIFO from one rank to another for one kind of message. The
    sender's program declares one end of it, the receiver's the other, with the
    same `kind` and `capacity`. The place of a channel among those of its program
    is its number in the bundle.

    `capacity` is the room for messages that were sent and not released. A send
    never waits for room: `pipe-verify-programs` proves that no execution has more
    in flight, and that both ends exist once and fit each other.

    Constraints:
      - (C1) `peer` is not negative and another rank.
      - (C2) `capacity` is at least 1.

    Example:

    ```mlir
    // Rank 0.
    %c = pipe.channel send activation to 1 capacity 4
    // Rank 1.
    %c = pipe.channel recv activation from 0 capacity 4
    ```
  }];
  let arguments = (ins Pipe_ChannelDirection:$direction, Pipe_ChannelKind:$kind,
                       I64Attr:$peer, I64Attr:$capacity);
  let results = (outs Pipe_ChannelType:$channel);
  let assemblyFormat = [{
    $direction $kind custom<ChannelPeer>(ref($direction), $peer)
    `capacity` $capacity attr-dict
  }];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    bool isSend() { return getDirection() == ChannelDirection::Send; }
  }];
}

/// An action on one slot of one buffer.
class Pipe_SlotOp<string mnemonic> : Pipe_Op<mnemonic> {
  let arguments = (ins Pipe_BufferType:$buffer, Optional<Index>:$base,
                       I64Attr:$offset);
  let assemblyFormat = [{
    $buffer `` custom<MicroBatch>($base, $offset) attr-dict `:` type($buffer)
  }];
}

/// An action that starts one end of the transfer of a slot.
class Pipe_TransferOp<string mnemonic> : Pipe_Op<mnemonic> {
  let arguments = (ins Pipe_ChannelType:$channel, Pipe_BufferType:$buffer,
                       Optional<Index>:$base, I64Attr:$offset);
  let assemblyFormat = [{
    $channel `,` $buffer `` custom<MicroBatch>($base, $offset) attr-dict
    `:` type($buffer)
  }];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    ::mlir::pipe::ChannelOp getChannelOp() {
      return getChannel().getDefiningOp<::mlir::pipe::ChannelOp>();
    }
  }];
}

def Pipe_RunOp : Pipe_Op<"run", [AttrSizedOperandSegments]> {
  let summary = "Run a task for one micro-batch";
  let description = [{
    Runs the task of this `kind` and `stage` for the given micro-batch. It reads
    the slots of that micro-batch in `ins` (the task's operands, then its
    parameters), overwrites those in `outs` and adds to those in `accumulate`;
    the task's results are `outs` and `accumulate`, in an order that
    `results` gives: result `i` of the task goes to element `results[i]` of `outs`
    followed by `accumulate`.

    Constraints:
      - (C1) no buffer in `outs` or `accumulate` is also in `ins`, and none is
        there twice.
      - (C2) `results` names every element of `outs` and `accumulate` once.

    Example:

    ```mlir
    pipe.run backward stage 1 [%m - 2] ins(%r, %dh, %w : ...) outs(%dx : ...)
        accumulate(%gw : ...) results [1, 0]
    ```
  }];
  let arguments = (ins Pipe_TaskKind:$kind, I64Attr:$stage,
                       Optional<Index>:$base, I64Attr:$offset,
                       Variadic<Pipe_BufferType>:$ins,
                       Variadic<Pipe_BufferType>:$outs,
                       Variadic<Pipe_BufferType>:$accumulate,
                       DenseI64ArrayAttr:$results);
  let assemblyFormat = [{
    $kind `stage` $stage custom<MicroBatch>($base, $offset)
    (`ins` `(` $ins^ `:` type($ins) `)`)?
    (`outs` `(` $outs^ `:` type($outs) `)`)?
    (`accumulate` `(` $accumulate^ `:` type($accumulate) `)`)?
    `results` $results attr-dict
  }];
  let hasVerifier = 1;
}

def Pipe_SendOp : Pipe_TransferOp<"send"> {
  let summary = "Start sending one slot to another rank";
  let description = [{
    Puts the slot's value on the channel and goes on at once. The slot must not be
    overwritten before the send is done; `pipe.acquire` waits for that. A send is
    done when it is matched with a posted receive (`pipe.post`), or, where messages
    are handed over without a copy, when the receiver has released the value.

    Constraints:
      - (C1) `channel` is declared by a `pipe.channel send`.

    Example:

    ```mlir
    pipe.send %c, %h[%m] : <2 x tensor<8x64xf32>>
    ```
  }];
}

def Pipe_PostOp : Pipe_TransferOp<"post"> {
  let summary = "Offer a free slot to the next message of a channel";
  let description = [{
    Starts the receive of the next message of the channel and goes on at once: the
    n-th post of a channel gets the n-th message. The slot must be free from here
    on, because the message may arrive at any time; `pipe.wait` waits until it is
    there. The message must be the one of the given micro-batch, and of the
    buffer's type. The buffer is of kind `received`.

    Constraints:
      - (C1) `channel` is declared by a `pipe.channel recv`.

    Example:

    ```mlir
    pipe.post %c, %h[%m] : <2 x tensor<8x64xf32>>
    ```
  }];
}

def Pipe_WaitOp : Pipe_SlotOp<"wait"> {
  let summary = "Wait until the message of a posted slot is there";
  let description = [{
    Waits for the message that the last `pipe.post` of the slot asked for. Nothing
    may read the slot between the two. Every post is waited for once; waits may
    come in another order than posts.

    Example:

    ```mlir
    pipe.post %c, %h[%m] : <2 x tensor<8x64xf32>>
    pipe.wait %h[%m] : <2 x tensor<8x64xf32>>
    ```
  }];
}

def Pipe_AcquireOp : Pipe_SlotOp<"acquire"> {
  let summary = "Wait until a slot may be overwritten";
  let description = [{
    Waits until every send of the value that the slot holds is done. Returns at
    once when nothing was sent from the slot.

    Example:

    ```mlir
    pipe.acquire %h[%m] : <2 x tensor<8x64xf32>>
    ```
  }];
}

def Pipe_ReleaseOp : Pipe_SlotOp<"release"> {
  let summary = "Give a received slot back after its last read";
  let description = [{
    Tells the sender that the message in the slot will not be read again, and frees
    the slot for the next `pipe.post`. The buffer is of kind `received`.

    Example:

    ```mlir
    pipe.release %h[%m] : <2 x tensor<8x64xf32>>
    ```
  }];
}

// What the four ops below do to sums of gradients is done by a kernel like that
// of a task: `pipe-outline-sums` writes it and names it as `kernel`.

def Pipe_ZeroOp : Pipe_Op<"zero"> {
  let summary = "Fill a gradient accumulator with zeros";
  let description = [{
    Example:

    ```mlir
    pipe.zero %g : !pipe.buffer<1 x tensor<64x64xf32>>
    ```
  }];
  let arguments = (ins Pipe_BufferType:$buffer,
                       OptionalAttr<FlatSymbolRefAttr>:$kernel);
  let assemblyFormat = [{
    $buffer (`kernel` $kernel^)? attr-dict `:` type($buffer)
  }];
}

def Pipe_AddOp : Pipe_Op<"add"> {
  let summary = "Add one accumulator to another";
  let description = [{
    `into` += slot 0 of `from`, element by element: the reduction of the partial
    gradients of one parameter at the end of a step.

    Constraints:
      - (C1) both hold the same tensor type.

    Example:

    ```mlir
    pipe.add %partial into %g : !pipe.buffer<1 x tensor<64xf32>>, !pipe.buffer<1 x tensor<64xf32>>
    ```
  }];
  let arguments = (ins Pipe_BufferType:$from, Pipe_BufferType:$into,
                       OptionalAttr<FlatSymbolRefAttr>:$kernel);
  let assemblyFormat = [{
    $from `into` $into (`kernel` $kernel^)? attr-dict `:` type($from) `,` type($into)
  }];
  let hasVerifier = 1;
}

def Pipe_DivideOp : Pipe_Op<"divide"> {
  let summary = "Divide an accumulator by a number";
  let description = [{
    Turns the sum of the micro-batches' gradients into their mean.

    Constraints:
      - (C1) `divisor` is at least 1.

    Example:

    ```mlir
    pipe.divide %g by 8 : !pipe.buffer<1 x tensor<64xf32>>
    ```
  }];
  let arguments = (ins Pipe_BufferType:$buffer, I64Attr:$divisor,
                       OptionalAttr<FlatSymbolRefAttr>:$kernel);
  let assemblyFormat = [{
    $buffer `by` $divisor (`kernel` $kernel^)? attr-dict `:` type($buffer)
  }];
  let hasVerifier = 1;
}

def Pipe_RoundOp : Pipe_Op<"round"> {
  let summary = "Round an accumulator to the type of its parameter";
  let description = [{
    `into` = `from`, element by element, to nearest, ties to even: the gradient of a
    parameter of f16 or bf16, whose terms were added and divided in f32.

    Constraints:
      - (C1) `from` holds f32, `into` the same shape of f16 or bf16.

    Example:

    ```mlir
    pipe.round %sum into %g : !pipe.buffer<1 x tensor<64xf32>>, !pipe.buffer<1 x tensor<64xbf16>>
    ```
  }];
  let arguments = (ins Pipe_BufferType:$from, Pipe_BufferType:$into,
                       OptionalAttr<FlatSymbolRefAttr>:$kernel);
  let assemblyFormat = [{
    $from `into` $into (`kernel` $kernel^)? attr-dict `:` type($from) `,` type($into)
  }];
  let hasVerifier = 1;
}

def Pipe_DrainOp : Pipe_Op<"drain"> {
  let summary = "Wait until every send of this rank is done";
  let description = [{
    The last action of a program: afterwards no other rank reads this rank's
    memory.

    Example:

    ```mlir
    pipe.drain
    ```
  }];
  let assemblyFormat = "attr-dict";
}

#endif // PIPE_DIALECT_PIPE_IR_PIPEOPS_TD
