#map = affine_map<(d0, d1) -> (d1)>
#map1 = affine_map<(d0, d1) -> (d0, d1)>
#map2 = affine_map<(d0, d1) -> ()>
module @jit_loss {
  func.func public @main(%arg0: tensor<8xf32> {pipe.name = "b0", pipe.parameter}, %arg1: tensor<8xf32> {pipe.name = "b1", pipe.parameter}, %arg2: tensor<8xf32> {pipe.name = "b2", pipe.parameter}, %arg3: tensor<8xf32> {pipe.name = "b3", pipe.parameter}, %arg4: tensor<8xf32> {pipe.name = "b4", pipe.parameter}, %arg5: tensor<8x8xf32> {pipe.name = "w0", pipe.parameter}, %arg6: tensor<8x8xf32> {pipe.name = "w1", pipe.parameter}, %arg7: tensor<8x8xf32> {pipe.name = "w2", pipe.parameter}, %arg8: tensor<8x8xf32> {pipe.name = "w3", pipe.parameter}, %arg9: tensor<8x8xf32> {pipe.name = "w4", pipe.parameter}, %arg10: tensor<4x8xf32> {pipe.name = "batch0", pipe.batch = 0 : i64}, %arg11: tensor<4x8xf32> {pipe.name = "batch1", pipe.batch = 0 : i64}) -> (tensor<f32> {pipe.name = "loss", pipe.loss}) {
    %cst = arith.constant 0.000000e+00 : f32
    %0 = tensor.empty() : tensor<4x8xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %2 = linalg.matmul ins(%arg10, %arg5 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %3 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x8xf32>
    %4 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%2, %3 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_0: f32, %out: f32):
      %28 = arith.addf %in, %in_0 : f32
      linalg.yield %28 : f32
    } -> tensor<4x8xf32>
    %5 = call @relu(%4) : (tensor<4x8xf32>) -> tensor<4x8xf32>
    %6 = linalg.matmul ins(%5, %arg6 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %7 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg1 : tensor<8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x8xf32>
    %8 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%6, %7 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_0: f32, %out: f32):
      %28 = arith.addf %in, %in_0 : f32
      linalg.yield %28 : f32
    } -> tensor<4x8xf32>
    %9 = call @relu(%8) : (tensor<4x8xf32>) -> tensor<4x8xf32>
    %10 = linalg.matmul ins(%9, %arg7 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %11 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg2 : tensor<8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x8xf32>
    %12 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%10, %11 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_0: f32, %out: f32):
      %28 = arith.addf %in, %in_0 : f32
      linalg.yield %28 : f32
    } -> tensor<4x8xf32>
    %13 = call @relu(%12) : (tensor<4x8xf32>) -> tensor<4x8xf32>
    %14 = linalg.matmul ins(%13, %arg8 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %15 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg3 : tensor<8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x8xf32>
    %16 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%14, %15 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_0: f32, %out: f32):
      %28 = arith.addf %in, %in_0 : f32
      linalg.yield %28 : f32
    } -> tensor<4x8xf32>
    %17 = call @relu(%16) : (tensor<4x8xf32>) -> tensor<4x8xf32>
    %18 = linalg.matmul ins(%17, %arg9 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg4 : tensor<8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x8xf32>
    %20 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%18, %19 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_0: f32, %out: f32):
      %28 = arith.addf %in, %in_0 : f32
      linalg.yield %28 : f32
    } -> tensor<4x8xf32>
    %21 = call @relu(%20) : (tensor<4x8xf32>) -> tensor<4x8xf32>
    %22 = linalg.matmul ins(%21, %arg5 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %23 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%22, %5 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_0: f32, %out: f32):
      %28 = arith.addf %in, %in_0 : f32
      linalg.yield %28 : f32
    } -> tensor<4x8xf32>
    %24 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%23, %arg11 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_0: f32, %out: f32):
      %28 = arith.mulf %in, %in_0 : f32
      linalg.yield %28 : f32
    } -> tensor<4x8xf32>
    %25 = tensor.empty() : tensor<f32>
    %26 = linalg.fill ins(%cst : f32) outs(%25 : tensor<f32>) -> tensor<f32>
    %27 = linalg.generic {indexing_maps = [#map1, #map2], iterator_types = ["reduction", "reduction"]} ins(%24 : tensor<4x8xf32>) outs(%26 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %28 = arith.addf %out, %in : f32
      linalg.yield %28 : f32
    } -> tensor<f32>
    return %27 : tensor<f32>
  }
  func.func private @relu(%arg0: tensor<4x8xf32>) -> tensor<4x8xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %0 = tensor.empty() : tensor<4x8xf32>
    %1 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %2 = arith.maximumf %in, %cst : f32
      linalg.yield %2 : f32
    } -> tensor<4x8xf32>
    return %1 : tensor<4x8xf32>
  }
}

