// RUN: pipe-opt %s --pass-pipeline='builtin.module(func.func(pipe-expand-math{library=false}))' | FileCheck %s
// RUN: pipe-opt %s --pass-pipeline='builtin.module(func.func(pipe-expand-math))' | FileCheck %s --check-prefix=LIBRARY

// Large angles are reduced in integers, on bits of 2 / pi.

// CHECK-LABEL: func.func private @angle(
// CHECK-NOT:     math.sin
// CHECK:         scf.if
// CHECK:           arith.muli
// CHECK-NOT:     math.sin
// LIBRARY-LABEL: func.func private @angle(
// LIBRARY:         math.sin
func.func private @angle(%x: f32) -> f32 {
  %0 = math.sin %x : f32
  return %0 : f32
}

// CHECK-LABEL: func.func private @power(
// CHECK-NOT:     math.powf
// CHECK:         math.fma %{{.+}} : f64
// LIBRARY-LABEL: func.func private @power(
// LIBRARY-NEXT:    math.powf
func.func private @power(%x: f64, %y: f64) -> f64 {
  %0 = math.powf %x, %y : f64
  return %0 : f64
}

// What has no polynomial stays.

// CHECK-LABEL: func.func private @negative_angle_f64(
// CHECK-NEXT:    math.sin
func.func private @negative_angle_f64(%x: f64) -> f64 {
  %0 = math.sin %x : f64
  return %0 : f64
}
