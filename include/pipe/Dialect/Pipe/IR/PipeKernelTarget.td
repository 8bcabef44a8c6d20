//===- PipeKernelTarget.td - What kernels are made for -----*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_DIALECT_PIPE_IR_PIPEKERNELTARGET_TD
#define PIPE_DIALECT_PIPE_IR_PIPEKERNELTARGET_TD

def Pipe_KernelTargetAttr : AttrDef<Pipe_Dialect, "KernelTarget"> {
  let mnemonic = "kernel_target";
  let summary = "What kernels are made for";
  let description = [{
    What the passes that make code of kernels must know of the back end that they
    work for. It stands on the module as `pipe.kernel_target`, so that a module
    that is printed between two passes goes on as it began:

    ```mlir
    module attributes {pipe.kernel_target = #pipe.kernel_target<"the host" vector_bytes 64 align 64>}
    ```

    - `name`: as messages show it: "has no code generation for the host".
    - `vector_bytes`: bytes of the partial results ("lanes") that the terms of a
      contiguous row are combined in, 16 of f32 in 64 bytes. It decides the order
      of sums (`pipe.lanes`), and so their last digits.
    - `align`: bytes at whose multiples slots of buffers, segments of a rank's
      memory, temporaries and constants begin.

    Constraints:
      - (C1) `name` is not empty.
      - (C2) `vector_bytes` is a power of two from 8 (the widest element) to 4096.
      - (C3) `align` is a power of two from 8 to 4096 (a page, which every
        transport can align memory to).
  }];
  let parameters = (ins StringRefParameter<>:$name, "int64_t":$vectorBytes,
                        "int64_t":$alignment);
  let assemblyFormat =
      "`<` $name `vector_bytes` $vectorBytes `align` $alignment `>`";
  let genVerifyDecl = 1;
}

#endif // PIPE_DIALECT_PIPE_IR_PIPEKERNELTARGET_TD
