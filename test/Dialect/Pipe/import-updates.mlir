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

// -----

// A parameter plus or minus zeros is frozen; one plus ones is none.
// CHECK-LABEL: func.func private @update_n
// CHECK-LABEL: func.func @zeros
// CHECK-SAME:    %arg0: tensor<4xf32> {pipe.name = "a", pipe.parameter}
// CHECK-SAME:    %arg1: tensor<4xf32> {pipe.name = "b", pipe.parameter}
// CHECK-SAME:    %arg2: tensor<4xf32> {pipe.name = "c", pipe.parameter}
// CHECK-SAME:    %arg3: tensor<4xf32> {pipe.name = "n", pipe.parameter, pipe.update
// CHECK-SAME:    %arg4: tensor<4xf32> {pipe.name = "w", pipe.parameter, pipe.update
// CHECK-SAME:    -> (tensor<f32> {{{.*}}}, tensor<4xf32> {pipe.gradient = "n", {{.*}}}, tensor<4xf32> {pipe.gradient = "w", {{.*}}})
func.func @zeros(%a: tensor<4xf32> loc("a"), %b: tensor<4xf32> loc("b"), %c: tensor<4xf32> loc("c"), %n: tensor<4xf32> loc("n"),
                 %w: tensor<4xf32> loc("w"), %x: tensor<4xf32> loc("x"), %y: tensor<4xf32> loc("y"))
    -> (tensor<f32>, tensor<4xf32> {pipe.new_value = "a"}, tensor<4xf32> {pipe.new_value = "b"}, tensor<4xf32> {pipe.new_value = "c"},
        tensor<4xf32> {pipe.new_value = "n"}, tensor<4xf32> {pipe.new_value = "w"}) {
  %zero = arith.constant 0.0 : f32
  %zeros = arith.constant dense<0.0> : tensor<4xf32>
  %ones = arith.constant dense<1.0> : tensor<4xf32>
  %l = "m.loss"(%a, %b, %c, %n, %w, %x, %y) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x, %y) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = arith.addf %zeros, %a : tensor<4xf32>
  %1 = arith.subf %b, %zeros : tensor<4xf32>
  %e = tensor.empty() : tensor<4xf32>
  %2 = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%c : tensor<4xf32>) outs(%e : tensor<4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %s = arith.addf %in, %zero : f32
    linalg.yield %s : f32
  } -> tensor<4xf32>
  %3 = arith.addf %n, %ones : tensor<4xf32>
  %4 = arith.subf %w, %g : tensor<4xf32>
  return %l, %0, %1, %2, %3, %4 : tensor<f32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// A norm of all gradients. Its square is a term of each; what is made of the terms
// is computed once, and the updates read the norm and how it compares.
// CHECK-LABEL: func.func private @update_a
// CHECK-SAME:    (%[[G:.*]]: tensor<4xf32>, %[[W:.*]]: tensor<4xf32>, %[[N:.*]]: tensor<f32> {pipe.shared = 0 : i64}, %[[IS:.*]]: tensor<i1> {pipe.shared = 1 : i64}) -> tensor<4xf32>
// CHECK:         %[[D:.*]] = "m.scale"(%[[G]], %[[N]])
// CHECK:         %[[S:.*]] = "m.select"(%[[IS]], %[[G]], %[[D]])
// CHECK:         arith.subf %[[W]], %[[S]]
// CHECK-LABEL: func.func private @terms_a
// CHECK-SAME:    (%[[G:.*]]: tensor<4xf32>, %{{.*}}: tensor<4xf32>) -> tensor<f32>
// CHECK-NEXT:    %[[T:.*]] = "m.squares"(%[[G]])
// CHECK-NEXT:    return %[[T]]
// CHECK-LABEL: func.func private @update_b
// CHECK-SAME:    tensor<2xf32>
// CHECK-LABEL: func.func private @terms_b
// CHECK-LABEL: func.func private @shared
// CHECK-SAME:    (%[[A:.*]]: tensor<f32>, %[[B:.*]]: tensor<f32>) -> (tensor<f32>, tensor<i1>)
// CHECK:         %[[SUM:.*]] = arith.addf %[[A]], %[[B]]
// CHECK:         %[[ROOT:.*]] = math.sqrt %[[SUM]]
// CHECK:         %[[C:.*]] = arith.cmpf olt, %[[ROOT]]
// CHECK:         return %[[ROOT]], %[[C]]
// CHECK-LABEL: func.func @norm
// CHECK-SAME:    pipe.name = "a", pipe.parameter, pipe.terms = @terms_a, pipe.update = @update_a, pipe.whole
// CHECK-SAME:    pipe.terms = @terms_b
// CHECK-SAME:    attributes {pipe.shared = @shared}
// CHECK-NOT:     m.squares
// CHECK:         return
func.func @norm(%a: tensor<4xf32> loc("a"), %b: tensor<2xf32> loc("b"), %x: tensor<4xf32> loc("x"), %y: tensor<4xf32> loc("y"))
    -> (tensor<f32>, tensor<4xf32>, tensor<2xf32>) {
  %l = "m.loss"(%a, %b, %x, %y) : (tensor<4xf32>, tensor<2xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %ga = "m.ga"(%a, %b, %x, %y) : (tensor<4xf32>, tensor<2xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %gb = "m.gb"(%a, %b, %x, %y) : (tensor<4xf32>, tensor<2xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<2xf32>
  %most = arith.constant dense<0.5> : tensor<f32>
  %ta = "m.squares"(%ga) : (tensor<4xf32>) -> tensor<f32>
  %tb = "m.squares"(%gb) : (tensor<2xf32>) -> tensor<f32>
  %sum = arith.addf %ta, %tb : tensor<f32>
  %root = math.sqrt %sum : tensor<f32>
  %is = arith.cmpf olt, %root, %most : tensor<f32>
  %da = "m.scale"(%ga, %root) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %sa = "m.select"(%is, %ga, %da) : (tensor<i1>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %db = "m.scale"(%gb, %root) : (tensor<2xf32>, tensor<f32>) -> tensor<2xf32>
  %sb = "m.select"(%is, %gb, %db) : (tensor<i1>, tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %0 = arith.subf %a, %sa : tensor<4xf32>
  %1 = arith.subf %b, %sb : tensor<2xf32>
  return %l, %0, %1 : tensor<f32>, tensor<4xf32>, tensor<2xf32>
}

// -----

// A norm of what the optimizer makes: terms read the states, and numbers; what they
// are made to reads a number, too. A vector of all terms is shared, one of its elements
// is read. A spread of the norm is computed by each update.
// CHECK-LABEL: func.func private @"update_p['a']"
// CHECK-SAME:    %{{.*}}: tensor<4xf32> {pipe.name = "s['a']", pipe.state = "s"}, %[[V:.*]]: tensor<2xf32> {pipe.shared = 0 : i64}, %[[N:.*]]: tensor<f32> {pipe.shared = 1 : i64}, %{{.*}}: tensor<f32> {pipe.hyper = "learning_rate"}
// CHECK:         "m.spread"(%[[N]]) : (tensor<f32>) -> tensor<4xf32>
// CHECK:         "m.first"(%[[V]])
// CHECK-LABEL: func.func private @"terms_p['a']"
// CHECK-SAME:    tensor<4xf32>, %{{[^:]*}}: tensor<4xf32>, %[[S:[^:]*]]: tensor<4xf32> {pipe.name = "s['a']", pipe.state = "s"}, %{{.*}}: tensor<f32> {pipe.hyper = "learning_rate"}) -> tensor<1xf32>
// CHECK:         %[[NS:.*]] = arith.addf %[[S]]
// CHECK:         %[[U:.*]] = "m.u"(%[[NS]]
// CHECK:         "m.term"(%[[U]])
// CHECK-LABEL: func.func private @shared
// CHECK-SAME:    (%{{.*}}: tensor<1xf32>, %{{.*}}: tensor<1xf32>, %{{.*}}: tensor<f32> {pipe.hyper = "most"}) -> (tensor<2xf32>, tensor<f32>)
func.func @main(%a: tensor<4xf32> loc("p['a']"), %b: tensor<4xf32> loc("p['b']"), %sa: tensor<4xf32> loc("s['a']"), %sb: tensor<4xf32> loc("s['b']"),
                %lr: tensor<f32> loc("lr"), %most: tensor<f32> loc("most"), %x: tensor<4xf32> loc("x"), %y: tensor<4xf32> loc("y"))
    -> (tensor<f32> {jax.result_info = "r[0]"}, tensor<4xf32> {jax.result_info = "r[1]['a']"}, tensor<4xf32> {jax.result_info = "r[1]['b']"},
        tensor<4xf32> {jax.result_info = "r[2]['a']"}, tensor<4xf32> {jax.result_info = "r[2]['b']"}) {
  %l = "m.loss"(%a, %b, %x, %y) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %ga = "m.ga"(%a, %b, %x, %y) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %gb = "m.gb"(%a, %b, %x, %y) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %na = arith.addf %sa, %ga : tensor<4xf32>
  %nb = arith.addf %sb, %gb : tensor<4xf32>
  %ua = "m.u"(%na, %lr) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %ub = "m.u"(%nb, %lr) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %ta = "m.term"(%ua) : (tensor<4xf32>) -> tensor<1xf32>
  %tb = "m.term"(%ub) : (tensor<4xf32>) -> tensor<1xf32>
  %all = tensor.concat dim(0) %ta, %tb : (tensor<1xf32>, tensor<1xf32>) -> tensor<2xf32>
  %norm = "m.norm"(%all, %most) : (tensor<2xf32>, tensor<f32>) -> tensor<f32>
  %spread = "m.spread"(%norm) : (tensor<f32>) -> tensor<4xf32>
  %fa = "m.first"(%all) : (tensor<2xf32>) -> tensor<f32>
  %fb = "m.second"(%all) : (tensor<2xf32>) -> tensor<f32>
  %ca = "m.clip"(%ua, %spread, %fa) : (tensor<4xf32>, tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %cb = "m.clip"(%ub, %spread, %fb) : (tensor<4xf32>, tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %0 = arith.subf %a, %ca : tensor<4xf32>
  %1 = arith.subf %b, %cb : tensor<4xf32>
  return %l, %0, %1, %na, %nb : tensor<f32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// A tree of sums over four parameters, of which two are scaled by it: the others have
// terms only. The condition is read as a scalar, as iree-opt prints it.
// CHECK-LABEL: func.func private @update_a(
// CHECK-SAME:    %{{.*}}: tensor<4xf32>, %{{.*}}: tensor<4xf32>, %[[N:.*]]: tensor<f32> {pipe.shared = 0 : i64}, %[[I:.*]]: tensor<i1> {pipe.shared = 1 : i64})
// CHECK:         %[[E:.*]] = tensor.extract %[[I]][] : tensor<i1>
// CHECK:         arith.select %[[E]]
// CHECK-LABEL: func.func private @terms_a(
// CHECK-LABEL: func.func private @update_b(
// CHECK-LABEL: func.func private @update_c(%arg0: tensor<4xf32>, %arg1: tensor<4xf32>) -> tensor<4xf32>
// CHECK-LABEL: func.func private @terms_c(
// CHECK-LABEL: func.func private @update_d(%arg0: tensor<4xf32>, %arg1: tensor<4xf32>) -> tensor<4xf32>
// CHECK-LABEL: func.func private @terms_d(
// CHECK-LABEL: func.func private @shared(
// CHECK:         %[[AB:.*]] = arith.addf %arg0, %arg1
// CHECK:         %[[CD:.*]] = arith.addf %arg2, %arg3
// CHECK:         %[[S:.*]] = arith.addf %[[AB]], %[[CD]]
// CHECK:         return %[[S]], %{{.*}} : tensor<f32>, tensor<i1>
func.func @tree(%a: tensor<4xf32> loc("a"), %b: tensor<4xf32> loc("b"), %c: tensor<4xf32> loc("c"), %d: tensor<4xf32> loc("d"), %x: tensor<4xf32> loc("x"), %y: tensor<4xf32> loc("y"))
    -> (tensor<f32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) {
  %l = "m.loss"(%a, %b, %c, %d, %x, %y) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g:4 = "m.g"(%a, %b, %c, %d, %x, %y) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  %ta = "m.t"(%g#0) : (tensor<4xf32>) -> tensor<f32>
  %tb = "m.t"(%g#1) : (tensor<4xf32>) -> tensor<f32>
  %tc = "m.t"(%g#2) : (tensor<4xf32>) -> tensor<f32>
  %td = "m.t"(%g#3) : (tensor<4xf32>) -> tensor<f32>
  %ab = arith.addf %ta, %tb : tensor<f32>
  %cd = arith.addf %tc, %td : tensor<f32>
  %s = arith.addf %ab, %cd : tensor<f32>
  %most = arith.constant dense<1.0> : tensor<f32>
  %is = arith.cmpf olt, %s, %most : tensor<f32>
  %i = tensor.extract %is[] : tensor<i1>
  %da = "m.scale"(%g#0, %s) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %ca = arith.select %i, %g#0, %da : tensor<4xf32>
  %db = "m.scale"(%g#1, %s) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %cb = arith.select %i, %g#1, %db : tensor<4xf32>
  %0 = arith.subf %a, %ca : tensor<4xf32>
  %1 = arith.subf %b, %cb : tensor<4xf32>
  %2 = arith.subf %c, %g#2 : tensor<4xf32>
  %3 = arith.subf %d, %g#3 : tensor<4xf32>
  return %l, %0, %1, %2, %3 : tensor<f32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// A number of one update for another, without a sum: of a's gradient, of a itself,
// which no batch reaches, and of a scalar parameter, whose gradient is a term as it is.
// CHECK-LABEL: func.func private @update_a(%arg0: tensor<4xf32>, %arg1: tensor<4xf32>) -> tensor<4xf32>
// CHECK-LABEL: func.func private @terms_a(
// CHECK-SAME:    -> (tensor<f32>, tensor<f32>)
// CHECK-LABEL: func.func private @update_b(
// CHECK-SAME:    tensor<2xf32>, %{{[^:]*}}: tensor<2xf32>, %{{[^:]*}}: tensor<f32> {pipe.shared = 0 : i64}, %{{[^:]*}}: tensor<f32> {pipe.shared = 1 : i64}, %{{[^:]*}}: tensor<f32> {pipe.shared = 2 : i64})
// CHECK-LABEL: func.func private @update_s(
// CHECK-LABEL: func.func private @terms_s(%arg0: tensor<f32>, %arg1: tensor<f32>) -> tensor<f32> {
// CHECK-NEXT:    return %arg0 : tensor<f32>
// CHECK-LABEL: func.func private @shared(%arg0: tensor<f32>, %arg1: tensor<f32>, %arg2: tensor<f32>)
func.func @alone(%a: tensor<4xf32> loc("a"), %b: tensor<2xf32> loc("b"), %s: tensor<f32> loc("s"), %x: tensor<4xf32> loc("x"), %y: tensor<4xf32> loc("y"))
    -> (tensor<f32> {pipe.loss}, tensor<4xf32> {pipe.new_value = "a"}, tensor<2xf32> {pipe.new_value = "b"}, tensor<f32> {pipe.new_value = "s"}) {
  %l = "m.loss"(%a, %b, %s, %x, %y) : (tensor<4xf32>, tensor<2xf32>, tensor<f32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %ga = "m.ga"(%a, %b, %s, %x, %y) : (tensor<4xf32>, tensor<2xf32>, tensor<f32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %gb = "m.gb"(%a, %b, %s, %x, %y) : (tensor<4xf32>, tensor<2xf32>, tensor<f32>, tensor<4xf32>, tensor<4xf32>) -> tensor<2xf32>
  %gs = "m.gs"(%a, %b, %s, %x, %y) : (tensor<4xf32>, tensor<2xf32>, tensor<f32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %ta = "m.t"(%ga) : (tensor<4xf32>) -> tensor<f32>
  %na = "m.t"(%a) : (tensor<4xf32>) -> tensor<f32>
  %cb = "m.scale"(%gb, %ta, %na, %gs) : (tensor<2xf32>, tensor<f32>, tensor<f32>, tensor<f32>) -> tensor<2xf32>
  %0 = arith.subf %a, %ga : tensor<4xf32>
  %1 = arith.subf %b, %cb : tensor<2xf32>
  %2 = arith.subf %s, %gs : tensor<f32>
  return %l, %0, %1, %2 : tensor<f32>, tensor<4xf32>, tensor<2xf32>, tensor<f32>
}

// -----

// A norm that is said to be an output stays in the step, for each micro-batch, too.
// CHECK-LABEL: func.func private @shared(
// CHECK-LABEL: func.func @norm_returned
// CHECK-SAME:    tensor<f32> {pipe.name = "norm", pipe.output}
// CHECK:         %[[N:.*]] = arith.addf
// CHECK:         return %{{.*}}, %{{.*}}, %{{.*}}, %[[N]]
func.func @norm_returned(%a: tensor<4xf32> loc("a"), %b: tensor<2xf32> loc("b"), %x: tensor<4xf32> loc("x"), %y: tensor<4xf32> loc("y"))
    -> (tensor<f32> {pipe.loss}, tensor<4xf32>, tensor<2xf32>, tensor<f32> {pipe.name = "norm", pipe.output}) {
  %l = "m.loss"(%a, %b, %x, %y) : (tensor<4xf32>, tensor<2xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %ga = "m.ga"(%a, %b, %x, %y) : (tensor<4xf32>, tensor<2xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %gb = "m.gb"(%a, %b, %x, %y) : (tensor<4xf32>, tensor<2xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<2xf32>
  %ta = "m.t"(%ga) : (tensor<4xf32>) -> tensor<f32>
  %tb = "m.t"(%gb) : (tensor<2xf32>) -> tensor<f32>
  %n = arith.addf %ta, %tb : tensor<f32>
  %ca = "m.scale"(%ga, %n) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %cb = "m.scale"(%gb, %n) : (tensor<2xf32>, tensor<f32>) -> tensor<2xf32>
  %0 = arith.subf %a, %ca : tensor<4xf32>
  %1 = arith.subf %b, %cb : tensor<2xf32>
  return %l, %0, %1, %n : tensor<f32>, tensor<4xf32>, tensor<2xf32>, tensor<f32>
}

// -----

// A state need not have the shape of its parameter.
// CHECK-LABEL: func.func private @update_w
// CHECK-SAME:    %{{.*}}: tensor<4xf32>, %{{.*}}: tensor<4xf32>, %[[M:.*]]: tensor<2xf32> {pipe.name = "m", pipe.state = "m"})
// CHECK-SAME:    -> (tensor<4xf32>, tensor<2xf32>)
// CHECK:         "m.rows"(%[[M]], %{{.*}})
func.func @rows(%w: tensor<4xf32> loc("w"), %m: tensor<2xf32> loc("m"), %x: tensor<4xf32> loc("x"), %y: tensor<4xf32> loc("y"))
    -> (tensor<f32>, tensor<4xf32> {pipe.new_value = "w"}, tensor<2xf32> {pipe.new_value = "m"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = "m.rows"(%m, %g) : (tensor<2xf32>, tensor<4xf32>) -> tensor<2xf32>
  %1 = "m.new"(%w, %0, %g) : (tensor<4xf32>, tensor<2xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %1, %0 : tensor<f32>, tensor<4xf32>, tensor<2xf32>
}

// -----

// By names, where the old value of a constant is no argument: nobody reads it.
// CHECK-LABEL: func.func private @"update_p['a']"
// CHECK-SAME:    {pipe.name = "s.v['a']", pipe.state = "v"}
// CHECK-LABEL: func.func @dropped
func.func @dropped(%a: tensor<4xf32> loc("p['a']"), %v: tensor<4xf32> loc("s.v['a']"), %x: tensor<4xf32> loc("x"), %y: tensor<4xf32> loc("y"))
    -> (tensor<f32> {jax.result_info = "result[0]"}, tensor<4xf32> {jax.result_info = "result[1]['a']"},
        tensor<1xf32> {jax.result_info = "result[2].rows['a']"}, tensor<4xf32> {jax.result_info = "result[2].v['a']"}) {
  %none = arith.constant dense<0.0> : tensor<1xf32>
  %l = "m.loss"(%a, %x, %y) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%a, %x, %y) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = "m.v"(%v, %g) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %1 = "m.new"(%a, %0) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %1, %none, %0 : tensor<f32>, tensor<4xf32>, tensor<1xf32>, tensor<4xf32>
}
