// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-partition{stages=2})' 2>&1 | FileCheck %s --check-prefix=IMPORT
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x},pipe-partition{stages=3})' 2>&1 | FileCheck %s --check-prefix=MANY
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x},pipe-partition{stages=0})' 2>&1 | FileCheck %s --check-prefix=ZERO
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x},pipe-partition{stages=-2})' 2>&1 | FileCheck %s --check-prefix=NEGATIVE
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x},pipe-partition{stages=2},pipe-partition{stages=2})' 2>&1 | FileCheck %s --check-prefix=TWICE

// TWICE: error: the module has a 'pipe.pipeline' already; 'pipe-partition' takes what 'pipe-import' left
// IMPORT: error: the module is not an imported model: run 'pipe-import' first
// MANY: error: cannot cut 2 ops of the forward part into 3 stages
// ZERO: error: 'stages' must be at least 1, but is 0
// NEGATIVE: error: 'stages' must be at least 1, but is -2
func.func @main(%x: tensor<4xf32> loc("x")) -> tensor<4xf32> {
  %0 = math.tanh %x : tensor<4xf32>
  %1 = math.exp %0 : tensor<4xf32>
  return %1 : tensor<4xf32>
}
