// RUN: pipe-opt %s -split-input-file --allow-unregistered-dialect -verify-diagnostics=only-expected \
// RUN:   --mlir-print-op-on-diagnostic=false --pass-pipeline='builtin.module(pipe-add-updates)'

// Pipelines whose updates cannot be added.

func.func private @f(%g: f32, %p: f32) -> f32 {
  return %p : f32
}
func.func private @main(%w: tensor<4xf32> {pipe.name = "w", pipe.parameter, pipe.update = @f})
// expected-error@+1 {{has a 'pipe.step' already, but its reference has parameters with 'pipe.update', too}}
pipe.pipeline @negative_step gradients mean reference @main {
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %g = pipe.task @backward_0 backward stage 0 kernel @b (%x) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return gradients(%g of @w : tensor<4xf32>)
  }
  // expected-note@+1 {{it is here}}
  pipe.step (%g of @w : tensor<4xf32>) {
    pipe.updates
  }
}

// -----

func.func private @f(%g: f32, %p: f32) -> f32 {
  return %p : f32
}
func.func private @main(%w: tensor<4xf32> {pipe.name = "w", pipe.parameter}, %v: tensor<4xf32> {pipe.name = "v", pipe.parameter, pipe.update = @f})
// expected-error@+1 {{has no gradient of "v", which @f updates; 'gradient=RESULT:PARAMETER' names it}}
pipe.pipeline @negative_no_gradient gradients mean reference @main {
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %g = pipe.task @backward_0 backward stage 0 kernel @b (%x) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return gradients(%g of @w : tensor<4xf32>)
  }
}

// -----

// A function on tensors, for a part.
// expected-error@+1 {{'f', the update of 'w' of type 'tensor<1x4xf32>', takes the gradient as argument 0 of type 'tensor<2x4xf32>', but must take 'tensor<1x4xf32>', or for one element 'f32'}}
func.func private @f(%g: tensor<2x4xf32>, %p: tensor<2x4xf32>) -> tensor<2x4xf32> {
  return %p : tensor<2x4xf32>
}
func.func private @main(%w: tensor<2x4xf32> {pipe.name = "w", pipe.parameter, pipe.update = @f})
pipe.pipeline @negative_part gradients mean reference @main {
  pipe.param @"w[0]" : tensor<1x4xf32> slice 0 along 0 of "w" : tensor<2x4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %g = pipe.task @backward_0 backward stage 0 kernel @b (%x) : (tensor<4xf32>) -> tensor<1x4xf32>
    pipe.return gradients(%g of @"w[0]" : tensor<1x4xf32>)
  }
}

// -----

func.func private @f(%g: f32, %p: f32, %r: f32 {pipe.hyper = "rate", pipe.value = 0.5 : f32}) -> f32 {
  return %p : f32
}
// expected-error@+1 {{'h' gives the number "rate" the value dense<2.500000e-01> : tensor<f64>, but another update dense<5.000000e-01> : tensor<f64>}}
func.func private @h(%g: f32, %p: f32, %r: f32 {pipe.hyper = "rate", pipe.value = 0.25 : f32}) -> f32 {
  return %p : f32
}
func.func private @main(%w: tensor<4xf32> {pipe.name = "w", pipe.parameter, pipe.update = @f}, %v: tensor<4xf32> {pipe.name = "v", pipe.parameter, pipe.update = @h})
pipe.pipeline @negative_value gradients mean reference @main {
  pipe.param @w : tensor<4xf32>
  pipe.param @v : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %g, %h = pipe.task @backward_0 backward stage 0 kernel @b (%x) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    pipe.return gradients(%g of @w : tensor<4xf32>, %h of @v : tensor<4xf32>)
  }
}

// -----

// Files name outputs and reports alike.

func.func private @update(%g: tensor<4xf32>, %p: tensor<4xf32>) -> tensor<4xf32> {
  %0 = arith.subf %p, %g : tensor<4xf32>
  return %0 : tensor<4xf32>
}
// expected-error@+1 {{'shared' reports "l", which is the name of an output, too}}
func.func private @shared(%r: tensor<f32> {pipe.hyper = "rate"}) -> (tensor<f32> {pipe.report = "l"}) {
  return %r : tensor<f32>
}
func.func private @main(%w: tensor<4xf32> {pipe.name = "w", pipe.parameter, pipe.update = @update, pipe.whole}) attributes {pipe.shared = @shared}
pipe.pipeline @p gradients mean reference @main {
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %g, %l = pipe.task @backward_0 backward stage 0 kernel @b (%x) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<f32>)
    pipe.return outputs(%l as "l" : tensor<f32>) gradients(%g of @w : tensor<4xf32>)
  }
}
