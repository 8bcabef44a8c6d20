// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-widen-integers)' -split-input-file | FileCheck %s

// Booleans in memory are bytes; any byte but 0 is true.

// CHECK:       memref.global "private" constant @mask : memref<2xi8> = dense<[1, 0]>
// CHECK-LABEL: func.func private @booleans(
// CHECK-SAME:    %[[M:.+]]: memref<2xi8>, %[[OUT:.+]]: memref<2xi8>)
// CHECK-NOT:   memref<2xi1>
memref.global "private" constant @mask : memref<2xi1> = dense<[true, false]>
func.func private @booleans(%m: memref<2xi1>, %out: memref<2xi1>) {
  %c0 = arith.constant 0 : index
  %g = memref.get_global @mask : memref<2xi1>
  // CHECK: %[[L:.+]] = memref.load %[[M]][%{{.+}}] : memref<2xi8>
  // CHECK: %[[B:.+]] = arith.cmpi ne, %[[L]], %{{.+}} : i8
  // CHECK: %[[E:.+]] = arith.extui %[[B]] : i1 to i8
  // CHECK: memref.store %[[E]], %[[OUT]]
  %l = memref.load %m[%c0] : memref<2xi1>
  memref.store %l, %out[%c0] : memref<2xi1>
  return
}

// -----

// CHECK-LABEL: func.func private @vectors(
// CHECK-SAME:    %[[M:.+]]: memref<9xi8>, %[[OUT:.+]]: memref<9xi8>)
func.func private @vectors(%m: memref<9xi1>, %out: memref<9xi1>) {
  %c0 = arith.constant 0 : index
  %mask = arith.constant dense<[true, true, false, false]> : vector<4xi1>
  %zero = arith.constant dense<false> : vector<4xi1>
  // CHECK: %[[A:.+]] = vector.load %[[M]][%{{.+}}] : memref<9xi8>, vector<4xi8>
  // CHECK: %[[P:.+]] = arith.cmpi ne, %[[A]], %{{.+}} : vector<4xi8>
  // CHECK: %[[Z:.+]] = arith.extui %{{.+}} : vector<4xi1> to vector<4xi8>
  // CHECK: %[[B:.+]] = vector.maskedload %[[M]][%{{.+}}], %[[MASK:.+]], %[[Z]] : memref<9xi8>, vector<4xi1>, vector<4xi8> into vector<4xi8>
  // CHECK: %[[Q:.+]] = arith.cmpi ne, %[[B]], %{{.+}} : vector<4xi8>
  // CHECK: %[[R:.+]] = arith.ori %[[P]], %[[Q]] : vector<4xi1>
  // CHECK: %[[W:.+]] = arith.extui %[[R]] : vector<4xi1> to vector<4xi8>
  // CHECK: vector.store %[[W]], %[[OUT]]
  // CHECK: vector.maskedstore %[[OUT]][%{{.+}}], %[[MASK]], %{{.+}} : memref<9xi8>, vector<4xi1>, vector<4xi8>
  %a = vector.load %m[%c0] : memref<9xi1>, vector<4xi1>
  %b = vector.maskedload %m[%c0], %mask, %zero : memref<9xi1>, vector<4xi1>, vector<4xi1> into vector<4xi1>
  %r = arith.ori %a, %b : vector<4xi1>
  vector.store %r, %out[%c0] : memref<9xi1>, vector<4xi1>
  vector.maskedstore %out[%c0], %mask, %r : memref<9xi1>, vector<4xi1>, vector<4xi1>
  return
}

// -----

// Other widths take the next wider type; what stands above the width is cut off.

// CHECK:       memref.global "private" constant @small : memref<2xi8> = dense<[15, 1]>
// CHECK-LABEL: func.func private @widths(
// CHECK-SAME:    %[[X:.+]]: memref<2xi32>, %[[Y:.+]]: memref<2xi64>, %[[Z:.+]]: memref<2xi16>)
memref.global "private" constant @small : memref<2xi4> = dense<[-1, 1]>
func.func private @widths(%x: memref<2xi24>, %y: memref<2xi48>, %z: memref<2xi9>) {
  %c0 = arith.constant 0 : index
  // CHECK: %[[L:.+]] = memref.load %[[X]]
  // CHECK: %[[V:.+]] = arith.trunci %[[L]] : i32 to i24
  // CHECK: %[[W:.+]] = arith.extui %[[V]] : i24 to i48
  // CHECK: %[[S:.+]] = arith.extui %[[W]] : i48 to i64
  // CHECK: memref.store %[[S]], %[[Y]]
  %v = memref.load %x[%c0] : memref<2xi24>
  %w = arith.extui %v : i24 to i48
  memref.store %w, %y[%c0] : memref<2xi48>
  return
}

// -----

// Buffers that loops carry, and views.

// CHECK-LABEL: func.func private @carried(
// CHECK-NOT:   xi1
func.func private @carried(%x: memref<4xi1>, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  // CHECK: scf.for {{.+}} iter_args(%{{.+}} = %{{.+}}) -> (memref<4xi8>)
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%a = %x) -> memref<4xi1> {
    %s = memref.subview %a[2] [2] [1] : memref<4xi1> to memref<2xi1, strided<[1], offset: 2>>
    scf.yield %a : memref<4xi1>
  }
  return
}

// -----

// CHECK-LABEL: func.func private @negative_bytes
func.func private @negative_bytes(%x: memref<2xi8>, %out: memref<2xi8>) {
  // CHECK-NOT: arith.{{trunci|cmpi|extui}}
  %c0 = arith.constant 0 : index
  %l = memref.load %x[%c0] : memref<2xi8>
  memref.store %l, %out[%c0] : memref<2xi8>
  return
}
