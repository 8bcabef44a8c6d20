// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-scale-loss{scale=-2})' 2>&1 | FileCheck %s --check-prefix=NEGATIVE
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-scale-loss{scale=1e39})' 2>&1 | FileCheck %s --check-prefix=LARGE
// RUN: pipe-opt %s -split-input-file -verify-diagnostics --pass-pipeline='builtin.module(pipe-scale-loss)'

// NEGATIVE: error: the option 'scale' is {{-2.*}}, but must be a positive number of f32
// LARGE: error: the option 'scale' is {{1.*}}, but must be a positive number of f32

// expected-error@+1 {{the module is not an imported model: run 'pipe-import' first}}
module {
func.func @model(%w: tensor<4xf32>) -> tensor<4xf32> {
  return %w : tensor<4xf32>
}
}

// -----

module attributes {pipe.mode = "infer"} {
// expected-error@+1 {{'model' has no gradients, so that there is nothing to scale}}
func.func @model(%w: tensor<4xf32> {pipe.name = "w", pipe.parameter}) -> (tensor<4xf32> {pipe.name = "y", pipe.output}) {
  return %w : tensor<4xf32>
}
}

// -----

module attributes {pipe.mode = "train"} {
// expected-error@+1 {{'model' has no loss, so that there is nothing to scale}}
func.func @model(%w: tensor<4xf32> {pipe.name = "w", pipe.parameter}) -> (tensor<4xf32> {pipe.name = "g", pipe.gradient = "w"}) {
  return %w : tensor<4xf32>
}
}

// -----

// expected-error@+1 {{the module has a 'pipe.pipeline' already; 'pipe-scale-loss' takes what 'pipe-import' left}}
module attributes {pipe.mode = "train"} {
pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<4xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f (%x) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return outputs(%y as "y" : tensor<4xf32>)
  }
}
}
