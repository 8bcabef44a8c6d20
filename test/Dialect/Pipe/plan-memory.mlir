// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-plan-memory)' | FileCheck %s
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-plan-memory{limit=1000})' 2>&1 | FileCheck %s --check-prefix=LIMIT
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-plan-memory{limit=1136})' | FileCheck %s

// One segment for each thing that the rank holds; slots are multiples of 64 bytes,
// the slices of inputs and outputs lie one behind the other. The workspace is the
// largest of the kernels that the rank runs. The tables of requests: 1 request and
// 1 address of what is received, 2 requests for each of two channels.

// CHECK: pipe.program rank 0 segments
// CHECK-SAME: [#pipe.segment<parameters device align 64 bytes 256>,
// CHECK-SAME:  #pipe.segment<gradients device align 64 bytes 64>,
// CHECK-SAME:  #pipe.segment<local device align 64 bytes 128>,
// CHECK-SAME:  #pipe.segment<received device align 64 bytes 64>,
// CHECK-SAME:  #pipe.segment<inputs device align 64 bytes 128>,
// CHECK-SAME:  #pipe.segment<outputs device align 64 bytes 64>,
// CHECK-SAME:  #pipe.segment<requests host align 64 bytes 48>,
// CHECK-SAME:  #pipe.segment<workspace device align 64 bytes 640>]
// CHECK: pipe.buffer local at 0 stride 64 : <2 x tensor<3xf32>>
// CHECK: pipe.buffer input "x" at 0 stride 12 : <4 x tensor<3xf32>>
// CHECK: pipe.buffer input "t" at 64 stride 1 : <4 x tensor<i1>>
// CHECK: pipe.buffer parameter "w" at 0 stride 256 : <1 x tensor<64xf32>>
// CHECK: pipe.buffer gradient "b" at 0 stride 64 : <1 x tensor<i1>>
// CHECK: pipe.buffer received at 0 stride 64 : <1 x tensor<3xf32>>
// CHECK: pipe.buffer output "y" at 0 stride 12 : <4 x tensor<3xf32>>
// A rank that holds nothing has no segments.
// CHECK: pipe.program rank 1 segments [] {

// LIMIT: error: rank 0 needs 1136 bytes, but the memory limit is 1000
// LIMIT: note: parameters 256, gradients 64, activations 128, tables of requests 48, kernel workspace 640 bytes
// LIMIT: note: parameters and gradients take the most: take more ranks (--ranks)
// LIMIT-NOT: rank 1
func.func private @small() attributes {pipe.workspace_bytes = 16 : i64}
func.func private @large() attributes {pipe.workspace_bytes = 300 : i64}
func.func private @zero() attributes {pipe.workspace_bytes = 600 : i64}
func.func private @unused() attributes {pipe.workspace_bytes = 6000 : i64}
pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<3xf32>) {
    %0 = pipe.task @forward_0 forward stage 0 kernel @large (%x) : (tensor<3xf32>) -> tensor<3xf32>
    %1 = pipe.task @backward_0 backward stage 0 kernel @small (%0) : (tensor<3xf32>) -> tensor<3xf32>
    %2 = pipe.task @forward_1 forward stage 1 kernel @unused (%0) : (tensor<3xf32>) -> tensor<3xf32>
    pipe.return
  }
  pipe.program rank 0 {
    %h = pipe.buffer local : <2 x tensor<3xf32>>
    %x = pipe.buffer input "x" : <4 x tensor<3xf32>>
    %t = pipe.buffer input "t" : <4 x tensor<i1>>
    %w = pipe.buffer parameter "w" : <1 x tensor<64xf32>>
    %g = pipe.buffer gradient "b" : <1 x tensor<i1>>
    %r = pipe.buffer received : <1 x tensor<3xf32>>
    %y = pipe.buffer output "y" : <4 x tensor<3xf32>>
    %a = pipe.channel send activation to 1 capacity 2
    %d = pipe.channel send gradient to 1 capacity 1
    pipe.zero %g kernel @zero : <1 x tensor<i1>>
    pipe.run @forward_0 [0] outs(%h[0] : !pipe.buffer<2 x tensor<3xf32>>)
    pipe.run @backward_0 [0] outs(%h[0] : !pipe.buffer<2 x tensor<3xf32>>)
    pipe.send %a, %h[0] : <2 x tensor<3xf32>>
    pipe.send %d, %h[0] : <2 x tensor<3xf32>>
    pipe.send %a, %h[1] : <2 x tensor<3xf32>>
  }
  pipe.program rank 1 {
  }
}
