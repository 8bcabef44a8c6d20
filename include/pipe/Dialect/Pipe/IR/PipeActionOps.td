//===- PipeActionOps.td - What programs do -----------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_DIALECT_PIPE_IR_PIPEACTIONOPS_TD
#define PIPE_DIALECT_PIPE_IR_PIPEACTIONOPS_TD

include "pipe/Dialect/Pipe/IR/PipeOpBase.td"

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
    Runs the task of this name for the micro-batch in brackets, or a task of
    `pipe.step` for the update of this number, from 0. `ins` are what it
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
    // Of a schedule that updates within the step: the version behind version %u.
    pipe.run @update_0 [%u] ins(%gw[0], %w[%u] : ...) outs(%w[%u + 1] : ...)
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

// What the five ops below do to sums and parameters is done by a kernel like that
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

def Pipe_CopyOp : Pipe_Op<"copy", [AttrSizedOperandSegments]> {
  let summary = "Take over the new value of a parameter";
  let description = [{
    A slot of `into` = a slot of `from`: the value of a parameter that another rank
    has updated and sent, into this rank's copy of it; or one version of a parameter
    in the place of another one.

    Constraints:
      - (C1) both hold the same tensor type.
      - (C2) slots are linear expressions.

    Example:

    ```mlir
    pipe.copy %message[0] into %w[0] : <1 x tensor<64xf32>>, <1 x tensor<64xf32>>
    // Slot 0 takes what slot 1 has.
    pipe.copy %w[1] into %w[2] : <2 x tensor<64xf32>>, <2 x tensor<64xf32>>
    ```
  }];
  let arguments = (ins Pipe_BufferType:$from,
                       Variadic<Index>:$from_coordinates,
                       AffineMapAttr:$from_slot, Pipe_BufferType:$into,
                       Variadic<Index>:$into_coordinates,
                       AffineMapAttr:$into_slot,
                       OptionalAttr<FlatSymbolRefAttr>:$kernel);
  let assemblyFormat = [{
    $from `` custom<Number>($from_coordinates, $from_slot)
    `into` $into `` custom<Number>($into_coordinates, $into_slot)
    (`kernel` $kernel^)? attr-dict `:` type($from) `,` type($into)
  }];
  let hasVerifier = 1;
}

/// An action on the reduction of an accumulator over replicas.
class Pipe_ReductionOp<string mnemonic> : Pipe_Op<mnemonic> {
  let hasVerifier = 1;
}

def Pipe_AllReduceOp : Pipe_ReductionOp<"all_reduce"> {
  let summary = "Start adding an accumulator to those of the other replicas";
  let description = [{
    A launch may run the programs of a pipeline in several replicas, each on a part
    of the batch. This starts to add the accumulator to those that the other replicas
    have in its place, and goes on at once: `pipe.await_reduced` waits until the sum
    is there. In between nothing may read or write the accumulator. With `mean` the
    sum is divided by the number of replicas. With one replica nothing is done.

    Constraints:
      - (C1) `buffer` is of kind `gradient` and holds f32 or f64.

    Example:

    ```mlir
    pipe.all_reduce %g mean : <1 x tensor<64xf32>>
    ```
  }];
  let arguments = (ins Pipe_BufferType:$buffer, UnitAttr:$mean);
  let assemblyFormat = [{
    $buffer (`mean` $mean^)? attr-dict `:` type($buffer)
  }];
}

def Pipe_AwaitReducedOp : Pipe_ReductionOp<"await_reduced"> {
  let summary = "Wait until an accumulator holds the sum over replicas";
  let description = [{
    Waits for the `pipe.all_reduce` of the accumulator, which then holds the same
    value in all replicas. Every start is waited for once; several accumulators may
    be on their way at the same time, and be waited for in any order.

    Constraints:
      - (C1) `buffer` is of kind `gradient` and holds f32 or f64.

    Example:

    ```mlir
    pipe.all_reduce %g mean : <1 x tensor<64xf32>>
    pipe.await_reduced %g : <1 x tensor<64xf32>>
    ```
  }];
  let arguments = (ins Pipe_BufferType:$buffer);
  let assemblyFormat = "$buffer attr-dict `:` type($buffer)";
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

#endif // PIPE_DIALECT_PIPE_IR_PIPEACTIONOPS_TD
