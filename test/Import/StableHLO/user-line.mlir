// RUN: not pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import-stablehlo)' 2>&1 | FileCheck %s

// The innermost line that is in no installed package.
// CHECK: error: 'stablehlo.fft' has no lowering: Fourier transforms need complex numbers
// CHECK: note: written in 'step.py', line 12
func.func @main(%x: tensor<4xf32>) {
  "stablehlo.fft"(%x) : (tensor<4xf32>) -> tensor<4xf32> loc(callsite("fft"("/x/site-packages/lib.py":3:4) at callsite("loss"("step.py":12:7) at "main"("step.py":40:1))))
  return
}
