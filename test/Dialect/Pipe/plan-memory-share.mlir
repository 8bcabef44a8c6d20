// RUN: pipe-opt %s --split-input-file --pass-pipeline='builtin.module(pipe-plan-memory)' -o %t.shared
// RUN: FileCheck %s < %t.shared
// RUN: pipe-opt %t.shared --split-input-file --pass-pipeline='builtin.module(pipe-verify-programs{places})' -o /dev/null
// RUN: pipe-opt %s --split-input-file --pass-pipeline='builtin.module(pipe-plan-memory{share=false})' | FileCheck %s --check-prefix=APART

// Local buffers share bytes that they never need at the same time.

// %a is not needed behind the second run, %c not before the third one.

// CHECK: pipe.program rank 0 segments [#pipe.segment<local device align 64 bytes 128>]
// CHECK-NEXT: pipe.buffer local at 0 stride 64
// CHECK-NEXT: pipe.buffer local at 64 stride 64
// CHECK-NEXT: pipe.buffer local at 0 stride 64
// APART: pipe.program rank 0 segments [#pipe.segment<local device align 64 bytes 192>]
// APART-NEXT: pipe.buffer local at 0 stride 64
// APART-NEXT: pipe.buffer local at 64 stride 64
// APART-NEXT: pipe.buffer local at 128 stride 64
pipe.pipeline @chain {
  pipe.graph (%x "x" : tensor<2xf32>) {
    pipe.return
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %a = pipe.buffer local : <1 x tensor<2xf32>>
    %b = pipe.buffer local : <1 x tensor<2xf32>>
    %c = pipe.buffer local : <1 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.run @f0 [%m] outs(%a[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @f1 [%m] ins(%a[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%b[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @f2 [%m] ins(%b[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%c[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @f3 [%m] ins(%c[%m] : !pipe.buffer<1 x tensor<2xf32>>)
    }
  }
}

// -----

// %a is sent: its bytes are needed until the acquire before the next send, or
// the drain.

// CHECK: pipe.program rank 0 segments [#pipe.segment<local device align 64 bytes 192>
// CHECK: pipe.program rank 1 segments []
pipe.pipeline @sent {
  pipe.graph (%x "x" : tensor<2xf32>) {
    pipe.return
  }
  pipe.schedule "forward-only" ranks 2 micro_batches 3 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %a = pipe.buffer local : <1 x tensor<2xf32>>
    %b = pipe.buffer local : <1 x tensor<2xf32>>
    %c = pipe.buffer local : <1 x tensor<2xf32>>
    %to1a = pipe.channel send activation to 1 capacity 3
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.acquire %a[%m] : <1 x tensor<2xf32>>
      pipe.run @f0 [%m] outs(%a[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.send %to1a, %a[%m] : <1 x tensor<2xf32>>
      pipe.run @f1 [%m] ins(%a[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%b[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @f2 [%m] ins(%b[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%c[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @f3 [%m] ins(%c[%m] : !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.drain
  }
  pipe.program rank 1 {
  }
}

// -----

// Slot by slot: what @f1 writes lies on slot 0 of %a, which is not needed any
// more, and slot 1 of %b behind slot 1 of %a.

// CHECK: pipe.program rank 0 segments [#pipe.segment<local device align 64 bytes 192>]
// CHECK-NEXT: pipe.buffer local at [[A:[0-9]+]] stride 64 : <2 x tensor<2xf32>>
// CHECK-NEXT: pipe.buffer local at {{[0-9]+}} stride 64 : <2 x tensor<2xf32>>
// APART: @slots
// APART: pipe.program rank 0 segments [#pipe.segment<local device align 64 bytes 256>]
pipe.pipeline @slots {
  pipe.graph (%x "x" : tensor<2xf32>) {
    pipe.return
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %a = pipe.buffer local : <2 x tensor<2xf32>>
    %b = pipe.buffer local : <2 x tensor<2xf32>>
    pipe.run @f0 [0] outs(%a[0] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @f0 [1] outs(%a[1] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @f1 [1] ins(%a[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%b[1] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @f1 [0] ins(%a[1], %b[1] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @f2 [0] ins(%b[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(%b[0] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @f3 [0] ins(%b[0], %b[1] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>)
  }
}

// -----

// A result in place of an operand, and what is added to, keep what was there.

// CHECK: pipe.program rank 0 segments [#pipe.segment<local device align 64 bytes 128>]
pipe.pipeline @inout {
  pipe.graph (%x "x" : tensor<2xf32>) {
    pipe.return
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %a = pipe.buffer local : <1 x tensor<2xf32>>
    %b = pipe.buffer local : <1 x tensor<2xf32>>
    pipe.run @f0 [0] outs(%a[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @f1 [0] outs(%b[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @f2 [0] ins(%a[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(inout %a[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @f3 [0] ins(%a[0] : !pipe.buffer<1 x tensor<2xf32>>)
  }
}

// -----

// In a loop of loops, too: %a is not needed behind the first inner loop of an
// iteration.

// CHECK: pipe.program rank 0 segments [#pipe.segment<local device align 64 bytes 128>]
// CHECK-NEXT: pipe.buffer local at 0 stride 64 : <2 x tensor<2xf32>>
// CHECK-NEXT: pipe.buffer local at 0 stride 64 : <2 x tensor<2xf32>>
// APART: pipe.program rank 0 segments [#pipe.segment<local device align 64 bytes 256>]
pipe.pipeline @nested {
  pipe.graph (%x "x" : tensor<2xf32>) {
    pipe.return
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 8 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %a = pipe.buffer local : <2 x tensor<2xf32>>
    %b = pipe.buffer local : <2 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    %c8 = arith.constant 8 : index
    scf.for %g = %c0 to %c8 step %c2 {
      scf.for %m = %c0 to %c2 step %c1 {
        pipe.run @f0 [%g + %m] outs(%a[%g + %m] : !pipe.buffer<2 x tensor<2xf32>>)
        pipe.run @f1 [%g + %m] ins(%a[%g + %m] : !pipe.buffer<2 x tensor<2xf32>>)
      }
      scf.for %m = %c0 to %c2 step %c1 {
        pipe.run @f2 [%g + %m] outs(%b[%g + %m] : !pipe.buffer<2 x tensor<2xf32>>)
        pipe.run @f3 [%g + %m] ins(%b[%g + %m] : !pipe.buffer<2 x tensor<2xf32>>)
      }
    }
  }
}
