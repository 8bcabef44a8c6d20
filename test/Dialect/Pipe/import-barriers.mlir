// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x})' 2>/dev/null | FileCheck %s
// RUN: pipe-opt %s --mlir-print-op-generic | pipe-opt --pass-pipeline='builtin.module(pipe-import{batch=x})' 2>/dev/null | FileCheck %s
// RUN: pipe-opt %s | FileCheck %s --check-prefix=TEXT

// What goes into an optimization barrier takes the place of what comes out, also
// in regions, in functions that are called and of several values at once.

// TEXT: util.optimization_barrier %{{.+}} : tensor<4xf32>
// TEXT: %{{.+}}:2 = util.optimization_barrier %{{.+}}, %{{.+}} : tensor<2x4xf32>, tensor<4xf32>

// CHECK-LABEL: func.func @main
// CHECK-SAME: (%[[X:.+]]: tensor<2x4xf32> {{.*}}, %[[W:.+]]: tensor<4xf32>
// CHECK-NOT: util.optimization_barrier
// CHECK: scf.if
// CHECK: arith.addf %[[W]], %[[W]]
// CHECK: %[[Y:.+]] = arith.addf %[[X]], %[[X]]
// CHECK: return %[[Y]], %[[W]]
func.func private @again(%w: tensor<4xf32>) -> tensor<4xf32> {
  %0 = util.optimization_barrier %w : tensor<4xf32>
  return %0 : tensor<4xf32>
}
func.func @main(%x: tensor<2x4xf32> {pipe.name = "x"}, %w: tensor<4xf32> {pipe.name = "w"}) -> (tensor<2x4xf32>, tensor<4xf32>, tensor<4xf32>) {
  %0 = call @again(%w) : (tensor<4xf32>) -> tensor<4xf32>
  %true = arith.constant true
  %1:2 = util.optimization_barrier %x, %0 : tensor<2x4xf32>, tensor<4xf32>
  %2 = scf.if %true -> (tensor<4xf32>) {
    %3 = util.optimization_barrier %1#1 : tensor<4xf32>
    %4 = arith.addf %3, %0 : tensor<4xf32>
    scf.yield %4 : tensor<4xf32>
  } else {
    scf.yield %0 : tensor<4xf32>
  }
  %5 = arith.addf %1#0, %x : tensor<2x4xf32>
  return %5, %1#1, %2 : tensor<2x4xf32>, tensor<4xf32>, tensor<4xf32>
}
