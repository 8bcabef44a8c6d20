//===- PackWorkspace.td - pipe-pack-workspace --------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def PackWorkspacePass : Pass<"pipe-pack-workspace", "::mlir::func::FuncOp"> {
  let summary = "Place all temporaries of a kernel in one workspace argument";
  let description = [{
    Appends one argument, the workspace, and replaces every `memref.alloc` by a
    view of it. Temporaries that are never alive at the same time share bytes:
    each is placed, largest first, at the lowest multiple of the target's alignment
    that no temporary alive with it covers. The size of the workspace in bytes,
    exact, is left in the attribute `pipe.workspace_bytes`; it may be 0. Fails on a
    module that says no target (`pipe.kernel_target`).

    Example:

    ```mlir
    // Before.
    func.func private @f(%x: memref<4xf32>, %out: memref<4xf32>) {
      %t = memref.alloc() : memref<4xf32>

    // After.
    func.func private @f(%x: memref<4xf32>, %out: memref<4xf32>, %workspace: memref<64xi8>)
        attributes {pipe.workspace_bytes = 64 : i64} {
      %c0 = arith.constant 0 : index
      %t = memref.view %workspace[%c0][] : memref<64xi8> to memref<4xf32>
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::memref::MemRefDialect"];
}
