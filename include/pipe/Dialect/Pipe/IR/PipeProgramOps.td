//===- PipeProgramOps.td - Programs of ranks ---------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_DIALECT_PIPE_IR_PIPEPROGRAMOPS_TD
#define PIPE_DIALECT_PIPE_IR_PIPEPROGRAMOPS_TD

include "pipe/Dialect/Pipe/IR/PipeOpBase.td"

def Pipe_ProgramOp : Pipe_Op<"program", [
    HasParent<"PipelineOp">, IsolatedFromAbove, NoTerminator, SingleBlock,
    NoRegionArguments]> {
  let summary = "What one rank executes in one step";
  let description = [{
    Buffers (`pipe.buffer`) and channels (`pipe.channel`), then actions:
    `pipe.run`, `pipe.send`, `pipe.post`, `pipe.wait` and their like, some in
    `scf.for` loops over micro-batches, or over groups of them, with constant bounds;
    loops may nest. Actions run in program order, one at a time.

    Numbers in brackets are linear expressions of loop variables: `[%m]`, `[%m + 3]`,
    `[%i * -1 + 7]`, `[%g * 4 + %m]` or `[5]`. Behind a buffer they name one of its slots, modulo their
    number: slot 5 of a buffer of 2 is slot 1. Messages of micro-batch m lie in slot
    m. Programs of all ranks together are proven by `pipe-verify-programs`.

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
        pipe.run @forward_0 [%m]
            ins(%x[%m], %w[0] : !pipe.buffer<8 x tensor<2x4xf32>>, !pipe.buffer<1 x tensor<4x4xf32>>)
            outs(%h[%m] : !pipe.buffer<2 x tensor<2x4xf32>>)
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
      - `parameter`: the rank's copy of the parameter `name`. With several slots it
        holds versions of it, all of them the same between steps.
      - `state`: the state `name` of an optimizer; one slot.
      - `hyper`: the number `name` that the caller gives; one slot for each update of
        a step.
      - `gradient`: where the gradient of the parameter `name` is accumulated; one
        slot. A rank with several stages that use the parameter has one a stage;
        the one with `result` holds the gradient of the step at its end. Gradients
        of f16 and bf16 are accumulated in f32; the one with `result` is then a
        buffer of its own, of the parameter's type, which `pipe.round` fills.
      - `input`: the micro-batches of the input `name`, in the caller's memory.
      - `output`: the micro-batches of the output `name`, in the caller's memory.

    After `pipe-plan-memory`, `offset` is where slot 0 lies in the rank's segment of
    this kind (`local` buffers in the segment `local`, `parameter` in `parameters`,
    and so on); slots are `stride` bytes apart. Local buffers may overlap: a slot has
    its bytes to itself only from the action that fills it to the last one that needs
    its value, and `pipe-verify-programs` proves that this is enough. Inputs and outputs lie in the
    caller's memory where kernels can reach it, and in their segments elsewhere.

    Constraints:
      - (C1) local and received have no `name`; the others have one.
      - (C2) gradient and state have one slot.
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

#endif // PIPE_DIALECT_PIPE_IR_PIPEPROGRAMOPS_TD
