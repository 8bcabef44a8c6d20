// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-lower-device-checks)' | FileCheck %s

// Equal texts have one number. The function is given the address of the report
// last, by all its launches.

// CHECK: module attributes {pipe.places = ["the first", "the second"]}

// CHECK-LABEL: func.func private @checks(
// CHECK-SAME:    %[[I:.+]]: index, %{{.+}}: index, %{{.+}}: memref<10xf32>, %[[F:.+]]: !llvm.ptr)
// CHECK:         %[[G:.+]] = arith.cmpi ult, %[[I]], %c10
// CHECK:         scf.if %[[G]] -> (index) {
// CHECK:           scf.yield %[[I]]
// CHECK:         } else {
// CHECK:           %[[N:.+]] = arith.index_cast %[[I]] : index to i64
// CHECK:           %[[X:.+]] = llvm.cmpxchg %[[F]], %c0_i32, %c1_i32 monotonic monotonic
// CHECK:           %[[W:.+]] = llvm.extractvalue %[[X]][1]
// CHECK:           scf.if %[[W]] {
// CHECK:             %[[P:.+]] = llvm.getelementptr %[[F]][4]
// CHECK:             llvm.store %c0_i32{{.*}}, %[[P]] : i32, !llvm.ptr
// CHECK:             %[[Q:.+]] = llvm.getelementptr %[[F]][8]
// CHECK:             llvm.store %[[N]], %[[Q]] : i64, !llvm.ptr
// CHECK:             %[[R:.+]] = llvm.getelementptr %[[F]][16]
// CHECK:             llvm.store %c10_i64, %[[R]] : i64, !llvm.ptr
// CHECK:           scf.yield %c0
// CHECK:         llvm.store %c1_i32{{.*}}, %{{.+}} : i32, !llvm.ptr
func.func private @checks(%i: index, %j: index, %x: memref<10xf32>) attributes {pipe.loop} {
  %a = pipert.check_index %i below 10 at "the first"
  %b = pipert.check_index %j below 5 at "the second"
  %u = memref.load %x[%a] : memref<10xf32>
  memref.store %u, %x[%b] : memref<10xf32>
  return
}

// CHECK-LABEL: func.func private @assertion(
// CHECK-SAME:    %[[C:.+]]: i1, %{{.+}}: memref<i1>, %[[F:.+]]: !llvm.ptr)
// CHECK:         scf.if %[[C]] {
// CHECK:         } else {
// CHECK:           llvm.cmpxchg %[[F]]
// CHECK:             llvm.store %c0_i64
// CHECK:             llvm.store %c-1_i64
// CHECK:         memref.store %[[C]]
func.func private @assertion(%c: i1, %x: memref<i1>) attributes {pipe.device} {
  %k = pipert.check_assertion %c at "the first"
  memref.store %k, %x[] : memref<i1>
  return
}

// CHECK-LABEL: func.func private @nothing(
// CHECK-SAME:    %{{[a-z0-9]+}}: memref<i1>) attributes
func.func private @nothing(%x: memref<i1>) attributes {pipe.device} {
  return
}

// CHECK-LABEL: func.func private @kernel(
// CHECK:         %[[F:.+]] = pipert.gpu_fault
// CHECK-NEXT:    pipert.gpu_launch @checks(%{{.+}}, %{{.+}}, %{{.+}}, %[[F]]) : index, index, memref<10xf32>, !llvm.ptr
// CHECK-NEXT:    pipert.gpu_launch @nothing(%{{.+}}) : memref<i1>
func.func private @kernel(%i: index, %x: memref<10xf32>, %c: memref<i1>) {
  pipert.gpu_launch @checks(%i, %i, %x) : index, index, memref<10xf32>
  pipert.gpu_launch @nothing(%c) : memref<i1>
  return
}
