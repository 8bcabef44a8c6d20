#map = affine_map<(d0, d1) -> (d1)>
#map1 = affine_map<(d0, d1) -> (d0, d1)>
#map2 = affine_map<(d0, d1) -> ()>
#map3 = affine_map<() -> ()>
#map4 = affine_map<(d0, d1) -> (d1, d0)>
#map5 = affine_map<(d0, d1) -> (d0)>
module @jit_loss {
  func.func public @main(%arg0: tensor<32xf32> loc("params['b0']"), %arg1: tensor<32xf32> loc("params['b1']"), %arg2: tensor<32xf32> loc("params['b2']"), %arg3: tensor<32xf32> loc("params['b3']"), %arg4: tensor<32xf32> loc("params['b4']"), %arg5: tensor<32xf32> loc("params['b5']"), %arg6: tensor<32x32xf32> loc("params['w0']"), %arg7: tensor<32x32xf32> loc("params['w1']"), %arg8: tensor<32x32xf32> loc("params['w2']"), %arg9: tensor<32x32xf32> loc("params['w3']"), %arg10: tensor<32x32xf32> loc("params['w4']"), %arg11: tensor<32x32xf32> loc("params['w5']"), %arg12: tensor<4x32xf32> loc("batch0"), %arg13: tensor<4x32xf32> loc("batch1")) -> (tensor<f32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32x32xf32>, tensor<32x32xf32>, tensor<32x32xf32>, tensor<32x32xf32>, tensor<32x32xf32>, tensor<32x32xf32>) {
    %cst = arith.constant 7.812500e-03 : f32
    %cst_0 = arith.constant 1.280000e+02 : f32
    %cst_1 = arith.constant 2.000000e+00 : f32
    %cst_2 = arith.constant 1.000000e+00 : f32
    %cst_3 = arith.constant 0.000000e+00 : f32
    %0 = tensor.empty() : tensor<4x32xf32>
    %1 = linalg.fill ins(%cst_3 : f32) outs(%0 : tensor<4x32xf32>) -> tensor<4x32xf32>
    %2 = linalg.matmul ins(%arg12, %arg6 : tensor<4x32xf32>, tensor<32x32xf32>) outs(%1 : tensor<4x32xf32>) -> tensor<4x32xf32>
    %3 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x32xf32>
    %4 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%2, %3 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.addf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %5 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%4 : tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = math.tanh %in : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %6 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%5 : tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = arith.subf %cst_2, %in : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %7 = linalg.matmul ins(%5, %arg7 : tensor<4x32xf32>, tensor<32x32xf32>) outs(%1 : tensor<4x32xf32>) -> tensor<4x32xf32>
    %8 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg1 : tensor<32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x32xf32>
    %9 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%7, %8 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.addf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %10 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%9 : tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = math.tanh %in : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %11 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%10 : tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = arith.subf %cst_2, %in : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %12 = linalg.matmul ins(%10, %arg8 : tensor<4x32xf32>, tensor<32x32xf32>) outs(%1 : tensor<4x32xf32>) -> tensor<4x32xf32>
    %13 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg2 : tensor<32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x32xf32>
    %14 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%12, %13 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.addf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %15 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%14 : tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = math.tanh %in : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %16 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%15 : tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = arith.subf %cst_2, %in : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %17 = linalg.matmul ins(%15, %arg9 : tensor<4x32xf32>, tensor<32x32xf32>) outs(%1 : tensor<4x32xf32>) -> tensor<4x32xf32>
    %18 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg3 : tensor<32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x32xf32>
    %19 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%17, %18 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.addf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %20 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%19 : tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = math.tanh %in : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %21 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%20 : tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = arith.subf %cst_2, %in : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %22 = linalg.matmul ins(%20, %arg10 : tensor<4x32xf32>, tensor<32x32xf32>) outs(%1 : tensor<4x32xf32>) -> tensor<4x32xf32>
    %23 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg4 : tensor<32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x32xf32>
    %24 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%22, %23 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.addf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %25 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%24 : tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = math.tanh %in : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %26 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%25 : tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = arith.subf %cst_2, %in : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %27 = linalg.matmul ins(%25, %arg11 : tensor<4x32xf32>, tensor<32x32xf32>) outs(%1 : tensor<4x32xf32>) -> tensor<4x32xf32>
    %28 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg5 : tensor<32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x32xf32>
    %29 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%27, %28 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.addf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %30 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%29 : tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = math.tanh %in : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %31 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%30 : tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = arith.subf %cst_2, %in : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %32 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%30, %arg13 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.subf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %33 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%32 : tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = arith.mulf %in, %in : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %34 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%32 : tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = arith.mulf %in, %cst_1 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %35 = tensor.empty() : tensor<f32>
    %36 = linalg.fill ins(%cst_3 : f32) outs(%35 : tensor<f32>) -> tensor<f32>
    %37 = linalg.generic {indexing_maps = [#map1, #map2], iterator_types = ["reduction", "reduction"]} ins(%33 : tensor<4x32xf32>) outs(%36 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = arith.addf %out, %in : f32
      linalg.yield %105 : f32
    } -> tensor<f32>
    %38 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%37 : tensor<f32>) outs(%35 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = arith.divf %in, %cst_0 : f32
      linalg.yield %105 : f32
    } -> tensor<f32>
    %39 = linalg.generic {indexing_maps = [#map3], iterator_types = []} outs(%35 : tensor<f32>) {
    ^bb0(%out: f32):
      linalg.yield %cst : f32
    } -> tensor<f32>
    %40 = linalg.generic {indexing_maps = [#map2, #map1], iterator_types = ["parallel", "parallel"]} ins(%39 : tensor<f32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x32xf32>
    %41 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%40, %34 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.mulf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %42 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%41, %31 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.mulf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %43 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%42, %30 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.mulf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %44 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%42, %43 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.addf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %45 = tensor.empty() : tensor<32xf32>
    %46 = linalg.fill ins(%cst_3 : f32) outs(%45 : tensor<32xf32>) -> tensor<32xf32>
    %47 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%44 : tensor<4x32xf32>) outs(%46 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = arith.addf %out, %in : f32
      linalg.yield %105 : f32
    } -> tensor<32xf32>
    %expanded = tensor.expand_shape %47 [[0, 1]] output_shape [1, 32] : tensor<32xf32> into tensor<1x32xf32>
    %48 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%expanded : tensor<1x32xf32>) outs(%46 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = arith.addf %out, %in : f32
      linalg.yield %105 : f32
    } -> tensor<32xf32>
    %49 = tensor.empty() : tensor<32x4xf32>
    %50 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%44 : tensor<4x32xf32>) outs(%49 : tensor<32x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x4xf32>
    %51 = tensor.empty() : tensor<32x32xf32>
    %52 = linalg.fill ins(%cst_3 : f32) outs(%51 : tensor<32x32xf32>) -> tensor<32x32xf32>
    %53 = linalg.matmul ins(%50, %25 : tensor<32x4xf32>, tensor<4x32xf32>) outs(%52 : tensor<32x32xf32>) -> tensor<32x32xf32>
    %54 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%53 : tensor<32x32xf32>) outs(%51 : tensor<32x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x32xf32>
    %55 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg11 : tensor<32x32xf32>) outs(%51 : tensor<32x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x32xf32>
    %56 = linalg.matmul ins(%44, %55 : tensor<4x32xf32>, tensor<32x32xf32>) outs(%1 : tensor<4x32xf32>) -> tensor<4x32xf32>
    %57 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%56, %26 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.mulf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %58 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%57, %25 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.mulf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %59 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%57, %58 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.addf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %60 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%59 : tensor<4x32xf32>) outs(%46 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = arith.addf %out, %in : f32
      linalg.yield %105 : f32
    } -> tensor<32xf32>
    %expanded_4 = tensor.expand_shape %60 [[0, 1]] output_shape [1, 32] : tensor<32xf32> into tensor<1x32xf32>
    %61 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%expanded_4 : tensor<1x32xf32>) outs(%46 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = arith.addf %out, %in : f32
      linalg.yield %105 : f32
    } -> tensor<32xf32>
    %62 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%59 : tensor<4x32xf32>) outs(%49 : tensor<32x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x4xf32>
    %63 = linalg.matmul ins(%62, %20 : tensor<32x4xf32>, tensor<4x32xf32>) outs(%52 : tensor<32x32xf32>) -> tensor<32x32xf32>
    %64 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%63 : tensor<32x32xf32>) outs(%51 : tensor<32x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x32xf32>
    %65 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg10 : tensor<32x32xf32>) outs(%51 : tensor<32x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x32xf32>
    %66 = linalg.matmul ins(%59, %65 : tensor<4x32xf32>, tensor<32x32xf32>) outs(%1 : tensor<4x32xf32>) -> tensor<4x32xf32>
    %67 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%66, %21 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.mulf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %68 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%67, %20 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.mulf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %69 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%67, %68 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.addf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %70 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%69 : tensor<4x32xf32>) outs(%46 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = arith.addf %out, %in : f32
      linalg.yield %105 : f32
    } -> tensor<32xf32>
    %expanded_5 = tensor.expand_shape %70 [[0, 1]] output_shape [1, 32] : tensor<32xf32> into tensor<1x32xf32>
    %71 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%expanded_5 : tensor<1x32xf32>) outs(%46 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = arith.addf %out, %in : f32
      linalg.yield %105 : f32
    } -> tensor<32xf32>
    %72 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%69 : tensor<4x32xf32>) outs(%49 : tensor<32x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x4xf32>
    %73 = linalg.matmul ins(%72, %15 : tensor<32x4xf32>, tensor<4x32xf32>) outs(%52 : tensor<32x32xf32>) -> tensor<32x32xf32>
    %74 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%73 : tensor<32x32xf32>) outs(%51 : tensor<32x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x32xf32>
    %75 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg9 : tensor<32x32xf32>) outs(%51 : tensor<32x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x32xf32>
    %76 = linalg.matmul ins(%69, %75 : tensor<4x32xf32>, tensor<32x32xf32>) outs(%1 : tensor<4x32xf32>) -> tensor<4x32xf32>
    %77 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%76, %16 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.mulf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %78 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%77, %15 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.mulf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %79 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%77, %78 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.addf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %80 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%79 : tensor<4x32xf32>) outs(%46 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = arith.addf %out, %in : f32
      linalg.yield %105 : f32
    } -> tensor<32xf32>
    %expanded_6 = tensor.expand_shape %80 [[0, 1]] output_shape [1, 32] : tensor<32xf32> into tensor<1x32xf32>
    %81 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%expanded_6 : tensor<1x32xf32>) outs(%46 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = arith.addf %out, %in : f32
      linalg.yield %105 : f32
    } -> tensor<32xf32>
    %82 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%79 : tensor<4x32xf32>) outs(%49 : tensor<32x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x4xf32>
    %83 = linalg.matmul ins(%82, %10 : tensor<32x4xf32>, tensor<4x32xf32>) outs(%52 : tensor<32x32xf32>) -> tensor<32x32xf32>
    %84 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%83 : tensor<32x32xf32>) outs(%51 : tensor<32x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x32xf32>
    %85 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg8 : tensor<32x32xf32>) outs(%51 : tensor<32x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x32xf32>
    %86 = linalg.matmul ins(%79, %85 : tensor<4x32xf32>, tensor<32x32xf32>) outs(%1 : tensor<4x32xf32>) -> tensor<4x32xf32>
    %87 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%86, %11 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.mulf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %88 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%87, %10 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.mulf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %89 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%87, %88 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.addf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %90 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%89 : tensor<4x32xf32>) outs(%46 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = arith.addf %out, %in : f32
      linalg.yield %105 : f32
    } -> tensor<32xf32>
    %expanded_7 = tensor.expand_shape %90 [[0, 1]] output_shape [1, 32] : tensor<32xf32> into tensor<1x32xf32>
    %91 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%expanded_7 : tensor<1x32xf32>) outs(%46 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = arith.addf %out, %in : f32
      linalg.yield %105 : f32
    } -> tensor<32xf32>
    %92 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%89 : tensor<4x32xf32>) outs(%49 : tensor<32x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x4xf32>
    %93 = linalg.matmul ins(%92, %5 : tensor<32x4xf32>, tensor<4x32xf32>) outs(%52 : tensor<32x32xf32>) -> tensor<32x32xf32>
    %94 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%93 : tensor<32x32xf32>) outs(%51 : tensor<32x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x32xf32>
    %95 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg7 : tensor<32x32xf32>) outs(%51 : tensor<32x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x32xf32>
    %96 = linalg.matmul ins(%89, %95 : tensor<4x32xf32>, tensor<32x32xf32>) outs(%1 : tensor<4x32xf32>) -> tensor<4x32xf32>
    %97 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%96, %6 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.mulf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %98 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%97, %5 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.mulf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %99 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%97, %98 : tensor<4x32xf32>, tensor<4x32xf32>) outs(%0 : tensor<4x32xf32>) {
    ^bb0(%in: f32, %in_9: f32, %out: f32):
      %105 = arith.addf %in, %in_9 : f32
      linalg.yield %105 : f32
    } -> tensor<4x32xf32>
    %100 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%99 : tensor<4x32xf32>) outs(%46 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = arith.addf %out, %in : f32
      linalg.yield %105 : f32
    } -> tensor<32xf32>
    %expanded_8 = tensor.expand_shape %100 [[0, 1]] output_shape [1, 32] : tensor<32xf32> into tensor<1x32xf32>
    %101 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%expanded_8 : tensor<1x32xf32>) outs(%46 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %105 = arith.addf %out, %in : f32
      linalg.yield %105 : f32
    } -> tensor<32xf32>
    %102 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%99 : tensor<4x32xf32>) outs(%49 : tensor<32x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x4xf32>
    %103 = linalg.matmul ins(%102, %arg12 : tensor<32x4xf32>, tensor<4x32xf32>) outs(%52 : tensor<32x32xf32>) -> tensor<32x32xf32>
    %104 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel"]} ins(%103 : tensor<32x32xf32>) outs(%51 : tensor<32x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x32xf32>
    return %38, %101, %91, %81, %71, %61, %48, %104, %94, %84, %74, %64, %54 : tensor<f32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32x32xf32>, tensor<32x32xf32>, tensor<32x32xf32>, tensor<32x32xf32>, tensor<32x32xf32>, tensor<32x32xf32>
  }
}

