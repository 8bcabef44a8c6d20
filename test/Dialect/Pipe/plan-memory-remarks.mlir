// RUN: pipe-opt %s --split-input-file --pass-pipeline='builtin.module(pipe-plan-memory)' \
// RUN:   --mlir-print-op-on-diagnostic=false --verify-diagnostics | FileCheck %s

// Where the time of a program is not that of actions and loops around them, its
// local buffers lie one behind the other.

// CHECK: pipe.program rank 0 segments [#pipe.segment<local device align 64 bytes 128>]
pipe.pipeline @nested {
  pipe.graph (%x "x" : tensor<2xf32>) {
    pipe.return
  }
  // expected-remark@+1 {{rank 0 shares no bytes of local buffers: scf.for in a loop has too many iterations}}
  pipe.program rank 0 {
    %a = pipe.buffer local : <1 x tensor<2xf32>>
    %b = pipe.buffer local : <1 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    pipe.run @f0 [0] outs(%a[0] : !pipe.buffer<1 x tensor<2xf32>>)
    %c1048576 = arith.constant 1048576 : index
    scf.for %i = %c0 to %c2 step %c1 {
      scf.for %j = %c0 to %c1048576 step %c1 {
        pipe.run @f1 [%j] outs(%b[%j] : !pipe.buffer<1 x tensor<2xf32>>)
      }
    }
  }
}

// -----

// CHECK: pipe.program rank 1 segments [#pipe.segment<local device align 64 bytes 128>]
pipe.pipeline @bounds {
  pipe.graph (%x "x" : tensor<2xf32>) {
    pipe.return
  }
  // expected-remark@+1 {{rank 1 shares no bytes of local buffers: scf.for has bounds that are no constants of 63 bits}}
  pipe.program rank 1 {
    %a = pipe.buffer local : <2 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %n = arith.addi %c1, %c1 : index
    scf.for %i = %c0 to %n step %c1 {
      pipe.run @f0 [%i] outs(%a[%i] : !pipe.buffer<2 x tensor<2xf32>>)
    }
  }
}

// -----

// CHECK: pipe.program rank 0 segments [#pipe.segment<local device align 64 bytes 128>]
pipe.pipeline @expression {
  pipe.graph (%x "x" : tensor<2xf32>) {
    pipe.return
  }
  // expected-remark@+1 {{rank 0 shares no bytes of local buffers: pipe.run names a slot that is no linear expression of the variables of its loops, of 64 bits}}
  pipe.program rank 0 {
    %a = pipe.buffer local : <2 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %i = %c0 to %c2 step %c1 {
      %n = arith.addi %i, %c1 : index
      pipe.run @f0 [%i] outs(%a[%n] : !pipe.buffer<2 x tensor<2xf32>>)
    }
  }
}

// -----

// CHECK: pipe.program rank 0 segments [#pipe.segment<local device align 64 bytes 128>]
pipe.pipeline @action {
  pipe.graph (%x "x" : tensor<2xf32>) {
    pipe.return
  }
  // expected-remark@+1 {{rank 0 shares no bytes of local buffers: pipe.zero is no action on local buffers}}
  pipe.program rank 0 {
    %a = pipe.buffer local : <2 x tensor<2xf32>>
    pipe.zero %a : <2 x tensor<2xf32>>
  }
}
