// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import{batch=x gradient=result[1][0]:disc,result[1][1]:gen})' | FileCheck %s --check-prefix=TREES
// RUN: not pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import{batch=x gradient=result[1]:disc})' 2>&1 | FileCheck %s --check-prefix=NO-TREE

// Beginnings of names pair what goes on alike.
// TREES-LABEL: func.func @two_trees(
// TREES-SAME: {jax.result_info = "result[1][0]['v']", pipe.gradient = "disc['v']"
// TREES-SAME: {jax.result_info = "result[1][0]['w']", pipe.gradient = "disc['w']"
// TREES-SAME: {jax.result_info = "result[1][1]['w']", pipe.gradient = "gen['w']"
// NO-TREE: error: 'gradient=result[1]:disc' is not RESULT:PARAMETER
func.func @two_trees(%a: tensor<4xf32> loc("gen['w']"), %b: tensor<4xf32> loc("disc['w']"), %c: tensor<4xf32> loc("disc['v']"), %x: tensor<4xf32> loc("x"))
    -> (tensor<f32> {jax.result_info = "result[0]"}, tensor<4xf32> {jax.result_info = "result[1][0]['v']"},
        tensor<4xf32> {jax.result_info = "result[1][0]['w']"}, tensor<4xf32> {jax.result_info = "result[1][1]['w']"}) {
  %l = "m.loss"(%a, %b, %c, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g:3 = "m.g"(%a, %b, %c, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return %l, %g#0, %g#1, %g#2 : tensor<f32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}
