// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-set-kernel-target{name={the host} vector-bytes=64 alignment=64},pipe-check-kernels)' \
// RUN:   --allow-unregistered-dialect -split-input-file -verify-diagnostics

// Every dialect that has code generation.
func.func @supported(%x: tensor<4xf32>, %y: tensor<2x2xbf16>, %z: tensor<i1>) -> tensor<4xf32> {
  %c0 = arith.constant 0 : index
  %c4 = arith.constant 4 : index
  %c1 = arith.constant 1 : index
  %0 = math.exp %x : tensor<4xf32>
  %1 = scf.for %i = %c0 to %c4 step %c1 iter_args(%t = %0) -> tensor<4xf32> {
    %2 = tensor.extract %t[%i] : tensor<4xf32>
    %3 = arith.negf %2 : f32
    %4 = tensor.insert %3 into %t[%i] : tensor<4xf32>
    scf.yield %4 : tensor<4xf32>
  }
  return %1 : tensor<4xf32>
}

// -----

// Declarations have nothing to lower.
func.func private @declared(%x: tensor<?xf32>)

// -----

func.func @negative_foreign_op(%x: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error@+1 {{op 'other.gelu' has no code generation for the host; it takes arith, math, linalg, tensor and scf}}
  %0 = "other.gelu"(%x) : (tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// -----

// One error; all other names are notes, also those of other functions.
func.func @negative_two_foreign_ops(%x: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error@+1 {{op 'other.a' has no code generation for the host; it takes}}
  %0 = "other.a"(%x) : (tensor<4xf32>) -> tensor<4xf32>
  // expected-note@+1 {{op 'other.b' has none either; it takes arith}}
  %1 = "other.b"(%0) : (tensor<4xf32>) -> tensor<4xf32>
  %2 = "other.a"(%1) : (tensor<4xf32>) -> tensor<4xf32>
  return %2 : tensor<4xf32>
}
func.func @negative_second_function(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = "other.b"(%x) : (tensor<4xf32>) -> tensor<4xf32>
  // expected-note@+1 {{op 'other.c' has none either; it takes arith}}
  %1 = "other.c"(%0) : (tensor<4xf32>) -> tensor<4xf32>
  return %1 : tensor<4xf32>
}

// -----

func.func @negative_many_foreign_ops(%x: tensor<4xf32>) -> tensor<4xf32> {
  // expected-note@+2 {{nor do 2 more ops of other names}}
  // expected-error@+1 {{op 'other.a' has no code generation for the host; it takes}}
  %0 = "other.a"(%x) : (tensor<4xf32>) -> tensor<4xf32>
  // expected-note@+1 {{'other.b'}}
  %1 = "other.b"(%0) : (tensor<4xf32>) -> tensor<4xf32>
  // expected-note@+1 {{'other.c'}}
  %2 = "other.c"(%1) : (tensor<4xf32>) -> tensor<4xf32>
  // expected-note@+1 {{'other.d'}}
  %3 = "other.d"(%2) : (tensor<4xf32>) -> tensor<4xf32>
  // expected-note@+1 {{'other.e'}}
  %4 = "other.e"(%3) : (tensor<4xf32>) -> tensor<4xf32>
  // expected-note@+1 {{'other.f'}}
  %5 = "other.f"(%4) : (tensor<4xf32>) -> tensor<4xf32>
  // expected-note@+1 {{'other.g'}}
  %6 = "other.g"(%5) : (tensor<4xf32>) -> tensor<4xf32>
  // expected-note@+1 {{'other.h'}}
  %7 = "other.h"(%6) : (tensor<4xf32>) -> tensor<4xf32>
  // expected-note@+1 {{'other.i'}}
  %8 = "other.i"(%7) : (tensor<4xf32>) -> tensor<4xf32>
  %9 = "other.j"(%8) : (tensor<4xf32>) -> tensor<4xf32>
  %10 = "other.k"(%9) : (tensor<4xf32>) -> tensor<4xf32>
  return %10 : tensor<4xf32>
}

// -----

func.func @negative_random_numbers(%a: tensor<f32>, %b: tensor<f32>) -> tensor<4xf32> {
  // expected-error@+1 {{op 'stablehlo.rng' has no code generation for the host; random numbers cannot be run yet}}
  %0 = "stablehlo.rng"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// -----

func.func @negative_random_numbers_of_linalg(%o: tensor<4x4xf32>) -> tensor<4x4xf32> {
  %low = arith.constant -1.0 : f64
  %high = arith.constant 1.0 : f64
  %seed = arith.constant 3 : i32
  // expected-error@+1 {{op 'linalg.fill_rng_2d' has no code generation for the host; random numbers cannot be run yet}}
  %0 = linalg.fill_rng_2d ins(%low, %high, %seed : f64, f64, i32) outs(%o : tensor<4x4xf32>) -> tensor<4x4xf32>
  return %0 : tensor<4x4xf32>
}

// -----

// expected-error@+1 {{function 'negative_dynamic_argument' has no code generation for the host; 'tensor<?xf32>' has a dynamic shape}}
func.func @negative_dynamic_argument(%x: tensor<?xf32>) {
  return
}

// -----

func.func @negative_dynamic_value(%n: tensor<i32>) -> tensor<4xf32> {
  %i = tensor.extract %n[] : tensor<i32>
  %0 = arith.index_cast %i : i32 to index
  // expected-error@+1 {{op 'tensor.empty' has no code generation for the host; 'tensor<?xf32>' has a dynamic shape}}
  %1 = tensor.empty(%0) : tensor<?xf32>
  // expected-note@+1 {{op 'tensor.cast' has none either; 'tensor<?xf32>' has a dynamic shape}}
  %2 = tensor.cast %1 : tensor<?xf32> to tensor<4xf32>
  return %2 : tensor<4xf32>
}

// -----

// expected-error@+1 {{function 'negative_scalar_argument' has no code generation for the host; 'f32' has no memory of its own}}
func.func @negative_scalar_argument(%x: f32) {
  return
}

// -----

// expected-error@+1 {{function 'negative_element_type' has no code generation for the host; 'tensor<4xcomplex<f32>>' has an element type without code generation}}
func.func @negative_element_type(%x: tensor<4xcomplex<f32>>) {
  return
}

// -----

// expected-error@+1 {{function 'negative_blocks' has no code generation for the host; it has 2 blocks}}
func.func @negative_blocks(%x: tensor<4xf32>) -> tensor<4xf32> {
  cf.br ^bb1
^bb1:
  return %x : tensor<4xf32>
}

// -----

// expected-error@+1 {{function 'negative_wide_integers' has no code generation for the host; 'tensor<4xi128>' has integers of more than 64 bits}}
func.func @negative_wide_integers(%x: tensor<4xi128>) {
  return
}

// -----

func.func @negative_wide_scalar(%x: tensor<i64>) -> tensor<i64> {
  %0 = tensor.extract %x[] : tensor<i64>
  // expected-error@+1 {{op 'arith.extsi' has no code generation for the host; 'i65' has integers of more than 64 bits}}
  %1 = arith.extsi %0 : i64 to i65
  return %x : tensor<i64>
}

// -----

// expected-error@+1 {{function 'negative_signed_type' has no code generation for the host; 'tensor<4xui8>' has integers with a sign of their own}}
func.func @negative_signed_type(%x: tensor<4xui8>) {
  return
}

// -----

func.func @negative_strides(%x: tensor<8xf32>, %n: tensor<index>) -> tensor<2xf32> {
  %s = tensor.extract %n[] : tensor<index>
  // expected-error@+1 {{op 'tensor.extract_slice' has no code generation for the host; it has a stride that is only known at run time}}
  %0 = tensor.extract_slice %x[0] [2] [%s] : tensor<8xf32> to tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

func.func @negative_stride(%x: tensor<8xf32>) -> tensor<2xf32> {
  // expected-error@+1 {{op 'tensor.extract_slice' has no code generation for the host; it has a stride below 1}}
  %0 = tensor.extract_slice %x[7] [2] [-1] : tensor<8xf32> to tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

func.func @negative_padding(%x: tensor<8xf32>, %n: tensor<index>) -> tensor<10xf32> {
  %s = tensor.extract %n[] : tensor<index>
  %f = arith.constant 0.0 : f32
  // expected-error@+1 {{op 'tensor.pad' has no code generation for the host; it has a padding that is only known at run time}}
  %0 = tensor.pad %x low[%s] high[1] {
  ^bb0(%i: index):
    tensor.yield %f : f32
  } : tensor<8xf32> to tensor<10xf32>
  return %0 : tensor<10xf32>
}
