// REQUIRES: pipe-compile
// RUN: %python %S/expect_error.py %t "random" "linalg.fill_rng_2d" -- pipe-compile %s -o %t/model.pipe --mode=infer --ranks=1 --micro-batches=2 --schedule=forward-only --batch=x

func.func @main(%x: tensor<4x4xf32> {pipe.name = "x"}) -> tensor<4x4xf32> {
  %low = arith.constant 0.0 : f64
  %high = arith.constant 1.0 : f64
  %seed = arith.constant 7 : i32
  %empty = tensor.empty() : tensor<4x4xf32>
  %noise = linalg.fill_rng_2d ins(%low, %high, %seed : f64, f64, i32) outs(%empty : tensor<4x4xf32>) -> tensor<4x4xf32>
  %0 = arith.addf %x, %noise : tensor<4x4xf32>
  return %0 : tensor<4x4xf32>
}
