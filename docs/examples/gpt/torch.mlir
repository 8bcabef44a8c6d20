#map = affine_map<(d0, d1, d2) -> (d0, d1)>
#map1 = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2) -> (d1, d2)>
#map3 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
#map4 = affine_map<(d0, d1, d2) -> (d2)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map6 = affine_map<(d0) -> (d0)>
#map7 = affine_map<(d0, d1) -> (0, d1)>
#map8 = affine_map<(d0, d1) -> (d0, 0)>
#map9 = affine_map<(d0, d1) -> (d0, d1)>
#map10 = affine_map<(d0, d1, d2, d3) -> (d2, d3)>
#map11 = affine_map<(d0, d1, d2, d3) -> ()>
#map12 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
#map13 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, 0)>
#map14 = affine_map<(d0, d1) -> (d0)>
#map15 = affine_map<(d0) -> ()>
#map16 = affine_map<() -> ()>
#map17 = affine_map<(d0, d1) -> ()>
#map18 = affine_map<(d0) -> (d0, 0)>
#map19 = affine_map<(d0, d1, d2) -> ()>
#map20 = affine_map<(d0, d1, d2) -> (0, d1, d2)>
module {
  func.func @main(%arg0: tensor<60x64xf32> {pipe.name = "embedding", pipe.parameter}, %arg1: tensor<64x64xf32> {pipe.name = "positions", pipe.parameter}, %arg2: tensor<64x60xf32> {pipe.name = "head", pipe.parameter}, %arg3: tensor<64x192xf32> {pipe.name = "block0.qkv", pipe.parameter}, %arg4: tensor<64x64xf32> {pipe.name = "block0.out", pipe.parameter}, %arg5: tensor<64x256xf32> {pipe.name = "block0.up", pipe.parameter}, %arg6: tensor<256x64xf32> {pipe.name = "block0.down", pipe.parameter}, %arg7: tensor<64xf32> {pipe.name = "block0.norm1.scale", pipe.parameter}, %arg8: tensor<64xf32> {pipe.name = "block0.norm1.bias", pipe.parameter}, %arg9: tensor<64xf32> {pipe.name = "block0.norm2.scale", pipe.parameter}, %arg10: tensor<64xf32> {pipe.name = "block0.norm2.bias", pipe.parameter}, %arg11: tensor<64x192xf32> {pipe.name = "block1.qkv", pipe.parameter}, %arg12: tensor<64x64xf32> {pipe.name = "block1.out", pipe.parameter}, %arg13: tensor<64x256xf32> {pipe.name = "block1.up", pipe.parameter}, %arg14: tensor<256x64xf32> {pipe.name = "block1.down", pipe.parameter}, %arg15: tensor<64xf32> {pipe.name = "block1.norm1.scale", pipe.parameter}, %arg16: tensor<64xf32> {pipe.name = "block1.norm1.bias", pipe.parameter}, %arg17: tensor<64xf32> {pipe.name = "block1.norm2.scale", pipe.parameter}, %arg18: tensor<64xf32> {pipe.name = "block1.norm2.bias", pipe.parameter}, %arg19: tensor<64x192xf32> {pipe.name = "block2.qkv", pipe.parameter}, %arg20: tensor<64x64xf32> {pipe.name = "block2.out", pipe.parameter}, %arg21: tensor<64x256xf32> {pipe.name = "block2.up", pipe.parameter}, %arg22: tensor<256x64xf32> {pipe.name = "block2.down", pipe.parameter}, %arg23: tensor<64xf32> {pipe.name = "block2.norm1.scale", pipe.parameter}, %arg24: tensor<64xf32> {pipe.name = "block2.norm1.bias", pipe.parameter}, %arg25: tensor<64xf32> {pipe.name = "block2.norm2.scale", pipe.parameter}, %arg26: tensor<64xf32> {pipe.name = "block2.norm2.bias", pipe.parameter}, %arg27: tensor<64x192xf32> {pipe.name = "block3.qkv", pipe.parameter}, %arg28: tensor<64x64xf32> {pipe.name = "block3.out", pipe.parameter}, %arg29: tensor<64x256xf32> {pipe.name = "block3.up", pipe.parameter}, %arg30: tensor<256x64xf32> {pipe.name = "block3.down", pipe.parameter}, %arg31: tensor<64xf32> {pipe.name = "block3.norm1.scale", pipe.parameter}, %arg32: tensor<64xf32> {pipe.name = "block3.norm1.bias", pipe.parameter}, %arg33: tensor<64xf32> {pipe.name = "block3.norm2.scale", pipe.parameter}, %arg34: tensor<64xf32> {pipe.name = "block3.norm2.bias", pipe.parameter}, %arg35: tensor<64xf32> {pipe.name = "norm.scale", pipe.parameter}, %arg36: tensor<64xf32> {pipe.name = "norm.bias", pipe.parameter}, %arg37: tensor<4x64xi32> {pipe.batch = 0 : i64, pipe.name = "x"}, %arg38: tensor<4x64xi32> {pipe.batch = 0 : i64, pipe.name = "y"}) -> (tensor<f32> {pipe.loss, pipe.name = "loss"}, tensor<60x64xf32> {pipe.gradient = "embedding", pipe.name = "grad.embedding"}, tensor<64x64xf32> {pipe.gradient = "positions", pipe.name = "grad.positions"}, tensor<64x60xf32> {pipe.gradient = "head", pipe.name = "grad.head"}, tensor<64x192xf32> {pipe.gradient = "block0.qkv", pipe.name = "grad.block0.qkv"}, tensor<64x64xf32> {pipe.gradient = "block0.out", pipe.name = "grad.block0.out"}, tensor<64x256xf32> {pipe.gradient = "block0.up", pipe.name = "grad.block0.up"}, tensor<256x64xf32> {pipe.gradient = "block0.down", pipe.name = "grad.block0.down"}, tensor<64xf32> {pipe.gradient = "block0.norm1.scale", pipe.name = "grad.block0.norm1.scale"}, tensor<64xf32> {pipe.gradient = "block0.norm1.bias", pipe.name = "grad.block0.norm1.bias"}, tensor<64xf32> {pipe.gradient = "block0.norm2.scale", pipe.name = "grad.block0.norm2.scale"}, tensor<64xf32> {pipe.gradient = "block0.norm2.bias", pipe.name = "grad.block0.norm2.bias"}, tensor<64x192xf32> {pipe.gradient = "block1.qkv", pipe.name = "grad.block1.qkv"}, tensor<64x64xf32> {pipe.gradient = "block1.out", pipe.name = "grad.block1.out"}, tensor<64x256xf32> {pipe.gradient = "block1.up", pipe.name = "grad.block1.up"}, tensor<256x64xf32> {pipe.gradient = "block1.down", pipe.name = "grad.block1.down"}, tensor<64xf32> {pipe.gradient = "block1.norm1.scale", pipe.name = "grad.block1.norm1.scale"}, tensor<64xf32> {pipe.gradient = "block1.norm1.bias", pipe.name = "grad.block1.norm1.bias"}, tensor<64xf32> {pipe.gradient = "block1.norm2.scale", pipe.name = "grad.block1.norm2.scale"}, tensor<64xf32> {pipe.gradient = "block1.norm2.bias", pipe.name = "grad.block1.norm2.bias"}, tensor<64x192xf32> {pipe.gradient = "block2.qkv", pipe.name = "grad.block2.qkv"}, tensor<64x64xf32> {pipe.gradient = "block2.out", pipe.name = "grad.block2.out"}, tensor<64x256xf32> {pipe.gradient = "block2.up", pipe.name = "grad.block2.up"}, tensor<256x64xf32> {pipe.gradient = "block2.down", pipe.name = "grad.block2.down"}, tensor<64xf32> {pipe.gradient = "block2.norm1.scale", pipe.name = "grad.block2.norm1.scale"}, tensor<64xf32> {pipe.gradient = "block2.norm1.bias", pipe.name = "grad.block2.norm1.bias"}, tensor<64xf32> {pipe.gradient = "block2.norm2.scale", pipe.name = "grad.block2.norm2.scale"}, tensor<64xf32> {pipe.gradient = "block2.norm2.bias", pipe.name = "grad.block2.norm2.bias"}, tensor<64x192xf32> {pipe.gradient = "block3.qkv", pipe.name = "grad.block3.qkv"}, tensor<64x64xf32> {pipe.gradient = "block3.out", pipe.name = "grad.block3.out"}, tensor<64x256xf32> {pipe.gradient = "block3.up", pipe.name = "grad.block3.up"}, tensor<256x64xf32> {pipe.gradient = "block3.down", pipe.name = "grad.block3.down"}, tensor<64xf32> {pipe.gradient = "block3.norm1.scale", pipe.name = "grad.block3.norm1.scale"}, tensor<64xf32> {pipe.gradient = "block3.norm1.bias", pipe.name = "grad.block3.norm1.bias"}, tensor<64xf32> {pipe.gradient = "block3.norm2.scale", pipe.name = "grad.block3.norm2.scale"}, tensor<64xf32> {pipe.gradient = "block3.norm2.bias", pipe.name = "grad.block3.norm2.bias"}, tensor<64xf32> {pipe.gradient = "norm.scale", pipe.name = "grad.norm.scale"}, tensor<64xf32> {pipe.gradient = "norm.bias", pipe.name = "grad.norm.bias"}) {
    %cst = arith.constant dense<0.000000e+00> : tensor<256x60xf32>
    %c60 = arith.constant 60 : index
    %c0_i32 = arith.constant 0 : i32
    %cst_0 = arith.constant 0.000000e+00 : f64
    %true = arith.constant true
    %cst_1 = arith.constant 0xFF800000 : f32
    %cst_2 = arith.constant 1.000000e-05 : f64
    %cst_3 = arith.constant 4.471500e-02 : f64
    %cst_4 = arith.constant 0.79788456080286541 : f64
    %cst_5 = arith.constant 1.341450e-01 : f64
    %cst_6 = arith.constant dense<true> : tensor<64x64xi1>
    %cst_7 = arith.constant dense<-1.000000e+09> : tensor<f32>
    %cst_8 = arith.constant dense<0.000000e+00> : tensor<f32>
    %cst_9 = arith.constant dense<1.000000e+00> : tensor<f32>
    %cst_10 = arith.constant 6.400000e+01 : f64
    %cst_11 = arith.constant 6.400000e+01 : f32
    %cst_12 = arith.constant 4.000000e+00 : f32
    %cst_13 = arith.constant 5.000000e-01 : f32
    %cst_14 = arith.constant 1.000000e+00 : f32
    %c-100_i64 = arith.constant -100 : i64
    %c-1_i64 = arith.constant -1 : i64
    %c256 = arith.constant 256 : index
    %c0_i64 = arith.constant 0 : i64
    %cst_15 = arith.constant 0.000000e+00 : f32
    %c0 = arith.constant 0 : index
    %cst_16 = arith.constant dense<0.000000e+00> : tensor<60x64xf32>
    %cst_17 = arith.constant -1.000000e+00 : f32
    %cst_18 = arith.constant dense<1> : tensor<i64>
    %cst_19 = arith.constant dense<0> : tensor<i64>
    %0 = tensor.empty() : tensor<4x64x64xf32>
    %1 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%arg37 : tensor<4x64xi32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: i32, %out: f32):
      %586 = arith.index_cast %in : i32 to index
      %587 = linalg.index 2 : index
      %588 = arith.cmpi slt, %586, %c60 : index
      cf.assert %588, "index must be smaller than dim size"
      %589 = arith.cmpi sge, %in, %c0_i32 : i32
      cf.assert %589, "index must be larger or equal to 0"
      %extracted = tensor.extract %arg0[%586, %587] : tensor<60x64xf32>
      linalg.yield %extracted : f32
    } -> tensor<4x64x64xf32>
    %2 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%1, %arg1 : tensor<4x64x64xf32>, tensor<64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %3 = tensor.empty() : tensor<4x64x64xf64>
    %4 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%2 : tensor<4x64x64xf32>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f32, %out: f64):
      %586 = arith.extf %in : f32 to f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %5 = tensor.empty() : tensor<4x64x1xf64>
    %6 = linalg.fill ins(%cst_0 : f64) outs(%5 : tensor<4x64x1xf64>) -> tensor<4x64x1xf64>
    %7 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%4 : tensor<4x64x64xf64>) outs(%6 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.addf %in, %out : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %8 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%7 : tensor<4x64x1xf64>) outs(%5 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.divf %in, %cst_10 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %9 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%4, %8 : tensor<4x64x64xf64>, tensor<4x64x1xf64>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f64, %in_269: f64, %out: f64):
      %586 = arith.subf %in, %in_269 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %10 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%9, %9 : tensor<4x64x64xf64>, tensor<4x64x64xf64>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f64, %in_269: f64, %out: f64):
      %586 = arith.mulf %in, %in_269 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %11 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%10 : tensor<4x64x64xf64>) outs(%6 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.addf %in, %out : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %12 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%11 : tensor<4x64x1xf64>) outs(%5 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.divf %in, %cst_10 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %13 = tensor.empty() : tensor<4x64x1xf32>
    %14 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%12 : tensor<4x64x1xf64>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %586 = arith.truncf %in : f64 to f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %15 = linalg.fill ins(%cst_15 : f32) outs(%13 : tensor<4x64x1xf32>) -> tensor<4x64x1xf32>
    %16 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%2 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %17 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%16 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %18 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%14 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_2 : f64 to f32
      %587 = arith.addf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x1xf32>
    %19 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%18 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = math.rsqrt %in : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %20 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%2, %17 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %21 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%20, %19 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %22 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%21, %arg7 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %23 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%22, %arg8 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %collapsed = tensor.collapse_shape %23 [[0, 1], [2]] : tensor<4x64x64xf32> into tensor<256x64xf32>
    %24 = tensor.empty() : tensor<256x192xf32>
    %25 = linalg.fill ins(%cst_15 : f32) outs(%24 : tensor<256x192xf32>) -> tensor<256x192xf32>
    %26 = linalg.matmul ins(%collapsed, %arg3 : tensor<256x64xf32>, tensor<64x192xf32>) outs(%25 : tensor<256x192xf32>) -> tensor<256x192xf32>
    %expanded = tensor.expand_shape %26 [[0, 1], [2]] output_shape [4, 64, 192] : tensor<256x192xf32> into tensor<4x64x192xf32>
    %extracted_slice = tensor.extract_slice %expanded[0, 0, 0] [4, 64, 64] [1, 1, 1] : tensor<4x64x192xf32> to tensor<4x64x64xf32>
    %extracted_slice_20 = tensor.extract_slice %expanded[0, 0, 64] [4, 64, 64] [1, 1, 1] : tensor<4x64x192xf32> to tensor<4x64x64xf32>
    %extracted_slice_21 = tensor.extract_slice %expanded[0, 0, 128] [4, 64, 64] [1, 1, 1] : tensor<4x64x192xf32> to tensor<4x64x64xf32>
    %expanded_22 = tensor.expand_shape %extracted_slice [[0], [1], [2, 3]] output_shape [4, 64, 4, 16] : tensor<4x64x64xf32> into tensor<4x64x4x16xf32>
    %27 = tensor.empty() : tensor<4x4x64x16xf32>
    %transposed = linalg.transpose ins(%expanded_22 : tensor<4x64x4x16xf32>) outs(%27 : tensor<4x4x64x16xf32>) permutation = [0, 2, 1, 3] 
    %expanded_23 = tensor.expand_shape %extracted_slice_20 [[0], [1], [2, 3]] output_shape [4, 64, 4, 16] : tensor<4x64x64xf32> into tensor<4x64x4x16xf32>
    %expanded_24 = tensor.expand_shape %extracted_slice_21 [[0], [1], [2, 3]] output_shape [4, 64, 4, 16] : tensor<4x64x64xf32> into tensor<4x64x4x16xf32>
    %transposed_25 = linalg.transpose ins(%expanded_24 : tensor<4x64x4x16xf32>) outs(%27 : tensor<4x4x64x16xf32>) permutation = [0, 2, 1, 3] 
    %28 = tensor.empty() : tensor<4x4x16x64xf32>
    %transposed_26 = linalg.transpose ins(%expanded_23 : tensor<4x64x4x16xf32>) outs(%28 : tensor<4x4x16x64xf32>) permutation = [0, 2, 3, 1] 
    %collapsed_27 = tensor.collapse_shape %transposed [[0, 1], [2], [3]] : tensor<4x4x64x16xf32> into tensor<16x64x16xf32>
    %collapsed_28 = tensor.collapse_shape %transposed_26 [[0, 1], [2], [3]] : tensor<4x4x16x64xf32> into tensor<16x16x64xf32>
    %29 = tensor.empty() : tensor<16x64x64xf32>
    %30 = linalg.fill ins(%cst_15 : f32) outs(%29 : tensor<16x64x64xf32>) -> tensor<16x64x64xf32>
    %31 = linalg.batch_matmul ins(%collapsed_27, %collapsed_28 : tensor<16x64x16xf32>, tensor<16x16x64xf32>) outs(%30 : tensor<16x64x64xf32>) -> tensor<16x64x64xf32>
    %expanded_29 = tensor.expand_shape %31 [[0, 1], [2], [3]] output_shape [4, 4, 64, 64] : tensor<16x64x64xf32> into tensor<4x4x64x64xf32>
    %32 = tensor.empty() : tensor<4x4x64x64xf32>
    %33 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_29 : tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_12 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %34 = tensor.empty() : tensor<64xi64>
    %35 = linalg.generic {indexing_maps = [#map6], iterator_types = ["parallel"]} outs(%34 : tensor<64xi64>) {
    ^bb0(%out: i64):
      %586 = linalg.index 0 : index
      %587 = arith.index_cast %586 : index to i64
      linalg.yield %587 : i64
    } -> tensor<64xi64>
    %expanded_30 = tensor.expand_shape %35 [[0, 1]] output_shape [1, 64] : tensor<64xi64> into tensor<1x64xi64>
    %expanded_31 = tensor.expand_shape %35 [[0, 1]] output_shape [64, 1] : tensor<64xi64> into tensor<64x1xi64>
    %36 = tensor.empty() : tensor<64x64xi64>
    %37 = linalg.generic {indexing_maps = [#map7, #map8, #map9], iterator_types = ["parallel", "parallel"]} ins(%expanded_30, %expanded_31 : tensor<1x64xi64>, tensor<64x1xi64>) outs(%36 : tensor<64x64xi64>) {
    ^bb0(%in: i64, %in_269: i64, %out: i64):
      %586 = arith.subi %in, %in_269 : i64
      linalg.yield %586 : i64
    } -> tensor<64x64xi64>
    %38 = tensor.empty() : tensor<64x64xi1>
    %39 = linalg.generic {indexing_maps = [#map9, #map9], iterator_types = ["parallel", "parallel"]} ins(%37 : tensor<64x64xi64>) outs(%38 : tensor<64x64xi1>) {
    ^bb0(%in: i64, %out: i1):
      %586 = arith.cmpi sle, %in, %c0_i64 : i64
      linalg.yield %586 : i1
    } -> tensor<64x64xi1>
    %40 = linalg.generic {indexing_maps = [#map9, #map9, #map9], iterator_types = ["parallel", "parallel"]} ins(%39, %cst_6 : tensor<64x64xi1>, tensor<64x64xi1>) outs(%38 : tensor<64x64xi1>) {
    ^bb0(%in: i1, %in_269: i1, %out: i1):
      %586 = arith.andi %in, %in_269 : i1
      linalg.yield %586 : i1
    } -> tensor<64x64xi1>
    %41 = linalg.generic {indexing_maps = [#map9, #map9], iterator_types = ["parallel", "parallel"]} ins(%40 : tensor<64x64xi1>) outs(%38 : tensor<64x64xi1>) {
    ^bb0(%in: i1, %out: i1):
      %586 = arith.xori %in, %true : i1
      linalg.yield %586 : i1
    } -> tensor<64x64xi1>
    %42 = linalg.generic {indexing_maps = [#map10, #map11, #map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41, %cst_7, %33 : tensor<64x64xi1>, tensor<f32>, tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: i1, %in_269: f32, %in_270: f32, %out: f32):
      %586 = arith.select %in, %in_269, %in_270 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %43 = tensor.empty() : tensor<4x4x64xi64>
    %44 = linalg.fill ins(%c0_i64 : i64) outs(%43 : tensor<4x4x64xi64>) -> tensor<4x4x64xi64>
    %45 = tensor.empty() : tensor<4x4x64xf32>
    %46 = linalg.fill ins(%cst_1 : f32) outs(%45 : tensor<4x4x64xf32>) -> tensor<4x4x64xf32>
    %47:2 = linalg.generic {indexing_maps = [#map5, #map12, #map12], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%42 : tensor<4x4x64x64xf32>) outs(%46, %44 : tensor<4x4x64xf32>, tensor<4x4x64xi64>) {
    ^bb0(%in: f32, %out: f32, %out_269: i64):
      %586 = linalg.index 3 : index
      %587 = arith.index_cast %586 : index to i64
      %588 = arith.maximumf %in, %out : f32
      %589 = arith.cmpf ogt, %in, %out : f32
      %590 = arith.select %589, %587, %out_269 : i64
      linalg.yield %588, %590 : f32, i64
    } -> (tensor<4x4x64xf32>, tensor<4x4x64xi64>)
    %expanded_32 = tensor.expand_shape %47#0 [[0], [1], [2, 3]] output_shape [4, 4, 64, 1] : tensor<4x4x64xf32> into tensor<4x4x64x1xf32>
    %48 = linalg.generic {indexing_maps = [#map5, #map13, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%42, %expanded_32 : tensor<4x4x64x64xf32>, tensor<4x4x64x1xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %49 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%48 : tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = math.exp %in : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %50 = tensor.empty() : tensor<4x4x64x1xf32>
    %51 = linalg.fill ins(%cst_15 : f32) outs(%50 : tensor<4x4x64x1xf32>) -> tensor<4x4x64x1xf32>
    %52 = linalg.generic {indexing_maps = [#map5, #map13], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%49 : tensor<4x4x64x64xf32>) outs(%51 : tensor<4x4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x1xf32>
    %53 = linalg.generic {indexing_maps = [#map5, #map13, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%49, %52 : tensor<4x4x64x64xf32>, tensor<4x4x64x1xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.divf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %collapsed_33 = tensor.collapse_shape %53 [[0, 1], [2], [3]] : tensor<4x4x64x64xf32> into tensor<16x64x64xf32>
    %collapsed_34 = tensor.collapse_shape %transposed_25 [[0, 1], [2], [3]] : tensor<4x4x64x16xf32> into tensor<16x64x16xf32>
    %54 = tensor.empty() : tensor<16x64x16xf32>
    %55 = linalg.fill ins(%cst_15 : f32) outs(%54 : tensor<16x64x16xf32>) -> tensor<16x64x16xf32>
    %56 = linalg.batch_matmul ins(%collapsed_33, %collapsed_34 : tensor<16x64x64xf32>, tensor<16x64x16xf32>) outs(%55 : tensor<16x64x16xf32>) -> tensor<16x64x16xf32>
    %expanded_35 = tensor.expand_shape %56 [[0, 1], [2], [3]] output_shape [4, 4, 64, 16] : tensor<16x64x16xf32> into tensor<4x4x64x16xf32>
    %57 = tensor.empty() : tensor<4x64x4x16xf32>
    %transposed_36 = linalg.transpose ins(%expanded_35 : tensor<4x4x64x16xf32>) outs(%57 : tensor<4x64x4x16xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_37 = tensor.collapse_shape %transposed_36 [[0, 1], [2, 3]] : tensor<4x64x4x16xf32> into tensor<256x64xf32>
    %58 = tensor.empty() : tensor<256x64xf32>
    %59 = linalg.fill ins(%cst_15 : f32) outs(%58 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %60 = linalg.matmul ins(%collapsed_37, %arg4 : tensor<256x64xf32>, tensor<64x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %expanded_38 = tensor.expand_shape %60 [[0, 1], [2]] output_shape [4, 64, 64] : tensor<256x64xf32> into tensor<4x64x64xf32>
    %61 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%2, %expanded_38 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %62 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%61 : tensor<4x64x64xf32>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f32, %out: f64):
      %586 = arith.extf %in : f32 to f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %63 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%62 : tensor<4x64x64xf64>) outs(%6 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.addf %in, %out : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %64 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%63 : tensor<4x64x1xf64>) outs(%5 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.divf %in, %cst_10 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %65 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%62, %64 : tensor<4x64x64xf64>, tensor<4x64x1xf64>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f64, %in_269: f64, %out: f64):
      %586 = arith.subf %in, %in_269 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %66 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%65, %65 : tensor<4x64x64xf64>, tensor<4x64x64xf64>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f64, %in_269: f64, %out: f64):
      %586 = arith.mulf %in, %in_269 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %67 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%66 : tensor<4x64x64xf64>) outs(%6 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.addf %in, %out : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %68 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%67 : tensor<4x64x1xf64>) outs(%5 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.divf %in, %cst_10 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %69 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%68 : tensor<4x64x1xf64>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %586 = arith.truncf %in : f64 to f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %70 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%61 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %71 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%70 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %72 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%69 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_2 : f64 to f32
      %587 = arith.addf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x1xf32>
    %73 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%72 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = math.rsqrt %in : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %74 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%61, %71 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %75 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%74, %73 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %76 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%75, %arg9 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %77 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%76, %arg10 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %collapsed_39 = tensor.collapse_shape %77 [[0, 1], [2]] : tensor<4x64x64xf32> into tensor<256x64xf32>
    %78 = tensor.empty() : tensor<256x256xf32>
    %79 = linalg.fill ins(%cst_15 : f32) outs(%78 : tensor<256x256xf32>) -> tensor<256x256xf32>
    %80 = linalg.matmul ins(%collapsed_39, %arg5 : tensor<256x64xf32>, tensor<64x256xf32>) outs(%79 : tensor<256x256xf32>) -> tensor<256x256xf32>
    %expanded_40 = tensor.expand_shape %80 [[0, 1], [2]] output_shape [4, 64, 256] : tensor<256x256xf32> into tensor<4x64x256xf32>
    %81 = tensor.empty() : tensor<4x64x256xf32>
    %82 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_40, %expanded_40 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %83 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%82, %expanded_40 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %84 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%83 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_3 : f64 to f32
      %587 = arith.mulf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x256xf32>
    %85 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_40, %84 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %86 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%85 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_4 : f64 to f32
      %587 = arith.mulf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x256xf32>
    %87 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_40 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.mulf %in, %cst_13 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %88 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%86 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = math.tanh %in : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %89 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%88 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %cst_14 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %90 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%87, %89 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %collapsed_41 = tensor.collapse_shape %90 [[0, 1], [2]] : tensor<4x64x256xf32> into tensor<256x256xf32>
    %91 = linalg.matmul ins(%collapsed_41, %arg6 : tensor<256x256xf32>, tensor<256x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %expanded_42 = tensor.expand_shape %91 [[0, 1], [2]] output_shape [4, 64, 64] : tensor<256x64xf32> into tensor<4x64x64xf32>
    %92 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%61, %expanded_42 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %93 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%92 : tensor<4x64x64xf32>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f32, %out: f64):
      %586 = arith.extf %in : f32 to f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %94 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%93 : tensor<4x64x64xf64>) outs(%6 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.addf %in, %out : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %95 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%94 : tensor<4x64x1xf64>) outs(%5 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.divf %in, %cst_10 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %96 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%93, %95 : tensor<4x64x64xf64>, tensor<4x64x1xf64>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f64, %in_269: f64, %out: f64):
      %586 = arith.subf %in, %in_269 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %97 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%96, %96 : tensor<4x64x64xf64>, tensor<4x64x64xf64>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f64, %in_269: f64, %out: f64):
      %586 = arith.mulf %in, %in_269 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %98 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%97 : tensor<4x64x64xf64>) outs(%6 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.addf %in, %out : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %99 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%98 : tensor<4x64x1xf64>) outs(%5 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.divf %in, %cst_10 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %100 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%99 : tensor<4x64x1xf64>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %586 = arith.truncf %in : f64 to f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %101 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%92 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %102 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%101 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %103 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%100 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_2 : f64 to f32
      %587 = arith.addf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x1xf32>
    %104 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%103 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = math.rsqrt %in : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %105 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%92, %102 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %106 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%105, %104 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %107 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%106, %arg15 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %108 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%107, %arg16 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %collapsed_43 = tensor.collapse_shape %108 [[0, 1], [2]] : tensor<4x64x64xf32> into tensor<256x64xf32>
    %109 = linalg.matmul ins(%collapsed_43, %arg11 : tensor<256x64xf32>, tensor<64x192xf32>) outs(%25 : tensor<256x192xf32>) -> tensor<256x192xf32>
    %expanded_44 = tensor.expand_shape %109 [[0, 1], [2]] output_shape [4, 64, 192] : tensor<256x192xf32> into tensor<4x64x192xf32>
    %extracted_slice_45 = tensor.extract_slice %expanded_44[0, 0, 0] [4, 64, 64] [1, 1, 1] : tensor<4x64x192xf32> to tensor<4x64x64xf32>
    %extracted_slice_46 = tensor.extract_slice %expanded_44[0, 0, 64] [4, 64, 64] [1, 1, 1] : tensor<4x64x192xf32> to tensor<4x64x64xf32>
    %extracted_slice_47 = tensor.extract_slice %expanded_44[0, 0, 128] [4, 64, 64] [1, 1, 1] : tensor<4x64x192xf32> to tensor<4x64x64xf32>
    %expanded_48 = tensor.expand_shape %extracted_slice_45 [[0], [1], [2, 3]] output_shape [4, 64, 4, 16] : tensor<4x64x64xf32> into tensor<4x64x4x16xf32>
    %transposed_49 = linalg.transpose ins(%expanded_48 : tensor<4x64x4x16xf32>) outs(%27 : tensor<4x4x64x16xf32>) permutation = [0, 2, 1, 3] 
    %expanded_50 = tensor.expand_shape %extracted_slice_46 [[0], [1], [2, 3]] output_shape [4, 64, 4, 16] : tensor<4x64x64xf32> into tensor<4x64x4x16xf32>
    %expanded_51 = tensor.expand_shape %extracted_slice_47 [[0], [1], [2, 3]] output_shape [4, 64, 4, 16] : tensor<4x64x64xf32> into tensor<4x64x4x16xf32>
    %transposed_52 = linalg.transpose ins(%expanded_51 : tensor<4x64x4x16xf32>) outs(%27 : tensor<4x4x64x16xf32>) permutation = [0, 2, 1, 3] 
    %transposed_53 = linalg.transpose ins(%expanded_50 : tensor<4x64x4x16xf32>) outs(%28 : tensor<4x4x16x64xf32>) permutation = [0, 2, 3, 1] 
    %collapsed_54 = tensor.collapse_shape %transposed_49 [[0, 1], [2], [3]] : tensor<4x4x64x16xf32> into tensor<16x64x16xf32>
    %collapsed_55 = tensor.collapse_shape %transposed_53 [[0, 1], [2], [3]] : tensor<4x4x16x64xf32> into tensor<16x16x64xf32>
    %110 = linalg.batch_matmul ins(%collapsed_54, %collapsed_55 : tensor<16x64x16xf32>, tensor<16x16x64xf32>) outs(%30 : tensor<16x64x64xf32>) -> tensor<16x64x64xf32>
    %expanded_56 = tensor.expand_shape %110 [[0, 1], [2], [3]] output_shape [4, 4, 64, 64] : tensor<16x64x64xf32> into tensor<4x4x64x64xf32>
    %111 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_56 : tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_12 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %112 = linalg.generic {indexing_maps = [#map10, #map11, #map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41, %cst_7, %111 : tensor<64x64xi1>, tensor<f32>, tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: i1, %in_269: f32, %in_270: f32, %out: f32):
      %586 = arith.select %in, %in_269, %in_270 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %113:2 = linalg.generic {indexing_maps = [#map5, #map12, #map12], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%112 : tensor<4x4x64x64xf32>) outs(%46, %44 : tensor<4x4x64xf32>, tensor<4x4x64xi64>) {
    ^bb0(%in: f32, %out: f32, %out_269: i64):
      %586 = linalg.index 3 : index
      %587 = arith.index_cast %586 : index to i64
      %588 = arith.maximumf %in, %out : f32
      %589 = arith.cmpf ogt, %in, %out : f32
      %590 = arith.select %589, %587, %out_269 : i64
      linalg.yield %588, %590 : f32, i64
    } -> (tensor<4x4x64xf32>, tensor<4x4x64xi64>)
    %expanded_57 = tensor.expand_shape %113#0 [[0], [1], [2, 3]] output_shape [4, 4, 64, 1] : tensor<4x4x64xf32> into tensor<4x4x64x1xf32>
    %114 = linalg.generic {indexing_maps = [#map5, #map13, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%112, %expanded_57 : tensor<4x4x64x64xf32>, tensor<4x4x64x1xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %115 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%114 : tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = math.exp %in : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %116 = linalg.generic {indexing_maps = [#map5, #map13], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%115 : tensor<4x4x64x64xf32>) outs(%51 : tensor<4x4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x1xf32>
    %117 = linalg.generic {indexing_maps = [#map5, #map13, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%115, %116 : tensor<4x4x64x64xf32>, tensor<4x4x64x1xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.divf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %collapsed_58 = tensor.collapse_shape %117 [[0, 1], [2], [3]] : tensor<4x4x64x64xf32> into tensor<16x64x64xf32>
    %collapsed_59 = tensor.collapse_shape %transposed_52 [[0, 1], [2], [3]] : tensor<4x4x64x16xf32> into tensor<16x64x16xf32>
    %118 = linalg.batch_matmul ins(%collapsed_58, %collapsed_59 : tensor<16x64x64xf32>, tensor<16x64x16xf32>) outs(%55 : tensor<16x64x16xf32>) -> tensor<16x64x16xf32>
    %expanded_60 = tensor.expand_shape %118 [[0, 1], [2], [3]] output_shape [4, 4, 64, 16] : tensor<16x64x16xf32> into tensor<4x4x64x16xf32>
    %transposed_61 = linalg.transpose ins(%expanded_60 : tensor<4x4x64x16xf32>) outs(%57 : tensor<4x64x4x16xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_62 = tensor.collapse_shape %transposed_61 [[0, 1], [2, 3]] : tensor<4x64x4x16xf32> into tensor<256x64xf32>
    %119 = linalg.matmul ins(%collapsed_62, %arg12 : tensor<256x64xf32>, tensor<64x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %expanded_63 = tensor.expand_shape %119 [[0, 1], [2]] output_shape [4, 64, 64] : tensor<256x64xf32> into tensor<4x64x64xf32>
    %120 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%92, %expanded_63 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %121 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%120 : tensor<4x64x64xf32>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f32, %out: f64):
      %586 = arith.extf %in : f32 to f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %122 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%121 : tensor<4x64x64xf64>) outs(%6 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.addf %in, %out : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %123 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%122 : tensor<4x64x1xf64>) outs(%5 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.divf %in, %cst_10 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %124 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%121, %123 : tensor<4x64x64xf64>, tensor<4x64x1xf64>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f64, %in_269: f64, %out: f64):
      %586 = arith.subf %in, %in_269 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %125 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%124, %124 : tensor<4x64x64xf64>, tensor<4x64x64xf64>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f64, %in_269: f64, %out: f64):
      %586 = arith.mulf %in, %in_269 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %126 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%125 : tensor<4x64x64xf64>) outs(%6 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.addf %in, %out : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %127 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%126 : tensor<4x64x1xf64>) outs(%5 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.divf %in, %cst_10 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %128 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%127 : tensor<4x64x1xf64>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %586 = arith.truncf %in : f64 to f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %129 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%120 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %130 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%129 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %131 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%128 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_2 : f64 to f32
      %587 = arith.addf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x1xf32>
    %132 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%131 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = math.rsqrt %in : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %133 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%120, %130 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %134 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%133, %132 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %135 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%134, %arg17 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %136 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%135, %arg18 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %collapsed_64 = tensor.collapse_shape %136 [[0, 1], [2]] : tensor<4x64x64xf32> into tensor<256x64xf32>
    %137 = linalg.matmul ins(%collapsed_64, %arg13 : tensor<256x64xf32>, tensor<64x256xf32>) outs(%79 : tensor<256x256xf32>) -> tensor<256x256xf32>
    %expanded_65 = tensor.expand_shape %137 [[0, 1], [2]] output_shape [4, 64, 256] : tensor<256x256xf32> into tensor<4x64x256xf32>
    %138 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_65, %expanded_65 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %139 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%138, %expanded_65 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %140 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%139 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_3 : f64 to f32
      %587 = arith.mulf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x256xf32>
    %141 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_65, %140 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %142 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%141 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_4 : f64 to f32
      %587 = arith.mulf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x256xf32>
    %143 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_65 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.mulf %in, %cst_13 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %144 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%142 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = math.tanh %in : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %145 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%144 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %cst_14 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %146 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%143, %145 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %collapsed_66 = tensor.collapse_shape %146 [[0, 1], [2]] : tensor<4x64x256xf32> into tensor<256x256xf32>
    %147 = linalg.matmul ins(%collapsed_66, %arg14 : tensor<256x256xf32>, tensor<256x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %expanded_67 = tensor.expand_shape %147 [[0, 1], [2]] output_shape [4, 64, 64] : tensor<256x64xf32> into tensor<4x64x64xf32>
    %148 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%120, %expanded_67 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %149 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%148 : tensor<4x64x64xf32>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f32, %out: f64):
      %586 = arith.extf %in : f32 to f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %150 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%149 : tensor<4x64x64xf64>) outs(%6 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.addf %in, %out : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %151 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%150 : tensor<4x64x1xf64>) outs(%5 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.divf %in, %cst_10 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %152 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%149, %151 : tensor<4x64x64xf64>, tensor<4x64x1xf64>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f64, %in_269: f64, %out: f64):
      %586 = arith.subf %in, %in_269 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %153 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%152, %152 : tensor<4x64x64xf64>, tensor<4x64x64xf64>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f64, %in_269: f64, %out: f64):
      %586 = arith.mulf %in, %in_269 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %154 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%153 : tensor<4x64x64xf64>) outs(%6 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.addf %in, %out : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %155 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%154 : tensor<4x64x1xf64>) outs(%5 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.divf %in, %cst_10 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %156 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%155 : tensor<4x64x1xf64>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %586 = arith.truncf %in : f64 to f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %157 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%148 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %158 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%157 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %159 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%156 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_2 : f64 to f32
      %587 = arith.addf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x1xf32>
    %160 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%159 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = math.rsqrt %in : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %161 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%148, %158 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %162 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%161, %160 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %163 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%162, %arg23 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %164 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%163, %arg24 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %collapsed_68 = tensor.collapse_shape %164 [[0, 1], [2]] : tensor<4x64x64xf32> into tensor<256x64xf32>
    %165 = linalg.matmul ins(%collapsed_68, %arg19 : tensor<256x64xf32>, tensor<64x192xf32>) outs(%25 : tensor<256x192xf32>) -> tensor<256x192xf32>
    %expanded_69 = tensor.expand_shape %165 [[0, 1], [2]] output_shape [4, 64, 192] : tensor<256x192xf32> into tensor<4x64x192xf32>
    %extracted_slice_70 = tensor.extract_slice %expanded_69[0, 0, 0] [4, 64, 64] [1, 1, 1] : tensor<4x64x192xf32> to tensor<4x64x64xf32>
    %extracted_slice_71 = tensor.extract_slice %expanded_69[0, 0, 64] [4, 64, 64] [1, 1, 1] : tensor<4x64x192xf32> to tensor<4x64x64xf32>
    %extracted_slice_72 = tensor.extract_slice %expanded_69[0, 0, 128] [4, 64, 64] [1, 1, 1] : tensor<4x64x192xf32> to tensor<4x64x64xf32>
    %expanded_73 = tensor.expand_shape %extracted_slice_70 [[0], [1], [2, 3]] output_shape [4, 64, 4, 16] : tensor<4x64x64xf32> into tensor<4x64x4x16xf32>
    %transposed_74 = linalg.transpose ins(%expanded_73 : tensor<4x64x4x16xf32>) outs(%27 : tensor<4x4x64x16xf32>) permutation = [0, 2, 1, 3] 
    %expanded_75 = tensor.expand_shape %extracted_slice_71 [[0], [1], [2, 3]] output_shape [4, 64, 4, 16] : tensor<4x64x64xf32> into tensor<4x64x4x16xf32>
    %expanded_76 = tensor.expand_shape %extracted_slice_72 [[0], [1], [2, 3]] output_shape [4, 64, 4, 16] : tensor<4x64x64xf32> into tensor<4x64x4x16xf32>
    %transposed_77 = linalg.transpose ins(%expanded_76 : tensor<4x64x4x16xf32>) outs(%27 : tensor<4x4x64x16xf32>) permutation = [0, 2, 1, 3] 
    %transposed_78 = linalg.transpose ins(%expanded_75 : tensor<4x64x4x16xf32>) outs(%28 : tensor<4x4x16x64xf32>) permutation = [0, 2, 3, 1] 
    %collapsed_79 = tensor.collapse_shape %transposed_74 [[0, 1], [2], [3]] : tensor<4x4x64x16xf32> into tensor<16x64x16xf32>
    %collapsed_80 = tensor.collapse_shape %transposed_78 [[0, 1], [2], [3]] : tensor<4x4x16x64xf32> into tensor<16x16x64xf32>
    %166 = linalg.batch_matmul ins(%collapsed_79, %collapsed_80 : tensor<16x64x16xf32>, tensor<16x16x64xf32>) outs(%30 : tensor<16x64x64xf32>) -> tensor<16x64x64xf32>
    %expanded_81 = tensor.expand_shape %166 [[0, 1], [2], [3]] output_shape [4, 4, 64, 64] : tensor<16x64x64xf32> into tensor<4x4x64x64xf32>
    %167 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_81 : tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_12 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %168 = linalg.generic {indexing_maps = [#map10, #map11, #map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41, %cst_7, %167 : tensor<64x64xi1>, tensor<f32>, tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: i1, %in_269: f32, %in_270: f32, %out: f32):
      %586 = arith.select %in, %in_269, %in_270 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %169:2 = linalg.generic {indexing_maps = [#map5, #map12, #map12], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%168 : tensor<4x4x64x64xf32>) outs(%46, %44 : tensor<4x4x64xf32>, tensor<4x4x64xi64>) {
    ^bb0(%in: f32, %out: f32, %out_269: i64):
      %586 = linalg.index 3 : index
      %587 = arith.index_cast %586 : index to i64
      %588 = arith.maximumf %in, %out : f32
      %589 = arith.cmpf ogt, %in, %out : f32
      %590 = arith.select %589, %587, %out_269 : i64
      linalg.yield %588, %590 : f32, i64
    } -> (tensor<4x4x64xf32>, tensor<4x4x64xi64>)
    %expanded_82 = tensor.expand_shape %169#0 [[0], [1], [2, 3]] output_shape [4, 4, 64, 1] : tensor<4x4x64xf32> into tensor<4x4x64x1xf32>
    %170 = linalg.generic {indexing_maps = [#map5, #map13, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%168, %expanded_82 : tensor<4x4x64x64xf32>, tensor<4x4x64x1xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %171 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%170 : tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = math.exp %in : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %172 = linalg.generic {indexing_maps = [#map5, #map13], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%171 : tensor<4x4x64x64xf32>) outs(%51 : tensor<4x4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x1xf32>
    %173 = linalg.generic {indexing_maps = [#map5, #map13, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%171, %172 : tensor<4x4x64x64xf32>, tensor<4x4x64x1xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.divf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %collapsed_83 = tensor.collapse_shape %173 [[0, 1], [2], [3]] : tensor<4x4x64x64xf32> into tensor<16x64x64xf32>
    %collapsed_84 = tensor.collapse_shape %transposed_77 [[0, 1], [2], [3]] : tensor<4x4x64x16xf32> into tensor<16x64x16xf32>
    %174 = linalg.batch_matmul ins(%collapsed_83, %collapsed_84 : tensor<16x64x64xf32>, tensor<16x64x16xf32>) outs(%55 : tensor<16x64x16xf32>) -> tensor<16x64x16xf32>
    %expanded_85 = tensor.expand_shape %174 [[0, 1], [2], [3]] output_shape [4, 4, 64, 16] : tensor<16x64x16xf32> into tensor<4x4x64x16xf32>
    %transposed_86 = linalg.transpose ins(%expanded_85 : tensor<4x4x64x16xf32>) outs(%57 : tensor<4x64x4x16xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_87 = tensor.collapse_shape %transposed_86 [[0, 1], [2, 3]] : tensor<4x64x4x16xf32> into tensor<256x64xf32>
    %175 = linalg.matmul ins(%collapsed_87, %arg20 : tensor<256x64xf32>, tensor<64x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %expanded_88 = tensor.expand_shape %175 [[0, 1], [2]] output_shape [4, 64, 64] : tensor<256x64xf32> into tensor<4x64x64xf32>
    %176 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%148, %expanded_88 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %177 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%176 : tensor<4x64x64xf32>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f32, %out: f64):
      %586 = arith.extf %in : f32 to f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %178 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%177 : tensor<4x64x64xf64>) outs(%6 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.addf %in, %out : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %179 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%178 : tensor<4x64x1xf64>) outs(%5 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.divf %in, %cst_10 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %180 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%177, %179 : tensor<4x64x64xf64>, tensor<4x64x1xf64>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f64, %in_269: f64, %out: f64):
      %586 = arith.subf %in, %in_269 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %181 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%180, %180 : tensor<4x64x64xf64>, tensor<4x64x64xf64>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f64, %in_269: f64, %out: f64):
      %586 = arith.mulf %in, %in_269 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %182 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%181 : tensor<4x64x64xf64>) outs(%6 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.addf %in, %out : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %183 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%182 : tensor<4x64x1xf64>) outs(%5 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.divf %in, %cst_10 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %184 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%183 : tensor<4x64x1xf64>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %586 = arith.truncf %in : f64 to f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %185 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%176 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %186 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%185 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %187 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%184 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_2 : f64 to f32
      %587 = arith.addf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x1xf32>
    %188 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%187 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = math.rsqrt %in : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %189 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%176, %186 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %190 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%189, %188 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %191 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%190, %arg25 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %192 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%191, %arg26 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %collapsed_89 = tensor.collapse_shape %192 [[0, 1], [2]] : tensor<4x64x64xf32> into tensor<256x64xf32>
    %193 = linalg.matmul ins(%collapsed_89, %arg21 : tensor<256x64xf32>, tensor<64x256xf32>) outs(%79 : tensor<256x256xf32>) -> tensor<256x256xf32>
    %expanded_90 = tensor.expand_shape %193 [[0, 1], [2]] output_shape [4, 64, 256] : tensor<256x256xf32> into tensor<4x64x256xf32>
    %194 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_90, %expanded_90 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %195 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%194, %expanded_90 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %196 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%195 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_3 : f64 to f32
      %587 = arith.mulf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x256xf32>
    %197 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_90, %196 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %198 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%197 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_4 : f64 to f32
      %587 = arith.mulf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x256xf32>
    %199 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_90 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.mulf %in, %cst_13 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %200 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%198 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = math.tanh %in : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %201 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%200 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %cst_14 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %202 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%199, %201 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %collapsed_91 = tensor.collapse_shape %202 [[0, 1], [2]] : tensor<4x64x256xf32> into tensor<256x256xf32>
    %203 = linalg.matmul ins(%collapsed_91, %arg22 : tensor<256x256xf32>, tensor<256x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %expanded_92 = tensor.expand_shape %203 [[0, 1], [2]] output_shape [4, 64, 64] : tensor<256x64xf32> into tensor<4x64x64xf32>
    %204 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%176, %expanded_92 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %205 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%204 : tensor<4x64x64xf32>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f32, %out: f64):
      %586 = arith.extf %in : f32 to f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %206 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%205 : tensor<4x64x64xf64>) outs(%6 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.addf %in, %out : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %207 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%206 : tensor<4x64x1xf64>) outs(%5 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.divf %in, %cst_10 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %208 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%205, %207 : tensor<4x64x64xf64>, tensor<4x64x1xf64>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f64, %in_269: f64, %out: f64):
      %586 = arith.subf %in, %in_269 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %209 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%208, %208 : tensor<4x64x64xf64>, tensor<4x64x64xf64>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f64, %in_269: f64, %out: f64):
      %586 = arith.mulf %in, %in_269 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %210 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%209 : tensor<4x64x64xf64>) outs(%6 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.addf %in, %out : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %211 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%210 : tensor<4x64x1xf64>) outs(%5 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.divf %in, %cst_10 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %212 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%211 : tensor<4x64x1xf64>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %586 = arith.truncf %in : f64 to f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %213 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%204 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %214 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%213 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %215 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%212 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_2 : f64 to f32
      %587 = arith.addf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x1xf32>
    %216 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%215 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = math.rsqrt %in : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %217 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%204, %214 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %218 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%217, %216 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %219 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%218, %arg31 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %220 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%219, %arg32 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %collapsed_93 = tensor.collapse_shape %220 [[0, 1], [2]] : tensor<4x64x64xf32> into tensor<256x64xf32>
    %221 = linalg.matmul ins(%collapsed_93, %arg27 : tensor<256x64xf32>, tensor<64x192xf32>) outs(%25 : tensor<256x192xf32>) -> tensor<256x192xf32>
    %expanded_94 = tensor.expand_shape %221 [[0, 1], [2]] output_shape [4, 64, 192] : tensor<256x192xf32> into tensor<4x64x192xf32>
    %extracted_slice_95 = tensor.extract_slice %expanded_94[0, 0, 0] [4, 64, 64] [1, 1, 1] : tensor<4x64x192xf32> to tensor<4x64x64xf32>
    %extracted_slice_96 = tensor.extract_slice %expanded_94[0, 0, 64] [4, 64, 64] [1, 1, 1] : tensor<4x64x192xf32> to tensor<4x64x64xf32>
    %extracted_slice_97 = tensor.extract_slice %expanded_94[0, 0, 128] [4, 64, 64] [1, 1, 1] : tensor<4x64x192xf32> to tensor<4x64x64xf32>
    %expanded_98 = tensor.expand_shape %extracted_slice_95 [[0], [1], [2, 3]] output_shape [4, 64, 4, 16] : tensor<4x64x64xf32> into tensor<4x64x4x16xf32>
    %transposed_99 = linalg.transpose ins(%expanded_98 : tensor<4x64x4x16xf32>) outs(%27 : tensor<4x4x64x16xf32>) permutation = [0, 2, 1, 3] 
    %expanded_100 = tensor.expand_shape %extracted_slice_96 [[0], [1], [2, 3]] output_shape [4, 64, 4, 16] : tensor<4x64x64xf32> into tensor<4x64x4x16xf32>
    %expanded_101 = tensor.expand_shape %extracted_slice_97 [[0], [1], [2, 3]] output_shape [4, 64, 4, 16] : tensor<4x64x64xf32> into tensor<4x64x4x16xf32>
    %transposed_102 = linalg.transpose ins(%expanded_101 : tensor<4x64x4x16xf32>) outs(%27 : tensor<4x4x64x16xf32>) permutation = [0, 2, 1, 3] 
    %transposed_103 = linalg.transpose ins(%expanded_100 : tensor<4x64x4x16xf32>) outs(%28 : tensor<4x4x16x64xf32>) permutation = [0, 2, 3, 1] 
    %collapsed_104 = tensor.collapse_shape %transposed_99 [[0, 1], [2], [3]] : tensor<4x4x64x16xf32> into tensor<16x64x16xf32>
    %collapsed_105 = tensor.collapse_shape %transposed_103 [[0, 1], [2], [3]] : tensor<4x4x16x64xf32> into tensor<16x16x64xf32>
    %222 = linalg.batch_matmul ins(%collapsed_104, %collapsed_105 : tensor<16x64x16xf32>, tensor<16x16x64xf32>) outs(%30 : tensor<16x64x64xf32>) -> tensor<16x64x64xf32>
    %expanded_106 = tensor.expand_shape %222 [[0, 1], [2], [3]] output_shape [4, 4, 64, 64] : tensor<16x64x64xf32> into tensor<4x4x64x64xf32>
    %223 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_106 : tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_12 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %224 = linalg.generic {indexing_maps = [#map10, #map11, #map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41, %cst_7, %223 : tensor<64x64xi1>, tensor<f32>, tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: i1, %in_269: f32, %in_270: f32, %out: f32):
      %586 = arith.select %in, %in_269, %in_270 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %225:2 = linalg.generic {indexing_maps = [#map5, #map12, #map12], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%224 : tensor<4x4x64x64xf32>) outs(%46, %44 : tensor<4x4x64xf32>, tensor<4x4x64xi64>) {
    ^bb0(%in: f32, %out: f32, %out_269: i64):
      %586 = linalg.index 3 : index
      %587 = arith.index_cast %586 : index to i64
      %588 = arith.maximumf %in, %out : f32
      %589 = arith.cmpf ogt, %in, %out : f32
      %590 = arith.select %589, %587, %out_269 : i64
      linalg.yield %588, %590 : f32, i64
    } -> (tensor<4x4x64xf32>, tensor<4x4x64xi64>)
    %expanded_107 = tensor.expand_shape %225#0 [[0], [1], [2, 3]] output_shape [4, 4, 64, 1] : tensor<4x4x64xf32> into tensor<4x4x64x1xf32>
    %226 = linalg.generic {indexing_maps = [#map5, #map13, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%224, %expanded_107 : tensor<4x4x64x64xf32>, tensor<4x4x64x1xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %227 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%226 : tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = math.exp %in : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %228 = linalg.generic {indexing_maps = [#map5, #map13], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%227 : tensor<4x4x64x64xf32>) outs(%51 : tensor<4x4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x1xf32>
    %229 = linalg.generic {indexing_maps = [#map5, #map13, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%227, %228 : tensor<4x4x64x64xf32>, tensor<4x4x64x1xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.divf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %collapsed_108 = tensor.collapse_shape %229 [[0, 1], [2], [3]] : tensor<4x4x64x64xf32> into tensor<16x64x64xf32>
    %collapsed_109 = tensor.collapse_shape %transposed_102 [[0, 1], [2], [3]] : tensor<4x4x64x16xf32> into tensor<16x64x16xf32>
    %230 = linalg.batch_matmul ins(%collapsed_108, %collapsed_109 : tensor<16x64x64xf32>, tensor<16x64x16xf32>) outs(%55 : tensor<16x64x16xf32>) -> tensor<16x64x16xf32>
    %expanded_110 = tensor.expand_shape %230 [[0, 1], [2], [3]] output_shape [4, 4, 64, 16] : tensor<16x64x16xf32> into tensor<4x4x64x16xf32>
    %transposed_111 = linalg.transpose ins(%expanded_110 : tensor<4x4x64x16xf32>) outs(%57 : tensor<4x64x4x16xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_112 = tensor.collapse_shape %transposed_111 [[0, 1], [2, 3]] : tensor<4x64x4x16xf32> into tensor<256x64xf32>
    %231 = linalg.matmul ins(%collapsed_112, %arg28 : tensor<256x64xf32>, tensor<64x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %expanded_113 = tensor.expand_shape %231 [[0, 1], [2]] output_shape [4, 64, 64] : tensor<256x64xf32> into tensor<4x64x64xf32>
    %232 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%204, %expanded_113 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %233 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%232 : tensor<4x64x64xf32>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f32, %out: f64):
      %586 = arith.extf %in : f32 to f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %234 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%233 : tensor<4x64x64xf64>) outs(%6 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.addf %in, %out : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %235 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%234 : tensor<4x64x1xf64>) outs(%5 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.divf %in, %cst_10 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %236 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%233, %235 : tensor<4x64x64xf64>, tensor<4x64x1xf64>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f64, %in_269: f64, %out: f64):
      %586 = arith.subf %in, %in_269 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %237 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%236, %236 : tensor<4x64x64xf64>, tensor<4x64x64xf64>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f64, %in_269: f64, %out: f64):
      %586 = arith.mulf %in, %in_269 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %238 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%237 : tensor<4x64x64xf64>) outs(%6 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.addf %in, %out : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %239 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%238 : tensor<4x64x1xf64>) outs(%5 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.divf %in, %cst_10 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %240 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%239 : tensor<4x64x1xf64>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %586 = arith.truncf %in : f64 to f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %241 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%232 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %242 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%241 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %243 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%240 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_2 : f64 to f32
      %587 = arith.addf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x1xf32>
    %244 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%243 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = math.rsqrt %in : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %245 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%232, %242 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %246 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%245, %244 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %247 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%246, %arg33 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %248 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%247, %arg34 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %collapsed_114 = tensor.collapse_shape %248 [[0, 1], [2]] : tensor<4x64x64xf32> into tensor<256x64xf32>
    %249 = linalg.matmul ins(%collapsed_114, %arg29 : tensor<256x64xf32>, tensor<64x256xf32>) outs(%79 : tensor<256x256xf32>) -> tensor<256x256xf32>
    %expanded_115 = tensor.expand_shape %249 [[0, 1], [2]] output_shape [4, 64, 256] : tensor<256x256xf32> into tensor<4x64x256xf32>
    %250 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_115, %expanded_115 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %251 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%250, %expanded_115 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %252 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%251 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_3 : f64 to f32
      %587 = arith.mulf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x256xf32>
    %253 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_115, %252 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %254 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%253 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_4 : f64 to f32
      %587 = arith.mulf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x256xf32>
    %255 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_115 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.mulf %in, %cst_13 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %256 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%254 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = math.tanh %in : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %257 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%256 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %cst_14 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %258 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%255, %257 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %collapsed_116 = tensor.collapse_shape %258 [[0, 1], [2]] : tensor<4x64x256xf32> into tensor<256x256xf32>
    %259 = linalg.matmul ins(%collapsed_116, %arg30 : tensor<256x256xf32>, tensor<256x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %expanded_117 = tensor.expand_shape %259 [[0, 1], [2]] output_shape [4, 64, 64] : tensor<256x64xf32> into tensor<4x64x64xf32>
    %260 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%232, %expanded_117 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %261 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%260 : tensor<4x64x64xf32>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f32, %out: f64):
      %586 = arith.extf %in : f32 to f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %262 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%261 : tensor<4x64x64xf64>) outs(%6 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.addf %in, %out : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %263 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%262 : tensor<4x64x1xf64>) outs(%5 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.divf %in, %cst_10 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %264 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%261, %263 : tensor<4x64x64xf64>, tensor<4x64x1xf64>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f64, %in_269: f64, %out: f64):
      %586 = arith.subf %in, %in_269 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %265 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%264, %264 : tensor<4x64x64xf64>, tensor<4x64x64xf64>) outs(%3 : tensor<4x64x64xf64>) {
    ^bb0(%in: f64, %in_269: f64, %out: f64):
      %586 = arith.mulf %in, %in_269 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x64xf64>
    %266 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%265 : tensor<4x64x64xf64>) outs(%6 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.addf %in, %out : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %267 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%266 : tensor<4x64x1xf64>) outs(%5 : tensor<4x64x1xf64>) {
    ^bb0(%in: f64, %out: f64):
      %586 = arith.divf %in, %cst_10 : f64
      linalg.yield %586 : f64
    } -> tensor<4x64x1xf64>
    %268 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%267 : tensor<4x64x1xf64>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f64, %out: f32):
      %586 = arith.truncf %in : f64 to f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %269 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%260 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %270 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%269 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %271 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%268 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_2 : f64 to f32
      %587 = arith.addf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x1xf32>
    %272 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%271 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = math.rsqrt %in : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %273 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%260, %270 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %274 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%273, %272 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %275 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%274, %arg35 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %276 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%275, %arg36 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %collapsed_118 = tensor.collapse_shape %276 [[0, 1], [2]] : tensor<4x64x64xf32> into tensor<256x64xf32>
    %277 = tensor.empty() : tensor<256x60xf32>
    %278 = linalg.fill ins(%cst_15 : f32) outs(%277 : tensor<256x60xf32>) -> tensor<256x60xf32>
    %279 = linalg.matmul ins(%collapsed_118, %arg2 : tensor<256x64xf32>, tensor<64x60xf32>) outs(%278 : tensor<256x60xf32>) -> tensor<256x60xf32>
    %collapsed_119 = tensor.collapse_shape %arg38 [[0, 1]] : tensor<4x64xi32> into tensor<256xi32>
    %280 = tensor.empty() : tensor<256xi64>
    %281 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%collapsed_119 : tensor<256xi32>) outs(%280 : tensor<256xi64>) {
    ^bb0(%in: i32, %out: i64):
      %586 = arith.extsi %in : i32 to i64
      linalg.yield %586 : i64
    } -> tensor<256xi64>
    %282 = linalg.fill ins(%c0_i64 : i64) outs(%280 : tensor<256xi64>) -> tensor<256xi64>
    %283 = tensor.empty() : tensor<256xf32>
    %284 = linalg.fill ins(%cst_1 : f32) outs(%283 : tensor<256xf32>) -> tensor<256xf32>
    %285:2 = linalg.generic {indexing_maps = [#map9, #map14, #map14], iterator_types = ["parallel", "reduction"]} ins(%279 : tensor<256x60xf32>) outs(%284, %282 : tensor<256xf32>, tensor<256xi64>) {
    ^bb0(%in: f32, %out: f32, %out_269: i64):
      %586 = linalg.index 1 : index
      %587 = arith.index_cast %586 : index to i64
      %588 = arith.maximumf %in, %out : f32
      %589 = arith.cmpf ogt, %in, %out : f32
      %590 = arith.select %589, %587, %out_269 : i64
      linalg.yield %588, %590 : f32, i64
    } -> (tensor<256xf32>, tensor<256xi64>)
    %expanded_120 = tensor.expand_shape %285#0 [[0, 1]] output_shape [256, 1] : tensor<256xf32> into tensor<256x1xf32>
    %286 = linalg.generic {indexing_maps = [#map9, #map8, #map9], iterator_types = ["parallel", "parallel"]} ins(%279, %expanded_120 : tensor<256x60xf32>, tensor<256x1xf32>) outs(%277 : tensor<256x60xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<256x60xf32>
    %287 = linalg.generic {indexing_maps = [#map9, #map9], iterator_types = ["parallel", "parallel"]} ins(%286 : tensor<256x60xf32>) outs(%277 : tensor<256x60xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = math.exp %in : f32
      linalg.yield %586 : f32
    } -> tensor<256x60xf32>
    %288 = tensor.empty() : tensor<256x1xf32>
    %289 = linalg.fill ins(%cst_15 : f32) outs(%288 : tensor<256x1xf32>) -> tensor<256x1xf32>
    %290 = linalg.generic {indexing_maps = [#map9, #map8], iterator_types = ["parallel", "reduction"]} ins(%287 : tensor<256x60xf32>) outs(%289 : tensor<256x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<256x1xf32>
    %291 = linalg.generic {indexing_maps = [#map9, #map9], iterator_types = ["parallel", "parallel"]} ins(%290 : tensor<256x1xf32>) outs(%288 : tensor<256x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = math.log %in : f32
      linalg.yield %586 : f32
    } -> tensor<256x1xf32>
    %292 = linalg.generic {indexing_maps = [#map9, #map8, #map9], iterator_types = ["parallel", "parallel"]} ins(%286, %291 : tensor<256x60xf32>, tensor<256x1xf32>) outs(%277 : tensor<256x60xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<256x60xf32>
    %293 = tensor.empty() : tensor<256xi1>
    %294 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%281 : tensor<256xi64>) outs(%293 : tensor<256xi1>) {
    ^bb0(%in: i64, %out: i1):
      %586 = arith.cmpi ne, %in, %c-100_i64 : i64
      linalg.yield %586 : i1
    } -> tensor<256xi1>
    %295 = linalg.generic {indexing_maps = [#map6, #map6, #map15, #map6], iterator_types = ["parallel"]} ins(%294, %281, %cst_19 : tensor<256xi1>, tensor<256xi64>, tensor<i64>) outs(%280 : tensor<256xi64>) {
    ^bb0(%in: i1, %in_269: i64, %in_270: i64, %out: i64):
      %586 = arith.select %in, %in_269, %in_270 : i64
      linalg.yield %586 : i64
    } -> tensor<256xi64>
    %expanded_121 = tensor.expand_shape %295 [[0, 1]] output_shape [256, 1] : tensor<256xi64> into tensor<256x1xi64>
    %296 = linalg.generic {indexing_maps = [#map9, #map9], iterator_types = ["parallel", "parallel"]} ins(%expanded_121 : tensor<256x1xi64>) outs(%289 : tensor<256x1xf32>) {
    ^bb0(%in: i64, %out: f32):
      %586 = linalg.index 0 : index
      %587 = arith.index_cast %in : i64 to index
      %588 = arith.cmpi slt, %587, %c60 : index
      cf.assert %588, "index must be smaller than dim size"
      %589 = arith.cmpi sge, %in, %c0_i64 : i64
      cf.assert %589, "index must be larger or equal to 0"
      %extracted = tensor.extract %292[%586, %587] : tensor<256x60xf32>
      linalg.yield %extracted : f32
    } -> tensor<256x1xf32>
    %collapsed_122 = tensor.collapse_shape %296 [[0, 1]] : tensor<256x1xf32> into tensor<256xf32>
    %297 = linalg.generic {indexing_maps = [#map6, #map6], iterator_types = ["parallel"]} ins(%collapsed_122 : tensor<256xf32>) outs(%283 : tensor<256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.negf %in : f32
      linalg.yield %586 : f32
    } -> tensor<256xf32>
    %298 = linalg.generic {indexing_maps = [#map6, #map6, #map15, #map6], iterator_types = ["parallel"]} ins(%294, %297, %cst_8 : tensor<256xi1>, tensor<256xf32>, tensor<f32>) outs(%283 : tensor<256xf32>) {
    ^bb0(%in: i1, %in_269: f32, %in_270: f32, %out: f32):
      %586 = arith.select %in, %in_269, %in_270 : f32
      linalg.yield %586 : f32
    } -> tensor<256xf32>
    %299 = tensor.empty() : tensor<i64>
    %300 = linalg.fill ins(%c0_i64 : i64) outs(%299 : tensor<i64>) -> tensor<i64>
    %301 = linalg.generic {indexing_maps = [#map6, #map15], iterator_types = ["reduction"]} ins(%294 : tensor<256xi1>) outs(%300 : tensor<i64>) {
    ^bb0(%in: i1, %out: i64):
      %586 = arith.extui %in : i1 to i64
      %587 = arith.addi %586, %out : i64
      linalg.yield %587 : i64
    } -> tensor<i64>
    %302 = tensor.empty() : tensor<f32>
    %303 = linalg.generic {indexing_maps = [#map16, #map16], iterator_types = []} ins(%301 : tensor<i64>) outs(%302 : tensor<f32>) {
    ^bb0(%in: i64, %out: f32):
      %586 = arith.sitofp %in : i64 to f32
      linalg.yield %586 : f32
    } -> tensor<f32>
    %304 = linalg.fill ins(%cst_15 : f32) outs(%302 : tensor<f32>) -> tensor<f32>
    %305 = linalg.generic {indexing_maps = [#map6, #map15], iterator_types = ["reduction"]} ins(%298 : tensor<256xf32>) outs(%304 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<f32>
    %306 = linalg.generic {indexing_maps = [#map16, #map16, #map16], iterator_types = []} ins(%305, %303 : tensor<f32>, tensor<f32>) outs(%302 : tensor<f32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.divf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<f32>
    %307 = linalg.generic {indexing_maps = [#map16, #map16, #map16], iterator_types = []} ins(%cst_9, %303 : tensor<f32>, tensor<f32>) outs(%302 : tensor<f32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.divf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<f32>
    %expanded_123 = tensor.expand_shape %281 [[0, 1]] output_shape [256, 1] : tensor<256xi64> into tensor<256x1xi64>
    %308 = tensor.empty() : tensor<256x1xi1>
    %309 = linalg.generic {indexing_maps = [#map9, #map9], iterator_types = ["parallel", "parallel"]} ins(%expanded_123 : tensor<256x1xi64>) outs(%308 : tensor<256x1xi1>) {
    ^bb0(%in: i64, %out: i1):
      %586 = arith.cmpi ne, %in, %c-100_i64 : i64
      linalg.yield %586 : i1
    } -> tensor<256x1xi1>
    %310 = tensor.empty() : tensor<256x1xi64>
    %311 = linalg.generic {indexing_maps = [#map9, #map9, #map17, #map9], iterator_types = ["parallel", "parallel"]} ins(%309, %expanded_123, %cst_19 : tensor<256x1xi1>, tensor<256x1xi64>, tensor<i64>) outs(%310 : tensor<256x1xi64>) {
    ^bb0(%in: i1, %in_269: i64, %in_270: i64, %out: i64):
      %586 = arith.select %in, %in_269, %in_270 : i64
      linalg.yield %586 : i64
    } -> tensor<256x1xi64>
    %312 = linalg.fill ins(%c0_i64 : i64) outs(%310 : tensor<256x1xi64>) -> tensor<256x1xi64>
    %313 = linalg.fill ins(%cst_15 : f32) outs(%283 : tensor<256xf32>) -> tensor<256xf32>
    %314:3 = linalg.generic {indexing_maps = [#map18, #map18, #map6], iterator_types = ["parallel"]} outs(%312, %312, %313 : tensor<256x1xi64>, tensor<256x1xi64>, tensor<256xf32>) {
    ^bb0(%out: i64, %out_269: i64, %out_270: f32):
      %586 = linalg.index 0 : index
      %587 = arith.remsi %586, %c256 : index
      %extracted = tensor.extract %311[%587, %c0] : tensor<256x1xi64>
      %588 = arith.index_cast %587 : index to i64
      linalg.yield %588, %extracted, %cst_17 : i64, i64, f32
    } -> (tensor<256x1xi64>, tensor<256x1xi64>, tensor<256xf32>)
    %315 = tensor.empty() : tensor<256x2xi64>
    %316 = linalg.fill ins(%c0_i64 : i64) outs(%315 : tensor<256x2xi64>) -> tensor<256x2xi64>
    %inserted_slice = tensor.insert_slice %314#0 into %316[0, 0] [256, 1] [1, 1] : tensor<256x1xi64> into tensor<256x2xi64>
    %inserted_slice_124 = tensor.insert_slice %314#1 into %inserted_slice[0, 1] [256, 1] [1, 1] : tensor<256x1xi64> into tensor<256x2xi64>
    %317 = tm_tensor.scatter {dimension_map = array<i64: 0, 1>} unique_indices(false) ins(%314#2, %inserted_slice_124 : tensor<256xf32>, tensor<256x2xi64>) outs(%cst : tensor<256x60xf32>) {
    ^bb0(%arg39: f32, %arg40: f32):
      tm_tensor.yield %arg39 : f32
    } -> tensor<256x60xf32>
    %318 = linalg.generic {indexing_maps = [#map9, #map17, #map17, #map9], iterator_types = ["parallel", "parallel"]} ins(%309, %307, %cst_8 : tensor<256x1xi1>, tensor<f32>, tensor<f32>) outs(%288 : tensor<256x1xf32>) {
    ^bb0(%in: i1, %in_269: f32, %in_270: f32, %out: f32):
      %586 = arith.select %in, %in_269, %in_270 : f32
      linalg.yield %586 : f32
    } -> tensor<256x1xf32>
    %319 = linalg.generic {indexing_maps = [#map9, #map8, #map9], iterator_types = ["parallel", "parallel"]} ins(%317, %318 : tensor<256x60xf32>, tensor<256x1xf32>) outs(%277 : tensor<256x60xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<256x60xf32>
    %320 = linalg.generic {indexing_maps = [#map9, #map9], iterator_types = ["parallel", "parallel"]} ins(%292 : tensor<256x60xf32>) outs(%277 : tensor<256x60xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = math.exp %in : f32
      linalg.yield %586 : f32
    } -> tensor<256x60xf32>
    %321 = linalg.generic {indexing_maps = [#map9, #map8], iterator_types = ["parallel", "reduction"]} ins(%319 : tensor<256x60xf32>) outs(%289 : tensor<256x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<256x1xf32>
    %322 = linalg.generic {indexing_maps = [#map9, #map8, #map9], iterator_types = ["parallel", "parallel"]} ins(%320, %321 : tensor<256x60xf32>, tensor<256x1xf32>) outs(%277 : tensor<256x60xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<256x60xf32>
    %323 = linalg.generic {indexing_maps = [#map9, #map9, #map9], iterator_types = ["parallel", "parallel"]} ins(%319, %322 : tensor<256x60xf32>, tensor<256x60xf32>) outs(%277 : tensor<256x60xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<256x60xf32>
    %324 = tensor.empty() : tensor<64x256xf32>
    %transposed_125 = linalg.transpose ins(%collapsed_118 : tensor<256x64xf32>) outs(%324 : tensor<64x256xf32>) permutation = [1, 0] 
    %325 = tensor.empty() : tensor<64x60xf32>
    %326 = linalg.fill ins(%cst_15 : f32) outs(%325 : tensor<64x60xf32>) -> tensor<64x60xf32>
    %327 = linalg.matmul ins(%transposed_125, %323 : tensor<64x256xf32>, tensor<256x60xf32>) outs(%326 : tensor<64x60xf32>) -> tensor<64x60xf32>
    %328 = tensor.empty() : tensor<60x64xf32>
    %transposed_126 = linalg.transpose ins(%arg2 : tensor<64x60xf32>) outs(%328 : tensor<60x64xf32>) permutation = [1, 0] 
    %329 = linalg.matmul ins(%323, %transposed_126 : tensor<256x60xf32>, tensor<60x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %expanded_127 = tensor.expand_shape %329 [[0, 1], [2]] output_shape [4, 64, 64] : tensor<256x64xf32> into tensor<4x64x64xf32>
    %330 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_127, %arg35 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %331 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%330 : tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.mulf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %332 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%330 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %333 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%330, %274 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %334 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%333 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %335 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%274, %334 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %336 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%331, %332 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %337 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%336, %335 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %338 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%272 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %339 = linalg.generic {indexing_maps = [#map3, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%338, %337 : tensor<4x64x1xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %340 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_127, %274 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %341 = tensor.empty() : tensor<64xf32>
    %342 = linalg.fill ins(%cst_15 : f32) outs(%341 : tensor<64xf32>) -> tensor<64xf32>
    %343 = linalg.generic {indexing_maps = [#map1, #map4], iterator_types = ["reduction", "reduction", "parallel"]} ins(%340 : tensor<4x64x64xf32>) outs(%342 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<64xf32>
    %344 = linalg.generic {indexing_maps = [#map1, #map4], iterator_types = ["reduction", "reduction", "parallel"]} ins(%expanded_127 : tensor<4x64x64xf32>) outs(%342 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<64xf32>
    %collapsed_128 = tensor.collapse_shape %339 [[0, 1], [2]] : tensor<4x64x64xf32> into tensor<256x64xf32>
    %transposed_129 = linalg.transpose ins(%collapsed_116 : tensor<256x256xf32>) outs(%78 : tensor<256x256xf32>) permutation = [1, 0] 
    %345 = linalg.matmul ins(%transposed_129, %collapsed_128 : tensor<256x256xf32>, tensor<256x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %transposed_130 = linalg.transpose ins(%arg30 : tensor<256x64xf32>) outs(%324 : tensor<64x256xf32>) permutation = [1, 0] 
    %346 = linalg.matmul ins(%collapsed_128, %transposed_130 : tensor<256x64xf32>, tensor<64x256xf32>) outs(%79 : tensor<256x256xf32>) -> tensor<256x256xf32>
    %expanded_131 = tensor.expand_shape %346 [[0, 1], [2]] output_shape [4, 64, 256] : tensor<256x256xf32> into tensor<4x64x256xf32>
    %347 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%257 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.mulf %in, %cst_13 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %348 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%256, %256 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %349 = linalg.generic {indexing_maps = [#map19, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%cst_18, %348 : tensor<i64>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: i64, %in_269: f32, %out: f32):
      %586 = arith.sitofp %in : i64 to f32
      %587 = arith.subf %586, %in_269 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x256xf32>
    %350 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%250 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_5 : f64 to f32
      %587 = arith.mulf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x256xf32>
    %351 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%350 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %cst_14 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %352 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%351 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_4 : f64 to f32
      %587 = arith.mulf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x256xf32>
    %353 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%255, %349 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %354 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%353, %352 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %355 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%347, %354 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %356 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_131, %355 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %collapsed_132 = tensor.collapse_shape %356 [[0, 1], [2]] : tensor<4x64x256xf32> into tensor<256x256xf32>
    %transposed_133 = linalg.transpose ins(%collapsed_114 : tensor<256x64xf32>) outs(%324 : tensor<64x256xf32>) permutation = [1, 0] 
    %357 = linalg.fill ins(%cst_15 : f32) outs(%324 : tensor<64x256xf32>) -> tensor<64x256xf32>
    %358 = linalg.matmul ins(%transposed_133, %collapsed_132 : tensor<64x256xf32>, tensor<256x256xf32>) outs(%357 : tensor<64x256xf32>) -> tensor<64x256xf32>
    %transposed_134 = linalg.transpose ins(%arg29 : tensor<64x256xf32>) outs(%58 : tensor<256x64xf32>) permutation = [1, 0] 
    %359 = linalg.matmul ins(%collapsed_132, %transposed_134 : tensor<256x256xf32>, tensor<256x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %expanded_135 = tensor.expand_shape %359 [[0, 1], [2]] output_shape [4, 64, 64] : tensor<256x64xf32> into tensor<4x64x64xf32>
    %360 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_135, %arg33 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %361 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%360 : tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.mulf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %362 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%360 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %363 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%360, %246 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %364 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%363 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %365 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%246, %364 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %366 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%361, %362 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %367 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%366, %365 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %368 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%244 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %369 = linalg.generic {indexing_maps = [#map3, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%368, %367 : tensor<4x64x1xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %370 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_135, %246 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %371 = linalg.generic {indexing_maps = [#map1, #map4], iterator_types = ["reduction", "reduction", "parallel"]} ins(%370 : tensor<4x64x64xf32>) outs(%342 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<64xf32>
    %372 = linalg.generic {indexing_maps = [#map1, #map4], iterator_types = ["reduction", "reduction", "parallel"]} ins(%expanded_135 : tensor<4x64x64xf32>) outs(%342 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<64xf32>
    %373 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%339, %369 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %collapsed_136 = tensor.collapse_shape %373 [[0, 1], [2]] : tensor<4x64x64xf32> into tensor<256x64xf32>
    %transposed_137 = linalg.transpose ins(%collapsed_112 : tensor<256x64xf32>) outs(%324 : tensor<64x256xf32>) permutation = [1, 0] 
    %374 = tensor.empty() : tensor<64x64xf32>
    %375 = linalg.fill ins(%cst_15 : f32) outs(%374 : tensor<64x64xf32>) -> tensor<64x64xf32>
    %376 = linalg.matmul ins(%transposed_137, %collapsed_136 : tensor<64x256xf32>, tensor<256x64xf32>) outs(%375 : tensor<64x64xf32>) -> tensor<64x64xf32>
    %transposed_138 = linalg.transpose ins(%arg28 : tensor<64x64xf32>) outs(%374 : tensor<64x64xf32>) permutation = [1, 0] 
    %377 = linalg.matmul ins(%collapsed_136, %transposed_138 : tensor<256x64xf32>, tensor<64x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %expanded_139 = tensor.expand_shape %377 [[0, 1], [2, 3]] output_shape [4, 64, 4, 16] : tensor<256x64xf32> into tensor<4x64x4x16xf32>
    %transposed_140 = linalg.transpose ins(%expanded_139 : tensor<4x64x4x16xf32>) outs(%27 : tensor<4x4x64x16xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_141 = tensor.collapse_shape %transposed_140 [[0, 1], [2], [3]] : tensor<4x4x64x16xf32> into tensor<16x64x16xf32>
    %transposed_142 = linalg.transpose ins(%collapsed_108 : tensor<16x64x64xf32>) outs(%29 : tensor<16x64x64xf32>) permutation = [0, 2, 1] 
    %378 = linalg.batch_matmul ins(%transposed_142, %collapsed_141 : tensor<16x64x64xf32>, tensor<16x64x16xf32>) outs(%55 : tensor<16x64x16xf32>) -> tensor<16x64x16xf32>
    %379 = tensor.empty() : tensor<16x16x64xf32>
    %transposed_143 = linalg.transpose ins(%collapsed_109 : tensor<16x64x16xf32>) outs(%379 : tensor<16x16x64xf32>) permutation = [0, 2, 1] 
    %380 = linalg.batch_matmul ins(%collapsed_141, %transposed_143 : tensor<16x64x16xf32>, tensor<16x16x64xf32>) outs(%30 : tensor<16x64x64xf32>) -> tensor<16x64x64xf32>
    %expanded_144 = tensor.expand_shape %378 [[0, 1], [2], [3]] output_shape [4, 4, 64, 16] : tensor<16x64x16xf32> into tensor<4x4x64x16xf32>
    %expanded_145 = tensor.expand_shape %380 [[0, 1], [2], [3]] output_shape [4, 4, 64, 64] : tensor<16x64x64xf32> into tensor<4x4x64x64xf32>
    %381 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_145, %229 : tensor<4x4x64x64xf32>, tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %382 = linalg.generic {indexing_maps = [#map5, #map13], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%381 : tensor<4x4x64x64xf32>) outs(%51 : tensor<4x4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x1xf32>
    %383 = linalg.generic {indexing_maps = [#map5, #map13, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%229, %382 : tensor<4x4x64x64xf32>, tensor<4x4x64x1xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %384 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%381, %383 : tensor<4x4x64x64xf32>, tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %385 = linalg.generic {indexing_maps = [#map10, #map11, #map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41, %cst_8, %384 : tensor<64x64xi1>, tensor<f32>, tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: i1, %in_269: f32, %in_270: f32, %out: f32):
      %586 = arith.select %in, %in_269, %in_270 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %386 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%385 : tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_12 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %collapsed_146 = tensor.collapse_shape %386 [[0, 1], [2], [3]] : tensor<4x4x64x64xf32> into tensor<16x64x64xf32>
    %transposed_147 = linalg.transpose ins(%collapsed_104 : tensor<16x64x16xf32>) outs(%379 : tensor<16x16x64xf32>) permutation = [0, 2, 1] 
    %387 = linalg.fill ins(%cst_15 : f32) outs(%379 : tensor<16x16x64xf32>) -> tensor<16x16x64xf32>
    %388 = linalg.batch_matmul ins(%transposed_147, %collapsed_146 : tensor<16x16x64xf32>, tensor<16x64x64xf32>) outs(%387 : tensor<16x16x64xf32>) -> tensor<16x16x64xf32>
    %transposed_148 = linalg.transpose ins(%collapsed_105 : tensor<16x16x64xf32>) outs(%54 : tensor<16x64x16xf32>) permutation = [0, 2, 1] 
    %389 = linalg.batch_matmul ins(%collapsed_146, %transposed_148 : tensor<16x64x64xf32>, tensor<16x64x16xf32>) outs(%55 : tensor<16x64x16xf32>) -> tensor<16x64x16xf32>
    %expanded_149 = tensor.expand_shape %388 [[0, 1], [2], [3]] output_shape [4, 4, 16, 64] : tensor<16x16x64xf32> into tensor<4x4x16x64xf32>
    %expanded_150 = tensor.expand_shape %389 [[0, 1], [2], [3]] output_shape [4, 4, 64, 16] : tensor<16x64x16xf32> into tensor<4x4x64x16xf32>
    %transposed_151 = linalg.transpose ins(%expanded_144 : tensor<4x4x64x16xf32>) outs(%57 : tensor<4x64x4x16xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_152 = tensor.collapse_shape %transposed_151 [[0], [1], [2, 3]] : tensor<4x64x4x16xf32> into tensor<4x64x64xf32>
    %transposed_153 = linalg.transpose ins(%expanded_149 : tensor<4x4x16x64xf32>) outs(%57 : tensor<4x64x4x16xf32>) permutation = [0, 3, 1, 2] 
    %collapsed_154 = tensor.collapse_shape %transposed_153 [[0], [1], [2, 3]] : tensor<4x64x4x16xf32> into tensor<4x64x64xf32>
    %transposed_155 = linalg.transpose ins(%expanded_150 : tensor<4x4x64x16xf32>) outs(%57 : tensor<4x64x4x16xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_156 = tensor.collapse_shape %transposed_155 [[0], [1], [2, 3]] : tensor<4x64x4x16xf32> into tensor<4x64x64xf32>
    %concat = tensor.concat dim(2) %collapsed_156, %collapsed_154, %collapsed_152 : (tensor<4x64x64xf32>, tensor<4x64x64xf32>, tensor<4x64x64xf32>) -> tensor<4x64x192xf32>
    %collapsed_157 = tensor.collapse_shape %concat [[0, 1], [2]] : tensor<4x64x192xf32> into tensor<256x192xf32>
    %transposed_158 = linalg.transpose ins(%collapsed_93 : tensor<256x64xf32>) outs(%324 : tensor<64x256xf32>) permutation = [1, 0] 
    %390 = tensor.empty() : tensor<64x192xf32>
    %391 = linalg.fill ins(%cst_15 : f32) outs(%390 : tensor<64x192xf32>) -> tensor<64x192xf32>
    %392 = linalg.matmul ins(%transposed_158, %collapsed_157 : tensor<64x256xf32>, tensor<256x192xf32>) outs(%391 : tensor<64x192xf32>) -> tensor<64x192xf32>
    %393 = tensor.empty() : tensor<192x64xf32>
    %transposed_159 = linalg.transpose ins(%arg27 : tensor<64x192xf32>) outs(%393 : tensor<192x64xf32>) permutation = [1, 0] 
    %394 = linalg.matmul ins(%collapsed_157, %transposed_159 : tensor<256x192xf32>, tensor<192x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %expanded_160 = tensor.expand_shape %394 [[0, 1], [2]] output_shape [4, 64, 64] : tensor<256x64xf32> into tensor<4x64x64xf32>
    %395 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_160, %arg31 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %396 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%395 : tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.mulf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %397 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%395 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %398 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%395, %218 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %399 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%398 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %400 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%218, %399 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %401 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%396, %397 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %402 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%401, %400 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %403 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%216 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %404 = linalg.generic {indexing_maps = [#map3, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%403, %402 : tensor<4x64x1xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %405 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_160, %218 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %406 = linalg.generic {indexing_maps = [#map1, #map4], iterator_types = ["reduction", "reduction", "parallel"]} ins(%405 : tensor<4x64x64xf32>) outs(%342 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<64xf32>
    %407 = linalg.generic {indexing_maps = [#map1, #map4], iterator_types = ["reduction", "reduction", "parallel"]} ins(%expanded_160 : tensor<4x64x64xf32>) outs(%342 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<64xf32>
    %408 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%373, %404 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %collapsed_161 = tensor.collapse_shape %408 [[0, 1], [2]] : tensor<4x64x64xf32> into tensor<256x64xf32>
    %transposed_162 = linalg.transpose ins(%collapsed_91 : tensor<256x256xf32>) outs(%78 : tensor<256x256xf32>) permutation = [1, 0] 
    %409 = linalg.matmul ins(%transposed_162, %collapsed_161 : tensor<256x256xf32>, tensor<256x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %transposed_163 = linalg.transpose ins(%arg22 : tensor<256x64xf32>) outs(%324 : tensor<64x256xf32>) permutation = [1, 0] 
    %410 = linalg.matmul ins(%collapsed_161, %transposed_163 : tensor<256x64xf32>, tensor<64x256xf32>) outs(%79 : tensor<256x256xf32>) -> tensor<256x256xf32>
    %expanded_164 = tensor.expand_shape %410 [[0, 1], [2]] output_shape [4, 64, 256] : tensor<256x256xf32> into tensor<4x64x256xf32>
    %411 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%201 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.mulf %in, %cst_13 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %412 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%200, %200 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %413 = linalg.generic {indexing_maps = [#map19, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%cst_18, %412 : tensor<i64>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: i64, %in_269: f32, %out: f32):
      %586 = arith.sitofp %in : i64 to f32
      %587 = arith.subf %586, %in_269 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x256xf32>
    %414 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%194 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_5 : f64 to f32
      %587 = arith.mulf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x256xf32>
    %415 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%414 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %cst_14 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %416 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%415 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_4 : f64 to f32
      %587 = arith.mulf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x256xf32>
    %417 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%199, %413 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %418 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%417, %416 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %419 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%411, %418 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %420 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_164, %419 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %collapsed_165 = tensor.collapse_shape %420 [[0, 1], [2]] : tensor<4x64x256xf32> into tensor<256x256xf32>
    %transposed_166 = linalg.transpose ins(%collapsed_89 : tensor<256x64xf32>) outs(%324 : tensor<64x256xf32>) permutation = [1, 0] 
    %421 = linalg.matmul ins(%transposed_166, %collapsed_165 : tensor<64x256xf32>, tensor<256x256xf32>) outs(%357 : tensor<64x256xf32>) -> tensor<64x256xf32>
    %transposed_167 = linalg.transpose ins(%arg21 : tensor<64x256xf32>) outs(%58 : tensor<256x64xf32>) permutation = [1, 0] 
    %422 = linalg.matmul ins(%collapsed_165, %transposed_167 : tensor<256x256xf32>, tensor<256x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %expanded_168 = tensor.expand_shape %422 [[0, 1], [2]] output_shape [4, 64, 64] : tensor<256x64xf32> into tensor<4x64x64xf32>
    %423 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_168, %arg25 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %424 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%423 : tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.mulf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %425 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%423 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %426 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%423, %190 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %427 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%426 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %428 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%190, %427 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %429 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%424, %425 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %430 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%429, %428 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %431 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%188 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %432 = linalg.generic {indexing_maps = [#map3, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%431, %430 : tensor<4x64x1xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %433 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_168, %190 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %434 = linalg.generic {indexing_maps = [#map1, #map4], iterator_types = ["reduction", "reduction", "parallel"]} ins(%433 : tensor<4x64x64xf32>) outs(%342 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<64xf32>
    %435 = linalg.generic {indexing_maps = [#map1, #map4], iterator_types = ["reduction", "reduction", "parallel"]} ins(%expanded_168 : tensor<4x64x64xf32>) outs(%342 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<64xf32>
    %436 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%408, %432 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %collapsed_169 = tensor.collapse_shape %436 [[0, 1], [2]] : tensor<4x64x64xf32> into tensor<256x64xf32>
    %transposed_170 = linalg.transpose ins(%collapsed_87 : tensor<256x64xf32>) outs(%324 : tensor<64x256xf32>) permutation = [1, 0] 
    %437 = linalg.matmul ins(%transposed_170, %collapsed_169 : tensor<64x256xf32>, tensor<256x64xf32>) outs(%375 : tensor<64x64xf32>) -> tensor<64x64xf32>
    %transposed_171 = linalg.transpose ins(%arg20 : tensor<64x64xf32>) outs(%374 : tensor<64x64xf32>) permutation = [1, 0] 
    %438 = linalg.matmul ins(%collapsed_169, %transposed_171 : tensor<256x64xf32>, tensor<64x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %expanded_172 = tensor.expand_shape %438 [[0, 1], [2, 3]] output_shape [4, 64, 4, 16] : tensor<256x64xf32> into tensor<4x64x4x16xf32>
    %transposed_173 = linalg.transpose ins(%expanded_172 : tensor<4x64x4x16xf32>) outs(%27 : tensor<4x4x64x16xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_174 = tensor.collapse_shape %transposed_173 [[0, 1], [2], [3]] : tensor<4x4x64x16xf32> into tensor<16x64x16xf32>
    %transposed_175 = linalg.transpose ins(%collapsed_83 : tensor<16x64x64xf32>) outs(%29 : tensor<16x64x64xf32>) permutation = [0, 2, 1] 
    %439 = linalg.batch_matmul ins(%transposed_175, %collapsed_174 : tensor<16x64x64xf32>, tensor<16x64x16xf32>) outs(%55 : tensor<16x64x16xf32>) -> tensor<16x64x16xf32>
    %transposed_176 = linalg.transpose ins(%collapsed_84 : tensor<16x64x16xf32>) outs(%379 : tensor<16x16x64xf32>) permutation = [0, 2, 1] 
    %440 = linalg.batch_matmul ins(%collapsed_174, %transposed_176 : tensor<16x64x16xf32>, tensor<16x16x64xf32>) outs(%30 : tensor<16x64x64xf32>) -> tensor<16x64x64xf32>
    %expanded_177 = tensor.expand_shape %439 [[0, 1], [2], [3]] output_shape [4, 4, 64, 16] : tensor<16x64x16xf32> into tensor<4x4x64x16xf32>
    %expanded_178 = tensor.expand_shape %440 [[0, 1], [2], [3]] output_shape [4, 4, 64, 64] : tensor<16x64x64xf32> into tensor<4x4x64x64xf32>
    %441 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_178, %173 : tensor<4x4x64x64xf32>, tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %442 = linalg.generic {indexing_maps = [#map5, #map13], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%441 : tensor<4x4x64x64xf32>) outs(%51 : tensor<4x4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x1xf32>
    %443 = linalg.generic {indexing_maps = [#map5, #map13, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%173, %442 : tensor<4x4x64x64xf32>, tensor<4x4x64x1xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %444 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%441, %443 : tensor<4x4x64x64xf32>, tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %445 = linalg.generic {indexing_maps = [#map10, #map11, #map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41, %cst_8, %444 : tensor<64x64xi1>, tensor<f32>, tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: i1, %in_269: f32, %in_270: f32, %out: f32):
      %586 = arith.select %in, %in_269, %in_270 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %446 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%445 : tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_12 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %collapsed_179 = tensor.collapse_shape %446 [[0, 1], [2], [3]] : tensor<4x4x64x64xf32> into tensor<16x64x64xf32>
    %transposed_180 = linalg.transpose ins(%collapsed_79 : tensor<16x64x16xf32>) outs(%379 : tensor<16x16x64xf32>) permutation = [0, 2, 1] 
    %447 = linalg.batch_matmul ins(%transposed_180, %collapsed_179 : tensor<16x16x64xf32>, tensor<16x64x64xf32>) outs(%387 : tensor<16x16x64xf32>) -> tensor<16x16x64xf32>
    %transposed_181 = linalg.transpose ins(%collapsed_80 : tensor<16x16x64xf32>) outs(%54 : tensor<16x64x16xf32>) permutation = [0, 2, 1] 
    %448 = linalg.batch_matmul ins(%collapsed_179, %transposed_181 : tensor<16x64x64xf32>, tensor<16x64x16xf32>) outs(%55 : tensor<16x64x16xf32>) -> tensor<16x64x16xf32>
    %expanded_182 = tensor.expand_shape %447 [[0, 1], [2], [3]] output_shape [4, 4, 16, 64] : tensor<16x16x64xf32> into tensor<4x4x16x64xf32>
    %expanded_183 = tensor.expand_shape %448 [[0, 1], [2], [3]] output_shape [4, 4, 64, 16] : tensor<16x64x16xf32> into tensor<4x4x64x16xf32>
    %transposed_184 = linalg.transpose ins(%expanded_177 : tensor<4x4x64x16xf32>) outs(%57 : tensor<4x64x4x16xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_185 = tensor.collapse_shape %transposed_184 [[0], [1], [2, 3]] : tensor<4x64x4x16xf32> into tensor<4x64x64xf32>
    %transposed_186 = linalg.transpose ins(%expanded_182 : tensor<4x4x16x64xf32>) outs(%57 : tensor<4x64x4x16xf32>) permutation = [0, 3, 1, 2] 
    %collapsed_187 = tensor.collapse_shape %transposed_186 [[0], [1], [2, 3]] : tensor<4x64x4x16xf32> into tensor<4x64x64xf32>
    %transposed_188 = linalg.transpose ins(%expanded_183 : tensor<4x4x64x16xf32>) outs(%57 : tensor<4x64x4x16xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_189 = tensor.collapse_shape %transposed_188 [[0], [1], [2, 3]] : tensor<4x64x4x16xf32> into tensor<4x64x64xf32>
    %concat_190 = tensor.concat dim(2) %collapsed_189, %collapsed_187, %collapsed_185 : (tensor<4x64x64xf32>, tensor<4x64x64xf32>, tensor<4x64x64xf32>) -> tensor<4x64x192xf32>
    %collapsed_191 = tensor.collapse_shape %concat_190 [[0, 1], [2]] : tensor<4x64x192xf32> into tensor<256x192xf32>
    %transposed_192 = linalg.transpose ins(%collapsed_68 : tensor<256x64xf32>) outs(%324 : tensor<64x256xf32>) permutation = [1, 0] 
    %449 = linalg.matmul ins(%transposed_192, %collapsed_191 : tensor<64x256xf32>, tensor<256x192xf32>) outs(%391 : tensor<64x192xf32>) -> tensor<64x192xf32>
    %transposed_193 = linalg.transpose ins(%arg19 : tensor<64x192xf32>) outs(%393 : tensor<192x64xf32>) permutation = [1, 0] 
    %450 = linalg.matmul ins(%collapsed_191, %transposed_193 : tensor<256x192xf32>, tensor<192x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %expanded_194 = tensor.expand_shape %450 [[0, 1], [2]] output_shape [4, 64, 64] : tensor<256x64xf32> into tensor<4x64x64xf32>
    %451 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_194, %arg23 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %452 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%451 : tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.mulf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %453 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%451 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %454 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%451, %162 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %455 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%454 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %456 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%162, %455 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %457 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%452, %453 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %458 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%457, %456 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %459 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%160 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %460 = linalg.generic {indexing_maps = [#map3, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%459, %458 : tensor<4x64x1xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %461 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_194, %162 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %462 = linalg.generic {indexing_maps = [#map1, #map4], iterator_types = ["reduction", "reduction", "parallel"]} ins(%461 : tensor<4x64x64xf32>) outs(%342 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<64xf32>
    %463 = linalg.generic {indexing_maps = [#map1, #map4], iterator_types = ["reduction", "reduction", "parallel"]} ins(%expanded_194 : tensor<4x64x64xf32>) outs(%342 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<64xf32>
    %464 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%436, %460 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %collapsed_195 = tensor.collapse_shape %464 [[0, 1], [2]] : tensor<4x64x64xf32> into tensor<256x64xf32>
    %transposed_196 = linalg.transpose ins(%collapsed_66 : tensor<256x256xf32>) outs(%78 : tensor<256x256xf32>) permutation = [1, 0] 
    %465 = linalg.matmul ins(%transposed_196, %collapsed_195 : tensor<256x256xf32>, tensor<256x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %transposed_197 = linalg.transpose ins(%arg14 : tensor<256x64xf32>) outs(%324 : tensor<64x256xf32>) permutation = [1, 0] 
    %466 = linalg.matmul ins(%collapsed_195, %transposed_197 : tensor<256x64xf32>, tensor<64x256xf32>) outs(%79 : tensor<256x256xf32>) -> tensor<256x256xf32>
    %expanded_198 = tensor.expand_shape %466 [[0, 1], [2]] output_shape [4, 64, 256] : tensor<256x256xf32> into tensor<4x64x256xf32>
    %467 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%145 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.mulf %in, %cst_13 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %468 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%144, %144 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %469 = linalg.generic {indexing_maps = [#map19, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%cst_18, %468 : tensor<i64>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: i64, %in_269: f32, %out: f32):
      %586 = arith.sitofp %in : i64 to f32
      %587 = arith.subf %586, %in_269 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x256xf32>
    %470 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%138 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_5 : f64 to f32
      %587 = arith.mulf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x256xf32>
    %471 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%470 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %cst_14 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %472 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%471 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_4 : f64 to f32
      %587 = arith.mulf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x256xf32>
    %473 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%143, %469 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %474 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%473, %472 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %475 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%467, %474 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %476 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_198, %475 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %collapsed_199 = tensor.collapse_shape %476 [[0, 1], [2]] : tensor<4x64x256xf32> into tensor<256x256xf32>
    %transposed_200 = linalg.transpose ins(%collapsed_64 : tensor<256x64xf32>) outs(%324 : tensor<64x256xf32>) permutation = [1, 0] 
    %477 = linalg.matmul ins(%transposed_200, %collapsed_199 : tensor<64x256xf32>, tensor<256x256xf32>) outs(%357 : tensor<64x256xf32>) -> tensor<64x256xf32>
    %transposed_201 = linalg.transpose ins(%arg13 : tensor<64x256xf32>) outs(%58 : tensor<256x64xf32>) permutation = [1, 0] 
    %478 = linalg.matmul ins(%collapsed_199, %transposed_201 : tensor<256x256xf32>, tensor<256x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %expanded_202 = tensor.expand_shape %478 [[0, 1], [2]] output_shape [4, 64, 64] : tensor<256x64xf32> into tensor<4x64x64xf32>
    %479 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_202, %arg17 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %480 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%479 : tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.mulf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %481 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%479 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %482 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%479, %134 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %483 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%482 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %484 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%134, %483 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %485 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%480, %481 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %486 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%485, %484 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %487 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%132 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %488 = linalg.generic {indexing_maps = [#map3, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%487, %486 : tensor<4x64x1xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %489 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_202, %134 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %490 = linalg.generic {indexing_maps = [#map1, #map4], iterator_types = ["reduction", "reduction", "parallel"]} ins(%489 : tensor<4x64x64xf32>) outs(%342 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<64xf32>
    %491 = linalg.generic {indexing_maps = [#map1, #map4], iterator_types = ["reduction", "reduction", "parallel"]} ins(%expanded_202 : tensor<4x64x64xf32>) outs(%342 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<64xf32>
    %492 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%464, %488 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %collapsed_203 = tensor.collapse_shape %492 [[0, 1], [2]] : tensor<4x64x64xf32> into tensor<256x64xf32>
    %transposed_204 = linalg.transpose ins(%collapsed_62 : tensor<256x64xf32>) outs(%324 : tensor<64x256xf32>) permutation = [1, 0] 
    %493 = linalg.matmul ins(%transposed_204, %collapsed_203 : tensor<64x256xf32>, tensor<256x64xf32>) outs(%375 : tensor<64x64xf32>) -> tensor<64x64xf32>
    %transposed_205 = linalg.transpose ins(%arg12 : tensor<64x64xf32>) outs(%374 : tensor<64x64xf32>) permutation = [1, 0] 
    %494 = linalg.matmul ins(%collapsed_203, %transposed_205 : tensor<256x64xf32>, tensor<64x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %expanded_206 = tensor.expand_shape %494 [[0, 1], [2, 3]] output_shape [4, 64, 4, 16] : tensor<256x64xf32> into tensor<4x64x4x16xf32>
    %transposed_207 = linalg.transpose ins(%expanded_206 : tensor<4x64x4x16xf32>) outs(%27 : tensor<4x4x64x16xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_208 = tensor.collapse_shape %transposed_207 [[0, 1], [2], [3]] : tensor<4x4x64x16xf32> into tensor<16x64x16xf32>
    %transposed_209 = linalg.transpose ins(%collapsed_58 : tensor<16x64x64xf32>) outs(%29 : tensor<16x64x64xf32>) permutation = [0, 2, 1] 
    %495 = linalg.batch_matmul ins(%transposed_209, %collapsed_208 : tensor<16x64x64xf32>, tensor<16x64x16xf32>) outs(%55 : tensor<16x64x16xf32>) -> tensor<16x64x16xf32>
    %transposed_210 = linalg.transpose ins(%collapsed_59 : tensor<16x64x16xf32>) outs(%379 : tensor<16x16x64xf32>) permutation = [0, 2, 1] 
    %496 = linalg.batch_matmul ins(%collapsed_208, %transposed_210 : tensor<16x64x16xf32>, tensor<16x16x64xf32>) outs(%30 : tensor<16x64x64xf32>) -> tensor<16x64x64xf32>
    %expanded_211 = tensor.expand_shape %495 [[0, 1], [2], [3]] output_shape [4, 4, 64, 16] : tensor<16x64x16xf32> into tensor<4x4x64x16xf32>
    %expanded_212 = tensor.expand_shape %496 [[0, 1], [2], [3]] output_shape [4, 4, 64, 64] : tensor<16x64x64xf32> into tensor<4x4x64x64xf32>
    %497 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_212, %117 : tensor<4x4x64x64xf32>, tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %498 = linalg.generic {indexing_maps = [#map5, #map13], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%497 : tensor<4x4x64x64xf32>) outs(%51 : tensor<4x4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x1xf32>
    %499 = linalg.generic {indexing_maps = [#map5, #map13, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%117, %498 : tensor<4x4x64x64xf32>, tensor<4x4x64x1xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %500 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%497, %499 : tensor<4x4x64x64xf32>, tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %501 = linalg.generic {indexing_maps = [#map10, #map11, #map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41, %cst_8, %500 : tensor<64x64xi1>, tensor<f32>, tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: i1, %in_269: f32, %in_270: f32, %out: f32):
      %586 = arith.select %in, %in_269, %in_270 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %502 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%501 : tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_12 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %collapsed_213 = tensor.collapse_shape %502 [[0, 1], [2], [3]] : tensor<4x4x64x64xf32> into tensor<16x64x64xf32>
    %transposed_214 = linalg.transpose ins(%collapsed_54 : tensor<16x64x16xf32>) outs(%379 : tensor<16x16x64xf32>) permutation = [0, 2, 1] 
    %503 = linalg.batch_matmul ins(%transposed_214, %collapsed_213 : tensor<16x16x64xf32>, tensor<16x64x64xf32>) outs(%387 : tensor<16x16x64xf32>) -> tensor<16x16x64xf32>
    %transposed_215 = linalg.transpose ins(%collapsed_55 : tensor<16x16x64xf32>) outs(%54 : tensor<16x64x16xf32>) permutation = [0, 2, 1] 
    %504 = linalg.batch_matmul ins(%collapsed_213, %transposed_215 : tensor<16x64x64xf32>, tensor<16x64x16xf32>) outs(%55 : tensor<16x64x16xf32>) -> tensor<16x64x16xf32>
    %expanded_216 = tensor.expand_shape %503 [[0, 1], [2], [3]] output_shape [4, 4, 16, 64] : tensor<16x16x64xf32> into tensor<4x4x16x64xf32>
    %expanded_217 = tensor.expand_shape %504 [[0, 1], [2], [3]] output_shape [4, 4, 64, 16] : tensor<16x64x16xf32> into tensor<4x4x64x16xf32>
    %transposed_218 = linalg.transpose ins(%expanded_211 : tensor<4x4x64x16xf32>) outs(%57 : tensor<4x64x4x16xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_219 = tensor.collapse_shape %transposed_218 [[0], [1], [2, 3]] : tensor<4x64x4x16xf32> into tensor<4x64x64xf32>
    %transposed_220 = linalg.transpose ins(%expanded_216 : tensor<4x4x16x64xf32>) outs(%57 : tensor<4x64x4x16xf32>) permutation = [0, 3, 1, 2] 
    %collapsed_221 = tensor.collapse_shape %transposed_220 [[0], [1], [2, 3]] : tensor<4x64x4x16xf32> into tensor<4x64x64xf32>
    %transposed_222 = linalg.transpose ins(%expanded_217 : tensor<4x4x64x16xf32>) outs(%57 : tensor<4x64x4x16xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_223 = tensor.collapse_shape %transposed_222 [[0], [1], [2, 3]] : tensor<4x64x4x16xf32> into tensor<4x64x64xf32>
    %concat_224 = tensor.concat dim(2) %collapsed_223, %collapsed_221, %collapsed_219 : (tensor<4x64x64xf32>, tensor<4x64x64xf32>, tensor<4x64x64xf32>) -> tensor<4x64x192xf32>
    %collapsed_225 = tensor.collapse_shape %concat_224 [[0, 1], [2]] : tensor<4x64x192xf32> into tensor<256x192xf32>
    %transposed_226 = linalg.transpose ins(%collapsed_43 : tensor<256x64xf32>) outs(%324 : tensor<64x256xf32>) permutation = [1, 0] 
    %505 = linalg.matmul ins(%transposed_226, %collapsed_225 : tensor<64x256xf32>, tensor<256x192xf32>) outs(%391 : tensor<64x192xf32>) -> tensor<64x192xf32>
    %transposed_227 = linalg.transpose ins(%arg11 : tensor<64x192xf32>) outs(%393 : tensor<192x64xf32>) permutation = [1, 0] 
    %506 = linalg.matmul ins(%collapsed_225, %transposed_227 : tensor<256x192xf32>, tensor<192x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %expanded_228 = tensor.expand_shape %506 [[0, 1], [2]] output_shape [4, 64, 64] : tensor<256x64xf32> into tensor<4x64x64xf32>
    %507 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_228, %arg15 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %508 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%507 : tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.mulf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %509 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%507 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %510 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%507, %106 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %511 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%510 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %512 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%106, %511 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %513 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%508, %509 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %514 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%513, %512 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %515 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%104 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %516 = linalg.generic {indexing_maps = [#map3, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%515, %514 : tensor<4x64x1xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %517 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_228, %106 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %518 = linalg.generic {indexing_maps = [#map1, #map4], iterator_types = ["reduction", "reduction", "parallel"]} ins(%517 : tensor<4x64x64xf32>) outs(%342 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<64xf32>
    %519 = linalg.generic {indexing_maps = [#map1, #map4], iterator_types = ["reduction", "reduction", "parallel"]} ins(%expanded_228 : tensor<4x64x64xf32>) outs(%342 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<64xf32>
    %520 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%492, %516 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %collapsed_229 = tensor.collapse_shape %520 [[0, 1], [2]] : tensor<4x64x64xf32> into tensor<256x64xf32>
    %transposed_230 = linalg.transpose ins(%collapsed_41 : tensor<256x256xf32>) outs(%78 : tensor<256x256xf32>) permutation = [1, 0] 
    %521 = linalg.matmul ins(%transposed_230, %collapsed_229 : tensor<256x256xf32>, tensor<256x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %transposed_231 = linalg.transpose ins(%arg6 : tensor<256x64xf32>) outs(%324 : tensor<64x256xf32>) permutation = [1, 0] 
    %522 = linalg.matmul ins(%collapsed_229, %transposed_231 : tensor<256x64xf32>, tensor<64x256xf32>) outs(%79 : tensor<256x256xf32>) -> tensor<256x256xf32>
    %expanded_232 = tensor.expand_shape %522 [[0, 1], [2]] output_shape [4, 64, 256] : tensor<256x256xf32> into tensor<4x64x256xf32>
    %523 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%89 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.mulf %in, %cst_13 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %524 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%88, %88 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %525 = linalg.generic {indexing_maps = [#map19, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%cst_18, %524 : tensor<i64>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: i64, %in_269: f32, %out: f32):
      %586 = arith.sitofp %in : i64 to f32
      %587 = arith.subf %586, %in_269 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x256xf32>
    %526 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%82 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_5 : f64 to f32
      %587 = arith.mulf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x256xf32>
    %527 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%526 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %cst_14 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %528 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%527 : tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.truncf %cst_4 : f64 to f32
      %587 = arith.mulf %in, %586 : f32
      linalg.yield %587 : f32
    } -> tensor<4x64x256xf32>
    %529 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%87, %525 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %530 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%529, %528 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %531 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%523, %530 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %532 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_232, %531 : tensor<4x64x256xf32>, tensor<4x64x256xf32>) outs(%81 : tensor<4x64x256xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x256xf32>
    %collapsed_233 = tensor.collapse_shape %532 [[0, 1], [2]] : tensor<4x64x256xf32> into tensor<256x256xf32>
    %transposed_234 = linalg.transpose ins(%collapsed_39 : tensor<256x64xf32>) outs(%324 : tensor<64x256xf32>) permutation = [1, 0] 
    %533 = linalg.matmul ins(%transposed_234, %collapsed_233 : tensor<64x256xf32>, tensor<256x256xf32>) outs(%357 : tensor<64x256xf32>) -> tensor<64x256xf32>
    %transposed_235 = linalg.transpose ins(%arg5 : tensor<64x256xf32>) outs(%58 : tensor<256x64xf32>) permutation = [1, 0] 
    %534 = linalg.matmul ins(%collapsed_233, %transposed_235 : tensor<256x256xf32>, tensor<256x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %expanded_236 = tensor.expand_shape %534 [[0, 1], [2]] output_shape [4, 64, 64] : tensor<256x64xf32> into tensor<4x64x64xf32>
    %535 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_236, %arg9 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %536 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%535 : tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.mulf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %537 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%535 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %538 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%535, %75 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %539 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%538 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %540 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%75, %539 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %541 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%536, %537 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %542 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%541, %540 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %543 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%73 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %544 = linalg.generic {indexing_maps = [#map3, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%543, %542 : tensor<4x64x1xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %545 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_236, %75 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %546 = linalg.generic {indexing_maps = [#map1, #map4], iterator_types = ["reduction", "reduction", "parallel"]} ins(%545 : tensor<4x64x64xf32>) outs(%342 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<64xf32>
    %547 = linalg.generic {indexing_maps = [#map1, #map4], iterator_types = ["reduction", "reduction", "parallel"]} ins(%expanded_236 : tensor<4x64x64xf32>) outs(%342 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<64xf32>
    %548 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%520, %544 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %collapsed_237 = tensor.collapse_shape %548 [[0, 1], [2]] : tensor<4x64x64xf32> into tensor<256x64xf32>
    %transposed_238 = linalg.transpose ins(%collapsed_37 : tensor<256x64xf32>) outs(%324 : tensor<64x256xf32>) permutation = [1, 0] 
    %549 = linalg.matmul ins(%transposed_238, %collapsed_237 : tensor<64x256xf32>, tensor<256x64xf32>) outs(%375 : tensor<64x64xf32>) -> tensor<64x64xf32>
    %transposed_239 = linalg.transpose ins(%arg4 : tensor<64x64xf32>) outs(%374 : tensor<64x64xf32>) permutation = [1, 0] 
    %550 = linalg.matmul ins(%collapsed_237, %transposed_239 : tensor<256x64xf32>, tensor<64x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %expanded_240 = tensor.expand_shape %550 [[0, 1], [2, 3]] output_shape [4, 64, 4, 16] : tensor<256x64xf32> into tensor<4x64x4x16xf32>
    %transposed_241 = linalg.transpose ins(%expanded_240 : tensor<4x64x4x16xf32>) outs(%27 : tensor<4x4x64x16xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_242 = tensor.collapse_shape %transposed_241 [[0, 1], [2], [3]] : tensor<4x4x64x16xf32> into tensor<16x64x16xf32>
    %transposed_243 = linalg.transpose ins(%collapsed_33 : tensor<16x64x64xf32>) outs(%29 : tensor<16x64x64xf32>) permutation = [0, 2, 1] 
    %551 = linalg.batch_matmul ins(%transposed_243, %collapsed_242 : tensor<16x64x64xf32>, tensor<16x64x16xf32>) outs(%55 : tensor<16x64x16xf32>) -> tensor<16x64x16xf32>
    %transposed_244 = linalg.transpose ins(%collapsed_34 : tensor<16x64x16xf32>) outs(%379 : tensor<16x16x64xf32>) permutation = [0, 2, 1] 
    %552 = linalg.batch_matmul ins(%collapsed_242, %transposed_244 : tensor<16x64x16xf32>, tensor<16x16x64xf32>) outs(%30 : tensor<16x64x64xf32>) -> tensor<16x64x64xf32>
    %expanded_245 = tensor.expand_shape %551 [[0, 1], [2], [3]] output_shape [4, 4, 64, 16] : tensor<16x64x16xf32> into tensor<4x4x64x16xf32>
    %expanded_246 = tensor.expand_shape %552 [[0, 1], [2], [3]] output_shape [4, 4, 64, 64] : tensor<16x64x64xf32> into tensor<4x4x64x64xf32>
    %553 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%expanded_246, %53 : tensor<4x4x64x64xf32>, tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %554 = linalg.generic {indexing_maps = [#map5, #map13], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%553 : tensor<4x4x64x64xf32>) outs(%51 : tensor<4x4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x1xf32>
    %555 = linalg.generic {indexing_maps = [#map5, #map13, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%53, %554 : tensor<4x4x64x64xf32>, tensor<4x4x64x1xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %556 = linalg.generic {indexing_maps = [#map5, #map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%553, %555 : tensor<4x4x64x64xf32>, tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %557 = linalg.generic {indexing_maps = [#map10, #map11, #map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%41, %cst_8, %556 : tensor<64x64xi1>, tensor<f32>, tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: i1, %in_269: f32, %in_270: f32, %out: f32):
      %586 = arith.select %in, %in_269, %in_270 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %558 = linalg.generic {indexing_maps = [#map5, #map5], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%557 : tensor<4x4x64x64xf32>) outs(%32 : tensor<4x4x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_12 : f32
      linalg.yield %586 : f32
    } -> tensor<4x4x64x64xf32>
    %collapsed_247 = tensor.collapse_shape %558 [[0, 1], [2], [3]] : tensor<4x4x64x64xf32> into tensor<16x64x64xf32>
    %transposed_248 = linalg.transpose ins(%collapsed_27 : tensor<16x64x16xf32>) outs(%379 : tensor<16x16x64xf32>) permutation = [0, 2, 1] 
    %559 = linalg.batch_matmul ins(%transposed_248, %collapsed_247 : tensor<16x16x64xf32>, tensor<16x64x64xf32>) outs(%387 : tensor<16x16x64xf32>) -> tensor<16x16x64xf32>
    %transposed_249 = linalg.transpose ins(%collapsed_28 : tensor<16x16x64xf32>) outs(%54 : tensor<16x64x16xf32>) permutation = [0, 2, 1] 
    %560 = linalg.batch_matmul ins(%collapsed_247, %transposed_249 : tensor<16x64x64xf32>, tensor<16x64x16xf32>) outs(%55 : tensor<16x64x16xf32>) -> tensor<16x64x16xf32>
    %expanded_250 = tensor.expand_shape %559 [[0, 1], [2], [3]] output_shape [4, 4, 16, 64] : tensor<16x16x64xf32> into tensor<4x4x16x64xf32>
    %expanded_251 = tensor.expand_shape %560 [[0, 1], [2], [3]] output_shape [4, 4, 64, 16] : tensor<16x64x16xf32> into tensor<4x4x64x16xf32>
    %transposed_252 = linalg.transpose ins(%expanded_245 : tensor<4x4x64x16xf32>) outs(%57 : tensor<4x64x4x16xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_253 = tensor.collapse_shape %transposed_252 [[0], [1], [2, 3]] : tensor<4x64x4x16xf32> into tensor<4x64x64xf32>
    %transposed_254 = linalg.transpose ins(%expanded_250 : tensor<4x4x16x64xf32>) outs(%57 : tensor<4x64x4x16xf32>) permutation = [0, 3, 1, 2] 
    %collapsed_255 = tensor.collapse_shape %transposed_254 [[0], [1], [2, 3]] : tensor<4x64x4x16xf32> into tensor<4x64x64xf32>
    %transposed_256 = linalg.transpose ins(%expanded_251 : tensor<4x4x64x16xf32>) outs(%57 : tensor<4x64x4x16xf32>) permutation = [0, 2, 1, 3] 
    %collapsed_257 = tensor.collapse_shape %transposed_256 [[0], [1], [2, 3]] : tensor<4x64x4x16xf32> into tensor<4x64x64xf32>
    %concat_258 = tensor.concat dim(2) %collapsed_257, %collapsed_255, %collapsed_253 : (tensor<4x64x64xf32>, tensor<4x64x64xf32>, tensor<4x64x64xf32>) -> tensor<4x64x192xf32>
    %collapsed_259 = tensor.collapse_shape %concat_258 [[0, 1], [2]] : tensor<4x64x192xf32> into tensor<256x192xf32>
    %transposed_260 = linalg.transpose ins(%collapsed : tensor<256x64xf32>) outs(%324 : tensor<64x256xf32>) permutation = [1, 0] 
    %561 = linalg.matmul ins(%transposed_260, %collapsed_259 : tensor<64x256xf32>, tensor<256x192xf32>) outs(%391 : tensor<64x192xf32>) -> tensor<64x192xf32>
    %transposed_261 = linalg.transpose ins(%arg3 : tensor<64x192xf32>) outs(%393 : tensor<192x64xf32>) permutation = [1, 0] 
    %562 = linalg.matmul ins(%collapsed_259, %transposed_261 : tensor<256x192xf32>, tensor<192x64xf32>) outs(%59 : tensor<256x64xf32>) -> tensor<256x64xf32>
    %expanded_262 = tensor.expand_shape %562 [[0, 1], [2]] output_shape [4, 64, 64] : tensor<256x64xf32> into tensor<4x64x64xf32>
    %563 = linalg.generic {indexing_maps = [#map1, #map4, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_262, %arg7 : tensor<4x64x64xf32>, tensor<64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %564 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%563 : tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.mulf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %565 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%563 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %566 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%563, %21 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %567 = linalg.generic {indexing_maps = [#map1, #map3], iterator_types = ["parallel", "parallel", "reduction"]} ins(%566 : tensor<4x64x64xf32>) outs(%15 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %568 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%21, %567 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %569 = linalg.generic {indexing_maps = [#map1, #map3, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%564, %565 : tensor<4x64x64xf32>, tensor<4x64x1xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %570 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%569, %568 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.subf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %571 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%19 : tensor<4x64x1xf32>) outs(%13 : tensor<4x64x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.divf %in, %cst_11 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x1xf32>
    %572 = linalg.generic {indexing_maps = [#map3, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%571, %570 : tensor<4x64x1xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %573 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_262, %21 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.mulf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %574 = linalg.generic {indexing_maps = [#map1, #map4], iterator_types = ["reduction", "reduction", "parallel"]} ins(%573 : tensor<4x64x64xf32>) outs(%342 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<64xf32>
    %575 = linalg.generic {indexing_maps = [#map1, #map4], iterator_types = ["reduction", "reduction", "parallel"]} ins(%expanded_262 : tensor<4x64x64xf32>) outs(%342 : tensor<64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<64xf32>
    %576 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%548, %572 : tensor<4x64x64xf32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: f32, %in_269: f32, %out: f32):
      %586 = arith.addf %in, %in_269 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %577 = tensor.empty() : tensor<1x64x64xf32>
    %578 = linalg.fill ins(%cst_15 : f32) outs(%577 : tensor<1x64x64xf32>) -> tensor<1x64x64xf32>
    %579 = linalg.generic {indexing_maps = [#map1, #map20], iterator_types = ["reduction", "parallel", "parallel"]} ins(%576 : tensor<4x64x64xf32>) outs(%578 : tensor<1x64x64xf32>) {
    ^bb0(%in: f32, %out: f32):
      %586 = arith.addf %in, %out : f32
      linalg.yield %586 : f32
    } -> tensor<1x64x64xf32>
    %collapsed_263 = tensor.collapse_shape %579 [[0, 1], [2]] : tensor<1x64x64xf32> into tensor<64x64xf32>
    %580 = tensor.empty() : tensor<4x64xi64>
    %581 = linalg.generic {indexing_maps = [#map9, #map9], iterator_types = ["parallel", "parallel"]} ins(%arg37 : tensor<4x64xi32>) outs(%580 : tensor<4x64xi64>) {
    ^bb0(%in: i32, %out: i64):
      %586 = arith.extsi %in : i32 to i64
      linalg.yield %586 : i64
    } -> tensor<4x64xi64>
    %582 = tensor.empty() : tensor<4x64xi1>
    %583 = linalg.generic {indexing_maps = [#map9, #map9], iterator_types = ["parallel", "parallel"]} ins(%581 : tensor<4x64xi64>) outs(%582 : tensor<4x64xi1>) {
    ^bb0(%in: i64, %out: i1):
      %586 = arith.cmpi eq, %in, %c-1_i64 : i64
      linalg.yield %586 : i1
    } -> tensor<4x64xi1>
    %expanded_264 = tensor.expand_shape %583 [[0], [1, 2]] output_shape [4, 64, 1] : tensor<4x64xi1> into tensor<4x64x1xi1>
    %584 = linalg.generic {indexing_maps = [#map3, #map19, #map1, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%expanded_264, %cst_8, %576 : tensor<4x64x1xi1>, tensor<f32>, tensor<4x64x64xf32>) outs(%0 : tensor<4x64x64xf32>) {
    ^bb0(%in: i1, %in_269: f32, %in_270: f32, %out: f32):
      %586 = arith.select %in, %in_269, %in_270 : f32
      linalg.yield %586 : f32
    } -> tensor<4x64x64xf32>
    %collapsed_265 = tensor.collapse_shape %581 [[0, 1]] : tensor<4x64xi64> into tensor<256xi64>
    %expanded_266 = tensor.expand_shape %collapsed_265 [[0, 1]] output_shape [256, 1] : tensor<256xi64> into tensor<256x1xi64>
    %collapsed_267 = tensor.collapse_shape %584 [[0, 1], [2]] : tensor<4x64x64xf32> into tensor<256x64xf32>
    %expanded_268 = tensor.expand_shape %collapsed_267 [[0], [1, 2]] output_shape [256, 1, 64] : tensor<256x64xf32> into tensor<256x1x64xf32>
    %585 = tm_tensor.scatter {dimension_map = array<i64: 0>} unique_indices(false) ins(%expanded_268, %expanded_266 : tensor<256x1x64xf32>, tensor<256x1xi64>) outs(%cst_16 : tensor<60x64xf32>) {
    ^bb0(%arg39: f32, %arg40: f32):
      %586 = arith.addf %arg40, %arg39 : f32
      tm_tensor.yield %586 : f32
    } -> tensor<60x64xf32>
    return %306, %585, %collapsed_263, %327, %561, %549, %533, %521, %574, %575, %546, %547, %505, %493, %477, %465, %518, %519, %490, %491, %449, %437, %421, %409, %462, %463, %434, %435, %392, %376, %358, %345, %406, %407, %371, %372, %343, %344 : tensor<f32>, tensor<60x64xf32>, tensor<64x64xf32>, tensor<64x60xf32>, tensor<64x192xf32>, tensor<64x64xf32>, tensor<64x256xf32>, tensor<256x64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64x192xf32>, tensor<64x64xf32>, tensor<64x256xf32>, tensor<256x64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64x192xf32>, tensor<64x64xf32>, tensor<64x256xf32>, tensor<256x64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64x192xf32>, tensor<64x64xf32>, tensor<64x256xf32>, tensor<256x64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>
  }
}
