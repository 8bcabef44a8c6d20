// RUN: pipe-opt %s -split-input-file --allow-unregistered-dialect \
// RUN:   --pass-pipeline='builtin.module(pipe-import{batch=x,y})' | FileCheck %s

// The defaults: one 0-d float result is the loss, the others match the
// parameters. Private functions are inlined, also nested ones, and then gone.
// Names come from locations, in whatever they are wrapped.

// CHECK: module attributes {pipe.gradients = "mean", pipe.gradients_known_by = "order and type", pipe.mode = "train"}
// CHECK-LABEL: func.func @main(
// CHECK-SAME:    %[[W:[a-z0-9]+]]: tensor<4xf32> {pipe.name = "params['w0']", pipe.parameter}
// CHECK-SAME:    %[[X:[a-z0-9]+]]: tensor<4xf32> {pipe.batch = 0 : i64, pipe.name = "x"}
// CHECK-SAME:    %[[Y:[a-z0-9]+]]: tensor<4xf32> {pipe.batch = 0 : i64, pipe.name = "y"}
// CHECK-SAME:    -> (tensor<f32> {pipe.loss, pipe.name = "loss"},
// CHECK-SAME:        tensor<4xf32> {pipe.gradient = "params['w0']", pipe.name = "result1"})
func.func @main(%w: tensor<4xf32> loc("params['w0']"),
                %x: tensor<4xf32> loc(fused["f.py":1:2, "x"("f.py":3:4)]),
                %y: tensor<4xf32> loc(callsite("y" at "f.py":1:2)))
    -> (tensor<f32>, tensor<4xf32>) {
  // CHECK-NEXT: %[[A:.+]] = arith.addf %[[W]], %[[X]]
  // CHECK-NEXT: %[[M:.+]] = arith.mulf %[[A]], %[[A]]
  // CHECK-NEXT: %[[S:.+]] = "m.sum"(%[[M]])
  // CHECK-NEXT: return %[[S]], %[[X]]
  %0 = call @outer(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %1 = "m.sum"(%0) : (tensor<4xf32>) -> tensor<f32>
  return %1, %x : tensor<f32>, tensor<4xf32>
}
// CHECK-NOT: func.func
func.func private @outer(%a: tensor<4xf32>, %b: tensor<4xf32>) -> tensor<4xf32> {
  %0 = arith.addf %a, %b : tensor<4xf32>
  %1 = call @inner(%0) : (tensor<4xf32>) -> tensor<4xf32>
  return %1 : tensor<4xf32>
}
func.func private @inner(%a: tensor<4xf32>) -> tensor<4xf32> {
  %0 = arith.mulf %a, %a : tensor<4xf32>
  return %0 : tensor<4xf32>
}

// -----

// What attributes say holds, and those of other dialects stay. A batch along
// another dimension, gradients in another order than the parameters, an output
// beside them, f64 and integers.

// CHECK-LABEL: func.func @main(
// CHECK-SAME:    tensor<2xf64> {other.sharding = "{replicated}", pipe.name = "a", pipe.parameter}
// CHECK-SAME:    tensor<3xf32> {pipe.name = "b", pipe.parameter}
// CHECK-SAME:    tensor<2x5xi64> {pipe.batch = 1 : i64, pipe.name = "x"}
// CHECK-SAME:    tensor<3xf32> {pipe.batch = 0 : i64, pipe.name = "y"}
// CHECK-SAME:    -> (tensor<3xf32> {pipe.gradient = "b", pipe.name = "gb"},
// CHECK-SAME:        tensor<2x5xi64> {other.info = "ids", pipe.name = "result1", pipe.output},
// CHECK-SAME:        tensor<f32> {pipe.loss, pipe.name = "loss"},
// CHECK-SAME:        tensor<2xf64> {pipe.gradient = "a", pipe.name = "result3"})
func.func @main(%a: tensor<2xf64> {pipe.name = "a", other.sharding = "{replicated}"},
                %b: tensor<3xf32> {pipe.name = "b", pipe.parameter},
                %x: tensor<2x5xi64> {pipe.name = "x", pipe.batch = 1 : i64},
                %y: tensor<3xf32> {pipe.name = "y"})
    -> (tensor<3xf32> {pipe.gradient = "b", pipe.name = "gb"},
        tensor<2x5xi64> {other.info = "ids"},
        tensor<f32> {pipe.loss}, tensor<2xf64> {pipe.gradient = "a"}) {
  %l = "m.loss"(%a, %b, %x, %y)
      : (tensor<2xf64>, tensor<3xf32>, tensor<2x5xi64>, tensor<3xf32>) -> tensor<f32>
  return %b, %x, %l, %a : tensor<3xf32>, tensor<2x5xi64>, tensor<f32>, tensor<2xf64>
}

// -----

// No gradients: inference, and all results are outputs; a plain name of the op
// that makes a result is its name, a path of scopes is not. The driver has no
// arguments and is dropped with what it calls.

// CHECK: module attributes {{.*}}pipe.mode = "infer"
// CHECK-LABEL: func.func @model(
// CHECK-SAME:    -> (tensor<4xf32> {pipe.name = "logits", pipe.output},
// CHECK-SAME:        tensor<4xf32> {pipe.name = "result1", pipe.output})
// CHECK-NOT:   func.func
func.func @main() {
  %0 = arith.constant dense<1.0> : tensor<4xf32>
  %1:2 = call @model(%0, %0) : (tensor<4xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
  call @print(%1#0) : (tensor<4xf32>) -> ()
  return
}
func.func private @print(tensor<4xf32>)
func.func @model(%x: tensor<4xf32> loc("x"), %y: tensor<4xf32> loc("y"))
    -> (tensor<4xf32>, tensor<4xf32>) {
  %0 = arith.addf %x, %y : tensor<4xf32> loc("logits")
  %1 = arith.mulf %x, %y : tensor<4xf32> loc("jit(f)/mul")
  return %0, %1 : tensor<4xf32>, tensor<4xf32>
}
