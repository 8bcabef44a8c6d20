// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-set-kernel-target{name={the host} vector-bytes=64 alignment=64},pipe-bufferize-kernels,canonicalize)' \
// RUN:   --allow-unregistered-dialect -split-input-file -verify-diagnostics | FileCheck %s

#id = affine_map<(i) -> (i)>

// The last op writes into the destination. Both ops share an empty tensor, but no
// buffer.

// CHECK-LABEL: func.func private @chain(
// CHECK-SAME:    %[[X:.+]]: memref<6xf32>, %[[OUT:.+]]: memref<6xf32>)
func.func private @chain(%x: memref<6xf32>, %out: memref<6xf32>) {
  %t = bufferization.to_tensor %x restrict : memref<6xf32> to tensor<6xf32>
  %e = tensor.empty() : tensor<6xf32>
  // CHECK:     %[[TMP:.+]] = memref.alloc() {alignment = 64 : i64} : memref<6xf32>
  // CHECK:     linalg.generic {{.*}} ins(%[[X]] : memref<6xf32>) outs(%[[TMP]] : memref<6xf32>)
  // CHECK:     linalg.generic {{.*}} ins(%[[TMP]] : memref<6xf32>) outs(%[[OUT]] : memref<6xf32>)
  // CHECK-NOT: linalg.copy
  // CHECK-NOT: memref.copy
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%t : tensor<6xf32>) outs(%e : tensor<6xf32>) {
  ^bb0(%a: f32, %b: f32):
    %c = math.exp %a : f32
    linalg.yield %c : f32
  } -> tensor<6xf32>
  %1 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%0 : tensor<6xf32>) outs(%e : tensor<6xf32>) {
  ^bb0(%a: f32, %b: f32):
    %c = arith.negf %a : f32
    linalg.yield %c : f32
  } -> tensor<6xf32>
  bufferization.materialize_in_destination %1 in restrict writable %out : (tensor<6xf32>, memref<6xf32>) -> ()
  return
}

// -----

// A constant is one global of the module, aligned; an argument that is a result
// is copied.

// CHECK:       memref.global "private" constant @[[G:[^ ]+]] : memref<2xf32> = dense<[1.000000e+00, 2.000000e+00]> {alignment = 64 : i64}
// CHECK-LABEL: func.func private @copies(
// CHECK-SAME:    %[[X:.+]]: memref<6xf32>, %[[OUT0:.+]]: memref<6xf32>, %[[OUT1:.+]]: memref<2xf32>)
func.func private @copies(%x: memref<6xf32>, %out0: memref<6xf32>, %out1: memref<2xf32>) {
  %c = arith.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %t = bufferization.to_tensor %x restrict : memref<6xf32> to tensor<6xf32>
  // CHECK: %[[C:.+]] = memref.get_global @[[G]] :
  // CHECK: linalg.copy ins(%[[X]] : memref<6xf32>) outs(%[[OUT0]] : memref<6xf32>)
  // CHECK: linalg.copy ins(%[[C]] : memref<2xf32>) outs(%[[OUT1]] : memref<2xf32>)
  bufferization.materialize_in_destination %t in restrict writable %out0 : (tensor<6xf32>, memref<6xf32>) -> ()
  bufferization.materialize_in_destination %c in restrict writable %out1 : (tensor<2xf32>, memref<2xf32>) -> ()
  return
}

// -----

// Arguments are never written.

// CHECK-LABEL: func.func private @negative_write_to_argument(
// CHECK-SAME:    %[[X:.+]]: memref<6xf32>, %[[OUT:.+]]: memref<6xf32>)
func.func private @negative_write_to_argument(%x: memref<6xf32>, %out: memref<6xf32>) {
  %t = bufferization.to_tensor %x restrict : memref<6xf32> to tensor<6xf32>
  %s = arith.constant 1.0 : f32
  %c0 = arith.constant 0 : index
  // CHECK-NOT: memref.store %{{.+}}, %[[X]]
  %0 = tensor.insert %s into %t[%c0] : tensor<6xf32>
  bufferization.materialize_in_destination %0 in restrict writable %out : (tensor<6xf32>, memref<6xf32>) -> ()
  return
}

// -----

func.func private @negative_foreign_op(%x: memref<6xf32>, %out: memref<6xf32>) {
  %t = bufferization.to_tensor %x restrict : memref<6xf32> to tensor<6xf32>
  // expected-error@+1 {{has no code generation for the host}}
  %0 = "other.op"(%t) : (tensor<6xf32>) -> tensor<6xf32>
  bufferization.materialize_in_destination %0 in restrict writable %out : (tensor<6xf32>, memref<6xf32>) -> ()
  return
}

// -----

// One tensor becomes two arguments of the next iteration. It cannot be computed in
// the memory of the first one, which the analysis takes to be written before the
// second one is.

// CHECK-LABEL: func.func private @twice(
// CHECK:         scf.for
// CHECK:           linalg.add
// CHECK-COUNT-3:   linalg.copy
// CHECK:         linalg.copy
func.func private @twice(%x: memref<4xi32>, %out: memref<4xi32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %zero = arith.constant dense<0> : tensor<4xi32>
  %t = bufferization.to_tensor %x restrict : memref<4xi32> to tensor<4xi32>
  %r:3 = scf.for %i = %c0 to %c3 step %c1 iter_args(%a = %zero, %b = %t, %c = %zero) -> (tensor<4xi32>, tensor<4xi32>, tensor<4xi32>) {
    %e = tensor.empty() : tensor<4xi32>
    %s = linalg.add ins(%b, %c : tensor<4xi32>, tensor<4xi32>) outs(%e : tensor<4xi32>) -> tensor<4xi32>
    %k = bufferization.alloc_tensor() copy(%b) : tensor<4xi32>
    %0 = bufferization.materialize_in_destination %s in %a : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi32>
    %1 = bufferization.materialize_in_destination %s in %b : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi32>
    %2 = bufferization.materialize_in_destination %k in %c : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi32>
    scf.yield %0, %1, %2 : tensor<4xi32>, tensor<4xi32>, tensor<4xi32>
  }
  bufferization.materialize_in_destination %r#0 in restrict writable %out : (tensor<4xi32>, memref<4xi32>) -> ()
  return
}
