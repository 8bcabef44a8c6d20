// REQUIRES: pipe-compile
// RUN: %python %S/expect_error.py %t "output_shape" "older MLIR" -- pipe-compile %s -o %t/model.pipe --mode=infer --ranks=1 --micro-batches=2 --schedule=forward-only --batch=x

// As MLIR 18 printed it.
func.func @main(%x: tensor<4xf32> {pipe.name = "x"}) -> tensor<2x2xf32> {
  %0 = tensor.expand_shape %x [[0, 1]] : tensor<4xf32> into tensor<2x2xf32>
  return %0 : tensor<2x2xf32>
}
