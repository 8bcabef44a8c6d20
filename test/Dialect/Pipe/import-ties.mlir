// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import{batch=x tie={{a,c}}})' | FileCheck %s
// RUN: not pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import{batch=x tie={{a,x}}})' 2>&1 | FileCheck %s --check-prefix=BATCH
// RUN: not pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import{batch=x tie={{a,b}}})' 2>&1 | FileCheck %s --check-prefix=TYPE
// RUN: not pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import{batch=x tie=a})' 2>&1 | FileCheck %s --check-prefix=ONE
// RUN: not pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import{batch=x tie={{a,c,c}}})' 2>&1 | FileCheck %s --check-prefix=TWICE

// PyTorch prints a weight that two layers share as two parameters, each with its
// part of the gradient. Tied, they are one parameter with one gradient.

// CHECK-LABEL: func.func @main(
// CHECK-SAME: %[[A:[a-z0-9]+]]: tensor<4xf32> {pipe.name = "a", pipe.parameter}
// CHECK-NOT:  pipe.name = "c"
// CHECK-SAME: -> (tensor<f32> {pipe.loss, pipe.name = "loss"}, tensor<4xf32> {pipe.gradient = "a", pipe.name = "result1"}, tensor<5xf32> {pipe.gradient = "b"
// CHECK:      %[[GA:.+]] = arith.mulf %[[A]],
// CHECK:      %[[GC:.+]] = arith.negf %[[A]]
// CHECK:      %[[SUM:.+]] = linalg.add ins(%[[GA]], %[[GC]]
// CHECK:      return %{{.+}}, %[[SUM]], %{{.+}}

// BATCH: error: the argument 'x' cannot be tied, it is a batch
// TYPE: error: the parameters 'a' and 'b' cannot be tied, their types are 'tensor<4xf32>' and 'tensor<5xf32>'
// ONE: error: 'tie=a' names one parameter; a group has two or more
// TWICE: error: the parameter 'c' is tied twice
func.func @main(%a: tensor<4xf32> loc("a"), %b: tensor<5xf32> loc("b"), %c: tensor<4xf32> loc("c"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32>, tensor<5xf32>, tensor<4xf32>) {
  %l = "m.loss"(%a, %b, %c, %x) : (tensor<4xf32>, tensor<5xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %ga = arith.mulf %c, %x : tensor<4xf32>
  %gc = arith.negf %a : tensor<4xf32>
  %gb = arith.negf %b : tensor<5xf32>
  return %l, %ga, %gb, %gc : tensor<f32>, tensor<4xf32>, tensor<5xf32>, tensor<4xf32>
}
