// REQUIRES: pipe-compile
// Names with commas: quoted, in brackets, alone in a repeated option; the beginning of names; places.

// DEFINE: %{compile} = pipe-compile %s -o %t.pipe --ranks=1 --micro-batches=2
// RUN: %{compile} --frozen='"v,0"' --batch="batch['x,y'],batch['z']" | FileCheck %s
// RUN: %{compile} --frozen='v,0' --batch="batch['x,y']" --batch="batch['z']" | FileCheck %s
// RUN: %{compile} --frozen=arg1 --batch=batch | FileCheck %s
// RUN: %{compile} --gradient='"result1:w,0"' --batch=batch | FileCheck %s --check-prefix=GIVEN
// RUN: %{compile} --gradient=result1:arg0 --batch=batch | FileCheck %s --check-prefix=GIVEN
// CHECK:      trained   w,0
// CHECK-NEXT: frozen    v,0
// CHECK-NEXT: batch     batch['x,y'], batch['z']
// CHECK-NEXT: loss      loss
// CHECK-NEXT: gradients known by order and type, confirmed by differences of the loss
// GIVEN:      trained   w,0
// GIVEN:      gradients known by attributes and options
// GIVEN-NOT:  confirmed

// The parameter that order alone would take, though the result is not its gradient.
// RUN: not %{compile} --frozen='"w,0"' --batch=batch 2>&1 | FileCheck %s --check-prefix=WRONG
// WRONG: error: no name tells which results are gradients, and by order and type what was taken for the gradient of 'v,0' is not the gradient of 'loss'; name the pairs with 'gradient=RESULT:PARAMETER'
// RUN: ls %t.pipe/manifest.json

func.func @main(%w: tensor<4xf32> loc("w,0"), %v: tensor<4xf32> loc("v,0"),
                %x: tensor<4xf32> loc("batch['x,y']"), %y: tensor<4xf32> loc("batch['z']"))
    -> (tensor<f32>, tensor<4xf32>) {
  %zero = arith.constant dense<0.0> : tensor<f32>
  %0 = arith.mulf %x, %y : tensor<4xf32>
  %1 = arith.mulf %v, %0 : tensor<4xf32>
  %2 = arith.mulf %w, %1 : tensor<4xf32>
  %l = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> ()>], iterator_types = ["reduction"]}
      ins(%2 : tensor<4xf32>) outs(%zero : tensor<f32>) {
  ^bb0(%a: f32, %b: f32):
    %3 = arith.addf %a, %b : f32
    linalg.yield %3 : f32
  } -> tensor<f32>
  %g = arith.addf %1, %1 : tensor<4xf32>
  %h = arith.subf %g, %1 : tensor<4xf32>
  return %l, %h : tensor<f32>, tensor<4xf32>
}
