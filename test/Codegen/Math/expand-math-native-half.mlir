// RUN: pipe-opt %s --pass-pipeline='builtin.module(func.func(pipe-expand-math{native-half=true}))' -split-input-file | FileCheck %s

// The processor converts f16 from and to f32, and nothing else of 16 bits.

// CHECK-LABEL: func.func @half(
func.func @half(%x: f16, %y: bf16, %z: f64) -> (f16, bf16, f16) {
  // CHECK: %[[WIDE:.+]] = arith.extf %{{.+}} : f16 to f32
  // CHECK: %[[SUM:.+]] = arith.addf %[[WIDE]]
  // CHECK: arith.truncf %[[SUM]] : f32 to f16
  %0 = arith.addf %x, %x : f16
  // CHECK-NOT: arith.extf %{{.+}} : bf16
  %1 = arith.addf %y, %y : bf16
  // CHECK-NOT: arith.truncf %{{.+}} : f64 to f16
  %2 = arith.truncf %z : f64 to f16
  return %0, %1, %2 : f16, bf16, f16
}

// -----

// f16 and bf16 are computed in f32 and rounded after every operation.

// CHECK-LABEL: func.func @small_floats(
func.func @small_floats(%x: f16, %y: f16) -> f16 {
  // CHECK-DAG: %[[X:.+]] = arith.extf %{{.+}} : f16 to f32
  // CHECK-DAG: %[[Y:.+]] = arith.extf %{{.+}} : f16 to f32
  // CHECK:     %[[S:.+]] = arith.addf %[[X]], %[[Y]] : f32
  // CHECK:     %[[T:.+]] = arith.truncf %[[S]] : f32 to f16
  // CHECK:     arith.extf %[[T]] : f16 to f32
  // CHECK:     arith.mulf %{{.+}}, %{{.+}} : f32
  %0 = arith.addf %x, %y : f16
  %1 = arith.mulf %0, %0 : f16
  return %1 : f16
}
