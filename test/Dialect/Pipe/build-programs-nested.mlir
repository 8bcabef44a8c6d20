// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-schedule{schedule=pipedream-2bw ranks=4 micro-batches=16},pipe-build-programs,pipe-verify-programs)' \
// RUN:   2>/dev/null | FileCheck %s --check-prefix=GROUPS

// Loops over groups of micro-batches hold a loop over the micro-batches of a group.

// Groups of four between two updates. Rank 0 runs a forward three micro-batches before
// the backward: of the forwards of an iteration, the first one is the last of the group
// whose backwards stand here and reads the same version. Those in the inner loop are of
// the next group, and read the version behind it.

// GROUPS:      pipe.program rank 0 {
// GROUPS:        %[[V:.+]] = pipe.buffer parameter "v" : <2 x tensor<4xf32>>
// GROUPS-DAG:    %[[C0:.+]] = arith.constant 0
// GROUPS-DAG:    %[[C3:.+]] = arith.constant 3
// GROUPS:        scf.for %[[G:.+]] = %[[C0]] to %[[C3]] step
// GROUPS:        scf.for %[[G:.+]] = %[[C0]] to %[[C3]] step
// GROUPS:          pipe.run @forward_0 [%[[G]] * 4 + 3] ins(%{{.+}}[%[[G]] * 4 + 3], %[[V]][%[[G]] + 1] :
// GROUPS:          pipe.post %{{.+}}[%[[G]] * 4]
// GROUPS:          pipe.zero
// GROUPS-NEXT:     scf.for %[[M:.+]] = %[[C0]] to %[[C3]] step
// GROUPS-NEXT:       pipe.run @backward_0 [%[[G]] * 4 + %[[M]]] ins(%{{.+}}[%[[G]] * 4 + %[[M]]], %{{.+}}, %[[V]][%[[G]] + 1] :
// GROUPS-NEXT:       pipe.release %{{.+}}[%[[G]] * 4 + %[[M]]]
// GROUPS:            pipe.run @forward_0 [%[[G]] * 4 + %[[M]] + 4] ins(%{{.+}}, %[[V]][%[[G]] + 2] :
// GROUPS:          }
// GROUPS-NEXT:     pipe.run @backward_0 [%[[G]] * 4 + 3]
// GROUPS-NOT:      pipe.run
// GROUPS:          pipe.divide %{{.+}} by 4
// GROUPS-NEXT:     pipe.run @update_v [%[[G]]] ins(%{{.+}}[0], %[[V]][%[[G]]] : {{.*}} outs(%[[V]][%[[G]] + 1] :
// GROUPS-NEXT:   }

// The last rank runs forwards and backwards in turn, of one group.

// GROUPS:      pipe.program rank 3 {
// GROUPS:        scf.for %[[G:.+]] =
// GROUPS-NEXT:     scf.for %[[M:.+]] =
// GROUPS-NEXT:       pipe.post %{{.+}}[%[[G]] * 4 + %[[M]]]
// GROUPS-NOT:    scf.for
// GROUPS:        pipe.drain

pipe.pipeline @chain gradients mean {
  pipe.param @v : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h0 = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    %h1 = pipe.task @forward_1 forward stage 1 kernel @g (%h0) : (tensor<4xf32>) -> tensor<4xf32>
    %h2 = pipe.task @forward_2 forward stage 2 kernel @g (%h1) : (tensor<4xf32>) -> tensor<4xf32>
    %h3 = pipe.task @forward_3 forward stage 3 kernel @g (%h2) : (tensor<4xf32>) -> tensor<4xf32>
    %d3 = pipe.task @backward_3 backward stage 3 kernel @g (%h3) : (tensor<4xf32>) -> tensor<4xf32>
    %d2 = pipe.task @backward_2 backward stage 2 kernel @g (%d3) : (tensor<4xf32>) -> tensor<4xf32>
    %d1 = pipe.task @backward_1 backward stage 1 kernel @g (%d2) : (tensor<4xf32>) -> tensor<4xf32>
    %gv = pipe.task @backward_0 backward stage 0 kernel @b (%d1, %x) params(@v) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    pipe.return gradients(%gv of @v : tensor<4xf32>)
  }
  pipe.step (%gv of @v : tensor<4xf32>) {
    %n = pipe.task @update_v update stage 0 kernel @u (%gv) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.updates %n of @v : tensor<4xf32>
  }
}
