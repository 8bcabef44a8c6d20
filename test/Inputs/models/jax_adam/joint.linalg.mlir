#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> ()>
#map2 = affine_map<() -> ()>
#map3 = affine_map<(d0, d1) -> (d1, d0)>
module @jit_adam_step {
  func.func public @main(%arg0: tensor<8x8xf32> loc("params['w0']"), %arg1: tensor<8x8xf32> loc("params['w1']"), %arg2: tensor<8x8xf32> loc("params['w2']"), %arg3: tensor<8x8xf32> loc("m['w0']"), %arg4: tensor<8x8xf32> loc("m['w1']"), %arg5: tensor<8x8xf32> loc("m['w2']"), %arg6: tensor<8x8xf32> loc("v['w0']"), %arg7: tensor<8x8xf32> loc("v['w1']"), %arg8: tensor<8x8xf32> loc("v['w2']"), %arg9: tensor<4x8xf32> loc("x"), %arg10: tensor<4x8xf32> loc("y")) -> (tensor<f32> {jax.result_info = "result[0]"}, tensor<8x8xf32> {jax.result_info = "result[1]['w0']"}, tensor<8x8xf32> {jax.result_info = "result[1]['w1']"}, tensor<8x8xf32> {jax.result_info = "result[1]['w2']"}, tensor<8x8xf32> {jax.result_info = "result[2]['w0']"}, tensor<8x8xf32> {jax.result_info = "result[2]['w1']"}, tensor<8x8xf32> {jax.result_info = "result[2]['w2']"}, tensor<8x8xf32> {jax.result_info = "result[3]['w0']"}, tensor<8x8xf32> {jax.result_info = "result[3]['w1']"}, tensor<8x8xf32> {jax.result_info = "result[3]['w2']"}) {
    %cst = arith.constant 3.125000e-02 : f32
    %cst_0 = arith.constant 9.99999993E-9 : f32
    %cst_1 = arith.constant 0.00999999977 : f32
    %cst_2 = arith.constant 1.000000e-03 : f32
    %cst_3 = arith.constant 9.990000e-01 : f32
    %cst_4 = arith.constant 1.000000e-01 : f32
    %cst_5 = arith.constant 0.899999976 : f32
    %cst_6 = arith.constant 3.200000e+01 : f32
    %cst_7 = arith.constant 2.000000e+00 : f32
    %cst_8 = arith.constant 1.000000e+00 : f32
    %cst_9 = arith.constant 0.000000e+00 : f32
    %0 = tensor.empty() : tensor<4x8xf32>
    %1 = linalg.fill ins(%cst_9 : f32) outs(%0 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %2 = linalg.matmul ins(%arg9, %arg0 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %3 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%2 : tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = math.tanh %in : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%3 : tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.subf %cst_8, %in : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %5 = linalg.matmul ins(%3, %arg1 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%5 : tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = math.tanh %in : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %7 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%6 : tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.subf %cst_8, %in : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %8 = linalg.matmul ins(%6, %arg2 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %9 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%8 : tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = math.tanh %in : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %10 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%9 : tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.subf %cst_8, %in : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %11 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%9, %arg10 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.subf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%11 : tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.mulf %in, %in : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %13 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%11 : tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.mulf %in, %cst_7 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %14 = tensor.empty() : tensor<f32>
    %15 = linalg.fill ins(%cst_9 : f32) outs(%14 : tensor<f32>) -> tensor<f32>
    %16 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "reduction"]} ins(%12 : tensor<4x8xf32>) outs(%15 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.addf %out, %in : f32
      linalg.yield %82 : f32
    } -> tensor<f32>
    %17 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = []} ins(%16 : tensor<f32>) outs(%14 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.divf %in, %cst_6 : f32
      linalg.yield %82 : f32
    } -> tensor<f32>
    %18 = linalg.generic {indexing_maps = [#map2], iterator_types = []} outs(%14 : tensor<f32>) {
    ^bb0(%out: f32):
      linalg.yield %cst : f32
    } -> tensor<f32>
    %19 = linalg.generic {indexing_maps = [#map1, #map], iterator_types = ["parallel", "parallel"]} ins(%18 : tensor<f32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x8xf32>
    %20 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%19, %13 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.mulf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %21 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%20, %10 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.mulf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %22 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%21, %9 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.mulf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %23 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%21, %22 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.addf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %24 = tensor.empty() : tensor<8x4xf32>
    %25 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%23 : tensor<4x8xf32>) outs(%24 : tensor<8x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x4xf32>
    %26 = tensor.empty() : tensor<8x8xf32>
    %27 = linalg.fill ins(%cst_9 : f32) outs(%26 : tensor<8x8xf32>) -> tensor<8x8xf32>
    %28 = linalg.matmul ins(%25, %6 : tensor<8x4xf32>, tensor<4x8xf32>) outs(%27 : tensor<8x8xf32>) -> tensor<8x8xf32>
    %29 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%28 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x8xf32>
    %30 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%arg2 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x8xf32>
    %31 = linalg.matmul ins(%23, %30 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %32 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%31, %7 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.mulf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %33 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%32, %6 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.mulf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %34 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%32, %33 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.addf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %35 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%34 : tensor<4x8xf32>) outs(%24 : tensor<8x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x4xf32>
    %36 = linalg.matmul ins(%35, %3 : tensor<8x4xf32>, tensor<4x8xf32>) outs(%27 : tensor<8x8xf32>) -> tensor<8x8xf32>
    %37 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%36 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x8xf32>
    %38 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%arg1 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x8xf32>
    %39 = linalg.matmul ins(%34, %38 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %40 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%39, %4 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.mulf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %41 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%40, %3 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.mulf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %42 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%40, %41 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.addf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %43 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%42 : tensor<4x8xf32>) outs(%24 : tensor<8x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x4xf32>
    %44 = linalg.matmul ins(%43, %arg9 : tensor<8x4xf32>, tensor<4x8xf32>) outs(%27 : tensor<8x8xf32>) -> tensor<8x8xf32>
    %45 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%44 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x8xf32>
    %46 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%arg3 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.mulf %in, %cst_5 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %47 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%45 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.mulf %in, %cst_4 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %48 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%46, %47 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.addf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %49 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%arg4 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.mulf %in, %cst_5 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %50 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%37 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.mulf %in, %cst_4 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %51 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%49, %50 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.addf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %52 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%arg5 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.mulf %in, %cst_5 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %53 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%29 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.mulf %in, %cst_4 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %54 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%52, %53 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.addf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %55 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%arg6 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.mulf %in, %cst_3 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %56 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%45 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.mulf %in, %cst_2 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %57 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%56, %45 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.mulf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %58 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%55, %57 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.addf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %59 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%arg7 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.mulf %in, %cst_3 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %60 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%37 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.mulf %in, %cst_2 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %61 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%60, %37 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.mulf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %62 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%59, %61 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.addf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %63 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%arg8 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.mulf %in, %cst_3 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %64 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%29 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.mulf %in, %cst_2 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %65 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%64, %29 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.mulf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %66 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%63, %65 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.addf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %67 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%48 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.mulf %in, %cst_1 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %68 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%58 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = math.sqrt %in : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %69 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%68 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.addf %in, %cst_0 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %70 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%67, %69 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.divf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %71 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%arg0, %70 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.subf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %72 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%51 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.mulf %in, %cst_1 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %73 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%62 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = math.sqrt %in : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %74 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%73 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.addf %in, %cst_0 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %75 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%72, %74 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.divf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %76 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%arg1, %75 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.subf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %77 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%54 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.mulf %in, %cst_1 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %78 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%66 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = math.sqrt %in : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %79 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%78 : tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.addf %in, %cst_0 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %80 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%77, %79 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.divf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    %81 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%arg2, %80 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%26 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %82 = arith.subf %in, %in_10 : f32
      linalg.yield %82 : f32
    } -> tensor<8x8xf32>
    return %17, %71, %76, %81, %48, %51, %54, %58, %62, %66 : tensor<f32>, tensor<8x8xf32>, tensor<8x8xf32>, tensor<8x8xf32>, tensor<8x8xf32>, tensor<8x8xf32>, tensor<8x8xf32>, tensor<8x8xf32>, tensor<8x8xf32>, tensor<8x8xf32>
  }
}

