// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-plan-memory)' | FileCheck %s
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-plan-memory{limit=1000})' 2>&1 | FileCheck %s --check-prefix=LIMIT
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-plan-memory{limit=1088})' | FileCheck %s

// Parameters, gradients, then local slots, each at a multiple of 64 bytes; the
// largest workspace of the kernels that the rank runs comes last. Inputs and
// what is received take no room.

// CHECK: pipe.program rank 0 arena 1088 workspace_at 448
// CHECK: pipe.buffer local at 320 stride 64 : <2 x tensor<3xf32>>
// CHECK: pipe.buffer input "x" : <4 x tensor<3xf32>>
// CHECK: pipe.buffer parameter "w" at 0 stride 256 : <1 x tensor<64xf32>>
// CHECK: pipe.buffer gradient "b" at 256 stride 64 : <1 x tensor<i1>>
// CHECK: pipe.buffer received : <1 x tensor<3xf32>>

// LIMIT: error: rank 0 needs 1088 bytes, but the memory limit is 1000
// LIMIT: note: parameters 256, gradients 64, activations 128, kernel workspace 640 bytes
// LIMIT: note: parameters and gradients take the most: take more ranks (--ranks)
// LIMIT-NOT: rank 1
func.func private @small() attributes {pipe.workspace_bytes = 16 : i64}
func.func private @large() attributes {pipe.workspace_bytes = 600 : i64}
func.func private @unused() attributes {pipe.workspace_bytes = 6000 : i64}
pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<3xf32>) {
    %0 = pipe.task forward stage 0 kernel @large (%x) : (tensor<3xf32>) -> tensor<3xf32>
    %1 = pipe.task backward stage 0 kernel @small (%0) : (tensor<3xf32>) -> tensor<3xf32>
    %2 = pipe.task forward stage 1 kernel @unused (%0) : (tensor<3xf32>) -> tensor<3xf32>
    pipe.return
  }
  pipe.program rank 0 {
    %h = pipe.buffer local : <2 x tensor<3xf32>>
    %x = pipe.buffer input "x" : <4 x tensor<3xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<64xf32>>
    %g = pipe.buffer gradient "b" : <1 x tensor<i1>>
    %r = pipe.buffer received : <1 x tensor<3xf32>>
    pipe.run forward stage 0 [0] outs(%h : !pipe.buffer<2 x tensor<3xf32>>) results [0]
    pipe.run backward stage 0 [0] outs(%h : !pipe.buffer<2 x tensor<3xf32>>) results [0]
  }
}
