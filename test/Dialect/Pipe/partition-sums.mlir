// RUN: pipe-opt %s -split-input-file --allow-unregistered-dialect \
// RUN:   --pass-pipeline='builtin.module(pipe-import{batch=x pure-dialects=m},pipe-partition{stages=3 cut-after=s0,s1})' | FileCheck %s

// An unrolled recurrence: every step uses @w, so its gradient is a sum of one term
// a step. Each stage keeps its own part; only cotangents are sent.

// CHECK-LABEL: reference @recurrence
// CHECK:         pipe.graph (%[[X:.+]] "x"
// CHECK:         %[[B2:.+]]:2 = pipe.task @backward_2 backward stage 2
// CHECK-NOT:       arith.addf
// CHECK:         %[[B1:.+]]:2 = pipe.task @backward_1 backward stage 1 ({{.*}}%[[B2]]#0{{.*}})
// CHECK-NOT:       arith.addf
// CHECK:         %[[B0:.+]] = pipe.task @backward_0 backward stage 0 ({{.*}}%[[B1]]#0{{.*}})
// CHECK-NOT:       arith.addf
// CHECK:         gradients(%[[B0]] of @w : tensor<4x4xf32>, %[[B1]]#1 of @w : tensor<4x4xf32>, %[[B2]]#1 of @w : tensor<4x4xf32>)
func.func @recurrence(%w: tensor<4x4xf32> loc("w"), %x: tensor<2x4xf32> loc("x")) -> (tensor<f32>, tensor<4x4xf32>) {
  %p0 = "m.dot"(%x, %w) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
  %h0 = math.tanh %p0 : tensor<2x4xf32> loc("s0")
  %p1 = "m.dot"(%h0, %w) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
  %h1 = math.tanh %p1 : tensor<2x4xf32> loc("s1")
  %p2 = "m.dot"(%h1, %w) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
  %h2 = math.tanh %p2 : tensor<2x4xf32>
  %loss = "m.sum"(%h2) : (tensor<2x4xf32>) -> tensor<f32>
  %d2 = "m.ones"() : () -> tensor<2x4xf32>
  %q2 = "m.dtanh"(%d2, %p2) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  %g2 = "m.dw"(%h1, %q2) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<4x4xf32>
  %d1 = "m.dx"(%q2, %w) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
  %q1 = "m.dtanh"(%d1, %p1) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  %g1 = "m.dw"(%h0, %q1) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<4x4xf32>
  %s1 = arith.addf %g2, %g1 : tensor<4x4xf32>
  %d0 = "m.dx"(%q1, %w) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
  %q0 = "m.dtanh"(%d0, %p0) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  %g0 = "m.dw"(%x, %q0) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<4x4xf32>
  %s0 = arith.addf %s1, %g0 : tensor<4x4xf32>
  return %loss, %s0 : tensor<f32>, tensor<4x4xf32>
}

// -----

// A tied embedding, used by the first and the last stage. The sum is transposed
// and then accumulated into by a matmul: each part gets its own transpose, and the
// matmul starts from zeros. Terms of one stage are added there, in their order.

// CHECK-LABEL: reference @tied
// CHECK:         %[[B2:.+]]:2 = pipe.task @backward_2 backward stage 2
// CHECK:           %[[T0:.+]] = "m.term"(%{{.+}}) {id = 0
// CHECK:           %[[T1:.+]] = "m.term"(%{{.+}}) {id = 1
// CHECK:           linalg.generic {{.*}} ins(%[[T0]], %[[T1]]
// CHECK:             arith.addf
// CHECK:           linalg.transpose
// CHECK-NOT:       linalg.matmul
// CHECK:         pipe.task @backward_1 backward stage 1
// CHECK-NOT:       tensor<4x4xf32>
// CHECK:         %[[B0:.+]] = pipe.task @backward_0 backward stage 0
// CHECK:           linalg.fill
// CHECK:           linalg.matmul
// CHECK:         gradients(%[[B0]] of @emb : tensor<4x4xf32>, %[[B2]]#1 of @emb : tensor<4x4xf32>)
#id = affine_map<(i, j) -> (i, j)>
func.func @tied(%emb: tensor<4x4xf32> loc("emb"), %x: tensor<2x4xf32> loc("x")) -> (tensor<f32>, tensor<4x4xf32>) {
  %e = tensor.empty() : tensor<2x4xf32>
  %h0 = linalg.matmul ins(%x, %emb : tensor<2x4xf32>, tensor<4x4xf32>) outs(%e : tensor<2x4xf32>) -> tensor<2x4xf32> loc("s0")
  %h1 = math.tanh %h0 : tensor<2x4xf32> loc("s1")
  %h2 = "m.head"(%h1, %emb) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
  %loss = "m.sum"(%h2) : (tensor<2x4xf32>) -> tensor<f32>
  %t0 = "m.term"(%h2) {id = 0} : (tensor<2x4xf32>) -> tensor<4x4xf32>
  %t1 = "m.term"(%h2) {id = 1} : (tensor<2x4xf32>) -> tensor<4x4xf32>
  %ew = tensor.empty() : tensor<4x4xf32>
  %s = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%t0, %t1 : tensor<4x4xf32>, tensor<4x4xf32>) outs(%ew : tensor<4x4xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %0 = arith.addf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<4x4xf32>
  %st = linalg.transpose ins(%s : tensor<4x4xf32>) outs(%ew : tensor<4x4xf32>) permutation = [1, 0]
  %d1 = "m.dhead"(%h2, %emb) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
  %d0 = "m.dtanh"(%d1, %h0) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  %et = tensor.empty() : tensor<4x2xf32>
  %xt = linalg.transpose ins(%x : tensor<2x4xf32>) outs(%et : tensor<4x2xf32>) permutation = [1, 0]
  %g = linalg.matmul ins(%xt, %d0 : tensor<4x2xf32>, tensor<2x4xf32>) outs(%st : tensor<4x4xf32>) -> tensor<4x4xf32>
  return %loss, %g : tensor<f32>, tensor<4x4xf32>
}

// -----

// All terms on one stage: the ops stay as they are. A sum that is used twice is no
// sum of terms, but a value.

// CHECK-LABEL: reference @one_stage
// CHECK:         %[[B2:.+]]:2 = pipe.task @backward_2 backward stage 2
// CHECK:           arith.addf
// CHECK:           pipe.yield
// CHECK-NOT:       arith.addf
// CHECK:         gradients(%[[B2]]#0 of @w : tensor<2x4xf32>, %[[B2]]#1 of @v : tensor<2x4xf32>)
func.func @one_stage(%w: tensor<2x4xf32> loc("w"), %v: tensor<2x4xf32> loc("v"), %x: tensor<2x4xf32> loc("x"))
    -> (tensor<f32>, tensor<2x4xf32>, tensor<2x4xf32>) {
  %h0 = math.tanh %x : tensor<2x4xf32> loc("s0")
  %h1 = math.tanh %h0 : tensor<2x4xf32> loc("s1")
  %h2 = "m.head"(%h1, %w, %v) : (tensor<2x4xf32>, tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  %loss = "m.sum"(%h2) : (tensor<2x4xf32>) -> tensor<f32>
  %t0 = "m.term"(%h2) {id = 0} : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %t1 = "m.term"(%h2) {id = 1} : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %s = arith.addf %t0, %t1 : tensor<2x4xf32>
  return %loss, %s, %s : tensor<f32>, tensor<2x4xf32>, tensor<2x4xf32>
}

// -----

// A sum that is cast, scaled by a constant and reduced: each part is.

// CHECK-LABEL: reference @scaled
// CHECK:         %[[B2:.+]]:2 = pipe.task @backward_2 backward stage 2
// CHECK-NOT:       arith.addf %{{.+}} : tensor<2x4xf16>
// CHECK:           arith.extf
// CHECK:           arith.mulf
// CHECK:           linalg.reduce
// CHECK:         pipe.task @backward_1 backward stage 1
// CHECK-NOT:       tensor<2x4xf16>
// CHECK:         %[[B0:.+]] = pipe.task @backward_0 backward stage 0
// CHECK-NOT:       arith.addf %{{.+}} : tensor<2x4xf16>
// CHECK:           arith.extf
// CHECK:           arith.mulf
// CHECK:           linalg.reduce
// CHECK:         gradients(%[[B0]] of @w : tensor<4xf32>, %[[B2]]#1 of @w : tensor<4xf32>)
func.func @scaled(%w: tensor<4xf32> loc("w"), %x: tensor<2x4xf32> loc("x")) -> (tensor<f32>, tensor<4xf32>) {
  %a = "m.layer"(%x, %w) : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
  %h0 = math.tanh %a : tensor<2x4xf32> loc("s0")
  %h1 = math.tanh %h0 : tensor<2x4xf32> loc("s1")
  %h2 = "m.layer"(%h1, %w) : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
  %loss = "m.sum"(%h2) : (tensor<2x4xf32>) -> tensor<f32>
  %t2 = "m.term"(%h2) : (tensor<2x4xf32>) -> tensor<2x4xf16>
  %d1 = "m.dlayer"(%h2, %w) : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
  %d0 = "m.dtanh"(%d1, %h1) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  %t0 = "m.term"(%d0, %a) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf16>
  %s = arith.addf %t2, %t0 : tensor<2x4xf16>
  %e = arith.extf %s : tensor<2x4xf16> to tensor<2x4xf32>
  %two = arith.constant dense<2.0> : tensor<2x4xf32>
  %m = arith.mulf %two, %e : tensor<2x4xf32>
  %zero = arith.constant dense<0.0> : tensor<4xf32>
  %g = linalg.reduce ins(%m : tensor<2x4xf32>) outs(%zero : tensor<4xf32>) dimensions = [0]
    (%in: f32, %out: f32) { %q = arith.addf %in, %out : f32 linalg.yield %q : f32 }
  return %loss, %g : tensor<f32>, tensor<4xf32>
}
