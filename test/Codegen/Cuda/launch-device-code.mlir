// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-set-kernel-target{name={CUDA devices} vector-bytes=128 alignment=256},pipe-launch-device-code)' \
// RUN:   -split-input-file -verify-diagnostics | FileCheck %s

// A nest is launched; an element that is read and written between nests takes a
// function for one thread, once for both places.

// CHECK-LABEL: func.func private @elements(
// CHECK-SAME:    %[[X:.+]]: memref<4xf32>, %[[Y:.+]]: memref<4xf32>, %{{.+}}: memref<0xi8>)
// CHECK-NOT:     memref.load
// CHECK:         pipert.gpu_launch @pipe_loop(%[[X]], %[[Y]]) : memref<4xf32>, memref<4xf32>
// CHECK-NEXT:    pipert.gpu_launch @pipe_piece(%[[X]], %[[Y]]) : memref<4xf32>, memref<4xf32>
// CHECK-NEXT:    pipert.gpu_launch @pipe_loop(%[[Y]], %[[X]])
// CHECK-NEXT:    pipert.gpu_launch @pipe_piece(%[[Y]], %[[X]])
// CHECK-NEXT:    return
// CHECK:       func.func private @pipe_loop(
// CHECK-SAME:    attributes {pipe.loop}
// CHECK:       func.func private @pipe_piece(%[[A:.+]]: memref<4xf32>, %[[B:.+]]: memref<4xf32>) attributes {pipe.device} {
// CHECK:         %[[E:.+]] = memref.load %[[A]]
// CHECK:         %[[N:.+]] = arith.negf %[[E]]
// CHECK:         memref.store %[[N]], %[[B]]
// CHECK-NOT:   func.func
func.func private @elements(%x: memref<4xf32>, %y: memref<4xf32>, %workspace: memref<0xi8>) attributes {pipe.workspace_bytes = 0 : i64} {
  %c1 = arith.constant 1 : index
  func.call @pipe_loop(%x, %y) : (memref<4xf32>, memref<4xf32>) -> ()
  %e = memref.load %x[%c1] : memref<4xf32>
  %n = arith.negf %e : f32
  memref.store %n, %y[%c1] : memref<4xf32>
  func.call @pipe_loop(%y, %x) : (memref<4xf32>, memref<4xf32>) -> ()
  %f = memref.load %y[%c1] : memref<4xf32>
  %m = arith.negf %f : f32
  memref.store %m, %x[%c1] : memref<4xf32>
  return
}
func.func private @pipe_loop(%x: memref<4xf32>, %y: memref<4xf32>) attributes {pipe.loop} {
  linalg.copy ins(%x : memref<4xf32>) outs(%y : memref<4xf32>)
  return
}

// -----

// What a nest has to know of the data goes through the workspace.

// CHECK-LABEL: func.func private @row(
// CHECK-SAME:    %[[T:.+]]: memref<10x4xf32>, %[[K:.+]]: memref<2xindex>, %[[Y:.+]]: memref<4xf32>, %[[W:.+]]: memref<264xi8>)
// CHECK-SAME:    pipe.workspace_bytes = 264
// CHECK:         %[[SLOT:.+]] = memref.view %[[W]][%{{.+}}][] : memref<264xi8> to memref<index>
// CHECK:         pipert.gpu_launch @pipe_piece(%[[K]], %[[SLOT]]) : memref<2xindex>, memref<index>
// CHECK:         pipert.gpu_launch @[[NEST:.+]](%{{.+}}, %[[SLOT]], %[[Y]]) : memref<f32>, memref<index>, memref<4xf32>
// CHECK:       func.func private @pipe_piece(%[[A:.+]]: memref<2xindex>, %[[B:.+]]: memref<index>) attributes {pipe.device} {
// CHECK:         %[[I:.+]] = memref.load %[[A]]
// CHECK:         %[[C:.+]] = pipert.check_index %[[I]] below 10
// CHECK:         %[[O:.+]] = arith.muli %[[C]]
// CHECK:         memref.store %[[O]], %[[B]][]
// CHECK:       func.func private @[[NEST]](%{{.+}}: memref<f32>, %[[D:.+]]: memref<index>, %{{.+}}: memref<4xf32> {llvm.noalias}) attributes {pipe.loop} {
// CHECK:         %[[L:.+]] = memref.load %[[D]][]
// CHECK:         memref.reinterpret_cast %{{.+}} to offset: [%[[L]]]
// CHECK:         linalg.copy
func.func private @row(%t: memref<10x4xf32>, %k: memref<2xindex>, %y: memref<4xf32>, %workspace: memref<256xi8>) attributes {pipe.workspace_bytes = 256 : i64} {
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %i = memref.load %k[%c1] : memref<2xindex>
  %j = pipert.check_index %i below 10 at "here"
  %o = arith.muli %j, %c4 : index
  %b, %start, %sizes:2, %strides:2 = memref.extract_strided_metadata %t : memref<10x4xf32> -> memref<f32>, index, index, index, index, index
  func.call @pipe_loop(%b, %o, %y) : (memref<f32>, index, memref<4xf32>) -> ()
  return
}
func.func private @pipe_loop(%x: memref<f32>, %o: index, %y: memref<4xf32> {llvm.noalias}) attributes {pipe.loop} {
  %v = memref.reinterpret_cast %x to offset: [%o], sizes: [4], strides: [1] : memref<f32> to memref<4xf32, strided<[1], offset: ?>>
  linalg.copy ins(%v : memref<4xf32, strided<[1], offset: ?>>) outs(%y : memref<4xf32>)
  return
}

// -----

// A loop stays on the host if it launches, and is the device's if not. What it
// carries it keeps in place.

// CHECK-LABEL: func.func private @loops(
// CHECK-SAME:    %[[X:.+]]: memref<4xf32>, %[[Y:.+]]: memref<4xf32>, %{{.+}}: memref<0xi8>)
// CHECK:         scf.for
// CHECK:           pipert.gpu_launch @pipe_loop(%[[X]], %[[Y]])
// CHECK:         pipert.gpu_launch @pipe_piece(%[[Y]])
// CHECK-NEXT:    return
// CHECK:       func.func private @pipe_piece(%[[B:.+]]: memref<4xf32>)
// CHECK:         scf.for
// CHECK:           memref.store
func.func private @loops(%x: memref<4xf32>, %y: memref<4xf32>, %workspace: memref<0xi8>) attributes {pipe.workspace_bytes = 0 : i64} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %zero = arith.constant 0.0 : f32
  %r = scf.for %i = %c0 to %c4 step %c1 iter_args(%b = %y) -> (memref<4xf32>) {
    func.call @pipe_loop(%x, %b) : (memref<4xf32>, memref<4xf32>) -> ()
    scf.yield %b : memref<4xf32>
  }
  scf.for %i = %c0 to %c4 step %c1 {
    memref.store %zero, %r[%i] : memref<4xf32>
  }
  return
}
func.func private @pipe_loop(%x: memref<4xf32>, %y: memref<4xf32>) attributes {pipe.loop} {
  linalg.copy ins(%x : memref<4xf32>) outs(%y : memref<4xf32>)
  return
}

// -----

// A view that a loop makes itself and carries out is the loop's result still.

// CHECK-LABEL: func.func private @while(
// CHECK-SAME:    %[[X:.+]]: memref<4xf32>, %[[Y:.+]]: memref<4xf32>, %[[Z:.+]]: memref<4xf32>, %[[Q:.+]]: memref<2xf32>, %{{.+}}: memref<0xi8>)
// CHECK:         %[[R:.+]]:3 = scf.while
// CHECK:           pipert.gpu_launch @pipe_loop(%[[X]], %[[Y]])
// CHECK:         pipert.gpu_launch @pipe_half(%[[R]]#2, %[[Q]])
// CHECK:         pipert.gpu_launch @pipe_loop(%[[Y]], %[[Z]])
func.func private @while(%x: memref<4xf32>, %y: memref<4xf32>, %z: memref<4xf32>, %q: memref<2xf32>, %workspace: memref<0xi8>) attributes {pipe.workspace_bytes = 0 : i64} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %i, %b, %v = scf.while (%j = %c0, %a = %y) : (index, memref<4xf32>) -> (index, memref<4xf32>, memref<2xf32>) {
    %go = arith.cmpi ult, %j, %c4 : index
    %w = memref.reinterpret_cast %a to offset: [0], sizes: [2], strides: [1] : memref<4xf32> to memref<2xf32>
    scf.condition(%go) %j, %a, %w : index, memref<4xf32>, memref<2xf32>
  } do {
  ^bb0(%j: index, %a: memref<4xf32>, %w: memref<2xf32>):
    func.call @pipe_loop(%x, %a) : (memref<4xf32>, memref<4xf32>) -> ()
    %k = arith.addi %j, %c1 : index
    scf.yield %k, %a : index, memref<4xf32>
  }
  func.call @pipe_half(%v, %q) : (memref<2xf32>, memref<2xf32>) -> ()
  func.call @pipe_loop(%b, %z) : (memref<4xf32>, memref<4xf32>) -> ()
  return
}
func.func private @pipe_loop(%x: memref<4xf32>, %y: memref<4xf32>) attributes {pipe.loop} {
  linalg.copy ins(%x : memref<4xf32>) outs(%y : memref<4xf32>)
  return
}
func.func private @pipe_half(%x: memref<2xf32>, %y: memref<2xf32>) attributes {pipe.loop} {
  linalg.copy ins(%x : memref<2xf32>) outs(%y : memref<2xf32>)
  return
}

// -----

// Where data decide whether something runs, one thread runs it, nests and
// products too. Only their function is left.

// CHECK-LABEL: func.func private @branch(
// CHECK-NEXT:    pipert.gpu_launch @pipe_piece(
// CHECK-NEXT:    return
// CHECK-NOT:   func.func private @pipe_loop
// CHECK:       func.func private @pipe_piece(
// CHECK:         scf.if
// CHECK:           linalg.copy
// CHECK:           linalg.fill
// CHECK:           linalg.matmul {pipe.lanes = 1 : i64}
// CHECK:           linalg.copy
func.func private @branch(%c: memref<i1>, %x: memref<4x4xf32>, %y: memref<4x4xf32>, %workspace: memref<0xi8>) attributes {pipe.workspace_bytes = 0 : i64} {
  %k = memref.load %c[] : memref<i1>
  scf.if %k {
    func.call @pipe_loop(%x, %y) : (memref<4x4xf32>, memref<4x4xf32>) -> ()
    linalg.matmul {pipe.contraction, pipe.overwrite} ins(%x, %x : memref<4x4xf32>, memref<4x4xf32>) outs(%y : memref<4x4xf32>)
    memref.copy %y, %x : memref<4x4xf32> to memref<4x4xf32>
  }
  return
}
func.func private @pipe_loop(%x: memref<4x4xf32>, %y: memref<4x4xf32>) attributes {pipe.loop} {
  linalg.copy ins(%x : memref<4x4xf32>) outs(%y : memref<4x4xf32>)
  return
}

// -----

// Where data choose the buffer, one thread does the whole kernel.

// CHECK-LABEL: func.func private @choice(
// CHECK-NEXT:    pipert.gpu_launch @pipe_piece(
// CHECK-NEXT:    return
// CHECK:       func.func private @pipe_piece(
// CHECK:         arith.select
// CHECK:         linalg.copy
func.func private @choice(%c: memref<i1>, %x: memref<4xf32>, %y: memref<4xf32>, %z: memref<4xf32>, %workspace: memref<0xi8>) attributes {pipe.workspace_bytes = 0 : i64} {
  %k = memref.load %c[] : memref<i1>
  %b = arith.select %k, %x, %y : memref<4xf32>
  func.call @pipe_loop(%b, %z) : (memref<4xf32>, memref<4xf32>) -> ()
  return
}
func.func private @pipe_loop(%x: memref<4xf32>, %y: memref<4xf32>) attributes {pipe.loop} {
  linalg.copy ins(%x : memref<4xf32>) outs(%y : memref<4xf32>)
  return
}

// -----

// Nests read constants of the module themselves; a product finds them in the
// workspace.

// CHECK-LABEL: func.func private @constants(
// CHECK-SAME:    %[[X:.+]]: memref<4x4xf32>, %[[Y:.+]]: memref<4x4xf32>, %{{.+}}: memref<320xi8>)
// CHECK:         %[[P:.+]] = memref.view %{{.+}} : memref<320xi8> to memref<4x4xf32>
// CHECK:         pipert.gpu_launch @[[NEST:.+]](%[[Y]]) : memref<4x4xf32>
// CHECK-NEXT:    pipert.gpu_launch @[[COPY:.+]](%[[P]]) : memref<4x4xf32>
// CHECK-NEXT:    linalg.matmul {pipe.contraction} ins(%[[X]], %[[P]]
// CHECK:       func.func private @[[NEST]](
// CHECK-NEXT:    memref.get_global @table
memref.global "private" constant @table : memref<4x4xf32> = dense<[[1., 2., 3., 4.], [5., 6., 7., 8.], [1., 2., 3., 4.], [5., 6., 7., 8.]]>
func.func private @constants(%x: memref<4x4xf32>, %y: memref<4x4xf32>, %workspace: memref<8xi8>) attributes {pipe.workspace_bytes = 8 : i64} {
  %t = memref.get_global @table : memref<4x4xf32>
  func.call @pipe_loop(%t, %y) : (memref<4x4xf32>, memref<4x4xf32>) -> ()
  linalg.matmul {pipe.contraction} ins(%x, %t : memref<4x4xf32>, memref<4x4xf32>) outs(%y : memref<4x4xf32>)
  return
}
func.func private @pipe_loop(%x: memref<4x4xf32>, %y: memref<4x4xf32>) attributes {pipe.loop} {
  linalg.copy ins(%x : memref<4x4xf32>) outs(%y : memref<4x4xf32>)
  return
}

// -----

// A copy of a run of bytes stays one; others are nests. A nest without
// iterations is not launched.

// CHECK-LABEL: func.func private @copies(
// CHECK-NEXT:    memref.copy
// CHECK-NEXT:    pipert.gpu_launch @[[COPY:.+]](%{{.+}}, %{{.+}}) : memref<4x4xf32, strided<[8, 1]>>, memref<4x4xf32>
// CHECK-NEXT:    return
func.func private @copies(%a: memref<4x4xf32, strided<[8, 1]>>, %b: memref<4x4xf32>, %c: memref<4x4xf32>, %e: memref<0xf32>, %workspace: memref<0xi8>) attributes {pipe.workspace_bytes = 0 : i64} {
  memref.copy %b, %c : memref<4x4xf32> to memref<4x4xf32>
  memref.copy %a, %b : memref<4x4xf32, strided<[8, 1]>> to memref<4x4xf32>
  func.call @pipe_loop(%e, %e) : (memref<0xf32>, memref<0xf32>) -> ()
  return
}
func.func private @pipe_loop(%x: memref<0xf32>, %y: memref<0xf32>) attributes {pipe.loop} {
  linalg.copy ins(%x : memref<0xf32>) outs(%y : memref<0xf32>)
  return
}

// -----

// expected-error@+1 {{has no workspace; run pipe-pack-workspace first}}
func.func private @negative_no_workspace(%x: memref<4xf32>) {
  return
}

// -----

func.func private @negative_inline_nest(%x: memref<4xf32>, %workspace: memref<0xi8>) attributes {pipe.workspace_bytes = 0 : i64} {
  // expected-error@+1 {{'linalg.copy' op is no call yet; run pipe-outline-loops first}}
  linalg.copy ins(%x : memref<4xf32>) outs(%x : memref<4xf32>)
  return
}

// -----

func.func private @other(%x: memref<4xf32>)
func.func private @negative_call(%x: memref<4xf32>, %workspace: memref<0xi8>) attributes {pipe.workspace_bytes = 0 : i64} {
  // expected-error@+1 {{'func.call' op calls no loop nest; run pipe-outline-loops first}}
  func.call @other(%x) : (memref<4xf32>) -> ()
  return
}

// -----

func.func private @other(%x: memref<4xf32>)
func.func private @negative_call_in_branch(%c: memref<i1>, %x: memref<4xf32>, %workspace: memref<0xi8>) attributes {pipe.workspace_bytes = 0 : i64} {
  %k = memref.load %c[] : memref<i1>
  scf.if %k {
    // expected-error@+1 {{'func.call' op calls no loop nest; run pipe-outline-loops first}}
    func.call @other(%x) : (memref<4xf32>) -> ()
  }
  return
}

// -----

// expected-error@+1 {{needs a workspace of more than 2^63 bytes}}
func.func private @negative_large(%c: memref<2xindex>, %x: memref<4xf32>, %y: memref<4xf32>, %workspace: memref<9223372036854775800xi8>) attributes {pipe.workspace_bytes = 9223372036854775800 : i64} {
  %c0 = arith.constant 0 : index
  %k = memref.load %c[%c0] : memref<2xindex>
  func.call @pipe_loop(%x, %y) : (memref<4xf32>, memref<4xf32>) -> ()
  memref.store %k, %c[%c0] : memref<2xindex>
  return
}
func.func private @pipe_loop(%x: memref<4xf32>, %y: memref<4xf32>) attributes {pipe.loop} {
  linalg.copy ins(%x : memref<4xf32>) outs(%y : memref<4xf32>)
  return
}
