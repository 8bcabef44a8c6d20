//===- LowerLoops.td - pipe-lower-loops --------------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def LowerLoopsPass : Pass<"pipe-lower-loops", "::mlir::func::FuncOp"> {
  let summary = "Lower the linalg ops of a kernel to loops on vectors";
  let description = [{
    Lowers every linalg op on buffers to `scf.for` loops. Vectors of the bytes that
    the target says (`pipe.kernel_target`; the pass fails on a module that says
    none) go along a contiguous parallel loop, or along the innermost loop of a reduction
    whose input is contiguous there. What does not fill a vector is masked. An
    op without such a loop, or with a body that does not work on vectors,
    becomes scalar loops.

    The order in which a reduction combines its terms is a property of the op
    before anything was fused into it (attribute `pipe.lanes`), so the same op
    gives the same result, bit for bit, in every kernel:

    - one after the other, in the order of the loops; or
    - with `pipe.lanes = L`, term i of the innermost reduction loop goes to
      partial result i mod L, starting from the neutral element; halves are then
      combined until one is left, which is combined with the old value.

    Example, 64 bytes:

    ```mlir
    // Before.
    linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
        ins(%x : memref<100xf32>) outs(%y : memref<100xf32>) { negf }

    // After.
    scf.for %i = %c0 to %c96 step %c16 {
      %0 = vector.load %x[%i] : memref<100xf32>, vector<16xf32>
      %1 = arith.negf %0 : vector<16xf32>
      vector.store %1, %y[%i] : memref<100xf32>, vector<16xf32>
    }
    %2 = vector.maskedload %x[%c96], %mask, %zero ...
    %3 = arith.negf %2 : vector<16xf32>
    vector.maskedstore %y[%c96], %mask, %3 ...
    ```
  }];
  let dependentDialects = ["::mlir::affine::AffineDialect",
                           "::mlir::arith::ArithDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::scf::SCFDialect",
                           "::mlir::vector::VectorDialect"];
}
