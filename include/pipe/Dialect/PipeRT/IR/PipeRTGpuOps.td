//===- PipeRTGpuOps.td - What kernels for GPUs queue -------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_DIALECT_PIPERT_IR_PIPERTGPUOPS_TD
#define PIPE_DIALECT_PIPERT_IR_PIPERTGPUOPS_TD

// Included by PipeRTOps.td, behind PipeRT_Op and PipeRT_Pointer.

def PipeRT_GpuLaunchOp : PipeRT_Op<"gpu_launch"> {
  let summary = "Queue a launch of a device function";
  let description = [{
    Stands in a kernel for GPUs and becomes a call of `pipert_gpu_launch`
    (`pipe-lower-gpu-calls`). Buffers among the arguments are passed as addresses,
    numbers as words of 64 bits. The grid and the block are those that the
    function says (`pipe.blocks`, `pipe.threads`).

    Example:

    ```mlir
    pipert.gpu_launch @pipe_gpu::@pipe_loop(%x, %y) : memref<4xf32>, memref<4xf32>
    ```
  }];
  let arguments = (ins SymbolRefAttr:$function,
                       Variadic<AnyType>:$arguments);
  let assemblyFormat = [{
    $function `(` $arguments `)` attr-dict (`:` type($arguments)^)?
  }];
}

def PipeRT_GpuMultiplyOp : PipeRT_Op<"gpu_multiply"> {
  let summary = "Queue products of row-major matrices";
  let description = [{
    Stands in a kernel for GPUs and becomes a call of `pipert_gpu_multiply`:
    `count` times C = A * B, or C = C + A * B with `accumulate`, where A is m x k, or
    k x m with `trans_a`, and B is k x n, or n x k with `trans_b`. Pitches are those of
    A, B and C, in elements, and so are the strides from one product to the next.

    Example:

    ```mlir
    pipert.gpu_multiply %a, %b, %c sizes(4, 16, 8) pitches(8, 16, 16)
        count 3 strides(32, 0, 64) x f32 {accumulate}
    ```
  }];
  let arguments = (ins PipeRT_Pointer:$a, PipeRT_Pointer:$b, PipeRT_Pointer:$c,
                       I64Attr:$m, I64Attr:$n, I64Attr:$k,
                       I64Attr:$lda, I64Attr:$ldb, I64Attr:$ldc,
                       I64Attr:$count,
                       I64Attr:$stride_a, I64Attr:$stride_b, I64Attr:$stride_c,
                       TypeAttrOf<AnyTypeOf<[F32, F64]>>:$element,
                       UnitAttr:$trans_a, UnitAttr:$trans_b,
                       UnitAttr:$accumulate);
  let assemblyFormat = [{
    $a `,` $b `,` $c `sizes` `(` $m `,` $n `,` $k `)`
    `pitches` `(` $lda `,` $ldb `,` $ldc `)` `count` $count
    `strides` `(` $stride_a `,` $stride_b `,` $stride_c `)` `x` $element attr-dict
  }];
}

def PipeRT_GpuCopyOp : PipeRT_Op<"gpu_copy"> {
  let summary = "Queue a copy of bytes in device memory";
  let description = [{
    Stands in a kernel for GPUs and becomes a call of `pipert_gpu_copy`.

    Example:

    ```mlir
    pipert.gpu_copy %source to %destination bytes 4096
    ```
  }];
  let arguments = (ins PipeRT_Pointer:$source, PipeRT_Pointer:$destination,
                       ConfinedAttr<I64Attr, [IntNonNegative]>:$bytes);
  let assemblyFormat = "$source `to` $destination `bytes` $bytes attr-dict";
}

def PipeRT_GpuFaultOp : PipeRT_Op<"gpu_fault"> {
  let summary = "Where device functions report what data made wrong";
  let description = [{
    Stands in a kernel for GPUs and becomes a call of `pipert_gpu_fault`: the address
    of the `pipert_gpu_fault_t` that functions with checks are given.

    Example:

    ```mlir
    %fault = pipert.gpu_fault
    ```
  }];
  let results = (outs PipeRT_Pointer:$fault);
  let assemblyFormat = "attr-dict";
}

#endif // PIPE_DIALECT_PIPERT_IR_PIPERTGPUOPS_TD
