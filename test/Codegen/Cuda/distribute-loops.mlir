// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-set-kernel-target{name={CUDA devices} vector-bytes=128 alignment=256},func.func(pipe-distribute-loops,cse,canonicalize))' \
// RUN:   -split-input-file | FileCheck %s
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(func.func(pipe-distribute-loops))' -split-input-file 2>&1 | FileCheck %s --check-prefix=NO-TARGET

// NO-TARGET: error: the module does not say what its kernels are made for: it has no 'pipe.kernel_target'; run pipe-set-kernel-target first

// A thread four elements, which fill 16 bytes; loops that lie together are one.
// Where a buffer begins elsewhere, a thread an element.

// CHECK-LABEL: func.func private @each(
// CHECK-SAME:    %[[X:.+]]: memref<10x100xf32>, %[[Y:.+]]: memref<10x100xf32>)
// CHECK-SAME:    pipe.blocks = 1 : i64, pipe.loop, pipe.threads = 256 : i64
// CHECK:         %[[PX:.+]] = memref.extract_aligned_pointer_as_index %[[X]]
// CHECK:         %[[RX:.+]] = arith.remui %[[PX]], %c16
// CHECK:         %[[PY:.+]] = memref.extract_aligned_pointer_as_index %[[Y]]
// CHECK:         %[[RY:.+]] = arith.remui %[[PY]], %c16
// CHECK:         %[[R:.+]] = arith.ori %[[RX]], %[[RY]]
// CHECK:         %[[A:.+]] = arith.cmpi eq, %[[R]], %c0
// CHECK:         scf.if %[[A]] {
// CHECK:           scf.for %[[I:.+]] = %{{.+}} to %c250 step %c256 {
// CHECK:             %[[N:.+]] = arith.muli %[[I]], %c4
// CHECK:             %[[E:.+]] = vector.load %{{.+}}[%[[N]]] {alignment = 16 : i64} : memref<1000xf32>, vector<4xf32>
// CHECK:             %[[S:.+]] = arith.negf %[[E]] : vector<4xf32>
// CHECK:             vector.store %[[S]], %{{.+}}[%[[N]]] {alignment = 16 : i64}
// CHECK:         } else {
// CHECK:           scf.for %[[J:.+]] = %{{.+}} to %c1000 step %c256 {
// CHECK:             %[[F:.+]] = memref.load %{{.+}}[%[[J]]]
// CHECK:             %[[T:.+]] = arith.negf %[[F]] : f32
// CHECK:             memref.store %[[T]], %{{.+}}[%[[J]]]
#id = affine_map<(i, j) -> (i, j)>
func.func private @each(%x: memref<10x100xf32>, %y: memref<10x100xf32>) attributes {pipe.loop} {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%x : memref<10x100xf32>) outs(%y : memref<10x100xf32>) {
  ^bb0(%a: f32, %o: f32):
    %n = arith.negf %a : f32
    linalg.yield %n : f32
  }
  return
}

// -----

// Narrower elements go with the widest; what all neighbours read is read once.

// CHECK-LABEL: func.func private @mixed(
// CHECK:         vector.load %{{.+}} {alignment = 8 : i64} : memref<800xf16>, vector<4xf16>
// CHECK:         %[[B:.+]] = memref.load
// CHECK:         vector.broadcast %[[B]]
// CHECK:         vector.store %{{.+}} {alignment = 16 : i64} : memref<800xf32>, vector<4xf32>
#id = affine_map<(i, j) -> (i, j)>
#row = affine_map<(i, j) -> (i)>
func.func private @mixed(%x: memref<8x100xf16>, %b: memref<8xf32>, %y: memref<8x100xf32>) attributes {pipe.loop} {
  linalg.generic {indexing_maps = [#id, #row, #id], iterator_types = ["parallel", "parallel"]}
      ins(%x, %b : memref<8x100xf16>, memref<8xf32>) outs(%y : memref<8x100xf32>) {
  ^bb0(%a: f16, %c: f32, %o: f32):
    %w = arith.extf %a : f16 to f32
    %s = arith.addf %w, %c : f32
    linalg.yield %s : f32
  }
  return
}

// Rows that are no whole number of accesses, or begin between two, are read
// element by element.

// CHECK-LABEL: func.func private @odd_rows(
// CHECK-NOT:     vector
// CHECK:         memref.load
func.func private @odd_rows(%x: memref<8x100xf32, strided<[101, 1]>>, %y: memref<8x100xf32>) attributes {pipe.loop} {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%x : memref<8x100xf32, strided<[101, 1]>>) outs(%y : memref<8x100xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  }
  return
}

// CHECK-LABEL: func.func private @short_row(
// CHECK-NOT:     vector
// CHECK:         memref.load
func.func private @short_row(%x: memref<7xf32>, %y: memref<7xf32>) attributes {pipe.loop} {
  linalg.copy ins(%x : memref<7xf32>) outs(%y : memref<7xf32>)
  return
}

// -----

// Where the loops go through memory differently, the element's number is taken
// apart; neighbours in the innermost loop are neighbouring threads.

// CHECK-LABEL: func.func private @transpose(
// CHECK:         scf.for %[[I:.+]] =
// CHECK:           %[[C:.+]] = arith.remui %[[I]], %c10 :
// CHECK:           %[[A:.+]] = arith.muli %[[C]], %c100
// CHECK:           %[[R:.+]] = arith.divui %[[I]], %c10 :
// CHECK:           %[[S:.+]] = arith.addi %[[A]], %[[R]]
// CHECK:           memref.load %{{.+}}[%[[S]]]
#t = affine_map<(i, j) -> (j, i)>
#id = affine_map<(i, j) -> (i, j)>
func.func private @transpose(%x: memref<10x100xf32>, %y: memref<100x10xf32>) attributes {pipe.loop} {
  linalg.generic {indexing_maps = [#t, #id], iterator_types = ["parallel", "parallel"]}
      ins(%x : memref<10x100xf32>) outs(%y : memref<100x10xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  }
  return
}

// -----

// Terms of a column in their order, in a register; neighbouring threads have
// neighbouring columns.

// CHECK-LABEL: func.func private @columns(
// CHECK-SAME:    pipe.blocks = 1 : i64, pipe.loop, pipe.threads = 128 : i64
// CHECK:         scf.for %[[I:.+]] = %{{.+}} to %c100
// CHECK:           %[[O:.+]] = memref.load %{{.+}}[%[[I]]]
// CHECK:           %[[S:.+]] = scf.for %[[K:.+]] = %c0 to %c64 step %c1 iter_args(%[[A:.+]] = %[[O]])
// CHECK:             %[[E:.+]] = memref.load
// CHECK:             arith.addf %[[A]], %[[E]]
// CHECK:           memref.store %[[S]]
#in = affine_map<(i, j) -> (j, i)>
#out = affine_map<(i, j) -> (i)>
func.func private @columns(%x: memref<64x100xf32>, %y: memref<100xf32>) attributes {pipe.loop} {
  linalg.generic {indexing_maps = [#in, #out], iterator_types = ["parallel", "reduction"]}
      ins(%x : memref<64x100xf32>) outs(%y : memref<100xf32>) attrs = {pipe.lanes = 1 : i64} {
  ^bb0(%a: f32, %o: f32):
    %s = arith.addf %o, %a : f32
    linalg.yield %s : f32
  }
  return
}

// -----

// A row has 32 lanes, one a thread of a warp. The last of 100 terms are those
// of 4 lanes. All threads shuffle, the first one of a row stores.

// CHECK-LABEL: func.func private @rows(
// CHECK-SAME:    pipe.blocks = 16 : i64, pipe.loop, pipe.threads = 128 : i64
// CHECK-DAG:     %[[ZERO:.+]] = arith.constant -0.000000e+00 : f32
// CHECK:         scf.for %[[I:.+]] = %{{.+}} to %c64 step %c64 {
// CHECK:           %[[W:.+]] = arith.divui %{{.+}}, %c32
// CHECK:           %[[N:.+]] = arith.addi %[[I]], %[[W]]
// CHECK:           arith.minui %[[N]], %c63
// CHECK:           %[[L:.+]] = arith.remui %{{.+}}, %c32
// CHECK:           %[[S:.+]] = scf.for %{{.+}} = %c0 to %c96 step %c32 iter_args(%{{.+}} = %[[ZERO]])
// CHECK:           %[[LAST:.+]] = arith.addi %[[L]], %c96
// CHECK:           %[[HAS:.+]] = arith.cmpi ult, %[[LAST]], %c100
// CHECK:           scf.if %[[HAS]] -> (f32) {
// CHECK:             arith.addf %[[S]]
// CHECK:             scf.yield %[[S]]
// CHECK:           gpu.shuffle xor %{{.+}}, %c16_i32, %c32_i32 : i32
// CHECK:           gpu.shuffle xor %{{.+}}, %c8_i32, %c32_i32 : i32
// CHECK:           gpu.shuffle xor %{{.+}}, %c4_i32, %c32_i32 : i32
// CHECK:           gpu.shuffle xor %{{.+}}, %c2_i32, %c32_i32 : i32
// CHECK:           gpu.shuffle xor %{{.+}}, %c1_i32, %c32_i32 : i32
// CHECK:           %[[FIRST:.+]] = arith.cmpi eq, %[[L]], %c0
// CHECK:           %[[OWN:.+]] = arith.cmpi ult, %[[N]], %c64
// CHECK:           %[[BOTH:.+]] = arith.andi %[[FIRST]], %[[OWN]]
// CHECK:           scf.if %[[BOTH]] {
// CHECK:             memref.store
#in = affine_map<(i, j) -> (i, j)>
#out = affine_map<(i, j) -> (i)>
func.func private @rows(%x: memref<64x100xf32>, %y: memref<64xf32>) attributes {pipe.loop} {
  linalg.generic {indexing_maps = [#in, #out], iterator_types = ["parallel", "reduction"]}
      ins(%x : memref<64x100xf32>) outs(%y : memref<64xf32>) {
  ^bb0(%a: f32, %o: f32):
    %s = arith.addf %o, %a : f32
    linalg.yield %s : f32
  }
  return
}

// -----

// Long rows have four lanes a thread, rows of f64 16 lanes, so that a warp has
// two rows.

// CHECK-LABEL: func.func private @long_rows(
// CHECK:         scf.for %{{.+}} = %c0 to %c512 step %c128 iter_args(%{{.+}} = %{{.+}}, %{{.+}} = %{{.+}}, %{{.+}} = %{{.+}}, %{{.+}} = %{{.+}})
#in = affine_map<(i, j) -> (i, j)>
#out = affine_map<(i, j) -> (i)>
func.func private @long_rows(%x: memref<64x512xf32>, %y: memref<64xf32>) attributes {pipe.loop} {
  linalg.generic {indexing_maps = [#in, #out], iterator_types = ["parallel", "reduction"]}
      ins(%x : memref<64x512xf32>) outs(%y : memref<64xf32>) {
  ^bb0(%a: f32, %o: f32):
    %s = arith.maximumf %o, %a : f32
    linalg.yield %s : f32
  }
  return
}

// CHECK-LABEL: func.func private @rows_f64(
// CHECK-SAME:    pipe.blocks = 8 : i64, pipe.loop, pipe.threads = 128 : i64
// CHECK:           arith.divui %{{.+}}, %c16
// CHECK:           gpu.shuffle xor %{{.+}}, %c8_i32, %c32_i32 : i64
// CHECK-COUNT-3:   gpu.shuffle xor
// CHECK-NOT:       gpu.shuffle
func.func private @rows_f64(%x: memref<64x100xf64>, %y: memref<64xf64>) attributes {pipe.loop} {
  linalg.generic {indexing_maps = [#in, #out], iterator_types = ["parallel", "reduction"]}
      ins(%x : memref<64x100xf64>) outs(%y : memref<64xf64>) {
  ^bb0(%a: f64, %o: f64):
    %s = arith.addf %o, %a : f64
    linalg.yield %s : f64
  }
  return
}

// -----

// The body may read other memory, with the index of its element. What it
// writes, or elements that are written more than once, are for one thread.

// CHECK-LABEL: func.func private @gather(
// CHECK-SAME:    pipe.threads = 128 : i64
// CHECK:         scf.for %[[I:.+]] = %{{.+}} to %c100
// CHECK:           memref.load %{{.+}}[%[[I]]]
#v = affine_map<(i) -> (i)>
func.func private @gather(%k: memref<100xindex>, %x: memref<10x100xf32>, %y: memref<100xf32>) attributes {pipe.loop} {
  linalg.generic {indexing_maps = [#v, #v], iterator_types = ["parallel"]}
      ins(%k : memref<100xindex>) outs(%y : memref<100xf32>) {
  ^bb0(%a: index, %o: f32):
    %i = linalg.index 0 : index
    %e = memref.load %x[%a, %i] : memref<10x100xf32>
    linalg.yield %e : f32
  }
  return
}

// CHECK-LABEL: func.func private @scatter(
// CHECK-SAME:    pipe.blocks = 1 : i64, pipe.loop, pipe.threads = 1 : i64
// CHECK:         linalg.generic
func.func private @scatter(%k: memref<100xindex>, %x: memref<100xf32>, %y: memref<100xf32>) attributes {pipe.loop} {
  linalg.generic {indexing_maps = [#v, #v], iterator_types = ["parallel"]}
      ins(%k : memref<100xindex>) outs(%y : memref<100xf32>) {
  ^bb0(%a: index, %o: f32):
    memref.store %o, %x[%a] : memref<100xf32>
    linalg.yield %o : f32
  }
  return
}

// CHECK-LABEL: func.func private @reads_result(
// CHECK-SAME:    pipe.threads = 1 : i64
func.func private @reads_result(%k: memref<100xindex>, %y: memref<100xf32>) attributes {pipe.loop} {
  linalg.generic {indexing_maps = [#v, #v], iterator_types = ["parallel"]}
      ins(%k : memref<100xindex>) outs(%y : memref<100xf32>) {
  ^bb0(%a: index, %o: f32):
    %e = memref.load %y[%a] : memref<100xf32>
    linalg.yield %e : f32
  }
  return
}

// CHECK-LABEL: func.func private @broadcast_result(
// CHECK-SAME:    pipe.threads = 1 : i64
func.func private @broadcast_result(%x: memref<100xf32>, %y: memref<10x100xf32, strided<[0, 1]>>) attributes {pipe.loop} {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%x : memref<100xf32>) outs(%y : memref<10x100xf32, strided<[0, 1]>>) {
  ^bb0(%a: f32, %o: f32):
    %s = arith.addf %a, %o : f32
    linalg.yield %s : f32
  }
  return
}

// -----

// Code between nests is for one thread; kernels have no threads.

// CHECK-LABEL: func.func private @pipe_piece(
// CHECK-SAME:    pipe.blocks = 1 : i64, pipe.device, pipe.threads = 1 : i64
func.func private @pipe_piece(%x: memref<4xf32>) attributes {pipe.device} {
  linalg.copy ins(%x : memref<4xf32>) outs(%x : memref<4xf32>)
  return
}

// CHECK-LABEL: func.func private @kernel(
// CHECK-NOT:     pipe.threads
func.func private @kernel(%x: memref<4xf32>) {
  return
}
