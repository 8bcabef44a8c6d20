// REQUIRES: pipe-compile
// RUN: %python %S/expect_error.py %t "static shapes" "tensor<.x4xf32>" -- pipe-compile %s -o %t/model.pipe --mode=infer --ranks=1 --micro-batches=2 --schedule=forward-only --batch=x

func.func @main(%x: tensor<?x4xf32> {pipe.name = "x"}) -> tensor<?x4xf32> {
  %0 = arith.addf %x, %x : tensor<?x4xf32>
  return %0 : tensor<?x4xf32>
}
