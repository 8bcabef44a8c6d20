// RUN: pipe-opt %s -split-input-file --allow-unregistered-dialect --verify-diagnostics=only-expected \
// RUN:   --mlir-print-op-on-diagnostic=false --pass-pipeline='builtin.module(pipe-import{batch=x tie={{a,c}}})'

// Parameters that are tied are updated in one way.

func.func private @f(%g: f32, %p: f32) -> f32 {
  %0 = arith.subf %p, %g : f32
  return %0 : f32
}
func.func private @other(%g: f32, %p: f32) -> f32 {
  %0 = arith.addf %p, %g : f32
  return %0 : f32
}
// expected-error@+1 {{the parameters 'a' and 'c' cannot be tied, they are updated in two ways}}
func.func @negative_two_ways(%a: tensor<4xf32> {pipe.name = "a", pipe.update = @f}, %c: tensor<4xf32> {pipe.name = "c", pipe.update = @other}, %x: tensor<4xf32> {pipe.name = "x"})
    -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "a"}, tensor<4xf32> {pipe.gradient = "c"}) {
  %l = "m.loss"(%a, %c, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%a, %c, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g, %g : tensor<f32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// Two functions of one form, as pipe-import splits them off a step.
func.func private @f(%g: f32, %p: f32) -> f32 {
  %0 = arith.subf %p, %g : f32
  return %0 : f32
}
func.func private @same(%g: f32, %p: f32) -> f32 {
  %0 = arith.subf %p, %g : f32
  return %0 : f32
}
func.func @one_way(%a: tensor<4xf32> {pipe.name = "a", pipe.update = @f}, %c: tensor<4xf32> {pipe.name = "c", pipe.update = @same}, %x: tensor<4xf32> {pipe.name = "x"})
    -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "a"}, tensor<4xf32> {pipe.gradient = "c"}) {
  %l = "m.loss"(%a, %c, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%a, %c, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g, %g : tensor<f32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// The gradient of a tied parameter is that of both, but terms are those of each.
func.func private @f(%g: f32, %p: f32, %n: f32 {pipe.shared = 0 : i64}) -> f32 {
  %0 = arith.mulf %g, %n : f32
  %1 = arith.subf %p, %0 : f32
  return %1 : f32
}
func.func private @t(%g: tensor<4xf32>, %p: tensor<4xf32>) -> tensor<f32> {
  %0 = "m.term"(%g) : (tensor<4xf32>) -> tensor<f32>
  return %0 : tensor<f32>
}
func.func private @s(%0: tensor<f32>) -> tensor<f32> {
  return %0 : tensor<f32>
}
// expected-error@+1 {{the parameters 'a' and 'c' cannot be tied, updates share what is computed from the gradient of each alone}}
func.func @negative_terms(%a: tensor<4xf32> {pipe.name = "a", pipe.update = @f, pipe.terms = @t}, %c: tensor<4xf32> {pipe.name = "c", pipe.update = @f}, %x: tensor<4xf32> {pipe.name = "x"})
    -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "a"}, tensor<4xf32> {pipe.gradient = "c"}) attributes {pipe.shared = @s} {
  %l = "m.loss"(%a, %c, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%a, %c, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g, %g : tensor<f32>, tensor<4xf32>, tensor<4xf32>
}
