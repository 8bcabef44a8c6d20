// REQUIRES: pipe-compile
// RUN: %python %S/expect_error.py %t "'v'" "gradient" -- pipe-compile %s -o %t/model.pipe --ranks=1 --micro-batches=2 --schedule=1f1b

func.func @main(%x: tensor<4xf32> {pipe.batch = 0 : i64}, %w: tensor<f32> {pipe.name = "w", pipe.parameter})
    -> (tensor<f32> {pipe.loss}, tensor<f32> {pipe.gradient = "v"}) {
  %0 = arith.mulf %w, %w : tensor<f32>
  %1 = arith.addf %0, %w : tensor<f32>
  return %0, %1 : tensor<f32>, tensor<f32>
}
