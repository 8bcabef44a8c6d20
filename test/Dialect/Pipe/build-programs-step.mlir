// RUN: pipe-opt %s --split-input-file \
// RUN:   --pass-pipeline='builtin.module(pipe-build-programs, pipe-verify-programs)' | FileCheck %s

// What happens once a step.

// The first and the last stage share a parameter. The rank of the gradient, which
// is that of the first stage, updates it in place and sends the new value.

// CHECK-LABEL: pipe.pipeline @tied
// CHECK:       pipe.program rank 0 {
// CHECK:         %[[W:.+]] = pipe.buffer parameter "w"
// CHECK:         %[[G:.+]] = pipe.buffer gradient "w" result
// CHECK:         %[[LR:.+]] = pipe.buffer hyper "lr" : <1 x tensor<f64>>
// CHECK:         %[[M:.+]] = pipe.buffer state "w.m" : <1 x tensor<4xf32>>
// CHECK:         %[[TO:.+]] = pipe.channel send gradient to 1 capacity 1
// CHECK:         pipe.add %{{.+}} into %[[G]]
// CHECK-NEXT:    pipe.release
// CHECK-NEXT:    pipe.divide %[[G]] by 3
// CHECK-NEXT:    pipe.run @update [0] ins(%[[G]][0], %[[LR]][0], %[[W]][0], %[[M]][0] : {{.*}}) outs(inout %[[W]][0], inout %[[M]][0] :
// CHECK-NEXT:    pipe.send %[[TO]], %[[W]][0]
// CHECK-NEXT:    pipe.drain
// CHECK:       pipe.program rank 1 {
// CHECK:         %[[W:.+]] = pipe.buffer parameter "w"
// CHECK-NOT:     pipe.buffer state
// CHECK-NOT:     pipe.buffer hyper
// CHECK:         %[[FROM:.+]] = pipe.channel recv gradient from 0 capacity 1
// CHECK:         pipe.post %[[FROM]], %[[NEW:.+]][0]
// CHECK-NEXT:    pipe.wait %[[NEW]][0]
// CHECK-NEXT:    pipe.copy %[[NEW]][0] into %[[W]][0]
// CHECK-NEXT:    pipe.release %[[NEW]][0]
// CHECK-NEXT:    pipe.drain
pipe.pipeline @tied gradients mean {
  pipe.param @w : tensor<4xf32>
  pipe.state @w.m "m" of @w : tensor<4xf32>
  pipe.hyper @lr "lr" : tensor<f64>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    %d, %g1 = pipe.task @backward_1 backward stage 1 kernel @b (%y) params(@w) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    %g0 = pipe.task @backward_0 backward stage 0 kernel @b (%d) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return gradients(%g0 of @w : tensor<4xf32>, %g1 of @w : tensor<4xf32>)
  }
  pipe.step (%g of @w : tensor<4xf32>) {
    %n:2 = pipe.task @update update stage 0 kernel @u (%g) params(@lr, @w, @w.m) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    pipe.updates %n#0 of @w : tensor<4xf32>, %n#1 of @w.m : tensor<4xf32>
  }
  pipe.schedule "gpipe" ranks 2 micro_batches 3 virtual_stages 1 placement [0, 1]
}

// -----

// A norm of the gradients of two ranks: parts on each, the whole on rank 0, back
// to both. A message is released with its last read.

// CHECK-LABEL: pipe.pipeline @norm
// CHECK:       pipe.program rank 0 {
// CHECK:         %[[V:.+]] = pipe.buffer parameter "v"
// CHECK:         pipe.round %{{.+}} into %[[G:.+]] :
// CHECK-NEXT:    pipe.run @part_v [0] ins(%[[G]][0] : {{.*}}) outs(%[[PART:.+]][0] :
// CHECK-NEXT:    pipe.post %{{.+}}, %[[OTHER:.+]][0]
// CHECK-NEXT:    pipe.wait %[[OTHER]][0]
// CHECK-NEXT:    pipe.run @total [0] ins(%[[PART]][0], %[[OTHER]][0] : {{.*}}) outs(%[[ALL:.+]][0] :
// CHECK-NEXT:    pipe.send %{{.+}}, %[[ALL]][0]
// CHECK-NEXT:    pipe.release %[[OTHER]][0]
// CHECK-NEXT:    pipe.run @update_v [0] ins(%[[G]][0], %[[ALL]][0], %[[V]][0] : {{.*}}) outs(inout %[[V]][0] :
// CHECK-NEXT:    pipe.drain
// CHECK:       pipe.program rank 1 {
// CHECK:         pipe.run @part_w [0] ins(%[[G:.+]][0] : {{.*}}) outs(%[[PART:.+]][0] :
// CHECK-NEXT:    pipe.send %{{.+}}, %[[PART]][0]
// CHECK-NEXT:    pipe.post %{{.+}}, %[[ALL:.+]][0]
// CHECK-NEXT:    pipe.wait %[[ALL]][0]
// CHECK-NEXT:    pipe.run @update_w [0] ins(%[[G]][0], %[[ALL]][0], %[[W:.+]][0] : {{.*}}) outs(inout %[[W]][0] :
// CHECK-NEXT:    pipe.release %[[ALL]][0]
// CHECK-NEXT:    pipe.drain
pipe.pipeline @norm gradients sum {
  pipe.param @v : tensor<4xbf16>
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    %d, %gw = pipe.task @backward_1 backward stage 1 kernel @b (%y) params(@w) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    %gv = pipe.task @backward_0 backward stage 0 kernel @b (%d) params(@v) : (tensor<4xf32>) -> tensor<4xbf16>
    pipe.return gradients(%gv of @v : tensor<4xbf16>, %gw of @w : tensor<4xf32>)
  }
  pipe.step (%gv of @v : tensor<4xbf16>, %gw of @w : tensor<4xf32>) {
    %a = pipe.task @part_v update stage 0 kernel @n (%gv) : (tensor<4xbf16>) -> tensor<f32>
    %b = pipe.task @part_w update stage 1 kernel @n (%gw) : (tensor<4xf32>) -> tensor<f32>
    %all = pipe.task @total update stage 0 kernel @t (%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %v = pipe.task @update_v update stage 0 kernel @u (%gv, %all) params(@v) : (tensor<4xbf16>, tensor<f32>) -> tensor<4xbf16>
    %w = pipe.task @update_w update stage 1 kernel @u (%gw, %all) params(@w) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
    pipe.updates %v of @v : tensor<4xbf16>, %w of @w : tensor<4xf32>
  }
  pipe.schedule "1f1b" ranks 2 micro_batches 2 virtual_stages 1 placement [0, 1]
}

// -----

// A rank that reads a parameter only once a step holds it, too: the old value until
// the new one comes.

// CHECK-LABEL: pipe.pipeline @reader
// CHECK:       pipe.program rank 0 {
// CHECK:         pipe.run @update [0]
// CHECK-NEXT:    pipe.send
// CHECK:       pipe.program rank 1 {
// CHECK:         %[[W:.+]] = pipe.buffer parameter "w"
// CHECK:         pipe.run @size [0] ins(%[[W]][0] :
// CHECK:         pipe.copy %{{.+}}[0] into %[[W]][0]
pipe.pipeline @reader gradients sum {
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return outputs(%y as "y" : tensor<4xf32>)
  }
  pipe.step () {
    %n = pipe.task @update update stage 0 kernel @u () params(@w) : () -> tensor<4xf32>
    %s = pipe.task @size update stage 1 kernel @s () params(@w) : () -> tensor<f32>
    pipe.updates %n of @w : tensor<4xf32>
  }
  pipe.schedule "forward-only" ranks 2 micro_batches 1 virtual_stages 1 placement [0, 1]
}
