// RUN: pipe-opt %s -split-input-file --allow-unregistered-dialect \
// RUN:   --pass-pipeline='builtin.module(pipe-import{batch=x,y})' | FileCheck %s

// Steps that update their parameters: what stands behind the gradients becomes a
// function, and the step returns gradients.

// By order and type: w - 0.1 * g. The scaling stands behind the mean, too.
// CHECK-LABEL: func.func private @update_arg0
// CHECK-SAME:    (%[[G:.*]]: tensor<4xf32>, %[[W:.*]]: tensor<4xf32>) -> tensor<4xf32>
// CHECK:         %[[S:.*]] = arith.mulf %[[G]], %{{.*}}
// CHECK:         %[[N:.*]] = arith.subf %[[W]], %[[S]]
// CHECK:         return %[[N]]
// CHECK-LABEL: func.func @sgd
// CHECK-SAME:    %arg0: tensor<4xf32> {pipe.name = "arg0", pipe.parameter, pipe.update = @update_arg0, pipe.whole}
// CHECK-SAME:    tensor<4xf32> {pipe.gradient = "arg0", pipe.name = "gradient of arg0"}
// CHECK-NOT:     arith
// CHECK:         %[[G:.*]] = "m.g"
// CHECK-NOT:     arith
// CHECK:         return %{{.*}}, %[[G]]
func.func @sgd(%w: tensor<4xf32>, %x: tensor<4xf32> loc("x"), %y: tensor<4xf32> loc("y")) -> (tensor<f32>, tensor<4xf32>) {
  %rate = arith.constant dense<0.1> : tensor<4xf32>
  %l = "m.loss"(%w, %x, %y) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x, %y) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = arith.mulf %g, %rate : tensor<4xf32>
  %1 = arith.subf %w, %0 : tensor<4xf32>
  return %l, %1 : tensor<f32>, tensor<4xf32>
}

// -----

// By names, in another order; two parameters with a state each, a counter, and a
// rate that the caller gives. The states belong to what they are computed with.
// CHECK:       module attributes {{.*}}pipe.gradients_known_by = "updates, which are known by names"{{.*}}pipe.step_counters = ["s.count"]
// CHECK-LABEL: func.func private @"update_p['a']"
// CHECK-SAME:    %{{.*}}: tensor<4xf32>, %{{.*}}: tensor<4xf32>,
// CHECK-SAME:    %[[V:.*]]: tensor<4xf32> {pipe.name = "s.v['a']", pipe.state = "v"},
// CHECK-SAME:    %[[STEP:.*]]: tensor<f64> {pipe.hyper = "step"},
// CHECK-SAME:    %[[LR:.*]]: tensor<f32> {pipe.hyper = "learning_rate"}) -> (tensor<4xf32>, tensor<4xf32>)
// The count of an i32 that stays at its largest value.
// CHECK:         %[[N:.*]] = tensor.extract %[[STEP]][]
// CHECK:         %[[I:.*]] = arith.fptosi %[[N]] : f64 to i64
// CHECK:         %[[C:.*]] = arith.subi %[[I]], %c1_i64
// CHECK:         %[[M:.*]] = arith.minsi %[[C]], %c2147483647_i64
// CHECK:         %[[T:.*]] = arith.trunci %[[M]] : i64 to i32
// CHECK:         %[[COUNT:.*]] = tensor.from_elements %[[T]] : tensor<i32>
// CHECK:         "m.u"(%{{.*}}, %[[LR]], %{{.*}})
// CHECK-LABEL: func.func private @"update_p['b']"
// CHECK-LABEL: func.func @main
// CHECK-SAME:    (%arg0: tensor<4xf32> {pipe.name = "p['a']"
// CHECK-SAME:    pipe.name = "p['b']"
// CHECK-SAME:    pipe.name = "x"
// CHECK-SAME:    pipe.name = "y"})
// CHECK-SAME:    -> (tensor<4xf32> {{{.*}}pipe.gradient = "p['a']"
// CHECK-SAME:    pipe.gradient = "p['b']"
// CHECK-SAME:    tensor<f32> {{{.*}}pipe.loss
// CHECK-NOT:     "m.u"
// CHECK:         return %{{[^,]*}}, %{{[^,]*}}, %{{[^,]*}} : tensor<4xf32>, tensor<4xf32>, tensor<f32>
#none = affine_map<() -> ()>
func.func @main(%a: tensor<4xf32> loc("p['a']"), %b: tensor<4xf32> loc("p['b']"),
                %count: tensor<i32> loc("s.count"), %va: tensor<4xf32> loc("s.v['a']"), %vb: tensor<4xf32> loc("s.v['b']"),
                %lr: tensor<f32> loc("lr"), %x: tensor<4xf32> loc("x"), %y: tensor<4xf32> loc("y"))
    -> (tensor<i32> {jax.result_info = "result[0].count"}, tensor<4xf32> {jax.result_info = "result[0].v['a']"},
        tensor<4xf32> {jax.result_info = "result[0].v['b']"}, tensor<4xf32> {jax.result_info = "result[1]['a']"},
        tensor<4xf32> {jax.result_info = "result[1]['b']"}, tensor<f32> {jax.result_info = "result[2]"}) {
  %l = "m.loss"(%a, %b, %x, %y) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %ga = "m.ga"(%a, %b, %x, %y) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %gb = "m.gb"(%a, %b, %x, %y) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %largest = arith.constant 2147483647 : i32
  %one = arith.constant dense<1> : tensor<i32>
  %e = tensor.empty() : tensor<i1>
  %below = linalg.generic {indexing_maps = [#none, #none], iterator_types = []} ins(%count : tensor<i32>) outs(%e : tensor<i1>) {
  ^bb0(%i: i32, %o: i1):
    %c = arith.cmpi slt, %i, %largest : i32
    linalg.yield %c : i1
  } -> tensor<i1>
  %next = arith.addi %count, %one : tensor<i32>
  %most = arith.constant dense<2147483647> : tensor<i32>
  %counted = arith.select %below, %next, %most : tensor<i1>, tensor<i32>
  %na = arith.addf %va, %ga : tensor<4xf32>
  %nb = arith.addf %vb, %gb : tensor<4xf32>
  %ua = "m.u"(%na, %lr, %counted) : (tensor<4xf32>, tensor<f32>, tensor<i32>) -> tensor<4xf32>
  %ub = "m.u"(%nb, %lr, %counted) : (tensor<4xf32>, tensor<f32>, tensor<i32>) -> tensor<4xf32>
  %pa = arith.subf %a, %ua : tensor<4xf32>
  %pb = arith.subf %b, %ub : tensor<4xf32>
  return %counted, %na, %nb, %pa, %pb, %l : tensor<i32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<f32>
}

// -----

// The gradient, and not what is clipped of it, element by element: it is the first
// value that all of the batch passes behind the loss.
// CHECK-LABEL: func.func private @update_w
// CHECK:         arith.minimumf
// CHECK-LABEL: func.func @clipped
// CHECK-NOT:     arith.minimumf
// CHECK:         return
func.func @clipped(%w: tensor<4xf32> loc("w"), %m: tensor<4xf32> loc("m"), %x: tensor<2x4xf32> loc("x"), %y: tensor<4xf32> loc("y"))
    -> (tensor<f32>, tensor<4xf32> {jax.result_info = "w"}, tensor<4xf32> {jax.result_info = "m"}) {
  %most = arith.constant dense<1.0> : tensor<4xf32>
  %l = "m.loss"(%w, %x, %y) : (tensor<4xf32>, tensor<2x4xf32>, tensor<4xf32>) -> tensor<f32>
  %d = "m.d"(%w, %x, %y) : (tensor<4xf32>, tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
  %zero = arith.constant dense<0.0> : tensor<4xf32>
  %g = linalg.reduce ins(%d : tensor<2x4xf32>) outs(%zero : tensor<4xf32>) dimensions = [0]
    (%in: f32, %init: f32) {
      %s = arith.addf %in, %init : f32
      linalg.yield %s : f32
    }
  %c = arith.minimumf %g, %most : tensor<4xf32>
  %0 = arith.addf %m, %c : tensor<4xf32>
  %1 = arith.subf %w, %0 : tensor<4xf32>
  return %l, %1, %0 : tensor<f32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// The transpose belongs to a gradient of a square matrix, the factor to the update;
// where the parameter itself is scaled in front of the loss, to the gradient.
// CHECK-LABEL: func.func private @update_v
// CHECK-NOT:     arith.mulf
// CHECK:         arith.subf
// CHECK-LABEL: func.func private @update_w
// CHECK-NOT:     linalg.transpose
// CHECK:         arith.mulf
// CHECK-LABEL: func.func @plain
// CHECK:         %[[GS:.*]] = "m.gs"
// CHECK:         %[[H:.*]] = arith.mulf %[[GS]]
// CHECK:         %[[T:.*]] = linalg.transpose
// CHECK:         return %{{.*}}, %[[H]], %[[T]]
func.func @plain(%v: tensor<4x4xf32> loc("v"), %w: tensor<4x4xf32> loc("w"), %x: tensor<4x4xf32> loc("x"), %y: tensor<4x4xf32> loc("y"))
    -> (tensor<f32>, tensor<4x4xf32>, tensor<4x4xf32>) {
  %half = arith.constant dense<0.5> : tensor<4x4xf32>
  %s = arith.mulf %v, %half : tensor<4x4xf32>
  %l = "m.loss"(%s, %w, %x, %y) : (tensor<4x4xf32>, tensor<4x4xf32>, tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<f32>
  %gs = "m.gs"(%s, %w, %x, %y) : (tensor<4x4xf32>, tensor<4x4xf32>, tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
  %gt = "m.gt"(%s, %w, %x, %y) : (tensor<4x4xf32>, tensor<4x4xf32>, tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
  %gv = arith.mulf %gs, %half : tensor<4x4xf32>
  %e = tensor.empty() : tensor<4x4xf32>
  %gw = linalg.transpose ins(%gt : tensor<4x4xf32>) outs(%e : tensor<4x4xf32>) permutation = [1, 0]
  %0 = arith.subf %v, %gv : tensor<4x4xf32>
  %1 = arith.mulf %gw, %half : tensor<4x4xf32>
  %2 = arith.subf %w, %1 : tensor<4x4xf32>
  return %l, %0, %2 : tensor<f32>, tensor<4x4xf32>, tensor<4x4xf32>
}

// -----

// As 'update' attributes say; a frozen parameter is returned as it is, a metric stays
// an output, and a parameter that the batch does not reach has a gradient of zeros.
// CHECK-LABEL: func.func private @update_w
// CHECK-LABEL: func.func private @update_u
// CHECK-LABEL: func.func @given
// CHECK-SAME:    %arg0: tensor<4xf32> {pipe.name = "w", pipe.parameter, pipe.update
// CHECK-SAME:    %arg1: tensor<4xf32> {pipe.name = "f", pipe.parameter}
// CHECK-SAME:    %arg2: tensor<4xf32> {pipe.name = "u", pipe.parameter, pipe.update
// CHECK-SAME:    tensor<2xf32> {pipe.name = "metric", pipe.output}
// CHECK:         %[[G:.*]] = "m.g"
// CHECK:         %[[Z:.*]] = linalg.fill
// CHECK:         return %{{.*}}, %[[G]], %{{.*}}, %[[Z]] : tensor<f32>, tensor<4xf32>, tensor<2xf32>, tensor<4xf32>
func.func @given(%w: tensor<4xf32> loc("w"), %f: tensor<4xf32> loc("f"), %u: tensor<4xf32> loc("u"), %x: tensor<4xf32> loc("x"), %y: tensor<4xf32> loc("y"))
    -> (tensor<f32>, tensor<4xf32> {pipe.new_value = "w"}, tensor<4xf32> {pipe.new_value = "f"},
        tensor<2xf32> {pipe.name = "metric"}, tensor<4xf32> {pipe.new_value = "u"}) {
  %l = "m.loss"(%w, %f, %u, %x, %y) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %metric = "m.metric"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<2xf32>
  %g = "m.g"(%w, %f, %x, %y) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = "m.new"(%w, %g) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %1 = "m.decay"(%u) : (tensor<4xf32>) -> tensor<4xf32>
  return %l, %0, %f, %metric, %1 : tensor<f32>, tensor<4xf32>, tensor<4xf32>, tensor<2xf32>, tensor<4xf32>
}
