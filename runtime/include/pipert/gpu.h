//===- gpu.h - Device code of a bundle ----------------------------*- C -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A kernel of a bundle for GPUs is code of the host, as every kernel is: it
// queues launches of device functions, matrix products and copies (the
// pipert_gpu_ functions of pipert_functions.def) and returns. Its arguments are
// addresses in device memory, which it passes on and never follows.
//
// Every device function is there twice: as an entry of the bundle's PTX, and as
// a function of the host that does what one thread of it does. The second one
// is what an emulated device runs, and what runs where there is no device.
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_GPU_H
#define PIPERT_GPU_H

#include "pipert/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Where a thread of an emulated launch stands. Blocks and grids have one
/// dimension.
typedef struct pipert_gpu_thread_t {
  uint32_t thread;  ///< In its block.
  uint32_t threads; ///< Of a block.
  uint32_t block;   ///< In the grid.
  uint32_t blocks;  ///< Of the grid.
  void *shared;     ///< Memory of the block, aligned to 16 bytes.
} pipert_gpu_thread_t;

/// What one thread does. `parameters` are words of 8 bytes: addresses, or
/// numbers of 64 bits.
typedef void (*pipert_gpu_emulated_t)(const pipert_gpu_thread_t *thread,
                                      void *const *parameters);

/// A device function. Tables of these are made by the compiler and do not grow
/// with the interface: what is added has a table of its own.
typedef struct pipert_gpu_function_t {
  const char *name; ///< The entry of the PTX.
  pipert_gpu_emulated_t emulated;
  int32_t num_parameters;
  int32_t threads;      ///< Of a block: 1 to 1024.
  int32_t shared_bytes; ///< Of a block, known to the compiler.
  /// Whether its threads wait for one another: it has barriers or shuffles.
  int32_t meets;
} pipert_gpu_function_t;

/// The device code of a bundle. model.so exports one as `pipe_gpu_module`.
typedef struct pipert_gpu_module_t {
  uint32_t struct_size;
  int32_t num_functions;
  const pipert_gpu_function_t *functions;
  const char *ptx;    ///< Ends in 0.
  uint64_t ptx_bytes; ///< Without that.
  /// Texts of what device code reports in a pipert_gpu_fault_t.
  const char *const *places;
  int32_t num_places;
} pipert_gpu_module_t;

/// What device code found wrong first, in device memory. It writes the rest
/// after it has changed `state` from 0 to 1 in one atomic step; all threads of
/// the launch go on.
typedef struct pipert_gpu_fault_t {
  uint32_t state; ///< 0: nothing.
  int32_t place;  ///< An index in `places`.
  int64_t index;
  int64_t bound; ///< -1: an assertion that does not hold.
} pipert_gpu_fault_t;

/// How lanes of a warp exchange words; those of the shfl.sync of PTX, with all
/// 32 lanes taking part.
typedef enum pipert_gpu_shuffle_t {
  PIPERT_GPU_SHUFFLE_XOR = 0,
  PIPERT_GPU_SHUFFLE_DOWN = 1,
  PIPERT_GPU_SHUFFLE_UP = 2,
  PIPERT_GPU_SHUFFLE_INDEX = 3
} pipert_gpu_shuffle_t;

/// Makes the device code of a bundle known to this process: the transport
/// "cuda" loads it before the first step of a world, and what it reports has
/// words. `module` stays where it is until pipert_gpu_remove_module, or for
/// ever; added again, it is there once.
/// \returns PIPERT_INVALID_ARGUMENT if it is cut short, or has a function that
///          no device could run.
PIPERT_API pipert_status_t
pipert_gpu_add_module(const pipert_gpu_module_t *module);

/// Forgets a module, after the worlds that run it; an unknown one is ignored.
PIPERT_API void pipert_gpu_remove_module(const pipert_gpu_module_t *module);

#ifdef __cplusplus
}
#endif

#endif // PIPERT_GPU_H
