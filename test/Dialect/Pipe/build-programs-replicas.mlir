// RUN: pipe-opt %s --split-input-file \
// RUN:   --pass-pipeline='builtin.module(pipe-build-programs{replicas},pipe-verify-programs)' | FileCheck %s

// Gradients are added up over replicas.

// The gradient of rank 0 is waited for by the update that reads it, that of rank 1
// at the end: the caller reads it.

// CHECK-LABEL: pipe.pipeline @gpipe
// CHECK:       pipe.program rank 0 {
// CHECK:         %[[G:.+]] = pipe.buffer gradient "v" result
// CHECK:           pipe.run @backward_0
// CHECK-NEXT:      pipe.release
// CHECK-NEXT:    }
// CHECK-NEXT:    pipe.divide %[[G]] by 3
// CHECK-NEXT:    pipe.all_reduce %[[G]] mean : <1 x tensor<4xf32>>
// CHECK-NEXT:    pipe.await_reduced %[[G]] : <1 x tensor<4xf32>>
// CHECK-NEXT:    pipe.run @update [0] ins(%[[G]][0],
// CHECK-NEXT:    pipe.drain
// CHECK:       pipe.program rank 1 {
// CHECK:         %[[G:.+]] = pipe.buffer gradient "w" result
// CHECK:         pipe.divide %[[G]] by 3
// CHECK-NEXT:    pipe.all_reduce %[[G]] mean
// CHECK-NEXT:    pipe.await_reduced %[[G]]
// CHECK-NEXT:    pipe.drain
pipe.pipeline @gpipe gradients mean {
  pipe.param @v : tensor<4xf32>
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    %d, %gw = pipe.task @backward_1 backward stage 1 kernel @b (%y) params(@w) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    %gv = pipe.task @backward_0 backward stage 0 kernel @b (%d) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return gradients(%gv of @v : tensor<4xf32>, %gw of @w : tensor<4xf32>)
  }
  pipe.step (%g of @v : tensor<4xf32>) {
    %n = pipe.task @update update stage 0 kernel @u (%g) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.updates %n of @v : tensor<4xf32>
  }
  pipe.schedule "gpipe" ranks 2 micro_batches 3 virtual_stages 1 placement [0, 1]
}

// -----

// All are started before the first one is waited for, each by its first reader. Sums
// stay sums, and are rounded when they are complete.

// CHECK-LABEL: pipe.pipeline @norm
// CHECK:       pipe.program rank 0 {
// CHECK:         %[[U:.+]] = pipe.buffer gradient "u" result
// CHECK:         %[[SUM:.+]] = pipe.buffer gradient "v" : <1 x tensor<4xf32>>
// CHECK:         %[[V:.+]] = pipe.buffer gradient "v" result : <1 x tensor<4xbf16>>
// CHECK:         pipe.run @backward_0
// CHECK:         pipe.all_reduce %[[U]] : <1 x tensor<4xf32>>
// CHECK-NEXT:    pipe.all_reduce %[[SUM]] : <1 x tensor<4xf32>>
// CHECK-NEXT:    pipe.await_reduced %[[SUM]]
// CHECK-NEXT:    pipe.round %[[SUM]] into %[[V]]
// CHECK-NEXT:    pipe.run @part_v [0] ins(%[[V]][0] :
// CHECK:         pipe.run @total
// CHECK:         pipe.await_reduced %[[U]]
// CHECK-NEXT:    pipe.run @update_u [0] ins(%[[U]][0],
// CHECK-NEXT:    pipe.run @update_v [0] ins(%[[V]][0],
// CHECK-NEXT:    pipe.drain
pipe.pipeline @norm gradients sum {
  pipe.param @u : tensor<4xf32>
  pipe.param @v : tensor<4xbf16>
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@u, @v) : (tensor<4xf32>) -> tensor<4xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    %d, %gw = pipe.task @backward_1 backward stage 1 kernel @b (%y) params(@w) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    %gu, %gv = pipe.task @backward_0 backward stage 0 kernel @b (%d) params(@u, @v) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xbf16>)
    pipe.return gradients(%gu of @u : tensor<4xf32>, %gv of @v : tensor<4xbf16>, %gw of @w : tensor<4xf32>)
  }
  pipe.step (%gu of @u : tensor<4xf32>, %gv of @v : tensor<4xbf16>, %gw of @w : tensor<4xf32>) {
    %a = pipe.task @part_v update stage 0 kernel @n (%gv) : (tensor<4xbf16>) -> tensor<f32>
    %b = pipe.task @part_w update stage 1 kernel @n (%gw) : (tensor<4xf32>) -> tensor<f32>
    %all = pipe.task @total update stage 0 kernel @t (%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %u = pipe.task @update_u update stage 0 kernel @u (%gu, %all) params(@u) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
    %v = pipe.task @update_v update stage 0 kernel @u (%gv, %all) params(@v) : (tensor<4xbf16>, tensor<f32>) -> tensor<4xbf16>
    %w = pipe.task @update_w update stage 1 kernel @u (%gw, %all) params(@w) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
    pipe.updates %u of @u : tensor<4xf32>, %v of @v : tensor<4xbf16>, %w of @w : tensor<4xf32>
  }
  pipe.schedule "1f1b" ranks 2 micro_batches 2 virtual_stages 1 placement [0, 1]
}

// -----

// Each rank has two stages. The gradient of the upper one is on its way while the
// lower one still runs backward; what other ranks wait for is sent before.

// CHECK-LABEL: pipe.pipeline @interleaved
// CHECK:       pipe.program rank 0 {
// CHECK:         %[[C:.+]] = pipe.buffer gradient "c" result
// CHECK:         %[[A:.+]] = pipe.buffer gradient "a" result
// CHECK:         scf.for
// CHECK:         scf.for
// CHECK:         scf.for
// CHECK:           pipe.run @backward_2
// CHECK:           pipe.run @backward_0
// CHECK:         scf.for
// CHECK:           pipe.run @backward_2
// CHECK-NEXT:      pipe.send
// CHECK-NEXT:      pipe.release
// CHECK-NEXT:    }
// CHECK-NEXT:    pipe.divide %[[C]] by 8
// CHECK-NEXT:    pipe.all_reduce %[[C]] mean
// CHECK-NEXT:    scf.for
// CHECK:           pipe.run @backward_0
// CHECK:         }
// CHECK-NEXT:    pipe.divide %[[A]] by 8
// CHECK-NEXT:    pipe.all_reduce %[[A]] mean
// CHECK-NEXT:    pipe.await_reduced %[[C]]
// CHECK-NEXT:    pipe.await_reduced %[[A]]
// CHECK-NEXT:    pipe.drain
// CHECK:       pipe.program rank 1 {
// CHECK:         %[[D:.+]] = pipe.buffer gradient "d" result
// CHECK:         pipe.all_reduce %[[D]] mean
// CHECK:         pipe.run @backward_1
pipe.pipeline @interleaved gradients mean {
  pipe.param @a : tensor<4xf32>
  pipe.param @b : tensor<4xf32>
  pipe.param @c : tensor<4xf32>
  pipe.param @d : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %0 = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@a) : (tensor<4xf32>) -> tensor<4xf32>
    %1 = pipe.task @forward_1 forward stage 1 kernel @f (%0) params(@b) : (tensor<4xf32>) -> tensor<4xf32>
    %2 = pipe.task @forward_2 forward stage 2 kernel @f (%1) params(@c) : (tensor<4xf32>) -> tensor<4xf32>
    %3 = pipe.task @forward_3 forward stage 3 kernel @f (%2) params(@d) : (tensor<4xf32>) -> tensor<4xf32>
    %d3, %gd = pipe.task @backward_3 backward stage 3 kernel @b (%3) params(@d) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    %d2, %gc = pipe.task @backward_2 backward stage 2 kernel @b (%d3) params(@c) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    %d1, %gb = pipe.task @backward_1 backward stage 1 kernel @b (%d2) params(@b) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    %ga = pipe.task @backward_0 backward stage 0 kernel @b (%d1) params(@a) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return gradients(%ga of @a : tensor<4xf32>, %gb of @b : tensor<4xf32>, %gc of @c : tensor<4xf32>, %gd of @d : tensor<4xf32>)
  }
  pipe.schedule "interleaved-1f1b" ranks 2 micro_batches 8 virtual_stages 2 placement [0, 1, 0, 1]
}

// -----

// The gradient of a stage is complete with its last W.

// CHECK-LABEL: pipe.pipeline @split
// CHECK:       pipe.program rank 1 {
// CHECK:         %[[G:.+]] = pipe.buffer gradient "w" result
// CHECK:         pipe.run @weight_gradient_1 [3]
// CHECK-NEXT:    pipe.divide %[[G]] by 4
// CHECK-NEXT:    pipe.all_reduce %[[G]] mean
// CHECK-NEXT:    pipe.await_reduced %[[G]]
// CHECK-NEXT:    pipe.drain
pipe.pipeline @split gradients mean {
  pipe.param @v : tensor<4xf32>
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    %d, %gb = pipe.task @input_gradient_1 input_gradient stage 1 kernel @b (%y) params(@w) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    %gw = pipe.task @weight_gradient_1 weight_gradient stage 1 kernel @b (%d) : (tensor<4xf32>) -> tensor<4xf32>
    %gv = pipe.task @weight_gradient_0 weight_gradient stage 0 kernel @b (%d) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return gradients(%gv of @v : tensor<4xf32>, %gw of @w : tensor<4xf32>)
  }
  pipe.schedule "zb-h1" ranks 2 micro_batches 4 virtual_stages 1 placement [0, 1]
}

// -----

// A gradient that two ranks add to is complete where the parts come together; only
// there it is added up, and the new value goes to the other rank.

// CHECK-LABEL: pipe.pipeline @tied
// CHECK:       pipe.program rank 0 {
// CHECK:         %[[SUM:.+]] = pipe.buffer gradient "w" : <1 x tensor<4xf32>>
// CHECK:         %[[G:.+]] = pipe.buffer gradient "w" result : <1 x tensor<4xbf16>>
// CHECK:         pipe.add %{{.+}} into %[[SUM]]
// CHECK-NEXT:    pipe.release
// CHECK-NEXT:    pipe.divide %[[SUM]] by 3
// CHECK-NEXT:    pipe.all_reduce %[[SUM]] mean
// CHECK-NEXT:    pipe.await_reduced %[[SUM]]
// CHECK-NEXT:    pipe.round %[[SUM]] into %[[G]]
// CHECK-NEXT:    pipe.run @update [0] ins(%[[G]][0],
// CHECK-NEXT:    pipe.send
// CHECK-NEXT:    pipe.drain
// CHECK:       pipe.program rank 1 {
// CHECK:         %[[PART:.+]] = pipe.buffer gradient "w" : <1 x tensor<4xf32>>
// CHECK:         %[[V:.+]] = pipe.buffer gradient "v" result
// CHECK:         pipe.divide %[[V]] by 3
// CHECK-NEXT:    pipe.all_reduce %[[V]] mean
// CHECK-NEXT:    pipe.send %{{.+}}, %[[PART]][0]
// CHECK:         pipe.copy
// CHECK-NEXT:    pipe.release
// CHECK-NEXT:    pipe.await_reduced %[[V]]
// CHECK-NEXT:    pipe.drain
pipe.pipeline @tied gradients mean {
  pipe.param @w : tensor<4xbf16>
  pipe.param @v : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) params(@w, @v) : (tensor<4xf32>) -> tensor<4xf32>
    %d, %g1, %gv = pipe.task @backward_1 backward stage 1 kernel @b (%y) params(@w, @v) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xbf16>, tensor<4xf32>)
    %g0 = pipe.task @backward_0 backward stage 0 kernel @b (%d) params(@w) : (tensor<4xf32>) -> tensor<4xbf16>
    pipe.return gradients(%g0 of @w : tensor<4xbf16>, %g1 of @w : tensor<4xbf16>, %gv of @v : tensor<4xf32>)
  }
  pipe.step (%g of @w : tensor<4xbf16>) {
    %n = pipe.task @update update stage 0 kernel @u (%g) params(@w) : (tensor<4xbf16>) -> tensor<4xbf16>
    pipe.updates %n of @w : tensor<4xbf16>
  }
  pipe.schedule "gpipe" ranks 2 micro_batches 3 virtual_stages 1 placement [0, 1]
}

// -----

// So it is with two copies of the model, each of which adds up a part: reduced at the
// first holder, whose new value the other one takes over.

// CHECK-LABEL: pipe.pipeline @copies
// CHECK:       pipe.program rank 0 {
// CHECK:         %[[V:.+]] = pipe.buffer gradient "v" result
// CHECK:         pipe.add %{{.+}} into %[[V]]
// CHECK-NEXT:    pipe.release
// CHECK-NEXT:    pipe.divide %[[V]] by 4
// CHECK-NEXT:    pipe.all_reduce %[[V]] mean
// CHECK-NEXT:    pipe.send
// CHECK-NEXT:    pipe.await_reduced %[[V]]
// CHECK-NEXT:    pipe.run @update [0] ins(%[[V]][0],
// CHECK-NEXT:    pipe.send
// CHECK-NEXT:    pipe.drain
// CHECK:       pipe.program rank 1 {
// CHECK:         %[[W:.+]] = pipe.buffer gradient "w" result
// CHECK:         pipe.all_reduce %[[W]] mean
// CHECK-NOT:     pipe.all_reduce
// CHECK:         pipe.copy
// CHECK-NEXT:    pipe.release
// CHECK-NEXT:    pipe.await_reduced %[[W]]
// CHECK-NEXT:    pipe.drain
pipe.pipeline @copies gradients mean {
  pipe.param @v : tensor<4xf32>
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    %d, %gw = pipe.task @backward_1 backward stage 1 kernel @b (%y) params(@w) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    %gv = pipe.task @backward_0 backward stage 0 kernel @b (%d) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return gradients(%gv of @v : tensor<4xf32>, %gw of @w : tensor<4xf32>)
  }
  pipe.step (%g of @v : tensor<4xf32>) {
    %n = pipe.task @update update stage 0 kernel @u (%g) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.updates %n of @v : tensor<4xf32>
  }
  pipe.schedule "chimera" ranks 2 micro_batches 4 virtual_stages 1 placement [0, 1] copies [array<i64: 1, 0>] pattern [0, 1]
}

// -----

// Where a stage is updated within the step, its gradients are added up at each update.

// CHECK-LABEL: pipe.pipeline @groups
// CHECK:       pipe.program rank 0 {
// CHECK:         %[[U:.+]] = pipe.buffer gradient "u" result
// CHECK:         %[[V:.+]] = pipe.buffer gradient "v" result
// CHECK:         pipe.divide %[[U]] by 2
// CHECK-NEXT:    pipe.all_reduce %[[U]] mean
// CHECK-NEXT:    pipe.divide %[[V]] by 2
// CHECK-NEXT:    pipe.all_reduce %[[V]] mean
// CHECK-NEXT:    pipe.await_reduced %[[U]]
// CHECK-NEXT:    pipe.run @update_u [0]
// CHECK-NEXT:    pipe.await_reduced %[[V]]
// CHECK-NEXT:    pipe.run @update_v [0]
// CHECK:         pipe.zero %[[U]]
// CHECK:         pipe.all_reduce %[[U]] mean
// CHECK:         pipe.await_reduced %[[V]]
// CHECK-NEXT:    pipe.run @update_v [1]
pipe.pipeline @groups gradients mean {
  pipe.param @u : tensor<4xf32>
  pipe.param @v : tensor<4xf32>
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@u, @v) : (tensor<4xf32>) -> tensor<4xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    %d, %gw = pipe.task @backward_1 backward stage 1 kernel @b (%y) params(@w) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    %gu, %gv = pipe.task @backward_0 backward stage 0 kernel @b (%d) params(@u, @v) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    pipe.return gradients(%gu of @u : tensor<4xf32>, %gv of @v : tensor<4xf32>, %gw of @w : tensor<4xf32>)
  }
  pipe.step (%gu of @u : tensor<4xf32>, %gv of @v : tensor<4xf32>, %gw of @w : tensor<4xf32>) {
    %u = pipe.task @update_u update stage 0 kernel @u (%gu) params(@u) : (tensor<4xf32>) -> tensor<4xf32>
    %v = pipe.task @update_v update stage 0 kernel @u (%gv) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    %w = pipe.task @update_w update stage 1 kernel @u (%gw) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.updates %u of @u : tensor<4xf32>, %v of @v : tensor<4xf32>, %w of @w : tensor<4xf32>
  }
  pipe.schedule "pipedream-2bw" ranks 2 micro_batches 4 virtual_stages 1 placement [0, 1] update_every 2 delays [1, 1]
}
