// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-set-kernel-target{name={the host} vector-bytes=64 alignment=64},func.func(pipe-pack-workspace))' \
// RUN:   --allow-unregistered-dialect -split-input-file -verify-diagnostics | FileCheck %s

// The first and the third are never alive together and share bytes; the second
// meets both. 100 bytes take 128 up to the next boundary; the end is exact.

// CHECK-LABEL: func.func private @lifetimes(
// CHECK-SAME:    %[[X:.+]]: memref<25xf32>, %[[WS:.+]]: memref<228xi8>)
// CHECK-SAME:    attributes {pipe.workspace_bytes = 228 : i64}
func.func private @lifetimes(%x: memref<25xf32>) {
  // CHECK-NOT: memref.alloc
  // CHECK:     %[[C0:.+]] = arith.constant 0 : index
  // CHECK:     %[[A:.+]] = memref.view %[[WS]][%[[C0]]][] : memref<228xi8> to memref<25xf32>
  // CHECK:     %[[C128:.+]] = arith.constant 128 : index
  // CHECK:     %[[B:.+]] = memref.view %[[WS]][%[[C128]]][] : memref<228xi8> to memref<25xf32>
  // CHECK:     %[[C0:.+]] = arith.constant 0 : index
  // CHECK:     %[[C:.+]] = memref.view %[[WS]][%[[C0]]][] : memref<228xi8> to memref<5xf32>
  // CHECK:     linalg.copy ins(%[[X]] {{.*}} outs(%[[A]]
  %a = memref.alloc() : memref<25xf32>
  %b = memref.alloc() : memref<25xf32>
  %c = memref.alloc() : memref<5xf32>
  %zero = arith.constant 0.0 : f32
  linalg.copy ins(%x : memref<25xf32>) outs(%a : memref<25xf32>)
  linalg.copy ins(%a : memref<25xf32>) outs(%b : memref<25xf32>)
  linalg.fill ins(%zero : f32) outs(%c : memref<5xf32>)
  linalg.copy ins(%b : memref<25xf32>) outs(%x : memref<25xf32>)
  "test.use"(%c) : (memref<5xf32>) -> ()
  return
}

// -----

// A view keeps its buffer alive; what a loop uses lives as long as the loop.

// CHECK-LABEL: func.func private @views_and_loops(
// CHECK-SAME:    attributes {pipe.workspace_bytes = 80 : i64}
func.func private @views_and_loops() {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %a = memref.alloc() : memref<2x2xf32>
  %v = memref.collapse_shape %a [[0, 1]] : memref<2x2xf32> into memref<4xf32>
  "test.use"(%a) : (memref<2x2xf32>) -> ()
  scf.for %i = %c0 to %c4 step %c1 {
    %b = memref.alloc() : memref<4xf32>
    "test.use"(%b) : (memref<4xf32>) -> ()
  }
  "test.use"(%v) : (memref<4xf32>) -> ()
  return
}

// -----

// CHECK-LABEL: func.func private @negative_no_temporaries(
// CHECK-SAME:    %{{.+}}: memref<25xf32>, %{{.+}}: memref<0xi8>)
// CHECK-SAME:    attributes {pipe.workspace_bytes = 0 : i64}
func.func private @negative_no_temporaries(%x: memref<25xf32>) {
  // CHECK-NOT: memref.view
  return
}

// -----

func.func private @negative_dynamic_size(%n: index) {
  // expected-error@+1 {{a temporary of type 'memref<?xf32>' has no place in a workspace}}
  %a = memref.alloc(%n) : memref<?xf32>
  "test.use"(%a) : (memref<?xf32>) -> ()
  return
}
