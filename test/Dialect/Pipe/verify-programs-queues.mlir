// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-verify-programs{emit-remarks})' \
// RUN:   --mlir-print-op-on-diagnostic=false --split-input-file -o /dev/null 2>&1 | FileCheck %s
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-verify-programs)' \
// RUN:   --split-input-file -o /dev/null 2>&1 | FileCheck %s --check-prefix=SILENT --allow-empty

// How many hardware queues a rank needs.

// SILENT-NOT: queue

// Both send first. With one queue each send keeps it until the other has posted,
// which it cannot.

// CHECK:      queues.mlir:[[#PIPELINE:]]:1: remark: needs 2 hardware queues a rank; with 1 transfers wait for each other in a circle
// CHECK:      note: rank 0 has no queue for the activation post of micro-batch 0 from rank 1 into received buffer 2: it is taken by the activation send of micro-batch 0 to rank 1 from local buffer 1
// CHECK:      note: rank 1 has no queue for the activation post of micro-batch 0 from rank 0 into received buffer 2: it is taken by the activation send of micro-batch 0 to rank 0 from local buffer 1
// CHECK-NOT:  note
pipe.pipeline @crossing {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %a = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %b = pipe.task @forward_1 forward stage 1 kernel @f1 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %c = pipe.task @backward_0 backward stage 0 kernel @b0 (%b) : (tensor<2xf32>) -> tensor<2xf32>
    %d = pipe.task @backward_1 backward stage 1 kernel @b1 (%a) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%c as "c" : tensor<2xf32>, %d as "d" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 2 micro_batches 1 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <1 x tensor<2xf32>>
    %a = pipe.buffer local : <1 x tensor<2xf32>>
    %b = pipe.buffer received : <1 x tensor<2xf32>>
    %c = pipe.buffer output "c" : <1 x tensor<2xf32>>
    %to = pipe.channel send activation to 1 capacity 1
    %from = pipe.channel recv activation from 1 capacity 1
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%a[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.send %to, %a[0] : <1 x tensor<2xf32>>
    pipe.post %from, %b[0] : <1 x tensor<2xf32>>
    pipe.wait %b[0] : <1 x tensor<2xf32>>
    pipe.run @backward_0 [0] ins(%b[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%c[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.release %b[0] : <1 x tensor<2xf32>>
    pipe.drain
  }
  pipe.program rank 1 {
    %x = pipe.buffer input "x" : <1 x tensor<2xf32>>
    %a = pipe.buffer local : <1 x tensor<2xf32>>
    %b = pipe.buffer received : <1 x tensor<2xf32>>
    %c = pipe.buffer output "d" : <1 x tensor<2xf32>>
    %to = pipe.channel send activation to 0 capacity 1
    %from = pipe.channel recv activation from 0 capacity 1
    pipe.run @forward_1 [0] ins(%x[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%a[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.send %to, %a[0] : <1 x tensor<2xf32>>
    pipe.post %from, %b[0] : <1 x tensor<2xf32>>
    pipe.wait %b[0] : <1 x tensor<2xf32>>
    pipe.run @backward_1 [0] ins(%b[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%c[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.release %b[0] : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// Rank 1 waits for what rank 0 has behind two messages that rank 1 does not ask
// for yet: more queues than rank 0 has channels.

// CHECK:      remark: needs 3 hardware queues a rank; with 2 transfers wait for each other in a circle
// CHECK:      note: rank 0 has no queue for the gradient send of micro-batch 0 to rank 1 from local buffer 2: the first is taken by the activation send of micro-batch 0 to rank 1 from local buffer 1
// CHECK:      note: rank 1 waits in wait of received buffer 1 for micro-batch 0 before it issues the activation post of micro-batch 0 from rank 0 into received buffer 0
// CHECK-NOT:  note
pipe.pipeline @behind {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %a = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %b = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %c = pipe.task @forward_1 forward stage 1 kernel @f1 (%b) : (tensor<2xf32>) -> tensor<2xf32>
    %d = pipe.task @backward_1 backward stage 1 kernel @b1 (%a) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%c as "c" : tensor<2xf32>, %d as "d" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 2 micro_batches 2 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %a = pipe.buffer local : <2 x tensor<2xf32>>
    %b = pipe.buffer local : <2 x tensor<2xf32>>
    %toA = pipe.channel send activation to 1 capacity 2
    %toB = pipe.channel send gradient to 1 capacity 2
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<2 x tensor<2xf32>>) outs(%a[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      pipe.send %toA, %a[%m] : <2 x tensor<2xf32>>
    }
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.run @backward_0 [%m] ins(%x[%m] : !pipe.buffer<2 x tensor<2xf32>>) outs(%b[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      pipe.send %toB, %b[%m] : <2 x tensor<2xf32>>
    }
    pipe.drain
  }
  pipe.program rank 1 {
    %a = pipe.buffer received : <1 x tensor<2xf32>>
    %b = pipe.buffer received : <1 x tensor<2xf32>>
    %c = pipe.buffer output "c" : <2 x tensor<2xf32>>
    %d = pipe.buffer output "d" : <2 x tensor<2xf32>>
    %fromA = pipe.channel recv activation from 0 capacity 2
    %fromB = pipe.channel recv gradient from 0 capacity 2
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.post %fromB, %b[%m] : <1 x tensor<2xf32>>
      pipe.wait %b[%m] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [%m] ins(%b[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%c[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      pipe.release %b[%m] : <1 x tensor<2xf32>>
      pipe.post %fromA, %a[%m] : <1 x tensor<2xf32>>
      pipe.wait %a[%m] : <1 x tensor<2xf32>>
      pipe.run @backward_1 [%m] ins(%a[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%d[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      pipe.release %a[%m] : <1 x tensor<2xf32>>
    }
  }
}
