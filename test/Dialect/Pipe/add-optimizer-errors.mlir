// RUN: pipe-opt %s --split-input-file --verify-diagnostics --mlir-print-op-on-diagnostic=false \
// RUN:   --pass-pipeline='builtin.module(pipe-add-optimizer)'
// RUN: not pipe-opt %S/ops.mlir --allow-unregistered-dialect --mlir-print-op-on-diagnostic=false \
// RUN:   --pass-pipeline='builtin.module(pipe-add-optimizer{optimizer=lion})' 2>&1 | FileCheck %s --check-prefix=NAME
// RUN: not pipe-opt %S/ops.mlir --allow-unregistered-dialect --mlir-print-op-on-diagnostic=false \
// RUN:   --pass-pipeline='builtin.module(pipe-add-optimizer{learning-rate=-1})' 2>&1 | FileCheck %s --check-prefix=RATE
// RUN: not pipe-opt %S/ops.mlir --allow-unregistered-dialect --mlir-print-op-on-diagnostic=false \
// RUN:   --pass-pipeline='builtin.module(pipe-add-optimizer{optimizer=momentum momentum=1})' 2>&1 | FileCheck %s --check-prefix=MOMENTUM
// RUN: not pipe-opt %S/ops.mlir --allow-unregistered-dialect --mlir-print-op-on-diagnostic=false \
// RUN:   --pass-pipeline='builtin.module(pipe-add-optimizer{optimizer=momentum dampening=1.5})' 2>&1 | FileCheck %s --check-prefix=DAMPENING
// RUN: not pipe-opt %S/ops.mlir --allow-unregistered-dialect --mlir-print-op-on-diagnostic=false \
// RUN:   --pass-pipeline='builtin.module(pipe-add-optimizer{optimizer=adam beta1=1})' 2>&1 | FileCheck %s --check-prefix=BETA1
// RUN: not pipe-opt %S/ops.mlir --allow-unregistered-dialect --mlir-print-op-on-diagnostic=false \
// RUN:   --pass-pipeline='builtin.module(pipe-add-optimizer{optimizer=adam beta2=-0.5})' 2>&1 | FileCheck %s --check-prefix=BETA2
// RUN: not pipe-opt %S/ops.mlir --allow-unregistered-dialect --mlir-print-op-on-diagnostic=false \
// RUN:   --pass-pipeline='builtin.module(pipe-add-optimizer{optimizer=adam epsilon=-1})' 2>&1 | FileCheck %s --check-prefix=EPSILON
// RUN: not pipe-opt %S/ops.mlir --allow-unregistered-dialect --mlir-print-op-on-diagnostic=false \
// RUN:   --pass-pipeline='builtin.module(pipe-add-optimizer{weight-decay=-1})' 2>&1 | FileCheck %s --check-prefix=DECAY
// RUN: not pipe-opt %S/ops.mlir --allow-unregistered-dialect --mlir-print-op-on-diagnostic=false \
// RUN:   --pass-pipeline='builtin.module(pipe-add-optimizer{clip-norm=-1})' 2>&1 | FileCheck %s --check-prefix=CLIP
// RUN: not pipe-opt %S/add-optimizer.mlir --mlir-print-op-on-diagnostic=false \
// RUN:   --pass-pipeline='builtin.module(pipe-add-optimizer{weight-decay=0.5 no-decay=bias*})' 2>&1 | FileCheck %s --check-prefix=UNUSED
// RUN: not pipe-opt %S/add-optimizer.mlir --mlir-print-op-on-diagnostic=false \
// RUN:   --pass-pipeline='builtin.module(pipe-add-optimizer{weight-decay=0.5 no-decay=[a})' 2>&1 | FileCheck %s --check-prefix=INVALID
// RUN: not pipe-opt %S/add-optimizer.mlir --mlir-print-op-on-diagnostic=false \
// RUN:   --pass-pipeline='builtin.module(pipe-add-optimizer{rate-factor=bias*:2})' 2>&1 | FileCheck %s --check-prefix=UNUSED-RATE
// RUN: not pipe-opt %S/add-optimizer.mlir --mlir-print-op-on-diagnostic=false \
// RUN:   --pass-pipeline='builtin.module(pipe-add-optimizer{rate-factor=[a:2})' 2>&1 | FileCheck %s --check-prefix=INVALID-RATE
// RUN: not pipe-opt %S/add-optimizer.mlir --mlir-print-op-on-diagnostic=false \
// RUN:   --pass-pipeline='builtin.module(pipe-add-optimizer{rate-factor=w*:-2})' 2>&1 | FileCheck %s --check-prefix=FACTOR
// RUN: not pipe-opt %S/add-optimizer.mlir --mlir-print-op-on-diagnostic=false \
// RUN:   --pass-pipeline='builtin.module(pipe-add-optimizer{rate-factor=w})' 2>&1 | FileCheck %s --check-prefix=NO-FACTOR

// NAME: error: there is no optimizer 'lion', only sgd, momentum, adam, adamw
// RATE: error: the option 'learning-rate' is {{-1.*}}, but must be at least 0
// MOMENTUM: error: the option 'momentum' is {{1.*}}, but must be in [0, 1)
// DAMPENING: error: the option 'dampening' is {{1.5.*}}, but must be in [0, 1]
// BETA1: error: the option 'beta1' is {{1.*}}, but must be in [0, 1)
// BETA2: error: the option 'beta2' is {{-0?.?5.*}}, but must be in [0, 1)
// EPSILON: error: the option 'epsilon' is {{-1.*}}, but must be at least 0
// DECAY: error: the option 'weight-decay' is {{-1.*}}, but must be at least 0
// CLIP: error: the option 'clip-norm' is {{-1.*}}, but must be at least 0
// UNUSED: error: the pattern 'bias*' of 'no-decay' matches no parameter with a gradient
// UNUSED-RATE: error: the pattern 'bias*' of 'rate-factor' matches no parameter with a gradient
// INVALID-RATE: error: the pattern '[a' of 'rate-factor' is no pattern of names
// FACTOR: error: 'rate-factor' needs PATTERN:FACTOR with a factor of at least 0, but got 'w*:-2'
// NO-FACTOR: error: 'rate-factor' needs PATTERN:FACTOR with a factor of at least 0, but got 'w'
// INVALID: error: the pattern '[a' of 'no-decay' is no pattern of names

// expected-error@+1 {{has no gradients that an optimizer could use; 'gradient=RESULT:PARAMETER' names them}}
pipe.pipeline @negative_no_gradients {
  pipe.graph (%x "x" : tensor<4xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f (%x) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return outputs(%y as "y" : tensor<4xf32>)
  }
}

// -----

pipe.pipeline @negative_integers {
  // expected-error@+1 {{has elements of type 'i32', which an optimizer cannot update; if it is not trained, say so with 'frozen=w'}}
  pipe.param @w : tensor<4xi32>
  pipe.graph (%x "x" : tensor<4xi32>) {
    %g = pipe.task @backward_0 backward stage 0 kernel @b (%x) params(@w) : (tensor<4xi32>) -> tensor<4xi32>
    pipe.return gradients(%g of @w : tensor<4xi32>)
  }
}

// -----

// expected-error@+1 {{has a 'pipe.step' already, so that no optimizer can be added}}
pipe.pipeline @negative_step {
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %g = pipe.task @backward_0 backward stage 0 kernel @b (%x) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return gradients(%g of @w : tensor<4xf32>)
  }
  // expected-note@+1 {{it is here}}
  pipe.step (%g of @w : tensor<4xf32>) {
    %n = pipe.task @update update stage 0 kernel @u (%g) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.updates %n of @w : tensor<4xf32>
  }
}
