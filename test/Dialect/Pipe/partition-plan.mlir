// RUN: pipe-opt %s -split-input-file --allow-unregistered-dialect -o /dev/null \
// RUN:   --pass-pipeline='builtin.module(pipe-import{batch=x pure-dialects=m},pipe-test-partition-plan{stages=2 cut-after=h})' 2>/dev/null | FileCheck %s

// The example of BackwardPositions.h: db, dh and dv go with the second dot, da and dw
// with what is in front of it.

// CHECK:      stage 0: forward positions 0 to 1
// CHECK-NEXT: stage 1: forward positions 2 to 3
// CHECK-NEXT: #0 m.dot: stage 0, forward position 0
// CHECK-NEXT: #1 math.tanh 'h': stage 0, forward position 1
// CHECK-NEXT: #2 m.dot: stage 1, forward position 2
// CHECK-NEXT: #3 m.sum: stage 1, forward position 3
// CHECK-NEXT: #4 m.dsum: stage 1, the last stage has all that it reads
// CHECK-NEXT: #5 m.dw: stage 1, #4 comes from there
// CHECK-NEXT: #6 m.dx: stage 1, #4 comes from there
// CHECK-NEXT: #7 m.dtanh: stage 0, no higher one has #0
// CHECK-NEXT: #8 m.dw: stage 0, #7 comes from there
// CHECK-NEXT: F0 sends #1 (32 bytes) for F1
// CHECK-NEXT: F0 sends #1 (32 bytes) for B1
// CHECK-NEXT: F1 keeps #2 (32 bytes) for B1
// CHECK-NEXT: F0 keeps #0 (32 bytes) for B0
// CHECK-NEXT: B1 sends #6 (32 bytes) for B0
// CHECK-NEXT: B1 yields #5 for the gradient of arg1
// CHECK-NEXT: B0 yields #8 for the gradient of arg0
func.func @example(%w: tensor<4x4xf32> loc("w"), %v: tensor<4x4xf32> loc("v"), %x: tensor<2x4xf32> loc("x")) -> (tensor<f32>, tensor<4x4xf32>, tensor<4x4xf32>) {
  %a = "m.dot"(%x, %w) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
  %h = math.tanh %a : tensor<2x4xf32> loc("h")
  %b = "m.dot"(%h, %v) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
  %loss = "m.sum"(%b) : (tensor<2x4xf32>) -> tensor<f32>
  %db = "m.dsum"(%b) : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %dv = "m.dw"(%h, %db) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<4x4xf32>
  %dh = "m.dx"(%db, %v) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
  %da = "m.dtanh"(%dh, %a) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  %dw = "m.dw"(%x, %da) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<4x4xf32>
  return %loss, %dw, %dv : tensor<f32>, tensor<4x4xf32>, tensor<4x4xf32>
}

// -----

// Both stages use @w: the plan is open first, and the final one has a part of the
// gradient at each; the sum of the two is gone. Both can compute the factor. What is
// eight rows large where it is made of two goes down to where it is read.

// CHECK:      #0 arith.constant: free, each task computes its own
// CHECK:      #6 m.factor: stages 0, 1, each from what it has
// CHECK-NEXT: #7 m.dw: stage 1, #5 comes from there
// CHECK-NEXT: #8 m.dx: stage 1, #5 comes from there
// CHECK-NEXT: #9 m.spread: stage 0, fewer bytes are sent than from stage 1
// CHECK-NEXT: #10 m.dtanh: stage 0, #9 comes from there
// CHECK-NEXT: #11 m.dw: stage 0, #10 comes from there
// CHECK-NOT:  arith.addf
// CHECK:      B1 sends #8 (32 bytes) for B0
// CHECK-NEXT: B1 yields #7 for the gradient of arg0
// CHECK-NEXT: B0 yields #11 for the gradient of arg0
func.func @shared(%w: tensor<4x4xf32> loc("w"), %x: tensor<2x4xf32> loc("x")) -> (tensor<f32>, tensor<4x4xf32>) {
  %two = arith.constant dense<2.0> : tensor<2x4xf32>
  %a = "m.dot"(%x, %w) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
  %h = math.tanh %a : tensor<2x4xf32> loc("h")
  %b = "m.dot"(%h, %w) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
  %loss = "m.loss"(%b, %two) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<f32>
  %db = "m.dloss"(%b, %two) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  %f = "m.factor"(%h, %two) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  %g1 = "m.dw"(%f, %db) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<4x4xf32>
  %dh = "m.dx"(%db, %w) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
  %s = "m.spread"(%dh) : (tensor<2x4xf32>) -> tensor<8x4xf32>
  %da = "m.dtanh"(%s, %a, %f) : (tensor<8x4xf32>, tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  %g0 = "m.dw"(%x, %da) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<4x4xf32>
  %g = arith.addf %g1, %g0 : tensor<4x4xf32>
  return %loss, %g : tensor<f32>, tensor<4x4xf32>
}

// -----

// No stage has both forward values that the op reads.

// CHECK: m.both: stage 1, #0 is sent along from stage 0
// CHECK: F0 sends #1 (32 bytes){{.*}} for F1
func.func @sent(%w: tensor<2x4xf32> loc("w"), %v: tensor<2x4xf32> loc("v"), %x: tensor<2x4xf32> loc("x")) -> (tensor<f32>, tensor<2x4xf32>, tensor<2x4xf32>) {
  %a = "m.layer"(%x, %w) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<1xf32>
  %h = "m.layer"(%x, %a) : (tensor<2x4xf32>, tensor<1xf32>) -> tensor<2x4xf32> loc("h")
  %b = "m.layer"(%h, %v) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  %loss = "m.loss"(%b) : (tensor<2x4xf32>) -> tensor<f32>
  %db = "m.both"(%b, %a) : (tensor<2x4xf32>, tensor<1xf32>) -> tensor<2x4xf32>
  %dv = "m.dv"(%db, %h) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  %dw = "m.dw"(%db, %x) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  return %loss, %dw, %dv : tensor<f32>, tensor<2x4xf32>, tensor<2x4xf32>
}
