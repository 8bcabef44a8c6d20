// RUN: not pipe-opt %s --pipe-mixed-precision=compute=f64 2>&1 | FileCheck %s --check-prefix=TYPE
// RUN: not pipe-opt %s --pipe-mixed-precision=keep-f32=sum,exp 2>&1 | FileCheck %s --check-prefix=NAME
// RUN: not pipe-opt %s --pipe-mixed-precision 2>&1 | FileCheck %s --check-prefix=MODEL

// TYPE: error: 'compute' is 'bf16' or 'f16', not 'f64'
// NAME: error: 'keep-f32' has 'exp', which is neither 'sum', 'product', 'default' nor the name of an op that is known, such as 'math.exp'
// MODEL: error: the module is not an imported model: run 'pipe-import' first
func.func @main(%x: tensor<2xf32>) -> tensor<2xf32> {
  return %x : tensor<2xf32>
}
