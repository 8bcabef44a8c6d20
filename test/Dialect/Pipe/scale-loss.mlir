// RUN: pipe-opt %s -split-input-file -verify-diagnostics --pass-pipeline='builtin.module(pipe-scale-loss)' | FileCheck %s
// RUN: pipe-opt %s -split-input-file --pass-pipeline='builtin.module(pipe-scale-loss{scale=1024})' 2>/dev/null | FileCheck %s --check-prefix=FIXED

#id = affine_map<(d0) -> (d0)>
#scalar = affine_map<(d0) -> ()>

// The factor goes up through a product to the factor of it that only gradients need,
// and of two of these to the one that depends on what is nearer to the loss: not
// 1 - h * h, but what comes from above. There it is multiplied in.

// CHECK-LABEL: func.func @products
// CHECK-SAME:    %[[W:[a-z0-9]+]]: tensor<4xf32> {pipe.name = "w", pipe.parameter}
// CHECK-SAME:    %[[S:[a-z0-9]+]]: tensor<f32> {pipe.hyper = "loss_scale", pipe.name = "loss_scale", pipe.parameter}
// FIXED-LABEL: func.func @products
// FIXED-SAME:    tensor<f32> {pipe.hyper = "loss_scale", pipe.name = "loss_scale", pipe.parameter, pipe.value = dense<1.024000e+03> : tensor<f32>}
module attributes {pipe.mode = "train"} {
func.func @products(%w: tensor<4xf32> {pipe.name = "w", pipe.parameter}, %x: tensor<4xf32> {pipe.name = "x", pipe.batch = 0 : i64})
    -> (tensor<4xf32> {pipe.name = "loss", pipe.loss, pipe.output}, tensor<4xf32> {pipe.name = "g", pipe.gradient = "w"}) {
  %one = arith.constant dense<1.0> : tensor<4xf32>
  %two = arith.constant dense<2.0> : tensor<4xf32>
  // CHECK: %[[TWO:.+]] = arith.constant dense<2.0
  // CHECK: %[[A:.+]] = arith.mulf %[[W]], %[[X:[a-z0-9]+]]
  %a = arith.mulf %w, %x : tensor<4xf32>
  // CHECK: %[[H:.+]] = math.tanh %[[A]]
  %h = math.tanh %a : tensor<4xf32>
  // CHECK: %[[D:.+]] = arith.subf %[[H]], %[[X]]
  %d = arith.subf %h, %x : tensor<4xf32>
  %loss = arith.mulf %d, %d : tensor<4xf32>
  // CHECK: %[[C:.+]] = arith.mulf %[[TWO]], %[[D]]
  %c = arith.mulf %two, %d : tensor<4xf32>
  // CHECK: %[[CS:.+]] = linalg.generic {{.*}} ins(%[[C]], %[[S]] : tensor<4xf32>, tensor<f32>)
  // CHECK:   arith.mulf
  // CHECK: %[[HH:.+]] = arith.mulf %[[H]], %[[H]]
  %hh = arith.mulf %h, %h : tensor<4xf32>
  // CHECK: %[[L:.+]] = arith.subf %{{.+}}, %[[HH]]
  %l = arith.subf %one, %hh : tensor<4xf32>
  // CHECK: %[[CA:.+]] = arith.mulf %[[L]], %[[CS]]
  %ca = arith.mulf %l, %c : tensor<4xf32>
  // CHECK: %[[G:.+]] = arith.mulf %[[CA]], %[[X]]
  // CHECK-NOT: arith.mulf
  %g = arith.mulf %ca, %x : tensor<4xf32>
  // CHECK: return %{{.+}}, %[[G]]
  return %loss, %g : tensor<4xf32>, tensor<4xf32>
}
}

// -----

// Bodies of scalars, contractions and reductions: the cotangent has the factor where
// it is read, and keeps its place; sums of terms that have it; zeros are as they are,
// and a constant is multiplied before it is spread out.

#id = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d1)>
#none = affine_map<(d0, d1) -> ()>

// CHECK-LABEL: func.func @bodies
// CHECK-SAME:    %[[W:[a-z0-9]+]]: tensor<8x8xf32> {{.*}}, %[[X:[a-z0-9]+]]: tensor<4x8xf32> {{.*}}, %[[S:[a-z0-9]+]]: tensor<f32> {
module attributes {pipe.mode = "train"} {
func.func @bodies(%w: tensor<8x8xf32> {pipe.name = "w", pipe.parameter}, %b: tensor<8xf32> {pipe.name = "b", pipe.parameter}, %x: tensor<4x8xf32> {pipe.name = "x", pipe.batch = 0 : i64})
    -> (tensor<f32> {pipe.name = "loss", pipe.loss, pipe.output}, tensor<8x8xf32> {pipe.name = "gw", pipe.gradient = "w"}, tensor<8xf32> {pipe.name = "gb", pipe.gradient = "b"}) {
  %zero = arith.constant 0.0 : f32
  %share = arith.constant 3.125e-02 : f32
  %e48 = tensor.empty() : tensor<4x8xf32>
  %e88 = tensor.empty() : tensor<8x8xf32>
  %e8 = tensor.empty() : tensor<8xf32>
  %e = tensor.empty() : tensor<f32>
  %z48 = linalg.fill ins(%zero : f32) outs(%e48 : tensor<4x8xf32>) -> tensor<4x8xf32>
  %h = linalg.matmul ins(%x, %w : tensor<4x8xf32>, tensor<8x8xf32>) outs(%z48 : tensor<4x8xf32>) -> tensor<4x8xf32>
  %a = linalg.generic {indexing_maps = [#id, #row, #id], iterator_types = ["parallel", "parallel"]} ins(%h, %b : tensor<4x8xf32>, tensor<8xf32>) outs(%e48 : tensor<4x8xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %0 = arith.addf %p, %q : f32
    linalg.yield %0 : f32
  } -> tensor<4x8xf32>
  %z = linalg.fill ins(%zero : f32) outs(%e : tensor<f32>) -> tensor<f32>
  %loss = linalg.generic {indexing_maps = [#id, #none], iterator_types = ["reduction", "reduction"]} ins(%a : tensor<4x8xf32>) outs(%z : tensor<f32>) {
  ^bb0(%p: f32, %o: f32):
    %0 = arith.maximumf %p, %zero : f32
    %1 = arith.mulf %0, %share : f32
    %2 = arith.addf %o, %1 : f32
    linalg.yield %2 : f32
  } -> tensor<f32>
  // CHECK: %[[T:.+]] = tensor.extract %[[S]][]
  // CHECK: %[[CS:.+]] = arith.mulf %{{.+}}, %[[T]] : f32
  // CHECK: %[[C:.+]] = linalg.fill ins(%[[CS]] : f32)
  %c = linalg.fill ins(%share : f32) outs(%e48 : tensor<4x8xf32>) -> tensor<4x8xf32>
  // CHECK: %[[M:.+]] = linalg.generic {{.*}} ins(%{{.+}}, %[[C]] : tensor<4x8xf32>, tensor<4x8xf32>)
  // CHECK:   arith.cmpf
  // CHECK:   arith.select
  %m = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel", "parallel"]} ins(%a, %c : tensor<4x8xf32>, tensor<4x8xf32>) outs(%e48 : tensor<4x8xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %0 = arith.cmpf ogt, %p, %zero : f32
    %1 = arith.select %0, %q, %zero : f32
    linalg.yield %1 : f32
  } -> tensor<4x8xf32>
  %z8 = linalg.fill ins(%zero : f32) outs(%e8 : tensor<8xf32>) -> tensor<8xf32>
  // CHECK: %[[GB:.+]] = linalg.reduce { arith.addf } ins(%[[M]] : tensor<4x8xf32>)
  %gb = linalg.reduce { arith.addf } ins(%m : tensor<4x8xf32>) outs(%z8 : tensor<8xf32>) dimensions = [0]
  %e84 = tensor.empty() : tensor<8x4xf32>
  %xt = linalg.transpose ins(%x : tensor<4x8xf32>) outs(%e84 : tensor<8x4xf32>) permutation = [1, 0]
  %z88 = linalg.fill ins(%zero : f32) outs(%e88 : tensor<8x8xf32>) -> tensor<8x8xf32>
  // CHECK: %[[GW:.+]] = linalg.matmul ins(%{{.+}}, %[[M]] : tensor<8x4xf32>, tensor<4x8xf32>)
  %gw = linalg.matmul ins(%xt, %m : tensor<8x4xf32>, tensor<4x8xf32>) outs(%z88 : tensor<8x8xf32>) -> tensor<8x8xf32>
  // CHECK: return %{{.+}}, %[[GW]], %[[GB]]
  return %loss, %gw, %gb : tensor<f32>, tensor<8x8xf32>, tensor<8xf32>
}
}

// -----

// What is read with and without the factor has both forms; a result that is not linear
// is multiplied, with a remark. Another argument has the name already.

// CHECK-LABEL: func.func @forms
// CHECK-SAME:    %[[S:[a-z0-9]+]]: tensor<f32> {pipe.hyper = "loss_scale", pipe.name = "loss_scale_", pipe.parameter}
module attributes {pipe.mode = "train"} {
func.func @forms(%w: tensor<4xf32> {pipe.name = "loss_scale", pipe.parameter}, %v: tensor<4xf16> {pipe.name = "v", pipe.parameter}, %x: tensor<4xf32> {pipe.name = "x", pipe.batch = 0 : i64})
    -> (tensor<4xf32> {pipe.name = "loss", pipe.loss, pipe.output}, tensor<4xf32> {pipe.name = "g", pipe.gradient = "loss_scale"}, tensor<4xf16> {pipe.name = "gv", pipe.gradient = "v"}) {
  %wide = arith.extf %v : tensor<4xf16> to tensor<4xf32>
  %a = arith.mulf %w, %wide : tensor<4xf32>
  // CHECK: %[[A:.+]] = arith.mulf
  // CHECK: %[[L:.+]] = arith.mulf %[[A]], %{{.+}} : tensor<4xf32>
  %loss = arith.mulf %a, %x : tensor<4xf32>
  // CHECK: %[[C:.+]] = arith.addf %[[L]], %{{.+}}
  // CHECK: %[[CS:.+]] = linalg.generic {{.*}} ins(%[[C]], %[[S]] :
  %c = arith.addf %loss, %x : tensor<4xf32>
  // CHECK: %[[E:.+]] = math.exp %[[C]]
  // CHECK: %[[ES:.+]] = linalg.generic {{.*}} ins(%[[E]], %[[S]] :
  // expected-remark@+1 {{'math.exp' is not known to pass a factor on, so that its result is multiplied by the loss scale, and what it reads is not: for the gradients of 'loss_scale'}}
  %e = math.exp %c : tensor<4xf32>
  // CHECK: %[[G:.+]] = arith.addf %[[ES]], %[[CS]]
  %g = arith.addf %e, %c : tensor<4xf32>
  // CHECK: %[[GV:.+]] = arith.truncf %[[CS]] : tensor<4xf32> to tensor<4xf16>
  %gv = arith.truncf %c : tensor<4xf32> to tensor<4xf16>
  // CHECK: return %[[L]], %[[G]], %[[GV]]
  return %loss, %g, %gv : tensor<4xf32>, tensor<4xf32>, tensor<4xf16>
}
}

// -----

// Loops pass the factor on from what they begin with and what they read; 16-bit floats
// are multiplied in f32.

// CHECK-LABEL: func.func @loops
// CHECK-SAME:    %[[S:[a-z0-9]+]]: tensor<f32> {pipe.hyper
module attributes {pipe.mode = "train"} {
func.func @loops(%w: tensor<4x2xf16> {pipe.name = "w", pipe.parameter}, %x: tensor<3xi32> {pipe.name = "x", pipe.batch = 0 : i64}, %y: tensor<3x2xf16> {pipe.name = "y", pipe.batch = 0 : i64})
    -> (tensor<3x2xf16> {pipe.name = "loss", pipe.loss, pipe.output}, tensor<4x2xf16> {pipe.name = "g", pipe.gradient = "w"}) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c3 = arith.constant 3 : index
  %zeros = arith.constant dense<0.0> : tensor<4x2xf16>
  %first = tensor.extract_slice %w[0, 0] [3, 2] [1, 1] : tensor<4x2xf16> to tensor<3x2xf16>
  %loss = arith.mulf %first, %y : tensor<3x2xf16>
  // CHECK: %[[D:.+]] = arith.negf
  // CHECK: %[[DS:.+]] = linalg.generic {{.*}} ins(%[[D]], %[[S]] : tensor<3x2xf16>, tensor<f32>)
  // CHECK:   %[[W:.+]] = arith.extf %{{.+}} : f16 to f32
  // CHECK:   %[[P:.+]] = arith.mulf %[[W]], %{{.+}} : f32
  // CHECK:   arith.truncf %[[P]] : f32 to f16
  %d = arith.negf %loss : tensor<3x2xf16>
  // CHECK: scf.for
  // CHECK:   scf.for
  // CHECK:     tensor.extract %[[DS]]
  // CHECK:     arith.addf
  // CHECK:     tensor.insert
  %g = scf.for %i = %c0 to %c3 step %c1 iter_args(%rows = %zeros) -> (tensor<4x2xf16>) {
    %k = tensor.extract %x[%i] : tensor<3xi32>
    %row = arith.index_cast %k : i32 to index
    %next = scf.for %j = %c0 to %c2 step %c1 iter_args(%sum = %rows) -> (tensor<4x2xf16>) {
      %u = tensor.extract %d[%i, %j] : tensor<3x2xf16>
      %old = tensor.extract %sum[%row, %j] : tensor<4x2xf16>
      %new = arith.addf %old, %u : f16
      %put = tensor.insert %new into %sum[%row, %j] : tensor<4x2xf16>
      scf.yield %put : tensor<4x2xf16>
    }
    scf.yield %next : tensor<4x2xf16>
  }
  // CHECK-NOT: linalg.generic
  // CHECK: return
  return %loss, %g : tensor<3x2xf16>, tensor<4x2xf16>
}
}

// -----

// What is multiplied behind an op instead: a square of what would have the factor, and a
// loop whose value is a product of itself. A constant beside it is multiplied, too.

// CHECK-LABEL: func.func @stops
// CHECK-SAME:    %[[S:[a-z0-9]+]]: tensor<f32> {pipe.hyper
module attributes {pipe.mode = "train"} {
func.func @stops(%u: tensor<4xf32> {pipe.name = "u", pipe.parameter}, %v: tensor<6xf32> {pipe.name = "v", pipe.parameter}, %w: tensor<4xf32> {pipe.name = "w", pipe.parameter}, %x: tensor<4xf32> {pipe.name = "x", pipe.batch = 0 : i64})
    -> (tensor<4xf32> {pipe.name = "loss", pipe.loss, pipe.output}, tensor<4xf32> {pipe.name = "gu", pipe.gradient = "u"}, tensor<6xf32> {pipe.name = "gv", pipe.gradient = "v"}, tensor<4xf32> {pipe.name = "gw", pipe.gradient = "w"}) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %three = arith.constant 3.0 : f32
  %loss = arith.mulf %u, %x : tensor<4xf32>
  // CHECK: %[[T:.+]] = arith.mulf %{{.+}}, %{{.+}} : f32
  // CHECK: %[[C:.+]] = arith.negf
  // CHECK: %[[CS:.+]] = linalg.generic {{.*}} ins(%[[C]], %[[S]] :
  %c = arith.negf %loss : tensor<4xf32>
  // CHECK: %[[Q:.+]] = arith.mulf %[[C]], %[[C]]
  // CHECK: %[[QS:.+]] = linalg.generic {{.*}} ins(%[[Q]], %[[S]] :
  // expected-remark@+1 {{'arith.mulf' is not known to pass a factor on, so that its result is multiplied by the loss scale, and what it reads is not: for the gradients of 'u'}}
  %square = arith.mulf %c, %c : tensor<4xf32>
  // CHECK: %[[PS:.+]] = tensor.pad %[[CS]]
  // CHECK: tensor.yield %[[T]]
  %pad = tensor.pad %c low[1] high[1] {
  ^bb0(%i: index):
    tensor.yield %three : f32
  } : tensor<4xf32> to tensor<6xf32>
  // CHECK: %[[L:.+]] = scf.for {{.*}} iter_args(%{{.+}} = %[[C]])
  // CHECK: %[[LS:.+]] = linalg.generic {{.*}} ins(%[[L]], %[[S]] :
  // expected-remark@+1 {{'scf.for' is not known to pass a factor on, so that its result is multiplied by the loss scale, and what it reads is not: for the gradients of 'w'}}
  %loop = scf.for %i = %c0 to %c2 step %c1 iter_args(%a = %c) -> (tensor<4xf32>) {
    %b = arith.mulf %a, %a : tensor<4xf32>
    scf.yield %b : tensor<4xf32>
  }
  // CHECK: return %{{.+}}, %[[QS]], %[[PS]], %[[LS]]
  return %loss, %square, %pad, %loop : tensor<4xf32>, tensor<4xf32>, tensor<6xf32>, tensor<4xf32>
}
}

// -----

// What passes the factor on: choices by what has it, or of what has it; paddings with
// zero; branches; quotients; slices that are put into others; loops that stack.

// CHECK-LABEL: func.func @passes
// CHECK-SAME:    %[[S:[a-z0-9]+]]: tensor<f32> {pipe.hyper
module attributes {pipe.mode = "train"} {
func.func @passes(%u: tensor<8xf32> {pipe.name = "u", pipe.parameter}, %x: tensor<4xf32> {pipe.name = "x", pipe.batch = 0 : i64}, %y: tensor<i1> {pipe.name = "y", pipe.batch = 0 : i64})
    -> (tensor<4xf32> {pipe.name = "loss", pipe.loss, pipe.output}, tensor<8xf32> {pipe.name = "gu", pipe.gradient = "u"}) {
  %zero = arith.constant 0.0 : f32
  %zeros = arith.constant dense<0.0> : tensor<4xf32>
  %two = arith.constant dense<2.0> : tensor<4xf32>
  %e = tensor.empty() : tensor<8xf32>
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %h = tensor.extract_slice %u[0] [4] [1] : tensor<8xf32> to tensor<4xf32>
  %loss = arith.mulf %h, %x : tensor<4xf32>
  // CHECK: %[[C:.+]] = arith.negf
  // CHECK: %[[CS:.+]] = linalg.generic {{.*}} ins(%[[C]], %[[S]] :
  %c = arith.negf %loss : tensor<4xf32>
  // CHECK: %[[Q0:.+]] = arith.divf %[[C]], %{{.+}} : tensor<4xf32>
  // CHECK: %[[Q:.+]] = arith.divf %[[CS]], %{{.+}} : tensor<4xf32>
  %q = arith.divf %c, %two : tensor<4xf32>
  // CHECK: %[[P:.+]] = arith.cmpf ogt, %[[Q0]], %{{.+}}
  %p = arith.cmpf ogt, %q, %zeros : tensor<4xf32>
  // CHECK: %[[M:.+]] = arith.select %[[P]], %[[Q]], %{{.+}}
  %m = arith.select %p, %q, %zeros : tensor<4xi1>, tensor<4xf32>
  // CHECK: %[[A:.+]] = math.absf %[[M]]
  %a = math.absf %m : tensor<4xf32>
  // CHECK: %[[X:.+]] = arith.maximumf %[[A]], %[[CS]]
  %max = arith.maximumf %a, %c : tensor<4xf32>
  %cond = tensor.extract %y[] : tensor<i1>
  // CHECK: %[[I:.+]] = scf.if
  // CHECK:   scf.yield %[[X]]
  // CHECK:   scf.yield %[[Q]]
  %i = scf.if %cond -> (tensor<4xf32>) {
    scf.yield %max : tensor<4xf32>
  } else {
    scf.yield %q : tensor<4xf32>
  }
  // CHECK: %[[R:.+]] = scf.for
  // CHECK:   tensor.extract_slice %[[I]]
  // CHECK:   tensor.insert_slice
  %r = scf.for %k = %c0 to %c4 step %c1 iter_args(%stack = %e) -> (tensor<8xf32>) {
    %piece = tensor.extract_slice %i[%k] [1] [1] : tensor<4xf32> to tensor<1xf32>
    %put = tensor.insert_slice %piece into %stack[%k] [1] [1] : tensor<1xf32> into tensor<8xf32>
    scf.yield %put : tensor<8xf32>
  }
  // CHECK: %[[Z:.+]] = tensor.pad %[[I]]
  %pad = tensor.pad %i low[0] high[4] {
  ^bb0(%k: index):
    tensor.yield %zero : f32
  } : tensor<4xf32> to tensor<8xf32>
  // CHECK: %[[G:.+]] = arith.addf %[[R]], %[[Z]]
  %g = arith.addf %r, %pad : tensor<8xf32>
  // CHECK-NOT: linalg.generic
  // CHECK: return %{{.+}}, %[[G]]
  return %loss, %g : tensor<4xf32>, tensor<8xf32>
}
}
