// RUN: pipe-opt %s --verify-diagnostics --pass-pipeline='builtin.module(pipe-build-programs{replicas})'

// Replicas add floating-point numbers.

pipe.pipeline @negative_integers gradients sum {
  pipe.param @w : tensor<4xi16>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %g = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@w) : (tensor<4xf32>) -> tensor<4xi16>
    // expected-error@+1 {{the gradient of 'w' is added up in 'i16', but replicas add f32 or f64}}
    pipe.return gradients(%g of @w : tensor<4xi16>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 1 virtual_stages 1 placement [0]
}
