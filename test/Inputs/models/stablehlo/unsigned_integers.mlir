"builtin.module"() <{sym_name = "jit_unsigned_integers"}> ({
  "func.func"() <{arg_attrs = [{}, {}], function_type = (tensor<24xui8>, tensor<24xui8>) -> (tensor<24xui8>, tensor<24xui8>, tensor<24xui8>, tensor<24xui8>, tensor<24xi1>, tensor<24xi1>, tensor<24xui8>, tensor<24xi32>, tensor<24xi8>, tensor<24xf32>, tensor<24xui32>, tensor<24xui8>, tensor<24xui8>, tensor<ui32>, tensor<ui8>, tensor<24xui8>), res_attrs = [{jax.result_info = "result[0]"}, {jax.result_info = "result[1]"}, {jax.result_info = "result[2]"}, {jax.result_info = "result[3]"}, {jax.result_info = "result[4]"}, {jax.result_info = "result[5]"}, {jax.result_info = "result[6]"}, {jax.result_info = "result[7]"}, {jax.result_info = "result[8]"}, {jax.result_info = "result[9]"}, {jax.result_info = "result[10]"}, {jax.result_info = "result[11]"}, {jax.result_info = "result[12]"}, {jax.result_info = "result[13]"}, {jax.result_info = "result[14]"}, {jax.result_info = "result[15]"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg8: tensor<24xui8>, %arg9: tensor<24xui8>):
    %24 = "stablehlo.add"(%arg8, %arg9) : (tensor<24xui8>, tensor<24xui8>) -> tensor<24xui8>
    %25 = "stablehlo.multiply"(%arg8, %arg9) : (tensor<24xui8>, tensor<24xui8>) -> tensor<24xui8>
    %26 = "stablehlo.divide"(%arg8, %arg9) : (tensor<24xui8>, tensor<24xui8>) -> tensor<24xui8>
    %27 = "stablehlo.remainder"(%arg8, %arg9) : (tensor<24xui8>, tensor<24xui8>) -> tensor<24xui8>
    %28 = "stablehlo.compare"(%arg8, %arg9) <{compare_type = #stablehlo<comparison_type UNSIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<24xui8>, tensor<24xui8>) -> tensor<24xi1>
    %29 = "stablehlo.compare"(%arg8, %arg9) <{compare_type = #stablehlo<comparison_type UNSIGNED>, comparison_direction = #stablehlo<comparison_direction GT>}> : (tensor<24xui8>, tensor<24xui8>) -> tensor<24xi1>
    %30 = "stablehlo.maximum"(%arg8, %arg9) : (tensor<24xui8>, tensor<24xui8>) -> tensor<24xui8>
    %31 = "stablehlo.convert"(%arg8) : (tensor<24xui8>) -> tensor<24xi32>
    %32 = "stablehlo.convert"(%arg8) : (tensor<24xui8>) -> tensor<24xi8>
    %33 = "stablehlo.convert"(%arg8) : (tensor<24xui8>) -> tensor<24xf32>
    %34 = "stablehlo.convert"(%arg8) : (tensor<24xui8>) -> tensor<24xui32>
    %35 = "stablehlo.constant"() <{value = dense<20> : tensor<ui32>}> : () -> tensor<ui32>
    %36 = "stablehlo.broadcast_in_dim"(%35) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<24xui32>
    %37 = "stablehlo.shift_left"(%34, %36) : (tensor<24xui32>, tensor<24xui32>) -> tensor<24xui32>
    %38 = "stablehlo.constant"() <{value = dense<10> : tensor<i32>}> : () -> tensor<i32>
    %39 = "func.call"(%arg9, %38) <{callee = @remainder}> : (tensor<24xui8>, tensor<i32>) -> tensor<24xui8>
    %40 = "stablehlo.shift_right_logical"(%arg8, %39) : (tensor<24xui8>, tensor<24xui8>) -> tensor<24xui8>
    %41 = "stablehlo.constant"() <{value = dense<10> : tensor<i32>}> : () -> tensor<i32>
    %42 = "func.call"(%arg9, %41) <{callee = @remainder}> : (tensor<24xui8>, tensor<i32>) -> tensor<24xui8>
    %43 = "stablehlo.shift_right_arithmetic"(%arg8, %42) : (tensor<24xui8>, tensor<24xui8>) -> tensor<24xui8>
    %44 = "stablehlo.convert"(%arg8) : (tensor<24xui8>) -> tensor<24xui32>
    %45 = "stablehlo.constant"() <{value = dense<0> : tensor<ui32>}> : () -> tensor<ui32>
    %46 = "stablehlo.reduce"(%44, %45) <{dimensions = array<i64: 0>}> ({
    ^bb0(%arg12: tensor<ui32>, %arg13: tensor<ui32>):
      %51 = "stablehlo.add"(%arg12, %arg13) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
      "stablehlo.return"(%51) : (tensor<ui32>) -> ()
    }) : (tensor<24xui32>, tensor<ui32>) -> tensor<ui32>
    %47 = "stablehlo.constant"() <{value = dense<0> : tensor<ui8>}> : () -> tensor<ui8>
    %48 = "stablehlo.reduce"(%arg8, %47) <{dimensions = array<i64: 0>}> ({
    ^bb0(%arg10: tensor<ui8>, %arg11: tensor<ui8>):
      %50 = "stablehlo.maximum"(%arg10, %arg11) : (tensor<ui8>, tensor<ui8>) -> tensor<ui8>
      "stablehlo.return"(%50) : (tensor<ui8>) -> ()
    }) : (tensor<24xui8>, tensor<ui8>) -> tensor<ui8>
    %49 = "func.call"(%arg8) <{callee = @sort}> : (tensor<24xui8>) -> tensor<24xui8>
    "func.return"(%24, %25, %26, %27, %28, %29, %30, %31, %32, %33, %37, %40, %43, %46, %48, %49) : (tensor<24xui8>, tensor<24xui8>, tensor<24xui8>, tensor<24xui8>, tensor<24xi1>, tensor<24xi1>, tensor<24xui8>, tensor<24xi32>, tensor<24xi8>, tensor<24xf32>, tensor<24xui32>, tensor<24xui8>, tensor<24xui8>, tensor<ui32>, tensor<ui8>, tensor<24xui8>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}], function_type = (tensor<24xui8>, tensor<i32>) -> tensor<24xui8>, res_attrs = [{}], sym_name = "remainder", sym_visibility = "private"}> ({
  ^bb0(%arg6: tensor<24xui8>, %arg7: tensor<i32>):
    %3 = "stablehlo.convert"(%arg7) : (tensor<i32>) -> tensor<ui8>
    %4 = "stablehlo.constant"() <{value = dense<0> : tensor<ui8>}> : () -> tensor<ui8>
    %5 = "stablehlo.compare"(%3, %4) <{compare_type = #stablehlo<comparison_type UNSIGNED>, comparison_direction = #stablehlo<comparison_direction EQ>}> : (tensor<ui8>, tensor<ui8>) -> tensor<i1>
    %6 = "stablehlo.constant"() <{value = dense<1> : tensor<ui8>}> : () -> tensor<ui8>
    %7 = "func.call"(%5, %6, %3) <{callee = @_where}> : (tensor<i1>, tensor<ui8>, tensor<ui8>) -> tensor<ui8>
    %8 = "stablehlo.broadcast_in_dim"(%7) <{broadcast_dimensions = array<i64>}> : (tensor<ui8>) -> tensor<24xui8>
    %9 = "stablehlo.remainder"(%arg6, %8) : (tensor<24xui8>, tensor<24xui8>) -> tensor<24xui8>
    %10 = "stablehlo.constant"() <{value = dense<0> : tensor<ui8>}> : () -> tensor<ui8>
    %11 = "stablehlo.broadcast_in_dim"(%10) <{broadcast_dimensions = array<i64>}> : (tensor<ui8>) -> tensor<24xui8>
    %12 = "stablehlo.compare"(%9, %11) <{compare_type = #stablehlo<comparison_type UNSIGNED>, comparison_direction = #stablehlo<comparison_direction NE>}> : (tensor<24xui8>, tensor<24xui8>) -> tensor<24xi1>
    %13 = "stablehlo.constant"() <{value = dense<0> : tensor<ui8>}> : () -> tensor<ui8>
    %14 = "stablehlo.broadcast_in_dim"(%13) <{broadcast_dimensions = array<i64>}> : (tensor<ui8>) -> tensor<24xui8>
    %15 = "stablehlo.compare"(%9, %14) <{compare_type = #stablehlo<comparison_type UNSIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<24xui8>, tensor<24xui8>) -> tensor<24xi1>
    %16 = "stablehlo.constant"() <{value = dense<0> : tensor<ui8>}> : () -> tensor<ui8>
    %17 = "stablehlo.compare"(%7, %16) <{compare_type = #stablehlo<comparison_type UNSIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<ui8>, tensor<ui8>) -> tensor<i1>
    %18 = "stablehlo.broadcast_in_dim"(%17) <{broadcast_dimensions = array<i64>}> : (tensor<i1>) -> tensor<24xi1>
    %19 = "stablehlo.compare"(%15, %18) <{compare_type = #stablehlo<comparison_type UNSIGNED>, comparison_direction = #stablehlo<comparison_direction NE>}> : (tensor<24xi1>, tensor<24xi1>) -> tensor<24xi1>
    %20 = "stablehlo.and"(%19, %12) : (tensor<24xi1>, tensor<24xi1>) -> tensor<24xi1>
    %21 = "stablehlo.broadcast_in_dim"(%7) <{broadcast_dimensions = array<i64>}> : (tensor<ui8>) -> tensor<24xui8>
    %22 = "stablehlo.add"(%9, %21) : (tensor<24xui8>, tensor<24xui8>) -> tensor<24xui8>
    %23 = "stablehlo.select"(%20, %22, %9) : (tensor<24xi1>, tensor<24xui8>, tensor<24xui8>) -> tensor<24xui8>
    "func.return"(%23) : (tensor<24xui8>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<i1>, tensor<ui8>, tensor<ui8>) -> tensor<ui8>, res_attrs = [{}], sym_name = "_where", sym_visibility = "private"}> ({
  ^bb0(%arg3: tensor<i1>, %arg4: tensor<ui8>, %arg5: tensor<ui8>):
    %2 = "stablehlo.select"(%arg3, %arg4, %arg5) : (tensor<i1>, tensor<ui8>, tensor<ui8>) -> tensor<ui8>
    "func.return"(%2) : (tensor<ui8>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}], function_type = (tensor<24xui8>) -> tensor<24xui8>, res_attrs = [{}], sym_name = "sort", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<24xui8>):
    %0 = "stablehlo.sort"(%arg0) <{dimension = 0 : i64, is_stable = true}> ({
    ^bb0(%arg1: tensor<ui8>, %arg2: tensor<ui8>):
      %1 = "stablehlo.compare"(%arg1, %arg2) <{compare_type = #stablehlo<comparison_type UNSIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<ui8>, tensor<ui8>) -> tensor<i1>
      "stablehlo.return"(%1) : (tensor<i1>) -> ()
    }) : (tensor<24xui8>) -> tensor<24xui8>
    "func.return"(%0) : (tensor<24xui8>) -> ()
  }) : () -> ()
}) {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
