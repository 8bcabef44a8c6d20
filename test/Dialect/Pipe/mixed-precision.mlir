// RUN: pipe-opt %s --pipe-mixed-precision=compute=bf16 -split-input-file -mlir-print-local-scope 2>/dev/null | FileCheck %s
// RUN: pipe-opt %s --pipe-mixed-precision=compute=f16 -split-input-file 2>/dev/null | FileCheck %s --check-prefix=F16
// RUN: pipe-opt %s --pipe-mixed-precision="compute=bf16 keep-f32=default,product,math.tanh" -split-input-file 2>/dev/null | FileCheck %s --check-prefix=KEEP
// RUN: pipe-opt %s --pipe-mixed-precision -split-input-file -verify-diagnostics -o /dev/null

#id = affine_map<(i, j) -> (i, j)>
#row = affine_map<(i, j) -> (i)>
#mk = affine_map<(m, n, k) -> (m, k)>
#kn = affine_map<(m, n, k) -> (k, n)>
#km = affine_map<(m, n, k) -> (k, m)>
#mn = affine_map<(m, n, k) -> (m, n)>

// h = tanh(x w + b); the loss is the sum of h v; the gradient of v. Products read
// bf16 and add in f32; h is kept in bf16, for the gradient of v, too; the loss and
// what lies in front of it is f32, and so is the gradient.

// CHECK-LABEL: func.func @layer(
// CHECK-SAME:    %[[X:.+]]: tensor<2x4xf32> {{.*}}, %[[W:.+]]: tensor<4x8xf32> {{.*}}, %[[B:.+]]: tensor<2x8xf32> {{.*}}, %[[V:.+]]: tensor<8x3xf32>
// CHECK:         %[[VR:.+]] = linalg.generic {{.*}} ins(%[[V]] : {{.*}}) outs(%{{.*}} : tensor<8x3xbf16>)
// CHECK:         %[[WR:.+]] = linalg.generic {{.*}} ins(%[[W]] : {{.*}}) outs(%{{.*}} : tensor<4x8xbf16>)
// CHECK:         %[[XR:.+]] = linalg.generic {{.*}} ins(%[[X]] : {{.*}}) outs(%{{.*}} : tensor<2x4xbf16>)
// CHECK-NEXT:    ^bb0(%[[IN:.+]]: f32, %{{.*}}: bf16):
// CHECK-NEXT:      %[[R:.+]] = arith.truncf %[[IN]] : f32 to bf16
// CHECK-NEXT:      linalg.yield %[[R]] : bf16
// CHECK:         %[[ONE:.+]] = linalg.generic {{.*}} outs(%{{.*}} : tensor<2x3xbf16>)
// CHECK:         %[[XW:.+]] = linalg.generic {{.*}} ins(%[[XR]], %[[WR]] : {{.*}}) outs(%{{.*}} : tensor<2x8xf32>)
// CHECK-NEXT:    ^bb0(%[[A:.+]]: bf16, %[[C:.+]]: bf16, %[[S:.+]]: f32):
// CHECK-NEXT:      %[[AF:.+]] = arith.extf %[[A]]
// CHECK-NEXT:      %[[CF:.+]] = arith.extf %[[C]]
// CHECK-NEXT:      %[[P:.+]] = arith.mulf %[[AF]], %[[CF]] : f32
// CHECK-NEXT:      %[[SUM:.+]] = arith.addf %[[S]], %[[P]] : f32
// CHECK-NEXT:      linalg.yield %[[SUM]] : f32
// CHECK:         %[[PRE:.+]] = linalg.generic {{.*}} ins(%[[XW]] : {{.*}}) outs(%{{.*}} : tensor<2x8xbf16>)
// CHECK:         %[[H:.+]] = linalg.generic {{.*}} ins(%[[PRE]], %[[B]] : tensor<2x8xbf16>, tensor<2x8xf32>) outs(%{{.*}} : tensor<2x8xbf16>)
// CHECK-NEXT:    ^bb0(%[[A:.+]]: bf16, %[[C:.+]]: f32, %{{.*}}: bf16):
// CHECK-NEXT:      %[[AF:.+]] = arith.extf %[[A]]
// CHECK-NEXT:      %[[D:.+]] = arith.addf %[[AF]], %[[C]] : f32
// CHECK-NEXT:      %[[T:.+]] = math.tanh %[[D]] : f32
// CHECK-NEXT:      %[[TR:.+]] = arith.truncf %[[T]] : f32 to bf16
// CHECK-NEXT:      linalg.yield %[[TR]] : bf16
// CHECK:         %[[Z:.+]] = linalg.generic {{.*}} ins(%[[H]], %[[VR]] : {{.*}}) outs(%{{.*}} : tensor<2x3xf32>)
// CHECK:         %[[LOSS:.+]] = linalg.generic {{.*}} ins(%[[Z]] : tensor<2x3xf32>) outs(%{{.*}} : tensor<f32>)
// CHECK:         %[[GV:.+]] = linalg.generic {{.*}} ins(%[[H]], %[[ONE]] : {{.*}}) outs(%{{.*}} : tensor<8x3xf32>)
// CHECK-NOT:     linalg.generic
// CHECK:         return %[[LOSS]], %[[GV]]

// F16-LABEL: func.func @layer(
// F16:         outs(%{{.*}} : tensor<8x3xf16>)

// Where tanh and products stay, nothing is rounded.
// KEEP-LABEL: func.func @layer(
// KEEP-NOT:     bf16
// KEEP:         return

module attributes {pipe.mode = "train"} {
// expected-remark @+1 {{2 of 5 values of f32 are kept in 'bf16', and 3 products read it}}
func.func @layer(%x: tensor<2x4xf32> {pipe.name = "x", pipe.batch = 0 : i64}, %w: tensor<4x8xf32> {pipe.name = "w", pipe.parameter},
                 %b: tensor<2x8xf32> {pipe.name = "b", pipe.parameter}, %v: tensor<8x3xf32> {pipe.name = "v", pipe.parameter})
    -> (tensor<f32> {pipe.name = "loss", pipe.loss}, tensor<8x3xf32> {pipe.name = "gv", pipe.gradient = "v"}) {
  %zero = arith.constant 0.0 : f32
  %one = arith.constant dense<1.0> : tensor<2x3xf32>
  %e28 = tensor.empty() : tensor<2x8xf32>
  %e23 = tensor.empty() : tensor<2x3xf32>
  %e83 = tensor.empty() : tensor<8x3xf32>
  %e = tensor.empty() : tensor<f32>
  %z28 = linalg.fill ins(%zero : f32) outs(%e28 : tensor<2x8xf32>) -> tensor<2x8xf32>
  %z23 = linalg.fill ins(%zero : f32) outs(%e23 : tensor<2x3xf32>) -> tensor<2x3xf32>
  %z83 = linalg.fill ins(%zero : f32) outs(%e83 : tensor<8x3xf32>) -> tensor<8x3xf32>
  %z = linalg.fill ins(%zero : f32) outs(%e : tensor<f32>) -> tensor<f32>
  %0 = linalg.matmul ins(%x, %w : tensor<2x4xf32>, tensor<4x8xf32>) outs(%z28 : tensor<2x8xf32>) -> tensor<2x8xf32>
  %1 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel", "parallel"]} ins(%0, %b : tensor<2x8xf32>, tensor<2x8xf32>) outs(%e28 : tensor<2x8xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %s = arith.addf %p, %q : f32
    %t = math.tanh %s : f32
    linalg.yield %t : f32
  } -> tensor<2x8xf32>
  %2 = linalg.matmul ins(%1, %v : tensor<2x8xf32>, tensor<8x3xf32>) outs(%z23 : tensor<2x3xf32>) -> tensor<2x3xf32>
  %3 = linalg.reduce ins(%2 : tensor<2x3xf32>) outs(%z : tensor<f32>) dimensions = [0, 1] (%p: f32, %o: f32) {
    %s = arith.addf %p, %o : f32
    linalg.yield %s : f32
  }
  %4 = linalg.generic {indexing_maps = [#km, #kn, #mn], iterator_types = ["parallel", "parallel", "reduction"]} ins(%1, %one : tensor<2x8xf32>, tensor<2x3xf32>) outs(%z83 : tensor<8x3xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %m = arith.mulf %p, %q : f32
    %s = arith.addf %o, %m : f32
    linalg.yield %s : f32
  } -> tensor<8x3xf32>
  return %3, %4 : tensor<f32>, tensor<8x3xf32>
}
}

// -----

// The slice of a parameter is rounded, not the parameter: each stage may hold the
// slices that it needs. Elements are moved in bf16. What is computed from the batch
// alone is not rounded: a position of 1001 is none in bf16.

// CHECK-LABEL: func.func @moves(
// CHECK-SAME:    %[[X:.+]]: tensor<2x4xf32> {{.*}}, %[[P:.+]]: tensor<2x4xf32> {{.*}}, %[[W:.+]]: tensor<3x4x4xf32>
// CHECK:         %[[SLICE:.+]] = tensor.extract_slice %[[W]]
// CHECK:         %[[WR:.+]] = linalg.generic {{.*}} ins(%[[SLICE]] : tensor<4x4xf32>) outs(%{{.*}} : tensor<4x4xbf16>)
// CHECK:         %[[SCALED:.+]] = linalg.generic {{.*}} ins(%[[P]] : tensor<2x4xf32>) outs(%{{.*}} : tensor<2x4xf32>)
// CHECK:         linalg.generic {{.*}} ins(%[[SCALED]] : {{.*}}) outs(%{{.*}} : tensor<2x4xbf16>)
// CHECK:         %[[PROD:.+]] = linalg.generic {{.*}} ins(%{{.*}}, %[[WR]] : {{.*}}) outs(%{{.*}} : tensor<2x4xf32>)
// CHECK:         %[[PRE:.+]] = linalg.generic {{.*}} ins(%[[PROD]] : {{.*}}) outs(%{{.*}} : tensor<2x4xbf16>)
// CHECK:         tensor.pad %[[PRE]]
// CHECK:           %[[PAD:.+]] = arith.truncf
// CHECK:           tensor.yield %[[PAD]] : bf16
// CHECK:         } : tensor<2x4xbf16> to tensor<2x6xbf16>
// CHECK:         tensor.collapse_shape {{.*}} : tensor<2x6xbf16> into tensor<12xbf16>
// CHECK:         linalg.generic {{.*}} ins(%{{.*}}, %{{.*}} : tensor<12xbf16>, tensor<12xbf16>) outs(%{{.*}} : tensor<12xbf16>)
// CHECK:         tensor.expand_shape {{.*}} : tensor<12xbf16> into tensor<3x4xbf16>
// CHECK:         return %{{.*}}, %[[SCALED]] : tensor<2x3xf32>, tensor<2x4xf32>
#id2 = affine_map<(i, j) -> (i, j)>
#id1 = affine_map<(i) -> (i)>
#ik = affine_map<(i, j, k) -> (i, k)>
#jk = affine_map<(i, j, k) -> (j, k)>
#ij = affine_map<(i, j, k) -> (i, j)>
module attributes {pipe.mode = "infer"} {
// expected-remark @+1 {{5 of 8 values of f32 are kept in 'bf16', and 2 products read it}}
func.func @moves(%x: tensor<2x4xf32> {pipe.name = "x", pipe.batch = 0 : i64}, %p: tensor<2x4xf32> {pipe.name = "p", pipe.batch = 0 : i64},
                 %w: tensor<3x4x4xf32> {pipe.name = "w", pipe.parameter})
    -> (tensor<2x3xf32> {pipe.name = "y", pipe.output}, tensor<2x4xf32> {pipe.name = "q", pipe.output}) {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<2x4xf32>
  %f = tensor.empty() : tensor<2x3xf32>
  %g = tensor.empty() : tensor<12xf32>
  %z = linalg.fill ins(%zero : f32) outs(%e : tensor<2x4xf32>) -> tensor<2x4xf32>
  %zf = linalg.fill ins(%zero : f32) outs(%f : tensor<2x3xf32>) -> tensor<2x3xf32>
  %s = tensor.extract_slice %w[1, 0, 0] [1, 4, 4] [1, 1, 1] : tensor<3x4x4xf32> to tensor<4x4xf32>
  %q = linalg.generic {indexing_maps = [#id2, #id2], iterator_types = ["parallel", "parallel"]} ins(%p : tensor<2x4xf32>) outs(%e : tensor<2x4xf32>) {
  ^bb0(%a: f32, %o: f32):
    %r = arith.addf %a, %a : f32
    linalg.yield %r : f32
  } -> tensor<2x4xf32>
  %0 = linalg.matmul ins(%x, %s : tensor<2x4xf32>, tensor<4x4xf32>) outs(%z : tensor<2x4xf32>) -> tensor<2x4xf32>
  %1 = tensor.pad %0 low[0, 1] high[0, 1] {
  ^bb0(%i: index, %j: index):
    tensor.yield %zero : f32
  } : tensor<2x4xf32> to tensor<2x6xf32>
  %2 = tensor.collapse_shape %1 [[0, 1]] : tensor<2x6xf32> into tensor<12xf32>
  %3 = linalg.generic {indexing_maps = [#id1, #id1, #id1], iterator_types = ["parallel"]} ins(%2, %2 : tensor<12xf32>, tensor<12xf32>) outs(%g : tensor<12xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %r = arith.mulf %a, %b : f32
    linalg.yield %r : f32
  } -> tensor<12xf32>
  %4 = tensor.expand_shape %3 [[0, 1]] output_shape [3, 4] : tensor<12xf32> into tensor<3x4xf32>
  %5 = linalg.generic {indexing_maps = [#ik, #jk, #ij], iterator_types = ["parallel", "parallel", "reduction"]} ins(%q, %4 : tensor<2x4xf32>, tensor<3x4xf32>) outs(%zf : tensor<2x3xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %m = arith.mulf %a, %b : f32
    %r = arith.addf %o, %m : f32
    linalg.yield %r : f32
  } -> tensor<2x3xf32>
  return %5, %q : tensor<2x3xf32>, tensor<2x4xf32>
}
}

// -----

// The state of a recurrence stays f32; the product in the loop reads bf16, also the
// parameter from outside, which is rounded once.

// CHECK-LABEL: func.func @loop(
// CHECK-SAME:    %[[X:.+]]: tensor<2x4xf32> {{.*}}, %[[W:.+]]: tensor<4x4xf32>
// CHECK:         %[[WR:.+]] = linalg.generic {{.*}} ins(%[[W]] : tensor<4x4xf32>) outs(%{{.*}} : tensor<4x4xbf16>)
// CHECK:         %[[LOOP:.+]] = scf.for {{.*}} iter_args(%[[H:.+]] = %[[X]]) -> (tensor<2x4xf32>)
// CHECK:           %[[HR:.+]] = linalg.generic {{.*}} ins(%[[H]] : tensor<2x4xf32>) outs(%{{.*}} : tensor<2x4xbf16>)
// CHECK:           linalg.generic {{.*}} ins(%[[HR]], %[[WR]] : {{.*}}) outs(%{{.*}} : tensor<2x4xf32>)
// CHECK:           %[[NEW:.+]] = linalg.generic {{.*}} ins({{.*}}, %[[H]] : {{.*}}) outs(%{{.*}} : tensor<2x4xf32>)
// CHECK:           scf.yield %[[NEW]] : tensor<2x4xf32>
// CHECK:         return %[[LOOP]]
#id3 = affine_map<(i, j) -> (i, j)>
module attributes {pipe.mode = "infer"} {
// expected-remark @+1 {{0 of 3 values of f32 are kept in 'bf16', and 1 products read it}}
func.func @loop(%x: tensor<2x4xf32> {pipe.name = "x", pipe.batch = 0 : i64}, %w: tensor<4x4xf32> {pipe.name = "w", pipe.parameter})
    -> (tensor<2x4xf32> {pipe.name = "y", pipe.output}) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c5 = arith.constant 5 : index
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<2x4xf32>
  %z = linalg.fill ins(%zero : f32) outs(%e : tensor<2x4xf32>) -> tensor<2x4xf32>
  %0 = scf.for %i = %c0 to %c5 step %c1 iter_args(%h = %x) -> (tensor<2x4xf32>) {
    %1 = linalg.matmul ins(%h, %w : tensor<2x4xf32>, tensor<4x4xf32>) outs(%z : tensor<2x4xf32>) -> tensor<2x4xf32>
    %2 = linalg.generic {indexing_maps = [#id3, #id3, #id3], iterator_types = ["parallel", "parallel"]} ins(%1, %h : tensor<2x4xf32>, tensor<2x4xf32>) outs(%e : tensor<2x4xf32>) {
    ^bb0(%a: f32, %b: f32, %o: f32):
      %r = arith.addf %a, %b : f32
      linalg.yield %r : f32
    } -> tensor<2x4xf32>
    scf.yield %2 : tensor<2x4xf32>
  }
  return %0 : tensor<2x4xf32>
}
}
