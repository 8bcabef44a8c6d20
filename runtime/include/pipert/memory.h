//===- memory.h - Memory of a rank, and streams -------------------*- C -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_MEMORY_H
#define PIPERT_MEMORY_H

#include "pipert/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Where memory lies.
typedef enum pipert_memory_space_t {
  PIPERT_MEMORY_HOST = 0,   ///< Ordinary memory of the process.
  PIPERT_MEMORY_PINNED = 1, ///< Host memory that a device can reach.
  PIPERT_MEMORY_DEVICE = 2  ///< Memory of the rank's device.
} pipert_memory_space_t;

/// Allocates `bytes` bytes in `space` beside the segments, aligned to
/// `alignment` (a power of two).
/// \returns PIPERT_UNAVAILABLE if the transport has no such space;
///          PIPERT_OUT_OF_MEMORY.
PIPERT_API pipert_status_t pipert_allocate(pipert_context_t *context,
                                           int32_t space, uint64_t bytes,
                                           uint64_t alignment, void **out_data);

/// Frees memory of pipert_allocate; NULL is ignored.
/// \returns PIPERT_INTERNAL if bytes behind the block were written.
PIPERT_API pipert_status_t pipert_free(pipert_context_t *context, int32_t space,
                                       void *data);

/// Copies between memory spaces, ordered on `stream`; on the host at once.
/// Either side may be memory of the rank (a segment, or of pipert_allocate) or
/// of the caller.
PIPERT_API pipert_status_t pipert_copy(pipert_context_t *context,
                                       void *destination,
                                       int32_t destination_space,
                                       const void *source, int32_t source_space,
                                       uint64_t bytes, int32_t stream);

/// Makes a stream; 0 exists from the start. Freed with the context.
PIPERT_API pipert_status_t pipert_stream_create(pipert_context_t *context,
                                                int32_t *out_stream);

/// Waits until all work queued on `stream` is done.
PIPERT_API pipert_status_t pipert_stream_synchronize(pipert_context_t *context,
                                                     int32_t stream);

#ifdef __cplusplus
}
#endif

#endif // PIPERT_MEMORY_H
