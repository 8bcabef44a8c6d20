//===- ConvertKernelsToLLVM.td - pipe-convert-kernels-to-llvm *- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def ConvertKernelsToLLVMPass : Pass<"pipe-convert-kernels-to-llvm", "::mlir::ModuleOp"> {
  let summary = "Convert kernels on buffers to LLVM functions on bare pointers";
  let description = [{
    Converts every `func.func` of the module that has a body, and every
    `memref.global`, to the LLVM dialect and leaves all other ops alone. A
    buffer argument becomes one pointer without aliases; the workspace, the last
    one, is aligned as the target wants. Fails with the op's location when an op has
    no conversion, and on a module that says no target (`pipe.kernel_target`).

    Example:

    ```mlir
    // Before.
    func.func private @f(%x: memref<4xf32>, %out: memref<4xf32>, %workspace: memref<0xi8>)

    // After.
    llvm.func @f(%x: !llvm.ptr {llvm.noalias}, %out: !llvm.ptr {llvm.noalias}, %workspace: !llvm.ptr {llvm.noalias, llvm.align = 64 : i64})
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::cf::ControlFlowDialect",
                           "::mlir::func::FuncDialect",
                           "::mlir::LLVM::LLVMDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::scf::SCFDialect"];
}
