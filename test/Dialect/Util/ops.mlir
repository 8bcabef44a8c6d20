// RUN: pipe-opt %s --split-input-file --verify-diagnostics | FileCheck %s

// Types of what goes in and what comes out are equal; other ops of the dialect are
// read, and kept, in the generic form.

// CHECK-LABEL: func.func @others
// CHECK: "util.unknown"(%{{.+}}) {a = 1 : i64} : (f32) -> f32
func.func @others(%x: f32) -> f32 {
  %0 = "util.unknown"(%x) {a = 1 : i64} : (f32) -> f32
  %1 = "util.optimization_barrier"(%0) : (f32) -> f32
  return %1 : f32
}

// -----

func.func @negative_types(%x: f32) -> f64 {
  // expected-error@+1 {{failed to verify that all of {inputs, outputs} have same type}}
  %0 = "util.optimization_barrier"(%x) : (f32) -> f64
  return %0 : f64
}
