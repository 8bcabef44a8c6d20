// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-partition{stages=2})' -split-input-file -verify-diagnostics

// Roles that were written by hand.

module attributes {pipe.mode = "train", pipe.gradients = "mean"} {
  // expected-error@+1 {{'pipe.gradient' names 'v', but no argument with 'pipe.parameter' has this 'pipe.name'}}
  func.func @unknown(%w: tensor<2xf32> {pipe.name = "w", pipe.parameter},
                     %x: tensor<2xf32> {pipe.name = "x", pipe.batch = 0})
      -> (tensor<2xf32> {pipe.name = "y", pipe.loss}, tensor<2xf32> {pipe.name = "g", pipe.gradient = "v"}) {
    %0 = arith.addf %x, %w : tensor<2xf32>
    %1 = math.tanh %0 : tensor<2xf32>
    %2 = math.exp %1 : tensor<2xf32>
    return %1, %2 : tensor<2xf32>, tensor<2xf32>
  }
}

// -----

module attributes {pipe.mode = "train", pipe.gradients = "mean"} {
  // expected-error@+1 {{'pipe.gradient' names 'x', but no argument with 'pipe.parameter' has this 'pipe.name'}}
  func.func @of_a_batch(%w: tensor<2xf32> {pipe.name = "w", pipe.parameter},
                        %x: tensor<2xf32> {pipe.name = "x", pipe.batch = 0})
      -> (tensor<2xf32> {pipe.name = "y", pipe.loss}, tensor<2xf32> {pipe.name = "g", pipe.gradient = "x"}) {
    %0 = arith.addf %x, %w : tensor<2xf32>
    %1 = math.tanh %0 : tensor<2xf32>
    %2 = math.exp %1 : tensor<2xf32>
    return %1, %2 : tensor<2xf32>, tensor<2xf32>
  }
}
