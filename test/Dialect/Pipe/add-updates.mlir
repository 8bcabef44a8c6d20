// RUN: pipe-opt %s -split-input-file --allow-unregistered-dialect \
// RUN:   --pass-pipeline='builtin.module(pipe-add-updates)' | FileCheck %s
// RUN: pipe-opt %s -split-input-file --allow-unregistered-dialect \
// RUN:   --pass-pipeline='builtin.module(pipe-add-updates{skip-nonfinite})' | FileCheck %s --check-prefix=SKIP

// On one element, for parameters of two shapes: one loop over each, in place. The
// rate is an f32, given as all numbers are as an f64.
// CHECK-NOT:   func.func private @momentum
// CHECK-LABEL: func.func private @main
// CHECK-NOT:     pipe.update
// CHECK-LABEL: pipe.pipeline
// CHECK:       pipe.state @w.velocity "velocity" of @w : tensor<4xf32>
// CHECK:       pipe.hyper @rate "rate" = dense<2.500000e-01> : tensor<f64>
// CHECK:       pipe.state @v.velocity "velocity" of @v : tensor<2x3xf32>
// CHECK:       pipe.step (%[[GW:.*]] of @w : tensor<4xf32>, %[[GV:.*]] of @v : tensor<2x3xf32>)
// CHECK-NEXT:    %[[N:.*]]:2 = pipe.task @update_w update stage 1 (%[[GW]]) params(@w, @w.velocity, @rate)
// CHECK:         ^bb0(%[[G:.*]]: tensor<4xf32>, %[[P:.*]]: tensor<4xf32>, %[[M:.*]]: tensor<4xf32>, %[[R:.*]]: tensor<f64>):
// CHECK:           %[[RATE:.*]] = tensor.extract %[[R]][]
// CHECK:           %[[F:.*]] = arith.truncf %[[RATE]] : f64 to f32
// CHECK:           linalg.generic {{.*}} ins(%[[G]] : tensor<4xf32>) outs(%[[P]], %[[M]] : tensor<4xf32>, tensor<4xf32>)
// CHECK-NEXT:      ^bb0(%[[g:.*]]: f32, %[[p:.*]]: f32, %[[m:.*]]: f32):
// CHECK-NEXT:        %[[s:.*]] = arith.addf %[[m]], %[[g]]
// CHECK-NEXT:        %[[u:.*]] = arith.mulf %[[s]], %[[F]]
// CHECK-NEXT:        %[[n:.*]] = arith.subf %[[p]], %[[u]]
// CHECK-NEXT:        linalg.yield %[[n]], %[[s]]
// CHECK:         %[[O:.*]]:2 = pipe.task @update_v update stage 0 (%[[GV]]) params(@v, @v.velocity, @rate)
// CHECK:       pipe.updates %[[N]]#0 of @w : tensor<4xf32>, %[[N]]#1 of @w.velocity : tensor<4xf32>, %[[O]]#0 of @v : tensor<2x3xf32>, %[[O]]#1 of @v.velocity
//
// A gradient that is not finite leaves each element.
// SKIP:         %[[F:.*]] = pipe.task @finite update stage 0 (%{{.*}}, %{{.*}}) params(@finite)
// SKIP:         pipe.task @update_w update stage 1 (%{{.*}}, %[[F]]) params(@w, @w.velocity, @rate)
// SKIP:           ^bb0(%{{.*}}: f32, %[[p:.*]]: f32, %[[m:.*]]: f32):
// SKIP-NEXT:        %[[s:.*]] = arith.addf
// SKIP-NEXT:        arith.mulf
// SKIP-NEXT:        %[[n:.*]] = arith.subf
// SKIP-NEXT:        %[[P:.*]] = arith.select %[[B:.*]], %[[n]], %[[p]] : f32
// SKIP-NEXT:        %[[M:.*]] = arith.select %[[B]], %[[s]], %[[m]] : f32
// SKIP-NEXT:        linalg.yield %[[P]], %[[M]]
// SKIP:       pipe.updates {{.*}}, %[[F]] of @finite : tensor<i1>
func.func private @momentum(%g: f32, %p: f32, %m: f32 {pipe.state = "velocity"}, %rate: f32 {pipe.hyper = "rate", pipe.value = 0.25 : f32}) -> (f32, f32) {
  %0 = arith.addf %m, %g : f32
  %1 = arith.mulf %0, %rate : f32
  %2 = arith.subf %p, %1 : f32
  return %2, %0 : f32, f32
}
func.func private @main(%w: tensor<4xf32> {pipe.name = "w", pipe.parameter, pipe.update = @momentum}, %v: tensor<2x3xf32> {pipe.name = "v", pipe.parameter, pipe.update = @momentum})
pipe.pipeline @p gradients mean reference @main {
  pipe.param @w : tensor<4xf32>
  pipe.param @v : tensor<2x3xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %g, %h = pipe.task @backward_1 backward stage 1 kernel @b (%x) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    %i = pipe.task @backward_0 backward stage 0 kernel @c (%h) : (tensor<4xf32>) -> (tensor<2x3xf32>)
    pipe.return gradients(%g of @w : tensor<4xf32>, %i of @v : tensor<2x3xf32>)
  }
}

// -----

// On tensors, with a state that has a name of its own, one that is read only, and
// the number of the step.
// CHECK:       pipe.state @s.m "m" of @w : tensor<4xf32>
// CHECK:       pipe.state @w.scale "scale" of @w : tensor<4xf64>
// CHECK:       pipe.hyper @step "step" : tensor<f64>
// CHECK:         %[[N:.*]]:2 = pipe.task @update_w update stage 0 (%{{.*}}) params(@w, @s.m, @w.scale, @step)
// CHECK-SAME:        -> (tensor<4xf32>, tensor<4xf32>)
// CHECK:           "m.new"
// CHECK:       pipe.updates %[[N]]#0 of @w : tensor<4xf32>, %[[N]]#1 of @s.m : tensor<4xf32>{{$}}
//
// SKIP:         pipe.task @update_w update stage 0 (%{{.*}}, %{{.*}}) params(@w, @s.m, @w.scale, @step)
// SKIP:         ^bb0(%[[G:.*]]: tensor<4xf32>, %[[F:.*]]: tensor<i1>, %[[P:.*]]: tensor<4xf32>, %[[M:.*]]: tensor<4xf32>, %[[S:.*]]: tensor<4xf64>, %[[T:.*]]: tensor<f64>):
// SKIP:           %[[U:.*]]:2 = "m.new"(%[[G]], %[[P]], %[[M]], %[[S]],
// SKIP:           %[[NP:.*]] = linalg.generic {{.*}} ins(%[[U]]#0 : tensor<4xf32>) outs(%[[P]] : tensor<4xf32>)
// SKIP:             arith.select
// SKIP:           %[[NM:.*]] = linalg.generic {{.*}} ins(%[[U]]#1 : tensor<4xf32>) outs(%[[M]] : tensor<4xf32>)
// SKIP:           pipe.yield %[[NP]], %[[NM]]
func.func private @f(%g: tensor<4xf32>, %p: tensor<4xf32>, %m: tensor<4xf32> {pipe.state = "m", pipe.name = "s.m"},
                     %s: tensor<4xf64> {pipe.state = "scale"}, %t: tensor<f64> {pipe.hyper = "step"}) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf64>) {
  %0:2 = "m.new"(%g, %p, %m, %s, %t) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf64>, tensor<f64>) -> (tensor<4xf32>, tensor<4xf32>)
  return %0#0, %0#1, %s : tensor<4xf32>, tensor<4xf32>, tensor<4xf64>
}
func.func private @main(%w: tensor<4xf32> {pipe.name = "w", pipe.parameter, pipe.update = @f, pipe.whole})
pipe.pipeline @p gradients mean reference @main {
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %g = pipe.task @backward_0 backward stage 0 kernel @b (%x) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return gradients(%g of @w : tensor<4xf32>)
  }
}

// -----

// Parts of a parameter, each at its stage; a reference without updates has no step.
// CHECK:       pipe.task @"update_w[0]" update stage 0
// CHECK:       pipe.task @"update_w[1]" update stage 1
// CHECK-LABEL: pipe.pipeline @none
// CHECK-NOT:   pipe.step
func.func private @sgd(%g: f32, %p: f32) -> f32 {
  %0 = arith.subf %p, %g : f32
  return %0 : f32
}
func.func private @main(%w: tensor<2x4xf32> {pipe.name = "w", pipe.parameter, pipe.update = @sgd})
func.func private @other(%w: tensor<4xf32> {pipe.name = "w", pipe.parameter})
pipe.pipeline @p gradients mean reference @main {
  pipe.param @"w[0]" : tensor<1x4xf32> slice 0 along 0 of "w" : tensor<2x4xf32>
  pipe.param @"w[1]" : tensor<1x4xf32> slice 1 along 0 of "w" : tensor<2x4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %g, %h = pipe.task @backward_1 backward stage 1 kernel @b (%x) : (tensor<4xf32>) -> (tensor<1x4xf32>, tensor<4xf32>)
    %i = pipe.task @backward_0 backward stage 0 kernel @c (%h) : (tensor<4xf32>) -> (tensor<1x4xf32>)
    pipe.return gradients(%i of @"w[0]" : tensor<1x4xf32>, %g of @"w[1]" : tensor<1x4xf32>)
  }
}
pipe.pipeline @none gradients mean reference @other {
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %g = pipe.task @backward_0 backward stage 0 kernel @b (%x) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return gradients(%g of @w : tensor<4xf32>)
  }
}

// -----

// What updates share: a task for each stage makes the terms of its parameters, one
// tensor a type; one at the first stage takes all, in the order of the parameters of
// the model, and is read by the updates. States and numbers are read where a term is
// made of them, before they are updated.
// CHECK-NOT:   func.func private @terms
// CHECK-LABEL: func.func private @main
// CHECK-NOT:     pipe.terms
// CHECK-NOT:     pipe.shared
// CHECK-LABEL: pipe.pipeline
// CHECK-DAG:   pipe.hyper @rate "rate" : tensor<f64>
// CHECK-DAG:   pipe.hyper @most "most" = dense<2.000000e+00> : tensor<f64>
// CHECK:       pipe.step (%[[GW:.*]] of @w : tensor<4xf32>, %[[GV:.*]] of @v : tensor<2x3xf32>, %[[GU:.*]] of @u : tensor<4xf32>)
// CHECK-NEXT:    %[[T0:.*]]:2 = pipe.task @terms_0 update stage 0 (%[[GV]], %[[GU]]) params(@v, @v.m, @rate, @u)
// CHECK-SAME:        -> (tensor<1xf32>, tensor<2xf64>)
// CHECK:         ^bb0(%[[V:.*]]: tensor<2x3xf32>, %[[U:.*]]: tensor<4xf32>, %[[PV:.*]]: tensor<2x3xf32>, %[[M:.*]]: tensor<2x3xf32>, %[[R:.*]]: tensor<f64>, %[[PU:.*]]: tensor<4xf32>):
// CHECK:           %[[RE:.*]] = tensor.extract %[[R]][]
// CHECK:           %[[RF:.*]] = arith.truncf %[[RE]] : f64 to f32
// CHECK:           "m.tv"(%[[V]], %[[PV]], %[[M]], %[[RF]])
// CHECK:           "m.tu"(%[[U]], %[[PU]])
// CHECK:           pipe.yield %{{.*}}, %{{.*}} : tensor<1xf32>, tensor<2xf64>
// CHECK:         %[[T1:.*]] = pipe.task @terms_1 update stage 1 (%[[GW]]) params(@w) : (tensor<4xf32>) -> tensor<1xf64>
// CHECK:         %[[S:.*]]:2 = pipe.task @shared update stage 0 (%[[T0]]#0, %[[T0]]#1, %[[T1]]) params(@most)
// CHECK-SAME:        -> (tensor<f32>, tensor<i1>)
// CHECK:         ^bb0(%[[A:.*]]: tensor<1xf32>, %[[B:.*]]: tensor<2xf64>, %[[C:.*]]: tensor<1xf64>, %{{.*}}: tensor<f64>):
// w, then v, then u, as the model has them.
// CHECK-DAG:       %[[EW:.*]] = tensor.extract %[[C]][%c0
// CHECK-DAG:       %[[EV:.*]] = tensor.extract %[[A]][%c0
// CHECK-DAG:       %[[EU:.*]] = tensor.extract %[[B]][%c1
// CHECK:           %[[FW:.*]] = tensor.from_elements %[[EW]] : tensor<1x1xf64>
// CHECK:           %[[FV:.*]] = tensor.from_elements %[[EV]] : tensor<f32>
// CHECK:           %[[FU:.*]] = tensor.from_elements %[[EU]] : tensor<f64>
// CHECK:           "m.shared"(%[[FW]], %[[FV]], %{{.*}}, %[[FU]],
// CHECK:         pipe.task @update_w update stage 1 (%[[GW]], %[[S]]#1) params(@w)
// CHECK:           "m.w"
// CHECK:         pipe.task @update_v update stage 0 (%[[GV]], %[[S]]#0) params(@v, @v.m)
// CHECK:         ^bb0(%[[V:.*]]: tensor<2x3xf32>, %[[N:.*]]: tensor<f32>, %[[PV:.*]]: tensor<2x3xf32>, %[[M:.*]]: tensor<2x3xf32>):
// CHECK:           %[[NE:.*]] = tensor.extract %[[N]][]
// CHECK:           linalg.generic
// CHECK:             arith.mulf %{{.*}}, %[[NE]]
func.func private @update_w(%g: tensor<4xf32>, %p: tensor<4xf32>, %is: tensor<i1> {pipe.shared = 1 : i64}) -> tensor<4xf32> {
  %0 = "m.w"(%g, %p, %is) : (tensor<4xf32>, tensor<4xf32>, tensor<i1>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
func.func private @update(%g: f32, %p: f32, %m: f32 {pipe.state = "m"}, %n: f32 {pipe.shared = 0 : i64}) -> (f32, f32) {
  %0 = arith.mulf %g, %n : f32
  %1 = arith.subf %p, %0 : f32
  return %1, %0 : f32, f32
}
func.func private @terms_w(%g: tensor<4xf32>, %p: tensor<4xf32>) -> tensor<1x1xf64> {
  %0 = "m.tw"(%g) : (tensor<4xf32>) -> tensor<1x1xf64>
  return %0 : tensor<1x1xf64>
}
func.func private @terms_v(%g: tensor<2x3xf32>, %p: tensor<2x3xf32>, %m: tensor<2x3xf32> {pipe.state = "m"}, %r: f32 {pipe.hyper = "rate"}) -> (tensor<f32>, tensor<f64>) {
  %0:2 = "m.tv"(%g, %p, %m, %r) : (tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, f32) -> (tensor<f32>, tensor<f64>)
  return %0#0, %0#1 : tensor<f32>, tensor<f64>
}
func.func private @terms_u(%g: tensor<4xf32>, %p: tensor<4xf32>) -> tensor<f64> {
  %0 = "m.tu"(%g, %p) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f64>
  return %0 : tensor<f64>
}
func.func private @shared(%w: tensor<1x1xf64>, %v: tensor<f32>, %v2: tensor<f64>, %u: tensor<f64>, %most: tensor<f32> {pipe.hyper = "most", pipe.value = 2.0 : f32}) -> (tensor<f32>, tensor<i1>) {
  %0:2 = "m.shared"(%w, %v, %v2, %u, %most) : (tensor<1x1xf64>, tensor<f32>, tensor<f64>, tensor<f64>, tensor<f32>) -> (tensor<f32>, tensor<i1>)
  return %0#0, %0#1 : tensor<f32>, tensor<i1>
}
func.func private @main(%w: tensor<4xf32> {pipe.name = "w", pipe.parameter, pipe.update = @update_w, pipe.terms = @terms_w, pipe.whole},
                        %v: tensor<2x3xf32> {pipe.name = "v", pipe.parameter, pipe.update = @update, pipe.terms = @terms_v, pipe.whole},
                        %u: tensor<4xf32> {pipe.name = "u", pipe.parameter, pipe.update = @update, pipe.terms = @terms_u, pipe.whole}) attributes {pipe.shared = @shared}
pipe.pipeline @p gradients mean reference @main {
  pipe.param @w : tensor<4xf32>
  pipe.param @v : tensor<2x3xf32>
  pipe.param @u : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %g, %h = pipe.task @backward_1 backward stage 1 kernel @b (%x) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    %i, %j = pipe.task @backward_0 backward stage 0 kernel @c (%h) : (tensor<4xf32>) -> (tensor<2x3xf32>, tensor<4xf32>)
    pipe.return gradients(%g of @w : tensor<4xf32>, %i of @v : tensor<2x3xf32>, %j of @u : tensor<4xf32>)
  }
}

// -----

// A norm behind a norm, and what the step reports of both: each report takes the place of that of the step
// before. The second functions read what the first one returns, once a stage, as tensors or as scalars.
// CHECK-LABEL: func.func private @main
// CHECK-NOT:     pipe.terms
// CHECK-NOT:     pipe.shared
// CHECK-LABEL: pipe.pipeline
// CHECK-DAG:   pipe.state @norm "norm" result : tensor<f32>
// CHECK-DAG:   pipe.state @both "both" result : tensor<i32>
// The name of a parameter is taken.
// CHECK-DAG:   pipe.state @w_0 "w" result : tensor<f64>
// CHECK:       pipe.step (%[[GW:.*]] of @w : tensor<4xf32>, %[[GV:.*]] of @v : tensor<4xf32>)
// CHECK-NEXT:    %[[T:.*]] = pipe.task @terms_0 update stage 0 (%[[GW]], %[[GV]]) params(@w, @v) : (tensor<4xf32>, tensor<4xf32>) -> tensor<2xf32>
// CHECK:         %[[S:.*]]:3 = pipe.task @shared update stage 0 (%[[T]]) params(@rate, @norm, @w_0) : (tensor<2xf32>) -> (tensor<f32>, tensor<f32>, tensor<f64>)
// CHECK:         ^bb0(%{{.*}}: tensor<2xf32>, %[[R:.*]]: tensor<f64>, %{{.*}}: tensor<f32>, %{{.*}}: tensor<f64>):
// CHECK:           tensor.extract %[[R]][]
// CHECK:           "m.norm"
// Only w has terms of the second one.
// CHECK:         %[[T1:.*]] = pipe.task @terms_1_0 update stage 0 (%[[GW]], %[[S]]#0) params(@w) : (tensor<4xf32>, tensor<f32>) -> tensor<1xf32>
// CHECK:         ^bb0(%[[G:.*]]: tensor<4xf32>, %[[N:.*]]: tensor<f32>, %[[P:.*]]: tensor<4xf32>):
// CHECK:           %[[NE:.*]] = tensor.extract %[[N]][]
// CHECK:           "m.behind"(%[[G]], %[[P]], %[[NE]])
// CHECK:         %[[S1:.*]]:2 = pipe.task @shared_1 update stage 0 (%[[T1]], %[[S]]#0) params(@rate, @both) : (tensor<1xf32>, tensor<f32>) -> (tensor<f32>, tensor<i32>)
// CHECK:         ^bb0(%{{.*}}: tensor<1xf32>, %[[N:.*]]: tensor<f32>, %{{.*}}: tensor<f64>, %{{.*}}: tensor<i32>):
// CHECK:           "m.second"(%{{.*}}, %[[N]], %{{.*}})
// CHECK:         %[[W:.*]] = pipe.task @update_w update stage 0 (%[[GW]], %[[S]]#0, %[[S1]]#0) params(@w)
// CHECK:         %[[V:.*]] = pipe.task @update_v update stage 0 (%[[GV]], %[[S]]#0, %[[S1]]#0) params(@v)
// CHECK:         pipe.updates %[[S]]#1 of @norm : tensor<f32>, %[[S]]#2 of @w_0 : tensor<f64>, %[[S1]]#1 of @both : tensor<i32>, %[[W]] of @w : tensor<4xf32>, %[[V]] of @v : tensor<4xf32>
func.func private @update(%g: tensor<4xf32>, %p: tensor<4xf32>, %n: tensor<f32> {pipe.shared = 0 : i64}, %m: tensor<f32> {pipe.shared = 3 : i64}) -> tensor<4xf32> {
  %0 = "m.w"(%g, %p, %n, %m) : (tensor<4xf32>, tensor<4xf32>, tensor<f32>, tensor<f32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
func.func private @terms(%g: tensor<4xf32>, %p: tensor<4xf32>) -> tensor<f32> {
  %0 = "m.term"(%g, %p) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  return %0 : tensor<f32>
}
func.func private @none(%g: tensor<4xf32>, %p: tensor<4xf32>) {
  return
}
func.func private @behind(%g: tensor<4xf32>, %p: tensor<4xf32>, %n: f32 {pipe.shared = 0 : i64}) -> tensor<f32> {
  %0 = "m.behind"(%g, %p, %n) : (tensor<4xf32>, tensor<4xf32>, f32) -> tensor<f32>
  return %0 : tensor<f32>
}
func.func private @first(%w: tensor<f32>, %v: tensor<f32>, %r: tensor<f64> {pipe.hyper = "rate"}) -> (tensor<f32>, tensor<f32> {pipe.report = "norm"}, tensor<f64> {pipe.report = "w"}) {
  %0:3 = "m.norm"(%w, %v, %r) : (tensor<f32>, tensor<f32>, tensor<f64>) -> (tensor<f32>, tensor<f32>, tensor<f64>)
  return %0#0, %0#1, %0#2 : tensor<f32>, tensor<f32>, tensor<f64>
}
func.func private @second(%w: tensor<f32>, %n: tensor<f32> {pipe.shared = 0 : i64}, %r: tensor<f64> {pipe.hyper = "rate"}) -> (tensor<f32>, tensor<i32> {pipe.report = "both"}) {
  %0:2 = "m.second"(%w, %n, %r) : (tensor<f32>, tensor<f32>, tensor<f64>) -> (tensor<f32>, tensor<i32>)
  return %0#0, %0#1 : tensor<f32>, tensor<i32>
}
func.func private @main(%w: tensor<4xf32> {pipe.name = "w", pipe.parameter, pipe.update = @update, pipe.terms = [@terms, @behind], pipe.whole},
                        %v: tensor<4xf32> {pipe.name = "v", pipe.parameter, pipe.update = @update, pipe.terms = [@terms, @none], pipe.whole}) attributes {pipe.shared = [@first, @second]}
pipe.pipeline @p gradients mean reference @main {
  pipe.param @w : tensor<4xf32>
  pipe.param @v : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %g, %h = pipe.task @backward_0 backward stage 0 kernel @b (%x) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    pipe.return gradients(%g of @w : tensor<4xf32>, %h of @v : tensor<4xf32>)
  }
}

// -----

// A report that is made of numbers alone has no terms; stage 0 makes it.
// CHECK-LABEL: pipe.pipeline
// CHECK:       pipe.step (%[[G:.*]] of @w : tensor<4xf32>)
// CHECK-NEXT:    %[[S:.*]] = pipe.task @shared update stage 0 () params(@rate, @twice) : () -> tensor<f32>
// CHECK:         pipe.task @update_w update stage 1 (%[[G]]) params(@w)
// CHECK:         pipe.updates %[[S]] of @twice : tensor<f32>, %{{.*}} of @w : tensor<4xf32>
func.func private @update(%g: tensor<4xf32>, %p: tensor<4xf32>) -> tensor<4xf32> {
  %0 = arith.subf %p, %g : tensor<4xf32>
  return %0 : tensor<4xf32>
}
func.func private @shared(%r: tensor<f32> {pipe.hyper = "rate"}) -> (tensor<f32> {pipe.report = "twice"}) {
  %0 = arith.addf %r, %r : tensor<f32>
  return %0 : tensor<f32>
}
func.func private @main(%w: tensor<4xf32> {pipe.name = "w", pipe.parameter, pipe.update = @update, pipe.whole}) attributes {pipe.shared = @shared}
pipe.pipeline @p gradients mean reference @main {
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %a = pipe.task @forward_0 forward stage 0 kernel @a (%x) : (tensor<4xf32>) -> tensor<4xf32>
    %g = pipe.task @backward_1 backward stage 1 kernel @b (%a) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return gradients(%g of @w : tensor<4xf32>)
  }
}
