// RUN: pipe-opt %s -split-input-file --allow-unregistered-dialect -verify-diagnostics=only-expected \
// RUN:   --pass-pipeline='builtin.module(pipe-partition{stages=2})'

// Graphs that look imported but cannot be cut.

// expected-error@+1 {{the module is not an imported model: run 'pipe-import' first}}
module {
  func.func @negative_no_mode(%x: tensor<4xf32> {pipe.name = "x", pipe.batch = 0}) -> (tensor<4xf32> {pipe.name = "y", pipe.output}) {
    return %x : tensor<4xf32>
  }
}

// -----

module attributes {pipe.mode = "infer"} {
  // expected-error@+1 {{result 0 has no 'pipe.name': run 'pipe-import' first}}
  func.func @negative_result_name(%x: tensor<4xf32> {pipe.name = "x", pipe.batch = 0}) -> tensor<4xf32> {
    return %x : tensor<4xf32>
  }
}

// -----

module attributes {pipe.mode = "infer"} {
  // expected-error@+1 {{argument 0 has no 'pipe.name': run 'pipe-import' first}}
  func.func @negative_argument_name(%x: tensor<4xf32>) -> (tensor<4xf32> {pipe.name = "y", pipe.output}) {
    return %x : tensor<4xf32>
  }
}

// -----

// Scalars connect all ops.
module attributes {pipe.mode = "infer"} {
  // expected-error@+1 {{cannot cut a chain of 4 ops, with 0 places where a cut is possible, into 2 non-empty stages}}
  func.func @negative_no_place(%x: tensor<1xf32> {pipe.name = "x", pipe.batch = 0}) -> (tensor<1xf32> {pipe.name = "y", pipe.output}) {
    %c0 = arith.constant 0 : index
    %0 = tensor.extract %x[%c0] : tensor<1xf32>
    %1 = math.tanh %0 : f32
    %2 = math.exp %1 : f32
    %3 = tensor.from_elements %2 : tensor<1xf32>
    return %3 : tensor<1xf32>
  }
}

// -----

module attributes {pipe.mode = "infer"} {
  func.func @negative_overflow(%x: tensor<1073741824x1073741824xf32> {pipe.name = "x", pipe.batch = 0})
      -> (tensor<1073741824x1073741824xf32> {pipe.name = "y", pipe.output}) {
    // expected-error@+1 {{the cost of 'math.tanh' does not fit 63 bits}}
    %0 = math.tanh %x : tensor<1073741824x1073741824xf32>
    %1 = math.tanh %0 : tensor<1073741824x1073741824xf32>
    return %1 : tensor<1073741824x1073741824xf32>
  }
}
