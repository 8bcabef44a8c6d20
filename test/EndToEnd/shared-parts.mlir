// REQUIRES: pipe-compile, pipe-run
// RUN: rm -rf %t && mkdir %t
// RUN: pipe-compile %s -o %t/a.pipe --mode=infer --ranks=1 --micro-batches=2 --batch=x
// RUN: %python %S/shared_parts.py %t | FileCheck %s
// CHECK: ok: 2 results

// Two results that begin with the same parts have them in different places: what
// is put behind them in one stays out of the other.
func.func @main(%x: tensor<3x2xf32> loc("x")) -> (tensor<3x6xf32> {pipe.name = "first"}, tensor<3x6xf32> {pipe.name = "second"}) {
  %a = math.absf %x : tensor<3x2xf32>
  %b = arith.addf %a, %x : tensor<3x2xf32>
  %c = arith.mulf %b, %x : tensor<3x2xf32>
  %d = arith.mulf %c, %b : tensor<3x2xf32>
  %first = tensor.concat dim(1) %a, %b, %d : (tensor<3x2xf32>, tensor<3x2xf32>, tensor<3x2xf32>) -> tensor<3x6xf32>
  %second = tensor.concat dim(1) %a, %b, %c : (tensor<3x2xf32>, tensor<3x2xf32>, tensor<3x2xf32>) -> tensor<3x6xf32>
  return %first, %second : tensor<3x6xf32>, tensor<3x6xf32>
}
