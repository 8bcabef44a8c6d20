// RUN: pipe-opt %s --split-input-file --verify-diagnostics \
// RUN:   --pass-pipeline='builtin.module(pipe-post-receives)' | FileCheck %s

// In 1F1B the gradient's one slot is freed at the end of an iteration: the post
// goes to the top of the next one, before the forward. Channels get room for the
// slots at both their ends.

// CHECK-LABEL: pipe.program rank 0
// CHECK:         %[[TO:.+]] = pipe.channel send activation to 1 capacity 3
// CHECK:         %[[FROM:.+]] = pipe.channel recv gradient from 1 capacity 2
// CHECK:         scf.for %[[M:.+]] =
// CHECK-NEXT:      pipe.post %[[FROM]], %[[D:.+]][%[[M]] - 1]
// CHECK-NEXT:      pipe.acquire
// CHECK:           pipe.run @forward_0
// CHECK:           pipe.wait %[[D]][%[[M]] - 1]
// CHECK-NEXT:      pipe.run @backward_0
// The last one is behind the loop, which uses the slot.
// CHECK:         }
// CHECK-NEXT:    pipe.post %[[FROM]], %[[D]][2]
// CHECK-NEXT:    pipe.zero
// CHECK-NEXT:    pipe.wait %[[D]][2]
// CHECK-LABEL: pipe.program rank 1
// CHECK:         pipe.channel recv activation from 0 capacity 3
// CHECK:         pipe.channel send gradient to 0 capacity 2
pipe.pipeline @p {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    pipe.return
  }
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %d = pipe.buffer received : <1 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %to = pipe.channel send activation to 1 capacity 2
    %from = pipe.channel recv gradient from 1 capacity 1
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    pipe.acquire %h[0] : <2 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<3 x tensor<2xf32>>) outs(%h[0] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.send %to, %h[0] : <2 x tensor<2xf32>>
    scf.for %m = %c1 to %c3 step %c1 {
      pipe.acquire %h[%m] : <2 x tensor<2xf32>>
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%h[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      pipe.send %to, %h[%m] : <2 x tensor<2xf32>>
      pipe.post %from, %d[%m - 1] : <1 x tensor<2xf32>>
      pipe.wait %d[%m - 1] : <1 x tensor<2xf32>>
      pipe.run @backward_0 [%m - 1] ins(%d[%m - 1] : !pipe.buffer<1 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.release %d[%m - 1] : <1 x tensor<2xf32>>
    }
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.post %from, %d[2] : <1 x tensor<2xf32>>
    pipe.wait %d[2] : <1 x tensor<2xf32>>
    pipe.run @backward_0 [2] ins(%d[2] : !pipe.buffer<1 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.release %d[2] : <1 x tensor<2xf32>>
    pipe.drain
  }
  pipe.program rank 1 {
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %d = pipe.buffer local : <1 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    %from = pipe.channel recv activation from 0 capacity 2
    %to = pipe.channel send gradient to 0 capacity 1
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.zero %g : <1 x tensor<2xf32>>
      pipe.post %from, %h[%m] : <1 x tensor<2xf32>>
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.acquire %d[%m] : <1 x tensor<2xf32>>
      pipe.run @backward_1 [%m] ins(%h[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%d[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.send %to, %d[%m] : <1 x tensor<2xf32>>
      pipe.release %h[%m] : <1 x tensor<2xf32>>
    }
    pipe.drain
  }
}

// -----

// What a post does not pass: another action on its slot, and an earlier post of
// its channel. Of two slots, [%m] and [%m + 1] are different ones, [%m] and
// [%m + 2] the same.

// CHECK-LABEL: pipe.program rank 0
// CHECK:         %[[A:.+]] = pipe.buffer received
// CHECK:         %[[B:.+]] = pipe.buffer received
// CHECK:         %[[FROM:.+]] = pipe.channel recv activation from 1 capacity 9
// CHECK:         %[[OTHER:.+]] = pipe.channel recv gradient from 1 capacity 1
// CHECK:         scf.for %[[M:.+]] =
// CHECK-NEXT:      pipe.post %[[FROM]], %[[A]][%[[M]] + 1]
// CHECK-NEXT:      pipe.wait %[[A]][%[[M]]]
// CHECK-NEXT:      pipe.run
// CHECK-NEXT:      pipe.release %[[A]][%[[M]]]
// CHECK-NEXT:      pipe.post %[[FROM]], %[[A]][%[[M]] + 2]
// CHECK-NEXT:      pipe.post %[[FROM]], %[[B]][%[[M]]]
// CHECK-NEXT:      pipe.run
pipe.pipeline @stops {
  pipe.graph (%x "x" : tensor<2xf32>) {
    pipe.return
  }
  pipe.program rank 0 {
    %a = pipe.buffer received : <2 x tensor<2xf32>>
    %b = pipe.buffer received : <1 x tensor<2xf32>>
    %y = pipe.buffer local : <1 x tensor<2xf32>>
    %from = pipe.channel recv activation from 1 capacity 9
    %other = pipe.channel recv gradient from 1 capacity 1
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.wait %a[%m] : <2 x tensor<2xf32>>
      pipe.run @forward_0 [%m] ins(%a[%m] : !pipe.buffer<2 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.post %from, %a[%m + 1] : <2 x tensor<2xf32>>
      pipe.release %a[%m] : <2 x tensor<2xf32>>
      pipe.run @forward_1 [%m] outs(%y[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.post %from, %a[%m + 2] : <2 x tensor<2xf32>>
      pipe.post %from, %b[%m] : <1 x tensor<2xf32>>
    }
  }
}

// -----

// Micro-batches of different loop variables may be the same slot, and a loop
// that uses the buffer or the channel is not passed. One that does neither is.

// CHECK-LABEL: pipe.program rank 0
// CHECK:         %[[A:.+]] = pipe.buffer received
// CHECK:         pipe.post %{{.+}}, %[[A]][0]
// CHECK-NEXT:    scf.for
// CHECK-NEXT:      pipe.run
// CHECK-NEXT:    }
// CHECK-NEXT:    scf.for %[[I:.+]] =
// CHECK-NEXT:      scf.for %[[J:.+]] =
// CHECK-NEXT:        pipe.wait %[[A]][%[[I]]]
// CHECK-NEXT:        pipe.post %{{.+}}, %[[A]][%[[J]]]
// CHECK-NEXT:        pipe.run
// CHECK-NEXT:      }
// CHECK-NEXT:    }
// CHECK-NEXT:    pipe.post %{{.+}}, %[[A]][1]
// CHECK-NEXT:    pipe.run
pipe.pipeline @loops {
  pipe.graph (%x "x" : tensor<2xf32>) {
    pipe.return
  }
  pipe.program rank 0 {
    %a = pipe.buffer received : <2 x tensor<2xf32>>
    %y = pipe.buffer local : <1 x tensor<2xf32>>
    %from = pipe.channel recv activation from 1 capacity 9
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %i = %c0 to %c3 step %c1 {
      pipe.run @forward_1 [%i] outs(%y[%i] : !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.post %from, %a[0] : <2 x tensor<2xf32>>
    scf.for %i = %c0 to %c3 step %c1 {
      scf.for %j = %c0 to %c3 step %c1 {
        pipe.wait %a[%i] : <2 x tensor<2xf32>>
        pipe.run @forward_1 [%i] outs(%y[%i] : !pipe.buffer<1 x tensor<2xf32>>)
        pipe.post %from, %a[%j] : <2 x tensor<2xf32>>
      }
    }
    pipe.run @forward_1 [0] outs(%y[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.post %from, %a[1] : <2 x tensor<2xf32>>
  }
}

// -----

pipe.pipeline @negative_too_many_slots {
  pipe.graph (%x "x" : tensor<2xf32>) {
    pipe.return
  }
  pipe.program rank 0 {
    %a = pipe.buffer received : <9223372036854775807 x tensor<2xf32>>
    %b = pipe.buffer received : <1 x tensor<2xf32>>
    %y = pipe.buffer local : <1 x tensor<2xf32>>
    // expected-error@+1 {{the slots of the buffers that are sent and received on the channel do not fit 63 bits}}
    %from = pipe.channel recv activation from 1 capacity 9
    pipe.run @forward_1 [0] outs(%y[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.post %from, %a[0] : <9223372036854775807 x tensor<2xf32>>
    pipe.post %from, %b[0] : <1 x tensor<2xf32>>
  }
}
