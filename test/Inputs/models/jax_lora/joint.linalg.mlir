#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> ()>
#map2 = affine_map<() -> ()>
#map3 = affine_map<(d0, d1) -> (d1, d0)>
module @jit_lora_loss {
  func.func public @main(%arg0: tensor<8x2xf32> loc("lora['a0']"), %arg1: tensor<8x2xf32> loc("lora['a1']"), %arg2: tensor<8x2xf32> loc("lora['a2']"), %arg3: tensor<2x8xf32> loc("lora['b0']"), %arg4: tensor<2x8xf32> loc("lora['b1']"), %arg5: tensor<2x8xf32> loc("lora['b2']"), %arg6: tensor<8x8xf32> loc("base['w0']"), %arg7: tensor<8x8xf32> loc("base['w1']"), %arg8: tensor<8x8xf32> loc("base['w2']"), %arg9: tensor<4x8xf32> loc("x"), %arg10: tensor<4x8xf32> loc("y")) -> (tensor<f32> {jax.result_info = "result[0]"}, tensor<8x2xf32> {jax.result_info = "result[1]['a0']"}, tensor<8x2xf32> {jax.result_info = "result[1]['a1']"}, tensor<8x2xf32> {jax.result_info = "result[1]['a2']"}, tensor<2x8xf32> {jax.result_info = "result[1]['b0']"}, tensor<2x8xf32> {jax.result_info = "result[1]['b1']"}, tensor<2x8xf32> {jax.result_info = "result[1]['b2']"}) {
    %cst = arith.constant 3.125000e-02 : f32
    %cst_0 = arith.constant 3.200000e+01 : f32
    %cst_1 = arith.constant 2.000000e+00 : f32
    %cst_2 = arith.constant 1.000000e+00 : f32
    %cst_3 = arith.constant 0.000000e+00 : f32
    %0 = tensor.empty() : tensor<4x8xf32>
    %1 = linalg.fill ins(%cst_3 : f32) outs(%0 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %2 = linalg.matmul ins(%arg9, %arg6 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %3 = tensor.empty() : tensor<4x2xf32>
    %4 = linalg.fill ins(%cst_3 : f32) outs(%3 : tensor<4x2xf32>) -> tensor<4x2xf32>
    %5 = linalg.matmul ins(%arg9, %arg0 : tensor<4x8xf32>, tensor<8x2xf32>) outs(%4 : tensor<4x2xf32>) -> tensor<4x2xf32>
    %6 = linalg.matmul ins(%5, %arg3 : tensor<4x2xf32>, tensor<2x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %7 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%2, %6 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %82 = arith.addf %in, %in_4 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %8 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%7 : tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = math.tanh %in : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %9 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%8 : tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.subf %cst_2, %in : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %10 = linalg.matmul ins(%8, %arg7 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %11 = linalg.matmul ins(%8, %arg1 : tensor<4x8xf32>, tensor<8x2xf32>) outs(%4 : tensor<4x2xf32>) -> tensor<4x2xf32>
    %12 = linalg.matmul ins(%11, %arg4 : tensor<4x2xf32>, tensor<2x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %13 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%10, %12 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %82 = arith.addf %in, %in_4 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%13 : tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = math.tanh %in : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %15 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%14 : tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.subf %cst_2, %in : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %16 = linalg.matmul ins(%14, %arg8 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %17 = linalg.matmul ins(%14, %arg2 : tensor<4x8xf32>, tensor<8x2xf32>) outs(%4 : tensor<4x2xf32>) -> tensor<4x2xf32>
    %18 = linalg.matmul ins(%17, %arg5 : tensor<4x2xf32>, tensor<2x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %19 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%16, %18 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %82 = arith.addf %in, %in_4 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %20 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%19 : tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = math.tanh %in : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %21 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%20 : tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.subf %cst_2, %in : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %22 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%20, %arg10 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %82 = arith.subf %in, %in_4 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %23 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%22 : tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.mulf %in, %in : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %24 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%22 : tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.mulf %in, %cst_1 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %25 = tensor.empty() : tensor<f32>
    %26 = linalg.fill ins(%cst_3 : f32) outs(%25 : tensor<f32>) -> tensor<f32>
    %27 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "reduction"]} ins(%23 : tensor<4x8xf32>) outs(%26 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.addf %out, %in : f32
      linalg.yield %82 : f32
    } -> tensor<f32>
    %28 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = []} ins(%27 : tensor<f32>) outs(%25 : tensor<f32>) {
    ^bb0(%in: f32, %out: f32):
      %82 = arith.divf %in, %cst_0 : f32
      linalg.yield %82 : f32
    } -> tensor<f32>
    %29 = linalg.generic {indexing_maps = [#map2], iterator_types = []} outs(%25 : tensor<f32>) {
    ^bb0(%out: f32):
      linalg.yield %cst : f32
    } -> tensor<f32>
    %30 = linalg.generic {indexing_maps = [#map1, #map], iterator_types = ["parallel", "parallel"]} ins(%29 : tensor<f32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<4x8xf32>
    %31 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%30, %24 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %82 = arith.mulf %in, %in_4 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %32 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%31, %21 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %82 = arith.mulf %in, %in_4 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %33 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%32, %20 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %82 = arith.mulf %in, %in_4 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %34 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%32, %33 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %82 = arith.addf %in, %in_4 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %35 = tensor.empty() : tensor<8x4xf32>
    %36 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%34 : tensor<4x8xf32>) outs(%35 : tensor<8x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x4xf32>
    %37 = tensor.empty() : tensor<8x2xf32>
    %38 = linalg.fill ins(%cst_3 : f32) outs(%37 : tensor<8x2xf32>) -> tensor<8x2xf32>
    %39 = linalg.matmul ins(%36, %17 : tensor<8x4xf32>, tensor<4x2xf32>) outs(%38 : tensor<8x2xf32>) -> tensor<8x2xf32>
    %40 = tensor.empty() : tensor<2x8xf32>
    %41 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%39 : tensor<8x2xf32>) outs(%40 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8xf32>
    %42 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%arg5 : tensor<2x8xf32>) outs(%37 : tensor<8x2xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x2xf32>
    %43 = linalg.matmul ins(%34, %42 : tensor<4x8xf32>, tensor<8x2xf32>) outs(%4 : tensor<4x2xf32>) -> tensor<4x2xf32>
    %44 = tensor.empty() : tensor<2x4xf32>
    %45 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%43 : tensor<4x2xf32>) outs(%44 : tensor<2x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4xf32>
    %46 = linalg.fill ins(%cst_3 : f32) outs(%40 : tensor<2x8xf32>) -> tensor<2x8xf32>
    %47 = linalg.matmul ins(%45, %14 : tensor<2x4xf32>, tensor<4x8xf32>) outs(%46 : tensor<2x8xf32>) -> tensor<2x8xf32>
    %48 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%47 : tensor<2x8xf32>) outs(%37 : tensor<8x2xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x2xf32>
    %49 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%arg2 : tensor<8x2xf32>) outs(%40 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8xf32>
    %50 = linalg.matmul ins(%43, %49 : tensor<4x2xf32>, tensor<2x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %51 = tensor.empty() : tensor<8x8xf32>
    %52 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%arg8 : tensor<8x8xf32>) outs(%51 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x8xf32>
    %53 = linalg.matmul ins(%34, %52 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %54 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%50, %53 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %82 = arith.addf %in, %in_4 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %55 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%54, %15 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %82 = arith.mulf %in, %in_4 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %56 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%55, %14 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %82 = arith.mulf %in, %in_4 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %57 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%55, %56 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %82 = arith.addf %in, %in_4 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %58 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%57 : tensor<4x8xf32>) outs(%35 : tensor<8x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x4xf32>
    %59 = linalg.matmul ins(%58, %11 : tensor<8x4xf32>, tensor<4x2xf32>) outs(%38 : tensor<8x2xf32>) -> tensor<8x2xf32>
    %60 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%59 : tensor<8x2xf32>) outs(%40 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8xf32>
    %61 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%arg4 : tensor<2x8xf32>) outs(%37 : tensor<8x2xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x2xf32>
    %62 = linalg.matmul ins(%57, %61 : tensor<4x8xf32>, tensor<8x2xf32>) outs(%4 : tensor<4x2xf32>) -> tensor<4x2xf32>
    %63 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%62 : tensor<4x2xf32>) outs(%44 : tensor<2x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4xf32>
    %64 = linalg.matmul ins(%63, %8 : tensor<2x4xf32>, tensor<4x8xf32>) outs(%46 : tensor<2x8xf32>) -> tensor<2x8xf32>
    %65 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%64 : tensor<2x8xf32>) outs(%37 : tensor<8x2xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x2xf32>
    %66 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%arg1 : tensor<8x2xf32>) outs(%40 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8xf32>
    %67 = linalg.matmul ins(%62, %66 : tensor<4x2xf32>, tensor<2x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %68 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%arg7 : tensor<8x8xf32>) outs(%51 : tensor<8x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x8xf32>
    %69 = linalg.matmul ins(%57, %68 : tensor<4x8xf32>, tensor<8x8xf32>) outs(%1 : tensor<4x8xf32>) -> tensor<4x8xf32>
    %70 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%67, %69 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %82 = arith.addf %in, %in_4 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %71 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%70, %9 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %82 = arith.mulf %in, %in_4 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %72 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%71, %8 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %82 = arith.mulf %in, %in_4 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %73 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%71, %72 : tensor<4x8xf32>, tensor<4x8xf32>) outs(%0 : tensor<4x8xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %82 = arith.addf %in, %in_4 : f32
      linalg.yield %82 : f32
    } -> tensor<4x8xf32>
    %74 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%73 : tensor<4x8xf32>) outs(%35 : tensor<8x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x4xf32>
    %75 = linalg.matmul ins(%74, %5 : tensor<8x4xf32>, tensor<4x2xf32>) outs(%38 : tensor<8x2xf32>) -> tensor<8x2xf32>
    %76 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%75 : tensor<8x2xf32>) outs(%40 : tensor<2x8xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x8xf32>
    %77 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%arg3 : tensor<2x8xf32>) outs(%37 : tensor<8x2xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x2xf32>
    %78 = linalg.matmul ins(%73, %77 : tensor<4x8xf32>, tensor<8x2xf32>) outs(%4 : tensor<4x2xf32>) -> tensor<4x2xf32>
    %79 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%78 : tensor<4x2xf32>) outs(%44 : tensor<2x4xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4xf32>
    %80 = linalg.matmul ins(%79, %arg9 : tensor<2x4xf32>, tensor<4x8xf32>) outs(%46 : tensor<2x8xf32>) -> tensor<2x8xf32>
    %81 = linalg.generic {indexing_maps = [#map3, #map], iterator_types = ["parallel", "parallel"]} ins(%80 : tensor<2x8xf32>) outs(%37 : tensor<8x2xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<8x2xf32>
    return %28, %81, %65, %48, %76, %60, %41 : tensor<f32>, tensor<8x2xf32>, tensor<8x2xf32>, tensor<8x2xf32>, tensor<2x8xf32>, tensor<2x8xf32>, tensor<2x8xf32>
  }
}

