// RUN: pipe-opt %s --pass-pipeline='builtin.module(func.func(pipe-lower-assertions))' --split-input-file --verify-diagnostics | FileCheck %s --implicit-check-not=cf.assert
// RUN: pipe-opt %s --pass-pipeline='builtin.module(func.func(pipe-lower-assertions{assertions=drop}))' --split-input-file | FileCheck %s --check-prefix=DROP
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(func.func(pipe-lower-assertions{assertions=keep}))' --split-input-file 2>&1 | FileCheck %s --check-prefix=OPTION

// DROP-NOT: assert
// OPTION:   error: 'assertions=keep' is not one of check, drop

#map = affine_map<(d0) -> (d0)>

// What pipe-guard-indices checks anyway is not checked twice: the index of an
// extraction is below its size, and not negative.

// CHECK-LABEL: func.func @index(
// CHECK-NOT:     pipert.check_assertion
func.func @index(%t: tensor<10xf32>, %x: tensor<4xi64>) -> tensor<4xf32> {
  %c10 = arith.constant 10 : index
  %c0 = arith.constant 0 : i64
  %e = tensor.empty() : tensor<4xf32>
  %r = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%x : tensor<4xi64>) outs(%e : tensor<4xf32>) {
  ^bb0(%in: i64, %out: f32):
    %k = arith.index_cast %in : i64 to index
    %a = arith.cmpi slt, %k, %c10 : index
    cf.assert %a, "index must be smaller than dim size"
    %b = arith.cmpi sge, %in, %c0 : i64
    cf.assert %b, "index must be larger or equal to 0"
    %v = tensor.extract %t[%k] : tensor<10xf32>
    linalg.yield %v : f32
  } -> tensor<4xf32>
  return %r : tensor<4xf32>
}

// -----

#map = affine_map<(d0) -> (d0)>

// A bound that is smaller than the tensor is a check of its own.

// CHECK-LABEL: func.func @smaller(
func.func @smaller(%t: tensor<10xf32>, %x: tensor<4xi64>) -> tensor<4xf32> {
  %c9 = arith.constant 9 : index
  %e = tensor.empty() : tensor<4xf32>
  %r = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%x : tensor<4xi64>) outs(%e : tensor<4xf32>) {
  ^bb0(%in: i64, %out: f32):
    %k = arith.index_cast %in : i64 to index
    // CHECK: %[[A:.+]] = arith.cmpi slt
    // CHECK: %[[OK:.+]] = pipert.check_assertion %[[A]] at "the assertion \22no padding\22 at {{.*}}lower-assertions.mlir:{{[0-9:]+}}"
    %a = arith.cmpi slt, %k, %c9 : index
    cf.assert %a, "no padding"
    // CHECK: %[[V:.+]] = tensor.extract
    // CHECK: %[[S:.+]] = arith.select %[[OK]], %[[V]], %{{.+}} : f32
    // CHECK: linalg.yield %[[S]]
    %v = tensor.extract %t[%k] : tensor<10xf32>
    linalg.yield %v : f32
  } -> tensor<4xf32>
  return %r : tensor<4xf32>
}

// -----

// Outside of bodies, the next tensor depends on the check.

// CHECK-LABEL: func.func @function(
func.func @function(%x: tensor<4xf32>, %c: tensor<i1>) -> tensor<4xf32> {
  // CHECK: %[[C:.+]] = tensor.extract %arg1[]
  // CHECK: %[[Y:.+]] = linalg.exp
  // CHECK: %[[F:.+]] = tensor.from_elements %[[C]] : tensor<i1>
  // CHECK: %[[R:.+]] = linalg.generic {{.+}} ins(%[[Y]], %[[F]] : tensor<4xf32>, tensor<i1>)
  // CHECK:   pipert.check_assertion
  // CHECK: return %[[R]]
  %a = tensor.extract %c[] : tensor<i1>
  cf.assert %a, "shapes differ"
  %e = tensor.empty() : tensor<4xf32>
  %y = linalg.exp ins(%x : tensor<4xf32>) outs(%e : tensor<4xf32>) -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// -----

// Constants are computed.

// CHECK-LABEL: func.func @constant(
// CHECK-NOT:     pipert.check_assertion
func.func @constant(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = arith.constant 0 : index
  %c4 = arith.constant 4 : i64
  %d = tensor.dim %x, %c0 : tensor<4xf32>
  %n = arith.index_cast %d : index to i64
  %a = arith.cmpi eq, %n, %c4 : i64
  cf.assert %a, "mismatching contracting dimension"
  return %x : tensor<4xf32>
}

// -----

func.func @negative_false(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = arith.constant 0 : index
  %c5 = arith.constant 5 : index
  %d = tensor.dim %x, %c0 : tensor<4xf32>
  %a = arith.cmpi eq, %d, %c5 : index
  // expected-error@+1 {{'cf.assert' op never holds: "sizes differ"; drop it with 'assertions=drop'}}
  cf.assert %a, "sizes differ"
  return %x : tensor<4xf32>
}

// -----

func.func @negative_nothing(%c: i1) {
  // expected-error@+1 {{'cf.assert' op guards nothing that is computed behind it; drop it with 'assertions=drop'}}
  cf.assert %c, "nothing"
  return
}
