// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-lower-contractions)' -split-input-file -verify-diagnostics | FileCheck %s

// Sizes, pitches and transposition in the order of the runtime's function; an
// overwriting product has beta 0.

// CHECK:       llvm.func @pipert_gemm_f32(i64, i64, i64, !llvm.ptr, i64, i32, !llvm.ptr, i64, i32, f32, !llvm.ptr, i64)
// CHECK-LABEL: func.func private @plain(
func.func private @plain(%a: memref<4x8xf32>, %b: memref<8x16xf32>, %c: memref<4x16xf32>) {
  // CHECK-NOT: linalg.matmul
  // CHECK-DAG: %[[M:.+]] = llvm.mlir.constant(4 : i64)
  // CHECK-DAG: %[[N:.+]] = llvm.mlir.constant(16 : i64)
  // CHECK-DAG: %[[K:.+]] = llvm.mlir.constant(8 : i64)
  // CHECK-DAG: %[[BETA:.+]] = llvm.mlir.constant(0.000000e+00 : f32) : f32
  // CHECK:     llvm.call @pipert_gemm_f32(%[[M]], %[[N]], %[[K]], %{{.+}}, %{{.+}}, %{{.+}}, %{{.+}}, %{{.+}}, %{{.+}}, %[[BETA]], %{{.+}}, %{{.+}})
  linalg.matmul {pipe.contraction, pipe.overwrite} ins(%a, %b : memref<4x8xf32>, memref<8x16xf32>) outs(%c : memref<4x16xf32>)
  return
}

// -----

// CHECK: llvm.func @pipert_gemm_f64
// CHECK: func.func private @accumulating_f64(
func.func private @accumulating_f64(%a: memref<4x8xf64>, %b: memref<8x16xf64>, %c: memref<4x16xf64>) {
  // CHECK: %[[BETA:.+]] = llvm.mlir.constant(1.000000e+00 : f64) : f64
  // CHECK: llvm.call @pipert_gemm_f64({{.*}}, %[[BETA]], %{{.+}}, %{{.+}})
  linalg.matmul {pipe.contraction} ins(%a, %b : memref<4x8xf64>, memref<8x16xf64>) outs(%c : memref<4x16xf64>)
  return
}

// -----

#bkm = affine_map<(b, h, m, n, k) -> (b, h, k, m)>
#bnk = affine_map<(b, h, m, n, k) -> (b, h, n, k)>
#bmn = affine_map<(b, h, m, n, k) -> (b, h, m, n)>

// Both operands transposed: A is 5 apart, B is 3 apart. The two batch loops are
// adjacent in memory and become one.

// CHECK-LABEL: func.func private @batch_of_transposed(
func.func private @batch_of_transposed(%a: memref<2x6x3x5xf32>, %b: memref<2x6x7x3xf32>, %c: memref<2x6x5x7xf32>) {
  // CHECK:     %[[SIZE:.+]] = arith.constant 12 : index
  // CHECK:     scf.for %{{.+}} = %{{.+}} to %[[SIZE]]
  // CHECK-NOT: scf.for
  // CHECK-DAG:   %[[LDA:.+]] = llvm.mlir.constant(5 : i64)
  // CHECK-DAG:   %[[YES:.+]] = llvm.mlir.constant(1 : i32)
  // CHECK-DAG:   %[[LDB:.+]] = llvm.mlir.constant(3 : i64)
  // CHECK:       llvm.call @pipert_gemm_f32(
  linalg.generic {indexing_maps = [#bkm, #bnk, #bmn], iterator_types = ["parallel", "parallel", "parallel", "parallel", "reduction"]}
      ins(%a, %b : memref<2x6x3x5xf32>, memref<2x6x7x3xf32>) outs(%c : memref<2x6x5x7xf32>) attrs = {pipe.contraction} {
  ^bb0(%x: f32, %y: f32, %o: f32):
    %p = arith.mulf %x, %y : f32
    %s = arith.addf %o, %p : f32
    linalg.yield %s : f32
  }
  return
}

// -----

#ak = affine_map<(m, n, k, l) -> (m, k, l)>
#kb = affine_map<(m, n, k, l) -> (l, k, n)>
#mn = affine_map<(m, n, k, l) -> (m, n)>

// A sum over two loops that lie differently in the operands is not one matrix
// product; pipe-outline-loops should have made loops of it.

func.func private @negative_two_sums(%a: memref<4x3x5xf32>, %b: memref<5x3x7xf32>, %c: memref<4x7xf32>) {
  // expected-error@+1 {{'linalg.generic' op is marked as a matrix product, but the runtime's cannot express its strides; run pipe-outline-loops first}}
  linalg.generic {indexing_maps = [#ak, #kb, #mn], iterator_types = ["parallel", "parallel", "reduction", "reduction"]}
      ins(%a, %b : memref<4x3x5xf32>, memref<5x3x7xf32>) outs(%c : memref<4x7xf32>) attrs = {pipe.contraction, pipe.overwrite} {
  ^bb0(%x: f32, %y: f32, %o: f32):
    %p = arith.mulf %x, %y : f32
    %s = arith.addf %o, %p : f32
    linalg.yield %s : f32
  }
  return
}

// -----

// What was not found to be a product before fusion is none later.

// CHECK-LABEL: func.func private @negative_unmarked(
func.func private @negative_unmarked(%a: memref<4x8xf32>, %b: memref<8x16xf32>, %c: memref<4x16xf32>) {
  // CHECK-NOT: llvm.call
  // CHECK:     linalg.matmul
  linalg.matmul ins(%a, %b : memref<4x8xf32>, memref<8x16xf32>) outs(%c : memref<4x16xf32>)
  return
}
