// REQUIRES: pipe-compile
// RUN: %python %S/expect_error.py %t "loss=NAME" -- pipe-compile %s -o %t/model.pipe --ranks=1 --micro-batches=2 --mode=train --schedule=1f1b --batch=x

// Two scalars: neither is the loss without a word.
func.func @main(%x: tensor<4xf32> {pipe.name = "x"}, %w: tensor<f32> {pipe.name = "w"}) -> (tensor<4xf32>, tensor<f32>, tensor<f32>) {
  %0 = arith.mulf %w, %w : tensor<f32>
  %1 = arith.addf %0, %w : tensor<f32>
  %2 = arith.addf %x, %x : tensor<4xf32>
  return %2, %0, %1 : tensor<4xf32>, tensor<f32>, tensor<f32>
}
