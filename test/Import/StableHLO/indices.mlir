// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import-stablehlo)' | FileCheck %s

// Windows that would reach beyond the operand are moved back into it.
// CHECK-LABEL: func.func @gather(
// CHECK-SAME: %[[T:[a-z0-9]+]]: tensor<6x4xf32>, %[[I:[a-z0-9]+]]: tensor<3x1xi32>
// CHECK:      linalg.generic
// CHECK:        %[[N:.+]] = tensor.extract %[[I]][%{{.+}}, %{{.+}}]
// CHECK:        arith.index_cast %[[N]] : i32 to index
// CHECK:        arith.maxsi
// CHECK:        arith.minsi
// CHECK:        tensor.extract %[[T]]
func.func @gather(%t: tensor<6x4xf32>, %i: tensor<3x1xi32>) -> tensor<3x4xf32> {
  %0 = "stablehlo.gather"(%t, %i) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, slice_sizes = array<i64: 1, 4>}> : (tensor<6x4xf32>, tensor<3x1xi32>) -> tensor<3x4xf32>
  return %0 : tensor<3x4xf32>
}

// One loop over the index vectors; each window is inside or left out.
// CHECK-LABEL: func.func @scatter(
// CHECK:      scf.for %{{.+}} iter_args(%[[T:.+]] = %{{.+}}) -> (tensor<6x4xf32>)
// CHECK:        %[[INSIDE:.+]] = arith.cmpi ule
// CHECK:        scf.if %[[INSIDE]]
// CHECK:          %[[OLD:.+]] = tensor.extract_slice %[[T]][%{{.+}}, %{{.+}}] [1, 4] [1, 1] : tensor<6x4xf32> to tensor<1x4xf32>
// CHECK:          linalg.generic {{.*}} outs(%[[OLD]]
// CHECK:          tensor.insert_slice
func.func @scatter(%t: tensor<6x4xf32>, %i: tensor<3x1xi32>, %u: tensor<3x4xf32>) -> tensor<6x4xf32> {
  %0 = "stablehlo.scatter"(%t, %i, %u) <{scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %1 = "stablehlo.add"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%1) : (tensor<f32>) -> ()
  }) : (tensor<6x4xf32>, tensor<3x1xi32>, tensor<3x4xf32>) -> tensor<6x4xf32>
  return %0 : tensor<6x4xf32>
}

// Windows of two elements: those that stand partly outside are left out, too.
// CHECK-LABEL: func.func @halves(
// CHECK:      %[[LAST:.+]] = arith.constant 4 : index
// CHECK:      arith.cmpi ule, %{{.+}}, %[[LAST]]
// CHECK:      scf.if
// CHECK:        tensor.insert_slice %{{.+}} into %{{.+}}[%{{.+}}] [2] [1]
func.func @halves(%t: tensor<6xf32>, %i: tensor<3x1xi32>, %u: tensor<3x2xf32>) -> tensor<6xf32> {
  %0 = "stablehlo.scatter"(%t, %i, %u) <{scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    "stablehlo.return"(%b) : (tensor<f32>) -> ()
  }) : (tensor<6xf32>, tensor<3x1xi32>, tensor<3x2xf32>) -> tensor<6xf32>
  return %0 : tensor<6xf32>
}

// A start whose slice spans the dimension does not matter.
// CHECK-LABEL: func.func @dynamic(
// CHECK:      arith.maxsi
// CHECK:      %[[AT:.+]] = arith.minsi
// CHECK:      %[[ROW:.+]] = tensor.extract_slice %{{.+}}[%[[AT]], 0] [2, 4] [1, 1]
// CHECK:      tensor.insert_slice %[[ROW]] into
func.func @dynamic(%t: tensor<6x4xf32>, %i: tensor<i32>) -> (tensor<2x4xf32>, tensor<6x4xf32>) {
  %0 = "stablehlo.dynamic_slice"(%t, %i, %i) <{slice_sizes = array<i64: 2, 4>}> : (tensor<6x4xf32>, tensor<i32>, tensor<i32>) -> tensor<2x4xf32>
  %1 = "stablehlo.dynamic_update_slice"(%t, %0, %i, %i) : (tensor<6x4xf32>, tensor<2x4xf32>, tensor<i32>, tensor<i32>) -> tensor<6x4xf32>
  return %0, %1 : tensor<2x4xf32>, tensor<6x4xf32>
}

// CHECK-LABEL: func.func @select_and_scatter(
// CHECK:      scf.for
// CHECK:        scf.for
// CHECK:          arith.cmpf oge
// CHECK:        scf.if
// CHECK:          arith.addf
// CHECK:          tensor.insert %
func.func @select_and_scatter(%x: tensor<8xf32>, %s: tensor<4xf32>) -> tensor<8xf32> {
  %c = "stablehlo.constant"() <{value = dense<0.0> : tensor<f32>}> : () -> tensor<f32>
  %0 = "stablehlo.select_and_scatter"(%x, %s, %c) <{window_dimensions = array<i64: 2>, window_strides = array<i64: 2>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %1 = "stablehlo.compare"(%a, %b) <{comparison_direction = #stablehlo<comparison_direction GE>}> : (tensor<f32>, tensor<f32>) -> tensor<i1>
    "stablehlo.return"(%1) : (tensor<i1>) -> ()
  }, {
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %1 = "stablehlo.add"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%1) : (tensor<f32>) -> ()
  }) : (tensor<8xf32>, tensor<4xf32>, tensor<f32>) -> tensor<8xf32>
  return %0 : tensor<8xf32>
}
