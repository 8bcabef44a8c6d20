// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-outline-sums)' | FileCheck %s

// What programs do to sums becomes kernels on lists of elements; equal ones are
// there once, whatever the shape.

// CHECK-LABEL: func.func private @pipe_zero_6xf32() -> tensor<6xf32>
// CHECK:         %[[ZERO:.+]] = arith.constant 0.0
// CHECK:         %[[FILLED:.+]] = linalg.fill ins(%[[ZERO]] : f32) outs(%{{.+}} : tensor<6xf32>)
// CHECK:         return %[[FILLED]]
// CHECK-LABEL: func.func private @pipe_add_6xf32(%{{.+}}: tensor<6xf32>, %{{.+}}: tensor<6xf32>) -> tensor<6xf32>
// CHECK-SAME:    attributes {pipe.in_place = array<i64: 0>}
// CHECK:         linalg.generic {{.*}} ins(%[[FROM:.+]] : tensor<6xf32>) outs(%[[INTO:.+]] : tensor<6xf32>)
// CHECK:         ^bb0(%[[F:.+]]: f32, %[[I:.+]]: f32):
// CHECK:           arith.addf %[[I]], %[[F]]
// CHECK-LABEL: func.func private @pipe_divide_by_8_6xf32(%{{.+}}: tensor<6xf32>) -> tensor<6xf32>
// CHECK-SAME:    attributes {pipe.in_place = array<i64: 0>}
// CHECK:           arith.divf %{{.+}}, %{{.+}} : f32
// CHECK-LABEL: func.func private @pipe_round_6xf32_to_6xbf16(%{{.+}}: tensor<6xf32>) -> tensor<6xbf16> {
// CHECK:           arith.truncf %{{.+}} : f32 to bf16
// CHECK-LABEL: func.func private @pipe_divide_by_8_1xi32(
// CHECK:           arith.divsi
// CHECK-NOT:   func.func
// CHECK:       pipe.zero %{{.+}} kernel @pipe_zero_6xf32 : <1 x tensor<2x3xf32>>
// CHECK:       pipe.zero %{{.+}} kernel @pipe_zero_6xf32 : <1 x tensor<6xf32>>
// CHECK:       pipe.add %{{.+}} into %{{.+}} kernel @pipe_add_6xf32 :
// CHECK:       pipe.divide %{{.+}} by 8 kernel @pipe_divide_by_8_6xf32 :
// CHECK:       pipe.round %{{.+}} into %{{.+}} kernel @pipe_round_6xf32_to_6xbf16 :
// CHECK:       pipe.divide %{{.+}} by 8 kernel @pipe_divide_by_8_1xi32 :
pipe.pipeline @p {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 {
    %a = pipe.buffer gradient "a" : <1 x tensor<2x3xf32>>
    %b = pipe.buffer gradient "b" : <1 x tensor<6xf32>>
    %c = pipe.buffer gradient "a" : <1 x tensor<2x3xf32>>
    %d = pipe.buffer gradient "b" result : <1 x tensor<6xbf16>>
    %e = pipe.buffer gradient "e" result : <1 x tensor<i32>>
    pipe.zero %a : <1 x tensor<2x3xf32>>
    pipe.zero %b : <1 x tensor<6xf32>>
    pipe.add %c into %a : <1 x tensor<2x3xf32>>, <1 x tensor<2x3xf32>>
    pipe.divide %b by 8 : <1 x tensor<6xf32>>
    pipe.round %b into %d : <1 x tensor<6xf32>>, <1 x tensor<6xbf16>>
    pipe.divide %e by 8 : <1 x tensor<i32>>
  }
}
