//===- PostReceives.td - The pass pipe-post-receives -------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_DIALECT_PIPE_TRANSFORMS_POSTRECEIVES_TD
#define PIPE_DIALECT_PIPE_TRANSFORMS_POSTRECEIVES_TD

include "mlir/Pass/PassBase.td"

def PostReceivesPass : Pass<"pipe-post-receives", "::mlir::ModuleOp"> {
  let summary = "Post receives as early as their slots are free";
  let description = [{
    Moves every `pipe.post` up in its block, as far as

      - no action that it passes touches its slot,
      - the posts of its channel keep their order,
      - what it names is defined.

    A transport that copies can then bring the message while earlier tasks run. On
    the host, where messages are handed over, a post costs nothing and gains
    nothing.

    A post does not leave its loop: what the last iteration has freed is posted for
    at the top of the next one, not behind the release. No loop is peeled, and no
    slot is added. A loop that touches the post's buffer, or posts on its channel,
    is not passed. Micro-batches that are not `[%m + number]` of the same `%m` count
    as the same slot.

    More may then be in flight, on all channels, because a send that is done tells
    less about how far its receiver is. If a post has moved, the capacity of every
    channel becomes, where that is more than it has, the slots of all buffers that
    are sent from on it plus the slots of all that are received into: a slot that is
    sent from holds one message that no post waits for, a received slot one that was
    posted for.

    The order of a rank's transfers changes, and with it how many hardware queues
    they need (`pipe-verify-programs=emit-remarks`).

    Example:

    ```mlir
    // Before.
    %c = pipe.channel recv gradient from 1 capacity 2
    scf.for %m = %c1 to %c8 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m] : ...) outs(%h[%m] : ...)
      pipe.post %c, %d[%m - 1] : <1 x tensor<2x4xf32>>
      pipe.wait %d[%m - 1] : <1 x tensor<2x4xf32>>
      pipe.run @backward_0 [%m - 1] ins(%d[%m - 1] : ...) outs(%e[%m - 1] : ...)
      pipe.release %d[%m - 1] : <1 x tensor<2x4xf32>>
    }

    // After.
    %c = pipe.channel recv gradient from 1 capacity 3
    scf.for %m = %c1 to %c8 step %c1 {
      pipe.post %c, %d[%m - 1] : <1 x tensor<2x4xf32>>
      pipe.run @forward_0 [%m] ins(%x[%m] : ...) outs(%h[%m] : ...)
      pipe.wait %d[%m - 1] : <1 x tensor<2x4xf32>>
      pipe.run @backward_0 [%m - 1] ins(%d[%m - 1] : ...) outs(%e[%m - 1] : ...)
      pipe.release %d[%m - 1] : <1 x tensor<2x4xf32>>
    }
    ```
  }];
}

#endif // PIPE_DIALECT_PIPE_TRANSFORMS_POSTRECEIVES_TD
