// RUN: pipe-opt %s --pass-pipeline='builtin.module(func.func(pipe-fuse-elementwise))' \
// RUN:   -split-input-file | FileCheck %s

#id = affine_map<(i, j) -> (i, j)>
#row = affine_map<(i, j) -> (i)>

// A chain into a sum, whose order of terms stays as it was marked.

// CHECK-LABEL: func.func @chain_into_sum
// CHECK-SAME:    %[[X:.+]]: tensor<4x9xf32>, %[[O:.+]]: tensor<4xf32>
func.func @chain_into_sum(%x: tensor<4x9xf32>, %o: tensor<4xf32>) -> tensor<4xf32> {
  %e = tensor.empty() : tensor<4x9xf32>
  // CHECK:      %[[SUM:.+]] = linalg.generic {{.*}} ins(%[[X]] : tensor<4x9xf32>) outs(%[[O]] : tensor<4xf32>) attrs = {pipe.lanes = 16 : i64}
  // CHECK:        math.exp
  // CHECK-NEXT:   arith.mulf
  // CHECK-NEXT:   arith.addf
  // CHECK-NOT:  linalg.generic
  // CHECK:      return %[[SUM]]
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<4x9xf32>) outs(%e : tensor<4x9xf32>) {
  ^bb0(%a: f32, %b: f32):
    %c = math.exp %a : f32
    linalg.yield %c : f32
  } -> tensor<4x9xf32>
  %1 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel", "parallel"]} ins(%0, %0 : tensor<4x9xf32>, tensor<4x9xf32>) outs(%e : tensor<4x9xf32>) {
  ^bb0(%a: f32, %d: f32, %b: f32):
    %c = arith.mulf %a, %d : f32
    linalg.yield %c : f32
  } -> tensor<4x9xf32>
  %2 = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%1 : tensor<4x9xf32>) outs(%o : tensor<4xf32>) attrs = {pipe.lanes = 16 : i64} {
  ^bb0(%a: f32, %b: f32):
    %c = arith.addf %a, %b : f32
    linalg.yield %c : f32
  } -> tensor<4xf32>
  return %2 : tensor<4xf32>
}

// -----

#id = affine_map<(i, j) -> (i, j)>
#column = affine_map<(i, j) -> (j)>

// Constants and fills become scalars; a broadcast is computed by each user.

// CHECK-LABEL: func.func @cheap_inputs
// CHECK-SAME:    %[[X:.+]]: tensor<4x9xf32>, %[[V:.+]]: tensor<9xf32>
func.func @cheap_inputs(%x: tensor<4x9xf32>, %v: tensor<9xf32>) -> (tensor<4x9xf32>, tensor<4x9xf32>) {
  %two = arith.constant dense<2.0> : tensor<4x9xf32>
  %three = arith.constant 3.0 : f32
  %e = tensor.empty() : tensor<4x9xf32>
  %f = linalg.fill ins(%three : f32) outs(%e : tensor<4x9xf32>) -> tensor<4x9xf32>
  %b = linalg.generic {indexing_maps = [#column, #id], iterator_types = ["parallel", "parallel"]} ins(%v : tensor<9xf32>) outs(%e : tensor<4x9xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  } -> tensor<4x9xf32>
  // CHECK: linalg.generic {{.*}} ins(%[[X]], %[[V]] : tensor<4x9xf32>, tensor<9xf32>)
  %0 = linalg.generic {indexing_maps = [#id, #id, #id, #id], iterator_types = ["parallel", "parallel"]} ins(%x, %two, %b : tensor<4x9xf32>, tensor<4x9xf32>, tensor<4x9xf32>) outs(%e : tensor<4x9xf32>) {
  ^bb0(%a: f32, %c: f32, %d: f32, %o: f32):
    %1 = arith.mulf %a, %c : f32
    %2 = arith.addf %1, %d : f32
    linalg.yield %2 : f32
  } -> tensor<4x9xf32>
  // CHECK: linalg.generic {{.*}} ins(%[[V]] : tensor<9xf32>)
  // CHECK-NOT: linalg.fill
  %3 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel", "parallel"]} ins(%b, %f : tensor<4x9xf32>, tensor<4x9xf32>) outs(%e : tensor<4x9xf32>) {
  ^bb0(%a: f32, %c: f32, %o: f32):
    %4 = arith.mulf %a, %c : f32
    linalg.yield %4 : f32
  } -> tensor<4x9xf32>
  return %0, %3 : tensor<4x9xf32>, tensor<4x9xf32>
}

// -----

#id = affine_map<(i, j) -> (i, j)>

// An exponential with two users is computed once.

// CHECK-LABEL: func.func @negative_expensive_with_two_users
func.func @negative_expensive_with_two_users(%x: tensor<4x9xf32>) -> (tensor<4x9xf32>, tensor<4x9xf32>) {
  %e = tensor.empty() : tensor<4x9xf32>
  // CHECK:     %[[EXP:.+]] = linalg.generic
  // CHECK:       math.exp
  // CHECK:     linalg.generic {{.*}} ins(%[[EXP]] :
  // CHECK:     linalg.generic {{.*}} ins(%[[EXP]] :
  // CHECK-NOT: math.exp
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<4x9xf32>) outs(%e : tensor<4x9xf32>) {
  ^bb0(%a: f32, %b: f32):
    %c = math.exp %a : f32
    linalg.yield %c : f32
  } -> tensor<4x9xf32>
  %1 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%0 : tensor<4x9xf32>) outs(%e : tensor<4x9xf32>) {
  ^bb0(%a: f32, %b: f32):
    %c = arith.negf %a : f32
    linalg.yield %c : f32
  } -> tensor<4x9xf32>
  %2 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%0 : tensor<4x9xf32>) outs(%e : tensor<4x9xf32>) {
  ^bb0(%a: f32, %b: f32):
    %c = arith.addf %a, %a : f32
    linalg.yield %c : f32
  } -> tensor<4x9xf32>
  return %1, %2 : tensor<4x9xf32>, tensor<4x9xf32>
}

// -----

#id = affine_map<(i, j) -> (i, j)>
#row = affine_map<(i, j) -> (i)>
#vector = affine_map<(i) -> (i)>

// What is computed once a row is not computed once an element.

// CHECK-LABEL: func.func @negative_expensive_broadcast
func.func @negative_expensive_broadcast(%v: tensor<4xf32>) -> tensor<4x9xf32> {
  %e = tensor.empty() : tensor<4xf32>
  // CHECK: %[[EXP:.+]] = linalg.generic
  %0 = linalg.generic {indexing_maps = [#vector, #vector], iterator_types = ["parallel"]} ins(%v : tensor<4xf32>) outs(%e : tensor<4xf32>) {
  ^bb0(%a: f32, %b: f32):
    %c = math.exp %a : f32
    linalg.yield %c : f32
  } -> tensor<4xf32>
  %f = tensor.empty() : tensor<4x9xf32>
  // CHECK: linalg.generic {{.*}} ins(%[[EXP]]
  %1 = linalg.generic {indexing_maps = [#row, #id], iterator_types = ["parallel", "parallel"]} ins(%0 : tensor<4xf32>) outs(%f : tensor<4x9xf32>) {
  ^bb0(%a: f32, %b: f32):
    linalg.yield %a : f32
  } -> tensor<4x9xf32>
  return %1 : tensor<4x9xf32>
}

// -----

#id = affine_map<(i, j) -> (i, j)>
#mk = affine_map<(m, n, k) -> (m, k)>
#kn = affine_map<(m, n, k) -> (k, n)>
#mn = affine_map<(m, n, k) -> (m, n)>

// A matrix product stays one.

// CHECK-LABEL: func.func @negative_contraction
func.func @negative_contraction(%x: tensor<4x9xf32>, %w: tensor<9x3xf32>, %o: tensor<4x3xf32>) -> tensor<4x3xf32> {
  %e = tensor.empty() : tensor<4x9xf32>
  // CHECK: %[[NEG:.+]] = linalg.generic
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<4x9xf32>) outs(%e : tensor<4x9xf32>) {
  ^bb0(%a: f32, %b: f32):
    %c = arith.negf %a : f32
    linalg.yield %c : f32
  } -> tensor<4x9xf32>
  // CHECK: linalg.generic {{.*}} ins(%[[NEG]],
  %1 = linalg.generic {indexing_maps = [#mk, #kn, #mn], iterator_types = ["parallel", "parallel", "reduction"]} ins(%0, %w : tensor<4x9xf32>, tensor<9x3xf32>) outs(%o : tensor<4x3xf32>) attrs = {pipe.contraction} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %d = arith.mulf %a, %b : f32
    %f = arith.addf %c, %d : f32
    linalg.yield %f : f32
  } -> tensor<4x3xf32>
  return %1 : tensor<4x3xf32>
}

// -----

#id = affine_map<(i, j) -> (i, j)>
#row = affine_map<(i, j) -> (i)>

// A sum over a loop that only the broadcast has would not know its size.

// CHECK-LABEL: func.func @negative_sum_of_broadcast
func.func @negative_sum_of_broadcast(%v: tensor<4xf32>, %o: tensor<4xf32>) -> tensor<4xf32> {
  %e = tensor.empty() : tensor<4x9xf32>
  // CHECK: %[[B:.+]] = linalg.generic {{.*}} outs(%{{.+}} : tensor<4x9xf32>)
  // CHECK: linalg.generic {{.*}} ins(%[[B]]
  %0 = linalg.generic {indexing_maps = [#row, #id], iterator_types = ["parallel", "parallel"]} ins(%v : tensor<4xf32>) outs(%e : tensor<4x9xf32>) {
  ^bb0(%a: f32, %b: f32):
    linalg.yield %a : f32
  } -> tensor<4x9xf32>
  %1 = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%0 : tensor<4x9xf32>) outs(%o : tensor<4xf32>) {
  ^bb0(%a: f32, %b: f32):
    %c = arith.addf %a, %b : f32
    linalg.yield %c : f32
  } -> tensor<4xf32>
  return %1 : tensor<4xf32>
}
