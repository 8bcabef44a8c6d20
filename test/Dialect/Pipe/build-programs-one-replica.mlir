// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-build-programs{replicas})' 2>&1 | FileCheck %s

// Replicas add floating-point numbers; a gradient of integers is of one replica.

// CHECK: remark: the gradient of 'w' is added up in 'i16', but replicas add f32 or f64: the programs are for one replica
// CHECK: pipe.program
// CHECK-NOT: pipe.all_reduce
// CHECK: pipe.drain
pipe.pipeline @integers gradients sum {
  pipe.param @w : tensor<4xi16>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %g = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@w) : (tensor<4xf32>) -> tensor<4xi16>
    pipe.return gradients(%g of @w : tensor<4xi16>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 1 virtual_stages 1 placement [0]
}
