// RUN: pipe-reduce %s --allow-unregistered-dialect --reduction-tree='traversal-mode=0 test=%S/Inputs/dynamic_shape.sh' -o %t.mlir
// RUN: FileCheck %s --input-file=%t.mlir
// RUN: not pipe-opt %t.mlir --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import{batch=x})' 2>&1 | FileCheck %s --check-prefix=ERROR

// The op that is refused stays, with what it reads; the rest goes as far as the
// model is refused for the same reason.

// CHECK-NOT: @helper
// CHECK:     "m.layer"
// CHECK:     "m.dynamic"
// CHECK-NOT: "m.loss"
// CHECK-NOT: "m.grad"

// ERROR: error: 'm.dynamic' has the type 'tensor<?xf32>', but only static shapes can be cut into stages
func.func private @helper(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = math.exp %x : tensor<4xf32>
  return %0 : tensor<4xf32>
}
func.func @main(%w: tensor<4xf32> {pipe.name = "w"}, %x: tensor<4xf32> {pipe.name = "x"})
    -> (tensor<f32> {pipe.name = "loss"}, tensor<4xf32> {pipe.gradient = "w"}) {
  %0 = "m.layer"(%x, %w) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  "m.trace"(%0) : (tensor<4xf32>) -> ()
  %1 = "m.dynamic"(%0) : (tensor<4xf32>) -> tensor<?xf32>
  %2 = "m.loss"(%0) : (tensor<4xf32>) -> tensor<f32>
  %3 = "m.grad"(%0, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %2, %3 : tensor<f32>, tensor<4xf32>
}
