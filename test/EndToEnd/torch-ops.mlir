// REQUIRES: pipe-compile, pipe-run
// RUN: rm -rf %t && mkdir %t
// RUN: %python %S/torch_ops.py %s %t | FileCheck %s

// The ops that torch-mlir adds to linalg give what plain Python gives, and an
// assertion that does not hold ends the run with its text and place.

// CHECK: scattered: 36 values
// CHECK: attended: 72 values
// CHECK: pipe-run: error: the run failed: rank {{[01]}}: F stage {{[01]}} micro-batch 1: the assertion "row must be below 3" at torch-ops.mlir:{{[0-9:]+}} does not hold

// One of each op of tm_tensor, on 7 elements, so that runs have no equal length, and
// an assertion that depends on data.
#map = affine_map<(d0) -> (d0)>
func.func @main(%x: tensor<2x7xf32> {pipe.name = "x", pipe.batch = 0}, %rows: tensor<5x2xi64> {pipe.name = "rows", pipe.batch = 0}, %q: tensor<2x3x4xf32> {pipe.name = "q", pipe.batch = 0}, %m: tensor<2x3x3xi1> {pipe.name = "m", pipe.batch = 0}, %u: tensor<5x1x2xf32> {pipe.name = "u"}, %table: tensor<4x3xf32> {pipe.name = "table"})
    -> (tensor<4x3xf32> {pipe.name = "scattered"}, tensor<4x3xf32> {pipe.name = "last"}, tensor<2x7xf32> {pipe.name = "sorted"}, tensor<2x7xi64> {pipe.name = "order"}, tensor<2x7xf32> {pipe.name = "columns"}, tensor<2x3xf32> {pipe.name = "top"}, tensor<2x3xi64> {pipe.name = "places"}, tensor<2x7xf32> {pipe.name = "sums"}, tensor<2x7xf32> {pipe.name = "before"}, tensor<2x3x4xf32> {pipe.name = "attended"}, tensor<5xi64> {pipe.name = "asserted"}) {
  %sum = tm_tensor.scatter {dimension_map = array<i64: 0, 1>} unique_indices(false) ins(%u, %rows : tensor<5x1x2xf32>, tensor<5x2xi64>) outs(%table : tensor<4x3xf32>) {
  ^bb0(%new: f32, %old: f32):
    %s = arith.addf %old, %new : f32
    tm_tensor.yield %s : f32
  } -> tensor<4x3xf32>
  %v = tensor.extract_slice %u[0, 0, 0] [5, 1, 1] [1, 1, 1] : tensor<5x1x2xf32> to tensor<5xf32>
  %last = tm_tensor.scatter {dimension_map = array<i64: 0, 1>} unique_indices(false) ins(%v, %rows : tensor<5xf32>, tensor<5x2xi64>) outs(%table : tensor<4x3xf32>) {
  ^bb0(%new: f32, %old: f32):
    tm_tensor.yield %new : f32
  } -> tensor<4x3xf32>

  %e = tensor.empty() : tensor<2x7xi64>
  %numbers = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} outs(%e : tensor<2x7xi64>) {
  ^bb0(%o: i64):
    %j = linalg.index 1 : index
    %n = arith.index_cast %j : index to i64
    linalg.yield %n : i64
  } -> tensor<2x7xi64>
  %sorted:2 = tm_tensor.sort dimension(1) outs(%x, %numbers : tensor<2x7xf32>, tensor<2x7xi64>) {
  ^bb0(%a: f32, %b: f32, %i: i64, %j: i64):
    %c = arith.cmpf oge, %a, %b : f32
    tm_tensor.yield %c : i1
  } -> tensor<2x7xf32>, tensor<2x7xi64>
  %columns = tm_tensor.sort dimension(0) outs(%x : tensor<2x7xf32>) {
  ^bb0(%a: f32, %b: f32):
    %c = arith.cmpf olt, %a, %b : f32
    tm_tensor.yield %c : i1
  } -> tensor<2x7xf32>

  %low = arith.constant dense<0xFF800000> : tensor<2x3xf32>
  %none = arith.constant dense<0> : tensor<2x3xi64>
  %top:2 = tm_tensor.topk dimension(1) ins(%x : tensor<2x7xf32>) outs(%low, %none : tensor<2x3xf32>, tensor<2x3xi64>) {
  ^bb0(%a: f32, %b: f32):
    %c = arith.cmpf ogt, %a, %b : f32
    tm_tensor.yield %c : i1
  } -> tensor<2x3xf32>, tensor<2x3xi64>

  %f = tensor.empty() : tensor<2x7xf32>
  %ten = arith.constant dense<10.0> : tensor<2xf32>
  %sums:2 = tm_tensor.scan dimension(1) inclusive(true) ins(%x : tensor<2x7xf32>) outs(%f, %ten : tensor<2x7xf32>, tensor<2xf32>) {
  ^bb0(%a: f32, %b: f32):
    %s = arith.addf %a, %b : f32
    tm_tensor.yield %s : f32
  } -> tensor<2x7xf32>, tensor<2xf32>
  %before:2 = tm_tensor.scan dimension(1) inclusive(false) ins(%x : tensor<2x7xf32>) outs(%f, %ten : tensor<2x7xf32>, tensor<2xf32>) {
  ^bb0(%a: f32, %b: f32):
    %s = arith.subf %a, %b : f32
    tm_tensor.yield %s : f32
  } -> tensor<2x7xf32>, tensor<2xf32>

  %g = tensor.empty() : tensor<2x3x4xf32>
  %attended = tm_tensor.attention ins(%q, %q, %q, %m : tensor<2x3x4xf32>, tensor<2x3x4xf32>, tensor<2x3x4xf32>, tensor<2x3x3xi1>) outs(%g : tensor<2x3x4xf32>) -> tensor<2x3x4xf32>

  %c3 = arith.constant 3 : i64
  %h = tensor.empty() : tensor<5xi64>
  %first = tensor.extract_slice %rows[0, 0] [5, 1] [1, 1] : tensor<5x2xi64> to tensor<5xi64>
  %asserted = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%first : tensor<5xi64>) outs(%h : tensor<5xi64>) {
  ^bb0(%in: i64, %out: i64):
    %ok = arith.cmpi slt, %in, %c3 : i64
    cf.assert %ok, "row must be below 3"
    %w = arith.addi %in, %in : i64
    linalg.yield %w : i64
  } -> tensor<5xi64>
  return %sum, %last, %sorted#0, %sorted#1, %columns, %top#0, %top#1, %sums#0, %before#0, %attended, %asserted : tensor<4x3xf32>, tensor<4x3xf32>, tensor<2x7xf32>, tensor<2x7xi64>, tensor<2x7xf32>, tensor<2x3xf32>, tensor<2x3xi64>, tensor<2x7xf32>, tensor<2x7xf32>, tensor<2x3x4xf32>, tensor<5xi64>
}
