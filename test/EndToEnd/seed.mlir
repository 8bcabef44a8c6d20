// REQUIRES: pipe-compile, pipe-run
// RUN: rm -rf %t && mkdir %t
// RUN: %python %S/seed.py %s %t | FileCheck %s

// --seed gives each micro-batch numbers of its own, the same in each schedule; a file
// may give them instead, but not both.

// CHECK:      gpipe and 1f1b: 6 values equal, 3 seeds of 3 differ
// CHECK-NEXT: another seed: 3 of 3 differ
// CHECK-NEXT: the seeds as a file: 6 values equal
// CHECK-NEXT: pipe-run: error: {{.*}}/x.safetensors: lacks the input 'seed'; --rename=KEY=NAME takes it from another key, --seed=N fills it
// CHECK-NEXT: pipe-run: error: the model has the input 'x'; give it with --inputs=FILE.safetensors
// CHECK-NEXT: pipe-run: error: {{.*}}/xs.safetensors: has the input 'seed', which --seed fills too; leave one of them out
// CHECK-NEXT: pipe-run: error: --seed: the model has no input that is a seed, as a dropout that torch-mlir printed has; numbers that the model reads (keys of JAX) come with --inputs

// A step of one parameter; the drawn number is an output, and decides on a half of the
// data, as a dropout does.
ml_program.global private mutable @global_seed(dense<0> : tensor<i64>) : tensor<i64>
func.func @main(%x: tensor<1x2xf32> {pipe.name = "x", pipe.batch = 0}, %w: tensor<f32> {pipe.name = "w"})
    -> (tensor<f32> {pipe.name = "loss", pipe.loss}, tensor<f32> {pipe.name = "dw", pipe.gradient = "w"}, tensor<i64> {pipe.name = "drawn", pipe.output}) {
  %seed = ml_program.global_load @global_seed : tensor<i64>
  %odd = arith.constant dense<1> : tensor<i64>
  %next = arith.addi %seed, %odd : tensor<i64>
  ml_program.global_store @global_seed = %next : tensor<i64>
  %number = tensor.extract %seed[] : tensor<i64>
  %zero = arith.constant 0 : i64
  %keep = arith.cmpi slt, %number, %zero : i64
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %a = tensor.extract %x[%c0, %c0] : tensor<1x2xf32>
  %b = tensor.extract %x[%c0, %c1] : tensor<1x2xf32>
  %kept = arith.select %keep, %a, %b : f32
  %value = tensor.extract %w[] : tensor<f32>
  %product = arith.mulf %kept, %value : f32
  %loss = tensor.from_elements %product : tensor<f32>
  %dw = tensor.from_elements %kept : tensor<f32>
  return %loss, %dw, %seed : tensor<f32>, tensor<f32>, tensor<i64>
}
