#map = affine_map<(d0, d1) -> (d1)>
#map1 = affine_map<(d0, d1) -> (d0, d1)>
#map2 = affine_map<(d0, d1) -> ()>
#map3 = affine_map<(d0, d1) -> (d1, d0)>
#map4 = affine_map<(d0, d1) -> (d0)>
module @jit_loss {
  func.func public @main(%arg0: tensor<8xf32> {pipe.name = "b0", pipe.parameter}, %arg1: tensor<8xf32> {pipe.name = "b1", pipe.parameter}, %arg2: tensor<8xf32> {pipe.name = "b2", pipe.parameter}, %arg3: tensor<8xf32> {pipe.name = "b3", pipe.parameter}, %arg4: tensor<8xf32> {pipe.name = "b4", pipe.parameter}, %arg5: tensor<8x8xf32> {pipe.name = "w0", pipe.parameter}, %arg6: tensor<8x8xf32> {pipe.name = "w1", pipe.parameter}, %arg7: tensor<8x8xf32> {pipe.name = "w2", pipe.parameter}, %arg8: tensor<8x8xf32> {pipe.name = "w3", pipe.parameter}, %arg9: tensor<8x8xf32> {pipe.name = "w4", pipe.parameter}, %arg10: tensor<4x8xf32> {pipe.name = "batch0", pipe.batch = 0 : i64}, %arg11: tensor<4x8xf32> {pipe.name = "batch1", pipe.batch = 0 : i64}) -> (tensor<f32> {pipe.name = "loss", pipe.loss}, tensor<8xf32> {pipe.gradient = "b0"}, tensor<8xf32> {pipe.gradient = "b1"}, tensor<8xf32> {pipe.gradient = "b2"}, tensor<8xf32> {pipe.gradient = "b3"}, tensor<8xf32> {pipe.gradient = "b4"}, tensor<8x8xf32> {pipe.gradient = "w0"}, tensor<8x8xf32> {pipe.gradient = "w1"}, tensor<8x8xf32> {pipe.gradient = "w2"}, tensor<8x8xf32> {pipe.gradient = "w3"}, tensor<8x8xf32> {pipe.gradient = "w4"}) {
    %cst = arith.constant 0.000000e+00 : f32
    %0 = tensor.empty() : tensor<4x8xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %2 = linalg.matmul ins(%arg10, %arg5 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %3 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x8xf32>
    %4 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%2, %3 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %84 = arith.addf %in, %in_4 : f32
      linalg.yield %84 : f32
    } -> tensor<4x8xf32>
    %5 = call @relu(%4) : (tensor<4x8xf32>) -> tensor<4x8xf32>
    %6 = tensor.empty() : tensor<4x8xi1>
    %7 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%4 : tensor<4x8xf32>) outs(%6 : tensor<4x8xi1>) {
    ^bb0(%in: f32, %out: i1):
      %84 = arith.cmpf ogt, %in, %cst : f32
      linalg.yield %84 : i1
    } -> tensor<4x8xi1>
    %8 = linalg.matmul ins(%5, %arg6 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %9 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg1 : tensor<8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x8xf32>
    %10 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%8, %9 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %84 = arith.addf %in, %in_4 : f32
      linalg.yield %84 : f32
    } -> tensor<4x8xf32>
    %11 = call @relu(%10) : (tensor<4x8xf32>) -> tensor<4x8xf32>
    %12 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%10 : tensor<4x8xf32>) outs(%6 : tensor<4x8xi1>) {
    ^bb0(%in: f32, %out: i1):
      %84 = arith.cmpf ogt, %in, %cst : f32
      linalg.yield %84 : i1
    } -> tensor<4x8xi1>
    %13 = linalg.matmul ins(%11, %arg7 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %14 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg2 : tensor<8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x8xf32>
    %15 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%13, %14 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %84 = arith.addf %in, %in_4 : f32
      linalg.yield %84 : f32
    } -> tensor<4x8xf32>
    %16 = call @relu(%15) : (tensor<4x8xf32>) -> tensor<4x8xf32>
    %17 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%15 : tensor<4x8xf32>) outs(%6 : tensor<4x8xi1>) {
    ^bb0(%in: f32, %out: i1):
      %84 = arith.cmpf ogt, %in, %cst : f32
      linalg.yield %84 : i1
    } -> tensor<4x8xi1>
    %18 = linalg.matmul ins(%16, %arg8 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg3 : tensor<8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x8xf32>
    %20 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%18, %19 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %84 = arith.addf %in, %in_4 : f32
      linalg.yield %84 : f32
    } -> tensor<4x8xf32>
    %21 = call @relu(%20) : (tensor<4x8xf32>) -> tensor<4x8xf32>
    %22 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%20 : tensor<4x8xf32>) outs(%6 : tensor<4x8xi1>) {
    ^bb0(%in: f32, %out: i1):
      %84 = arith.cmpf ogt, %in, %cst : f32
      linalg.yield %84 : i1
    } -> tensor<4x8xi1>
    %23 = linalg.matmul ins(%21, %arg9 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %24 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg4 : tensor<8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x8xf32>
    %25 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%23, %24 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %84 = arith.addf %in, %in_4 : f32
      linalg.yield %84 : f32
    } -> tensor<4x8xf32>
    %26 = call @relu(%25) : (tensor<4x8xf32>) -> tensor<4x8xf32>
    %27 = linalg.generic {indexing_maps = [#map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%25 : tensor<4x8xf32>) outs(%6 : tensor<4x8xi1>) {
    ^bb0(%in: f32, %out: i1):
      %84 = arith.cmpf ogt, %in, %cst : f32
      linalg.yield %84 : i1
    } -> tensor<4x8xi1>
    %28 = linalg.matmul ins(%26, %arg5 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %29 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%28, %5 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %84 = arith.addf %in, %in_4 : f32
      linalg.yield %84 : f32
    } -> tensor<4x8xf32>
    %30 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%29, %arg11 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %84 = arith.mulf %in, %in_4 : f32
      linalg.yield %84 : f32
    } -> tensor<4x8xf32>
    %31 = tensor.empty() : tensor<f32>
    %32 = linalg.fill ins(%cst : f32) outs(%31 : tensor<f32>) -> tensor<f32>
    %33 = linalg.generic {indexing_maps = [#map1, #map2], iterator_types = ["reduction", "reduction"]} ins(%30 : tensor<4x8xf32>) outs(%32 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %84 = arith.addf %out, %in : f32
      linalg.yield %84 : f32
    } -> tensor<f32>
    %34 = tensor.empty() : tensor<8x4xf32>
    %35 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg11 : tensor<4x8xf32>) outs(%34 : tensor<8x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x4xf32>
    %36 = tensor.empty() : tensor<8x8xf32>
    %37 = linalg.fill ins(%cst : f32) outs(%36 : tensor<8x8xf32>) -> tensor<8x8xf32>
    %38 = linalg.matmul ins(%35, %26 : tensor<8x4xf32>, tensor<4x8xf32>) outs(%37 : tensor<8x8xf32>) -> tensor<8x8xf32>
    %39 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel"]} ins(%38 : tensor<8x8xf32>) outs(%36 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x8xf32>
    %40 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg5 : tensor<8x8xf32>) outs(%36 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x8xf32>
    %41 = linalg.matmul ins(%arg11, %40 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %42 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%27, %41 : tensor<4x8xi1>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: i1, %in_4: f32, %out: f32):
      %84 = arith.select %in, %in_4, %cst : f32
      linalg.yield %84 : f32
    } -> tensor<4x8xf32>
    %43 = tensor.empty() : tensor<8xf32>
    %44 = linalg.fill ins(%cst : f32) outs(%43 : tensor<8xf32>) -> tensor<8xf32>
    %45 = linalg.generic {indexing_maps = [#map3, #map4], iterator_types = ["parallel", "reduction"]} ins(%42 : tensor<4x8xf32>) outs(%44 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %84 = arith.addf %out, %in : f32
      linalg.yield %84 : f32
    } -> tensor<8xf32>
    %expanded = tensor.expand_shape %45 [[0, 1]] output_shape [1, 8] : tensor<8xf32> into tensor<1x8xf32>
    %46 = linalg.generic {indexing_maps = [#map3, #map4], iterator_types = ["parallel", "reduction"]} ins(%expanded : tensor<1x8xf32>) outs(%44 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %84 = arith.addf %out, %in : f32
      linalg.yield %84 : f32
    } -> tensor<8xf32>
    %47 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel"]} ins(%42 : tensor<4x8xf32>) outs(%34 : tensor<8x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x4xf32>
    %48 = linalg.matmul ins(%47, %21 : tensor<8x4xf32>, tensor<4x8xf32>) outs(%37 : tensor<8x8xf32>) -> tensor<8x8xf32>
    %49 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel"]} ins(%48 : tensor<8x8xf32>) outs(%36 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x8xf32>
    %50 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg9 : tensor<8x8xf32>) outs(%36 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x8xf32>
    %51 = linalg.matmul ins(%42, %50 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %52 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%22, %51 : tensor<4x8xi1>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: i1, %in_4: f32, %out: f32):
      %84 = arith.select %in, %in_4, %cst : f32
      linalg.yield %84 : f32
    } -> tensor<4x8xf32>
    %53 = linalg.generic {indexing_maps = [#map3, #map4], iterator_types = ["parallel", "reduction"]} ins(%52 : tensor<4x8xf32>) outs(%44 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %84 = arith.addf %out, %in : f32
      linalg.yield %84 : f32
    } -> tensor<8xf32>
    %expanded_0 = tensor.expand_shape %53 [[0, 1]] output_shape [1, 8] : tensor<8xf32> into tensor<1x8xf32>
    %54 = linalg.generic {indexing_maps = [#map3, #map4], iterator_types = ["parallel", "reduction"]} ins(%expanded_0 : tensor<1x8xf32>) outs(%44 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %84 = arith.addf %out, %in : f32
      linalg.yield %84 : f32
    } -> tensor<8xf32>
    %55 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel"]} ins(%52 : tensor<4x8xf32>) outs(%34 : tensor<8x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x4xf32>
    %56 = linalg.matmul ins(%55, %16 : tensor<8x4xf32>, tensor<4x8xf32>) outs(%37 : tensor<8x8xf32>) -> tensor<8x8xf32>
    %57 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel"]} ins(%56 : tensor<8x8xf32>) outs(%36 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x8xf32>
    %58 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg8 : tensor<8x8xf32>) outs(%36 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x8xf32>
    %59 = linalg.matmul ins(%52, %58 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %60 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%17, %59 : tensor<4x8xi1>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: i1, %in_4: f32, %out: f32):
      %84 = arith.select %in, %in_4, %cst : f32
      linalg.yield %84 : f32
    } -> tensor<4x8xf32>
    %61 = linalg.generic {indexing_maps = [#map3, #map4], iterator_types = ["parallel", "reduction"]} ins(%60 : tensor<4x8xf32>) outs(%44 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %84 = arith.addf %out, %in : f32
      linalg.yield %84 : f32
    } -> tensor<8xf32>
    %expanded_1 = tensor.expand_shape %61 [[0, 1]] output_shape [1, 8] : tensor<8xf32> into tensor<1x8xf32>
    %62 = linalg.generic {indexing_maps = [#map3, #map4], iterator_types = ["parallel", "reduction"]} ins(%expanded_1 : tensor<1x8xf32>) outs(%44 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %84 = arith.addf %out, %in : f32
      linalg.yield %84 : f32
    } -> tensor<8xf32>
    %63 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel"]} ins(%60 : tensor<4x8xf32>) outs(%34 : tensor<8x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x4xf32>
    %64 = linalg.matmul ins(%63, %11 : tensor<8x4xf32>, tensor<4x8xf32>) outs(%37 : tensor<8x8xf32>) -> tensor<8x8xf32>
    %65 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel"]} ins(%64 : tensor<8x8xf32>) outs(%36 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x8xf32>
    %66 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg7 : tensor<8x8xf32>) outs(%36 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x8xf32>
    %67 = linalg.matmul ins(%60, %66 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %68 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%12, %67 : tensor<4x8xi1>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: i1, %in_4: f32, %out: f32):
      %84 = arith.select %in, %in_4, %cst : f32
      linalg.yield %84 : f32
    } -> tensor<4x8xf32>
    %69 = linalg.generic {indexing_maps = [#map3, #map4], iterator_types = ["parallel", "reduction"]} ins(%68 : tensor<4x8xf32>) outs(%44 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %84 = arith.addf %out, %in : f32
      linalg.yield %84 : f32
    } -> tensor<8xf32>
    %expanded_2 = tensor.expand_shape %69 [[0, 1]] output_shape [1, 8] : tensor<8xf32> into tensor<1x8xf32>
    %70 = linalg.generic {indexing_maps = [#map3, #map4], iterator_types = ["parallel", "reduction"]} ins(%expanded_2 : tensor<1x8xf32>) outs(%44 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %84 = arith.addf %out, %in : f32
      linalg.yield %84 : f32
    } -> tensor<8xf32>
    %71 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel"]} ins(%68 : tensor<4x8xf32>) outs(%34 : tensor<8x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x4xf32>
    %72 = linalg.matmul ins(%71, %5 : tensor<8x4xf32>, tensor<4x8xf32>) outs(%37 : tensor<8x8xf32>) -> tensor<8x8xf32>
    %73 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel"]} ins(%72 : tensor<8x8xf32>) outs(%36 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x8xf32>
    %74 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg6 : tensor<8x8xf32>) outs(%36 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x8xf32>
    %75 = linalg.matmul ins(%68, %74 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %76 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg11, %75 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %84 = arith.addf %in, %in_4 : f32
      linalg.yield %84 : f32
    } -> tensor<4x8xf32>
    %77 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%7, %76 : tensor<4x8xi1>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: i1, %in_4: f32, %out: f32):
      %84 = arith.select %in, %in_4, %cst : f32
      linalg.yield %84 : f32
    } -> tensor<4x8xf32>
    %78 = linalg.generic {indexing_maps = [#map3, #map4], iterator_types = ["parallel", "reduction"]} ins(%77 : tensor<4x8xf32>) outs(%44 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %84 = arith.addf %out, %in : f32
      linalg.yield %84 : f32
    } -> tensor<8xf32>
    %expanded_3 = tensor.expand_shape %78 [[0, 1]] output_shape [1, 8] : tensor<8xf32> into tensor<1x8xf32>
    %79 = linalg.generic {indexing_maps = [#map3, #map4], iterator_types = ["parallel", "reduction"]} ins(%expanded_3 : tensor<1x8xf32>) outs(%44 : tensor<8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %84 = arith.addf %out, %in : f32
      linalg.yield %84 : f32
    } -> tensor<8xf32>
    %80 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel"]} ins(%77 : tensor<4x8xf32>) outs(%34 : tensor<8x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x4xf32>
    %81 = linalg.matmul ins(%80, %arg10 : tensor<8x4xf32>, tensor<4x8xf32>) outs(%37 : tensor<8x8xf32>) -> tensor<8x8xf32>
    %82 = linalg.generic {indexing_maps = [#map3, #map1], iterator_types = ["parallel", "parallel"]} ins(%81 : tensor<8x8xf32>) outs(%36 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x8xf32>
    %83 = linalg.generic {indexing_maps = [#map1, #map1, #map1], iterator_types = ["parallel", "parallel"]} ins(%39, %82 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%36 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %84 = arith.addf %in, %in_4 : f32
      linalg.yield %84 : f32
    } -> tensor<8x8xf32>
    return %33, %79, %70, %62, %54, %46, %83, %73, %65, %57, %49 : tensor<f32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8x8xf32>, tensor<8x8xf32>, tensor<8x8xf32>, tensor<8x8xf32>, tensor<8x8xf32>
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

