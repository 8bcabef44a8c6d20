// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-set-kernel-target{name={the host} vector-bytes=64 alignment=64},func.func(pipe-pass-destinations))' \
// RUN:   --allow-unregistered-dialect -split-input-file -verify-diagnostics | FileCheck %s

// Results become buffers behind the arguments, in order; reshapes move to the
// buffer, so that the op in front of them writes into it. At the end the buffers
// are said to hold what was written.

// CHECK-LABEL: func.func private @destinations(
// CHECK-SAME:    %[[X:.+]]: memref<6xf32> {test.name}, %[[OUT0:.+]]: memref<6xi1>, %[[OUT1:.+]]: memref<2x3xf32>) {
func.func private @destinations(%x: tensor<6xf32> {test.name}) -> (tensor<6xi1>, tensor<2x3xf32> {test.gone}) {
  // CHECK: %[[T:.+]] = bufferization.to_tensor %[[X]] restrict :
  // CHECK: %[[D0:.+]] = bufferization.to_tensor %[[OUT0]] restrict writable
  // CHECK: %[[FLAT:.+]] = memref.collapse_shape %[[OUT1]] {{\[}}[0, 1]] : memref<2x3xf32> into memref<6xf32>
  // CHECK: %[[D1:.+]] = bufferization.to_tensor %[[FLAT]] restrict writable
  // CHECK: %[[R:.+]]:2 = "test.op"(%[[T]])
  %0:2 = "test.op"(%x) : (tensor<6xf32>) -> (tensor<6xi1>, tensor<6xf32>)
  %1 = tensor.expand_shape %0#1 [[0, 1]] output_shape [2, 3] : tensor<6xf32> into tensor<2x3xf32>
  // CHECK-DAG: %[[W0:.+]] = bufferization.materialize_in_destination %[[R]]#0 in %[[D0]]
  // CHECK-DAG: %[[W1:.+]] = bufferization.materialize_in_destination %[[R]]#1 in %[[D1]]
  // CHECK: bufferization.materialize_in_destination %[[W0]] in restrict writable %[[OUT0]]
  // CHECK-NEXT: bufferization.materialize_in_destination %[[W1]] in restrict writable %[[FLAT]]
  // CHECK-NEXT: return{{$}}
  return %0#0, %1 : tensor<6xi1>, tensor<2x3xf32>
}

// -----

// What others read of a result, they read in its buffer.

// CHECK-LABEL: func.func private @read_again(
func.func private @read_again(%x: tensor<6xf32>) -> (tensor<6xf32>, tensor<f32>) {
  // CHECK: %[[R:.+]] = math.absf
  %0 = math.absf %x : tensor<6xf32>
  // CHECK-NEXT: %[[W:.+]] = bufferization.materialize_in_destination %[[R]] in
  %zero = arith.constant dense<0.0> : tensor<f32>
  // CHECK: linalg.reduce { arith.addf } ins(%[[W]] : tensor<6xf32>)
  %1 = linalg.reduce { arith.addf } ins(%0 : tensor<6xf32>) outs(%zero : tensor<f32>) dimensions = [0]
  return %0, %1 : tensor<6xf32>, tensor<f32>
}

// -----

// CHECK-LABEL: func.func private @accumulate(
// CHECK-SAME:    %[[X:.+]]: memref<6xf32>, %[[OUT0:.+]]: memref<6xi32>, %[[OUT1:.+]]: memref<6xf32>) {
func.func private @accumulate(%x: tensor<6xf32>) -> (tensor<6xi32>, tensor<6xf32>)
    attributes {pipe.accumulate = array<i64: 0>} {
  // CHECK: %[[OLD:.+]] = bufferization.to_tensor %[[OUT0]] restrict writable
  // CHECK: %[[R:.+]]:2 = "test.op"
  %0:2 = "test.op"(%x) : (tensor<6xf32>) -> (tensor<6xi32>, tensor<6xf32>)
  // CHECK: %[[SUM:.+]] = linalg.generic {{.*}} ins(%[[R]]#0 : tensor<6xi32>) outs(%[[OLD]] : tensor<6xi32>)
  // CHECK:   arith.addi
  // CHECK: %[[W:.+]] = bufferization.materialize_in_destination %[[SUM]] in %[[OLD]]
  // CHECK-NOT: linalg.generic
  // CHECK: bufferization.materialize_in_destination %[[W]] in restrict writable %[[OUT0]]
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

// A result that takes the place of an argument has no buffer of its own. It is
// written behind all else, so that others can read what was there.

// CHECK-LABEL: func.func private @in_place(
// CHECK-SAME:    %[[A:.+]]: memref<6xf32>, %[[B:.+]]: memref<2x3xf32>, %[[OUT:.+]]: memref<6xf32>) attributes {pipe.in_place = array<i64: -1, 1>} {
func.func private @in_place(%a: tensor<6xf32>, %b: tensor<2x3xf32>) -> (tensor<6xf32>, tensor<2x3xf32>)
    attributes {pipe.in_place = array<i64: -1, 1>} {
  // CHECK-DAG: bufferization.to_tensor %[[A]] restrict :
  // CHECK-DAG: %[[OLD:.+]] = bufferization.to_tensor %[[B]] restrict writable :
  // CHECK-DAG: %[[FLAT:.+]] = tensor.collapse_shape %[[OLD]]
  // CHECK: %[[NEW:.+]] = math.absf
  %0 = math.absf %a : tensor<6xf32>
  %1 = tensor.expand_shape %0 [[0, 1]] output_shape [2, 3] : tensor<6xf32> into tensor<2x3xf32>
  // CHECK: %[[R:.+]] = "test.op"(%[[OLD]])
  %2 = "test.op"(%b) : (tensor<2x3xf32>) -> tensor<6xf32>
  // CHECK-DAG: %[[W0:.+]] = bufferization.materialize_in_destination %[[R]] in
  // CHECK-DAG: %[[W1:.+]] = bufferization.materialize_in_destination %[[NEW]] in %[[FLAT]]
  // CHECK: %[[BACK:.+]] = tensor.expand_shape %[[W1]]
  // CHECK-DAG: bufferization.materialize_in_destination %[[W0]] in restrict writable %[[OUT]]
  // CHECK-DAG: bufferization.materialize_in_destination %[[BACK]] in restrict writable %[[B]]
  return %2, %1 : tensor<6xf32>, tensor<2x3xf32>
}

// -----

// Two arguments that take each other's place, and one that takes a part: what
// is there is saved before anything is written.

// CHECK-LABEL: func.func private @exchange(
// CHECK-SAME:    %[[A:.+]]: memref<4xf32>, %[[B:.+]]: memref<4xf32>, %[[C:.+]]: memref<2xf32>)
func.func private @exchange(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<2xf32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<2xf32>)
    attributes {pipe.in_place = array<i64: 0, 1, 2>} {
  // CHECK-DAG: %[[OLDA:.+]] = bufferization.to_tensor %[[A]]
  // CHECK-DAG: %[[OLDB:.+]] = bufferization.to_tensor %[[B]]
  // CHECK-DAG: %[[COPYA:.+]] = bufferization.alloc_tensor() copy(%[[OLDA]])
  // CHECK-DAG: %[[COPYB:.+]] = bufferization.alloc_tensor() copy(%[[OLDB]])
  // CHECK-DAG: %[[PART:.+]] = tensor.extract_slice %[[OLDA]]
  // CHECK-DAG: %[[COPYP:.+]] = bufferization.alloc_tensor() copy(%[[PART]])
  %part = tensor.extract_slice %a[1] [2] [1] : tensor<4xf32> to tensor<2xf32>
  // CHECK: bufferization.materialize_in_destination %[[COPYB]] in %[[OLDA]]
  // CHECK: bufferization.materialize_in_destination %[[COPYA]] in %[[OLDB]]
  // CHECK: bufferization.materialize_in_destination %[[COPYP]] in
  return %b, %a, %part : tensor<4xf32>, tensor<4xf32>, tensor<2xf32>
}

// -----

// expected-error@+1 {{'pipe.in_place' gives result 0 the place of argument 0, which is not there, of another type, or taken}}
func.func private @negative_in_place(%a: tensor<6xi32>) -> tensor<6xf32> attributes {pipe.in_place = array<i64: 0>} {
  %0 = "test.op"(%a) : (tensor<6xi32>) -> tensor<6xf32>
  return %0 : tensor<6xf32>
}

// -----

// expected-error@+1 {{'pipe.in_place' gives result 0 the place of argument 0, but 'pipe.accumulate' adds it to another buffer}}
func.func private @negative_in_place_sum(%a: tensor<6xf32>) -> tensor<6xf32>
    attributes {pipe.in_place = array<i64: 0>, pipe.accumulate = array<i64: 0>} {
  %0 = math.absf %a : tensor<6xf32>
  return %0 : tensor<6xf32>
}
