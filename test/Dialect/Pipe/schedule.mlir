// RUN: pipe-opt %s --split-input-file --verify-diagnostics \
// RUN:   --pass-pipeline='builtin.module(pipe-schedule{schedule=gpipe ranks=2 micro-batches=4})' | FileCheck %s
// RUN: echo '0F0,0F1,0F2,,0B0,0B1,0B2' > %t.csv
// RUN: echo ',1F0,1B0,1F1,1B1,1F2,1B2' >> %t.csv
// RUN: pipe-opt %S/build-programs.mlir --allow-unregistered-dialect \
// RUN:   --pass-pipeline='builtin.module(pipe-schedule{schedule=%t.csv})' 2>/dev/null | FileCheck %s --check-prefix=CSV
// RUN: not pipe-opt %S/build-programs.mlir --allow-unregistered-dialect \
// RUN:   --pass-pipeline='builtin.module(pipe-schedule{schedule=nosuch ranks=2 micro-batches=4})' 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// RUN: not pipe-opt %S/build-programs.mlir --allow-unregistered-dialect \
// RUN:   --pass-pipeline='builtin.module(pipe-schedule{schedule=%t.csv ranks=3})' 2>&1 | FileCheck %s --check-prefix=RANKS
// RUN: not pipe-opt %S/build-programs.mlir --allow-unregistered-dialect \
// RUN:   --pass-pipeline='builtin.module(pipe-schedule{schedule=%t.csv virtual-stages=2})' 2>&1 | FileCheck %s --check-prefix=STAGES

// A generated schedule is kept as its name and numbers, one from a file as text.

// CSV: pipe.schedule "{{.*}}.csv" ranks 2 micro_batches 3 virtual_stages 1 placement [0, 1] csv "0F0,
// UNKNOWN: error: {{.*}}nosuch{{.*}}1f1b
// RANKS: error: {{.*}}.csv: the number of ranks is 2, but ranks says 3
// STAGES: error: {{.*}}.csv: the number of stages a rank is 1, but virtual-stages says 2

// CHECK-LABEL: pipe.pipeline @two_stages
// CHECK: pipe.schedule "gpipe" ranks 2 micro_batches 4 virtual_stages 1 placement [0, 1]
// CHECK-NOT: csv
// expected-remark@+1 {{schedule gpipe: makespan 20, bubble ratio (idle / makespan) 20.0 %}}
pipe.pipeline @two_stages {
  pipe.graph (%x "x" : tensor<f32>) {
    %0 = pipe.task @forward_0 forward stage 0 kernel @f (%x) cost 2 : (tensor<f32>) -> tensor<f32>
    %1 = pipe.task @forward_1 forward stage 1 kernel @f (%0) cost 2 : (tensor<f32>) -> tensor<f32>
    %2 = pipe.task @backward_1 backward stage 1 kernel @f (%1) cost 2 : (tensor<f32>) -> tensor<f32>
    %3 = pipe.task @backward_0 backward stage 0 kernel @f (%2) cost 2 : (tensor<f32>) -> tensor<f32>
    pipe.return
  }
}

// -----

// expected-error@+1 {{the graph has 1 stages, but the schedule 'gpipe' has 2; partition with stages=2}}
pipe.pipeline @negative_stages {
  pipe.graph (%x "x" : tensor<f32>) {
    %0 = pipe.task @forward_0 forward stage 0 kernel @f (%x) : (tensor<f32>) -> tensor<f32>
    pipe.return
  }
}

// -----

// expected-error@+1 {{the graph has no backward tasks, but the schedule 'gpipe' has some, as no result is known to be a gradient; name the gradients with 'gradient=RESULT:PARAMETER', or take one that only infers, such as forward-only}}
pipe.pipeline @negative_forward_graph {
  pipe.graph (%x "x" : tensor<f32>) {
    %0 = pipe.task @forward_0 forward stage 0 kernel @f (%x) : (tensor<f32>) -> tensor<f32>
    %1 = pipe.task @forward_1 forward stage 1 kernel @f (%0) : (tensor<f32>) -> tensor<f32>
    pipe.return
  }
}

// -----

// Times that 64 bits do not hold are no reason to refuse a legal schedule.

// expected-remark@+1 {{schedule gpipe: no makespan: times pass 64 bits at the task 0F with cost 4611686018427387904; use a larger unit}}
pipe.pipeline @long_tasks {
  pipe.graph (%x "x" : tensor<f32>) {
    %0 = pipe.task @forward_0 forward stage 0 kernel @f (%x) cost 4611686018427387904 : (tensor<f32>) -> tensor<f32>
    %1 = pipe.task @forward_1 forward stage 1 kernel @f (%0) cost 2 : (tensor<f32>) -> tensor<f32>
    %2 = pipe.task @backward_1 backward stage 1 kernel @f (%1) cost 2 : (tensor<f32>) -> tensor<f32>
    %3 = pipe.task @backward_0 backward stage 0 kernel @f (%2) cost 2 : (tensor<f32>) -> tensor<f32>
    pipe.return
  }
}

// -----

pipe.pipeline @negative_message_without_size {
  pipe.graph (%x "x" : tensor<f32>) {
    // expected-error@+1 {{'tensor<4611686018427387904x4xf32>' has no size in bytes that a message could have: its element type has none, or it does not fit 63 bits}}
    %0 = pipe.task @forward_0 forward stage 0 kernel @f (%x) : (tensor<f32>) -> tensor<4611686018427387904x4xf32>
    %1 = pipe.task @forward_1 forward stage 1 kernel @f (%0) : (tensor<4611686018427387904x4xf32>) -> tensor<f32>
    pipe.return
  }
}

// -----

pipe.pipeline @negative_input_without_size {
  // expected-error@+1 {{'tensor<4611686018427387904x4xf32>' has no size in bytes}}
  pipe.graph (%x "x" : tensor<4611686018427387904x4xf32>) {
    %0 = pipe.task @forward_0 forward stage 0 kernel @f (%x) : (tensor<4611686018427387904x4xf32>) -> tensor<f32>
    pipe.return
  }
}
