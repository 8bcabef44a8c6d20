// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import{batch=x,y pure-dialects=m},pipe-partition{stages=2})' | FileCheck %s --check-prefix=UNKNOWN
// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import{batch=x,y pure-dialects=m sum-dialects=m},pipe-partition{stages=2})' | FileCheck %s --check-prefix=SUM

// A parameter of two stages. That a dialect is pure does not say what its `add` is:
// the gradient stays one value. When it is said to be a sum, each stage adds up
// its own term.

// UNKNOWN: pipe.return {{.*}}gradients(%{{[^ ]+}} of @w : tensor<4xf32>)
// SUM:     pipe.return {{.*}}gradients(%{{[^ ]+}} of @w : tensor<4xf32>, %{{[^ ]+}} of @w : tensor<4xf32>)
func.func @main(%w: tensor<4xf32> loc("w"), %x: tensor<4xf32> loc("x"), %y: tensor<4xf32> loc("y")) -> (tensor<f32>, tensor<4xf32>) {
  %h = "m.act"(%x) : (tensor<4xf32>) -> tensor<4xf32>
  %0 = "m.scale"(%h, %w) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %1 = "m.scale"(%0, %w) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %2 = "m.loss"(%1, %y) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %3 = "m.dloss"(%1, %y) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %4 = "m.dweight"(%3, %0) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %5 = "m.scale"(%3, %w) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %6 = "m.dweight"(%5, %h) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %7 = "m.add"(%4, %6) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %2, %7 : tensor<f32>, tensor<4xf32>
}
