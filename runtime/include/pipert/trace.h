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
  PIPERT_EVENT_WAIT_ROOM = 5, ///< Waiting for room in a full channel.
  PIPERT_EVENT_RECV = 6,      ///< A receive is posted.
  PIPERT_EVENT_RELEASE = 7,   ///< A message is given back.
  PIPERT_EVENT_REDUCE = 8,    ///< A reduction, from its start to its end.
  PIPERT_EVENT_WAIT_REDUCED = 9 ///< Waiting for a reduction.
} pipert_event_kind_t;

/// The `end_ns` of what has begun and not ended.
#define PIPERT_EVENT_NOT_ENDED (-1)

/// The `sequence` of a message that is not known.
#define PIPERT_EVENT_NO_SEQUENCE UINT64_MAX

/// One entry of the trace. Times are of one clock for all ranks of a process.
/// A receive that is posted, a message that is given back and one that was
/// there before it was waited for have the time of the event before them.
typedef struct pipert_event_t {
  int64_t start_ns;
  int64_t end_ns;
  int64_t micro_batch; ///< -1 for a step and for reductions.
  int32_t kind;        ///< A pipert_event_kind_t.
  int32_t index;       ///< The task, the channel, the reduction, or 0.
  /// Of a message: its place in the channel's order. Of a reduction: in the
  /// order of the rank's starts.
  uint64_t sequence;
  uint64_t bytes; ///< Of a message.
} pipert_event_t;

/// Events of each rank that are kept unless `trace_capacity` asks for another
/// number; those that pipert_world_events gives out.
#define PIPERT_RECORDED_EVENTS 1024

/// Reads the events of the last step of a rank, in the order in which they
/// ended. Writes at most `capacity` events; `*out_count` is how many there are.
PIPERT_API pipert_status_t pipert_context_trace(const pipert_context_t *context,
                                                pipert_event_t *events,
                                                uint64_t capacity,
                                                uint64_t *out_count);

/// What is known of a failed run beside its report.
typedef struct pipert_failure_t {
  uint32_t struct_size;
  int32_t speaker; ///< The rank whose process is to say why the run failed.
  int64_t time_ns; ///< When this process heard of it; of pipert_clock.
} pipert_failure_t;

/// Reads what is known of the last failed run. The speaker is rank 0, or where
/// the failure is that its process is gone the lowest rank that is not known to
/// have left.
/// \returns PIPERT_INVALID_ARGUMENT if none has failed.
PIPERT_API pipert_status_t pipert_world_failure(const pipert_world_t *world,
                                                pipert_failure_t *out_failure);

/// Reads the last events of a rank before the run failed, of earlier steps,
/// too, at most PIPERT_RECORDED_EVENTS, in the order in which they ended; only
/// the last one may not have. Writes at most `capacity` events;
/// `*out_count` is how many there are. Ranks of other processes are known where
/// rank 0 is; their times are of the clocks there.
/// \returns PIPERT_UNAVAILABLE if the events of that rank have not come here;
///          PIPERT_INVALID_ARGUMENT if no run has failed.
PIPERT_API pipert_status_t pipert_world_events(const pipert_world_t *world,
                                               int32_t rank,
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
