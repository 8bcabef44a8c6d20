// RUN: pipe-opt %s -split-input-file --allow-unregistered-dialect -verify-diagnostics=only-expected \
// RUN:   --pass-pipeline='builtin.module(pipe-import{batch=x})' | FileCheck %s

// Gradients that names tell: the results form the tree that the arguments form.

// JAX: the gradients of the first argument, whose leaves come in another order
// here; the frozen tree has leaves of the same names and types.
// CHECK: pipe.gradients_known_by = "names"
// CHECK-LABEL: func.func @lora(
// CHECK-SAME: -> (tensor<f32> {jax.result_info = "result[0]", pipe.loss, pipe.name = "loss"},
// CHECK-SAME: tensor<4xf32> {jax.result_info = "result[1]['b']", pipe.gradient = "lora['b']", pipe.name = "result[1]['b']"},
// CHECK-SAME: tensor<4xf32> {jax.result_info = "result[1]['a']", pipe.gradient = "lora['a']"
func.func @lora(%a: tensor<4xf32> loc("lora['a']"), %b: tensor<4xf32> loc("lora['b']"),
                %c: tensor<4xf32> loc("base['c']"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32> {jax.result_info = "result[0]"},
        tensor<4xf32> {jax.result_info = "result[1]['b']"},
        tensor<4xf32> {jax.result_info = "result[1]['a']"}) {
  %l = "m.loss"(%a, %b, %c, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %gb = "m.gb"(%a, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %ga = "m.ga"(%b, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %gb, %ga : tensor<f32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// What has_aux returns beside the loss are outputs, though the new statistics
// have the names and types of an argument; a second scalar is no loss; an
// argument that jit dropped has a constant for its gradient.
// CHECK-LABEL: func.func @aux(
// CHECK-SAME: tensor<f32> {{{.*}}pipe.loss, pipe.name = "loss"},
// CHECK-SAME: tensor<f32> {jax.result_info = "result[0][1]['accuracy']", pipe.name = "result[0][1]['accuracy']", pipe.output},
// CHECK-SAME: tensor<4xf32> {{{.*}}pipe.name = "result[0][1]['mean']", pipe.output},
// CHECK-SAME: tensor<5xf32> {{{.*}}pipe.name = "result[1]['unused']", pipe.output},
// CHECK-SAME: tensor<4xf32> {{{.*}}pipe.gradient = "params['w']"
func.func @aux(%w: tensor<4xf32> loc("params['w']"), %m: tensor<4xf32> loc("stats['mean']"),
               %x: tensor<4xf32> loc("x"))
    -> (tensor<f32> {jax.result_info = "result[0][0]"},
        tensor<f32> {jax.result_info = "result[0][1]['accuracy']"},
        tensor<4xf32> {jax.result_info = "result[0][1]['mean']"},
        tensor<5xf32> {jax.result_info = "result[1]['unused']"},
        tensor<4xf32> {jax.result_info = "result[1]['w']"}) {
  %zero = arith.constant dense<0.0> : tensor<5xf32>
  %l = "m.loss"(%w, %m, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %acc = "m.acc"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %mean = "m.mean"(%m, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %acc, %mean, %zero, %g : tensor<f32>, tensor<f32>, tensor<4xf32>, tensor<5xf32>, tensor<4xf32>
}

// -----

// Deep trees, a scalar among the parameters, gradients before the loss.
// CHECK-LABEL: func.func @deep(
// CHECK-SAME: tensor<f32> {{{.*}}pipe.gradient = "state.params['layer'][0].scale"
// CHECK-SAME: tensor<4xf32> {{{.*}}pipe.gradient = "state.params['layer'][1].w"
// CHECK-SAME: tensor<f32> {{{.*}}pipe.loss
func.func @deep(%s: tensor<f32> loc("state.params['layer'][0].scale"),
                %w: tensor<4xf32> loc("state.params['layer'][1].w"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32> {jax.result_info = "result[0]['layer'][0].scale"},
        tensor<4xf32> {jax.result_info = "result[0]['layer'][1].w"},
        tensor<f32> {jax.result_info = "result[1]"}) {
  %l = "m.loss"(%s, %w, %x) : (tensor<f32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %gs = "m.gs"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %gw = "m.gw"(%s, %x) : (tensor<f32>, tensor<4xf32>) -> tensor<4xf32>
  return %gs, %gw, %l : tensor<f32>, tensor<4xf32>, tensor<f32>
}

// -----

// Words for gradients, and a loss that is called so beside another scalar.
// CHECK-LABEL: func.func @words(
// CHECK-SAME: tensor<4xf32> {pipe.gradient = "v", pipe.name = "grad_v"}
// CHECK-SAME: tensor<4xf32> {pipe.gradient = "u", pipe.name = "u.grad"}
// CHECK-SAME: tensor<4xf32> {pipe.gradient = "w", pipe.name = "w_grad"}
// CHECK-SAME: tensor<f32> {pipe.name = "norm", pipe.output}
// CHECK-SAME: tensor<f32> {pipe.loss, pipe.name = "loss"}
func.func @words(%u: tensor<4xf32> {pipe.name = "u"}, %v: tensor<4xf32> {pipe.name = "v"},
                 %w: tensor<4xf32> {pipe.name = "w"}, %x: tensor<4xf32> {pipe.name = "x"})
    -> (tensor<4xf32> {pipe.name = "grad_v"}, tensor<4xf32> {pipe.name = "u.grad"},
        tensor<4xf32> {pipe.name = "w_grad"}, tensor<f32> {pipe.name = "norm"},
        tensor<f32> {pipe.name = "loss"}) {
  %l = "m.loss"(%u, %v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %n = "m.norm"(%u) : (tensor<4xf32>) -> tensor<f32>
  %g:3 = "m.g"(%u, %v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return %g#1, %g#0, %g#2, %n, %l : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<f32>, tensor<f32>
}

// -----

// A student and a teacher of the same form.
// expected-error@+1 {{the result 'result[1]['w']' could be the gradient of 'student['w']' or of 'teacher['w']' by its name; say which parameters have none with 'frozen=NAME,...', or name the pairs with 'gradient=RESULT:PARAMETER'}}
func.func @negative_two_trees(%s: tensor<4xf32> loc("student['w']"), %t: tensor<4xf32> loc("teacher['w']"),
                              %x: tensor<4xf32> loc("x"))
    -> (tensor<f32> {jax.result_info = "result[0]"}, tensor<4xf32> {jax.result_info = "result[1]['w']"}) {
  %l = "m.loss"(%s, %t, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%s, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

// Gradients and something else of the same form.
// expected-error@+1 {{the results 'result[1]['w']' and 'result[2]['w']' stand in two trees that could both be the gradients of the tree of 'params['w']' by their names; say with 'extra-output=NAME,...' which one is none}}
func.func @negative_two_results(%w: tensor<4xf32> loc("params['w']"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32> {jax.result_info = "result[0]"}, tensor<4xf32> {jax.result_info = "result[1]['w']"},
        tensor<4xf32> {jax.result_info = "result[2]['w']"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %h = "m.h"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g, %h : tensor<f32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// A gradient depends on nothing that the loss does not depend on: the second
// result is the new value of a state, though its name and type would fit.
// CHECK-LABEL: func.func @state(
// CHECK-SAME: tensor<4xf32> {jax.result_info = "result[1]['v']", pipe.gradient = "params['v']"
// CHECK-SAME: tensor<4xf32> {jax.result_info = "result[2]['w']", pipe.name = "result[2]['w']", pipe.output}
func.func @state(%v: tensor<4xf32> loc("params['v']"), %w: tensor<4xf32> loc("params['w']"),
                 %m: tensor<4xf32> loc("state['w']"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32> {jax.result_info = "result[0]"}, tensor<4xf32> {jax.result_info = "result[1]['v']"},
        tensor<4xf32> {jax.result_info = "result[2]['w']"}) {
  %l = "m.loss"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g:2 = "m.g"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
  %new = "m.new"(%m, %g#1) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g#0, %new : tensor<f32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// Gradients of several arguments, one of them a scalar: the loss is the first.
// CHECK-LABEL: func.func @arguments(
// CHECK-SAME: tensor<f32> {jax.result_info = "result[0]", pipe.loss, pipe.name = "loss"}
// CHECK-SAME: tensor<4xf32> {jax.result_info = "result[1][0]", pipe.gradient = "a"
// CHECK-SAME: tensor<f32> {jax.result_info = "result[1][1]", pipe.gradient = "b"
func.func @arguments(%a: tensor<4xf32> loc("a"), %b: tensor<f32> loc("b"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32> {jax.result_info = "result[0]"}, tensor<4xf32> {jax.result_info = "result[1][0]"},
        tensor<f32> {jax.result_info = "result[1][1]"}) {
  %l = "m.loss"(%a, %b, %x) : (tensor<4xf32>, tensor<f32>, tensor<4xf32>) -> tensor<f32>
  %g:2 = "m.g"(%a, %b, %x) : (tensor<4xf32>, tensor<f32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<f32>)
  return %l, %g#0, %g#1 : tensor<f32>, tensor<4xf32>, tensor<f32>
}

// -----

// A metric beside the loss, both at the top: which is which is asked, and it is
// not taken for inference.
// expected-error@+1 {{no result is known to be the loss; name it with 'loss=NAME', the results are 'result[0]', 'result[1]', 'result[2]['w']' (or say 'mode=infer')}}
func.func @negative_loss_and_metric(%w: tensor<4xf32> loc("params['w']"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32> {jax.result_info = "result[0]"}, tensor<f32> {jax.result_info = "result[1]"},
        tensor<4xf32> {jax.result_info = "result[2]['w']"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %m = "m.metric"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %m, %g : tensor<f32>, tensor<f32>, tensor<4xf32>
}

// -----

// What the step returns unchanged, or as a mean of what it was given, stands under the
// names of the parameters too, and is no gradient: no batch has a part in it.
// CHECK-LABEL: func.func @passed_through(
// CHECK-SAME: tensor<4xf32> {jax.result_info = "result[0]['a']", pipe.name = "result[0]['a']", pipe.output},
// CHECK-SAME: tensor<5xf32> {jax.result_info = "result[0]['b']", pipe.name = "result[0]['b']", pipe.output},
// CHECK-SAME: tensor<4xf32> {jax.result_info = "result[1]['a']", pipe.name = "result[1]['a']", pipe.output},
// CHECK-SAME: tensor<5xf32> {jax.result_info = "result[1]['b']", pipe.name = "result[1]['b']", pipe.output},
// CHECK-SAME: pipe.loss
// CHECK-SAME: tensor<4xf32> {jax.result_info = "result[2][1]['net']['a']", pipe.gradient = "params['a']"
// CHECK-SAME: tensor<5xf32> {jax.result_info = "result[2][1]['net']['b']", pipe.gradient = "params['b']"
func.func @passed_through(%a: tensor<4xf32> loc("params['a']"), %b: tensor<5xf32> loc("params['b']"), %x: tensor<4xf32> loc("x"))
    -> (tensor<4xf32> {jax.result_info = "result[0]['a']"}, tensor<5xf32> {jax.result_info = "result[0]['b']"},
        tensor<4xf32> {jax.result_info = "result[1]['a']"}, tensor<5xf32> {jax.result_info = "result[1]['b']"},
        tensor<f32> {jax.result_info = "result[2][0]"},
        tensor<4xf32> {jax.result_info = "result[2][1]['net']['a']"}, tensor<5xf32> {jax.result_info = "result[2][1]['net']['b']"}) {
  %l = "m.loss"(%a, %b, %x) : (tensor<4xf32>, tensor<5xf32>, tensor<4xf32>) -> tensor<f32>
  %ma = "m.mean"(%a) : (tensor<4xf32>) -> tensor<4xf32>
  %mb = "m.mean"(%b) : (tensor<5xf32>) -> tensor<5xf32>
  %g:2 = "m.g"(%a, %b, %x) : (tensor<4xf32>, tensor<5xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<5xf32>)
  return %a, %b, %ma, %mb, %l, %g#0, %g#1 : tensor<4xf32>, tensor<5xf32>, tensor<4xf32>, tensor<5xf32>, tensor<f32>, tensor<4xf32>, tensor<5xf32>
}

// -----

// nnx.jit calls arguments and gradients by different trees that end alike: that names
// tell one gradient says nothing of the others; order and type tell all.
// CHECK: pipe.gradients_known_by = "order and type"
// CHECK-LABEL: func.func @names_that_end_alike(
// CHECK-SAME: tensor<4xf32> {{{.*}}pipe.gradient = "model.states[0][0]"
// CHECK-SAME: tensor<5xf32> {{{.*}}pipe.gradient = "model.states[0][1]"
func.func @names_that_end_alike(%a: tensor<4xf32> loc("model.states[0][0]"), %b: tensor<5xf32> loc("model.states[0][1]"), %x: tensor<4xf32> loc("x"))
    -> (tensor<4xf32> {jax.result_info = "result[0][0].states[0][0]"}, tensor<5xf32> {jax.result_info = "result[0][0].states[0][1]"},
        tensor<f32> {jax.result_info = "result[2][0]"},
        tensor<4xf32> {jax.result_info = "result[2][1]['bias'].states[0][0]"}, tensor<5xf32> {jax.result_info = "result[2][1]['kernel'].states[0][0]"}) {
  %l = "m.loss"(%a, %b, %x) : (tensor<4xf32>, tensor<5xf32>, tensor<4xf32>) -> tensor<f32>
  %g:2 = "m.g"(%a, %b, %x) : (tensor<4xf32>, tensor<5xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<5xf32>)
  return %a, %b, %l, %g#0, %g#1 : tensor<4xf32>, tensor<5xf32>, tensor<f32>, tensor<4xf32>, tensor<5xf32>
}

// -----

// A parameter that is returned with the loss is no gradient of itself.
// CHECK: pipe.mode = "infer"
// CHECK-LABEL: func.func @negative_no_gradient(
func.func @negative_no_gradient(%w: tensor<4xf32> loc("params['w']"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32> {jax.result_info = "result[0]"}, tensor<4xf32> {jax.result_info = "result[1]['w']"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  return %l, %w : tensor<f32>, tensor<4xf32>
}
