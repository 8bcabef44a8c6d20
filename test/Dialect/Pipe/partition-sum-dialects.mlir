// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import{batch=x pure-dialects=m},pipe-partition{stages=3 cut-after=s0,s1})' | FileCheck %s --check-prefix=UNKNOWN
// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import{batch=x pure-dialects=m sum-dialects=m},pipe-partition{stages=3 cut-after=s0,s1})' | FileCheck %s --check-prefix=SUM

// A parameter of three stages. That a dialect is pure does not say what its `add`
// is: the gradient stays one value, of one stage. When the dialect is said to be one
// of sums, each stage adds up its own term.

// UNKNOWN: gradients(%{{[^ ]+}} of @w : tensor<4x4xf32>)
// SUM:     gradients(%{{[^ ]+}} of @w : tensor<4x4xf32>, %{{[^ ]+}} of @w : tensor<4x4xf32>, %{{[^ ]+}} of @w : tensor<4x4xf32>)
func.func @recurrence(%w: tensor<4x4xf32> loc("w"), %x: tensor<2x4xf32> loc("x")) -> (tensor<f32>, tensor<4x4xf32>) {
  %p0 = "m.dot"(%x, %w) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
  %h0 = math.tanh %p0 : tensor<2x4xf32> loc("s0")
  %p1 = "m.dot"(%h0, %w) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
  %h1 = math.tanh %p1 : tensor<2x4xf32> loc("s1")
  %p2 = "m.dot"(%h1, %w) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
  %h2 = math.tanh %p2 : tensor<2x4xf32>
  %loss = "m.sum"(%h2) : (tensor<2x4xf32>) -> tensor<f32>
  %d2 = "m.ones"() : () -> tensor<2x4xf32>
  %q2 = "m.dtanh"(%d2, %p2) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  %g2 = "m.dw"(%h1, %q2) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<4x4xf32>
  %d1 = "m.dx"(%q2, %w) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
  %q1 = "m.dtanh"(%d1, %p1) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  %g1 = "m.dw"(%h0, %q1) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<4x4xf32>
  %s1 = "m.add"(%g2, %g1) : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
  %d0 = "m.dx"(%q1, %w) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
  %q0 = "m.dtanh"(%d0, %p0) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  %g0 = "m.dw"(%x, %q0) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<4x4xf32>
  %s0 = "m.add"(%s1, %g0) : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
  return %loss, %s0 : tensor<f32>, tensor<4x4xf32>
}
