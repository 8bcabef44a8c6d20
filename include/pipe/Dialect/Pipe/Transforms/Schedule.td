//===- Schedule.td - pipe-schedule -------------------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def SchedulePass : Pass<"pipe-schedule", "::mlir::ModuleOp"> {
  let summary = "Attach a schedule to a task graph";
  let description = [{
    Adds a `pipe.schedule` to every pipeline of the module, or replaces the one
    that is there. `schedule` is the name of a generator, or else a file in the CSV form
    of PyTorch's pipelining (a row a rank, cells such as `0F3`), whatever its name
    ends with; from a file the numbers of ranks, micro-batches and virtual stages
    are read off, and options that say otherwise are an error. What is wrong with a
    file is reported at its row and column (the cell, from 1).

    Where a file has sends and receives (`0SEND_F3`, `1RECV_F3`), they must meet with
    one queue for each directed pair of ranks and kind of value, which programs have,
    and `pipe-build-programs` puts them where the file does: a receive is posted there,
    and waited for by what reads it. They speak of what goes to the next stage or the
    one before; all else is sent when it is made.

    `schedule=search` looks for the fastest order and placement for the costs,
    edges and activations of this very graph, in which no rank keeps more than
    `memory-cap` bytes of activations between its tasks. Messages on their way, what
    a task makes while its inputs are still there, parameters and gradients come on
    top; `pipe-plan-memory` has the exact bytes. It is never slower than a registered
    schedule that fits. What is found is written into the IR as text.

    The graph must have as many stages as the schedule, and the schedule must
    respect every edge of the graph; a schedule that does not is refused with the
    rank, the action and the reason. A schedule with actions I or W needs a graph
    whose backward is split (`pipe-split-backward`); in such a graph an action B
    means I and then W. Schedules that update parameters are refused. Fails and
    changes nothing otherwise.

    A remark says the makespan and the bubble ratio (idle / makespan) with the
    costs of the tasks.

    Example, `schedule=1f1b ranks=2 micro-batches=8`:

    ```mlir
    // Before.
    pipe.pipeline @mlp {
      pipe.graph (%x "x" : tensor<2x4xf32>) { ... }
    }

    // After.
    pipe.pipeline @mlp {
      pipe.graph (%x "x" : tensor<2x4xf32>) { ... }
      pipe.schedule "1f1b" ranks 2 micro_batches 8 virtual_stages 1 placement [0, 1]
    }
    ```
  }];
  let options = [
    Option<"schedule", "schedule", "std::string", /*default=*/"\"\"",
           "Name of a schedule, 'search', or a file in CSV; empty: "
           "1f1b, interleaved-1f1b with virtual stages, forward-only without "
           "backward tasks.">,
    Option<"ranks", "ranks", "int64_t", /*default=*/"0",
           "Number of ranks, at least 1; 0 takes it from the file.">,
    Option<"microBatches", "micro-batches", "int64_t", /*default=*/"0",
           "Number of micro-batches, at least 1; 0 takes it from the file.">,
    Option<"virtualStages", "virtual-stages", "int64_t", /*default=*/"0",
           "Stages a rank; 0: as many as the schedule is made for, mostly 1.">,
    Option<"searchMs", "search-ms", "int64_t", /*default=*/"200",
           "Effort of a search, in milliseconds of a nominal machine: equal "
           "on every machine.">,
    Option<"seed", "seed", "uint64_t", /*default=*/"0",
           "Seed of a search: equal seeds give equal schedules.">,
    Option<"memoryCap", "memory-cap", "int64_t", /*default=*/"0",
           "Bytes of activations that a rank may keep between its tasks, for a "
           "search; 0 for no limit.">,
  ];
}
