// RUN: pipe-opt %s --split-input-file --verify-diagnostics \
// RUN:   --pass-pipeline='builtin.module(pipe-schedule{schedule=search ranks=2 micro-batches=3})' | FileCheck %s
// RUN: pipe-opt %s --split-input-file \
// RUN:   --pass-pipeline='builtin.module(pipe-schedule{schedule=search ranks=2 micro-batches=3 memory-cap=12})' 2>/dev/null | FileCheck %s --check-prefix=CAP
// RUN: not pipe-opt %s --split-input-file \
// RUN:   --pass-pipeline='builtin.module(pipe-schedule{schedule=search ranks=2 micro-batches=3 memory-cap=7})' 2>&1 | FileCheck %s --check-prefix=SMALL
// RUN: not pipe-opt %s --split-input-file \
// RUN:   --pass-pipeline='builtin.module(pipe-schedule{schedule=1f1b ranks=2 micro-batches=3 memory-cap=12})' 2>&1 | FileCheck %s --check-prefix=FIXED
// RUN: not pipe-opt %s --split-input-file \
// RUN:   --pass-pipeline='builtin.module(pipe-schedule{schedule=search ranks=3 micro-batches=3})' 2>&1 | FileCheck %s --check-prefix=STAGES

// What is found is kept as text. Stage 0 costs twice as much as stage 1, so that
// it has no time to wait; it keeps 8 bytes of each micro-batch (%r), so that a
// cap of 12 allows one at a time.

// SMALL: error: memory cap is too small: rank 0 needs 8 for one micro-batch, but its cap is 7
// FIXED: error: memory-cap is for schedule=search, but the schedule is '1f1b'
// STAGES: error: the graph has 2 stages, but a schedule of 3 ranks with 1 stages each has 3; partition with stages=3

// CHECK-LABEL: pipe.pipeline @unequal
// CHECK: pipe.schedule "search" ranks 2 micro_batches 3 virtual_stages 1 placement [0, 1] csv "0F0,0F1,
// CAP-LABEL: pipe.pipeline @unequal
// CAP: pipe.schedule "search" ranks 2 micro_batches 3 virtual_stages 1 placement [0, 1] csv "0F0,0B0,0F1,0B1,0F2,0B2\0A1F0,1B0,1F1,1B1,1F2,1B2\0A"

// expected-remark@+2 {{searched}}
// expected-remark@+1 {{schedule search: makespan 18, bubble ratio (idle / makespan) 25.0 %}}
pipe.pipeline @unequal {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h, %r = pipe.task @forward_0 forward stage 0 kernel @f (%x) cost 2 : (tensor<2xf32>) -> (tensor<f32>, tensor<2xf32>)
    %s = pipe.task @forward_1 forward stage 1 kernel @f (%h) cost 1 : (tensor<f32>) -> tensor<f32>
    %d = pipe.task @backward_1 backward stage 1 kernel @f (%s) cost 2 : (tensor<f32>) -> tensor<f32>
    %g = pipe.task @backward_0 backward stage 0 kernel @f (%r, %d) cost 4 : (tensor<2xf32>, tensor<f32>) -> tensor<f32>
    pipe.return
  }
}
