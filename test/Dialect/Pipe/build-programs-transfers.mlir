// A schedule's own sends and receives stand in the programs where its file has them.

// RUN: rm -rf %t && mkdir %t

// Rank 0 sends both activations behind its second forward, and rank 1 posts both
// receives first; each run waits for its own.
// RUN: echo '0F0,0F1,0SEND_F0,0SEND_F1,0RECV_B0,0B0,0RECV_B1,0B1' > %t/late.csv
// RUN: echo '1RECV_F0,1RECV_F1,1F0,1B0,1SEND_B0,1F1,1B1,1SEND_B1' >> %t/late.csv
// RUN: pipe-opt %s --allow-unregistered-dialect \
// RUN:   --pass-pipeline='builtin.module(pipe-schedule{schedule=%t/late.csv},pipe-outline-tasks,pipe-build-programs,pipe-verify-programs)' 2>%t/remarks | FileCheck %s
// RUN: FileCheck %s --check-prefix=REMARK < %t/remarks

// REMARK: remark: schedule {{.*}}late.csv: makespan {{.*}}; sends and receives stand where the file has them

// CHECK-LABEL: pipe.program rank 0
// Two forwards are kept until they are sent.
// CHECK:         %[[H:.+]] = pipe.buffer local : <2 x tensor<2xf32>>
// CHECK:         pipe.run @forward_0 [0]
// CHECK-NOT:     pipe.send
// CHECK:         pipe.run @forward_0 [1]
// CHECK:         pipe.send %{{.+}}, %[[H]][0]
// CHECK-NEXT:    pipe.send %{{.+}}, %[[H]][1]
// CHECK-LABEL: pipe.program rank 1
// CHECK:         pipe.post %{{.+}}, %[[R:.+]][0]
// CHECK-NEXT:    pipe.post %{{.+}}, %[[R]][1]
// CHECK-NEXT:    scf.for %[[M:.+]] =
// CHECK-NEXT:      pipe.wait %[[R]][%[[M]]]
// CHECK-NEXT:      pipe.run @forward_1 [%[[M]]]

// What is at fault with them is said at its cell.
// RUN: echo '0F0,0F1,0SEND_F0,0SEND_F1,0RECV_B0,0B0,0RECV_B1,0B1' > %t/missing.csv
// RUN: echo '1RECV_F0,1F0,1B0,1SEND_B0,1F1,1B1,1SEND_B1' >> %t/missing.csv
// RUN: not pipe-opt %s --allow-unregistered-dialect \
// RUN:   --pass-pipeline='builtin.module(pipe-schedule{schedule=%t/missing.csv})' 2>&1 | FileCheck %s --check-prefix=MISSING
// MISSING: missing.csv:1:4: error: rank 0, position 3: 0SEND_F1 has no receive: rank 1 has no 1RECV_F1

// The messages of one channel come in the order of the sends.
// RUN: echo '0F0,0F1,0SEND_F0,0SEND_F1,0RECV_B0,0B0,0RECV_B1,0B1' > %t/order.csv
// RUN: echo '1RECV_F1,1RECV_F0,1F0,1B0,1SEND_B0,1F1,1B1,1SEND_B1' >> %t/order.csv
// RUN: not pipe-opt %s --allow-unregistered-dialect \
// RUN:   --pass-pipeline='builtin.module(pipe-schedule{schedule=%t/order.csv})' 2>&1 | FileCheck %s --check-prefix=ORDER
// ORDER: order.csv:2:1: error: deadlock with queue model 'edge-kind': the two ends of the queue of activations from rank 0 to rank 1 have its transfers in different orders
// ORDER: order.csv:2:1: note: this is 1RECV_F1

pipe.pipeline @p gradients sum {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @forward_0 forward stage 0 (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32> {
    ^bb0(%a: tensor<2xf32>, %b: tensor<2xf32>):
      %0 = "m.f0"(%a, %b) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
      pipe.yield %0 : tensor<2xf32>
    }
    %l = pipe.task @forward_1 forward stage 1 (%h) : (tensor<2xf32>) -> tensor<2xf32> {
    ^bb0(%a: tensor<2xf32>):
      %0 = "m.f1"(%a) : (tensor<2xf32>) -> tensor<2xf32>
      pipe.yield %0 : tensor<2xf32>
    }
    %d = pipe.task @backward_1 backward stage 1 (%l) : (tensor<2xf32>) -> tensor<2xf32> {
    ^bb0(%a: tensor<2xf32>):
      %0 = "m.b1"(%a) : (tensor<2xf32>) -> tensor<2xf32>
      pipe.yield %0 : tensor<2xf32>
    }
    %g = pipe.task @backward_0 backward stage 0 (%d, %x) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32> {
    ^bb0(%a: tensor<2xf32>, %b: tensor<2xf32>):
      %0 = "m.b0"(%a, %b) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
      pipe.yield %0 : tensor<2xf32>
    }
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
}
