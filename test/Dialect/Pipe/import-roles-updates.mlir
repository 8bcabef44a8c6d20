// RUN: pipe-opt %s -split-input-file --allow-unregistered-dialect -verify-diagnostics=only-expected \
// RUN:   --pass-pipeline='builtin.module(pipe-import{batch=x})'

// A step that updates its parameters itself, as front ends print it. Each returns
// what has the type of a gradient.

// w - 0.1 * g, on tensors.
// expected-error@+1 {{the result 'result1' is a new value of the parameter 'arg0', as an optimizer computes it, and no gradient; return the loss and its gradients instead, as jax.value_and_grad or aot_export_module give them}}
func.func @negative_sgd(%w: tensor<4xf32>, %x: tensor<4xf32> loc("x")) -> (tensor<f32>, tensor<4xf32>) {
  %rate = arith.constant dense<0.1> : tensor<4xf32>
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = arith.mulf %g, %rate : tensor<4xf32>
  %1 = arith.subf %w, %0 : tensor<4xf32>
  return %l, %1 : tensor<f32>, tensor<4xf32>
}

// -----

// w + (-rate) * g, where the caller gives the rate; names match, too.
// expected-error@+1 {{the result 'result[1]['w']' is a new value of the parameter 'params['w']'}}
func.func @negative_rate_given(%w: tensor<4xf32> loc("params['w']"), %rate: tensor<4xf32> loc("rate"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32> {jax.result_info = "result[1]['w']"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = arith.negf %rate : tensor<4xf32>
  %1 = arith.mulf %g, %0 : tensor<4xf32>
  %2 = arith.addf %1, %w : tensor<4xf32>
  return %l, %2 : tensor<f32>, tensor<4xf32>
}

// -----

// 0.99 * w - 0.1 * (m / sqrt(v)) in the body of one op, the constants as another
// op's broadcast: AdamW.
#map = affine_map<(d0) -> (d0)>
#none = affine_map<(d0) -> ()>
// expected-error@+1 {{the result 'result1' is a new value of the parameter 'arg0'}}
func.func @negative_adamw(%w: tensor<4xf32>, %x: tensor<4xf32> loc("x")) -> (tensor<f32>, tensor<4xf32>) {
  %rate = arith.constant dense<0.1> : tensor<f32>
  %decay = arith.constant 0.99 : f32
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %m = "m.m"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %v = "m.v"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %e = tensor.empty() : tensor<4xf32>
  %r = linalg.generic {indexing_maps = [#none, #map], iterator_types = ["parallel"]}
      ins(%rate : tensor<f32>) outs(%e : tensor<4xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  } -> tensor<4xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map, #map, #map, #map], iterator_types = ["parallel"]}
      ins(%w, %m, %v, %r : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) outs(%e : tensor<4xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32, %d: f32, %o: f32):
    %2 = arith.mulf %a, %decay : f32
    %3 = math.sqrt %c : f32
    %4 = arith.divf %b, %3 : f32
    %5 = arith.mulf %d, %4 : f32
    %6 = arith.subf %2, %5 : f32
    linalg.yield %6 : f32
  } -> tensor<4xf32>
  return %l, %1 : tensor<f32>, tensor<4xf32>
}
