// REQUIRES: pipe-compile
// RUN: %python %S/expect_error.py %t "error: [^\n]*foreign.relu" "no-code-generation.mlir:7" -- pipe-compile %s -o %t/model.pipe --mode=infer --ranks=1 --micro-batches=2 --schedule=forward-only --batch=x

// An op of a dialect that nobody registered can be cut, not run; the message
// names it and its place.
func.func @main(%x: tensor<4x4xf32> {pipe.name = "x"}) -> tensor<4x4xf32> {
  %0 = "foreign.relu"(%x) : (tensor<4x4xf32>) -> tensor<4x4xf32>
  return %0 : tensor<4x4xf32>
}
