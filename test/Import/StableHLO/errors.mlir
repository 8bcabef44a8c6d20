// RUN: pipe-opt %s --allow-unregistered-dialect --split-input-file --verify-diagnostics --pass-pipeline='builtin.module(pipe-import-stablehlo)'

func.func @refused(%x: tensor<4xf32>) {
  // expected-error @below {{'stablehlo.cholesky' has no lowering: matrix decompositions have no code here}}
  "stablehlo.cholesky"(%x) : (tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @unknown(%x: tensor<4xf32>) {
  // expected-error @below {{'stablehlo.sinus' has no lowering: no such op is in the specification}}
  "stablehlo.sinus"(%x) : (tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @dynamic(%x: tensor<?xf32>) {
  // expected-error @below {{'stablehlo.abs' has the operand 0 of type 'tensor<?xf32>', but only static shapes are lowered; export the step for the shapes of one micro-batch}}
  "stablehlo.abs"(%x) : (tensor<?xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @complex(%x: tensor<4xcomplex<f32>>) {
  // expected-error @below {{'stablehlo.abs' has the operand 0 of type 'tensor<4xcomplex<f32>>', but complex numbers are not lowered; compute with real and imaginary parts}}
  "stablehlo.abs"(%x) : (tensor<4xcomplex<f32>>) -> tensor<4xf32>
  return
}

// -----

func.func @narrow(%x: tensor<4xi4>) {
  // expected-error @below {{'stablehlo.abs' has the operand 0 of type 'tensor<4xi4>', but integers have 1, 8, 16, 32 or 64 bits}}
  "stablehlo.abs"(%x) : (tensor<4xi4>) -> tensor<4xi4>
  return
}

// -----

func.func @float8(%x: tensor<4xf8E5M2>) {
  // expected-error @below {{'stablehlo.abs' has the operand 0 of type 'tensor<4xf8E5M2>', whose element type is not lowered}}
  "stablehlo.abs"(%x) : (tensor<4xf8E5M2>) -> tensor<4xf8E5M2>
  return
}

// -----

func.func @shapes(%x: tensor<4xf32>, %y: tensor<2x4xf32>) {
  // expected-error @below {{'stablehlo.add' has an operand of type 'tensor<4xf32>' and a result of another shape, 'tensor<2x4xf32>'}}
  "stablehlo.add"(%x, %y) : (tensor<4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  return
}

// -----

func.func @sizes(%x: tensor<4xf32>, %y: tensor<5xf32>) {
  // expected-error @below {{'stablehlo.add' has an operand of type 'tensor<4xf32>' and a result of another shape, 'tensor<5xf32>'}}
  "stablehlo.add"(%x, %y) : (tensor<4xf32>, tensor<5xf32>) -> tensor<5xf32>
  return
}

// -----

func.func @direction(%x: tensor<4xf32>) {
  // expected-error @below {{'stablehlo.compare' has the direction 'UP', which is none of EQ, NE, GE, GT, LE, LT}}
  "stablehlo.compare"(%x, %x) <{comparison_direction = #stablehlo<comparison_direction UP>}> : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
  return
}

// -----

func.func @custom_call(%x: tensor<4xf32>) {
  // expected-error @below {{'stablehlo.custom_call' calls 'lapack_sgetrf', and matrix decompositions (jnp.linalg) have no code here; write the step without it}}
  "stablehlo.custom_call"(%x) <{call_target_name = "lapack_sgetrf"}> : (tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @custom_call(%x: tensor<4xf32>) {
  // expected-error @below {{'stablehlo.custom_call' calls 'ApproxTopK', whose code is not in this file; write the step without it}}
  "stablehlo.custom_call"(%x) <{call_target_name = "ApproxTopK"}> : (tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @region(%x: tensor<4xf32>, %c: tensor<f32>) {
  "stablehlo.reduce"(%x, %c) <{dimensions = array<i64: 0>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    // expected-error @below {{'stablehlo.concatenate' stands in the region of 'stablehlo.reduce', where only element-wise ops are lowered}}
    %0 = "stablehlo.concatenate"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%0) : (tensor<f32>) -> ()
  }) : (tensor<4xf32>, tensor<f32>) -> tensor<f32>
  return
}

// -----

func.func @missing(%x: tensor<4xf32>) {
  // expected-error @below {{'stablehlo.slice' has no attribute 'start_indices'}}
  "stablehlo.slice"(%x) : (tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @not_integers(%x: tensor<4xf32>) {
  // expected-error @below {{'stablehlo.transpose' has the attribute 'permutation' = "0", which is not a list of integers}}
  "stablehlo.transpose"(%x) <{permutation = "0"}> : (tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @count(%x: tensor<4xf32>) {
  // expected-error @below {{'stablehlo.transpose' has 2 numbers in its attribute 'permutation', but needs 1}}
  "stablehlo.transpose"(%x) <{permutation = array<i64: 0, 1>}> : (tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @permutation(%x: tensor<4x4xf32>) {
  // expected-error @below {{'stablehlo.transpose' has a permutation that misses one of 2 dimensions}}
  "stablehlo.transpose"(%x) <{permutation = array<i64: 1, 1>}> : (tensor<4x4xf32>) -> tensor<4x4xf32>
  return
}

// -----

func.func @slice(%x: tensor<4xf32>) {
  // expected-error @below {{'stablehlo.slice' takes 1 to 5 in steps of 1 from dimension 0 of 'tensor<4xf32>'}}
  "stablehlo.slice"(%x) <{start_indices = array<i64: 1>, limit_indices = array<i64: 5>, strides = array<i64: 1>}> : (tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @result(%x: tensor<4xf32>) {
  // expected-error @below {{'stablehlo.slice' gives 'tensor<3xf32>', but its result is 'tensor<4xf32>'}}
  "stablehlo.slice"(%x) <{start_indices = array<i64: 1>, limit_indices = array<i64: 4>, strides = array<i64: 1>}> : (tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @reshape(%x: tensor<4xf32>) {
  // expected-error @below {{'stablehlo.reshape' has an operand of type 'tensor<4xf32>' and a result of type 'tensor<3xf32>'}}
  "stablehlo.reshape"(%x) : (tensor<4xf32>) -> tensor<3xf32>
  return
}

// -----

func.func @broadcast(%x: tensor<4xf32>) {
  // expected-error @below {{'stablehlo.broadcast_in_dim' puts dimension 0 of 'tensor<4xf32>' at dimension 1 of 'tensor<4x5xf32>'}}
  "stablehlo.broadcast_in_dim"(%x) <{broadcast_dimensions = array<i64: 1>}> : (tensor<4xf32>) -> tensor<4x5xf32>
  return
}

// -----

func.func @concatenate(%x: tensor<4xf32>) {
  // expected-error @below {{'stablehlo.concatenate' joins 8 of 9 places of dimension 0}}
  "stablehlo.concatenate"(%x, %x) <{dimension = 0 : i64}> : (tensor<4xf32>, tensor<4xf32>) -> tensor<9xf32>
  return
}

// -----

func.func @pad(%x: tensor<4xf32>, %c: tensor<f32>) {
  // expected-error @below {{'stablehlo.pad' pads to a size below 0 or above 2^40}}
  "stablehlo.pad"(%x, %c) <{edge_padding_low = array<i64: -5>, edge_padding_high = array<i64: 0>, interior_padding = array<i64: 0>}> : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  return
}

// -----

func.func @product(%x: tensor<4x3xf32>) {
  // expected-error @below {{'stablehlo.dot_general' has dimension numbers that do not fit 'tensor<4x3xf32>' and 'tensor<4x3xf32>'}}
  "stablehlo.dot_general"(%x, %x) <{dot_dimension_numbers = #stablehlo.dot<lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>}> : (tensor<4x3xf32>, tensor<4x3xf32>) -> tensor<4x3xf32>
  return
}

// -----

func.func @unreadable(%x: tensor<4x3xf32>) {
  // expected-error @below {{'stablehlo.dot_general' has the attribute 'dot_dimension_numbers' = #stablehlo.dot<lhs = [x]>, which does not read as StableHLO prints it}}
  "stablehlo.dot_general"(%x, %x) <{dot_dimension_numbers = #stablehlo.dot<lhs = [x]>}> : (tensor<4x3xf32>, tensor<4x3xf32>) -> tensor<4x3xf32>
  return
}

// -----

func.func @convolution(%x: tensor<2x9x3xf32>, %k: tensor<3x3x4xf32>) {
  // expected-error @below {{'stablehlo.convolution' of 'tensor<2x9x3xf32>' with 'tensor<3x3x4xf32>' does not give 'tensor<2x9x4xf32>' with its attributes}}
  "stablehlo.convolution"(%x, %k) <{dimension_numbers = #stablehlo.conv<[b, 0, f]x[0, i, o]->[b, 0, f]>}> : (tensor<2x9x3xf32>, tensor<3x3x4xf32>) -> tensor<2x9x4xf32>
  return
}

// -----

func.func @groups(%x: tensor<2x9x3xf32>, %k: tensor<3x3x4xf32>) {
  // expected-error @below {{'stablehlo.convolution' has a stride, a dilation or a number of groups below 1, or both kinds of groups}}
  "stablehlo.convolution"(%x, %k) <{feature_group_count = 0 : i64, dimension_numbers = #stablehlo.conv<[b, 0, f]x[0, i, o]->[b, 0, f]>}> : (tensor<2x9x3xf32>, tensor<3x3x4xf32>) -> tensor<2x7x4xf32>
  return
}

// -----

func.func @window(%x: tensor<8xf32>, %c: tensor<f32>) {
  // expected-error @below {{'stablehlo.reduce_window' of 'tensor<8xf32>' does not give 'tensor<8xf32>' with its attributes}}
  "stablehlo.reduce_window"(%x, %c) <{window_dimensions = array<i64: 3>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    "stablehlo.return"(%a) : (tensor<f32>) -> ()
  }) : (tensor<8xf32>, tensor<f32>) -> tensor<8xf32>
  return
}

// -----

func.func @gather(%t: tensor<6x4xf32>, %i: tensor<3x1xi32>) {
  // expected-error @below {{has dimension numbers that are out of range or not unique}}
  "stablehlo.gather"(%t, %i) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [2], start_index_map = [0], index_vector_dim = 1>, slice_sizes = array<i64: 1, 4>}> : (tensor<6x4xf32>, tensor<3x1xi32>) -> tensor<3x4xf32>
  return
}

// -----

func.func @gather_size(%t: tensor<6x4xf32>, %i: tensor<3x1xi32>) {
  // expected-error @below {{'stablehlo.gather' takes 3 elements along dimension 1, but its result has 4}}
  "stablehlo.gather"(%t, %i) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, slice_sizes = array<i64: 1, 3>}> : (tensor<6x4xf32>, tensor<3x1xi32>) -> tensor<3x4xf32>
  return
}

// -----

func.func @top_k(%x: tensor<4xf32>) {
  // expected-error @below {{'chlo.top_k' takes 5 elements of the last dimension of 'tensor<4xf32>'}}
  "chlo.top_k"(%x) <{k = 5 : i64}> : (tensor<4xf32>) -> (tensor<5xf32>, tensor<5xi32>)
  return
}

// -----

func.func @precision(%x: tensor<4xf32>) {
  // expected-error @below {{'stablehlo.reduce_precision' keeps 0 bits of the exponent and 3 of the mantissa, but needs at least 1 and 0}}
  "stablehlo.reduce_precision"(%x) <{exponent_bits = 0 : i32, mantissa_bits = 3 : i32}> : (tensor<4xf32>) -> tensor<4xf32>
  return
}
