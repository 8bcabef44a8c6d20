// RUN: pipe-opt %s --split-input-file --verify-diagnostics

// One case for each constraint of each op, in the order of their descriptions.

// scatter_c1
func.func @negative_scatter_c1(%u: tensor<3x4xf32>, %i: tensor<3x1xi64>, %o: tensor<5x4xf32>) {
  // expected-error@+1 {{requires 2 inputs, but has 1}}
  %0 = tm_tensor.scatter {dimension_map = array<i64: 0>} unique_indices(false) ins(%u : tensor<3x4xf32>) outs(%o : tensor<5x4xf32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %a : f32
  } -> tensor<5x4xf32>
  return
}

// -----

// scatter_c1_result
func.func @negative_scatter_c1_result(%u: tensor<3x4xf32>, %i: tensor<3x1xi64>, %o: tensor<5x4xf32>) {
  // expected-error@+1 {{requires one result of the type of each output, but gives ('tensor<4x4xf32>') for ('tensor<5x4xf32>')}}
  %0 = tm_tensor.scatter {dimension_map = array<i64: 0>} unique_indices(false) ins(%u, %i : tensor<3x4xf32>, tensor<3x1xi64>) outs(%o : tensor<5x4xf32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %a : f32
  } -> tensor<4x4xf32>
  return
}

// -----

// scatter_c2
func.func @negative_scatter_c2(%u: tensor<3x4xf32>, %i: tensor<2x1xi64>, %o: tensor<5x4xf32>) {
  // expected-error@+1 {{requires a row of integers for each update, but has 'tensor<2x1xi64>' for 'tensor<3x4xf32>'}}
  %0 = tm_tensor.scatter {dimension_map = array<i64: 0>} unique_indices(false) ins(%u, %i : tensor<3x4xf32>, tensor<2x1xi64>) outs(%o : tensor<5x4xf32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %a : f32
  } -> tensor<5x4xf32>
  return
}

// -----

// scatter_c3_columns
func.func @negative_scatter_c3_columns(%u: tensor<3x4xf32>, %i: tensor<3x1xi64>, %o: tensor<5x4xf32>) {
  // expected-error@+1 {{requires one dimension for each column of the indices in 'dimension_map', but it has 2 for 'tensor<3x1xi64>'}}
  %0 = tm_tensor.scatter {dimension_map = array<i64: 0, 1>} unique_indices(false) ins(%u, %i : tensor<3x4xf32>, tensor<3x1xi64>) outs(%o : tensor<5x4xf32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %a : f32
  } -> tensor<5x4xf32>
  return
}

// -----

// scatter_c3_range
func.func @negative_scatter_c3_range(%u: tensor<3x4xf32>, %i: tensor<3x1xi64>, %o: tensor<5x4xf32>) {
  // expected-error@+1 {{requires dimensions of 'tensor<5x4xf32>' in 'dimension_map', but it holds 2}}
  %0 = tm_tensor.scatter {dimension_map = array<i64: 2>} unique_indices(false) ins(%u, %i : tensor<3x4xf32>, tensor<3x1xi64>) outs(%o : tensor<5x4xf32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %a : f32
  } -> tensor<5x4xf32>
  return
}

// -----

// scatter_c3_twice
func.func @negative_scatter_c3_twice(%u: tensor<3x4xf32>, %i: tensor<3x2xi64>, %o: tensor<5x4xf32>) {
  // expected-error@+1 {{requires each dimension at most once in 'dimension_map', but it holds 0 twice}}
  %0 = tm_tensor.scatter {dimension_map = array<i64: 0, 0>} unique_indices(false) ins(%u, %i : tensor<3x4xf32>, tensor<3x2xi64>) outs(%o : tensor<5x4xf32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %a : f32
  } -> tensor<5x4xf32>
  return
}

// -----

// scatter_c3_lacks
func.func @negative_scatter_c3_lacks(%u: tensor<3x4xf32>, %i: tensor<3x1xi64>, %o: tensor<5x4xf32>) {
  // expected-error@+1 {{requires all dimensions that updates do not have in 'dimension_map', but it lacks 0}}
  %0 = tm_tensor.scatter {dimension_map = array<i64: 1>} unique_indices(false) ins(%u, %i : tensor<3x4xf32>, tensor<3x1xi64>) outs(%o : tensor<5x4xf32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %a : f32
  } -> tensor<5x4xf32>
  return
}

// -----

// scatter_c4
func.func @negative_scatter_c4(%u: tensor<3x6xf32>, %i: tensor<3x1xi64>, %o: tensor<5x4xf32>) {
  // expected-error@+1 {{requires updates that fit into the output, but has 'tensor<3x6xf32>' for 'tensor<5x4xf32>'}}
  %0 = tm_tensor.scatter {dimension_map = array<i64: 0>} unique_indices(false) ins(%u, %i : tensor<3x6xf32>, tensor<3x1xi64>) outs(%o : tensor<5x4xf32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %a : f32
  } -> tensor<5x4xf32>
  return
}

// -----

// scatter_c5
func.func @negative_scatter_c5(%u: tensor<3x4xf32>, %i: tensor<3x1xi64>, %o: tensor<5x4xf32>) {
  // expected-error@+1 {{requires a region that takes ('f32', 'f32'), but it takes ('f32')}}
  %0 = tm_tensor.scatter {dimension_map = array<i64: 0>} unique_indices(false) ins(%u, %i : tensor<3x4xf32>, tensor<3x1xi64>) outs(%o : tensor<5x4xf32>) {
  ^bb0(%a: f32):
    tm_tensor.yield %a : f32
  } -> tensor<5x4xf32>
  return
}

// -----

// sort_c1
func.func @negative_sort_c1(%x: tensor<4xf32>) {
  // expected-error@+1 {{requires an output, but has none}}
  "tm_tensor.sort"() <{dimension = 0 : i64, operandSegmentSizes = array<i32: 0, 0>}> ({
  ^bb0:
    "tm_tensor.yield"() : () -> ()
  }) : () -> ()
  return
}

// -----

// sort_c2
func.func @negative_sort_c2(%x: tensor<4xf32>, %y: tensor<5xf32>) {
  // expected-error@+1 {{requires outputs of one shape, but has 'tensor<4xf32>' and 'tensor<5xf32>'}}
  %0:2 = tm_tensor.sort dimension(0) outs(%x, %y : tensor<4xf32>, tensor<5xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32, %d: f32):
    tm_tensor.yield %a : f32
  } -> tensor<4xf32>, tensor<5xf32>
  return
}

// -----

// sort_c2_dimension
func.func @negative_sort_c2_dimension(%x: tensor<4xf32>) {
  // expected-error@+1 {{requires a 'dimension' of 'tensor<4xf32>', but it is 1}}
  %0:1 = tm_tensor.sort dimension(1) outs(%x : tensor<4xf32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %a : f32
  } -> tensor<4xf32>
  return
}

// -----

// sort_c3
func.func @negative_sort_c3(%x: tensor<4xf32>) {
  // expected-error@+3 {{must give ('i1'), but gives ('f32')}}
  %0:1 = tm_tensor.sort dimension(0) outs(%x : tensor<4xf32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %a : f32
  } -> tensor<4xf32>
  return
}

// -----

// topk_c1
func.func @negative_topk_c1(%x: tensor<8xf32>, %v: tensor<3xf32>, %n: tensor<3xi32>, %t: i1) {
  // expected-error@+1 {{requires 1 or 2 inputs, but has 3}}
  %0:2 = tm_tensor.topk dimension(0) ins(%x, %x, %x : tensor<8xf32>, tensor<8xf32>, tensor<8xf32>) outs(%v, %n : tensor<3xf32>, tensor<3xi32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %t : i1
  } -> tensor<3xf32>, tensor<3xi32>
  return
}

// -----

// topk_c2
func.func @negative_topk_c2(%x: tensor<8xf32>, %v: tensor<3xf32>, %n: tensor<2xi32>, %t: i1) {
  // expected-error@+1 {{requires values and numbers that differ only in size along 'dimension', but has ('tensor<8xf32>') and ('tensor<3xf32>', 'tensor<2xi32>')}}
  %0:2 = tm_tensor.topk dimension(0) ins(%x : tensor<8xf32>) outs(%v, %n : tensor<3xf32>, tensor<2xi32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %t : i1
  } -> tensor<3xf32>, tensor<2xi32>
  return
}

// -----

// topk_c3
func.func @negative_topk_c3(%x: tensor<8xf32>, %v: tensor<3xf32>, %n: tensor<3xi32>, %t: i1) {
  // expected-error@+3 {{must give ('i1'), but gives ('f32')}}
  %0:2 = tm_tensor.topk dimension(0) ins(%x : tensor<8xf32>) outs(%v, %n : tensor<3xf32>, tensor<3xi32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %a : f32
  } -> tensor<3xf32>, tensor<3xi32>
  return
}

// -----

// scan_c1
func.func @negative_scan_c1(%x: tensor<4x8xf32>, %o: tensor<4x8xf32>, %z: tensor<4xf32>) {
  // expected-error@+1 {{requires 2 outputs, but has 1}}
  %0 = tm_tensor.scan dimension(1) inclusive(true) ins(%x : tensor<4x8xf32>) outs(%o : tensor<4x8xf32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

// scan_c2
func.func @negative_scan_c2(%x: tensor<4x8xf32>, %o: tensor<4x8xf32>, %z: tensor<8xf32>) {
  // expected-error@+1 {{requires an output like the input and one without 'dimension', but has ('tensor<4x8xf32>', 'tensor<8xf32>') for 'tensor<4x8xf32>'}}
  %0:2 = tm_tensor.scan dimension(1) inclusive(true) ins(%x : tensor<4x8xf32>) outs(%o, %z : tensor<4x8xf32>, tensor<8xf32>) {
  ^bb0(%a: f32, %b: f32):
    tm_tensor.yield %a : f32
  } -> tensor<4x8xf32>, tensor<8xf32>
  return
}

// -----

// scan_c3
func.func @negative_scan_c3(%x: tensor<4x8xf32>, %o: tensor<4x8xf32>, %z: tensor<4xf32>) {
  // expected-error@+1 {{requires a region that takes ('f32', 'f32'), but it takes ('f32')}}
  %0:2 = tm_tensor.scan dimension(1) inclusive(true) ins(%x : tensor<4x8xf32>) outs(%o, %z : tensor<4x8xf32>, tensor<4xf32>) {
  ^bb0(%a: f32):
    tm_tensor.yield %a : f32
  } -> tensor<4x8xf32>, tensor<4xf32>
  return
}

// -----

// attention_c1
func.func @negative_attention_c1(%q: tensor<2x4x8xf32>, %k: tensor<2x4x8xf32>, %o: tensor<2x4x8xf32>) {
  // expected-error@+1 {{requires 3 or 4 inputs, but has 2}}
  %0 = tm_tensor.attention ins(%q, %k : tensor<2x4x8xf32>, tensor<2x4x8xf32>) outs(%o : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
  return
}

// -----

// attention_c2
func.func @negative_attention_c2(%q: tensor<2x4x8xf32>, %k: tensor<2x4x6xf32>, %v: tensor<2x4x8xf32>, %o: tensor<2x4x8xf32>) {
  // expected-error@+1 {{requires queries, keys, values, mask and output of m x d, n x d, n x e, m x n and m x e, but has ('tensor<2x4x8xf32>', 'tensor<2x4x6xf32>', 'tensor<2x4x8xf32>') and 'tensor<2x4x8xf32>'}}
  %0 = tm_tensor.attention ins(%q, %k, %v : tensor<2x4x8xf32>, tensor<2x4x6xf32>, tensor<2x4x8xf32>) outs(%o : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
  return
}

// -----

// attention_c3
func.func @negative_attention_c3(%q: tensor<2x4x8xf32>, %k: tensor<2x4x8xf16>, %v: tensor<2x4x8xf32>, %o: tensor<2x4x8xf32>) {
  // expected-error@+1 {{requires one floating-point type, but has 'f32' and 'f16'}}
  %0 = tm_tensor.attention ins(%q, %k, %v : tensor<2x4x8xf32>, tensor<2x4x8xf16>, tensor<2x4x8xf32>) outs(%o : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
  return
}
