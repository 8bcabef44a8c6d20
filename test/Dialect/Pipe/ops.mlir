// RUN: pipe-opt %s --allow-unregistered-dialect | pipe-opt --allow-unregistered-dialect | FileCheck %s
// RUN: pipe-opt %s --allow-unregistered-dialect --mlir-print-op-generic | pipe-opt --allow-unregistered-dialect | FileCheck %s

// A task graph and a rank program survive printing and parsing, in custom and in
// generic form.

// CHECK-LABEL: pipe.pipeline @mlp gradients mean reference @model
pipe.pipeline @mlp gradients mean reference @model {
  // CHECK: pipe.param @w : tensor<4x4xf32>
  pipe.param @w : tensor<4x4xf32>
  // CHECK: pipe.param @table = dense<1.000000e+00> : tensor<4xf32>
  pipe.param @table = dense<1.0> : tensor<4xf32>
  // CHECK: pipe.param @"s[1]" : tensor<4x1xf32> slice 1 along 1 of "s" : tensor<4x3xf32>
  pipe.param @"s[1]" : tensor<4x1xf32> slice 1 along 1 of "s" : tensor<4x3xf32>
  // CHECK: pipe.graph (%[[X:.+]] "x" : tensor<2x4xf32>) {
  pipe.graph (%x "x" : tensor<2x4xf32>) {
    // CHECK: %[[F:.+]]:2 = pipe.task @forward_0 forward stage 0 (%[[X]]) params(@w, @table) cost 12 : (tensor<2x4xf32>) -> (tensor<f32>, tensor<2x4xf32>) {
    %loss, %r = pipe.task @forward_0 forward stage 0 (%x) params(@w, @table) cost 12
        : (tensor<2x4xf32>) -> (tensor<f32>, tensor<2x4xf32>) {
    ^bb0(%a: tensor<2x4xf32>, %b: tensor<4x4xf32>, %c: tensor<4xf32>):
      %0:2 = "m.loss"(%a, %b, %c) : (tensor<2x4xf32>, tensor<4x4xf32>, tensor<4xf32>) -> (tensor<f32>, tensor<2x4xf32>)
      pipe.yield %0#0, %0#1 : tensor<f32>, tensor<2x4xf32>
    }
    // CHECK: pipe.task @backward_0 backward stage 0 kernel @b (%[[F]]#1) : (tensor<2x4xf32>) -> tensor<4x4xf32>
    %g = pipe.task @backward_0 backward stage 0 kernel @b (%r) : (tensor<2x4xf32>) -> tensor<4x4xf32>
    // CHECK: pipe.return outputs(%[[F]]#0 as "loss" : tensor<f32>) gradients(%{{.+}} of @w : tensor<4x4xf32>)
    pipe.return outputs(%loss as "loss" : tensor<f32>) gradients(%g of @w : tensor<4x4xf32>)
  }
  // CHECK: pipe.schedule "1f1b" ranks 2 micro_batches 8 virtual_stages 1 placement [0, 1]
  pipe.schedule "1f1b" ranks 2 micro_batches 8 virtual_stages 1 placement [0, 1]
  // CHECK: pipe.program rank 0 segments [#pipe.segment<parameters device align 64 bytes 64>, #pipe.segment<requests host align 64 bytes 16>] {
  pipe.program rank 0 segments [#pipe.segment<parameters device align 64 bytes 64>, #pipe.segment<requests host align 64 bytes 16>] {
    // CHECK: pipe.buffer parameter "w" at 0 stride 64 : <1 x tensor<4x4xf32>>
    %w = pipe.buffer parameter "w" at 0 stride 64 : <1 x tensor<4x4xf32>>
    %x = pipe.buffer input "x" : <8 x tensor<2x4xf32>>
    // CHECK: %[[H:.+]] = pipe.buffer local : <2 x tensor<2x4xf32>>
    %h = pipe.buffer local : <2 x tensor<2x4xf32>>
    %d = pipe.buffer received : <1 x tensor<2x4xf32>>
    // CHECK: pipe.buffer gradient "w" result : <1 x tensor<4x4xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<4x4xf32>>
    %s = pipe.buffer gradient "w" : <1 x tensor<4x4xbf16>>
    // CHECK: %[[TO:.+]] = pipe.channel send activation to 1 capacity 4
    %to1a = pipe.channel send activation to 1 capacity 4
    // CHECK: %[[FROM:.+]] = pipe.channel recv gradient from 1 capacity 4
    %from1g = pipe.channel recv gradient from 1 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c7 = arith.constant 7 : index
    // CHECK: pipe.zero %{{.+}} kernel @zero : <1 x tensor<4x4xf32>>
    pipe.zero %g kernel @zero : <1 x tensor<4x4xf32>>
    // CHECK: scf.for %[[M:.+]] =
    scf.for %m = %c0 to %c7 step %c1 {
      // CHECK: pipe.acquire %[[H]][%[[M]] + 1] : <2 x tensor<2x4xf32>>
      pipe.acquire %h[%m + 1] : <2 x tensor<2x4xf32>>
      // CHECK: pipe.run @forward_0 [%[[M]] - 3] ins(%{{.+}}[%[[M]] - 3], %{{.+}}[0] : {{.*}}) outs(%[[H]][%[[M]] - 3] : !pipe.buffer<2 x tensor<2x4xf32>>)
      pipe.run @forward_0 [%m - 3] ins(%x[%m - 3], %w[0] : !pipe.buffer<8 x tensor<2x4xf32>>, !pipe.buffer<1 x tensor<4x4xf32>>) outs(%h[%m - 3] : !pipe.buffer<2 x tensor<2x4xf32>>)
      // CHECK: pipe.send %[[TO]], %[[H]][%[[M]]] : <2 x tensor<2x4xf32>>
      pipe.send %to1a, %h[%m] : <2 x tensor<2x4xf32>>
    }
    // CHECK: pipe.post %[[FROM]], %[[D:.+]][7] : <1 x tensor<2x4xf32>>
    // CHECK: pipe.wait %[[D]][7] : <1 x tensor<2x4xf32>>
    pipe.post %from1g, %d[7] : <1 x tensor<2x4xf32>>
    pipe.wait %d[7] : <1 x tensor<2x4xf32>>
    // CHECK: pipe.run @backward_0 [7] {{.*}} outs(add %{{.+}}[0] :
    pipe.run @backward_0 [7] ins(%d[7] : !pipe.buffer<1 x tensor<2x4xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<4x4xf32>>)
    // CHECK: pipe.run @update [0] ins(%{{.+}}[0], %{{.+}}[0] : {{.*}}) outs(inout %{{.+}}[0] :
    pipe.run @update [0] ins(%g[0], %w[0] : !pipe.buffer<1 x tensor<4x4xf32>>, !pipe.buffer<1 x tensor<4x4xf32>>) outs(inout %w[0] : !pipe.buffer<1 x tensor<4x4xf32>>)
    pipe.release %d[7] : <1 x tensor<2x4xf32>>
    pipe.add %g into %g : <1 x tensor<4x4xf32>>, <1 x tensor<4x4xf32>>
    // CHECK: pipe.divide %{{.+}} by 8 : <1 x tensor<4x4xf32>>
    pipe.divide %g by 8 : <1 x tensor<4x4xf32>>
    // CHECK: pipe.round %{{.+}} into %{{.+}} : <1 x tensor<4x4xf32>>, <1 x tensor<4x4xbf16>>
    pipe.round %g into %s : <1 x tensor<4x4xf32>>, <1 x tensor<4x4xbf16>>
    // CHECK: pipe.drain
    pipe.drain
  }
}

// What happens once a step.

// CHECK-LABEL: pipe.pipeline @trained gradients mean
pipe.pipeline @trained gradients mean {
  pipe.param @w : tensor<4xbf16>
  // CHECK: pipe.state @w.momentum "momentum" of @w : tensor<4xf32>
  pipe.state @w.momentum "momentum" of @w : tensor<4xf32>
  // CHECK: pipe.state @finite "finite" : tensor<i1>
  pipe.state @finite "finite" : tensor<i1>
  // CHECK: pipe.state @norm "result[3]" result : tensor<f32>
  pipe.state @norm "result[3]" result : tensor<f32>
  // CHECK: pipe.hyper @learning_rate "learning_rate" = dense<1.000000e-03> : tensor<f64>
  pipe.hyper @learning_rate "learning_rate" = dense<1.0e-3> : tensor<f64>
  // CHECK: pipe.hyper @step "step" : tensor<f64>
  pipe.hyper @step "step" : tensor<f64>
  pipe.graph (%x "x" : tensor<4xbf16>) {
    %g = pipe.task @backward_0 backward stage 0 kernel @b (%x) params(@w) : (tensor<4xbf16>) -> tensor<4xbf16>
    pipe.return gradients(%g of @w : tensor<4xbf16>)
  }
  // CHECK: pipe.step (%[[G:.+]] of @w : tensor<4xbf16>) {
  pipe.step (%g of @w : tensor<4xbf16>) {
    // CHECK: %[[N:.+]]:2 = pipe.task @update_w update stage 0 kernel @u (%[[G]]) params(@w, @w.momentum, @learning_rate, @step) : (tensor<4xbf16>) -> (tensor<4xbf16>, tensor<4xf32>)
    %n:2 = pipe.task @update_w update stage 0 kernel @u (%g) params(@w, @w.momentum, @learning_rate, @step) : (tensor<4xbf16>) -> (tensor<4xbf16>, tensor<4xf32>)
    %s:2 = pipe.task @said update stage 0 kernel @s (%g) params(@finite, @norm) : (tensor<4xbf16>) -> (tensor<i1>, tensor<f32>)
    // CHECK: pipe.updates %[[N]]#0 of @w : tensor<4xbf16>, %[[N]]#1 of @w.momentum : tensor<4xf32>, %{{.*}} of @finite : tensor<i1>, %{{.*}} of @norm : tensor<f32>
    pipe.updates %n#0 of @w : tensor<4xbf16>, %n#1 of @w.momentum : tensor<4xf32>, %s#0 of @finite : tensor<i1>, %s#1 of @norm : tensor<f32>
  }
  pipe.schedule "by hand" ranks 2 micro_batches 1 virtual_stages 1 placement [0]
  // CHECK: pipe.program rank 0 segments [#pipe.segment<state device align 64 bytes 64>, #pipe.segment<hypers host align 64 bytes 64>]
  pipe.program rank 0 segments [#pipe.segment<state device align 64 bytes 64>, #pipe.segment<hypers host align 64 bytes 64>] {
    // CHECK: pipe.buffer state "w.momentum" at 0 stride 64 : <1 x tensor<4xf32>>
    %m = pipe.buffer state "w.momentum" at 0 stride 64 : <1 x tensor<4xf32>>
    // CHECK: pipe.buffer hyper "step" at 0 stride 64 : <1 x tensor<f64>>
    %s = pipe.buffer hyper "step" at 0 stride 64 : <1 x tensor<f64>>
  }
  pipe.program rank 1 {
    // CHECK: %[[W:.+]] = pipe.buffer parameter "w"
    %w = pipe.buffer parameter "w" : <1 x tensor<4xbf16>>
    // CHECK: %[[R:.+]] = pipe.buffer received
    %r = pipe.buffer received : <2 x tensor<4xbf16>>
    // CHECK: pipe.copy %[[R]][0] into %[[W]][0] kernel @copy : <2 x tensor<4xbf16>>, <1 x tensor<4xbf16>>
    pipe.copy %r[0] into %w[0] kernel @copy : <2 x tensor<4xbf16>>, <1 x tensor<4xbf16>>
  }
}

// A step that only looks.

// CHECK-LABEL: pipe.pipeline @watched
pipe.pipeline @watched {
  pipe.graph (%x "x" : tensor<4xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f (%x) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return outputs(%y as "y" : tensor<4xf32>)
  }
  // CHECK: pipe.step () {
  // CHECK-NEXT: pipe.updates
  pipe.step () {
    pipe.updates
  }
}

// What is added up over replicas.

// CHECK-LABEL: pipe.pipeline @reduced
pipe.pipeline @reduced {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 {
    // CHECK: %[[G:.+]] = pipe.buffer gradient "w"
    %g = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    // CHECK: %[[K:.+]] = pipe.buffer gradient "v"
    %k = pipe.buffer gradient "v" : <1 x tensor<2xf64>>
    // CHECK: pipe.all_reduce %[[G]] mean : <1 x tensor<2xf32>>
    pipe.all_reduce %g mean : <1 x tensor<2xf32>>
    // CHECK: pipe.all_reduce %[[K]] : <1 x tensor<2xf64>>
    pipe.all_reduce %k : <1 x tensor<2xf64>>
    // CHECK: pipe.await_reduced %[[K]] : <1 x tensor<2xf64>>
    pipe.await_reduced %k : <1 x tensor<2xf64>>
    // CHECK: pipe.await_reduced %[[G]] : <1 x tensor<2xf32>>
    pipe.await_reduced %g : <1 x tensor<2xf32>>
  }
}
