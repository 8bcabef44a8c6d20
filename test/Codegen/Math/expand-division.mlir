// RUN: pipe-opt %s --pass-pipeline='builtin.module(func.func(pipe-expand-math))' | FileCheck %s

// Nothing that a processor would trap on reaches it.

// CHECK-LABEL: func.func @signed(
// CHECK-SAME:    %[[A:.+]]: vector<8xi32>, %[[B:.+]]: vector<8xi32>
// CHECK-DAG:   %[[ZERO:.+]] = arith.constant dense<0>
// CHECK-DAG:   %[[ONE:.+]] = arith.constant dense<1>
// CHECK-DAG:   %[[ALL:.+]] = arith.constant dense<-1>
// CHECK-DAG:   %[[MIN:.+]] = arith.constant dense<-2147483648>
// CHECK:       %[[IS_ZERO:.+]] = arith.cmpi eq, %[[B]], %[[ZERO]]
// CHECK:       %[[OVERFLOWS:.+]] = arith.andi
// CHECK:       %[[BAD:.+]] = arith.ori %[[IS_ZERO]], %[[OVERFLOWS]]
// CHECK:       %[[SAFE:.+]] = arith.select %[[BAD]], %[[ONE]], %[[B]]
// CHECK:       %[[Q:.+]] = arith.divsi %[[A]], %[[SAFE]]
// CHECK:       %[[R:.+]] = arith.select %[[IS_ZERO]], %[[ALL]], %[[Q]]
// CHECK:       return %[[R]]
func.func @signed(%a: vector<8xi32>, %b: vector<8xi32>) -> vector<8xi32> {
  %0 = arith.divsi %a, %b : vector<8xi32>
  return %0 : vector<8xi32>
}

// CHECK-LABEL: func.func @unsigned_remainder(
// CHECK-SAME:    %[[A:.+]]: i8, %[[B:.+]]: i8
// CHECK-NOT:   arith.andi
// CHECK:       %[[REST:.+]] = arith.remui %[[A]],
// CHECK:       arith.select %{{.+}}, %[[A]], %[[REST]]
func.func @unsigned_remainder(%a: i8, %b: i8) -> i8 {
  %0 = arith.remui %a, %b : i8
  return %0 : i8
}

// A constant that makes no trouble stays as it is.
// CHECK-LABEL: func.func @constant(
// CHECK-NOT:   arith.select
// CHECK:       arith.divsi
// CHECK-NOT:   arith.select
func.func @constant(%a: index) -> index {
  %c3 = arith.constant 3 : index
  %0 = arith.divsi %a, %c3 : index
  return %0 : index
}
