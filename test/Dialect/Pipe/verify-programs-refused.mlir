// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-verify-programs)' \
// RUN:   --mlir-print-op-on-diagnostic=false --split-input-file --verify-diagnostics

// Programs that no proof is attempted for.
// Every case is a correct program with one mistake. Graphs are as small as the
// mistake allows.

// negative_no_schedule

// expected-error@+1 {{the pipeline has no 'pipe.schedule'; run pipe-schedule and pipe-build-programs first}}
pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
}

// -----

// negative_no_program

// expected-error@+1 {{rank 0 has no program}}
pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 1 placement [0]
}

// -----

// negative_two_programs

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 1 placement [0]
  // expected-note@+1 {{the first one is here}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
    }
  }
  // expected-error@+1 {{is a second program of rank 0}}
  pipe.program rank 0 {
  }
}

// -----

// negative_program_of_no_rank

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
    }
  }
  // expected-error@+1 {{is of rank 1, but the schedule has ranks 0 to 0}}
  pipe.program rank 1 {
  }
}

// -----

// negative_no_such_micro_batch

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      // expected-error@+1 {{rank 0 names micro-batch 3, but the schedule has micro-batches 0 to 2}}
      pipe.run @forward_0 [%m + 1] ins(%x[%m + 1] : !pipe.buffer<3 x tensor<2xf32>>) outs(%y[%m + 1] : !pipe.buffer<3 x tensor<2xf32>>)
    }
  }
}

// -----

// negative_micro_batch_beyond_64_bits

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    %big = arith.constant 4611686018427387904 : index
    // expected-error@+4 {{the micro-batch is not an affine expression of loop variables}}
    scf.for %m = %c0 to %c3 step %c1 {
      // expected-note@+1 {{it is computed here}}
      %k = arith.muli %big, %c3 : index
      pipe.run @forward_0 [%k] ins(%x[%k] : !pipe.buffer<3 x tensor<2xf32>>) outs(%y[%k] : !pipe.buffer<3 x tensor<2xf32>>)
    }
  }
}

// -----

// negative_micro_batch_not_affine: the product of two loop variables.

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
    scf.for %n = %c0 to %c3 step %c1 {
      // expected-note@+1 {{it is computed here}}
      %k = arith.muli %m, %n : index
      // expected-error@+1 {{the micro-batch is not an affine expression of loop variables}}
      pipe.run @forward_0 [%k] ins(%x[%k] : !pipe.buffer<3 x tensor<2xf32>>) outs(%y[%k] : !pipe.buffer<3 x tensor<2xf32>>)
    }
    }
  }
}

// -----

// negative_sum_not_affine

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
    scf.for %n = %c0 to %c3 step %c1 {
      %k = arith.muli %m, %n : index
      // expected-note@+1 {{it is computed here}}
      %l = arith.addi %k, %c1 : index
      // expected-error@+1 {{the micro-batch is not an affine expression of loop variables}}
      pipe.run @forward_0 [%l] ins(%x[%l] : !pipe.buffer<3 x tensor<2xf32>>) outs(%y[%l] : !pipe.buffer<3 x tensor<2xf32>>)
    }
    }
  }
}

// -----

// negative_bound_not_constant: a triangle.

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    // expected-note@+1 {{it is computed here}}
    scf.for %m = %c0 to %c3 step %c1 {
      // expected-error@+1 {{the upper bound of the loop is not a constant}}
    scf.for %n = %c0 to %m step %c1 {
      pipe.run @forward_0 [%n] ins(%x[%n] : !pipe.buffer<3 x tensor<2xf32>>) outs(%y[%n] : !pipe.buffer<3 x tensor<2xf32>>)
    }
    }
  }
}

// -----

// negative_step_of_zero

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    // expected-error@+1 {{the step of the loop is 0, but must be at least 1}}
    scf.for %m = %c0 to %c3 step %c0 {
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
    }
  }
}

// -----

// negative_loop_carries_values

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    // expected-error@+1 {{the loop carries values from one iteration to the next, which programs do not}}
    %r = scf.for %m = %c0 to %c3 step %c1 iter_args(%i = %c0) -> index {
      pipe.run @forward_0 [%i] ins(%x[%i] : !pipe.buffer<3 x tensor<2xf32>>) outs(%y[%i] : !pipe.buffer<3 x tensor<2xf32>>)
      scf.yield %i : index
    }
  }
}

// -----

// negative_foreign_op

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    // expected-error@+1 {{'arith.divui' is no action of a program; programs hold pipe actions, scf.for loops and arith.constant, addi, subi and muli}}
    %k = arith.divui %c3, %c1 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
    }
  }
}

// -----

// negative_too_many_actions: nested loops without end must not hang the check.

// expected-error@+1 {{the programs execute too many actions to be checked, at most 67108864}}
pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    %big = arith.constant 9000000000000000000 : index
    scf.for %o = %c0 to %big step %c1 {
    scf.for %n = %c0 to %big step %c1 {
    scf.for %m = %c0 to %big step %c1 {
      pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<3 x tensor<2xf32>>) outs(%y[0] : !pipe.buffer<3 x tensor<2xf32>>)
    }
    }
    }
  }
}

// -----

// negative_too_many_empty_iterations

// expected-error@+1 {{the programs execute too many actions to be checked, at most 67108864}}
pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    %big = arith.constant 9000000000000000000 : index
    %low = arith.constant -9000000000000000000 : index
    scf.for %m = %low to %big step %c1 {
    }
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
    }
  }
}

// -----

// negative_too_many_micro_batches

// expected-error@+1 {{the programs execute too many actions to be checked, at most 67108864}}
pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 4611686018427387904 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
    }
  }
}

// -----

// negative_too_many_ranks

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  // expected-error@+1 {{has too many ranks to be checked: 4611686018427387904}}
  pipe.schedule "forward-only" ranks 4611686018427387904 micro_batches 3 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
    }
  }
}

// -----

// negative_too_many_slots

// expected-error@+1 {{the buffers have too many slots to be checked, at most 67108864}}
pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 40000000 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <40000000 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <40000000 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<40000000 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<40000000 x tensor<2xf32>>)
    }
  }
}

// -----

// negative_too_many_bytes

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 1 placement [0]
  // expected-error@+1 {{the buffers of rank 0 have more bytes than 64 bits can count}}
  pipe.program rank 0 {
    %large = pipe.buffer local : <3 x tensor<4611686018427387904xi8>>
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
    }
  }
}

// -----

// negative_gradient_of_two_parameters: no accumulation gives that.

pipe.pipeline @p gradients mean {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    // expected-error@+1 {{the result 0 of backward stage 0 is returned as a gradient twice}}
    pipe.return gradients(%g of @v : tensor<2xf32>, %g of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 1 virtual_stages 1 placement [0]
}
