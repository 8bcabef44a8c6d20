// RUN: pipe-opt %s -split-input-file --allow-unregistered-dialect -verify-diagnostics=only-expected \
// RUN:   --pass-pipeline='builtin.module(pipe-import{batch=x})' | FileCheck %s

// Gradients that order and type tell, since no name does.

// A frozen parameter of a type that no result has, integers, an output of a type
// that no parameter has.
// CHECK: pipe.gradients_known_by = "order and type"
// CHECK-LABEL: func.func @types(
// CHECK-SAME: tensor<f32> {pipe.loss, pipe.name = "loss"},
// CHECK-SAME: tensor<4xi32> {pipe.name = "result1", pipe.output},
// CHECK-SAME: tensor<7xf32> {pipe.name = "result2", pipe.output},
// CHECK-SAME: tensor<4xf32> {pipe.gradient = "arg0", pipe.name = "result3"},
// CHECK-SAME: tensor<4xf32> {pipe.gradient = "arg3", pipe.name = "result4"})
func.func @types(%a: tensor<4xf32>, %f: tensor<9xf32>, %i: tensor<4xi32>, %b: tensor<4xf32>, %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xi32>, tensor<7xf32>, tensor<4xf32>, tensor<4xf32>) {
  %l = "m.loss"(%a, %f, %i, %b, %x) : (tensor<4xf32>, tensor<9xf32>, tensor<4xi32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %o = "m.o"(%x) : (tensor<4xf32>) -> tensor<7xf32>
  %ga = "m.ga"(%b, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %gb = "m.gb"(%a, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %i, %o, %ga, %gb : tensor<f32>, tensor<4xi32>, tensor<7xf32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// What the loss is computed from is no gradient (statistics of a batch norm), and
// what it does not depend on has none (its running statistics).
// CHECK-LABEL: func.func @statistics(
// CHECK-SAME: tensor<4xf32> {pipe.name = "result1", pipe.output},
// CHECK-SAME: tensor<4xf32> {pipe.gradient = "arg0", pipe.name = "result2"})
func.func @statistics(%w: tensor<4xf32>, %running: tensor<4xf32>, %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32>, tensor<4xf32>) {
  %mean = "m.mean"(%x) : (tensor<4xf32>) -> tensor<4xf32>
  %l = "m.loss"(%w, %mean) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %mean) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %mean, %g : tensor<f32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// A term of weight decay is no update.
// CHECK-LABEL: func.func @weight_decay(
// CHECK-SAME: tensor<4xf32> {pipe.gradient = "arg0"
// CHECK-SAME: tensor<4xf32> {pipe.gradient = "arg1"
func.func @weight_decay(%w: tensor<4xf32>, %v: tensor<4xf32>, %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32>, tensor<4xf32>) {
  %l = "m.loss"(%w, %v, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = arith.addf %g, %w : tensor<4xf32>
  // 0.5 * (v - w)^2 pulls v to w.
  %1 = arith.subf %v, %w : tensor<4xf32>
  %2 = arith.addf %1, %g : tensor<4xf32>
  return %l, %0, %2 : tensor<f32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// A forward graph with several results is for inference, even if they match.
// CHECK: pipe.mode = "infer"
// CHECK-LABEL: func.func @forward(
func.func @forward(%w: tensor<4xf32>, %x: tensor<4xf32> loc("x")) -> (tensor<f32>, tensor<4xf32>) {
  %h = "m.h"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %l = "m.loss"(%h) : (tensor<4xf32>) -> tensor<f32>
  return %l, %h : tensor<f32>, tensor<4xf32>
}

// -----

// One result and two parameters of its type.
// expected-error@+1 {{it is open which results are the gradients of which parameters: 1 results ('result1') do not match 2 parameters ('arg0', 'arg1') one to one in order and type; name the pairs with 'gradient=RESULT:PARAMETER', or the parameters without a gradient with 'frozen=NAME,...' and the other results with 'extra-output=NAME,...' (or say 'mode=infer')}}
func.func @negative_open(%a: tensor<4xf32>, %b: tensor<4xf32>, %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32>) {
  %l = "m.loss"(%a, %b, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%a, %b, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

// Types that come in another order.
// expected-error@+1 {{it is open which results are the gradients of which parameters: 2 results ('result1', 'result2') do not match 2 parameters ('arg0', 'arg1')}}
func.func @negative_other_order(%a: tensor<4xf32>, %b: tensor<5xf32>, %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<5xf32>, tensor<4xf32>) {
  %l = "m.loss"(%a, %b, %x) : (tensor<4xf32>, tensor<5xf32>, tensor<4xf32>) -> tensor<f32>
  %g:2 = "m.g"(%a, %b, %x) : (tensor<4xf32>, tensor<5xf32>, tensor<4xf32>) -> (tensor<5xf32>, tensor<4xf32>)
  return %l, %g#0, %g#1 : tensor<f32>, tensor<5xf32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{by order, the result 'out.v' is the gradient of 'model.w', but its name says otherwise; name the pairs with 'gradient=RESULT:PARAMETER'}}
func.func @negative_name_says_otherwise(%a: tensor<4xf32> loc("model.w"), %b: tensor<4xf32> loc("model.v.bias"),
                                        %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32> {pipe.name = "out.v"}, tensor<4xf32> {pipe.name = "out.w"}) {
  %l = "m.loss"(%a, %b, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g:2 = "m.g"(%a, %b, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
  return %l, %g#0, %g#1 : tensor<f32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// The loss does not depend on the second parameter, but both results do.
// CHECK-LABEL: func.func @not_in_loss(
// CHECK-SAME: tensor<4xf32> {pipe.name = "result1", pipe.output}, tensor<4xf32> {pipe.name = "result2", pipe.output}
func.func @not_in_loss(%a: tensor<4xf32>, %b: tensor<4xf32>, %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32>, tensor<4xf32>) {
  %l = "m.loss"(%a, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g:2 = "m.g"(%a, %b, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
  return %l, %g#0, %g#1 : tensor<f32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// The same, said by an attribute.
// expected-error@+1 {{the result 'result1' is said to be the gradient of 'b', but the loss 'result0' does not depend on it; name the loss with 'loss=NAME' or the pairs with 'gradient=RESULT:PARAMETER'}}
func.func @negative_given_not_in_loss(%a: tensor<4xf32> loc("a"), %b: tensor<4xf32> loc("b"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32> {pipe.loss}, tensor<4xf32> {pipe.gradient = "b"}) {
  %l = "m.loss"(%a, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%a, %b, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

// Two scalars, no names, and the types of the parameters among the results.
// expected-error@+1 {{no result is known to be the loss; name it with 'loss=NAME', the results are 'result0', 'result1', 'result2' (or say 'mode=infer')}}
func.func @negative_two_scalars(%w: tensor<4xf32>, %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<f32>, tensor<4xf32>) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %m = "m.metric"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %m, %g : tensor<f32>, tensor<f32>, tensor<4xf32>
}

// -----

// argnums=(0, 1): names fit both trees, and their order tells which is which.
// CHECK: pipe.gradients_known_by = "order and type"
// CHECK-LABEL: func.func @two_trees(
// CHECK-SAME: tensor<4xf32> {{{.*}}pipe.gradient = "gen['w']"
// CHECK-SAME: tensor<4xf32> {{{.*}}pipe.gradient = "disc['w']"
func.func @two_trees(%a: tensor<4xf32> loc("gen['w']"), %b: tensor<4xf32> loc("disc['w']"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32> {jax.result_info = "result[0]"}, tensor<4xf32> {jax.result_info = "result[1][0]['w']"},
        tensor<4xf32> {jax.result_info = "result[1][1]['w']"}) {
  %l = "m.loss"(%a, %b, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g:2 = "m.g"(%a, %b, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
  return %l, %g#0, %g#1 : tensor<f32>, tensor<4xf32>, tensor<4xf32>
}
