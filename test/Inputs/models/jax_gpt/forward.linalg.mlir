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
#map13 = affine_map<(d0, d1, d2, d3) -> (d2, d3)>
#map14 = affine_map<(d0, d1, d2, d3) -> ()>
module @jit_loss {
  func.func public @main(%arg0: tensor<40x32xf32> loc("params['emb']"), %arg1: tensor<32xf32> loc("params['gf']"), %arg2: tensor<32xf32> loc("params['l0.g1']"), %arg3: tensor<32xf32> loc("params['l0.g2']"), %arg4: tensor<32x32xf32> loc("params['l0.o']"), %arg5: tensor<32x96xf32> loc("params['l0.qkv']"), %arg6: tensor<32x64xf32> loc("params['l0.w1']"), %arg7: tensor<64x32xf32> loc("params['l0.w2']"), %arg8: tensor<32xf32> loc("params['l1.g1']"), %arg9: tensor<32xf32> loc("params['l1.g2']"), %arg10: tensor<32x32xf32> loc("params['l1.o']"), %arg11: tensor<32x96xf32> loc("params['l1.qkv']"), %arg12: tensor<32x64xf32> loc("params['l1.w1']"), %arg13: tensor<64x32xf32> loc("params['l1.w2']"), %arg14: tensor<8x32xf32> loc("params['pos']"), %arg15: tensor<2x8x40xf32> loc("batch0"), %arg16: tensor<2x8x40xf32> loc("batch1")) -> tensor<f32> {
    %cst = arith.constant 1.600000e+01 : f32
    %cst_0 = arith.constant 5.000000e-01 : f32
    %cst_1 = arith.constant 1.000000e+00 : f32
    %cst_2 = arith.constant 0.797884583 : f32
    %cst_3 = arith.constant 4.471500e-02 : f32
    %cst_4 = arith.constant 0xFF800000 : f32
    %cst_5 = arith.constant 0.353553385 : f32
    %cst_6 = arith.constant 9.99999974E-6 : f32
    %cst_7 = arith.constant 3.200000e+01 : f32
    %cst_8 = arith.constant 0.000000e+00 : f32
    %cst_9 = arith.constant dense<true> : tensor<8x8xi1>
    %cst_10 = arith.constant dense<-1.000000e+09> : tensor<f32>
    %collapsed = tensor.collapse_shape %arg15 [[0, 1], [2]] : tensor<2x8x40xf32> into tensor<16x40xf32>
    %0 = tensor.empty() : tensor<16x32xf32>
    %1 = linalg.fill ins(%cst_8 : f32) outs(%0 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %2 = linalg.matmul ins(%collapsed, %arg0 : tensor<16x40xf32>, tensor<40x32xf32>) outs(%1 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %expanded = tensor.expand_shape %2 [[0, 1], [2]] output_shape [2, 8, 32] : tensor<16x32xf32> into tensor<2x8x32xf32>
    %3 = tensor.empty() : tensor<2x8x32xf32>
    %4 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg14 : tensor<8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %5 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded, %4 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.addf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x32xf32>
    %6 = linalg.generic {indexing_maps = [#map2, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg2 : tensor<32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %7 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%6, %5 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.mulf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x32xf32>
    %8 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%5 : tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.mulf %in, %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x32xf32>
    %9 = tensor.empty() : tensor<2x8xf32>
    %10 = linalg.fill ins(%cst_8 : f32) outs(%9 : tensor<2x8xf32>) -> tensor<2x8xf32>
    %11 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%8 : tensor<2x8x32xf32>) outs(%10 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.addf %out, %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x8xf32>
    %expanded_11 = tensor.expand_shape %11 [[0], [1, 2]] output_shape [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
    %12 = tensor.empty() : tensor<2x8x1xf32>
    %13 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_11 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.divf %in, %cst_7 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x1xf32>
    %14 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%13 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.addf %in, %cst_6 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x1xf32>
    %15 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%14 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = math.rsqrt %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x1xf32>
    %16 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%15 : tensor<2x8x1xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %17 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%7, %16 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.mulf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x32xf32>
    %collapsed_12 = tensor.collapse_shape %17 [[0, 1], [2]] : tensor<2x8x32xf32> into tensor<16x32xf32>
    %18 = tensor.empty() : tensor<16x96xf32>
    %19 = linalg.fill ins(%cst_8 : f32) outs(%18 : tensor<16x96xf32>) -> tensor<16x96xf32>
    %20 = linalg.matmul ins(%collapsed_12, %arg5 : tensor<16x32xf32>, tensor<32x96xf32>) outs(%19 : tensor<16x96xf32>) -> tensor<16x96xf32>
    %expanded_13 = tensor.expand_shape %20 [[0, 1], [2, 3, 4]] output_shape [2, 8, 3, 4, 8] : tensor<16x96xf32> into tensor<2x8x3x4x8xf32>
    %extracted_slice = tensor.extract_slice %expanded_13[0, 0, 0, 0, 0] [2, 8, 1, 4, 8] [1, 1, 1, 1, 1] : tensor<2x8x3x4x8xf32> to tensor<2x8x1x4x8xf32>
    %collapsed_14 = tensor.collapse_shape %extracted_slice [[0], [1], [2, 3], [4]] : tensor<2x8x1x4x8xf32> into tensor<2x8x4x8xf32>
    %21 = tensor.empty() : tensor<2x4x8x8xf32>
    %22 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed_14 : tensor<2x8x4x8xf32>) outs(%21 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %extracted_slice_15 = tensor.extract_slice %expanded_13[0, 0, 1, 0, 0] [2, 8, 1, 4, 8] [1, 1, 1, 1, 1] : tensor<2x8x3x4x8xf32> to tensor<2x8x1x4x8xf32>
    %collapsed_16 = tensor.collapse_shape %extracted_slice_15 [[0], [1], [2, 3], [4]] : tensor<2x8x1x4x8xf32> into tensor<2x8x4x8xf32>
    %23 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed_16 : tensor<2x8x4x8xf32>) outs(%21 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %extracted_slice_17 = tensor.extract_slice %expanded_13[0, 0, 2, 0, 0] [2, 8, 1, 4, 8] [1, 1, 1, 1, 1] : tensor<2x8x3x4x8xf32> to tensor<2x8x1x4x8xf32>
    %collapsed_18 = tensor.collapse_shape %extracted_slice_17 [[0], [1], [2, 3], [4]] : tensor<2x8x1x4x8xf32> into tensor<2x8x4x8xf32>
    %24 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed_18 : tensor<2x8x4x8xf32>) outs(%21 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %25 = linalg.generic {indexing_maps = [#map7, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%23 : tensor<2x4x8x8xf32>) outs(%21 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %collapsed_19 = tensor.collapse_shape %22 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %collapsed_20 = tensor.collapse_shape %25 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %26 = tensor.empty() : tensor<8x8x8xf32>
    %27 = linalg.fill ins(%cst_8 : f32) outs(%26 : tensor<8x8x8xf32>) -> tensor<8x8x8xf32>
    %28 = linalg.batch_matmul ins(%collapsed_19, %collapsed_20 : tensor<8x8x8xf32>, tensor<8x8x8xf32>) outs(%27 : tensor<8x8x8xf32>) -> tensor<8x8x8xf32>
    %expanded_21 = tensor.expand_shape %28 [[0, 1], [2], [3]] output_shape [2, 4, 8, 8] : tensor<8x8x8xf32> into tensor<2x4x8x8xf32>
    %29 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_21 : tensor<2x4x8x8xf32>) outs(%21 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.mulf %in, %cst_5 : f32
      linalg.yield %144 : f32
    } -> tensor<2x4x8x8xf32>
    %30 = call @tril(%cst_9) : (tensor<8x8xi1>) -> tensor<8x8xi1>
    %31 = call @_where(%30, %29, %cst_10) : (tensor<8x8xi1>, tensor<2x4x8x8xf32>, tensor<f32>) -> tensor<2x4x8x8xf32>
    %32 = tensor.empty() : tensor<2x4x8xf32>
    %33 = linalg.fill ins(%cst_4 : f32) outs(%32 : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
    %34 = linalg.generic {indexing_maps = [#map6, #map8], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%31 : tensor<2x4x8x8xf32>) outs(%33 : tensor<2x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.maximumf %out, %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x4x8xf32>
    %35 = linalg.generic {indexing_maps = [#map8, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%34 : tensor<2x4x8xf32>) outs(%21 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %36 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%31, %35 : tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) outs(%21 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.subf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x4x8x8xf32>
    %37 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%36 : tensor<2x4x8x8xf32>) outs(%21 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = math.exp %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x4x8x8xf32>
    %38 = linalg.fill ins(%cst_8 : f32) outs(%32 : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
    %39 = linalg.generic {indexing_maps = [#map6, #map8], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%37 : tensor<2x4x8x8xf32>) outs(%38 : tensor<2x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.addf %out, %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x4x8xf32>
    %40 = linalg.generic {indexing_maps = [#map8, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%39 : tensor<2x4x8xf32>) outs(%21 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %41 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%37, %40 : tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) outs(%21 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.divf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x4x8x8xf32>
    %collapsed_22 = tensor.collapse_shape %41 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %collapsed_23 = tensor.collapse_shape %24 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %42 = linalg.batch_matmul ins(%collapsed_22, %collapsed_23 : tensor<8x8x8xf32>, tensor<8x8x8xf32>) outs(%27 : tensor<8x8x8xf32>) -> tensor<8x8x8xf32>
    %expanded_24 = tensor.expand_shape %42 [[0, 1], [2], [3]] output_shape [2, 4, 8, 8] : tensor<8x8x8xf32> into tensor<2x4x8x8xf32>
    %43 = tensor.empty() : tensor<2x8x4x8xf32>
    %44 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_24 : tensor<2x4x8x8xf32>) outs(%43 : tensor<2x8x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x4x8xf32>
    %collapsed_25 = tensor.collapse_shape %44 [[0, 1], [2, 3]] : tensor<2x8x4x8xf32> into tensor<16x32xf32>
    %45 = linalg.matmul ins(%collapsed_25, %arg4 : tensor<16x32xf32>, tensor<32x32xf32>) outs(%1 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %expanded_26 = tensor.expand_shape %45 [[0, 1], [2]] output_shape [2, 8, 32] : tensor<16x32xf32> into tensor<2x8x32xf32>
    %46 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%5, %expanded_26 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.addf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x32xf32>
    %47 = linalg.generic {indexing_maps = [#map2, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg3 : tensor<32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %48 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%47, %46 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.mulf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x32xf32>
    %49 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%46 : tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.mulf %in, %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x32xf32>
    %50 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%49 : tensor<2x8x32xf32>) outs(%10 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.addf %out, %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x8xf32>
    %expanded_27 = tensor.expand_shape %50 [[0], [1, 2]] output_shape [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
    %51 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_27 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.divf %in, %cst_7 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x1xf32>
    %52 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%51 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.addf %in, %cst_6 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x1xf32>
    %53 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%52 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = math.rsqrt %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x1xf32>
    %54 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%53 : tensor<2x8x1xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %55 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%48, %54 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.mulf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x32xf32>
    %collapsed_28 = tensor.collapse_shape %55 [[0, 1], [2]] : tensor<2x8x32xf32> into tensor<16x32xf32>
    %56 = tensor.empty() : tensor<16x64xf32>
    %57 = linalg.fill ins(%cst_8 : f32) outs(%56 : tensor<16x64xf32>) -> tensor<16x64xf32>
    %58 = linalg.matmul ins(%collapsed_28, %arg6 : tensor<16x32xf32>, tensor<32x64xf32>) outs(%57 : tensor<16x64xf32>) -> tensor<16x64xf32>
    %expanded_29 = tensor.expand_shape %58 [[0, 1], [2]] output_shape [2, 8, 64] : tensor<16x64xf32> into tensor<2x8x64xf32>
    %59 = tensor.empty() : tensor<2x8x64xf32>
    %60 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_29 : tensor<2x8x64xf32>) outs(%59 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.mulf %in, %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x64xf32>
    %61 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%60, %expanded_29 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%59 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.mulf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x64xf32>
    %62 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%61 : tensor<2x8x64xf32>) outs(%59 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.mulf %in, %cst_3 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x64xf32>
    %63 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_29, %62 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%59 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.addf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x64xf32>
    %64 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%63 : tensor<2x8x64xf32>) outs(%59 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.mulf %in, %cst_2 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x64xf32>
    %65 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%64 : tensor<2x8x64xf32>) outs(%59 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = math.tanh %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x64xf32>
    %66 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%65 : tensor<2x8x64xf32>) outs(%59 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.addf %in, %cst_1 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x64xf32>
    %67 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%66 : tensor<2x8x64xf32>) outs(%59 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.mulf %in, %cst_0 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x64xf32>
    %68 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_29, %67 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%59 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.mulf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x64xf32>
    %collapsed_30 = tensor.collapse_shape %68 [[0, 1], [2]] : tensor<2x8x64xf32> into tensor<16x64xf32>
    %69 = linalg.matmul ins(%collapsed_30, %arg7 : tensor<16x64xf32>, tensor<64x32xf32>) outs(%1 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %expanded_31 = tensor.expand_shape %69 [[0, 1], [2]] output_shape [2, 8, 32] : tensor<16x32xf32> into tensor<2x8x32xf32>
    %70 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%46, %expanded_31 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.addf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x32xf32>
    %71 = linalg.generic {indexing_maps = [#map2, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg8 : tensor<32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %72 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%71, %70 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.mulf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x32xf32>
    %73 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%70 : tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.mulf %in, %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x32xf32>
    %74 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%73 : tensor<2x8x32xf32>) outs(%10 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.addf %out, %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x8xf32>
    %expanded_32 = tensor.expand_shape %74 [[0], [1, 2]] output_shape [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
    %75 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_32 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.divf %in, %cst_7 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x1xf32>
    %76 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%75 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.addf %in, %cst_6 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x1xf32>
    %77 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%76 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = math.rsqrt %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x1xf32>
    %78 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%77 : tensor<2x8x1xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %79 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%72, %78 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.mulf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x32xf32>
    %collapsed_33 = tensor.collapse_shape %79 [[0, 1], [2]] : tensor<2x8x32xf32> into tensor<16x32xf32>
    %80 = linalg.matmul ins(%collapsed_33, %arg11 : tensor<16x32xf32>, tensor<32x96xf32>) outs(%19 : tensor<16x96xf32>) -> tensor<16x96xf32>
    %expanded_34 = tensor.expand_shape %80 [[0, 1], [2, 3, 4]] output_shape [2, 8, 3, 4, 8] : tensor<16x96xf32> into tensor<2x8x3x4x8xf32>
    %extracted_slice_35 = tensor.extract_slice %expanded_34[0, 0, 0, 0, 0] [2, 8, 1, 4, 8] [1, 1, 1, 1, 1] : tensor<2x8x3x4x8xf32> to tensor<2x8x1x4x8xf32>
    %collapsed_36 = tensor.collapse_shape %extracted_slice_35 [[0], [1], [2, 3], [4]] : tensor<2x8x1x4x8xf32> into tensor<2x8x4x8xf32>
    %81 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed_36 : tensor<2x8x4x8xf32>) outs(%21 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %extracted_slice_37 = tensor.extract_slice %expanded_34[0, 0, 1, 0, 0] [2, 8, 1, 4, 8] [1, 1, 1, 1, 1] : tensor<2x8x3x4x8xf32> to tensor<2x8x1x4x8xf32>
    %collapsed_38 = tensor.collapse_shape %extracted_slice_37 [[0], [1], [2, 3], [4]] : tensor<2x8x1x4x8xf32> into tensor<2x8x4x8xf32>
    %82 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed_38 : tensor<2x8x4x8xf32>) outs(%21 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %extracted_slice_39 = tensor.extract_slice %expanded_34[0, 0, 2, 0, 0] [2, 8, 1, 4, 8] [1, 1, 1, 1, 1] : tensor<2x8x3x4x8xf32> to tensor<2x8x1x4x8xf32>
    %collapsed_40 = tensor.collapse_shape %extracted_slice_39 [[0], [1], [2, 3], [4]] : tensor<2x8x1x4x8xf32> into tensor<2x8x4x8xf32>
    %83 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%collapsed_40 : tensor<2x8x4x8xf32>) outs(%21 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %84 = linalg.generic {indexing_maps = [#map7, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%82 : tensor<2x4x8x8xf32>) outs(%21 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %collapsed_41 = tensor.collapse_shape %81 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %collapsed_42 = tensor.collapse_shape %84 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %85 = linalg.batch_matmul ins(%collapsed_41, %collapsed_42 : tensor<8x8x8xf32>, tensor<8x8x8xf32>) outs(%27 : tensor<8x8x8xf32>) -> tensor<8x8x8xf32>
    %expanded_43 = tensor.expand_shape %85 [[0, 1], [2], [3]] output_shape [2, 4, 8, 8] : tensor<8x8x8xf32> into tensor<2x4x8x8xf32>
    %86 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_43 : tensor<2x4x8x8xf32>) outs(%21 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.mulf %in, %cst_5 : f32
      linalg.yield %144 : f32
    } -> tensor<2x4x8x8xf32>
    %87 = call @tril(%cst_9) : (tensor<8x8xi1>) -> tensor<8x8xi1>
    %88 = call @_where(%87, %86, %cst_10) : (tensor<8x8xi1>, tensor<2x4x8x8xf32>, tensor<f32>) -> tensor<2x4x8x8xf32>
    %89 = linalg.generic {indexing_maps = [#map6, #map8], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%88 : tensor<2x4x8x8xf32>) outs(%33 : tensor<2x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.maximumf %out, %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x4x8xf32>
    %90 = linalg.generic {indexing_maps = [#map8, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%89 : tensor<2x4x8xf32>) outs(%21 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %91 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%88, %90 : tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) outs(%21 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.subf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x4x8x8xf32>
    %92 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%91 : tensor<2x4x8x8xf32>) outs(%21 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = math.exp %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x4x8x8xf32>
    %93 = linalg.generic {indexing_maps = [#map6, #map8], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%92 : tensor<2x4x8x8xf32>) outs(%38 : tensor<2x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.addf %out, %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x4x8xf32>
    %94 = linalg.generic {indexing_maps = [#map8, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%93 : tensor<2x4x8xf32>) outs(%21 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %95 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%92, %94 : tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) outs(%21 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.divf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x4x8x8xf32>
    %collapsed_44 = tensor.collapse_shape %95 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %collapsed_45 = tensor.collapse_shape %83 [[0, 1], [2], [3]] : tensor<2x4x8x8xf32> into tensor<8x8x8xf32>
    %96 = linalg.batch_matmul ins(%collapsed_44, %collapsed_45 : tensor<8x8x8xf32>, tensor<8x8x8xf32>) outs(%27 : tensor<8x8x8xf32>) -> tensor<8x8x8xf32>
    %expanded_46 = tensor.expand_shape %96 [[0, 1], [2], [3]] output_shape [2, 4, 8, 8] : tensor<8x8x8xf32> into tensor<2x4x8x8xf32>
    %97 = linalg.generic {indexing_maps = [#map5, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_46 : tensor<2x4x8x8xf32>) outs(%43 : tensor<2x8x4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x4x8xf32>
    %collapsed_47 = tensor.collapse_shape %97 [[0, 1], [2, 3]] : tensor<2x8x4x8xf32> into tensor<16x32xf32>
    %98 = linalg.matmul ins(%collapsed_47, %arg10 : tensor<16x32xf32>, tensor<32x32xf32>) outs(%1 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %expanded_48 = tensor.expand_shape %98 [[0, 1], [2]] output_shape [2, 8, 32] : tensor<16x32xf32> into tensor<2x8x32xf32>
    %99 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%70, %expanded_48 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.addf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x32xf32>
    %100 = linalg.generic {indexing_maps = [#map2, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg9 : tensor<32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %101 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%100, %99 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.mulf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x32xf32>
    %102 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%99 : tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.mulf %in, %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x32xf32>
    %103 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%102 : tensor<2x8x32xf32>) outs(%10 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.addf %out, %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x8xf32>
    %expanded_49 = tensor.expand_shape %103 [[0], [1, 2]] output_shape [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
    %104 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_49 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.divf %in, %cst_7 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x1xf32>
    %105 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%104 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.addf %in, %cst_6 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x1xf32>
    %106 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%105 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = math.rsqrt %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x1xf32>
    %107 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%106 : tensor<2x8x1xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %108 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%101, %107 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.mulf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x32xf32>
    %collapsed_50 = tensor.collapse_shape %108 [[0, 1], [2]] : tensor<2x8x32xf32> into tensor<16x32xf32>
    %109 = linalg.matmul ins(%collapsed_50, %arg12 : tensor<16x32xf32>, tensor<32x64xf32>) outs(%57 : tensor<16x64xf32>) -> tensor<16x64xf32>
    %expanded_51 = tensor.expand_shape %109 [[0, 1], [2]] output_shape [2, 8, 64] : tensor<16x64xf32> into tensor<2x8x64xf32>
    %110 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_51 : tensor<2x8x64xf32>) outs(%59 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.mulf %in, %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x64xf32>
    %111 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%110, %expanded_51 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%59 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.mulf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x64xf32>
    %112 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%111 : tensor<2x8x64xf32>) outs(%59 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.mulf %in, %cst_3 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x64xf32>
    %113 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_51, %112 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%59 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.addf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x64xf32>
    %114 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%113 : tensor<2x8x64xf32>) outs(%59 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.mulf %in, %cst_2 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x64xf32>
    %115 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%114 : tensor<2x8x64xf32>) outs(%59 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = math.tanh %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x64xf32>
    %116 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%115 : tensor<2x8x64xf32>) outs(%59 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.addf %in, %cst_1 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x64xf32>
    %117 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%116 : tensor<2x8x64xf32>) outs(%59 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.mulf %in, %cst_0 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x64xf32>
    %118 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_51, %117 : tensor<2x8x64xf32>, tensor<2x8x64xf32>) outs(%59 : tensor<2x8x64xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.mulf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x64xf32>
    %collapsed_52 = tensor.collapse_shape %118 [[0, 1], [2]] : tensor<2x8x64xf32> into tensor<16x64xf32>
    %119 = linalg.matmul ins(%collapsed_52, %arg13 : tensor<16x64xf32>, tensor<64x32xf32>) outs(%1 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %expanded_53 = tensor.expand_shape %119 [[0, 1], [2]] output_shape [2, 8, 32] : tensor<16x32xf32> into tensor<2x8x32xf32>
    %120 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%99, %expanded_53 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.addf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x32xf32>
    %121 = linalg.generic {indexing_maps = [#map2, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg1 : tensor<32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %122 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%121, %120 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.mulf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x32xf32>
    %123 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%120 : tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.mulf %in, %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x32xf32>
    %124 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%123 : tensor<2x8x32xf32>) outs(%10 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.addf %out, %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x8xf32>
    %expanded_54 = tensor.expand_shape %124 [[0], [1, 2]] output_shape [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
    %125 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_54 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.divf %in, %cst_7 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x1xf32>
    %126 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%125 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.addf %in, %cst_6 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x1xf32>
    %127 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%126 : tensor<2x8x1xf32>) outs(%12 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = math.rsqrt %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x1xf32>
    %128 = linalg.generic {indexing_maps = [#map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%127 : tensor<2x8x1xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x32xf32>
    %129 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%122, %128 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%3 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.mulf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x32xf32>
    %130 = tensor.empty() : tensor<32x40xf32>
    %131 = linalg.generic {indexing_maps = [#map9, #map10], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<40x32xf32>) outs(%130 : tensor<32x40xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<32x40xf32>
    %collapsed_55 = tensor.collapse_shape %129 [[0, 1], [2]] : tensor<2x8x32xf32> into tensor<16x32xf32>
    %132 = tensor.empty() : tensor<16x40xf32>
    %133 = linalg.fill ins(%cst_8 : f32) outs(%132 : tensor<16x40xf32>) -> tensor<16x40xf32>
    %134 = linalg.matmul ins(%collapsed_55, %131 : tensor<16x32xf32>, tensor<32x40xf32>) outs(%133 : tensor<16x40xf32>) -> tensor<16x40xf32>
    %expanded_56 = tensor.expand_shape %134 [[0, 1], [2]] output_shape [2, 8, 40] : tensor<16x40xf32> into tensor<2x8x40xf32>
    %135 = call @log_softmax(%expanded_56) : (tensor<2x8x40xf32>) -> tensor<2x8x40xf32>
    %136 = tensor.empty() : tensor<2x8x40xf32>
    %137 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg16, %135 : tensor<2x8x40xf32>, tensor<2x8x40xf32>) outs(%136 : tensor<2x8x40xf32>) {
    ^bb0(%in: f32, %in_57: f32, %out: f32):
      %144 = arith.mulf %in, %in_57 : f32
      linalg.yield %144 : f32
    } -> tensor<2x8x40xf32>
    %138 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%137 : tensor<2x8x40xf32>) outs(%10 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.addf %out, %in : f32
      linalg.yield %144 : f32
    } -> tensor<2x8xf32>
    %139 = tensor.empty() : tensor<f32>
    %140 = linalg.fill ins(%cst_8 : f32) outs(%139 : tensor<f32>) -> tensor<f32>
    %141 = linalg.generic {indexing_maps = [#map10, #map11], iterator_types = ["reduction", "reduction"]} ins(%138 : tensor<2x8xf32>) outs(%140 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.addf %out, %in : f32
      linalg.yield %144 : f32
    } -> tensor<f32>
    %142 = linalg.generic {indexing_maps = [#map12, #map12], iterator_types = []} ins(%141 : tensor<f32>) outs(%139 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.divf %in, %cst : f32
      linalg.yield %144 : f32
    } -> tensor<f32>
    %143 = linalg.generic {indexing_maps = [#map12, #map12], iterator_types = []} ins(%142 : tensor<f32>) outs(%139 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %144 = arith.negf %in : f32
      linalg.yield %144 : f32
    } -> tensor<f32>
    return %143 : tensor<f32>
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
  func.func private @_where(%arg0: tensor<8x8xi1>, %arg1: tensor<2x4x8x8xf32>, %arg2: tensor<f32>) -> tensor<2x4x8x8xf32> {
    %0 = tensor.empty() : tensor<2x4x8x8xi1>
    %1 = linalg.generic {indexing_maps = [#map13, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0 : tensor<8x8xi1>) outs(%0 : tensor<2x4x8x8xi1>) {
    ^bb0(%in: i1, %out: i1):
      linalg.yield %in : i1
    } -> tensor<2x4x8x8xi1>
    %2 = tensor.empty() : tensor<2x4x8x8xf32>
    %3 = linalg.generic {indexing_maps = [#map14, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%arg2 : tensor<f32>) outs(%2 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x8x8xf32>
    %4 = linalg.generic {indexing_maps = [#map6, #map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%1, %arg1, %3 : tensor<2x4x8x8xi1>, tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) outs(%2 : tensor<2x4x8x8xf32>) {
    ^bb0(%in: i1, %in_0: f32, %in_1: f32, %out: f32):
      %5 = arith.select %in, %in_0, %in_1 : f32
      linalg.yield %5 : f32
    } -> tensor<2x4x8x8xf32>
    return %4 : tensor<2x4x8x8xf32>
  }
  func.func private @log_softmax(%arg0: tensor<2x8x40xf32>) -> tensor<2x8x40xf32> {
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
    return %11 : tensor<2x8x40xf32>
  }
}

