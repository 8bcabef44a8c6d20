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
module {
  func.func @main(%arg0: tensor<2x8x24xf32> {pipe.name = "batch0"}, %arg1: tensor<2x8x24xf32> {pipe.name = "batch1"}) -> tensor<f32> {
    %c0_i64 = arith.constant 0 : i64
    %c1_i64 = arith.constant 1 : i64
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 0.000000e+00 : f64
    %cst_1 = arith.constant 0xFF800000 : f32
    %cst_2 = arith.constant 1.000000e+00 : f32
    %cst_3 = arith.constant 5.000000e-01 : f32
    %cst_4 = arith.constant dense<0.000000e+00> : tensor<f32>
    %cst_5 = arith.constant dense<1.000000e+00> : tensor<8x8xf32>
    %cst_6 = arith.constant dense_resource<torch_tensor_16_torch.float32_13> : tensor<16xf32>
    %cst_7 = arith.constant dense_resource<torch_tensor_16_torch.float32_12> : tensor<16xf32>
    %cst_8 = arith.constant dense_resource<torch_tensor_16_torch.float32_11> : tensor<16xf32>
    %cst_9 = arith.constant dense_resource<torch_tensor_16_32_torch.float32_1> : tensor<16x32xf32>
    %cst_10 = arith.constant dense_resource<torch_tensor_32_torch.float32_1> : tensor<32xf32>
    %cst_11 = arith.constant dense_resource<torch_tensor_32_16_torch.float32_1> : tensor<32x16xf32>
    %cst_12 = arith.constant dense_resource<torch_tensor_16_torch.float32_10> : tensor<16xf32>
    %cst_13 = arith.constant dense_resource<torch_tensor_16_torch.float32_9> : tensor<16xf32>
    %cst_14 = arith.constant dense_resource<torch_tensor_16_torch.float32_8> : tensor<16xf32>
    %cst_15 = arith.constant dense_resource<torch_tensor_16_16_torch.float32_1> : tensor<16x16xf32>
    %cst_16 = arith.constant dense_resource<torch_tensor_48_torch.float32_1> : tensor<48xf32>
    %cst_17 = arith.constant dense_resource<torch_tensor_48_16_torch.float32_1> : tensor<48x16xf32>
    %cst_18 = arith.constant dense_resource<torch_tensor_16_torch.float32_7> : tensor<16xf32>
    %cst_19 = arith.constant dense_resource<torch_tensor_16_torch.float32_6> : tensor<16xf32>
    %cst_20 = arith.constant dense_resource<torch_tensor_16_torch.float32_5> : tensor<16xf32>
    %cst_21 = arith.constant dense_resource<torch_tensor_16_32_torch.float32> : tensor<16x32xf32>
    %cst_22 = arith.constant dense_resource<torch_tensor_32_torch.float32> : tensor<32xf32>
    %cst_23 = arith.constant dense_resource<torch_tensor_32_16_torch.float32> : tensor<32x16xf32>
    %cst_24 = arith.constant dense_resource<torch_tensor_16_torch.float32_4> : tensor<16xf32>
    %cst_25 = arith.constant dense_resource<torch_tensor_16_torch.float32_3> : tensor<16xf32>
    %cst_26 = arith.constant dense_resource<torch_tensor_16_torch.float32_2> : tensor<16xf32>
    %cst_27 = arith.constant dense_resource<torch_tensor_16_16_torch.float32> : tensor<16x16xf32>
    %cst_28 = arith.constant 0.35355339059327379 : f64
    %cst_29 = arith.constant dense_resource<torch_tensor_48_torch.float32> : tensor<48xf32>
    %cst_30 = arith.constant dense_resource<torch_tensor_48_16_torch.float32> : tensor<48x16xf32>
    %cst_31 = arith.constant dense_resource<torch_tensor_16_torch.float32_1> : tensor<16xf32>
    %cst_32 = arith.constant dense_resource<torch_tensor_16_torch.float32> : tensor<16xf32>
    %cst_33 = arith.constant 1.000000e-05 : f64
    %cst_34 = arith.constant dense_resource<torch_tensor_8_16_torch.float32> : tensor<8x16xf32>
    %cst_35 = arith.constant dense_resource<torch_tensor_24_16_torch.float32> : tensor<24x16xf32>
    %cst_36 = arith.constant 1.600000e+01 : f64
    %cst_37 = arith.constant 1.600000e+01 : f32
    %cst_38 = arith.constant -1.000000e+09 : f32
    %cst_39 = arith.constant 1.41421354 : f32
    %collapsed = tensor.collapse_shape %arg0 [[0, 1], [2]] : tensor<2x8x24xf32> into tensor<16x24xf32>
    %0 = tensor.empty() : tensor<16x16xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<16x16xf32>) -> tensor<16x16xf32>
    %2 = linalg.matmul ins(%collapsed, %cst_35 : tensor<16x24xf32>, tensor<24x16xf32>) outs(%1 : tensor<16x16xf32>) -> tensor<16x16xf32>
    %expanded = tensor.expand_shape %2 [[0, 1], [2]] output_shape [2, 8, 16] : tensor<16x16xf32> into tensor<2x8x16xf32>
    %3 = tensor.empty() : tensor<2x8x16xf32>
    %4 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded, %cst_34 : tensor<2x8x16xf32>, tensor<8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.addf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %5 = tensor.empty() : tensor<2x8x16xf64>
    %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%4 : tensor<2x8x16xf32>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f32, %out: f64):
      %185 = arith.extf %in : f32 to f64
      linalg.yield %185 : f64
    } -> tensor<2x8x16xf64>
    %7 = tensor.empty() : tensor<2x8x1xf64>
    %8 = linalg.fill ins(%cst_0 : f64) outs(%7 : tensor<2x8x1xf64>) -> tensor<2x8x1xf64>
    %9 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%6 : tensor<2x8x16xf64>) outs(%8 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %185 = arith.addf %in, %out : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x1xf64>
    %10 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%9 : tensor<2x8x1xf64>) outs(%7 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %185 = arith.divf %in, %cst_36 : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x1xf64>
    %11 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%6, %10 : tensor<2x8x16xf64>, tensor<2x8x1xf64>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f64, %in_102: f64, %out: f64):
      %185 = arith.subf %in, %in_102 : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x16xf64>
    %12 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%11, %11 : tensor<2x8x16xf64>, tensor<2x8x16xf64>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f64, %in_102: f64, %out: f64):
      %185 = arith.mulf %in, %in_102 : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x16xf64>
    %13 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%12 : tensor<2x8x16xf64>) outs(%8 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %185 = arith.addf %in, %out : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x1xf64>
    %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%13 : tensor<2x8x1xf64>) outs(%7 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %185 = arith.divf %in, %cst_36 : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x1xf64>
    %15 = tensor.empty() : tensor<2x8x1xf32>
    %16 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%14 : tensor<2x8x1xf64>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %185 = arith.truncf %in : f64 to f32
      linalg.yield %185 : f32
    } -> tensor<2x8x1xf32>
    %17 = linalg.fill ins(%cst : f32) outs(%15 : tensor<2x8x1xf32>) -> tensor<2x8x1xf32>
    %18 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%4 : tensor<2x8x16xf32>) outs(%17 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.addf %in, %out : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x1xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%18 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.divf %in, %cst_37 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x1xf32>
    %20 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%16 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.truncf %cst_33 : f64 to f32
      %186 = arith.addf %in, %185 : f32
      linalg.yield %186 : f32
    } -> tensor<2x8x1xf32>
    %21 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%20 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = math.rsqrt %in : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x1xf32>
    %22 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%4, %19 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.subf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %23 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%22, %21 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.mulf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %24 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%23, %cst_32 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.mulf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %25 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%24, %cst_31 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.addf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %collapsed_40 = tensor.collapse_shape %25 [[0, 1], [2]] : tensor<2x8x16xf32> into tensor<16x16xf32>
    %26 = tensor.empty() : tensor<16x48xf32>
    %transposed = linalg.transpose ins(%cst_30 : tensor<48x16xf32>) outs(%26 : tensor<16x48xf32>) permutation = [1, 0] 
    %27 = linalg.fill ins(%cst : f32) outs(%26 : tensor<16x48xf32>) -> tensor<16x48xf32>
    %28 = linalg.matmul ins(%collapsed_40, %transposed : tensor<16x16xf32>, tensor<16x48xf32>) outs(%27 : tensor<16x48xf32>) -> tensor<16x48xf32>
    %29 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "parallel"]} ins(%cst_29 : tensor<48xf32>) outs(%26 : tensor<16x48xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x48xf32>
    %30 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel"]} ins(%28, %29 : tensor<16x48xf32>, tensor<16x48xf32>) outs(%26 : tensor<16x48xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.addf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<16x48xf32>
    %expanded_41 = tensor.expand_shape %30 [[0, 1], [2]] output_shape [2, 8, 48] : tensor<16x48xf32> into tensor<2x8x48xf32>
    %extracted_slice = tensor.extract_slice %expanded_41[0, 0, 0] [2, 8, 16] [1, 1, 1] : tensor<2x8x48xf32> to tensor<2x8x16xf32>
    %extracted_slice_42 = tensor.extract_slice %expanded_41[0, 0, 16] [2, 8, 16] [1, 1, 1] : tensor<2x8x48xf32> to tensor<2x8x16xf32>
    %extracted_slice_43 = tensor.extract_slice %expanded_41[0, 0, 32] [2, 8, 16] [1, 1, 1] : tensor<2x8x48xf32> to tensor<2x8x16xf32>
    %expanded_44 = tensor.expand_shape %extracted_slice [[0], [1], [2, 3]] output_shape [2, 8, 2, 8] : tensor<2x8x16xf32> into tensor<2x8x2x8xf32>
    %31 = tensor.empty() : tensor<2x2x8x8xf32>
    %transposed_45 = linalg.transpose ins(%expanded_44 : tensor<2x8x2x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) permutation = [0, 2, 1, 3] 
    %expanded_46 = tensor.expand_shape %extracted_slice_42 [[0], [1], [2, 3]] output_shape [2, 8, 2, 8] : tensor<2x8x16xf32> into tensor<2x8x2x8xf32>
    %expanded_47 = tensor.expand_shape %extracted_slice_43 [[0], [1], [2, 3]] output_shape [2, 8, 2, 8] : tensor<2x8x16xf32> into tensor<2x8x2x8xf32>
    %transposed_48 = linalg.transpose ins(%expanded_47 : tensor<2x8x2x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) permutation = [0, 2, 1, 3] 
    %transposed_49 = linalg.transpose ins(%expanded_46 : tensor<2x8x2x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) permutation = [0, 2, 3, 1] 
    %collapsed_50 = tensor.collapse_shape %transposed_45 [[0, 1], [2], [3]] : tensor<2x2x8x8xf32> into tensor<4x8x8xf32>
    %collapsed_51 = tensor.collapse_shape %transposed_49 [[0, 1], [2], [3]] : tensor<2x2x8x8xf32> into tensor<4x8x8xf32>
    %32 = tensor.empty() : tensor<4x8x8xf32>
    %33 = linalg.fill ins(%cst : f32) outs(%32 : tensor<4x8x8xf32>) -> tensor<4x8x8xf32>
    %34 = linalg.batch_matmul ins(%collapsed_50, %collapsed_51 : tensor<4x8x8xf32>, tensor<4x8x8xf32>) outs(%33 : tensor<4x8x8xf32>) -> tensor<4x8x8xf32>
    %expanded_52 = tensor.expand_shape %34 [[0, 1], [2], [3]] output_shape [2, 2, 8, 8] : tensor<4x8x8xf32> into tensor<2x2x8x8xf32>
    %35 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_52 : tensor<2x2x8x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.truncf %cst_28 : f64 to f32
      %186 = arith.mulf %in, %185 : f32
      linalg.yield %186 : f32
    } -> tensor<2x2x8x8xf32>
    %36 = tensor.empty() : tensor<8xi64>
    %37 = linalg.generic {indexing_maps = [#map7], iterator_types = ["parallel"]} outs(%36 : tensor<8xi64>) {
    ^bb0(%out: i64):
      %185 = linalg.index 0 : index
      %186 = arith.index_cast %185 : index to i64
      linalg.yield %186 : i64
    } -> tensor<8xi64>
    %expanded_53 = tensor.expand_shape %37 [[0, 1]] output_shape [1, 8] : tensor<8xi64> into tensor<1x8xi64>
    %expanded_54 = tensor.expand_shape %37 [[0, 1]] output_shape [8, 1] : tensor<8xi64> into tensor<8x1xi64>
    %38 = tensor.empty() : tensor<8x8xi64>
    %39 = linalg.generic {indexing_maps = [#map8, #map9, #map5], iterator_types = ["parallel", "parallel"]} ins(%expanded_53, %expanded_54 : tensor<1x8xi64>, tensor<8x1xi64>) outs(%38 : tensor<8x8xi64>) {
    ^bb0(%in: i64, %in_102: i64, %out: i64):
      %185 = arith.subi %in, %in_102 : i64
      linalg.yield %185 : i64
    } -> tensor<8x8xi64>
    %40 = tensor.empty() : tensor<8x8xi1>
    %41 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types = ["parallel", "parallel"]} ins(%39 : tensor<8x8xi64>) outs(%40 : tensor<8x8xi1>) {
    ^bb0(%in: i64, %out: i1):
      %185 = arith.cmpi sge, %in, %c1_i64 : i64
      linalg.yield %185 : i1
    } -> tensor<8x8xi1>
    %42 = tensor.empty() : tensor<8x8xf32>
    %43 = linalg.generic {indexing_maps = [#map5, #map5, #map10, #map5], iterator_types = ["parallel", "parallel"]} ins(%41, %cst_5, %cst_4 : tensor<8x8xi1>, tensor<8x8xf32>, tensor<f32>) outs(%42 : tensor<8x8xf32>) {
    ^bb0(%in: i1, %in_102: f32, %in_103: f32, %out: f32):
      %185 = arith.select %in, %in_102, %in_103 : f32
      linalg.yield %185 : f32
    } -> tensor<8x8xf32>
    %44 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types = ["parallel", "parallel"]} ins(%43 : tensor<8x8xf32>) outs(%42 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.mulf %in, %cst_38 : f32
      linalg.yield %185 : f32
    } -> tensor<8x8xf32>
    %45 = linalg.generic {indexing_maps = [#map6, #map11, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%35, %44 : tensor<2x2x8x8xf32>, tensor<8x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.addf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x2x8x8xf32>
    %46 = tensor.empty() : tensor<2x2x8xi64>
    %47 = linalg.fill ins(%c0_i64 : i64) outs(%46 : tensor<2x2x8xi64>) -> tensor<2x2x8xi64>
    %48 = tensor.empty() : tensor<2x2x8xf32>
    %49 = linalg.fill ins(%cst_1 : f32) outs(%48 : tensor<2x2x8xf32>) -> tensor<2x2x8xf32>
    %50:2 = linalg.generic {indexing_maps = [#map6, #map12, #map12], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%45 : tensor<2x2x8x8xf32>) outs(%49, %47 : tensor<2x2x8xf32>, tensor<2x2x8xi64>) {
    ^bb0(%in: f32, %out: f32, %out_102: i64):
      %185 = linalg.index 3 : index
      %186 = arith.index_cast %185 : index to i64
      %187 = arith.maximumf %in, %out : f32
      %188 = arith.cmpf ogt, %in, %out : f32
      %189 = arith.select %188, %186, %out_102 : i64
      linalg.yield %187, %189 : f32, i64
    } -> (tensor<2x2x8xf32>, tensor<2x2x8xi64>)
    %expanded_55 = tensor.expand_shape %50#0 [[0], [1], [2, 3]] output_shape [2, 2, 8, 1] : tensor<2x2x8xf32> into tensor<2x2x8x1xf32>
    %51 = linalg.generic {indexing_maps = [#map6, #map13, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%45, %expanded_55 : tensor<2x2x8x8xf32>, tensor<2x2x8x1xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.subf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x2x8x8xf32>
    %52 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%51 : tensor<2x2x8x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = math.exp %in : f32
      linalg.yield %185 : f32
    } -> tensor<2x2x8x8xf32>
    %53 = tensor.empty() : tensor<2x2x8x1xf32>
    %54 = linalg.fill ins(%cst : f32) outs(%53 : tensor<2x2x8x1xf32>) -> tensor<2x2x8x1xf32>
    %55 = linalg.generic {indexing_maps = [#map6, #map13], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%52 : tensor<2x2x8x8xf32>) outs(%54 : tensor<2x2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.addf %in, %out : f32
      linalg.yield %185 : f32
    } -> tensor<2x2x8x1xf32>
    %56 = linalg.generic {indexing_maps = [#map6, #map13, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%52, %55 : tensor<2x2x8x8xf32>, tensor<2x2x8x1xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.divf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x2x8x8xf32>
    %collapsed_56 = tensor.collapse_shape %56 [[0, 1], [2], [3]] : tensor<2x2x8x8xf32> into tensor<4x8x8xf32>
    %collapsed_57 = tensor.collapse_shape %transposed_48 [[0, 1], [2], [3]] : tensor<2x2x8x8xf32> into tensor<4x8x8xf32>
    %57 = linalg.batch_matmul ins(%collapsed_56, %collapsed_57 : tensor<4x8x8xf32>, tensor<4x8x8xf32>) outs(%33 : tensor<4x8x8xf32>) -> tensor<4x8x8xf32>
    %expanded_58 = tensor.expand_shape %57 [[0, 1], [2], [3]] output_shape [2, 2, 8, 8] : tensor<4x8x8xf32> into tensor<2x2x8x8xf32>
    %58 = tensor.empty() : tensor<2x8x2x8xf32>
    %transposed_59 = linalg.transpose ins(%expanded_58 : tensor<2x2x8x8xf32>) outs(%58 : tensor<2x8x2x8xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_60 = tensor.collapse_shape %transposed_59 [[0, 1], [2, 3]] : tensor<2x8x2x8xf32> into tensor<16x16xf32>
    %transposed_61 = linalg.transpose ins(%cst_27 : tensor<16x16xf32>) outs(%0 : tensor<16x16xf32>) permutation = [1, 0] 
    %59 = linalg.matmul ins(%collapsed_60, %transposed_61 : tensor<16x16xf32>, tensor<16x16xf32>) outs(%1 : tensor<16x16xf32>) -> tensor<16x16xf32>
    %60 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "parallel"]} ins(%cst_26 : tensor<16xf32>) outs(%0 : tensor<16x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x16xf32>
    %61 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel"]} ins(%59, %60 : tensor<16x16xf32>, tensor<16x16xf32>) outs(%0 : tensor<16x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.addf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<16x16xf32>
    %expanded_62 = tensor.expand_shape %61 [[0, 1], [2]] output_shape [2, 8, 16] : tensor<16x16xf32> into tensor<2x8x16xf32>
    %62 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%4, %expanded_62 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.addf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %63 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%62 : tensor<2x8x16xf32>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f32, %out: f64):
      %185 = arith.extf %in : f32 to f64
      linalg.yield %185 : f64
    } -> tensor<2x8x16xf64>
    %64 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%63 : tensor<2x8x16xf64>) outs(%8 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %185 = arith.addf %in, %out : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x1xf64>
    %65 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%64 : tensor<2x8x1xf64>) outs(%7 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %185 = arith.divf %in, %cst_36 : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x1xf64>
    %66 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%63, %65 : tensor<2x8x16xf64>, tensor<2x8x1xf64>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f64, %in_102: f64, %out: f64):
      %185 = arith.subf %in, %in_102 : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x16xf64>
    %67 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%66, %66 : tensor<2x8x16xf64>, tensor<2x8x16xf64>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f64, %in_102: f64, %out: f64):
      %185 = arith.mulf %in, %in_102 : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x16xf64>
    %68 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%67 : tensor<2x8x16xf64>) outs(%8 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %185 = arith.addf %in, %out : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x1xf64>
    %69 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%68 : tensor<2x8x1xf64>) outs(%7 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %185 = arith.divf %in, %cst_36 : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x1xf64>
    %70 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%69 : tensor<2x8x1xf64>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %185 = arith.truncf %in : f64 to f32
      linalg.yield %185 : f32
    } -> tensor<2x8x1xf32>
    %71 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%62 : tensor<2x8x16xf32>) outs(%17 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.addf %in, %out : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x1xf32>
    %72 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%71 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.divf %in, %cst_37 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x1xf32>
    %73 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%70 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.truncf %cst_33 : f64 to f32
      %186 = arith.addf %in, %185 : f32
      linalg.yield %186 : f32
    } -> tensor<2x8x1xf32>
    %74 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%73 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = math.rsqrt %in : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x1xf32>
    %75 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%62, %72 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.subf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %76 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%75, %74 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.mulf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %77 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%76, %cst_25 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.mulf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %78 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%77, %cst_24 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.addf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %collapsed_63 = tensor.collapse_shape %78 [[0, 1], [2]] : tensor<2x8x16xf32> into tensor<16x16xf32>
    %79 = tensor.empty() : tensor<16x32xf32>
    %transposed_64 = linalg.transpose ins(%cst_23 : tensor<32x16xf32>) outs(%79 : tensor<16x32xf32>) permutation = [1, 0] 
    %80 = linalg.fill ins(%cst : f32) outs(%79 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %81 = linalg.matmul ins(%collapsed_63, %transposed_64 : tensor<16x16xf32>, tensor<16x32xf32>) outs(%80 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %82 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "parallel"]} ins(%cst_22 : tensor<32xf32>) outs(%79 : tensor<16x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x32xf32>
    %83 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel"]} ins(%81, %82 : tensor<16x32xf32>, tensor<16x32xf32>) outs(%79 : tensor<16x32xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.addf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<16x32xf32>
    %expanded_65 = tensor.expand_shape %83 [[0, 1], [2]] output_shape [2, 8, 32] : tensor<16x32xf32> into tensor<2x8x32xf32>
    %84 = tensor.empty() : tensor<2x8x32xf32>
    %85 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_65 : tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.divf %in, %cst_39 : f32
      %186 = math.erf %185 : f32
      %187 = arith.addf %186, %cst_2 : f32
      %188 = arith.mulf %187, %cst_3 : f32
      %189 = arith.mulf %in, %188 : f32
      linalg.yield %189 : f32
    } -> tensor<2x8x32xf32>
    %collapsed_66 = tensor.collapse_shape %85 [[0, 1], [2]] : tensor<2x8x32xf32> into tensor<16x32xf32>
    %86 = tensor.empty() : tensor<32x16xf32>
    %transposed_67 = linalg.transpose ins(%cst_21 : tensor<16x32xf32>) outs(%86 : tensor<32x16xf32>) permutation = [1, 0] 
    %87 = linalg.matmul ins(%collapsed_66, %transposed_67 : tensor<16x32xf32>, tensor<32x16xf32>) outs(%1 : tensor<16x16xf32>) -> tensor<16x16xf32>
    %88 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "parallel"]} ins(%cst_20 : tensor<16xf32>) outs(%0 : tensor<16x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x16xf32>
    %89 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel"]} ins(%87, %88 : tensor<16x16xf32>, tensor<16x16xf32>) outs(%0 : tensor<16x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.addf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<16x16xf32>
    %expanded_68 = tensor.expand_shape %89 [[0, 1], [2]] output_shape [2, 8, 16] : tensor<16x16xf32> into tensor<2x8x16xf32>
    %90 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%62, %expanded_68 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.addf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %91 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%90 : tensor<2x8x16xf32>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f32, %out: f64):
      %185 = arith.extf %in : f32 to f64
      linalg.yield %185 : f64
    } -> tensor<2x8x16xf64>
    %92 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%91 : tensor<2x8x16xf64>) outs(%8 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %185 = arith.addf %in, %out : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x1xf64>
    %93 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%92 : tensor<2x8x1xf64>) outs(%7 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %185 = arith.divf %in, %cst_36 : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x1xf64>
    %94 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%91, %93 : tensor<2x8x16xf64>, tensor<2x8x1xf64>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f64, %in_102: f64, %out: f64):
      %185 = arith.subf %in, %in_102 : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x16xf64>
    %95 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%94, %94 : tensor<2x8x16xf64>, tensor<2x8x16xf64>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f64, %in_102: f64, %out: f64):
      %185 = arith.mulf %in, %in_102 : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x16xf64>
    %96 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%95 : tensor<2x8x16xf64>) outs(%8 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %185 = arith.addf %in, %out : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x1xf64>
    %97 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%96 : tensor<2x8x1xf64>) outs(%7 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %185 = arith.divf %in, %cst_36 : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x1xf64>
    %98 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%97 : tensor<2x8x1xf64>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %185 = arith.truncf %in : f64 to f32
      linalg.yield %185 : f32
    } -> tensor<2x8x1xf32>
    %99 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%90 : tensor<2x8x16xf32>) outs(%17 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.addf %in, %out : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x1xf32>
    %100 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%99 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.divf %in, %cst_37 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x1xf32>
    %101 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%98 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.truncf %cst_33 : f64 to f32
      %186 = arith.addf %in, %185 : f32
      linalg.yield %186 : f32
    } -> tensor<2x8x1xf32>
    %102 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%101 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = math.rsqrt %in : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x1xf32>
    %103 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%90, %100 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.subf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %104 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%103, %102 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.mulf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %105 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%104, %cst_19 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.mulf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %106 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%105, %cst_18 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.addf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %collapsed_69 = tensor.collapse_shape %106 [[0, 1], [2]] : tensor<2x8x16xf32> into tensor<16x16xf32>
    %transposed_70 = linalg.transpose ins(%cst_17 : tensor<48x16xf32>) outs(%26 : tensor<16x48xf32>) permutation = [1, 0] 
    %107 = linalg.matmul ins(%collapsed_69, %transposed_70 : tensor<16x16xf32>, tensor<16x48xf32>) outs(%27 : tensor<16x48xf32>) -> tensor<16x48xf32>
    %108 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "parallel"]} ins(%cst_16 : tensor<48xf32>) outs(%26 : tensor<16x48xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x48xf32>
    %109 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel"]} ins(%107, %108 : tensor<16x48xf32>, tensor<16x48xf32>) outs(%26 : tensor<16x48xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.addf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<16x48xf32>
    %expanded_71 = tensor.expand_shape %109 [[0, 1], [2]] output_shape [2, 8, 48] : tensor<16x48xf32> into tensor<2x8x48xf32>
    %extracted_slice_72 = tensor.extract_slice %expanded_71[0, 0, 0] [2, 8, 16] [1, 1, 1] : tensor<2x8x48xf32> to tensor<2x8x16xf32>
    %extracted_slice_73 = tensor.extract_slice %expanded_71[0, 0, 16] [2, 8, 16] [1, 1, 1] : tensor<2x8x48xf32> to tensor<2x8x16xf32>
    %extracted_slice_74 = tensor.extract_slice %expanded_71[0, 0, 32] [2, 8, 16] [1, 1, 1] : tensor<2x8x48xf32> to tensor<2x8x16xf32>
    %expanded_75 = tensor.expand_shape %extracted_slice_72 [[0], [1], [2, 3]] output_shape [2, 8, 2, 8] : tensor<2x8x16xf32> into tensor<2x8x2x8xf32>
    %transposed_76 = linalg.transpose ins(%expanded_75 : tensor<2x8x2x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) permutation = [0, 2, 1, 3] 
    %expanded_77 = tensor.expand_shape %extracted_slice_73 [[0], [1], [2, 3]] output_shape [2, 8, 2, 8] : tensor<2x8x16xf32> into tensor<2x8x2x8xf32>
    %expanded_78 = tensor.expand_shape %extracted_slice_74 [[0], [1], [2, 3]] output_shape [2, 8, 2, 8] : tensor<2x8x16xf32> into tensor<2x8x2x8xf32>
    %transposed_79 = linalg.transpose ins(%expanded_78 : tensor<2x8x2x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) permutation = [0, 2, 1, 3] 
    %transposed_80 = linalg.transpose ins(%expanded_77 : tensor<2x8x2x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) permutation = [0, 2, 3, 1] 
    %collapsed_81 = tensor.collapse_shape %transposed_76 [[0, 1], [2], [3]] : tensor<2x2x8x8xf32> into tensor<4x8x8xf32>
    %collapsed_82 = tensor.collapse_shape %transposed_80 [[0, 1], [2], [3]] : tensor<2x2x8x8xf32> into tensor<4x8x8xf32>
    %110 = linalg.batch_matmul ins(%collapsed_81, %collapsed_82 : tensor<4x8x8xf32>, tensor<4x8x8xf32>) outs(%33 : tensor<4x8x8xf32>) -> tensor<4x8x8xf32>
    %expanded_83 = tensor.expand_shape %110 [[0, 1], [2], [3]] output_shape [2, 2, 8, 8] : tensor<4x8x8xf32> into tensor<2x2x8x8xf32>
    %111 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_83 : tensor<2x2x8x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.truncf %cst_28 : f64 to f32
      %186 = arith.mulf %in, %185 : f32
      linalg.yield %186 : f32
    } -> tensor<2x2x8x8xf32>
    %112 = linalg.generic {indexing_maps = [#map6, #map11, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%111, %44 : tensor<2x2x8x8xf32>, tensor<8x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.addf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x2x8x8xf32>
    %113:2 = linalg.generic {indexing_maps = [#map6, #map12, #map12], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%112 : tensor<2x2x8x8xf32>) outs(%49, %47 : tensor<2x2x8xf32>, tensor<2x2x8xi64>) {
    ^bb0(%in: f32, %out: f32, %out_102: i64):
      %185 = linalg.index 3 : index
      %186 = arith.index_cast %185 : index to i64
      %187 = arith.maximumf %in, %out : f32
      %188 = arith.cmpf ogt, %in, %out : f32
      %189 = arith.select %188, %186, %out_102 : i64
      linalg.yield %187, %189 : f32, i64
    } -> (tensor<2x2x8xf32>, tensor<2x2x8xi64>)
    %expanded_84 = tensor.expand_shape %113#0 [[0], [1], [2, 3]] output_shape [2, 2, 8, 1] : tensor<2x2x8xf32> into tensor<2x2x8x1xf32>
    %114 = linalg.generic {indexing_maps = [#map6, #map13, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%112, %expanded_84 : tensor<2x2x8x8xf32>, tensor<2x2x8x1xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.subf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x2x8x8xf32>
    %115 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%114 : tensor<2x2x8x8xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = math.exp %in : f32
      linalg.yield %185 : f32
    } -> tensor<2x2x8x8xf32>
    %116 = linalg.generic {indexing_maps = [#map6, #map13], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%115 : tensor<2x2x8x8xf32>) outs(%54 : tensor<2x2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.addf %in, %out : f32
      linalg.yield %185 : f32
    } -> tensor<2x2x8x1xf32>
    %117 = linalg.generic {indexing_maps = [#map6, #map13, #map6], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%115, %116 : tensor<2x2x8x8xf32>, tensor<2x2x8x1xf32>) outs(%31 : tensor<2x2x8x8xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.divf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x2x8x8xf32>
    %collapsed_85 = tensor.collapse_shape %117 [[0, 1], [2], [3]] : tensor<2x2x8x8xf32> into tensor<4x8x8xf32>
    %collapsed_86 = tensor.collapse_shape %transposed_79 [[0, 1], [2], [3]] : tensor<2x2x8x8xf32> into tensor<4x8x8xf32>
    %118 = linalg.batch_matmul ins(%collapsed_85, %collapsed_86 : tensor<4x8x8xf32>, tensor<4x8x8xf32>) outs(%33 : tensor<4x8x8xf32>) -> tensor<4x8x8xf32>
    %expanded_87 = tensor.expand_shape %118 [[0, 1], [2], [3]] output_shape [2, 2, 8, 8] : tensor<4x8x8xf32> into tensor<2x2x8x8xf32>
    %transposed_88 = linalg.transpose ins(%expanded_87 : tensor<2x2x8x8xf32>) outs(%58 : tensor<2x8x2x8xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_89 = tensor.collapse_shape %transposed_88 [[0, 1], [2, 3]] : tensor<2x8x2x8xf32> into tensor<16x16xf32>
    %transposed_90 = linalg.transpose ins(%cst_15 : tensor<16x16xf32>) outs(%0 : tensor<16x16xf32>) permutation = [1, 0] 
    %119 = linalg.matmul ins(%collapsed_89, %transposed_90 : tensor<16x16xf32>, tensor<16x16xf32>) outs(%1 : tensor<16x16xf32>) -> tensor<16x16xf32>
    %120 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "parallel"]} ins(%cst_14 : tensor<16xf32>) outs(%0 : tensor<16x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x16xf32>
    %121 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel"]} ins(%119, %120 : tensor<16x16xf32>, tensor<16x16xf32>) outs(%0 : tensor<16x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.addf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<16x16xf32>
    %expanded_91 = tensor.expand_shape %121 [[0, 1], [2]] output_shape [2, 8, 16] : tensor<16x16xf32> into tensor<2x8x16xf32>
    %122 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%90, %expanded_91 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.addf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %123 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%122 : tensor<2x8x16xf32>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f32, %out: f64):
      %185 = arith.extf %in : f32 to f64
      linalg.yield %185 : f64
    } -> tensor<2x8x16xf64>
    %124 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%123 : tensor<2x8x16xf64>) outs(%8 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %185 = arith.addf %in, %out : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x1xf64>
    %125 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%124 : tensor<2x8x1xf64>) outs(%7 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %185 = arith.divf %in, %cst_36 : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x1xf64>
    %126 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%123, %125 : tensor<2x8x16xf64>, tensor<2x8x1xf64>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f64, %in_102: f64, %out: f64):
      %185 = arith.subf %in, %in_102 : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x16xf64>
    %127 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%126, %126 : tensor<2x8x16xf64>, tensor<2x8x16xf64>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f64, %in_102: f64, %out: f64):
      %185 = arith.mulf %in, %in_102 : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x16xf64>
    %128 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%127 : tensor<2x8x16xf64>) outs(%8 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %185 = arith.addf %in, %out : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x1xf64>
    %129 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%128 : tensor<2x8x1xf64>) outs(%7 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %185 = arith.divf %in, %cst_36 : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x1xf64>
    %130 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%129 : tensor<2x8x1xf64>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %185 = arith.truncf %in : f64 to f32
      linalg.yield %185 : f32
    } -> tensor<2x8x1xf32>
    %131 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%122 : tensor<2x8x16xf32>) outs(%17 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.addf %in, %out : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x1xf32>
    %132 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%131 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.divf %in, %cst_37 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x1xf32>
    %133 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%130 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.truncf %cst_33 : f64 to f32
      %186 = arith.addf %in, %185 : f32
      linalg.yield %186 : f32
    } -> tensor<2x8x1xf32>
    %134 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%133 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = math.rsqrt %in : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x1xf32>
    %135 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%122, %132 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.subf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %136 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%135, %134 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.mulf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %137 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%136, %cst_13 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.mulf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %138 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%137, %cst_12 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.addf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %collapsed_92 = tensor.collapse_shape %138 [[0, 1], [2]] : tensor<2x8x16xf32> into tensor<16x16xf32>
    %transposed_93 = linalg.transpose ins(%cst_11 : tensor<32x16xf32>) outs(%79 : tensor<16x32xf32>) permutation = [1, 0] 
    %139 = linalg.matmul ins(%collapsed_92, %transposed_93 : tensor<16x16xf32>, tensor<16x32xf32>) outs(%80 : tensor<16x32xf32>) -> tensor<16x32xf32>
    %140 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "parallel"]} ins(%cst_10 : tensor<32xf32>) outs(%79 : tensor<16x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x32xf32>
    %141 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel"]} ins(%139, %140 : tensor<16x32xf32>, tensor<16x32xf32>) outs(%79 : tensor<16x32xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.addf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<16x32xf32>
    %expanded_94 = tensor.expand_shape %141 [[0, 1], [2]] output_shape [2, 8, 32] : tensor<16x32xf32> into tensor<2x8x32xf32>
    %142 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_94 : tensor<2x8x32xf32>) outs(%84 : tensor<2x8x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.divf %in, %cst_39 : f32
      %186 = math.erf %185 : f32
      %187 = arith.addf %186, %cst_2 : f32
      %188 = arith.mulf %187, %cst_3 : f32
      %189 = arith.mulf %in, %188 : f32
      linalg.yield %189 : f32
    } -> tensor<2x8x32xf32>
    %collapsed_95 = tensor.collapse_shape %142 [[0, 1], [2]] : tensor<2x8x32xf32> into tensor<16x32xf32>
    %transposed_96 = linalg.transpose ins(%cst_9 : tensor<16x32xf32>) outs(%86 : tensor<32x16xf32>) permutation = [1, 0] 
    %143 = linalg.matmul ins(%collapsed_95, %transposed_96 : tensor<16x32xf32>, tensor<32x16xf32>) outs(%1 : tensor<16x16xf32>) -> tensor<16x16xf32>
    %144 = linalg.generic {indexing_maps = [#map4, #map5], iterator_types = ["parallel", "parallel"]} ins(%cst_8 : tensor<16xf32>) outs(%0 : tensor<16x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<16x16xf32>
    %145 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel"]} ins(%143, %144 : tensor<16x16xf32>, tensor<16x16xf32>) outs(%0 : tensor<16x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.addf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<16x16xf32>
    %expanded_97 = tensor.expand_shape %145 [[0, 1], [2]] output_shape [2, 8, 16] : tensor<16x16xf32> into tensor<2x8x16xf32>
    %146 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%122, %expanded_97 : tensor<2x8x16xf32>, tensor<2x8x16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.addf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %147 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%146 : tensor<2x8x16xf32>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f32, %out: f64):
      %185 = arith.extf %in : f32 to f64
      linalg.yield %185 : f64
    } -> tensor<2x8x16xf64>
    %148 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%147 : tensor<2x8x16xf64>) outs(%8 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %185 = arith.addf %in, %out : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x1xf64>
    %149 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%148 : tensor<2x8x1xf64>) outs(%7 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %185 = arith.divf %in, %cst_36 : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x1xf64>
    %150 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%147, %149 : tensor<2x8x16xf64>, tensor<2x8x1xf64>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f64, %in_102: f64, %out: f64):
      %185 = arith.subf %in, %in_102 : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x16xf64>
    %151 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%150, %150 : tensor<2x8x16xf64>, tensor<2x8x16xf64>) outs(%5 : tensor<2x8x16xf64>) {
    ^bb0(%in: f64, %in_102: f64, %out: f64):
      %185 = arith.mulf %in, %in_102 : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x16xf64>
    %152 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%151 : tensor<2x8x16xf64>) outs(%8 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %185 = arith.addf %in, %out : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x1xf64>
    %153 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%152 : tensor<2x8x1xf64>) outs(%7 : tensor<2x8x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %185 = arith.divf %in, %cst_36 : f64
      linalg.yield %185 : f64
    } -> tensor<2x8x1xf64>
    %154 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%153 : tensor<2x8x1xf64>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %185 = arith.truncf %in : f64 to f32
      linalg.yield %185 : f32
    } -> tensor<2x8x1xf32>
    %155 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%146 : tensor<2x8x16xf32>) outs(%17 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.addf %in, %out : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x1xf32>
    %156 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%155 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.divf %in, %cst_37 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x1xf32>
    %157 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%154 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.truncf %cst_33 : f64 to f32
      %186 = arith.addf %in, %185 : f32
      linalg.yield %186 : f32
    } -> tensor<2x8x1xf32>
    %158 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%157 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = math.rsqrt %in : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x1xf32>
    %159 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%146, %156 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.subf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %160 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%159, %158 : tensor<2x8x16xf32>, tensor<2x8x1xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.mulf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %161 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%160, %cst_7 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.mulf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %162 = linalg.generic {indexing_maps = [#map, #map3, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%161, %cst_6 : tensor<2x8x16xf32>, tensor<16xf32>) outs(%3 : tensor<2x8x16xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.addf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x16xf32>
    %163 = tensor.empty() : tensor<16x24xf32>
    %transposed_98 = linalg.transpose ins(%cst_35 : tensor<24x16xf32>) outs(%163 : tensor<16x24xf32>) permutation = [1, 0] 
    %collapsed_99 = tensor.collapse_shape %162 [[0, 1], [2]] : tensor<2x8x16xf32> into tensor<16x16xf32>
    %164 = linalg.fill ins(%cst : f32) outs(%163 : tensor<16x24xf32>) -> tensor<16x24xf32>
    %165 = linalg.matmul ins(%collapsed_99, %transposed_98 : tensor<16x16xf32>, tensor<16x24xf32>) outs(%164 : tensor<16x24xf32>) -> tensor<16x24xf32>
    %expanded_100 = tensor.expand_shape %165 [[0, 1], [2]] output_shape [2, 8, 24] : tensor<16x24xf32> into tensor<2x8x24xf32>
    %166 = tensor.empty() : tensor<2x8xi64>
    %167 = linalg.fill ins(%c0_i64 : i64) outs(%166 : tensor<2x8xi64>) -> tensor<2x8xi64>
    %168 = tensor.empty() : tensor<2x8xf32>
    %169 = linalg.fill ins(%cst_1 : f32) outs(%168 : tensor<2x8xf32>) -> tensor<2x8xf32>
    %170:2 = linalg.generic {indexing_maps = [#map, #map14, #map14], iterator_types = ["parallel", "parallel", "reduction"]} ins(%expanded_100 : tensor<2x8x24xf32>) outs(%169, %167 : tensor<2x8xf32>, tensor<2x8xi64>) {
    ^bb0(%in: f32, %out: f32, %out_102: i64):
      %185 = linalg.index 2 : index
      %186 = arith.index_cast %185 : index to i64
      %187 = arith.maximumf %in, %out : f32
      %188 = arith.cmpf ogt, %in, %out : f32
      %189 = arith.select %188, %186, %out_102 : i64
      linalg.yield %187, %189 : f32, i64
    } -> (tensor<2x8xf32>, tensor<2x8xi64>)
    %expanded_101 = tensor.expand_shape %170#0 [[0], [1, 2]] output_shape [2, 8, 1] : tensor<2x8xf32> into tensor<2x8x1xf32>
    %171 = tensor.empty() : tensor<2x8x24xf32>
    %172 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_100, %expanded_101 : tensor<2x8x24xf32>, tensor<2x8x1xf32>) outs(%171 : tensor<2x8x24xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.subf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x24xf32>
    %173 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%172 : tensor<2x8x24xf32>) outs(%171 : tensor<2x8x24xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = math.exp %in : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x24xf32>
    %174 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "parallel", "reduction"]} ins(%173 : tensor<2x8x24xf32>) outs(%17 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.addf %in, %out : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x1xf32>
    %175 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%174 : tensor<2x8x1xf32>) outs(%15 : tensor<2x8x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = math.log %in : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x1xf32>
    %176 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%172, %175 : tensor<2x8x24xf32>, tensor<2x8x1xf32>) outs(%171 : tensor<2x8x24xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.subf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x24xf32>
    %177 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg1, %176 : tensor<2x8x24xf32>, tensor<2x8x24xf32>) outs(%171 : tensor<2x8x24xf32>) {
    ^bb0(%in: f32, %in_102: f32, %out: f32):
      %185 = arith.mulf %in, %in_102 : f32
      linalg.yield %185 : f32
    } -> tensor<2x8x24xf32>
    %178 = linalg.fill ins(%cst : f32) outs(%168 : tensor<2x8xf32>) -> tensor<2x8xf32>
    %179 = linalg.generic {indexing_maps = [#map, #map14], iterator_types = ["parallel", "parallel", "reduction"]} ins(%177 : tensor<2x8x24xf32>) outs(%178 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.addf %in, %out : f32
      linalg.yield %185 : f32
    } -> tensor<2x8xf32>
    %180 = tensor.empty() : tensor<f32>
    %181 = linalg.fill ins(%cst : f32) outs(%180 : tensor<f32>) -> tensor<f32>
    %182 = linalg.generic {indexing_maps = [#map5, #map10], iterator_types = ["reduction", "reduction"]} ins(%179 : tensor<2x8xf32>) outs(%181 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.addf %in, %out : f32
      linalg.yield %185 : f32
    } -> tensor<f32>
    %183 = linalg.generic {indexing_maps = [#map15, #map15], iterator_types = []} ins(%182 : tensor<f32>) outs(%180 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.divf %in, %cst_37 : f32
      linalg.yield %185 : f32
    } -> tensor<f32>
    %184 = linalg.generic {indexing_maps = [#map15, #map15], iterator_types = []} ins(%183 : tensor<f32>) outs(%180 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %185 = arith.negf %in : f32
      linalg.yield %185 : f32
    } -> tensor<f32>
    return %184 : tensor<f32>
  }
}

{-#
  dialect_resources: {
    builtin: {
      torch_tensor_16_torch.float32_13: "0x0400000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
      torch_tensor_16_torch.float32_12: "0x040000000000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F",
      torch_tensor_16_torch.float32_11: "0x040000004ADFA2BD5A93833D2AA12CBEEC151BBEC0B354BD1C9FB33C85A53BBDC61430BD64C92E3E4EAC2D3E49CAFF3CBF162BBE27F3A53B5C98F03BD12E04BE2DC09CBD",
      torch_tensor_16_32_torch.float32_1: "0x0400000096B820BE7F241ABE969533BE39F1A83D5B67B8BD32A8013E02ED9FBD6BF6F83D78F708BE8ACB80BD3B00B7BD23E5543CA051223EDC3D08BEB36DE83D4A35E33D9BE0CEBD9745923D6B9DEEBDDBFD1B3D6C36113E78202A3E64D1ECBD85C5E0BBF9098E3D7CBBE5B99DF31FBE6374A43CC019283E135B253E3CEDDF3C649C98BD569001BE5D8811BE8976D53DF2AB053EBC3B003E10CDCC3D49F9CD3D1A4CF23DC92FF83D36008D3CB4FE14BEB5E7F9BC33C034BE10E91A3ECE3B063E519B22BE96D6CC3DA940E9BD4D5D143E0AE02B3EFAC91DBE7465493D05AF443D49DFE0BD7F75D33D2887093DF6E996BD507BF83D188BAEBD99618CBD27BCE23D9D970CBEC8081D3EF7D520BE88EA1DBD3C5852BD4DD2BD3DC9EF04BEA7C9A5BCBCFC0F3E1DE9D03D629C28BE5F9E8F3DCAF95A3D6BC39D3D378002BEC853653D023B02BEC4BD183D49405A3D773717BDF5DB783D40F225BE0640AF3DB20A153EE1E9DC3DF3F0EB3D4EBF8F3DE4CE64BDB9B83FBC3303F53AD2400CBE166C2B3E71952F3EE527333DB2E728BE34619CBB16F2EB3D76C4103EF063B6BD9C6D01BCA3F9513C435329BEA252D23DA5932BBE493FB1BD0E7BCBBD2BCF123CA7F124BDFF6304BE346E1ABE45CFECBB9AB2BB3C920492BD1306293C0146203D9D47683DBBF9A43DC078323EBF3E1ABE145D24BE291BFC3D7FE204BE400F13BC796AC83CFED4DF3D04C469BD7DD428BD055EE8BD61BBADBDB7F9C0BDE37185BDDF6F2F3E5ED0FE3C1D292EBE19232D3E0581363DBEA17ABD869BDCBD1323D13CED0519BEB296E2BDA7DB83BDC9A1E5BD495D2DBE0BD945BD35FCBFBDC059543CF998E0BA908F2A3E6C7E0F3E42A620BE72BD923CB22A45BC05B30B3EC57FA33BDA364DBDC3E31BBE4CCB023D3E091DBE76B6ED3DD11C063E0B88913C2C69223BFB7331BE22EB0BBE304E053D5DDF7BBDDD1FF4BBA471F1BD388BE03D895114BEE4A5773D1CB4D73DEE6F1A3DAA45343E1028BFBD9A9DB03DA512F93C209C2F3E7B2DF73CCE8227BE74CDA73D6693003D3174C73D584AD5BC64C61B3E3AB5D9BDDE1FEDBDBC61093EC7C62EBD4E697E3DA027123E61F52A3D6562253ECAC60D3E05AD1CBDCC76AE3D0802E83D987B343DD7412E3D2FC28A3D6EF605BE6C65CF3C2F07C13D6C98F7BDFF95F8BD2A7B3A3D7B0281BB5AF6C3BDCB2DEA3CA464913CBF77BF3DBF0BE3BD8D3998BD3B0B1FBD14402D3D013C85B9CDA033BEEFC80B3EE7AF963D931300BED85310BE73367CBD3B28E53D8EBEAABC206030BE6A78F7BDF05B50BDD572CBBC14AD053E755E043EA4DD94BD00369D3DC35F9DBDF191CEBD4894D5BDB6DDDB3D1E5AF7BBAC180BBEA960943D2F46FC3DBD2B2CBEA586BCBDD89E093DD4F5B13DA2A4F23C5958B63D4988E1BC7A30AD3D519CCE3DD69DE43D1690AE3BFE642A3E42319B3D132FB83C0CC4063E2E0E2D3E8303FFBD55EE313E93E9F73D320E16BE8EA5E73C0221CDBD2E1D3B3CBAB7143EB1E6873D3A87E7BDD59FDE3D6E41DB3B08A1233E18329C3C87190E3EAA103D3DD6F4B9BDBE67D1BD4F2499BD9599E23C09AD8C3D951ECABCED7C00BC1B63523DB2281DBC5D3B22BE6EDEF4BBB6461D3E6A6363BC25A3173E22351EBD4E53AD3B2308733DB2FDF03D44D6A43DE9962BBDBF63E5BD37A5903D725818BE5B18F53D8DE173BDE04758BB7486043C3D2E343EE9DAA9BDAF7108BD235B2BBD57AC0D3EA282C73D8770EEBD1103CB3CE738D03D3D4BF0BDC6B6C2BDEB000DBCB7F4BB3DE274B93DA9CB083E3B3069BDD41656BD95CF253E32C41F3EFE35ECBDA0BDDFBDBAD6C43C7F75773DD95FA63D6283A53D591628BE2CC41DBC0F83173D378176BD2D63313E0385A2BCBEAA0EBE7BCA12BB7D643FBBCF2FAA3C13FF15BE3B6D38BDD27C75BB72E6A93CCA7A0D3EA22090BDC95C233EB4D4023E515BB53D296C203E4AFF143E0DDEF7BDFD0BF83DA66CC6BC4410FC3B244871BDA319DEBD0F7E94BC04F52E3E698120BEB14A49BD2F5A0BBE1795F23D9138203EF6DCF63D5950BDBC33A27F3CE2B4AD3BF703CA3D5AFE2E3D900610BEB422AF3DCC0D1E3E6D2219BE6788D9BD502EE4BD5EE0EB3D75D791BDAF99C6BD961F9EBD33B365BD349DEFBD5EF42B3E4B8634BE4A860CBECF9C13BE6BF2CCBDDFF104BE59D4113EB64C15BD6D743EBA9563053E673B14BE0C4EF4BD419A06BEF6C8893B9FD5093D03DB3C3CE4E8D73D5CB500BE1CE5D73DAD1F443DCD08E83D8B6F303E7E7CC0BD0B8CAA3DAD6117BEDF56C4BC08139F3D1EA693BDFA25653D7BE5273E0AF0C4BDA8ECAFBDD35436BC9FA7223E94BA05BECCE13C3D3459293DBEE1353D21B3ECBD4B20483DD012D93CBEDCF33DCD87D4BB4662593D57AEEBBDD4DF273C7194073E729515BEB80316BE2AE9B6BD96D4A4BD5C365FBB7FBE333E7C399E3D0AFECCBD0CA4183DA9FEEFBD33EC823D5EC2273E5DE3FB3B6077F9BDBBE320BDA8CF213E3B9AFE3D99FCA3BD081E02BB70A1263ECC0F13BE5A410C3EC5B419BE6C1B743DD89407BDD3B2D83B587BEA3DE2619F3D87B98DBD9DAA28BE868096BD34F1823D19FE07BE0C03203E0BE7193E7B4D77BD8122D93D03E51C3D79012B3E5DCDF1BC2E9CE43CF44990BDBB71253DBE7600BE74D0A8BD91A315BE6B4224BE160D0EBC6077233E2D4AE43DD7F2DA3D2E80EF3D4DA569BD19DA13BC477ABD3D995A9C3D654598BD8BB9643D8BCA11BE19C9D03D29DC73BC0A02D1BD6CFB103EAE8066BC66DA763C924028BE88C20D3DF3C3ACBDA15AEEBD16C4EC3DD4B9EFBDF5C09BBDF246823D2FD79DBDC92730BE0260E2BD77DC9B3D9999FC3D206E693D336EBB3DE0EFC63DC74614BE0482253D040772BD1DD7083E",
      torch_tensor_32_torch.float32_1: "0x040000001056183DE6B54CBE82381C3E3C59273E18F394BDFCDB9E3DE6CD493E50695ABEF446903D76D5223EE0B313BD54F1B23D9A7F1FBEACC18F3D7052423E20B972BE7A1C4D3E40F97BBC8007233D006EA83B9C88CABD7009113D980027BDD6F30CBE88DE3D3D104F76BD7A06163E80864A3EE637363E04B41CBEBED02D3ED29203BE",
      torch_tensor_32_16_torch.float32_1: "0x0400000040900B3D2EBD47BEE81245BD9C87613E1023A73C58C6193E7416EFBDD0675ABEEEE176BED0BF6CBD4C554DBE4054E3BDC8FBF13D6C0C42BE101C403E808E6F3D80D1FF3B743E70BEAA284BBEA4E4FABDEC6B353E70258F3C50031F3E6A1D383E7CB64FBE80C3A5BD3E6843BEA095053E487A76BD0000E2B8E4ADC73D442A08BE000C903A7476F4BDE2E5673ECA925DBEFA3560BEDC01D03D2039A23DFEBF45BE24B37EBE70C299BC56D87C3E403D4EBC0C37E23D1E8D0E3E308643BDCC26393EC09E6CBCA04F7CBD6E335C3EB64077BE400C5FBCB89C0A3E5017ADBCB43C0CBE8C11333ECC1D2EBEE04CBC3D3CC4D1BDDE060C3EB8ECBE3DFCC7013EBCB74BBE90256F3D70EAFD3CA062573D705A1FBD807D063D8E47563EF4304A3E8495123EB674043E7073C23DA07B363CE0C015BCAA33173EE01FE13DC634403EF0DCC03C1C06C73D80BE7C3BE05A2DBC2A215EBEE0336CBDCA7C7DBE886A583EA42AC6BD8057253D06E928BEC081C7BB98F5253EF055FFBD2876053D9E2520BE84DB5DBE305B39BE60D33FBEC0FF413C365242BE780C1D3DC4B7BBBDE8662D3ED0CD603EC48A6B3EA4AFFDBD7AB131BE4025D9BDA6D8223E4CE015BE0C8C133E20815B3C18C22A3D10C8763E48892BBE208BEBBD22792EBEA06603BD5EF96F3E10601DBEC4E19B3DB0DCF13C80F1423ED80D7E3ED468D8BDF801AA3DC0138D3D5AD5083E68CD7F3D88BA693DF0B17DBD68EFBC3DC0BD133DB4D65B3E72E64ABE50DB7FBDD08FF5BC8A3A433E2CC1B8BD50FDBC3DD819513D00B0E33B2EB615BE1AA178BE18D509BD6834C5BDC0D6703D507CD93DF4807E3EB4F2643E8CCAA3BDE6CF703E42987EBE7CDDDA3D70522F3D1E79223E365A1DBE8021543D903FB83CACD9BABD9021123E0229443E50E6DCBCF0FC633EFCBD94BD24186CBEA08C40BDD058A23C1CC0B63D4E3C5E3E0CFCB03D48B85ABE8ABC6DBEB89CD93DD0CE6BBD500ABD3D68E7733E50D166BE7438FD3D30510EBD38B5B9BDE4F3E13D648569BEA8D937BEF84614BD28FD4A3E247817BE802B4E3E44E62FBEDCA2293EB06310BE56D776BE70C0F93D70DF113E3825BF3D10F96ABE28746EBDE6440E3EC21B4D3E1A99703E9808153DDED02E3E8A5550BE6C637EBE601317BD4AB6623EECED8FBD48F9733EC0C3EE3DC4B8E73DC0380A3CA8FA4DBD82EA6E3ED66055BEC6460A3EC68D5A3E60F2A43D005F643D7CB2CEBD60D2E2BCB4A46EBE54BA3BBE26006FBE566B0B3EA451F0BD6446C43DF8892EBEB806A4BD2006A33C58DD4A3DC85A4F3E1AD96EBE6041C5BC8400A53DA017253CC04B713DD0E7193DE8EB6C3E18723C3DB06C7F3E3C3FCABD8AC853BE78F8D13D707BD7BDF0BA7DBE6463AE3DEC2B3D3E3878613DE04F8FBC500805BDA0E9E4BD2A7403BE0E4E60BE601846BD9892EABD30125F3DC41416BE68F2023EB007863C2468BE3DD0F5703DE0B54A3CA6D457BE40B04F3D3885593D88564A3E2A2053BED07275BD70B2713E2EE62EBE28EA19BEBC9A903DA05617BD740574BE669D04BEF8EC6BBE2C7E2EBE20A8403D4096B23C406C48BC60A2353CE0AB1C3C883EDEBD2ECB2EBE1880773D96BD1C3E92296CBE703E73BE506F313E603E323E80A8E83D7C007E3EB0264B3E2CC8683EBEBD0D3E5499ED3D80A700BD205A3ABE98471DBE74DFDCBDDC199ABDE0F5EFBC44C784BD60216FBC8A86643E0C990D3E74081FBE2499C23D8A96653EF89941BE6C6AD43DC4521E3EE8D534BD30DA9ABC804E723EE0A6B53DB456493EB478F83D0A0C283E34DC763E0CCEAD3D5CEC80BDC0210EBE50486CBDC08CB53B801F4A3C14A352BE789A58BEC035D53DC88D43BD20246BBE863D6D3E402F23BE60E4D4BD90DCFF3DC8DB65BEB4B2FABDF6D15ABE98BE7BBE2CE7E33D3E4661BED2F22ABE3C196D3E84FF533E26314BBECE35573E3426523EE8E0603E1447163E807B1C3B1AD8363EBCFCDBBD6035833CE01D21BD58050ABD5E8779BEFC18823DCA72363EFA57083E8A24613E306E1A3E487FDC3D2C1B4CBEEEED0CBE50E8EBBD6451013EFCC6533E34DEB43DC00DB53DF0DE3C3E8C5261BEBC65ABBD08E32CBE48F8273ED042333E00F463BE30706BBD02A56BBEC6936D3E9422EDBD6419E0BD0836593D4CAD2E3E38B83ABDD691033EA8F470BE62DB76BE6655433ECEB86ABE1473143E4833CE3D406F2E3DEA02043E7A2D733E5E8E1BBE78DBF63D5A4E4F3E00DF4CBD9E2A063EFCEA9ABD8017573D0067523BA0B699BC083944BD080D5CBDC0005ABEBE424DBE424C733E44249A3D626835BE64BC453EDA106E3E7A96323EFC900A3E904B183DEC12CB3DA82D18BE183B2ABE7A5F37BE200687BDA07FC73CAC5237BE4E7D08BE5A7B743EB67C3EBEC26B0A3ED0EFD0BDE2FB623E68575BBD629E603ECE8300BE50ABA9BCE81C383EBCA4AD3D606C803DF014023E1871263EAE2C483EB693113E30C59C3D2AB977BE582179BEB86F6E3D2AD0633E2CFA033EEC4E073EC06DEF3B406CDB3D585672BD94B5E9BD580B7A3DD0D2CBBD9827033E486552BE1A89033EC0C4A0BC1421C9BDA007A4BD905E32BE24DCC13DF6B8533EFCAE0BBEA6A07BBE10CB4B3D546CF63DB440763E48EB8F3DD432D93D18BAAEBD00EC8D3D182E70BDF2064B3E101A333ECC2EEFBD0827BF3D544ACC3DB4C75DBE90E25A3E522B0A3EC09D253CFA652E3E3CF9043E6E0475BE789EDB3D7682503E30AB38BD3C72C73D406B9F3BC440FE3DE67515BE583077BD4EA6653EF85B203EBC78D43D503464BD7EC2623E6452FF3D20EF0A3E1CE81ABE202620BCFAB978BE285A443EE4AE7E3EFACA6FBE3E86223EDC6C67BE6C946A3EE01866BCAEF43A3E9862A7BD165A1D3E9CBC5F3E",
      torch_tensor_16_torch.float32_10: "0x0400000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
      torch_tensor_16_torch.float32_9: "0x040000000000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F",
      torch_tensor_16_torch.float32_8: "0x040000007AA317BE544F733EDC7AFB3D50618F3C70C53F3E966E793E5AE741BE1C876C3E7032D93DFE5C31BE30A7B6BDE87B343E9A3C463E1878533DEE8254BEB4344BBE",
      torch_tensor_16_16_torch.float32_1: "0x04000000128468BE68EC1DBED81DBFBD0C5B083E18567ABDDC5166BE48603C3E60CB27BCD07A0C3EE8EC193E969C35BEE408E7BD30529BBDA077743DD6A478BE3A72403E68F9D03D20727EBD00E29FBDEE7E013EEE2A1CBE5C33563EE0A2643E9CB088BD44F978BE80BE8A3B109B86BD78068DBDC0182FBE2085443C746F0D3EBCA1CD3D4E25133E88F9B73D3AB102BE406BA63B1EFA73BEE2402E3E34D724BE9828533D8076213E3057443D22936BBEE03A2C3CA26340BE62861D3E207A6E3CE07EADBC5EC21D3E94F90ABE3052D93D1A7B3CBEE4CD453E3C05353E14148BBDE076C63C12A6583E4E2C463EFCF04A3E445978BE88A50CBDE2BC63BEF04B743D6AB94A3EC80A36BE8ACE1EBE98F4243D546E92BD4CDFA13D3EC948BEC06F5C3C940DCBBD16A14F3EC883EABD5C4E69BE64C447BE2E3A0ABEAEA330BE040C3C3E102D73BE18A9703E36036E3E26EA6EBE001446BBD0E85FBDE40379BE805E6FBC0C910E3EA06B6FBE30C7AD3D76C03C3E00F66ABE086821BEC009D7BD249040BE28BCAFBD303086BC9018653E4E34793E007BCF3D2E0E2C3EAC00A93DB0443C3E80ADADBDA497823DA0E3E63C3007A4BD4078DEBB9012653EBCF29DBD7064F53D50959A3CBA5A523E086875BD502406BEE8FE78BD14C6783E084F2F3E0C14093E28DCD53DDA4E623ED8A107BE2A9363BE28851ABD587B553DD06BD5BC78B18ABDA0A5E43C1C9CD53DCE5A71BEF8BE3D3E307D173DAC51AEBD7007143DA6C91C3EC29309BE1A61773E406C61BD202D6D3DB4D5A2BDAEA40BBE80C0E83CF8323A3E0C672F3E566A16BE543DCABD0009E4BB28DC8A3DC2CE743E4242563E98F1B5BD5CDB56BE58525ABEECEC94BD0AA149BE4CB8063E802229BD5C68A63D909513BD206F2A3E24C81ABEC8C4243DD0B8DE3C163362BEA6F153BEF83388BD3882053D501E733E48B4A7BD986F23BE805CD9BBCE636BBE22355BBE4E3F5FBE824E3E3EAE162E3EC0BA6B3EA05554BE08AF343E50045ABDD0C44D3E20117DBCB0573B3DA0D8293CCCC210BEAEEE4F3E3028423DB49B2A3E10E3FB3C78283D3E8C3884BD9EE268BE2855E23DBC45883DCCA1173ED20458BEC29560BE3C22173E0400A4BD9075D33C10739CBC20A221BCE21B36BEFC1DC53D16E8083E10813BBE8002503EF84012BE86416CBE98DDA9BD00FD723D0C37C33DE06B163D7870FE3D90FCB3BC60CDA2BD68A445BD4CEBEDBD007E383EB07C6A3DD0C53EBDBAF73D3ED8617DBEE6BA6ABE50CCF3BD481752BE80CB70BB6CC920BE6A1D003E3C4108BE5A682ABE703E443D041F943D9C80E4BD82CE2B3EB63806BE008E743AE43CFF3D7C22C3BD30C397BD449B8E3D50B1193D684760BDE47AD63D148339BE748B34BEB6D953BE427074BE94E62DBE5C04A1BDB03A2A3ED8E70BBEBC35D43D7CA5763E008B9D3CC025BEBD",
      torch_tensor_48_torch.float32_1: "0x04000000804AD13CD8AB2DBD58C41DBEC0B7DE3CD49427BEE82753BD3C1C3F3EA85116BEB03EACBCF47CAABD506012BD34CF663E4410653E26B1543E9420C43D001CF9BD402A213CF098503E846A803D369E11BED888B03DE49CFF3DCC930A3EA0C471BEE4F5EB3DD88717BD2C5740BE4843373DB8FACA3DE063293D908B2EBE60A40E3E1A55693E008F00BD22B45BBE0845993DC45E22BE1EFF21BE74CB67BEF8EA8BBD802D07BB90D0FDBCF03AA3BC1CD831BE3E00723E982E49BE667D7A3E56BB5FBE",
      torch_tensor_48_16_torch.float32_1: "0x040000000CF2223E502D983DD022DEBDA468E2BD506E6B3EF49849BE280278BD0058573DE4942DBED266443E927017BEE0DFDEBC0030503DB026E83CB8A2463D009987BC80D85D3B04312CBEE8CB78BD50C4CCBCBA923E3EA0256B3CDE3A0DBE5E6B223E2CED123E20E24F3D90566D3D0846ACBDE8684CBEE4C0C9BD2829733ED43B58BEE8062EBEC6A06EBEAE9357BEC064ACBD40C521BEB88D7CBD00A0D33D187409BE90854EBE0C406D3EA872F13DC4FC0B3E028564BE48BCA4BD4EF9413E049E93BD90DF1E3D7815B43D8A6C25BEC47C73BEA87488BD1C10C13D78C67B3D4C3E953D121A0B3EC4CE363EF88E0CBDC8AA573E66D645BEF87F4E3D4EF834BE8083323CC80D93BDF8247F3D606DCFBD3C232ABEEABA6ABE5003B03C66E71FBEB072E9BCE29532BE18DC5F3DD0453A3E7CD6773E702B643DD41BA63D9CB8C23DD2F64B3E6C193FBEE2B02D3E5810553E38C791BDEC6F523E208B0DBCF07FC2BD6871103D6236173E06FB5FBEB42ADABD24FBDDBDA46A29BE10139ABD10A0B8BC00B5B03C104C6B3D185D9D3D5C0BE7BD4065FD3C4081053CC25449BE20F35DBDD49CA6BDE6CB793E00842EBAC6086ABEF077C2BCCEED06BE00F322BCA0F9BD3D966078BE58BA38BD2EC704BECA2775BEA443EABD406494BB28F20E3E6094C33D80F9F53B88E8553E868436BE6E07583ED8A45A3D48D7ABBDC41E9EBD0E555E3EDE6977BE6E1D23BE5CCF71BEB634233E700D37BD062746BE085AC23DD8B6E8BDA087093E7402A3BD92DD4CBE30C1A6BDBE0629BE7A8F633EA01D5D3D844A123E18B3513E6AE0303EC060D6BDEA2B1BBE041A863DD6DB303E42AE6BBE3AED7FBE4237743E240A02BE408AA5BD261873BE0AFC46BEC819EBBD90AA02BDA6685FBE1020083EA8E057BE3604683E00E7DDBC686AA43DD0AA29BEE07E4EBEF0B609BEDE170C3E42975CBE502ABC3CC849D33D966A5CBE3C16ACBDBC2B6BBEF66D6BBEFEF167BE305558BEB0C4DFBDA068FC3CE6D1753E043C8BBD3807D73D3A3B3E3EC00997BD0CBF2A3EC040C5BDACDA21BE38F330BE7033693ED6064A3E86CC653E80D2733BEA6835BE0A193A3E98216B3DB47BA0BD08C1543DB055BA3D2046663D403A56BC30942DBEB435B1BDA0B6AE3D60AC7DBE545F43BE68DF65BEC8E2D63D54E0043E403D6A3EE0CD373E26FD70BE5040F0BCF05DF23C70CE1D3E500A15BEC0F423BEC8ECF4BD68EB243E84E36DBE6A04523ECC54B2BD58B8A9BD60C2E93CC25A11BEDA0F4FBEC08E5E3E2CCCC53DC02524BE70112DBE70DB1ABD78D0F0BDF43AA6BD12DC4DBECC0BAE3D4C5679BE2C2AB0BDB0413BBEA02C873DC20A6CBE18767EBEB4795DBEF8FD3D3D7CCF413E58E51CBE4064AB3D40AC3FBDC0C8BD3D8C0C55BEB0F950BE581C923D5C2C0ABE809750BB6A9B673E480C1E3E86216FBEDCD99BBD246242BED837ED3DF067A9BD7C33BCBDB0709FBDCA552ABEE0F0DBBCA423CB3DE8574F3EB2B67CBEE09DA9BCE40780BD901E633E080FED3D30E10D3E68F42D3D50483A3E542DD03D30ED1F3EF6311CBED0F4A2BC34E6E13D0063C7BCD0133F3EF0766E3D1A23663E604D533D20855B3E4CBFD7BD7091C9BC20D0773EF0F7CEBDB057F03C340C4BBE2071ED3D3060B3BD6C84E23DBA6436BED60E5ABEB0AF3D3DB4CB813DD06F52BDF0689CBC44D4E6BDEAD16E3E38E308BE70001BBD101E1CBE8C0F2DBE94BB923DE813123D505EE3BC66126ABEF4E171BE50E39A3D5CAD3EBE443399BDEA285A3E7CE71EBEF0EC63BEA8980F3E78D3F93DEA053FBEB4DA52BEFCC8453E9C82A93DA4545D3E485B79BD405289BB08B1393D30CB423D302B863D8C7A8DBD8CC2C33D5E710B3EF6BD17BE58894DBE641F283E0022423E40D14BBECAE83DBE6C02523E407D07BC0E4819BE9C94B0BD1AB215BEA0FA51BE06B4213E88205C3D340C4CBE92F11F3EF0207A3E405AA13B582F23BD564F1EBE8C66793E00990F3EBC9DB63D9E3C6ABE7C6CE2BDB098613DFC482CBE6058A2BDE65C40BE0CA6D73DD4E860BEA8727DBE5612133E36F638BEE8CA6CBE00B75E3D449DA2BDCC7F723EF456B13D64129B3DC49A573E9469DC3D6CF8403E349BE5BD8056BB3D248A9BBDA0F2BF3C80DBB63BE0BC133EECD54D3EF21F0A3ED8853D3DDCF0F2BD782B483D668C543E90B2AE3DD867CF3DE4DAA83D006E2D3BE845043D68EA033E4EE951BE788C263E403B8CBBD8C06BBD8CB4B3BDC8C9973D8EB4663E009C74BCEEE21CBE7C0001BE3AEE223EC885F2BD0C2453BE00FADBBB0E651DBE6A683DBEE804AE3D68A1A2BD3896743DFE7C56BEEC241C3E98003DBE4CCF4E3EC814D93DE6406ABECC2D5C3EACC571BE5E0E1B3E82AC563E700B4BBD3027953D72753EBE562907BE983D773E380B8FBDC45C683E3802B2BD0011C6BD0833433D5CE82A3E789A52BEA835CF3D00CB3E3EC4E9DBBDEEEE033E189A27BD0AE539BED620303E80F5B63B38D305BD224409BEF48B6E3E660E59BEAE54233E541A613E908FDFBD54BA3D3ECC02D73D00F0203978D8943D80DC0E3C4AFA54BE8447113E0E1C273EEA891BBE086BB4BDF8014DBD4096FA3B1C01B3BDBC0B39BEEAEA373E12A860BEEE8E293EC8232A3DB29C3E3E18DBD23DD8376ABDD0C0773EBE3306BE4A6E39BE30FD2D3E303D453D2C730FBE3283553E204C51BEEC51D3BD903F493DC818F53D4258253E1049313D0CCB47BEFC45E63D3E4C523E24287BBEF8FE8BBD62FB60BE9C345ABEE6A52A3E98D7753DD625383E00EA3F3E24AA06BEDCE018BEC0E5C4BC0080B337DC4BE4BD5063383EA074F93CE6315A3E4A8B5FBE3A5A323E5CA13D3EB8362DBDAC79B3BD88E6593EFE08483E26202BBE403C3B3E3CDAACBDFE1963BE60876A3E9E90093E58C1F2BD84EED9BD80DF8D3D2EB471BE3E4D263E28A2FCBDC031223E0091C23A021870BE6A7B433E604F88BC6A4D52BE42C95DBE7C510B3E04941ABEA09025BD98813FBEC033A7BCEC294E3E8840113D4A9A023EAE81293EEAAF743E28B4D83D766F23BE8821173E48F7D63D18BCFFBD08F17BBE8074BCBCE88684BD04BC5CBEEC403BBE94C9BEBDC2D147BECC988ABD261A1E3EF07077BDF06F76BE604851BD967C343E94A7353E103B20BDA66958BE10593EBD86775A3E18CADABDC6112A3E9E1F563E5C20363E786B86BD9844603DB82C6EBDEC00E53D883B533DD454E83D58E4793E8876763E608186BC5CB5D03DBCDA963DC0D5B1BDC63925BE26E837BE084B7A3D40CB9EBD780B4C3E7C6BD13DC0283DBDC4AEABBD5002A6BD76911B3E00675ABE941CB23DE89694BD50F74B3D90E49CBD464231BE94EA3B3EB20A323EA0FA823DB483423E7E1F23BEC05CD83B3044723E80B74D3C1E9B0E3EB80339BEC050CD3DB0F7EF3C2025513D7873AB3DDCF8613E703A943CD29A40BE7A1C29BE026D7D3ED82A11BEA60453BE008E83BD30D11CBEA092283E1638593E10976F3E40F002BD00812A3B6E8334BE940C5F3E64C5AE3DA8A310BD3C85B0BD607F873C5E6B55BE8876EEBD189E6A3D106132BE209F69BD7463903D1CBA8E3D00C9F3BA585E55BDB43B1BBE16DE6BBECE35793E0AA078BE40BBB73BF8676EBE0063933C9CBBA4BD5C4FDD3D40035A3CA252663E46A6163E001E32BE004EC0BD601E8CBD50E49CBD5EEE4E3E10D64F3E004F4A3EC073633DF42328BE02AA2EBED67816BE80E2F1BDDC4B1D3EBC2F813DA086993C68EA1ABEF097543DCC1587BD403199BC1EDB593E688A16BED86E133D2CB6CF3D9AC83E3EEAB430BE20B23B3C10E2DFBDFC1E28BECE791B3E402320BEE6BF043E0052C43C5611113E4C76FDBD9CAEA63D808993BCFEF0693EB80F24BEC0378DBC20B398BD7EBC3E3E44286E3ED42C73BEB0C93ABE78D3183ECC3414BEF6D42A3E40D203BED0CB053D660531BE683E15BE6856A5BDE2C601BE0C48CD3D28D9133DC01E23BE4236613E7CE9A43D5E130DBEE21A7CBED80DC23D84961FBECEAC463E44DECABD484137BD4ECB23BE5277633E5805823DE22827BEE495AF3D6C74563E7CCB5F3EFEF75BBEC6AB68BEF6710DBE284E75BDF422FE3DDCC1BDBDC8054E3EB015D9BD10EFA13D98D7973DB05919BEC8CA50BDC45402BE1C9F76BE58D1593E84B9713EC69C1A3E00975FBE722440BEF835203E80852F3E2439CF3D80E4503BE07EEABC88BD593D808C943B503E613DB0F37D3D80FA9F3DA0CA6B3C04599CBDF4347F3E14C134BE1415A5BD30B09D3DEA69393EE2F43A3E2A306B3EC815663E2010893DD8F137BE6ABF4ABE0034FEB98AC71DBE66F001BE243AE13DDC359ABD7E195E3ED0A00C3D",
      torch_tensor_16_torch.float32_7: "0x0400000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
      torch_tensor_16_torch.float32_6: "0x040000000000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F",
      torch_tensor_16_torch.float32_5: "0x0400000007DEFDBD7D17A23D5A6947BD9B06043E88162E3E0D0D29BEC16505BEAD69CF3D40B0323E4AF917BEC57313BD377E833D7FDD963DC072F03D10D81EBE2D22913C",
      torch_tensor_16_32_torch.float32: "0x04000000B4802BBE445C6A3DFBDA08BE8516283D46902EBE48E6D73DBE2D253E9255053DB8B3453D25F458BD08E20D3E9C8AB63D29826EBDDAAD09BEEBC98EBDDEBCC9BD0470923CB6F1E73DFEBBBDBD62B5333DF0F6823D25C1BA3DEC0B163E8478FDBDCD410E3ED3B6F13D3F62B93D21D967BA421CB83D8BEBC43D61050B3E827132BE83032B3EFAAD493D5FFEB9BD1D7BD93CE7913E3DC04C05BE230D72BD8A1AA43D0D69D4BD4EDB95BDE8BAB33CE9CEB43D69FF153E0E5B163E95B70BBB1C78173EF61400BD05AC333EFE8334BD0591CF3DB8113EBD9912BFBC9EA38B3D7D52C63D9A8913BD2236293DEEE81DBE3CDAC53CCAC59ABD4C2D4ABC4BB7FB3D36452BBE401B0EBE69F5343E2910A3BDBFB6D63D764C73BD4C0DEDBD6B0FC93D876E573CFC27913D1C40A3BDFCD076BD406D063EF2ED6F3D00CF323E19D91BBE6B65D43C1814443A0F5D9CBD85DE073E8470EE3D99FBA0BA2722CCBCEADD993B5E6DC2BD8E24CB3D64EDFE3D607C2EBCDBE3FCBD81B5193E05D4B33D80D970BD11DF9C3B61D02B3E0D6365BD56E12ABD46E5BABCCE7DE8BD83F027BD1DFD6D3CAF3CF1BD1EDA293E64B1683D537EF93D803B2CBEBCAA18BE8811D53DF5C80CBE2AA0733D766B67BD94E30BBDFC10163E53C4583BA633AD3D0FD1B53D02062CBE5ABDC1BCE894DABD7B38DD3DC1AEA2BD5770203E14B0173E3DD0FD3DF0D7083E6553CC3DDF0C343EA9A20ABC643F32BDE0DC31BEF98FB1BDA3C69FBD64BBECBD895B053EB549C53D3093EE3D863F8ABD79E487BD6D8B103EE1D2C93D3C63FD3CE886D63CFE1E19BE5B421CBEFDAF2ABECE6DEF3D5554C2BD408AECBD6E48043E627AD7BDABCE223E6BDF0E3EA4D5133E6713D23CD77278BDD38D09BEE1E8D5BDC89D043E44C2A4BD6B2EC3BDB260463D4DEE0EBE21CAF33B455F723D77D7FDBDF6BB933B80D5E83DF0B1BB3C83D11DBE2488BFBD0340083E560914BED4FCFE3CF219DABC60280C3E142FB73DA650793DBCAAD0BB8304E9BDBB2508BE7CBA24BEA2CB2B3D3F8DA23D0263BDBDFC5319BD743F693D29CAF33D0995B7BDD260243E8AD6B1BC90B4E6BDFBDD9D3CDB72F93D0A001DBD8C300CBE9553A6BD1840F43DD36A7B3DDB5DAFBC6023313CD0B1FD3BB19BA53DEFC20FBE301FDDBD91C41C3E430E6EBDFCB46A3B30DD11BEDBBBE8BD552D7ABDEB0F893D4502C53D4DD9ECBC867F24BDD0DFE53D97F5A6BD0EC4B5BDE4DB82BCBC7D293E985D123EA48FD33D2CF8B1BC5FA0613CAC55143E042A31BE3AB413BD6B701BBEAC43B53DD140323E0B9C103D1A5A8B3DC140723DFE690D3E35F8243EB40627BDC28AA03D98CA12BD59D5CEBD8B45823D52CBD8BD2C9E203E39940CBE7B4F0ABE5127A3BDB4B0473DA2EEFDBD5A724EBDEE80C9BD10E40E3ECB138A3D9CE1D5BD094C0E3E7EC2C3BD1A3414BEFEA7593DBBB6893DDAFE813D441D5DBD15FAC43BD6789C3D4A87263ED98289BD4F05103E6C42E6BDF19A2D3DC03C383D5DBCBE3D0454863D010B9A3D5FE2AD3DA099CB3D4770013E3E88E9BCC38927BE548225BE44FC383D72AC28BECFFED5BD6848CBBDFC522D3E6DFB25BE3702453DEEBBA1BBDD58E5BD0DB983BD5007073D59B909BEDAECDABDCE6203BE1BB3FF3DA9AE1BBB3833B33DB88F9A3DD9C5E13D1FC39D3DA28E18BD4982C8BDD46D223EF4EB2ABE73F312BE09E4DABD3E6E07BDE45C243E8D5374BDFA7A293E9003C93DA5A375BD4685493DBFA3B8BCAC99073EA22E403D8E39C7BD9AD6903C6E35ECBD133084BD10E502BEC456C13DB7DA0C3E44BF1D3D2999F338A0BFE3BD494AF9BD873629BE71A33BBCDDDF143DD923E43D89EB173EE934C4BDC3EA2B3E33B8C6BDC280F23DB890B83D534D143EA065AABD6B7A24BE2BA70BBE275CB83CE57AD2BDE452D63D1D502ABEB9D1243EE8A6BE3D7A7211BB25F7DFBDE39DAEBD0A87B4BD6199973B0C2F3DBDF8D4023E194712BEEC641FBDB20C0C3EF974373CF553203ED611023E8AB87B3D7F40E63DE311E13C88F271BD183E4A3DFA9B103D3B2BC4BD1768BDBDDD98983DC6F686BD31C54FBCE583033EDCA59E3D84FB51BD1C331ABE2B7AC93D6A2C343EB05AE53DD982AF3C0743013E48FC06BEC2E903BE5BB4D7BDB93EB53D9BD098BD54AE41BDC9A3953DE1EEA23DFBB78DBDB2FA493D5DCA2F3E6D01D0BD4EC112BED0DFD03CAB1C303E5D8493BCB7C54C3BE910963DD0238C3CECD54A3D73EA633DD7EF0EBED26D05BE4AD39CBDDDDE19BD4FF70D3EBD47D03CFCB9D4BD98C7993D9F759CBD4580293E5CD702BEC563393D73C6F1BD3F5F81BDBAB9133D2E87BF3C709B62BD8425143ECEAB78BD6BE1F73DB0FCFB3D017113BD33C9B03D1556E5BD3DEAC03C7AE98DBDD9DF0EBDE772533D2592123EA7AA193E383002BDAE24A03C2BDD1DBE4111103DA0CF223E1A43A33DA0867FBD401FB8BCBBE5593D7D2BE93D4FBE7F3C7A07ABBDBE2A5E3D4067223E2D6208BEF01511BE041411BE0445F53D6798253E177299BDEB23EE3973491ABEC5B01D3EC5E506BC879BE6BD08F3023EE691973DB3616ABDD2061A3ED6EAE1BC2C2FCDBDA94F8F3C017826BE1BBF48BD44D6A23D56BC2ABE2503EA3D0A31923ACAAAA2BDBC6B5D3D7DF4143E3F1A283E502782BCD828553BE9BF943C3CDC0B3E38BAA7BD136323BE9487763C0F7620BE3AE2D73C8C9B0A3E96A8033E69CE2DBE9E9403BE8BF810BED60B323E55968A3DBCB0F4BCF9270DBE6CB522BEA6344CBD3095203E56B886BD7FCA68BDCDD72B3E7181F73D35987CBDFEBFAEBDFE94503C3B5810BECC36C23C5F781B3ECE39183E496C20BE2E9AD93D0EA4D3BD551398BD956FC73C0BFDF0BD2B98EA3C3F6E9BBD0A0C043E64F8093E",
      torch_tensor_32_torch.float32: "0x04000000686B2EBD7CB4EB3D3284483EBA1606BE68DAE43D4C3665BEE06B6A3ECE1756BEB6447CBE7CD5A63D04E87EBED8606D3E3EF159BEE897583D08387A3D402D793E789D7CBD00346D3EA07463BDCEF80DBE782709BE400C503C18506E3D365776BE7057ADBD3C1ACEBD0CDCBFBD64E4C7BDB44B99BDF09CA33DC4F316BE20E3C6BC",
      torch_tensor_32_16_torch.float32: "0x0400000086B8673E6C37A73D64255EBEE0D5643D049828BED43D3F3EDE6F51BEC6D27FBE743F79BE1C0852BE5817913D502557BD88457A3D307E383E7022933C2A3D4C3E3038183D28622D3D8E664DBEDC6AD83D704D0F3EEC79853DF6861DBE786343BE70CE86BD74ED6BBE3C2C4A3E2473C7BDE021B6BD74F7A2BDDC220C3E680E0B3EC029F6BB00789BBB684AE3BD5A2D213EB22D34BE34B937BE54BC28BEF0D3843DFA134C3E16517B3E98814EBDE41A33BE2C6E11BE7042313E307786BCB2EC49BEBCFA5ABE50CC3E3DC048CF3D8035793DAABB203E20F8553DC2F25ABE16D025BE88FD0F3EA085003C665054BE40A2DDBD300275BDD246733E6C6146BE3AEA69BE94B7713E7010F1BD6063043EF85E4F3EA874FB3DE03A7E3C6060CDBCE8AC543E70EF00BD4C1A9A3DF438963DD0A42BBD5827CF3DE0265D3DBE307F3ED8AC043DA0487BBC802108BE3674423E002C1E3D400A94BDC8E5693DA01AA93CA43AEB3DE834ECBD76124FBECA9D5BBEA4D275BE3E5449BE0AF5293E66573BBE3E677B3E18168CBD3899373E4C1222BE1031E8BCCC4A1DBE4C336CBE5896373EDC13C13D60946DBC2A3C3BBECCF99ABD44CCFEBDEE6C05BE086CE33D98D956BE2C52213E28D9DB3D44A848BED0262BBD68F4BD3D46455FBE54F149BEC81C3D3E9C893A3EFA2F06BE901CD63D18CC463DD49F4A3EFA2700BE2EEC5CBEEEE073BEA42E90BDE61E5A3E3075383DFC64953D74B377BE2AF31D3EA0B0D9BDA0D0593DAAF4683EA88707BEF8910D3ED864FABDCC63863D528605BEB6FE7CBE68E98ABDAA58733E08E0713DB2005A3E2CAD31BE761D0DBED8E5A3BD320A133E282F6B3E3C2031BE1A6C64BE1EF35E3EDE9061BE5C5DED3D507804BE706439BE60A74FBE08E3583E280CED3D0891DCBD90429ABDE879E13D3AA768BEDEF9533E5E342CBE98AC593E5023E13D2A9E153E9C43733E10BE9FBCF6D53D3EDC52C7BDFE0A223EF84939BD5028C33D7CB75C3E6A806A3EF004043DB029BCBD50E7B83DBADE1F3E266D04BE8C5CC0BD0CE51A3E08244C3E701416BE5682653EF01AA93DE89A36BDFEA014BE5091DA3D60637F3D30C0063D444FFA3DC09932BDF8C1AB3DF0854A3EE00F9DBC70C0943D6EAF343E98CBF1BD4C22343E9A5F003E745874BE68D4DFBD34B8723E20DC993C28BA45BDE2C1653E28E1D8BDF0EF223EE21506BEAEEA5E3E444C993DA84F88BDC073B7BCDCA96E3EA89E34BD32CF58BED41C1C3E5C833E3E001021BCB02D013E283F26BDB827A13D00A8343CB0EFC8BD3AD1553E7C9E313EC44865BE30135D3EB8E5B83DBEEA4F3E40FEBEBC005024BD002E313EA04A62BEB8644E3E8A3D09BED65673BE30FEC53DD28265BE8C3DA53D8ACE243E28FF1DBD145BA3BD241C943D3CFD003EEC77FABD5EDC343EFA680B3EB0A74D3E66BF76BE5C2059BEA0B780BC14DB9E3D42661D3EF60E1ABE0CB2563EBCBF48BE98090FBD6822BABDEA2E273E3C5BDF3DB892163E2678043EC45EC23D2074263EC03B9ABC3852203D4491F5BD1064BC3CA2A14FBE3C867FBE74FC46BED085183EEAC71CBE486E233D0262683E9443A03D72CE41BE00B4F03B88C5003E3253603E76AE393E8CA7273E086C96BD0851703D5023723EA03BCBBC5EE2473E7C1D1F3E2E7829BEE8D5463D9622263ECA86493E8CB656BE903AAD3D18110DBE98E836BEF07AFEBC6A0819BE100EECBC36CB273E0850283D00FD8C3BC0656C3D76A676BEA0547E3E10491EBD52CE33BED0D1943DC291723E286B703EDA1C283EE441BA3D5844DE3DE8DA723E5000E6BC083E4EBE18E1A7BDC053033CDA4B19BE8CAF8EBD1CA826BE80E7AABBC0F318BDEC0D093E248A443E36A4043E8C84FE3DFCD6CA3D12962C3E42521CBEACCA2C3E4C87F33D14C4F23D3E3D57BEB2606A3E648CDCBDB062D2BDB881B0BD549FE9BD4843553D66BB44BEFCB670BE580631BE4CC5A73D145024BE2CE16BBE20F4EF3D58F2F4BDA0C0643C4C186D3E5235603EC45A403E60F3083E38B9E93D38DA0FBE4E127B3EB24D62BEE05B90BDC0FA463EA02B8DBC3A1B643E88555DBEF0C9013D809B213D8889023E00D6653AB417343EA4FFFEBD4C8593BD92EA4F3E421838BE80EDEC3B7067B1BD9019A93C94D32B3E24E486BD7A1346BEF8C30E3E26630BBECA262F3E9CB43DBEEA7B7DBE580D273D50556C3D1CE19C3D6837B5BDF6A1233ED0BFCCBCC4371E3EA09225BD70A25D3D803D743E60D0393D28D59EBD7C4FD3BD380F973D88A8DABDE4B708BE40AB9BBC68510F3D6A13353E4007413CB820D13DAC1BB0BD609CB7BD00D47A3DDCE6953DB432D13D8CEDBB3D38A5463E5087EB3CA4ADCC3D6C2FB4BDEE4E243EF414773E88D231BD0840943D5631683E404D953BE600413E90D67ABDD4926B3E98FD5FBD30C4CD3D1A6877BEA07603BEBA37373E944A683ECCE6153EC07D90BD800F373D26C5193EBCB3643ECC4BE73D187E1E3D8ADF633EB4FA98BD8A20313E60CE5BBE8C21143E406CCB3D80B2613E981D6EBD601142BCBC1125BE38047F3E6E5F3ABEFAA72DBEE05D19BCD458BA3D382FE23D4E7A643E9E7C0B3E564A6CBE808367BB6C29CB3DC02A23BCF6AC203E42242EBE9095D83C98E4A4BD54058EBDB4D278BE6E12183E7AA161BE085D04BD04158A3D403A85BB700D3D3E3881763DCC0E2E3E6E4116BE84CCA03D883670BD901B6D3ED42616BEE40A7B3E28D000BE5C87573E1844983DE8E40D3EE4C24C3E4ED23A3E706958BED0E8D43C68EB53BD366B473E607C793E183A3C3EB8739DBDC0BC4DBE9CAAEB3D10F028BE1A956FBEC641343E1053303E70E600BDB824B93DD0CA023EE073243DDE491DBED0E89BBC1E012B3E5020A03D94DB6BBE00356F3B",
      torch_tensor_16_torch.float32_4: "0x0400000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
      torch_tensor_16_torch.float32_3: "0x040000000000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F",
      torch_tensor_16_torch.float32_2: "0x04000000E058F93C008A123B405A65BECCC507BE3CCC153E4C5806BE02EC28BE8AF853BE30D7ABBD20F75CBD1C87F53D945D4B3E306D12BDC68542BE4452DFBDF6D30ABE",
      torch_tensor_16_16_torch.float32: "0x04000000522E183E08AB33BD28E4FC3DC844A93D86C23BBEE06205BD62205CBEC405F9BDFCA91F3EE827BCBDF01E8C3D78A40BBEE86642BD4046F8BB788A783E70E5D73CA4E69EBDC069963CD880EABD2CB64EBED85FC33DE01FBEBDE0262DBE00C1C63A621B67BE1E66313EA001353CB89C493E80A282BC6C7007BE6496F0BDF0CA1A3DB05307BEFC8CB0BD989DA63D8CDF94BD62066CBEECBF1C3EE66D60BE286DDF3D02E0273E80CA6BBBD4B1E6BD668774BE78FF34BD7E3C1F3E6A3F543EF069CDBD7E9A243EF8BEC93DC0A1973D98AA3ABE34D9E53D94430E3EF82044BE18D946BEA0F0033C68425B3D80A215BE04AFE5BDAC50AB3D744B7B3E180DEE3D74B108BE2C23C63D5A597C3E10CB80BD2034423E602CF1BCC404E7BD22F077BE4C38AEBDC020A13D74EE4B3E80C9963BDE34623E880359BD40E317BCD687763EACABE93DCE820CBEE4C050BEA02E58BC4092053C522E35BEA2ED75BED44A083E76E434BE64C4993DD01F05BD60B46E3D1419C23DAC100FBECAC374BEC8FEC1BDE011C1BD0891ED3DDC7CEFBD88C2673D9EAC1C3E20E347BDE876AEBDF2BA0CBE887EEEBD3C1F723EC8D3433E1ECF5EBE50CAC5BCAC147C3ED8EF4A3E38AE43BE54CCD6BD3E4B2D3EE429C53D40911D3EB4F2A93D5C5C7BBE905F7C3ECCB79ABDB64817BE6887193D1CEA733EF0F7583EF603473E4644013E0C03653E8C6C393E0A6614BE7CD9893D800E5EBD506E343D844331BE2045C63C309446BD160B0DBE7CB030BEA8D1583E18A0E63D34E3A7BD34B811BE181752BDEEA32EBECAF02EBE6020783C2C53AC3D708B653E200C6BBEBA5660BE9C329EBD4490E5BD04D7F4BDC2903CBEDEA12D3E6AB1113E60C4ADBD20ADBA3DA66133BE5C76E13D96373EBEF04A71BE2E9442BE8452AC3D00A39C3D1A5E5D3ECC2794BD82293F3E40790D3D3263343EE43CEDBD4003013ED0D8043D70B5203D586F303DB84E683E74D008BEB8097DBDF083423DF86028BD38CBD9BD08A6003E3052083E98CFF8BDF0239CBC7080E23D382783BD2AB976BEC41EAB3DE6FF4E3EF8796CBE90764B3EBC1BF23D22800D3E48883DBEFCDC4D3EF4A1F93DA89BFABDA08CC63DC81883BDACFFC93D60B440BE9481273E64C5F0BD98A37B3DF0807E3E808F98BB7E1A253E7E3F163E7A7B363EEC9AEEBD3467F23D4058C8BCEE2C34BE68F62BBE50345EBE58172A3EE8C5F6BDAC335F3E10BD2C3DEEB71DBE68F68E3D7AC0513E982A483DA47F7BBEE80040BE3897723ED02097BDD81D8A3DF07FFE3DEA2B103EF079043ED0251C3E906AF03DDA63423EA83A2D3D405B4EBC54C187BDD037513E5814313DE0418D3C940E6ABE1004F93CFE38263E801CF03D807D4BBC00761FBC10A44F3EBC5D963D1CF6073E6036133C46640E3E1C8118BE8E3C4ABE24D76E3E9A42643E76930C3E108E9A3D",
      torch_tensor_48_torch.float32: "0x0400000090C9DC3CC0F499BBC07F5B3C0C4D0A3E0A43273EA812303E44277D3EE03D213EB024BC3D5C156A3E0C8C6FBE848D1F3E0C2F6B3E60859ABCDC36233E86DF453E647E563ED00C20BD00EB7E3E986087BD32336F3E0A736C3EACE3183EF4877BBECC041BBE7294663E96B4043E900D4F3E7A487D3EE047343CB0F1793DC22125BE102EF43D90FB813DC0A3B23D426A083E7C99463E084D6A3EFAAA68BE202C85BD26BB7C3EEC6A16BEB26010BE3CA959BEC03D16BC8C066D3EB281123ED43C3E3E",
      torch_tensor_48_16_torch.float32: "0x04000000D81A42BE04ACBDBDCCDD9E3D5060B7BCA80815BD040084BD08A2173D20E97ABEF402C13D9063A83C828300BE84A5D1BD4860F2BDB459243E682CF5BDB8F6433DE00F20BD6A531ABE60B430BE8E8965BE4CCE2A3EBC6F71BE4613573E4482DD3D6C35DE3DA4864FBEF0810CBD88404CBD40926FBE327912BE883F0F3D38C558BD4C1C353E200DF5BD08E22CBE74A5D4BD4C3A00BE62BC493EC0CC4EBC607E213CDC846BBE744B68BE54A4CBBD207F973C30FCCDBD007760BC08AB6C3EF0E268BE845808BEF401C13D102D08BDA07536BE02471C3EB0104ABDD031EE3DF88D1C3E22F46BBE80E0063D08CE273D12A3353E0CB462BE561E5CBE602457BC2EBA6EBE104D673D1437EB3DEA3D6ABE702639BE603472BD6005F13CE046313C4CF929BED2DB2E3EFA6F2B3EAC1866BEA4A034BEC6043EBE9A152C3E925F743EF87F423E7AFC1D3EE0A39D3C94B04D3E82CB513EA020583DFAC15A3EAC4EFABDEAF036BE04C9BF3DFA2549BEC091243C50CEDEBDB627193E00D543BD18D080BDC2A01D3E2AC245BE50CADFBCB066F83DF07B30BDC08713BDDAE4443E98DA58BD2CA2933D00DD2A3DC03DCBBD58F06F3E6C02023EE8C4AD3D7E3F623EA4B8723EA21511BEECD39FBDDCC2E0BDCC9534BE960C02BE486302BE76EF73BE98B447BE3CAFA2BDD6D018BEE29E1ABEA2D043BEDC81BEBD74C3D2BDD4C1A5BDC0BFC5BD80EBF63DD66762BE4CCF47BE6835C43DC2F33BBE8448773E588B92BD7894BD3D129862BEA0EE47BDD0E842BE109229BE8472A73D5034AD3C48090FBE788EF33D265108BE82C62FBED8495CBDCC6628BE0041DEBA02ED4A3EF850083EE0F6D7BC56AC08BE0010073C7870F23D16C250BE72EB37BECE334FBED8D2623EC00D563CF460F33D80BC143D9C7BE4BD403DB53B80A16D3BEE7D6EBE848C11BE8CC6C43D308580BD88732C3D0625343EC8F22BBE6034243D2098373C6837B13D2EAA7C3E80D1383E94E8FCBDB883C1BDB25A0CBEA4147A3E60C2053DE84390BDA43F333EEE320FBEB07A2BBE822D3DBE160E073EF66C5D3E603A0C3CF2706EBE10A983BCF0FCAEBC242673BEA0FACE3D527C743EFE9F413E4E9C43BEEED4443E062E36BE8CC087BDACF3BD3DC8E743BE8489FE3D900F61BDA40B20BEA83F063D30B5533D0681243EAA6F153E84C4A93D7083DABC9E1D09BEBACB00BE50BD503DA81AFEBDD03ACBBC0822FFBD78533CBE20CC7E3DD4F3403EC40006BE0406C3BDA86E273D0CA0693E808A34BD4042973B8C9378BEDEB006BE48615A3E703EDABD728D2A3EC806173DF00C5F3D3C8254BE7AC23F3E70E721BD4059BB3DC47FD33D3070443D346CD73D7C67BE3DF0A819BDC054A63D80DC46BE009ACDBC74B36D3E904BC13D48BA0E3D2868253D74D6E33D7C22A43D0C29C13D84DB603E949FFCBD96FD59BE4C64E43D8E4F033EB887543DE8B62B3D362A7D3E18BD1EBE98B5573EE420223E22071C3E04DA21BE30078EBC8894E43DB8916D3E2026AF3DD04A6C3DE06F633D98A6963DF821E43D90EA183DE076CA3DB083B83D48827BBD14C91CBEC07CB03C88F31F3EE0D939BCAECE003E1681763EF4C79D3D68E7FEBD94DBDA3DECD0093E800D5D3E76FB453E82E239BE00C58C3B0E4433BE10C904BD3C97A2BD80821BBCF2211E3EF050C03DC08A5C3E14A0E63D282DDE3DD6DA23BE80F6C63D90D6F73DA097B4BDB2B72BBE4036D0BD5C87D43DC4A6233E7048F1BCCCEAECBD00BCC93984A809BE5C19363E8A0D1E3EF8EF04BD98BA3DBEE8990B3DE8F405BD7A031CBE0AB07B3E18030C3D5C7F08BE86C2693E54F1013E02C501BEB0F8683D703F7DBD3814243E80A207BEB0BB42BD5057D93DAAF1213EB86C60BE861B103E02BD7F3E144DA33DE0E84CBDEE58393E90FF80BCCCB65BBEF4B6A53D9464383E1EFA7B3E90894ABE66265A3E20497F3C3869263D985DABBD20881FBC603FFA3C3413D6BD50B5EF3CECEDC6BD98F830BE68659F3DC040C33D3C7915BEC0B0E53C965761BEB491413EDEBC6E3E60DEF5BC4ABA083E200057BD00C418BDC445F93D4E415CBE588E443E60638EBD66932FBE34CDAF3DA2B5153EC095093D3CFD4ABE4C5EB43D5A82593E404DEE3B488B433D0442F4BDA6417B3EDC5FCDBDF8A2503DB07B40BD2493B4BD2435C0BD70BFB43C402635BEE876BBBD48296F3D0EF5303E9CF6A7BDB885A8BD3C845ABE4AD5543E34D864BE6057ED3DB0E923BE0EB03DBE9405443E5C5CFABDB054ACBDAC24C4BD8029DCBCACDA793E88137C3DDA3D4BBEDC9704BEE4B7AA3D30DC9ABC4CAA993DE25563BE50D2D6BC44FAD73DECF7383EBEBC16BEE23B1B3ED43F313E7C55DD3D80AAE8BDF0F30CBE387F473D20E551BD78E4233E761463BE188D863DEE260A3E284235BE50CD163D7C4AFCBD38F95EBD8011EB3B103CF2BDA037093C265222BE60617BBE221529BE481C1B3E3014403E52FB60BED6FB77BE80F6893DFCDD17BED88B603E2A6848BE3263763EB4C92DBEA0C5403EF4682FBEDCBB743EB425F33DE2AA39BE405678BE0CAF0A3E346D45BE80849A3B2EA049BE74B897BDC45E4B3ED8406DBEC8DA573E801615BB34790F3EF4ADF4BDA62E08BE4ADD3FBE74F58BBD0CCED6BD30F6063E2E1A323E60EF75BDDAF838BEBC5EC13D0406ED3D92DE16BEB0B572BEE2F55C3E00969CBD8E07613E0050F23860FD253ED86CFABD584703BDD0883FBE6089BEBD780A5DBDAAED03BE10BB4A3EB847FFBDC8B3A93D727908BE100D0C3D828B703EC80E163D58D44ABDBC0F7C3E9CA1D73D102A043DC0F3CB3B4E8E19BE3479793EC668703E488C51BE90DD603ECC10C63D76FB633E70F3C93CC8DB693D8E36363E0E275CBEB6F96CBE4E557B3E7892F5BDF87173BD60A3F4BD60B9AABC4CEC5B3E68D2CB3D14FA403E003D573E6EA340BE887E22BEE6C27DBE400F69BCD47E9A3D682734BE40FE613DE425F3BDA851F2BDB475FABDE47D9CBD00F4B3BBB2B040BED0BF853C2CBD28BE52D00B3EB4EAF5BD9E37383E324C3D3E70DF21BE1ACB28BE1896E0BD9023563D10DDC7BCB41CBB3D66D748BED041F33C48703E3D5C5BEB3D90721ABEDC620E3E26B20E3E0E30423ED0D9CB3C5C00D23D74C3C7BD9A70383E00045E3C88D1DEBDD8AC013DEE954F3EF8CC1FBEC4EEC83DA06A3FBD982678BE2AF6043EB8224B3EA09DFA3D3A0754BE605E053DF8BA263D90E795BDEE0863BED85FD5BDE67F01BE3015B63C3C3BA5BDF0EAB83CA479613E9C54CB3D60B91EBC50BDA63D983E1E3D7862D33DFC2A213EF0FCAB3DE0680ABC6059663DC6C33E3E786D3A3D2083593CA42E283EBCDE983DD013A0BCA091533DAC83FFBDC02BC8BBC0C3443C2E3479BE90170DBDD895A0BDD69159BEC4E718BE204672BEDC4C7F3E228C76BE70A8ADBC92DE2EBE224D24BEC6E347BE1A930D3E4A8712BED20D6C3E80347C3E34D0E13D3281413E666077BEA01AACBDB82536BD86153F3E7EEE2B3E881AE1BD0034E3BA2AE467BE2CDB95BD80C6EBBCE02A89BDB839DF3DF0CAB0BDF01690BD0017403DB0ED9CBC9CDA4C3E2091EF3C70A658BE10855CBECC4CCA3DFCC203BEECEDDFBD9A011EBE8078CBBD149FEE3D6C8266BE5CE35ABE4878083E40D4CCBD04D328BEA8C928BD06BA47BECECB783E8806CBBDD40A9FBDD06A53BD986A47BEE0D567BCF05F4ABE52800CBE9A19013E4C1CFFBD580A80BD5C62843DB2AE123EA8266F3D2EE01FBE5CB7463EB2EF5D3E68B1293D4E195D3E14DE0E3EF6B57E3E665E71BE38DC60BDECD2C3BDACC8EBBD280463BD4AB123BEFE11793EE4B8AEBD402F61BEB8DD973DB6F7523E4C1797BDB83D2D3E00775B3CFE67323E028D163EE0F097BDA4081BBEA02EF13D043D613EA06013BD687C6E3DEAE447BE22F174BEBEC3143E74DE1E3E38AB6BBE803C73BEC07CFE3C7035B8BD202ED83D908FCFBDD28E19BEB4DCC93D0491563E808A1B3B6405C23DA88215BD8492AABD04CCD6BD00B9733BD893423D06753C3E50EB393D2A131D3EC4F0CD3D365D383E583573BEA8AD383D5C580D3E685D0ABE000B49BE702D0ABD320B75BE2EEB403EF0BF213EB056AF3D9EA5593EC00FEA3B00BE433EC8D12E3D10685BBEA6E024BEDC970CBE68A12A3E2CAA2ABE9CD91C3E88D2993D8EE939BE36D863BE4C8A2ABE4C89653E486D7A3DA0CB8BBD74D5EB3DDADE36BE485C58BD280F55BE00B6F53D8C579CBD004097394AAC79BEEE884B3E402475BE140B85BDFCF34EBE54FD863D6A51543E481D34BE60BF783C8803ED3DAE5B433EA04A983D2EB50C3E2CB389BDE8CA69BE58DE713EB4A8D9BD40B997BC",
      torch_tensor_16_torch.float32_1: "0x0400000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
      torch_tensor_16_torch.float32: "0x040000000000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F0000803F",
      torch_tensor_8_16_torch.float32: "0x040000007B50143EAA35DEBCF5856FBC9894CDBDAA114D3D67863DBEFBD60B3D4F5DDE3B24E69D3C52467FBE62F4003D98A0EB3DECD42F3CED9BA83D2DB8323DEC8B333E988F453C400ED23CBEEF2E3E852FADBD81919A3DC9EF0FBC5B6DEDBDC0B7133C3BD773BA5C628F3D3FD0AFBDEBAF85BD430D86BD611906BE2A72863DBCB119BDA64043BEB3BDBCBD0F1800BE82B5093ED00E8ABDDF46D93C5014C6BD75AA7C3D2FC62F3EE34AB03DC96B0F3EE721F93CB8606BBBCF55E5BDA735B53C1A22143EC8BDD8BD5F9F8D3D2FFFEC3DCB1648BCC8EF5BBE32C595BEA7F919BCE670A6BAD074E5BD7FFD163EFFFB8FBD2FDF23BD373D7F3D65A0783DBFF9B0BDE9791CBE676CBA3D69B188BCF92EBCBDD3764ABD7111963D8EFA23BEA8DBE7BD67C67F3DEB68B03DB3EDFEBD73D630BE58320A3D6B8C2CBE03A23D3CC090EBBDEBED863D97F93A3E23E1CC3DB97642BD3A15473EABF6ECBD5B4F8BBED31C2A3C6E78AF3DE2F35FBEE8A70C3EA8DDD6BDDA5F09BE98B7203D7F1152BD6839AB3DA973413D5A6A023E30A6F53C8C0D2ABD0CFDA23D6BF4B13DCEB02F3EC898253C1F9949BD613339BC3A572BBE23C710BE2F5899BD630080BCA805E5BCA26C68BEF922453EFFA2A6BDE775203ED2EDD1BB40DC3EBDBDC8FCBDC37AC23D6D36F3BA4B4B6ABD1210343ED94C2F3E3B180F3DEF9158BD598E3A3D0114983DA2F8083EA15989BD",
      torch_tensor_24_16_torch.float32: "0x0400000050DC133D90ACDC3CC641793EA03E5D3D2CDB07BE3029D0BC3C85B23DA8F5FD3D0035F63C844D2ABE9CABAABDF05F90BC2C71883D9ADA093E8E1212BE3420103EDE933A3E0865573D50448ABD4856FCBD78ED2BBE7CE1DDBDC0D769BD04E12A3E6046703D60815CBD4AD81FBE3EC82C3E7C0414BED82313BD0083A9BACC946EBE1E74443E4E844FBEAC120F3EC8B9C93D54B1B3BD76D604BECACB433E3CA9D1BD0815643E00CA5B3A7C38713EA04C323EF8CC93BD083C2BBD40A8243C7ED2223E30899A3CAC86DEBD803025BC402EE6BC56F4683EE4A0E03DF6402FBE9CC52DBECC6308BE9C4E0F3E70C7A13C600398BD281E7B3D8CC2243E401D0C3C68FBC93D089E00BD282C833D86DE353E58D543BDD4319EBDFCBD9EBD48518C3DBA5003BE2C476C3E52EC073E0A975FBE5C42ADBD30545C3E4051B7BDAC1F6FBE86CF213EF25849BEE04E6DBDD43E8DBD90B807BE425C6D3E98EF0A3E3802E0BD80F761BC7C51B0BD88C77DBD14A3C73D102DF6BCF4E1A83D58231FBD0AFE47BE8CF87C3E0289773EDCBFFDBD102E9EBDA09814BECA700D3EA8A8FC3DA008AC3DCC7E9FBD20C93A3C82D9253EFC9C8F3DA42F723E0865D73DCED23ABED6CE50BE98AB1A3EB06835BDF096C7BD3A79063E78E076BDE44A41BE14B0D3BDA08EDCBCF4EF9ABD84AA823D70DF8ABDD2C17E3E607EC03D88B700BE646E0EBED8E8D5BDF4CD1B3E1865BFBD8032303CCC8A443EB81894BD100993BC0E9304BE8C2D583E701EAF3DE02CFABCEC90E6BDDE4C503E4466093E6C379D3D38B2053E98AF583EDC68BC3D241460BE4863B6BD90E6B5BD9C1F7F3E5423FD3D824310BEB02DD33D501DF5BD02DE6C3E504091BD447AA93DB60C2A3E0ECC343E58B16EBDC82D643E90DD213D40B931BD42A072BE40AD3C3DD084B33CC83E09BD20369EBDA0A6673E58DC96BDD0CEBFBD4C2BA8BD502583BD102716BE9ECE6C3E721A6F3E5C3827BE06781FBE00FD373D3093903D4874B1BDA4A86EBE2EC16B3E50536FBD6025403E64D3E9BD947491BD9448EB3DB0E68B3C104C39BD7C4B83BDB0F7223E9427F93D907AFD3C361F5F3EA09DFD3C2C566F3ED09CE4BCBE166A3E38CA483D727C2CBE5478E6BDF6D87BBE0C07D73D209DFB3D9ED2763EB2B529BEE8D41FBDAC285BBE0A6E283E70BCFABC3A7314BE407C3ABD8025AC3D2E265B3E104ACFBDC095E03BA6C734BE7C96963D8044153D8C37C03D8A97163E8CE8BE3D68570B3DFCD969BE4001EEBC3A010BBEC0A1703CD8A310BE80C13DBBC69347BE7265293E008902BE700408BECC08613EF0F5523D3A8B43BEDC271ABEC0E7C9BB54A273BE90FF1E3EB04C173E6ED04CBE00EAE43C8E6E503E14DE06BEE0CA5BBE3C0AAFBD30BF3DBE28B9723D48F3DCBD4E6F53BEA8002CBE70694B3EA6EA1FBE944AC33DDC74E4BD10F3F5BD02ED283E60231E3D8233713EC8159C3D323E273ECE5B2DBEB6D21BBE6CC7B03D54682DBEA01E3D3D6C1035BE20324D3E80F703BC10B76E3DB09D3B3DBE63383E84715B3E18DA3C3E9E2154BEA26B2ABEC807E5BDF8F2013E44A752BECC4054BED2C70D3E1C2226BE0028583C4A6D5DBEFC7049BE08E4FB3DF477213EAA57013E0010983B640BA7BDC0CECF3CA09E4BBCA8F6D5BDB4E53BBE581DC2BD20C7023E1200753EA804423D808E583BF833893DC8EF6C3EFC728E3DBEE7443EA0EB893C3038463E206CB33C4A9A3ABE50CCE63D4494063E8C018A3D2A580DBE52AA383E84BF0FBE4860293E820133BEE0DEF13C7E9D043E80553E3DF027D63C280C223DCCE334BE4E83633E504903BDC21D633E08AB2B3D9020F7BCF80664BD4CC00F3E8CF721BEA007ECBD20B4683C8ACB503E52436C3E48E620BEE6647EBE3A305B3E042A4A3EA4BA4B3E16E1623E50BDCF3DD42D7E3E180DA1BD30B71EBE9C4CDB3D7C29D1BDD6C671BE0C41DD3D404BDC3CC2CA7DBE6066F43CF070A3BD5041C73C30082A3DF07157BE965A06BE48C7353DE83C093D2E98203E8ACA56BE00154DBD0C1EFC3DA0D1183D28E2C3BDE0116C3D44A0363EF2DC17BE5ED01B3ED46A6ABE00D8403D6CA8ACBD486DF1BD642745BEF459A63D30654C3E3A133B3E08615EBEB01A0EBED4DD323E747F383ED0D066BE746E78BE84B5913DB8D1EF3DF64F54BE"
    }
  }
#-}
