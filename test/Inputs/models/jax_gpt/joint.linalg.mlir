#map = affine_map<(d0, d1, d2) -> (d1, d2)>
#map1 = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2) -> (d2)>
#map3 = affine_map<(d0, d1, d2) -> (d0, d1)>
#map4 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, d2, d1, d3)>
#map6 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map7 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d3, d2)>
#map8 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map9 = affine_map<(d0, d1) -> (d1, d0)>
#map10 = affine_map<(d0, d1) -> (d0, d1)>
#map11 = affine_map<(d0, d1) -> ()>
#map12 = affine_map<() -> ()>
#map13 = affine_map<(d0, d1, d2) -> ()>
#map14 = affine_map<(d0, d1, d2) -> (d1, d2, d0)>
#map15 = affine_map<(d0, d1, d2) -> (d0)>
#map16 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map17 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d3, d4)>
#map18 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>
#map19 = affine_map<(d0, d1, d2) -> (d2, d0, d1)>
#map20 = affine_map<(d0, d1, d2, d3) -> (d2, d3)>
#map21 = affine_map<(d0, d1, d2, d3) -> ()>
module @jit_loss {
  func.func public @main(%arg0: tensor<40x32xf32> loc("params['emb']"), %arg1: tensor<32xf32> loc("params['gf']"), %arg2: tensor<32xf32> loc("params['l0.g1']"), %arg3: tensor<32xf32> loc("params['l0.g2']"), %arg4: tensor<32x32xf32> loc("params['l0.o']"), %arg5: tensor<32x96xf32> loc("params['l0.qkv']"), %arg6: tensor<32x64xf32> loc("params['l0.w1']"), %arg7: tensor<64x32xf32> loc("params['l0.w2']"), %arg8: tensor<32xf32> loc("params['l1.g1']"), %arg9: tensor<32xf32> loc("params['l1.g2']"), %arg10: tensor<32x32xf32> loc("params['l1.o']"), %arg11: tensor<32x96xf32> loc("params['l1.qkv']"), %arg12: tensor<32x64xf32> loc("params['l1.w1']"), %arg13: tensor<64x32xf32> loc("params['l1.w2']"), %arg14: tensor<8x32xf32> loc("params['pos']"), %arg15: tensor<2x8x40xf32> loc("batch0"), %arg16: tensor<2x8x40xf32> loc("batch1")) -> (tensor<f32>, tensor<40x32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32x32xf32>, tensor<32x96xf32>, tensor<32x64xf32>, tensor<64x32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32x32xf32>, tensor<32x96xf32>, tensor<32x64xf32>, tensor<64x32xf32>, tensor<8x32xf32>) {
    %cst = arith.constant -1.000000e+00 : f32
    %cst_0 = arith.constant 1.600000e+01 : f32
    %cst_1 = arith.constant 5.000000e-01 : f32
    %cst_2 = arith.constant 0.797884583 : f32
    %cst_3 = arith.constant 4.471500e-02 : f32
    %cst_4 = arith.constant 3.000000e+00 : f32
    %cst_5 = arith.constant 1.000000e+00 : f32
    %cst_6 = arith.constant 0xFF800000 : f32
    %cst_7 = arith.constant 0.353553385 : f32
    %cst_8 = arith.constant -5.000000e-01 : f32
    %cst_9 = arith.constant 9.99999974E-6 : f32
    %cst_10 = arith.constant 3.200000e+01 : f32
    %cst_11 = arith.constant 0.000000e+00 : f32
    %cst_12 = arith.constant dense<true> : tensor<8x8xi1>
    %cst_13 = arith.constant dense<-1.000000e+09> : tensor<f32>
    %collapsed = tensor.collapse_shape %arg15 [[0, 1], [2]] : tensor<2x8x40xf32> into tensor<16x40xf32>
    %0 = tensor.empty() : tensor<16x32xf32>
    %1 = linalg.fill ins(%cst_11 : f32) outs(%0 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %2 = linalg.matmul ins(%collapsed, %arg0 : tensor<16x40xf32>, tensor<40x32xf32>) outs(%1 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %expanded = tensor.expand_shape %2 [[0, 1], [2]] output_shape [2, 8, 32] : tensor<16x32xf32> into tensor<2x8x32xf32>
    %3 = tensor.empty() : tensor<2x8x32xf32>
    %4 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg14 : tensor<8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %5 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded, %4 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %6 = linalg.generic {indexing_maps = [#map2, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg2 : tensor<32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %7 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%6, %5 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %8 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%5 : tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %9 = tensor.empty() : tensor<2x8xf32>
    %10 = linalg.fill ins(%cst_11 : f32) outs(%9 : tensor<2x8xf32>) -> tensor<2x8xf32>
    %11 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%8 : tensor<2x8x32xf32>) outs(%10 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8xf32>
    %expanded_14 = tensor.expand_shape %11 [[0], [1, 2]] output_shape [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
    %12 = tensor.empty() : tensor<2x8x1xf32>
    %13 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_14 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.divf %in, %cst_10 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %14 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%13 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %in, %cst_9 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %15 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%14 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = math.rsqrt %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %16 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%15, %14 : tensor<2x8x1xf32>, tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.divf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %17 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%16 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %cst_8 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %18 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%15 : tensor<2x8x1xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %19 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%7, %18 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %collapsed_15 = tensor.collapse_shape %19 [[0, 1], [2]] : tensor<2x8x32xf32> into tensor<16x32xf32>
    %20 = tensor.empty() : tensor<16x96xf32>
    %21 = linalg.fill ins(%cst_11 : f32) outs(%20 : tensor<16x96xf32>) -> tensor<16x96xf32>
    %22 = linalg.matmul ins(%collapsed_15, %arg5 : tensor<16x32xf32>, tensor<32x96xf32>) outs(%21 : tensor<16x96xf32>) -> tensor<16x96xf32>
    %expanded_16 = tensor.expand_shape %22 [[0, 1], [2, 3, 4]] output_shape [2, 8, 3, 4, 8] : tensor<16x96xf32> into tensor<2x8x3x4x8xf32>
    %extracted_slice = tensor.extract_slice %expanded_16[0, 0, 0, 0, 0] [2, 8, 1, 4, 8] [1, 1, 1, 1, 1] : tensor<2x8x3x4x8xf32> to tensor<2x8x1x4x8xf32>
    %collapsed_17 = tensor.collapse_shape %extracted_slice [[0], [1], [2, 3], [4]] : tensor<2x8x1x4x8xf32> into tensor<2x8x4x8xf32>
    %23 = tensor.empty() : tensor<2x4x8x8xf32>
    %24 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed_17 : tensor<2x8x4x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %extracted_slice_18 = tensor.extract_slice %expanded_16[0, 0, 1, 0, 0] [2, 8, 1, 4, 8] [1, 1, 1, 1, 1] : tensor<2x8x3x4x8xf32> to tensor<2x8x1x4x8xf32>
    %collapsed_19 = tensor.collapse_shape %extracted_slice_18 [[0], [1], [2, 3], [4]] : tensor<2x8x1x4x8xf32> into tensor<2x8x4x8xf32>
    %25 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed_19 : tensor<2x8x4x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %extracted_slice_20 = tensor.extract_slice %expanded_16[0, 0, 2, 0, 0] [2, 8, 1, 4, 8] [1, 1, 1, 1, 1] : tensor<2x8x3x4x8xf32> to tensor<2x8x1x4x8xf32>
    %collapsed_21 = tensor.collapse_shape %extracted_slice_20 [[0], [1], [2, 3], [4]] : tensor<2x8x1x4x8xf32> into tensor<2x8x4x8xf32>
    %26 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed_21 : tensor<2x8x4x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %27 = linalg.generic {indexing_maps = [#map7, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%25 : tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %collapsed_22 = tensor.collapse_shape %24 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %collapsed_23 = tensor.collapse_shape %27 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %28 = tensor.empty() : tensor<8x8x8xf32>
    %29 = linalg.fill ins(%cst_11 : f32) outs(%28 : tensor<8x8x8xf32>) -> tensor<8x8x8xf32>
    %30 = linalg.batch_matmul ins(%collapsed_22, %collapsed_23 : tensor<8x8x8xf32>, tensor<8x8x8xf32>) outs(%29 : tensor<8x8x8xf32>) -> tensor<8x8x8xf32>
    %expanded_24 = tensor.expand_shape %30 [[0, 1], [2], [3]] output_shape [2, 4, 8, 8] : tensor<8x8x8xf32> into tensor<2x4x8x8xf32>
    %31 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_24 : tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %cst_7 : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8x8xf32>
    %32 = call @tril(%cst_12) : (tensor<8x8xi1>) -> tensor<8x8xi1>
    %33:2 = call @_where(%32, %31, %cst_13) : (tensor<8x8xi1>, tensor<2x4x8x8xf32>, tensor<f32>) -> (tensor<2x4x8x8xf32>, tensor<2x4x8x8xi1>)
    %34 = tensor.empty() : tensor<2x4x8xf32>
    %35 = linalg.fill ins(%cst_6 : f32) outs(%34 : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
    %36 = linalg.generic {indexing_maps = [#map6, #map8], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%33#0 : tensor<2x4x8x8xf32>) outs(%35 : tensor<2x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.maximumf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8xf32>
    %37 = linalg.generic {indexing_maps = [#map8, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%36 : tensor<2x4x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %38 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%33#0, %37 : tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.subf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8x8xf32>
    %39 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%38 : tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = math.exp %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8x8xf32>
    %40 = linalg.fill ins(%cst_11 : f32) outs(%34 : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
    %41 = linalg.generic {indexing_maps = [#map6, #map8], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%39 : tensor<2x4x8x8xf32>) outs(%40 : tensor<2x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8xf32>
    %42 = linalg.generic {indexing_maps = [#map8, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41 : tensor<2x4x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %43 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%39, %42 : tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.divf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8x8xf32>
    %44 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%41 : tensor<2x4x8xf32>) outs(%34 : tensor<2x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8xf32>
    %expanded_25 = tensor.expand_shape %44 [[0], [1], [2, 3]] output_shape [2, 4, 8, 1] : tensor<2x4x8xf32> into tensor<2x4x8x1xf32>
    %45 = tensor.empty() : tensor<2x4x8x1xf32>
    %46 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_25 : tensor<2x4x8x1xf32>) outs(%45 : tensor<2x4x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.divf %cst_5, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8x1xf32>
    %collapsed_26 = tensor.collapse_shape %43 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %collapsed_27 = tensor.collapse_shape %26 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %47 = linalg.batch_matmul ins(%collapsed_26, %collapsed_27 : tensor<8x8x8xf32>, tensor<8x8x8xf32>) outs(%29 : tensor<8x8x8xf32>) -> tensor<8x8x8xf32>
    %expanded_28 = tensor.expand_shape %47 [[0, 1], [2], [3]] output_shape [2, 4, 8, 8] : tensor<8x8x8xf32> into tensor<2x4x8x8xf32>
    %48 = tensor.empty() : tensor<2x8x4x8xf32>
    %49 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_28 : tensor<2x4x8x8xf32>) outs(%48 : tensor<2x8x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x4x8xf32>
    %collapsed_29 = tensor.collapse_shape %49 [[0, 1], [2, 3]] : tensor<2x8x4x8xf32> into tensor<16x32xf32>
    %50 = linalg.matmul ins(%collapsed_29, %arg4 : tensor<16x32xf32>, tensor<32x32xf32>) outs(%1 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %expanded_30 = tensor.expand_shape %50 [[0, 1], [2]] output_shape [2, 8, 32] : tensor<16x32xf32> into tensor<2x8x32xf32>
    %51 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%5, %expanded_30 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %52 = linalg.generic {indexing_maps = [#map2, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg3 : tensor<32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %53 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%52, %51 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %54 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%51 : tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %55 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%54 : tensor<2x8x32xf32>) outs(%10 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8xf32>
    %expanded_31 = tensor.expand_shape %55 [[0], [1, 2]] output_shape [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
    %56 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_31 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.divf %in, %cst_10 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %57 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%56 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %in, %cst_9 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %58 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%57 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = math.rsqrt %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %59 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%58, %57 : tensor<2x8x1xf32>, tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.divf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %60 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%59 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %cst_8 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %61 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%58 : tensor<2x8x1xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %62 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%53, %61 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %collapsed_32 = tensor.collapse_shape %62 [[0, 1], [2]] : tensor<2x8x32xf32> into tensor<16x32xf32>
    %63 = tensor.empty() : tensor<16x64xf32>
    %64 = linalg.fill ins(%cst_11 : f32) outs(%63 : tensor<16x64xf32>) -> tensor<16x64xf32>
    %65 = linalg.matmul ins(%collapsed_32, %arg6 : tensor<16x32xf32>, tensor<32x64xf32>) outs(%64 : tensor<16x64xf32>) -> tensor<16x64xf32>
    %expanded_33 = tensor.expand_shape %65 [[0, 1], [2]] output_shape [2, 8, 64] : tensor<16x64xf32> into tensor<2x8x64xf32>
    %66 = tensor.empty() : tensor<2x8x64xf32>
    %67 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_33 : tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %68 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%67, %expanded_33 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %69 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%67 : tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %cst_4 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %70 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%68 : tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %cst_3 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %71 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_33, %70 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %72 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%71 : tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %cst_2 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %73 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%72 : tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = math.tanh %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %74 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%73 : tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.subf %cst_5, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %75 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%73 : tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %in, %cst_5 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %76 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%75 : tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %cst_1 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %77 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_33, %76 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %collapsed_34 = tensor.collapse_shape %77 [[0, 1], [2]] : tensor<2x8x64xf32> into tensor<16x64xf32>
    %78 = linalg.matmul ins(%collapsed_34, %arg7 : tensor<16x64xf32>, tensor<64x32xf32>) outs(%1 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %expanded_35 = tensor.expand_shape %78 [[0, 1], [2]] output_shape [2, 8, 32] : tensor<16x32xf32> into tensor<2x8x32xf32>
    %79 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%51, %expanded_35 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %80 = linalg.generic {indexing_maps = [#map2, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg8 : tensor<32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %81 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%80, %79 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %82 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%79 : tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %83 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%82 : tensor<2x8x32xf32>) outs(%10 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8xf32>
    %expanded_36 = tensor.expand_shape %83 [[0], [1, 2]] output_shape [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
    %84 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_36 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.divf %in, %cst_10 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %85 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%84 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %in, %cst_9 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %86 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%85 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = math.rsqrt %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %87 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%86, %85 : tensor<2x8x1xf32>, tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.divf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %88 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%87 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %cst_8 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %89 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%86 : tensor<2x8x1xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %90 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%81, %89 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %collapsed_37 = tensor.collapse_shape %90 [[0, 1], [2]] : tensor<2x8x32xf32> into tensor<16x32xf32>
    %91 = linalg.matmul ins(%collapsed_37, %arg11 : tensor<16x32xf32>, tensor<32x96xf32>) outs(%21 : tensor<16x96xf32>) -> tensor<16x96xf32>
    %expanded_38 = tensor.expand_shape %91 [[0, 1], [2, 3, 4]] output_shape [2, 8, 3, 4, 8] : tensor<16x96xf32> into tensor<2x8x3x4x8xf32>
    %extracted_slice_39 = tensor.extract_slice %expanded_38[0, 0, 0, 0, 0] [2, 8, 1, 4, 8] [1, 1, 1, 1, 1] : tensor<2x8x3x4x8xf32> to tensor<2x8x1x4x8xf32>
    %collapsed_40 = tensor.collapse_shape %extracted_slice_39 [[0], [1], [2, 3], [4]] : tensor<2x8x1x4x8xf32> into tensor<2x8x4x8xf32>
    %92 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed_40 : tensor<2x8x4x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %extracted_slice_41 = tensor.extract_slice %expanded_38[0, 0, 1, 0, 0] [2, 8, 1, 4, 8] [1, 1, 1, 1, 1] : tensor<2x8x3x4x8xf32> to tensor<2x8x1x4x8xf32>
    %collapsed_42 = tensor.collapse_shape %extracted_slice_41 [[0], [1], [2, 3], [4]] : tensor<2x8x1x4x8xf32> into tensor<2x8x4x8xf32>
    %93 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed_42 : tensor<2x8x4x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %extracted_slice_43 = tensor.extract_slice %expanded_38[0, 0, 2, 0, 0] [2, 8, 1, 4, 8] [1, 1, 1, 1, 1] : tensor<2x8x3x4x8xf32> to tensor<2x8x1x4x8xf32>
    %collapsed_44 = tensor.collapse_shape %extracted_slice_43 [[0], [1], [2, 3], [4]] : tensor<2x8x1x4x8xf32> into tensor<2x8x4x8xf32>
    %94 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed_44 : tensor<2x8x4x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %95 = linalg.generic {indexing_maps = [#map7, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%93 : tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %collapsed_45 = tensor.collapse_shape %92 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %collapsed_46 = tensor.collapse_shape %95 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %96 = linalg.batch_matmul ins(%collapsed_45, %collapsed_46 : tensor<8x8x8xf32>, tensor<8x8x8xf32>) outs(%29 : tensor<8x8x8xf32>) -> tensor<8x8x8xf32>
    %expanded_47 = tensor.expand_shape %96 [[0, 1], [2], [3]] output_shape [2, 4, 8, 8] : tensor<8x8x8xf32> into tensor<2x4x8x8xf32>
    %97 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_47 : tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %cst_7 : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8x8xf32>
    %98 = call @tril(%cst_12) : (tensor<8x8xi1>) -> tensor<8x8xi1>
    %99:2 = call @_where(%98, %97, %cst_13) : (tensor<8x8xi1>, tensor<2x4x8x8xf32>, tensor<f32>) -> (tensor<2x4x8x8xf32>, tensor<2x4x8x8xi1>)
    %100 = linalg.generic {indexing_maps = [#map6, #map8], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%99#0 : tensor<2x4x8x8xf32>) outs(%35 : tensor<2x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.maximumf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8xf32>
    %101 = linalg.generic {indexing_maps = [#map8, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%100 : tensor<2x4x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %102 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%99#0, %101 : tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.subf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8x8xf32>
    %103 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%102 : tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = math.exp %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8x8xf32>
    %104 = linalg.generic {indexing_maps = [#map6, #map8], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%103 : tensor<2x4x8x8xf32>) outs(%40 : tensor<2x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8xf32>
    %105 = linalg.generic {indexing_maps = [#map8, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%104 : tensor<2x4x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %106 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%103, %105 : tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.divf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8x8xf32>
    %107 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%104 : tensor<2x4x8xf32>) outs(%34 : tensor<2x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8xf32>
    %expanded_48 = tensor.expand_shape %107 [[0], [1], [2, 3]] output_shape [2, 4, 8, 1] : tensor<2x4x8xf32> into tensor<2x4x8x1xf32>
    %108 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_48 : tensor<2x4x8x1xf32>) outs(%45 : tensor<2x4x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.divf %cst_5, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8x1xf32>
    %collapsed_49 = tensor.collapse_shape %106 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %collapsed_50 = tensor.collapse_shape %94 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %109 = linalg.batch_matmul ins(%collapsed_49, %collapsed_50 : tensor<8x8x8xf32>, tensor<8x8x8xf32>) outs(%29 : tensor<8x8x8xf32>) -> tensor<8x8x8xf32>
    %expanded_51 = tensor.expand_shape %109 [[0, 1], [2], [3]] output_shape [2, 4, 8, 8] : tensor<8x8x8xf32> into tensor<2x4x8x8xf32>
    %110 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_51 : tensor<2x4x8x8xf32>) outs(%48 : tensor<2x8x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x4x8xf32>
    %collapsed_52 = tensor.collapse_shape %110 [[0, 1], [2, 3]] : tensor<2x8x4x8xf32> into tensor<16x32xf32>
    %111 = linalg.matmul ins(%collapsed_52, %arg10 : tensor<16x32xf32>, tensor<32x32xf32>) outs(%1 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %expanded_53 = tensor.expand_shape %111 [[0, 1], [2]] output_shape [2, 8, 32] : tensor<16x32xf32> into tensor<2x8x32xf32>
    %112 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%79, %expanded_53 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %113 = linalg.generic {indexing_maps = [#map2, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg9 : tensor<32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %114 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%113, %112 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %115 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%112 : tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %116 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%115 : tensor<2x8x32xf32>) outs(%10 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8xf32>
    %expanded_54 = tensor.expand_shape %116 [[0], [1, 2]] output_shape [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
    %117 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_54 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.divf %in, %cst_10 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %118 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%117 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %in, %cst_9 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %119 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%118 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = math.rsqrt %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %120 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%119, %118 : tensor<2x8x1xf32>, tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.divf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %121 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%120 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %cst_8 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %122 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%119 : tensor<2x8x1xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %123 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%114, %122 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %collapsed_55 = tensor.collapse_shape %123 [[0, 1], [2]] : tensor<2x8x32xf32> into tensor<16x32xf32>
    %124 = linalg.matmul ins(%collapsed_55, %arg12 : tensor<16x32xf32>, tensor<32x64xf32>) outs(%64 : tensor<16x64xf32>) -> tensor<16x64xf32>
    %expanded_56 = tensor.expand_shape %124 [[0, 1], [2]] output_shape [2, 8, 64] : tensor<16x64xf32> into tensor<2x8x64xf32>
    %125 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_56 : tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %126 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%125, %expanded_56 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %127 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%125 : tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %cst_4 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %128 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%126 : tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %cst_3 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %129 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_56, %128 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %130 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%129 : tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %cst_2 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %131 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%130 : tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = math.tanh %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %132 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%131 : tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.subf %cst_5, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %133 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%131 : tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %in, %cst_5 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %134 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%133 : tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %cst_1 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %135 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_56, %134 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %collapsed_57 = tensor.collapse_shape %135 [[0, 1], [2]] : tensor<2x8x64xf32> into tensor<16x64xf32>
    %136 = linalg.matmul ins(%collapsed_57, %arg13 : tensor<16x64xf32>, tensor<64x32xf32>) outs(%1 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %expanded_58 = tensor.expand_shape %136 [[0, 1], [2]] output_shape [2, 8, 32] : tensor<16x32xf32> into tensor<2x8x32xf32>
    %137 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%112, %expanded_58 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %138 = linalg.generic {indexing_maps = [#map2, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg1 : tensor<32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %139 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%138, %137 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %140 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%137 : tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %141 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%140 : tensor<2x8x32xf32>) outs(%10 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8xf32>
    %expanded_59 = tensor.expand_shape %141 [[0], [1, 2]] output_shape [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
    %142 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_59 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.divf %in, %cst_10 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %143 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%142 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %in, %cst_9 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %144 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%143 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = math.rsqrt %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %145 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%144, %143 : tensor<2x8x1xf32>, tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.divf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %146 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%145 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %cst_8 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %147 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%144 : tensor<2x8x1xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %148 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%139, %147 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %149 = tensor.empty() : tensor<32x40xf32>
    %150 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<40x32xf32>) outs(%149 : tensor<32x40xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x40xf32>
    %collapsed_60 = tensor.collapse_shape %148 [[0, 1], [2]] : tensor<2x8x32xf32> into tensor<16x32xf32>
    %151 = tensor.empty() : tensor<16x40xf32>
    %152 = linalg.fill ins(%cst_11 : f32) outs(%151 : tensor<16x40xf32>) -> tensor<16x40xf32>
    %153 = linalg.matmul ins(%collapsed_60, %150 : tensor<16x32xf32>, tensor<32x40xf32>) outs(%152 : tensor<16x40xf32>) -> tensor<16x40xf32>
    %expanded_61 = tensor.expand_shape %153 [[0, 1], [2]] output_shape [2, 8, 40] : tensor<16x40xf32> into tensor<2x8x40xf32>
    %154:3 = call @log_softmax(%expanded_61) : (tensor<2x8x40xf32>) -> (tensor<2x8x40xf32>, tensor<2x8x40xf32>, tensor<2x8x1xf32>)
    %155 = tensor.empty() : tensor<2x8x40xf32>
    %156 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg16, %154#0 : tensor<2x8x40xf32>, tensor<2x8x40xf32>) outs(%155 : tensor<2x8x40xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x40xf32>
    %157 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%156 : tensor<2x8x40xf32>) outs(%10 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8xf32>
    %158 = tensor.empty() : tensor<f32>
    %159 = linalg.fill ins(%cst_11 : f32) outs(%158 : tensor<f32>) -> tensor<f32>
    %160 = linalg.generic {indexing_maps = [#map10, #map11], iterator_types = ["reduction", "reduction"]} ins(%157 : tensor<2x8xf32>) outs(%159 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<f32>
    %161 = linalg.generic {indexing_maps = [#map12, #map12], iterator_types = []} ins(%160 : tensor<f32>) outs(%158 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.divf %in, %cst_0 : f32
      linalg.yield %407 : f32
    } -> tensor<f32>
    %162 = linalg.generic {indexing_maps = [#map12, #map12], iterator_types = []} ins(%161 : tensor<f32>) outs(%158 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.negf %in : f32
      linalg.yield %407 : f32
    } -> tensor<f32>
    %163 = linalg.generic {indexing_maps = [#map12], iterator_types = []} outs(%158 : tensor<f32>) {
    ^bb0(%out: f32):
      linalg.yield %cst : f32
    } -> tensor<f32>
    %164 = linalg.generic {indexing_maps = [#map12, #map12], iterator_types = []} ins(%163 : tensor<f32>) outs(%158 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.divf %in, %cst_0 : f32
      linalg.yield %407 : f32
    } -> tensor<f32>
    %165 = linalg.generic {indexing_maps = [#map13, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%164 : tensor<f32>) outs(%155 : tensor<2x8x40xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x40xf32>
    %166 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg16, %165 : tensor<2x8x40xf32>, tensor<2x8x40xf32>) outs(%155 : tensor<2x8x40xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x40xf32>
    %167 = call @log_softmax_0(%154#1, %154#2, %166) : (tensor<2x8x40xf32>, tensor<2x8x1xf32>, tensor<2x8x40xf32>) -> tensor<2x8x40xf32>
    %168 = tensor.empty() : tensor<40x2x8xf32>
    %169 = linalg.generic {indexing_maps = [#map14, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%167 : tensor<2x8x40xf32>) outs(%168 : tensor<40x2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<40x2x8xf32>
    %collapsed_62 = tensor.collapse_shape %169 [[0], [1, 2]] : tensor<40x2x8xf32> into tensor<40x16xf32>
    %170 = tensor.empty() : tensor<40x32xf32>
    %171 = linalg.fill ins(%cst_11 : f32) outs(%170 : tensor<40x32xf32>) -> tensor<40x32xf32>
    %172 = linalg.matmul ins(%collapsed_62, %collapsed_60 : tensor<40x16xf32>, tensor<16x32xf32>) outs(%171 : tensor<40x32xf32>) -> tensor<40x32xf32>
    %173 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel"]} ins(%172 : tensor<40x32xf32>) outs(%149 : tensor<32x40xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x40xf32>
    %collapsed_63 = tensor.collapse_shape %167 [[0, 1], [2]] : tensor<2x8x40xf32> into tensor<16x40xf32>
    %174 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel"]} ins(%150 : tensor<32x40xf32>) outs(%170 : tensor<40x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<40x32xf32>
    %175 = linalg.matmul ins(%collapsed_63, %174 : tensor<16x40xf32>, tensor<40x32xf32>) outs(%1 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %expanded_64 = tensor.expand_shape %175 [[0, 1], [2]] output_shape [2, 8, 32] : tensor<16x32xf32> into tensor<2x8x32xf32>
    %176 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel"]} ins(%173 : tensor<32x40xf32>) outs(%170 : tensor<40x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<40x32xf32>
    %177 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%139, %expanded_64 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %178 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%177 : tensor<2x8x32xf32>) outs(%10 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8xf32>
    %expanded_65 = tensor.expand_shape %178 [[0], [1, 2]] output_shape [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
    %179 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_64, %147 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %180 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_65, %146 : tensor<2x8x1xf32>, tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %181 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%180 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.divf %in, %cst_10 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %182 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%181 : tensor<2x8x1xf32>) outs(%10 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8xf32>
    %183 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%182 : tensor<2x8xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %184 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%137, %183 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %185 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%183, %137 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %186 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%184, %185 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %187 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%138, %179 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %188 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%186, %187 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %189 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%179, %137 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %190 = tensor.empty() : tensor<32xf32>
    %191 = linalg.fill ins(%cst_11 : f32) outs(%190 : tensor<32xf32>) -> tensor<32xf32>
    %192 = linalg.generic {indexing_maps = [#map14, #map15], iterator_types = ["parallel", "reduction", "reduction"]} ins(%189 : tensor<2x8x32xf32>) outs(%191 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<32xf32>
    %expanded_66 = tensor.expand_shape %192 [[0, 1, 2]] output_shape [1, 1, 32] : tensor<32xf32> into tensor<1x1x32xf32>
    %193 = linalg.generic {indexing_maps = [#map14, #map15], iterator_types = ["parallel", "reduction", "reduction"]} ins(%expanded_66 : tensor<1x1x32xf32>) outs(%191 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<32xf32>
    %194 = tensor.empty() : tensor<32x2x8xf32>
    %195 = linalg.generic {indexing_maps = [#map14, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%188 : tensor<2x8x32xf32>) outs(%194 : tensor<32x2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x2x8xf32>
    %collapsed_67 = tensor.collapse_shape %195 [[0], [1, 2]] : tensor<32x2x8xf32> into tensor<32x16xf32>
    %196 = tensor.empty() : tensor<32x64xf32>
    %197 = linalg.fill ins(%cst_11 : f32) outs(%196 : tensor<32x64xf32>) -> tensor<32x64xf32>
    %198 = linalg.matmul ins(%collapsed_67, %collapsed_57 : tensor<32x16xf32>, tensor<16x64xf32>) outs(%197 : tensor<32x64xf32>) -> tensor<32x64xf32>
    %199 = tensor.empty() : tensor<64x32xf32>
    %200 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel"]} ins(%198 : tensor<32x64xf32>) outs(%199 : tensor<64x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<64x32xf32>
    %collapsed_68 = tensor.collapse_shape %188 [[0, 1], [2]] : tensor<2x8x32xf32> into tensor<16x32xf32>
    %201 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel"]} ins(%arg13 : tensor<64x32xf32>) outs(%196 : tensor<32x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x64xf32>
    %202 = linalg.matmul ins(%collapsed_68, %201 : tensor<16x32xf32>, tensor<32x64xf32>) outs(%64 : tensor<16x64xf32>) -> tensor<16x64xf32>
    %expanded_69 = tensor.expand_shape %202 [[0, 1], [2]] output_shape [2, 8, 64] : tensor<16x64xf32> into tensor<2x8x64xf32>
    %203 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_56, %expanded_69 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %204 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_69, %134 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %205 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%203 : tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %cst_1 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %206 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%205, %132 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %207 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%206, %131 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %208 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%206, %207 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %209 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%208 : tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %cst_2 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %210 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%204, %209 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %211 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%209 : tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %cst_3 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %212 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%211, %127 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %213 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%210, %212 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %214 = tensor.empty() : tensor<64x2x8xf32>
    %215 = linalg.generic {indexing_maps = [#map14, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%213 : tensor<2x8x64xf32>) outs(%214 : tensor<64x2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<64x2x8xf32>
    %collapsed_70 = tensor.collapse_shape %215 [[0], [1, 2]] : tensor<64x2x8xf32> into tensor<64x16xf32>
    %216 = linalg.fill ins(%cst_11 : f32) outs(%199 : tensor<64x32xf32>) -> tensor<64x32xf32>
    %217 = linalg.matmul ins(%collapsed_70, %collapsed_55 : tensor<64x16xf32>, tensor<16x32xf32>) outs(%216 : tensor<64x32xf32>) -> tensor<64x32xf32>
    %218 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel"]} ins(%217 : tensor<64x32xf32>) outs(%196 : tensor<32x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x64xf32>
    %collapsed_71 = tensor.collapse_shape %213 [[0, 1], [2]] : tensor<2x8x64xf32> into tensor<16x64xf32>
    %219 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel"]} ins(%arg12 : tensor<32x64xf32>) outs(%199 : tensor<64x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<64x32xf32>
    %220 = linalg.matmul ins(%collapsed_71, %219 : tensor<16x64xf32>, tensor<64x32xf32>) outs(%1 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %expanded_72 = tensor.expand_shape %220 [[0, 1], [2]] output_shape [2, 8, 32] : tensor<16x32xf32> into tensor<2x8x32xf32>
    %221 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%114, %expanded_72 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %222 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%221 : tensor<2x8x32xf32>) outs(%10 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8xf32>
    %expanded_73 = tensor.expand_shape %222 [[0], [1, 2]] output_shape [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
    %223 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_72, %122 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %224 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_73, %121 : tensor<2x8x1xf32>, tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %225 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%224 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.divf %in, %cst_10 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %226 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%225 : tensor<2x8x1xf32>) outs(%10 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8xf32>
    %227 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%226 : tensor<2x8xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %228 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%112, %227 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %229 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%188, %228 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %230 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%227, %112 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %231 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%229, %230 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %232 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%113, %223 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %233 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%231, %232 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %234 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%223, %112 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %235 = linalg.generic {indexing_maps = [#map14, #map15], iterator_types = ["parallel", "reduction", "reduction"]} ins(%234 : tensor<2x8x32xf32>) outs(%191 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<32xf32>
    %expanded_74 = tensor.expand_shape %235 [[0, 1, 2]] output_shape [1, 1, 32] : tensor<32xf32> into tensor<1x1x32xf32>
    %236 = linalg.generic {indexing_maps = [#map14, #map15], iterator_types = ["parallel", "reduction", "reduction"]} ins(%expanded_74 : tensor<1x1x32xf32>) outs(%191 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<32xf32>
    %237 = linalg.generic {indexing_maps = [#map14, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%233 : tensor<2x8x32xf32>) outs(%194 : tensor<32x2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x2x8xf32>
    %collapsed_75 = tensor.collapse_shape %237 [[0], [1, 2]] : tensor<32x2x8xf32> into tensor<32x16xf32>
    %238 = tensor.empty() : tensor<32x32xf32>
    %239 = linalg.fill ins(%cst_11 : f32) outs(%238 : tensor<32x32xf32>) -> tensor<32x32xf32>
    %240 = linalg.matmul ins(%collapsed_75, %collapsed_52 : tensor<32x16xf32>, tensor<16x32xf32>) outs(%239 : tensor<32x32xf32>) -> tensor<32x32xf32>
    %241 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel"]} ins(%240 : tensor<32x32xf32>) outs(%238 : tensor<32x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x32xf32>
    %collapsed_76 = tensor.collapse_shape %233 [[0, 1], [2]] : tensor<2x8x32xf32> into tensor<16x32xf32>
    %242 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel"]} ins(%arg10 : tensor<32x32xf32>) outs(%238 : tensor<32x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x32xf32>
    %243 = linalg.matmul ins(%collapsed_76, %242 : tensor<16x32xf32>, tensor<32x32xf32>) outs(%1 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %expanded_77 = tensor.expand_shape %243 [[0, 1], [2, 3]] output_shape [2, 8, 4, 8] : tensor<16x32xf32> into tensor<2x8x4x8xf32>
    %244 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_77 : tensor<2x8x4x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %245 = linalg.generic {indexing_maps = [#map7, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%244 : tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %collapsed_78 = tensor.collapse_shape %245 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %246 = linalg.batch_matmul ins(%collapsed_78, %collapsed_49 : tensor<8x8x8xf32>, tensor<8x8x8xf32>) outs(%29 : tensor<8x8x8xf32>) -> tensor<8x8x8xf32>
    %expanded_79 = tensor.expand_shape %246 [[0, 1], [2], [3]] output_shape [2, 4, 8, 8] : tensor<8x8x8xf32> into tensor<2x4x8x8xf32>
    %247 = linalg.generic {indexing_maps = [#map7, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_79 : tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %248 = linalg.generic {indexing_maps = [#map7, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%94 : tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %collapsed_80 = tensor.collapse_shape %244 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %collapsed_81 = tensor.collapse_shape %248 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %249 = linalg.batch_matmul ins(%collapsed_80, %collapsed_81 : tensor<8x8x8xf32>, tensor<8x8x8xf32>) outs(%29 : tensor<8x8x8xf32>) -> tensor<8x8x8xf32>
    %expanded_82 = tensor.expand_shape %249 [[0, 1], [2], [3]] output_shape [2, 4, 8, 8] : tensor<8x8x8xf32> into tensor<2x4x8x8xf32>
    %250 = linalg.generic {indexing_maps = [#map16, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%108 : tensor<2x4x8x1xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %251 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_82, %250 : tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8x8xf32>
    %252 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%251, %103 : tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8x8xf32>
    %253 = linalg.generic {indexing_maps = [#map6, #map8], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%252 : tensor<2x4x8x8xf32>) outs(%40 : tensor<2x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8xf32>
    %254 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%253 : tensor<2x4x8xf32>) outs(%34 : tensor<2x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.negf %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8xf32>
    %expanded_83 = tensor.expand_shape %254 [[0], [1], [2, 3]] output_shape [2, 4, 8, 1] : tensor<2x4x8xf32> into tensor<2x4x8x1xf32>
    %255 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_82, %105 : tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.divf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8x8xf32>
    %256 = linalg.generic {indexing_maps = [#map6, #map8], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded_83 : tensor<2x4x8x1xf32>) outs(%40 : tensor<2x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8xf32>
    %257 = linalg.generic {indexing_maps = [#map8, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%256 : tensor<2x4x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %258 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%255, %257 : tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8x8xf32>
    %259 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%258, %103 : tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8x8xf32>
    %260 = call @_where_1(%99#1, %259) : (tensor<2x4x8x8xi1>, tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
    %261 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%260 : tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %cst_7 : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8x8xf32>
    %262 = linalg.generic {indexing_maps = [#map7, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%261 : tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %collapsed_84 = tensor.collapse_shape %262 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %263 = linalg.batch_matmul ins(%collapsed_84, %collapsed_45 : tensor<8x8x8xf32>, tensor<8x8x8xf32>) outs(%29 : tensor<8x8x8xf32>) -> tensor<8x8x8xf32>
    %expanded_85 = tensor.expand_shape %263 [[0, 1], [2], [3]] output_shape [2, 4, 8, 8] : tensor<8x8x8xf32> into tensor<2x4x8x8xf32>
    %264 = linalg.generic {indexing_maps = [#map7, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_85 : tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %265 = linalg.generic {indexing_maps = [#map7, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%95 : tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %collapsed_86 = tensor.collapse_shape %261 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %collapsed_87 = tensor.collapse_shape %265 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %266 = linalg.batch_matmul ins(%collapsed_86, %collapsed_87 : tensor<8x8x8xf32>, tensor<8x8x8xf32>) outs(%29 : tensor<8x8x8xf32>) -> tensor<8x8x8xf32>
    %expanded_88 = tensor.expand_shape %266 [[0, 1], [2], [3]] output_shape [2, 4, 8, 8] : tensor<8x8x8xf32> into tensor<2x4x8x8xf32>
    %267 = linalg.generic {indexing_maps = [#map7, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%264 : tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %268 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%247 : tensor<2x4x8x8xf32>) outs(%48 : tensor<2x8x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x4x8xf32>
    %269 = tensor.empty() : tensor<2x8x1x4x8xf32>
    %270 = linalg.generic {indexing_maps = [#map17, #map18], iterator_types = ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%268 : tensor<2x8x4x8xf32>) outs(%269 : tensor<2x8x1x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x1x4x8xf32>
    %padded = tensor.pad %270 low[0, 0, 2, 0, 0] high[0, 0, 0, 0, 0] {
    ^bb0(%arg17: index, %arg18: index, %arg19: index, %arg20: index, %arg21: index):
      tensor.yield %cst_11 : f32
    } : tensor<2x8x1x4x8xf32> to tensor<2x8x3x4x8xf32>
    %271 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%267 : tensor<2x4x8x8xf32>) outs(%48 : tensor<2x8x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x4x8xf32>
    %272 = linalg.generic {indexing_maps = [#map17, #map18], iterator_types = ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%271 : tensor<2x8x4x8xf32>) outs(%269 : tensor<2x8x1x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x1x4x8xf32>
    %padded_89 = tensor.pad %272 low[0, 0, 1, 0, 0] high[0, 0, 1, 0, 0] {
    ^bb0(%arg17: index, %arg18: index, %arg19: index, %arg20: index, %arg21: index):
      tensor.yield %cst_11 : f32
    } : tensor<2x8x1x4x8xf32> to tensor<2x8x3x4x8xf32>
    %273 = tensor.empty() : tensor<2x8x3x4x8xf32>
    %274 = linalg.generic {indexing_maps = [#map18, #map18, #map18], iterator_types = ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%padded, %padded_89 : tensor<2x8x3x4x8xf32>, tensor<2x8x3x4x8xf32>) outs(%273 : tensor<2x8x3x4x8xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x3x4x8xf32>
    %275 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_88 : tensor<2x4x8x8xf32>) outs(%48 : tensor<2x8x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x4x8xf32>
    %276 = linalg.generic {indexing_maps = [#map17, #map18], iterator_types = ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%275 : tensor<2x8x4x8xf32>) outs(%269 : tensor<2x8x1x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x1x4x8xf32>
    %padded_90 = tensor.pad %276 low[0, 0, 0, 0, 0] high[0, 0, 2, 0, 0] {
    ^bb0(%arg17: index, %arg18: index, %arg19: index, %arg20: index, %arg21: index):
      tensor.yield %cst_11 : f32
    } : tensor<2x8x1x4x8xf32> to tensor<2x8x3x4x8xf32>
    %277 = linalg.generic {indexing_maps = [#map18, #map18, #map18], iterator_types = ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%274, %padded_90 : tensor<2x8x3x4x8xf32>, tensor<2x8x3x4x8xf32>) outs(%273 : tensor<2x8x3x4x8xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x3x4x8xf32>
    %collapsed_91 = tensor.collapse_shape %277 [[0], [1], [2, 3, 4]] : tensor<2x8x3x4x8xf32> into tensor<2x8x96xf32>
    %278 = tensor.empty() : tensor<96x2x8xf32>
    %279 = linalg.generic {indexing_maps = [#map14, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%collapsed_91 : tensor<2x8x96xf32>) outs(%278 : tensor<96x2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<96x2x8xf32>
    %collapsed_92 = tensor.collapse_shape %279 [[0], [1, 2]] : tensor<96x2x8xf32> into tensor<96x16xf32>
    %280 = tensor.empty() : tensor<96x32xf32>
    %281 = linalg.fill ins(%cst_11 : f32) outs(%280 : tensor<96x32xf32>) -> tensor<96x32xf32>
    %282 = linalg.matmul ins(%collapsed_92, %collapsed_37 : tensor<96x16xf32>, tensor<16x32xf32>) outs(%281 : tensor<96x32xf32>) -> tensor<96x32xf32>
    %283 = tensor.empty() : tensor<32x96xf32>
    %284 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel"]} ins(%282 : tensor<96x32xf32>) outs(%283 : tensor<32x96xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x96xf32>
    %collapsed_93 = tensor.collapse_shape %277 [[0, 1], [2, 3, 4]] : tensor<2x8x3x4x8xf32> into tensor<16x96xf32>
    %285 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel"]} ins(%arg11 : tensor<32x96xf32>) outs(%280 : tensor<96x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<96x32xf32>
    %286 = linalg.matmul ins(%collapsed_93, %285 : tensor<16x96xf32>, tensor<96x32xf32>) outs(%1 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %expanded_94 = tensor.expand_shape %286 [[0, 1], [2]] output_shape [2, 8, 32] : tensor<16x32xf32> into tensor<2x8x32xf32>
    %287 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%81, %expanded_94 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %288 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%287 : tensor<2x8x32xf32>) outs(%10 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8xf32>
    %expanded_95 = tensor.expand_shape %288 [[0], [1, 2]] output_shape [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
    %289 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_94, %89 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %290 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_95, %88 : tensor<2x8x1xf32>, tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %291 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%290 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.divf %in, %cst_10 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %292 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%291 : tensor<2x8x1xf32>) outs(%10 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8xf32>
    %293 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%292 : tensor<2x8xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %294 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%79, %293 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %295 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%233, %294 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %296 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%293, %79 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %297 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%295, %296 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %298 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%80, %289 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %299 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%297, %298 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %300 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%289, %79 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %301 = linalg.generic {indexing_maps = [#map14, #map15], iterator_types = ["parallel", "reduction", "reduction"]} ins(%300 : tensor<2x8x32xf32>) outs(%191 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<32xf32>
    %expanded_96 = tensor.expand_shape %301 [[0, 1, 2]] output_shape [1, 1, 32] : tensor<32xf32> into tensor<1x1x32xf32>
    %302 = linalg.generic {indexing_maps = [#map14, #map15], iterator_types = ["parallel", "reduction", "reduction"]} ins(%expanded_96 : tensor<1x1x32xf32>) outs(%191 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<32xf32>
    %303 = linalg.generic {indexing_maps = [#map14, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%299 : tensor<2x8x32xf32>) outs(%194 : tensor<32x2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x2x8xf32>
    %collapsed_97 = tensor.collapse_shape %303 [[0], [1, 2]] : tensor<32x2x8xf32> into tensor<32x16xf32>
    %304 = linalg.matmul ins(%collapsed_97, %collapsed_34 : tensor<32x16xf32>, tensor<16x64xf32>) outs(%197 : tensor<32x64xf32>) -> tensor<32x64xf32>
    %305 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel"]} ins(%304 : tensor<32x64xf32>) outs(%199 : tensor<64x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<64x32xf32>
    %collapsed_98 = tensor.collapse_shape %299 [[0, 1], [2]] : tensor<2x8x32xf32> into tensor<16x32xf32>
    %306 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel"]} ins(%arg7 : tensor<64x32xf32>) outs(%196 : tensor<32x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x64xf32>
    %307 = linalg.matmul ins(%collapsed_98, %306 : tensor<16x32xf32>, tensor<32x64xf32>) outs(%64 : tensor<16x64xf32>) -> tensor<16x64xf32>
    %expanded_99 = tensor.expand_shape %307 [[0, 1], [2]] output_shape [2, 8, 64] : tensor<16x64xf32> into tensor<2x8x64xf32>
    %308 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_33, %expanded_99 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %309 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_99, %76 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %310 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%308 : tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %cst_1 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %311 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%310, %74 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %312 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%311, %73 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %313 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%311, %312 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %314 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%313 : tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %cst_2 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %315 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%309, %314 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %316 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%314 : tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %cst_3 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %317 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%316, %69 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %318 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%315, %317 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%66 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x64xf32>
    %319 = linalg.generic {indexing_maps = [#map14, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%318 : tensor<2x8x64xf32>) outs(%214 : tensor<64x2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<64x2x8xf32>
    %collapsed_100 = tensor.collapse_shape %319 [[0], [1, 2]] : tensor<64x2x8xf32> into tensor<64x16xf32>
    %320 = linalg.matmul ins(%collapsed_100, %collapsed_32 : tensor<64x16xf32>, tensor<16x32xf32>) outs(%216 : tensor<64x32xf32>) -> tensor<64x32xf32>
    %321 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel"]} ins(%320 : tensor<64x32xf32>) outs(%196 : tensor<32x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x64xf32>
    %collapsed_101 = tensor.collapse_shape %318 [[0, 1], [2]] : tensor<2x8x64xf32> into tensor<16x64xf32>
    %322 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel"]} ins(%arg6 : tensor<32x64xf32>) outs(%199 : tensor<64x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<64x32xf32>
    %323 = linalg.matmul ins(%collapsed_101, %322 : tensor<16x64xf32>, tensor<64x32xf32>) outs(%1 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %expanded_102 = tensor.expand_shape %323 [[0, 1], [2]] output_shape [2, 8, 32] : tensor<16x32xf32> into tensor<2x8x32xf32>
    %324 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%53, %expanded_102 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %325 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%324 : tensor<2x8x32xf32>) outs(%10 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8xf32>
    %expanded_103 = tensor.expand_shape %325 [[0], [1, 2]] output_shape [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
    %326 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_102, %61 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %327 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_103, %60 : tensor<2x8x1xf32>, tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %328 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%327 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.divf %in, %cst_10 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %329 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%328 : tensor<2x8x1xf32>) outs(%10 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8xf32>
    %330 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%329 : tensor<2x8xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %331 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%51, %330 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %332 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%299, %331 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %333 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%330, %51 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %334 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%332, %333 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %335 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%52, %326 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %336 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%334, %335 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %337 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%326, %51 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %338 = linalg.generic {indexing_maps = [#map14, #map15], iterator_types = ["parallel", "reduction", "reduction"]} ins(%337 : tensor<2x8x32xf32>) outs(%191 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<32xf32>
    %expanded_104 = tensor.expand_shape %338 [[0, 1, 2]] output_shape [1, 1, 32] : tensor<32xf32> into tensor<1x1x32xf32>
    %339 = linalg.generic {indexing_maps = [#map14, #map15], iterator_types = ["parallel", "reduction", "reduction"]} ins(%expanded_104 : tensor<1x1x32xf32>) outs(%191 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<32xf32>
    %340 = linalg.generic {indexing_maps = [#map14, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%336 : tensor<2x8x32xf32>) outs(%194 : tensor<32x2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x2x8xf32>
    %collapsed_105 = tensor.collapse_shape %340 [[0], [1, 2]] : tensor<32x2x8xf32> into tensor<32x16xf32>
    %341 = linalg.matmul ins(%collapsed_105, %collapsed_29 : tensor<32x16xf32>, tensor<16x32xf32>) outs(%239 : tensor<32x32xf32>) -> tensor<32x32xf32>
    %342 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel"]} ins(%341 : tensor<32x32xf32>) outs(%238 : tensor<32x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x32xf32>
    %collapsed_106 = tensor.collapse_shape %336 [[0, 1], [2]] : tensor<2x8x32xf32> into tensor<16x32xf32>
    %343 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel"]} ins(%arg4 : tensor<32x32xf32>) outs(%238 : tensor<32x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x32xf32>
    %344 = linalg.matmul ins(%collapsed_106, %343 : tensor<16x32xf32>, tensor<32x32xf32>) outs(%1 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %expanded_107 = tensor.expand_shape %344 [[0, 1], [2, 3]] output_shape [2, 8, 4, 8] : tensor<16x32xf32> into tensor<2x8x4x8xf32>
    %345 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_107 : tensor<2x8x4x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %346 = linalg.generic {indexing_maps = [#map7, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%345 : tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %collapsed_108 = tensor.collapse_shape %346 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %347 = linalg.batch_matmul ins(%collapsed_108, %collapsed_26 : tensor<8x8x8xf32>, tensor<8x8x8xf32>) outs(%29 : tensor<8x8x8xf32>) -> tensor<8x8x8xf32>
    %expanded_109 = tensor.expand_shape %347 [[0, 1], [2], [3]] output_shape [2, 4, 8, 8] : tensor<8x8x8xf32> into tensor<2x4x8x8xf32>
    %348 = linalg.generic {indexing_maps = [#map7, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_109 : tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %349 = linalg.generic {indexing_maps = [#map7, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%26 : tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %collapsed_110 = tensor.collapse_shape %345 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %collapsed_111 = tensor.collapse_shape %349 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %350 = linalg.batch_matmul ins(%collapsed_110, %collapsed_111 : tensor<8x8x8xf32>, tensor<8x8x8xf32>) outs(%29 : tensor<8x8x8xf32>) -> tensor<8x8x8xf32>
    %expanded_112 = tensor.expand_shape %350 [[0, 1], [2], [3]] output_shape [2, 4, 8, 8] : tensor<8x8x8xf32> into tensor<2x4x8x8xf32>
    %351 = linalg.generic {indexing_maps = [#map16, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%46 : tensor<2x4x8x1xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %352 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_112, %351 : tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8x8xf32>
    %353 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%352, %39 : tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8x8xf32>
    %354 = linalg.generic {indexing_maps = [#map6, #map8], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%353 : tensor<2x4x8x8xf32>) outs(%40 : tensor<2x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8xf32>
    %355 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%354 : tensor<2x4x8xf32>) outs(%34 : tensor<2x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.negf %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8xf32>
    %expanded_113 = tensor.expand_shape %355 [[0], [1], [2, 3]] output_shape [2, 4, 8, 1] : tensor<2x4x8xf32> into tensor<2x4x8x1xf32>
    %356 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_112, %42 : tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.divf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8x8xf32>
    %357 = linalg.generic {indexing_maps = [#map6, #map8], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%expanded_113 : tensor<2x4x8x1xf32>) outs(%40 : tensor<2x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8xf32>
    %358 = linalg.generic {indexing_maps = [#map8, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%357 : tensor<2x4x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %359 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%356, %358 : tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8x8xf32>
    %360 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%359, %39 : tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8x8xf32>
    %361 = call @_where_1(%33#1, %360) : (tensor<2x4x8x8xi1>, tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
    %362 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%361 : tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.mulf %in, %cst_7 : f32
      linalg.yield %407 : f32
    } -> tensor<2x4x8x8xf32>
    %363 = linalg.generic {indexing_maps = [#map7, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%362 : tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %collapsed_114 = tensor.collapse_shape %363 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %364 = linalg.batch_matmul ins(%collapsed_114, %collapsed_22 : tensor<8x8x8xf32>, tensor<8x8x8xf32>) outs(%29 : tensor<8x8x8xf32>) -> tensor<8x8x8xf32>
    %expanded_115 = tensor.expand_shape %364 [[0, 1], [2], [3]] output_shape [2, 4, 8, 8] : tensor<8x8x8xf32> into tensor<2x4x8x8xf32>
    %365 = linalg.generic {indexing_maps = [#map7, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_115 : tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %366 = linalg.generic {indexing_maps = [#map7, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%27 : tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %collapsed_116 = tensor.collapse_shape %362 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %collapsed_117 = tensor.collapse_shape %366 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %367 = linalg.batch_matmul ins(%collapsed_116, %collapsed_117 : tensor<8x8x8xf32>, tensor<8x8x8xf32>) outs(%29 : tensor<8x8x8xf32>) -> tensor<8x8x8xf32>
    %expanded_118 = tensor.expand_shape %367 [[0, 1], [2], [3]] output_shape [2, 4, 8, 8] : tensor<8x8x8xf32> into tensor<2x4x8x8xf32>
    %368 = linalg.generic {indexing_maps = [#map7, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%365 : tensor<2x4x8x8xf32>) outs(%23 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %369 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%348 : tensor<2x4x8x8xf32>) outs(%48 : tensor<2x8x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x4x8xf32>
    %370 = linalg.generic {indexing_maps = [#map17, #map18], iterator_types = ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%369 : tensor<2x8x4x8xf32>) outs(%269 : tensor<2x8x1x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x1x4x8xf32>
    %padded_119 = tensor.pad %370 low[0, 0, 2, 0, 0] high[0, 0, 0, 0, 0] {
    ^bb0(%arg17: index, %arg18: index, %arg19: index, %arg20: index, %arg21: index):
      tensor.yield %cst_11 : f32
    } : tensor<2x8x1x4x8xf32> to tensor<2x8x3x4x8xf32>
    %371 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%368 : tensor<2x4x8x8xf32>) outs(%48 : tensor<2x8x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x4x8xf32>
    %372 = linalg.generic {indexing_maps = [#map17, #map18], iterator_types = ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%371 : tensor<2x8x4x8xf32>) outs(%269 : tensor<2x8x1x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x1x4x8xf32>
    %padded_120 = tensor.pad %372 low[0, 0, 1, 0, 0] high[0, 0, 1, 0, 0] {
    ^bb0(%arg17: index, %arg18: index, %arg19: index, %arg20: index, %arg21: index):
      tensor.yield %cst_11 : f32
    } : tensor<2x8x1x4x8xf32> to tensor<2x8x3x4x8xf32>
    %373 = linalg.generic {indexing_maps = [#map18, #map18, #map18], iterator_types = ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%padded_119, %padded_120 : tensor<2x8x3x4x8xf32>, tensor<2x8x3x4x8xf32>) outs(%273 : tensor<2x8x3x4x8xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x3x4x8xf32>
    %374 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_118 : tensor<2x4x8x8xf32>) outs(%48 : tensor<2x8x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x4x8xf32>
    %375 = linalg.generic {indexing_maps = [#map17, #map18], iterator_types = ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%374 : tensor<2x8x4x8xf32>) outs(%269 : tensor<2x8x1x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x1x4x8xf32>
    %padded_121 = tensor.pad %375 low[0, 0, 0, 0, 0] high[0, 0, 2, 0, 0] {
    ^bb0(%arg17: index, %arg18: index, %arg19: index, %arg20: index, %arg21: index):
      tensor.yield %cst_11 : f32
    } : tensor<2x8x1x4x8xf32> to tensor<2x8x3x4x8xf32>
    %376 = linalg.generic {indexing_maps = [#map18, #map18, #map18], iterator_types = ["parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%373, %padded_121 : tensor<2x8x3x4x8xf32>, tensor<2x8x3x4x8xf32>) outs(%273 : tensor<2x8x3x4x8xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x3x4x8xf32>
    %collapsed_122 = tensor.collapse_shape %376 [[0], [1], [2, 3, 4]] : tensor<2x8x3x4x8xf32> into tensor<2x8x96xf32>
    %377 = linalg.generic {indexing_maps = [#map14, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%collapsed_122 : tensor<2x8x96xf32>) outs(%278 : tensor<96x2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<96x2x8xf32>
    %collapsed_123 = tensor.collapse_shape %377 [[0], [1, 2]] : tensor<96x2x8xf32> into tensor<96x16xf32>
    %378 = linalg.matmul ins(%collapsed_123, %collapsed_15 : tensor<96x16xf32>, tensor<16x32xf32>) outs(%281 : tensor<96x32xf32>) -> tensor<96x32xf32>
    %379 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel"]} ins(%378 : tensor<96x32xf32>) outs(%283 : tensor<32x96xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x96xf32>
    %collapsed_124 = tensor.collapse_shape %376 [[0, 1], [2, 3, 4]] : tensor<2x8x3x4x8xf32> into tensor<16x96xf32>
    %380 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel"]} ins(%arg5 : tensor<32x96xf32>) outs(%280 : tensor<96x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<96x32xf32>
    %381 = linalg.matmul ins(%collapsed_124, %380 : tensor<16x96xf32>, tensor<96x32xf32>) outs(%1 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %expanded_125 = tensor.expand_shape %381 [[0, 1], [2]] output_shape [2, 8, 32] : tensor<16x32xf32> into tensor<2x8x32xf32>
    %382 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%7, %expanded_125 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %383 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%382 : tensor<2x8x32xf32>) outs(%10 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8xf32>
    %expanded_126 = tensor.expand_shape %383 [[0], [1, 2]] output_shape [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
    %384 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_125, %18 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %385 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_126, %17 : tensor<2x8x1xf32>, tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %386 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%385 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.divf %in, %cst_10 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x1xf32>
    %387 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%386 : tensor<2x8x1xf32>) outs(%10 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<2x8xf32>
    %388 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%387 : tensor<2x8xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %389 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%5, %388 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %390 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%336, %389 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %391 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%388, %5 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %392 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%390, %391 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %393 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%6, %384 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %394 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%392, %393 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %395 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%384, %5 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.mulf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<2x8x32xf32>
    %396 = linalg.generic {indexing_maps = [#map14, #map15], iterator_types = ["parallel", "reduction", "reduction"]} ins(%395 : tensor<2x8x32xf32>) outs(%191 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<32xf32>
    %expanded_127 = tensor.expand_shape %396 [[0, 1, 2]] output_shape [1, 1, 32] : tensor<32xf32> into tensor<1x1x32xf32>
    %397 = linalg.generic {indexing_maps = [#map14, #map15], iterator_types = ["parallel", "reduction", "reduction"]} ins(%expanded_127 : tensor<1x1x32xf32>) outs(%191 : tensor<32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<32xf32>
    %398 = tensor.empty() : tensor<8x32xf32>
    %399 = linalg.fill ins(%cst_11 : f32) outs(%398 : tensor<8x32xf32>) -> tensor<8x32xf32>
    %400 = linalg.generic {indexing_maps = [#map19, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%394 : tensor<2x8x32xf32>) outs(%399 : tensor<8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<8x32xf32>
    %expanded_128 = tensor.expand_shape %400 [[0, 1], [2]] output_shape [1, 8, 32] : tensor<8x32xf32> into tensor<1x8x32xf32>
    %401 = linalg.generic {indexing_maps = [#map19, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%expanded_128 : tensor<1x8x32xf32>) outs(%399 : tensor<8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %407 = arith.addf %out, %in : f32
      linalg.yield %407 : f32
    } -> tensor<8x32xf32>
    %402 = linalg.generic {indexing_maps = [#map14, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%394 : tensor<2x8x32xf32>) outs(%194 : tensor<32x2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x2x8xf32>
    %collapsed_129 = tensor.collapse_shape %402 [[0], [1, 2]] : tensor<32x2x8xf32> into tensor<32x16xf32>
    %403 = linalg.fill ins(%cst_11 : f32) outs(%149 : tensor<32x40xf32>) -> tensor<32x40xf32>
    %404 = linalg.matmul ins(%collapsed_129, %collapsed : tensor<32x16xf32>, tensor<16x40xf32>) outs(%403 : tensor<32x40xf32>) -> tensor<32x40xf32>
    %405 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel"]} ins(%404 : tensor<32x40xf32>) outs(%170 : tensor<40x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<40x32xf32>
    %406 = linalg.generic {indexing_maps = [#map10, #map10, #map10], iterator_types = ["parallel", "parallel"]} ins(%176, %405 : tensor<40x32xf32>, tensor<40x32xf32>) outs(%170 : tensor<40x32xf32>) {
    ^bb0(%in: f32, %in_130: f32, %out: f32):
      %407 = arith.addf %in, %in_130 : f32
      linalg.yield %407 : f32
    } -> tensor<40x32xf32>
    return %162, %406, %193, %397, %339, %342, %379, %321, %305, %302, %236, %241, %284, %218, %200, %401 : tensor<f32>, tensor<40x32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32x32xf32>, tensor<32x96xf32>, tensor<32x64xf32>, tensor<64x32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32x32xf32>, tensor<32x96xf32>, tensor<32x64xf32>, tensor<64x32xf32>, tensor<8x32xf32>
  }
  func.func private @tril(%arg0: tensor<8x8xi1>) -> tensor<8x8xi1> {
    %false = arith.constant false
    %0 = tensor.empty() : tensor<8x8xi32>
    %1 = linalg.generic {indexing_maps = [#map10], iterator_types = ["parallel", "parallel"]} outs(%0 : tensor<8x8xi32>) {
    ^bb0(%out: i32):
      %6 = linalg.index 0 : index
      %7 = arith.index_cast %6 : index to i32
      linalg.yield %7 : i32
    } -> tensor<8x8xi32>
    %2 = linalg.generic {indexing_maps = [#map10], iterator_types = ["parallel", "parallel"]} outs(%0 : tensor<8x8xi32>) {
    ^bb0(%out: i32):
      %6 = linalg.index 1 : index
      %7 = arith.index_cast %6 : index to i32
      linalg.yield %7 : i32
    } -> tensor<8x8xi32>
    %3 = tensor.empty() : tensor<8x8xi1>
    %4 = linalg.generic {indexing_maps = [#map10, #map10, #map10], iterator_types = ["parallel", "parallel"]} ins(%1, %2 : tensor<8x8xi32>, tensor<8x8xi32>) outs(%3 : tensor<8x8xi1>) {
    ^bb0(%in: i32, %in_0: i32, %out: i1):
      %6 = arith.cmpi sge, %in, %in_0 : i32
      linalg.yield %6 : i1
    } -> tensor<8x8xi1>
    %5 = linalg.generic {indexing_maps = [#map10, #map10, #map10], iterator_types = ["parallel", "parallel"]} ins(%4, %arg0 : tensor<8x8xi1>, tensor<8x8xi1>) outs(%3 : tensor<8x8xi1>) {
    ^bb0(%in: i1, %in_0: i1, %out: i1):
      %6 = arith.select %in, %in_0, %false : i1
      linalg.yield %6 : i1
    } -> tensor<8x8xi1>
    return %5 : tensor<8x8xi1>
  }
  func.func private @_where(%arg0: tensor<8x8xi1>, %arg1: tensor<2x4x8x8xf32>, %arg2: tensor<f32>) -> (tensor<2x4x8x8xf32>, tensor<2x4x8x8xi1>) {
    %0 = tensor.empty() : tensor<2x4x8x8xi1>
    %1 = linalg.generic {indexing_maps = [#map20, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0 : tensor<8x8xi1>) outs(%0 : tensor<2x4x8x8xi1>) {
    ^bb0(%in: i1, %out: i1):
      linalg.yield %in : i1
    } -> tensor<2x4x8x8xi1>
    %2 = tensor.empty() : tensor<2x4x8x8xf32>
    %3 = linalg.generic {indexing_maps = [#map21, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%arg2 : tensor<f32>) outs(%2 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %4 = linalg.generic {indexing_maps = [#map6, #map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%1, %arg1, %3 : tensor<2x4x8x8xi1>, tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) outs(%2 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: i1, %in_0: f32, %in_1: f32, %out: f32):
      %5 = arith.select %in, %in_0, %in_1 : f32
      linalg.yield %5 : f32
    } -> tensor<2x4x8x8xf32>
    return %4, %1 : tensor<2x4x8x8xf32>, tensor<2x4x8x8xi1>
  }
  func.func private @log_softmax(%arg0: tensor<2x8x40xf32>) -> (tensor<2x8x40xf32>, tensor<2x8x40xf32>, tensor<2x8x1xf32>) {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 0xFF800000 : f32
    %0 = tensor.empty() : tensor<2x8xf32>
    %1 = linalg.fill ins(%cst_0 : f32) outs(%0 : tensor<2x8xf32>) -> tensor<2x8xf32>
    %2 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%arg0 : tensor<2x8x40xf32>) outs(%1 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %12 = arith.maximumf %out, %in : f32
      linalg.yield %12 : f32
    } -> tensor<2x8xf32>
    %3 = tensor.empty() : tensor<2x8x40xf32>
    %4 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%2 : tensor<2x8xf32>) outs(%3 : tensor<2x8x40xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x40xf32>
    %5 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg0, %4 : tensor<2x8x40xf32>, tensor<2x8x40xf32>) outs(%3 : tensor<2x8x40xf32>) {
    ^bb0(%in: f32, %in_1: f32, %out: f32):
      %12 = arith.subf %in, %in_1 : f32
      linalg.yield %12 : f32
    } -> tensor<2x8x40xf32>
    %6 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%5 : tensor<2x8x40xf32>) outs(%3 : tensor<2x8x40xf32>) {
    ^bb0(%in: f32, %out: f32):
      %12 = math.exp %in : f32
      linalg.yield %12 : f32
    } -> tensor<2x8x40xf32>
    %7 = linalg.fill ins(%cst : f32) outs(%0 : tensor<2x8xf32>) -> tensor<2x8xf32>
    %8 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%6 : tensor<2x8x40xf32>) outs(%7 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %12 = arith.addf %out, %in : f32
      linalg.yield %12 : f32
    } -> tensor<2x8xf32>
    %expanded = tensor.expand_shape %8 [[0], [1, 2]] output_shape [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
    %9 = linalg.generic {indexing_maps = [#map10, #map10], iterator_types = ["parallel", "parallel"]} ins(%8 : tensor<2x8xf32>) outs(%0 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %12 = math.log %in : f32
      linalg.yield %12 : f32
    } -> tensor<2x8xf32>
    %10 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%9 : tensor<2x8xf32>) outs(%3 : tensor<2x8x40xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x40xf32>
    %11 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%5, %10 : tensor<2x8x40xf32>, tensor<2x8x40xf32>) outs(%3 : tensor<2x8x40xf32>) {
    ^bb0(%in: f32, %in_1: f32, %out: f32):
      %12 = arith.subf %in, %in_1 : f32
      linalg.yield %12 : f32
    } -> tensor<2x8x40xf32>
    return %11, %6, %expanded : tensor<2x8x40xf32>, tensor<2x8x40xf32>, tensor<2x8x1xf32>
  }
  func.func private @log_softmax_0(%arg0: tensor<2x8x40xf32>, %arg1: tensor<2x8x1xf32>, %arg2: tensor<2x8x40xf32>) -> tensor<2x8x40xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %0 = tensor.empty() : tensor<2x8x40xf32>
    %1 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg2 : tensor<2x8x40xf32>) outs(%0 : tensor<2x8x40xf32>) {
    ^bb0(%in: f32, %out: f32):
      %11 = arith.negf %in : f32
      linalg.yield %11 : f32
    } -> tensor<2x8x40xf32>
    %2 = tensor.empty() : tensor<2x8xf32>
    %3 = linalg.fill ins(%cst : f32) outs(%2 : tensor<2x8xf32>) -> tensor<2x8xf32>
    %4 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%1 : tensor<2x8x40xf32>) outs(%3 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %11 = arith.addf %out, %in : f32
      linalg.yield %11 : f32
    } -> tensor<2x8xf32>
    %expanded = tensor.expand_shape %4 [[0], [1, 2]] output_shape [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
    %5 = tensor.empty() : tensor<2x8x1xf32>
    %6 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded, %arg1 : tensor<2x8x1xf32>, tensor<2x8x1xf32>) outs(%5 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %in_0: f32, %out: f32):
      %11 = arith.divf %in, %in_0 : f32
      linalg.yield %11 : f32
    } -> tensor<2x8x1xf32>
    %7 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%6 : tensor<2x8x1xf32>) outs(%3 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %11 = arith.addf %out, %in : f32
      linalg.yield %11 : f32
    } -> tensor<2x8xf32>
    %8 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%7 : tensor<2x8xf32>) outs(%0 : tensor<2x8x40xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x40xf32>
    %9 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%8, %arg0 : tensor<2x8x40xf32>, tensor<2x8x40xf32>) outs(%0 : tensor<2x8x40xf32>) {
    ^bb0(%in: f32, %in_0: f32, %out: f32):
      %11 = arith.mulf %in, %in_0 : f32
      linalg.yield %11 : f32
    } -> tensor<2x8x40xf32>
    %10 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg2, %9 : tensor<2x8x40xf32>, tensor<2x8x40xf32>) outs(%0 : tensor<2x8x40xf32>) {
    ^bb0(%in: f32, %in_0: f32, %out: f32):
      %11 = arith.addf %in, %in_0 : f32
      linalg.yield %11 : f32
    } -> tensor<2x8x40xf32>
    return %10 : tensor<2x8x40xf32>
  }
  func.func private @_where_1(%arg0: tensor<2x4x8x8xi1>, %arg1: tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %0 = tensor.empty() : tensor<2x4x8x8xf32>
    %1 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0, %arg1 : tensor<2x4x8x8xi1>, tensor<2x4x8x8xf32>) outs(%0 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: i1, %in_0: f32, %out: f32):
      %2 = arith.select %in, %in_0, %cst : f32
      linalg.yield %2 : f32
    } -> tensor<2x4x8x8xf32>
    return %1 : tensor<2x4x8x8xf32>
  }
}

