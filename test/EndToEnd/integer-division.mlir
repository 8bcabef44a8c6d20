// REQUIRES: pipe-compile, pipe-run
// RUN: rm -rf %t && mkdir %t
// RUN: pipe-compile %s -o %t/a.pipe --mode=infer --ranks=1 --micro-batches=2 --batch=a,b
// RUN: %python %S/integer_division.py %t | FileCheck %s
// CHECK: ok: 4 results of 40 divisions each

// Divisions by zero and of the smallest number by -1, in vectors and behind them.
func.func @main(%a: tensor<20xi32> loc("a"), %b: tensor<20xi32> loc("b"))
    -> (tensor<20xi32> {pipe.name = "divsi"}, tensor<20xi32> {pipe.name = "remsi"},
        tensor<20xi32> {pipe.name = "divui"}, tensor<20xi32> {pipe.name = "remui"}) {
  %0 = arith.divsi %a, %b : tensor<20xi32>
  %1 = arith.remsi %a, %b : tensor<20xi32>
  %2 = arith.divui %a, %b : tensor<20xi32>
  %3 = arith.remui %a, %b : tensor<20xi32>
  return %0, %1, %2, %3 : tensor<20xi32>, tensor<20xi32>, tensor<20xi32>, tensor<20xi32>
}
