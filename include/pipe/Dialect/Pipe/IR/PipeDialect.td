//===- PipeDialect.td - The pipe dialect -------------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_DIALECT_PIPE_IR_PIPEDIALECT_TD
#define PIPE_DIALECT_PIPE_IR_PIPEDIALECT_TD

include "mlir/IR/OpBase.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"

def Pipe_Dialect : Dialect {
  let name = "pipe";
  let cppNamespace = "::mlir::pipe";
  let summary = "Pipeline parallelism: task graphs and rank programs";
  let description = [{
    The `pipe` dialect holds a model in two forms.

    The *task graph* (`pipe.pipeline`, `pipe.param`, `pipe.graph`, `pipe.task`)
    is SSA dataflow between the tasks of all stages for one micro-batch. Nothing
    in it knows how the graph was made or in which dialect a task body is
    written.

    The *rank programs* (`pipe.program`) are what each rank executes in one step:
    loops over micro-batches around `pipe.run`, `pipe.send`, `pipe.post` and
    `pipe.wait`, over buffers whose slots are reused (`!pipe.buffer`) and channels
    to other ranks (`!pipe.channel`).

    Words: a *rank* is one worker; a *stage* is one convex part of the model; a
    *task* is what a stage does (forward, backward, ...); a *micro-batch* is one of
    the `M` slices of the global batch; a *slot* is one element of a buffer, and
    micro-batch `m` lives in slot `m mod K` of a buffer with `K` slots.
  }];
  let useDefaultTypePrinterParser = 1;
  let useDefaultAttributePrinterParser = 1;
  // 'pipe.kernel_target' is of a module, and what it is called.
  let hasOperationAttrVerify = 1;
}

//===----------------------------------------------------------------------===//
// Enumerations
//===----------------------------------------------------------------------===//

def Pipe_TaskKind : I32EnumAttr<"TaskKind", "What a stage does", [
    I32EnumAttrCase<"Forward", 0, "forward">,
    I32EnumAttrCase<"Backward", 1, "backward">,
    I32EnumAttrCase<"InputGradient", 2, "input_gradient">,
    I32EnumAttrCase<"WeightGradient", 3, "weight_gradient">,
    I32EnumAttrCase<"Update", 4, "update">]> {
  let cppNamespace = "::mlir::pipe";
}

def Pipe_BufferKind : I32EnumAttr<"BufferKind", "What a buffer holds", [
    I32EnumAttrCase<"Local", 0, "local">,
    I32EnumAttrCase<"Received", 1, "received">,
    I32EnumAttrCase<"Parameter", 2, "parameter">,
    I32EnumAttrCase<"Gradient", 3, "gradient">,
    I32EnumAttrCase<"Input", 4, "input">,
    I32EnumAttrCase<"Output", 5, "output">,
    I32EnumAttrCase<"State", 6, "state">,
    I32EnumAttrCase<"Hyper", 7, "hyper">]> {
  let cppNamespace = "::mlir::pipe";
}

def Pipe_ChannelKind : I32EnumAttr<"ChannelKind",
    "Which of the two FIFOs of a directed rank edge", [
    I32EnumAttrCase<"Activation", 0, "activation">,
    I32EnumAttrCase<"Gradient", 1, "gradient">]> {
  let cppNamespace = "::mlir::pipe";
}

def Pipe_ChannelDirection : I32EnumAttr<"ChannelDirection",
    "Which end of a channel a rank has", [
    I32EnumAttrCase<"Send", 0, "send">,
    I32EnumAttrCase<"Recv", 1, "recv">]> {
  let cppNamespace = "::mlir::pipe";
}

def Pipe_WriteMode : I32EnumAttr<"WriteMode", "How a task's result is written", [
    I32EnumAttrCase<"Write", 0, "write">,
    I32EnumAttrCase<"Add", 1, "add">,
    I32EnumAttrCase<"InOut", 2, "inout">]> {
  let cppNamespace = "::mlir::pipe";
}

def Pipe_GradientMode : I32EnumAttr<"GradientMode",
    "How the gradients of the micro-batches become the gradient of the step", [
    I32EnumAttrCase<"Mean", 0, "mean">,
    I32EnumAttrCase<"Sum", 1, "sum">]> {
  let cppNamespace = "::mlir::pipe";
}

/// What a segment of a rank's memory holds; the numbers of
/// pipert_segment_kind_t.
def Pipe_SegmentKind : I32EnumAttr<"SegmentKind",
    "What a segment of a rank's memory holds", [
    I32EnumAttrCase<"Parameters", 0, "parameters">,
    I32EnumAttrCase<"Gradients", 1, "gradients">,
    I32EnumAttrCase<"Local", 2, "local">,
    I32EnumAttrCase<"Received", 3, "received">,
    I32EnumAttrCase<"Inputs", 4, "inputs">,
    I32EnumAttrCase<"Outputs", 5, "outputs">,
    I32EnumAttrCase<"Requests", 6, "requests">,
    I32EnumAttrCase<"Workspace", 7, "workspace">,
    I32EnumAttrCase<"State", 8, "state">,
    I32EnumAttrCase<"Hypers", 9, "hypers">]> {
  let cppNamespace = "::mlir::pipe";
}

def Pipe_MemorySpace : I32EnumAttr<"MemorySpace",
    "Where memory lies: with the process, or where kernels run", [
    I32EnumAttrCase<"Host", 0, "host">,
    I32EnumAttrCase<"Device", 2, "device">]> {
  let cppNamespace = "::mlir::pipe";
}

//===----------------------------------------------------------------------===//
// Attributes
//===----------------------------------------------------------------------===//

def Pipe_SegmentAttr : AttrDef<Pipe_Dialect, "Segment"> {
  let mnemonic = "segment";
  let summary = "A piece of a rank's memory";
  let description = [{
    What it holds, the memory space that it lies in, the alignment of its first
    byte and its exact size in bytes:

    ```mlir
    #pipe.segment<local device align 64 bytes 4096>
    ```

    On the host both spaces are ordinary memory. `received` is made only where
    the transport copies messages, `inputs` and `outputs` only where kernels
    cannot reach the caller's memory; all others always.
  }];
  let parameters = (ins EnumParameter<Pipe_SegmentKind>:$kind,
                        EnumParameter<Pipe_MemorySpace>:$space,
                        "int64_t":$alignment, "int64_t":$bytes);
  let assemblyFormat =
      "`<` $kind $space `align` $alignment `bytes` $bytes `>`";
  let genVerifyDecl = 1;
  let extraClassDeclaration = [{
    /// Whether every transport and device makes it.
    bool isAlwaysMade() const {
      return getKind() != SegmentKind::Received &&
             getKind() != SegmentKind::Inputs &&
             getKind() != SegmentKind::Outputs;
    }
  }];
}

def Pipe_SegmentArray
    : TypedArrayAttrBase<Pipe_SegmentAttr, "segments of a rank's memory">;

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

def Pipe_BufferType : TypeDef<Pipe_Dialect, "Buffer"> {
  let mnemonic = "buffer";
  let summary = "A ring of slots for one tensor each";
  let description = [{
    `!pipe.buffer<2 x tensor<8x64xf32>>` has two slots. The value of micro-batch
    `m` lives in slot `m mod 2`. A buffer with one slot holds one value whatever
    the micro-batch: a parameter, a gradient accumulator.
  }];
  let parameters = (ins "int64_t":$slots, "::mlir::RankedTensorType":$tensor);
  let assemblyFormat = "`<` $slots `x` $tensor `>`";
  let genVerifyDecl = 1;
  let extraClassDeclaration = [{
    /// Bytes of one slot; i1 takes a byte an element. std::nullopt when the size
    /// overflows 63 bits or the element type has no byte size.
    std::optional<int64_t> getSlotBytes() const;
  }];
}

def Pipe_ChannelType : TypeDef<Pipe_Dialect, "Channel"> {
  let mnemonic = "channel";
  let summary = "One end of a FIFO between two ranks";
  let description = [{
    What `pipe.channel` declares and `pipe.send` and `pipe.post` name. Only
    `pipe.channel` makes one.
  }];
}

include "pipe/Dialect/Pipe/IR/PipeKernelTarget.td"

#endif // PIPE_DIALECT_PIPE_IR_PIPEDIALECT_TD
