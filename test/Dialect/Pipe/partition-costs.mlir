// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import{function=main batch=x pure-dialects=m},pipe-partition{stages=9 cut-after=a,b,c,d,e,f,g,h})' | FileCheck %s
// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import{function=main batch=x pure-dialects=m},pipe-partition{stages=2})' -o /dev/null 2>&1 \
// RUN:   | FileCheck %s --check-prefix=REMARK --implicit-check-not='does not tell'

// What one op of a kind costs: operations + 2 * bytes of operands and results.

func.func @main(%x: tensor<4x8xf32> loc("x"), %w: tensor<8x16xf32> loc("w"), %k: tensor<2x2x1x3xf32> loc("k"))
    -> (tensor<4x16xf32>, tensor<1x3x7x3xf32>) {
  // 32 elements, 16 operations each for a math function, 2 * 256 bytes.
  // CHECK: stage 0 {{.*}} cost 1024
  %a = math.tanh %x : tensor<4x8xf32> loc("a")
  // 32 elements, 1 operation each, 3 * 128 bytes.
  // CHECK: stage 1 {{.*}} cost 800
  %b = arith.addf %a, %x : tensor<4x8xf32> loc("b")
  // 2 * 4 * 16 * 8 = 1024 operations; 128 + 512 + 256 + 256 bytes.
  // CHECK: stage 2 {{.*}} cost 3328
  %e0 = tensor.empty() : tensor<4x16xf32>
  %c = linalg.matmul ins(%b, %w : tensor<4x8xf32>, tensor<8x16xf32>) outs(%e0 : tensor<4x16xf32>) -> tensor<4x16xf32> loc("c")
  // Two operations of the body, one of them a math function; 3 * 256 bytes.
  // CHECK: stage 3 {{.*}} cost 2624
  %d = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%c : tensor<4x16xf32>) outs(%e0 : tensor<4x16xf32>) {
  ^bb0(%in: f32, %out: f32):
    %0 = math.exp %in : f32
    %1 = arith.mulf %0, %in : f32
    linalg.yield %1 : f32
  } -> tensor<4x16xf32> loc("d")
  // A reshape is free.
  // CHECK: stage 4 {{.*}} cost 0
  %e = tensor.expand_shape %x [[0, 1], [2, 3]] output_shape [1, 4, 8, 1] : tensor<4x8xf32> into tensor<1x4x8x1xf32> loc("e")
  // 2 * 63 results * 4 multiplications; 128 + 48 + 252 + 252 bytes.
  // CHECK: stage 5 {{.*}} cost 1864
  %e1 = tensor.empty() : tensor<1x3x7x3xf32>
  %f = linalg.conv_2d_nhwc_hwcf ins(%e, %k : tensor<1x4x8x1xf32>, tensor<2x2x1x3xf32>) outs(%e1 : tensor<1x3x7x3xf32>) -> tensor<1x3x7x3xf32> loc("f")
  // An op that nobody knows: its bytes, and a remark, once for all of its kind.
  // CHECK: stage 6 {{.*}} cost 1024
  // REMARK: 'm.op' does not tell its cost; its bytes are counted instead
  %g = "m.op"(%d) : (tensor<4x16xf32>) -> tensor<4x16xf32> loc("g")
  // CHECK: stage 7 {{.*}} cost 1024
  %h = "m.op"(%g) : (tensor<4x16xf32>) -> tensor<4x16xf32> loc("h")
  // A copy of a piece: its bytes, read and written.
  // CHECK: stage 8 {{.*}} cost 1024
  %i = tensor.extract_slice %h[0, 0] [4, 16] [1, 1] : tensor<4x16xf32> to tensor<4x16xf32>
  return %i, %f : tensor<4x16xf32>, tensor<1x3x7x3xf32>
}

// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import{function=loop batch=x pure-dialects=m},pipe-partition{stages=2})' | FileCheck %s --check-prefix=LOOP

// A loop costs its body times its trips, a branch the dearer one: 10 * 800, and
// 800 rather than nothing.

// LOOP: stage 0 {{.*}} cost 8000
// LOOP: stage 1 {{.*}} cost 800
func.func @loop(%x: tensor<4x8xf32> loc("x")) -> tensor<4x8xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c10 = arith.constant 10 : index
  %true = arith.constant true
  %0 = scf.for %i = %c0 to %c10 step %c1 iter_args(%a = %x) -> tensor<4x8xf32> {
    %1 = arith.addf %a, %x : tensor<4x8xf32>
    scf.yield %1 : tensor<4x8xf32>
  }
  %2 = scf.if %true -> tensor<4x8xf32> {
    %3 = arith.addf %0, %x : tensor<4x8xf32>
    scf.yield %3 : tensor<4x8xf32>
  } else {
    scf.yield %0 : tensor<4x8xf32>
  }
  return %2 : tensor<4x8xf32>
}
