// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-set-kernel-target{name={CUDA devices} vector-bytes=128 alignment=256},pipe-create-gpu-module)' \
// RUN:   -split-input-file -verify-diagnostics | FileCheck %s

// The constants stay for the host's twin, and those that a device reads are in
// the module too, once.

// CHECK:       module attributes {{{.*}}pipe.kernel_target
// CHECK-NOT:   pipe.places
// CHECK:       memref.global "private" constant @table
// CHECK-LABEL: func.func private @kernel(
// CHECK:         pipert.gpu_launch @pipe_gpu::@a(%{{.+}}) : memref<4xf32>
// CHECK-NOT:   func.func
// CHECK:       gpu.module @pipe_gpu attributes {pipe.places = ["here"]} {
// CHECK:         memref.global "private" constant @table
// CHECK-NOT:     memref.global
// CHECK:         gpu.func @a(%{{.+}}: memref<4xf32> {llvm.noalias}) kernel attributes {known_block_size = array<i32: 32, 1, 1>, pipe.blocks = 7 : i64, pipe.threads = 32 : i64} {
// CHECK:           memref.get_global @table
// CHECK:           gpu.return
// CHECK:         gpu.func @b(
module attributes {pipe.places = ["here"]} {
memref.global "private" constant @table : memref<4xf32> = dense<[1., 2., 3., 4.]>
memref.global "private" constant @other : memref<4xf32> = dense<[1., 2., 3., 4.]>
func.func private @kernel(%x: memref<4xf32>) {
  pipert.gpu_launch @a(%x) : memref<4xf32>
  return
}
func.func private @a(%x: memref<4xf32> {llvm.noalias}) attributes {pipe.loop, pipe.blocks = 7 : i64, pipe.threads = 32 : i64} {
  %c0 = arith.constant 0 : index
  %t = memref.get_global @table : memref<4xf32>
  %e = memref.load %t[%c0] : memref<4xf32>
  memref.store %e, %x[%c0] : memref<4xf32>
  return
}
func.func private @b(%x: memref<4xf32>) attributes {pipe.device, pipe.blocks = 1 : i64, pipe.threads = 1 : i64} {
  %c0 = arith.constant 0 : index
  %t = memref.get_global @table : memref<4xf32>
  %e = memref.load %t[%c0] : memref<4xf32>
  %s = math.sqrt %e : f32
  memref.store %s, %x[%c0] : memref<4xf32>
  return
}
}

// -----

func.func private @negative_library(%x: memref<f64>) attributes {pipe.device, pipe.blocks = 1 : i64, pipe.threads = 1 : i64} {
  %e = memref.load %x[] : memref<f64>
  // expected-error@+1 {{'math.exp' op on 'f64' has no code generation for CUDA devices}}
  %s = math.exp %e : f64
  memref.store %s, %x[] : memref<f64>
  return
}
