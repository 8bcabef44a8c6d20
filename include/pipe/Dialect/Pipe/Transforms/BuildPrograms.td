//===- BuildPrograms.td - pipe-build-programs --------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def BuildProgramsPass : Pass<"pipe-build-programs", "::mlir::ModuleOp"> {
  let summary = "Write one program a rank from a task graph and its schedule";
  let description = [{
    For every pipeline with a `pipe.schedule`, writes a `pipe.program` for each
    rank (and drops those that are there). A value that a task makes is sent
    straight to every other rank that reads it, on the channel (directed rank edge,
    activation | gradient); a receiver takes the messages of a channel in the order
    in which they are sent, right before the first task that reads one of them.
    Buffers are rings with the fewest slots with which no rank waits longer than
    the schedule with unit costs makes it wait. A receive is posted and waited for
    right there. A channel has room for as many messages as may be sent and not
    released at a time, at any speeds of the ranks, where a send is done when its
    receive is posted.

    With `post-receives`, a receive is posted when its slot is free, in the order of
    its channel: behind the release of the message that had the slot before, in an
    earlier iteration, too. A transport that copies can then bring the message
    while earlier tasks run. No slot is added and no rank waits longer, but a channel
    may need more room, and transfers more hardware queues
    (`pipe-verify-programs=emit-remarks` says how many). Where messages are handed
    over, on one machine, it gains nothing. Receives that a schedule file places are
    moved, too; those of partial gradients, which come when the step is over, stay.

    Where the backward of a stage is split, an action B runs I and then W. An action
    of a stage that has no such task (I of the first stage) runs nothing.

    The list of actions becomes loops by rolling: the shortest period with a
    constant stride of micro-batches, straight-line code before and behind. A long
    period that is regular itself, as a group of micro-batches between two updates, is a
    loop of loops. The size of a program does not grow with the number of micro-batches.

    A program begins with zeroed gradient accumulators. It ends with the reduction
    of gradients that several stages contribute to (on the rank of the first of
    them, in the order of `pipe.return`), the division by the number of
    micro-batches for `gradients mean`, and a `pipe.drain`. Accumulators of f16 and
    bf16 gradients, and what is received of them, are of f32; a `pipe.round` then
    writes the result.

    With `replicas`, a launch can run the programs in several replicas, each with a
    part of the batch: every gradient is added up over them (`pipe.all_reduce`) when
    it is the sum or mean over its micro-batches, before it is rounded and before
    anything reads it. That starts when the last term is in, behind the sends that other ranks
    wait for: where a rank has several stages, the gradients of one are on their way
    while others are still computed. It is waited for (`pipe.await_reduced`) by the
    first task of `pipe.step` that reads the gradient, or at the end.

    Fails when a pipeline has no schedule, or when the schedule does not fit the
    graph. Where a gradient is added up in neither f32 nor f64, `replicas` does nothing but
    a remark.
    Programs are correct by construction and nevertheless proven from scratch by
    `pipe-verify-programs`.

    Example, one stage, `forward-only`, three micro-batches:

    ```mlir
    // Before.
    pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 1 placement [0]

    // After, in addition.
    pipe.program rank 0 {
      %x = pipe.buffer input "x" : <3 x tensor<2x4xf32>>
      %y = pipe.buffer output "y" : <3 x tensor<2x4xf32>>
      %c0 = arith.constant 0 : index
      %c3 = arith.constant 3 : index
      %c1 = arith.constant 1 : index
      scf.for %m = %c0 to %c3 step %c1 {
        pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2x4xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2x4xf32>>)
      }
      pipe.drain
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::scf::SCFDialect"];
  let options = [
    Option<"postReceives", "post-receives", "bool", /*default=*/"false",
           "Post receives as soon as their slots are free.">,
    Option<"replicas", "replicas", "bool", /*default=*/"false",
           "Add gradients up over the replicas of a launch.">
  ];
}
