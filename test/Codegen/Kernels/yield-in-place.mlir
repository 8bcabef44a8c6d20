// RUN: pipe-opt %s --pass-pipeline='builtin.module(func.func(pipe-yield-in-place))' -split-input-file | FileCheck %s

// A tensor that lies elsewhere is put where the loop wants it.

// CHECK-LABEL: func.func @computed(
func.func @computed(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  // CHECK: scf.for {{.+}} iter_args(%[[A:.+]] = %{{.+}})
  // CHECK:   %[[T:.+]] = linalg.exp
  // CHECK:   %[[Y:.+]] = bufferization.materialize_in_destination %[[T]] in %[[A]]
  // CHECK:   scf.yield %[[Y]]
  %r = scf.for %i = %c0 to %c3 step %c1 iter_args(%a = %x) -> tensor<4xf32> {
    %e = tensor.empty() : tensor<4xf32>
    %t = linalg.exp ins(%a : tensor<4xf32>) outs(%e : tensor<4xf32>) -> tensor<4xf32>
    scf.yield %t : tensor<4xf32>
  }
  return %r : tensor<4xf32>
}

// -----

// Two tensors that change places are both saved before one is written.

// CHECK-LABEL: func.func @swapped(
func.func @swapped(%x: tensor<4xf32>, %y: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  // CHECK: scf.for {{.+}} iter_args(%[[A:.+]] = %{{.+}}, %[[B:.+]] = %{{.+}})
  // CHECK:   %[[P:.+]] = bufferization.alloc_tensor() copy(%[[B]])
  // CHECK:   %[[Q:.+]] = bufferization.alloc_tensor() copy(%[[A]])
  // CHECK:   bufferization.materialize_in_destination %[[P]] in %[[A]]
  // CHECK:   bufferization.materialize_in_destination %[[Q]] in %[[B]]
  %r:2 = scf.for %i = %c0 to %c3 step %c1 iter_args(%a = %x, %b = %y) -> (tensor<4xf32>, tensor<4xf32>) {
    scf.yield %b, %a : tensor<4xf32>, tensor<4xf32>
  }
  return %r#0, %r#1 : tensor<4xf32>, tensor<4xf32>
}

// -----

// What is updated in place stays as it is, below a condition, too.

// CHECK-LABEL: func.func @negative_in_place(
// CHECK-NOT:   materialize_in_destination
func.func @negative_in_place(%x: tensor<4xf32>, %c: tensor<4xi1>) -> tensor<4xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %f = arith.constant 1.0 : f32
  %r = scf.for %i = %c0 to %c4 step %c1 iter_args(%a = %x) -> tensor<4xf32> {
    %b = tensor.extract %c[%i] : tensor<4xi1>
    %s = scf.if %b -> tensor<4xf32> {
      %t = tensor.insert %f into %a[%i] : tensor<4xf32>
      scf.yield %t : tensor<4xf32>
    } else {
      scf.yield %a : tensor<4xf32>
    }
    scf.yield %s : tensor<4xf32>
  }
  return %r : tensor<4xf32>
}

// -----

// Branches write into one new tensor.

// CHECK-LABEL: func.func @branches(
func.func @branches(%x: tensor<4xf32>, %y: tensor<4xf32>, %c: tensor<i1>) -> tensor<4xf32> {
  %b = tensor.extract %c[] : tensor<i1>
  // CHECK: %[[E:.+]] = bufferization.alloc_tensor() : tensor<4xf32>
  // CHECK: scf.if
  // CHECK:   bufferization.materialize_in_destination %{{.+}} in %[[E]]
  // CHECK: } else {
  // CHECK:   bufferization.materialize_in_destination %{{.+}} in %[[E]]
  %r = scf.if %b -> tensor<4xf32> {
    scf.yield %x : tensor<4xf32>
  } else {
    scf.yield %y : tensor<4xf32>
  }
  return %r : tensor<4xf32>
}

// -----

// A loop whose regions take and give different tensors carries memory for both.

// CHECK-LABEL: func.func @while(
// CHECK-SAME:    %[[X:.+]]: tensor<4xf32>
func.func @while(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %c3 = arith.constant 3 : i32
  // CHECK: %[[E:.+]] = bufferization.alloc_tensor() : tensor<4xf32>
  // CHECK: %[[R:.+]]:3 = scf.while (%[[A:.+]] = %[[X]], %[[D:.+]] = %[[E]], %[[I:.+]] = %{{.+}}) : (tensor<4xf32>, tensor<4xf32>, i32) -> (tensor<4xf32>, tensor<4xf32>, i32)
  // CHECK:   %[[G:.+]] = bufferization.materialize_in_destination %{{.+}} in %[[D]]
  // CHECK:   scf.condition(%{{.+}}) %[[A]], %[[G]], %[[I]]
  // CHECK: ^bb0(%[[A2:.+]]: tensor<4xf32>, %[[D2:.+]]: tensor<4xf32>, %{{.+}}: i32):
  // CHECK:   %[[N:.+]] = bufferization.materialize_in_destination %[[D2]] in %[[A2]]
  // CHECK:   scf.yield %[[N]], %[[D2]], %{{.+}}
  // CHECK: return %[[R]]#1
  %r:2 = scf.while (%i = %c0, %a = %x) : (i32, tensor<4xf32>) -> (tensor<4xf32>, i32) {
    %c = arith.cmpi slt, %i, %c3 : i32
    %e = tensor.empty() : tensor<4xf32>
    %t = linalg.exp ins(%a : tensor<4xf32>) outs(%e : tensor<4xf32>) -> tensor<4xf32>
    scf.condition(%c) %t, %i : tensor<4xf32>, i32
  } do {
  ^bb0(%a: tensor<4xf32>, %i: i32):
    %j = arith.addi %i, %c1 : i32
    scf.yield %j, %a : i32, tensor<4xf32>
  }
  return %r#0 : tensor<4xf32>
}

// -----

// What may have been computed over one argument is saved before that is written,
// though it was computed elsewhere.

// CHECK-LABEL: func.func @over(
func.func @over(%x: tensor<4xi32>, %y: tensor<4xi32>) -> (tensor<4xi32>, tensor<4xi32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  // CHECK: scf.for {{.+}} iter_args(%[[A:.+]] = %{{.+}}, %[[B:.+]] = %{{.+}})
  // CHECK:   %[[T:.+]] = linalg.add {{.+}} outs(%[[A]]
  // CHECK:   %[[C:.+]] = bufferization.alloc_tensor() copy(%[[T]])
  // CHECK:   bufferization.materialize_in_destination %{{.+}} in %[[A]]
  // CHECK:   bufferization.materialize_in_destination %[[C]] in %[[B]]
  %r:2 = scf.for %i = %c0 to %c3 step %c1 iter_args(%a = %x, %b = %y) -> (tensor<4xi32>, tensor<4xi32>) {
    %t = linalg.add ins(%a, %b : tensor<4xi32>, tensor<4xi32>) outs(%a : tensor<4xi32>) -> tensor<4xi32>
    scf.yield %b, %t : tensor<4xi32>, tensor<4xi32>
  }
  return %r#0, %r#1 : tensor<4xi32>, tensor<4xi32>
}
