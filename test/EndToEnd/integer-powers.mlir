// REQUIRES: pipe-compile, pipe-run
// RUN: rm -rf %t && mkdir %t
// RUN: pipe-compile %s -o %t/a.pipe --mode=infer --ranks=1 --micro-batches=2 --schedule=forward-only --batch=x
// RUN: %python %S/integer_powers.py %t

// Powers with integers as PyTorch prints them: constant or not, the exponent i64.
#map = affine_map<(d0) -> (d0)>
func.func @main(%x: tensor<20xf32> {pipe.name = "x"}, %n: tensor<20xi64> {pipe.name = "n"})
    -> (tensor<20xf32> {pipe.name = "square"}, tensor<20xf32> {pipe.name = "inverse"},
        tensor<20xf32> {pipe.name = "power"}) {
  %c2 = arith.constant 2 : i64
  %c-3 = arith.constant -3 : i64
  %e = tensor.empty() : tensor<20xf32>
  %0 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]}
      ins(%x : tensor<20xf32>) outs(%e : tensor<20xf32>) {
    ^bb0(%in: f32, %out: f32):
      %p = math.fpowi %in, %c2 : f32, i64
      linalg.yield %p : f32
  } -> tensor<20xf32>
  %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]}
      ins(%x : tensor<20xf32>) outs(%e : tensor<20xf32>) {
    ^bb0(%in: f32, %out: f32):
      %p = math.fpowi %in, %c-3 : f32, i64
      linalg.yield %p : f32
  } -> tensor<20xf32>
  %2 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel"]}
      ins(%x, %n : tensor<20xf32>, tensor<20xi64>) outs(%e : tensor<20xf32>) {
    ^bb0(%in: f32, %k: i64, %out: f32):
      %p = math.fpowi %in, %k : f32, i64
      linalg.yield %p : f32
  } -> tensor<20xf32>
  return %0, %1, %2 : tensor<20xf32>, tensor<20xf32>, tensor<20xf32>
}
