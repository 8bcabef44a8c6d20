// RUN: pipe-opt %s | pipe-opt | FileCheck %s
// RUN: pipe-opt %s --mlir-print-op-generic | pipe-opt | FileCheck %s

// The text is what torch-mlir prints, and the generic form.

// CHECK-LABEL: func.func @scatter
func.func @scatter(%updates: tensor<32x1x64xf32>, %rows: tensor<32x1xi64>, %old: tensor<128x64xf32>) -> tensor<128x64xf32> {
  // CHECK:      tm_tensor.scatter {dimension_map = array<i64: 0>} unique_indices(false) ins(%{{.+}}, %{{.+}} : tensor<32x1x64xf32>, tensor<32x1xi64>) outs(%{{.+}} : tensor<128x64xf32>) {
  // CHECK-NEXT: ^bb0(%{{.+}}: f32, %{{.+}}: f32):
  // CHECK-NEXT:   arith.addf
  // CHECK-NEXT:   tm_tensor.yield %{{.+}} : f32
  // CHECK-NEXT: } -> tensor<128x64xf32>
  %0 = tm_tensor.scatter {dimension_map = array<i64: 0>} unique_indices(false) ins(%updates, %rows : tensor<32x1x64xf32>, tensor<32x1xi64>) outs(%old : tensor<128x64xf32>) {
  ^bb0(%arg0: f32, %arg1: f32):
    %1 = arith.addf %arg1, %arg0 : f32
    tm_tensor.yield %1 : f32
  } -> tensor<128x64xf32>
  return %0 : tensor<128x64xf32>
}

// CHECK-LABEL: func.func @sort
func.func @sort(%x: tensor<4x8xf32>, %n: tensor<4x8xi64>) -> (tensor<4x8xf32>, tensor<4x8xi64>) {
  // CHECK: tm_tensor.sort dimension(1) outs(%{{.+}}, %{{.+}} : tensor<4x8xf32>, tensor<4x8xi64>) {
  %0:2 = tm_tensor.sort dimension(1) outs(%x, %n : tensor<4x8xf32>, tensor<4x8xi64>) {
  ^bb0(%a: f32, %b: f32, %i: i64, %j: i64):
    %1 = arith.cmpf ole, %a, %b : f32
    tm_tensor.yield %1 : i1
  } -> tensor<4x8xf32>, tensor<4x8xi64>
  return %0#0, %0#1 : tensor<4x8xf32>, tensor<4x8xi64>
}

// CHECK-LABEL: func.func @topk
func.func @topk(%x: tensor<8xf32>, %v: tensor<3xf32>, %n: tensor<3xi32>) -> tensor<3xf32> {
  // CHECK: tm_tensor.topk dimension(0) ins(%{{.+}} : tensor<8xf32>) outs(%{{.+}}, %{{.+}} : tensor<3xf32>, tensor<3xi32>) {
  %0:2 = tm_tensor.topk dimension(0) ins(%x : tensor<8xf32>) outs(%v, %n : tensor<3xf32>, tensor<3xi32>) {
  ^bb0(%a: f32, %b: f32):
    %1 = arith.cmpf ogt, %a, %b : f32
    tm_tensor.yield %1 : i1
  } -> tensor<3xf32>, tensor<3xi32>
  return %0#0 : tensor<3xf32>
}

// CHECK-LABEL: func.func @scan
func.func @scan(%x: tensor<4x8xf32>, %o: tensor<4x8xf32>, %z: tensor<4xf32>) -> tensor<4x8xf32> {
  // CHECK: tm_tensor.scan dimension(1) inclusive(true) ins(%{{.+}} : tensor<4x8xf32>) outs(%{{.+}}, %{{.+}} : tensor<4x8xf32>, tensor<4xf32>) {
  %0:2 = tm_tensor.scan dimension(1) inclusive(true) ins(%x : tensor<4x8xf32>) outs(%o, %z : tensor<4x8xf32>, tensor<4xf32>) {
  ^bb0(%a: f32, %b: f32):
    %1 = arith.addf %a, %b : f32
    tm_tensor.yield %1 : f32
  } -> tensor<4x8xf32>, tensor<4xf32>
  return %0#0 : tensor<4x8xf32>
}

// CHECK-LABEL: func.func @attention
func.func @attention(%q: tensor<2x4x8xf32>, %m: tensor<2x4x4xi1>) -> tensor<2x4x8xf32> {
  // CHECK: tm_tensor.attention {scale = 1.250000e-01 : f64} ins(%{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : tensor<2x4x8xf32>, tensor<2x4x8xf32>, tensor<2x4x8xf32>, tensor<2x4x4xi1>) outs(%{{.+}} : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
  %0 = tm_tensor.attention {scale = 1.250000e-01 : f64} ins(%q, %q, %q, %m : tensor<2x4x8xf32>, tensor<2x4x8xf32>, tensor<2x4x8xf32>, tensor<2x4x4xi1>) outs(%q : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
  return %0 : tensor<2x4x8xf32>
}

// Others are read, and kept, in the generic form.

// CHECK-LABEL: func.func @others
// CHECK: "tm_tensor.unknown"(%{{.+}}) : (f32) -> f32
func.func @others(%x: f32) -> f32 {
  %0 = "tm_tensor.unknown"(%x) : (f32) -> f32
  return %0 : f32
}
