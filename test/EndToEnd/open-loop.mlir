// REQUIRES: pipe-compile
// RUN: timeout 60 pipe-compile %s -o %t.pipe --ranks=1 --micro-batches=1 --batch=x | FileCheck %s

// Gradients that only order tells are tried on made-up data, but not where these
// might never end a loop.
// CHECK: gradients known by order and type; not confirmed, pipe-run --check compares: made-up data might never end the model's loops
func.func @main(%w: tensor<4xf32> loc("w"), %x: tensor<4xf32> loc("x")) -> (tensor<f32>, tensor<4xf32>) {
  %zero = arith.constant dense<0.0> : tensor<f32>
  %zeros = arith.constant dense<0.0> : tensor<4xf32>
  %limit = arith.constant 3.0 : f32
  %0 = scf.while (%v = %x) : (tensor<4xf32>) -> tensor<4xf32> {
    %c0 = arith.constant 0 : index
    %first = tensor.extract %v[%c0] : tensor<4xf32>
    %continue = arith.cmpf olt, %first, %limit : f32
    scf.condition(%continue) %v : tensor<4xf32>
  } do {
  ^bb0(%v: tensor<4xf32>):
    %n = arith.mulf %v, %v : tensor<4xf32>
    scf.yield %n : tensor<4xf32>
  }
  %1 = arith.mulf %w, %0 : tensor<4xf32>
  %l = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> ()>], iterator_types = ["reduction"]}
      ins(%1 : tensor<4xf32>) outs(%zero : tensor<f32>) {
  ^bb0(%a: f32, %b: f32):
    %2 = arith.addf %a, %b : f32
    linalg.yield %2 : f32
  } -> tensor<f32>
  %g = arith.addf %0, %zeros : tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}
