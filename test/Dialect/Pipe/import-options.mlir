// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-import{function=step batch=arg1 loss=result1 gradients=sum})' \
// RUN:   | FileCheck %s --check-prefix=SUM
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-import{function=step batch=arg1 mode=infer pure-dialects=m,n})' \
// RUN:   | FileCheck %s --check-prefix=INFER
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{function=step batch=arg1 parameters=arg0 mode=train})' 2>&1 \
// RUN:   | FileCheck %s --check-prefix=TRAIN

// Two functions could be the model; an option names it. Unnamed arguments are
// called by their place.

// SUM: module attributes {pipe.gradients = "sum", pipe.gradients_known_by = "order and type", pipe.mode = "train"}
// SUM: func.func @step(%{{.+}}: tensor<f32> {pipe.name = "arg0", pipe.parameter}
// SUM-SAME: tensor<f32> {pipe.gradient = "arg0", pipe.name = "result0"}, tensor<f32> {pipe.loss, pipe.name = "loss"}
// SUM-NOT: func.func @predict

// INFER: pipe.mode = "infer", pipe.pure_dialects = ["m", "n"]
// INFER: tensor<f32> {pipe.name = "result0", pipe.output}, tensor<f32> {pipe.name = "result1", pipe.output}

// With two scalars among the results the loss has to be named.
// TRAIN: error: no result is known to be the loss; name it with 'loss=NAME', the results are 'result0', 'result1'
func.func @step(%w: tensor<f32>, %x: tensor<2xf32>) -> (tensor<f32>, tensor<f32>) {
  %0 = arith.mulf %w, %w : tensor<f32>
  %1 = arith.addf %w, %w : tensor<f32>
  return %1, %0 : tensor<f32>, tensor<f32>
}
func.func @predict(%w: tensor<f32>, %x: tensor<2xf32>) -> tensor<f32> {
  return %w : tensor<f32>
}
