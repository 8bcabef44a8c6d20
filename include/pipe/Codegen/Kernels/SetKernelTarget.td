//===- SetKernelTarget.td - pipe-set-kernel-target ---------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def SetKernelTargetPass : Pass<"pipe-set-kernel-target", "::mlir::ModuleOp"> {
  let summary = "Say on a module what its kernels are made for";
  let description = [{
    Sets the attribute `pipe.kernel_target` of the module, which all passes on
    kernels ask. Pipelines of back ends begin with it. A module that says the
    same already stays as it is.

    Fails when the module says another target, whose properties have gone into
    its kernels, and when `name`, `vector-bytes` or `alignment` is none that
    `#pipe.kernel_target` allows.

    Example, `name={the host} vector-bytes=64 alignment=64`:

    ```mlir
    // Before.
    module {

    // After.
    module attributes {pipe.kernel_target = #pipe.kernel_target<"the host" vector_bytes 64 align 64>} {
    ```
  }];
  let options = [
    Option<"name", "name", "std::string", /*default=*/"",
           "The target as messages show it; not empty.">,
    Option<"vectorBytes", "vector-bytes", "int64_t", /*default=*/"0",
           "Bytes of partial results that a row's terms are combined in; a power "
           "of two from 8 to 4096.">,
    Option<"alignment", "alignment", "int64_t", /*default=*/"0",
           "Bytes at whose multiples buffers begin; a power of two from 8 to "
           "4096.">,
  ];
  let dependentDialects = ["::mlir::pipe::PipeDialect"];
}
