//===- pipert.h - C interface of the pipeline runtime -------------*- C -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The runtime of pipelined programs: a world holds P ranks, a rank has one
// context, a context has channels to other ranks. The functions that generated
// code calls stand in pipert_functions.def and are declared at the end.
//
// Rules that hold for every function:
//   - Returns PIPERT_OK (0) or an error code, unless said otherwise. On error
//     no out-parameter is written, and pipert_last_error() of the calling
//     thread says what happened.
//   - Sizes are in bytes, times in nanoseconds; ranks, stages, tasks, channels
//     and micro-batches count from 0.
//   - A context may be used by one thread at a time; different contexts are
//     independent.
//   - Handles are created by *_create and freed by *_destroy; destroying NULL
//     does nothing. Strings and descriptions passed in are copied.
//   - Every struct begins with `struct_size`, which the caller sets to its
//     sizeof. Fields that a smaller (older) struct lacks have their default,
//     which is 0. Arrays of structs are walked in steps of the struct_size of
//     their first element.
//   - What is said of "a stream" or "a memory space" has one value on the
//     transports of this process; see docs/Runtime.md for the calls that each
//     function becomes on CUDA with NCCL, and on MPI.
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_PIPERT_H
#define PIPERT_PIPERT_H

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
#define PIPERT_ABI_VERSION_MINOR 6

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

/// Where memory lies.
typedef enum pipert_memory_space_t {
  PIPERT_MEMORY_HOST = 0,   ///< Ordinary memory of the process.
  PIPERT_MEMORY_PINNED = 1, ///< Host memory that a device can reach.
  PIPERT_MEMORY_DEVICE = 2  ///< Memory of the rank's device.
} pipert_memory_space_t;

/// What a channel carries; part of its identity.
typedef enum pipert_channel_kind_t {
  PIPERT_CHANNEL_ACTIVATION = 0,
  PIPERT_CHANNEL_GRADIENT = 1
} pipert_channel_kind_t;

typedef enum pipert_direction_t {
  PIPERT_SEND = 0,
  PIPERT_RECV = 1
} pipert_direction_t;

/// When a send of the transport "threads" is done. All but the first copy and
/// are meant for tests: a proven program gives the same bytes with each.
typedef enum pipert_buffering_t {
  /// The receiver reads the sender's memory; done at the receiver's release.
  PIPERT_BUFFERING_HANDOVER = 0,
  /// Copied into the receiver's buffer when both sides are there; done then.
  PIPERT_BUFFERING_RENDEZVOUS = 1,
  /// Copied into one of the channel's `eager_buffers` buffers; done at once
  /// when
  /// one of them is free.
  PIPERT_BUFFERING_EAGER = 2
} pipert_buffering_t;

typedef struct pipert_world_t pipert_world_t;     ///< All ranks of a run.
typedef struct pipert_context_t pipert_context_t; ///< One rank.

//===----------------------------------------------------------------------===//
// Version and errors
//===----------------------------------------------------------------------===//

/// Writes the ABI version of the library that is loaded.
PIPERT_API void pipert_abi_version(int32_t *out_major, int32_t *out_minor);

/// Returns the message of the last failed call of this thread, or "". Owned by
/// the thread, valid until its next failed call.
PIPERT_API const char *pipert_last_error(void);

/// Returns the name of a status ("ok", "deadline", ...), never NULL.
PIPERT_API const char *pipert_status_name(pipert_status_t status);

/// Returns the transports of this build, as "threads, guarded, sockets".
PIPERT_API const char *pipert_transport_names(void);

/// Returns which library multiplies matrices, as "f32: onednn, f64: openblas".
PIPERT_API const char *pipert_gemm_library(void);

//===----------------------------------------------------------------------===//
// World
//===----------------------------------------------------------------------===//

typedef struct pipert_world_options_t {
  uint32_t struct_size;
  int32_t abi_major; ///< The ABI version the caller was built for, ...
  int32_t abi_minor; ///< ... refused when the library cannot serve it.
  int32_t num_ranks; ///< All ranks of the run; at least 1.
  /// "threads": a thread a rank of this process, messages handed over.
  /// "guarded": the same with copies, where memory of a rank is closed to all
  /// but the kernels that are given it; for tests. "sockets": messages between
  /// processes, of one machine or of several. NULL: "threads", or "sockets"
  /// with a `rendezvous`.
  const char *transport;
  /// The run ends when no rank has gone on for this long; 0: 60 s, < 0: never.
  int64_t timeout_ns;
  /// Events kept a rank; the oldest are overwritten. 0: no trace.
  int64_t trace_capacity;
  /// 0: pin a rank's thread to a core of its own when there are enough.
  /// 1: leave threads alone.
  int32_t no_pinning;
  int32_t buffering; ///< A pipert_buffering_t.
  int32_t
      eager_buffers; ///< Buffers a channel for PIPERT_BUFFERING_EAGER; 0: 1.
  /// Names of the tasks ("F stage 2"), indexed by the `task` of
  /// pipert_launch; used in reports. May be NULL when `num_tasks` is 0.
  int32_t num_tasks;
  const char *const *task_names;
  /// For tests: 0 or the seed of random delays before sends and receives.
  uint64_t delay_seed;
  /// How processes find each other: where that of rank 0 listens
  /// ("HOST:PORT"). NULL: all ranks are in this process, and what follows is
  /// not looked at.
  const char *rendezvous;
  /// The ranks of this process, in increasing order.
  const int32_t *local_ranks;
  int32_t num_local_ranks;
  /// A secret of 1 to 64 bytes that all processes of the run have.
  const char *token;
  /// At rank 0: the descriptor of a socket that listens already; closed by the
  /// world. 0: the world listens at `rendezvous`.
  int32_t listener;
  /// Identifies what is run, such as a hash of it; compared before the first
  /// step. NULL: "".
  const char *bundle;
} pipert_world_options_t;

/// Makes a world of `options->num_ranks` ranks, without contexts yet. With a
/// `rendezvous` it returns when all processes have come.
/// \returns PIPERT_UNAVAILABLE if this build has no such transport, cannot
///          serve that ABI version, or rank 0 cannot be reached;
///          PIPERT_DEADLINE, naming who is missing, if not all processes come
///          within the timeout.
PIPERT_API pipert_status_t pipert_world_create(
    const pipert_world_options_t *options, pipert_world_t **out_world);

/// Ends the threads and frees the world and its contexts. A rank that is stuck
/// in a task is left behind with what it uses.
PIPERT_API void pipert_world_destroy(pipert_world_t *world);

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
} pipert_rank_desc_t;

/// Makes the context of a rank and allocates its segments. All contexts of a
/// world are made before its first run; they are freed with the world.
/// \returns PIPERT_INVALID_ARGUMENT if a channel leads to this rank itself or
///          out of the world, or occurs twice, if two segments are of one kind,
///          or a kernel has no function; PIPERT_UNAVAILABLE if the transport
///          lacks a memory space; PIPERT_OUT_OF_MEMORY.
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

/// The entry point of a rank's program; one call is one step. `segments` has an
/// address for each pipert_segment_kind_t; `inputs` and `outputs` count as in
/// the bundle's manifest. \returns a pipert_status_t.
typedef int32_t (*pipert_program_t)(pipert_context_t *context,
                                    void *const *segments,
                                    const void *const *inputs,
                                    void *const *outputs);

/// What a rank runs in a step.
typedef struct pipert_call_t {
  uint32_t struct_size;
  int32_t rank;
  pipert_program_t program;
  const void *const *inputs;
  void *const *outputs;
} pipert_call_t;

/// Runs one step: each call on the thread of its rank, one for every rank of
/// this process, and returns when all have ended.
///
/// When a rank fails, the others return PIPERT_PEER_FAILED from the call that
/// they are in or from their next one. When no rank goes on for the timeout,
/// the run is ended in the same way. A rank that does not come back within a
/// second after that is left behind: what its call uses must stay until
/// pipert_world_destroy, which waits for it another second, and longer if it is
/// still stuck then. After a failure the world runs nothing any more.
/// Where ranks are in other processes, one may be left behind after any
/// failure, not only after a timeout.
/// \returns the status of the rank that failed first, PIPERT_INTERNAL if that
/// is
///          no pipert_status_t; PIPERT_DEADLINE after a
///          timeout; PIPERT_INVALID_ARGUMENT if the two ends of a channel do
///          not fit, a rank has no call or two, or a program left messages
///          behind; PIPERT_INTERNAL if bytes behind a block of memory were
///          written. pipert_world_report says more.
PIPERT_API pipert_status_t pipert_world_run(pipert_world_t *world,
                                            const pipert_call_t *calls,
                                            int32_t num_calls);

/// Returns what is known about the last failed run: for each rank where it
/// stands and whom it waits for, and who is to blame; "" after a good run.
/// Owned by the world, valid until its next run.
PIPERT_API const char *pipert_world_report(const pipert_world_t *world);

/// Sends bytes from a rank of this process to any rank, beside the channels and
/// at any time; they are copied. At most 1 GiB, and `key` at most 4096 bytes.
PIPERT_API pipert_status_t pipert_world_send(pipert_world_t *world,
                                             int32_t from, int32_t to,
                                             const char *key, const void *data,
                                             uint64_t bytes);

/// Waits for bytes that `from` has sent to `to`, a rank of this process, under
/// `key`, in the order in which they were sent. `timeout_ns` < 0: without end.
/// What `*out_data` points to is owned by the world and valid until the next
/// call of this function.
/// \returns PIPERT_DEADLINE after the timeout; the status of the failure if the
///          run has failed (see pipert_world_report) or `from` has left it.
PIPERT_API pipert_status_t pipert_world_receive(
    pipert_world_t *world, int32_t from, int32_t to, const char *key,
    int64_t timeout_ns, const void **out_data, uint64_t *out_bytes);

/// Returns nanoseconds of the clock that events of the trace have. Processes of
/// one machine share it.
PIPERT_API int64_t pipert_clock(void);

/// Ends the run: every rank returns PIPERT_PEER_FAILED. `reason` is reported.
PIPERT_API pipert_status_t pipert_abort(pipert_context_t *context,
                                        const char *reason);

//===----------------------------------------------------------------------===//
// Memory and streams
//===----------------------------------------------------------------------===//

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

//===----------------------------------------------------------------------===//
// Counters and trace
//===----------------------------------------------------------------------===//

/// What a rank has done since its context was made.
typedef struct pipert_counters_t {
  uint32_t struct_size;
  uint64_t tasks;             ///< Tasks ended.
  uint64_t messages_sent;     ///< Calls of pipert_send.
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
  PIPERT_EVENT_STEP = 4       ///< The whole step of the rank.
} pipert_event_kind_t;

/// One entry of the trace. Times are of one clock for all ranks of a process.
typedef struct pipert_event_t {
  int64_t start_ns;
  int64_t end_ns;
  int64_t micro_batch; ///< -1 for PIPERT_EVENT_STEP.
  int32_t kind;        ///< A pipert_event_kind_t.
  int32_t index;       ///< The task, the channel, or 0.
  uint64_t sequence;   ///< Of a message: its place in the channel's order.
} pipert_event_t;

/// Reads the events of the last step of a rank, in the order in which they
/// ended. Writes at most `capacity` events; `*out_count` is how many there are.
PIPERT_API pipert_status_t pipert_context_trace(const pipert_context_t *context,
                                                pipert_event_t *events,
                                                uint64_t capacity,
                                                uint64_t *out_count);

//===----------------------------------------------------------------------===//
// Kernels outside of a world
//===----------------------------------------------------------------------===//

/// Tells whether a kernel that this thread has run since the last call of this
/// function, outside of a world, met an index out of range or an assertion that
/// does not hold. In a world, pipert_launch tells it.
/// \returns PIPERT_OUT_OF_RANGE or PIPERT_ASSERTION if one did;
/// pipert_last_error() names the first.
PIPERT_API pipert_status_t pipert_kernel_status(void);

//===----------------------------------------------------------------------===//
// What generated code calls
//===----------------------------------------------------------------------===//

#define PIPERT_C_VOID void
#define PIPERT_C_STATUS pipert_status_t
#define PIPERT_C_CONTEXT pipert_context_t *
#define PIPERT_C_IN const void *
#define PIPERT_C_TEXT const char *
#define PIPERT_C_BUFFER void *
#define PIPERT_C_POINTERS void *const *
#define PIPERT_C_OUT_POINTER void **
#define PIPERT_C_OUT_REQUEST uint64_t *
#define PIPERT_C_REQUEST uint64_t
#define PIPERT_C_I32 int32_t
#define PIPERT_C_I64 int64_t
#define PIPERT_C_U64 uint64_t
#define PIPERT_C_F32 float
#define PIPERT_C_F64 double
#define PIPERT_C_IN_F32 const float *
#define PIPERT_C_IN_F64 const double *
#define PIPERT_C_BUFFER_F32 float *
#define PIPERT_C_BUFFER_F64 double *

#define PIPERT_PARAMETER(TYPE, NAME) PIPERT_C_##TYPE NAME
#define PIPERT_FUNCTION(NAME, RESULT, ...)                                     \
  PIPERT_API PIPERT_C_##RESULT pipert_##NAME(__VA_ARGS__);
#include "pipert/pipert_functions.def"

#ifdef __cplusplus
}
#endif

#endif // PIPERT_PIPERT_H
