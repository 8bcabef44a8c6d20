// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-widen-booleans)' -split-input-file | FileCheck %s

#id = affine_map<(i) -> (i)>

// Bodies read the lowest bit and write 0 or 1; other element types stay.

// CHECK:       memref.global "private" constant @mask : memref<2xi8> = dense<[1, 0]>
// CHECK-LABEL: func.func private @booleans(
// CHECK-SAME:    %[[M:.+]]: memref<2xi8>, %[[X:.+]]: memref<2xf32>, %[[OUT:.+]]: memref<2xi8>)
// CHECK-NOT:   memref<2xi1>
memref.global "private" constant @mask : memref<2xi1> = dense<[true, false]>
func.func private @booleans(%m: memref<2xi1>, %x: memref<2xf32>, %out: memref<2xi1>) {
  %c0 = arith.constant 0 : index
  %g = memref.get_global @mask : memref<2xi1>
  // CHECK: linalg.generic
  // CHECK: ^bb0(%[[A:.+]]: i8, %[[B:.+]]: i8, %[[V:.+]]: f32, %{{.+}}: i8):
  // CHECK:   %[[P:.+]] = arith.trunci %[[A]] : i8 to i1
  // CHECK:   %[[Q:.+]] = arith.trunci %[[B]] : i8 to i1
  // CHECK:   %[[R:.+]] = arith.andi %[[P]], %[[Q]] : i1
  // CHECK:   %[[S:.+]] = arith.extui %[[R]] : i1 to i8
  // CHECK:   linalg.yield %[[S]] : i8
  linalg.generic {indexing_maps = [#id, #id, #id, #id], iterator_types = ["parallel"]} ins(%m, %g, %x : memref<2xi1>, memref<2xi1>, memref<2xf32>) outs(%out : memref<2xi1>) {
  ^bb0(%a: i1, %b: i1, %v: f32, %o: i1):
    %r = arith.andi %a, %b : i1
    linalg.yield %r : i1
  }
  // CHECK: %[[L:.+]] = memref.load %[[M]]
  // CHECK: %[[T:.+]] = arith.trunci %[[L]] : i8 to i1
  // CHECK: %[[E:.+]] = arith.extui %[[T]] : i1 to i8
  // CHECK: memref.store %[[E]], %[[OUT]]
  %l = memref.load %m[%c0] : memref<2xi1>
  memref.store %l, %out[%c0] : memref<2xi1>
  return
}

// -----

// CHECK-LABEL: func.func private @negative_bytes
func.func private @negative_bytes(%x: memref<2xi8>, %out: memref<2xi8>) {
  // CHECK-NOT: arith.trunci
  linalg.copy ins(%x : memref<2xi8>) outs(%out : memref<2xi8>)
  return
}
