#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d1)>
#map2 = affine_map<(d0, d1) -> ()>
#map3 = affine_map<() -> ()>
#map4 = affine_map<(d0, d1) -> (d1, d0)>
#map5 = affine_map<(d0, d1) -> (d0)>
#map6 = affine_map<(d0) -> (d0)>
module @jit_loss {
  func.func public @main(%arg0: tensor<64xf32> {pipe.name = "b"}, %arg1: tensor<16x8xf32> {pipe.name = "out"}, %arg2: tensor<16x64xf32> {pipe.name = "wh"}, %arg3: tensor<8x64xf32> {pipe.name = "wx"}, %arg4: tensor<4x6x8xf32> {pipe.name = "batch0"}, %arg5: tensor<4x6x8xf32> {pipe.name = "batch1"}) -> (tensor<f32>, tensor<64xf32>, tensor<16x8xf32>, tensor<16x64xf32>, tensor<8x64xf32>) {
    %cst = arith.constant 0.166666672 : f32
    %cst_0 = arith.constant 6.000000e+00 : f32
    %cst_1 = arith.constant 3.200000e+01 : f32
    %cst_2 = arith.constant 2.000000e+00 : f32
    %cst_3 = arith.constant 1.000000e+00 : f32
    %cst_4 = arith.constant 0.000000e+00 : f32
    %cst_5 = arith.constant dense<0.000000e+00> : tensor<4x16xf32>
    %extracted_slice = tensor.extract_slice %arg4[0, 0, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed = tensor.collapse_shape %extracted_slice [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %0 = tensor.empty() : tensor<4x64xf32>
    %1 = linalg.fill ins(%cst_4 : f32) outs(%0 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %2 = linalg.matmul ins(%collapsed, %arg3 : tensor<4x8xf32>, tensor<8x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %3 = linalg.matmul ins(%cst_5, %arg2 : tensor<4x16xf32>, tensor<16x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %4 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%2, %3 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x64xf32>
    %5 = linalg.generic {indexing_maps = [#map1, #map], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x64xf32>
    %6 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%4, %5 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x64xf32>
    %extracted_slice_6 = tensor.extract_slice %6[0, 0] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_7 = tensor.extract_slice %6[0, 16] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_8 = tensor.extract_slice %6[0, 32] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_9 = tensor.extract_slice %6[0, 48] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %7 = tensor.empty() : tensor<4x16xf32>
    %8 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_7 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.negf %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %9 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%8 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.exp %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %10 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%9 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %in, %cst_3 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%10 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %12 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%11 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %13 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%11, %12 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%11 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.mulf %in, %cst_4 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %15 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_6 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.negf %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %16 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%15 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.exp %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %17 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%16 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %in, %cst_3 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %18 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%17 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%18 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %20 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%18, %19 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %21 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_8 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.tanh %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %22 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%21 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %23 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%18, %21 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %24 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%14, %23 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %25 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_9 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.negf %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %26 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%25 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.exp %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %27 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%26 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %in, %cst_3 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %28 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%27 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %29 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%28 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %30 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%28, %29 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %31 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%24 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.tanh %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %32 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%31 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %33 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%28, %31 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %34 = tensor.empty() : tensor<4x8xf32>
    %35 = linalg.fill ins(%cst_4 : f32) outs(%34 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %36 = linalg.matmul ins(%33, %arg1 : tensor<4x16xf32>, tensor<16x8xf32>) outs(%35 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %extracted_slice_10 = tensor.extract_slice %arg5[0, 0, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed_11 = tensor.collapse_shape %extracted_slice_10 [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %37 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%36, %collapsed_11 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.subf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %38 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%37 : tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.mulf %in, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %39 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%37 : tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.mulf %in, %cst_2 : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %40 = tensor.empty() : tensor<f32>
    %41 = linalg.fill ins(%cst_4 : f32) outs(%40 : tensor<f32>) -> tensor<f32>
    %42 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["reduction", "reduction"]} ins(%38 : tensor<4x8xf32>) outs(%41 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %out, %in : f32
      linalg.yield %446 : f32
    } -> tensor<f32>
    %43 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%42 : tensor<f32>) outs(%40 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %in, %cst_1 : f32
      linalg.yield %446 : f32
    } -> tensor<f32>
    %44 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%43 : tensor<f32>) outs(%40 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %in, %cst_4 : f32
      linalg.yield %446 : f32
    } -> tensor<f32>
    %extracted_slice_12 = tensor.extract_slice %arg4[0, 1, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed_13 = tensor.collapse_shape %extracted_slice_12 [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %45 = linalg.matmul ins(%collapsed_13, %arg3 : tensor<4x8xf32>, tensor<8x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %46 = linalg.matmul ins(%33, %arg2 : tensor<4x16xf32>, tensor<16x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %47 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%45, %46 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x64xf32>
    %48 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%47, %5 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x64xf32>
    %extracted_slice_14 = tensor.extract_slice %48[0, 0] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_15 = tensor.extract_slice %48[0, 16] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_16 = tensor.extract_slice %48[0, 32] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_17 = tensor.extract_slice %48[0, 48] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %49 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_15 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.negf %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %50 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%49 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.exp %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %51 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%50 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %in, %cst_3 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %52 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%51 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %53 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%52 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %54 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%52, %53 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %55 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%52, %24 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %56 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_14 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.negf %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %57 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%56 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.exp %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %58 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%57 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %in, %cst_3 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %59 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%58 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %60 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%59 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %61 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%59, %60 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %62 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_16 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.tanh %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %63 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%62 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %64 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%59, %62 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %65 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%55, %64 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %66 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_17 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.negf %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %67 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%66 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.exp %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %68 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%67 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %in, %cst_3 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %69 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%68 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %70 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%69 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %71 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%69, %70 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %72 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%65 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.tanh %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %73 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%72 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %74 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%69, %72 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %75 = linalg.matmul ins(%74, %arg1 : tensor<4x16xf32>, tensor<16x8xf32>) outs(%35 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %extracted_slice_18 = tensor.extract_slice %arg5[0, 1, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed_19 = tensor.collapse_shape %extracted_slice_18 [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %76 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%75, %collapsed_19 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.subf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %77 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%76 : tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.mulf %in, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %78 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%76 : tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.mulf %in, %cst_2 : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %79 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["reduction", "reduction"]} ins(%77 : tensor<4x8xf32>) outs(%41 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %out, %in : f32
      linalg.yield %446 : f32
    } -> tensor<f32>
    %80 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%79 : tensor<f32>) outs(%40 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %in, %cst_1 : f32
      linalg.yield %446 : f32
    } -> tensor<f32>
    %81 = linalg.generic {indexing_maps = [#map3, #map3, #map3], iterator_types = []} ins(%44, %80 : tensor<f32>, tensor<f32>) outs(%40 : tensor<f32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<f32>
    %extracted_slice_20 = tensor.extract_slice %arg4[0, 2, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed_21 = tensor.collapse_shape %extracted_slice_20 [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %82 = linalg.matmul ins(%collapsed_21, %arg3 : tensor<4x8xf32>, tensor<8x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %83 = linalg.matmul ins(%74, %arg2 : tensor<4x16xf32>, tensor<16x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %84 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%82, %83 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x64xf32>
    %85 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%84, %5 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x64xf32>
    %extracted_slice_22 = tensor.extract_slice %85[0, 0] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_23 = tensor.extract_slice %85[0, 16] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_24 = tensor.extract_slice %85[0, 32] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_25 = tensor.extract_slice %85[0, 48] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %86 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_23 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.negf %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %87 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%86 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.exp %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %88 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%87 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %in, %cst_3 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %89 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%88 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %90 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%89 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %91 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%89, %90 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %92 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%89, %65 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %93 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_22 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.negf %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %94 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%93 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.exp %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %95 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%94 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %in, %cst_3 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %96 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%95 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %97 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%96 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %98 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%96, %97 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %99 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_24 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.tanh %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %100 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%99 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %101 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%96, %99 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %102 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%92, %101 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %103 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_25 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.negf %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %104 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%103 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.exp %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %105 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%104 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %in, %cst_3 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %106 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%105 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %107 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%106 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %108 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%106, %107 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %109 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%102 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.tanh %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %110 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%109 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %111 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%106, %109 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %112 = linalg.matmul ins(%111, %arg1 : tensor<4x16xf32>, tensor<16x8xf32>) outs(%35 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %extracted_slice_26 = tensor.extract_slice %arg5[0, 2, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed_27 = tensor.collapse_shape %extracted_slice_26 [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %113 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%112, %collapsed_27 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.subf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %114 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%113 : tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.mulf %in, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %115 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%113 : tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.mulf %in, %cst_2 : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %116 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["reduction", "reduction"]} ins(%114 : tensor<4x8xf32>) outs(%41 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %out, %in : f32
      linalg.yield %446 : f32
    } -> tensor<f32>
    %117 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%116 : tensor<f32>) outs(%40 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %in, %cst_1 : f32
      linalg.yield %446 : f32
    } -> tensor<f32>
    %118 = linalg.generic {indexing_maps = [#map3, #map3, #map3], iterator_types = []} ins(%81, %117 : tensor<f32>, tensor<f32>) outs(%40 : tensor<f32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<f32>
    %extracted_slice_28 = tensor.extract_slice %arg4[0, 3, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed_29 = tensor.collapse_shape %extracted_slice_28 [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %119 = linalg.matmul ins(%collapsed_29, %arg3 : tensor<4x8xf32>, tensor<8x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %120 = linalg.matmul ins(%111, %arg2 : tensor<4x16xf32>, tensor<16x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %121 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%119, %120 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x64xf32>
    %122 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%121, %5 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x64xf32>
    %extracted_slice_30 = tensor.extract_slice %122[0, 0] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_31 = tensor.extract_slice %122[0, 16] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_32 = tensor.extract_slice %122[0, 32] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_33 = tensor.extract_slice %122[0, 48] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %123 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_31 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.negf %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %124 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%123 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.exp %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %125 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%124 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %in, %cst_3 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %126 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%125 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %127 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%126 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %128 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%126, %127 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %129 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%126, %102 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %130 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_30 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.negf %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %131 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%130 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.exp %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %132 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%131 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %in, %cst_3 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %133 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%132 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %134 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%133 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %135 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%133, %134 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %136 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_32 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.tanh %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %137 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%136 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %138 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%133, %136 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %139 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%129, %138 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %140 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_33 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.negf %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %141 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%140 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.exp %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %142 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%141 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %in, %cst_3 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %143 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%142 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %144 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%143 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %145 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%143, %144 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %146 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%139 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.tanh %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %147 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%146 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %148 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%143, %146 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %149 = linalg.matmul ins(%148, %arg1 : tensor<4x16xf32>, tensor<16x8xf32>) outs(%35 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %extracted_slice_34 = tensor.extract_slice %arg5[0, 3, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed_35 = tensor.collapse_shape %extracted_slice_34 [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %150 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%149, %collapsed_35 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.subf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %151 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%150 : tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.mulf %in, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %152 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%150 : tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.mulf %in, %cst_2 : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %153 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["reduction", "reduction"]} ins(%151 : tensor<4x8xf32>) outs(%41 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %out, %in : f32
      linalg.yield %446 : f32
    } -> tensor<f32>
    %154 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%153 : tensor<f32>) outs(%40 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %in, %cst_1 : f32
      linalg.yield %446 : f32
    } -> tensor<f32>
    %155 = linalg.generic {indexing_maps = [#map3, #map3, #map3], iterator_types = []} ins(%118, %154 : tensor<f32>, tensor<f32>) outs(%40 : tensor<f32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<f32>
    %extracted_slice_36 = tensor.extract_slice %arg4[0, 4, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed_37 = tensor.collapse_shape %extracted_slice_36 [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %156 = linalg.matmul ins(%collapsed_37, %arg3 : tensor<4x8xf32>, tensor<8x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %157 = linalg.matmul ins(%148, %arg2 : tensor<4x16xf32>, tensor<16x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %158 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%156, %157 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x64xf32>
    %159 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%158, %5 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x64xf32>
    %extracted_slice_38 = tensor.extract_slice %159[0, 0] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_39 = tensor.extract_slice %159[0, 16] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_40 = tensor.extract_slice %159[0, 32] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_41 = tensor.extract_slice %159[0, 48] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %160 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_39 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.negf %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %161 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%160 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.exp %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %162 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%161 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %in, %cst_3 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %163 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%162 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %164 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%163 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %165 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%163, %164 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %166 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%163, %139 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %167 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_38 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.negf %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %168 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%167 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.exp %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %169 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%168 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %in, %cst_3 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %170 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%169 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %171 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%170 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %172 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%170, %171 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %173 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_40 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.tanh %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %174 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%173 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %175 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%170, %173 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %176 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%166, %175 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %177 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_41 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.negf %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %178 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%177 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.exp %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %179 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%178 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %in, %cst_3 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %180 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%179 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %181 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%180 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %182 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%180, %181 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %183 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%176 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.tanh %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %184 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%183 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %185 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%180, %183 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %186 = linalg.matmul ins(%185, %arg1 : tensor<4x16xf32>, tensor<16x8xf32>) outs(%35 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %extracted_slice_42 = tensor.extract_slice %arg5[0, 4, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed_43 = tensor.collapse_shape %extracted_slice_42 [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %187 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%186, %collapsed_43 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.subf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %188 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%187 : tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.mulf %in, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %189 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%187 : tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.mulf %in, %cst_2 : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %190 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["reduction", "reduction"]} ins(%188 : tensor<4x8xf32>) outs(%41 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %out, %in : f32
      linalg.yield %446 : f32
    } -> tensor<f32>
    %191 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%190 : tensor<f32>) outs(%40 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %in, %cst_1 : f32
      linalg.yield %446 : f32
    } -> tensor<f32>
    %192 = linalg.generic {indexing_maps = [#map3, #map3, #map3], iterator_types = []} ins(%155, %191 : tensor<f32>, tensor<f32>) outs(%40 : tensor<f32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<f32>
    %extracted_slice_44 = tensor.extract_slice %arg4[0, 5, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed_45 = tensor.collapse_shape %extracted_slice_44 [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %193 = linalg.matmul ins(%collapsed_45, %arg3 : tensor<4x8xf32>, tensor<8x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %194 = linalg.matmul ins(%185, %arg2 : tensor<4x16xf32>, tensor<16x64xf32>) outs(%1 : tensor<4x64xf32>) -> tensor<4x64xf32>
    %195 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%193, %194 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x64xf32>
    %196 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%195, %5 : tensor<4x64xf32>, tensor<4x64xf32>) outs(%0 : tensor<4x64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x64xf32>
    %extracted_slice_46 = tensor.extract_slice %196[0, 0] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_47 = tensor.extract_slice %196[0, 16] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_48 = tensor.extract_slice %196[0, 32] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %extracted_slice_49 = tensor.extract_slice %196[0, 48] [4, 16] [1, 1] : tensor<4x64xf32> to tensor<4x16xf32>
    %197 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_47 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.negf %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %198 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%197 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.exp %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %199 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%198 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %in, %cst_3 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %200 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%199 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %201 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%200 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %202 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%200, %201 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %203 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%200, %176 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %204 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_46 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.negf %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %205 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%204 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.exp %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %206 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%205 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %in, %cst_3 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %207 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%206 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %208 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%207 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %209 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%207, %208 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %210 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_48 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.tanh %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %211 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%210 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %212 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%207, %210 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %213 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%203, %212 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %214 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%extracted_slice_49 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.negf %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %215 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%214 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.exp %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %216 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%215 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %in, %cst_3 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %217 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%216 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %218 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%217 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %219 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%217, %218 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %220 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%213 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = math.tanh %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %221 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%220 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.subf %cst_3, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %222 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%217, %220 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %223 = linalg.matmul ins(%222, %arg1 : tensor<4x16xf32>, tensor<16x8xf32>) outs(%35 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %extracted_slice_50 = tensor.extract_slice %arg5[0, 5, 0] [4, 1, 8] [1, 1, 1] : tensor<4x6x8xf32> to tensor<4x1x8xf32>
    %collapsed_51 = tensor.collapse_shape %extracted_slice_50 [[0], [1, 2]] : tensor<4x1x8xf32> into tensor<4x8xf32>
    %224 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%223, %collapsed_51 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.subf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %225 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%224 : tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.mulf %in, %in : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %226 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%224 : tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.mulf %in, %cst_2 : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %227 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["reduction", "reduction"]} ins(%225 : tensor<4x8xf32>) outs(%41 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %out, %in : f32
      linalg.yield %446 : f32
    } -> tensor<f32>
    %228 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%227 : tensor<f32>) outs(%40 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %in, %cst_1 : f32
      linalg.yield %446 : f32
    } -> tensor<f32>
    %229 = linalg.generic {indexing_maps = [#map3, #map3, #map3], iterator_types = []} ins(%192, %228 : tensor<f32>, tensor<f32>) outs(%40 : tensor<f32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<f32>
    %230 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%229 : tensor<f32>) outs(%40 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %in, %cst_0 : f32
      linalg.yield %446 : f32
    } -> tensor<f32>
    %231 = linalg.generic {indexing_maps = [#map3], iterator_types = []} outs(%40 : tensor<f32>) {
    ^bb0(%out: f32):
      linalg.yield %cst : f32
    } -> tensor<f32>
    %232 = linalg.generic {indexing_maps = [#map3, #map3], iterator_types = []} ins(%231 : tensor<f32>) outs(%40 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.divf %in, %cst_1 : f32
      linalg.yield %446 : f32
    } -> tensor<f32>
    %233 = linalg.generic {indexing_maps = [#map2, #map], iterator_types = ["parallel", "parallel"]} ins(%232 : tensor<f32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x8xf32>
    %234 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%233, %226 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %235 = tensor.empty() : tensor<8x4xf32>
    %236 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%234 : tensor<4x8xf32>) outs(%235 : tensor<8x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x4xf32>
    %237 = tensor.empty() : tensor<8x16xf32>
    %238 = linalg.fill ins(%cst_4 : f32) outs(%237 : tensor<8x16xf32>) -> tensor<8x16xf32>
    %239 = linalg.matmul ins(%236, %222 : tensor<8x4xf32>, tensor<4x16xf32>) outs(%238 : tensor<8x16xf32>) -> tensor<8x16xf32>
    %240 = tensor.empty() : tensor<16x8xf32>
    %241 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%239 : tensor<8x16xf32>) outs(%240 : tensor<16x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x8xf32>
    %242 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%arg1 : tensor<16x8xf32>) outs(%237 : tensor<8x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x16xf32>
    %243 = linalg.fill ins(%cst_4 : f32) outs(%7 : tensor<4x16xf32>) -> tensor<4x16xf32>
    %244 = linalg.matmul ins(%234, %242 : tensor<4x8xf32>, tensor<8x16xf32>) outs(%243 : tensor<4x16xf32>) -> tensor<4x16xf32>
    %245 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%217, %244 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %246 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%244, %220 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %247 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%245, %221 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %248 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%247, %220 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %249 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%247, %248 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %250 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%246, %219 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %251 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%207, %249 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %252 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%249, %210 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %253 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%251, %211 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %254 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%253, %210 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %255 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%253, %254 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %256 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%252, %209 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %257 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%200, %249 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %258 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%249, %176 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %259 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%258, %202 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %inserted_slice = tensor.insert_slice %256 into %0[0, 0] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %inserted_slice_52 = tensor.insert_slice %259 into %inserted_slice[0, 16] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %inserted_slice_53 = tensor.insert_slice %255 into %inserted_slice_52[0, 32] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %inserted_slice_54 = tensor.insert_slice %250 into %inserted_slice_53[0, 48] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %260 = tensor.empty() : tensor<64xf32>
    %261 = linalg.fill ins(%cst_4 : f32) outs(%260 : tensor<64xf32>) -> tensor<64xf32>
    %262 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%inserted_slice_54 : tensor<4x64xf32>) outs(%261 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %out, %in : f32
      linalg.yield %446 : f32
    } -> tensor<64xf32>
    %expanded = tensor.expand_shape %262 [[0, 1]] output_shape [1, 64] : tensor<64xf32> into tensor<1x64xf32>
    %263 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%expanded : tensor<1x64xf32>) outs(%261 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %out, %in : f32
      linalg.yield %446 : f32
    } -> tensor<64xf32>
    %264 = tensor.empty() : tensor<64x4xf32>
    %265 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%inserted_slice_54 : tensor<4x64xf32>) outs(%264 : tensor<64x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<64x4xf32>
    %266 = tensor.empty() : tensor<64x16xf32>
    %267 = linalg.fill ins(%cst_4 : f32) outs(%266 : tensor<64x16xf32>) -> tensor<64x16xf32>
    %268 = linalg.matmul ins(%265, %185 : tensor<64x4xf32>, tensor<4x16xf32>) outs(%267 : tensor<64x16xf32>) -> tensor<64x16xf32>
    %269 = tensor.empty() : tensor<16x64xf32>
    %270 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%268 : tensor<64x16xf32>) outs(%269 : tensor<16x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x64xf32>
    %271 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%arg2 : tensor<16x64xf32>) outs(%266 : tensor<64x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<64x16xf32>
    %272 = linalg.matmul ins(%inserted_slice_54, %271 : tensor<4x64xf32>, tensor<64x16xf32>) outs(%243 : tensor<4x16xf32>) -> tensor<4x16xf32>
    %273 = tensor.empty() : tensor<64x8xf32>
    %274 = linalg.fill ins(%cst_4 : f32) outs(%273 : tensor<64x8xf32>) -> tensor<64x8xf32>
    %275 = linalg.matmul ins(%265, %collapsed_45 : tensor<64x4xf32>, tensor<4x8xf32>) outs(%274 : tensor<64x8xf32>) -> tensor<64x8xf32>
    %276 = tensor.empty() : tensor<8x64xf32>
    %277 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%275 : tensor<64x8xf32>) outs(%276 : tensor<8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x64xf32>
    %278 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%233, %189 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %279 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%278 : tensor<4x8xf32>) outs(%235 : tensor<8x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x4xf32>
    %280 = linalg.matmul ins(%279, %185 : tensor<8x4xf32>, tensor<4x16xf32>) outs(%238 : tensor<8x16xf32>) -> tensor<8x16xf32>
    %281 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%280 : tensor<8x16xf32>) outs(%240 : tensor<16x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x8xf32>
    %282 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%241, %281 : tensor<16x8xf32>, tensor<16x8xf32>) outs(%240 : tensor<16x8xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<16x8xf32>
    %283 = linalg.matmul ins(%278, %242 : tensor<4x8xf32>, tensor<8x16xf32>) outs(%243 : tensor<4x16xf32>) -> tensor<4x16xf32>
    %284 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%272, %283 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %285 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%180, %284 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %286 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%284, %183 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %287 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%285, %184 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %288 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%257, %287 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %289 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%287, %183 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %290 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%288, %289 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %291 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%286, %182 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %292 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%170, %290 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %293 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%290, %173 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %294 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%292, %174 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %295 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%294, %173 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %296 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%294, %295 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %297 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%293, %172 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %298 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%163, %290 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %299 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%290, %139 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %300 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%299, %165 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %inserted_slice_55 = tensor.insert_slice %297 into %0[0, 0] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %inserted_slice_56 = tensor.insert_slice %300 into %inserted_slice_55[0, 16] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %inserted_slice_57 = tensor.insert_slice %296 into %inserted_slice_56[0, 32] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %inserted_slice_58 = tensor.insert_slice %291 into %inserted_slice_57[0, 48] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %301 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%inserted_slice_58 : tensor<4x64xf32>) outs(%261 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %out, %in : f32
      linalg.yield %446 : f32
    } -> tensor<64xf32>
    %expanded_59 = tensor.expand_shape %301 [[0, 1]] output_shape [1, 64] : tensor<64xf32> into tensor<1x64xf32>
    %302 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%expanded_59 : tensor<1x64xf32>) outs(%261 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %out, %in : f32
      linalg.yield %446 : f32
    } -> tensor<64xf32>
    %303 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel"]} ins(%263, %302 : tensor<64xf32>, tensor<64xf32>) outs(%260 : tensor<64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<64xf32>
    %304 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%inserted_slice_58 : tensor<4x64xf32>) outs(%264 : tensor<64x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<64x4xf32>
    %305 = linalg.matmul ins(%304, %148 : tensor<64x4xf32>, tensor<4x16xf32>) outs(%267 : tensor<64x16xf32>) -> tensor<64x16xf32>
    %306 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%305 : tensor<64x16xf32>) outs(%269 : tensor<16x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x64xf32>
    %307 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%270, %306 : tensor<16x64xf32>, tensor<16x64xf32>) outs(%269 : tensor<16x64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<16x64xf32>
    %308 = linalg.matmul ins(%inserted_slice_58, %271 : tensor<4x64xf32>, tensor<64x16xf32>) outs(%243 : tensor<4x16xf32>) -> tensor<4x16xf32>
    %309 = linalg.matmul ins(%304, %collapsed_37 : tensor<64x4xf32>, tensor<4x8xf32>) outs(%274 : tensor<64x8xf32>) -> tensor<64x8xf32>
    %310 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%309 : tensor<64x8xf32>) outs(%276 : tensor<8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x64xf32>
    %311 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%277, %310 : tensor<8x64xf32>, tensor<8x64xf32>) outs(%276 : tensor<8x64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<8x64xf32>
    %312 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%233, %152 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %313 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%312 : tensor<4x8xf32>) outs(%235 : tensor<8x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x4xf32>
    %314 = linalg.matmul ins(%313, %148 : tensor<8x4xf32>, tensor<4x16xf32>) outs(%238 : tensor<8x16xf32>) -> tensor<8x16xf32>
    %315 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%314 : tensor<8x16xf32>) outs(%240 : tensor<16x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x8xf32>
    %316 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%282, %315 : tensor<16x8xf32>, tensor<16x8xf32>) outs(%240 : tensor<16x8xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<16x8xf32>
    %317 = linalg.matmul ins(%312, %242 : tensor<4x8xf32>, tensor<8x16xf32>) outs(%243 : tensor<4x16xf32>) -> tensor<4x16xf32>
    %318 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%308, %317 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %319 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%143, %318 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %320 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%318, %146 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %321 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%319, %147 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %322 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%298, %321 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %323 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%321, %146 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %324 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%322, %323 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %325 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%320, %145 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %326 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%133, %324 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %327 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%324, %136 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %328 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%326, %137 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %329 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%328, %136 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %330 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%328, %329 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %331 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%327, %135 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %332 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%126, %324 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %333 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%324, %102 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %334 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%333, %128 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %inserted_slice_60 = tensor.insert_slice %331 into %0[0, 0] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %inserted_slice_61 = tensor.insert_slice %334 into %inserted_slice_60[0, 16] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %inserted_slice_62 = tensor.insert_slice %330 into %inserted_slice_61[0, 32] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %inserted_slice_63 = tensor.insert_slice %325 into %inserted_slice_62[0, 48] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %335 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%inserted_slice_63 : tensor<4x64xf32>) outs(%261 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %out, %in : f32
      linalg.yield %446 : f32
    } -> tensor<64xf32>
    %expanded_64 = tensor.expand_shape %335 [[0, 1]] output_shape [1, 64] : tensor<64xf32> into tensor<1x64xf32>
    %336 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%expanded_64 : tensor<1x64xf32>) outs(%261 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %out, %in : f32
      linalg.yield %446 : f32
    } -> tensor<64xf32>
    %337 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel"]} ins(%303, %336 : tensor<64xf32>, tensor<64xf32>) outs(%260 : tensor<64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<64xf32>
    %338 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%inserted_slice_63 : tensor<4x64xf32>) outs(%264 : tensor<64x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<64x4xf32>
    %339 = linalg.matmul ins(%338, %111 : tensor<64x4xf32>, tensor<4x16xf32>) outs(%267 : tensor<64x16xf32>) -> tensor<64x16xf32>
    %340 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%339 : tensor<64x16xf32>) outs(%269 : tensor<16x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x64xf32>
    %341 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%307, %340 : tensor<16x64xf32>, tensor<16x64xf32>) outs(%269 : tensor<16x64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<16x64xf32>
    %342 = linalg.matmul ins(%inserted_slice_63, %271 : tensor<4x64xf32>, tensor<64x16xf32>) outs(%243 : tensor<4x16xf32>) -> tensor<4x16xf32>
    %343 = linalg.matmul ins(%338, %collapsed_29 : tensor<64x4xf32>, tensor<4x8xf32>) outs(%274 : tensor<64x8xf32>) -> tensor<64x8xf32>
    %344 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%343 : tensor<64x8xf32>) outs(%276 : tensor<8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x64xf32>
    %345 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%311, %344 : tensor<8x64xf32>, tensor<8x64xf32>) outs(%276 : tensor<8x64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<8x64xf32>
    %346 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%233, %115 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %347 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%346 : tensor<4x8xf32>) outs(%235 : tensor<8x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x4xf32>
    %348 = linalg.matmul ins(%347, %111 : tensor<8x4xf32>, tensor<4x16xf32>) outs(%238 : tensor<8x16xf32>) -> tensor<8x16xf32>
    %349 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%348 : tensor<8x16xf32>) outs(%240 : tensor<16x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x8xf32>
    %350 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%316, %349 : tensor<16x8xf32>, tensor<16x8xf32>) outs(%240 : tensor<16x8xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<16x8xf32>
    %351 = linalg.matmul ins(%346, %242 : tensor<4x8xf32>, tensor<8x16xf32>) outs(%243 : tensor<4x16xf32>) -> tensor<4x16xf32>
    %352 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%342, %351 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %353 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%106, %352 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %354 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%352, %109 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %355 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%353, %110 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %356 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%332, %355 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %357 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%355, %109 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %358 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%356, %357 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %359 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%354, %108 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %360 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%96, %358 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %361 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%358, %99 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %362 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%360, %100 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %363 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%362, %99 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %364 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%362, %363 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %365 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%361, %98 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %366 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%89, %358 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %367 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%358, %65 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %368 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%367, %91 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %inserted_slice_65 = tensor.insert_slice %365 into %0[0, 0] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %inserted_slice_66 = tensor.insert_slice %368 into %inserted_slice_65[0, 16] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %inserted_slice_67 = tensor.insert_slice %364 into %inserted_slice_66[0, 32] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %inserted_slice_68 = tensor.insert_slice %359 into %inserted_slice_67[0, 48] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %369 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%inserted_slice_68 : tensor<4x64xf32>) outs(%261 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %out, %in : f32
      linalg.yield %446 : f32
    } -> tensor<64xf32>
    %expanded_69 = tensor.expand_shape %369 [[0, 1]] output_shape [1, 64] : tensor<64xf32> into tensor<1x64xf32>
    %370 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%expanded_69 : tensor<1x64xf32>) outs(%261 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %out, %in : f32
      linalg.yield %446 : f32
    } -> tensor<64xf32>
    %371 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel"]} ins(%337, %370 : tensor<64xf32>, tensor<64xf32>) outs(%260 : tensor<64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<64xf32>
    %372 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%inserted_slice_68 : tensor<4x64xf32>) outs(%264 : tensor<64x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<64x4xf32>
    %373 = linalg.matmul ins(%372, %74 : tensor<64x4xf32>, tensor<4x16xf32>) outs(%267 : tensor<64x16xf32>) -> tensor<64x16xf32>
    %374 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%373 : tensor<64x16xf32>) outs(%269 : tensor<16x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x64xf32>
    %375 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%341, %374 : tensor<16x64xf32>, tensor<16x64xf32>) outs(%269 : tensor<16x64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<16x64xf32>
    %376 = linalg.matmul ins(%inserted_slice_68, %271 : tensor<4x64xf32>, tensor<64x16xf32>) outs(%243 : tensor<4x16xf32>) -> tensor<4x16xf32>
    %377 = linalg.matmul ins(%372, %collapsed_21 : tensor<64x4xf32>, tensor<4x8xf32>) outs(%274 : tensor<64x8xf32>) -> tensor<64x8xf32>
    %378 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%377 : tensor<64x8xf32>) outs(%276 : tensor<8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x64xf32>
    %379 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%345, %378 : tensor<8x64xf32>, tensor<8x64xf32>) outs(%276 : tensor<8x64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<8x64xf32>
    %380 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%233, %78 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %381 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%380 : tensor<4x8xf32>) outs(%235 : tensor<8x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x4xf32>
    %382 = linalg.matmul ins(%381, %74 : tensor<8x4xf32>, tensor<4x16xf32>) outs(%238 : tensor<8x16xf32>) -> tensor<8x16xf32>
    %383 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%382 : tensor<8x16xf32>) outs(%240 : tensor<16x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x8xf32>
    %384 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%350, %383 : tensor<16x8xf32>, tensor<16x8xf32>) outs(%240 : tensor<16x8xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<16x8xf32>
    %385 = linalg.matmul ins(%380, %242 : tensor<4x8xf32>, tensor<8x16xf32>) outs(%243 : tensor<4x16xf32>) -> tensor<4x16xf32>
    %386 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%376, %385 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %387 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%69, %386 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %388 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%386, %72 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %389 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%387, %73 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %390 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%366, %389 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %391 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%389, %72 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %392 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%390, %391 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %393 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%388, %71 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %394 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%59, %392 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %395 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%392, %62 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %396 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%394, %63 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %397 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%396, %62 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %398 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%396, %397 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %399 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%395, %61 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %400 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%52, %392 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %401 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%392, %24 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %402 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%401, %54 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %inserted_slice_70 = tensor.insert_slice %399 into %0[0, 0] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %inserted_slice_71 = tensor.insert_slice %402 into %inserted_slice_70[0, 16] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %inserted_slice_72 = tensor.insert_slice %398 into %inserted_slice_71[0, 32] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %inserted_slice_73 = tensor.insert_slice %393 into %inserted_slice_72[0, 48] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %403 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%inserted_slice_73 : tensor<4x64xf32>) outs(%261 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %out, %in : f32
      linalg.yield %446 : f32
    } -> tensor<64xf32>
    %expanded_74 = tensor.expand_shape %403 [[0, 1]] output_shape [1, 64] : tensor<64xf32> into tensor<1x64xf32>
    %404 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%expanded_74 : tensor<1x64xf32>) outs(%261 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %out, %in : f32
      linalg.yield %446 : f32
    } -> tensor<64xf32>
    %405 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel"]} ins(%371, %404 : tensor<64xf32>, tensor<64xf32>) outs(%260 : tensor<64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<64xf32>
    %406 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%inserted_slice_73 : tensor<4x64xf32>) outs(%264 : tensor<64x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<64x4xf32>
    %407 = linalg.matmul ins(%406, %33 : tensor<64x4xf32>, tensor<4x16xf32>) outs(%267 : tensor<64x16xf32>) -> tensor<64x16xf32>
    %408 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%407 : tensor<64x16xf32>) outs(%269 : tensor<16x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x64xf32>
    %409 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%375, %408 : tensor<16x64xf32>, tensor<16x64xf32>) outs(%269 : tensor<16x64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<16x64xf32>
    %410 = linalg.matmul ins(%inserted_slice_73, %271 : tensor<4x64xf32>, tensor<64x16xf32>) outs(%243 : tensor<4x16xf32>) -> tensor<4x16xf32>
    %411 = linalg.matmul ins(%406, %collapsed_13 : tensor<64x4xf32>, tensor<4x8xf32>) outs(%274 : tensor<64x8xf32>) -> tensor<64x8xf32>
    %412 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%411 : tensor<64x8xf32>) outs(%276 : tensor<8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x64xf32>
    %413 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%379, %412 : tensor<8x64xf32>, tensor<8x64xf32>) outs(%276 : tensor<8x64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<8x64xf32>
    %414 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%233, %39 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%34 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x8xf32>
    %415 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%414 : tensor<4x8xf32>) outs(%235 : tensor<8x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x4xf32>
    %416 = linalg.matmul ins(%415, %33 : tensor<8x4xf32>, tensor<4x16xf32>) outs(%238 : tensor<8x16xf32>) -> tensor<8x16xf32>
    %417 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%416 : tensor<8x16xf32>) outs(%240 : tensor<16x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x8xf32>
    %418 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%384, %417 : tensor<16x8xf32>, tensor<16x8xf32>) outs(%240 : tensor<16x8xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<16x8xf32>
    %419 = linalg.matmul ins(%414, %242 : tensor<4x8xf32>, tensor<8x16xf32>) outs(%243 : tensor<4x16xf32>) -> tensor<4x16xf32>
    %420 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%410, %419 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %421 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%28, %420 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %422 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%420, %31 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %423 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%421, %32 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %424 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%400, %423 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %425 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%423, %31 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %426 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%424, %425 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %427 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%422, %30 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %428 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%18, %426 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %429 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%426, %21 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %430 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%428, %22 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %431 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%430, %21 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %432 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%430, %431 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %433 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%429, %20 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %434 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%426 : tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.mulf %in, %cst_4 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %435 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%434, %13 : tensor<4x16xf32>, tensor<4x16xf32>) outs(%7 : tensor<4x16xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.mulf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<4x16xf32>
    %inserted_slice_75 = tensor.insert_slice %433 into %0[0, 0] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %inserted_slice_76 = tensor.insert_slice %435 into %inserted_slice_75[0, 16] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %inserted_slice_77 = tensor.insert_slice %432 into %inserted_slice_76[0, 32] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %inserted_slice_78 = tensor.insert_slice %427 into %inserted_slice_77[0, 48] [4, 16] [1, 1] : tensor<4x16xf32> into tensor<4x64xf32>
    %436 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%inserted_slice_78 : tensor<4x64xf32>) outs(%261 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %out, %in : f32
      linalg.yield %446 : f32
    } -> tensor<64xf32>
    %expanded_79 = tensor.expand_shape %436 [[0, 1]] output_shape [1, 64] : tensor<64xf32> into tensor<1x64xf32>
    %437 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "reduction"]} ins(%expanded_79 : tensor<1x64xf32>) outs(%261 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %446 = arith.addf %out, %in : f32
      linalg.yield %446 : f32
    } -> tensor<64xf32>
    %438 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel"]} ins(%405, %437 : tensor<64xf32>, tensor<64xf32>) outs(%260 : tensor<64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<64xf32>
    %439 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%inserted_slice_78 : tensor<4x64xf32>) outs(%264 : tensor<64x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<64x4xf32>
    %440 = linalg.matmul ins(%439, %cst_5 : tensor<64x4xf32>, tensor<4x16xf32>) outs(%267 : tensor<64x16xf32>) -> tensor<64x16xf32>
    %441 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%440 : tensor<64x16xf32>) outs(%269 : tensor<16x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x64xf32>
    %442 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%409, %441 : tensor<16x64xf32>, tensor<16x64xf32>) outs(%269 : tensor<16x64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<16x64xf32>
    %443 = linalg.matmul ins(%439, %collapsed : tensor<64x4xf32>, tensor<4x8xf32>) outs(%274 : tensor<64x8xf32>) -> tensor<64x8xf32>
    %444 = linalg.generic {indexing_maps = [#map4, #map], iterator_types = ["parallel", "parallel"]} ins(%443 : tensor<64x8xf32>) outs(%276 : tensor<8x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x64xf32>
    %445 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%413, %444 : tensor<8x64xf32>, tensor<8x64xf32>) outs(%276 : tensor<8x64xf32>) {
    ^bb0(%in: f32, %in_80: f32, %out: f32):
      %446 = arith.addf %in, %in_80 : f32
      linalg.yield %446 : f32
    } -> tensor<8x64xf32>
    return %230, %438, %418, %442, %445 : tensor<f32>, tensor<64xf32>, tensor<16x8xf32>, tensor<16x64xf32>, tensor<8x64xf32>
  }
}

