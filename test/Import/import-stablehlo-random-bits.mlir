// RUN: pipe-opt %s --allow-unregistered-dialect -split-input-file -verify-diagnostics --pass-pipeline='builtin.module(pipe-import-stablehlo)' | FileCheck %s

// Every element is a function of the state and its place.

// CHECK-LABEL: func.func @threefry(
//  CHECK-SAME:     %[[STATE:.+]]: tensor<2xi64>
// CHECK-DAG:  %[[KEY:.+]] = tensor.extract %[[STATE]][%c0
// CHECK-DAG:  %[[COUNTER:.+]] = tensor.extract %[[STATE]][%c1
// Three counters of two words each: the state moves on by three.
// CHECK:      %[[THREE:.+]] = arith.constant 3 : i64
// CHECK:      %[[NEXT:.+]] = arith.addi %[[COUNTER]], %[[THREE]] : i64
// CHECK:      tensor.from_elements %[[KEY]], %[[NEXT]] : tensor<2xi64>
// CHECK:      linalg.generic {{.*}}iterator_types = ["parallel"]
// CHECK:      linalg.index 0
// CHECK:      arith.constant 466688986 : i32
// CHECK-NOT:  scf.for
func.func @threefry(%state: tensor<2xui64>) -> (tensor<2xui64>, tensor<5xui32>) {
  %0:2 = "stablehlo.rng_bit_generator"(%state) <{rng_algorithm = #stablehlo<rng_algorithm THREE_FRY>}> : (tensor<2xui64>) -> (tensor<2xui64>, tensor<5xui32>)
  return %0#0, %0#1 : tensor<2xui64>, tensor<5xui32>
}

// -----

// CHECK-LABEL: func.func @philox(
// The lower half of the counter carries into the higher.
// CHECK:      %[[TWO:.+]] = arith.constant 2 : i64
// CHECK:      %[[LOW:.+]] = arith.addi %[[COUNTER:.+]], %[[TWO]] : i64
// CHECK:      arith.cmpi ult, %[[LOW]], %[[COUNTER]] : i64
// CHECK:      tensor.from_elements %{{.*}}, %[[LOW]], %{{.*}} : tensor<3xi64>
// CHECK:      linalg.generic
// CHECK:      arith.constant 3528531795 : i64
func.func @philox(%state: tensor<3xui64>) -> (tensor<3xui64>, tensor<2x4xui16>) {
  %0:2 = "stablehlo.rng_bit_generator"(%state) <{rng_algorithm = #stablehlo<rng_algorithm PHILOX>}> : (tensor<3xui64>) -> (tensor<3xui64>, tensor<2x4xui16>)
  return %0#0, %0#1 : tensor<3xui64>, tensor<2x4xui16>
}

// -----

func.func @negative_algorithm(%state: tensor<2xui64>) -> tensor<4xui32> {
  // expected-error@+1 {{'stablehlo.rng_bit_generator' has the algorithm 'MERSENNE', which is not known; THREE_FRY, PHILOX and DEFAULT are}}
  %0:2 = "stablehlo.rng_bit_generator"(%state) <{rng_algorithm = #stablehlo<rng_algorithm MERSENNE>}> : (tensor<2xui64>) -> (tensor<2xui64>, tensor<4xui32>)
  return %0#1 : tensor<4xui32>
}

// -----

func.func @negative_state(%state: tensor<3xui64>) -> tensor<4xui32> {
  // expected-error@+1 {{'stablehlo.rng_bit_generator' has a state of type 'tensor<3xi64>', but THREE_FRY takes two numbers of 64 bits}}
  %0:2 = "stablehlo.rng_bit_generator"(%state) <{rng_algorithm = #stablehlo<rng_algorithm THREE_FRY>}> : (tensor<3xui64>) -> (tensor<3xui64>, tensor<4xui32>)
  return %0#1 : tensor<4xui32>
}

// -----

func.func @negative_state_of_philox(%state: tensor<4xui32>) -> tensor<4xui32> {
  // expected-error@+1 {{'stablehlo.rng_bit_generator' has a state of type 'tensor<4xi32>', but PHILOX takes two or three numbers of 64 bits}}
  %0:2 = "stablehlo.rng_bit_generator"(%state) <{rng_algorithm = #stablehlo<rng_algorithm PHILOX>}> : (tensor<4xui32>) -> (tensor<4xui32>, tensor<4xui32>)
  return %0#1 : tensor<4xui32>
}

// -----

func.func @negative_booleans(%state: tensor<2xui64>) -> tensor<4xi1> {
  // expected-error@+1 {{'stablehlo.rng_bit_generator' draws 'tensor<4xi1>'; draw integers and compare them}}
  %0:2 = "stablehlo.rng_bit_generator"(%state) <{rng_algorithm = #stablehlo<rng_algorithm THREE_FRY>}> : (tensor<2xui64>) -> (tensor<2xui64>, tensor<4xi1>)
  return %0#1 : tensor<4xi1>
}

// -----

func.func @negative_results(%state: tensor<2xui64>) -> tensor<2xui64> {
  // expected-error@+1 {{'stablehlo.rng_bit_generator' has 1 operands and 1 results; one and two are expected}}
  %0 = "stablehlo.rng_bit_generator"(%state) <{rng_algorithm = #stablehlo<rng_algorithm THREE_FRY>}> : (tensor<2xui64>) -> tensor<2xui64>
  return %0 : tensor<2xui64>
}
