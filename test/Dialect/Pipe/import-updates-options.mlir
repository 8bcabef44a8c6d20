// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import{batch=x update=r[0]:p,n:m})' | FileCheck %s
// RUN: not pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import{batch=x update=r[0]:p,n:m extra-output=n})' 2>&1 \
// RUN:   | FileCheck %s --check-prefix=BOTH

// Pairs that the user names: beginnings of names, and a name. No result looks like
// the new value of a parameter.

// CHECK:       pipe.gradients_known_by = "updates, which are known by attributes and options"
// CHECK-LABEL: func.func private @"update_p['v']"
// CHECK-SAME:    pipe.name = "m", pipe.state = "m"
// CHECK-LABEL: func.func private @"update_p['w']"
// CHECK-NOT:     pipe.state
// CHECK-LABEL: func.func @main
// CHECK-NOT:     pipe.name = "m"
// BOTH: error: the result 'n' is said to be a new value and an extra output
func.func @main(%v: tensor<4xf32> loc("p['v']"), %w: tensor<4xf32> loc("p['w']"), %m: tensor<4xf32> loc("m"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32> {pipe.name = "r[0]['v']"}, tensor<4xf32> {pipe.name = "r[0]['w']"}, tensor<4xf32> {pipe.name = "n"}) {
  %l = "m.loss"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %gv = "m.gv"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %gw = "m.gw"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %n = arith.maximumf %m, %gv : tensor<4xf32>
  %0 = "m.new"(%v, %n) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %1 = "m.new"(%w, %gw) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %0, %1, %n : tensor<f32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}
