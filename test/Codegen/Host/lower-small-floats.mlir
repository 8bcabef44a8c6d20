// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-set-kernel-target{name={the host} vector-bytes=64 alignment=64},pipe-lower-small-floats)' -split-input-file -verify-diagnostics | FileCheck %s

// What moves 16-bit floats moves their bits: arguments, constants, loop values.

// CHECK-LABEL: func.func @moves(
// CHECK-SAME:    %[[X:.+]]: memref<64xi16>, %[[Y:.+]]: memref<64xi16>, %[[C:.+]]: i1) {
func.func @moves(%x: memref<64xbf16>, %y: memref<64xbf16>, %c: i1) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  // CHECK: %[[ONE:.+]] = arith.constant dense<16256> : vector<16xi16>
  %one = arith.constant dense<1.0> : vector<16xbf16>
  // CHECK: scf.for {{.*}} iter_args(%[[CARRIED:.+]] = %[[ONE]]) -> (vector<16xi16>)
  %r = scf.for %i = %c0 to %c4 step %c1 iter_args(%v = %one) -> vector<16xbf16> {
    // CHECK: %[[LOADED:.+]] = vector.load %[[X]]{{.*}} : memref<64xi16>, vector<16xi16>
    %0 = vector.load %x[%i] : memref<64xbf16>, vector<16xbf16>
    // CHECK-NOT: arith.bitcast
    // CHECK: arith.addi %[[LOADED]], %[[LOADED]]
    %bits = arith.bitcast %0 : vector<16xbf16> to vector<16xi16>
    %sum = arith.addi %bits, %bits : vector<16xi16>
    %back = arith.bitcast %sum : vector<16xi16> to vector<16xbf16>
    // CHECK: arith.select %[[C]], %{{.+}}, %[[CARRIED]] : vector<16xi16>
    %s = arith.select %c, %back, %v : vector<16xbf16>
    scf.yield %s : vector<16xbf16>
  }
  // CHECK-NOT: bf16
  vector.store %r, %y[%c0] : memref<64xbf16>, vector<16xbf16>
  return
}

// -----

// Conversions of the processor see f16 and nothing else does.

// CHECK-LABEL: func.func @native(
// CHECK-SAME:    %{{.+}}: memref<i16>) {
func.func @native(%x: memref<f16>) {
  // CHECK: %[[BITS:.+]] = memref.load
  %0 = memref.load %x[] : memref<f16>
  // CHECK: %[[HALF:.+]] = arith.bitcast %[[BITS]] : i16 to f16
  // CHECK: arith.extf %[[HALF]] : f16 to f32
  %1 = arith.extf %0 : f16 to f32
  // CHECK: %[[ROUNDED:.+]] = arith.truncf %{{.+}} : f32 to f16
  // CHECK: %[[STORED:.+]] = arith.bitcast %[[ROUNDED]] : f16 to i16
  // CHECK: memref.store %[[STORED]]
  %2 = arith.truncf %1 : f32 to f16
  memref.store %2, %x[] : memref<f16>
  return
}

// -----

// CHECK: memref.global "private" constant @table : memref<2xi16> = dense<[15360, -16384]>
memref.global "private" constant @table : memref<2xf16> = dense<[1.0, -2.0]>

// -----

func.func @negative_computes(%x: bf16) -> bf16 {
  // expected-error@+1 {{'arith.addf' op on 16-bit floats has no code generation for the host}}
  %0 = arith.addf %x, %x : bf16
  return %0 : bf16
}

// -----

// Only rounding to nearest is expanded.

func.func @negative_rounding(%x: f32) -> bf16 {
  // expected-error@+1 {{'arith.truncf' op on 16-bit floats has no code generation for the host}}
  %0 = arith.truncf %x downward : f32 to bf16
  return %0 : bf16
}
