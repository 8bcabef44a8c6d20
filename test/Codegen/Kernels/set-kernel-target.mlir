// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-set-kernel-target{name={the host} vector-bytes=64 alignment=128})' \
// RUN:   -split-input-file -verify-diagnostics | FileCheck %s
// RUN: not pipe-opt --pass-pipeline='builtin.module(pipe-set-kernel-target)' /dev/null 2>&1 | FileCheck %s --check-prefix=NAME
// RUN: not pipe-opt --pass-pipeline='builtin.module(pipe-set-kernel-target{name=it vector-bytes=48 alignment=64})' /dev/null 2>&1 | FileCheck %s --check-prefix=VECTOR
// RUN: not pipe-opt --pass-pipeline='builtin.module(pipe-set-kernel-target{name=it vector-bytes=64 alignment=8192})' /dev/null 2>&1 | FileCheck %s --check-prefix=ALIGN

// NAME:   error: a target of kernels needs a name
// VECTOR: error: 'vector_bytes' of the target 'it' must be a power of two from 8 to 4096, but is 48
// ALIGN:  error: 'align' of the target 'it' must be a power of two from 8 to 4096, but is 8192

// CHECK: module attributes {pipe.kernel_target = #pipe.kernel_target<"the host" vector_bytes 64 align 128>} {
// CHECK-NEXT: }

// -----

// Said already.

// CHECK: module attributes {other.attribute, pipe.kernel_target = #pipe.kernel_target<"the host" vector_bytes 64 align 128>} {
module attributes {other.attribute, pipe.kernel_target = #pipe.kernel_target<"the host" vector_bytes 64 align 128>} {
}

// -----

// expected-error@+1 {{the kernels of the module are made for #pipe.kernel_target<"the host" vector_bytes 64 align 64> already, and cannot be made for #pipe.kernel_target<"the host" vector_bytes 64 align 128>}}
module attributes {pipe.kernel_target = #pipe.kernel_target<"the host" vector_bytes 64 align 64>} {
}
