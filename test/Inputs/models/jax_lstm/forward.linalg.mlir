#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d1)>
#map2 = affine_map<(d0, d1) -> ()>
#map3 = affine_map<() -> ()>
module @jit_loss {
  func.func public @main(%arg0: tensor<64xf32> {pipe.name = "b"}, %arg1: tensor<16x8xf32> {pipe.name = "out"}, %arg2: tensor<16x64xf32> {pipe.name = "wh"}, %arg3: tensor<8x64xf32> {pipe.name = "wx"}, %arg4: tensor<4x6x8xf32> {pipe.name = "batch0"}, %arg5: tensor<4x6x8xf32> {pipe.name = "batch1"}) -> tensor<f32> {
    %cst = arith.constant 6.000000e+00 : f32
    %cst_0 = arith.constant 3.200000e+01 : f32
    %cst_1 = arith.constant 1.000000e+00 : f32
    %cst_2 = arith.constant 0.000000e+00 : f32
    %cst_3 = arith.constant dense<0.000000e+00> : tensor<4x16xf32>
    %extracted_slice = tensor.extract_slice %arg4[0, 0, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed = tensor.collapse_shape %extracted_slice [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %0 = tensor.empty() : tensor<4x64xf32>
    %1 = linalg.fill ins(%cst_2 : f32) outs(%0 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %2 = linalg.matmul ins(%collapsed, %arg3 : tensor<4x8xf32>, tensor<8x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %3 = linalg.matmul ins(%cst_3, %arg2 : tensor<4x16xf32>, tensor<16x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %4 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%2, %3 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.addf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x64xf32>
    %5 = linalg.generic {indexing_maps = [#map1, #map], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x64xf32>
    %6 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%4, %5 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.addf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x64xf32>
    %extracted_slice_4 = tensor.extract_slice %6[0, 0] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_5 = tensor.extract_slice %6[0, 16] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_6 = tensor.extract_slice %6[0, 32] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_7 = tensor.extract_slice %6[0, 48] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %7 = tensor.empty() : tensor<4x16xf32>
    %8 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_5 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.negf %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %9 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%8 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.exp %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %10 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%9 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %in, %cst_1 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%10 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %cst_1, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%11 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.mulf %in, %cst_2 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %13 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_4 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.negf %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%13 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.exp %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %15 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%14 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %in, %cst_1 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %16 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%15 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %cst_1, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_6 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.tanh %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %18 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%16, %17 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.mulf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%12, %18 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.addf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %20 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_7 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.negf %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %21 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%20 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.exp %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %22 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%21 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %in, %cst_1 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %23 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%22 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %cst_1, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %24 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%19 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.tanh %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %25 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%23, %24 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.mulf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %26 = tensor.empty() : tensor<4x8xf32>
    %27 = linalg.fill ins(%cst_2 : f32) outs(%26 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %28 = linalg.matmul ins(%25, %arg1 : tensor<4x16xf32>, tensor<16x8xf32>) outs(%27 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %extracted_slice_8 = tensor.extract_slice %arg5[0, 0, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed_9 = tensor.collapse_shape %extracted_slice_8 [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %29 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%28, %collapsed_9 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%26 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.subf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x8xf32>
    %30 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%29 : tensor<4x8xf32>) outs(%26 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.mulf %in, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x8xf32>
    %31 = tensor.empty() : tensor<f32>
    %32 = linalg.fill ins(%cst_2 : f32) outs(%31 : tensor<f32>) -> tensor<f32>
    %33 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["reduction", "reduction"]} ins(%30 : tensor<4x8xf32>) outs(%32 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %out, %in : f32
      linalg.yield %177 : f32
    } -> tensor<f32>
    %34 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%33 : tensor<f32>) outs(%31 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %in, %cst_0 : f32
      linalg.yield %177 : f32
    } -> tensor<f32>
    %35 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%34 : tensor<f32>) outs(%31 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %in, %cst_2 : f32
      linalg.yield %177 : f32
    } -> tensor<f32>
    %extracted_slice_10 = tensor.extract_slice %arg4[0, 1, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed_11 = tensor.collapse_shape %extracted_slice_10 [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %36 = linalg.matmul ins(%collapsed_11, %arg3 : tensor<4x8xf32>, tensor<8x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %37 = linalg.matmul ins(%25, %arg2 : tensor<4x16xf32>, tensor<16x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %38 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%36, %37 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.addf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x64xf32>
    %39 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%38, %5 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.addf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x64xf32>
    %extracted_slice_12 = tensor.extract_slice %39[0, 0] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_13 = tensor.extract_slice %39[0, 16] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_14 = tensor.extract_slice %39[0, 32] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_15 = tensor.extract_slice %39[0, 48] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %40 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_13 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.negf %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %41 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%40 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.exp %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %42 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%41 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %in, %cst_1 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %43 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%42 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %cst_1, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %44 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%43, %19 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.mulf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %45 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_12 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.negf %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %46 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%45 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.exp %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %47 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%46 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %in, %cst_1 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %48 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%47 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %cst_1, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %49 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_14 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.tanh %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %50 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%48, %49 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.mulf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %51 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%44, %50 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.addf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %52 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_15 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.negf %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %53 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%52 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.exp %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %54 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%53 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %in, %cst_1 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %55 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%54 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %cst_1, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %56 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%51 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.tanh %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %57 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%55, %56 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.mulf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %58 = linalg.matmul ins(%57, %arg1 : tensor<4x16xf32>, tensor<16x8xf32>) outs(%27 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %extracted_slice_16 = tensor.extract_slice %arg5[0, 1, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed_17 = tensor.collapse_shape %extracted_slice_16 [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %59 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%58, %collapsed_17 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%26 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.subf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x8xf32>
    %60 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%59 : tensor<4x8xf32>) outs(%26 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.mulf %in, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x8xf32>
    %61 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["reduction", "reduction"]} ins(%60 : tensor<4x8xf32>) outs(%32 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %out, %in : f32
      linalg.yield %177 : f32
    } -> tensor<f32>
    %62 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%61 : tensor<f32>) outs(%31 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %in, %cst_0 : f32
      linalg.yield %177 : f32
    } -> tensor<f32>
    %63 = linalg.generic {indexing_maps = [#map3, #map3, #map3], iterator_types = []} ins(%35, %62 : tensor<f32>, tensor<f32>) outs(%31 : tensor<f32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.addf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<f32>
    %extracted_slice_18 = tensor.extract_slice %arg4[0, 2, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed_19 = tensor.collapse_shape %extracted_slice_18 [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %64 = linalg.matmul ins(%collapsed_19, %arg3 : tensor<4x8xf32>, tensor<8x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %65 = linalg.matmul ins(%57, %arg2 : tensor<4x16xf32>, tensor<16x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %66 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%64, %65 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.addf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x64xf32>
    %67 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%66, %5 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.addf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x64xf32>
    %extracted_slice_20 = tensor.extract_slice %67[0, 0] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_21 = tensor.extract_slice %67[0, 16] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_22 = tensor.extract_slice %67[0, 32] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_23 = tensor.extract_slice %67[0, 48] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %68 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_21 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.negf %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %69 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%68 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.exp %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %70 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%69 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %in, %cst_1 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %71 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%70 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %cst_1, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %72 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%71, %51 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.mulf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %73 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_20 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.negf %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %74 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%73 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.exp %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %75 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%74 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %in, %cst_1 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %76 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%75 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %cst_1, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %77 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_22 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.tanh %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %78 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%76, %77 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.mulf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %79 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%72, %78 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.addf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %80 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_23 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.negf %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %81 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%80 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.exp %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %82 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%81 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %in, %cst_1 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %83 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%82 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %cst_1, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %84 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%79 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.tanh %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %85 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%83, %84 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.mulf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %86 = linalg.matmul ins(%85, %arg1 : tensor<4x16xf32>, tensor<16x8xf32>) outs(%27 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %extracted_slice_24 = tensor.extract_slice %arg5[0, 2, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed_25 = tensor.collapse_shape %extracted_slice_24 [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %87 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%86, %collapsed_25 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%26 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.subf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x8xf32>
    %88 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%87 : tensor<4x8xf32>) outs(%26 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.mulf %in, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x8xf32>
    %89 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["reduction", "reduction"]} ins(%88 : tensor<4x8xf32>) outs(%32 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %out, %in : f32
      linalg.yield %177 : f32
    } -> tensor<f32>
    %90 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%89 : tensor<f32>) outs(%31 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %in, %cst_0 : f32
      linalg.yield %177 : f32
    } -> tensor<f32>
    %91 = linalg.generic {indexing_maps = [#map3, #map3, #map3], iterator_types = []} ins(%63, %90 : tensor<f32>, tensor<f32>) outs(%31 : tensor<f32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.addf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<f32>
    %extracted_slice_26 = tensor.extract_slice %arg4[0, 3, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed_27 = tensor.collapse_shape %extracted_slice_26 [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %92 = linalg.matmul ins(%collapsed_27, %arg3 : tensor<4x8xf32>, tensor<8x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %93 = linalg.matmul ins(%85, %arg2 : tensor<4x16xf32>, tensor<16x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %94 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%92, %93 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.addf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x64xf32>
    %95 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%94, %5 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.addf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x64xf32>
    %extracted_slice_28 = tensor.extract_slice %95[0, 0] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_29 = tensor.extract_slice %95[0, 16] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_30 = tensor.extract_slice %95[0, 32] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_31 = tensor.extract_slice %95[0, 48] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %96 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_29 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.negf %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %97 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%96 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.exp %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %98 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%97 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %in, %cst_1 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %99 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%98 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %cst_1, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %100 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%99, %79 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.mulf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %101 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_28 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.negf %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %102 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%101 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.exp %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %103 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%102 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %in, %cst_1 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %104 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%103 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %cst_1, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %105 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_30 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.tanh %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %106 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%104, %105 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.mulf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %107 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%100, %106 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.addf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %108 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_31 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.negf %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %109 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%108 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.exp %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %110 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%109 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %in, %cst_1 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %111 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%110 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %cst_1, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %112 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%107 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.tanh %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %113 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%111, %112 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.mulf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %114 = linalg.matmul ins(%113, %arg1 : tensor<4x16xf32>, tensor<16x8xf32>) outs(%27 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %extracted_slice_32 = tensor.extract_slice %arg5[0, 3, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed_33 = tensor.collapse_shape %extracted_slice_32 [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %115 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%114, %collapsed_33 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%26 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.subf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x8xf32>
    %116 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%115 : tensor<4x8xf32>) outs(%26 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.mulf %in, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x8xf32>
    %117 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["reduction", "reduction"]} ins(%116 : tensor<4x8xf32>) outs(%32 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %out, %in : f32
      linalg.yield %177 : f32
    } -> tensor<f32>
    %118 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%117 : tensor<f32>) outs(%31 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %in, %cst_0 : f32
      linalg.yield %177 : f32
    } -> tensor<f32>
    %119 = linalg.generic {indexing_maps = [#map3, #map3, #map3], iterator_types = []} ins(%91, %118 : tensor<f32>, tensor<f32>) outs(%31 : tensor<f32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.addf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<f32>
    %extracted_slice_34 = tensor.extract_slice %arg4[0, 4, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed_35 = tensor.collapse_shape %extracted_slice_34 [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %120 = linalg.matmul ins(%collapsed_35, %arg3 : tensor<4x8xf32>, tensor<8x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %121 = linalg.matmul ins(%113, %arg2 : tensor<4x16xf32>, tensor<16x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %122 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%120, %121 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.addf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x64xf32>
    %123 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%122, %5 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.addf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x64xf32>
    %extracted_slice_36 = tensor.extract_slice %123[0, 0] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_37 = tensor.extract_slice %123[0, 16] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_38 = tensor.extract_slice %123[0, 32] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_39 = tensor.extract_slice %123[0, 48] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %124 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_37 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.negf %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %125 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%124 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.exp %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %126 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%125 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %in, %cst_1 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %127 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%126 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %cst_1, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %128 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%127, %107 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.mulf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %129 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_36 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.negf %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %130 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%129 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.exp %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %131 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%130 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %in, %cst_1 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %132 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%131 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %cst_1, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %133 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_38 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.tanh %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %134 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%132, %133 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.mulf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %135 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%128, %134 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.addf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %136 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_39 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.negf %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %137 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%136 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.exp %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %138 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%137 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %in, %cst_1 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %139 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%138 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %cst_1, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %140 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%135 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.tanh %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %141 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%139, %140 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.mulf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %142 = linalg.matmul ins(%141, %arg1 : tensor<4x16xf32>, tensor<16x8xf32>) outs(%27 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %extracted_slice_40 = tensor.extract_slice %arg5[0, 4, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed_41 = tensor.collapse_shape %extracted_slice_40 [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %143 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%142, %collapsed_41 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%26 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.subf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x8xf32>
    %144 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%143 : tensor<4x8xf32>) outs(%26 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.mulf %in, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x8xf32>
    %145 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["reduction", "reduction"]} ins(%144 : tensor<4x8xf32>) outs(%32 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %out, %in : f32
      linalg.yield %177 : f32
    } -> tensor<f32>
    %146 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%145 : tensor<f32>) outs(%31 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %in, %cst_0 : f32
      linalg.yield %177 : f32
    } -> tensor<f32>
    %147 = linalg.generic {indexing_maps = [#map3, #map3, #map3], iterator_types = []} ins(%119, %146 : tensor<f32>, tensor<f32>) outs(%31 : tensor<f32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.addf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<f32>
    %extracted_slice_42 = tensor.extract_slice %arg4[0, 5, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed_43 = tensor.collapse_shape %extracted_slice_42 [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %148 = linalg.matmul ins(%collapsed_43, %arg3 : tensor<4x8xf32>, tensor<8x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %149 = linalg.matmul ins(%141, %arg2 : tensor<4x16xf32>, tensor<16x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %150 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%148, %149 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.addf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x64xf32>
    %151 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%150, %5 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.addf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x64xf32>
    %extracted_slice_44 = tensor.extract_slice %151[0, 0] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_45 = tensor.extract_slice %151[0, 16] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_46 = tensor.extract_slice %151[0, 32] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_47 = tensor.extract_slice %151[0, 48] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %152 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_45 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.negf %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %153 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%152 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.exp %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %154 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%153 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %in, %cst_1 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %155 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%154 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %cst_1, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %156 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%155, %135 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.mulf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %157 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_44 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.negf %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %158 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%157 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.exp %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %159 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%158 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %in, %cst_1 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %160 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%159 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %cst_1, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %161 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_46 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.tanh %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %162 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%160, %161 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.mulf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %163 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%156, %162 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.addf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %164 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_47 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.negf %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %165 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%164 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.exp %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %166 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%165 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %in, %cst_1 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %167 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%166 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %cst_1, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %168 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%163 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = math.tanh %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %169 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%167, %168 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.mulf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x16xf32>
    %170 = linalg.matmul ins(%169, %arg1 : tensor<4x16xf32>, tensor<16x8xf32>) outs(%27 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %extracted_slice_48 = tensor.extract_slice %arg5[0, 5, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed_49 = tensor.collapse_shape %extracted_slice_48 [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %171 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%170, %collapsed_49 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%26 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.subf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<4x8xf32>
    %172 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%171 : tensor<4x8xf32>) outs(%26 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.mulf %in, %in : f32
      linalg.yield %177 : f32
    } -> tensor<4x8xf32>
    %173 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["reduction", "reduction"]} ins(%172 : tensor<4x8xf32>) outs(%32 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.addf %out, %in : f32
      linalg.yield %177 : f32
    } -> tensor<f32>
    %174 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%173 : tensor<f32>) outs(%31 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %in, %cst_0 : f32
      linalg.yield %177 : f32
    } -> tensor<f32>
    %175 = linalg.generic {indexing_maps = [#map3, #map3, #map3], iterator_types = []} ins(%147, %174 : tensor<f32>, tensor<f32>) outs(%31 : tensor<f32>) {
    ^bb0(%in: f32, %in_50: f32, %out: f32):
      %177 = arith.addf %in, %in_50 : f32
      linalg.yield %177 : f32
    } -> tensor<f32>
    %176 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%175 : tensor<f32>) outs(%31 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %177 = arith.divf %in, %cst : f32
      linalg.yield %177 : f32
    } -> tensor<f32>
    return %176 : tensor<f32>
  }
}

