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
    `scf.for` loops over micro-batches with constant bounds. Actions run in program
    order, one at a time.

    Numbers in brackets are linear expressions of loop variables: `[%m]`, `[%m + 3]`,
    `[%i * -1 + 7]` or `[5]`. Behind a buffer they name one of its slots, modulo their
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
    and so on); slots are `stride` bytes apart. Local buffers may overlap: a slot has
    its bytes to itself only from the action that fills it to the last one that needs
    its value, and `pipe-verify-programs` proves that this is enough. Inputs and outputs lie in the
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

/// An action on one slot of one buffer: the one that holds the micro-batch.
/// `micro_batch` is an expression of `coordinates`.
class Pipe_SlotOp<string mnemonic> : Pipe_Op<mnemonic> {
  let arguments = (ins Pipe_BufferType:$buffer, Variadic<Index>:$coordinates,
                       AffineMapAttr:$micro_batch);
  let assemblyFormat = [{
    $buffer `` custom<Number>($coordinates, $micro_batch) attr-dict
    `:` type($buffer)
  }];
  let hasVerifier = 1;
}

/// An action that starts one end of the transfer of a slot.
class Pipe_TransferOp<string mnemonic> : Pipe_Op<mnemonic> {
  let arguments = (ins Pipe_ChannelType:$channel, Pipe_BufferType:$buffer,
                       Variadic<Index>:$coordinates,
                       AffineMapAttr:$micro_batch);
  let assemblyFormat = [{
    $channel `,` $buffer `` custom<Number>($coordinates, $micro_batch) attr-dict
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
    Runs the task of this name for the micro-batch in brackets. `ins` are what it
    reads: its operands, then its parameters. `outs` are where its results go, in
    their order. Each is one slot of a buffer. A result
      - overwrites its slot, if nothing is said;
      - is added to what is there, if `add` stands before it;
      - takes the place of an operand, if `inout` does: one of `ins` is the same slot.

    `micro_batch` and the slots are expressions of `coordinates`.

    Constraints:
      - (C1) there is one slot for each buffer, and one mode for each of `outs`.
      - (C2) no slot is twice in `outs`, and one in `ins`, too, only as `inout`; here
        slots with equal expressions are the same, and `pipe-verify-programs` looks
        at their numbers.
      - (C3) a slot that is `inout` is exactly one of `ins`.
      - (C4) expressions are linear: sums of coordinates times numbers.

    Example:

    ```mlir
    pipe.run @backward_1 [%m - 2]
        ins(%r[%m - 2], %dh[%m - 2], %w[0] : ...) outs(%dx[%m - 2], add %gw[0] : ...)
    // The new value of %w takes the place of the old one.
    pipe.run @update_0 [0] ins(%gw[0], %w[0] : ...) outs(inout %w[0] : ...)
    ```
  }];
  let arguments = (ins SymbolNameAttr:$task,
                       Variadic<Index>:$coordinates, AffineMapAttr:$micro_batch,
                       Variadic<Pipe_BufferType>:$ins,
                       AffineMapArrayAttr:$in_slots,
                       Variadic<Pipe_BufferType>:$outs,
                       AffineMapArrayAttr:$out_slots,
                       DenseI32ArrayAttr:$modes);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    ::mlir::AffineMap getInSlot(unsigned index) {
      return ::llvm::cast<::mlir::AffineMapAttr>(getInSlots()[index]).getValue();
    }
    ::mlir::AffineMap getOutSlot(unsigned index) {
      return ::llvm::cast<::mlir::AffineMapAttr>(getOutSlots()[index]).getValue();
    }
    ::mlir::pipe::WriteMode getMode(unsigned index) {
      return static_cast<::mlir::pipe::WriteMode>(getModes()[index]);
    }
    /// The operand whose place result `index`, which is `inout`, takes.
    unsigned getInPlaceOperand(unsigned index);
  }];
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

#endif // PIPE_DIALECT_PIPE_IR_PIPEPROGRAMOPS_TD
