// RUN: pipe-opt %s --pass-pipeline='builtin.module(func.func(pipe-lower-tm-tensor))' --split-input-file --verify-diagnostics | FileCheck %s --implicit-check-not=tm_tensor

// Updates are put in one after the other; each reads and writes its own rows.

// CHECK-LABEL: func.func @scatter_rows(
// CHECK-SAME:    %[[U:[a-z0-9]+]]: tensor<3x1x4xf32>, %[[I:[a-z0-9]+]]: tensor<3x1xi64>, %[[O:[a-z0-9]+]]: tensor<5x4xf32>)
func.func @scatter_rows(%u: tensor<3x1x4xf32>, %i: tensor<3x1xi64>, %o: tensor<5x4xf32>) -> tensor<5x4xf32> {
  // CHECK: scf.for %[[R:.+]] = %c0 to %c3 step %c1 iter_args(%[[T:.+]] = %[[O]]) -> (tensor<5x4xf32>) {
  // CHECK:   %[[N:.+]] = tensor.extract %[[I]][%[[R]], %{{.+}}]
  // CHECK:   %[[ROW:.+]] = arith.index_cast %[[N]] : i64 to index
  // CHECK-DAG: %[[OLD:.+]] = tensor.extract_slice %[[T]][%[[ROW]], 0] [1, 4] [1, 1]
  // CHECK-DAG: %[[NEW:.+]] = tensor.extract_slice %[[U]][%[[R]], 0, 0] [1, 1, 4] [1, 1, 1]
  // CHECK:   %[[SUM:.+]] = linalg.generic {{.+}} ins(%[[NEW]] : tensor<1x4xf32>) outs(%[[OLD]] : tensor<1x4xf32>)
  // CHECK:     arith.addf %out, %in
  // CHECK:   %[[NEXT:.+]] = tensor.insert_slice %[[SUM]] into %[[T]][%[[ROW]], 0] [1, 4] [1, 1]
  // CHECK:   scf.yield %[[NEXT]]
  %0 = tm_tensor.scatter {dimension_map = array<i64: 0>} unique_indices(false) ins(%u, %i : tensor<3x1x4xf32>, tensor<3x1xi64>) outs(%o : tensor<5x4xf32>) {
  ^bb0(%a: f32, %b: f32):
    %1 = arith.addf %b, %a : f32
    tm_tensor.yield %1 : f32
  } -> tensor<5x4xf32>
  return %0 : tensor<5x4xf32>
}

// -----

// The columns of the indices go to the dimensions that the map says.

// CHECK-LABEL: func.func @scatter_elements(
func.func @scatter_elements(%u: tensor<3xf32>, %i: tensor<3x2xi32>, %o: tensor<5x4xf32>) -> tensor<5x4xf32> {
  // CHECK: %[[A:.+]] = arith.index_cast
  // CHECK: %[[B:.+]] = arith.index_cast
  // CHECK: %[[V:.+]] = tensor.extract %arg0
  // CHECK: tensor.insert %[[V]] into %{{.+}}[%[[B]], %[[A]]]
  %0 = tm_tensor.scatter {dimension_map = array<i64: 1, 0>} unique_indices(true) ins(%u, %i : tensor<3xf32>, tensor<3x2xi32>) outs(%o : tensor<5x4xf32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %a : f32
  } -> tensor<5x4xf32>
  return %0 : tensor<5x4xf32>
}

// -----

// CHECK-LABEL: func.func @scatter_nothing(
// CHECK-NEXT:    return %arg2
func.func @scatter_nothing(%u: tensor<0x4xf32>, %i: tensor<0x1xi64>, %o: tensor<5x4xf32>) -> tensor<5x4xf32> {
  %0 = tm_tensor.scatter {dimension_map = array<i64: 0>} unique_indices(true) ins(%u, %i : tensor<0x4xf32>, tensor<0x1xi64>) outs(%o : tensor<5x4xf32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %a : f32
  } -> tensor<5x4xf32>
  return %0 : tensor<5x4xf32>
}

// -----

// Five elements take three passes: runs of one, two and four are merged.

// CHECK-LABEL: func.func @sort(
func.func @sort(%x: tensor<2x5xf32>, %n: tensor<2x5xi64>) -> (tensor<2x5xf32>, tensor<2x5xi64>) {
  // CHECK-COUNT-3: scf.for %{{.+}} = %c0{{[_0-9]*}} to %c5{{[_0-9]*}} step
  // CHECK-NOT:     scf.for %{{.+}} = %c0{{[_0-9]*}} to %c5{{[_0-9]*}} step
  %0:2 = tm_tensor.sort dimension(1) outs(%x, %n : tensor<2x5xf32>, tensor<2x5xi64>) {
  ^bb0(%a: f32, %b: f32, %i: i64, %j: i64):
    %1 = arith.cmpf ole, %a, %b : f32
    tm_tensor.yield %1 : i1
  } -> tensor<2x5xf32>, tensor<2x5xi64>
  return %0#0, %0#1 : tensor<2x5xf32>, tensor<2x5xi64>
}

// -----

// CHECK-LABEL: func.func @topk(
func.func @topk(%x: tensor<8xf32>, %v: tensor<3xf32>, %n: tensor<3xi32>) -> tensor<3xf32> {
  // CHECK: scf.for %[[I:.+]] = %c0 to %c8
  // CHECK:   arith.index_cast %[[I]] : index to i32
  // CHECK:   scf.for %{{.+}} = %{{.+}} to %c3
  // CHECK:     arith.cmpf ogt
  // CHECK:     arith.cmpf ogt
  %0:2 = tm_tensor.topk dimension(0) ins(%x : tensor<8xf32>) outs(%v, %n : tensor<3xf32>, tensor<3xi32>) {
  ^bb0(%a: f32, %b: f32):
    %1 = arith.cmpf ogt, %a, %b : f32
    tm_tensor.yield %1 : i1
  } -> tensor<3xf32>, tensor<3xi32>
  return %0#0 : tensor<3xf32>
}

// -----

// The first place is copied; the loop begins with the second one.

// CHECK-LABEL: func.func @scan(
func.func @scan(%x: tensor<4x8xf32>, %o: tensor<4x8xf32>, %z: tensor<4xf32>) -> tensor<4x8xf32> {
  // CHECK: %[[F:.+]] = tensor.extract_slice %arg0[0, 0] [4, 1] [1, 1]
  // CHECK: tensor.insert_slice %[[F]] into %arg1[0, 0] [4, 1] [1, 1]
  // CHECK: scf.for %[[I:.+]] = %c1 to %c8 step %c1 iter_args(%{{.+}} = %{{.+}}, %{{.+}} = %[[F]])
  // CHECK:   tensor.extract_slice %arg0[0, %[[I]]] [4, 1] [1, 1]
  %0:2 = tm_tensor.scan dimension(1) inclusive(true) ins(%x : tensor<4x8xf32>) outs(%o, %z : tensor<4x8xf32>, tensor<4xf32>) {
  ^bb0(%a: f32, %b: f32):
    %1 = arith.addf %a, %b : f32
    tm_tensor.yield %1 : f32
  } -> tensor<4x8xf32>, tensor<4xf32>
  return %0#0 : tensor<4x8xf32>
}

// -----

// Scores are computed in f32; the scale is 1 / sqrt(16).

// CHECK-LABEL: func.func @attention(
func.func @attention(%q: tensor<2x4x16xbf16>, %k: tensor<2x6x16xbf16>, %o: tensor<2x4x16xbf16>) -> tensor<2x4x16xbf16> {
  // CHECK: linalg.generic {{.+}} ins(%arg0, %arg1 : {{.+}}) outs(%{{.+}} : tensor<2x4x6xf32>)
  // CHECK: %[[S:.+]] = arith.constant 2.500000e-01 : f32
  // CHECK: math.exp
  // CHECK: arith.truncf
  %0 = tm_tensor.attention ins(%q, %k, %k : tensor<2x4x16xbf16>, tensor<2x6x16xbf16>, tensor<2x6x16xbf16>) outs(%o : tensor<2x4x16xbf16>) -> tensor<2x4x16xbf16>
  return %0 : tensor<2x4x16xbf16>
}

// -----

func.func @negative_dynamic(%u: tensor<?x4xf32>, %i: tensor<?x1xi64>, %o: tensor<5x4xf32>) -> tensor<5x4xf32> {
  // expected-error@+1 {{'tm_tensor.scatter' op takes 'tensor<?x4xf32>', but can be lowered only where all shapes are static}}
  %0 = tm_tensor.scatter {dimension_map = array<i64: 0>} unique_indices(true) ins(%u, %i : tensor<?x4xf32>, tensor<?x1xi64>) outs(%o : tensor<5x4xf32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %a : f32
  } -> tensor<5x4xf32>
  return %0 : tensor<5x4xf32>
}
