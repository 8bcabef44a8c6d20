//===- trace.h - What ranks have done, and when -------------------*- C -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_TRACE_H
#define PIPERT_TRACE_H

#include "pipert/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/// What a rank has done since its context was made.
typedef struct pipert_counters_t {
  uint32_t struct_size;
  uint64_t tasks;             ///< Tasks ended.
  uint64_t messages_sent;     ///< Those of reductions included.
  uint64_t messages_received; ///< Messages that pipert_wait_recv gave out.
  uint64_t bytes_sent;
  uint64_t bytes_copied;     ///< Of messages, between ranks.
  uint64_t heap_allocations; ///< Made by the runtime for this rank.
  uint64_t live_bytes;       ///< Of pipert_allocate, now, ...
  uint64_t peak_bytes;       ///< ... and at most.
  uint64_t sleeps;           ///< Waits that went to sleep after spinning.
  uint64_t events_dropped;   ///< Events of this step that the trace lost.
} pipert_counters_t;

/// Reads the counters of a rank between two runs.
PIPERT_API pipert_status_t pipert_context_counters(
    const pipert_context_t *context, pipert_counters_t *out_counters);

typedef enum pipert_event_kind_t {
  PIPERT_EVENT_TASK = 0,      ///< A task, from begin to end.
  PIPERT_EVENT_SEND = 1,      ///< A message is handed over.
  PIPERT_EVENT_WAIT_RECV = 2, ///< Waiting for a message; ends when it is there.
  PIPERT_EVENT_WAIT_SEND = 3, ///< Waiting for a send to be done.
  PIPERT_EVENT_STEP = 4,      ///< The whole step of the rank.
  PIPERT_EVENT_REDUCE = 8,    ///< A reduction, from its start to its end.
  PIPERT_EVENT_WAIT_REDUCED = 9 ///< Waiting for a reduction.
} pipert_event_kind_t;

/// One entry of the trace. Times are of one clock for all ranks of a process.
typedef struct pipert_event_t {
  int64_t start_ns;
  int64_t end_ns;
  int64_t micro_batch; ///< -1 for a step and for reductions.
  int32_t kind;        ///< A pipert_event_kind_t.
  int32_t index;       ///< The task, the channel, the reduction, or 0.
  /// Of a message: its place in the channel's order. Of a reduction: in the
  /// order of the rank's starts.
  uint64_t sequence;
} pipert_event_t;

/// Reads the events of the last step of a rank, in the order in which they
/// ended. Writes at most `capacity` events; `*out_count` is how many there are.
PIPERT_API pipert_status_t pipert_context_trace(const pipert_context_t *context,
                                                pipert_event_t *events,
                                                uint64_t capacity,
                                                uint64_t *out_count);

/// Returns nanoseconds of the clock that events of the trace have. Processes of
/// one machine share it.
PIPERT_API int64_t pipert_clock(void);

#ifdef __cplusplus
}
#endif

#endif // PIPERT_TRACE_H
