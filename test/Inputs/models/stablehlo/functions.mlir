"builtin.module"() <{sym_name = "jit_functions"}> ({
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>), res_attrs = [{jax.result_info = "result[0]"}, {jax.result_info = "result[1]"}, {jax.result_info = "result[2]"}, {jax.result_info = "result[3]"}, {jax.result_info = "result[4]"}, {jax.result_info = "result[5]"}, {jax.result_info = "result[6]"}, {jax.result_info = "result[7]"}, {jax.result_info = "result[8]"}, {jax.result_info = "result[9]"}, {jax.result_info = "result[10]"}, {jax.result_info = "result[11]"}, {jax.result_info = "result[12]"}, {jax.result_info = "result[13]"}, {jax.result_info = "result[14]"}, {jax.result_info = "result[15]"}, {jax.result_info = "result[16]"}, {jax.result_info = "result[17]"}, {jax.result_info = "result[18]"}, {jax.result_info = "result[19]"}, {jax.result_info = "result[20]"}, {jax.result_info = "result[21]"}, {jax.result_info = "result[22]"}, {jax.result_info = "result[23]"}, {jax.result_info = "result[24]"}, {jax.result_info = "result[25]"}, {jax.result_info = "result[26]"}, {jax.result_info = "result[27]"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg3: tensor<32xf32>, %arg4: tensor<32xf32>, %arg5: tensor<32xf32>):
    %24 = "stablehlo.exponential"(%arg5) : (tensor<32xf32>) -> tensor<32xf32>
    %25 = "stablehlo.exponential_minus_one"(%arg3) : (tensor<32xf32>) -> tensor<32xf32>
    %26 = "stablehlo.log"(%arg4) : (tensor<32xf32>) -> tensor<32xf32>
    %27 = "stablehlo.log_plus_one"(%arg3) : (tensor<32xf32>) -> tensor<32xf32>
    %28 = "stablehlo.sqrt"(%arg4) : (tensor<32xf32>) -> tensor<32xf32>
    %29 = "stablehlo.rsqrt"(%arg4) : (tensor<32xf32>) -> tensor<32xf32>
    %30 = "stablehlo.cbrt"(%arg5) : (tensor<32xf32>) -> tensor<32xf32>
    %31 = "stablehlo.sine"(%arg5) : (tensor<32xf32>) -> tensor<32xf32>
    %32 = "stablehlo.cosine"(%arg5) : (tensor<32xf32>) -> tensor<32xf32>
    %33 = "stablehlo.tan"(%arg3) : (tensor<32xf32>) -> tensor<32xf32>
    %34 = "stablehlo.tanh"(%arg5) : (tensor<32xf32>) -> tensor<32xf32>
    %35 = "stablehlo.negate"(%arg5) : (tensor<32xf32>) -> tensor<32xf32>
    %36 = "stablehlo.exponential"(%35) : (tensor<32xf32>) -> tensor<32xf32>
    %37 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %38 = "stablehlo.broadcast_in_dim"(%37) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<32xf32>
    %39 = "stablehlo.add"(%38, %36) : (tensor<32xf32>, tensor<32xf32>) -> tensor<32xf32>
    %40 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %41 = "stablehlo.broadcast_in_dim"(%40) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<32xf32>
    %42 = "stablehlo.divide"(%41, %39) : (tensor<32xf32>, tensor<32xf32>) -> tensor<32xf32>
    %43 = "chlo.asin"(%arg3) : (tensor<32xf32>) -> tensor<32xf32>
    %44 = "chlo.acos"(%arg3) : (tensor<32xf32>) -> tensor<32xf32>
    %45 = "chlo.atan"(%arg5) : (tensor<32xf32>) -> tensor<32xf32>
    %46 = "chlo.sinh"(%arg5) : (tensor<32xf32>) -> tensor<32xf32>
    %47 = "chlo.cosh"(%arg5) : (tensor<32xf32>) -> tensor<32xf32>
    %48 = "chlo.asinh"(%arg5) : (tensor<32xf32>) -> tensor<32xf32>
    %49 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %50 = "stablehlo.broadcast_in_dim"(%49) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<32xf32>
    %51 = "stablehlo.add"(%arg4, %50) : (tensor<32xf32>, tensor<32xf32>) -> tensor<32xf32>
    %52 = "func.call"(%51) <{callee = @arccosh}> : (tensor<32xf32>) -> tensor<32xf32>
    %53 = "chlo.atanh"(%arg3) : (tensor<32xf32>) -> tensor<32xf32>
    %54 = "chlo.erf"(%arg5) : (tensor<32xf32>) -> tensor<32xf32>
    %55 = "chlo.erfc"(%arg5) : (tensor<32xf32>) -> tensor<32xf32>
    %56 = "chlo.erf_inv"(%arg3) : (tensor<32xf32>) -> tensor<32xf32>
    %57 = "chlo.lgamma"(%arg5) : (tensor<32xf32>) -> tensor<32xf32>
    %58 = "chlo.digamma"(%arg5) : (tensor<32xf32>) -> tensor<32xf32>
    %59 = "stablehlo.multiply"(%arg5, %arg5) : (tensor<32xf32>, tensor<32xf32>) -> tensor<32xf32>
    %60 = "stablehlo.multiply"(%59, %arg5) : (tensor<32xf32>, tensor<32xf32>) -> tensor<32xf32>
    %61 = "stablehlo.constant"() <{value = dense<4.471500e-02> : tensor<f32>}> : () -> tensor<f32>
    %62 = "stablehlo.broadcast_in_dim"(%61) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<32xf32>
    %63 = "stablehlo.multiply"(%62, %60) : (tensor<32xf32>, tensor<32xf32>) -> tensor<32xf32>
    %64 = "stablehlo.add"(%arg5, %63) : (tensor<32xf32>, tensor<32xf32>) -> tensor<32xf32>
    %65 = "stablehlo.constant"() <{value = dense<0.797884583> : tensor<f32>}> : () -> tensor<f32>
    %66 = "stablehlo.broadcast_in_dim"(%65) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<32xf32>
    %67 = "stablehlo.multiply"(%66, %64) : (tensor<32xf32>, tensor<32xf32>) -> tensor<32xf32>
    %68 = "stablehlo.tanh"(%67) : (tensor<32xf32>) -> tensor<32xf32>
    %69 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %70 = "stablehlo.broadcast_in_dim"(%69) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<32xf32>
    %71 = "stablehlo.add"(%70, %68) : (tensor<32xf32>, tensor<32xf32>) -> tensor<32xf32>
    %72 = "stablehlo.constant"() <{value = dense<5.000000e-01> : tensor<f32>}> : () -> tensor<f32>
    %73 = "stablehlo.broadcast_in_dim"(%72) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<32xf32>
    %74 = "stablehlo.multiply"(%73, %71) : (tensor<32xf32>, tensor<32xf32>) -> tensor<32xf32>
    %75 = "stablehlo.multiply"(%arg5, %74) : (tensor<32xf32>, tensor<32xf32>) -> tensor<32xf32>
    %76 = "func.call"(%arg5) <{callee = @silu}> : (tensor<32xf32>) -> tensor<32xf32>
    %77 = "func.call"(%arg5) <{callee = @softplus}> : (tensor<32xf32>) -> tensor<32xf32>
    "func.return"(%24, %25, %26, %27, %28, %29, %30, %31, %32, %33, %34, %42, %43, %44, %45, %46, %47, %48, %52, %53, %54, %55, %56, %57, %58, %75, %76, %77) : (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}], function_type = (tensor<32xf32>) -> tensor<32xf32>, res_attrs = [{}], sym_name = "arccosh", sym_visibility = "private"}> ({
  ^bb0(%arg2: tensor<32xf32>):
    %23 = "chlo.acosh"(%arg2) : (tensor<32xf32>) -> tensor<32xf32>
    "func.return"(%23) : (tensor<32xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}], function_type = (tensor<32xf32>) -> tensor<32xf32>, res_attrs = [{}], sym_name = "silu", sym_visibility = "private"}> ({
  ^bb0(%arg1: tensor<32xf32>):
    %14 = "stablehlo.negate"(%arg1) : (tensor<32xf32>) -> tensor<32xf32>
    %15 = "stablehlo.exponential"(%14) : (tensor<32xf32>) -> tensor<32xf32>
    %16 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %17 = "stablehlo.broadcast_in_dim"(%16) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<32xf32>
    %18 = "stablehlo.add"(%17, %15) : (tensor<32xf32>, tensor<32xf32>) -> tensor<32xf32>
    %19 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %20 = "stablehlo.broadcast_in_dim"(%19) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<32xf32>
    %21 = "stablehlo.divide"(%20, %18) : (tensor<32xf32>, tensor<32xf32>) -> tensor<32xf32>
    %22 = "stablehlo.multiply"(%arg1, %21) : (tensor<32xf32>, tensor<32xf32>) -> tensor<32xf32>
    "func.return"(%22) : (tensor<32xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}], function_type = (tensor<32xf32>) -> tensor<32xf32>, res_attrs = [{}], sym_name = "softplus", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<32xf32>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %1 = "stablehlo.broadcast_in_dim"(%0) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<32xf32>
    %2 = "stablehlo.maximum"(%arg0, %1) : (tensor<32xf32>, tensor<32xf32>) -> tensor<32xf32>
    %3 = "stablehlo.broadcast_in_dim"(%0) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<32xf32>
    %4 = "stablehlo.subtract"(%arg0, %3) : (tensor<32xf32>, tensor<32xf32>) -> tensor<32xf32>
    %5 = "stablehlo.compare"(%4, %4) <{compare_type = #stablehlo<comparison_type FLOAT>, comparison_direction = #stablehlo<comparison_direction NE>}> : (tensor<32xf32>, tensor<32xf32>) -> tensor<32xi1>
    %6 = "stablehlo.broadcast_in_dim"(%0) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<32xf32>
    %7 = "stablehlo.add"(%arg0, %6) : (tensor<32xf32>, tensor<32xf32>) -> tensor<32xf32>
    %8 = "stablehlo.abs"(%4) : (tensor<32xf32>) -> tensor<32xf32>
    %9 = "stablehlo.negate"(%8) : (tensor<32xf32>) -> tensor<32xf32>
    %10 = "stablehlo.exponential"(%9) : (tensor<32xf32>) -> tensor<32xf32>
    %11 = "stablehlo.log_plus_one"(%10) : (tensor<32xf32>) -> tensor<32xf32>
    %12 = "stablehlo.add"(%2, %11) : (tensor<32xf32>, tensor<32xf32>) -> tensor<32xf32>
    %13 = "stablehlo.select"(%5, %7, %12) : (tensor<32xi1>, tensor<32xf32>, tensor<32xf32>) -> tensor<32xf32>
    "func.return"(%13) : (tensor<32xf32>) -> ()
  }) : () -> ()
}) {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
