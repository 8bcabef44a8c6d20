//===- VerifyPrograms.td - pipe-verify-programs ------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def VerifyProgramsPass : Pass<"pipe-verify-programs", "::mlir::ModuleOp"> {
  let summary = "Prove that the rank programs do what the task graph means";
  let description = [{
    Reads the task graph, the number of micro-batches and the placement, and the
    programs of all ranks, and proves of every execution:

      - every task runs once for every micro-batch, on the rank of its stage;
      - every read sees the value that the graph means, of the same micro-batch;
        outputs and gradients end in their buffers, complete, and divided once
        where gradients are means;
      - no slot is read empty, or overwritten while somebody may read it; every
        received slot is posted for when it is free, waited for and given back once;
      - every channel has two ends that fit; on it sends and posts match in order,
        type and micro-batch, and no send ever finds it full;
      - where buffers have places (`pipe-plan-memory`), each lies in its segment, and
        bytes that a slot needs are not filled for another;
      - no ranks wait for each other in a circle, whether a send is done when its
        receive is posted or at the receiver's release.

    It does not use the scheduler or the builder of programs. It takes time in
    proportion to the number of executed actions and refuses programs of more than
    2^26. `docs/Verification.md` has the exact statement.

    With `places` only the last but one of these is proven, each rank alone: for
    programs that are proven and have got places since.

    The pass fails with diagnostics that name ranks, actions and micro-batches; a
    circle of waits is printed rank by rank. It changes nothing.

    Example:

    ```mlir
    // A part of rank 0's program: micro-batch 2 overwrites slot 0 while rank 1 may
    // still read micro-batch 0.
    scf.for %m = %c0 to %c4 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m] : ...) outs(%h[%m] : !pipe.buffer<2 x ...>)
      pipe.send %c, %h[%m] : <2 x tensor<2x4xf32>>
    }

    // error: rank 0: forward stage 0 of micro-batch 2 overwrites a slot of the local
    //   buffer 1, whose send for micro-batch 0 is not known to be done
    // note: it was sent here; no 'pipe.acquire' waits in between
    ```
  }];
  let options = [Option<"places", "places", "bool", /*default=*/"false",
                        "Prove only that buffers never collide in their "
                        "segments.">,
                 Option<"emitRemarks", "emit-remarks", "bool", /*default=*/"false",
                        "Say for each rank its exact peak of live bytes, for each "
                        "channel how many messages are in flight at most, and how "
                        "many hardware queues a rank needs.">];
}
