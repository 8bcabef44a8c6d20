// RUN: pipe-opt %s --pass-pipeline='builtin.module(func.func(pipe-guard-indices))' \
// RUN:   -split-input-file -verify-diagnostics --mlir-print-debuginfo --mlir-use-nameloc-as-prefix=false | FileCheck %s

#id = affine_map<(i) -> (i)>

// An index that comes from data is checked, once for all ops of a block that use it.

// CHECK-LABEL: func.func @data(
func.func @data(%x: tensor<4xi64>, %t: tensor<10xf32>, %o: tensor<4xf32>) -> tensor<4xf32> {
  // CHECK:     ^bb0(%[[I:[a-z0-9]+]]: i64
  // CHECK:       %[[K:.+]] = arith.index_cast %[[I]]
  // CHECK-NEXT:  %[[S:.+]] = pipert.check_index %[[K]] below 10 at "'tensor.extract' at {{.*}}guard-indices.mlir{{.*}}: the index of dimension 0"
  // CHECK-NEXT:  tensor.extract %{{.+}}[%[[S]]]
  // CHECK-NEXT:  tensor.extract %{{.+}}[%[[S]]]
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%x : tensor<4xi64>) outs(%o : tensor<4xf32>) {
  ^bb0(%i: i64, %q: f32):
    %k = arith.index_cast %i : i64 to index
    %v = tensor.extract %t[%k] : tensor<10xf32>
    %w = tensor.extract %t[%k] : tensor<10xf32>
    %s = arith.addf %v, %w : f32
    linalg.yield %s : f32
  } -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// -----

// Clamped, in the same op or in another one, signed: nothing to check.

#id = affine_map<(i) -> (i)>
// CHECK-LABEL: func.func @negative_clamped
// CHECK-NOT:   check_index
func.func @negative_clamped(%x: tensor<4xi32>, %t: tensor<10xf32>, %e: tensor<4xi32>, %o: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = arith.constant 0 : i32
  %c9 = arith.constant dense<9> : tensor<4xi32>
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%x : tensor<4xi32>) outs(%e : tensor<4xi32>) {
  ^bb0(%i: i32, %q: i32):
    %m = arith.maxsi %i, %c0 : i32
    linalg.yield %m : i32
  } -> tensor<4xi32>
  %1 = arith.minsi %0, %c9 : tensor<4xi32>
  %2 = tensor.expand_shape %1 [[0, 1]] output_shape [2, 2] : tensor<4xi32> into tensor<2x2xi32>
  %3 = tensor.collapse_shape %2 [[0, 1]] : tensor<2x2xi32> into tensor<4xi32>
  %4 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%3 : tensor<4xi32>) outs(%o : tensor<4xf32>) {
  ^bb0(%i: i32, %q: f32):
    %k = arith.index_cast %i : i32 to index
    %v = tensor.extract %t[%k] : tensor<10xf32>
    linalg.yield %v : f32
  } -> tensor<4xf32>
  return %4 : tensor<4xf32>
}

// -----

// One past the end of a clamp is one too many.

// CHECK-LABEL: func.func @clamped_too_far
// CHECK:       check_index {{.+}} below 10
func.func @clamped_too_far(%x: tensor<i32>, %t: tensor<10xf32>, %o: tensor<1xf32>) -> tensor<1xf32> {
  %c0 = arith.constant 0 : index
  %c10 = arith.constant 10 : index
  %i = tensor.extract %x[] : tensor<i32>
  %k = arith.index_cast %i : i32 to index
  %l = arith.maxsi %k, %c0 : index
  %m = arith.minsi %l, %c10 : index
  %v = tensor.extract %t[%m] : tensor<10xf32>
  %r = tensor.insert %v into %o[%c0] : tensor<1xf32>
  return %r : tensor<1xf32>
}

// -----

// Indices of loops, constants of tensors, remainders.

// CHECK-LABEL: func.func @negative_known
// CHECK-NOT:   check_index
func.func @negative_known(%n: tensor<3xi32>, %t: tensor<10xf32>, %o: tensor<10xf32>) -> tensor<10xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %u10 = arith.constant 10 : i32
  %places = arith.constant dense<[9, 0, 4]> : tensor<3xindex>
  %r = scf.for %i = %c0 to %c3 step %c1 iter_args(%a = %o) -> tensor<10xf32> {
    %p = tensor.extract %places[%i] : tensor<3xindex>
    %v = tensor.extract %t[%p] : tensor<10xf32>
    %m = tensor.extract %n[%i] : tensor<3xi32>
    %w = arith.remui %m, %u10 : i32
    %k = arith.index_cast %w : i32 to index
    %s = tensor.insert %v into %a[%k] : tensor<10xf32>
    scf.yield %s : tensor<10xf32>
  }
  return %r : tensor<10xf32>
}

// -----

// Slices are checked for all that they reach over.

// CHECK-LABEL: func.func @slices
func.func @slices(%x: tensor<2xindex>, %t: tensor<10x8xf32>) -> tensor<10x8xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %i = tensor.extract %x[%c0] : tensor<2xindex>
  %j = tensor.extract %x[%c1] : tensor<2xindex>
  // CHECK: %[[A:.+]] = pipert.check_index %{{.+}} below 6 at "'tensor.extract_slice'{{.*}}: the offset of dimension 0"
  // CHECK: tensor.extract_slice %{{.+}}[%[[A]], 0] [3, 8] [2, 1]
  %s = tensor.extract_slice %t[%i, 0] [3, 8] [2, 1] : tensor<10x8xf32> to tensor<3x8xf32>
  // CHECK: %[[B:.+]] = pipert.check_index %{{.+}} below 8 at "'tensor.insert_slice'{{.*}}: the offset of dimension 0"
  // CHECK-NOT: check_index
  // CHECK: tensor.insert_slice %{{.+}} into %{{.+}}[%[[B]], 0] [3, 8] [1, 1]
  %r = tensor.insert_slice %s into %t[%j, 0] [3, 8] [1, 1] : tensor<3x8xf32> into tensor<10x8xf32>
  return %r : tensor<10x8xf32>
}

// -----

// Nothing can be read from a tensor without elements.

// CHECK-LABEL: func.func @no_element
func.func @no_element(%x: tensor<4x0xf32>, %i: tensor<index>) -> tensor<f32> {
  %k = tensor.extract %i[] : tensor<index>
  // CHECK: %[[S:.+]] = pipert.check_index %{{.+}} below 0
  // CHECK: tensor.extract %{{.+}}[%{{.+}}, %[[S]]] : tensor<1x1xf32>
  %v = tensor.extract %x[%k, %k] : tensor<4x0xf32>
  %r = tensor.from_elements %v : tensor<f32>
  return %r : tensor<f32>
}

// -----

func.func @negative_insert(%x: tensor<0xf32>, %v: tensor<f32>) -> tensor<0xf32> {
  %c0 = arith.constant 0 : index
  %f = tensor.extract %v[] : tensor<f32>
  // expected-error@+1 {{'tensor.insert' op writes into a tensor that holds no element: 'tensor<0xf32>'}}
  %r = tensor.insert %f into %x[%c0] : tensor<0xf32>
  return %r : tensor<0xf32>
}
