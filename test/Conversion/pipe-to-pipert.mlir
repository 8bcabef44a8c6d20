// RUN: pipe-opt %s --pass-pipeline='builtin.module(convert-pipe-to-pipert)' --split-input-file --verify-diagnostics | FileCheck %s

// Two slots sent to rank 1: a send keeps its request in the slot's place, and an
// acquire waits for that request, whatever micro-batch it was of. The number of a
// channel is its place among those of its program.

// CHECK-LABEL: func.func @pipe_program_0(
// CHECK-SAME:    %[[CTX:.+]]: !llvm.ptr, %[[ARENA:.+]]: !llvm.ptr, %[[IN:.+]]: !llvm.ptr, %[[OUT:.+]]: !llvm.ptr) -> i32
// CHECK:         %[[X:.+]] = llvm.load %[[IN]]
// CHECK:         %[[REQUESTS:.+]] = llvm.alloca
// CHECK:         "llvm.intr.memset"(%[[REQUESTS]]
// CHECK:         scf.for %[[M:.+]] =
// CHECK:           %[[REQUEST:.+]] = llvm.load
// CHECK-NEXT:      pipert.wait %[[CTX]], %[[REQUEST]]
// CHECK:           pipert.task_begin %[[CTX]], %[[MB:.+]] task 0
// CHECK-NEXT:      llvm.call @f(%{{.+}}, %[[SLOT:.+]], %{{.+}})
// CHECK-NEXT:      pipert.task_end %[[CTX]], %[[MB]] task 0
// CHECK:           %[[SENT:.+]] = pipert.send %[[CTX]], %{{.+}}, %{{.+}} channel 0 bytes 12
// CHECK:           llvm.store %[[SENT]]
// The drain waits for all slots, in a loop: code does not grow with their number.
// CHECK:         scf.for
// CHECK:           pipert.wait
// CHECK-NOT:     pipert.wait
// CHECK:         return
// CHECK-LABEL: func.func @pipe_program_1(
// CHECK:           %[[POSTED:.+]] = pipert.recv %{{.+}}, %{{.+}}, %{{.+}} channel 1 bytes 12
// CHECK:           llvm.store %[[POSTED]], %[[PLACE:.+]] :
// CHECK:           %[[AWAITED:.+]] = llvm.load
// CHECK-NEXT:      %[[DATA:.+]] = pipert.wait_recv %{{.+}}, %[[AWAITED]]
// CHECK:           llvm.store %[[DATA]]
// CHECK:           llvm.call @f
// CHECK:           pipert.release
// CHECK-NOT:   pipe.pipeline
llvm.func @f(!llvm.ptr, !llvm.ptr, !llvm.ptr)
pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<3xf32>) {
    %0 = pipe.task forward stage 0 kernel @f (%x) : (tensor<3xf32>) -> tensor<3xf32>
    %1 = pipe.task forward stage 1 kernel @f (%0) : (tensor<3xf32>) -> tensor<3xf32>
    pipe.return outputs(%1 as "y" : tensor<3xf32>)
  }
  pipe.program rank 0 arena 128 workspace_at 128 {
    %x = pipe.buffer input "x" : <4 x tensor<3xf32>>
    %h = pipe.buffer local at 0 stride 64 : <2 x tensor<3xf32>>
    %to1a = pipe.channel send activation to 1 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c4 = arith.constant 4 : index
    scf.for %m = %c0 to %c4 step %c1 {
      pipe.acquire %h[%m] : <2 x tensor<3xf32>>
      pipe.run forward stage 0 [%m] ins(%x : !pipe.buffer<4 x tensor<3xf32>>) outs(%h : !pipe.buffer<2 x tensor<3xf32>>) results [0]
      pipe.send %to1a, %h[%m] : <2 x tensor<3xf32>>
    }
    pipe.drain
  }
  pipe.program rank 1 arena 0 workspace_at 0 {
    %h = pipe.buffer received : <1 x tensor<3xf32>>
    %y = pipe.buffer output "y" : <4 x tensor<3xf32>>
    %unused = pipe.channel recv gradient from 0 capacity 1
    %from0a = pipe.channel recv activation from 0 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c4 = arith.constant 4 : index
    scf.for %m = %c0 to %c4 step %c1 {
      pipe.post %from0a, %h[%m] : <1 x tensor<3xf32>>
      pipe.wait %h[%m] : <1 x tensor<3xf32>>
      pipe.run forward stage 1 [%m] ins(%h : !pipe.buffer<1 x tensor<3xf32>>) outs(%y : !pipe.buffer<4 x tensor<3xf32>>) results [0]
      pipe.release %h[%m] : <1 x tensor<3xf32>>
    }
    pipe.drain
  }
}

// -----

pipe.pipeline @negative_no_plan {
  pipe.graph () {
    pipe.return
  }
  // expected-error@+1 {{has no memory plan; run pipe-plan-memory first}}
  pipe.program rank 0 {
  }
}

// -----

func.func private @f(tensor<3xf32>) -> tensor<3xf32>
pipe.pipeline @negative_kernel_on_tensors {
  pipe.graph (%x "x" : tensor<3xf32>) {
    %0 = pipe.task forward stage 0 kernel @f (%x) : (tensor<3xf32>) -> tensor<3xf32>
    pipe.return outputs(%0 as "y" : tensor<3xf32>)
  }
  pipe.program rank 0 arena 0 workspace_at 0 {
    %x = pipe.buffer input "x" : <1 x tensor<3xf32>>
    %y = pipe.buffer output "y" : <1 x tensor<3xf32>>
    // expected-error@+1 {{runs a task whose kernel is not lowered; run pipe-codegen-host first}}
    pipe.run forward stage 0 [0] ins(%x : !pipe.buffer<1 x tensor<3xf32>>) outs(%y : !pipe.buffer<1 x tensor<3xf32>>) results [0]
  }
}

// -----

// 16-bit floats lie in memory as integers: LLVM sees none. A sum of f32 is rounded
// to them; what adds and divides them does so in f32.

// CHECK-LABEL: func.func @pipe_program_0(
// CHECK-NOT:     bf16
// CHECK:         %[[SUM:.+]] = llvm.load %{{.+}} -> f32
// CHECK:         %[[BITS:.+]] = arith.trunci %{{.+}} : i32 to i16
// CHECK:         llvm.store %[[BITS]], %{{.+}} : i16, !llvm.ptr
// CHECK:         llvm.load %{{.+}} -> i16
// CHECK:         arith.addf %{{.+}} : f32
// CHECK:         llvm.store %{{.+}} : i16, !llvm.ptr
// CHECK:         llvm.load %{{.+}} -> i16
// CHECK:         arith.divf %{{.+}} : f32
// CHECK:         llvm.store %{{.+}} : i16, !llvm.ptr
// CHECK-NOT:     bf16
// CHECK:         return
pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<3xf32>) {
    pipe.return
  }
  pipe.program rank 0 arena 128 workspace_at 128 {
    %s = pipe.buffer gradient "w" at 0 stride 64 : <1 x tensor<4xf32>>
    %g = pipe.buffer gradient "w" result at 64 stride 64 : <1 x tensor<4xbf16>>
    pipe.round %s into %g : <1 x tensor<4xf32>>, <1 x tensor<4xbf16>>
    pipe.add %g into %g : <1 x tensor<4xbf16>>, <1 x tensor<4xbf16>>
    pipe.divide %g by 3 : <1 x tensor<4xbf16>>
  }
}

// -----

pipe.pipeline @negative_unknown_input {
  pipe.graph (%x "x" : tensor<3xf32>) {
    pipe.return
  }
  pipe.program rank 0 arena 0 workspace_at 0 {
    // expected-error@+1 {{the graph has no input 'z'}}
    %x = pipe.buffer input "z" : <1 x tensor<3xf32>>
  }
}

// -----

pipe.pipeline @negative_unknown_output {
  pipe.graph (%x "x" : tensor<3xf32>) {
    pipe.return outputs(%x as "y" : tensor<3xf32>)
  }
  pipe.program rank 0 arena 0 workspace_at 0 {
    // expected-error@+1 {{the graph has no output 'x'}}
    %x = pipe.buffer output "x" : <1 x tensor<3xf32>>
  }
}

// -----

pipe.pipeline @negative_no_place {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 arena 128 workspace_at 128 {
    // expected-error@+1 {{has no place in the arena; run pipe-plan-memory first}}
    %h = pipe.buffer local : <1 x tensor<3xf32>>
  }
}

// -----

pipe.pipeline @negative_no_size {
  pipe.graph (%x "x" : tensor<3xcomplex<f32>>) {
    pipe.return
  }
  pipe.program rank 0 arena 0 workspace_at 0 {
    // expected-error@+1 {{slots of the type 'tensor<3xcomplex<f32>>' have no size in bytes}}
    %x = pipe.buffer input "x" : <1 x tensor<3xcomplex<f32>>>
  }
}
