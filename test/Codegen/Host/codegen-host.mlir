// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-codegen-host)' \
// RUN:   --allow-unregistered-dialect -split-input-file -verify-diagnostics | FileCheck %s
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-codegen-host{fuse-elementwise=false})' \
// RUN:   --allow-unregistered-dialect -split-input-file -verify-diagnostics | FileCheck %s --check-prefix=UNFUSED

// A layer of a model from tensors to pointers. The pipeline's op and the names
// that it uses stay. One nest: bias and tanh go
// together.

// CHECK:       llvm.func @pipert_gemm_f32(
// CHECK:       "other.program"() {kernel = @layer}
// CHECK:       llvm.func @layer(
// CHECK-SAME:    pipe.workspace_bytes = 256 : i64
// CHECK:         llvm.call @pipert_gemm_f32(
// CHECK:         llvm.call @[[NEST:[^(]+]](
// CHECK-NOT:     llvm.call
// CHECK:         llvm.return
// CHECK:       llvm.func internal @[[NEST]](
// CHECK-NOT:   llvm.func
// CHECK-NOT:   func.func

// UNFUSED:       llvm.func @layer(
// UNFUSED-COUNT-4: llvm.call
"other.program"() {kernel = @layer} : () -> ()
#id = affine_map<(i, j) -> (i, j)>
#column = affine_map<(i, j) -> (j)>
func.func private @layer(%x: tensor<4x8xf32>, %w: tensor<8x16xf32>, %b: tensor<16xf32>) -> tensor<4x16xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4x16xf32>
  %z = linalg.fill ins(%zero : f32) outs(%e : tensor<4x16xf32>) -> tensor<4x16xf32>
  %0 = linalg.matmul ins(%x, %w : tensor<4x8xf32>, tensor<8x16xf32>) outs(%z : tensor<4x16xf32>) -> tensor<4x16xf32>
  %1 = linalg.generic {indexing_maps = [#column, #id], iterator_types = ["parallel", "parallel"]} ins(%b : tensor<16xf32>) outs(%e : tensor<4x16xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  } -> tensor<4x16xf32>
  %2 = arith.addf %0, %1 : tensor<4x16xf32>
  %3 = math.tanh %2 : tensor<4x16xf32>
  return %3 : tensor<4x16xf32>
}

// -----

// CHECK-NOT:   negative_foreign_op
// UNFUSED-NOT: negative_foreign_op
func.func private @negative_foreign_op(%x: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error@+1 {{op 'other.op' has no code generation for the host}}
  %0 = "other.op"(%x) : (tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
