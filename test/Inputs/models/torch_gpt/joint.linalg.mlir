#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2) -> (d1, d2)>
#map2 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
#map3 = affine_map<(d0, d1, d2) -> (d2)>
#map4 = affine_map<(d0, d1) -> (d1)>
#map5 = affine_map<(d0, d1) -> (d0, d1)>
#map6 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map7 = affine_map<(d0) -> (d0)>
#map8 = affine_map<(d0, d1) -> (0, d1)>
#map9 = affine_map<(d0, d1) -> (d0, 0)>
#map10 = affine_map<(d0, d1) -> ()>
#map11 = affine_map<(d0, d1, d2, d3) -> (d2, d3)>
#map12 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map13 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map14 = affine_map<(d0, d1, d2) -> (d0, d1)>
#map15 = affine_map<() -> ()>
#map16 = affine_map<(d0, d1, d2) -> (0, d1, d2)>
module {
  func.func @main(%arg0: tensor<8x16xf32> {pipe.name = "pos"}, %arg1: tensor<24x16xf32> {pipe.name = "emb.weight"}, %arg2: tensor<16xf32> {pipe.name = "b.0.ln1.weight"}, %arg3: tensor<16xf32> {pipe.name = "b.0.ln1.bias"}, %arg4: tensor<16xf32> {pipe.name = "b.0.ln2.weight"}, %arg5: tensor<16xf32> {pipe.name = "b.0.ln2.bias"}, %arg6: tensor<48x16xf32> {pipe.name = "b.0.qkv.weight"}, %arg7: tensor<48xf32> {pipe.name = "b.0.qkv.bias"}, %arg8: tensor<16x16xf32> {pipe.name = "b.0.o.weight"}, %arg9: tensor<16xf32> {pipe.name = "b.0.o.bias"}, %arg10: tensor<32x16xf32> {pipe.name = "b.0.f1.weight"}, %arg11: tensor<32xf32> {pipe.name = "b.0.f1.bias"}, %arg12: tensor<16x32xf32> {pipe.name = "b.0.f2.weight"}, %arg13: tensor<16xf32> {pipe.name = "b.0.f2.bias"}, %arg14: tensor<16xf32> {pipe.name = "b.1.ln1.weight"}, %arg15: tensor<16xf32> {pipe.name = "b.1.ln1.bias"}, %arg16: tensor<16xf32> {pipe.name = "b.1.ln2.weight"}, %arg17: tensor<16xf32> {pipe.name = "b.1.ln2.bias"}, %arg18: tensor<48x16xf32> {pipe.name = "b.1.qkv.weight"}, %arg19: tensor<48xf32> {pipe.name = "b.1.qkv.bias"}, %arg20: tensor<16x16xf32> {pipe.name = "b.1.o.weight"}, %arg21: tensor<16xf32> {pipe.name = "b.1.o.bias"}, %arg22: tensor<32x16xf32> {pipe.name = "b.1.f1.weight"}, %arg23: tensor<32xf32> {pipe.name = "b.1.f1.bias"}, %arg24: tensor<16x32xf32> {pipe.name = "b.1.f2.weight"}, %arg25: tensor<16xf32> {pipe.name = "b.1.f2.bias"}, %arg26: tensor<16xf32> {pipe.name = "ln.weight"}, %arg27: tensor<16xf32> {pipe.name = "ln.bias"}, %arg28: tensor<2x8x24xf32> {pipe.name = "batch0"}, %arg29: tensor<2x8x24xf32> {pipe.name = "batch1"}) -> (tensor<f32>, tensor<8x16xf32>, tensor<24x16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<48x16xf32>, tensor<48xf32>, tensor<16x16xf32>, tensor<16xf32>, tensor<32x16xf32>, tensor<32xf32>, tensor<16x32xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<48x16xf32>, tensor<48xf32>, tensor<16x16xf32>, tensor<16xf32>, tensor<32x16xf32>, tensor<32xf32>, tensor<16x32xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) {
    %c0_i64 = arith.constant 0 : i64
    %c1_i64 = arith.constant 1 : i64
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 0.000000e+00 : f64
    %cst_1 = arith.constant 0xFF800000 : f32
    %cst_2 = arith.constant 1.000000e+00 : f32
    %cst_3 = arith.constant 5.000000e-01 : f32
    %cst_4 = arith.constant dense<1.000000e+00> : tensor<f32>
    %cst_5 = arith.constant dense<0.000000e+00> : tensor<f32>
    %cst_6 = arith.constant dense<1.000000e+00> : tensor<8x8xf32>
    %cst_7 = arith.constant 0.3989422804014327 : f64
    %cst_8 = arith.constant 0.70710678118654757 : f64
    %cst_9 = arith.constant 0.35355339059327379 : f64
    %cst_10 = arith.constant 1.000000e-05 : f64
    %cst_11 = arith.constant 1.600000e+01 : f64
    %cst_12 = arith.constant 1.600000e+01 : f32
    %cst_13 = arith.constant -1.000000e+09 : f32
    %cst_14 = arith.constant 1.41421354 : f32
    %cst_15 = arith.constant -5.000000e-01 : f32
    %collapsed = tensor.collapse_shape %arg28 [[0, 1], [2]] : tensor<2x8x24xf32> into tensor<16x24xf32>
    %0 = tensor.empty() : tensor<16x16xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<16x16xf32>) -> tensor<16x16xf32>
    %2 = linalg.matmul ins(%collapsed, %arg1 : tensor<16x24xf32>, tensor<24x16xf32>) outs(%1 : tensor<16x16xf32>) -> tensor<16x16xf32>
    %expanded = tensor.expand_shape %2 [[0, 1], [2]] output_shape [2, 8, 16] : tensor<16x16xf32> into tensor<2x8x16xf32>
    %3 = tensor.empty() : tensor<2x8x16xf32>
    %4 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded, %arg0 : tensor<2x8x16xf32>, tensor<8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %5 = tensor.empty() : tensor<2x8x16xf64>
    %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%4 : tensor<2x8x16xf32>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f32, %out: f64):
      %347 = arith.extf %in : f32 to f64
      linalg.yield %347 : f64
    } -> tensor<2x8x16xf64>
    %7 = tensor.empty() : tensor<2x8x1xf64>
    %8 = linalg.fill ins(%cst_0 : f64) outs(%7 : tensor<2x8x1xf64>) -> tensor<2x8x1xf64>
    %9 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%6 : tensor<2x8x16xf64>) outs(%8 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %347 = arith.addf %in, %out : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x1xf64>
    %10 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%9 : tensor<2x8x1xf64>) outs(%7 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %347 = arith.divf %in, %cst_11 : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x1xf64>
    %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%6, %10 : tensor<2x8x16xf64>, tensor<2x8x1xf64>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f64, %in_151: f64, %out: f64):
      %347 = arith.subf %in, %in_151 : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x16xf64>
    %12 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%11, %11 : tensor<2x8x16xf64>, tensor<2x8x16xf64>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f64, %in_151: f64, %out: f64):
      %347 = arith.mulf %in, %in_151 : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x16xf64>
    %13 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%12 : tensor<2x8x16xf64>) outs(%8 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %347 = arith.addf %in, %out : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x1xf64>
    %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%13 : tensor<2x8x1xf64>) outs(%7 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %347 = arith.divf %in, %cst_11 : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x1xf64>
    %15 = tensor.empty() : tensor<2x8x1xf32>
    %16 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%14 : tensor<2x8x1xf64>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %347 = arith.truncf %in : f64 to f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %17 = linalg.fill ins(%cst : f32) outs(%15 : tensor<2x8x1xf32>) -> tensor<2x8x1xf32>
    %18 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%4 : tensor<2x8x16xf32>) outs(%17 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%18 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.divf %in, %cst_12 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %20 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%16 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.truncf %cst_10 : f64 to f32
      %348 = arith.addf %in, %347 : f32
      linalg.yield %348 : f32
    } -> tensor<2x8x1xf32>
    %21 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%20 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = math.rsqrt %in : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %22 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%4, %19 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.subf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %23 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%22, %21 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %24 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%23, %arg2 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %25 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%24, %arg3 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %collapsed_16 = tensor.collapse_shape %25 [[0, 1], [2]] : tensor<2x8x16xf32> into tensor<16x16xf32>
    %26 = tensor.empty() : tensor<16x48xf32>
    %transposed = linalg.transpose ins(%arg6 : tensor<48x16xf32>) outs(%26 : tensor<16x48xf32>) permutation = [1, 0] 
    %27 = linalg.fill ins(%cst : f32) outs(%26 : tensor<16x48xf32>) -> tensor<16x48xf32>
    %28 = linalg.matmul ins(%collapsed_16, %transposed : tensor<16x16xf32>, tensor<16x48xf32>) outs(%27 : tensor<16x48xf32>) -> tensor<16x48xf32>
    %29 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "parallel"]} ins(%arg7 : tensor<48xf32>) outs(%26 : tensor<16x48xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x48xf32>
    %30 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel"]} ins(%28, %29 : tensor<16x48xf32>, tensor<16x48xf32>) outs(%26 : tensor<16x48xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<16x48xf32>
    %expanded_17 = tensor.expand_shape %30 [[0, 1], [2]] output_shape [2, 8, 48] : tensor<16x48xf32> into tensor<2x8x48xf32>
    %extracted_slice = tensor.extract_slice %expanded_17[0, 0, 0] [2, 8, 16] [1, 1, 1] : tensor<2x8x48xf32> to tensor<2x8x16xf32>
    %extracted_slice_18 = tensor.extract_slice %expanded_17[0, 0, 16] [2, 8, 16] [1, 1, 1] : tensor<2x8x48xf32> to tensor<2x8x16xf32>
    %extracted_slice_19 = tensor.extract_slice %expanded_17[0, 0, 32] [2, 8, 16] [1, 1, 1] : tensor<2x8x48xf32> to tensor<2x8x16xf32>
    %expanded_20 = tensor.expand_shape %extracted_slice [[0], [1], [2, 3]] output_shape [2, 8, 2, 8] : tensor<2x8x16xf32> into tensor<2x8x2x8xf32>
    %31 = tensor.empty() : tensor<2x2x8x8xf32>
    %transposed_21 = linalg.transpose ins(%expanded_20 : tensor<2x8x2x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) permutation = [0, 2, 1, 3] 
    %expanded_22 = tensor.expand_shape %extracted_slice_18 [[0], [1], [2, 3]] output_shape [2, 8, 2, 8] : tensor<2x8x16xf32> into tensor<2x8x2x8xf32>
    %expanded_23 = tensor.expand_shape %extracted_slice_19 [[0], [1], [2, 3]] output_shape [2, 8, 2, 8] : tensor<2x8x16xf32> into tensor<2x8x2x8xf32>
    %transposed_24 = linalg.transpose ins(%expanded_23 : tensor<2x8x2x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) permutation = [0, 2, 1, 3] 
    %transposed_25 = linalg.transpose ins(%expanded_22 : tensor<2x8x2x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) permutation = [0, 2, 3, 1] 
    %collapsed_26 = tensor.collapse_shape %transposed_21 [[0, 1], [2], [3]] : tensor<2x2x8x8xf32> into tensor<4x8x8xf32>
    %collapsed_27 = tensor.collapse_shape %transposed_25 [[0, 1], [2], [3]] : tensor<2x2x8x8xf32> into tensor<4x8x8xf32>
    %32 = tensor.empty() : tensor<4x8x8xf32>
    %33 = linalg.fill ins(%cst : f32) outs(%32 : tensor<4x8x8xf32>) -> tensor<4x8x8xf32>
    %34 = linalg.batch_matmul ins(%collapsed_26, %collapsed_27 : tensor<4x8x8xf32>, tensor<4x8x8xf32>) outs(%33 : tensor<4x8x8xf32>) -> tensor<4x8x8xf32>
    %expanded_28 = tensor.expand_shape %34 [[0, 1], [2], [3]] output_shape [2, 2, 8, 8] : tensor<4x8x8xf32> into tensor<2x2x8x8xf32>
    %35 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_28 : tensor<2x2x8x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.truncf %cst_9 : f64 to f32
      %348 = arith.mulf %in, %347 : f32
      linalg.yield %348 : f32
    } -> tensor<2x2x8x8xf32>
    %36 = tensor.empty() : tensor<8xi64>
    %37 = linalg.generic {indexing_maps = [#map7], iterator_types = ["parallel"]} outs(%36 : tensor<8xi64>) {
    ^bb0(%out: i64):
      %347 = linalg.index 0 : index
      %348 = arith.index_cast %347 : index to i64
      linalg.yield %348 : i64
    } -> tensor<8xi64>
    %expanded_29 = tensor.expand_shape %37 [[0, 1]] output_shape [1, 8] : tensor<8xi64> into tensor<1x8xi64>
    %expanded_30 = tensor.expand_shape %37 [[0, 1]] output_shape [8, 1] : tensor<8xi64> into tensor<8x1xi64>
    %38 = tensor.empty() : tensor<8x8xi64>
    %39 = linalg.generic {indexing_maps = [#map8, #map9, #map5], iterator_types = ["parallel", "parallel"]} ins(%expanded_29, %expanded_30 : tensor<1x8xi64>, tensor<8x1xi64>) outs(%38 : tensor<8x8xi64>) {
    ^bb0(%in: i64, %in_151: i64, %out: i64):
      %347 = arith.subi %in, %in_151 : i64
      linalg.yield %347 : i64
    } -> tensor<8x8xi64>
    %40 = tensor.empty() : tensor<8x8xi1>
    %41 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types = ["parallel", "parallel"]} ins(%39 : tensor<8x8xi64>) outs(%40 : tensor<8x8xi1>) {
    ^bb0(%in: i64, %out: i1):
      %347 = arith.cmpi sge, %in, %c1_i64 : i64
      linalg.yield %347 : i1
    } -> tensor<8x8xi1>
    %42 = tensor.empty() : tensor<8x8xf32>
    %43 = linalg.generic {indexing_maps = [#map5, #map5, #map10, #map5], iterator_types = ["parallel", "parallel"]} ins(%41, %cst_6, %cst_5 : tensor<8x8xi1>, tensor<8x8xf32>, tensor<f32>) outs(%42 : tensor<8x8xf32>) {
    ^bb0(%in: i1, %in_151: f32, %in_152: f32, %out: f32):
      %347 = arith.select %in, %in_151, %in_152 : f32
      linalg.yield %347 : f32
    } -> tensor<8x8xf32>
    %44 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types = ["parallel", "parallel"]} ins(%43 : tensor<8x8xf32>) outs(%42 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.mulf %in, %cst_13 : f32
      linalg.yield %347 : f32
    } -> tensor<8x8xf32>
    %45 = linalg.generic {indexing_maps = [#map6, #map11, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%35, %44 : tensor<2x2x8x8xf32>, tensor<8x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x2x8x8xf32>
    %46 = tensor.empty() : tensor<2x2x8xi64>
    %47 = linalg.fill ins(%c0_i64 : i64) outs(%46 : tensor<2x2x8xi64>) -> tensor<2x2x8xi64>
    %48 = tensor.empty() : tensor<2x2x8xf32>
    %49 = linalg.fill ins(%cst_1 : f32) outs(%48 : tensor<2x2x8xf32>) -> tensor<2x2x8xf32>
    %50:2 = linalg.generic {indexing_maps = [#map6, #map12, #map12], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%45 : tensor<2x2x8x8xf32>) outs(%49, %47 : tensor<2x2x8xf32>, tensor<2x2x8xi64>) {
    ^bb0(%in: f32, %out: f32, %out_151: i64):
      %347 = linalg.index 3 : index
      %348 = arith.index_cast %347 : index to i64
      %349 = arith.maximumf %in, %out : f32
      %350 = arith.cmpf ogt, %in, %out : f32
      %351 = arith.select %350, %348, %out_151 : i64
      linalg.yield %349, %351 : f32, i64
    } -> (tensor<2x2x8xf32>, tensor<2x2x8xi64>)
    %expanded_31 = tensor.expand_shape %50#0 [[0], [1], [2, 3]] output_shape [2, 2, 8, 1] : tensor<2x2x8xf32> into tensor<2x2x8x1xf32>
    %51 = linalg.generic {indexing_maps = [#map6, #map13, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%45, %expanded_31 : tensor<2x2x8x8xf32>, tensor<2x2x8x1xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.subf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x2x8x8xf32>
    %52 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%51 : tensor<2x2x8x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = math.exp %in : f32
      linalg.yield %347 : f32
    } -> tensor<2x2x8x8xf32>
    %53 = tensor.empty() : tensor<2x2x8x1xf32>
    %54 = linalg.fill ins(%cst : f32) outs(%53 : tensor<2x2x8x1xf32>) -> tensor<2x2x8x1xf32>
    %55 = linalg.generic {indexing_maps = [#map6, #map13], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%52 : tensor<2x2x8x8xf32>) outs(%54 : tensor<2x2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<2x2x8x1xf32>
    %56 = linalg.generic {indexing_maps = [#map6, #map13, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%52, %55 : tensor<2x2x8x8xf32>, tensor<2x2x8x1xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.divf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x2x8x8xf32>
    %collapsed_32 = tensor.collapse_shape %56 [[0, 1], [2], [3]] : tensor<2x2x8x8xf32> into tensor<4x8x8xf32>
    %collapsed_33 = tensor.collapse_shape %transposed_24 [[0, 1], [2], [3]] : tensor<2x2x8x8xf32> into tensor<4x8x8xf32>
    %57 = linalg.batch_matmul ins(%collapsed_32, %collapsed_33 : tensor<4x8x8xf32>, tensor<4x8x8xf32>) outs(%33 : tensor<4x8x8xf32>) -> tensor<4x8x8xf32>
    %expanded_34 = tensor.expand_shape %57 [[0, 1], [2], [3]] output_shape [2, 2, 8, 8] : tensor<4x8x8xf32> into tensor<2x2x8x8xf32>
    %58 = tensor.empty() : tensor<2x8x2x8xf32>
    %transposed_35 = linalg.transpose ins(%expanded_34 : tensor<2x2x8x8xf32>) outs(%58 : tensor<2x8x2x8xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_36 = tensor.collapse_shape %transposed_35 [[0, 1], [2, 3]] : tensor<2x8x2x8xf32> into tensor<16x16xf32>
    %transposed_37 = linalg.transpose ins(%arg8 : tensor<16x16xf32>) outs(%0 : tensor<16x16xf32>) permutation = [1, 0] 
    %59 = linalg.matmul ins(%collapsed_36, %transposed_37 : tensor<16x16xf32>, tensor<16x16xf32>) outs(%1 : tensor<16x16xf32>) -> tensor<16x16xf32>
    %60 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "parallel"]} ins(%arg9 : tensor<16xf32>) outs(%0 : tensor<16x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x16xf32>
    %61 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel"]} ins(%59, %60 : tensor<16x16xf32>, tensor<16x16xf32>) outs(%0 : tensor<16x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<16x16xf32>
    %expanded_38 = tensor.expand_shape %61 [[0, 1], [2]] output_shape [2, 8, 16] : tensor<16x16xf32> into tensor<2x8x16xf32>
    %62 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%4, %expanded_38 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %63 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%62 : tensor<2x8x16xf32>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f32, %out: f64):
      %347 = arith.extf %in : f32 to f64
      linalg.yield %347 : f64
    } -> tensor<2x8x16xf64>
    %64 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%63 : tensor<2x8x16xf64>) outs(%8 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %347 = arith.addf %in, %out : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x1xf64>
    %65 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%64 : tensor<2x8x1xf64>) outs(%7 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %347 = arith.divf %in, %cst_11 : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x1xf64>
    %66 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%63, %65 : tensor<2x8x16xf64>, tensor<2x8x1xf64>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f64, %in_151: f64, %out: f64):
      %347 = arith.subf %in, %in_151 : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x16xf64>
    %67 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%66, %66 : tensor<2x8x16xf64>, tensor<2x8x16xf64>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f64, %in_151: f64, %out: f64):
      %347 = arith.mulf %in, %in_151 : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x16xf64>
    %68 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%67 : tensor<2x8x16xf64>) outs(%8 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %347 = arith.addf %in, %out : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x1xf64>
    %69 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%68 : tensor<2x8x1xf64>) outs(%7 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %347 = arith.divf %in, %cst_11 : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x1xf64>
    %70 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%69 : tensor<2x8x1xf64>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %347 = arith.truncf %in : f64 to f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %71 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%62 : tensor<2x8x16xf32>) outs(%17 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %72 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%71 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.divf %in, %cst_12 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %73 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%70 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.truncf %cst_10 : f64 to f32
      %348 = arith.addf %in, %347 : f32
      linalg.yield %348 : f32
    } -> tensor<2x8x1xf32>
    %74 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%73 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = math.rsqrt %in : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %75 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%62, %72 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.subf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %76 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%75, %74 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %77 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%76, %arg4 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %78 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%77, %arg5 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %collapsed_39 = tensor.collapse_shape %78 [[0, 1], [2]] : tensor<2x8x16xf32> into tensor<16x16xf32>
    %79 = tensor.empty() : tensor<16x32xf32>
    %transposed_40 = linalg.transpose ins(%arg10 : tensor<32x16xf32>) outs(%79 : tensor<16x32xf32>) permutation = [1, 0] 
    %80 = linalg.fill ins(%cst : f32) outs(%79 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %81 = linalg.matmul ins(%collapsed_39, %transposed_40 : tensor<16x16xf32>, tensor<16x32xf32>) outs(%80 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %82 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "parallel"]} ins(%arg11 : tensor<32xf32>) outs(%79 : tensor<16x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x32xf32>
    %83 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel"]} ins(%81, %82 : tensor<16x32xf32>, tensor<16x32xf32>) outs(%79 : tensor<16x32xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<16x32xf32>
    %expanded_41 = tensor.expand_shape %83 [[0, 1], [2]] output_shape [2, 8, 32] : tensor<16x32xf32> into tensor<2x8x32xf32>
    %84 = tensor.empty() : tensor<2x8x32xf32>
    %85 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_41 : tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.divf %in, %cst_14 : f32
      %348 = math.erf %347 : f32
      %349 = arith.addf %348, %cst_2 : f32
      %350 = arith.mulf %349, %cst_3 : f32
      %351 = arith.mulf %in, %350 : f32
      linalg.yield %351 : f32
    } -> tensor<2x8x32xf32>
    %collapsed_42 = tensor.collapse_shape %85 [[0, 1], [2]] : tensor<2x8x32xf32> into tensor<16x32xf32>
    %86 = tensor.empty() : tensor<32x16xf32>
    %transposed_43 = linalg.transpose ins(%arg12 : tensor<16x32xf32>) outs(%86 : tensor<32x16xf32>) permutation = [1, 0] 
    %87 = linalg.matmul ins(%collapsed_42, %transposed_43 : tensor<16x32xf32>, tensor<32x16xf32>) outs(%1 : tensor<16x16xf32>) -> tensor<16x16xf32>
    %88 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "parallel"]} ins(%arg13 : tensor<16xf32>) outs(%0 : tensor<16x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x16xf32>
    %89 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel"]} ins(%87, %88 : tensor<16x16xf32>, tensor<16x16xf32>) outs(%0 : tensor<16x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<16x16xf32>
    %expanded_44 = tensor.expand_shape %89 [[0, 1], [2]] output_shape [2, 8, 16] : tensor<16x16xf32> into tensor<2x8x16xf32>
    %90 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%62, %expanded_44 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %91 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%90 : tensor<2x8x16xf32>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f32, %out: f64):
      %347 = arith.extf %in : f32 to f64
      linalg.yield %347 : f64
    } -> tensor<2x8x16xf64>
    %92 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%91 : tensor<2x8x16xf64>) outs(%8 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %347 = arith.addf %in, %out : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x1xf64>
    %93 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%92 : tensor<2x8x1xf64>) outs(%7 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %347 = arith.divf %in, %cst_11 : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x1xf64>
    %94 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%91, %93 : tensor<2x8x16xf64>, tensor<2x8x1xf64>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f64, %in_151: f64, %out: f64):
      %347 = arith.subf %in, %in_151 : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x16xf64>
    %95 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%94, %94 : tensor<2x8x16xf64>, tensor<2x8x16xf64>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f64, %in_151: f64, %out: f64):
      %347 = arith.mulf %in, %in_151 : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x16xf64>
    %96 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%95 : tensor<2x8x16xf64>) outs(%8 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %347 = arith.addf %in, %out : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x1xf64>
    %97 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%96 : tensor<2x8x1xf64>) outs(%7 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %347 = arith.divf %in, %cst_11 : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x1xf64>
    %98 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%97 : tensor<2x8x1xf64>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %347 = arith.truncf %in : f64 to f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %99 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%90 : tensor<2x8x16xf32>) outs(%17 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %100 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%99 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.divf %in, %cst_12 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %101 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%98 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.truncf %cst_10 : f64 to f32
      %348 = arith.addf %in, %347 : f32
      linalg.yield %348 : f32
    } -> tensor<2x8x1xf32>
    %102 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%101 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = math.rsqrt %in : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %103 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%90, %100 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.subf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %104 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%103, %102 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %105 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%104, %arg14 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %106 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%105, %arg15 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %collapsed_45 = tensor.collapse_shape %106 [[0, 1], [2]] : tensor<2x8x16xf32> into tensor<16x16xf32>
    %transposed_46 = linalg.transpose ins(%arg18 : tensor<48x16xf32>) outs(%26 : tensor<16x48xf32>) permutation = [1, 0] 
    %107 = linalg.matmul ins(%collapsed_45, %transposed_46 : tensor<16x16xf32>, tensor<16x48xf32>) outs(%27 : tensor<16x48xf32>) -> tensor<16x48xf32>
    %108 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "parallel"]} ins(%arg19 : tensor<48xf32>) outs(%26 : tensor<16x48xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x48xf32>
    %109 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel"]} ins(%107, %108 : tensor<16x48xf32>, tensor<16x48xf32>) outs(%26 : tensor<16x48xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<16x48xf32>
    %expanded_47 = tensor.expand_shape %109 [[0, 1], [2]] output_shape [2, 8, 48] : tensor<16x48xf32> into tensor<2x8x48xf32>
    %extracted_slice_48 = tensor.extract_slice %expanded_47[0, 0, 0] [2, 8, 16] [1, 1, 1] : tensor<2x8x48xf32> to tensor<2x8x16xf32>
    %extracted_slice_49 = tensor.extract_slice %expanded_47[0, 0, 16] [2, 8, 16] [1, 1, 1] : tensor<2x8x48xf32> to tensor<2x8x16xf32>
    %extracted_slice_50 = tensor.extract_slice %expanded_47[0, 0, 32] [2, 8, 16] [1, 1, 1] : tensor<2x8x48xf32> to tensor<2x8x16xf32>
    %expanded_51 = tensor.expand_shape %extracted_slice_48 [[0], [1], [2, 3]] output_shape [2, 8, 2, 8] : tensor<2x8x16xf32> into tensor<2x8x2x8xf32>
    %transposed_52 = linalg.transpose ins(%expanded_51 : tensor<2x8x2x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) permutation = [0, 2, 1, 3] 
    %expanded_53 = tensor.expand_shape %extracted_slice_49 [[0], [1], [2, 3]] output_shape [2, 8, 2, 8] : tensor<2x8x16xf32> into tensor<2x8x2x8xf32>
    %expanded_54 = tensor.expand_shape %extracted_slice_50 [[0], [1], [2, 3]] output_shape [2, 8, 2, 8] : tensor<2x8x16xf32> into tensor<2x8x2x8xf32>
    %transposed_55 = linalg.transpose ins(%expanded_54 : tensor<2x8x2x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) permutation = [0, 2, 1, 3] 
    %transposed_56 = linalg.transpose ins(%expanded_53 : tensor<2x8x2x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) permutation = [0, 2, 3, 1] 
    %collapsed_57 = tensor.collapse_shape %transposed_52 [[0, 1], [2], [3]] : tensor<2x2x8x8xf32> into tensor<4x8x8xf32>
    %collapsed_58 = tensor.collapse_shape %transposed_56 [[0, 1], [2], [3]] : tensor<2x2x8x8xf32> into tensor<4x8x8xf32>
    %110 = linalg.batch_matmul ins(%collapsed_57, %collapsed_58 : tensor<4x8x8xf32>, tensor<4x8x8xf32>) outs(%33 : tensor<4x8x8xf32>) -> tensor<4x8x8xf32>
    %expanded_59 = tensor.expand_shape %110 [[0, 1], [2], [3]] output_shape [2, 2, 8, 8] : tensor<4x8x8xf32> into tensor<2x2x8x8xf32>
    %111 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_59 : tensor<2x2x8x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.truncf %cst_9 : f64 to f32
      %348 = arith.mulf %in, %347 : f32
      linalg.yield %348 : f32
    } -> tensor<2x2x8x8xf32>
    %112 = linalg.generic {indexing_maps = [#map6, #map11, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%111, %44 : tensor<2x2x8x8xf32>, tensor<8x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x2x8x8xf32>
    %113:2 = linalg.generic {indexing_maps = [#map6, #map12, #map12], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%112 : tensor<2x2x8x8xf32>) outs(%49, %47 : tensor<2x2x8xf32>, tensor<2x2x8xi64>) {
    ^bb0(%in: f32, %out: f32, %out_151: i64):
      %347 = linalg.index 3 : index
      %348 = arith.index_cast %347 : index to i64
      %349 = arith.maximumf %in, %out : f32
      %350 = arith.cmpf ogt, %in, %out : f32
      %351 = arith.select %350, %348, %out_151 : i64
      linalg.yield %349, %351 : f32, i64
    } -> (tensor<2x2x8xf32>, tensor<2x2x8xi64>)
    %expanded_60 = tensor.expand_shape %113#0 [[0], [1], [2, 3]] output_shape [2, 2, 8, 1] : tensor<2x2x8xf32> into tensor<2x2x8x1xf32>
    %114 = linalg.generic {indexing_maps = [#map6, #map13, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%112, %expanded_60 : tensor<2x2x8x8xf32>, tensor<2x2x8x1xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.subf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x2x8x8xf32>
    %115 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%114 : tensor<2x2x8x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = math.exp %in : f32
      linalg.yield %347 : f32
    } -> tensor<2x2x8x8xf32>
    %116 = linalg.generic {indexing_maps = [#map6, #map13], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%115 : tensor<2x2x8x8xf32>) outs(%54 : tensor<2x2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<2x2x8x1xf32>
    %117 = linalg.generic {indexing_maps = [#map6, #map13, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%115, %116 : tensor<2x2x8x8xf32>, tensor<2x2x8x1xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.divf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x2x8x8xf32>
    %collapsed_61 = tensor.collapse_shape %117 [[0, 1], [2], [3]] : tensor<2x2x8x8xf32> into tensor<4x8x8xf32>
    %collapsed_62 = tensor.collapse_shape %transposed_55 [[0, 1], [2], [3]] : tensor<2x2x8x8xf32> into tensor<4x8x8xf32>
    %118 = linalg.batch_matmul ins(%collapsed_61, %collapsed_62 : tensor<4x8x8xf32>, tensor<4x8x8xf32>) outs(%33 : tensor<4x8x8xf32>) -> tensor<4x8x8xf32>
    %expanded_63 = tensor.expand_shape %118 [[0, 1], [2], [3]] output_shape [2, 2, 8, 8] : tensor<4x8x8xf32> into tensor<2x2x8x8xf32>
    %transposed_64 = linalg.transpose ins(%expanded_63 : tensor<2x2x8x8xf32>) outs(%58 : tensor<2x8x2x8xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_65 = tensor.collapse_shape %transposed_64 [[0, 1], [2, 3]] : tensor<2x8x2x8xf32> into tensor<16x16xf32>
    %transposed_66 = linalg.transpose ins(%arg20 : tensor<16x16xf32>) outs(%0 : tensor<16x16xf32>) permutation = [1, 0] 
    %119 = linalg.matmul ins(%collapsed_65, %transposed_66 : tensor<16x16xf32>, tensor<16x16xf32>) outs(%1 : tensor<16x16xf32>) -> tensor<16x16xf32>
    %120 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "parallel"]} ins(%arg21 : tensor<16xf32>) outs(%0 : tensor<16x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x16xf32>
    %121 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel"]} ins(%119, %120 : tensor<16x16xf32>, tensor<16x16xf32>) outs(%0 : tensor<16x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<16x16xf32>
    %expanded_67 = tensor.expand_shape %121 [[0, 1], [2]] output_shape [2, 8, 16] : tensor<16x16xf32> into tensor<2x8x16xf32>
    %122 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%90, %expanded_67 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %123 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%122 : tensor<2x8x16xf32>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f32, %out: f64):
      %347 = arith.extf %in : f32 to f64
      linalg.yield %347 : f64
    } -> tensor<2x8x16xf64>
    %124 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%123 : tensor<2x8x16xf64>) outs(%8 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %347 = arith.addf %in, %out : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x1xf64>
    %125 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%124 : tensor<2x8x1xf64>) outs(%7 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %347 = arith.divf %in, %cst_11 : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x1xf64>
    %126 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%123, %125 : tensor<2x8x16xf64>, tensor<2x8x1xf64>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f64, %in_151: f64, %out: f64):
      %347 = arith.subf %in, %in_151 : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x16xf64>
    %127 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%126, %126 : tensor<2x8x16xf64>, tensor<2x8x16xf64>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f64, %in_151: f64, %out: f64):
      %347 = arith.mulf %in, %in_151 : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x16xf64>
    %128 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%127 : tensor<2x8x16xf64>) outs(%8 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %347 = arith.addf %in, %out : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x1xf64>
    %129 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%128 : tensor<2x8x1xf64>) outs(%7 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %347 = arith.divf %in, %cst_11 : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x1xf64>
    %130 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%129 : tensor<2x8x1xf64>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %347 = arith.truncf %in : f64 to f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %131 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%122 : tensor<2x8x16xf32>) outs(%17 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %132 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%131 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.divf %in, %cst_12 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %133 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%130 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.truncf %cst_10 : f64 to f32
      %348 = arith.addf %in, %347 : f32
      linalg.yield %348 : f32
    } -> tensor<2x8x1xf32>
    %134 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%133 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = math.rsqrt %in : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %135 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%122, %132 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.subf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %136 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%135, %134 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %137 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%136, %arg16 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %138 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%137, %arg17 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %collapsed_68 = tensor.collapse_shape %138 [[0, 1], [2]] : tensor<2x8x16xf32> into tensor<16x16xf32>
    %transposed_69 = linalg.transpose ins(%arg22 : tensor<32x16xf32>) outs(%79 : tensor<16x32xf32>) permutation = [1, 0] 
    %139 = linalg.matmul ins(%collapsed_68, %transposed_69 : tensor<16x16xf32>, tensor<16x32xf32>) outs(%80 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %140 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "parallel"]} ins(%arg23 : tensor<32xf32>) outs(%79 : tensor<16x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x32xf32>
    %141 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel"]} ins(%139, %140 : tensor<16x32xf32>, tensor<16x32xf32>) outs(%79 : tensor<16x32xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<16x32xf32>
    %expanded_70 = tensor.expand_shape %141 [[0, 1], [2]] output_shape [2, 8, 32] : tensor<16x32xf32> into tensor<2x8x32xf32>
    %142 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_70 : tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.divf %in, %cst_14 : f32
      %348 = math.erf %347 : f32
      %349 = arith.addf %348, %cst_2 : f32
      %350 = arith.mulf %349, %cst_3 : f32
      %351 = arith.mulf %in, %350 : f32
      linalg.yield %351 : f32
    } -> tensor<2x8x32xf32>
    %collapsed_71 = tensor.collapse_shape %142 [[0, 1], [2]] : tensor<2x8x32xf32> into tensor<16x32xf32>
    %transposed_72 = linalg.transpose ins(%arg24 : tensor<16x32xf32>) outs(%86 : tensor<32x16xf32>) permutation = [1, 0] 
    %143 = linalg.matmul ins(%collapsed_71, %transposed_72 : tensor<16x32xf32>, tensor<32x16xf32>) outs(%1 : tensor<16x16xf32>) -> tensor<16x16xf32>
    %144 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "parallel"]} ins(%arg25 : tensor<16xf32>) outs(%0 : tensor<16x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x16xf32>
    %145 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel"]} ins(%143, %144 : tensor<16x16xf32>, tensor<16x16xf32>) outs(%0 : tensor<16x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<16x16xf32>
    %expanded_73 = tensor.expand_shape %145 [[0, 1], [2]] output_shape [2, 8, 16] : tensor<16x16xf32> into tensor<2x8x16xf32>
    %146 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%122, %expanded_73 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %147 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%146 : tensor<2x8x16xf32>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f32, %out: f64):
      %347 = arith.extf %in : f32 to f64
      linalg.yield %347 : f64
    } -> tensor<2x8x16xf64>
    %148 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%147 : tensor<2x8x16xf64>) outs(%8 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %347 = arith.addf %in, %out : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x1xf64>
    %149 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%148 : tensor<2x8x1xf64>) outs(%7 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %347 = arith.divf %in, %cst_11 : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x1xf64>
    %150 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%147, %149 : tensor<2x8x16xf64>, tensor<2x8x1xf64>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f64, %in_151: f64, %out: f64):
      %347 = arith.subf %in, %in_151 : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x16xf64>
    %151 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%150, %150 : tensor<2x8x16xf64>, tensor<2x8x16xf64>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f64, %in_151: f64, %out: f64):
      %347 = arith.mulf %in, %in_151 : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x16xf64>
    %152 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%151 : tensor<2x8x16xf64>) outs(%8 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %347 = arith.addf %in, %out : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x1xf64>
    %153 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%152 : tensor<2x8x1xf64>) outs(%7 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %347 = arith.divf %in, %cst_11 : f64
      linalg.yield %347 : f64
    } -> tensor<2x8x1xf64>
    %154 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%153 : tensor<2x8x1xf64>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %347 = arith.truncf %in : f64 to f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %155 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%146 : tensor<2x8x16xf32>) outs(%17 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %156 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%155 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.divf %in, %cst_12 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %157 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%154 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.truncf %cst_10 : f64 to f32
      %348 = arith.addf %in, %347 : f32
      linalg.yield %348 : f32
    } -> tensor<2x8x1xf32>
    %158 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%157 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = math.rsqrt %in : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %159 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%146, %156 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.subf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %160 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%159, %158 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %161 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%160, %arg26 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %162 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%161, %arg27 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %163 = tensor.empty() : tensor<16x24xf32>
    %transposed_74 = linalg.transpose ins(%arg1 : tensor<24x16xf32>) outs(%163 : tensor<16x24xf32>) permutation = [1, 0] 
    %collapsed_75 = tensor.collapse_shape %162 [[0, 1], [2]] : tensor<2x8x16xf32> into tensor<16x16xf32>
    %164 = linalg.fill ins(%cst : f32) outs(%163 : tensor<16x24xf32>) -> tensor<16x24xf32>
    %165 = linalg.matmul ins(%collapsed_75, %transposed_74 : tensor<16x16xf32>, tensor<16x24xf32>) outs(%164 : tensor<16x24xf32>) -> tensor<16x24xf32>
    %expanded_76 = tensor.expand_shape %165 [[0, 1], [2]] output_shape [2, 8, 24] : tensor<16x24xf32> into tensor<2x8x24xf32>
    %166 = tensor.empty() : tensor<2x8xi64>
    %167 = linalg.fill ins(%c0_i64 : i64) outs(%166 : tensor<2x8xi64>) -> tensor<2x8xi64>
    %168 = tensor.empty() : tensor<2x8xf32>
    %169 = linalg.fill ins(%cst_1 : f32) outs(%168 : tensor<2x8xf32>) -> tensor<2x8xf32>
    %170:2 = linalg.generic {indexing_maps = [#map, #map14, #map14], iterator_types = ["parallel", "parallel", "reduction"]} ins(%expanded_76 : tensor<2x8x24xf32>) outs(%169, %167 : tensor<2x8xf32>, tensor<2x8xi64>) {
    ^bb0(%in: f32, %out: f32, %out_151: i64):
      %347 = linalg.index 2 : index
      %348 = arith.index_cast %347 : index to i64
      %349 = arith.maximumf %in, %out : f32
      %350 = arith.cmpf ogt, %in, %out : f32
      %351 = arith.select %350, %348, %out_151 : i64
      linalg.yield %349, %351 : f32, i64
    } -> (tensor<2x8xf32>, tensor<2x8xi64>)
    %expanded_77 = tensor.expand_shape %170#0 [[0], [1, 2]] output_shape [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
    %171 = tensor.empty() : tensor<2x8x24xf32>
    %172 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_76, %expanded_77 : tensor<2x8x24xf32>, tensor<2x8x1xf32>) outs(%171 : tensor<2x8x24xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.subf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x24xf32>
    %173 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%172 : tensor<2x8x24xf32>) outs(%171 : tensor<2x8x24xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = math.exp %in : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x24xf32>
    %174 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%173 : tensor<2x8x24xf32>) outs(%17 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %175 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%174 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = math.log %in : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %176 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%172, %175 : tensor<2x8x24xf32>, tensor<2x8x1xf32>) outs(%171 : tensor<2x8x24xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.subf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x24xf32>
    %177 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg29, %176 : tensor<2x8x24xf32>, tensor<2x8x24xf32>) outs(%171 : tensor<2x8x24xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x24xf32>
    %178 = linalg.fill ins(%cst : f32) outs(%168 : tensor<2x8xf32>) -> tensor<2x8xf32>
    %179 = linalg.generic {indexing_maps = [#map, #map14], iterator_types = ["parallel", "parallel", "reduction"]} ins(%177 : tensor<2x8x24xf32>) outs(%178 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<2x8xf32>
    %180 = tensor.empty() : tensor<f32>
    %181 = linalg.fill ins(%cst : f32) outs(%180 : tensor<f32>) -> tensor<f32>
    %182 = linalg.generic {indexing_maps = [#map5, #map10], iterator_types = ["reduction", "reduction"]} ins(%179 : tensor<2x8xf32>) outs(%181 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<f32>
    %183 = linalg.generic {indexing_maps = [#map15, #map15], iterator_types = []} ins(%182 : tensor<f32>) outs(%180 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.divf %in, %cst_12 : f32
      linalg.yield %347 : f32
    } -> tensor<f32>
    %184 = linalg.generic {indexing_maps = [#map15, #map15], iterator_types = []} ins(%183 : tensor<f32>) outs(%180 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.negf %in : f32
      linalg.yield %347 : f32
    } -> tensor<f32>
    %185 = linalg.generic {indexing_maps = [#map15, #map15], iterator_types = []} ins(%cst_4 : tensor<f32>) outs(%180 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.negf %in : f32
      linalg.yield %347 : f32
    } -> tensor<f32>
    %186 = linalg.generic {indexing_maps = [#map10, #map5], iterator_types = ["parallel", "parallel"]} ins(%185 : tensor<f32>) outs(%168 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8xf32>
    %187 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types = ["parallel", "parallel"]} ins(%186 : tensor<2x8xf32>) outs(%168 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.divf %in, %cst_12 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8xf32>
    %188 = linalg.generic {indexing_maps = [#map14, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%187 : tensor<2x8xf32>) outs(%171 : tensor<2x8x24xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8x24xf32>
    %189 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%188, %arg29 : tensor<2x8x24xf32>, tensor<2x8x24xf32>) outs(%171 : tensor<2x8x24xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x24xf32>
    %190 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%176 : tensor<2x8x24xf32>) outs(%171 : tensor<2x8x24xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = math.exp %in : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x24xf32>
    %191 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%189 : tensor<2x8x24xf32>) outs(%17 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %192 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%190, %191 : tensor<2x8x24xf32>, tensor<2x8x1xf32>) outs(%171 : tensor<2x8x24xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x24xf32>
    %193 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%189, %192 : tensor<2x8x24xf32>, tensor<2x8x24xf32>) outs(%171 : tensor<2x8x24xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.subf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x24xf32>
    %collapsed_78 = tensor.collapse_shape %193 [[0, 1], [2]] : tensor<2x8x24xf32> into tensor<16x24xf32>
    %194 = tensor.empty() : tensor<24x16xf32>
    %transposed_79 = linalg.transpose ins(%collapsed_78 : tensor<16x24xf32>) outs(%194 : tensor<24x16xf32>) permutation = [1, 0] 
    %195 = linalg.fill ins(%cst : f32) outs(%194 : tensor<24x16xf32>) -> tensor<24x16xf32>
    %196 = linalg.matmul ins(%transposed_79, %collapsed_75 : tensor<24x16xf32>, tensor<16x16xf32>) outs(%195 : tensor<24x16xf32>) -> tensor<24x16xf32>
    %197 = linalg.matmul ins(%collapsed_78, %arg1 : tensor<16x24xf32>, tensor<24x16xf32>) outs(%1 : tensor<16x16xf32>) -> tensor<16x16xf32>
    %expanded_80 = tensor.expand_shape %197 [[0, 1], [2]] output_shape [2, 8, 16] : tensor<16x16xf32> into tensor<2x8x16xf32>
    %198 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_80, %arg26 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %199 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%198 : tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.mulf %in, %cst_12 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %200 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%198 : tensor<2x8x16xf32>) outs(%17 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %201 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%198, %160 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %202 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%201 : tensor<2x8x16xf32>) outs(%17 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %203 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%160, %202 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %204 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%199, %200 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.subf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %205 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%204, %203 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.subf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %206 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%158 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.divf %in, %cst_12 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %207 = linalg.generic {indexing_maps = [#map2, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%206, %205 : tensor<2x8x1xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %208 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_80, %160 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %209 = tensor.empty() : tensor<16xf32>
    %210 = linalg.fill ins(%cst : f32) outs(%209 : tensor<16xf32>) -> tensor<16xf32>
    %211 = linalg.generic {indexing_maps = [#map, #map3], iterator_types = ["reduction", "reduction", "parallel"]} ins(%208 : tensor<2x8x16xf32>) outs(%210 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<16xf32>
    %212 = linalg.generic {indexing_maps = [#map, #map3], iterator_types = ["reduction", "reduction", "parallel"]} ins(%expanded_80 : tensor<2x8x16xf32>) outs(%210 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<16xf32>
    %collapsed_81 = tensor.collapse_shape %207 [[0, 1], [2]] : tensor<2x8x16xf32> into tensor<16x16xf32>
    %213 = linalg.matmul ins(%collapsed_81, %arg24 : tensor<16x16xf32>, tensor<16x32xf32>) outs(%80 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %transposed_82 = linalg.transpose ins(%collapsed_81 : tensor<16x16xf32>) outs(%0 : tensor<16x16xf32>) permutation = [1, 0] 
    %214 = linalg.matmul ins(%transposed_82, %collapsed_71 : tensor<16x16xf32>, tensor<16x32xf32>) outs(%80 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %215 = tensor.empty() : tensor<1x16xf32>
    %216 = linalg.fill ins(%cst : f32) outs(%215 : tensor<1x16xf32>) -> tensor<1x16xf32>
    %217 = linalg.generic {indexing_maps = [#map5, #map8], iterator_types = ["reduction", "parallel"]} ins(%collapsed_81 : tensor<16x16xf32>) outs(%216 : tensor<1x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<1x16xf32>
    %collapsed_83 = tensor.collapse_shape %217 [[0, 1]] : tensor<1x16xf32> into tensor<16xf32>
    %expanded_84 = tensor.expand_shape %213 [[0, 1], [2]] output_shape [2, 8, 32] : tensor<16x32xf32> into tensor<2x8x32xf32>
    %218 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_70 : tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.truncf %cst_8 : f64 to f32
      %348 = arith.mulf %in, %347 : f32
      linalg.yield %348 : f32
    } -> tensor<2x8x32xf32>
    %219 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%218 : tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = math.erf %in : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x32xf32>
    %220 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%219 : tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %cst_2 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x32xf32>
    %221 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%220 : tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.mulf %in, %cst_3 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x32xf32>
    %222 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_70, %expanded_70 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x32xf32>
    %223 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%222 : tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.mulf %in, %cst_15 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x32xf32>
    %224 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%223 : tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = math.exp %in : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x32xf32>
    %225 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%224 : tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.truncf %cst_7 : f64 to f32
      %348 = arith.mulf %in, %347 : f32
      linalg.yield %348 : f32
    } -> tensor<2x8x32xf32>
    %226 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_70, %225 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x32xf32>
    %227 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%221, %226 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x32xf32>
    %228 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_84, %227 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x32xf32>
    %collapsed_85 = tensor.collapse_shape %228 [[0, 1], [2]] : tensor<2x8x32xf32> into tensor<16x32xf32>
    %229 = linalg.matmul ins(%collapsed_85, %arg22 : tensor<16x32xf32>, tensor<32x16xf32>) outs(%1 : tensor<16x16xf32>) -> tensor<16x16xf32>
    %transposed_86 = linalg.transpose ins(%collapsed_85 : tensor<16x32xf32>) outs(%86 : tensor<32x16xf32>) permutation = [1, 0] 
    %230 = linalg.fill ins(%cst : f32) outs(%86 : tensor<32x16xf32>) -> tensor<32x16xf32>
    %231 = linalg.matmul ins(%transposed_86, %collapsed_68 : tensor<32x16xf32>, tensor<16x16xf32>) outs(%230 : tensor<32x16xf32>) -> tensor<32x16xf32>
    %232 = tensor.empty() : tensor<1x32xf32>
    %233 = linalg.fill ins(%cst : f32) outs(%232 : tensor<1x32xf32>) -> tensor<1x32xf32>
    %234 = linalg.generic {indexing_maps = [#map5, #map8], iterator_types = ["reduction", "parallel"]} ins(%collapsed_85 : tensor<16x32xf32>) outs(%233 : tensor<1x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<1x32xf32>
    %collapsed_87 = tensor.collapse_shape %234 [[0, 1]] : tensor<1x32xf32> into tensor<32xf32>
    %expanded_88 = tensor.expand_shape %229 [[0, 1], [2]] output_shape [2, 8, 16] : tensor<16x16xf32> into tensor<2x8x16xf32>
    %235 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_88, %arg16 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %236 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%235 : tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.mulf %in, %cst_12 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %237 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%235 : tensor<2x8x16xf32>) outs(%17 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %238 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%235, %136 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %239 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%238 : tensor<2x8x16xf32>) outs(%17 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %240 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%136, %239 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %241 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%236, %237 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.subf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %242 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%241, %240 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.subf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %243 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%134 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.divf %in, %cst_12 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %244 = linalg.generic {indexing_maps = [#map2, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%243, %242 : tensor<2x8x1xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %245 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_88, %136 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %246 = linalg.generic {indexing_maps = [#map, #map3], iterator_types = ["reduction", "reduction", "parallel"]} ins(%245 : tensor<2x8x16xf32>) outs(%210 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<16xf32>
    %247 = linalg.generic {indexing_maps = [#map, #map3], iterator_types = ["reduction", "reduction", "parallel"]} ins(%expanded_88 : tensor<2x8x16xf32>) outs(%210 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<16xf32>
    %248 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%207, %244 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %collapsed_89 = tensor.collapse_shape %248 [[0, 1], [2]] : tensor<2x8x16xf32> into tensor<16x16xf32>
    %249 = linalg.matmul ins(%collapsed_89, %arg20 : tensor<16x16xf32>, tensor<16x16xf32>) outs(%1 : tensor<16x16xf32>) -> tensor<16x16xf32>
    %transposed_90 = linalg.transpose ins(%collapsed_89 : tensor<16x16xf32>) outs(%0 : tensor<16x16xf32>) permutation = [1, 0] 
    %250 = linalg.matmul ins(%transposed_90, %collapsed_65 : tensor<16x16xf32>, tensor<16x16xf32>) outs(%1 : tensor<16x16xf32>) -> tensor<16x16xf32>
    %251 = linalg.generic {indexing_maps = [#map5, #map8], iterator_types = ["reduction", "parallel"]} ins(%collapsed_89 : tensor<16x16xf32>) outs(%216 : tensor<1x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<1x16xf32>
    %collapsed_91 = tensor.collapse_shape %251 [[0, 1]] : tensor<1x16xf32> into tensor<16xf32>
    %expanded_92 = tensor.expand_shape %249 [[0, 1], [2, 3]] output_shape [2, 8, 2, 8] : tensor<16x16xf32> into tensor<2x8x2x8xf32>
    %transposed_93 = linalg.transpose ins(%expanded_92 : tensor<2x8x2x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_94 = tensor.collapse_shape %transposed_93 [[0, 1], [2], [3]] : tensor<2x2x8x8xf32> into tensor<4x8x8xf32>
    %transposed_95 = linalg.transpose ins(%collapsed_61 : tensor<4x8x8xf32>) outs(%32 : tensor<4x8x8xf32>) permutation = [0, 2, 1] 
    %252 = linalg.batch_matmul ins(%transposed_95, %collapsed_94 : tensor<4x8x8xf32>, tensor<4x8x8xf32>) outs(%33 : tensor<4x8x8xf32>) -> tensor<4x8x8xf32>
    %transposed_96 = linalg.transpose ins(%collapsed_62 : tensor<4x8x8xf32>) outs(%32 : tensor<4x8x8xf32>) permutation = [0, 2, 1] 
    %253 = linalg.batch_matmul ins(%collapsed_94, %transposed_96 : tensor<4x8x8xf32>, tensor<4x8x8xf32>) outs(%33 : tensor<4x8x8xf32>) -> tensor<4x8x8xf32>
    %expanded_97 = tensor.expand_shape %252 [[0, 1], [2], [3]] output_shape [2, 2, 8, 8] : tensor<4x8x8xf32> into tensor<2x2x8x8xf32>
    %expanded_98 = tensor.expand_shape %253 [[0, 1], [2], [3]] output_shape [2, 2, 8, 8] : tensor<4x8x8xf32> into tensor<2x2x8x8xf32>
    %254 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_98, %117 : tensor<2x2x8x8xf32>, tensor<2x2x8x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x2x8x8xf32>
    %255 = linalg.generic {indexing_maps = [#map6, #map13], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%254 : tensor<2x2x8x8xf32>) outs(%54 : tensor<2x2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<2x2x8x1xf32>
    %256 = linalg.generic {indexing_maps = [#map6, #map13, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%117, %255 : tensor<2x2x8x8xf32>, tensor<2x2x8x1xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x2x8x8xf32>
    %257 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%254, %256 : tensor<2x2x8x8xf32>, tensor<2x2x8x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.subf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x2x8x8xf32>
    %258 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%257 : tensor<2x2x8x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.truncf %cst_9 : f64 to f32
      %348 = arith.mulf %in, %347 : f32
      linalg.yield %348 : f32
    } -> tensor<2x2x8x8xf32>
    %collapsed_99 = tensor.collapse_shape %258 [[0, 1], [2], [3]] : tensor<2x2x8x8xf32> into tensor<4x8x8xf32>
    %transposed_100 = linalg.transpose ins(%collapsed_57 : tensor<4x8x8xf32>) outs(%32 : tensor<4x8x8xf32>) permutation = [0, 2, 1] 
    %259 = linalg.batch_matmul ins(%transposed_100, %collapsed_99 : tensor<4x8x8xf32>, tensor<4x8x8xf32>) outs(%33 : tensor<4x8x8xf32>) -> tensor<4x8x8xf32>
    %transposed_101 = linalg.transpose ins(%collapsed_58 : tensor<4x8x8xf32>) outs(%32 : tensor<4x8x8xf32>) permutation = [0, 2, 1] 
    %260 = linalg.batch_matmul ins(%collapsed_99, %transposed_101 : tensor<4x8x8xf32>, tensor<4x8x8xf32>) outs(%33 : tensor<4x8x8xf32>) -> tensor<4x8x8xf32>
    %expanded_102 = tensor.expand_shape %259 [[0, 1], [2], [3]] output_shape [2, 2, 8, 8] : tensor<4x8x8xf32> into tensor<2x2x8x8xf32>
    %expanded_103 = tensor.expand_shape %260 [[0, 1], [2], [3]] output_shape [2, 2, 8, 8] : tensor<4x8x8xf32> into tensor<2x2x8x8xf32>
    %transposed_104 = linalg.transpose ins(%expanded_97 : tensor<2x2x8x8xf32>) outs(%58 : tensor<2x8x2x8xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_105 = tensor.collapse_shape %transposed_104 [[0], [1], [2, 3]] : tensor<2x8x2x8xf32> into tensor<2x8x16xf32>
    %transposed_106 = linalg.transpose ins(%expanded_102 : tensor<2x2x8x8xf32>) outs(%58 : tensor<2x8x2x8xf32>) permutation = [0, 3, 1, 2] 
    %collapsed_107 = tensor.collapse_shape %transposed_106 [[0], [1], [2, 3]] : tensor<2x8x2x8xf32> into tensor<2x8x16xf32>
    %transposed_108 = linalg.transpose ins(%expanded_103 : tensor<2x2x8x8xf32>) outs(%58 : tensor<2x8x2x8xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_109 = tensor.collapse_shape %transposed_108 [[0], [1], [2, 3]] : tensor<2x8x2x8xf32> into tensor<2x8x16xf32>
    %concat = tensor.concat dim(2) %collapsed_109, %collapsed_107, %collapsed_105 : (tensor<2x8x16xf32>, tensor<2x8x16xf32>, tensor<2x8x16xf32>) -> tensor<2x8x48xf32>
    %collapsed_110 = tensor.collapse_shape %concat [[0, 1], [2]] : tensor<2x8x48xf32> into tensor<16x48xf32>
    %261 = linalg.matmul ins(%collapsed_110, %arg18 : tensor<16x48xf32>, tensor<48x16xf32>) outs(%1 : tensor<16x16xf32>) -> tensor<16x16xf32>
    %262 = tensor.empty() : tensor<48x16xf32>
    %transposed_111 = linalg.transpose ins(%collapsed_110 : tensor<16x48xf32>) outs(%262 : tensor<48x16xf32>) permutation = [1, 0] 
    %263 = linalg.fill ins(%cst : f32) outs(%262 : tensor<48x16xf32>) -> tensor<48x16xf32>
    %264 = linalg.matmul ins(%transposed_111, %collapsed_45 : tensor<48x16xf32>, tensor<16x16xf32>) outs(%263 : tensor<48x16xf32>) -> tensor<48x16xf32>
    %265 = tensor.empty() : tensor<1x48xf32>
    %266 = linalg.fill ins(%cst : f32) outs(%265 : tensor<1x48xf32>) -> tensor<1x48xf32>
    %267 = linalg.generic {indexing_maps = [#map5, #map8], iterator_types = ["reduction", "parallel"]} ins(%collapsed_110 : tensor<16x48xf32>) outs(%266 : tensor<1x48xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<1x48xf32>
    %collapsed_112 = tensor.collapse_shape %267 [[0, 1]] : tensor<1x48xf32> into tensor<48xf32>
    %expanded_113 = tensor.expand_shape %261 [[0, 1], [2]] output_shape [2, 8, 16] : tensor<16x16xf32> into tensor<2x8x16xf32>
    %268 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_113, %arg14 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %269 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%268 : tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.mulf %in, %cst_12 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %270 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%268 : tensor<2x8x16xf32>) outs(%17 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %271 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%268, %104 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %272 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%271 : tensor<2x8x16xf32>) outs(%17 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %273 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%104, %272 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %274 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%269, %270 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.subf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %275 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%274, %273 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.subf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %276 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%102 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.divf %in, %cst_12 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %277 = linalg.generic {indexing_maps = [#map2, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%276, %275 : tensor<2x8x1xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %278 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_113, %104 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %279 = linalg.generic {indexing_maps = [#map, #map3], iterator_types = ["reduction", "reduction", "parallel"]} ins(%278 : tensor<2x8x16xf32>) outs(%210 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<16xf32>
    %280 = linalg.generic {indexing_maps = [#map, #map3], iterator_types = ["reduction", "reduction", "parallel"]} ins(%expanded_113 : tensor<2x8x16xf32>) outs(%210 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<16xf32>
    %281 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%248, %277 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %collapsed_114 = tensor.collapse_shape %281 [[0, 1], [2]] : tensor<2x8x16xf32> into tensor<16x16xf32>
    %282 = linalg.matmul ins(%collapsed_114, %arg12 : tensor<16x16xf32>, tensor<16x32xf32>) outs(%80 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %transposed_115 = linalg.transpose ins(%collapsed_114 : tensor<16x16xf32>) outs(%0 : tensor<16x16xf32>) permutation = [1, 0] 
    %283 = linalg.matmul ins(%transposed_115, %collapsed_42 : tensor<16x16xf32>, tensor<16x32xf32>) outs(%80 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %284 = linalg.generic {indexing_maps = [#map5, #map8], iterator_types = ["reduction", "parallel"]} ins(%collapsed_114 : tensor<16x16xf32>) outs(%216 : tensor<1x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<1x16xf32>
    %collapsed_116 = tensor.collapse_shape %284 [[0, 1]] : tensor<1x16xf32> into tensor<16xf32>
    %expanded_117 = tensor.expand_shape %282 [[0, 1], [2]] output_shape [2, 8, 32] : tensor<16x32xf32> into tensor<2x8x32xf32>
    %285 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_41 : tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.truncf %cst_8 : f64 to f32
      %348 = arith.mulf %in, %347 : f32
      linalg.yield %348 : f32
    } -> tensor<2x8x32xf32>
    %286 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%285 : tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = math.erf %in : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x32xf32>
    %287 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%286 : tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %cst_2 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x32xf32>
    %288 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%287 : tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.mulf %in, %cst_3 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x32xf32>
    %289 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_41, %expanded_41 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x32xf32>
    %290 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%289 : tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.mulf %in, %cst_15 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x32xf32>
    %291 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%290 : tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = math.exp %in : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x32xf32>
    %292 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%291 : tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.truncf %cst_7 : f64 to f32
      %348 = arith.mulf %in, %347 : f32
      linalg.yield %348 : f32
    } -> tensor<2x8x32xf32>
    %293 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_41, %292 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x32xf32>
    %294 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%288, %293 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x32xf32>
    %295 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_117, %294 : tensor<2x8x32xf32>, tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x32xf32>
    %collapsed_118 = tensor.collapse_shape %295 [[0, 1], [2]] : tensor<2x8x32xf32> into tensor<16x32xf32>
    %296 = linalg.matmul ins(%collapsed_118, %arg10 : tensor<16x32xf32>, tensor<32x16xf32>) outs(%1 : tensor<16x16xf32>) -> tensor<16x16xf32>
    %transposed_119 = linalg.transpose ins(%collapsed_118 : tensor<16x32xf32>) outs(%86 : tensor<32x16xf32>) permutation = [1, 0] 
    %297 = linalg.matmul ins(%transposed_119, %collapsed_39 : tensor<32x16xf32>, tensor<16x16xf32>) outs(%230 : tensor<32x16xf32>) -> tensor<32x16xf32>
    %298 = linalg.generic {indexing_maps = [#map5, #map8], iterator_types = ["reduction", "parallel"]} ins(%collapsed_118 : tensor<16x32xf32>) outs(%233 : tensor<1x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<1x32xf32>
    %collapsed_120 = tensor.collapse_shape %298 [[0, 1]] : tensor<1x32xf32> into tensor<32xf32>
    %expanded_121 = tensor.expand_shape %296 [[0, 1], [2]] output_shape [2, 8, 16] : tensor<16x16xf32> into tensor<2x8x16xf32>
    %299 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_121, %arg4 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %300 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%299 : tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.mulf %in, %cst_12 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %301 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%299 : tensor<2x8x16xf32>) outs(%17 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %302 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%299, %76 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %303 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%302 : tensor<2x8x16xf32>) outs(%17 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %304 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%76, %303 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %305 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%300, %301 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.subf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %306 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%305, %304 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.subf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %307 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%74 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.divf %in, %cst_12 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %308 = linalg.generic {indexing_maps = [#map2, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%307, %306 : tensor<2x8x1xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %309 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_121, %76 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %310 = linalg.generic {indexing_maps = [#map, #map3], iterator_types = ["reduction", "reduction", "parallel"]} ins(%309 : tensor<2x8x16xf32>) outs(%210 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<16xf32>
    %311 = linalg.generic {indexing_maps = [#map, #map3], iterator_types = ["reduction", "reduction", "parallel"]} ins(%expanded_121 : tensor<2x8x16xf32>) outs(%210 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<16xf32>
    %312 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%281, %308 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %collapsed_122 = tensor.collapse_shape %312 [[0, 1], [2]] : tensor<2x8x16xf32> into tensor<16x16xf32>
    %313 = linalg.matmul ins(%collapsed_122, %arg8 : tensor<16x16xf32>, tensor<16x16xf32>) outs(%1 : tensor<16x16xf32>) -> tensor<16x16xf32>
    %transposed_123 = linalg.transpose ins(%collapsed_122 : tensor<16x16xf32>) outs(%0 : tensor<16x16xf32>) permutation = [1, 0] 
    %314 = linalg.matmul ins(%transposed_123, %collapsed_36 : tensor<16x16xf32>, tensor<16x16xf32>) outs(%1 : tensor<16x16xf32>) -> tensor<16x16xf32>
    %315 = linalg.generic {indexing_maps = [#map5, #map8], iterator_types = ["reduction", "parallel"]} ins(%collapsed_122 : tensor<16x16xf32>) outs(%216 : tensor<1x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<1x16xf32>
    %collapsed_124 = tensor.collapse_shape %315 [[0, 1]] : tensor<1x16xf32> into tensor<16xf32>
    %expanded_125 = tensor.expand_shape %313 [[0, 1], [2, 3]] output_shape [2, 8, 2, 8] : tensor<16x16xf32> into tensor<2x8x2x8xf32>
    %transposed_126 = linalg.transpose ins(%expanded_125 : tensor<2x8x2x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_127 = tensor.collapse_shape %transposed_126 [[0, 1], [2], [3]] : tensor<2x2x8x8xf32> into tensor<4x8x8xf32>
    %transposed_128 = linalg.transpose ins(%collapsed_32 : tensor<4x8x8xf32>) outs(%32 : tensor<4x8x8xf32>) permutation = [0, 2, 1] 
    %316 = linalg.batch_matmul ins(%transposed_128, %collapsed_127 : tensor<4x8x8xf32>, tensor<4x8x8xf32>) outs(%33 : tensor<4x8x8xf32>) -> tensor<4x8x8xf32>
    %transposed_129 = linalg.transpose ins(%collapsed_33 : tensor<4x8x8xf32>) outs(%32 : tensor<4x8x8xf32>) permutation = [0, 2, 1] 
    %317 = linalg.batch_matmul ins(%collapsed_127, %transposed_129 : tensor<4x8x8xf32>, tensor<4x8x8xf32>) outs(%33 : tensor<4x8x8xf32>) -> tensor<4x8x8xf32>
    %expanded_130 = tensor.expand_shape %316 [[0, 1], [2], [3]] output_shape [2, 2, 8, 8] : tensor<4x8x8xf32> into tensor<2x2x8x8xf32>
    %expanded_131 = tensor.expand_shape %317 [[0, 1], [2], [3]] output_shape [2, 2, 8, 8] : tensor<4x8x8xf32> into tensor<2x2x8x8xf32>
    %318 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_131, %56 : tensor<2x2x8x8xf32>, tensor<2x2x8x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x2x8x8xf32>
    %319 = linalg.generic {indexing_maps = [#map6, #map13], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%318 : tensor<2x2x8x8xf32>) outs(%54 : tensor<2x2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<2x2x8x1xf32>
    %320 = linalg.generic {indexing_maps = [#map6, #map13, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%56, %319 : tensor<2x2x8x8xf32>, tensor<2x2x8x1xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x2x8x8xf32>
    %321 = linalg.generic {indexing_maps = [#map6, #map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%318, %320 : tensor<2x2x8x8xf32>, tensor<2x2x8x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.subf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x2x8x8xf32>
    %322 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%321 : tensor<2x2x8x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.truncf %cst_9 : f64 to f32
      %348 = arith.mulf %in, %347 : f32
      linalg.yield %348 : f32
    } -> tensor<2x2x8x8xf32>
    %collapsed_132 = tensor.collapse_shape %322 [[0, 1], [2], [3]] : tensor<2x2x8x8xf32> into tensor<4x8x8xf32>
    %transposed_133 = linalg.transpose ins(%collapsed_26 : tensor<4x8x8xf32>) outs(%32 : tensor<4x8x8xf32>) permutation = [0, 2, 1] 
    %323 = linalg.batch_matmul ins(%transposed_133, %collapsed_132 : tensor<4x8x8xf32>, tensor<4x8x8xf32>) outs(%33 : tensor<4x8x8xf32>) -> tensor<4x8x8xf32>
    %transposed_134 = linalg.transpose ins(%collapsed_27 : tensor<4x8x8xf32>) outs(%32 : tensor<4x8x8xf32>) permutation = [0, 2, 1] 
    %324 = linalg.batch_matmul ins(%collapsed_132, %transposed_134 : tensor<4x8x8xf32>, tensor<4x8x8xf32>) outs(%33 : tensor<4x8x8xf32>) -> tensor<4x8x8xf32>
    %expanded_135 = tensor.expand_shape %323 [[0, 1], [2], [3]] output_shape [2, 2, 8, 8] : tensor<4x8x8xf32> into tensor<2x2x8x8xf32>
    %expanded_136 = tensor.expand_shape %324 [[0, 1], [2], [3]] output_shape [2, 2, 8, 8] : tensor<4x8x8xf32> into tensor<2x2x8x8xf32>
    %transposed_137 = linalg.transpose ins(%expanded_130 : tensor<2x2x8x8xf32>) outs(%58 : tensor<2x8x2x8xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_138 = tensor.collapse_shape %transposed_137 [[0], [1], [2, 3]] : tensor<2x8x2x8xf32> into tensor<2x8x16xf32>
    %transposed_139 = linalg.transpose ins(%expanded_135 : tensor<2x2x8x8xf32>) outs(%58 : tensor<2x8x2x8xf32>) permutation = [0, 3, 1, 2] 
    %collapsed_140 = tensor.collapse_shape %transposed_139 [[0], [1], [2, 3]] : tensor<2x8x2x8xf32> into tensor<2x8x16xf32>
    %transposed_141 = linalg.transpose ins(%expanded_136 : tensor<2x2x8x8xf32>) outs(%58 : tensor<2x8x2x8xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_142 = tensor.collapse_shape %transposed_141 [[0], [1], [2, 3]] : tensor<2x8x2x8xf32> into tensor<2x8x16xf32>
    %concat_143 = tensor.concat dim(2) %collapsed_142, %collapsed_140, %collapsed_138 : (tensor<2x8x16xf32>, tensor<2x8x16xf32>, tensor<2x8x16xf32>) -> tensor<2x8x48xf32>
    %collapsed_144 = tensor.collapse_shape %concat_143 [[0, 1], [2]] : tensor<2x8x48xf32> into tensor<16x48xf32>
    %325 = linalg.matmul ins(%collapsed_144, %arg6 : tensor<16x48xf32>, tensor<48x16xf32>) outs(%1 : tensor<16x16xf32>) -> tensor<16x16xf32>
    %transposed_145 = linalg.transpose ins(%collapsed_144 : tensor<16x48xf32>) outs(%262 : tensor<48x16xf32>) permutation = [1, 0] 
    %326 = linalg.matmul ins(%transposed_145, %collapsed_16 : tensor<48x16xf32>, tensor<16x16xf32>) outs(%263 : tensor<48x16xf32>) -> tensor<48x16xf32>
    %327 = linalg.generic {indexing_maps = [#map5, #map8], iterator_types = ["reduction", "parallel"]} ins(%collapsed_144 : tensor<16x48xf32>) outs(%266 : tensor<1x48xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<1x48xf32>
    %collapsed_146 = tensor.collapse_shape %327 [[0, 1]] : tensor<1x48xf32> into tensor<48xf32>
    %expanded_147 = tensor.expand_shape %325 [[0, 1], [2]] output_shape [2, 8, 16] : tensor<16x16xf32> into tensor<2x8x16xf32>
    %328 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_147, %arg2 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %329 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%328 : tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.mulf %in, %cst_12 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %330 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%328 : tensor<2x8x16xf32>) outs(%17 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %331 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%328, %23 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %332 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%331 : tensor<2x8x16xf32>) outs(%17 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %333 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%23, %332 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %334 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%329, %330 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.subf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %335 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%334, %333 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.subf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %336 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%21 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.divf %in, %cst_12 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x1xf32>
    %337 = linalg.generic {indexing_maps = [#map2, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%336, %335 : tensor<2x8x1xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %338 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_147, %23 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.mulf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %339 = linalg.generic {indexing_maps = [#map, #map3], iterator_types = ["reduction", "reduction", "parallel"]} ins(%338 : tensor<2x8x16xf32>) outs(%210 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<16xf32>
    %340 = linalg.generic {indexing_maps = [#map, #map3], iterator_types = ["reduction", "reduction", "parallel"]} ins(%expanded_147 : tensor<2x8x16xf32>) outs(%210 : tensor<16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<16xf32>
    %341 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%312, %337 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<2x8x16xf32>
    %342 = tensor.empty() : tensor<1x8x16xf32>
    %343 = linalg.fill ins(%cst : f32) outs(%342 : tensor<1x8x16xf32>) -> tensor<1x8x16xf32>
    %344 = linalg.generic {indexing_maps = [#map, #map16], iterator_types = ["reduction", "parallel", "parallel"]} ins(%341 : tensor<2x8x16xf32>) outs(%343 : tensor<1x8x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %347 = arith.addf %in, %out : f32
      linalg.yield %347 : f32
    } -> tensor<1x8x16xf32>
    %collapsed_148 = tensor.collapse_shape %344 [[0, 1], [2]] : tensor<1x8x16xf32> into tensor<8x16xf32>
    %collapsed_149 = tensor.collapse_shape %341 [[0, 1], [2]] : tensor<2x8x16xf32> into tensor<16x16xf32>
    %transposed_150 = linalg.transpose ins(%collapsed : tensor<16x24xf32>) outs(%194 : tensor<24x16xf32>) permutation = [1, 0] 
    %345 = linalg.matmul ins(%transposed_150, %collapsed_149 : tensor<24x16xf32>, tensor<16x16xf32>) outs(%195 : tensor<24x16xf32>) -> tensor<24x16xf32>
    %346 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel"]} ins(%196, %345 : tensor<24x16xf32>, tensor<24x16xf32>) outs(%194 : tensor<24x16xf32>) {
    ^bb0(%in: f32, %in_151: f32, %out: f32):
      %347 = arith.addf %in, %in_151 : f32
      linalg.yield %347 : f32
    } -> tensor<24x16xf32>
    return %184, %collapsed_148, %346, %339, %340, %310, %311, %326, %collapsed_146, %314, %collapsed_124, %297, %collapsed_120, %283, %collapsed_116, %279, %280, %246, %247, %264, %collapsed_112, %250, %collapsed_91, %231, %collapsed_87, %214, %collapsed_83, %211, %212 : tensor<f32>, tensor<8x16xf32>, tensor<24x16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<48x16xf32>, tensor<48xf32>, tensor<16x16xf32>, tensor<16xf32>, tensor<32x16xf32>, tensor<32xf32>, tensor<16x32xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<48x16xf32>, tensor<48xf32>, tensor<16x16xf32>, tensor<16xf32>, tensor<32x16xf32>, tensor<32xf32>, tensor<16x32xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>
  }
}
