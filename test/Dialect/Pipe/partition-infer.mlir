// RUN: pipe-opt %s -split-input-file --pass-pipeline='builtin.module(pipe-import{batch=x},pipe-partition{stages=2})' | FileCheck %s

// No gradients: forward tasks only, no residuals. A skip connection goes from
// stage 0 to stage 1 beside the activation. Outputs come from where they are made,
// one of them twice; what needs no op, an input and a parameter, from the last.

// CHECK-LABEL: pipe.pipeline @pipeline reference @main {
// CHECK:         pipe.graph (%[[X:.+]] "x"
// CHECK:           %[[F0:.+]]:4 = pipe.task @forward_0 forward stage 0 (%[[X]]) cost
// CHECK:           %[[T:.+]] = math.tanh
// CHECK:           %[[E:.+]] = math.exp %[[T]]
// CHECK:           pipe.yield %[[T]], %[[E]], %[[T]], %[[T]]
// CHECK:           %[[F1:.+]]:3 = pipe.task @forward_1 forward stage 1 (%[[F0]]#1, %[[F0]]#0, %[[X]]) params(@w) cost
// CHECK-NEXT:      ^bb0(%{{.+}}: tensor<4xf32>, %{{.+}}: tensor<4xf32>, %[[A:.+]]: tensor<4xf32>, %[[W:.+]]: tensor<4xf32>):
// CHECK:           pipe.yield %{{.+}}, %[[A]], %[[W]]
// CHECK-NOT:       pipe.task backward
// CHECK:           pipe.return outputs(%[[F0]]#2 as "early" : tensor<4xf32>, %[[F1]]#0 as "y" : tensor<4xf32>, %[[F1]]#1 as "same" : tensor<4xf32>, %[[F1]]#2 as "weight" : tensor<4xf32>, %[[F0]]#3 as "again" : tensor<4xf32>)
func.func @main(%x: tensor<4xf32> loc("x"), %w: tensor<4xf32> loc("w"))
    -> (tensor<4xf32> {pipe.name = "early"}, tensor<4xf32> {pipe.name = "y"}, tensor<4xf32> {pipe.name = "same"},
        tensor<4xf32> {pipe.name = "weight"}, tensor<4xf32> {pipe.name = "again"}) {
  %0 = math.tanh %x : tensor<4xf32>
  %1 = math.exp %0 : tensor<4xf32>
  %2 = math.tanh %1 : tensor<4xf32>
  %3 = math.atan2 %2, %0 : tensor<4xf32>
  return %0, %3, %x, %w, %0 : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// A scalar cannot be sent: the cut goes where none crosses, although another
// place is better balanced. What captures values from a region reads them.

// CHECK-LABEL: pipe.pipeline @pipeline reference @gather {
// CHECK:         pipe.task @forward_0 forward stage 0 (%{{.+}}) params(@table)
// CHECK:         tensor.generate
// CHECK:         tensor.extract
// CHECK:         math.exp %{{.+}} : f32
// CHECK:         tensor.splat
// CHECK:         pipe.yield %{{.+}} : tensor<4xf32>
// CHECK:         pipe.task @forward_1 forward stage 1
func.func @gather(%x: tensor<1xi32> loc("x"), %table: tensor<8xf32> loc("table")) -> tensor<4xf32> {
  %c0 = arith.constant 0 : index
  %id = tensor.extract %x[%c0] : tensor<1xi32>
  %0 = tensor.generate {
  ^bb0(%i: index):
    %at = arith.index_cast %id : i32 to index
    %1 = tensor.extract %table[%at] : tensor<8xf32>
    tensor.yield %1 : f32
  } : tensor<4xf32>
  %2 = tensor.extract %0[%c0] : tensor<4xf32>
  %3 = math.exp %2 : f32
  %4 = tensor.splat %3 : tensor<4xf32>
  %5 = math.tanh %4 : tensor<4xf32>
  return %5 : tensor<4xf32>
}
