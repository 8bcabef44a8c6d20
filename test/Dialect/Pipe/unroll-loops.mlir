// RUN: pipe-opt %s -allow-unregistered-dialect --pass-pipeline='builtin.module(func.func(pipe-unroll-loops))' -split-input-file | FileCheck %s
// RUN: pipe-opt %s -allow-unregistered-dialect --pass-pipeline='builtin.module(func.func(pipe-unroll-loops{unroll-limit=0}))' -split-input-file 2>&1 | FileCheck %s --check-prefix=NONE
// RUN: pipe-opt %s -allow-unregistered-dialect --pass-pipeline='builtin.module(func.func(pipe-unroll-loops{unroll-limit=9}))' -split-input-file 2>&1 | FileCheck %s --check-prefix=LIMIT

// A loop over layers. The places of the slices become constant.

// CHECK-LABEL: func.func @layers(
// CHECK-SAME:    %[[X:.+]]: tensor<4x16xf32>, %[[W:.+]]: tensor<2x16x16xf32>, %[[O:.+]]: tensor<4x16xf32>)
// CHECK-NOT:     scf.for
// CHECK:         %[[W0:.+]] = tensor.extract_slice %[[W]][0, 0, 0]
// CHECK:         %[[H:.+]] = linalg.matmul ins(%[[X]], %[[W0]]
// CHECK:         %[[W1:.+]] = tensor.extract_slice %[[W]][1, 0, 0]
// CHECK:         %[[R:.+]] = linalg.matmul ins(%[[H]], %[[W1]]
// CHECK:         return %[[R]]
// NONE-NOT:    warning
// NONE-LABEL:  func.func @layers(
// NONE:          scf.for
// LIMIT:       warning: the loop stays one op, in one stage, so that no rank can share its work: unrolling the 1 loops of 2 trips makes 10 ops, but 'unroll-limit' leaves 9
// LIMIT-LABEL: func.func @layers(
// LIMIT:         scf.for
// LIMIT-NOT:     pipe.kept
// LIMIT:         return
func.func @layers(%x: tensor<4x16xf32>, %w: tensor<2x16x16xf32>, %o: tensor<4x16xf32>) -> tensor<4x16xf32> {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %c2 = arith.constant 2 : i32
  %z = arith.constant 0 : index
  %r = scf.for %i = %c0 to %c2 step %c1 iter_args(%h = %x) -> (tensor<4x16xf32>) : i32 {
    %k = arith.index_cast %i : i32 to index
    %p = arith.maxsi %k, %z : index
    %s = tensor.extract_slice %w[%p, 0, 0] [1, 16, 16] [1, 1, 1] : tensor<2x16x16xf32> to tensor<16x16xf32>
    %m = linalg.matmul ins(%h, %s : tensor<4x16xf32>, tensor<16x16xf32>) outs(%o : tensor<4x16xf32>) -> tensor<4x16xf32>
    scf.yield %m : tensor<4x16xf32>
  }
  return %r : tensor<4x16xf32>
}

// -----

// A counter in a tensor, which runs backwards.

#scalar = affine_map<() -> ()>

// CHECK-LABEL: func.func @counter(
// CHECK-NOT:     scf.for
// CHECK:         tensor.extract_slice %{{.+}}[1, 0, 0]
// CHECK:         tensor.extract_slice %{{.+}}[0, 0, 0]
// CHECK-NOT:     tensor<i32>
// CHECK:         return
func.func @counter(%x: tensor<4x16xf32>, %w: tensor<2x16x16xf32>, %o: tensor<4x16xf32>) -> tensor<4x16xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %one = arith.constant 1 : i32
  %first = arith.constant dense<1> : tensor<i32>
  %r:2 = scf.for %i = %c0 to %c2 step %c1 iter_args(%h = %x, %n = %first) -> (tensor<4x16xf32>, tensor<i32>) {
    %e = tensor.extract %n[] : tensor<i32>
    %k = arith.index_cast %e : i32 to index
    %s = tensor.extract_slice %w[%k, 0, 0] [1, 16, 16] [1, 1, 1] : tensor<2x16x16xf32> to tensor<16x16xf32>
    %m = linalg.matmul ins(%h, %s : tensor<4x16xf32>, tensor<16x16xf32>) outs(%o : tensor<4x16xf32>) -> tensor<4x16xf32>
    %out = tensor.empty() : tensor<i32>
    %next = linalg.generic {indexing_maps = [#scalar, #scalar], iterator_types = []} ins(%n : tensor<i32>) outs(%out : tensor<i32>) {
    ^bb0(%a: i32, %b: i32):
      %d = arith.subi %a, %one : i32
      linalg.yield %d : i32
    } -> tensor<i32>
    scf.yield %m, %next : tensor<4x16xf32>, tensor<i32>
  }
  return %r#0 : tensor<4x16xf32>
}

// -----

// A loop in a loop whose bounds depend on the outer one; an op that nobody knows.

// CHECK-LABEL:   func.func @nested(
// CHECK-NOT:       scf.for
// CHECK-COUNT-3:   "my.layer"
// CHECK-NOT:       "my.layer"
// CHECK:           return
func.func @nested(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %r = scf.for %i = %c0 to %c3 step %c1 iter_args(%a = %x) -> tensor<4xf32> {
    %s = scf.for %j = %c0 to %i step %c1 iter_args(%b = %a) -> tensor<4xf32> {
      %t = "my.layer"(%b) : (tensor<4xf32>) -> tensor<4xf32>
      scf.yield %t : tensor<4xf32>
    }
    scf.yield %s : tensor<4xf32>
  }
  return %r : tensor<4xf32>
}

// -----

// An iteration that costs much of the function is seen, though it is no product.

// CHECK-LABEL:   func.func @heavy(
// CHECK-NOT:       scf.for
// CHECK-COUNT-3:   math.tanh
// CHECK:           return
func.func @heavy(%x: tensor<64xf32>) -> tensor<64xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %r = scf.for %i = %c0 to %c3 step %c1 iter_args(%a = %x) -> tensor<64xf32> {
    %t = math.tanh %a : tensor<64xf32>
    scf.yield %t : tensor<64xf32>
  }
  return %r : tensor<64xf32>
}

// -----

// Light iterations stay, and so does a loop whose trips nobody knows. No trip
// is no op.

// CHECK-LABEL:   func.func @negative_light(
// CHECK:           scf.for
// CHECK:             tensor.insert
// CHECK:           scf.for
// CHECK:             linalg.matmul
// CHECK-NOT:       scf.for
// CHECK:           return
func.func @negative_light(%x: tensor<512xf32>, %w: tensor<512x512xf32>, %v: tensor<512x512xf32>, %n: index) -> (tensor<512xf32>, tensor<512x512xf32>, tensor<512x512xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c512 = arith.constant 512 : index
  %r = scf.for %i = %c0 to %c512 step %c1 iter_args(%a = %x) -> tensor<512xf32> {
    %e = tensor.extract %a[%i] : tensor<512xf32>
    %f = arith.addf %e, %e : f32
    %t = tensor.insert %f into %a[%i] : tensor<512xf32>
    scf.yield %t : tensor<512xf32>
  }
  %s = scf.for %i = %c0 to %n step %c1 iter_args(%a = %w) -> tensor<512x512xf32> {
    %t = linalg.matmul ins(%a, %v : tensor<512x512xf32>, tensor<512x512xf32>) outs(%w : tensor<512x512xf32>) -> tensor<512x512xf32>
    scf.yield %t : tensor<512x512xf32>
  }
  %q = scf.for %i = %c0 to %c0 step %c1 iter_args(%a = %s) -> tensor<512x512xf32> {
    %t = linalg.matmul ins(%a, %v : tensor<512x512xf32>, tensor<512x512xf32>) outs(%w : tensor<512x512xf32>) -> tensor<512x512xf32>
    scf.yield %t : tensor<512x512xf32>
  }
  return %r, %s, %q : tensor<512xf32>, tensor<512x512xf32>, tensor<512x512xf32>
}
