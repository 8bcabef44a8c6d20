// RUN: pipe-opt %s -split-input-file --allow-unregistered-dialect -verify-diagnostics=only-expected \
// RUN:   --pass-pipeline='builtin.module(pipe-import{batch=x})'

// expected-error@+1 {{there is no argument 'x' as 'batch' says; the arguments are 'w', 'arg1'}}
func.func @negative_unknown_batch(%w: tensor<2xf32> loc("w"), %1: tensor<2xf32>) -> tensor<2xf32> {
  return %w : tensor<2xf32>
}

// -----

// expected-error@+1 {{the batch 'x' has no dimension 0 along which micro-batches could be stacked, its type is 'tensor<f32>'}}
func.func @negative_scalar_batch(%x: tensor<f32> loc("x")) -> tensor<f32> {
  return %x : tensor<f32>
}

// -----

// expected-error@+1 {{the argument 'x' is said to be a parameter and a batch}}
func.func @negative_both_roles(%x: tensor<2xf32> {pipe.name = "x", pipe.parameter}) -> tensor<2xf32> {
  return %x : tensor<2xf32>
}

// -----

// expected-error@+1 {{two arguments are named 'x'}}
func.func @negative_same_name(%a: tensor<2xf32> {pipe.name = "x"}, %b: tensor<2xf32> {pipe.name = "x"}) -> tensor<2xf32> {
  return %a : tensor<2xf32>
}

// -----

// Results that match the parameters, but none of them is a scalar.
// expected-error@+1 {{no result is known to be the loss; name it with 'loss=NAME', the results are 'result0', 'result1'}}
func.func @negative_no_loss(%w: tensor<3xf32>, %x: tensor<2xf32> loc("x")) -> (tensor<1xf32>, tensor<3xf32>) {
  %0 = "m.loss"(%w, %x) : (tensor<3xf32>, tensor<2xf32>) -> tensor<1xf32>
  return %0, %w : tensor<1xf32>, tensor<3xf32>
}

// -----

// expected-error@+1 {{the results 'a' and 'b' are both said to be the loss}}
func.func @negative_two_losses(%x: tensor<2xf32> loc("x"), %l: tensor<f32>)
    -> (tensor<f32> {pipe.name = "a", pipe.loss}, tensor<f32> {pipe.name = "b", pipe.loss}) {
  return %l, %l : tensor<f32>, tensor<f32>
}

// -----

// expected-error@+1 {{the result 'result1' is the gradient of 'v', which is no argument and not a parameter}}
func.func @negative_gradient_of_nothing(%w: tensor<3xf32>, %x: tensor<2xf32> loc("x"), %l: tensor<f32>)
    -> (tensor<f32> {pipe.loss}, tensor<3xf32> {pipe.gradient = "v"}) {
  return %l, %w : tensor<f32>, tensor<3xf32>
}

// -----

// expected-error@+1 {{the result 'result1' is the gradient of 'x', which is a batch and not a parameter}}
func.func @negative_gradient_of_batch(%x: tensor<2xf32> loc("x"), %l: tensor<f32>)
    -> (tensor<f32> {pipe.loss}, tensor<2xf32> {pipe.gradient = "x"}) {
  return %l, %x : tensor<f32>, tensor<2xf32>
}

// -----

// expected-error@+1 {{the gradient of 'w' has the type 'tensor<2xf32>', but the parameter has 'tensor<3xf32>'}}
func.func @negative_gradient_type(%w: tensor<3xf32> loc("w"), %x: tensor<2xf32> loc("x"), %l: tensor<f32>)
    -> (tensor<f32> {pipe.loss}, tensor<2xf32> {pipe.gradient = "w"}) {
  return %l, %x : tensor<f32>, tensor<2xf32>
}

// -----

// expected-error@+1 {{the parameter 'w' has two gradients, the results 'result1' and 'result2'; say with 'extra-output=NAME,...' which one is none}}
func.func @negative_two_gradients(%w: tensor<3xf32> loc("w"), %x: tensor<2xf32> loc("x"), %l: tensor<f32>)
    -> (tensor<f32> {pipe.loss}, tensor<3xf32> {pipe.gradient = "w"}, tensor<3xf32> {pipe.gradient = "w"}) {
  return %l, %w, %w : tensor<f32>, tensor<3xf32>, tensor<3xf32>
}

// -----

// expected-error@+1 {{argument 0 has the type 'tensor<?xf32>', but only static shapes can be cut into stages; export the model with this argument of a fixed size, without dynamic dimensions}}
func.func @negative_dynamic(%x: tensor<?xf32> loc("x")) -> tensor<?xf32> {
  return %x : tensor<?xf32>
}

// -----

func.func @negative_dynamic_inside(%x: tensor<2xf32> loc("x")) -> tensor<2xf32> {
  // expected-error@+1 {{'tensor.cast' has the type 'tensor<?xf32>', but only static shapes can be cut into stages; it follows from no static shape, as where nonzero or a mask says how many elements there are; give it a fixed size in the model}}
  %0 = tensor.cast %x : tensor<2xf32> to tensor<?xf32>
  %1 = tensor.cast %0 : tensor<?xf32> to tensor<2xf32>
  return %1 : tensor<2xf32>
}

// -----

func.func @negative_mixed_product(%x: tensor<2x3xi1> loc("x"), %w: tensor<3x4xf32>, %o: tensor<2x4xf32>) -> tensor<2x4xf32> {
  // expected-error@+1 {{'linalg.matmul' multiplies 'i1' and 'f32', but a named product takes integers for signed, so that true is -1 and a byte of 200 is -56; convert them before the product and leave out the pass that merges the conversion into it}}
  %0 = linalg.matmul ins(%x, %w : tensor<2x3xi1>, tensor<3x4xf32>) outs(%o : tensor<2x4xf32>) -> tensor<2x4xf32>
  return %0 : tensor<2x4xf32>
}

// -----

// expected-error@+1 {{argument 1 has the type 'f32', but must be a tensor}}
func.func @negative_scalar(%x: tensor<2xf32> loc("x"), %s: f32) -> tensor<2xf32> {
  return %x : tensor<2xf32>
}

// -----

// expected-error@+1 {{argument 1 has the type 'tensor<2xi65>', whose elements have no size in bytes}}
func.func @negative_wide(%x: tensor<2xf32> loc("x"), %s: tensor<2xi65>) -> tensor<2xf32> {
  return %x : tensor<2xf32>
}

// -----

// expected-error@+1 {{argument 1 has the type 'tensor<9000000000x9000000000xf32>', whose size does not fit 63 bits}}
func.func @negative_huge(%x: tensor<2xf32> loc("x"), %s: tensor<9000000000x9000000000xf32>) -> tensor<2xf32> {
  return %x : tensor<2xf32>
}

// -----

func.func @negative_random(%x: tensor<2x2xf32> loc("x"), %lo: tensor<2xf32>) -> tensor<2x2xf32> {
  %min = arith.constant 0.0 : f64
  %max = arith.constant 1.0 : f64
  %seed = arith.constant 0 : i32
  // expected-error@+1 {{'linalg.fill_rng_2d' draws random numbers, which is not yet runnable}}
  %0 = linalg.fill_rng_2d ins(%min, %max, %seed : f64, f64, i32) outs(%x : tensor<2x2xf32>) -> tensor<2x2xf32>
  return %0 : tensor<2x2xf32>
}

// -----

func.func @negative_foreign_random(%x: tensor<2xf32> loc("x")) -> tensor<2xf32> {
  // expected-error@+1 {{'m.rng_bit_generator' draws random numbers, which is not yet runnable}}
  %0 = "m.rng_bit_generator"(%x) : (tensor<2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

ml_program.global private mutable @seed(dense<0> : tensor<i64>) : tensor<i64>
func.func @negative_state(%x: tensor<2xf32> loc("x")) -> tensor<2xf32> {
  %0 = ml_program.global_load @seed : tensor<i64>
  %1 = arith.addi %0, %0 : tensor<i64>
  // expected-error@+1 {{'ml_program.global_store' changes a global, as a random seed does}}
  ml_program.global_store @seed = %1 : tensor<i64>
  return %x : tensor<2xf32>
}

// -----

func.func @negative_branches(%x: tensor<2xf32> loc("x")) -> tensor<2xf32> {
  // expected-error@+1 {{branches: the model has 2 blocks, but must have one}}
  cf.br ^bb1
^bb1:
  return %x : tensor<2xf32>
}

// -----

func.func @negative_external_call(%x: tensor<2xf32> loc("x")) -> tensor<2xf32> {
  // expected-error@+1 {{calls the function 'clock', which has no body here}}
  %0 = call @clock() : () -> f64
  return %x : tensor<2xf32>
}
func.func private @clock() -> f64

// -----

func.func @negative_recursive_call(%x: tensor<2xf32> loc("x")) -> tensor<2xf32> {
  %0 = call @loop(%x) : (tensor<2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}
func.func private @loop(%x: tensor<2xf32>) -> tensor<2xf32> {
  // expected-error@+1 {{calls 'loop' from within itself}}
  %0 = call @loop(%x) : (tensor<2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

func.func @negative_callee_branches(%x: tensor<2xf32> loc("x")) -> tensor<2xf32> {
  // expected-error@+1 {{calls 'jump', which has several blocks}}
  %0 = call @jump(%x) : (tensor<2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}
func.func private @jump(%x: tensor<2xf32>) -> tensor<2xf32> {
  cf.br ^bb1
^bb1:
  return %x : tensor<2xf32>
}

// -----

// expected-error@+1 {{several functions could be the model: 'a', 'b'; name it with 'function=NAME'}}
module {
  func.func @a(%x: tensor<2xf32>) -> tensor<2xf32> {
    return %x : tensor<2xf32>
  }
  func.func @b(%x: tensor<2xf32>) -> tensor<2xf32> {
    return %x : tensor<2xf32>
  }
}

// -----

// expected-error@+1 {{there is no public function with a body}}
module {
  func.func private @a(tensor<2xf32>) -> tensor<2xf32>
}
