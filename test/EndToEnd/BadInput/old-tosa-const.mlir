// REQUIRES: pipe-compile
// RUN: %python %S/expect_error.py %t "tosa.const" "values" "older MLIR" -- pipe-compile %s -o %t/model.pipe --mode=infer --ranks=1 --micro-batches=2 --schedule=forward-only --batch=x

// As MLIR 20 printed it.
func.func @main(%x: tensor<4xf32> {pipe.name = "x"}) -> tensor<4xf32> {
  %0 = "tosa.const"() <{value = dense<1.0> : tensor<4xf32>}> : () -> tensor<4xf32>
  %1 = tosa.add %x, %0 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %1 : tensor<4xf32>
}
