// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-set-kernel-target{name={the host} vector-bytes=64 alignment=64},pipe-outline-loops)' -split-input-file | FileCheck %s

#id = affine_map<(i) -> (i)>

// Equal nests of two kernels share a function, whatever their buffers are; the
// captured constant goes along.

// CHECK-LABEL: func.func private @one(
// CHECK-SAME:    %[[X:.+]]: memref<6xf32>, %[[Y:.+]]: memref<6xf32>)
// CHECK:         call @pipe_loop(%[[X]], %[[Y]])
// CHECK-NOT:     linalg.generic
func.func private @one(%x: memref<6xf32>, %y: memref<6xf32>) {
  %two = arith.constant 2.0 : f32
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%x : memref<6xf32>) outs(%y : memref<6xf32>) {
  ^bb0(%a: f32, %o: f32):
    %b = arith.mulf %a, %two : f32
    linalg.yield %b : f32
  }
  return
}

// CHECK-LABEL: func.func private @two(
// CHECK-SAME:    %{{.+}}: memref<9xi8>, %[[X:.+]]: memref<6xf32>, %[[Y:.+]]: memref<6xf32>)
// CHECK:         call @pipe_loop(%[[X]], %[[Y]])
func.func private @two(%n: memref<9xi8>, %x: memref<6xf32>, %y: memref<6xf32>) {
  %two = arith.constant 2.0 : f32
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%x : memref<6xf32>) outs(%y : memref<6xf32>) {
  ^bb0(%a: f32, %o: f32):
    %b = arith.mulf %a, %two : f32
    linalg.yield %b : f32
  }
  return
}

// CHECK:     func.func private @pipe_loop(%[[P:.+]]: memref<6xf32> {llvm.noalias}, %[[Q:.+]]: memref<6xf32> {llvm.noalias}) attributes {pipe.loop} {
// CHECK:       %[[TWO:.+]] = arith.constant 2.0
// CHECK:       linalg.generic {{.*}} ins(%[[P]] : memref<6xf32>) outs(%[[Q]]
// CHECK:         arith.mulf %{{.+}}, %[[TWO]]
// CHECK-NOT: func.func

// -----

#id = affine_map<(i) -> (i)>

// Another constant, another size or another alias is another function. A nest
// that works in place gets its buffer once.

// CHECK-LABEL: func.func private @negative_different(
func.func private @negative_different(%x: memref<6xf32>, %y: memref<6xf32>, %z: memref<7xf32>) {
  %two = arith.constant 2.0 : f32
  %three = arith.constant 3.0 : f32
  // CHECK: call @[[F:.+]](%{{.+}}, %{{.+}})
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%x : memref<6xf32>) outs(%y : memref<6xf32>) {
  ^bb0(%a: f32, %o: f32):
    %b = arith.mulf %a, %two : f32
    linalg.yield %b : f32
  }
  // CHECK-NOT: call @[[F]](
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%x : memref<6xf32>) outs(%y : memref<6xf32>) {
  ^bb0(%a: f32, %o: f32):
    %b = arith.mulf %a, %three : f32
    linalg.yield %b : f32
  }
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%z : memref<7xf32>) outs(%z : memref<7xf32>) {
  ^bb0(%a: f32, %o: f32):
    %b = arith.mulf %a, %two : f32
    linalg.yield %b : f32
  }
  return
}

// -----

// Two parts of one buffer: the function may not assume that they are apart. One
// of them starts where only the loop knows: its memory and its start are passed.

// CHECK-LABEL: func.func private @slices(
// CHECK-SAME:    %[[X:.+]]: memref<4x6xf32>)
func.func private @slices(%x: memref<4x6xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %zeroth = memref.subview %x[0, 0] [1, 6] [1, 1] : memref<4x6xf32> to memref<6xf32, strided<[1]>>
  scf.for %i = %c1 to %c4 step %c1 {
    %row = memref.subview %x[%i, 0] [1, 6] [1, 1] : memref<4x6xf32> to memref<6xf32, strided<[1], offset: ?>>
    // CHECK: %[[BASE:[^,]+]], %[[START:[^,]+]], {{.*}} = memref.extract_strided_metadata
    // CHECK: func.call @pipe_loop(%{{.+}}, %[[BASE]], %[[START]]) : (memref<6xf32, strided<[1]>>, memref<f32>, index) -> ()
    linalg.copy ins(%zeroth : memref<6xf32, strided<[1]>>) outs(%row : memref<6xf32, strided<[1], offset: ?>>)
  }
  return
}
// CHECK:     func.func private @pipe_loop(
// CHECK-NOT: llvm.noalias
// CHECK:       %[[ROW:.+]] = memref.reinterpret_cast %{{.+}} to offset: [%{{.+}}], sizes: [6], strides: [1]
// CHECK:       linalg.copy {{.*}} outs(%[[ROW]]

// -----

#ak = affine_map<(m, n, k, l) -> (m, k, l)>
#kb = affine_map<(m, n, k, l) -> (l, k, n)>
#mn = affine_map<(m, n, k, l) -> (m, n)>

// A sum over two loops that lie differently in the operands is not one matrix
// product. It becomes loops, and loops add, so zeros come first.

// CHECK-LABEL: func.func private @two_sums(
func.func private @two_sums(%a: memref<4x3x5xf32>, %b: memref<5x3x7xf32>, %c: memref<4x7xf32>) {
  // CHECK-NOT: linalg.
  // CHECK:     call @pipe_loop(%[[C:.+]]) : (memref<4x7xf32>) -> ()
  // CHECK:     call @[[SUM:pipe_loop_.+]](%{{.+}}, %{{.+}}, %[[C]])
  linalg.generic {indexing_maps = [#ak, #kb, #mn], iterator_types = ["parallel", "parallel", "reduction", "reduction"]}
      ins(%a, %b : memref<4x3x5xf32>, memref<5x3x7xf32>) outs(%c : memref<4x7xf32>) attrs = {pipe.contraction, pipe.overwrite} {
  ^bb0(%x: f32, %y: f32, %o: f32):
    %p = arith.mulf %x, %y : f32
    %s = arith.addf %o, %p : f32
    linalg.yield %s : f32
  }
  return
}
// CHECK:     func.func private @pipe_loop(
// CHECK:       %[[ZERO:.+]] = arith.constant 0.000000e+00 : f32
// CHECK:       linalg.fill ins(%[[ZERO]] : f32)
// CHECK:     func.func private @[[SUM]](
// CHECK:       linalg.generic {{.*}} attrs = {pipe.lanes = 1 : i64}

// -----

// A matrix product stays for the library.

// CHECK-LABEL: func.func private @negative_product(
func.func private @negative_product(%a: memref<4x8xf32>, %b: memref<8x16xf32>, %c: memref<4x16xf32>) {
  // CHECK: linalg.matmul {pipe.contraction, pipe.overwrite}
  linalg.matmul {pipe.contraction, pipe.overwrite} ins(%a, %b : memref<4x8xf32>, memref<8x16xf32>) outs(%c : memref<4x16xf32>)
  return
}
// CHECK-NOT: func.func private @pipe_loop
