// RUN: pipe-opt %s -split-input-file --allow-unregistered-dialect \
// RUN:   --pass-pipeline='builtin.module(pipe-import{batch=x})' | FileCheck %s

// Results of a step that updates its parameters which are one number of the step, and norms behind norms.

// A norm of all gradients that no update reads. Nothing but the loss is left of each micro-batch.
// CHECK-LABEL: func.func private @update_v
// CHECK-SAME:    (%{{.*}}: tensor<4xf32>, %{{.*}}: tensor<4xf32>) -> tensor<4xf32>
// CHECK-LABEL: func.func private @terms_v
// CHECK:         "m.term"
// CHECK-LABEL: func.func private @terms_w
// CHECK-LABEL: func.func private @shared
// CHECK-SAME:    (%[[A:.*]]: tensor<f32>, %[[B:.*]]: tensor<f32>) -> (tensor<f32> {pipe.report = "norm"})
// CHECK:         %[[N:.*]] = arith.addf %[[A]], %[[B]]
// CHECK:         return %[[N]]
// CHECK-LABEL: func.func @norm
// CHECK-SAME:    -> (tensor<f32> {pipe.loss, pipe.name = "loss"}, tensor<4xf32> {pipe.gradient = "v", pipe.name = "gradient of v"}, tensor<2xf32> {pipe.gradient = "w", pipe.name = "gradient of w"}) attributes {pipe.shared = @shared}
// CHECK-NOT:     m.term
// CHECK:         return
func.func @norm(%v: tensor<4xf32> loc("v"), %w: tensor<2xf32> loc("w"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32> {pipe.name = "loss"}, tensor<4xf32>, tensor<2xf32>, tensor<f32> {pipe.name = "norm"}) {
  %l = "m.loss"(%v, %w, %x) : (tensor<4xf32>, tensor<2xf32>, tensor<4xf32>) -> tensor<f32>
  %gv = "m.gv"(%v, %w, %x) : (tensor<4xf32>, tensor<2xf32>, tensor<4xf32>) -> tensor<4xf32>
  %gw = "m.gw"(%v, %w, %x) : (tensor<4xf32>, tensor<2xf32>, tensor<4xf32>) -> tensor<2xf32>
  %tv = "m.term"(%gv) : (tensor<4xf32>) -> tensor<f32>
  %tw = "m.term"(%gw) : (tensor<2xf32>) -> tensor<f32>
  %n = arith.addf %tv, %tw : tensor<f32>
  %0 = arith.subf %v, %gv : tensor<4xf32>
  %1 = arith.subf %w, %gw : tensor<2xf32>
  return %l, %0, %1, %n : tensor<f32>, tensor<4xf32>, tensor<2xf32>, tensor<f32>
}

// -----

// Nobody says which number is the loss: the one that is not computed from gradients alone. A norm that updates
// read is shared and reported; the term of one parameter, a number that the caller gives, the count, a constant
// and what is made of a parameter alone are numbers of the step, too. What the rows have a part in stays an output.
// CHECK-LABEL: func.func private @"update_p['v']"
// CHECK-SAME:    tensor<f32> {pipe.shared = 0 : i64}, %{{.*}}: tensor<f32> {pipe.hyper = "learning_rate"}) -> tensor<4xf32>
// CHECK-LABEL: func.func private @"terms_p['v']"
// CHECK-SAME:    -> (tensor<f32>, tensor<f32>)
// CHECK:         %[[O:.*]] = "m.term"(%arg1)
// CHECK:         %[[T:.*]] = "m.term"(%arg0)
// CHECK:         return %[[O]], %[[T]]
// CHECK-LABEL: func.func private @shared
// CHECK-SAME:    (%[[O:.*]]: tensor<f32>, %[[V:.*]]: tensor<f32>, %[[W:.*]]: tensor<f32>, %[[STEP:.*]]: tensor<f64> {pipe.hyper = "step"}, %[[LR:.*]]: tensor<f32> {pipe.hyper = "learning_rate"})
// CHECK-SAME:    -> (tensor<f32>, tensor<f32> {pipe.report = "result[2]['all']"}, tensor<f32> {pipe.report = "result[2]['of v']"}, tensor<f32> {pipe.report = "result[2]['old']"}, tensor<f32> {pipe.report = "result[2]['rate']"}, tensor<i32> {pipe.report = "result[2]['n']"}, tensor<f32> {pipe.report = "result[2]['half']"})
// CHECK:         %[[N:.*]] = arith.addf %[[V]], %[[W]]
// CHECK:         return %[[N]], %[[N]], %[[V]], %[[O]], %[[LR]], %{{.*}}, %{{.*}}
// CHECK-LABEL: func.func @many
// CHECK-SAME:    tensor<f32> {jax.result_info = "result[3]", pipe.loss, pipe.name = "loss"}, tensor<2xf32> {jax.result_info = "result[4]", pipe.name = "result[4]", pipe.output})
func.func @many(%v: tensor<4xf32> loc("p['v']"), %w: tensor<4xf32> loc("p['w']"), %count: tensor<i32> loc("s.count"), %lr: tensor<f32> loc("lr"), %x: tensor<4xf32> loc("x"))
    -> (tensor<4xf32> {jax.result_info = "result[0]['v']"}, tensor<4xf32> {jax.result_info = "result[0]['w']"}, tensor<i32> {jax.result_info = "result[1].count"},
        tensor<f32> {jax.result_info = "result[2]['all']"}, tensor<f32> {jax.result_info = "result[2]['of v']"}, tensor<f32> {jax.result_info = "result[2]['old']"},
        tensor<f32> {jax.result_info = "result[2]['rate']"}, tensor<i32> {jax.result_info = "result[2]['n']"}, tensor<f32> {jax.result_info = "result[2]['half']"},
        tensor<f32> {jax.result_info = "result[3]"}, tensor<2xf32> {jax.result_info = "result[4]"}) {
  %one = arith.constant dense<1> : tensor<i32>
  %half = arith.constant dense<0.5> : tensor<f32>
  %l = "m.loss"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %m = "m.metric"(%v, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<2xf32>
  %gv = "m.gv"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %gw = "m.gw"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %o = "m.term"(%v) : (tensor<4xf32>) -> tensor<f32>
  %tv = "m.term"(%gv) : (tensor<4xf32>) -> tensor<f32>
  %tw = "m.term"(%gw) : (tensor<4xf32>) -> tensor<f32>
  %n = arith.addf %tv, %tw : tensor<f32>
  %cv = "m.scale"(%gv, %n, %lr) : (tensor<4xf32>, tensor<f32>, tensor<f32>) -> tensor<4xf32>
  %cw = "m.scale"(%gw, %n, %lr) : (tensor<4xf32>, tensor<f32>, tensor<f32>) -> tensor<4xf32>
  %0 = arith.subf %v, %cv : tensor<4xf32>
  %1 = arith.subf %w, %cw : tensor<4xf32>
  %2 = arith.addi %count, %one : tensor<i32>
  return %0, %1, %2, %n, %tv, %o, %lr, %2, %half, %l, %m : tensor<4xf32>, tensor<4xf32>, tensor<i32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<i32>, tensor<f32>, tensor<f32>, tensor<2xf32>
}

// -----

// 'pipe.output' says that one of each micro-batch is meant.
// CHECK-NOT:   pipe.report
// CHECK-LABEL: func.func @each
// CHECK-SAME:    tensor<f32> {pipe.name = "norm", pipe.output})
func.func @each(%w: tensor<4xf32> loc("w"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32> {pipe.loss}, tensor<4xf32> {pipe.new_value = "w"}, tensor<f32> {pipe.name = "norm", pipe.output}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = arith.subf %w, %g : tensor<4xf32>
  %t = "m.term"(%g) : (tensor<4xf32>) -> tensor<f32>
  return %l, %0, %t : tensor<f32>, tensor<4xf32>, tensor<f32>
}

// -----

// A norm of what another norm has scaled: the second function of terms reads what the first norm is, and so does
// the second function of what is shared, which takes the product of both.
// CHECK:       pipe.step_shared = array<i64: 2, 2, 4>
// CHECK-LABEL: func.func private @update_v
// CHECK-SAME:    %{{.*}}: tensor<f32> {pipe.shared = 0 : i64}, %{{.*}}: tensor<f32> {pipe.shared = 1 : i64}) -> tensor<4xf32>
// CHECK-LABEL: func.func private @terms_v
// CHECK-SAME:    (%{{.*}}: tensor<4xf32>, %{{.*}}: tensor<4xf32>) -> tensor<f32>
// CHECK-LABEL: func.func private @terms_v_1
// CHECK-SAME:    (%[[G:.*]]: tensor<4xf32>, %{{.*}}: tensor<4xf32>, %[[S:.*]]: tensor<f32> {pipe.shared = 0 : i64}) -> tensor<f32>
// CHECK:         %[[C:.*]] = "m.scale"(%[[G]], %[[S]])
// CHECK:         "m.term"(%[[C]])
// CHECK-LABEL: func.func private @shared
// CHECK-SAME:    (%{{.*}}: tensor<f32>, %{{.*}}: tensor<f32>) -> tensor<f32>
// CHECK-LABEL: func.func private @shared_1
// CHECK-SAME:    (%{{.*}}: tensor<f32>, %{{.*}}: tensor<f32>, %{{.*}}: tensor<f32> {pipe.shared = 0 : i64}) -> (tensor<f32>, tensor<f32> {pipe.report = "product"})
// CHECK-LABEL: func.func @two_norms
// CHECK-SAME:    pipe.terms = [@terms_v, @terms_v_1]
// CHECK-SAME:    pipe.terms = [@terms_w, @terms_w_1]
// CHECK-SAME:    attributes {pipe.shared = [@shared, @shared_1]}
func.func @two_norms(%v: tensor<4xf32> loc("v"), %w: tensor<4xf32> loc("w"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32> {pipe.loss}, tensor<4xf32>, tensor<4xf32>, tensor<f32> {pipe.name = "product"}) {
  %l = "m.loss"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %gv = "m.gv"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %gw = "m.gw"(%v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %tv = "m.term"(%gv) : (tensor<4xf32>) -> tensor<f32>
  %tw = "m.term"(%gw) : (tensor<4xf32>) -> tensor<f32>
  %s = arith.addf %tv, %tw : tensor<f32>
  %cv = "m.scale"(%gv, %s) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %cw = "m.scale"(%gw, %s) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %uv = "m.term"(%cv) : (tensor<4xf32>) -> tensor<f32>
  %uw = "m.term"(%cw) : (tensor<4xf32>) -> tensor<f32>
  %t = arith.addf %uv, %uw : tensor<f32>
  %dv = "m.scale"(%cv, %t) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %dw = "m.scale"(%cw, %t) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %0 = arith.subf %v, %dv : tensor<4xf32>
  %1 = arith.subf %w, %dw : tensor<4xf32>
  %p = arith.mulf %s, %t : tensor<f32>
  return %l, %0, %1, %p : tensor<f32>, tensor<4xf32>, tensor<4xf32>, tensor<f32>
}

// -----

// A sum of terms one by one is one function, however long; a scale for one parameter alone, of its own number and
// what is shared, is computed by its update.
// CHECK-LABEL: func.func private @update_v
// CHECK-SAME:    (%[[G:.*]]: tensor<4xf32>, %[[V:.*]]: tensor<4xf32>, %[[S:.*]]: tensor<f32> {pipe.shared = 0 : i64}) -> tensor<4xf32>
// CHECK:         %[[T:.*]] = "m.term"(%[[G]])
// CHECK:         arith.divf %[[T]], %[[S]]
// CHECK-LABEL: func.func private @shared
// CHECK-NOT:   shared_1
// CHECK-LABEL: func.func @chain
// CHECK-SAME:    attributes {pipe.shared = @shared}
func.func @chain(%u: tensor<4xf32> loc("u"), %v: tensor<4xf32> loc("v"), %w: tensor<4xf32> loc("w"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) {
  %l = "m.loss"(%u, %v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g:3 = "m.g"(%u, %v, %w, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  %tu = "m.term"(%g#0) : (tensor<4xf32>) -> tensor<f32>
  %tv = "m.term"(%g#1) : (tensor<4xf32>) -> tensor<f32>
  %tw = "m.term"(%g#2) : (tensor<4xf32>) -> tensor<f32>
  %s = arith.addf %tu, %tv : tensor<f32>
  %n = arith.addf %s, %tw : tensor<f32>
  %r = arith.divf %tv, %n : tensor<f32>
  %cu = "m.scale"(%g#0, %n) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %cv = "m.scale"(%g#1, %r) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %cw = "m.scale"(%g#2, %n) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %0 = arith.subf %u, %cu : tensor<4xf32>
  %1 = arith.subf %v, %cv : tensor<4xf32>
  %2 = arith.subf %w, %cw : tensor<4xf32>
  return %l, %0, %1, %2 : tensor<f32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// A count in a dictionary that comes before the state that holds it is a number, and not the state's new value.
// CHECK-LABEL: func.func private @shared
// CHECK-SAME:    -> (tensor<i32> {pipe.report = "result[0]['count']"})
func.func @order(%w: tensor<4xf32> loc("p['w']"), %count: tensor<i32> loc("s['count']"), %m: tensor<4xf32> loc("s['m']"), %x: tensor<4xf32> loc("x"))
    -> (tensor<i32> {jax.result_info = "result[0]['count']"}, tensor<f32> {jax.result_info = "result[0]['loss']"}, tensor<4xf32> {jax.result_info = "result[1]['w']"},
        tensor<i32> {jax.result_info = "result[2]['count']"}, tensor<4xf32> {jax.result_info = "result[2]['m']"}) {
  %one = arith.constant dense<1> : tensor<i32>
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = arith.addf %m, %g : tensor<4xf32>
  %1 = arith.subf %w, %0 : tensor<4xf32>
  %2 = arith.addi %count, %one : tensor<i32>
  return %2, %l, %1, %2, %0 : tensor<i32>, tensor<f32>, tensor<4xf32>, tensor<i32>, tensor<4xf32>
}
