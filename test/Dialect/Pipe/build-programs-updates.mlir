// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-schedule{schedule=pipedream ranks=2 micro-batches=8},pipe-build-programs,pipe-verify-programs)' \
// RUN:   2>/dev/null | FileCheck %s --check-prefix=STASH
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-schedule{schedule=pipedream-2bw ranks=2 micro-batches=9},pipe-build-programs,pipe-verify-programs)' \
// RUN:   2>/dev/null | FileCheck %s --check-prefix=DOUBLE
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-schedule{schedule=pipedream-vertical-sync ranks=2 micro-batches=8},pipe-build-programs,pipe-verify-programs)' \
// RUN:   2>/dev/null | FileCheck %s --check-prefix=SYNC
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-schedule{schedule=pipedream-2bw ranks=2 micro-batches=2},pipe-build-programs,pipe-verify-programs)' \
// RUN:   2>/dev/null | FileCheck %s --check-prefix=ONCE

// Parameters that are updated while micro-batches are under way.

// Rank 0 is one update behind: it keeps two versions. Micro-batch m reads the one in
// slot m + 1, forward and backward; then its update reads slot m and writes slot
// m + 1. At the end both slots have the newest one. Rank 1 updates in place.

// STASH:       pipe.schedule "pipedream" ranks 2 micro_batches 8 virtual_stages 1 placement [0, 1] update_every 1 delays [1, 0]
// STASH:       pipe.program rank 0 {
// STASH:         %[[V:.+]] = pipe.buffer parameter "v" : <2 x tensor<4xf32>>
// STASH:         %[[FIXED:.+]] = pipe.buffer parameter "fixed" : <1 x tensor<4xf32>>
// STASH:         %[[G:.+]] = pipe.buffer gradient "v" result
// STASH:         %[[LR:.+]] = pipe.buffer hyper "lr" : <8 x tensor<f64>>
// STASH:         %[[M:.+]] = pipe.buffer state "v.m" : <1 x tensor<4xf32>>
// STASH:         pipe.run @forward_0 [0] ins(%{{.+}}[0], %[[V]][1], %[[FIXED]][0] :
// STASH:         scf.for %[[I:.+]] =
// STASH:           pipe.run @forward_0 [%[[I]]] ins(%{{.+}}[%[[I]]], %[[V]][%[[I]] + 1], %[[FIXED]][0] :
// STASH:           pipe.zero %[[G]]
// STASH-NEXT:      pipe.run @backward_0 [%[[I]] - 1] ins(%{{.+}}[%[[I]] - 1], %[[V]][%[[I]]] : {{.*}} outs(add %[[G]][0] :
// STASH-NEXT:      pipe.release
// STASH-NEXT:      pipe.run @update_v [%[[I]] - 1] ins(%[[G]][0], %[[LR]][%[[I]] - 1], %[[V]][%[[I]] - 1], %[[M]][0] : {{.*}} outs(%[[V]][%[[I]]], inout %[[M]][0] :
// STASH:         pipe.run @update_v [7]
// STASH-NEXT:    pipe.copy %[[V]][0] into %[[V]][1]
// STASH-NEXT:    pipe.drain
// STASH:       pipe.program rank 1 {
// STASH:         %[[W:.+]] = pipe.buffer parameter "w" : <1 x tensor<4xf32>>
// STASH:         scf.for %[[I:.+]] =
// STASH:           pipe.run @forward_1 [%[[I]]] ins(%{{.+}}[%[[I]]], %[[W]][0], %
// STASH:           pipe.run @update_w [%[[I]]] ins(%{{.+}}[0], %{{.+}}[%[[I]]], %[[W]][0] : {{.*}} outs(inout %[[W]][0] :
// STASH-NEXT:    }
// STASH-NEXT:    pipe.drain

// Groups of two micro-batches, the last one of one: a loop goes on by groups, and
// its variable counts them.

// DOUBLE:      pipe.schedule "pipedream-2bw" {{.*}} update_every 2 delays [1, 1]
// DOUBLE:      pipe.program rank 0 {
// DOUBLE:        %[[V:.+]] = pipe.buffer parameter "v" : <2 x tensor<4xf32>>
// DOUBLE:        pipe.buffer hyper "lr" : <5 x tensor<f64>>
// DOUBLE:        scf.for %[[I:.+]] =
// DOUBLE:          pipe.run @forward_0 [%[[I]] * 2 + 1] ins(%{{.+}}[%[[I]] * 2 + 1], %[[V]][%[[I]] + 1], %
// DOUBLE:          pipe.zero
// DOUBLE:          pipe.run @backward_0 [%[[I]] * 2] ins(%{{.+}}, %[[V]][%[[I]] + 1] :
// DOUBLE-NOT:      pipe.zero
// DOUBLE:          pipe.run @forward_0 [%[[I]] * 2 + 2] ins(%{{.+}}[%[[I]] * 2 + 2], %[[V]][%[[I]] + 2], %
// DOUBLE:          pipe.run @backward_0 [%[[I]] * 2 + 1] ins(%{{.+}}, %[[V]][%[[I]] + 1] :
// DOUBLE:          pipe.divide %{{.+}} by 2
// DOUBLE-NEXT:     pipe.run @update_v [%[[I]]] ins(%{{.+}}[0], %{{.+}}[%[[I]]], %[[V]][%[[I]]], %{{.+}}[0] : {{.*}} outs(%[[V]][%[[I]] + 1], inout
// DOUBLE:        pipe.run @backward_0 [8] ins(%{{.+}}, %[[V]][1] :
// DOUBLE-NOT:    pipe.divide
// DOUBLE:        pipe.run @update_v [4] ins(%{{.+}}[0], %{{.+}}[4], %[[V]][4], %{{.+}}[0] : {{.*}} outs(%[[V]][5], inout
// DOUBLE-NEXT:   pipe.copy %[[V]][1] into %[[V]][0]
// DOUBLE:      pipe.program rank 1 {
// DOUBLE:        pipe.buffer parameter "w" : <2 x tensor<4xf32>>

// With vertical sync all ranks are as far behind.

// SYNC:        pipe.schedule "pipedream-vertical-sync" {{.*}} update_every 1 delays [1, 1]
// SYNC:        pipe.program rank 1 {
// SYNC:          %[[W:.+]] = pipe.buffer parameter "w" : <2 x tensor<4xf32>>
// SYNC:          pipe.copy %[[W]][0] into %[[W]][1]

// One group is a step as any other.

// ONCE:        pipe.schedule "pipedream-2bw" {{.*}} update_every 2 delays [0, 0]
// ONCE:        pipe.program rank 0 {
// ONCE:          pipe.buffer parameter "v" : <1 x tensor<4xf32>>
// ONCE:          pipe.divide %{{.+}} by 2
// ONCE-NEXT:     pipe.run @update_v [0] {{.*}} outs(inout %
// ONCE-NEXT:     pipe.drain

pipe.pipeline @chain gradients mean {
  pipe.param @v : tensor<4xf32>
  pipe.param @w : tensor<4xf32>
  pipe.param @fixed : tensor<4xf32>
  pipe.state @v.m "m" of @v : tensor<4xf32>
  pipe.hyper @lr "lr" : tensor<f64>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@v, @fixed) : (tensor<4xf32>) -> tensor<4xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) params(@w, @fixed) : (tensor<4xf32>) -> tensor<4xf32>
    %d, %gw = pipe.task @backward_1 backward stage 1 kernel @b (%y) params(@w) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    %gv = pipe.task @backward_0 backward stage 0 kernel @b (%d) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return gradients(%gv of @v : tensor<4xf32>, %gw of @w : tensor<4xf32>)
  }
  pipe.step (%gv of @v : tensor<4xf32>, %gw of @w : tensor<4xf32>) {
    %n:2 = pipe.task @update_v update stage 0 kernel @u (%gv) params(@lr, @v, @v.m) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    %o = pipe.task @update_w update stage 1 kernel @u (%gw) params(@lr, @w) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.updates %n#0 of @v : tensor<4xf32>, %n#1 of @v.m : tensor<4xf32>, %o of @w : tensor<4xf32>
  }
}
