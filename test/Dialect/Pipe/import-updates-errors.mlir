// RUN: pipe-opt %s -split-input-file --allow-unregistered-dialect -verify-diagnostics=only-expected \
// RUN:   --mlir-print-op-on-diagnostic=false --pass-pipeline='builtin.module(pipe-import{batch=x})'

// Steps that update their parameters and cannot be taken apart.

// A value for each element, made of tensors: only single numbers may be shared.
func.func @negative_tensors(%v: tensor<4xf32> loc("v"), %w: tensor<4xf32> loc("w"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32>, tensor<4xf32>) {
  %l = "m.loss"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %gv = "m.gv"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %gw = "m.gw"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  // expected-error@+1 {{'m.norm' makes one value for the updates of 'v', 'w' from a tensor that belongs to 'v'; what updates share may be computed from single numbers of each of them, such as the sum of its squares, and from nothing else; return the loss and its gradients instead, and let 'optimizer=NAME' update the parameters ('clip-norm=NUMBER' for a norm of all gradients)}}
  %n = "m.norm"(%gv, %gw) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %cv = arith.divf %gv, %n : tensor<4xf32>
  %cw = arith.divf %gw, %n : tensor<4xf32>
  %0 = arith.subf %v, %cv : tensor<4xf32>
  %1 = arith.subf %w, %cw : tensor<4xf32>
  return %l, %0, %1 : tensor<f32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// A norm that reads what no update may read.
func.func @negative_shared_argument(%v: tensor<4xf32> loc("v"), %w: tensor<4xf32> loc("w"), %most: tensor<2xf32> loc("most"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32> {pipe.new_value = "v"}, tensor<4xf32> {pipe.new_value = "w"}) {
  %l = "m.loss"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %gv = "m.gv"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %gw = "m.gw"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %tv = "m.term"(%gv) : (tensor<4xf32>) -> tensor<f32>
  %tw = "m.term"(%gw) : (tensor<4xf32>) -> tensor<f32>
  // expected-error@+1 {{'m.norm' makes one value for the updates of 'v', 'w' and reads 'most' of type 'tensor<2xf32>', which is neither a parameter that is updated, nor its state, nor a floating-point number; return it, as it is or counted up by one, and pair it with 'update=RESULT:ARGUMENT'}}
  %n = "m.norm"(%tv, %tw, %most) : (tensor<f32>, tensor<f32>, tensor<2xf32>) -> tensor<f32>
  %cv = "m.scale"(%gv, %n) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %cw = "m.scale"(%gw, %n) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %0 = arith.subf %v, %cv : tensor<4xf32>
  %1 = arith.subf %w, %cw : tensor<4xf32>
  return %l, %0, %1 : tensor<f32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// A norm of all gradients beside a tensor of another update.
func.func @negative_norm_and_tensor(%v: tensor<4xf32> loc("v"), %w: tensor<4xf32> loc("w"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32>, tensor<4xf32>) {
  %l = "m.loss"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %gv = "m.gv"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %gw = "m.gw"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %tv = "m.term"(%gv) : (tensor<4xf32>) -> tensor<f32>
  %tw = "m.term"(%gw) : (tensor<4xf32>) -> tensor<f32>
  %n = arith.addf %tv, %tw : tensor<f32>
  %cv = "m.scale"(%gv, %n) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %half = "m.half"(%v) : (tensor<4xf32>) -> tensor<4xf32>
  // expected-error@+1 {{'m.scale' in the update of the parameter 'w' reads a tensor that belongs to 'v'; what updates share may be computed from single numbers of each of them, such as the sum of its squares, and from nothing else; return the loss}}
  %cw = "m.scale"(%gw, %n, %half) : (tensor<4xf32>, tensor<f32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = arith.subf %v, %cv : tensor<4xf32>
  %1 = arith.subf %w, %cw : tensor<4xf32>
  return %l, %0, %1 : tensor<f32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// A norm that reads a batch beside the gradients.
func.func @negative_norm_of_batch(%v: tensor<4xf32> loc("v"), %w: tensor<4xf32> loc("w"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32>, tensor<4xf32>) {
  %l = "m.loss"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %gv = "m.gv"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %gw = "m.gw"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %n = "m.norm"(%gv, %gw, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  // expected-error@+1 {{'m.scale' makes one value for the updates of 'v', 'w', which cannot come behind the mean}}
  %cv = "m.scale"(%gv, %n) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %cw = "m.scale"(%gw, %n) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %0 = arith.subf %v, %cv : tensor<4xf32>
  %1 = arith.subf %w, %cw : tensor<4xf32>
  return %l, %0, %1 : tensor<f32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// The state of one parameter in the update of the other.
func.func @negative_mixed(%v: tensor<4xf32> loc("p['v']"), %w: tensor<4xf32> loc("p['w']"), %m: tensor<4xf32> loc("m['v']"), %n: tensor<4xf32> loc("m['w']"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32> {jax.result_info = "r[0]['v']"}, tensor<4xf32> {jax.result_info = "r[0]['w']"}, tensor<4xf32> {jax.result_info = "r[1]['v']"}, tensor<4xf32> {jax.result_info = "r[1]['w']"}) {
  %l = "m.loss"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %gv = "m.gv"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %gw = "m.gw"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = arith.addf %m, %gv : tensor<4xf32>
  %1 = arith.addf %n, %gw : tensor<4xf32>
  %2 = arith.subf %v, %0 : tensor<4xf32>
  %3 = arith.subf %w, %1 : tensor<4xf32>
  // expected-error@+1 {{'arith.subf' mixes the updates of the parameters 'p['v']' and 'p['w']', which are computed apart, each with its gradient; both read the state 'm['v']', but a state is of one parameter; return the loss}}
  %4 = arith.subf %3, %0 : tensor<4xf32>
  return %l, %2, %4, %0, %1 : tensor<f32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// One state for both.
func.func @negative_common_state(%v: tensor<4xf32> loc("v"), %w: tensor<4xf32> loc("w"), %m: tensor<f32> loc("m"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32>, tensor<4xf32>, tensor<f32>) {
  %l = "m.loss"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %gv = "m.gv"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %gw = "m.gw"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = "m.largest"(%m) : (tensor<f32>) -> tensor<f32>
  %1 = "m.scale"(%gv, %0) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %2 = "m.scale"(%gw, %0) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %3 = arith.subf %v, %1 : tensor<4xf32>
  // expected-error@+1 {{'arith.subf' mixes the updates of the parameters 'v' and 'w', which are computed apart, each with its gradient; both read the state 'm', but a state is of one parameter; return the loss}}
  %4 = arith.subf %w, %2 : tensor<4xf32>
  return %l, %3, %4, %0 : tensor<f32>, tensor<4xf32>, tensor<4xf32>, tensor<f32>
}

// -----

// The other parameter itself.
func.func @negative_other_parameter(%v: tensor<4xf32> loc("v"), %w: tensor<4xf32> loc("w"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32>, tensor<4xf32>) {
  %l = "m.loss"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %gv = "m.gv"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %gw = "m.gw"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %c = arith.constant dense<0.5> : tensor<4xf32>
  %half = arith.mulf %v, %c : tensor<4xf32>
  %0 = arith.subf %v, %gv : tensor<4xf32>
  %1 = arith.subf %w, %gw : tensor<4xf32>
  %d = arith.mulf %v, %c : tensor<4xf32>
  // expected-error@+1 {{'arith.subf' in the update of the parameter 'w' reads 'v', which belongs to another update; return the loss}}
  %2 = arith.subf %1, %d : tensor<4xf32>
  return %l, %0, %2 : tensor<f32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// Added to the new value, which is no gradient for that.
func.func @negative_other_term(%v: tensor<4xf32> loc("v"), %w: tensor<4xf32> loc("w"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32> {pipe.new_value = "v"}, tensor<4xf32> {pipe.new_value = "w"}) {
  %l = "m.loss"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %gv = "m.gv"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %gw = "m.gw"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = arith.addf %v, %gv : tensor<4xf32>
  // expected-error@+1 {{'arith.addf' in the update of the parameter 'w' reads 'v', which belongs to another update; return the loss}}
  %1 = arith.addf %v, %gw : tensor<4xf32>
  %2 = arith.addf %1, %w : tensor<4xf32>
  return %l, %0, %2 : tensor<f32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// What the loss is computed from may be anything but linear in the gradient.
func.func @negative_forward(%w: tensor<4xf32> loc("w"), %x: tensor<4xf32> loc("x")) -> (tensor<f32>, tensor<4xf32>) {
  // expected-error@+1 {{'m.h' makes one value for the updates of 'w'}}
  %h = "m.h"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %l = "m.loss"(%h) : (tensor<4xf32>) -> tensor<f32>
  %c = arith.constant dense<0.5> : tensor<4xf32>
  %g = arith.mulf %h, %c : tensor<4xf32>
  %0 = arith.subf %w, %g : tensor<4xf32>
  return %l, %0 : tensor<f32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{no value of type 'tensor<4xf32>' is the gradient of 'w' that its new value 'result1' is computed from; return the loss}}
func.func @negative_no_gradient(%w: tensor<4xf32> loc("w"), %v: tensor<f32> loc("rate"), %x: tensor<4xf32> loc("x")) -> (tensor<f32>, tensor<4xf32> {pipe.new_value = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %h = "m.h"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<2xf32>
  %k = "m.k"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<2xf32>
  %0 = "m.new"(%w, %v, %h, %k) : (tensor<4xf32>, tensor<f32>, tensor<2xf32>, tensor<2xf32>) -> tensor<4xf32>
  return %l, %0 : tensor<f32>, tensor<4xf32>
}

// -----

// An argument that is neither a state nor a number.
func.func @negative_argument(%w: tensor<4xf32> loc("w"), %mask: tensor<4xf32> loc("mask"), %x: tensor<4xf32> loc("x")) -> (tensor<f32>, tensor<4xf32>) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  // expected-error@+1 {{'arith.mulf' in the update of the parameter 'w' reads 'mask' of type 'tensor<4xf32>', which is neither its state nor a floating-point number; return it, as it is or counted up by one, and pair it with 'update=RESULT:ARGUMENT'}}
  %m = arith.mulf %g, %mask : tensor<4xf32>
  %0 = arith.subf %w, %m : tensor<4xf32>
  return %l, %0 : tensor<f32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{the step changes 'n' of type 'tensor<i32>', but of integers it may only count steps, by one from 0; leave it out, or say with 'extra-output=n1' that its new value is not to be kept}}
func.func @negative_count(%w: tensor<4xf32> loc("w"), %n: tensor<i32> loc("n"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32> {pipe.new_value = "w"}, tensor<i32> {pipe.name = "n1", pipe.new_value = "n"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %two = arith.constant dense<2> : tensor<i32>
  %1 = arith.addi %n, %two : tensor<i32>
  %0 = arith.subf %w, %g : tensor<4xf32>
  return %l, %0, %1 : tensor<f32>, tensor<4xf32>, tensor<i32>
}

// -----

// expected-error@+1 {{the step changes 'n' of type 'tensor<4xi32>', which the loss depends on, but integers have no gradients}}
func.func @negative_integers(%n: tensor<4xi32> loc("n"), %x: tensor<4xf32> loc("x")) -> (tensor<f32>, tensor<4xi32> {pipe.new_value = "n"}) {
  %l = "m.loss"(%n, %x) : (tensor<4xi32>, tensor<4xf32>) -> tensor<f32>
  %0 = "m.next"(%n) : (tensor<4xi32>) -> tensor<4xi32>
  return %l, %0 : tensor<f32>, tensor<4xi32>
}

// -----

// expected-error@+1 {{the step changes 'n' of type 'tensor<i32>', which the loss depends on, but integers have no gradients, and micro-batches know no number of the step; what random numbers are made from has to come with the batch}}
func.func @negative_count(%w: tensor<4xf32> loc("w"), %n: tensor<i32> loc("n"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32> {pipe.new_value = "w"}, tensor<i32> {pipe.new_value = "n"}) {
  %one = arith.constant dense<1> : tensor<i32>
  %l = "m.loss"(%w, %n, %x) : (tensor<4xf32>, tensor<i32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %n, %x) : (tensor<4xf32>, tensor<i32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = arith.subf %w, %g : tensor<4xf32>
  %1 = arith.addi %n, %one : tensor<i32>
  return %l, %0, %1 : tensor<f32>, tensor<4xf32>, tensor<i32>
}

// -----

// expected-error@+1 {{no result is the new value of a parameter that the loss depends on; name the pairs with 'update=RESULT:ARGUMENT'}}
func.func @negative_states_only(%w: tensor<4xf32> loc("w"), %m: tensor<4xf32> loc("m"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32> {pipe.new_value = "m"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %0 = arith.addf %m, %x : tensor<4xf32>
  return %l, %0 : tensor<f32>, tensor<4xf32>
}

// -----

// A running mean of the batch: no parameter's update reads it.
// expected-error@+1 {{the step changes 'mean' of type 'tensor<4xf32>', but the update of no parameter reads it; say with 'extra-output=mean1' that its new value is not to be kept}}
func.func @negative_statistics(%w: tensor<4xf32> loc("w"), %mean: tensor<4xf32> loc("mean"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32> {pipe.new_value = "w"}, tensor<4xf32> {pipe.name = "mean1", pipe.new_value = "mean"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = arith.subf %w, %g : tensor<4xf32>
  %1 = arith.addf %mean, %x : tensor<4xf32>
  return %l, %0, %1 : tensor<f32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// What only order and type tell has to tell of all.
// expected-error@+1 {{the result 'result1' is a new value of a parameter, as an optimizer computes it, but neither names nor order and type tell which results are the new values of which arguments; name the pairs with 'update=RESULT:ARGUMENT', and the other results with 'extra-output=NAME,...' (or, if it is a gradient, 'gradient=RESULT:PARAMETER')}}
func.func @negative_open(%w: tensor<4xf32> loc("w"), %x: tensor<4xf32> loc("x")) -> (tensor<f32>, tensor<4xf32>, tensor<2xf32>) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %c = arith.constant dense<0.1> : tensor<4xf32>
  %1 = arith.mulf %g, %c : tensor<4xf32>
  %0 = arith.subf %w, %1 : tensor<4xf32>
  %2 = "m.metric"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<2xf32>
  return %l, %0, %2 : tensor<f32>, tensor<4xf32>, tensor<2xf32>
}

// -----

// Scaled by what the caller gives, but no new value: the parameter is not read.
// expected-error@+1 {{the result 'result[1]['w']' is taken for the new value of 'p['w']', but is computed from the gradient and not from the parameter; if it is so, say 'update=result[1]['w']:p['w']', else 'extra-output=result[1]['w']'}}
func.func @negative_scaled(%w: tensor<4xf32> loc("p['w']"), %s: tensor<f32> loc("s"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32> {jax.result_info = "result[1]['w']"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = "m.scale"(%g, %s) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  return %l, %0 : tensor<f32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{the result 'norm' of a step that updates its parameters depends on a gradient, and is neither a new value nor one number that is computed from single numbers of the updates, such as a norm; say what it is with 'update=RESULT:ARGUMENT' or 'extra-output=norm', which returns it for each micro-batch}}
func.func @negative_rest(%w: tensor<4xf32> loc("w"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32> {pipe.new_value = "w"}, tensor<2xf32> {pipe.name = "norm"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = arith.subf %w, %g : tensor<4xf32>
  %n = "m.norm"(%g) : (tensor<4xf32>) -> tensor<2xf32>
  return %l, %0, %n : tensor<f32>, tensor<4xf32>, tensor<2xf32>
}

// -----

// Scaled by a norm of all gradients, but no new values: the parameters are read in
// front of the gradients only.
// expected-error@+1 {{the result 'result[1]['v']' is taken for the new value of 'p['v']', but is computed from the gradient and not from the parameter}}
func.func @negative_scaled_by_norm(%v: tensor<4xf32> loc("p['v']"), %w: tensor<4xf32> loc("p['w']"), %s: tensor<f32> loc("s"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32> {jax.result_info = "result[1]['v']"}, tensor<4xf32> {jax.result_info = "result[1]['w']"}) {
  %l = "m.loss"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %gv = "m.gv"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %gw = "m.gw"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %tv = "m.term"(%gv) : (tensor<4xf32>) -> tensor<f32>
  %tw = "m.term"(%gw) : (tensor<4xf32>) -> tensor<f32>
  %n = "m.norm"(%tv, %tw, %s) : (tensor<f32>, tensor<f32>, tensor<f32>) -> tensor<f32>
  %0 = "m.scale"(%gv, %n) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %1 = "m.scale"(%gw, %n) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  return %l, %0, %1 : tensor<f32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{the result 'rate' depends on 'lr', which only updates may read, and is neither a new value nor one number that is computed from single numbers of the updates, such as a norm; leave it out, or name the argument whose new value it is with 'update=RESULT:ARGUMENT'}}
func.func @negative_number_returned(%w: tensor<4xf32> loc("w"), %lr: tensor<f32> loc("lr"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32> {pipe.loss}, tensor<4xf32> {pipe.new_value = "w"}, tensor<1xf32> {pipe.name = "rate"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = "m.new"(%w, %g, %lr) : (tensor<4xf32>, tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %1 = tensor.expand_shape %lr [] output_shape [1] : tensor<f32> into tensor<1xf32>
  return %l, %0, %1 : tensor<f32>, tensor<4xf32>, tensor<1xf32>
}

// -----

// A number of the rows and of a gradient, which is neither one of each micro-batch nor one of the step.
// expected-error@+1 {{the result 'part' of a step that updates its parameters depends on a gradient, and is neither a new value nor one number}}
func.func @negative_number_of_rows(%w: tensor<4xf32> loc("w"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32> {pipe.loss}, tensor<4xf32> {pipe.new_value = "w"}, tensor<f32> {pipe.name = "part"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = arith.subf %w, %g : tensor<4xf32>
  %t = "m.term"(%g) : (tensor<4xf32>) -> tensor<f32>
  %1 = arith.divf %t, %l : tensor<f32>
  return %l, %0, %1 : tensor<f32>, tensor<4xf32>, tensor<f32>
}

// -----

// A number of the gradients of two parameters that meet in more than single numbers.
// expected-error@+1 {{the result 'angle' of a step that updates its parameters depends on a gradient, and is neither a new value nor one number}}
func.func @negative_product(%v: tensor<4xf32> loc("v"), %w: tensor<4xf32> loc("w"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32> {pipe.loss}, tensor<4xf32> {pipe.new_value = "v"}, tensor<4xf32> {pipe.new_value = "w"}, tensor<f32> {pipe.name = "angle"}) {
  %l = "m.loss"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %gv = "m.gv"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %gw = "m.gw"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = arith.subf %v, %gv : tensor<4xf32>
  %1 = arith.subf %w, %gw : tensor<4xf32>
  %2 = "m.dot"(%gv, %gw) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  return %l, %0, %1, %2 : tensor<f32>, tensor<4xf32>, tensor<4xf32>, tensor<f32>
}

// -----

// expected-error@+1 {{the result 'result1' is said to be a gradient, but others are new values of parameters; say with 'extra-output=NAME,...' that they are none}}
func.func @negative_both(%w: tensor<4xf32> loc("w"), %v: tensor<4xf32> loc("v"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}, tensor<4xf32> {pipe.new_value = "v"}) {
  %l = "m.loss"(%w, %v, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %v, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = arith.subf %v, %g : tensor<4xf32>
  return %l, %g, %0 : tensor<f32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// A step that returns no loss: nothing says what is computed first.
// expected-error@+1 {{no result is known to be the loss; name it with 'loss=NAME', the results are 'result[0]['w']', 'result[1]['w']' (or say 'mode=infer')}}
func.func @negative_no_loss(%w: tensor<4xf32> loc("p['w']"), %m: tensor<4xf32> loc("m['w']"), %x: tensor<4xf32> loc("x"))
    -> (tensor<4xf32> {jax.result_info = "result[0]['w']"}, tensor<4xf32> {jax.result_info = "result[1]['w']"}) {
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = arith.addf %m, %g : tensor<4xf32>
  %1 = arith.subf %w, %0 : tensor<4xf32>
  return %1, %0 : tensor<4xf32>, tensor<4xf32>
}

// -----

// Roles that are said.

// expected-error@+1 {{the result 'result1' is said to be the new value of 'v', which is no argument}}
func.func @negative_given_name(%w: tensor<4xf32> loc("w"), %x: tensor<4xf32> loc("x")) -> (tensor<f32>, tensor<4xf32> {pipe.new_value = "v"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  return %l, %w : tensor<f32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{the result 'result1' is said to be the new value of 'x', which is a batch}}
func.func @negative_given_batch(%w: tensor<4xf32> loc("w"), %x: tensor<4xf32> loc("x")) -> (tensor<f32>, tensor<4xf32> {pipe.new_value = "x"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  return %l, %w : tensor<f32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{the result 'result1' is said to be the new value of 'w' and a gradient}}
func.func @negative_given_gradient(%w: tensor<4xf32> loc("w"), %x: tensor<4xf32> loc("x")) -> (tensor<f32>, tensor<4xf32> {pipe.new_value = "w", pipe.gradient = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  return %l, %w : tensor<f32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{the result 'result2' is said to be the new value of 'w', as is the result 'result1'}}
func.func @negative_given_twice(%w: tensor<4xf32> loc("w"), %x: tensor<4xf32> loc("x")) -> (tensor<f32>, tensor<4xf32> {pipe.new_value = "w"}, tensor<4xf32> {pipe.new_value = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  return %l, %w, %w : tensor<f32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{the result 'result0' is said to be the new value of 'w' of type 'tensor<4xf32>', but has the type 'tensor<f32>'}}
func.func @negative_given_type(%w: tensor<4xf32> loc("w"), %x: tensor<4xf32> loc("x")) -> (tensor<f32> {pipe.new_value = "w"}, tensor<4xf32>) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  return %l, %w : tensor<f32>, tensor<4xf32>
}

// -----

// By order and type there is one number too many: the new value of a scale that does not look like one cannot be
// told from a number of the step.
// expected-error@+1 {{neither names nor order and type tell whether the result 'result2' is the new value of an argument; name the pairs with 'update=RESULT:ARGUMENT', and the other results with 'extra-output=NAME,...'}}
func.func @negative_left_out(%w: tensor<4xf32>, %s: tensor<f32>, %x: tensor<4xf32> loc("x"))
    -> (tensor<f32> {pipe.loss}, tensor<4xf32>, tensor<f32>, tensor<f32>) {
  %l = "m.loss"(%w, %s, %x) : (tensor<4xf32>, tensor<f32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.gw"(%w, %s, %x) : (tensor<4xf32>, tensor<f32>, tensor<4xf32>) -> tensor<4xf32>
  %h = "m.gs"(%w, %s, %x) : (tensor<4xf32>, tensor<f32>, tensor<4xf32>) -> tensor<f32>
  %n = "m.term"(%g) : (tensor<4xf32>) -> tensor<f32>
  %0 = arith.subf %w, %g : tensor<4xf32>
  %1 = "m.update"(%s, %h) : (tensor<f32>, tensor<f32>) -> tensor<f32>
  return %l, %0, %1, %n : tensor<f32>, tensor<4xf32>, tensor<f32>, tensor<f32>
}

// -----

// Only what is the same in all steps may have no old value: with the rows computed, the names of result[2] and s do not fit.
// expected-error@+1 {{the result 'result[2].v['a']' is taken for the new value of 'p['a']', but is computed from the gradient and not from the parameter; if it is so, say 'update=result[2].v['a']:p['a']', else 'extra-output=result[2].v['a']'}}
func.func @negative_dropped(%a: tensor<4xf32> loc("p['a']"), %v: tensor<4xf32> loc("s.v['a']"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32> {jax.result_info = "result[0]"}, tensor<4xf32> {jax.result_info = "result[1]['a']"},
        tensor<1xf32> {jax.result_info = "result[2].rows['a']"}, tensor<4xf32> {jax.result_info = "result[2].v['a']"}) {
  %rows = "m.rows"(%a) : (tensor<4xf32>) -> tensor<1xf32>
  %l = "m.loss"(%a, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%a, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = "m.v"(%v, %g) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %1 = "m.new"(%a, %0) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %1, %rows, %0 : tensor<f32>, tensor<4xf32>, tensor<1xf32>, tensor<4xf32>
}
