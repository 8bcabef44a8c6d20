// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import)' 2>&1 | FileCheck %s --check-prefix=BATCH
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x loss=cost})' 2>&1 | FileCheck %s --check-prefix=LOSS
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x parameters=v})' 2>&1 | FileCheck %s --check-prefix=PARAMETER
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x mode=test})' 2>&1 | FileCheck %s --check-prefix=MODE
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x gradients=max})' 2>&1 | FileCheck %s --check-prefix=GRADIENTS
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x mode=train})' 2>&1 | FileCheck %s --check-prefix=TRAIN
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x function=f})' 2>&1 | FileCheck %s --check-prefix=FUNCTION
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x update=result1:v})' 2>&1 | FileCheck %s --check-prefix=UPDATE
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x update=result1:w extra-output=result1})' 2>&1 | FileCheck %s --check-prefix=TWO
// UPDATE: error: 'update=result1:v' is not RESULT:ARGUMENT; the results are 'result0', 'result1', the arguments are 'w', 'x'
// TWO: error: the result 'result1' is said to be the new value of 'w' of type 'tensor<3xf32>', but has the type 'tensor<2xf32>'

// One wrong option each.

// BATCH: error: no argument is a batch; name it with 'batch=NAME,...', the arguments are 'w', 'x'
// LOSS: error: there is no result 'cost' as 'loss' says; the results are 'result0', 'result1'
// PARAMETER: error: there is no argument 'v' as 'parameters' says; the arguments are 'w', 'x'
// MODE: error: 'mode=test' is not one of train, infer
// GRADIENTS: error: 'gradients=max' is not one of mean, sum
// TRAIN: error: 'mode=train' needs gradients among the results
// FUNCTION: error: there is no function 'f' with a body as 'function' says; there are 'main'
func.func @main(%w: tensor<3xf32> loc("w"), %x: tensor<2xf32> loc("x")) -> (tensor<f32>, tensor<2xf32>) {
  %0 = arith.constant dense<0.0> : tensor<f32>
  return %0, %x : tensor<f32>, tensor<2xf32>
}
