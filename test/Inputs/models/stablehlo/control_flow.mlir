"builtin.module"() <{sym_name = "jit_control_flow"}> ({
  "func.func"() <{arg_attrs = [{}, {}, {}, {}], function_type = (tensor<4xf32>, tensor<i32>, tensor<i32>, tensor<3x4x4xf32>) -> (tensor<4xf32>, tensor<i32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<3x4xf32>, tensor<f32>, tensor<3xf32>, tensor<3x4x4xf32>, tensor<3x4xf32>, tensor<3x4x4xf32>), res_attrs = [{jax.result_info = "result[0]"}, {jax.result_info = "result[1]"}, {jax.result_info = "result[2]"}, {jax.result_info = "result[3]"}, {jax.result_info = "result[4]"}, {jax.result_info = "result[5]"}, {jax.result_info = "result[6]"}, {jax.result_info = "result[7]"}, {jax.result_info = "result[8]"}, {jax.result_info = "result[9]"}, {jax.result_info = "result[10]"}, {jax.result_info = "result[11]"}, {jax.result_info = "result[12]"}, {jax.result_info = "result[13]"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg28: tensor<4xf32>, %arg29: tensor<i32>, %arg30: tensor<i32>, %arg31: tensor<3x4x4xf32>):
    %44 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %45 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %46:3 = "stablehlo.while"(%45, %44, %arg28) ({
    ^bb0(%arg95: tensor<i32>, %arg96: tensor<i32>, %arg97: tensor<4xf32>):
      %182 = "stablehlo.constant"() <{value = dense<5> : tensor<i32>}> : () -> tensor<i32>
      %183 = "stablehlo.compare"(%arg95, %182) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%183) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg92: tensor<i32>, %arg93: tensor<i32>, %arg94: tensor<4xf32>):
      %179:2 = "func.call"(%arg93, %arg94) <{callee = @closed_call}> : (tensor<i32>, tensor<4xf32>) -> (tensor<i32>, tensor<4xf32>)
      %180 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
      %181 = "stablehlo.add"(%arg92, %180) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%181, %179#0, %179#1) : (tensor<i32>, tensor<i32>, tensor<4xf32>) -> ()
    }) : (tensor<i32>, tensor<i32>, tensor<4xf32>) -> (tensor<i32>, tensor<i32>, tensor<4xf32>)
    %47 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %48:3 = "stablehlo.while"(%arg29, %47, %arg28) ({
    ^bb0(%arg89: tensor<i32>, %arg90: tensor<i32>, %arg91: tensor<4xf32>):
      %177 = "stablehlo.convert"(%arg90) : (tensor<i32>) -> tensor<i32>
      %178 = "stablehlo.compare"(%177, %arg89) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%178) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg86: tensor<i32>, %arg87: tensor<i32>, %arg88: tensor<4xf32>):
      %172 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
      %173 = "stablehlo.add"(%arg87, %172) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      %174 = "stablehlo.constant"() <{value = dense<2.000000e+00> : tensor<f32>}> : () -> tensor<f32>
      %175 = "stablehlo.broadcast_in_dim"(%174) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<4xf32>
      %176 = "stablehlo.multiply"(%arg88, %175) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
      "stablehlo.return"(%arg86, %173, %176) : (tensor<i32>, tensor<i32>, tensor<4xf32>) -> ()
    }) : (tensor<i32>, tensor<i32>, tensor<4xf32>) -> (tensor<i32>, tensor<i32>, tensor<4xf32>)
    %49 = "stablehlo.while"(%arg28) ({
    ^bb0(%arg83: tensor<4xf32>):
      %166 = "stablehlo.multiply"(%arg83, %arg83) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
      %167 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
      %168 = "stablehlo.reduce"(%166, %167) <{dimensions = array<i64: 0>}> ({
      ^bb0(%arg84: tensor<f32>, %arg85: tensor<f32>):
        %171 = "stablehlo.add"(%arg84, %arg85) : (tensor<f32>, tensor<f32>) -> tensor<f32>
        "stablehlo.return"(%171) : (tensor<f32>) -> ()
      }) : (tensor<4xf32>, tensor<f32>) -> tensor<f32>
      %169 = "stablehlo.constant"() <{value = dense<1.000000e+02> : tensor<f32>}> : () -> tensor<f32>
      %170 = "stablehlo.compare"(%168, %169) <{compare_type = #stablehlo<comparison_type FLOAT>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<f32>, tensor<f32>) -> tensor<i1>
      "stablehlo.return"(%170) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg82: tensor<4xf32>):
      %163 = "stablehlo.constant"() <{value = dense<1.500000e+00> : tensor<f32>}> : () -> tensor<f32>
      %164 = "stablehlo.broadcast_in_dim"(%163) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<4xf32>
      %165 = "stablehlo.multiply"(%arg82, %164) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
      "stablehlo.return"(%165) : (tensor<4xf32>) -> ()
    }) : (tensor<4xf32>) -> tensor<4xf32>
    %50 = "stablehlo.constant"() <{value = dense<2> : tensor<i32>}> : () -> tensor<i32>
    %51 = "stablehlo.compare"(%arg29, %50) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %52 = "stablehlo.convert"(%51) : (tensor<i1>) -> tensor<i32>
    %53 = "stablehlo.case"(%52) ({
      %160 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
      %161 = "stablehlo.broadcast_in_dim"(%160) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<4xf32>
      %162 = "stablehlo.subtract"(%arg28, %161) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
      "stablehlo.return"(%162) : (tensor<4xf32>) -> ()
    }, {
      %157 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
      %158 = "stablehlo.broadcast_in_dim"(%157) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<4xf32>
      %159 = "stablehlo.add"(%arg28, %158) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
      "stablehlo.return"(%159) : (tensor<4xf32>) -> ()
    }) : (tensor<i32>) -> tensor<4xf32>
    %54 = "stablehlo.constant"() <{value = dense<2> : tensor<i32>}> : () -> tensor<i32>
    %55 = "stablehlo.subtract"(%arg29, %54) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %56 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %57 = "stablehlo.constant"() <{value = dense<2> : tensor<i32>}> : () -> tensor<i32>
    %58 = "stablehlo.clamp"(%56, %55, %57) : (tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<i32>
    %59 = "stablehlo.case"(%58) ({
      "stablehlo.return"(%arg28) : (tensor<4xf32>) -> ()
    }, {
      %154 = "stablehlo.constant"() <{value = dense<3.000000e+00> : tensor<f32>}> : () -> tensor<f32>
      %155 = "stablehlo.broadcast_in_dim"(%154) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<4xf32>
      %156 = "stablehlo.multiply"(%arg28, %155) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
      "stablehlo.return"(%156) : (tensor<4xf32>) -> ()
    }, {
      %153 = "stablehlo.reverse"(%arg28) <{dimensions = array<i64: 0>}> : (tensor<4xf32>) -> tensor<4xf32>
      "stablehlo.return"(%153) : (tensor<4xf32>) -> ()
    }) : (tensor<i32>) -> tensor<4xf32>
    %60 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %61 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %62 = "stablehlo.clamp"(%60, %arg30, %61) : (tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<i32>
    %63 = "stablehlo.case"(%62) ({
      %152 = "stablehlo.sine"(%arg28) : (tensor<4xf32>) -> tensor<4xf32>
      "stablehlo.return"(%152) : (tensor<4xf32>) -> ()
    }, {
      %151 = "stablehlo.cosine"(%arg28) : (tensor<4xf32>) -> tensor<4xf32>
      "stablehlo.return"(%151) : (tensor<4xf32>) -> ()
    }) : (tensor<i32>) -> tensor<4xf32>
    %64 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %65 = "stablehlo.broadcast_in_dim"(%64) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x4xf32>
    %66 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %67:4 = "stablehlo.while"(%arg31, %66, %arg28, %65) ({
    ^bb0(%arg78: tensor<3x4x4xf32>, %arg79: tensor<i32>, %arg80: tensor<4xf32>, %arg81: tensor<3x4xf32>):
      %149 = "stablehlo.constant"() <{value = dense<3> : tensor<i32>}> : () -> tensor<i32>
      %150 = "stablehlo.compare"(%arg79, %149) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%150) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg74: tensor<3x4x4xf32>, %arg75: tensor<i32>, %arg76: tensor<4xf32>, %arg77: tensor<3x4xf32>):
      %144 = "func.call"(%arg74, %arg75) <{callee = @dynamic_index_in_dim}> : (tensor<3x4x4xf32>, tensor<i32>) -> tensor<4x4xf32>
      %145:2 = "func.call"(%arg76, %144) <{callee = @closed_call_0}> : (tensor<4xf32>, tensor<4x4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
      %146 = "func.call"(%arg77, %145#1, %arg75) <{callee = @dynamic_update_index_in_dim}> : (tensor<3x4xf32>, tensor<4xf32>, tensor<i32>) -> tensor<3x4xf32>
      %147 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
      %148 = "stablehlo.add"(%arg75, %147) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%arg74, %148, %145#0, %146) : (tensor<3x4x4xf32>, tensor<i32>, tensor<4xf32>, tensor<3x4xf32>) -> ()
    }) : (tensor<3x4x4xf32>, tensor<i32>, tensor<4xf32>, tensor<3x4xf32>) -> (tensor<3x4x4xf32>, tensor<i32>, tensor<4xf32>, tensor<3x4xf32>)
    %68 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %69 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %70 = "stablehlo.broadcast_in_dim"(%69) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3xf32>
    %71 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %72:4 = "stablehlo.while"(%arg31, %71, %68, %70) ({
    ^bb0(%arg70: tensor<3x4x4xf32>, %arg71: tensor<i32>, %arg72: tensor<f32>, %arg73: tensor<3xf32>):
      %142 = "stablehlo.constant"() <{value = dense<3> : tensor<i32>}> : () -> tensor<i32>
      %143 = "stablehlo.compare"(%arg71, %142) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%143) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg66: tensor<3x4x4xf32>, %arg67: tensor<i32>, %arg68: tensor<f32>, %arg69: tensor<3xf32>):
      %133 = "stablehlo.constant"() <{value = dense<3> : tensor<i32>}> : () -> tensor<i32>
      %134 = "stablehlo.subtract"(%133, %arg67) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      %135 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
      %136 = "stablehlo.subtract"(%134, %135) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      %137 = "func.call"(%arg66, %136) <{callee = @dynamic_index_in_dim}> : (tensor<3x4x4xf32>, tensor<i32>) -> tensor<4x4xf32>
      %138:2 = "func.call"(%arg68, %137) <{callee = @closed_call_1}> : (tensor<f32>, tensor<4x4xf32>) -> (tensor<f32>, tensor<f32>)
      %139 = "func.call"(%arg69, %138#1, %136) <{callee = @dynamic_update_index_in_dim_2}> : (tensor<3xf32>, tensor<f32>, tensor<i32>) -> tensor<3xf32>
      %140 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
      %141 = "stablehlo.add"(%arg67, %140) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%arg66, %141, %138#0, %139) : (tensor<3x4x4xf32>, tensor<i32>, tensor<f32>, tensor<3xf32>) -> ()
    }) : (tensor<3x4x4xf32>, tensor<i32>, tensor<f32>, tensor<3xf32>) -> (tensor<3x4x4xf32>, tensor<i32>, tensor<f32>, tensor<3xf32>)
    %73 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %74 = "stablehlo.broadcast_in_dim"(%73) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x4xf32>
    %75 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %76 = "stablehlo.broadcast_in_dim"(%75) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x4xf32>
    %77 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %78 = "stablehlo.broadcast_in_dim"(%77) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x4xf32>
    %79 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %80:6 = "stablehlo.while"(%arg31, %79, %arg28, %74, %76, %78) ({
    ^bb0(%arg60: tensor<3x4x4xf32>, %arg61: tensor<i32>, %arg62: tensor<4xf32>, %arg63: tensor<3x4xf32>, %arg64: tensor<3x4xf32>, %arg65: tensor<3x4xf32>):
      %131 = "stablehlo.constant"() <{value = dense<3> : tensor<i32>}> : () -> tensor<i32>
      %132 = "stablehlo.compare"(%arg61, %131) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%132) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg54: tensor<3x4x4xf32>, %arg55: tensor<i32>, %arg56: tensor<4xf32>, %arg57: tensor<3x4xf32>, %arg58: tensor<3x4xf32>, %arg59: tensor<3x4xf32>):
      %124 = "func.call"(%arg54, %arg55) <{callee = @dynamic_index_in_dim}> : (tensor<3x4x4xf32>, tensor<i32>) -> tensor<4x4xf32>
      %125:4 = "func.call"(%arg56, %124) <{callee = @closed_call_3}> : (tensor<4xf32>, tensor<4x4xf32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
      %126 = "func.call"(%arg57, %125#1, %arg55) <{callee = @dynamic_update_index_in_dim}> : (tensor<3x4xf32>, tensor<4xf32>, tensor<i32>) -> tensor<3x4xf32>
      %127 = "func.call"(%arg58, %125#2, %arg55) <{callee = @dynamic_update_index_in_dim}> : (tensor<3x4xf32>, tensor<4xf32>, tensor<i32>) -> tensor<3x4xf32>
      %128 = "func.call"(%arg59, %125#3, %arg55) <{callee = @dynamic_update_index_in_dim}> : (tensor<3x4xf32>, tensor<4xf32>, tensor<i32>) -> tensor<3x4xf32>
      %129 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
      %130 = "stablehlo.add"(%arg55, %129) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%arg54, %130, %125#0, %126, %127, %128) : (tensor<3x4x4xf32>, tensor<i32>, tensor<4xf32>, tensor<3x4xf32>, tensor<3x4xf32>, tensor<3x4xf32>) -> ()
    }) : (tensor<3x4x4xf32>, tensor<i32>, tensor<4xf32>, tensor<3x4xf32>, tensor<3x4xf32>, tensor<3x4xf32>) -> (tensor<3x4x4xf32>, tensor<i32>, tensor<4xf32>, tensor<3x4xf32>, tensor<3x4xf32>, tensor<3x4xf32>)
    %81 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %82 = "stablehlo.broadcast_in_dim"(%81) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<4xf32>
    %83 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %84 = "stablehlo.broadcast_in_dim"(%83) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x4x4xf32>
    %85 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %86:7 = "stablehlo.while"(%arg31, %80#3, %80#4, %80#5, %85, %82, %84) ({
    ^bb0(%arg47: tensor<3x4x4xf32>, %arg48: tensor<3x4xf32>, %arg49: tensor<3x4xf32>, %arg50: tensor<3x4xf32>, %arg51: tensor<i32>, %arg52: tensor<4xf32>, %arg53: tensor<3x4x4xf32>):
      %122 = "stablehlo.constant"() <{value = dense<3> : tensor<i32>}> : () -> tensor<i32>
      %123 = "stablehlo.compare"(%arg51, %122) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%123) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg40: tensor<3x4x4xf32>, %arg41: tensor<3x4xf32>, %arg42: tensor<3x4xf32>, %arg43: tensor<3x4xf32>, %arg44: tensor<i32>, %arg45: tensor<4xf32>, %arg46: tensor<3x4x4xf32>):
      %110 = "stablehlo.constant"() <{value = dense<3> : tensor<i32>}> : () -> tensor<i32>
      %111 = "stablehlo.subtract"(%110, %arg44) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      %112 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
      %113 = "stablehlo.subtract"(%111, %112) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      %114 = "func.call"(%arg40, %113) <{callee = @dynamic_index_in_dim}> : (tensor<3x4x4xf32>, tensor<i32>) -> tensor<4x4xf32>
      %115 = "func.call"(%arg41, %113) <{callee = @dynamic_index_in_dim_4}> : (tensor<3x4xf32>, tensor<i32>) -> tensor<4xf32>
      %116 = "func.call"(%arg42, %113) <{callee = @dynamic_index_in_dim_4}> : (tensor<3x4xf32>, tensor<i32>) -> tensor<4xf32>
      %117 = "func.call"(%arg43, %113) <{callee = @dynamic_index_in_dim_4}> : (tensor<3x4xf32>, tensor<i32>) -> tensor<4xf32>
      %118:2 = "func.call"(%arg45, %114, %115, %116, %117) <{callee = @closed_call_5}> : (tensor<4xf32>, tensor<4x4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<4x4xf32>)
      %119 = "func.call"(%arg46, %118#1, %113) <{callee = @dynamic_update_index_in_dim_6}> : (tensor<3x4x4xf32>, tensor<4x4xf32>, tensor<i32>) -> tensor<3x4x4xf32>
      %120 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
      %121 = "stablehlo.add"(%arg44, %120) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%arg40, %arg41, %arg42, %arg43, %121, %118#0, %119) : (tensor<3x4x4xf32>, tensor<3x4xf32>, tensor<3x4xf32>, tensor<3x4xf32>, tensor<i32>, tensor<4xf32>, tensor<3x4x4xf32>) -> ()
    }) : (tensor<3x4x4xf32>, tensor<3x4xf32>, tensor<3x4xf32>, tensor<3x4xf32>, tensor<i32>, tensor<4xf32>, tensor<3x4x4xf32>) -> (tensor<3x4x4xf32>, tensor<3x4xf32>, tensor<3x4xf32>, tensor<3x4xf32>, tensor<i32>, tensor<4xf32>, tensor<3x4x4xf32>)
    %87 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %88 = "stablehlo.broadcast_in_dim"(%87) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x4xf32>
    %89 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %90:4 = "stablehlo.while"(%arg31, %arg28, %89, %88) ({
    ^bb0(%arg36: tensor<3x4x4xf32>, %arg37: tensor<4xf32>, %arg38: tensor<i32>, %arg39: tensor<3x4xf32>):
      %108 = "stablehlo.constant"() <{value = dense<3> : tensor<i32>}> : () -> tensor<i32>
      %109 = "stablehlo.compare"(%arg38, %108) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%109) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg32: tensor<3x4x4xf32>, %arg33: tensor<4xf32>, %arg34: tensor<i32>, %arg35: tensor<3x4xf32>):
      %103 = "func.call"(%arg32, %arg34) <{callee = @dynamic_index_in_dim}> : (tensor<3x4x4xf32>, tensor<i32>) -> tensor<4x4xf32>
      %104 = "func.call"(%arg33, %103) <{callee = @closed_call_7}> : (tensor<4xf32>, tensor<4x4xf32>) -> tensor<4xf32>
      %105 = "func.call"(%arg35, %104, %arg34) <{callee = @dynamic_update_index_in_dim}> : (tensor<3x4xf32>, tensor<4xf32>, tensor<i32>) -> tensor<3x4xf32>
      %106 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
      %107 = "stablehlo.add"(%arg34, %106) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%arg32, %arg33, %107, %105) : (tensor<3x4x4xf32>, tensor<4xf32>, tensor<i32>, tensor<3x4xf32>) -> ()
    }) : (tensor<3x4x4xf32>, tensor<4xf32>, tensor<i32>, tensor<3x4xf32>) -> (tensor<3x4x4xf32>, tensor<4xf32>, tensor<i32>, tensor<3x4xf32>)
    %91 = "stablehlo.slice"(%arg31) <{limit_indices = array<i64: 2, 4, 4>, start_indices = array<i64: 0, 0, 0>, strides = array<i64: 2, 1, 1>}> : (tensor<3x4x4xf32>) -> tensor<1x4x4xf32>
    %92 = "stablehlo.slice"(%arg31) <{limit_indices = array<i64: 3, 4, 4>, start_indices = array<i64: 1, 0, 0>, strides = array<i64: 2, 1, 1>}> : (tensor<3x4x4xf32>) -> tensor<1x4x4xf32>
    %93 = "stablehlo.add"(%91, %92) : (tensor<1x4x4xf32>, tensor<1x4x4xf32>) -> tensor<1x4x4xf32>
    %94 = "stablehlo.slice"(%arg31) <{limit_indices = array<i64: 3, 4, 4>, start_indices = array<i64: 2, 0, 0>, strides = array<i64: 2, 1, 1>}> : (tensor<3x4x4xf32>) -> tensor<1x4x4xf32>
    %95 = "stablehlo.add"(%93, %94) : (tensor<1x4x4xf32>, tensor<1x4x4xf32>) -> tensor<1x4x4xf32>
    %96 = "stablehlo.slice"(%arg31) <{limit_indices = array<i64: 1, 4, 4>, start_indices = array<i64: 0, 0, 0>, strides = array<i64: 1, 1, 1>}> : (tensor<3x4x4xf32>) -> tensor<1x4x4xf32>
    %97 = "stablehlo.concatenate"(%96, %95) <{dimension = 0 : i64}> : (tensor<1x4x4xf32>, tensor<1x4x4xf32>) -> tensor<2x4x4xf32>
    %98 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %99 = "stablehlo.pad"(%97, %98) <{edge_padding_high = array<i64: 0, 0, 0>, edge_padding_low = array<i64: 0, 0, 0>, interior_padding = array<i64: 1, 0, 0>}> : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<3x4x4xf32>
    %100 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %101 = "stablehlo.pad"(%93, %100) <{edge_padding_high = array<i64: 1, 0, 0>, edge_padding_low = array<i64: 1, 0, 0>, interior_padding = array<i64: 1, 0, 0>}> : (tensor<1x4x4xf32>, tensor<f32>) -> tensor<3x4x4xf32>
    %102 = "stablehlo.add"(%99, %101) : (tensor<3x4x4xf32>, tensor<3x4x4xf32>) -> tensor<3x4x4xf32>
    "func.return"(%46#2, %48#1, %48#2, %49, %53, %59, %63, %67#2, %67#3, %72#2, %72#3, %86#6, %90#3, %102) : (tensor<4xf32>, tensor<i32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<3x4xf32>, tensor<f32>, tensor<3xf32>, tensor<3x4x4xf32>, tensor<3x4xf32>, tensor<3x4x4xf32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<i32>, tensor<4xf32>) -> (tensor<i32>, tensor<4xf32>), res_attrs = [{}, {}], sym_name = "closed_call", sym_visibility = "private"}> ({
  ^bb0(%arg26: tensor<i32>, %arg27: tensor<4xf32>):
    %36 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %37 = "stablehlo.add"(%arg26, %36) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %38 = "stablehlo.constant"() <{value = dense<0.899999976> : tensor<f32>}> : () -> tensor<f32>
    %39 = "stablehlo.broadcast_in_dim"(%38) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<4xf32>
    %40 = "stablehlo.multiply"(%arg27, %39) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    %41 = "stablehlo.convert"(%arg26) : (tensor<i32>) -> tensor<f32>
    %42 = "stablehlo.broadcast_in_dim"(%41) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<4xf32>
    %43 = "stablehlo.add"(%40, %42) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    "func.return"(%37, %43) : (tensor<i32>, tensor<4xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}], function_type = (tensor<3x4x4xf32>, tensor<i32>) -> tensor<4x4xf32>, res_attrs = [{}], sym_name = "dynamic_index_in_dim", sym_visibility = "private"}> ({
  ^bb0(%arg24: tensor<3x4x4xf32>, %arg25: tensor<i32>):
    %32 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %33 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %34 = "stablehlo.dynamic_slice"(%arg24, %arg25, %32, %33) <{slice_sizes = array<i64: 1, 4, 4>}> : (tensor<3x4x4xf32>, tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<1x4x4xf32>
    %35 = "stablehlo.reshape"(%34) : (tensor<1x4x4xf32>) -> tensor<4x4xf32>
    "func.return"(%35) : (tensor<4x4xf32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<4xf32>, tensor<4x4xf32>) -> (tensor<4xf32>, tensor<4xf32>), res_attrs = [{}, {}], sym_name = "closed_call_0", sym_visibility = "private"}> ({
  ^bb0(%arg22: tensor<4xf32>, %arg23: tensor<4x4xf32>):
    %30 = "stablehlo.dot_general"(%arg22, %arg23) <{dot_dimension_numbers = #stablehlo.dot<lhs_contracting_dimensions = [0], rhs_contracting_dimensions = [0]>, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]}> : (tensor<4xf32>, tensor<4x4xf32>) -> tensor<4xf32>
    %31 = "stablehlo.tanh"(%30) : (tensor<4xf32>) -> tensor<4xf32>
    "func.return"(%31, %arg22) : (tensor<4xf32>, tensor<4xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<3x4xf32>, tensor<4xf32>, tensor<i32>) -> tensor<3x4xf32>, res_attrs = [{}], sym_name = "dynamic_update_index_in_dim", sym_visibility = "private"}> ({
  ^bb0(%arg19: tensor<3x4xf32>, %arg20: tensor<4xf32>, %arg21: tensor<i32>):
    %27 = "stablehlo.broadcast_in_dim"(%arg20) <{broadcast_dimensions = array<i64: 1>}> : (tensor<4xf32>) -> tensor<1x4xf32>
    %28 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %29 = "stablehlo.dynamic_update_slice"(%arg19, %27, %arg21, %28) : (tensor<3x4xf32>, tensor<1x4xf32>, tensor<i32>, tensor<i32>) -> tensor<3x4xf32>
    "func.return"(%29) : (tensor<3x4xf32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<f32>, tensor<4x4xf32>) -> (tensor<f32>, tensor<f32>), res_attrs = [{}, {}], sym_name = "closed_call_1", sym_visibility = "private"}> ({
  ^bb0(%arg17: tensor<f32>, %arg18: tensor<4x4xf32>):
    %21 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %22 = "stablehlo.add"(%arg17, %21) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %23 = "stablehlo.slice"(%arg18) <{limit_indices = array<i64: 1, 1>, start_indices = array<i64: 0, 0>, strides = array<i64: 1, 1>}> : (tensor<4x4xf32>) -> tensor<1x1xf32>
    %24 = "stablehlo.reshape"(%23) : (tensor<1x1xf32>) -> tensor<f32>
    %25 = "stablehlo.convert"(%arg17) : (tensor<f32>) -> tensor<f32>
    %26 = "stablehlo.multiply"(%25, %24) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "func.return"(%22, %26) : (tensor<f32>, tensor<f32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<3xf32>, tensor<f32>, tensor<i32>) -> tensor<3xf32>, res_attrs = [{}], sym_name = "dynamic_update_index_in_dim_2", sym_visibility = "private"}> ({
  ^bb0(%arg14: tensor<3xf32>, %arg15: tensor<f32>, %arg16: tensor<i32>):
    %19 = "stablehlo.broadcast_in_dim"(%arg15) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1xf32>
    %20 = "stablehlo.dynamic_update_slice"(%arg14, %19, %arg16) : (tensor<3xf32>, tensor<1xf32>, tensor<i32>) -> tensor<3xf32>
    "func.return"(%20) : (tensor<3xf32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<4xf32>, tensor<4x4xf32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>), res_attrs = [{}, {}, {}, {}], sym_name = "closed_call_3", sym_visibility = "private"}> ({
  ^bb0(%arg12: tensor<4xf32>, %arg13: tensor<4x4xf32>):
    %14 = "stablehlo.dot_general"(%arg12, %arg13) <{dot_dimension_numbers = #stablehlo.dot<lhs_contracting_dimensions = [0], rhs_contracting_dimensions = [0]>, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]}> : (tensor<4xf32>, tensor<4x4xf32>) -> tensor<4xf32>
    %15 = "stablehlo.tanh"(%14) : (tensor<4xf32>) -> tensor<4xf32>
    %16 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %17 = "stablehlo.broadcast_in_dim"(%16) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<4xf32>
    %18 = "stablehlo.subtract"(%17, %15) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    "func.return"(%15, %arg12, %15, %18) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}], function_type = (tensor<3x4xf32>, tensor<i32>) -> tensor<4xf32>, res_attrs = [{}], sym_name = "dynamic_index_in_dim_4", sym_visibility = "private"}> ({
  ^bb0(%arg10: tensor<3x4xf32>, %arg11: tensor<i32>):
    %11 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %12 = "stablehlo.dynamic_slice"(%arg10, %arg11, %11) <{slice_sizes = array<i64: 1, 4>}> : (tensor<3x4xf32>, tensor<i32>, tensor<i32>) -> tensor<1x4xf32>
    %13 = "stablehlo.reshape"(%12) : (tensor<1x4xf32>) -> tensor<4xf32>
    "func.return"(%13) : (tensor<4xf32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<4xf32>, tensor<4x4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<4x4xf32>), res_attrs = [{}, {}], sym_name = "closed_call_5", sym_visibility = "private"}> ({
  ^bb0(%arg5: tensor<4xf32>, %arg6: tensor<4x4xf32>, %arg7: tensor<4xf32>, %arg8: tensor<4xf32>, %arg9: tensor<4xf32>):
    %5 = "stablehlo.multiply"(%arg5, %arg9) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    %6 = "stablehlo.multiply"(%5, %arg8) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    %7 = "stablehlo.add"(%5, %6) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    %8 = "stablehlo.dot_general"(%7, %arg7) <{dot_dimension_numbers = #stablehlo.dot<>, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]}> : (tensor<4xf32>, tensor<4xf32>) -> tensor<4x4xf32>
    %9 = "stablehlo.transpose"(%8) <{permutation = array<i64: 1, 0>}> : (tensor<4x4xf32>) -> tensor<4x4xf32>
    %10 = "stablehlo.dot_general"(%7, %arg6) <{dot_dimension_numbers = #stablehlo.dot<lhs_contracting_dimensions = [0], rhs_contracting_dimensions = [1]>, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]}> : (tensor<4xf32>, tensor<4x4xf32>) -> tensor<4xf32>
    "func.return"(%10, %9) : (tensor<4xf32>, tensor<4x4xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<3x4x4xf32>, tensor<4x4xf32>, tensor<i32>) -> tensor<3x4x4xf32>, res_attrs = [{}], sym_name = "dynamic_update_index_in_dim_6", sym_visibility = "private"}> ({
  ^bb0(%arg2: tensor<3x4x4xf32>, %arg3: tensor<4x4xf32>, %arg4: tensor<i32>):
    %1 = "stablehlo.broadcast_in_dim"(%arg3) <{broadcast_dimensions = array<i64: 1, 2>}> : (tensor<4x4xf32>) -> tensor<1x4x4xf32>
    %2 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %3 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %4 = "stablehlo.dynamic_update_slice"(%arg2, %1, %arg4, %2, %3) : (tensor<3x4x4xf32>, tensor<1x4x4xf32>, tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<3x4x4xf32>
    "func.return"(%4) : (tensor<3x4x4xf32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<4xf32>, tensor<4x4xf32>) -> tensor<4xf32>, res_attrs = [{}], sym_name = "closed_call_7", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<4xf32>, %arg1: tensor<4x4xf32>):
    %0 = "stablehlo.dot_general"(%arg1, %arg0) <{dot_dimension_numbers = #stablehlo.dot<lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]}> : (tensor<4x4xf32>, tensor<4xf32>) -> tensor<4xf32>
    "func.return"(%0) : (tensor<4xf32>) -> ()
  }) : () -> ()
}) {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
