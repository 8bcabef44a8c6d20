// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x},pipe-partition{stages=3 cut-after=block0,block1})' | FileCheck %s
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x},pipe-partition{cut-after=block0,block1})' | FileCheck %s
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x},pipe-partition{stages=2 cut-after=block7})' 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x},pipe-partition{stages=2 cut-after=twice})' 2>&1 | FileCheck %s --check-prefix=TWICE
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x},pipe-partition{stages=2 cut-after=block0,block1})' 2>&1 | FileCheck %s --check-prefix=COUNT
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x},pipe-partition{stages=3 cut-after=block1,block0})' 2>&1 | FileCheck %s --check-prefix=ORDER
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x},pipe-partition{stages=2 cut-after=y})' 2>&1 | FileCheck %s --check-prefix=LAST

// The user's cuts, by attribute and by location, however uneven.

// CHECK:     pipe.task @forward_0 forward stage 0
// CHECK-NEXT: ^bb0
// CHECK-NEXT: arith.addf
// CHECK-NEXT: pipe.yield
// CHECK:     pipe.task @forward_1 forward stage 1
// CHECK-NEXT: ^bb0
// CHECK-NEXT: arith.mulf
// CHECK-NEXT: pipe.yield
// CHECK:     pipe.task @forward_2 forward stage 2
// CHECK-COUNT-3: math.
// CHECK-NOT: pipe.task

// UNKNOWN: error: there is no op 'block7' to cut after; the names are 'block0', 'block1', 'twice', 'y'
// TWICE: error: 2 ops are named 'twice', so it is not clear which one to cut after; give one of them a 'pipe.name' of its own
// COUNT: error: 'cut-after' names 2 cuts, but 2 stages need 1
// ORDER: error: 'cut-after' names 'block0', which does not come after the one before it in the forward part
// LAST: error: 'cut-after' names 'y', the last op of the forward part
func.func @main(%x: tensor<4xf32> loc("x")) -> tensor<4xf32> {
  %0 = arith.addf %x, %x {pipe.name = "block0"} : tensor<4xf32> loc("ignored")
  %1 = arith.mulf %0, %x : tensor<4xf32> loc(fused["a.py":1:1, "block1"])
  %2 = math.tanh %1 : tensor<4xf32> loc("twice")
  %3 = math.exp %2 : tensor<4xf32> loc("twice")
  %4 = math.erf %3 : tensor<4xf32> loc("y")
  return %4 : tensor<4xf32>
}
