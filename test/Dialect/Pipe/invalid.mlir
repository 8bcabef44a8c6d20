// RUN: pipe-opt %s --allow-unregistered-dialect --split-input-file --verify-diagnostics

// One case per labelled constraint of each op, in the order of the op's
// description.

// pipeline_c1
// expected-error@+1 {{requires exactly one 'pipe.graph', but has 0}}
pipe.pipeline @negative_no_graph {
}

// -----

// pipeline_c1
// expected-error@+1 {{requires at most one 'pipe.schedule', but has 2}}
pipe.pipeline @negative_two_schedules {
  pipe.graph () {
    pipe.return
  }
  pipe.schedule "gpipe" ranks 1 micro_batches 1 virtual_stages 1 placement [0]
  pipe.schedule "1f1b" ranks 1 micro_batches 1 virtual_stages 1 placement [0]
}

// -----

// param_c2
pipe.pipeline @negative_param_half_a_part {
  // expected-error@+1 {{requires a part to have 'part_of', 'whole', 'dimension' and 'offset', and no 'value'}}
  "pipe.param"() <{sym_name = "w[0]", type = tensor<4xf32>, part_of = "w", offset = 0 : i64}> : () -> ()
  pipe.graph () {
    pipe.return
  }
}

// -----

// param_c3
pipe.pipeline @negative_param_behind_the_end {
  // expected-error@+1 {{requires the part 'tensor<2xf32>' at 3 along dimension 0 to lie in the whole 'tensor<4xf32>'}}
  pipe.param @"w[3:5]" : tensor<2xf32> slice 3 along 0 of "w" : tensor<4xf32>
  pipe.graph () {
    pipe.return
  }
}

// -----

// param_c1
pipe.pipeline @negative_param_value {
  // expected-error@+1 {{requires 'value' to have the type 'tensor<4xf32>', but it has 'tensor<2xf32>'}}
  "pipe.param"() <{sym_name = "w", type = tensor<4xf32>, value = dense<1.0> : tensor<2xf32>}> : () -> ()
  pipe.graph () {
    pipe.return
  }
}

// -----

// graph_c1
pipe.pipeline @negative_same_inputs {
  // expected-error@+1 {{has two inputs named "x"}}
  pipe.graph (%a "x" : tensor<f32>, %b "x" : tensor<f32>) {
    pipe.return
  }
}

// -----

// graph_c2
pipe.pipeline @negative_other_op {
  pipe.graph (%a "x" : tensor<f32>) {
    // expected-error@+1 {{is not a 'pipe.task', and a 'pipe.graph' holds nothing else}}
    %0 = arith.addf %a, %a : tensor<f32>
    pipe.return
  }
}

// -----

// graph_c3
pipe.pipeline @negative_second_task {
  pipe.graph (%a "x" : tensor<f32>) {
    // expected-note@+1 {{the first one is here}}
    %0 = pipe.task @forward_0 forward stage 0 kernel @f (%a) : (tensor<f32>) -> tensor<f32>
    // expected-error@+1 {{is a second forward task of stage 0}}
    %1 = pipe.task @other forward stage 0 kernel @f (%a) : (tensor<f32>) -> tensor<f32>
    pipe.return
  }
}

// -----

// graph_c3
pipe.pipeline @negative_second_name {
  pipe.graph (%a "x" : tensor<f32>) {
    // expected-note@+1 {{it is taken here}}
    %0 = pipe.task @first forward stage 0 kernel @f (%a) : (tensor<f32>) -> tensor<f32>
    // expected-error@+1 {{has the name @first, which is taken}}
    %1 = pipe.task @first forward stage 1 kernel @f (%a) : (tensor<f32>) -> tensor<f32>
    pipe.return
  }
}

// -----

// graph_c4
pipe.pipeline @negative_whole_and_half {
  pipe.graph (%a "x" : tensor<f32>) {
    // expected-error@+1 {{is one half of the backward of stage 0, which also has a whole one}}
    %0 = pipe.task @weight_gradient_0 weight_gradient stage 0 kernel @f (%a) : (tensor<f32>) -> tensor<f32>
    // expected-note@+1 {{the whole one is here}}
    %1 = pipe.task @backward_0 backward stage 0 kernel @f (%a) : (tensor<f32>) -> tensor<f32>
    pipe.return
  }
}

// -----

// task_c1
pipe.pipeline @negative_stage {
  pipe.graph (%a "x" : tensor<f32>) {
    // expected-error@+1 {{requires 'stage' to be non-negative, but got -1}}
    %0 = pipe.task @first forward stage -1 kernel @f (%a) : (tensor<f32>) -> tensor<f32>
    pipe.return
  }
}

// -----

// task_c1
pipe.pipeline @negative_cost {
  pipe.graph (%a "x" : tensor<f32>) {
    // expected-error@+1 {{requires 'cost' to be non-negative, but got -5}}
    %0 = pipe.task @forward_0 forward stage 0 kernel @f (%a) cost -5 : (tensor<f32>) -> tensor<f32>
    pipe.return
  }
}

// -----

// task_c2
pipe.pipeline @negative_no_body {
  pipe.graph (%a "x" : tensor<f32>) {
    // expected-error@+1 {{requires a body or a 'kernel', but has neither}}
    %0 = pipe.task @forward_0 forward stage 0 (%a) : (tensor<f32>) -> tensor<f32>
    pipe.return
  }
}

// -----

// task_c3
pipe.pipeline @negative_body_arguments {
  pipe.graph (%a "x" : tensor<f32>) {
    // expected-error@+1 {{requires the body to take the operands and parameters 'tensor<f32>', but it takes 'tensor<2xf32>'}}
    pipe.task @forward_0 forward stage 0 (%a) : (tensor<f32>) -> () {
    ^bb0(%0: tensor<2xf32>):
      pipe.yield
    }
    pipe.return
  }
}

// -----

// task_c3
pipe.pipeline @negative_body_results {
  pipe.graph (%a "x" : tensor<f32>) {
    // expected-error@+1 {{has the results 'tensor<2xf32>'}}
    %1 = pipe.task @forward_0 forward stage 0 (%a) : (tensor<f32>) -> tensor<2xf32> {
    ^bb0(%0: tensor<f32>):
      // expected-note@+1 {{but the body yields 'tensor<f32>'}}
      pipe.yield %0 : tensor<f32>
    }
    pipe.return
  }
}

// -----

// task_c4
pipe.pipeline @negative_unknown_param {
  pipe.graph (%a "x" : tensor<f32>) {
    // expected-error@+1 {{uses the parameter @w, but the pipeline has no such 'pipe.param'}}
    %0 = pipe.task @forward_0 forward stage 0 kernel @f (%a) params(@w) : (tensor<f32>) -> tensor<f32>
    pipe.return
  }
}

// -----

// return_c1
pipe.pipeline @negative_same_outputs {
  pipe.graph (%a "x" : tensor<f32>) {
    %0 = pipe.task @forward_0 forward stage 0 kernel @f (%a) : (tensor<f32>) -> tensor<f32>
    // expected-error@+1 {{has two outputs named "y"}}
    pipe.return outputs(%0 as "y" : tensor<f32>, %0 as "y" : tensor<f32>)
  }
}

// -----

// return_c2
pipe.pipeline @negative_gradient_of_input {
  pipe.param @w : tensor<f32>
  pipe.graph (%a "x" : tensor<f32>) {
    // expected-error@+1 {{requires the gradient of @w to be a result of a task}}
    pipe.return gradients(%a of @w : tensor<f32>)
  }
}

// -----

// return_c2
pipe.pipeline @negative_gradient_type {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%a "x" : tensor<f32>) {
    %0 = pipe.task @forward_0 forward stage 0 kernel @f (%a) : (tensor<f32>) -> tensor<f32>
    // expected-error@+1 {{has a gradient of type 'tensor<f32>' for the parameter @w of type 'tensor<2xf32>'}}
    pipe.return gradients(%0 of @w : tensor<f32>)
  }
}

// -----

// schedule_c1
pipe.pipeline @negative_micro_batches {
  pipe.graph () {
    pipe.return
  }
  // expected-error@+1 {{requires 'micro_batches' to be at least 1, but got 0}}
  pipe.schedule "gpipe" ranks 1 micro_batches 0 virtual_stages 1 placement [0]
}

// -----

// schedule_c2
pipe.pipeline @negative_placement {
  pipe.graph () {
    pipe.return
  }
  // expected-error@+1 {{places stage 1 on rank 2, but has ranks 0 to 1}}
  pipe.schedule "gpipe" ranks 2 micro_batches 1 virtual_stages 1 placement [0, 2]
}

// -----

// program_c1
pipe.pipeline @negative_rank {
  pipe.graph () {
    pipe.return
  }
  // expected-error@+1 {{requires 'rank' to be non-negative, but got -1}}
  pipe.program rank -1 {
  }
}

// -----

// program_c2
pipe.pipeline @negative_two_segments {
  pipe.graph () {
    pipe.return
  }
  // expected-error@+1 {{has two segments 'local'}}
  pipe.program rank 0 segments [#pipe.segment<local device align 64 bytes 64>, #pipe.segment<local host align 64 bytes 64>] {
  }
}

// -----

// expected-error@+1 {{the segment 'local' needs an alignment that is a power of two, but has 48}}
#odd = #pipe.segment<local device align 48 bytes 64>

// -----

// expected-error@+1 {{the segment 'requests' has a negative size: -8}}
#negative = #pipe.segment<requests host align 64 bytes -8>

// -----

// buffer_c1
pipe.pipeline @negative_unnamed {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 {
    // expected-error@+1 {{of kind 'parameter' requires a name}}
    %0 = pipe.buffer parameter : <1 x tensor<f32>>
  }
}

// -----

// buffer_c2
pipe.pipeline @negative_slots {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 {
    // expected-error@+1 {{of kind 'gradient' requires one slot, but has 2}}
    %0 = pipe.buffer gradient "w" : <2 x tensor<f32>>
  }
}

// -----

// buffer_c3
pipe.pipeline @negative_result {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 {
    // expected-error@+1 {{of kind 'local' cannot hold the result gradient of a parameter}}
    %0 = pipe.buffer local result : <2 x tensor<f32>>
  }
}

// -----

// run_c2
pipe.pipeline @negative_in_place {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 {
    %0 = pipe.buffer local : <2 x tensor<f32>>
    // expected-error@+1 {{reads the slot that it writes result 0 to; if the result takes the place of the operand, write 'inout' before it}}
    pipe.run @forward_0 [0] ins(%0[0] : !pipe.buffer<2 x tensor<f32>>) outs(%0[0] : !pipe.buffer<2 x tensor<f32>>)
  }
}

// -----

// run_c2
pipe.pipeline @negative_results {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 {
    %0 = pipe.buffer local : <2 x tensor<f32>>
    // expected-error@+1 {{writes results 0 and 1 to the same slot}}
    pipe.run @forward_0 [0] outs(%0[1], %0[1] : !pipe.buffer<2 x tensor<f32>>, !pipe.buffer<2 x tensor<f32>>)
  }
}

// -----

// run_c3
pipe.pipeline @negative_inout {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 {
    %0 = pipe.buffer local : <2 x tensor<f32>>
    // expected-error@+1 {{writes result 0 in place of 0 of its operands, but 'inout' means one}}
    pipe.run @forward_0 [0] ins(%0[0] : !pipe.buffer<2 x tensor<f32>>) outs(inout %0[1] : !pipe.buffer<2 x tensor<f32>>)
  }
}

// -----

// run_c4
pipe.pipeline @negative_number_not_linear {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 {
    %0 = pipe.buffer local : <2 x tensor<f32>>
    %m = arith.constant 1 : index
    // expected-error@+1 {{requires a number to be a sum of coordinates times numbers of 64 bits, but got affine_map<(d0) -> (d0 mod 2)>}}
    pipe.run @forward_0 [0] outs(%0[%m mod 2] : !pipe.buffer<2 x tensor<f32>>)
  }
}

// -----

pipe.pipeline @negative_two_numbers {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 {
    %0 = pipe.buffer local : <2 x tensor<f32>>
    // expected-error@+1 {{takes one number in brackets, but got 2}}
    pipe.acquire %0[0, 1] : <2 x tensor<f32>>
  }
}

// -----

pipe.pipeline @negative_number_of_nothing {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 {
    %0 = pipe.buffer local : <2 x tensor<f32>>
    // expected-error@+1 {{requires a number to be one expression of its 0 coordinates, but got affine_map<(d0) -> (d0)>}}
    "pipe.acquire"(%0) <{micro_batch = affine_map<(d0) -> (d0)>}> : (!pipe.buffer<2 x tensor<f32>>) -> ()
  }
}

// -----

// run_c1
pipe.pipeline @negative_modes {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 {
    %0 = pipe.buffer local : <2 x tensor<f32>>
    // expected-error@+1 {{requires one slot a buffer and one mode a result}}
    "pipe.run"(%0) <{task = "f", micro_batch = affine_map<() -> (0)>, in_slots = [], out_slots = [affine_map<() -> (0)>], modes = array<i32>, operandSegmentSizes = array<i32: 0, 0, 1>}> : (!pipe.buffer<2 x tensor<f32>>) -> ()
  }
}

// -----

// run_c1
pipe.pipeline @negative_mode {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 {
    %0 = pipe.buffer local : <2 x tensor<f32>>
    // expected-error@+1 {{has no way to write with the number 3}}
    "pipe.run"(%0) <{task = "f", micro_batch = affine_map<() -> (0)>, in_slots = [], out_slots = [affine_map<() -> (0)>], modes = array<i32: 3>, operandSegmentSizes = array<i32: 0, 0, 1>}> : (!pipe.buffer<2 x tensor<f32>>) -> ()
  }
}

// -----

// schedule_c2
pipe.pipeline @negative_copy_placement {
  pipe.graph () {
    pipe.return
  }
  // expected-error@+1 {{places 1 stages of a copy, but has 2}}
  pipe.schedule "x" ranks 2 micro_batches 2 virtual_stages 1 placement [0, 1] copies [array<i64: 1>] pattern [0, 1]
}

// -----

// schedule_c3
pipe.pipeline @negative_copies_without_pattern {
  pipe.graph () {
    pipe.return
  }
  // expected-error@+1 {{requires 'copies' and 'pattern' together}}
  pipe.schedule "x" ranks 2 micro_batches 2 virtual_stages 1 placement [0, 1] copies [array<i64: 1, 0>]
}

// -----

// schedule_c3
pipe.pipeline @negative_pattern {
  pipe.graph () {
    pipe.return
  }
  // expected-error@+1 {{sends a micro-batch through copy 2, but has copies 0 to 1}}
  pipe.schedule "x" ranks 2 micro_batches 2 virtual_stages 1 placement [0, 1] copies [array<i64: 1, 0>] pattern [0, 2]
}

// -----

// channel_c1
pipe.pipeline @negative_channel_to_self {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 1 {
    // expected-error@+2 {{requires the peer to be another rank, but both are 1}}
    // expected-note@+1 {{a value used on its own rank needs no transfer}}
    %c = pipe.channel send activation to 1 capacity 1
  }
}

// -----

// channel_c1
pipe.pipeline @negative_channel_peer {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 1 {
    // expected-error@+1 {{requires the peer to be non-negative, but got -1}}
    %c = pipe.channel recv gradient from -1 capacity 1
  }
}

// -----

// channel_c2
pipe.pipeline @negative_channel_capacity {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 1 {
    // expected-error@+1 {{requires 'capacity' to be at least 1, but got 0}}
    %c = pipe.channel send activation to 0 capacity 0
  }
}

// -----

pipe.pipeline @negative_channel_preposition {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 1 {
    // expected-error@+1 {{expected 'from'}}
    %c = pipe.channel recv activation to 0 capacity 1
  }
}

// -----

// send_c1
pipe.pipeline @negative_send_direction {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 1 {
    %0 = pipe.buffer local : <2 x tensor<f32>>
    // expected-note@+1 {{the channel is declared here}}
    %c = pipe.channel recv activation from 0 capacity 1
    // expected-error@+1 {{requires a channel of direction 'send', but it has 'recv'}}
    pipe.send %c, %0[0] : <2 x tensor<f32>>
  }
}

// -----

// send_c1
pipe.pipeline @negative_send_no_channel {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 1 {
    %0 = pipe.buffer local : <2 x tensor<f32>>
    %c = builtin.unrealized_conversion_cast to !pipe.channel
    // expected-error@+1 {{requires a channel that a 'pipe.channel send' declares}}
    pipe.send %c, %0[0] : <2 x tensor<f32>>
  }
}

// -----

// post_c1
pipe.pipeline @negative_post_direction {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 1 {
    %0 = pipe.buffer received : <2 x tensor<f32>>
    // expected-note@+1 {{the channel is declared here}}
    %c = pipe.channel send activation to 0 capacity 1
    // expected-error@+1 {{requires a channel of direction 'recv', but it has 'send'}}
    pipe.post %c, %0[0] : <2 x tensor<f32>>
  }
}

// -----

// add_c1
pipe.pipeline @negative_add {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 {
    %0 = pipe.buffer gradient "w" : <1 x tensor<f32>>
    %1 = pipe.buffer gradient "v" : <1 x tensor<2xf32>>
    // expected-error@+1 {{requires both buffers to hold the same type, but got '!pipe.buffer<1 x tensor<f32>>' and '!pipe.buffer<1 x tensor<2xf32>>'}}
    pipe.add %0 into %1 : <1 x tensor<f32>>, <1 x tensor<2xf32>>
  }
}

// -----

// divide_c1
pipe.pipeline @negative_divide {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 {
    %0 = pipe.buffer gradient "w" : <1 x tensor<f32>>
    // expected-error@+1 {{requires 'divisor' to be at least 1, but got 0}}
    pipe.divide %0 by 0 : <1 x tensor<f32>>
  }
}

// -----

// round_c1
pipe.pipeline @negative_round {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 {
    %0 = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    %1 = pipe.buffer gradient "w" result : <1 x tensor<3xbf16>>
    // expected-error@+1 {{rounds f32 to f16 or bf16 of the same shape, but got '!pipe.buffer<1 x tensor<2xf32>>' and '!pipe.buffer<1 x tensor<3xbf16>>'}}
    pipe.round %0 into %1 : <1 x tensor<2xf32>>, <1 x tensor<3xbf16>>
  }
}

// -----

// round_c1
pipe.pipeline @negative_round_f32 {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 {
    %0 = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    // expected-error@+1 {{rounds f32 to f16 or bf16 of the same shape, but got}}
    pipe.round %0 into %0 : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
  }
}

// -----

// expected-error@+1 {{a buffer needs at least one slot, but has 0}}
func.func private @negative_no_slots(!pipe.buffer<0 x tensor<f32>>)

// -----

// expected-error@+1 {{a buffer needs a tensor of static shape, but has 'tensor<?xf32>'}}
func.func private @negative_dynamic(!pipe.buffer<1 x tensor<?xf32>>)

// -----

// kernel_target_c1
// expected-error@+1 {{a target of kernels needs a name}}
#nameless = #pipe.kernel_target<"" vector_bytes 64 align 64>

// -----

// kernel_target_c2
// expected-error@+1 {{'vector_bytes' of the target 'it' must be a power of two from 8 to 4096, but is 4}}
#narrow = #pipe.kernel_target<"it" vector_bytes 4 align 64>

// -----

// kernel_target_c3
// expected-error@+1 {{'align' of the target 'it' must be a power of two from 8 to 4096, but is 96}}
#odd = #pipe.kernel_target<"it" vector_bytes 64 align 96>

// -----

// expected-error@+1 {{has 'pipe.kernel_target' 64 : i64, but that is of a module, and a #pipe.kernel_target}}
module attributes {pipe.kernel_target = 64 : i64} {
}

// -----

// expected-error@+1 {{has 'pipe.kernel_target' #pipe.kernel_target<"it" vector_bytes 64 align 64>, but that is of a module, and a #pipe.kernel_target}}
func.func private @negative_target_of_a_function() attributes {pipe.kernel_target = #pipe.kernel_target<"it" vector_bytes 64 align 64>}

// -----

// all_reduce_c1
pipe.pipeline @negative_all_reduce_kind {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 {
    %0 = pipe.buffer local : <1 x tensor<f32>>
    // expected-error@+1 {{'pipe.all_reduce' op requires a buffer that a 'pipe.buffer gradient' declares}}
    pipe.all_reduce %0 : <1 x tensor<f32>>
  }
}

// -----

// all_reduce_c1
pipe.pipeline @negative_all_reduce_type {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 {
    %0 = pipe.buffer gradient "w" : <1 x tensor<bf16>>
    // expected-error@+1 {{'pipe.all_reduce' op adds f32 or f64 over replicas, but got 'bf16'}}
    pipe.all_reduce %0 mean : <1 x tensor<bf16>>
  }
}

// -----

// await_reduced_c1
pipe.pipeline @negative_await_reduced_kind {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 {
    %0 = pipe.buffer parameter "w" : <1 x tensor<f32>>
    // expected-error@+1 {{'pipe.await_reduced' op requires a buffer that a 'pipe.buffer gradient' declares}}
    pipe.await_reduced %0 : <1 x tensor<f32>>
  }
}

// -----

// await_reduced_c1
pipe.pipeline @negative_await_reduced_type {
  pipe.graph () {
    pipe.return
  }
  pipe.program rank 0 {
    %0 = pipe.buffer gradient "w" : <1 x tensor<i32>>
    // expected-error@+1 {{'pipe.await_reduced' op adds f32 or f64 over replicas, but got 'i32'}}
    pipe.await_reduced %0 : <1 x tensor<i32>>
  }
}
