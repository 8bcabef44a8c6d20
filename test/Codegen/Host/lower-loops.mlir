// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-set-kernel-target{name={the host} vector-bytes=64 alignment=64},func.func(pipe-lower-loops,cse,canonicalize))' \
// RUN:   -split-input-file | FileCheck %s

#id = affine_map<(i, j) -> (i, j)>

// Two loops that walk memory like one become one; what does not fill a vector
// is masked.

// CHECK-LABEL: func.func @elementwise(
func.func @elementwise(%x: memref<3x35xf32>, %y: memref<3x35xf32>) {
  // CHECK-DAG: %[[C96:.+]] = arith.constant 96 : index
  // CHECK-DAG: %[[C16:.+]] = arith.constant 16 : index
  // CHECK:     scf.for %[[I:.+]] = %{{.+}} to %[[C96]] step %[[C16]] {
  // CHECK:       %[[V:.+]] = vector.load %{{.+}}[%[[I]]] : memref<105xf32>, vector<16xf32>
  // CHECK:       %[[N:.+]] = arith.negf %[[V]] : vector<16xf32>
  // CHECK:       vector.store %[[N]]
  // CHECK:     }
  // CHECK-NOT: scf.for
  // CHECK:     vector.maskedload %{{.+}}[%[[C96]]]
  // CHECK:     vector.maskedstore %{{.+}}[%[[C96]]]
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%x : memref<3x35xf32>) outs(%y : memref<3x35xf32>) {
  ^bb0(%a: f32, %o: f32):
    %b = arith.negf %a : f32
    linalg.yield %b : f32
  }
  return
}

// -----

#id = affine_map<(i, j) -> (i, j)>
#row = affine_map<(i, j) -> (i)>

// What is the same for a whole row stays a scalar, so that it is computed once.

// CHECK-LABEL: func.func @uniform(
func.func @uniform(%x: memref<3x32xf32>, %s: memref<3xf32>, %y: memref<3x32xf32>) {
  // CHECK: memref.load {{.*}} : memref<3xf32>
  // CHECK: %[[ROOT:.+]] = math.sqrt %{{.+}} : f32
  // CHECK: %[[V:.+]] = vector.broadcast %[[ROOT]] : f32 to vector<16xf32>
  // CHECK: arith.divf %{{.+}}, %[[V]] : vector<16xf32>
  linalg.generic {indexing_maps = [#id, #row, #id], iterator_types = ["parallel", "parallel"]} ins(%x, %s : memref<3x32xf32>, memref<3xf32>) outs(%y : memref<3x32xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %c = math.sqrt %b : f32
    %d = arith.divf %a, %c : f32
    linalg.yield %d : f32
  }
  return
}

// -----

#id = affine_map<(i, j) -> (i, j)>
#row = affine_map<(i, j) -> (i)>

// A row is summed in 16 lanes from the neutral element -0; halves are added; the
// old value comes last. The rest of the row changes its lanes only.

// CHECK-LABEL: func.func @lanes(
func.func @lanes(%x: memref<3x40xf32>, %y: memref<3xf32>) {
  // CHECK-DAG: %[[MASK:.+]] = arith.constant dense<[true, true, true, true, true, true, true, true, false, false, false, false, false, false, false, false]>
  // CHECK-DAG: %[[NEUTRAL:.+]] = arith.constant dense<-0.000000e+00> : vector<16xf32>
  // CHECK:     %[[S:.+]] = scf.for {{.*}} iter_args(%[[A:.+]] = %[[NEUTRAL]]) -> (vector<16xf32>)
  // CHECK:       arith.addf %{{.+}}, %[[A]] : vector<16xf32>
  // CHECK:     %[[M:.+]] = vector.maskedload %{{.+}}, %[[MASK]]
  // CHECK:     %[[T:.+]] = arith.addf %[[M]], %[[S]]
  // CHECK:     %[[U:.+]] = arith.select %[[MASK]], %[[T]], %[[S]]
  // CHECK:     %[[OLD:.+]] = memref.load
  // CHECK-DAG: %[[LOW:.+]] = vector.shuffle %[[U]], %[[U]] [0, 1, 2, 3, 4, 5, 6, 7]
  // CHECK-DAG: %[[HIGH:.+]] = vector.shuffle %[[U]], %[[U]] [8, 9, 10, 11, 12, 13, 14, 15]
  // CHECK:     arith.addf %[[LOW]], %[[HIGH]] : vector<8xf32>
  // CHECK:     %[[ONE:.+]] = vector.extract
  // CHECK:     %[[SUM:.+]] = arith.addf %[[OLD]], %[[ONE]] : f32
  // CHECK:     memref.store %[[SUM]]
  linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%x : memref<3x40xf32>) outs(%y : memref<3xf32>) attrs = {pipe.lanes = 16 : i64} {
  ^bb0(%a: f32, %o: f32):
    %b = arith.addf %a, %o : f32
    linalg.yield %b : f32
  }
  return
}

// -----

#id = affine_map<(i, j) -> (i, j)>
#row = affine_map<(i, j) -> (i)>

// The attribute says in order, so it is in order, although lanes would do.

// CHECK-LABEL: func.func @negative_lanes(
func.func @negative_lanes(%x: memref<3x40xf32>, %y: memref<3xf32>) {
  // CHECK-NOT: vector<
  // CHECK:     arith.addf {{.*}} : f32
  linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%x : memref<3x40xf32>) outs(%y : memref<3xf32>) attrs = {pipe.lanes = 1 : i64} {
  ^bb0(%a: f32, %o: f32):
    %b = arith.addf %a, %o : f32
    linalg.yield %b : f32
  }
  return
}

// -----

#id = affine_map<(i, j) -> (i, j)>
#column = affine_map<(i, j) -> (j)>

// Columns: the sums stay in registers while the loop goes down the rows.

// CHECK-LABEL: func.func @columns(
func.func @columns(%x: memref<50x32xf32>, %y: memref<32xf32>) {
  // CHECK: %[[A:.+]] = vector.load
  // CHECK: %[[B:.+]] = vector.load
  // CHECK: %[[S:.+]]:2 = scf.for {{.*}} iter_args(%{{.+}} = %[[A]], %{{.+}} = %[[B]])
  // CHECK: vector.store %[[S]]#0
  // CHECK: vector.store %[[S]]#1
  linalg.generic {indexing_maps = [#id, #column], iterator_types = ["reduction", "parallel"]} ins(%x : memref<50x32xf32>) outs(%y : memref<32xf32>) attrs = {pipe.lanes = 1 : i64} {
  ^bb0(%a: f32, %o: f32):
    %b = arith.addf %o, %a : f32
    linalg.yield %b : f32
  }
  return
}

// -----

#token = affine_map<(i, j) -> (i)>
#id = affine_map<(i, j) -> (i, j)>

// A body that reads where its data says is not for vectors.

// CHECK-LABEL: func.func @negative_gather(
func.func @negative_gather(%t: memref<9x32xf32>, %n: memref<3xindex>, %y: memref<3x32xf32>) {
  // CHECK:     scf.for
  // CHECK:       scf.for
  // CHECK-NOT:     vector<
  linalg.generic {indexing_maps = [#token, #id], iterator_types = ["parallel", "parallel"]} ins(%n : memref<3xindex>) outs(%y : memref<3x32xf32>) {
  ^bb0(%r: index, %o: f32):
    %j = linalg.index 1 : index
    %v = memref.load %t[%r, %j] : memref<9x32xf32>
    linalg.yield %v : f32
  }
  return
}

// -----

#id = affine_map<(i, j) -> (i, j)>

// Indices along a vector; the outer one is a scalar.

// CHECK-LABEL: func.func @indices(
func.func @indices(%y: memref<3x16xi32>) {
  // CHECK: %[[STEPS:.+]] = arith.constant dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]> : vector<16xindex>
  // CHECK: scf.for %[[I:.+]] =
  // CHECK:   %[[V:.+]] = vector.broadcast %[[I]] : index to vector<16xindex>
  // CHECK:   arith.subi %[[STEPS]], %[[V]] : vector<16xindex>
  linalg.generic {indexing_maps = [#id], iterator_types = ["parallel", "parallel"]} outs(%y : memref<3x16xi32>) {
  ^bb0(%o: i32):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %d = arith.subi %j, %i : index
    %n = arith.index_cast %d : index to i32
    linalg.yield %n : i32
  }
  return
}
