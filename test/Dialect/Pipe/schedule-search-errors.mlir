// RUN: pipe-opt %s --verify-diagnostics \
// RUN:   --pass-pipeline='builtin.module(pipe-schedule{schedule=search ranks=1 micro-batches=2 memory-cap=100})'

// Activations of more than 63 bits.

// expected-error@+1 {{the activations of stage 0 with size 9223372036854775807 pass 64 bits; use a larger unit}}
pipe.pipeline @negative_bytes {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %a, %b = pipe.task @forward_0 forward stage 0 kernel @f (%x) : (tensor<2xf32>)
        -> (tensor<9223372036854775807xi8>, tensor<2xf32>)
    %g = pipe.task @backward_0 backward stage 0 kernel @g (%a, %b)
        : (tensor<9223372036854775807xi8>, tensor<2xf32>) -> tensor<f32>
    pipe.return outputs(%g as "g" : tensor<f32>)
  }
}
