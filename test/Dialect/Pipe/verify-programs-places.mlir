// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-verify-programs)' \
// RUN:   --mlir-print-op-on-diagnostic=false --split-input-file --verify-diagnostics
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-verify-programs{places})' \
// RUN:   --mlir-print-op-on-diagnostic=false --split-input-file --verify-diagnostics

// Buffers that have places: each in its segment, none on bytes that another one
// needs. Both passes say the same.

// shared: %a is not needed behind the second stage, %c not before the third.

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %a = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %b = pipe.task @forward_1 forward stage 1 kernel @f1 (%a) : (tensor<2xf32>) -> tensor<2xf32>
    %c = pipe.task @forward_2 forward stage 2 kernel @f2 (%b) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @forward_3 forward stage 3 kernel @f3 (%c) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 4 placement [0, 0, 0, 0]
  pipe.program rank 0 segments [#pipe.segment<local device align 64 bytes 128>, #pipe.segment<inputs device align 64 bytes 64>, #pipe.segment<outputs device align 64 bytes 64>] {
    %x = pipe.buffer input "x" at 0 stride 8 : <3 x tensor<2xf32>>
    %a = pipe.buffer local at 0 stride 64 : <1 x tensor<2xf32>>
    %b = pipe.buffer local at 64 stride 64 : <1 x tensor<2xf32>>
    %c = pipe.buffer local at 0 stride 64 : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" at 0 stride 8 : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%a[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @forward_1 [%m] ins(%a[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%b[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @forward_2 [%m] ins(%b[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%c[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @forward_3 [%m] ins(%c[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
    }
    pipe.drain
  }
}

// -----

// negative_operand: the second stage writes over what it reads.

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %a = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %b = pipe.task @forward_1 forward stage 1 kernel @f1 (%a) : (tensor<2xf32>) -> tensor<2xf32>
    %c = pipe.task @forward_2 forward stage 2 kernel @f2 (%b) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @forward_3 forward stage 3 kernel @f3 (%c) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 4 placement [0, 0, 0, 0]
  pipe.program rank 0 segments [#pipe.segment<local device align 64 bytes 128>, #pipe.segment<inputs device align 64 bytes 64>, #pipe.segment<outputs device align 64 bytes 64>] {
    %x = pipe.buffer input "x" at 0 stride 8 : <3 x tensor<2xf32>>
    %a = pipe.buffer local at 0 stride 64 : <1 x tensor<2xf32>>
    %b = pipe.buffer local at 0 stride 64 : <1 x tensor<2xf32>>
    %c = pipe.buffer local at 64 stride 64 : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" at 0 stride 8 : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      // expected-note@+1 {{it was filled here by the forward stage 0 of micro-batch 0}}
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%a[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      // expected-error@+2 {{rank 0: forward stage 1 of micro-batch 0 fills slot 0 of the local buffer 2 at bytes 0 to 7 of the segment 'local', which slot 0 of the local buffer 1 still holds for micro-batch 0}}
      // expected-note@+1 {{it is needed until the forward stage 1 of micro-batch 0}}
      pipe.run @forward_1 [%m] ins(%a[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%b[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @forward_2 [%m] ins(%b[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%c[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @forward_3 [%m] ins(%c[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
    }
    pipe.drain
  }
}

// -----

// negative_part: some bytes are enough.

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %a = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %b = pipe.task @forward_1 forward stage 1 kernel @f1 (%a) : (tensor<2xf32>) -> tensor<2xf32>
    %c = pipe.task @forward_2 forward stage 2 kernel @f2 (%b) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @forward_3 forward stage 3 kernel @f3 (%c) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 4 placement [0, 0, 0, 0]
  pipe.program rank 0 segments [#pipe.segment<local device align 4 bytes 128>, #pipe.segment<inputs device align 64 bytes 64>, #pipe.segment<outputs device align 64 bytes 64>] {
    %x = pipe.buffer input "x" at 0 stride 8 : <3 x tensor<2xf32>>
    %a = pipe.buffer local at 0 stride 64 : <1 x tensor<2xf32>>
    %b = pipe.buffer local at 64 stride 64 : <1 x tensor<2xf32>>
    %c = pipe.buffer local at 68 stride 64 : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" at 0 stride 8 : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%a[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      // expected-note@+1 {{it was filled here by the forward stage 1 of micro-batch 0}}
      pipe.run @forward_1 [%m] ins(%a[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%b[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      // expected-error@+2 {{rank 0: forward stage 2 of micro-batch 0 fills slot 0 of the local buffer 3 at bytes 68 to 71 of the segment 'local', which slot 0 of the local buffer 2 still holds for micro-batch 0}}
      // expected-note@+1 {{it is needed until the forward stage 2 of micro-batch 0}}
      pipe.run @forward_2 [%m] ins(%b[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%c[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @forward_3 [%m] ins(%c[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
    }
    pipe.drain
  }
}

// -----

// negative_ring: slot 1 of a ring of two lies on another buffer, slot 0 does not:
// micro-batch 1 is the first one to meet it.

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %a = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %b = pipe.task @forward_1 forward stage 1 kernel @f1 (%a) : (tensor<2xf32>) -> tensor<2xf32>
    %c = pipe.task @forward_2 forward stage 2 kernel @f2 (%b) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @forward_3 forward stage 3 kernel @f3 (%c) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 4 placement [0, 0, 0, 0]
  pipe.program rank 0 segments [#pipe.segment<local device align 64 bytes 192>, #pipe.segment<inputs device align 64 bytes 64>, #pipe.segment<outputs device align 64 bytes 64>] {
    %x = pipe.buffer input "x" at 0 stride 8 : <3 x tensor<2xf32>>
    %a = pipe.buffer local at 0 stride 64 : <2 x tensor<2xf32>>
    %b = pipe.buffer local at 64 stride 64 : <1 x tensor<2xf32>>
    %c = pipe.buffer local at 128 stride 64 : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" at 0 stride 8 : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      // expected-note@+1 {{it was filled here by the forward stage 0 of micro-batch 1}}
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%a[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      // expected-error@+2 {{rank 0: forward stage 1 of micro-batch 1 fills slot 0 of the local buffer 2 at bytes 64 to 71 of the segment 'local', which slot 1 of the local buffer 1 still holds for micro-batch 1}}
      // expected-note@+1 {{it is needed until the forward stage 1 of micro-batch 1}}
      pipe.run @forward_1 [%m] ins(%a[%m] : !pipe.buffer<2 x tensor<2xf32>>) outs(%b[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @forward_2 [%m] ins(%b[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%c[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @forward_3 [%m] ins(%c[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
    }
    pipe.drain
  }
}

// -----

// negative_beyond: the last slot ends behind the segment.

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %a = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %b = pipe.task @forward_1 forward stage 1 kernel @f1 (%a) : (tensor<2xf32>) -> tensor<2xf32>
    %c = pipe.task @forward_2 forward stage 2 kernel @f2 (%b) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @forward_3 forward stage 3 kernel @f3 (%c) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 4 placement [0, 0, 0, 0]
  pipe.program rank 0 segments [#pipe.segment<local device align 64 bytes 192>, #pipe.segment<inputs device align 64 bytes 64>, #pipe.segment<outputs device align 64 bytes 64>] {
    %x = pipe.buffer input "x" at 0 stride 8 : <3 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: the local buffer 1 lies at bytes 128 to 199, but the segment 'local' has 192 bytes}}
    %a = pipe.buffer local at 128 stride 64 : <2 x tensor<2xf32>>
    %b = pipe.buffer local at 64 stride 64 : <1 x tensor<2xf32>>
    %c = pipe.buffer local at 0 stride 64 : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" at 0 stride 8 : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%a[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      pipe.run @forward_1 [%m] ins(%a[%m] : !pipe.buffer<2 x tensor<2xf32>>) outs(%b[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @forward_2 [%m] ins(%b[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%c[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @forward_3 [%m] ins(%c[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
    }
    pipe.drain
  }
}

// -----

// negative_before: the first slot begins before the segment.

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %a = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %b = pipe.task @forward_1 forward stage 1 kernel @f1 (%a) : (tensor<2xf32>) -> tensor<2xf32>
    %c = pipe.task @forward_2 forward stage 2 kernel @f2 (%b) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @forward_3 forward stage 3 kernel @f3 (%c) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 4 placement [0, 0, 0, 0]
  pipe.program rank 0 segments [#pipe.segment<local device align 64 bytes 128>, #pipe.segment<inputs device align 64 bytes 64>, #pipe.segment<outputs device align 64 bytes 64>] {
    %x = pipe.buffer input "x" at 0 stride 8 : <3 x tensor<2xf32>>
    %a = pipe.buffer local at 0 stride 64 : <1 x tensor<2xf32>>
    %b = pipe.buffer local at 64 stride 64 : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: the local buffer 3 lies at bytes -64 to -57, but the segment 'local' has 128 bytes}}
    %c = pipe.buffer local at -64 stride 64 : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" at 0 stride 8 : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%a[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @forward_1 [%m] ins(%a[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%b[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @forward_2 [%m] ins(%b[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%c[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @forward_3 [%m] ins(%c[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
    }
    pipe.drain
  }
}

// -----

// negative_far: no number says where the last slot ends.

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %a = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %b = pipe.task @forward_1 forward stage 1 kernel @f1 (%a) : (tensor<2xf32>) -> tensor<2xf32>
    %c = pipe.task @forward_2 forward stage 2 kernel @f2 (%b) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @forward_3 forward stage 3 kernel @f3 (%c) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 4 placement [0, 0, 0, 0]
  pipe.program rank 0 segments [#pipe.segment<local device align 64 bytes 192>, #pipe.segment<inputs device align 64 bytes 64>, #pipe.segment<outputs device align 64 bytes 64>] {
    %x = pipe.buffer input "x" at 0 stride 8 : <3 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: the local buffer 1 lies at bytes beyond 63 bits, but the segment 'local' has 192 bytes}}
    %a = pipe.buffer local at 0 stride 9223372036854775807 : <3 x tensor<2xf32>>
    %b = pipe.buffer local at 64 stride 64 : <1 x tensor<2xf32>>
    %c = pipe.buffer local at 128 stride 64 : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" at 0 stride 8 : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%a[%m] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.run @forward_1 [%m] ins(%a[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%b[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @forward_2 [%m] ins(%b[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%c[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @forward_3 [%m] ins(%c[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
    }
    pipe.drain
  }
}

// -----

// negative_aligned: kernels rely on the alignment of bases, and of slots.

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %a = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %b = pipe.task @forward_1 forward stage 1 kernel @f1 (%a) : (tensor<2xf32>) -> tensor<2xf32>
    %c = pipe.task @forward_2 forward stage 2 kernel @f2 (%b) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @forward_3 forward stage 3 kernel @f3 (%c) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 4 placement [0, 0, 0, 0]
  pipe.program rank 0 segments [#pipe.segment<local device align 64 bytes 256>, #pipe.segment<inputs device align 64 bytes 64>, #pipe.segment<outputs device align 64 bytes 64>] {
    %x = pipe.buffer input "x" at 0 stride 8 : <3 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: the local buffer 1 lies at byte 0 with slots 96 bytes apart, but the segment 'local' is aligned to 64 bytes}}
    %a = pipe.buffer local at 0 stride 96 : <2 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: the local buffer 2 lies at byte 32, but the segment 'local' is aligned to 64 bytes}}
    %b = pipe.buffer local at 32 stride 64 : <1 x tensor<2xf32>>
    %c = pipe.buffer local at 192 stride 64 : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" at 0 stride 8 : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%a[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      pipe.run @forward_1 [%m] ins(%a[%m] : !pipe.buffer<2 x tensor<2xf32>>) outs(%b[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @forward_2 [%m] ins(%b[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%c[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @forward_3 [%m] ins(%c[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
    }
    pipe.drain
  }
}

// -----

// negative_stride: slots of one buffer lie on each other, which only the slices of
// the caller's memory must never do.

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %a = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %b = pipe.task @forward_1 forward stage 1 kernel @f1 (%a) : (tensor<2xf32>) -> tensor<2xf32>
    %c = pipe.task @forward_2 forward stage 2 kernel @f2 (%b) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @forward_3 forward stage 3 kernel @f3 (%c) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 4 placement [0, 0, 0, 0]
  pipe.program rank 0 segments [#pipe.segment<local device align 64 bytes 128>, #pipe.segment<inputs device align 64 bytes 64>, #pipe.segment<outputs device align 64 bytes 64>] {
    %x = pipe.buffer input "x" at 0 stride 8 : <3 x tensor<2xf32>>
    %a = pipe.buffer local at 0 stride 64 : <1 x tensor<2xf32>>
    %b = pipe.buffer local at 64 stride 64 : <1 x tensor<2xf32>>
    %c = pipe.buffer local at 0 stride 64 : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: the output 'y' has slots of 8 bytes that lie 4 bytes apart}}
    %y = pipe.buffer output "y" at 0 stride 4 : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%a[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @forward_1 [%m] ins(%a[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%b[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @forward_2 [%m] ins(%b[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%c[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @forward_3 [%m] ins(%c[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
    }
    pipe.drain
  }
}

// -----

// negative_fixed: what the caller gets is needed all the time.

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %r:2 = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.return outputs(%r#0 as "y" : tensor<2xf32>, %r#1 as "z" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 1 placement [0]
  pipe.program rank 0 segments [#pipe.segment<inputs device align 64 bytes 64>, #pipe.segment<outputs device align 8 bytes 128>] {
    %x = pipe.buffer input "x" at 0 stride 8 : <3 x tensor<2xf32>>
    // expected-note@+1 {{which is declared here}}
    %y = pipe.buffer output "y" at 0 stride 8 : <3 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: the output 'z' lies at bytes 16 to 23 of the segment 'outputs', where the output 'y' lies}}
    %z = pipe.buffer output "z" at 16 stride 8 : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%y[%m], %z[%m] : !pipe.buffer<3 x tensor<2xf32>>, !pipe.buffer<3 x tensor<2xf32>>)
    }
    pipe.drain
  }
}

// -----

// negative_nowhere: a place needs a segment.

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 1 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    // expected-error@+1 {{rank 0: the input 'x' lies at bytes 0 to 7, but the segment 'inputs' has 0 bytes}}
    %x = pipe.buffer input "x" at 0 stride 8 : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.drain
  }
}
