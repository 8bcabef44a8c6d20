//===- external.h - Kernels that a library brings ------------------*- C
//-*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// `pipe-compile --target=external` writes a bundle whose stages have no code:
// rank_N.mlir has each of them as a function on tensors, in the dialect that
// the model came in. A library of the caller gives every function a kernel, and
// `pipe-run --kernels=LIBRARY.so` runs the bundle with it. The library exports
//
//   int pipe_register_kernels(const pipe_kernel_registry_t *registry) {
//     return registry->add(registry->self, "mlp_f0", run_f0, NULL);
//   }
//
// A kernel gets an array of addresses: one for each argument of its function,
// then one for each result, then one of scratch memory, which has no bytes
// here. Tensors lie row-major without gaps, i1 in a byte an element, at
// multiples of their element's size. Arguments may not be written. Results are
// overwritten, but those that the function's attribute `pipe.accumulate` lists
// are added to what is there; such sums of f16 and bf16 are kept in f32.
// Kernels of different ranks run at the same time, on threads of their own.
// What went wrong with the data is said by pipert_assertion_failed.
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_EXTERNAL_H
#define PIPERT_EXTERNAL_H

#include "pipert/pipert.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Where a library puts its kernels.
typedef struct pipe_kernel_registry_t {
  uint32_t struct_size;
  void *self;
  /// Gives the function `name` of the bundle a kernel. \returns 0, or 1 if the
  /// bundle has no such function or the function has a kernel already; then the
  /// library returns it, too.
  int (*add)(void *self, const char *name, pipert_kernel_t kernel,
             void *user_data);
} pipe_kernel_registry_t;

/// Exported by the library; called once, before the bundle runs.
/// \returns 0, or another number if the kernels could not be made.
int pipe_register_kernels(const pipe_kernel_registry_t *registry);

typedef int (*pipe_register_kernels_t)(const pipe_kernel_registry_t *registry);

#ifdef __cplusplus
}
#endif

#endif // PIPERT_EXTERNAL_H
