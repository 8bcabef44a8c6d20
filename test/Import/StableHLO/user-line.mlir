// RUN: not pipe-opt %s -split-input-file --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import-stablehlo)' 2>&1 | FileCheck %s

// The innermost line that is in no installed package.
// CHECK: error: 'stablehlo.fft' has no lowering: Fourier transforms need complex numbers
// CHECK: note: written in 'step.py', line 12
func.func @main(%x: tensor<4xf32>) {
  "stablehlo.fft"(%x) : (tensor<4xf32>) -> tensor<4xf32> loc(callsite("fft"("/x/site-packages/lib.py":3:4) at callsite("loss"("step.py":12:7) at "main"("step.py":40:1))))
  return
}

// -----

// A function of JAX's own, which says nothing of its lines, is named by its first call.
// The comparator of a custom call ends as a region does.
// CHECK: 'stablehlo.custom_call' calls 'lapack_sgetrf_ffi'
// CHECK: note: written in 'step.py', line 7
func.func private @greater(%a: tensor<f32>, %b: tensor<f32>) -> tensor<i1> {
  %0 = "stablehlo.compare"(%a, %b) <{comparison_direction = #stablehlo<comparison_direction GT>}> : (tensor<f32>, tensor<f32>) -> tensor<i1>
  "stablehlo.return"(%0) : (tensor<i1>) -> ()
}
func.func private @lu(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = "stablehlo.custom_call"(%x) <{call_target_name = "lapack_sgetrf_ffi"}> : (tensor<4xf32>) -> tensor<4xf32> loc("lu"(unknown))
  return %0 : tensor<4xf32>
}
func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = func.call @lu(%x) : (tensor<4xf32>) -> tensor<4xf32> loc("slogdet"("step.py":7:3))
  return %0 : tensor<4xf32>
}
