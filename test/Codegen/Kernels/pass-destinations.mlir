// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-set-kernel-target{name={the host} vector-bytes=64 alignment=64},func.func(pipe-pass-destinations))' \
// RUN:   --allow-unregistered-dialect -split-input-file -verify-diagnostics | FileCheck %s

// Results become buffers behind the arguments, in order; reshapes move to the
// buffer, so that the op in front of them writes into it.

// CHECK-LABEL: func.func private @destinations(
// CHECK-SAME:    %[[X:.+]]: memref<6xf32> {test.name}, %[[OUT0:.+]]: memref<6xi1>, %[[OUT1:.+]]: memref<2x3xf32>) {
func.func private @destinations(%x: tensor<6xf32> {test.name}) -> (tensor<6xi1>, tensor<2x3xf32> {test.gone}) {
  // CHECK: %[[T:.+]] = bufferization.to_tensor %[[X]] restrict :
  // CHECK: %[[FLAT:.+]] = memref.collapse_shape %[[OUT1]] {{\[}}[0, 1]] : memref<2x3xf32> into memref<6xf32>
  // CHECK: %[[R:.+]]:2 = "test.op"(%[[T]])
  %0:2 = "test.op"(%x) : (tensor<6xf32>) -> (tensor<6xi1>, tensor<6xf32>)
  %1 = tensor.expand_shape %0#1 [[0, 1]] output_shape [2, 3] : tensor<6xf32> into tensor<2x3xf32>
  // CHECK-DAG: bufferization.materialize_in_destination %[[R]]#0 in restrict writable %[[OUT0]]
  // CHECK-DAG: bufferization.materialize_in_destination %[[R]]#1 in restrict writable %[[FLAT]]
  // CHECK: return{{$}}
  return %0#0, %1 : tensor<6xi1>, tensor<2x3xf32>
}

// -----

// CHECK-LABEL: func.func private @accumulate(
// CHECK-SAME:    %[[X:.+]]: memref<6xf32>, %[[OUT0:.+]]: memref<6xi32>, %[[OUT1:.+]]: memref<6xf32>) {
func.func private @accumulate(%x: tensor<6xf32>) -> (tensor<6xi32>, tensor<6xf32>)
    attributes {pipe.accumulate = array<i64: 0>} {
  // CHECK: %[[R:.+]]:2 = "test.op"
  // CHECK: bufferization.materialize_in_destination %[[R]]#1 in restrict writable %[[OUT1]]
  %0:2 = "test.op"(%x) : (tensor<6xf32>) -> (tensor<6xi32>, tensor<6xf32>)
  // CHECK: %[[OLD:.+]] = bufferization.to_tensor %[[OUT0]] restrict writable
  // CHECK: %[[SUM:.+]] = linalg.generic {{.*}} ins(%[[R]]#0 : tensor<6xi32>) outs(%[[OLD]] : tensor<6xi32>)
  // CHECK:   arith.addi
  // CHECK: bufferization.materialize_in_destination %[[SUM]] in restrict writable %[[OUT0]]
  // CHECK-NOT: linalg.generic
  return %0#0, %0#1 : tensor<6xi32>, tensor<6xf32>
}

// -----

// 16-bit floats are added up in f32.

// CHECK-LABEL: func.func private @accumulates_small(
// CHECK-SAME:    %{{.+}}: memref<4xbf16>, %[[OUT:.+]]: memref<4xf32>) {
func.func private @accumulates_small(%x: tensor<4xbf16>) -> tensor<4xbf16>
    attributes {pipe.accumulate = array<i64: 0>} {
  // CHECK: ^bb0(%[[NEW:.+]]: bf16, %[[OLD:.+]]: f32):
  // CHECK:   %[[WIDE:.+]] = arith.extf %[[NEW]] : bf16 to f32
  // CHECK:   arith.addf %[[OLD]], %[[WIDE]] : f32
  %0 = math.absf %x : tensor<4xbf16>
  return %0 : tensor<4xbf16>
}

// -----

// Without elements there is nothing to read and nothing to write.

// CHECK-LABEL: func.func private @empty(
// CHECK-SAME:    %{{.+}}: memref<0xf32>, %{{.+}}: memref<0xf32>) {
func.func private @empty(%x: tensor<4x0xf32>) -> tensor<4x0xf32> {
  // CHECK-NOT: materialize_in_destination
  return %x : tensor<4x0xf32>
}

// -----

// expected-error@+1 {{a kernel takes and returns tensors of static shape, but there is 'tensor<?xf32>'}}
func.func private @negative_dynamic_shape(%x: tensor<?xf32>) -> tensor<?xf32> {
  return %x : tensor<?xf32>
}

// -----

// expected-error@+1 {{a kernel with more than one block has no code generation for the host}}
func.func private @negative_blocks(%x: tensor<4xf32>) -> tensor<4xf32> {
  cf.br ^bb1
^bb1:
  return %x : tensor<4xf32>
}

// -----

// A result that takes the place of an argument has no buffer of its own.

// CHECK-LABEL: func.func private @in_place(
// CHECK-SAME:    %[[A:.+]]: memref<6xf32>, %[[B:.+]]: memref<6xf32>, %[[OUT:.+]]: memref<6xf32>) attributes {pipe.in_place = array<i64: -1, 1>} {
func.func private @in_place(%a: tensor<6xf32>, %b: tensor<6xf32>) -> (tensor<6xf32>, tensor<6xf32>)
    attributes {pipe.in_place = array<i64: -1, 1>} {
  // CHECK-DAG: bufferization.to_tensor %[[A]] restrict :
  // CHECK-DAG: bufferization.to_tensor %[[B]] restrict writable :
  // CHECK: %[[R:.+]]:2 = "test.op"
  %0:2 = "test.op"(%a, %b) : (tensor<6xf32>, tensor<6xf32>) -> (tensor<6xf32>, tensor<6xf32>)
  // CHECK-DAG: bufferization.materialize_in_destination %[[R]]#0 in restrict writable %[[OUT]]
  // CHECK-DAG: bufferization.materialize_in_destination %[[R]]#1 in restrict writable %[[B]]
  return %0#0, %0#1 : tensor<6xf32>, tensor<6xf32>
}

// -----

// expected-error@+1 {{'pipe.in_place' gives result 0 the place of argument 0, which is not there, of another type, or taken}}
func.func private @negative_in_place(%a: tensor<6xi32>) -> tensor<6xf32> attributes {pipe.in_place = array<i64: 0>} {
  %0 = "test.op"(%a) : (tensor<6xi32>) -> tensor<6xf32>
  return %0 : tensor<6xf32>
}
