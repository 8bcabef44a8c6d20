// RUN: pipe-opt %s --pass-pipeline='builtin.module(convert-pipe-to-pipert)' --split-input-file --verify-diagnostics | FileCheck %s

// Two slots sent to rank 1: a send keeps its request in the slot's place, and an
// acquire waits for that request, whatever micro-batch it was of. The number of a
// channel is its place among those of its program.

// CHECK-LABEL: func.func @pipe_p_rank_0(
// CHECK-SAME:    %[[CTX:.+]]: !llvm.ptr, %[[SEGMENTS:.+]]: !llvm.ptr, %[[IN:.+]]: !llvm.ptr, %[[OUT:.+]]: !llvm.ptr) -> i32
// CHECK:         %[[X:.+]] = llvm.load %[[IN]]
// CHECK-NOT:     llvm.alloca
// CHECK:         scf.for %[[M:.+]] =
// CHECK:           %[[REQUEST:.+]] = llvm.load
// CHECK-NEXT:      pipert.wait %[[CTX]], %[[REQUEST]]
// CHECK:           pipert.launch %[[CTX]], %[[MB:.+]] kernel 0 task 0(%{{.+}}, %[[SLOT:.+]], %{{.+}})
// CHECK:           %[[SENT:.+]] = pipert.send %[[CTX]], %{{.+}}, %{{.+}} channel 0 bytes 12
// CHECK:           llvm.store %[[SENT]]
// The drain waits for all slots, in a loop: code does not grow with their number.
// CHECK:         scf.for
// CHECK:           pipert.wait
// CHECK:           llvm.store
// CHECK-NOT:     pipert.wait
// CHECK:         return
// CHECK-LABEL: func.func @pipe_p_rank_1(
// CHECK:           %[[POSTED:.+]] = pipert.recv %{{.+}}, %{{.+}}, %{{.+}} channel 1 bytes 12
// CHECK:           llvm.store %[[POSTED]], %[[PLACE:.+]] :
// CHECK:           %[[AWAITED:.+]] = llvm.load
// CHECK-NEXT:      %[[DATA:.+]] = pipert.wait_recv %{{.+}}, %[[AWAITED]]
// CHECK:           llvm.store %[[DATA]]
// CHECK:           pipert.launch %{{.+}}, %{{.+}} kernel 0 task 1(
// CHECK:           pipert.release
// CHECK:       pipert.kernels @pipe_p_kernels [@f]
// CHECK-NOT:   pipe.pipeline
pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<3xf32>) {
    %0 = pipe.task @forward_0 forward stage 0 kernel @f (%x) : (tensor<3xf32>) -> tensor<3xf32>
    %1 = pipe.task @forward_1 forward stage 1 kernel @f (%0) : (tensor<3xf32>) -> tensor<3xf32>
    pipe.return outputs(%1 as "y" : tensor<3xf32>)
  }
  pipe.program rank 0 segments [#pipe.segment<local device align 64 bytes 128>, #pipe.segment<requests host align 64 bytes 16>] {
    %x = pipe.buffer input "x" at 0 stride 12 : <4 x tensor<3xf32>>
    %h = pipe.buffer local at 0 stride 64 : <2 x tensor<3xf32>>
    %to1a = pipe.channel send activation to 1 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c4 = arith.constant 4 : index
    scf.for %m = %c0 to %c4 step %c1 {
      pipe.acquire %h[%m] : <2 x tensor<3xf32>>
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<4 x tensor<3xf32>>) outs(%h[%m] : !pipe.buffer<2 x tensor<3xf32>>)
      pipe.send %to1a, %h[%m] : <2 x tensor<3xf32>>
    }
    pipe.drain
  }
  pipe.program rank 1 segments [#pipe.segment<requests host align 64 bytes 16>] {
    %h = pipe.buffer received at 0 stride 64 : <1 x tensor<3xf32>>
    %y = pipe.buffer output "y" at 0 stride 12 : <4 x tensor<3xf32>>
    %unused = pipe.channel recv gradient from 0 capacity 1
    %from0a = pipe.channel recv activation from 0 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c4 = arith.constant 4 : index
    scf.for %m = %c0 to %c4 step %c1 {
      pipe.post %from0a, %h[%m] : <1 x tensor<3xf32>>
      pipe.wait %h[%m] : <1 x tensor<3xf32>>
      pipe.run @forward_1 [%m] ins(%h[%m] : !pipe.buffer<1 x tensor<3xf32>>) outs(%y[%m] : !pipe.buffer<4 x tensor<3xf32>>)
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

pipe.pipeline @negative_task_without_kernel {
  pipe.graph (%x "x" : tensor<3xf32>) {
    %0 = pipe.task @forward_0 forward stage 0 (%x) : (tensor<3xf32>) -> tensor<3xf32> {
    ^bb0(%a: tensor<3xf32>):
      pipe.yield %a : tensor<3xf32>
    }
    pipe.return outputs(%0 as "y" : tensor<3xf32>)
  }
  pipe.program rank 0 segments [] {
    %x = pipe.buffer input "x" at 0 stride 12 : <1 x tensor<3xf32>>
    %y = pipe.buffer output "y" at 0 stride 12 : <1 x tensor<3xf32>>
    // expected-error@+1 {{runs a task that has no kernel; run pipe-outline-tasks first}}
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<1 x tensor<3xf32>>) outs(%y[0] : !pipe.buffer<1 x tensor<3xf32>>)
  }
}

// -----

// A result in place of an operand has no pointer of its own, and no other kernel
// may run so.

// CHECK-LABEL: func.func @pipe_in_place_rank_0(
// CHECK:         pipert.launch %{{.+}}, %{{.+}} kernel 0 task 0(%{{[^,]+}}, %{{[^,]+}}){{$}}
pipe.pipeline @in_place {
  pipe.graph (%x "x" : tensor<3xf32>) {
    %0 = pipe.task @forward_0 forward stage 0 kernel @f (%x) : (tensor<3xf32>) -> tensor<3xf32>
    pipe.return
  }
  pipe.program rank 0 segments [] {
    %h = pipe.buffer local at 0 stride 64 : <1 x tensor<3xf32>>
    pipe.run @forward_0 [0] ins(%h[0] : !pipe.buffer<1 x tensor<3xf32>>) outs(inout %h[0] : !pipe.buffer<1 x tensor<3xf32>>)
  }
}
func.func private @f(memref<3xf32>) attributes {pipe.in_place = array<i64: 0>}

// -----

pipe.pipeline @negative_not_in_place {
  pipe.graph (%x "x" : tensor<3xf32>) {
    %0 = pipe.task @forward_0 forward stage 0 kernel @f (%x) : (tensor<3xf32>) -> tensor<3xf32>
    pipe.return
  }
  pipe.program rank 0 segments [] {
    %h = pipe.buffer local at 0 stride 64 : <1 x tensor<3xf32>>
    // expected-error@+1 {{writes result 0 of @forward_0 in place of operand 0, but the kernel @f writes it to memory of its own}}
    pipe.run @forward_0 [0] ins(%h[0] : !pipe.buffer<1 x tensor<3xf32>>) outs(inout %h[0] : !pipe.buffer<1 x tensor<3xf32>>)
  }
}
func.func private @f(memref<3xf32>, memref<3xf32>)

// -----

pipe.pipeline @negative_in_place_only {
  pipe.graph (%x "x" : tensor<3xf32>) {
    %0 = pipe.task @forward_0 forward stage 0 kernel @f (%x) : (tensor<3xf32>) -> tensor<3xf32>
    pipe.return
  }
  pipe.program rank 0 segments [] {
    %h = pipe.buffer local at 0 stride 64 : <2 x tensor<3xf32>>
    // expected-error@+1 {{writes result 0 of @forward_0 to memory of its own, but the kernel @f writes it in place of operand 0}}
    pipe.run @forward_0 [0] ins(%h[0] : !pipe.buffer<2 x tensor<3xf32>>) outs(%h[1] : !pipe.buffer<2 x tensor<3xf32>>)
  }
}
func.func private @f(memref<3xf32>) attributes {pipe.in_place = array<i64: 0>}

// -----

// Sums are kernels that belong to no task. The function holds no arithmetic.

// CHECK-LABEL: func.func @pipe_sums_rank_0(
// CHECK:         %[[S:.+]] = llvm.load
// CHECK-NOT:     arith.addf
// CHECK:         pipert.launch %{{.+}}, %{{.+}} kernel 0 task -1(%[[SUM:.+]], %[[WORKSPACE:.+]])
// CHECK:         pipert.launch %{{.+}}, %{{.+}} kernel 1 task -1(%[[G:.+]], %[[SUM]], %[[WORKSPACE]])
// CHECK:         pipert.launch %{{.+}}, %{{.+}} kernel 2 task -1(%[[SUM]], %[[WORKSPACE]])
// CHECK:       pipert.kernels @pipe_sums_kernels [@zero, @add, @divide]
pipe.pipeline @sums {
  pipe.graph (%x "x" : tensor<3xf32>) {
    pipe.return
  }
  pipe.program rank 0 segments [#pipe.segment<gradients device align 64 bytes 128>] {
    %s = pipe.buffer gradient "w" at 0 stride 64 : <1 x tensor<4xf32>>
    %g = pipe.buffer gradient "w" result at 64 stride 64 : <1 x tensor<4xf32>>
    pipe.zero %s kernel @zero : <1 x tensor<4xf32>>
    pipe.add %s into %g kernel @add : <1 x tensor<4xf32>>, <1 x tensor<4xf32>>
    pipe.divide %s by 3 kernel @divide : <1 x tensor<4xf32>>
    pipe.drain
  }
}

// -----

pipe.pipeline @negative_sum_without_kernel {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 segments [] {
    %g = pipe.buffer gradient "w" at 0 stride 64 : <1 x tensor<4xf32>>
    // expected-error@+1 {{has no kernel; run pipe-outline-sums first}}
    pipe.zero %g : <1 x tensor<4xf32>>
  }
}

// -----

// expected-note@+1 {{it is taken here}}
func.func private @pipe_taken_rank_0()
pipe.pipeline @taken {
  pipe.graph () {
    pipe.return
  }
  // expected-error@+1 {{becomes the function 'pipe_taken_rank_0', but that name is taken}}
  pipe.program rank 0 segments [] {
  }
}

// -----

pipe.pipeline @negative_unknown_input {
  pipe.graph (%x "x" : tensor<3xf32>) {
    pipe.return
  }
  pipe.program rank 0 segments [] {
    // expected-error@+1 {{the graph has no input 'z'}}
    %x = pipe.buffer input "z" at 0 stride 12 : <1 x tensor<3xf32>>
  }
}

// -----

pipe.pipeline @negative_unknown_output {
  pipe.graph (%x "x" : tensor<3xf32>) {
    pipe.return outputs(%x as "y" : tensor<3xf32>)
  }
  pipe.program rank 0 segments [] {
    // expected-error@+1 {{the graph has no output 'x'}}
    %x = pipe.buffer output "x" at 0 stride 12 : <1 x tensor<3xf32>>
  }
}

// -----

pipe.pipeline @negative_no_place {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 segments [#pipe.segment<local device align 64 bytes 128>] {
    // expected-error@+1 {{has no place in its segment; run pipe-plan-memory first}}
    %h = pipe.buffer local : <1 x tensor<3xf32>>
  }
}

// -----

pipe.pipeline @negative_no_size {
  pipe.graph (%x "x" : tensor<3xcomplex<f32>>) {
    pipe.return
  }
  pipe.program rank 0 segments [] {
    // expected-error@+1 {{slots of the type 'tensor<3xcomplex<f32>>' have no size in bytes}}
    %x = pipe.buffer input "x" : <1 x tensor<3xcomplex<f32>>>
  }
}

// -----

// Accumulators that are added up over replicas are numbered in the order of their
// declarations, each once.

// CHECK-LABEL: func.func @pipe_reduced_rank_0(
// CHECK-SAME:    %[[CTX:.+]]: !llvm.ptr, %{{.+}}: !llvm.ptr, %{{.+}}: !llvm.ptr, %{{.+}}: !llvm.ptr)
// CHECK:         pipert.all_reduce %[[CTX]], %{{.+}} reduction 1 count 6 x f64 mean false
// CHECK:         pipert.all_reduce %[[CTX]], %{{.+}} reduction 0 count 3 x f32 mean true
// CHECK:         pipert.await_reduced %[[CTX]] reduction 1
// CHECK:         pipert.await_reduced %[[CTX]] reduction 0
// CHECK:         pipert.all_reduce %[[CTX]], %{{.+}} reduction 0 count 3 x f32 mean true
// CHECK:         pipert.await_reduced %[[CTX]] reduction 0
pipe.pipeline @reduced {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 segments [#pipe.segment<gradients device align 64 bytes 192>] {
    %other = pipe.buffer gradient "u" at 0 stride 64 : <1 x tensor<3xf32>>
    %v = pipe.buffer gradient "v" at 64 stride 64 : <1 x tensor<3xf32>>
    %w = pipe.buffer gradient "w" at 128 stride 64 : <1 x tensor<2x3xf64>>
    pipe.all_reduce %w : <1 x tensor<2x3xf64>>
    pipe.all_reduce %v mean : <1 x tensor<3xf32>>
    pipe.await_reduced %w : <1 x tensor<2x3xf64>>
    pipe.await_reduced %v : <1 x tensor<3xf32>>
    pipe.all_reduce %v mean : <1 x tensor<3xf32>>
    pipe.await_reduced %v : <1 x tensor<3xf32>>
  }
}
