// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-launch-products)' -split-input-file -verify-diagnostics | FileCheck %s

// CHECK-LABEL: func.func private @plain(
// CHECK-SAME:    %[[A:.+]]: memref<4x8xf32>, %[[B:.+]]: memref<8x16xf32>, %[[C:.+]]: memref<4x16xf32>)
// CHECK-DAG:     %[[IA:.+]] = memref.extract_aligned_pointer_as_index %[[A]]
// CHECK-DAG:     %[[LA:.+]] = arith.index_cast %[[IA]]
// CHECK-DAG:     %[[PA:.+]] = llvm.inttoptr %[[LA]]
// CHECK-DAG:     %[[IC:.+]] = memref.extract_aligned_pointer_as_index %[[C]]
// CHECK-DAG:     %[[LC:.+]] = arith.index_cast %[[IC]]
// CHECK-DAG:     %[[PC:.+]] = llvm.inttoptr %[[LC]]
// CHECK:         pipert.gpu_multiply %[[PA]], %{{.+}}, %[[PC]] sizes(4, 16, 8) pitches(8, 16, 16) count 1 strides(0, 0, 0) x f32{{$}}
func.func private @plain(%a: memref<4x8xf32>, %b: memref<8x16xf32>, %c: memref<4x16xf32>) {
  linalg.matmul {pipe.contraction, pipe.overwrite} ins(%a, %b : memref<4x8xf32>, memref<8x16xf32>) outs(%c : memref<4x16xf32>)
  return
}

// -----

// CHECK-LABEL: func.func private @accumulating_f64(
// CHECK:         pipert.gpu_multiply {{.+}} x f64 {accumulate}
func.func private @accumulating_f64(%a: memref<4x8xf64>, %b: memref<8x16xf64>, %c: memref<4x16xf64>) {
  linalg.matmul {pipe.contraction} ins(%a, %b : memref<4x8xf64>, memref<8x16xf64>) outs(%c : memref<4x16xf64>)
  return
}

// -----

// A batch goes into the call; of two that do not lie together the longer one.

// CHECK-LABEL: func.func private @batch(
// CHECK-NOT:     scf.for
// CHECK:         pipert.gpu_multiply {{.+}} sizes(4, 16, 8) pitches(8, 16, 16) count 3 strides(32, 128, 64) x f32
#a = affine_map<(p, q, m, n, k) -> (p, q, m, k)>
#b = affine_map<(p, q, m, n, k) -> (q, p, k, n)>
#c = affine_map<(p, q, m, n, k) -> (p, q, m, n)>
func.func private @batch(%a: memref<3x4x8xf32>, %b: memref<3x8x16xf32>, %c: memref<3x4x16xf32>) {
  linalg.batch_matmul {pipe.contraction} ins(%a, %b : memref<3x4x8xf32>, memref<3x8x16xf32>) outs(%c : memref<3x4x16xf32>)
  return
}

// CHECK-LABEL: func.func private @batches(
// CHECK:         %[[C5:.+]] = arith.constant 5 : index
// CHECK:         scf.for %[[I:.+]] = %{{.+}} to %[[C5]]
// CHECK:           %[[J:.+]] = arith.index_cast %[[I]]
// CHECK:           %[[S:.+]] = llvm.mlir.constant(224 : i64)
// CHECK:           %[[D:.+]] = llvm.mul %[[J]], %[[S]]
// CHECK:           %[[P:.+]] = llvm.getelementptr %{{.+}}[%[[D]]]
// CHECK:           pipert.gpu_multiply %[[P]], {{.+}} sizes(4, 16, 8) pitches(8, 16, 16) count 7 strides(32, 640, 64) x f32
func.func private @batches(%a: memref<5x7x4x8xf32>, %b: memref<7x5x8x16xf32>, %c: memref<5x7x4x16xf32>) {
  linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "parallel", "parallel", "reduction"]}
      ins(%a, %b : memref<5x7x4x8xf32>, memref<7x5x8x16xf32>) outs(%c : memref<5x7x4x16xf32>) attrs = {pipe.contraction} {
  ^bb0(%x: f32, %y: f32, %o: f32):
    %p = arith.mulf %x, %y : f32
    %s = arith.addf %o, %p : f32
    linalg.yield %s : f32
  }
  return
}

// -----

// A result that is stored transposed: operands change places, with their
// strides.

// CHECK-LABEL: func.func private @transposed(
// CHECK-SAME:    %[[A:.+]]: memref<3x4x8xf32>, %[[B:[a-z0-9]+]]: memref<8x16xf32>
// CHECK:         %[[IA:.+]] = memref.extract_aligned_pointer_as_index %[[A]]
// CHECK-NEXT:    %[[LA:.+]] = arith.index_cast %[[IA]]
// CHECK-NEXT:    %[[PA:.+]] = llvm.inttoptr %[[LA]]
// CHECK:         pipert.gpu_multiply %{{.+}}, %[[PA]], %{{.+}} sizes(16, 4, 8) pitches(16, 8, 4) count 3 strides(0, 32, 64) x f32 {accumulate, trans_a, trans_b}
#a = affine_map<(p, m, n, k) -> (p, m, k)>
#b = affine_map<(p, m, n, k) -> (k, n)>
#c = affine_map<(p, m, n, k) -> (p, n, m)>
func.func private @transposed(%a: memref<3x4x8xf32>, %b: memref<8x16xf32>, %c: memref<3x16x4xf32>) {
  linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%a, %b : memref<3x4x8xf32>, memref<8x16xf32>) outs(%c : memref<3x16x4xf32>) attrs = {pipe.contraction} {
  ^bb0(%x: f32, %y: f32, %o: f32):
    %p = arith.mulf %x, %y : f32
    %s = arith.addf %o, %p : f32
    linalg.yield %s : f32
  }
  return
}

// -----

// Operands that begin behind their memory.

// CHECK-LABEL: func.func private @offsets(
// CHECK:         %[[O:.+]] = llvm.mlir.constant(32 : i64)
// CHECK:         llvm.getelementptr %{{.+}}[%[[O]]] : (!llvm.ptr, i64) -> !llvm.ptr, f32
// CHECK:         %{{.+}}, %[[D:.+]], %{{.+}}:2, %{{.+}}:2 = memref.extract_strided_metadata
// CHECK:         %[[E:.+]] = arith.index_cast %[[D]]
// CHECK:         llvm.getelementptr %{{.+}}[%[[E]]] : (!llvm.ptr, i64) -> !llvm.ptr, f32
func.func private @offsets(%a: memref<4x8xf32, strided<[8, 1], offset: 32>>, %b: memref<8x16xf32, strided<[16, 1], offset: ?>>, %c: memref<4x16xf32>) {
  linalg.matmul {pipe.contraction} ins(%a, %b : memref<4x8xf32, strided<[8, 1], offset: 32>>, memref<8x16xf32, strided<[16, 1], offset: ?>>) outs(%c : memref<4x16xf32>)
  return
}

// -----

// CHECK-LABEL: func.func private @copy(
// CHECK:         pipert.gpu_copy %{{.+}} to %{{.+}} bytes 128
func.func private @copy(%a: memref<4x8xf32>, %b: memref<4x8xf32>) {
  memref.copy %a, %b : memref<4x8xf32> to memref<4x8xf32>
  return
}

// -----

#ak = affine_map<(m, n, k, l) -> (m, k, l)>
#kb = affine_map<(m, n, k, l) -> (l, k, n)>
#mn = affine_map<(m, n, k, l) -> (m, n)>
func.func private @negative_two_sums(%a: memref<4x3x5xf32>, %b: memref<5x3x7xf32>, %c: memref<4x7xf32>) {
  // expected-error@+1 {{'linalg.generic' op is marked as a matrix product, but the runtime's cannot express its strides; run pipe-outline-loops first}}
  linalg.generic {indexing_maps = [#ak, #kb, #mn], iterator_types = ["parallel", "parallel", "reduction", "reduction"]}
      ins(%a, %b : memref<4x3x5xf32>, memref<5x3x7xf32>) outs(%c : memref<4x7xf32>) attrs = {pipe.contraction} {
  ^bb0(%x: f32, %y: f32, %o: f32):
    %p = arith.mulf %x, %y : f32
    %s = arith.addf %o, %p : f32
    linalg.yield %s : f32
  }
  return
}
