// RUN: pipe-opt %s --pass-pipeline='builtin.module(func.func(pipe-expand-gathers))' -split-input-file | FileCheck %s

// Two coordinates, the second dimension whole; the result keeps sizes of 1.

// CHECK-LABEL: func.func @gather(
// CHECK-SAME:    %[[T:.+]]: tensor<10x4x8xf32>, %[[I:.+]]: tensor<3x2xi32>
func.func @gather(%t: tensor<10x4x8xf32>, %i: tensor<3x2xi32>) -> tensor<3x1x4x1xf32> {
  // CHECK: linalg.generic {{.+}} ins(%[[I]], %[[I]] : tensor<3x2xi32>, tensor<3x2xi32>)
  // CHECK: ^bb0(%[[A:.+]]: i32, %[[B:.+]]: i32, %{{.+}}: f32):
  // CHECK:   %[[A2:.+]] = arith.index_cast %[[A]]
  // CHECK:   %[[A3:.+]] = pipert.check_index %[[A2]] below 10 at "'tensor.gather'{{.*}}: the index of dimension 0"
  // CHECK:   %[[J:.+]] = linalg.index 2
  // CHECK:   %[[B2:.+]] = arith.index_cast %[[B]]
  // CHECK:   %[[B3:.+]] = pipert.check_index %[[B2]] below 8
  // CHECK:   tensor.extract %[[T]][%[[A3]], %[[J]], %[[B3]]]
  %0 = tensor.gather %t[%i] gather_dims([0, 2]) : (tensor<10x4x8xf32>, tensor<3x2xi32>) -> tensor<3x1x4x1xf32>
  return %0 : tensor<3x1x4x1xf32>
}

// -----

// Without them, and with coordinates that are known.

// CHECK-LABEL: func.func @negative_known(
// CHECK-NOT:   check_index
func.func @negative_known(%t: tensor<10x4xf32>) -> tensor<2x4xf32> {
  %i = arith.constant dense<[[9], [0]]> : tensor<2x1xindex>
  // CHECK: %[[J:.+]] = linalg.index 1
  // CHECK: tensor.extract %{{.+}}[%{{.+}}, %[[J]]]
  %0 = tensor.gather %t[%i] gather_dims([0]) : (tensor<10x4xf32>, tensor<2x1xindex>) -> tensor<2x4xf32>
  return %0 : tensor<2x4xf32>
}

// -----

// CHECK-LABEL: func.func @scatter(
// CHECK-SAME:    %[[S:.+]]: tensor<3x1x4xf32>, %[[D:.+]]: tensor<10x4xf32>, %[[I:.+]]: tensor<3x1xi64>
func.func @scatter(%s: tensor<3x1x4xf32>, %d: tensor<10x4xf32>, %i: tensor<3x1xi64>) -> tensor<10x4xf32> {
  // CHECK: scf.for %[[N:.+]] = %{{.+}} to %c3 step %{{.+}} iter_args(%[[A:.+]] = %[[D]])
  // CHECK:   %[[E:.+]] = tensor.extract %[[I]][%[[N]], %{{.+}}]
  // CHECK:   %[[K:.+]] = arith.index_cast %[[E]]
  // CHECK:   %[[C:.+]] = pipert.check_index %[[K]] below 10 at "'tensor.scatter'
  // CHECK:   %[[P:.+]] = tensor.extract_slice %[[S]][%[[N]], 0, 0] [1, 1, 4] [1, 1, 1] : tensor<3x1x4xf32> to tensor<4xf32>
  // CHECK:   tensor.insert_slice %[[P]] into %[[A]][%[[C]], 0] [1, 4] [1, 1]
  %0 = tensor.scatter %s into %d[%i] scatter_dims([0]) unique : (tensor<3x1x4xf32>, tensor<10x4xf32>, tensor<3x1xi64>) -> tensor<10x4xf32>
  return %0 : tensor<10x4xf32>
}
