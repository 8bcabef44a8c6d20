// RUN: pipe-opt %s --split-input-file --allow-unregistered-dialect --verify-diagnostics \
// RUN:   --pass-pipeline='builtin.module(pipe-split-backward)' | FileCheck %s

// What the next stage waits for is in I; the gradient of the weight is not. Both
// need what comes through the activation: I keeps it for W. The costs add up to
// the cost of the backward. The forward stays as it is, and the first stage has
// no I.

// CHECK-LABEL: pipe.pipeline @chain
// CHECK:       %[[F0:.+]] = pipe.task @forward_0 forward stage 0
// CHECK:       %[[F1:.+]] = pipe.task @forward_1 forward stage 1
// CHECK:       %[[I:.+]]:2 = pipe.task @input_gradient_1 input_gradient stage 1 (%[[F1]]) params(@w) cost 125 :
// CHECK-NEXT:  ^bb0(%[[DY:.+]]: tensor<4xf32>, %[[W:.+]]: tensor<4xf32>):
// CHECK-NEXT:    %[[DH:.+]] = "m.activation"(%[[DY]])
// CHECK-NEXT:    %[[DX:.+]] = "m.input"(%[[DH]], %[[W]])
// CHECK-NEXT:    pipe.yield %[[DX]], %[[DH]] :
// CHECK:       %[[G:.+]] = pipe.task @weight_gradient_1 weight_gradient stage 1 (%[[F0]], %[[I]]#1) cost 75 :
// CHECK-NEXT:  ^bb0(%[[X:.+]]: tensor<4xf32>, %[[KEPT:.+]]: tensor<4xf32>):
// CHECK-NEXT:    %[[DW:.+]] = "m.weight"(%[[X]], %[[KEPT]])
// CHECK-NEXT:    pipe.yield %[[DW]] :
// CHECK-NOT:   input_gradient
// CHECK:       %[[G0:.+]] = pipe.task @weight_gradient_0 weight_gradient stage 0 (%{{.+}}, %[[I]]#0) cost 7 :
// CHECK-NOT:   pipe.task
// CHECK:       gradients(%[[G0]] of @v : tensor<4xf32>, %[[G]] of @w
module attributes {pipe.pure_dialects = ["m"]} {
  pipe.pipeline @chain {
    pipe.param @v : tensor<4xf32>
    pipe.param @w : tensor<4xf32>
    pipe.graph (%x "x" : tensor<4xf32>) {
      %f0 = pipe.task @forward_0 forward stage 0 (%x) params(@v) : (tensor<4xf32>) -> tensor<4xf32> {
      ^bb0(%a: tensor<4xf32>, %b: tensor<4xf32>):
        %0 = "m.layer"(%a, %b) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
        pipe.yield %0 : tensor<4xf32>
      }
      %f1 = pipe.task @forward_1 forward stage 1 (%f0) params(@w) : (tensor<4xf32>) -> tensor<4xf32> {
      ^bb0(%a: tensor<4xf32>, %b: tensor<4xf32>):
        %0 = "m.layer"(%a, %b) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
        pipe.yield %0 : tensor<4xf32>
      }
      // expected-remark@+1 {{backward of stage 1: input gradient 2 ops, weight gradient 1 op, which takes 1 value of 16 bytes from it}}
      %dx, %dw = pipe.task @backward_1 backward stage 1 (%f1, %f0) params(@w) cost 200
          : (tensor<4xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
      ^bb0(%dy: tensor<4xf32>, %a: tensor<4xf32>, %b: tensor<4xf32>):
        %0 = "m.activation"(%dy) : (tensor<4xf32>) -> tensor<4xf32>
        %1 = "m.weight"(%a, %0) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
        %2 = "m.input"(%0, %b) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
        %3 = "m.unused"(%a) : (tensor<4xf32>) -> tensor<4xf32>
        pipe.yield %2, %1 : tensor<4xf32>, tensor<4xf32>
      }
      // expected-remark@+1 {{backward of stage 0: input gradient 0 ops, weight gradient 1 op, which takes 0 values of 0 bytes from it}}
      %dv = pipe.task @backward_0 backward stage 0 (%x, %dx) cost 7 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32> {
      ^bb0(%a: tensor<4xf32>, %b: tensor<4xf32>):
        %0 = "m.weight"(%a, %b) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
        pipe.yield %0 : tensor<4xf32>
      }
      pipe.return gradients(%dv of @v : tensor<4xf32>, %dw of @w : tensor<4xf32>)
    }
  }
}

// -----

// A result that stage 0 reads although it is two stages below is in I. A gradient
// that I makes anyway is a result of I, and what it needs beyond that is not kept.
// Without a weight gradient there is no W, and without a cost none is made up.

// CHECK-LABEL: pipe.pipeline @skip
// CHECK:       %[[I2:.+]]:3 = pipe.task @input_gradient_2 input_gradient stage 2 (%{{.+}}) :
// CHECK:         %[[A:.+]] = "m.a"
// CHECK:         %[[B:.+]] = "m.b"(%[[A]])
// CHECK-NOT:     "m.c"
// CHECK:         pipe.yield %[[A]], %[[B]], %[[A]] :
// CHECK:       %[[C:.+]] = pipe.task @weight_gradient_2 weight_gradient stage 2 (%[[I2]]#0) :
// CHECK:         "m.c"
// CHECK:       %[[I1:.+]] = pipe.task @input_gradient_1 input_gradient stage 1 (%[[I2]]#0) :
// CHECK-NOT:   weight_gradient stage 1
// CHECK:       pipe.task @weight_gradient_0 weight_gradient stage 0 (%[[I2]]#1, %[[I1]]) :
// CHECK:       gradients(%{{.+}} of @w : tensor<4xf32>, %[[I2]]#2 of @v : tensor<4xf32>, %[[C]] of @u
module attributes {pipe.pure_dialects = ["m"]} {
  pipe.pipeline @skip {
    pipe.param @u : tensor<4xf32>
    pipe.param @v : tensor<4xf32>
    pipe.param @w : tensor<4xf32>
    pipe.graph (%x "x" : tensor<4xf32>) {
      // expected-remark@+1 {{backward of stage 2}}
      %b2:4 = pipe.task @backward_2 backward stage 2 (%x) : (tensor<4xf32>)
          -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) {
      ^bb0(%a: tensor<4xf32>):
        %0 = "m.a"(%a) : (tensor<4xf32>) -> tensor<4xf32>
        %1 = "m.b"(%0) : (tensor<4xf32>) -> tensor<4xf32>
        %2 = "m.c"(%0) : (tensor<4xf32>) -> tensor<4xf32>
        pipe.yield %0, %1, %0, %2 : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
      }
      // expected-remark@+1 {{backward of stage 1: input gradient 1 op, weight gradient 0 ops, which takes 0 values}}
      %b1 = pipe.task @backward_1 backward stage 1 (%b2#0) : (tensor<4xf32>) -> tensor<4xf32> {
      ^bb0(%a: tensor<4xf32>):
        %0 = "m.a"(%a) : (tensor<4xf32>) -> tensor<4xf32>
        pipe.yield %0 : tensor<4xf32>
      }
      // expected-remark@+1 {{backward of stage 0}}
      %b0 = pipe.task @backward_0 backward stage 0 (%b2#1, %b1) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32> {
      ^bb0(%a: tensor<4xf32>, %b: tensor<4xf32>):
        %0 = "m.a"(%a, %b) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
        pipe.yield %0 : tensor<4xf32>
      }
      pipe.return gradients(%b0 of @w : tensor<4xf32>, %b2#2 of @v : tensor<4xf32>, %b2#3 of @u : tensor<4xf32>)
    }
  }
}

// -----

// Both halves compute what only depends on constants and parameters, and what is
// no tensor; nothing of that is kept. The tied parameter @w keeps one partial
// gradient a stage. A region reads values of the body like an operand.

// CHECK-LABEL: pipe.pipeline @tied
// CHECK:       %[[I:.+]] = pipe.task @input_gradient_1 input_gradient stage 1 (%{{.+}}) params(@w) :
// CHECK:         arith.constant
// CHECK:         "m.transpose"
// CHECK:         %[[S:.+]] = tensor.extract
// CHECK:         "m.input"(%{{.+}}, %{{.+}}, %[[S]])
// CHECK:       %[[W1:.+]] = pipe.task @weight_gradient_1 weight_gradient stage 1 (%{{.+}}, %[[I]]) params(@w) :
// CHECK:         %[[C:.+]] = arith.constant dense<2.0
// CHECK:         %[[T:.+]] = "m.transpose"
// CHECK:         %[[S:.+]] = tensor.extract
// CHECK:         scf.execute_region
// CHECK:           "m.inner"(%[[S]], %[[T]], %[[C]], %{{.+}})
// CHECK:       %[[W0:.+]] = pipe.task @weight_gradient_0 weight_gradient stage 0
// CHECK:       gradients(%[[W0]] of @w : tensor<4xf32>, %[[W1]] of @w
module attributes {pipe.pure_dialects = ["m"]} {
  pipe.pipeline @tied {
    pipe.param @w : tensor<4xf32>
    pipe.graph (%x "x" : tensor<4xf32>, %s "s" : tensor<f32>) {
      // expected-remark@+1 {{which takes 1 value of 16 bytes from it}}
      %dx, %dw = pipe.task @backward_1 backward stage 1 (%x, %s) params(@w)
          : (tensor<4xf32>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>) {
      ^bb0(%a: tensor<4xf32>, %b: tensor<f32>, %c: tensor<4xf32>):
        %two = arith.constant dense<2.0> : tensor<4xf32>
        %t = "m.transpose"(%c, %two) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
        %scalar = tensor.extract %b[] : tensor<f32>
        %0 = "m.input"(%a, %t, %scalar) : (tensor<4xf32>, tensor<4xf32>, f32) -> tensor<4xf32>
        %1 = scf.execute_region -> tensor<4xf32> {
          %2 = "m.inner"(%scalar, %t, %two, %0) : (f32, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
          scf.yield %2 : tensor<4xf32>
        }
        pipe.yield %0, %1 : tensor<4xf32>, tensor<4xf32>
      }
      // expected-remark@+1 {{backward of stage 0}}
      %dw0 = pipe.task @backward_0 backward stage 0 (%x, %dx) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32> {
      ^bb0(%a: tensor<4xf32>, %b: tensor<4xf32>):
        %0 = "m.weight"(%a, %b) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
        pipe.yield %0 : tensor<4xf32>
      }
      pipe.return gradients(%dw0 of @w : tensor<4xf32>, %dw of @w : tensor<4xf32>)
    }
  }
}

// -----

// An op of unknown effects runs once and in its order: what stands before one in I
// is in I, what stands behind is in W.

// CHECK-LABEL: pipe.pipeline @effects
// CHECK:       pipe.task @input_gradient_1 input_gradient stage 1
// CHECK:         "x.first"
// CHECK:         "x.second"
// CHECK-NOT:     "x.third"
// CHECK:       pipe.task @weight_gradient_1 weight_gradient stage 1
// CHECK-NOT:     "x.first"
// CHECK-NOT:     "x.second"
// CHECK:         "x.third"
pipe.pipeline @effects {
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    // expected-remark@+1 {{backward of stage 1}}
    %dx, %dw = pipe.task @backward_1 backward stage 1 (%x) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
    ^bb0(%a: tensor<4xf32>):
      %0 = "x.first"(%a) : (tensor<4xf32>) -> tensor<4xf32>
      %1 = "x.second"(%a) : (tensor<4xf32>) -> tensor<4xf32>
      "x.third"(%a) : (tensor<4xf32>) -> ()
      pipe.yield %1, %0 : tensor<4xf32>, tensor<4xf32>
    }
    // expected-remark@+1 {{backward of stage 0}}
    %g = pipe.task @backward_0 backward stage 0 (%dx) : (tensor<4xf32>) -> tensor<4xf32> {
    ^bb0(%a: tensor<4xf32>):
      pipe.yield %a : tensor<4xf32>
    }
    pipe.return outputs(%g as "g" : tensor<4xf32>) gradients(%dw of @w : tensor<4xf32>)
  }
}

// -----

pipe.pipeline @negative_scalar {
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %dx, %dw = pipe.task @backward_1 backward stage 1 (%x) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
    ^bb0(%a: tensor<4xf32>):
      // expected-error@+1 {{'x.norm' has unknown effects, and its result of type 'f32' is needed for the input and for the weight gradient of stage 1: it cannot be computed twice, and only tensors can be kept; take a schedule without I and W, or name its dialect in 'pure-dialects' of pipe-import if it has no effects}}
      %0 = "x.norm"(%a) : (tensor<4xf32>) -> f32
      %1 = tensor.splat %0 : tensor<4xf32>
      %2 = tensor.from_elements %0, %0, %0, %0 : tensor<4xf32>
      pipe.yield %1, %2 : tensor<4xf32>, tensor<4xf32>
    }
    %g = pipe.task @backward_0 backward stage 0 (%dx) : (tensor<4xf32>) -> tensor<4xf32> {
    ^bb0(%a: tensor<4xf32>):
      pipe.yield %a : tensor<4xf32>
    }
    pipe.return outputs(%g as "g" : tensor<4xf32>) gradients(%dw of @w : tensor<4xf32>)
  }
}

// -----

// Computed again, it would be other memory, without what "x.write" wrote.

pipe.pipeline @negative_memory {
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %dx, %dw = pipe.task @backward_1 backward stage 1 (%x) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
    ^bb0(%a: tensor<4xf32>):
      // expected-error@+1 {{'bufferization.to_buffer' makes memory, and its result of type 'memref<4xf32>' is needed for the input and for the weight gradient of stage 1: it cannot be computed twice, and only tensors can be kept; take a schedule without I and W}}
      %0 = bufferization.to_buffer %a : tensor<4xf32> to memref<4xf32>
      %1 = "x.write"(%0) : (memref<4xf32>) -> tensor<4xf32>
      %2 = "x.read"(%0) : (memref<4xf32>) -> tensor<4xf32>
      pipe.yield %1, %2 : tensor<4xf32>, tensor<4xf32>
    }
    %g = pipe.task @backward_0 backward stage 0 (%dx) : (tensor<4xf32>) -> tensor<4xf32> {
    ^bb0(%a: tensor<4xf32>):
      pipe.yield %a : tensor<4xf32>
    }
    pipe.return outputs(%g as "g" : tensor<4xf32>) gradients(%dw of @w : tensor<4xf32>)
  }
}

// -----

pipe.pipeline @negative_outlined {
  pipe.graph (%x "x" : tensor<4xf32>) {
    // expected-error@+1 {{the backward of stage 0 is in the kernel @k already; run pipe-split-backward before pipe-outline-tasks}}
    %g = pipe.task @backward_0 backward stage 0 kernel @k (%x) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return outputs(%g as "g" : tensor<4xf32>)
  }
}
