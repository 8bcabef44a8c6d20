// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-plan-memory)' | FileCheck %s

// Slots, segments and scratch memory lie as the target of the kernels wants them;
// the slices of inputs as in the caller's memory.

// CHECK: pipe.program rank 0 segments
// CHECK-SAME: [#pipe.segment<local device align 128 bytes 256>,
// CHECK-SAME:  #pipe.segment<inputs device align 128 bytes 128>,
// CHECK-SAME:  #pipe.segment<workspace device align 128 bytes 384>]
// CHECK: pipe.buffer local at 0 stride 128 : <2 x tensor<3xf32>>
// CHECK: pipe.buffer input "x" at 0 stride 12 : <4 x tensor<3xf32>>
module attributes {pipe.kernel_target = #pipe.kernel_target<"another" vector_bytes 64 align 128>} {
  func.func private @kernel() attributes {pipe.workspace_bytes = 257 : i64}
  pipe.pipeline @p {
    pipe.graph (%x "x" : tensor<3xf32>) {
      %0 = pipe.task @forward_0 forward stage 0 kernel @kernel (%x) : (tensor<3xf32>) -> tensor<3xf32>
      pipe.return
    }
    pipe.program rank 0 {
      %h = pipe.buffer local : <2 x tensor<3xf32>>
      %x = pipe.buffer input "x" : <4 x tensor<3xf32>>
      pipe.run @forward_0 [0] outs(%h[0] : !pipe.buffer<2 x tensor<3xf32>>)
    }
  }
}
