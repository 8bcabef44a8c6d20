//===- PipeRTOps.td - The pipert dialect -------------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_DIALECT_PIPERT_IR_PIPERTOPS_TD
#define PIPE_DIALECT_PIPERT_IR_PIPERTOPS_TD

include "mlir/IR/OpBase.td"
include "mlir/Dialect/LLVMIR/LLVMTypes.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def PipeRT_Dialect : Dialect {
  let name = "pipert";
  let cppNamespace = "::mlir::pipert";
  let summary = "Calls of the pipeline runtime";
  let description = [{
    One op for each function of `pipert.h` that a rank program calls. What the C
    function returns through a pointer is the op's result. The status is not a
    result: where the runtime reports a failure, the surrounding function returns
    the status at once (`convert-pipert-to-llvm` writes the branch).

    `pipert.check_index`, `pipert.check_assertion` and the ops of GPUs
    (`pipert.gpu_launch` and others) stand in kernels, all others in rank programs.

    `context` is the rank's `pipert_context_t *`, a request the runtime's 64-bit
    handle of a transfer; request 0 is one that is done.
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

/// An opaque pointer of address space 0.
def PipeRT_Pointer : Type<
    CPred<"$_self == ::mlir::LLVM::LLVMPointerType::get($_self.getContext())">,
    "opaque pointer", "::mlir::LLVM::LLVMPointerType">,
  BuildableType<"$_builder.getType<::mlir::LLVM::LLVMPointerType>()">;

class PipeRT_Op<string mnemonic, list<Trait> traits = []>
    : Op<PipeRT_Dialect, mnemonic, traits>;

def PipeRT_SendOp : PipeRT_Op<"send"> {
  let summary = "Start sending bytes on a channel";
  let description = [{
    Calls `pipert_send`. The bytes must not be overwritten before the request is
    waited for.

    Example:

    ```mlir
    %request = pipert.send %context, %data, %m channel 0 bytes 2048
    ```
  }];
  let arguments = (ins PipeRT_Pointer:$context, PipeRT_Pointer:$data,
                       I64:$micro_batch, I32Attr:$channel, I64Attr:$bytes);
  let results = (outs I64:$request);
  let assemblyFormat = [{
    $context `,` $data `,` $micro_batch `channel` $channel `bytes` $bytes
    attr-dict
  }];
}

def PipeRT_RecvOp : PipeRT_Op<"recv"> {
  let summary = "Post the receive of the next message of a channel";
  let description = [{
    Calls `pipert_recv`. `buffer` is where a transport that copies puts the
    message; it may be null for one that hands messages over.

    Example:

    ```mlir
    %request = pipert.recv %context, %null, %m channel 1 bytes 2048
    ```
  }];
  let arguments = (ins PipeRT_Pointer:$context, PipeRT_Pointer:$buffer,
                       I64:$micro_batch, I32Attr:$channel, I64Attr:$bytes);
  let results = (outs I64:$request);
  let assemblyFormat = [{
    $context `,` $buffer `,` $micro_batch `channel` $channel `bytes` $bytes
    attr-dict
  }];
}

def PipeRT_WaitRecvOp : PipeRT_Op<"wait_recv"> {
  let summary = "Wait for a message and say where it lies";
  let description = [{
    Calls `pipert_wait_recv`. The result may be read until the request is released.

    Example:

    ```mlir
    %data = pipert.wait_recv %context, %request
    ```
  }];
  let arguments = (ins PipeRT_Pointer:$context, I64:$request);
  let results = (outs PipeRT_Pointer:$data);
  let assemblyFormat = "$context `,` $request attr-dict";
}

def PipeRT_WaitOp : PipeRT_Op<"wait"> {
  let summary = "Wait until a send is done";
  let description = [{
    Calls `pipert_wait`.

    Example:

    ```mlir
    pipert.wait %context, %request
    ```
  }];
  let arguments = (ins PipeRT_Pointer:$context, I64:$request);
  let assemblyFormat = "$context `,` $request attr-dict";
}

def PipeRT_ReleaseOp : PipeRT_Op<"release"> {
  let summary = "Say that a message will not be read again";
  let description = [{
    Calls `pipert_release`.

    Example:

    ```mlir
    pipert.release %context, %request
    ```
  }];
  let arguments = (ins PipeRT_Pointer:$context, I64:$request);
  let assemblyFormat = "$context `,` $request attr-dict";
}

def PipeRT_AllReduceOp : PipeRT_Op<"all_reduce"> {
  let summary = "Start adding up over replicas";
  let description = [{
    Calls `pipert_all_reduce` on stream 0 for `count` elements at `data`, which are
    f32 or f64 as `element` says. `reduction` numbers what the rank adds up. With
    `mean` the sum is divided by the number of replicas.

    Example:

    ```mlir
    pipert.all_reduce %context, %data reduction 2 count 64 x f32 mean true
    ```
  }];
  let arguments = (ins PipeRT_Pointer:$context, PipeRT_Pointer:$data,
                       I32Attr:$reduction,
                       ConfinedAttr<I64Attr, [IntNonNegative]>:$count,
                       TypeAttrOf<AnyTypeOf<[F32, F64]>>:$element,
                       BoolAttr:$mean);
  let assemblyFormat = [{
    $context `,` $data `reduction` $reduction `count` $count `x` $element
    `mean` $mean attr-dict
  }];
}

def PipeRT_AwaitReducedOp : PipeRT_Op<"await_reduced"> {
  let summary = "Wait until what was added up over replicas is there";
  let description = [{
    Calls `pipert_await_reduced` on stream 0.

    Example:

    ```mlir
    pipert.await_reduced %context reduction 2
    ```
  }];
  let arguments = (ins PipeRT_Pointer:$context, I32Attr:$reduction);
  let assemblyFormat = "$context `reduction` $reduction attr-dict";
}

def PipeRT_LaunchOp : PipeRT_Op<"launch"> {
  let summary = "Run a kernel";
  let description = [{
    Calls `pipert_launch` on stream 0 with an array of the arguments. `kernel` is
    the kernel's place in the `pipert.kernels` of the bundle, `task` the task's
    place in the graph, or -1 for a kernel that is part of none.

    Example:

    ```mlir
    pipert.launch %context, %m kernel 2 task 3 (%x, %w, %y, %workspace)
    ```
  }];
  let arguments = (ins PipeRT_Pointer:$context, I64:$micro_batch,
                       Variadic<PipeRT_Pointer>:$arguments, I32Attr:$kernel,
                       I32Attr:$task);
  let assemblyFormat = [{
    $context `,` $micro_batch `kernel` $kernel `task` $task
    `(` $arguments `)` attr-dict
  }];
}

def PipeRT_KernelsOp : PipeRT_Op<"kernels", [
    HasParent<"::mlir::ModuleOp">, Symbol]> {
  let summary = "Number the kernels of a pipeline";
  let description = [{
    The place of a kernel in the list is its number in `pipert.launch`. Where the
    kernels are functions of this module, `convert-pipert-to-llvm` makes an array
    of the functions that the runtime is given, under this symbol; one that is not
    has a null there, and the caller brings it.

    Example:

    ```mlir
    pipert.kernels @pipe_mlp_kernels [@mlp_f0, @mlp_b0]
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name,
                       FlatSymbolRefArrayAttr:$kernels);
  let assemblyFormat = "$sym_name $kernels attr-dict";
}

def PipeRT_CheckIndexOp : PipeRT_Op<"check_index", [NoMemoryEffect]> {
  let summary = "Replace an index that is out of range, and say so";
  let description = [{
    The result is `index` if that is at least 0 and less than `bound`, else 0, after
    a call of `pipert_index_out_of_range` with `place`, the index and the bound.
    `pipert_launch` fails then. The op may be merged with an equal one, and is
    dropped when nothing uses its result; it is not moved to where it would run
    although the index is not used (it is not speculatable).

    Example:

    ```mlir
    %row = pipert.check_index %i below 10 at "'tensor.extract': the index of dimension 0"
    %value = tensor.extract %table[%row] : tensor<10xf32>
    ```
  }];
  let arguments = (ins Index:$index,
                       ConfinedAttr<I64Attr, [IntNonNegative]>:$bound,
                       StrAttr:$place);
  let results = (outs Index:$result);
  let assemblyFormat = "$index `below` $bound `at` $place attr-dict";
}

def PipeRT_CheckAssertionOp : PipeRT_Op<"check_assertion", [NoMemoryEffect]> {
  let summary = "Say so where a condition does not hold";
  let description = [{
    The result is `condition`; where that is false, `pipert_assertion_failed` is called
    with `place`, and `pipert_launch` fails. The op may be merged with an equal one,
    and is dropped when nothing uses its result; it is not speculatable.

    Example:

    ```mlir
    %ok = pipert.check_assertion %condition at "the assertion \"x > 0\""
    %value = arith.select %ok, %x, %zero : f32
    ```
  }];
  let arguments = (ins I1:$condition, StrAttr:$place);
  let results = (outs I1:$result);
  let assemblyFormat = "$condition `at` $place attr-dict";
}

include "pipe/Dialect/PipeRT/IR/PipeRTGpuOps.td"

#endif // PIPE_DIALECT_PIPERT_IR_PIPERTOPS_TD
