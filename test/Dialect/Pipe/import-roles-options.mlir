// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x frozen=b,t.c extra-output=result1})' | FileCheck %s --check-prefix=FROZEN
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=arg3 gradient=result2:t.a,result1:b})' | FileCheck %s --check-prefix=PAIRS
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x frozen=t extra-output=result2})' | FileCheck %s --check-prefix=TREE
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x})' 2>&1 | FileCheck %s --check-prefix=OPEN
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x frozen=v})' 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x frozen=x})' 2>&1 | FileCheck %s --check-prefix=BATCH
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x gradient=result1})' 2>&1 | FileCheck %s --check-prefix=PAIR
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x gradient=result1:b,result1:t.a})' 2>&1 | FileCheck %s --check-prefix=TWICE
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x gradient=result1:b frozen=b})' 2>&1 | FileCheck %s --check-prefix=BOTH
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x gradient=result1:b extra-output=result1})' 2>&1 | FileCheck %s --check-prefix=GRADIENT-OUTPUT
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x loss=result0 extra-output=result0})' 2>&1 | FileCheck %s --check-prefix=LOSS-OUTPUT
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x loss=result1})' 2>&1 | FileCheck %s --check-prefix=NO-SCALAR
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x gradient=result3:i})' 2>&1 | FileCheck %s --check-prefix=INTEGER

// What no name tells and order leaves open, an option says: a name, a place, or
// the beginning of names.

// FROZEN: tensor<4xf32> {pipe.name = "result1", pipe.output}, tensor<4xf32> {pipe.gradient = "t.a", pipe.name = "result2"}
// PAIRS: tensor<4xf32> {pipe.gradient = "b", pipe.name = "result1"}, tensor<4xf32> {pipe.gradient = "t.a", pipe.name = "result2"}
// TREE: tensor<4xf32> {pipe.gradient = "b", pipe.name = "result1"}, tensor<4xf32> {pipe.name = "result2", pipe.output}

// OPEN: error: it is open which results are the gradients of which parameters
// UNKNOWN: error: there is no argument 'v' as 'frozen' says; the arguments are 't.a', 't.c', 'b', 'x', 'i'
// BATCH: error: the argument 'x' is said to be a batch and frozen
// PAIR: error: 'gradient=result1' is not RESULT:PARAMETER; the results are 'result0', 'result1', 'result2', 'result3', the arguments are 't.a',
// TWICE: error: the result 'result1' is said to be the gradient of 'b' and of 't.a'
// BOTH: error: the parameter 'b' is said to be frozen, but the result 'result1' is its gradient
// GRADIENT-OUTPUT: error: the result 'result1' is said to be a gradient and an extra output
// LOSS-OUTPUT: error: the result 'result0' is said to be the loss and an extra output
// NO-SCALAR: error: the result 'result1' is said to be the loss, but has the type 'tensor<4xf32>'; a loss is one floating-point number, a 0-d tensor
// INTEGER: error: the result 'result3' is said to be the gradient of 'i', but has the type 'tensor<4xi32>'; integers have no gradients
func.func @main(%a: tensor<4xf32> loc("t.a"), %c: tensor<4xf32> loc("t.c"), %b: tensor<4xf32> loc("b"),
                %x: tensor<4xf32> loc("x"), %i: tensor<4xi32> loc("i"))
    -> (tensor<f32>, tensor<4xf32>, tensor<4xf32>, tensor<4xi32>) {
  %zero = arith.constant dense<0.0> : tensor<f32>
  %2 = arith.mulf %a, %b : tensor<4xf32>
  %3 = arith.mulf %c, %2 : tensor<4xf32>
  %0 = arith.mulf %3, %x : tensor<4xf32>
  %l = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> ()>], iterator_types = ["reduction"]}
      ins(%0 : tensor<4xf32>) outs(%zero : tensor<f32>) {
  ^bb0(%in: f32, %out: f32):
    %1 = arith.addf %in, %out : f32
    linalg.yield %1 : f32
  } -> tensor<f32>
  %gb = arith.mulf %a, %x : tensor<4xf32>
  %ga = arith.mulf %b, %x : tensor<4xf32>
  return %l, %gb, %ga, %i : tensor<f32>, tensor<4xf32>, tensor<4xf32>, tensor<4xi32>
}
