#map = affine_map<(d0, d1) -> (d1)>
#map1 = affine_map<(d0, d1) -> (d0, d1)>
#map2 = affine_map<(d0, d1) -> ()>
#map3 = affine_map<() -> ()>
#map4 = affine_map<(d0, d1) -> (d1, d0)>
#map5 = affine_map<(d0, d1) -> (d0)>
#map6 = affine_map<(d0) -> (d0)>
#map7 = affine_map<(d0) -> ()>
module @jit_step {
  func.func public @main(%arg0: tensor<8xf32> loc("params['b0']"), %arg1: tensor<8xf32> loc("params['b1']"), %arg2: tensor<6x8xf32> loc("params['w0']"), %arg3: tensor<8x8xf32> loc("params['w1']"), %arg4: tensor<8x3xf32> loc("params['w2']"), %arg5: tensor<i32> loc("opt_state[1][0].count"), %arg6: tensor<8xf32> loc("opt_state[1][0].mu['b0']"), %arg7: tensor<8xf32> loc("opt_state[1][0].mu['b1']"), %arg8: tensor<6x8xf32> loc("opt_state[1][0].mu['w0']"), %arg9: tensor<8x8xf32> loc("opt_state[1][0].mu['w1']"), %arg10: tensor<8x3xf32> loc("opt_state[1][0].mu['w2']"), %arg11: tensor<8xf32> loc("opt_state[1][0].nu['b0']"), %arg12: tensor<8xf32> loc("opt_state[1][0].nu['b1']"), %arg13: tensor<6x8xf32> loc("opt_state[1][0].nu['w0']"), %arg14: tensor<8x8xf32> loc("opt_state[1][0].nu['w1']"), %arg15: tensor<8x3xf32> loc("opt_state[1][0].nu['w2']"), %arg16: tensor<4x6xf32> loc("x"), %arg17: tensor<4x3xf32> loc("y")) -> (tensor<8xf32> {jax.result_info = "result[0]['b0']"}, tensor<8xf32> {jax.result_info = "result[0]['b1']"}, tensor<6x8xf32> {jax.result_info = "result[0]['w0']"}, tensor<8x8xf32> {jax.result_info = "result[0]['w1']"}, tensor<8x3xf32> {jax.result_info = "result[0]['w2']"}, tensor<i32> {jax.result_info = "result[1][1][0].count"}, tensor<8xf32> {jax.result_info = "result[1][1][0].mu['b0']"}, tensor<8xf32> {jax.result_info = "result[1][1][0].mu['b1']"}, tensor<6x8xf32> {jax.result_info = "result[1][1][0].mu['w0']"}, tensor<8x8xf32> {jax.result_info = "result[1][1][0].mu['w1']"}, tensor<8x3xf32> {jax.result_info = "result[1][1][0].mu['w2']"}, tensor<8xf32> {jax.result_info = "result[1][1][0].nu['b0']"}, tensor<8xf32> {jax.result_info = "result[1][1][0].nu['b1']"}, tensor<6x8xf32> {jax.result_info = "result[1][1][0].nu['w0']"}, tensor<8x8xf32> {jax.result_info = "result[1][1][0].nu['w1']"}, tensor<8x3xf32> {jax.result_info = "result[1][1][0].nu['w2']"}, tensor<f32> {jax.result_info = "result[2]"}) {
    %cst = arith.constant 0.0833333358 : f32
    %cst_0 = arith.constant -2.000000e-02 : f32
    %cst_1 = arith.constant 9.99999993E-9 : f32
    %c1_i32 = arith.constant 1 : i32
    %c2147483647_i32 = arith.constant 2147483647 : i32
    %cst_2 = arith.constant 9.990000e-01 : f32
    %cst_3 = arith.constant 1.000000e-03 : f32
    %cst_4 = arith.constant 0.899999976 : f32
    %cst_5 = arith.constant 1.000000e-01 : f32
    %cst_6 = arith.constant 1.200000e+01 : f32
    %cst_7 = arith.constant 2.000000e+00 : f32
    %cst_8 = arith.constant 1.000000e+00 : f32
    %cst_9 = arith.constant 0.000000e+00 : f32
    %cst_10 = arith.constant dense<2147483647> : tensor<i32>
    %0 = tensor.empty() : tensor<4x8xf32>
    %1 = linalg.fill ins(%cst_9 : f32) outs(%0 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %2 = linalg.matmul ins(%arg16, %arg2 : tensor<4x6xf32>, tensor<6x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %3 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x8xf32>
    %4 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%2, %3 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.addf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<4x8xf32>
    %5 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%4 : tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = math.tanh %in : f32
      linalg.yield %189 : f32
    } -> tensor<4x8xf32>
    %6 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%5 : tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.subf %cst_8, %in : f32
      linalg.yield %189 : f32
    } -> tensor<4x8xf32>
    %7 = linalg.matmul ins(%5, %arg3 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %8 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg1 : tensor<8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x8xf32>
    %9 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%7, %8 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.addf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<4x8xf32>
    %10 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%9 : tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = math.tanh %in : f32
      linalg.yield %189 : f32
    } -> tensor<4x8xf32>
    %11 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%10 : tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.subf %cst_8, %in : f32
      linalg.yield %189 : f32
    } -> tensor<4x8xf32>
    %12 = tensor.empty() : tensor<4x3xf32>
    %13 = linalg.fill ins(%cst_9 : f32) outs(%12 : tensor<4x3xf32>) -> tensor<4x3xf32>
    %14 = linalg.matmul ins(%10, %arg4 : tensor<4x8xf32>, tensor<8x3xf32>) outs(%13 : tensor<4x3xf32>) -> tensor<4x3xf32>
    %15 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%14, %arg17 : tensor<4x3xf32>, tensor<4x3xf32>) outs(%12 : tensor<4x3xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.subf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<4x3xf32>
    %16 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%15 : tensor<4x3xf32>) outs(%12 : tensor<4x3xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %in : f32
      linalg.yield %189 : f32
    } -> tensor<4x3xf32>
    %17 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%15 : tensor<4x3xf32>) outs(%12 : tensor<4x3xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_7 : f32
      linalg.yield %189 : f32
    } -> tensor<4x3xf32>
    %18 = tensor.empty() : tensor<f32>
    %19 = linalg.fill ins(%cst_9 : f32) outs(%18 : tensor<f32>) -> tensor<f32>
    %20 = linalg.generic {indexing_maps = [#map1, #map2], iterator_types = ["reduction", "reduction"]} ins(%16 : tensor<4x3xf32>) outs(%19 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %out, %in : f32
      linalg.yield %189 : f32
    } -> tensor<f32>
    %21 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%20 : tensor<f32>) outs(%18 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.divf %in, %cst_6 : f32
      linalg.yield %189 : f32
    } -> tensor<f32>
    %22 = linalg.generic {indexing_maps = [#map3], iterator_types = []} outs(%18 : tensor<f32>) {
    ^bb0(%out: f32):
      linalg.yield %cst : f32
    } -> tensor<f32>
    %23 = linalg.generic {indexing_maps = [#map2, #map1], iterator_types = ["parallel", "parallel"]} ins(%22 : tensor<f32>) outs(%12 : tensor<4x3xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x3xf32>
    %24 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%23, %17 : tensor<4x3xf32>, tensor<4x3xf32>) outs(%12 : tensor<4x3xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.mulf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<4x3xf32>
    %25 = tensor.empty() : tensor<3x4xf32>
    %26 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%24 : tensor<4x3xf32>) outs(%25 : tensor<3x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<3x4xf32>
    %27 = tensor.empty() : tensor<3x8xf32>
    %28 = linalg.fill ins(%cst_9 : f32) outs(%27 : tensor<3x8xf32>) -> tensor<3x8xf32>
    %29 = linalg.matmul ins(%26, %10 : tensor<3x4xf32>, tensor<4x8xf32>) outs(%28 : tensor<3x8xf32>) -> tensor<3x8xf32>
    %30 = tensor.empty() : tensor<8x3xf32>
    %31 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%29 : tensor<3x8xf32>) outs(%30 : tensor<8x3xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x3xf32>
    %32 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg4 : tensor<8x3xf32>) outs(%27 : tensor<3x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<3x8xf32>
    %33 = linalg.matmul ins(%24, %32 : tensor<4x3xf32>, tensor<3x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %34 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%33, %11 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.mulf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<4x8xf32>
    %35 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%34, %10 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.mulf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<4x8xf32>
    %36 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%34, %35 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.addf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<4x8xf32>
    %37 = tensor.empty() : tensor<8xf32>
    %38 = linalg.fill ins(%cst_9 : f32) outs(%37 : tensor<8xf32>) -> tensor<8xf32>
    %39 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%36 : tensor<4x8xf32>) outs(%38 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %out, %in : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %expanded = tensor.expand_shape %39 [[0, 1]] output_shape [1, 8] : tensor<8xf32> into tensor<1x8xf32>
    %40 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%expanded : tensor<1x8xf32>) outs(%38 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %out, %in : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %41 = tensor.empty() : tensor<8x4xf32>
    %42 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%36 : tensor<4x8xf32>) outs(%41 : tensor<8x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x4xf32>
    %43 = tensor.empty() : tensor<8x8xf32>
    %44 = linalg.fill ins(%cst_9 : f32) outs(%43 : tensor<8x8xf32>) -> tensor<8x8xf32>
    %45 = linalg.matmul ins(%42, %5 : tensor<8x4xf32>, tensor<4x8xf32>) outs(%44 : tensor<8x8xf32>) -> tensor<8x8xf32>
    %46 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%45 : tensor<8x8xf32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x8xf32>
    %47 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg3 : tensor<8x8xf32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x8xf32>
    %48 = linalg.matmul ins(%36, %47 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %49 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%48, %6 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.mulf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<4x8xf32>
    %50 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%49, %5 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.mulf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<4x8xf32>
    %51 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%49, %50 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.addf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<4x8xf32>
    %52 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%51 : tensor<4x8xf32>) outs(%38 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %out, %in : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %expanded_11 = tensor.expand_shape %52 [[0, 1]] output_shape [1, 8] : tensor<8xf32> into tensor<1x8xf32>
    %53 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%expanded_11 : tensor<1x8xf32>) outs(%38 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %out, %in : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %54 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%51 : tensor<4x8xf32>) outs(%41 : tensor<8x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x4xf32>
    %55 = tensor.empty() : tensor<8x6xf32>
    %56 = linalg.fill ins(%cst_9 : f32) outs(%55 : tensor<8x6xf32>) -> tensor<8x6xf32>
    %57 = linalg.matmul ins(%54, %arg16 : tensor<8x4xf32>, tensor<4x6xf32>) outs(%56 : tensor<8x6xf32>) -> tensor<8x6xf32>
    %58 = tensor.empty() : tensor<6x8xf32>
    %59 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%57 : tensor<8x6xf32>) outs(%58 : tensor<6x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<6x8xf32>
    %60 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%53 : tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %in : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %61 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%60 : tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %in, %cst_9 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %62 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%40 : tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %in : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %63 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%62 : tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %in, %cst_9 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %64 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%59 : tensor<6x8xf32>) outs(%58 : tensor<6x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %in : f32
      linalg.yield %189 : f32
    } -> tensor<6x8xf32>
    %65 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%64 : tensor<6x8xf32>) outs(%58 : tensor<6x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %in, %cst_9 : f32
      linalg.yield %189 : f32
    } -> tensor<6x8xf32>
    %66 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%46 : tensor<8x8xf32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %in : f32
      linalg.yield %189 : f32
    } -> tensor<8x8xf32>
    %67 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%66 : tensor<8x8xf32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %in, %cst_9 : f32
      linalg.yield %189 : f32
    } -> tensor<8x8xf32>
    %68 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%31 : tensor<8x3xf32>) outs(%30 : tensor<8x3xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %in : f32
      linalg.yield %189 : f32
    } -> tensor<8x3xf32>
    %69 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%68 : tensor<8x3xf32>) outs(%30 : tensor<8x3xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %in, %cst_9 : f32
      linalg.yield %189 : f32
    } -> tensor<8x3xf32>
    %70 = linalg.generic {indexing_maps = [#map6, #map7], iterator_types = ["reduction"]} ins(%61 : tensor<8xf32>) outs(%19 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %out, %in : f32
      linalg.yield %189 : f32
    } -> tensor<f32>
    %71 = linalg.generic {indexing_maps = [#map6, #map7], iterator_types = ["reduction"]} ins(%63 : tensor<8xf32>) outs(%19 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %out, %in : f32
      linalg.yield %189 : f32
    } -> tensor<f32>
    %72 = linalg.generic {indexing_maps = [#map1, #map2], iterator_types = ["reduction", "reduction"]} ins(%65 : tensor<6x8xf32>) outs(%19 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %out, %in : f32
      linalg.yield %189 : f32
    } -> tensor<f32>
    %73 = linalg.generic {indexing_maps = [#map1, #map2], iterator_types = ["reduction", "reduction"]} ins(%67 : tensor<8x8xf32>) outs(%19 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %out, %in : f32
      linalg.yield %189 : f32
    } -> tensor<f32>
    %74 = linalg.generic {indexing_maps = [#map1, #map2], iterator_types = ["reduction", "reduction"]} ins(%69 : tensor<8x3xf32>) outs(%19 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %out, %in : f32
      linalg.yield %189 : f32
    } -> tensor<f32>
    %75 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%70 : tensor<f32>) outs(%18 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %in, %cst_9 : f32
      linalg.yield %189 : f32
    } -> tensor<f32>
    %76 = linalg.generic {indexing_maps = [#map3, #map3, #map3], iterator_types = []} ins(%75, %71 : tensor<f32>, tensor<f32>) outs(%18 : tensor<f32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.addf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<f32>
    %77 = linalg.generic {indexing_maps = [#map3, #map3, #map3], iterator_types = []} ins(%76, %72 : tensor<f32>, tensor<f32>) outs(%18 : tensor<f32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.addf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<f32>
    %78 = linalg.generic {indexing_maps = [#map3, #map3, #map3], iterator_types = []} ins(%77, %73 : tensor<f32>, tensor<f32>) outs(%18 : tensor<f32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.addf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<f32>
    %79 = linalg.generic {indexing_maps = [#map3, #map3, #map3], iterator_types = []} ins(%78, %74 : tensor<f32>, tensor<f32>) outs(%18 : tensor<f32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.addf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<f32>
    %80 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%79 : tensor<f32>) outs(%18 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = math.sqrt %in : f32
      linalg.yield %189 : f32
    } -> tensor<f32>
    %81 = tensor.empty() : tensor<i1>
    %82 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%80 : tensor<f32>) outs(%81 : tensor<i1>) {
    ^bb0(%in: f32, %out: i1):
      %189 = arith.cmpf olt, %in, %cst_8 : f32
      linalg.yield %189 : i1
    } -> tensor<i1>
    %83 = linalg.generic {indexing_maps = [#map7, #map6], iterator_types = ["parallel"]} ins(%80 : tensor<f32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8xf32>
    %84 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel"]} ins(%53, %83 : tensor<8xf32>, tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.divf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %extracted = tensor.extract %82[] : tensor<i1>
    %85 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel"]} ins(%53, %84 : tensor<8xf32>, tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.select %extracted, %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %86 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel"]} ins(%40, %83 : tensor<8xf32>, tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.divf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %87 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel"]} ins(%40, %86 : tensor<8xf32>, tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.select %extracted, %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %88 = linalg.generic {indexing_maps = [#map2, #map1], iterator_types = ["parallel", "parallel"]} ins(%80 : tensor<f32>) outs(%58 : tensor<6x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<6x8xf32>
    %89 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%59, %88 : tensor<6x8xf32>, tensor<6x8xf32>) outs(%58 : tensor<6x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.divf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<6x8xf32>
    %90 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%59, %89 : tensor<6x8xf32>, tensor<6x8xf32>) outs(%58 : tensor<6x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.select %extracted, %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<6x8xf32>
    %91 = linalg.generic {indexing_maps = [#map2, #map1], iterator_types = ["parallel", "parallel"]} ins(%80 : tensor<f32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x8xf32>
    %92 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%46, %91 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.divf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8x8xf32>
    %93 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%46, %92 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.select %extracted, %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8x8xf32>
    %94 = linalg.generic {indexing_maps = [#map2, #map1], iterator_types = ["parallel", "parallel"]} ins(%80 : tensor<f32>) outs(%30 : tensor<8x3xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x3xf32>
    %95 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%31, %94 : tensor<8x3xf32>, tensor<8x3xf32>) outs(%30 : tensor<8x3xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.divf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8x3xf32>
    %96 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%31, %95 : tensor<8x3xf32>, tensor<8x3xf32>) outs(%30 : tensor<8x3xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.select %extracted, %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8x3xf32>
    %97 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%85 : tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_5 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %98 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%arg6 : tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_4 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %99 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel"]} ins(%97, %98 : tensor<8xf32>, tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.addf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %100 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%87 : tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_5 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %101 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%arg7 : tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_4 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %102 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel"]} ins(%100, %101 : tensor<8xf32>, tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.addf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %103 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%90 : tensor<6x8xf32>) outs(%58 : tensor<6x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_5 : f32
      linalg.yield %189 : f32
    } -> tensor<6x8xf32>
    %104 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg8 : tensor<6x8xf32>) outs(%58 : tensor<6x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_4 : f32
      linalg.yield %189 : f32
    } -> tensor<6x8xf32>
    %105 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%103, %104 : tensor<6x8xf32>, tensor<6x8xf32>) outs(%58 : tensor<6x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.addf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<6x8xf32>
    %106 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%93 : tensor<8x8xf32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_5 : f32
      linalg.yield %189 : f32
    } -> tensor<8x8xf32>
    %107 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg9 : tensor<8x8xf32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_4 : f32
      linalg.yield %189 : f32
    } -> tensor<8x8xf32>
    %108 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%106, %107 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.addf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8x8xf32>
    %109 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%96 : tensor<8x3xf32>) outs(%30 : tensor<8x3xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_5 : f32
      linalg.yield %189 : f32
    } -> tensor<8x3xf32>
    %110 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg10 : tensor<8x3xf32>) outs(%30 : tensor<8x3xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_4 : f32
      linalg.yield %189 : f32
    } -> tensor<8x3xf32>
    %111 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%109, %110 : tensor<8x3xf32>, tensor<8x3xf32>) outs(%30 : tensor<8x3xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.addf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8x3xf32>
    %112 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%85 : tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %in : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %113 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%112 : tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_3 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %114 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%arg11 : tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_2 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %115 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel"]} ins(%113, %114 : tensor<8xf32>, tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.addf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %116 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%87 : tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %in : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %117 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%116 : tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_3 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %118 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%arg12 : tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_2 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %119 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel"]} ins(%117, %118 : tensor<8xf32>, tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.addf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %120 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%90 : tensor<6x8xf32>) outs(%58 : tensor<6x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %in : f32
      linalg.yield %189 : f32
    } -> tensor<6x8xf32>
    %121 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%120 : tensor<6x8xf32>) outs(%58 : tensor<6x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_3 : f32
      linalg.yield %189 : f32
    } -> tensor<6x8xf32>
    %122 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg13 : tensor<6x8xf32>) outs(%58 : tensor<6x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_2 : f32
      linalg.yield %189 : f32
    } -> tensor<6x8xf32>
    %123 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%121, %122 : tensor<6x8xf32>, tensor<6x8xf32>) outs(%58 : tensor<6x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.addf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<6x8xf32>
    %124 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%93 : tensor<8x8xf32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %in : f32
      linalg.yield %189 : f32
    } -> tensor<8x8xf32>
    %125 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%124 : tensor<8x8xf32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_3 : f32
      linalg.yield %189 : f32
    } -> tensor<8x8xf32>
    %126 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg14 : tensor<8x8xf32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_2 : f32
      linalg.yield %189 : f32
    } -> tensor<8x8xf32>
    %127 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%125, %126 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.addf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8x8xf32>
    %128 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%96 : tensor<8x3xf32>) outs(%30 : tensor<8x3xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %in : f32
      linalg.yield %189 : f32
    } -> tensor<8x3xf32>
    %129 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%128 : tensor<8x3xf32>) outs(%30 : tensor<8x3xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_3 : f32
      linalg.yield %189 : f32
    } -> tensor<8x3xf32>
    %130 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg15 : tensor<8x3xf32>) outs(%30 : tensor<8x3xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_2 : f32
      linalg.yield %189 : f32
    } -> tensor<8x3xf32>
    %131 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%129, %130 : tensor<8x3xf32>, tensor<8x3xf32>) outs(%30 : tensor<8x3xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.addf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8x3xf32>
    %132 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%arg5 : tensor<i32>) outs(%81 : tensor<i1>) {
    ^bb0(%in: i32, %out: i1):
      %189 = arith.cmpi slt, %in, %c2147483647_i32 : i32
      linalg.yield %189 : i1
    } -> tensor<i1>
    %133 = tensor.empty() : tensor<i32>
    %134 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%arg5 : tensor<i32>) outs(%133 : tensor<i32>) {
    ^bb0(%in: i32, %out: i32):
      %189 = arith.addi %in, %c1_i32 : i32
      linalg.yield %189 : i32
    } -> tensor<i32>
    %135 = call @_where(%132, %134, %cst_10) : (tensor<i1>, tensor<i32>, tensor<i32>) -> tensor<i32>
    %136 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%135 : tensor<i32>) outs(%18 : tensor<f32>) {
    ^bb0(%in: i32, %out: f32):
      %189 = arith.sitofp %in : i32 to f32
      linalg.yield %189 : f32
    } -> tensor<f32>
    %137 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%136 : tensor<f32>) outs(%18 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = math.powf %cst_4, %in : f32
      linalg.yield %189 : f32
    } -> tensor<f32>
    %138 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%137 : tensor<f32>) outs(%18 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.subf %cst_8, %in : f32
      linalg.yield %189 : f32
    } -> tensor<f32>
    %139 = linalg.generic {indexing_maps = [#map7, #map6], iterator_types = ["parallel"]} ins(%138 : tensor<f32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8xf32>
    %140 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel"]} ins(%99, %139 : tensor<8xf32>, tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.divf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %141 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel"]} ins(%102, %139 : tensor<8xf32>, tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.divf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %142 = linalg.generic {indexing_maps = [#map2, #map1], iterator_types = ["parallel", "parallel"]} ins(%138 : tensor<f32>) outs(%58 : tensor<6x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<6x8xf32>
    %143 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%105, %142 : tensor<6x8xf32>, tensor<6x8xf32>) outs(%58 : tensor<6x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.divf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<6x8xf32>
    %144 = linalg.generic {indexing_maps = [#map2, #map1], iterator_types = ["parallel", "parallel"]} ins(%138 : tensor<f32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x8xf32>
    %145 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%108, %144 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.divf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8x8xf32>
    %146 = linalg.generic {indexing_maps = [#map2, #map1], iterator_types = ["parallel", "parallel"]} ins(%138 : tensor<f32>) outs(%30 : tensor<8x3xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x3xf32>
    %147 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%111, %146 : tensor<8x3xf32>, tensor<8x3xf32>) outs(%30 : tensor<8x3xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.divf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8x3xf32>
    %148 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%136 : tensor<f32>) outs(%18 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = math.powf %cst_2, %in : f32
      linalg.yield %189 : f32
    } -> tensor<f32>
    %149 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%148 : tensor<f32>) outs(%18 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.subf %cst_8, %in : f32
      linalg.yield %189 : f32
    } -> tensor<f32>
    %150 = linalg.generic {indexing_maps = [#map7, #map6], iterator_types = ["parallel"]} ins(%149 : tensor<f32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8xf32>
    %151 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel"]} ins(%115, %150 : tensor<8xf32>, tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.divf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %152 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel"]} ins(%119, %150 : tensor<8xf32>, tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.divf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %153 = linalg.generic {indexing_maps = [#map2, #map1], iterator_types = ["parallel", "parallel"]} ins(%149 : tensor<f32>) outs(%58 : tensor<6x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<6x8xf32>
    %154 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%123, %153 : tensor<6x8xf32>, tensor<6x8xf32>) outs(%58 : tensor<6x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.divf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<6x8xf32>
    %155 = linalg.generic {indexing_maps = [#map2, #map1], iterator_types = ["parallel", "parallel"]} ins(%149 : tensor<f32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x8xf32>
    %156 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%127, %155 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.divf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8x8xf32>
    %157 = linalg.generic {indexing_maps = [#map2, #map1], iterator_types = ["parallel", "parallel"]} ins(%149 : tensor<f32>) outs(%30 : tensor<8x3xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x3xf32>
    %158 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%131, %157 : tensor<8x3xf32>, tensor<8x3xf32>) outs(%30 : tensor<8x3xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.divf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8x3xf32>
    %159 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%151 : tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %in, %cst_9 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %160 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%159 : tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = math.sqrt %in : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %161 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%160 : tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %in, %cst_1 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %162 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel"]} ins(%140, %161 : tensor<8xf32>, tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.divf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %163 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%152 : tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %in, %cst_9 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %164 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%163 : tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = math.sqrt %in : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %165 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%164 : tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %in, %cst_1 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %166 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel"]} ins(%141, %165 : tensor<8xf32>, tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.divf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %167 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%154 : tensor<6x8xf32>) outs(%58 : tensor<6x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %in, %cst_9 : f32
      linalg.yield %189 : f32
    } -> tensor<6x8xf32>
    %168 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%167 : tensor<6x8xf32>) outs(%58 : tensor<6x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = math.sqrt %in : f32
      linalg.yield %189 : f32
    } -> tensor<6x8xf32>
    %169 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%168 : tensor<6x8xf32>) outs(%58 : tensor<6x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %in, %cst_1 : f32
      linalg.yield %189 : f32
    } -> tensor<6x8xf32>
    %170 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%143, %169 : tensor<6x8xf32>, tensor<6x8xf32>) outs(%58 : tensor<6x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.divf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<6x8xf32>
    %171 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%156 : tensor<8x8xf32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %in, %cst_9 : f32
      linalg.yield %189 : f32
    } -> tensor<8x8xf32>
    %172 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%171 : tensor<8x8xf32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = math.sqrt %in : f32
      linalg.yield %189 : f32
    } -> tensor<8x8xf32>
    %173 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%172 : tensor<8x8xf32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %in, %cst_1 : f32
      linalg.yield %189 : f32
    } -> tensor<8x8xf32>
    %174 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%145, %173 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.divf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8x8xf32>
    %175 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%158 : tensor<8x3xf32>) outs(%30 : tensor<8x3xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %in, %cst_9 : f32
      linalg.yield %189 : f32
    } -> tensor<8x3xf32>
    %176 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%175 : tensor<8x3xf32>) outs(%30 : tensor<8x3xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = math.sqrt %in : f32
      linalg.yield %189 : f32
    } -> tensor<8x3xf32>
    %177 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%176 : tensor<8x3xf32>) outs(%30 : tensor<8x3xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.addf %in, %cst_1 : f32
      linalg.yield %189 : f32
    } -> tensor<8x3xf32>
    %178 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%147, %177 : tensor<8x3xf32>, tensor<8x3xf32>) outs(%30 : tensor<8x3xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.divf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8x3xf32>
    %179 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%162 : tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_0 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %180 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%166 : tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_0 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %181 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%170 : tensor<6x8xf32>) outs(%58 : tensor<6x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_0 : f32
      linalg.yield %189 : f32
    } -> tensor<6x8xf32>
    %182 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%174 : tensor<8x8xf32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_0 : f32
      linalg.yield %189 : f32
    } -> tensor<8x8xf32>
    %183 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%178 : tensor<8x3xf32>) outs(%30 : tensor<8x3xf32>) {
    ^bb0(%in: f32, %out: f32):
      %189 = arith.mulf %in, %cst_0 : f32
      linalg.yield %189 : f32
    } -> tensor<8x3xf32>
    %184 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel"]} ins(%arg0, %179 : tensor<8xf32>, tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.addf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %185 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel"]} ins(%arg1, %180 : tensor<8xf32>, tensor<8xf32>) outs(%37 : tensor<8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.addf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8xf32>
    %186 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg2, %181 : tensor<6x8xf32>, tensor<6x8xf32>) outs(%58 : tensor<6x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.addf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<6x8xf32>
    %187 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg3, %182 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%43 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.addf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8x8xf32>
    %188 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg4, %183 : tensor<8x3xf32>, tensor<8x3xf32>) outs(%30 : tensor<8x3xf32>) {
    ^bb0(%in: f32, %in_12: f32, %out: f32):
      %189 = arith.addf %in, %in_12 : f32
      linalg.yield %189 : f32
    } -> tensor<8x3xf32>
    return %184, %185, %186, %187, %188, %135, %99, %102, %105, %108, %111, %115, %119, %123, %127, %131, %21 : tensor<8xf32>, tensor<8xf32>, tensor<6x8xf32>, tensor<8x8xf32>, tensor<8x3xf32>, tensor<i32>, tensor<8xf32>, tensor<8xf32>, tensor<6x8xf32>, tensor<8x8xf32>, tensor<8x3xf32>, tensor<8xf32>, tensor<8xf32>, tensor<6x8xf32>, tensor<8x8xf32>, tensor<8x3xf32>, tensor<f32>
  }
  func.func private @_where(%arg0: tensor<i1>, %arg1: tensor<i32>, %arg2: tensor<i32>) -> tensor<i32> {
    %0 = tensor.empty() : tensor<i32>
    %1 = linalg.generic {indexing_maps = [#map3, #map3, #map3, #map3], iterator_types = []} ins(%arg0, %arg1, %arg2 : tensor<i1>, tensor<i32>, tensor<i32>) outs(%0 : tensor<i32>) {
    ^bb0(%in: i1, %in_0: i32, %in_1: i32, %out: i32):
      %2 = arith.select %in, %in_0, %in_1 : i32
      linalg.yield %2 : i32
    } -> tensor<i32>
    return %1 : tensor<i32>
  }
}

