// RUN: pipe-opt %s --split-input-file --verify-diagnostics

// What a schedule may say of updates within the step, and copies between slots.

pipe.pipeline @negative_schedule_c4_alone {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  // expected-error@+1 {{'pipe.schedule' op requires 'update_every' and 'delays' together}}
  pipe.schedule "by hand" ranks 1 micro_batches 4 virtual_stages 1 placement [0] update_every 2
}

// -----

pipe.pipeline @negative_schedule_c4_delays_alone {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  // expected-error@+1 {{'pipe.schedule' op requires 'update_every' and 'delays' together}}
  pipe.schedule "by hand" ranks 1 micro_batches 4 virtual_stages 1 placement [0] delays [0]
}

// -----

pipe.pipeline @negative_schedule_c4_copies {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  // expected-error@+1 {{'pipe.schedule' op cannot have 'copies' and update within the step}}
  pipe.schedule "by hand" ranks 1 micro_batches 4 virtual_stages 1 placement [0] copies [array<i64: 0>] pattern [0, 1] update_every 1 delays [0]
}

// -----

pipe.pipeline @negative_schedule_c4_zero {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  // expected-error@+1 {{'pipe.schedule' op requires 'update_every' to be from 1 to the 4 micro-batches, but got 0}}
  pipe.schedule "by hand" ranks 1 micro_batches 4 virtual_stages 1 placement [0] update_every 0 delays [0]
}

// -----

pipe.pipeline @negative_schedule_c4_many {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  // expected-error@+1 {{'pipe.schedule' op requires 'update_every' to be from 1 to the 4 micro-batches, but got 5}}
  pipe.schedule "by hand" ranks 1 micro_batches 4 virtual_stages 1 placement [0] update_every 5 delays [0]
}

// -----

pipe.pipeline @negative_schedule_c4_below_zero {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  // expected-error@+1 {{'pipe.schedule' op requires 'update_every' to be from 1 to the 4 micro-batches, but got -1}}
  pipe.schedule "by hand" ranks 1 micro_batches 4 virtual_stages 1 placement [0] update_every -1 delays [0]
}

// -----

// In 64 bits it would be -1.
pipe.pipeline @negative_schedule_c4_huge {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  // expected-error@+1 {{expected a number below 2^63, but got 18446744073709551615}}
  pipe.schedule "by hand" ranks 1 micro_batches 4 virtual_stages 1 placement [0] update_every 18446744073709551615 delays [0]
}

// -----

pipe.pipeline @negative_schedule_c1_huge {
  pipe.graph () {
    pipe.return
  }
  // expected-error@+1 {{expected a number below 2^63, but got 9223372036854775808}}
  pipe.schedule "by hand" ranks 1 micro_batches 9223372036854775808 virtual_stages 1 placement [0]
}

// -----

pipe.pipeline @negative_schedule_c4_entries {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  // expected-error@+1 {{'pipe.schedule' op has 2 entries in 'delays' for 1 stages}}
  pipe.schedule "by hand" ranks 1 micro_batches 4 virtual_stages 1 placement [0] update_every 1 delays [0, 0]
}

// -----

pipe.pipeline @negative_schedule_c4_negative {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  // expected-error@+1 {{'pipe.schedule' op requires the delay of stage 0 to be from 0 to 3, the number of the last update, but got -1}}
  pipe.schedule "by hand" ranks 1 micro_batches 4 virtual_stages 1 placement [0] update_every 1 delays [-1]
}

// -----

pipe.pipeline @negative_schedule_c4_late {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  // expected-error@+1 {{'pipe.schedule' op requires the delay of stage 0 to be from 0 to 1, the number of the last update, but got 2}}
  pipe.schedule "by hand" ranks 1 micro_batches 4 virtual_stages 1 placement [0] update_every 3 delays [2]
}

// -----

pipe.pipeline @negative_copy_c2 {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 4 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %w = pipe.buffer parameter "w" : <2 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c4 = arith.constant 4 : index
    scf.for %i = %c0 to %c4 step %c1 {
      // expected-error@+1 {{requires a number to be a sum of coordinates times numbers of 64 bits, but got affine_map<(d0) -> (d0 mod 2)>}}
      pipe.copy %w[%i mod 2] into %w[1] : <2 x tensor<2xf32>>, <2 x tensor<2xf32>>
    }
  }
}

// -----

pipe.pipeline @negative_copy_c2_into {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 4 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %w = pipe.buffer parameter "w" : <2 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c4 = arith.constant 4 : index
    scf.for %i = %c0 to %c4 step %c1 {
      // expected-error@+1 {{requires a number to be a sum of coordinates times numbers of 64 bits, but got affine_map<(d0) -> (d0 floordiv 2)>}}
      pipe.copy %w[0] into %w[%i floordiv 2] : <2 x tensor<2xf32>>, <2 x tensor<2xf32>>
    }
  }
}
