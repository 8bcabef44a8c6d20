"builtin.module"() <{sym_name = "jit_random_keys"}> ({
  "func.func"() <{arg_attrs = [{}, {}], function_type = (tensor<2xui32>, tensor<3x4xf32>) -> (tensor<2xui32>, tensor<7xui32>, tensor<3x4xf32>, tensor<9xf32>, tensor<11xi1>, tensor<6xi32>, tensor<8xi32>, tensor<3xi32>, tensor<2xui32>, tensor<3x4xf32>, tensor<4xf32>, tensor<5xf32>), res_attrs = [{jax.result_info = "result[0]"}, {jax.result_info = "result[1]"}, {jax.result_info = "result[2]"}, {jax.result_info = "result[3]"}, {jax.result_info = "result[4]"}, {jax.result_info = "result[5]"}, {jax.result_info = "result[6]"}, {jax.result_info = "result[7]"}, {jax.result_info = "result[8]"}, {jax.result_info = "result[9]"}, {jax.result_info = "result[10]"}, {jax.result_info = "result[11]"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg358: tensor<2xui32>, %arg359: tensor<3x4xf32>):
    %1146 = "func.call"(%arg358) <{callee = @_threefry_split}> : (tensor<2xui32>) -> tensor<2x2xui32>
    %1147 = "stablehlo.slice"(%1146) <{limit_indices = array<i64: 1, 2>, start_indices = array<i64: 0, 0>, strides = array<i64: 1, 1>}> : (tensor<2x2xui32>) -> tensor<1x2xui32>
    %1148 = "stablehlo.reshape"(%1147) : (tensor<1x2xui32>) -> tensor<2xui32>
    %1149 = "stablehlo.slice"(%1146) <{limit_indices = array<i64: 2, 2>, start_indices = array<i64: 1, 0>, strides = array<i64: 1, 1>}> : (tensor<2x2xui32>) -> tensor<1x2xui32>
    %1150 = "stablehlo.reshape"(%1149) : (tensor<1x2xui32>) -> tensor<2xui32>
    %1151 = "stablehlo.slice"(%1150) <{limit_indices = array<i64: 1>, start_indices = array<i64: 0>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %1152 = "stablehlo.reshape"(%1151) : (tensor<1xui32>) -> tensor<ui32>
    %1153 = "stablehlo.slice"(%1150) <{limit_indices = array<i64: 2>, start_indices = array<i64: 1>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %1154 = "stablehlo.reshape"(%1153) : (tensor<1xui32>) -> tensor<ui32>
    %1155 = "stablehlo.iota"() <{iota_dimension = 0 : i64}> : () -> tensor<7xui64>
    %1156 = "stablehlo.constant"() <{value = dense<1> : tensor<ui64>}> : () -> tensor<ui64>
    %1157 = "stablehlo.broadcast_in_dim"(%1156) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<7xui64>
    %1158 = "stablehlo.multiply"(%1157, %1155) : (tensor<7xui64>, tensor<7xui64>) -> tensor<7xui64>
    %1159 = "stablehlo.constant"() <{value = dense<32> : tensor<ui64>}> : () -> tensor<ui64>
    %1160 = "stablehlo.broadcast_in_dim"(%1159) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<7xui64>
    %1161 = "stablehlo.shift_right_logical"(%1158, %1160) : (tensor<7xui64>, tensor<7xui64>) -> tensor<7xui64>
    %1162 = "stablehlo.convert"(%1158) : (tensor<7xui64>) -> tensor<7xui32>
    %1163 = "stablehlo.convert"(%1161) : (tensor<7xui64>) -> tensor<7xui32>
    %1164:2 = "func.call"(%1152, %1154, %1163, %1162) <{callee = @threefry2x32_0}> : (tensor<ui32>, tensor<ui32>, tensor<7xui32>, tensor<7xui32>) -> (tensor<7xui32>, tensor<7xui32>)
    %1165 = "stablehlo.xor"(%1164#0, %1164#1) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %1166 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %1167 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %1168 = "func.call"(%1148, %1166, %1167) <{callee = @_uniform}> : (tensor<2xui32>, tensor<f32>, tensor<f32>) -> tensor<3x4xf32>
    %1169 = "func.call"(%1150) <{callee = @_normal}> : (tensor<2xui32>) -> tensor<9xf32>
    %1170 = "stablehlo.constant"() <{value = dense<3.000000e-01> : tensor<f32>}> : () -> tensor<f32>
    %1171 = "func.call"(%1148, %1170) <{callee = @_bernoulli}> : (tensor<2xui32>, tensor<f32>) -> tensor<11xi1>
    %1172 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %1173 = "stablehlo.constant"() <{value = dense<100> : tensor<i32>}> : () -> tensor<i32>
    %1174 = "func.call"(%1150, %1172, %1173) <{callee = @_randint}> : (tensor<2xui32>, tensor<i32>, tensor<i32>) -> tensor<6xi32>
    %1175 = "stablehlo.iota"() <{iota_dimension = 0 : i64}> : () -> tensor<8xi32>
    %1176 = "func.call"(%1148, %1175) <{callee = @_shuffle}> : (tensor<2xui32>, tensor<8xi32>) -> tensor<8xi32>
    %1177 = "func.call"(%1150) <{callee = @_gumbel}> : (tensor<2xui32>) -> tensor<3x4xf32>
    %1178 = "stablehlo.add"(%1177, %arg359) : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
    %1179 = "func.call"(%1178) <{callee = @argmax}> : (tensor<3x4xf32>) -> tensor<3xi32>
    %1180 = "stablehlo.constant"() <{value = dense<5> : tensor<ui32>}> : () -> tensor<ui32>
    %1181 = "func.call"(%1148, %1180) <{callee = @_threefry_fold_in}> : (tensor<2xui32>, tensor<ui32>) -> tensor<2xui32>
    %1182 = "stablehlo.constant"() <{value = dense<5.000000e-01> : tensor<f32>}> : () -> tensor<f32>
    %1183 = "func.call"(%1148, %1182) <{callee = @_bernoulli_18}> : (tensor<2xui32>, tensor<f32>) -> tensor<3x4xi1>
    %1184 = "stablehlo.constant"() <{value = dense<5.000000e-01> : tensor<f32>}> : () -> tensor<f32>
    %1185 = "stablehlo.broadcast_in_dim"(%1184) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x4xf32>
    %1186 = "stablehlo.divide"(%arg359, %1185) : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
    %1187 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %1188 = "func.call"(%1183, %1186, %1187) <{callee = @_where}> : (tensor<3x4xi1>, tensor<3x4xf32>, tensor<i32>) -> tensor<3x4xf32>
    %1189 = "func.call"(%1148) <{callee = @_gumbel_19}> : (tensor<2xui32>) -> tensor<4xf32>
    %1190 = "stablehlo.constant"() <{value = dense<-1> : tensor<i32>}> : () -> tensor<i32>
    %1191 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %1192 = "func.call"(%1150, %1190, %1191) <{callee = @_truncated_normal}> : (tensor<2xui32>, tensor<i32>, tensor<i32>) -> tensor<5xf32>
    "func.return"(%1148, %1165, %1168, %1169, %1171, %1174, %1176, %1179, %1181, %1188, %1189, %1192) : (tensor<2xui32>, tensor<7xui32>, tensor<3x4xf32>, tensor<9xf32>, tensor<11xi1>, tensor<6xi32>, tensor<8xi32>, tensor<3xi32>, tensor<2xui32>, tensor<3x4xf32>, tensor<4xf32>, tensor<5xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}], function_type = (tensor<2xui32>) -> tensor<2x2xui32>, res_attrs = [{}], sym_name = "_threefry_split", sym_visibility = "private"}> ({
  ^bb0(%arg357: tensor<2xui32>):
    %1129 = "stablehlo.slice"(%arg357) <{limit_indices = array<i64: 1>, start_indices = array<i64: 0>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %1130 = "stablehlo.reshape"(%1129) : (tensor<1xui32>) -> tensor<ui32>
    %1131 = "stablehlo.slice"(%arg357) <{limit_indices = array<i64: 2>, start_indices = array<i64: 1>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %1132 = "stablehlo.reshape"(%1131) : (tensor<1xui32>) -> tensor<ui32>
    %1133 = "stablehlo.iota"() <{iota_dimension = 0 : i64}> : () -> tensor<2xui64>
    %1134 = "stablehlo.constant"() <{value = dense<1> : tensor<ui64>}> : () -> tensor<ui64>
    %1135 = "stablehlo.broadcast_in_dim"(%1134) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<2xui64>
    %1136 = "stablehlo.multiply"(%1135, %1133) : (tensor<2xui64>, tensor<2xui64>) -> tensor<2xui64>
    %1137 = "stablehlo.constant"() <{value = dense<32> : tensor<ui64>}> : () -> tensor<ui64>
    %1138 = "stablehlo.broadcast_in_dim"(%1137) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<2xui64>
    %1139 = "stablehlo.shift_right_logical"(%1136, %1138) : (tensor<2xui64>, tensor<2xui64>) -> tensor<2xui64>
    %1140 = "stablehlo.convert"(%1136) : (tensor<2xui64>) -> tensor<2xui32>
    %1141 = "stablehlo.convert"(%1139) : (tensor<2xui64>) -> tensor<2xui32>
    %1142:2 = "func.call"(%1130, %1132, %1141, %1140) <{callee = @threefry2x32}> : (tensor<ui32>, tensor<ui32>, tensor<2xui32>, tensor<2xui32>) -> (tensor<2xui32>, tensor<2xui32>)
    %1143 = "stablehlo.broadcast_in_dim"(%1142#0) <{broadcast_dimensions = array<i64: 0>}> : (tensor<2xui32>) -> tensor<2x1xui32>
    %1144 = "stablehlo.broadcast_in_dim"(%1142#1) <{broadcast_dimensions = array<i64: 0>}> : (tensor<2xui32>) -> tensor<2x1xui32>
    %1145 = "stablehlo.concatenate"(%1143, %1144) <{dimension = 1 : i64}> : (tensor<2x1xui32>, tensor<2x1xui32>) -> tensor<2x2xui32>
    "func.return"(%1145) : (tensor<2x2xui32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<ui32>, tensor<ui32>, tensor<2xui32>, tensor<2xui32>) -> (tensor<2xui32>, tensor<2xui32>), sym_name = "threefry2x32", sym_visibility = "private"}> ({
  ^bb0(%arg335: tensor<ui32>, %arg336: tensor<ui32>, %arg337: tensor<2xui32>, %arg338: tensor<2xui32>):
    %1112 = "stablehlo.constant"() <{value = dense<[13, 15, 26, 6]> : tensor<4xui32>}> : () -> tensor<4xui32>
    %1113 = "stablehlo.constant"() <{value = dense<[17, 29, 16, 24]> : tensor<4xui32>}> : () -> tensor<4xui32>
    %1114 = "stablehlo.xor"(%arg335, %arg336) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %1115 = "stablehlo.constant"() <{value = dense<466688986> : tensor<ui32>}> : () -> tensor<ui32>
    %1116 = "stablehlo.xor"(%1114, %1115) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %1117 = "stablehlo.broadcast_in_dim"(%arg335) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<2xui32>
    %1118 = "stablehlo.add"(%arg337, %1117) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1119 = "stablehlo.broadcast_in_dim"(%arg336) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<2xui32>
    %1120 = "stablehlo.add"(%arg338, %1119) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1121 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %1122 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %1123:9 = "stablehlo.while"(%1122, %1121, %1118, %1120, %arg336, %1116, %arg335, %1112, %1113) ({
    ^bb0(%arg348: tensor<i32>, %arg349: tensor<i32>, %arg350: tensor<2xui32>, %arg351: tensor<2xui32>, %arg352: tensor<ui32>, %arg353: tensor<ui32>, %arg354: tensor<ui32>, %arg355: tensor<4xui32>, %arg356: tensor<4xui32>):
      %1127 = "stablehlo.constant"() <{value = dense<5> : tensor<i32>}> : () -> tensor<i32>
      %1128 = "stablehlo.compare"(%arg348, %1127) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%1128) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg339: tensor<i32>, %arg340: tensor<i32>, %arg341: tensor<2xui32>, %arg342: tensor<2xui32>, %arg343: tensor<ui32>, %arg344: tensor<ui32>, %arg345: tensor<ui32>, %arg346: tensor<4xui32>, %arg347: tensor<4xui32>):
      %1124:8 = "func.call"(%arg340, %arg341, %arg342, %arg343, %arg344, %arg345, %arg346, %arg347) <{callee = @closed_call}> : (tensor<i32>, tensor<2xui32>, tensor<2xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<2xui32>, tensor<2xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
      %1125 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
      %1126 = "stablehlo.add"(%arg339, %1125) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%1126, %1124#0, %1124#1, %1124#2, %1124#3, %1124#4, %1124#5, %1124#6, %1124#7) : (tensor<i32>, tensor<i32>, tensor<2xui32>, tensor<2xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> ()
    }) : (tensor<i32>, tensor<i32>, tensor<2xui32>, tensor<2xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<i32>, tensor<2xui32>, tensor<2xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
    "func.return"(%1123#2, %1123#3) : (tensor<2xui32>, tensor<2xui32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<i32>, tensor<2xui32>, tensor<2xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<2xui32>, tensor<2xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>), res_attrs = [{}, {}, {}, {}, {}, {}, {}, {}], sym_name = "closed_call", sym_visibility = "private"}> ({
  ^bb0(%arg327: tensor<i32>, %arg328: tensor<2xui32>, %arg329: tensor<2xui32>, %arg330: tensor<ui32>, %arg331: tensor<ui32>, %arg332: tensor<ui32>, %arg333: tensor<4xui32>, %arg334: tensor<4xui32>):
    %1057 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %1058 = "stablehlo.add"(%arg327, %1057) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %1059 = "stablehlo.slice"(%arg333) <{limit_indices = array<i64: 1>, start_indices = array<i64: 0>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %1060 = "stablehlo.reshape"(%1059) : (tensor<1xui32>) -> tensor<ui32>
    %1061 = "stablehlo.add"(%arg328, %arg329) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1062 = "stablehlo.broadcast_in_dim"(%1060) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<2xui32>
    %1063 = "stablehlo.shift_left"(%arg329, %1062) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1064 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %1065 = "stablehlo.subtract"(%1064, %1060) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %1066 = "stablehlo.broadcast_in_dim"(%1065) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<2xui32>
    %1067 = "stablehlo.shift_right_logical"(%arg329, %1066) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1068 = "stablehlo.or"(%1063, %1067) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1069 = "stablehlo.xor"(%1061, %1068) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1070 = "stablehlo.slice"(%arg333) <{limit_indices = array<i64: 2>, start_indices = array<i64: 1>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %1071 = "stablehlo.reshape"(%1070) : (tensor<1xui32>) -> tensor<ui32>
    %1072 = "stablehlo.add"(%1061, %1069) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1073 = "stablehlo.broadcast_in_dim"(%1071) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<2xui32>
    %1074 = "stablehlo.shift_left"(%1069, %1073) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1075 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %1076 = "stablehlo.subtract"(%1075, %1071) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %1077 = "stablehlo.broadcast_in_dim"(%1076) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<2xui32>
    %1078 = "stablehlo.shift_right_logical"(%1069, %1077) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1079 = "stablehlo.or"(%1074, %1078) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1080 = "stablehlo.xor"(%1072, %1079) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1081 = "stablehlo.slice"(%arg333) <{limit_indices = array<i64: 3>, start_indices = array<i64: 2>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %1082 = "stablehlo.reshape"(%1081) : (tensor<1xui32>) -> tensor<ui32>
    %1083 = "stablehlo.add"(%1072, %1080) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1084 = "stablehlo.broadcast_in_dim"(%1082) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<2xui32>
    %1085 = "stablehlo.shift_left"(%1080, %1084) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1086 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %1087 = "stablehlo.subtract"(%1086, %1082) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %1088 = "stablehlo.broadcast_in_dim"(%1087) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<2xui32>
    %1089 = "stablehlo.shift_right_logical"(%1080, %1088) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1090 = "stablehlo.or"(%1085, %1089) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1091 = "stablehlo.xor"(%1083, %1090) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1092 = "stablehlo.slice"(%arg333) <{limit_indices = array<i64: 4>, start_indices = array<i64: 3>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %1093 = "stablehlo.reshape"(%1092) : (tensor<1xui32>) -> tensor<ui32>
    %1094 = "stablehlo.add"(%1083, %1091) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1095 = "stablehlo.broadcast_in_dim"(%1093) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<2xui32>
    %1096 = "stablehlo.shift_left"(%1091, %1095) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1097 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %1098 = "stablehlo.subtract"(%1097, %1093) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %1099 = "stablehlo.broadcast_in_dim"(%1098) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<2xui32>
    %1100 = "stablehlo.shift_right_logical"(%1091, %1099) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1101 = "stablehlo.or"(%1096, %1100) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1102 = "stablehlo.xor"(%1094, %1101) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1103 = "stablehlo.broadcast_in_dim"(%arg330) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<2xui32>
    %1104 = "stablehlo.add"(%1094, %1103) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1105 = "stablehlo.broadcast_in_dim"(%arg331) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<2xui32>
    %1106 = "stablehlo.add"(%1102, %1105) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    %1107 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %1108 = "stablehlo.add"(%arg327, %1107) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %1109 = "stablehlo.convert"(%1108) : (tensor<i32>) -> tensor<ui32>
    %1110 = "stablehlo.broadcast_in_dim"(%1109) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<2xui32>
    %1111 = "stablehlo.add"(%1106, %1110) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    "func.return"(%1058, %1104, %1111, %arg331, %arg332, %arg330, %arg334, %arg333) : (tensor<i32>, tensor<2xui32>, tensor<2xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<ui32>, tensor<ui32>, tensor<7xui32>, tensor<7xui32>) -> (tensor<7xui32>, tensor<7xui32>), sym_name = "threefry2x32_0", sym_visibility = "private"}> ({
  ^bb0(%arg305: tensor<ui32>, %arg306: tensor<ui32>, %arg307: tensor<7xui32>, %arg308: tensor<7xui32>):
    %1040 = "stablehlo.constant"() <{value = dense<[13, 15, 26, 6]> : tensor<4xui32>}> : () -> tensor<4xui32>
    %1041 = "stablehlo.constant"() <{value = dense<[17, 29, 16, 24]> : tensor<4xui32>}> : () -> tensor<4xui32>
    %1042 = "stablehlo.xor"(%arg305, %arg306) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %1043 = "stablehlo.constant"() <{value = dense<466688986> : tensor<ui32>}> : () -> tensor<ui32>
    %1044 = "stablehlo.xor"(%1042, %1043) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %1045 = "stablehlo.broadcast_in_dim"(%arg305) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<7xui32>
    %1046 = "stablehlo.add"(%arg307, %1045) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %1047 = "stablehlo.broadcast_in_dim"(%arg306) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<7xui32>
    %1048 = "stablehlo.add"(%arg308, %1047) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %1049 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %1050 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %1051:9 = "stablehlo.while"(%1050, %1049, %1046, %1048, %arg306, %1044, %arg305, %1040, %1041) ({
    ^bb0(%arg318: tensor<i32>, %arg319: tensor<i32>, %arg320: tensor<7xui32>, %arg321: tensor<7xui32>, %arg322: tensor<ui32>, %arg323: tensor<ui32>, %arg324: tensor<ui32>, %arg325: tensor<4xui32>, %arg326: tensor<4xui32>):
      %1055 = "stablehlo.constant"() <{value = dense<5> : tensor<i32>}> : () -> tensor<i32>
      %1056 = "stablehlo.compare"(%arg318, %1055) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%1056) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg309: tensor<i32>, %arg310: tensor<i32>, %arg311: tensor<7xui32>, %arg312: tensor<7xui32>, %arg313: tensor<ui32>, %arg314: tensor<ui32>, %arg315: tensor<ui32>, %arg316: tensor<4xui32>, %arg317: tensor<4xui32>):
      %1052:8 = "func.call"(%arg310, %arg311, %arg312, %arg313, %arg314, %arg315, %arg316, %arg317) <{callee = @closed_call_1}> : (tensor<i32>, tensor<7xui32>, tensor<7xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<7xui32>, tensor<7xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
      %1053 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
      %1054 = "stablehlo.add"(%arg309, %1053) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%1054, %1052#0, %1052#1, %1052#2, %1052#3, %1052#4, %1052#5, %1052#6, %1052#7) : (tensor<i32>, tensor<i32>, tensor<7xui32>, tensor<7xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> ()
    }) : (tensor<i32>, tensor<i32>, tensor<7xui32>, tensor<7xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<i32>, tensor<7xui32>, tensor<7xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
    "func.return"(%1051#2, %1051#3) : (tensor<7xui32>, tensor<7xui32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<i32>, tensor<7xui32>, tensor<7xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<7xui32>, tensor<7xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>), res_attrs = [{}, {}, {}, {}, {}, {}, {}, {}], sym_name = "closed_call_1", sym_visibility = "private"}> ({
  ^bb0(%arg297: tensor<i32>, %arg298: tensor<7xui32>, %arg299: tensor<7xui32>, %arg300: tensor<ui32>, %arg301: tensor<ui32>, %arg302: tensor<ui32>, %arg303: tensor<4xui32>, %arg304: tensor<4xui32>):
    %985 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %986 = "stablehlo.add"(%arg297, %985) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %987 = "stablehlo.slice"(%arg303) <{limit_indices = array<i64: 1>, start_indices = array<i64: 0>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %988 = "stablehlo.reshape"(%987) : (tensor<1xui32>) -> tensor<ui32>
    %989 = "stablehlo.add"(%arg298, %arg299) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %990 = "stablehlo.broadcast_in_dim"(%988) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<7xui32>
    %991 = "stablehlo.shift_left"(%arg299, %990) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %992 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %993 = "stablehlo.subtract"(%992, %988) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %994 = "stablehlo.broadcast_in_dim"(%993) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<7xui32>
    %995 = "stablehlo.shift_right_logical"(%arg299, %994) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %996 = "stablehlo.or"(%991, %995) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %997 = "stablehlo.xor"(%989, %996) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %998 = "stablehlo.slice"(%arg303) <{limit_indices = array<i64: 2>, start_indices = array<i64: 1>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %999 = "stablehlo.reshape"(%998) : (tensor<1xui32>) -> tensor<ui32>
    %1000 = "stablehlo.add"(%989, %997) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %1001 = "stablehlo.broadcast_in_dim"(%999) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<7xui32>
    %1002 = "stablehlo.shift_left"(%997, %1001) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %1003 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %1004 = "stablehlo.subtract"(%1003, %999) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %1005 = "stablehlo.broadcast_in_dim"(%1004) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<7xui32>
    %1006 = "stablehlo.shift_right_logical"(%997, %1005) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %1007 = "stablehlo.or"(%1002, %1006) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %1008 = "stablehlo.xor"(%1000, %1007) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %1009 = "stablehlo.slice"(%arg303) <{limit_indices = array<i64: 3>, start_indices = array<i64: 2>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %1010 = "stablehlo.reshape"(%1009) : (tensor<1xui32>) -> tensor<ui32>
    %1011 = "stablehlo.add"(%1000, %1008) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %1012 = "stablehlo.broadcast_in_dim"(%1010) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<7xui32>
    %1013 = "stablehlo.shift_left"(%1008, %1012) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %1014 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %1015 = "stablehlo.subtract"(%1014, %1010) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %1016 = "stablehlo.broadcast_in_dim"(%1015) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<7xui32>
    %1017 = "stablehlo.shift_right_logical"(%1008, %1016) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %1018 = "stablehlo.or"(%1013, %1017) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %1019 = "stablehlo.xor"(%1011, %1018) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %1020 = "stablehlo.slice"(%arg303) <{limit_indices = array<i64: 4>, start_indices = array<i64: 3>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %1021 = "stablehlo.reshape"(%1020) : (tensor<1xui32>) -> tensor<ui32>
    %1022 = "stablehlo.add"(%1011, %1019) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %1023 = "stablehlo.broadcast_in_dim"(%1021) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<7xui32>
    %1024 = "stablehlo.shift_left"(%1019, %1023) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %1025 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %1026 = "stablehlo.subtract"(%1025, %1021) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %1027 = "stablehlo.broadcast_in_dim"(%1026) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<7xui32>
    %1028 = "stablehlo.shift_right_logical"(%1019, %1027) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %1029 = "stablehlo.or"(%1024, %1028) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %1030 = "stablehlo.xor"(%1022, %1029) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %1031 = "stablehlo.broadcast_in_dim"(%arg300) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<7xui32>
    %1032 = "stablehlo.add"(%1022, %1031) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %1033 = "stablehlo.broadcast_in_dim"(%arg301) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<7xui32>
    %1034 = "stablehlo.add"(%1030, %1033) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %1035 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %1036 = "stablehlo.add"(%arg297, %1035) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %1037 = "stablehlo.convert"(%1036) : (tensor<i32>) -> tensor<ui32>
    %1038 = "stablehlo.broadcast_in_dim"(%1037) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<7xui32>
    %1039 = "stablehlo.add"(%1034, %1038) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    "func.return"(%986, %1032, %1039, %arg301, %arg302, %arg300, %arg304, %arg303) : (tensor<i32>, tensor<7xui32>, tensor<7xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<2xui32>, tensor<f32>, tensor<f32>) -> tensor<3x4xf32>, res_attrs = [{}], sym_name = "_uniform", sym_visibility = "private"}> ({
  ^bb0(%arg294: tensor<2xui32>, %arg295: tensor<f32>, %arg296: tensor<f32>):
    %944 = "stablehlo.convert"(%arg295) : (tensor<f32>) -> tensor<f32>
    %945 = "stablehlo.convert"(%arg296) : (tensor<f32>) -> tensor<f32>
    %946 = "stablehlo.broadcast_in_dim"(%944) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1x1xf32>
    %947 = "stablehlo.broadcast_in_dim"(%945) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1x1xf32>
    %948 = "stablehlo.slice"(%arg294) <{limit_indices = array<i64: 1>, start_indices = array<i64: 0>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %949 = "stablehlo.reshape"(%948) : (tensor<1xui32>) -> tensor<ui32>
    %950 = "stablehlo.slice"(%arg294) <{limit_indices = array<i64: 2>, start_indices = array<i64: 1>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %951 = "stablehlo.reshape"(%950) : (tensor<1xui32>) -> tensor<ui32>
    %952 = "stablehlo.iota"() <{iota_dimension = 0 : i64}> : () -> tensor<3x4xui64>
    %953 = "stablehlo.iota"() <{iota_dimension = 1 : i64}> : () -> tensor<3x4xui64>
    %954 = "stablehlo.constant"() <{value = dense<4> : tensor<ui64>}> : () -> tensor<ui64>
    %955 = "stablehlo.broadcast_in_dim"(%954) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<3x4xui64>
    %956 = "stablehlo.multiply"(%955, %952) : (tensor<3x4xui64>, tensor<3x4xui64>) -> tensor<3x4xui64>
    %957 = "stablehlo.constant"() <{value = dense<1> : tensor<ui64>}> : () -> tensor<ui64>
    %958 = "stablehlo.broadcast_in_dim"(%957) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<3x4xui64>
    %959 = "stablehlo.multiply"(%958, %953) : (tensor<3x4xui64>, tensor<3x4xui64>) -> tensor<3x4xui64>
    %960 = "stablehlo.add"(%956, %959) : (tensor<3x4xui64>, tensor<3x4xui64>) -> tensor<3x4xui64>
    %961 = "stablehlo.constant"() <{value = dense<32> : tensor<ui64>}> : () -> tensor<ui64>
    %962 = "stablehlo.broadcast_in_dim"(%961) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<3x4xui64>
    %963 = "stablehlo.shift_right_logical"(%960, %962) : (tensor<3x4xui64>, tensor<3x4xui64>) -> tensor<3x4xui64>
    %964 = "stablehlo.convert"(%960) : (tensor<3x4xui64>) -> tensor<3x4xui32>
    %965 = "stablehlo.convert"(%963) : (tensor<3x4xui64>) -> tensor<3x4xui32>
    %966:2 = "func.call"(%949, %951, %965, %964) <{callee = @threefry2x32_2}> : (tensor<ui32>, tensor<ui32>, tensor<3x4xui32>, tensor<3x4xui32>) -> (tensor<3x4xui32>, tensor<3x4xui32>)
    %967 = "stablehlo.xor"(%966#0, %966#1) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %968 = "stablehlo.constant"() <{value = dense<9> : tensor<ui32>}> : () -> tensor<ui32>
    %969 = "stablehlo.broadcast_in_dim"(%968) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<3x4xui32>
    %970 = "stablehlo.shift_right_logical"(%967, %969) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %971 = "stablehlo.constant"() <{value = dense<1065353216> : tensor<ui32>}> : () -> tensor<ui32>
    %972 = "stablehlo.broadcast_in_dim"(%971) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<3x4xui32>
    %973 = "stablehlo.or"(%970, %972) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %974 = "stablehlo.bitcast_convert"(%973) : (tensor<3x4xui32>) -> tensor<3x4xf32>
    %975 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %976 = "stablehlo.broadcast_in_dim"(%975) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x4xf32>
    %977 = "stablehlo.subtract"(%974, %976) : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
    %978 = "stablehlo.subtract"(%947, %946) : (tensor<1x1xf32>, tensor<1x1xf32>) -> tensor<1x1xf32>
    %979 = "stablehlo.broadcast_in_dim"(%978) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<1x1xf32>) -> tensor<3x4xf32>
    %980 = "stablehlo.multiply"(%977, %979) : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
    %981 = "stablehlo.broadcast_in_dim"(%946) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<1x1xf32>) -> tensor<3x4xf32>
    %982 = "stablehlo.add"(%980, %981) : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
    %983 = "stablehlo.broadcast_in_dim"(%946) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<1x1xf32>) -> tensor<3x4xf32>
    %984 = "stablehlo.maximum"(%983, %982) : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
    "func.return"(%984) : (tensor<3x4xf32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<ui32>, tensor<ui32>, tensor<3x4xui32>, tensor<3x4xui32>) -> (tensor<3x4xui32>, tensor<3x4xui32>), sym_name = "threefry2x32_2", sym_visibility = "private"}> ({
  ^bb0(%arg272: tensor<ui32>, %arg273: tensor<ui32>, %arg274: tensor<3x4xui32>, %arg275: tensor<3x4xui32>):
    %927 = "stablehlo.constant"() <{value = dense<[13, 15, 26, 6]> : tensor<4xui32>}> : () -> tensor<4xui32>
    %928 = "stablehlo.constant"() <{value = dense<[17, 29, 16, 24]> : tensor<4xui32>}> : () -> tensor<4xui32>
    %929 = "stablehlo.xor"(%arg272, %arg273) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %930 = "stablehlo.constant"() <{value = dense<466688986> : tensor<ui32>}> : () -> tensor<ui32>
    %931 = "stablehlo.xor"(%929, %930) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %932 = "stablehlo.broadcast_in_dim"(%arg272) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<3x4xui32>
    %933 = "stablehlo.add"(%arg274, %932) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %934 = "stablehlo.broadcast_in_dim"(%arg273) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<3x4xui32>
    %935 = "stablehlo.add"(%arg275, %934) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %936 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %937 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %938:9 = "stablehlo.while"(%937, %936, %933, %935, %arg273, %931, %arg272, %927, %928) ({
    ^bb0(%arg285: tensor<i32>, %arg286: tensor<i32>, %arg287: tensor<3x4xui32>, %arg288: tensor<3x4xui32>, %arg289: tensor<ui32>, %arg290: tensor<ui32>, %arg291: tensor<ui32>, %arg292: tensor<4xui32>, %arg293: tensor<4xui32>):
      %942 = "stablehlo.constant"() <{value = dense<5> : tensor<i32>}> : () -> tensor<i32>
      %943 = "stablehlo.compare"(%arg285, %942) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%943) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg276: tensor<i32>, %arg277: tensor<i32>, %arg278: tensor<3x4xui32>, %arg279: tensor<3x4xui32>, %arg280: tensor<ui32>, %arg281: tensor<ui32>, %arg282: tensor<ui32>, %arg283: tensor<4xui32>, %arg284: tensor<4xui32>):
      %939:8 = "func.call"(%arg277, %arg278, %arg279, %arg280, %arg281, %arg282, %arg283, %arg284) <{callee = @closed_call_3}> : (tensor<i32>, tensor<3x4xui32>, tensor<3x4xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<3x4xui32>, tensor<3x4xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
      %940 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
      %941 = "stablehlo.add"(%arg276, %940) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%941, %939#0, %939#1, %939#2, %939#3, %939#4, %939#5, %939#6, %939#7) : (tensor<i32>, tensor<i32>, tensor<3x4xui32>, tensor<3x4xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> ()
    }) : (tensor<i32>, tensor<i32>, tensor<3x4xui32>, tensor<3x4xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<i32>, tensor<3x4xui32>, tensor<3x4xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
    "func.return"(%938#2, %938#3) : (tensor<3x4xui32>, tensor<3x4xui32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<i32>, tensor<3x4xui32>, tensor<3x4xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<3x4xui32>, tensor<3x4xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>), res_attrs = [{}, {}, {}, {}, {}, {}, {}, {}], sym_name = "closed_call_3", sym_visibility = "private"}> ({
  ^bb0(%arg264: tensor<i32>, %arg265: tensor<3x4xui32>, %arg266: tensor<3x4xui32>, %arg267: tensor<ui32>, %arg268: tensor<ui32>, %arg269: tensor<ui32>, %arg270: tensor<4xui32>, %arg271: tensor<4xui32>):
    %872 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %873 = "stablehlo.add"(%arg264, %872) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %874 = "stablehlo.slice"(%arg270) <{limit_indices = array<i64: 1>, start_indices = array<i64: 0>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %875 = "stablehlo.reshape"(%874) : (tensor<1xui32>) -> tensor<ui32>
    %876 = "stablehlo.add"(%arg265, %arg266) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %877 = "stablehlo.broadcast_in_dim"(%875) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<3x4xui32>
    %878 = "stablehlo.shift_left"(%arg266, %877) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %879 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %880 = "stablehlo.subtract"(%879, %875) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %881 = "stablehlo.broadcast_in_dim"(%880) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<3x4xui32>
    %882 = "stablehlo.shift_right_logical"(%arg266, %881) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %883 = "stablehlo.or"(%878, %882) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %884 = "stablehlo.xor"(%876, %883) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %885 = "stablehlo.slice"(%arg270) <{limit_indices = array<i64: 2>, start_indices = array<i64: 1>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %886 = "stablehlo.reshape"(%885) : (tensor<1xui32>) -> tensor<ui32>
    %887 = "stablehlo.add"(%876, %884) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %888 = "stablehlo.broadcast_in_dim"(%886) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<3x4xui32>
    %889 = "stablehlo.shift_left"(%884, %888) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %890 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %891 = "stablehlo.subtract"(%890, %886) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %892 = "stablehlo.broadcast_in_dim"(%891) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<3x4xui32>
    %893 = "stablehlo.shift_right_logical"(%884, %892) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %894 = "stablehlo.or"(%889, %893) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %895 = "stablehlo.xor"(%887, %894) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %896 = "stablehlo.slice"(%arg270) <{limit_indices = array<i64: 3>, start_indices = array<i64: 2>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %897 = "stablehlo.reshape"(%896) : (tensor<1xui32>) -> tensor<ui32>
    %898 = "stablehlo.add"(%887, %895) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %899 = "stablehlo.broadcast_in_dim"(%897) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<3x4xui32>
    %900 = "stablehlo.shift_left"(%895, %899) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %901 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %902 = "stablehlo.subtract"(%901, %897) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %903 = "stablehlo.broadcast_in_dim"(%902) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<3x4xui32>
    %904 = "stablehlo.shift_right_logical"(%895, %903) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %905 = "stablehlo.or"(%900, %904) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %906 = "stablehlo.xor"(%898, %905) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %907 = "stablehlo.slice"(%arg270) <{limit_indices = array<i64: 4>, start_indices = array<i64: 3>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %908 = "stablehlo.reshape"(%907) : (tensor<1xui32>) -> tensor<ui32>
    %909 = "stablehlo.add"(%898, %906) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %910 = "stablehlo.broadcast_in_dim"(%908) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<3x4xui32>
    %911 = "stablehlo.shift_left"(%906, %910) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %912 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %913 = "stablehlo.subtract"(%912, %908) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %914 = "stablehlo.broadcast_in_dim"(%913) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<3x4xui32>
    %915 = "stablehlo.shift_right_logical"(%906, %914) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %916 = "stablehlo.or"(%911, %915) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %917 = "stablehlo.xor"(%909, %916) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %918 = "stablehlo.broadcast_in_dim"(%arg267) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<3x4xui32>
    %919 = "stablehlo.add"(%909, %918) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %920 = "stablehlo.broadcast_in_dim"(%arg268) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<3x4xui32>
    %921 = "stablehlo.add"(%917, %920) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %922 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %923 = "stablehlo.add"(%arg264, %922) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %924 = "stablehlo.convert"(%923) : (tensor<i32>) -> tensor<ui32>
    %925 = "stablehlo.broadcast_in_dim"(%924) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<3x4xui32>
    %926 = "stablehlo.add"(%921, %925) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    "func.return"(%873, %919, %926, %arg268, %arg269, %arg267, %arg271, %arg270) : (tensor<i32>, tensor<3x4xui32>, tensor<3x4xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}], function_type = (tensor<2xui32>) -> tensor<9xf32>, res_attrs = [{}], sym_name = "_normal", sym_visibility = "private"}> ({
  ^bb0(%arg263: tensor<2xui32>):
    %871 = "func.call"(%arg263) <{callee = @_normal_real}> : (tensor<2xui32>) -> tensor<9xf32>
    "func.return"(%871) : (tensor<9xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}], function_type = (tensor<2xui32>) -> tensor<9xf32>, res_attrs = [{}], sym_name = "_normal_real", sym_visibility = "private"}> ({
  ^bb0(%arg262: tensor<2xui32>):
    %864 = "stablehlo.constant"() <{value = dense<-0.99999994> : tensor<f32>}> : () -> tensor<f32>
    %865 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %866 = "func.call"(%arg262, %864, %865) <{callee = @_uniform_4}> : (tensor<2xui32>, tensor<f32>, tensor<f32>) -> tensor<9xf32>
    %867 = "chlo.erf_inv"(%866) : (tensor<9xf32>) -> tensor<9xf32>
    %868 = "stablehlo.constant"() <{value = dense<1.41421354> : tensor<f32>}> : () -> tensor<f32>
    %869 = "stablehlo.broadcast_in_dim"(%868) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<9xf32>
    %870 = "stablehlo.multiply"(%869, %867) : (tensor<9xf32>, tensor<9xf32>) -> tensor<9xf32>
    "func.return"(%870) : (tensor<9xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<2xui32>, tensor<f32>, tensor<f32>) -> tensor<9xf32>, res_attrs = [{}], sym_name = "_uniform_4", sym_visibility = "private"}> ({
  ^bb0(%arg259: tensor<2xui32>, %arg260: tensor<f32>, %arg261: tensor<f32>):
    %830 = "stablehlo.broadcast_in_dim"(%arg260) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1xf32>
    %831 = "stablehlo.broadcast_in_dim"(%arg261) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1xf32>
    %832 = "stablehlo.slice"(%arg259) <{limit_indices = array<i64: 1>, start_indices = array<i64: 0>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %833 = "stablehlo.reshape"(%832) : (tensor<1xui32>) -> tensor<ui32>
    %834 = "stablehlo.slice"(%arg259) <{limit_indices = array<i64: 2>, start_indices = array<i64: 1>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %835 = "stablehlo.reshape"(%834) : (tensor<1xui32>) -> tensor<ui32>
    %836 = "stablehlo.iota"() <{iota_dimension = 0 : i64}> : () -> tensor<9xui64>
    %837 = "stablehlo.constant"() <{value = dense<1> : tensor<ui64>}> : () -> tensor<ui64>
    %838 = "stablehlo.broadcast_in_dim"(%837) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<9xui64>
    %839 = "stablehlo.multiply"(%838, %836) : (tensor<9xui64>, tensor<9xui64>) -> tensor<9xui64>
    %840 = "stablehlo.constant"() <{value = dense<32> : tensor<ui64>}> : () -> tensor<ui64>
    %841 = "stablehlo.broadcast_in_dim"(%840) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<9xui64>
    %842 = "stablehlo.shift_right_logical"(%839, %841) : (tensor<9xui64>, tensor<9xui64>) -> tensor<9xui64>
    %843 = "stablehlo.convert"(%839) : (tensor<9xui64>) -> tensor<9xui32>
    %844 = "stablehlo.convert"(%842) : (tensor<9xui64>) -> tensor<9xui32>
    %845:2 = "func.call"(%833, %835, %844, %843) <{callee = @threefry2x32_5}> : (tensor<ui32>, tensor<ui32>, tensor<9xui32>, tensor<9xui32>) -> (tensor<9xui32>, tensor<9xui32>)
    %846 = "stablehlo.xor"(%845#0, %845#1) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %847 = "stablehlo.constant"() <{value = dense<9> : tensor<ui32>}> : () -> tensor<ui32>
    %848 = "stablehlo.broadcast_in_dim"(%847) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<9xui32>
    %849 = "stablehlo.shift_right_logical"(%846, %848) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %850 = "stablehlo.constant"() <{value = dense<1065353216> : tensor<ui32>}> : () -> tensor<ui32>
    %851 = "stablehlo.broadcast_in_dim"(%850) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<9xui32>
    %852 = "stablehlo.or"(%849, %851) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %853 = "stablehlo.bitcast_convert"(%852) : (tensor<9xui32>) -> tensor<9xf32>
    %854 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %855 = "stablehlo.broadcast_in_dim"(%854) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<9xf32>
    %856 = "stablehlo.subtract"(%853, %855) : (tensor<9xf32>, tensor<9xf32>) -> tensor<9xf32>
    %857 = "stablehlo.subtract"(%831, %830) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xf32>
    %858 = "stablehlo.broadcast_in_dim"(%857) <{broadcast_dimensions = array<i64: 0>}> : (tensor<1xf32>) -> tensor<9xf32>
    %859 = "stablehlo.multiply"(%856, %858) : (tensor<9xf32>, tensor<9xf32>) -> tensor<9xf32>
    %860 = "stablehlo.broadcast_in_dim"(%830) <{broadcast_dimensions = array<i64: 0>}> : (tensor<1xf32>) -> tensor<9xf32>
    %861 = "stablehlo.add"(%859, %860) : (tensor<9xf32>, tensor<9xf32>) -> tensor<9xf32>
    %862 = "stablehlo.broadcast_in_dim"(%830) <{broadcast_dimensions = array<i64: 0>}> : (tensor<1xf32>) -> tensor<9xf32>
    %863 = "stablehlo.maximum"(%862, %861) : (tensor<9xf32>, tensor<9xf32>) -> tensor<9xf32>
    "func.return"(%863) : (tensor<9xf32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<ui32>, tensor<ui32>, tensor<9xui32>, tensor<9xui32>) -> (tensor<9xui32>, tensor<9xui32>), sym_name = "threefry2x32_5", sym_visibility = "private"}> ({
  ^bb0(%arg237: tensor<ui32>, %arg238: tensor<ui32>, %arg239: tensor<9xui32>, %arg240: tensor<9xui32>):
    %813 = "stablehlo.constant"() <{value = dense<[13, 15, 26, 6]> : tensor<4xui32>}> : () -> tensor<4xui32>
    %814 = "stablehlo.constant"() <{value = dense<[17, 29, 16, 24]> : tensor<4xui32>}> : () -> tensor<4xui32>
    %815 = "stablehlo.xor"(%arg237, %arg238) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %816 = "stablehlo.constant"() <{value = dense<466688986> : tensor<ui32>}> : () -> tensor<ui32>
    %817 = "stablehlo.xor"(%815, %816) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %818 = "stablehlo.broadcast_in_dim"(%arg237) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<9xui32>
    %819 = "stablehlo.add"(%arg239, %818) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %820 = "stablehlo.broadcast_in_dim"(%arg238) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<9xui32>
    %821 = "stablehlo.add"(%arg240, %820) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %822 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %823 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %824:9 = "stablehlo.while"(%823, %822, %819, %821, %arg238, %817, %arg237, %813, %814) ({
    ^bb0(%arg250: tensor<i32>, %arg251: tensor<i32>, %arg252: tensor<9xui32>, %arg253: tensor<9xui32>, %arg254: tensor<ui32>, %arg255: tensor<ui32>, %arg256: tensor<ui32>, %arg257: tensor<4xui32>, %arg258: tensor<4xui32>):
      %828 = "stablehlo.constant"() <{value = dense<5> : tensor<i32>}> : () -> tensor<i32>
      %829 = "stablehlo.compare"(%arg250, %828) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%829) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg241: tensor<i32>, %arg242: tensor<i32>, %arg243: tensor<9xui32>, %arg244: tensor<9xui32>, %arg245: tensor<ui32>, %arg246: tensor<ui32>, %arg247: tensor<ui32>, %arg248: tensor<4xui32>, %arg249: tensor<4xui32>):
      %825:8 = "func.call"(%arg242, %arg243, %arg244, %arg245, %arg246, %arg247, %arg248, %arg249) <{callee = @closed_call_6}> : (tensor<i32>, tensor<9xui32>, tensor<9xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<9xui32>, tensor<9xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
      %826 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
      %827 = "stablehlo.add"(%arg241, %826) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%827, %825#0, %825#1, %825#2, %825#3, %825#4, %825#5, %825#6, %825#7) : (tensor<i32>, tensor<i32>, tensor<9xui32>, tensor<9xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> ()
    }) : (tensor<i32>, tensor<i32>, tensor<9xui32>, tensor<9xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<i32>, tensor<9xui32>, tensor<9xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
    "func.return"(%824#2, %824#3) : (tensor<9xui32>, tensor<9xui32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<i32>, tensor<9xui32>, tensor<9xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<9xui32>, tensor<9xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>), res_attrs = [{}, {}, {}, {}, {}, {}, {}, {}], sym_name = "closed_call_6", sym_visibility = "private"}> ({
  ^bb0(%arg229: tensor<i32>, %arg230: tensor<9xui32>, %arg231: tensor<9xui32>, %arg232: tensor<ui32>, %arg233: tensor<ui32>, %arg234: tensor<ui32>, %arg235: tensor<4xui32>, %arg236: tensor<4xui32>):
    %758 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %759 = "stablehlo.add"(%arg229, %758) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %760 = "stablehlo.slice"(%arg235) <{limit_indices = array<i64: 1>, start_indices = array<i64: 0>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %761 = "stablehlo.reshape"(%760) : (tensor<1xui32>) -> tensor<ui32>
    %762 = "stablehlo.add"(%arg230, %arg231) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %763 = "stablehlo.broadcast_in_dim"(%761) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<9xui32>
    %764 = "stablehlo.shift_left"(%arg231, %763) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %765 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %766 = "stablehlo.subtract"(%765, %761) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %767 = "stablehlo.broadcast_in_dim"(%766) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<9xui32>
    %768 = "stablehlo.shift_right_logical"(%arg231, %767) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %769 = "stablehlo.or"(%764, %768) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %770 = "stablehlo.xor"(%762, %769) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %771 = "stablehlo.slice"(%arg235) <{limit_indices = array<i64: 2>, start_indices = array<i64: 1>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %772 = "stablehlo.reshape"(%771) : (tensor<1xui32>) -> tensor<ui32>
    %773 = "stablehlo.add"(%762, %770) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %774 = "stablehlo.broadcast_in_dim"(%772) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<9xui32>
    %775 = "stablehlo.shift_left"(%770, %774) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %776 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %777 = "stablehlo.subtract"(%776, %772) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %778 = "stablehlo.broadcast_in_dim"(%777) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<9xui32>
    %779 = "stablehlo.shift_right_logical"(%770, %778) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %780 = "stablehlo.or"(%775, %779) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %781 = "stablehlo.xor"(%773, %780) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %782 = "stablehlo.slice"(%arg235) <{limit_indices = array<i64: 3>, start_indices = array<i64: 2>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %783 = "stablehlo.reshape"(%782) : (tensor<1xui32>) -> tensor<ui32>
    %784 = "stablehlo.add"(%773, %781) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %785 = "stablehlo.broadcast_in_dim"(%783) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<9xui32>
    %786 = "stablehlo.shift_left"(%781, %785) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %787 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %788 = "stablehlo.subtract"(%787, %783) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %789 = "stablehlo.broadcast_in_dim"(%788) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<9xui32>
    %790 = "stablehlo.shift_right_logical"(%781, %789) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %791 = "stablehlo.or"(%786, %790) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %792 = "stablehlo.xor"(%784, %791) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %793 = "stablehlo.slice"(%arg235) <{limit_indices = array<i64: 4>, start_indices = array<i64: 3>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %794 = "stablehlo.reshape"(%793) : (tensor<1xui32>) -> tensor<ui32>
    %795 = "stablehlo.add"(%784, %792) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %796 = "stablehlo.broadcast_in_dim"(%794) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<9xui32>
    %797 = "stablehlo.shift_left"(%792, %796) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %798 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %799 = "stablehlo.subtract"(%798, %794) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %800 = "stablehlo.broadcast_in_dim"(%799) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<9xui32>
    %801 = "stablehlo.shift_right_logical"(%792, %800) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %802 = "stablehlo.or"(%797, %801) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %803 = "stablehlo.xor"(%795, %802) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %804 = "stablehlo.broadcast_in_dim"(%arg232) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<9xui32>
    %805 = "stablehlo.add"(%795, %804) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %806 = "stablehlo.broadcast_in_dim"(%arg233) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<9xui32>
    %807 = "stablehlo.add"(%803, %806) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %808 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %809 = "stablehlo.add"(%arg229, %808) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %810 = "stablehlo.convert"(%809) : (tensor<i32>) -> tensor<ui32>
    %811 = "stablehlo.broadcast_in_dim"(%810) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<9xui32>
    %812 = "stablehlo.add"(%807, %811) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    "func.return"(%759, %805, %812, %arg233, %arg234, %arg232, %arg236, %arg235) : (tensor<i32>, tensor<9xui32>, tensor<9xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}], function_type = (tensor<2xui32>, tensor<f32>) -> tensor<11xi1>, res_attrs = [{}], sym_name = "_bernoulli", sym_visibility = "private"}> ({
  ^bb0(%arg227: tensor<2xui32>, %arg228: tensor<f32>):
    %753 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %754 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %755 = "func.call"(%arg227, %753, %754) <{callee = @_uniform_7}> : (tensor<2xui32>, tensor<f32>, tensor<f32>) -> tensor<11xf32>
    %756 = "stablehlo.broadcast_in_dim"(%arg228) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<11xf32>
    %757 = "stablehlo.compare"(%755, %756) <{compare_type = #stablehlo<comparison_type FLOAT>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<11xf32>, tensor<11xf32>) -> tensor<11xi1>
    "func.return"(%757) : (tensor<11xi1>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<2xui32>, tensor<f32>, tensor<f32>) -> tensor<11xf32>, res_attrs = [{}], sym_name = "_uniform_7", sym_visibility = "private"}> ({
  ^bb0(%arg224: tensor<2xui32>, %arg225: tensor<f32>, %arg226: tensor<f32>):
    %717 = "stablehlo.convert"(%arg225) : (tensor<f32>) -> tensor<f32>
    %718 = "stablehlo.convert"(%arg226) : (tensor<f32>) -> tensor<f32>
    %719 = "stablehlo.broadcast_in_dim"(%717) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1xf32>
    %720 = "stablehlo.broadcast_in_dim"(%718) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1xf32>
    %721 = "stablehlo.slice"(%arg224) <{limit_indices = array<i64: 1>, start_indices = array<i64: 0>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %722 = "stablehlo.reshape"(%721) : (tensor<1xui32>) -> tensor<ui32>
    %723 = "stablehlo.slice"(%arg224) <{limit_indices = array<i64: 2>, start_indices = array<i64: 1>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %724 = "stablehlo.reshape"(%723) : (tensor<1xui32>) -> tensor<ui32>
    %725 = "stablehlo.iota"() <{iota_dimension = 0 : i64}> : () -> tensor<11xui64>
    %726 = "stablehlo.constant"() <{value = dense<1> : tensor<ui64>}> : () -> tensor<ui64>
    %727 = "stablehlo.broadcast_in_dim"(%726) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<11xui64>
    %728 = "stablehlo.multiply"(%727, %725) : (tensor<11xui64>, tensor<11xui64>) -> tensor<11xui64>
    %729 = "stablehlo.constant"() <{value = dense<32> : tensor<ui64>}> : () -> tensor<ui64>
    %730 = "stablehlo.broadcast_in_dim"(%729) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<11xui64>
    %731 = "stablehlo.shift_right_logical"(%728, %730) : (tensor<11xui64>, tensor<11xui64>) -> tensor<11xui64>
    %732 = "stablehlo.convert"(%728) : (tensor<11xui64>) -> tensor<11xui32>
    %733 = "stablehlo.convert"(%731) : (tensor<11xui64>) -> tensor<11xui32>
    %734:2 = "func.call"(%722, %724, %733, %732) <{callee = @threefry2x32_8}> : (tensor<ui32>, tensor<ui32>, tensor<11xui32>, tensor<11xui32>) -> (tensor<11xui32>, tensor<11xui32>)
    %735 = "stablehlo.xor"(%734#0, %734#1) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %736 = "stablehlo.constant"() <{value = dense<9> : tensor<ui32>}> : () -> tensor<ui32>
    %737 = "stablehlo.broadcast_in_dim"(%736) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<11xui32>
    %738 = "stablehlo.shift_right_logical"(%735, %737) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %739 = "stablehlo.constant"() <{value = dense<1065353216> : tensor<ui32>}> : () -> tensor<ui32>
    %740 = "stablehlo.broadcast_in_dim"(%739) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<11xui32>
    %741 = "stablehlo.or"(%738, %740) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %742 = "stablehlo.bitcast_convert"(%741) : (tensor<11xui32>) -> tensor<11xf32>
    %743 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %744 = "stablehlo.broadcast_in_dim"(%743) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<11xf32>
    %745 = "stablehlo.subtract"(%742, %744) : (tensor<11xf32>, tensor<11xf32>) -> tensor<11xf32>
    %746 = "stablehlo.subtract"(%720, %719) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xf32>
    %747 = "stablehlo.broadcast_in_dim"(%746) <{broadcast_dimensions = array<i64: 0>}> : (tensor<1xf32>) -> tensor<11xf32>
    %748 = "stablehlo.multiply"(%745, %747) : (tensor<11xf32>, tensor<11xf32>) -> tensor<11xf32>
    %749 = "stablehlo.broadcast_in_dim"(%719) <{broadcast_dimensions = array<i64: 0>}> : (tensor<1xf32>) -> tensor<11xf32>
    %750 = "stablehlo.add"(%748, %749) : (tensor<11xf32>, tensor<11xf32>) -> tensor<11xf32>
    %751 = "stablehlo.broadcast_in_dim"(%719) <{broadcast_dimensions = array<i64: 0>}> : (tensor<1xf32>) -> tensor<11xf32>
    %752 = "stablehlo.maximum"(%751, %750) : (tensor<11xf32>, tensor<11xf32>) -> tensor<11xf32>
    "func.return"(%752) : (tensor<11xf32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<ui32>, tensor<ui32>, tensor<11xui32>, tensor<11xui32>) -> (tensor<11xui32>, tensor<11xui32>), sym_name = "threefry2x32_8", sym_visibility = "private"}> ({
  ^bb0(%arg202: tensor<ui32>, %arg203: tensor<ui32>, %arg204: tensor<11xui32>, %arg205: tensor<11xui32>):
    %700 = "stablehlo.constant"() <{value = dense<[13, 15, 26, 6]> : tensor<4xui32>}> : () -> tensor<4xui32>
    %701 = "stablehlo.constant"() <{value = dense<[17, 29, 16, 24]> : tensor<4xui32>}> : () -> tensor<4xui32>
    %702 = "stablehlo.xor"(%arg202, %arg203) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %703 = "stablehlo.constant"() <{value = dense<466688986> : tensor<ui32>}> : () -> tensor<ui32>
    %704 = "stablehlo.xor"(%702, %703) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %705 = "stablehlo.broadcast_in_dim"(%arg202) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<11xui32>
    %706 = "stablehlo.add"(%arg204, %705) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %707 = "stablehlo.broadcast_in_dim"(%arg203) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<11xui32>
    %708 = "stablehlo.add"(%arg205, %707) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %709 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %710 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %711:9 = "stablehlo.while"(%710, %709, %706, %708, %arg203, %704, %arg202, %700, %701) ({
    ^bb0(%arg215: tensor<i32>, %arg216: tensor<i32>, %arg217: tensor<11xui32>, %arg218: tensor<11xui32>, %arg219: tensor<ui32>, %arg220: tensor<ui32>, %arg221: tensor<ui32>, %arg222: tensor<4xui32>, %arg223: tensor<4xui32>):
      %715 = "stablehlo.constant"() <{value = dense<5> : tensor<i32>}> : () -> tensor<i32>
      %716 = "stablehlo.compare"(%arg215, %715) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%716) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg206: tensor<i32>, %arg207: tensor<i32>, %arg208: tensor<11xui32>, %arg209: tensor<11xui32>, %arg210: tensor<ui32>, %arg211: tensor<ui32>, %arg212: tensor<ui32>, %arg213: tensor<4xui32>, %arg214: tensor<4xui32>):
      %712:8 = "func.call"(%arg207, %arg208, %arg209, %arg210, %arg211, %arg212, %arg213, %arg214) <{callee = @closed_call_9}> : (tensor<i32>, tensor<11xui32>, tensor<11xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<11xui32>, tensor<11xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
      %713 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
      %714 = "stablehlo.add"(%arg206, %713) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%714, %712#0, %712#1, %712#2, %712#3, %712#4, %712#5, %712#6, %712#7) : (tensor<i32>, tensor<i32>, tensor<11xui32>, tensor<11xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> ()
    }) : (tensor<i32>, tensor<i32>, tensor<11xui32>, tensor<11xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<i32>, tensor<11xui32>, tensor<11xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
    "func.return"(%711#2, %711#3) : (tensor<11xui32>, tensor<11xui32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<i32>, tensor<11xui32>, tensor<11xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<11xui32>, tensor<11xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>), res_attrs = [{}, {}, {}, {}, {}, {}, {}, {}], sym_name = "closed_call_9", sym_visibility = "private"}> ({
  ^bb0(%arg194: tensor<i32>, %arg195: tensor<11xui32>, %arg196: tensor<11xui32>, %arg197: tensor<ui32>, %arg198: tensor<ui32>, %arg199: tensor<ui32>, %arg200: tensor<4xui32>, %arg201: tensor<4xui32>):
    %645 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %646 = "stablehlo.add"(%arg194, %645) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %647 = "stablehlo.slice"(%arg200) <{limit_indices = array<i64: 1>, start_indices = array<i64: 0>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %648 = "stablehlo.reshape"(%647) : (tensor<1xui32>) -> tensor<ui32>
    %649 = "stablehlo.add"(%arg195, %arg196) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %650 = "stablehlo.broadcast_in_dim"(%648) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<11xui32>
    %651 = "stablehlo.shift_left"(%arg196, %650) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %652 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %653 = "stablehlo.subtract"(%652, %648) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %654 = "stablehlo.broadcast_in_dim"(%653) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<11xui32>
    %655 = "stablehlo.shift_right_logical"(%arg196, %654) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %656 = "stablehlo.or"(%651, %655) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %657 = "stablehlo.xor"(%649, %656) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %658 = "stablehlo.slice"(%arg200) <{limit_indices = array<i64: 2>, start_indices = array<i64: 1>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %659 = "stablehlo.reshape"(%658) : (tensor<1xui32>) -> tensor<ui32>
    %660 = "stablehlo.add"(%649, %657) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %661 = "stablehlo.broadcast_in_dim"(%659) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<11xui32>
    %662 = "stablehlo.shift_left"(%657, %661) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %663 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %664 = "stablehlo.subtract"(%663, %659) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %665 = "stablehlo.broadcast_in_dim"(%664) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<11xui32>
    %666 = "stablehlo.shift_right_logical"(%657, %665) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %667 = "stablehlo.or"(%662, %666) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %668 = "stablehlo.xor"(%660, %667) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %669 = "stablehlo.slice"(%arg200) <{limit_indices = array<i64: 3>, start_indices = array<i64: 2>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %670 = "stablehlo.reshape"(%669) : (tensor<1xui32>) -> tensor<ui32>
    %671 = "stablehlo.add"(%660, %668) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %672 = "stablehlo.broadcast_in_dim"(%670) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<11xui32>
    %673 = "stablehlo.shift_left"(%668, %672) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %674 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %675 = "stablehlo.subtract"(%674, %670) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %676 = "stablehlo.broadcast_in_dim"(%675) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<11xui32>
    %677 = "stablehlo.shift_right_logical"(%668, %676) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %678 = "stablehlo.or"(%673, %677) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %679 = "stablehlo.xor"(%671, %678) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %680 = "stablehlo.slice"(%arg200) <{limit_indices = array<i64: 4>, start_indices = array<i64: 3>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %681 = "stablehlo.reshape"(%680) : (tensor<1xui32>) -> tensor<ui32>
    %682 = "stablehlo.add"(%671, %679) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %683 = "stablehlo.broadcast_in_dim"(%681) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<11xui32>
    %684 = "stablehlo.shift_left"(%679, %683) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %685 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %686 = "stablehlo.subtract"(%685, %681) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %687 = "stablehlo.broadcast_in_dim"(%686) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<11xui32>
    %688 = "stablehlo.shift_right_logical"(%679, %687) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %689 = "stablehlo.or"(%684, %688) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %690 = "stablehlo.xor"(%682, %689) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %691 = "stablehlo.broadcast_in_dim"(%arg197) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<11xui32>
    %692 = "stablehlo.add"(%682, %691) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %693 = "stablehlo.broadcast_in_dim"(%arg198) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<11xui32>
    %694 = "stablehlo.add"(%690, %693) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    %695 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %696 = "stablehlo.add"(%arg194, %695) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %697 = "stablehlo.convert"(%696) : (tensor<i32>) -> tensor<ui32>
    %698 = "stablehlo.broadcast_in_dim"(%697) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<11xui32>
    %699 = "stablehlo.add"(%694, %698) : (tensor<11xui32>, tensor<11xui32>) -> tensor<11xui32>
    "func.return"(%646, %692, %699, %arg198, %arg199, %arg197, %arg201, %arg200) : (tensor<i32>, tensor<11xui32>, tensor<11xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<2xui32>, tensor<i32>, tensor<i32>) -> tensor<6xi32>, res_attrs = [{}], sym_name = "_randint", sym_visibility = "private"}> ({
  ^bb0(%arg191: tensor<2xui32>, %arg192: tensor<i32>, %arg193: tensor<i32>):
    %565 = "stablehlo.constant"() <{value = dense<2147483647> : tensor<i32>}> : () -> tensor<i32>
    %566 = "stablehlo.constant"() <{value = dense<-2147483648> : tensor<i32>}> : () -> tensor<i32>
    %567 = "stablehlo.constant"() <{value = dense<2147483647> : tensor<i32>}> : () -> tensor<i32>
    %568 = "func.call"(%565, %566, %567) <{callee = @clip}> : (tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<i32>
    %569 = "stablehlo.compare"(%arg193, %568) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %570 = "stablehlo.constant"() <{value = dense<-2147483648> : tensor<i32>}> : () -> tensor<i32>
    %571 = "stablehlo.constant"() <{value = dense<2147483647> : tensor<i32>}> : () -> tensor<i32>
    %572 = "func.call"(%arg192, %570, %571) <{callee = @clip_10}> : (tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<i32>
    %573 = "stablehlo.convert"(%572) : (tensor<i32>) -> tensor<i32>
    %574 = "stablehlo.constant"() <{value = dense<-2147483648> : tensor<i32>}> : () -> tensor<i32>
    %575 = "stablehlo.constant"() <{value = dense<2147483647> : tensor<i32>}> : () -> tensor<i32>
    %576 = "func.call"(%arg193, %574, %575) <{callee = @clip_10}> : (tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<i32>
    %577 = "stablehlo.convert"(%576) : (tensor<i32>) -> tensor<i32>
    %578 = "stablehlo.broadcast_in_dim"(%573) <{broadcast_dimensions = array<i64>}> : (tensor<i32>) -> tensor<1xi32>
    %579 = "stablehlo.broadcast_in_dim"(%577) <{broadcast_dimensions = array<i64>}> : (tensor<i32>) -> tensor<1xi32>
    %580 = "func.call"(%arg191) <{callee = @_threefry_split}> : (tensor<2xui32>) -> tensor<2x2xui32>
    %581 = "stablehlo.slice"(%580) <{limit_indices = array<i64: 1, 2>, start_indices = array<i64: 0, 0>, strides = array<i64: 1, 1>}> : (tensor<2x2xui32>) -> tensor<1x2xui32>
    %582 = "stablehlo.reshape"(%581) : (tensor<1x2xui32>) -> tensor<2xui32>
    %583 = "stablehlo.slice"(%580) <{limit_indices = array<i64: 2, 2>, start_indices = array<i64: 1, 0>, strides = array<i64: 1, 1>}> : (tensor<2x2xui32>) -> tensor<1x2xui32>
    %584 = "stablehlo.reshape"(%583) : (tensor<1x2xui32>) -> tensor<2xui32>
    %585 = "stablehlo.slice"(%582) <{limit_indices = array<i64: 1>, start_indices = array<i64: 0>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %586 = "stablehlo.reshape"(%585) : (tensor<1xui32>) -> tensor<ui32>
    %587 = "stablehlo.slice"(%582) <{limit_indices = array<i64: 2>, start_indices = array<i64: 1>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %588 = "stablehlo.reshape"(%587) : (tensor<1xui32>) -> tensor<ui32>
    %589 = "stablehlo.iota"() <{iota_dimension = 0 : i64}> : () -> tensor<6xui64>
    %590 = "stablehlo.constant"() <{value = dense<1> : tensor<ui64>}> : () -> tensor<ui64>
    %591 = "stablehlo.broadcast_in_dim"(%590) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<6xui64>
    %592 = "stablehlo.multiply"(%591, %589) : (tensor<6xui64>, tensor<6xui64>) -> tensor<6xui64>
    %593 = "stablehlo.constant"() <{value = dense<32> : tensor<ui64>}> : () -> tensor<ui64>
    %594 = "stablehlo.broadcast_in_dim"(%593) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<6xui64>
    %595 = "stablehlo.shift_right_logical"(%592, %594) : (tensor<6xui64>, tensor<6xui64>) -> tensor<6xui64>
    %596 = "stablehlo.convert"(%592) : (tensor<6xui64>) -> tensor<6xui32>
    %597 = "stablehlo.convert"(%595) : (tensor<6xui64>) -> tensor<6xui32>
    %598:2 = "func.call"(%586, %588, %597, %596) <{callee = @threefry2x32_11}> : (tensor<ui32>, tensor<ui32>, tensor<6xui32>, tensor<6xui32>) -> (tensor<6xui32>, tensor<6xui32>)
    %599 = "stablehlo.xor"(%598#0, %598#1) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %600 = "stablehlo.slice"(%584) <{limit_indices = array<i64: 1>, start_indices = array<i64: 0>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %601 = "stablehlo.reshape"(%600) : (tensor<1xui32>) -> tensor<ui32>
    %602 = "stablehlo.slice"(%584) <{limit_indices = array<i64: 2>, start_indices = array<i64: 1>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %603 = "stablehlo.reshape"(%602) : (tensor<1xui32>) -> tensor<ui32>
    %604 = "stablehlo.iota"() <{iota_dimension = 0 : i64}> : () -> tensor<6xui64>
    %605 = "stablehlo.constant"() <{value = dense<1> : tensor<ui64>}> : () -> tensor<ui64>
    %606 = "stablehlo.broadcast_in_dim"(%605) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<6xui64>
    %607 = "stablehlo.multiply"(%606, %604) : (tensor<6xui64>, tensor<6xui64>) -> tensor<6xui64>
    %608 = "stablehlo.constant"() <{value = dense<32> : tensor<ui64>}> : () -> tensor<ui64>
    %609 = "stablehlo.broadcast_in_dim"(%608) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<6xui64>
    %610 = "stablehlo.shift_right_logical"(%607, %609) : (tensor<6xui64>, tensor<6xui64>) -> tensor<6xui64>
    %611 = "stablehlo.convert"(%607) : (tensor<6xui64>) -> tensor<6xui32>
    %612 = "stablehlo.convert"(%610) : (tensor<6xui64>) -> tensor<6xui32>
    %613:2 = "func.call"(%601, %603, %612, %611) <{callee = @threefry2x32_11}> : (tensor<ui32>, tensor<ui32>, tensor<6xui32>, tensor<6xui32>) -> (tensor<6xui32>, tensor<6xui32>)
    %614 = "stablehlo.xor"(%613#0, %613#1) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %615 = "stablehlo.subtract"(%579, %578) : (tensor<1xi32>, tensor<1xi32>) -> tensor<1xi32>
    %616 = "stablehlo.convert"(%615) : (tensor<1xi32>) -> tensor<1xui32>
    %617 = "stablehlo.compare"(%579, %578) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction LE>}> : (tensor<1xi32>, tensor<1xi32>) -> tensor<1xi1>
    %618 = "stablehlo.constant"() <{value = dense<1> : tensor<ui32>}> : () -> tensor<ui32>
    %619 = "stablehlo.broadcast_in_dim"(%618) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<1xui32>
    %620 = "stablehlo.select"(%617, %619, %616) : (tensor<1xi1>, tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %621 = "stablehlo.compare"(%579, %578) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GT>}> : (tensor<1xi32>, tensor<1xi32>) -> tensor<1xi1>
    %622 = "stablehlo.broadcast_in_dim"(%569) <{broadcast_dimensions = array<i64>}> : (tensor<i1>) -> tensor<1xi1>
    %623 = "stablehlo.and"(%622, %621) : (tensor<1xi1>, tensor<1xi1>) -> tensor<1xi1>
    %624 = "stablehlo.constant"() <{value = dense<1> : tensor<ui32>}> : () -> tensor<ui32>
    %625 = "stablehlo.broadcast_in_dim"(%624) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<1xui32>
    %626 = "stablehlo.add"(%620, %625) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %627 = "stablehlo.select"(%623, %626, %620) : (tensor<1xi1>, tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %628 = "stablehlo.constant"() <{value = dense<65536> : tensor<ui32>}> : () -> tensor<ui32>
    %629 = "stablehlo.broadcast_in_dim"(%628) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<1xui32>
    %630 = "stablehlo.remainder"(%629, %627) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %631 = "stablehlo.multiply"(%630, %630) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %632 = "stablehlo.remainder"(%631, %627) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %633 = "stablehlo.broadcast_in_dim"(%627) <{broadcast_dimensions = array<i64: 0>}> : (tensor<1xui32>) -> tensor<6xui32>
    %634 = "stablehlo.remainder"(%599, %633) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %635 = "stablehlo.broadcast_in_dim"(%632) <{broadcast_dimensions = array<i64: 0>}> : (tensor<1xui32>) -> tensor<6xui32>
    %636 = "stablehlo.multiply"(%634, %635) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %637 = "stablehlo.broadcast_in_dim"(%627) <{broadcast_dimensions = array<i64: 0>}> : (tensor<1xui32>) -> tensor<6xui32>
    %638 = "stablehlo.remainder"(%614, %637) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %639 = "stablehlo.add"(%636, %638) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %640 = "stablehlo.broadcast_in_dim"(%627) <{broadcast_dimensions = array<i64: 0>}> : (tensor<1xui32>) -> tensor<6xui32>
    %641 = "stablehlo.remainder"(%639, %640) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %642 = "stablehlo.convert"(%641) : (tensor<6xui32>) -> tensor<6xi32>
    %643 = "stablehlo.broadcast_in_dim"(%578) <{broadcast_dimensions = array<i64: 0>}> : (tensor<1xi32>) -> tensor<6xi32>
    %644 = "stablehlo.add"(%643, %642) : (tensor<6xi32>, tensor<6xi32>) -> tensor<6xi32>
    "func.return"(%644) : (tensor<6xi32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<i32>, res_attrs = [{}], sym_name = "clip", sym_visibility = "private"}> ({
  ^bb0(%arg188: tensor<i32>, %arg189: tensor<i32>, %arg190: tensor<i32>):
    %563 = "stablehlo.maximum"(%arg189, %arg188) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %564 = "stablehlo.minimum"(%arg190, %563) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    "func.return"(%564) : (tensor<i32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<i32>, res_attrs = [{}], sym_name = "clip_10", sym_visibility = "private"}> ({
  ^bb0(%arg185: tensor<i32>, %arg186: tensor<i32>, %arg187: tensor<i32>):
    %561 = "stablehlo.maximum"(%arg186, %arg185) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %562 = "stablehlo.minimum"(%arg187, %561) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    "func.return"(%562) : (tensor<i32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<ui32>, tensor<ui32>, tensor<6xui32>, tensor<6xui32>) -> (tensor<6xui32>, tensor<6xui32>), sym_name = "threefry2x32_11", sym_visibility = "private"}> ({
  ^bb0(%arg163: tensor<ui32>, %arg164: tensor<ui32>, %arg165: tensor<6xui32>, %arg166: tensor<6xui32>):
    %544 = "stablehlo.constant"() <{value = dense<[13, 15, 26, 6]> : tensor<4xui32>}> : () -> tensor<4xui32>
    %545 = "stablehlo.constant"() <{value = dense<[17, 29, 16, 24]> : tensor<4xui32>}> : () -> tensor<4xui32>
    %546 = "stablehlo.xor"(%arg163, %arg164) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %547 = "stablehlo.constant"() <{value = dense<466688986> : tensor<ui32>}> : () -> tensor<ui32>
    %548 = "stablehlo.xor"(%546, %547) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %549 = "stablehlo.broadcast_in_dim"(%arg163) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<6xui32>
    %550 = "stablehlo.add"(%arg165, %549) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %551 = "stablehlo.broadcast_in_dim"(%arg164) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<6xui32>
    %552 = "stablehlo.add"(%arg166, %551) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %553 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %554 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %555:9 = "stablehlo.while"(%554, %553, %550, %552, %arg164, %548, %arg163, %544, %545) ({
    ^bb0(%arg176: tensor<i32>, %arg177: tensor<i32>, %arg178: tensor<6xui32>, %arg179: tensor<6xui32>, %arg180: tensor<ui32>, %arg181: tensor<ui32>, %arg182: tensor<ui32>, %arg183: tensor<4xui32>, %arg184: tensor<4xui32>):
      %559 = "stablehlo.constant"() <{value = dense<5> : tensor<i32>}> : () -> tensor<i32>
      %560 = "stablehlo.compare"(%arg176, %559) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%560) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg167: tensor<i32>, %arg168: tensor<i32>, %arg169: tensor<6xui32>, %arg170: tensor<6xui32>, %arg171: tensor<ui32>, %arg172: tensor<ui32>, %arg173: tensor<ui32>, %arg174: tensor<4xui32>, %arg175: tensor<4xui32>):
      %556:8 = "func.call"(%arg168, %arg169, %arg170, %arg171, %arg172, %arg173, %arg174, %arg175) <{callee = @closed_call_12}> : (tensor<i32>, tensor<6xui32>, tensor<6xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<6xui32>, tensor<6xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
      %557 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
      %558 = "stablehlo.add"(%arg167, %557) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%558, %556#0, %556#1, %556#2, %556#3, %556#4, %556#5, %556#6, %556#7) : (tensor<i32>, tensor<i32>, tensor<6xui32>, tensor<6xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> ()
    }) : (tensor<i32>, tensor<i32>, tensor<6xui32>, tensor<6xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<i32>, tensor<6xui32>, tensor<6xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
    "func.return"(%555#2, %555#3) : (tensor<6xui32>, tensor<6xui32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<i32>, tensor<6xui32>, tensor<6xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<6xui32>, tensor<6xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>), res_attrs = [{}, {}, {}, {}, {}, {}, {}, {}], sym_name = "closed_call_12", sym_visibility = "private"}> ({
  ^bb0(%arg155: tensor<i32>, %arg156: tensor<6xui32>, %arg157: tensor<6xui32>, %arg158: tensor<ui32>, %arg159: tensor<ui32>, %arg160: tensor<ui32>, %arg161: tensor<4xui32>, %arg162: tensor<4xui32>):
    %489 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %490 = "stablehlo.add"(%arg155, %489) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %491 = "stablehlo.slice"(%arg161) <{limit_indices = array<i64: 1>, start_indices = array<i64: 0>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %492 = "stablehlo.reshape"(%491) : (tensor<1xui32>) -> tensor<ui32>
    %493 = "stablehlo.add"(%arg156, %arg157) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %494 = "stablehlo.broadcast_in_dim"(%492) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<6xui32>
    %495 = "stablehlo.shift_left"(%arg157, %494) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %496 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %497 = "stablehlo.subtract"(%496, %492) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %498 = "stablehlo.broadcast_in_dim"(%497) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<6xui32>
    %499 = "stablehlo.shift_right_logical"(%arg157, %498) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %500 = "stablehlo.or"(%495, %499) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %501 = "stablehlo.xor"(%493, %500) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %502 = "stablehlo.slice"(%arg161) <{limit_indices = array<i64: 2>, start_indices = array<i64: 1>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %503 = "stablehlo.reshape"(%502) : (tensor<1xui32>) -> tensor<ui32>
    %504 = "stablehlo.add"(%493, %501) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %505 = "stablehlo.broadcast_in_dim"(%503) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<6xui32>
    %506 = "stablehlo.shift_left"(%501, %505) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %507 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %508 = "stablehlo.subtract"(%507, %503) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %509 = "stablehlo.broadcast_in_dim"(%508) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<6xui32>
    %510 = "stablehlo.shift_right_logical"(%501, %509) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %511 = "stablehlo.or"(%506, %510) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %512 = "stablehlo.xor"(%504, %511) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %513 = "stablehlo.slice"(%arg161) <{limit_indices = array<i64: 3>, start_indices = array<i64: 2>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %514 = "stablehlo.reshape"(%513) : (tensor<1xui32>) -> tensor<ui32>
    %515 = "stablehlo.add"(%504, %512) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %516 = "stablehlo.broadcast_in_dim"(%514) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<6xui32>
    %517 = "stablehlo.shift_left"(%512, %516) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %518 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %519 = "stablehlo.subtract"(%518, %514) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %520 = "stablehlo.broadcast_in_dim"(%519) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<6xui32>
    %521 = "stablehlo.shift_right_logical"(%512, %520) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %522 = "stablehlo.or"(%517, %521) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %523 = "stablehlo.xor"(%515, %522) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %524 = "stablehlo.slice"(%arg161) <{limit_indices = array<i64: 4>, start_indices = array<i64: 3>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %525 = "stablehlo.reshape"(%524) : (tensor<1xui32>) -> tensor<ui32>
    %526 = "stablehlo.add"(%515, %523) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %527 = "stablehlo.broadcast_in_dim"(%525) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<6xui32>
    %528 = "stablehlo.shift_left"(%523, %527) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %529 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %530 = "stablehlo.subtract"(%529, %525) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %531 = "stablehlo.broadcast_in_dim"(%530) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<6xui32>
    %532 = "stablehlo.shift_right_logical"(%523, %531) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %533 = "stablehlo.or"(%528, %532) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %534 = "stablehlo.xor"(%526, %533) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %535 = "stablehlo.broadcast_in_dim"(%arg158) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<6xui32>
    %536 = "stablehlo.add"(%526, %535) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %537 = "stablehlo.broadcast_in_dim"(%arg159) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<6xui32>
    %538 = "stablehlo.add"(%534, %537) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %539 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %540 = "stablehlo.add"(%arg155, %539) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %541 = "stablehlo.convert"(%540) : (tensor<i32>) -> tensor<ui32>
    %542 = "stablehlo.broadcast_in_dim"(%541) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<6xui32>
    %543 = "stablehlo.add"(%538, %542) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    "func.return"(%490, %536, %543, %arg159, %arg160, %arg158, %arg162, %arg161) : (tensor<i32>, tensor<6xui32>, tensor<6xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}], function_type = (tensor<2xui32>, tensor<8xi32>) -> tensor<8xi32>, res_attrs = [{}], sym_name = "_shuffle", sym_visibility = "private"}> ({
  ^bb0(%arg149: tensor<2xui32>, %arg150: tensor<8xi32>):
    %469 = "func.call"(%arg149) <{callee = @_threefry_split}> : (tensor<2xui32>) -> tensor<2x2xui32>
    %470 = "stablehlo.slice"(%469) <{limit_indices = array<i64: 2, 2>, start_indices = array<i64: 1, 0>, strides = array<i64: 1, 1>}> : (tensor<2x2xui32>) -> tensor<1x2xui32>
    %471 = "stablehlo.reshape"(%470) : (tensor<1x2xui32>) -> tensor<2xui32>
    %472 = "stablehlo.slice"(%471) <{limit_indices = array<i64: 1>, start_indices = array<i64: 0>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %473 = "stablehlo.reshape"(%472) : (tensor<1xui32>) -> tensor<ui32>
    %474 = "stablehlo.slice"(%471) <{limit_indices = array<i64: 2>, start_indices = array<i64: 1>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %475 = "stablehlo.reshape"(%474) : (tensor<1xui32>) -> tensor<ui32>
    %476 = "stablehlo.iota"() <{iota_dimension = 0 : i64}> : () -> tensor<8xui64>
    %477 = "stablehlo.constant"() <{value = dense<1> : tensor<ui64>}> : () -> tensor<ui64>
    %478 = "stablehlo.broadcast_in_dim"(%477) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<8xui64>
    %479 = "stablehlo.multiply"(%478, %476) : (tensor<8xui64>, tensor<8xui64>) -> tensor<8xui64>
    %480 = "stablehlo.constant"() <{value = dense<32> : tensor<ui64>}> : () -> tensor<ui64>
    %481 = "stablehlo.broadcast_in_dim"(%480) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<8xui64>
    %482 = "stablehlo.shift_right_logical"(%479, %481) : (tensor<8xui64>, tensor<8xui64>) -> tensor<8xui64>
    %483 = "stablehlo.convert"(%479) : (tensor<8xui64>) -> tensor<8xui32>
    %484 = "stablehlo.convert"(%482) : (tensor<8xui64>) -> tensor<8xui32>
    %485:2 = "func.call"(%473, %475, %484, %483) <{callee = @threefry2x32_13}> : (tensor<ui32>, tensor<ui32>, tensor<8xui32>, tensor<8xui32>) -> (tensor<8xui32>, tensor<8xui32>)
    %486 = "stablehlo.xor"(%485#0, %485#1) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %487:2 = "stablehlo.sort"(%486, %arg150) <{dimension = 0 : i64, is_stable = true}> ({
    ^bb0(%arg151: tensor<ui32>, %arg152: tensor<ui32>, %arg153: tensor<i32>, %arg154: tensor<i32>):
      %488 = "stablehlo.compare"(%arg151, %arg152) <{compare_type = #stablehlo<comparison_type UNSIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<ui32>, tensor<ui32>) -> tensor<i1>
      "stablehlo.return"(%488) : (tensor<i1>) -> ()
    }) : (tensor<8xui32>, tensor<8xi32>) -> (tensor<8xui32>, tensor<8xi32>)
    "func.return"(%487#1) : (tensor<8xi32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<ui32>, tensor<ui32>, tensor<8xui32>, tensor<8xui32>) -> (tensor<8xui32>, tensor<8xui32>), sym_name = "threefry2x32_13", sym_visibility = "private"}> ({
  ^bb0(%arg127: tensor<ui32>, %arg128: tensor<ui32>, %arg129: tensor<8xui32>, %arg130: tensor<8xui32>):
    %452 = "stablehlo.constant"() <{value = dense<[13, 15, 26, 6]> : tensor<4xui32>}> : () -> tensor<4xui32>
    %453 = "stablehlo.constant"() <{value = dense<[17, 29, 16, 24]> : tensor<4xui32>}> : () -> tensor<4xui32>
    %454 = "stablehlo.xor"(%arg127, %arg128) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %455 = "stablehlo.constant"() <{value = dense<466688986> : tensor<ui32>}> : () -> tensor<ui32>
    %456 = "stablehlo.xor"(%454, %455) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %457 = "stablehlo.broadcast_in_dim"(%arg127) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<8xui32>
    %458 = "stablehlo.add"(%arg129, %457) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %459 = "stablehlo.broadcast_in_dim"(%arg128) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<8xui32>
    %460 = "stablehlo.add"(%arg130, %459) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %461 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %462 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %463:9 = "stablehlo.while"(%462, %461, %458, %460, %arg128, %456, %arg127, %452, %453) ({
    ^bb0(%arg140: tensor<i32>, %arg141: tensor<i32>, %arg142: tensor<8xui32>, %arg143: tensor<8xui32>, %arg144: tensor<ui32>, %arg145: tensor<ui32>, %arg146: tensor<ui32>, %arg147: tensor<4xui32>, %arg148: tensor<4xui32>):
      %467 = "stablehlo.constant"() <{value = dense<5> : tensor<i32>}> : () -> tensor<i32>
      %468 = "stablehlo.compare"(%arg140, %467) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%468) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg131: tensor<i32>, %arg132: tensor<i32>, %arg133: tensor<8xui32>, %arg134: tensor<8xui32>, %arg135: tensor<ui32>, %arg136: tensor<ui32>, %arg137: tensor<ui32>, %arg138: tensor<4xui32>, %arg139: tensor<4xui32>):
      %464:8 = "func.call"(%arg132, %arg133, %arg134, %arg135, %arg136, %arg137, %arg138, %arg139) <{callee = @closed_call_14}> : (tensor<i32>, tensor<8xui32>, tensor<8xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<8xui32>, tensor<8xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
      %465 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
      %466 = "stablehlo.add"(%arg131, %465) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%466, %464#0, %464#1, %464#2, %464#3, %464#4, %464#5, %464#6, %464#7) : (tensor<i32>, tensor<i32>, tensor<8xui32>, tensor<8xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> ()
    }) : (tensor<i32>, tensor<i32>, tensor<8xui32>, tensor<8xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<i32>, tensor<8xui32>, tensor<8xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
    "func.return"(%463#2, %463#3) : (tensor<8xui32>, tensor<8xui32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<i32>, tensor<8xui32>, tensor<8xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<8xui32>, tensor<8xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>), res_attrs = [{}, {}, {}, {}, {}, {}, {}, {}], sym_name = "closed_call_14", sym_visibility = "private"}> ({
  ^bb0(%arg119: tensor<i32>, %arg120: tensor<8xui32>, %arg121: tensor<8xui32>, %arg122: tensor<ui32>, %arg123: tensor<ui32>, %arg124: tensor<ui32>, %arg125: tensor<4xui32>, %arg126: tensor<4xui32>):
    %397 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %398 = "stablehlo.add"(%arg119, %397) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %399 = "stablehlo.slice"(%arg125) <{limit_indices = array<i64: 1>, start_indices = array<i64: 0>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %400 = "stablehlo.reshape"(%399) : (tensor<1xui32>) -> tensor<ui32>
    %401 = "stablehlo.add"(%arg120, %arg121) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %402 = "stablehlo.broadcast_in_dim"(%400) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<8xui32>
    %403 = "stablehlo.shift_left"(%arg121, %402) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %404 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %405 = "stablehlo.subtract"(%404, %400) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %406 = "stablehlo.broadcast_in_dim"(%405) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<8xui32>
    %407 = "stablehlo.shift_right_logical"(%arg121, %406) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %408 = "stablehlo.or"(%403, %407) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %409 = "stablehlo.xor"(%401, %408) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %410 = "stablehlo.slice"(%arg125) <{limit_indices = array<i64: 2>, start_indices = array<i64: 1>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %411 = "stablehlo.reshape"(%410) : (tensor<1xui32>) -> tensor<ui32>
    %412 = "stablehlo.add"(%401, %409) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %413 = "stablehlo.broadcast_in_dim"(%411) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<8xui32>
    %414 = "stablehlo.shift_left"(%409, %413) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %415 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %416 = "stablehlo.subtract"(%415, %411) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %417 = "stablehlo.broadcast_in_dim"(%416) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<8xui32>
    %418 = "stablehlo.shift_right_logical"(%409, %417) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %419 = "stablehlo.or"(%414, %418) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %420 = "stablehlo.xor"(%412, %419) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %421 = "stablehlo.slice"(%arg125) <{limit_indices = array<i64: 3>, start_indices = array<i64: 2>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %422 = "stablehlo.reshape"(%421) : (tensor<1xui32>) -> tensor<ui32>
    %423 = "stablehlo.add"(%412, %420) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %424 = "stablehlo.broadcast_in_dim"(%422) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<8xui32>
    %425 = "stablehlo.shift_left"(%420, %424) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %426 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %427 = "stablehlo.subtract"(%426, %422) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %428 = "stablehlo.broadcast_in_dim"(%427) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<8xui32>
    %429 = "stablehlo.shift_right_logical"(%420, %428) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %430 = "stablehlo.or"(%425, %429) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %431 = "stablehlo.xor"(%423, %430) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %432 = "stablehlo.slice"(%arg125) <{limit_indices = array<i64: 4>, start_indices = array<i64: 3>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %433 = "stablehlo.reshape"(%432) : (tensor<1xui32>) -> tensor<ui32>
    %434 = "stablehlo.add"(%423, %431) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %435 = "stablehlo.broadcast_in_dim"(%433) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<8xui32>
    %436 = "stablehlo.shift_left"(%431, %435) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %437 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %438 = "stablehlo.subtract"(%437, %433) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %439 = "stablehlo.broadcast_in_dim"(%438) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<8xui32>
    %440 = "stablehlo.shift_right_logical"(%431, %439) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %441 = "stablehlo.or"(%436, %440) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %442 = "stablehlo.xor"(%434, %441) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %443 = "stablehlo.broadcast_in_dim"(%arg122) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<8xui32>
    %444 = "stablehlo.add"(%434, %443) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %445 = "stablehlo.broadcast_in_dim"(%arg123) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<8xui32>
    %446 = "stablehlo.add"(%442, %445) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    %447 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %448 = "stablehlo.add"(%arg119, %447) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %449 = "stablehlo.convert"(%448) : (tensor<i32>) -> tensor<ui32>
    %450 = "stablehlo.broadcast_in_dim"(%449) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<8xui32>
    %451 = "stablehlo.add"(%446, %450) : (tensor<8xui32>, tensor<8xui32>) -> tensor<8xui32>
    "func.return"(%398, %444, %451, %arg123, %arg124, %arg122, %arg126, %arg125) : (tensor<i32>, tensor<8xui32>, tensor<8xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}], function_type = (tensor<2xui32>) -> tensor<3x4xf32>, res_attrs = [{}], sym_name = "_gumbel", sym_visibility = "private"}> ({
  ^bb0(%arg118: tensor<2xui32>):
    %390 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %391 = "stablehlo.constant"() <{value = dense<1.17549435E-38> : tensor<f32>}> : () -> tensor<f32>
    %392 = "func.call"(%arg118, %390, %391) <{callee = @_uniform_15}> : (tensor<2xui32>, tensor<f32>, tensor<f32>) -> tensor<3x4xf32>
    %393 = "stablehlo.log"(%392) : (tensor<3x4xf32>) -> tensor<3x4xf32>
    %394 = "stablehlo.negate"(%393) : (tensor<3x4xf32>) -> tensor<3x4xf32>
    %395 = "stablehlo.log"(%394) : (tensor<3x4xf32>) -> tensor<3x4xf32>
    %396 = "stablehlo.negate"(%395) : (tensor<3x4xf32>) -> tensor<3x4xf32>
    "func.return"(%396) : (tensor<3x4xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<2xui32>, tensor<f32>, tensor<f32>) -> tensor<3x4xf32>, res_attrs = [{}], sym_name = "_uniform_15", sym_visibility = "private"}> ({
  ^bb0(%arg115: tensor<2xui32>, %arg116: tensor<f32>, %arg117: tensor<f32>):
    %350 = "stablehlo.convert"(%arg116) : (tensor<f32>) -> tensor<f32>
    %351 = "stablehlo.broadcast_in_dim"(%arg117) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1x1xf32>
    %352 = "stablehlo.broadcast_in_dim"(%350) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1x1xf32>
    %353 = "stablehlo.slice"(%arg115) <{limit_indices = array<i64: 1>, start_indices = array<i64: 0>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %354 = "stablehlo.reshape"(%353) : (tensor<1xui32>) -> tensor<ui32>
    %355 = "stablehlo.slice"(%arg115) <{limit_indices = array<i64: 2>, start_indices = array<i64: 1>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %356 = "stablehlo.reshape"(%355) : (tensor<1xui32>) -> tensor<ui32>
    %357 = "stablehlo.iota"() <{iota_dimension = 0 : i64}> : () -> tensor<3x4xui64>
    %358 = "stablehlo.iota"() <{iota_dimension = 1 : i64}> : () -> tensor<3x4xui64>
    %359 = "stablehlo.constant"() <{value = dense<4> : tensor<ui64>}> : () -> tensor<ui64>
    %360 = "stablehlo.broadcast_in_dim"(%359) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<3x4xui64>
    %361 = "stablehlo.multiply"(%360, %357) : (tensor<3x4xui64>, tensor<3x4xui64>) -> tensor<3x4xui64>
    %362 = "stablehlo.constant"() <{value = dense<1> : tensor<ui64>}> : () -> tensor<ui64>
    %363 = "stablehlo.broadcast_in_dim"(%362) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<3x4xui64>
    %364 = "stablehlo.multiply"(%363, %358) : (tensor<3x4xui64>, tensor<3x4xui64>) -> tensor<3x4xui64>
    %365 = "stablehlo.add"(%361, %364) : (tensor<3x4xui64>, tensor<3x4xui64>) -> tensor<3x4xui64>
    %366 = "stablehlo.constant"() <{value = dense<32> : tensor<ui64>}> : () -> tensor<ui64>
    %367 = "stablehlo.broadcast_in_dim"(%366) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<3x4xui64>
    %368 = "stablehlo.shift_right_logical"(%365, %367) : (tensor<3x4xui64>, tensor<3x4xui64>) -> tensor<3x4xui64>
    %369 = "stablehlo.convert"(%365) : (tensor<3x4xui64>) -> tensor<3x4xui32>
    %370 = "stablehlo.convert"(%368) : (tensor<3x4xui64>) -> tensor<3x4xui32>
    %371:2 = "func.call"(%354, %356, %370, %369) <{callee = @threefry2x32_2}> : (tensor<ui32>, tensor<ui32>, tensor<3x4xui32>, tensor<3x4xui32>) -> (tensor<3x4xui32>, tensor<3x4xui32>)
    %372 = "stablehlo.xor"(%371#0, %371#1) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %373 = "stablehlo.constant"() <{value = dense<9> : tensor<ui32>}> : () -> tensor<ui32>
    %374 = "stablehlo.broadcast_in_dim"(%373) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<3x4xui32>
    %375 = "stablehlo.shift_right_logical"(%372, %374) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %376 = "stablehlo.constant"() <{value = dense<1065353216> : tensor<ui32>}> : () -> tensor<ui32>
    %377 = "stablehlo.broadcast_in_dim"(%376) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<3x4xui32>
    %378 = "stablehlo.or"(%375, %377) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %379 = "stablehlo.bitcast_convert"(%378) : (tensor<3x4xui32>) -> tensor<3x4xf32>
    %380 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %381 = "stablehlo.broadcast_in_dim"(%380) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x4xf32>
    %382 = "stablehlo.subtract"(%379, %381) : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
    %383 = "stablehlo.subtract"(%352, %351) : (tensor<1x1xf32>, tensor<1x1xf32>) -> tensor<1x1xf32>
    %384 = "stablehlo.broadcast_in_dim"(%383) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<1x1xf32>) -> tensor<3x4xf32>
    %385 = "stablehlo.multiply"(%382, %384) : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
    %386 = "stablehlo.broadcast_in_dim"(%351) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<1x1xf32>) -> tensor<3x4xf32>
    %387 = "stablehlo.add"(%385, %386) : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
    %388 = "stablehlo.broadcast_in_dim"(%351) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<1x1xf32>) -> tensor<3x4xf32>
    %389 = "stablehlo.maximum"(%388, %387) : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
    "func.return"(%389) : (tensor<3x4xf32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<3x4xf32>) -> tensor<3xi32>, sym_name = "argmax", sym_visibility = "private"}> ({
  ^bb0(%arg110: tensor<3x4xf32>):
    %337 = "stablehlo.iota"() <{iota_dimension = 1 : i64}> : () -> tensor<3x4xi32>
    %338 = "stablehlo.constant"() <{value = dense<0xFF800000> : tensor<f32>}> : () -> tensor<f32>
    %339 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %340:2 = "stablehlo.reduce"(%arg110, %337, %338, %339) <{dimensions = array<i64: 1>}> ({
    ^bb0(%arg111: tensor<f32>, %arg112: tensor<i32>, %arg113: tensor<f32>, %arg114: tensor<i32>):
      %341 = "stablehlo.compare"(%arg111, %arg113) <{compare_type = #stablehlo<comparison_type FLOAT>, comparison_direction = #stablehlo<comparison_direction GT>}> : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %342 = "stablehlo.compare"(%arg111, %arg111) <{compare_type = #stablehlo<comparison_type FLOAT>, comparison_direction = #stablehlo<comparison_direction NE>}> : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %343 = "stablehlo.or"(%341, %342) : (tensor<i1>, tensor<i1>) -> tensor<i1>
      %344 = "stablehlo.compare"(%arg111, %arg113) <{compare_type = #stablehlo<comparison_type FLOAT>, comparison_direction = #stablehlo<comparison_direction EQ>}> : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %345 = "stablehlo.compare"(%arg112, %arg114) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %346 = "stablehlo.and"(%344, %345) : (tensor<i1>, tensor<i1>) -> tensor<i1>
      %347 = "stablehlo.or"(%343, %346) : (tensor<i1>, tensor<i1>) -> tensor<i1>
      %348 = "stablehlo.select"(%343, %arg111, %arg113) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %349 = "stablehlo.select"(%347, %arg112, %arg114) : (tensor<i1>, tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%348, %349) : (tensor<f32>, tensor<i32>) -> ()
    }) : (tensor<3x4xf32>, tensor<3x4xi32>, tensor<f32>, tensor<i32>) -> (tensor<3xf32>, tensor<3xi32>)
    "func.return"(%340#1) : (tensor<3xi32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}], function_type = (tensor<2xui32>, tensor<ui32>) -> tensor<2xui32>, res_attrs = [{}], sym_name = "_threefry_fold_in", sym_visibility = "private"}> ({
  ^bb0(%arg108: tensor<2xui32>, %arg109: tensor<ui32>):
    %322 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %323 = "stablehlo.shift_right_logical"(%arg109, %322) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %324 = "stablehlo.broadcast_in_dim"(%323) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<1xui32>
    %325 = "stablehlo.constant"() <{value = dense<4294967295> : tensor<ui32>}> : () -> tensor<ui32>
    %326 = "stablehlo.and"(%arg109, %325) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %327 = "stablehlo.broadcast_in_dim"(%326) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<1xui32>
    %328 = "stablehlo.concatenate"(%324, %327) <{dimension = 0 : i64}> : (tensor<1xui32>, tensor<1xui32>) -> tensor<2xui32>
    %329 = "stablehlo.slice"(%arg108) <{limit_indices = array<i64: 1>, start_indices = array<i64: 0>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %330 = "stablehlo.reshape"(%329) : (tensor<1xui32>) -> tensor<ui32>
    %331 = "stablehlo.slice"(%arg108) <{limit_indices = array<i64: 2>, start_indices = array<i64: 1>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %332 = "stablehlo.reshape"(%331) : (tensor<1xui32>) -> tensor<ui32>
    %333 = "stablehlo.slice"(%328) <{limit_indices = array<i64: 1>, start_indices = array<i64: 0>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %334 = "stablehlo.slice"(%328) <{limit_indices = array<i64: 2>, start_indices = array<i64: 1>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %335:2 = "func.call"(%330, %332, %333, %334) <{callee = @threefry2x32_16}> : (tensor<ui32>, tensor<ui32>, tensor<1xui32>, tensor<1xui32>) -> (tensor<1xui32>, tensor<1xui32>)
    %336 = "stablehlo.concatenate"(%335#0, %335#1) <{dimension = 0 : i64}> : (tensor<1xui32>, tensor<1xui32>) -> tensor<2xui32>
    "func.return"(%336) : (tensor<2xui32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<ui32>, tensor<ui32>, tensor<1xui32>, tensor<1xui32>) -> (tensor<1xui32>, tensor<1xui32>), sym_name = "threefry2x32_16", sym_visibility = "private"}> ({
  ^bb0(%arg86: tensor<ui32>, %arg87: tensor<ui32>, %arg88: tensor<1xui32>, %arg89: tensor<1xui32>):
    %305 = "stablehlo.constant"() <{value = dense<[13, 15, 26, 6]> : tensor<4xui32>}> : () -> tensor<4xui32>
    %306 = "stablehlo.constant"() <{value = dense<[17, 29, 16, 24]> : tensor<4xui32>}> : () -> tensor<4xui32>
    %307 = "stablehlo.xor"(%arg86, %arg87) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %308 = "stablehlo.constant"() <{value = dense<466688986> : tensor<ui32>}> : () -> tensor<ui32>
    %309 = "stablehlo.xor"(%307, %308) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %310 = "stablehlo.broadcast_in_dim"(%arg86) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<1xui32>
    %311 = "stablehlo.add"(%arg88, %310) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %312 = "stablehlo.broadcast_in_dim"(%arg87) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<1xui32>
    %313 = "stablehlo.add"(%arg89, %312) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %314 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %315 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %316:9 = "stablehlo.while"(%315, %314, %311, %313, %arg87, %309, %arg86, %305, %306) ({
    ^bb0(%arg99: tensor<i32>, %arg100: tensor<i32>, %arg101: tensor<1xui32>, %arg102: tensor<1xui32>, %arg103: tensor<ui32>, %arg104: tensor<ui32>, %arg105: tensor<ui32>, %arg106: tensor<4xui32>, %arg107: tensor<4xui32>):
      %320 = "stablehlo.constant"() <{value = dense<5> : tensor<i32>}> : () -> tensor<i32>
      %321 = "stablehlo.compare"(%arg99, %320) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%321) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg90: tensor<i32>, %arg91: tensor<i32>, %arg92: tensor<1xui32>, %arg93: tensor<1xui32>, %arg94: tensor<ui32>, %arg95: tensor<ui32>, %arg96: tensor<ui32>, %arg97: tensor<4xui32>, %arg98: tensor<4xui32>):
      %317:8 = "func.call"(%arg91, %arg92, %arg93, %arg94, %arg95, %arg96, %arg97, %arg98) <{callee = @closed_call_17}> : (tensor<i32>, tensor<1xui32>, tensor<1xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<1xui32>, tensor<1xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
      %318 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
      %319 = "stablehlo.add"(%arg90, %318) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%319, %317#0, %317#1, %317#2, %317#3, %317#4, %317#5, %317#6, %317#7) : (tensor<i32>, tensor<i32>, tensor<1xui32>, tensor<1xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> ()
    }) : (tensor<i32>, tensor<i32>, tensor<1xui32>, tensor<1xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<i32>, tensor<1xui32>, tensor<1xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
    "func.return"(%316#2, %316#3) : (tensor<1xui32>, tensor<1xui32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<i32>, tensor<1xui32>, tensor<1xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<1xui32>, tensor<1xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>), res_attrs = [{}, {}, {}, {}, {}, {}, {}, {}], sym_name = "closed_call_17", sym_visibility = "private"}> ({
  ^bb0(%arg78: tensor<i32>, %arg79: tensor<1xui32>, %arg80: tensor<1xui32>, %arg81: tensor<ui32>, %arg82: tensor<ui32>, %arg83: tensor<ui32>, %arg84: tensor<4xui32>, %arg85: tensor<4xui32>):
    %250 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %251 = "stablehlo.add"(%arg78, %250) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %252 = "stablehlo.slice"(%arg84) <{limit_indices = array<i64: 1>, start_indices = array<i64: 0>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %253 = "stablehlo.reshape"(%252) : (tensor<1xui32>) -> tensor<ui32>
    %254 = "stablehlo.add"(%arg79, %arg80) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %255 = "stablehlo.broadcast_in_dim"(%253) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<1xui32>
    %256 = "stablehlo.shift_left"(%arg80, %255) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %257 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %258 = "stablehlo.subtract"(%257, %253) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %259 = "stablehlo.broadcast_in_dim"(%258) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<1xui32>
    %260 = "stablehlo.shift_right_logical"(%arg80, %259) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %261 = "stablehlo.or"(%256, %260) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %262 = "stablehlo.xor"(%254, %261) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %263 = "stablehlo.slice"(%arg84) <{limit_indices = array<i64: 2>, start_indices = array<i64: 1>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %264 = "stablehlo.reshape"(%263) : (tensor<1xui32>) -> tensor<ui32>
    %265 = "stablehlo.add"(%254, %262) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %266 = "stablehlo.broadcast_in_dim"(%264) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<1xui32>
    %267 = "stablehlo.shift_left"(%262, %266) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %268 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %269 = "stablehlo.subtract"(%268, %264) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %270 = "stablehlo.broadcast_in_dim"(%269) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<1xui32>
    %271 = "stablehlo.shift_right_logical"(%262, %270) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %272 = "stablehlo.or"(%267, %271) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %273 = "stablehlo.xor"(%265, %272) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %274 = "stablehlo.slice"(%arg84) <{limit_indices = array<i64: 3>, start_indices = array<i64: 2>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %275 = "stablehlo.reshape"(%274) : (tensor<1xui32>) -> tensor<ui32>
    %276 = "stablehlo.add"(%265, %273) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %277 = "stablehlo.broadcast_in_dim"(%275) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<1xui32>
    %278 = "stablehlo.shift_left"(%273, %277) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %279 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %280 = "stablehlo.subtract"(%279, %275) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %281 = "stablehlo.broadcast_in_dim"(%280) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<1xui32>
    %282 = "stablehlo.shift_right_logical"(%273, %281) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %283 = "stablehlo.or"(%278, %282) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %284 = "stablehlo.xor"(%276, %283) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %285 = "stablehlo.slice"(%arg84) <{limit_indices = array<i64: 4>, start_indices = array<i64: 3>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %286 = "stablehlo.reshape"(%285) : (tensor<1xui32>) -> tensor<ui32>
    %287 = "stablehlo.add"(%276, %284) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %288 = "stablehlo.broadcast_in_dim"(%286) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<1xui32>
    %289 = "stablehlo.shift_left"(%284, %288) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %290 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %291 = "stablehlo.subtract"(%290, %286) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %292 = "stablehlo.broadcast_in_dim"(%291) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<1xui32>
    %293 = "stablehlo.shift_right_logical"(%284, %292) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %294 = "stablehlo.or"(%289, %293) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %295 = "stablehlo.xor"(%287, %294) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %296 = "stablehlo.broadcast_in_dim"(%arg81) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<1xui32>
    %297 = "stablehlo.add"(%287, %296) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %298 = "stablehlo.broadcast_in_dim"(%arg82) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<1xui32>
    %299 = "stablehlo.add"(%295, %298) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    %300 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %301 = "stablehlo.add"(%arg78, %300) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %302 = "stablehlo.convert"(%301) : (tensor<i32>) -> tensor<ui32>
    %303 = "stablehlo.broadcast_in_dim"(%302) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<1xui32>
    %304 = "stablehlo.add"(%299, %303) : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
    "func.return"(%251, %297, %304, %arg82, %arg83, %arg81, %arg85, %arg84) : (tensor<i32>, tensor<1xui32>, tensor<1xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}], function_type = (tensor<2xui32>, tensor<f32>) -> tensor<3x4xi1>, res_attrs = [{}], sym_name = "_bernoulli_18", sym_visibility = "private"}> ({
  ^bb0(%arg76: tensor<2xui32>, %arg77: tensor<f32>):
    %245 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %246 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %247 = "func.call"(%arg76, %245, %246) <{callee = @_uniform}> : (tensor<2xui32>, tensor<f32>, tensor<f32>) -> tensor<3x4xf32>
    %248 = "stablehlo.broadcast_in_dim"(%arg77) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x4xf32>
    %249 = "stablehlo.compare"(%247, %248) <{compare_type = #stablehlo<comparison_type FLOAT>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xi1>
    "func.return"(%249) : (tensor<3x4xi1>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<3x4xi1>, tensor<3x4xf32>, tensor<i32>) -> tensor<3x4xf32>, res_attrs = [{}], sym_name = "_where", sym_visibility = "private"}> ({
  ^bb0(%arg73: tensor<3x4xi1>, %arg74: tensor<3x4xf32>, %arg75: tensor<i32>):
    %242 = "stablehlo.convert"(%arg75) : (tensor<i32>) -> tensor<f32>
    %243 = "stablehlo.broadcast_in_dim"(%242) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x4xf32>
    %244 = "stablehlo.select"(%arg73, %arg74, %243) : (tensor<3x4xi1>, tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
    "func.return"(%244) : (tensor<3x4xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}], function_type = (tensor<2xui32>) -> tensor<4xf32>, res_attrs = [{}], sym_name = "_gumbel_19", sym_visibility = "private"}> ({
  ^bb0(%arg72: tensor<2xui32>):
    %235 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %236 = "stablehlo.constant"() <{value = dense<1.17549435E-38> : tensor<f32>}> : () -> tensor<f32>
    %237 = "func.call"(%arg72, %235, %236) <{callee = @_uniform_20}> : (tensor<2xui32>, tensor<f32>, tensor<f32>) -> tensor<4xf32>
    %238 = "stablehlo.log"(%237) : (tensor<4xf32>) -> tensor<4xf32>
    %239 = "stablehlo.negate"(%238) : (tensor<4xf32>) -> tensor<4xf32>
    %240 = "stablehlo.log"(%239) : (tensor<4xf32>) -> tensor<4xf32>
    %241 = "stablehlo.negate"(%240) : (tensor<4xf32>) -> tensor<4xf32>
    "func.return"(%241) : (tensor<4xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<2xui32>, tensor<f32>, tensor<f32>) -> tensor<4xf32>, res_attrs = [{}], sym_name = "_uniform_20", sym_visibility = "private"}> ({
  ^bb0(%arg69: tensor<2xui32>, %arg70: tensor<f32>, %arg71: tensor<f32>):
    %200 = "stablehlo.convert"(%arg70) : (tensor<f32>) -> tensor<f32>
    %201 = "stablehlo.broadcast_in_dim"(%arg71) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1xf32>
    %202 = "stablehlo.broadcast_in_dim"(%200) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1xf32>
    %203 = "stablehlo.slice"(%arg69) <{limit_indices = array<i64: 1>, start_indices = array<i64: 0>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %204 = "stablehlo.reshape"(%203) : (tensor<1xui32>) -> tensor<ui32>
    %205 = "stablehlo.slice"(%arg69) <{limit_indices = array<i64: 2>, start_indices = array<i64: 1>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %206 = "stablehlo.reshape"(%205) : (tensor<1xui32>) -> tensor<ui32>
    %207 = "stablehlo.iota"() <{iota_dimension = 0 : i64}> : () -> tensor<4xui64>
    %208 = "stablehlo.constant"() <{value = dense<1> : tensor<ui64>}> : () -> tensor<ui64>
    %209 = "stablehlo.broadcast_in_dim"(%208) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<4xui64>
    %210 = "stablehlo.multiply"(%209, %207) : (tensor<4xui64>, tensor<4xui64>) -> tensor<4xui64>
    %211 = "stablehlo.constant"() <{value = dense<32> : tensor<ui64>}> : () -> tensor<ui64>
    %212 = "stablehlo.broadcast_in_dim"(%211) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<4xui64>
    %213 = "stablehlo.shift_right_logical"(%210, %212) : (tensor<4xui64>, tensor<4xui64>) -> tensor<4xui64>
    %214 = "stablehlo.convert"(%210) : (tensor<4xui64>) -> tensor<4xui32>
    %215 = "stablehlo.convert"(%213) : (tensor<4xui64>) -> tensor<4xui32>
    %216:2 = "func.call"(%204, %206, %215, %214) <{callee = @threefry2x32_21}> : (tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<4xui32>, tensor<4xui32>)
    %217 = "stablehlo.xor"(%216#0, %216#1) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %218 = "stablehlo.constant"() <{value = dense<9> : tensor<ui32>}> : () -> tensor<ui32>
    %219 = "stablehlo.broadcast_in_dim"(%218) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<4xui32>
    %220 = "stablehlo.shift_right_logical"(%217, %219) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %221 = "stablehlo.constant"() <{value = dense<1065353216> : tensor<ui32>}> : () -> tensor<ui32>
    %222 = "stablehlo.broadcast_in_dim"(%221) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<4xui32>
    %223 = "stablehlo.or"(%220, %222) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %224 = "stablehlo.bitcast_convert"(%223) : (tensor<4xui32>) -> tensor<4xf32>
    %225 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %226 = "stablehlo.broadcast_in_dim"(%225) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<4xf32>
    %227 = "stablehlo.subtract"(%224, %226) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    %228 = "stablehlo.subtract"(%202, %201) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xf32>
    %229 = "stablehlo.broadcast_in_dim"(%228) <{broadcast_dimensions = array<i64: 0>}> : (tensor<1xf32>) -> tensor<4xf32>
    %230 = "stablehlo.multiply"(%227, %229) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    %231 = "stablehlo.broadcast_in_dim"(%201) <{broadcast_dimensions = array<i64: 0>}> : (tensor<1xf32>) -> tensor<4xf32>
    %232 = "stablehlo.add"(%230, %231) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    %233 = "stablehlo.broadcast_in_dim"(%201) <{broadcast_dimensions = array<i64: 0>}> : (tensor<1xf32>) -> tensor<4xf32>
    %234 = "stablehlo.maximum"(%233, %232) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    "func.return"(%234) : (tensor<4xf32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<4xui32>, tensor<4xui32>), sym_name = "threefry2x32_21", sym_visibility = "private"}> ({
  ^bb0(%arg47: tensor<ui32>, %arg48: tensor<ui32>, %arg49: tensor<4xui32>, %arg50: tensor<4xui32>):
    %183 = "stablehlo.constant"() <{value = dense<[13, 15, 26, 6]> : tensor<4xui32>}> : () -> tensor<4xui32>
    %184 = "stablehlo.constant"() <{value = dense<[17, 29, 16, 24]> : tensor<4xui32>}> : () -> tensor<4xui32>
    %185 = "stablehlo.xor"(%arg47, %arg48) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %186 = "stablehlo.constant"() <{value = dense<466688986> : tensor<ui32>}> : () -> tensor<ui32>
    %187 = "stablehlo.xor"(%185, %186) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %188 = "stablehlo.broadcast_in_dim"(%arg47) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<4xui32>
    %189 = "stablehlo.add"(%arg49, %188) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %190 = "stablehlo.broadcast_in_dim"(%arg48) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<4xui32>
    %191 = "stablehlo.add"(%arg50, %190) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %192 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %193 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %194:9 = "stablehlo.while"(%193, %192, %189, %191, %arg48, %187, %arg47, %183, %184) ({
    ^bb0(%arg60: tensor<i32>, %arg61: tensor<i32>, %arg62: tensor<4xui32>, %arg63: tensor<4xui32>, %arg64: tensor<ui32>, %arg65: tensor<ui32>, %arg66: tensor<ui32>, %arg67: tensor<4xui32>, %arg68: tensor<4xui32>):
      %198 = "stablehlo.constant"() <{value = dense<5> : tensor<i32>}> : () -> tensor<i32>
      %199 = "stablehlo.compare"(%arg60, %198) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%199) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg51: tensor<i32>, %arg52: tensor<i32>, %arg53: tensor<4xui32>, %arg54: tensor<4xui32>, %arg55: tensor<ui32>, %arg56: tensor<ui32>, %arg57: tensor<ui32>, %arg58: tensor<4xui32>, %arg59: tensor<4xui32>):
      %195:8 = "func.call"(%arg52, %arg53, %arg54, %arg55, %arg56, %arg57, %arg58, %arg59) <{callee = @closed_call_22}> : (tensor<i32>, tensor<4xui32>, tensor<4xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<4xui32>, tensor<4xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
      %196 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
      %197 = "stablehlo.add"(%arg51, %196) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%197, %195#0, %195#1, %195#2, %195#3, %195#4, %195#5, %195#6, %195#7) : (tensor<i32>, tensor<i32>, tensor<4xui32>, tensor<4xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> ()
    }) : (tensor<i32>, tensor<i32>, tensor<4xui32>, tensor<4xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<i32>, tensor<4xui32>, tensor<4xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
    "func.return"(%194#2, %194#3) : (tensor<4xui32>, tensor<4xui32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<i32>, tensor<4xui32>, tensor<4xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<4xui32>, tensor<4xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>), res_attrs = [{}, {}, {}, {}, {}, {}, {}, {}], sym_name = "closed_call_22", sym_visibility = "private"}> ({
  ^bb0(%arg39: tensor<i32>, %arg40: tensor<4xui32>, %arg41: tensor<4xui32>, %arg42: tensor<ui32>, %arg43: tensor<ui32>, %arg44: tensor<ui32>, %arg45: tensor<4xui32>, %arg46: tensor<4xui32>):
    %128 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %129 = "stablehlo.add"(%arg39, %128) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %130 = "stablehlo.slice"(%arg45) <{limit_indices = array<i64: 1>, start_indices = array<i64: 0>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %131 = "stablehlo.reshape"(%130) : (tensor<1xui32>) -> tensor<ui32>
    %132 = "stablehlo.add"(%arg40, %arg41) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %133 = "stablehlo.broadcast_in_dim"(%131) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<4xui32>
    %134 = "stablehlo.shift_left"(%arg41, %133) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %135 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %136 = "stablehlo.subtract"(%135, %131) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %137 = "stablehlo.broadcast_in_dim"(%136) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<4xui32>
    %138 = "stablehlo.shift_right_logical"(%arg41, %137) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %139 = "stablehlo.or"(%134, %138) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %140 = "stablehlo.xor"(%132, %139) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %141 = "stablehlo.slice"(%arg45) <{limit_indices = array<i64: 2>, start_indices = array<i64: 1>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %142 = "stablehlo.reshape"(%141) : (tensor<1xui32>) -> tensor<ui32>
    %143 = "stablehlo.add"(%132, %140) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %144 = "stablehlo.broadcast_in_dim"(%142) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<4xui32>
    %145 = "stablehlo.shift_left"(%140, %144) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %146 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %147 = "stablehlo.subtract"(%146, %142) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %148 = "stablehlo.broadcast_in_dim"(%147) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<4xui32>
    %149 = "stablehlo.shift_right_logical"(%140, %148) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %150 = "stablehlo.or"(%145, %149) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %151 = "stablehlo.xor"(%143, %150) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %152 = "stablehlo.slice"(%arg45) <{limit_indices = array<i64: 3>, start_indices = array<i64: 2>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %153 = "stablehlo.reshape"(%152) : (tensor<1xui32>) -> tensor<ui32>
    %154 = "stablehlo.add"(%143, %151) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %155 = "stablehlo.broadcast_in_dim"(%153) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<4xui32>
    %156 = "stablehlo.shift_left"(%151, %155) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %157 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %158 = "stablehlo.subtract"(%157, %153) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %159 = "stablehlo.broadcast_in_dim"(%158) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<4xui32>
    %160 = "stablehlo.shift_right_logical"(%151, %159) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %161 = "stablehlo.or"(%156, %160) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %162 = "stablehlo.xor"(%154, %161) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %163 = "stablehlo.slice"(%arg45) <{limit_indices = array<i64: 4>, start_indices = array<i64: 3>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %164 = "stablehlo.reshape"(%163) : (tensor<1xui32>) -> tensor<ui32>
    %165 = "stablehlo.add"(%154, %162) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %166 = "stablehlo.broadcast_in_dim"(%164) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<4xui32>
    %167 = "stablehlo.shift_left"(%162, %166) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %168 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %169 = "stablehlo.subtract"(%168, %164) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %170 = "stablehlo.broadcast_in_dim"(%169) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<4xui32>
    %171 = "stablehlo.shift_right_logical"(%162, %170) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %172 = "stablehlo.or"(%167, %171) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %173 = "stablehlo.xor"(%165, %172) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %174 = "stablehlo.broadcast_in_dim"(%arg42) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<4xui32>
    %175 = "stablehlo.add"(%165, %174) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %176 = "stablehlo.broadcast_in_dim"(%arg43) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<4xui32>
    %177 = "stablehlo.add"(%173, %176) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %178 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %179 = "stablehlo.add"(%arg39, %178) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %180 = "stablehlo.convert"(%179) : (tensor<i32>) -> tensor<ui32>
    %181 = "stablehlo.broadcast_in_dim"(%180) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<4xui32>
    %182 = "stablehlo.add"(%177, %181) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    "func.return"(%129, %175, %182, %arg43, %arg44, %arg42, %arg46, %arg45) : (tensor<i32>, tensor<4xui32>, tensor<4xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<2xui32>, tensor<i32>, tensor<i32>) -> tensor<5xf32>, res_attrs = [{}], sym_name = "_truncated_normal", sym_visibility = "private"}> ({
  ^bb0(%arg36: tensor<2xui32>, %arg37: tensor<i32>, %arg38: tensor<i32>):
    %110 = "stablehlo.convert"(%arg37) : (tensor<i32>) -> tensor<f32>
    %111 = "stablehlo.convert"(%arg38) : (tensor<i32>) -> tensor<f32>
    %112 = "stablehlo.constant"() <{value = dense<1.41421354> : tensor<f32>}> : () -> tensor<f32>
    %113 = "stablehlo.divide"(%110, %112) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %114 = "chlo.erf"(%113) : (tensor<f32>) -> tensor<f32>
    %115 = "stablehlo.constant"() <{value = dense<1.41421354> : tensor<f32>}> : () -> tensor<f32>
    %116 = "stablehlo.divide"(%111, %115) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %117 = "chlo.erf"(%116) : (tensor<f32>) -> tensor<f32>
    %118 = "func.call"(%arg36, %114, %117) <{callee = @_uniform_23}> : (tensor<2xui32>, tensor<f32>, tensor<f32>) -> tensor<5xf32>
    %119 = "chlo.erf_inv"(%118) : (tensor<5xf32>) -> tensor<5xf32>
    %120 = "stablehlo.constant"() <{value = dense<1.41421354> : tensor<f32>}> : () -> tensor<f32>
    %121 = "stablehlo.broadcast_in_dim"(%120) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %122 = "stablehlo.multiply"(%121, %119) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %123 = "stablehlo.constant"() <{value = dense<0x7F800000> : tensor<f32>}> : () -> tensor<f32>
    %124 = "chlo.next_after"(%110, %123) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %125 = "stablehlo.constant"() <{value = dense<0xFF800000> : tensor<f32>}> : () -> tensor<f32>
    %126 = "chlo.next_after"(%111, %125) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %127 = "func.call"(%122, %124, %126) <{callee = @clip_26}> : (tensor<5xf32>, tensor<f32>, tensor<f32>) -> tensor<5xf32>
    "func.return"(%127) : (tensor<5xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<2xui32>, tensor<f32>, tensor<f32>) -> tensor<5xf32>, res_attrs = [{}], sym_name = "_uniform_23", sym_visibility = "private"}> ({
  ^bb0(%arg33: tensor<2xui32>, %arg34: tensor<f32>, %arg35: tensor<f32>):
    %76 = "stablehlo.broadcast_in_dim"(%arg34) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1xf32>
    %77 = "stablehlo.broadcast_in_dim"(%arg35) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1xf32>
    %78 = "stablehlo.slice"(%arg33) <{limit_indices = array<i64: 1>, start_indices = array<i64: 0>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %79 = "stablehlo.reshape"(%78) : (tensor<1xui32>) -> tensor<ui32>
    %80 = "stablehlo.slice"(%arg33) <{limit_indices = array<i64: 2>, start_indices = array<i64: 1>, strides = array<i64: 1>}> : (tensor<2xui32>) -> tensor<1xui32>
    %81 = "stablehlo.reshape"(%80) : (tensor<1xui32>) -> tensor<ui32>
    %82 = "stablehlo.iota"() <{iota_dimension = 0 : i64}> : () -> tensor<5xui64>
    %83 = "stablehlo.constant"() <{value = dense<1> : tensor<ui64>}> : () -> tensor<ui64>
    %84 = "stablehlo.broadcast_in_dim"(%83) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<5xui64>
    %85 = "stablehlo.multiply"(%84, %82) : (tensor<5xui64>, tensor<5xui64>) -> tensor<5xui64>
    %86 = "stablehlo.constant"() <{value = dense<32> : tensor<ui64>}> : () -> tensor<ui64>
    %87 = "stablehlo.broadcast_in_dim"(%86) <{broadcast_dimensions = array<i64>}> : (tensor<ui64>) -> tensor<5xui64>
    %88 = "stablehlo.shift_right_logical"(%85, %87) : (tensor<5xui64>, tensor<5xui64>) -> tensor<5xui64>
    %89 = "stablehlo.convert"(%85) : (tensor<5xui64>) -> tensor<5xui32>
    %90 = "stablehlo.convert"(%88) : (tensor<5xui64>) -> tensor<5xui32>
    %91:2 = "func.call"(%79, %81, %90, %89) <{callee = @threefry2x32_24}> : (tensor<ui32>, tensor<ui32>, tensor<5xui32>, tensor<5xui32>) -> (tensor<5xui32>, tensor<5xui32>)
    %92 = "stablehlo.xor"(%91#0, %91#1) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %93 = "stablehlo.constant"() <{value = dense<9> : tensor<ui32>}> : () -> tensor<ui32>
    %94 = "stablehlo.broadcast_in_dim"(%93) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<5xui32>
    %95 = "stablehlo.shift_right_logical"(%92, %94) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %96 = "stablehlo.constant"() <{value = dense<1065353216> : tensor<ui32>}> : () -> tensor<ui32>
    %97 = "stablehlo.broadcast_in_dim"(%96) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<5xui32>
    %98 = "stablehlo.or"(%95, %97) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %99 = "stablehlo.bitcast_convert"(%98) : (tensor<5xui32>) -> tensor<5xf32>
    %100 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %101 = "stablehlo.broadcast_in_dim"(%100) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %102 = "stablehlo.subtract"(%99, %101) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %103 = "stablehlo.subtract"(%77, %76) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xf32>
    %104 = "stablehlo.broadcast_in_dim"(%103) <{broadcast_dimensions = array<i64: 0>}> : (tensor<1xf32>) -> tensor<5xf32>
    %105 = "stablehlo.multiply"(%102, %104) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %106 = "stablehlo.broadcast_in_dim"(%76) <{broadcast_dimensions = array<i64: 0>}> : (tensor<1xf32>) -> tensor<5xf32>
    %107 = "stablehlo.add"(%105, %106) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %108 = "stablehlo.broadcast_in_dim"(%76) <{broadcast_dimensions = array<i64: 0>}> : (tensor<1xf32>) -> tensor<5xf32>
    %109 = "stablehlo.maximum"(%108, %107) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    "func.return"(%109) : (tensor<5xf32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<ui32>, tensor<ui32>, tensor<5xui32>, tensor<5xui32>) -> (tensor<5xui32>, tensor<5xui32>), sym_name = "threefry2x32_24", sym_visibility = "private"}> ({
  ^bb0(%arg11: tensor<ui32>, %arg12: tensor<ui32>, %arg13: tensor<5xui32>, %arg14: tensor<5xui32>):
    %59 = "stablehlo.constant"() <{value = dense<[13, 15, 26, 6]> : tensor<4xui32>}> : () -> tensor<4xui32>
    %60 = "stablehlo.constant"() <{value = dense<[17, 29, 16, 24]> : tensor<4xui32>}> : () -> tensor<4xui32>
    %61 = "stablehlo.xor"(%arg11, %arg12) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %62 = "stablehlo.constant"() <{value = dense<466688986> : tensor<ui32>}> : () -> tensor<ui32>
    %63 = "stablehlo.xor"(%61, %62) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %64 = "stablehlo.broadcast_in_dim"(%arg11) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<5xui32>
    %65 = "stablehlo.add"(%arg13, %64) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %66 = "stablehlo.broadcast_in_dim"(%arg12) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<5xui32>
    %67 = "stablehlo.add"(%arg14, %66) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %68 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %69 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %70:9 = "stablehlo.while"(%69, %68, %65, %67, %arg12, %63, %arg11, %59, %60) ({
    ^bb0(%arg24: tensor<i32>, %arg25: tensor<i32>, %arg26: tensor<5xui32>, %arg27: tensor<5xui32>, %arg28: tensor<ui32>, %arg29: tensor<ui32>, %arg30: tensor<ui32>, %arg31: tensor<4xui32>, %arg32: tensor<4xui32>):
      %74 = "stablehlo.constant"() <{value = dense<5> : tensor<i32>}> : () -> tensor<i32>
      %75 = "stablehlo.compare"(%arg24, %74) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%75) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg15: tensor<i32>, %arg16: tensor<i32>, %arg17: tensor<5xui32>, %arg18: tensor<5xui32>, %arg19: tensor<ui32>, %arg20: tensor<ui32>, %arg21: tensor<ui32>, %arg22: tensor<4xui32>, %arg23: tensor<4xui32>):
      %71:8 = "func.call"(%arg16, %arg17, %arg18, %arg19, %arg20, %arg21, %arg22, %arg23) <{callee = @closed_call_25}> : (tensor<i32>, tensor<5xui32>, tensor<5xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<5xui32>, tensor<5xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
      %72 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
      %73 = "stablehlo.add"(%arg15, %72) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%73, %71#0, %71#1, %71#2, %71#3, %71#4, %71#5, %71#6, %71#7) : (tensor<i32>, tensor<i32>, tensor<5xui32>, tensor<5xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> ()
    }) : (tensor<i32>, tensor<i32>, tensor<5xui32>, tensor<5xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<i32>, tensor<5xui32>, tensor<5xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>)
    "func.return"(%70#2, %70#3) : (tensor<5xui32>, tensor<5xui32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<i32>, tensor<5xui32>, tensor<5xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> (tensor<i32>, tensor<5xui32>, tensor<5xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>), res_attrs = [{}, {}, {}, {}, {}, {}, {}, {}], sym_name = "closed_call_25", sym_visibility = "private"}> ({
  ^bb0(%arg3: tensor<i32>, %arg4: tensor<5xui32>, %arg5: tensor<5xui32>, %arg6: tensor<ui32>, %arg7: tensor<ui32>, %arg8: tensor<ui32>, %arg9: tensor<4xui32>, %arg10: tensor<4xui32>):
    %4 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %5 = "stablehlo.add"(%arg3, %4) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %6 = "stablehlo.slice"(%arg9) <{limit_indices = array<i64: 1>, start_indices = array<i64: 0>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %7 = "stablehlo.reshape"(%6) : (tensor<1xui32>) -> tensor<ui32>
    %8 = "stablehlo.add"(%arg4, %arg5) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %9 = "stablehlo.broadcast_in_dim"(%7) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<5xui32>
    %10 = "stablehlo.shift_left"(%arg5, %9) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %11 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %12 = "stablehlo.subtract"(%11, %7) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %13 = "stablehlo.broadcast_in_dim"(%12) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<5xui32>
    %14 = "stablehlo.shift_right_logical"(%arg5, %13) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %15 = "stablehlo.or"(%10, %14) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %16 = "stablehlo.xor"(%8, %15) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %17 = "stablehlo.slice"(%arg9) <{limit_indices = array<i64: 2>, start_indices = array<i64: 1>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %18 = "stablehlo.reshape"(%17) : (tensor<1xui32>) -> tensor<ui32>
    %19 = "stablehlo.add"(%8, %16) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %20 = "stablehlo.broadcast_in_dim"(%18) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<5xui32>
    %21 = "stablehlo.shift_left"(%16, %20) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %22 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %23 = "stablehlo.subtract"(%22, %18) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %24 = "stablehlo.broadcast_in_dim"(%23) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<5xui32>
    %25 = "stablehlo.shift_right_logical"(%16, %24) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %26 = "stablehlo.or"(%21, %25) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %27 = "stablehlo.xor"(%19, %26) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %28 = "stablehlo.slice"(%arg9) <{limit_indices = array<i64: 3>, start_indices = array<i64: 2>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %29 = "stablehlo.reshape"(%28) : (tensor<1xui32>) -> tensor<ui32>
    %30 = "stablehlo.add"(%19, %27) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %31 = "stablehlo.broadcast_in_dim"(%29) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<5xui32>
    %32 = "stablehlo.shift_left"(%27, %31) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %33 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %34 = "stablehlo.subtract"(%33, %29) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %35 = "stablehlo.broadcast_in_dim"(%34) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<5xui32>
    %36 = "stablehlo.shift_right_logical"(%27, %35) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %37 = "stablehlo.or"(%32, %36) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %38 = "stablehlo.xor"(%30, %37) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %39 = "stablehlo.slice"(%arg9) <{limit_indices = array<i64: 4>, start_indices = array<i64: 3>, strides = array<i64: 1>}> : (tensor<4xui32>) -> tensor<1xui32>
    %40 = "stablehlo.reshape"(%39) : (tensor<1xui32>) -> tensor<ui32>
    %41 = "stablehlo.add"(%30, %38) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %42 = "stablehlo.broadcast_in_dim"(%40) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<5xui32>
    %43 = "stablehlo.shift_left"(%38, %42) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %44 = "stablehlo.constant"() <{value = dense<32> : tensor<ui32>}> : () -> tensor<ui32>
    %45 = "stablehlo.subtract"(%44, %40) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %46 = "stablehlo.broadcast_in_dim"(%45) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<5xui32>
    %47 = "stablehlo.shift_right_logical"(%38, %46) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %48 = "stablehlo.or"(%43, %47) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %49 = "stablehlo.xor"(%41, %48) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %50 = "stablehlo.broadcast_in_dim"(%arg6) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<5xui32>
    %51 = "stablehlo.add"(%41, %50) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %52 = "stablehlo.broadcast_in_dim"(%arg7) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<5xui32>
    %53 = "stablehlo.add"(%49, %52) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %54 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %55 = "stablehlo.add"(%arg3, %54) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %56 = "stablehlo.convert"(%55) : (tensor<i32>) -> tensor<ui32>
    %57 = "stablehlo.broadcast_in_dim"(%56) <{broadcast_dimensions = array<i64>}> : (tensor<ui32>) -> tensor<5xui32>
    %58 = "stablehlo.add"(%53, %57) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    "func.return"(%5, %51, %58, %arg7, %arg8, %arg6, %arg10, %arg9) : (tensor<i32>, tensor<5xui32>, tensor<5xui32>, tensor<ui32>, tensor<ui32>, tensor<ui32>, tensor<4xui32>, tensor<4xui32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<5xf32>, tensor<f32>, tensor<f32>) -> tensor<5xf32>, res_attrs = [{}], sym_name = "clip_26", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<5xf32>, %arg1: tensor<f32>, %arg2: tensor<f32>):
    %0 = "stablehlo.broadcast_in_dim"(%arg1) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %1 = "stablehlo.maximum"(%0, %arg0) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %2 = "stablehlo.broadcast_in_dim"(%arg2) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %3 = "stablehlo.minimum"(%2, %1) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    "func.return"(%3) : (tensor<5xf32>) -> ()
  }) : () -> ()
}) {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
