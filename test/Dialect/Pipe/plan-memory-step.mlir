// DEFINE: %{build} = pipe-add-optimizer{optimizer=momentum},pipe-schedule{schedule=1f1b ranks=1 micro-batches=1},pipe-outline-tasks,pipe-build-programs
// RUN: pipe-opt %s --pass-pipeline='builtin.module(%{build},pipe-plan-memory)' 2>/dev/null | FileCheck %s
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(%{build},pipe-plan-memory{limit=100})' 2>&1 | FileCheck %s --check-prefix=LIMIT

// States and hypers have segments of their own, and count.

// CHECK:      pipe.program rank 0 segments [
// CHECK-SAME:   #pipe.segment<parameters device align 64 bytes 64>
// CHECK-SAME:   #pipe.segment<state device align 64 bytes 64>
// CHECK-SAME:   #pipe.segment<hypers device align 64 bytes 64>
// CHECK:        pipe.buffer state "w.momentum" at 0 stride 64 : <1 x tensor<4xf32>>
// CHECK:        pipe.buffer hyper "learning_rate" at 0 stride 64 : <1 x tensor<f64>>

// LIMIT: error: rank 0 needs 256 bytes, but the memory limit is 100
// LIMIT: note: parameters 64, gradients 64, states of the optimizer 64, activations 0, tables of requests 0, kernel workspace 0 bytes
// LIMIT: note: parameters and gradients and states take the most: take more ranks (--ranks)
pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    pipe.task @forward_0 forward stage 0 (%x) params(@w) : (tensor<4xf32>) -> () {
    ^bb0(%a: tensor<4xf32>, %w: tensor<4xf32>):
      pipe.yield
    }
    %g = pipe.task @backward_0 backward stage 0 (%x) : (tensor<4xf32>) -> tensor<4xf32> {
    ^bb0(%a: tensor<4xf32>):
      %0 = arith.addf %a, %a : tensor<4xf32>
      pipe.yield %0 : tensor<4xf32>
    }
    pipe.return gradients(%g of @w : tensor<4xf32>)
  }
}
