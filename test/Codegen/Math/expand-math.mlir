// RUN: pipe-opt %s --pass-pipeline='builtin.module(func.func(pipe-expand-math))' -split-input-file | FileCheck %s

// The same arithmetic for a scalar and for a vector.

// CHECK-LABEL: func.func @exp(
func.func @exp(%x: f32, %v: vector<16xf32>) -> (f32, vector<16xf32>) {
  // CHECK-NOT: math.exp
  // CHECK:     math.fma {{.*}} : f32
  // CHECK:     math.fma {{.*}} : vector<16xf32>
  // CHECK-NOT: math.exp
  %0 = math.exp %x : f32
  %1 = math.exp %v : vector<16xf32>
  return %0, %1 : f32, vector<16xf32>
}

// -----

// Every function that has a polynomial.

// CHECK-LABEL: func.func @all(
// CHECK-NOT:     math.{{exp|exp2|expm1|tanh|erf|log|log2|log10|log1p|rsqrt|powf}} %
func.func @all(%x: f32) -> f32 {
  %0 = math.exp2 %x : f32
  %1 = math.expm1 %0 : f32
  %2 = math.tanh %1 : f32
  %3 = math.erf %2 : f32
  %4 = math.log %3 : f32
  %5 = math.log2 %4 : f32
  %6 = math.log10 %5 : f32
  %7 = math.log1p %6 : f32
  %8 = math.rsqrt %7 : f32
  %9 = math.powf %8, %x : f32
  return %9 : f32
}

// -----

// Very large angles, if there are any, are left to the C library.

// CHECK-LABEL: func.func @sin(
func.func @sin(%v: vector<16xf32>) -> vector<16xf32> {
  // CHECK: %[[ANY:.+]] = vector.reduction <or>
  // CHECK: scf.if %[[ANY]]
  // CHECK:   math.sin {{.*}} {pipe.library}
  // CHECK: else
  %0 = math.sin %v : vector<16xf32>
  return %0 : vector<16xf32>
}

// -----

// f64 and the rarer functions are left to the C library.

// CHECK-LABEL: func.func @negative_library(
func.func @negative_library(%x: f64, %y: f32) -> (f64, f32) {
  // CHECK: math.exp %{{.+}} : f64
  %0 = math.exp %x : f64
  // CHECK: math.atan %{{.+}} : f32
  %1 = math.atan %y : f32
  return %0, %1 : f64, f32
}

// -----

// 16-bit floats are computed with in f32; conversions are integer arithmetic.

// CHECK-LABEL: func.func @small_floats(
func.func @small_floats(%x: bf16, %v: vector<16xbf16>) -> (bf16, vector<16xbf16>) {
  // CHECK-NOT: arith.{{extf|truncf}}
  // CHECK:     arith.addf {{.*}} : f32
  // CHECK:     arith.addf {{.*}} : vector<16xf32>
  // CHECK-NOT: arith.{{extf|truncf}}
  %0 = arith.addf %x, %x : bf16
  %1 = arith.addf %v, %v : vector<16xbf16>
  return %0, %1 : bf16, vector<16xbf16>
}

// -----

// Rounded once: from f64 to the neighbour with an odd last bit first, from
// integers that f32 does not hold by way of f64.

// CHECK-LABEL: func.func @rounded_once(
func.func @rounded_once(%x: f64, %i: i64, %j: i8) -> (f16, bf16, bf16) {
  // CHECK: arith.truncf %{{.+}} : f64 to f32
  // CHECK: arith.cmpf one
  // CHECK-NOT: arith.truncf %{{.+}} to f16
  %0 = arith.truncf %x : f64 to f16
  // CHECK: arith.sitofp %{{.+}} : i64 to f64
  // CHECK: arith.cmpf one
  %1 = arith.sitofp %i : i64 to bf16
  // CHECK: arith.sitofp %{{.+}} : i8 to f32
  %2 = arith.sitofp %j : i8 to bf16
  return %0, %1, %2 : f16, bf16, bf16
}
