// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-set-kernel-target{name={the host} vector-bytes=64 alignment=64},func.func(pipe-prepare-kernels))' \
// RUN:   -split-input-file -verify-diagnostics | FileCheck %s

// Elementwise ops on tensors become generics, also on tensors of rank 0.

// CHECK-LABEL: func.func @elementwise
func.func @elementwise(%x: tensor<4xf32>, %s: tensor<f32>) -> (tensor<4xf32>, tensor<f32>) {
  // CHECK-NOT: arith.addf {{.*}} : tensor
  // CHECK:     linalg.generic
  // CHECK:       arith.addf %{{.+}}, %{{.+}} : f32
  %0 = arith.addf %x, %x : tensor<4xf32>
  // CHECK:     linalg.generic {{.*}}iterator_types = []
  // CHECK:       math.exp %{{.+}} : f32
  %1 = math.exp %s : tensor<f32>
  return %0, %1 : tensor<4xf32>, tensor<f32>
}

// -----

// A product that adds to zeros overwrites; one that adds to values does not.

// CHECK-LABEL: func.func @contractions
// CHECK-SAME:    %[[A:.+]]: tensor<4x8xf32>, %[[B:.+]]: tensor<8x4xf32>, %[[C:.+]]: tensor<4x4xf32>
func.func @contractions(%a: tensor<4x8xf32>, %b: tensor<8x4xf32>, %c: tensor<4x4xf32>) -> (tensor<4x4xf32>, tensor<4x4xf32>) {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4x4xf32>
  %z = linalg.fill ins(%zero : f32) outs(%e : tensor<4x4xf32>) -> tensor<4x4xf32>
  // CHECK: linalg.fill
  // CHECK: %[[E:.+]] = tensor.empty
  // CHECK: linalg.matmul {pipe.contraction, pipe.overwrite} ins(%[[A]], %[[B]] {{.*}} outs(%[[E]]
  %0 = linalg.matmul ins(%a, %b : tensor<4x8xf32>, tensor<8x4xf32>) outs(%z : tensor<4x4xf32>) -> tensor<4x4xf32>
  // CHECK-NOT: pipe.overwrite
  // CHECK: linalg.matmul {pipe.contraction} ins(%[[A]], %[[B]] {{.*}} outs(%[[C]]
  %1 = linalg.matmul ins(%a, %b : tensor<4x8xf32>, tensor<8x4xf32>) outs(%c : tensor<4x4xf32>) -> tensor<4x4xf32>
  return %0, %1 : tensor<4x4xf32>, tensor<4x4xf32>
}

// -----

// The runtime has no product of integers: an ordinary generic.

// CHECK-LABEL: func.func @negative_contraction_of_integers
func.func @negative_contraction_of_integers(%a: tensor<4x8xi32>, %b: tensor<8x4xi32>, %c: tensor<4x4xi32>) -> tensor<4x4xi32> {
  // CHECK-NOT: pipe.contraction
  // CHECK: linalg.generic
  %0 = linalg.matmul ins(%a, %b : tensor<4x8xi32>, tensor<8x4xi32>) outs(%c : tensor<4x4xi32>) -> tensor<4x4xi32>
  return %0 : tensor<4x4xi32>
}

// -----

// What a product reads from a slice, or writes into one, is copied.

// CHECK-LABEL: func.func @slices
func.func @slices(%x: tensor<4x20xf32>, %b: tensor<8x4xf32>, %o: tensor<4x9xf32>) -> tensor<4x9xf32> {
  // CHECK: %[[SLICE:.+]] = tensor.extract_slice
  %a = tensor.extract_slice %x[0, 5] [4, 8] [1, 1] : tensor<4x20xf32> to tensor<4x8xf32>
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4x4xf32>
  %z = linalg.fill ins(%zero : f32) outs(%e : tensor<4x4xf32>) -> tensor<4x4xf32>
  // CHECK: %[[IN:.+]] = linalg.generic {{.*}} ins(%[[SLICE]]
  // CHECK: %[[PRODUCT:.+]] = linalg.matmul {{.*}} ins(%[[IN]],
  // CHECK: %[[OUT:.+]] = linalg.generic {{.*}} ins(%[[PRODUCT]]
  // CHECK: tensor.insert_slice %[[OUT]]
  %0 = linalg.matmul ins(%a, %b : tensor<4x8xf32>, tensor<8x4xf32>) outs(%z : tensor<4x4xf32>) -> tensor<4x4xf32>
  %1 = tensor.insert_slice %0 into %o[0, 5] [4, 4] [1, 1] : tensor<4x4xf32> into tensor<4x9xf32>
  return %1 : tensor<4x9xf32>
}

// -----

#id = affine_map<(i, j) -> (i, j)>
#row = affine_map<(i, j) -> (i)>
#column = affine_map<(i, j) -> (j)>

// Rows are summed in lanes, one vector or four; columns, short rows and sums
// that are more than one operation in order.

// CHECK-LABEL: func.func @lanes
func.func @lanes(%x: tensor<4x100xf32>, %y: tensor<4x256xf64>, %s: tensor<4x5xf32>, %o: tensor<4xf32>, %p: tensor<4xf64>, %q: tensor<100xf32>)
    -> (tensor<4xf32>, tensor<4xf64>, tensor<100xf32>, tensor<4xf32>, tensor<4xf32>) {
  // CHECK: linalg.generic {{.*}} attrs = {pipe.lanes = 16 : i64}
  %0 = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x100xf32>) outs(%o : tensor<4xf32>) {
  ^bb0(%a: f32, %b: f32):
    %c = arith.addf %a, %b : f32
    linalg.yield %c : f32
  } -> tensor<4xf32>
  // CHECK: linalg.generic {{.*}} attrs = {pipe.lanes = 32 : i64}
  %1 = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%y : tensor<4x256xf64>) outs(%p : tensor<4xf64>) {
  ^bb0(%a: f64, %b: f64):
    %c = arith.addf %b, %a : f64
    linalg.yield %c : f64
  } -> tensor<4xf64>
  // CHECK: linalg.generic {{.*}} attrs = {pipe.lanes = 1 : i64}
  %2 = linalg.generic {indexing_maps = [#id, #column], iterator_types = ["reduction", "parallel"]} ins(%x : tensor<4x100xf32>) outs(%q : tensor<100xf32>) {
  ^bb0(%a: f32, %b: f32):
    %c = arith.addf %b, %a : f32
    linalg.yield %c : f32
  } -> tensor<100xf32>
  // CHECK: linalg.generic {{.*}} attrs = {pipe.lanes = 1 : i64}
  %3 = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%s : tensor<4x5xf32>) outs(%o : tensor<4xf32>) {
  ^bb0(%a: f32, %b: f32):
    %c = arith.addf %b, %a : f32
    linalg.yield %c : f32
  } -> tensor<4xf32>
  // CHECK: linalg.generic {{.*}} attrs = {pipe.lanes = 1 : i64}
  %4 = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x100xf32>) outs(%o : tensor<4xf32>) {
  ^bb0(%a: f32, %b: f32):
    %c = arith.subf %b, %a : f32
    linalg.yield %c : f32
  } -> tensor<4xf32>
  return %0, %1, %2, %3, %4 : tensor<4xf32>, tensor<4xf64>, tensor<100xf32>, tensor<4xf32>, tensor<4xf32>
}

// -----

#id = affine_map<(i, j) -> (i, j)>
#row = affine_map<(i, j) -> (i)>

// A result that nothing reads does not keep the other one from being summed in
// lanes.

// CHECK-LABEL: func.func @unused_result
func.func @unused_result(%x: tensor<4x100xf32>, %o: tensor<4xf32>, %p: tensor<4xi64>) -> tensor<4xf32> {
  // CHECK: linalg.generic {{.*}} outs(%{{.+}} : tensor<4xf32>) attrs = {pipe.lanes = 16 : i64}
  // CHECK-NOT: arith.select
  %0:2 = linalg.generic {indexing_maps = [#id, #row, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x100xf32>) outs(%o, %p : tensor<4xf32>, tensor<4xi64>) {
  ^bb0(%a: f32, %b: f32, %c: i64):
    %i = linalg.index 1 : index
    %n = arith.index_cast %i : index to i64
    %d = arith.maximumf %a, %b : f32
    %g = arith.cmpf ogt, %a, %b : f32
    %e = arith.select %g, %n, %c : i64
    linalg.yield %d, %e : f32, i64
  } -> (tensor<4xf32>, tensor<4xi64>)
  return %0#0 : tensor<4xf32>
}

// -----

#id = affine_map<(i, j) -> (i, j)>
#row = affine_map<(i, j) -> (i)>

// Sums of 16-bit floats are kept in f32 and rounded once; a product that is
// added is not rounded, what else is computed with the term is. Picking rounds
// nothing.

// CHECK-LABEL: func.func @small_sums
func.func @small_sums(%x: tensor<4x20xbf16>) -> (tensor<4xbf16>, tensor<4xbf16>, tensor<4xbf16>) {
  // CHECK: %[[F32:.+]] = arith.constant 0.000000e+00 : f32
  %zero = arith.constant 0.0 : bf16
  %e = tensor.empty() : tensor<4xbf16>
  %z = linalg.fill ins(%zero : bf16) outs(%e : tensor<4xbf16>) -> tensor<4xbf16>
  // CHECK: %[[INIT:.+]] = linalg.fill ins(%[[F32]] : f32)
  // CHECK: %[[SUM:.+]] = linalg.generic {{.*}} outs(%[[INIT]] : tensor<4xf32>) attrs = {pipe.lanes = 16 : i64}
  // CHECK-NEXT: ^bb0(%[[A:.+]]: bf16, %[[O:.+]]: f32):
  // CHECK-NEXT:   arith.negf %[[A]] : bf16
  // CHECK-NEXT:   %[[TERM:.+]] = arith.extf
  // CHECK-NEXT:   arith.addf %[[O]], %[[TERM]] : f32
  // CHECK: linalg.generic {{.*}} ins(%[[SUM]] : tensor<4xf32>)
  // CHECK: arith.truncf %{{.+}} : f32 to bf16
  %0 = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x20xbf16>) outs(%z : tensor<4xbf16>) {
  ^bb0(%a: bf16, %o: bf16):
    %n = arith.negf %a : bf16
    %c = arith.addf %o, %n : bf16
    linalg.yield %c : bf16
  } -> tensor<4xbf16>
  // CHECK: linalg.generic {{.*}} outs(%{{.+}} : tensor<4xf32>)
  // CHECK: arith.mulf %{{.+}} : f32
  // CHECK-NEXT: arith.addf %{{.+}} : f32
  %1 = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x20xbf16>) outs(%z : tensor<4xbf16>) {
  ^bb0(%a: bf16, %o: bf16):
    %m = arith.mulf %a, %a : bf16
    %c = arith.addf %o, %m : bf16
    linalg.yield %c : bf16
  } -> tensor<4xbf16>
  // CHECK: linalg.generic {{.*}} outs(%{{.+}} : tensor<4xbf16>)
  // CHECK: arith.maximumf %{{.+}} : bf16
  %2 = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x20xbf16>) outs(%z : tensor<4xbf16>) {
  ^bb0(%a: bf16, %o: bf16):
    %c = arith.maximumf %o, %a : bf16
    linalg.yield %c : bf16
  } -> tensor<4xbf16>
  return %0, %1, %2 : tensor<4xbf16>, tensor<4xbf16>, tensor<4xbf16>
}

// -----

#id = affine_map<(i, j) -> (i, j)>
#row = affine_map<(i, j) -> (i)>
#column = affine_map<(i, j) -> (j)>

// 32 terms one after the other are added in f32, 33 in f64: of a row in 64 lanes
// 2048 and one more, of a column 32 and 33. Integers wrap as they are.

// CHECK-LABEL: func.func @long_sums
func.func @long_sums(%r: tensor<4x2048xf32>, %s: tensor<4x2049xf32>, %c: tensor<32x4xf32>, %d: tensor<33x4xf32>,
                     %i: tensor<33x4xi32>, %o: tensor<4xf32>, %p: tensor<4xi32>)
    -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xi32>) {
  // CHECK: linalg.generic {{.*}} ins(%{{.+}} : tensor<4x2048xf32>) outs(%{{.+}} : tensor<4xf32>)
  %0 = linalg.reduce { arith.addf } ins(%r : tensor<4x2048xf32>) outs(%o : tensor<4xf32>) dimensions = [1]
  // CHECK: linalg.generic {{.*}} ins(%{{.+}} : tensor<4x2049xf32>) outs(%{{.+}} : tensor<4xf64>)
  %1 = linalg.reduce { arith.addf } ins(%s : tensor<4x2049xf32>) outs(%o : tensor<4xf32>) dimensions = [1]
  // CHECK: linalg.generic {{.*}} ins(%{{.+}} : tensor<32x4xf32>) outs(%{{.+}} : tensor<4xf32>)
  %2 = linalg.reduce { arith.addf } ins(%c : tensor<32x4xf32>) outs(%o : tensor<4xf32>) dimensions = [0]
  // CHECK: linalg.generic {{.*}} ins(%{{.+}} : tensor<33x4xf32>) outs(%{{.+}} : tensor<4xf64>)
  %3 = linalg.reduce { arith.addf } ins(%d : tensor<33x4xf32>) outs(%o : tensor<4xf32>) dimensions = [0]
  // CHECK: linalg.generic {{.*}} ins(%{{.+}} : tensor<33x4xi32>) outs(%{{.+}} : tensor<4xi32>)
  %4 = linalg.reduce { arith.addi } ins(%i : tensor<33x4xi32>) outs(%p : tensor<4xi32>) dimensions = [0]
  return %0, %1, %2, %3, %4 : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xi32>
}

// -----

// A matrix product of 16-bit floats is one of f32, rounded once; the result of f32
// is left as it is.

// CHECK-LABEL: func.func @small_product
func.func @small_product(%a: tensor<4x8xbf16>, %b: tensor<8x6xbf16>, %o: tensor<4x6xf32>) -> (tensor<4x6xbf16>, tensor<4x6xf32>) {
  %zero = arith.constant 0.0 : bf16
  %e = tensor.empty() : tensor<4x6xbf16>
  %z = linalg.fill ins(%zero : bf16) outs(%e : tensor<4x6xbf16>) -> tensor<4x6xbf16>
  // CHECK: linalg.generic {{.*}} ins(%{{.+}}, %{{.+}} : tensor<4x8xf32>, tensor<8x6xf32>) outs(%{{.+}} : tensor<4x6xf32>) attrs = {pipe.contraction, pipe.overwrite}
  // CHECK: arith.truncf %{{.+}} : f32 to bf16
  %0 = linalg.matmul ins(%a, %b : tensor<4x8xbf16>, tensor<8x6xbf16>) outs(%z : tensor<4x6xbf16>) -> tensor<4x6xbf16>
  // CHECK: linalg.generic {{.*}} ins(%{{.+}}, %{{.+}} : tensor<4x8xf32>, tensor<8x6xf32>) outs(%{{.+}} : tensor<4x6xf32>) attrs = {pipe.contraction}
  // CHECK-NOT: truncf
  %1 = linalg.matmul ins(%a, %b : tensor<4x8xbf16>, tensor<8x6xbf16>) outs(%o : tensor<4x6xf32>) -> tensor<4x6xf32>
  return %0, %1 : tensor<4x6xbf16>, tensor<4x6xf32>
}

// -----

// A constant of one value that a tensor begins with is no constant as large as that
// tensor; one that is only read stays, and so does one of several values.

// CHECK-LABEL: func.func @first_states
func.func @first_states(%x: tensor<1x4xf32>, %i: index, %n: index) -> (tensor<8x4xf32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<2xi32>, tensor<8x4xf32>) {
  // CHECK-DAG: %[[ALL:.+]] = arith.constant dense<2.000000e+00> : tensor<8x4xf32>
  // CHECK-DAG: %[[PAIR:.+]] = arith.constant dense<[1, 2]> : tensor<2xi32>
  %z = arith.constant dense<2.0> : tensor<8x4xf32>
  %p = arith.constant dense<[1, 2]> : tensor<2xi32>
  %c1 = arith.constant 1 : index
  // CHECK: %[[TWO:.+]] = arith.constant 2.000000e+00 : f32
  // CHECK: %[[FILLED:.+]] = linalg.fill ins(%[[TWO]] : f32) outs(%{{.+}} : tensor<8x4xf32>)
  // CHECK: %[[INSERTED:.+]] = tensor.insert_slice %{{.+}} into %[[FILLED]]
  %0 = tensor.insert_slice %x into %z[5, 0] [1, 4] [1, 1] : tensor<1x4xf32> into tensor<8x4xf32>
  // CHECK: %[[FIRST:.+]] = linalg.fill
  // CHECK: %[[LOOP:.+]] = scf.for {{.*}} iter_args(%{{.+}} = %[[FIRST]])
  %1 = scf.for %k = %i to %n step %c1 iter_args(%t = %z) -> tensor<8x4xf32> {
    %a = tensor.extract %0[%k, %k] : tensor<8x4xf32>
    %b = tensor.insert %a into %t[%k, %i] : tensor<8x4xf32>
    scf.yield %b : tensor<8x4xf32>
  }
  // CHECK: linalg.generic {{.*}} ins(%[[LOOP]], %[[ALL]]
  %2 = arith.addf %1, %z : tensor<8x4xf32>
  // CHECK: %[[RESULT:.+]] = linalg.fill
  // CHECK: return %[[INSERTED]], %[[LOOP]], %[[RESULT]], %[[PAIR]], 
  return %0, %1, %z, %p, %2 : tensor<8x4xf32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<2xi32>, tensor<8x4xf32>
}
