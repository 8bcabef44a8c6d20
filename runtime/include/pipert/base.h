//===- base.h - What all of the interface shares ------------------*- C -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_BASE_H
#define PIPERT_BASE_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define PIPERT_API
#else
#define PIPERT_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/// Bumped when a function or field is added (minor) or changed (major).
/// Bundles carry the version that they were built for.
#define PIPERT_ABI_VERSION_MAJOR 0
#define PIPERT_ABI_VERSION_MINOR 10

typedef enum pipert_status_t {
  PIPERT_OK = 0,
  PIPERT_INVALID_ARGUMENT = 1, ///< Caller bug; the same call will fail again.
  PIPERT_UNAVAILABLE = 2,      ///< A library or device is not on this machine.
  PIPERT_DEADLINE = 3,         ///< No rank went on within the timeout.
  PIPERT_PEER_FAILED = 4,      ///< A rank aborted; the run is over.
  PIPERT_INTERNAL = 5,         ///< A bug of the runtime.
  PIPERT_MISMATCH = 6,         ///< A message is not what the receiver expects.
  PIPERT_OUT_OF_MEMORY = 7,    ///< The memory space has no room left.
  PIPERT_OUT_OF_RANGE = 8,     ///< A kernel met an index that data made wrong.
  PIPERT_ASSERTION = 9         ///< An assertion of the model does not hold.
} pipert_status_t;

typedef struct pipert_world_t pipert_world_t;     ///< All ranks of a run.
typedef struct pipert_context_t pipert_context_t; ///< One rank.

/// Writes the ABI version of the library that is loaded.
PIPERT_API void pipert_abi_version(int32_t *out_major, int32_t *out_minor);

/// Returns the message of the last failed call of this thread, or "". Owned by
/// the thread, valid until its next failed call.
PIPERT_API const char *pipert_last_error(void);

/// Returns the name of a status ("ok", "deadline", ...), never NULL.
PIPERT_API const char *pipert_status_name(pipert_status_t status);

/// Tells whether a kernel that this thread has run since the last call of this
/// function, outside of a world, met an index out of range or an assertion that
/// does not hold. In a world, pipert_launch tells it.
/// \returns PIPERT_OUT_OF_RANGE or PIPERT_ASSERTION if one did;
/// pipert_last_error() names the first.
PIPERT_API pipert_status_t pipert_kernel_status(void);

/// Returns the transports of this build, as "threads, guarded, sockets".
PIPERT_API const char *pipert_transport_names(void);

/// Returns which library multiplies matrices, as "f32: onednn, f64: openblas".
PIPERT_API const char *pipert_gemm_library(void);

#ifdef __cplusplus
}
#endif

#endif // PIPERT_BASE_H
