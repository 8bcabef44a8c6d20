"builtin.module"() <{sym_name = "jit_signed_integers"}> ({
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<24xi32>, tensor<24xi32>, tensor<24xi32>) -> (tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi1>, tensor<24xi32>, tensor<24xi32>, tensor<24xf32>, tensor<24xi8>, tensor<24xui8>, tensor<24xi1>), res_attrs = [{jax.result_info = "result[0]"}, {jax.result_info = "result[1]"}, {jax.result_info = "result[2]"}, {jax.result_info = "result[3]"}, {jax.result_info = "result[4]"}, {jax.result_info = "result[5]"}, {jax.result_info = "result[6]"}, {jax.result_info = "result[7]"}, {jax.result_info = "result[8]"}, {jax.result_info = "result[9]"}, {jax.result_info = "result[10]"}, {jax.result_info = "result[11]"}, {jax.result_info = "result[12]"}, {jax.result_info = "result[13]"}, {jax.result_info = "result[14]"}, {jax.result_info = "result[15]"}, {jax.result_info = "result[16]"}, {jax.result_info = "result[17]"}, {jax.result_info = "result[18]"}, {jax.result_info = "result[19]"}, {jax.result_info = "result[20]"}, {jax.result_info = "result[21]"}, {jax.result_info = "result[22]"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg8: tensor<24xi32>, %arg9: tensor<24xi32>, %arg10: tensor<24xi32>):
    %17 = "stablehlo.add"(%arg8, %arg9) : (tensor<24xi32>, tensor<24xi32>) -> tensor<24xi32>
    %18 = "stablehlo.multiply"(%arg8, %arg9) : (tensor<24xi32>, tensor<24xi32>) -> tensor<24xi32>
    %19 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %20 = "stablehlo.broadcast_in_dim"(%19) <{broadcast_dimensions = array<i64>}> : (tensor<i32>) -> tensor<24xi32>
    %21 = "stablehlo.compare"(%arg9, %20) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction EQ>}> : (tensor<24xi32>, tensor<24xi32>) -> tensor<24xi1>
    %22 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %23 = "func.call"(%21, %22, %arg9) <{callee = @_where}> : (tensor<24xi1>, tensor<i32>, tensor<24xi32>) -> tensor<24xi32>
    %24 = "func.call"(%arg8, %23) <{callee = @floor_divide}> : (tensor<24xi32>, tensor<24xi32>) -> tensor<24xi32>
    %25 = "stablehlo.divide"(%arg8, %arg9) : (tensor<24xi32>, tensor<24xi32>) -> tensor<24xi32>
    %26 = "stablehlo.remainder"(%arg8, %arg9) : (tensor<24xi32>, tensor<24xi32>) -> tensor<24xi32>
    %27 = "stablehlo.abs"(%arg8) : (tensor<24xi32>) -> tensor<24xi32>
    %28 = "stablehlo.sign"(%arg8) : (tensor<24xi32>) -> tensor<24xi32>
    %29 = "stablehlo.not"(%arg8) : (tensor<24xi32>) -> tensor<24xi32>
    %30 = "stablehlo.and"(%arg8, %arg9) : (tensor<24xi32>, tensor<24xi32>) -> tensor<24xi32>
    %31 = "stablehlo.or"(%arg8, %arg9) : (tensor<24xi32>, tensor<24xi32>) -> tensor<24xi32>
    %32 = "stablehlo.xor"(%arg8, %arg9) : (tensor<24xi32>, tensor<24xi32>) -> tensor<24xi32>
    %33 = "stablehlo.shift_left"(%arg8, %arg10) : (tensor<24xi32>, tensor<24xi32>) -> tensor<24xi32>
    %34 = "stablehlo.shift_right_logical"(%arg8, %arg10) : (tensor<24xi32>, tensor<24xi32>) -> tensor<24xi32>
    %35 = "stablehlo.shift_right_arithmetic"(%arg8, %arg10) : (tensor<24xi32>, tensor<24xi32>) -> tensor<24xi32>
    %36 = "stablehlo.popcnt"(%arg8) : (tensor<24xi32>) -> tensor<24xi32>
    %37 = "stablehlo.count_leading_zeros"(%arg8) : (tensor<24xi32>) -> tensor<24xi32>
    %38 = "stablehlo.compare"(%arg8, %arg9) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<24xi32>, tensor<24xi32>) -> tensor<24xi1>
    %39 = "stablehlo.maximum"(%arg8, %arg9) : (tensor<24xi32>, tensor<24xi32>) -> tensor<24xi32>
    %40 = "stablehlo.multiply"(%arg8, %arg8) : (tensor<24xi32>, tensor<24xi32>) -> tensor<24xi32>
    %41 = "stablehlo.multiply"(%40, %arg8) : (tensor<24xi32>, tensor<24xi32>) -> tensor<24xi32>
    %42 = "stablehlo.convert"(%arg8) : (tensor<24xi32>) -> tensor<24xf32>
    %43 = "stablehlo.convert"(%arg8) : (tensor<24xi32>) -> tensor<24xi8>
    %44 = "stablehlo.convert"(%arg8) : (tensor<24xi32>) -> tensor<24xui8>
    %45 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %46 = "stablehlo.broadcast_in_dim"(%45) <{broadcast_dimensions = array<i64>}> : (tensor<i32>) -> tensor<24xi32>
    %47 = "stablehlo.compare"(%arg8, %46) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction NE>}> : (tensor<24xi32>, tensor<24xi32>) -> tensor<24xi1>
    %48 = "stablehlo.convert"(%47) : (tensor<24xi1>) -> tensor<24xi1>
    "func.return"(%17, %18, %24, %25, %26, %27, %28, %29, %30, %31, %32, %33, %34, %35, %36, %37, %38, %39, %41, %42, %43, %44, %48) : (tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi32>, tensor<24xi1>, tensor<24xi32>, tensor<24xi32>, tensor<24xf32>, tensor<24xi8>, tensor<24xui8>, tensor<24xi1>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<24xi1>, tensor<i32>, tensor<24xi32>) -> tensor<24xi32>, res_attrs = [{}], sym_name = "_where", sym_visibility = "private"}> ({
  ^bb0(%arg5: tensor<24xi1>, %arg6: tensor<i32>, %arg7: tensor<24xi32>):
    %14 = "stablehlo.convert"(%arg6) : (tensor<i32>) -> tensor<i32>
    %15 = "stablehlo.broadcast_in_dim"(%14) <{broadcast_dimensions = array<i64>}> : (tensor<i32>) -> tensor<24xi32>
    %16 = "stablehlo.select"(%arg5, %15, %arg7) : (tensor<24xi1>, tensor<24xi32>, tensor<24xi32>) -> tensor<24xi32>
    "func.return"(%16) : (tensor<24xi32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}], function_type = (tensor<24xi32>, tensor<24xi32>) -> tensor<24xi32>, res_attrs = [{}], sym_name = "floor_divide", sym_visibility = "private"}> ({
  ^bb0(%arg3: tensor<24xi32>, %arg4: tensor<24xi32>):
    %1 = "stablehlo.divide"(%arg3, %arg4) : (tensor<24xi32>, tensor<24xi32>) -> tensor<24xi32>
    %2 = "stablehlo.sign"(%arg3) : (tensor<24xi32>) -> tensor<24xi32>
    %3 = "stablehlo.sign"(%arg4) : (tensor<24xi32>) -> tensor<24xi32>
    %4 = "stablehlo.compare"(%2, %3) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction NE>}> : (tensor<24xi32>, tensor<24xi32>) -> tensor<24xi1>
    %5 = "stablehlo.remainder"(%arg3, %arg4) : (tensor<24xi32>, tensor<24xi32>) -> tensor<24xi32>
    %6 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %7 = "stablehlo.broadcast_in_dim"(%6) <{broadcast_dimensions = array<i64>}> : (tensor<i32>) -> tensor<24xi32>
    %8 = "stablehlo.compare"(%5, %7) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction NE>}> : (tensor<24xi32>, tensor<24xi32>) -> tensor<24xi1>
    %9 = "stablehlo.and"(%4, %8) : (tensor<24xi1>, tensor<24xi1>) -> tensor<24xi1>
    %10 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %11 = "stablehlo.broadcast_in_dim"(%10) <{broadcast_dimensions = array<i64>}> : (tensor<i32>) -> tensor<24xi32>
    %12 = "stablehlo.subtract"(%1, %11) : (tensor<24xi32>, tensor<24xi32>) -> tensor<24xi32>
    %13 = "func.call"(%9, %12, %1) <{callee = @_where_0}> : (tensor<24xi1>, tensor<24xi32>, tensor<24xi32>) -> tensor<24xi32>
    "func.return"(%13) : (tensor<24xi32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<24xi1>, tensor<24xi32>, tensor<24xi32>) -> tensor<24xi32>, res_attrs = [{}], sym_name = "_where_0", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<24xi1>, %arg1: tensor<24xi32>, %arg2: tensor<24xi32>):
    %0 = "stablehlo.select"(%arg0, %arg1, %arg2) : (tensor<24xi1>, tensor<24xi32>, tensor<24xi32>) -> tensor<24xi32>
    "func.return"(%0) : (tensor<24xi32>) -> ()
  }) : () -> ()
}) {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
