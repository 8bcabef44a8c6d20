//===- rank.h - What a rank is made of ----------------------------*- C -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_RANK_H
#define PIPERT_RANK_H

#include "pipert/base.h"
#include "pipert/memory.h"

#ifdef __cplusplus
extern "C" {
#endif

/// What a channel carries; part of its identity.
typedef enum pipert_channel_kind_t {
  PIPERT_CHANNEL_ACTIVATION = 0,
  PIPERT_CHANNEL_GRADIENT = 1
} pipert_channel_kind_t;

typedef enum pipert_direction_t {
  PIPERT_SEND = 0,
  PIPERT_RECV = 1
} pipert_direction_t;

/// One end of a channel: the FIFO from one rank to another for one kind.
typedef struct pipert_channel_desc_t {
  uint32_t struct_size;
  int32_t peer;      ///< The rank at the other end.
  int32_t kind;      ///< A pipert_channel_kind_t.
  int32_t direction; ///< A pipert_direction_t, seen from this rank.
  /// Messages in flight (sent and not released) at most; at least 1 and the
  /// same at both ends.
  int32_t capacity;
} pipert_channel_desc_t;

/// What a segment of a rank's memory holds. A rank has at most one of a kind.
typedef enum pipert_segment_kind_t {
  /// Written by the caller before a run; programs that train update them.
  PIPERT_SEGMENT_PARAMETERS = 0,
  PIPERT_SEGMENT_GRADIENTS = 1, ///< Sums; what a step gives lies here.
  PIPERT_SEGMENT_LOCAL = 2,     ///< Results of tasks, also what is sent.
  /// Where messages are received; only made where the transport copies them.
  PIPERT_SEGMENT_RECEIVED = 3,
  /// Copies of the caller's inputs and outputs; only made where kernels cannot
  /// reach the caller's memory.
  PIPERT_SEGMENT_INPUTS = 4,
  PIPERT_SEGMENT_OUTPUTS = 5,
  PIPERT_SEGMENT_REQUESTS = 6,  ///< Handles of transfers; host memory, zeroed.
  PIPERT_SEGMENT_WORKSPACE = 7, ///< Scratch of kernels, undefined between them.
  /// What an optimizer keeps from step to step; written by the caller before
  /// the first one.
  PIPERT_SEGMENT_STATE = 8,
  PIPERT_SEGMENT_HYPERS = 9 ///< Numbers that the caller writes before a step.
} pipert_segment_kind_t;

#define PIPERT_NUM_SEGMENT_KINDS 10

/// Returns the name of a kind of segments ("parameters", "local", ...), or NULL
/// if there is no such kind.
PIPERT_API const char *pipert_segment_name(int32_t kind);

/// A piece of a rank's memory, which the runtime allocates.
typedef struct pipert_segment_desc_t {
  uint32_t struct_size;
  int32_t kind;       ///< A pipert_segment_kind_t.
  int32_t space;      ///< A pipert_memory_space_t.
  uint64_t alignment; ///< A power of two.
  uint64_t bytes;
} pipert_segment_desc_t;

/// A kernel: reads and writes what `arguments` point to, and nothing else.
/// It runs on one thread and never calls back but to report (see the end of
/// pipert_functions.def). `user_data` is that of its description.
typedef void (*pipert_kernel_t)(void *user_data, void *const *arguments);

typedef struct pipert_kernel_desc_t {
  uint32_t struct_size;
  const char *name; ///< For messages.
  pipert_kernel_t function;
  void *user_data;
} pipert_kernel_desc_t;

/// Types of elements. pipert_all_reduce adds up the first two alone.
typedef enum pipert_element_t {
  PIPERT_ELEMENT_F32 = 0,
  PIPERT_ELEMENT_F64 = 1,
  PIPERT_ELEMENT_BF16 = 2,
  PIPERT_ELEMENT_F16 = 3
} pipert_element_t;

/// What a rank is made of.
typedef struct pipert_rank_desc_t {
  uint32_t struct_size;
  int32_t rank;
  /// The index of a channel is the `channel` of pipert_send and pipert_recv.
  const pipert_channel_desc_t *channels;
  int32_t num_channels;
  const pipert_segment_desc_t *segments;
  int32_t num_segments;
  /// The index of a kernel is the `kernel` of pipert_launch.
  const pipert_kernel_desc_t *kernels;
  int32_t num_kernels;
  /// The ranks that run the same program as this one, which is among them, in
  /// increasing order: those of replica 0, replica 1, and so on. With fewer
  /// than two there is nothing to add up.
  const int32_t *replicas;
  int32_t num_replicas;
} pipert_rank_desc_t;

/// Makes the context of a rank and allocates its segments. All contexts of a
/// world are made before its first run; they are freed with the world.
/// \returns PIPERT_INVALID_ARGUMENT if a channel leads to this rank itself or
///          out of the world, or occurs twice, if two segments are of one kind,
///          a kernel has no function, or the replicas are not as above;
///          PIPERT_UNAVAILABLE if the transport lacks a memory space;
///          PIPERT_OUT_OF_MEMORY.
PIPERT_API pipert_status_t
pipert_context_create(pipert_world_t *world, const pipert_rank_desc_t *desc,
                      pipert_context_t **out_context);

/// Returns the rank of a context.
PIPERT_API int32_t pipert_context_rank(const pipert_context_t *context);

/// Tells where a segment lies: the address, in the segment's memory space, of
/// its first byte, or NULL where this transport needs no such segment or the
/// rank has none. The host may not touch it but by pipert_copy.
PIPERT_API pipert_status_t pipert_context_segment(
    const pipert_context_t *context, int32_t kind, void **out_data);

#ifdef __cplusplus
}
#endif

#endif // PIPERT_RANK_H
