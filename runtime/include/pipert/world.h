//===- world.h - Ranks that run together --------------------------*- C -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_WORLD_H
#define PIPERT_WORLD_H

#include "pipert/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/// When a send of the transport "threads" is done. All but the first copy and
/// are meant for tests: a proven program gives the same bytes with each.
typedef enum pipert_buffering_t {
  /// The receiver reads the sender's memory; done at the receiver's release.
  PIPERT_BUFFERING_HANDOVER = 0,
  /// Copied into the receiver's buffer when both sides are there; done then.
  PIPERT_BUFFERING_RENDEZVOUS = 1,
  /// Copied into one of the channel's `eager_buffers` buffers; done at once
  /// when one of them is free.
  PIPERT_BUFFERING_EAGER = 2
} pipert_buffering_t;

typedef struct pipert_world_options_t {
  uint32_t struct_size;
  int32_t abi_major; ///< The ABI version the caller was built for, ...
  int32_t abi_minor; ///< ... refused when the library cannot serve it.
  int32_t num_ranks; ///< All ranks of the run; at least 1.
  /// "threads": a thread a rank of this process, messages handed over.
  /// "guarded": the same with copies, where memory of a rank is closed to all
  /// but the kernels that are given it; for tests. "sockets": messages between
  /// processes, of one machine or of several. "cuda": ranks on GPUs, rank r on
  /// GPU r modulo their number; one process. NULL: "threads", or "sockets" with
  /// a `rendezvous`.
  const char *transport;
  /// The run ends when no rank has gone on for this long; 0: 60 s, < 0: never.
  int64_t timeout_ns;
  /// Events kept a rank; the oldest are overwritten. 0:
  /// PIPERT_RECORDED_EVENTS, < 0: none.
  int64_t trace_capacity;
  /// 0: pin a rank's thread to a core of its own when there are enough.
  /// 1: leave threads alone.
  int32_t no_pinning;
  int32_t buffering; ///< A pipert_buffering_t.
  /// Buffers a channel for PIPERT_BUFFERING_EAGER; 0: 1.
  int32_t eager_buffers;
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
  /// Of the transport "cuda": the device that kernels run on. "cuda": the GPUs
  /// of this machine; "emulated": one that is not there, for tests;
  /// "emulated:N": N of them. NULL: "cuda".
  const char *device;
  /// Of an emulated device: the order in which it does what may be done in any
  /// order. 0: at once, as it is called.
  uint64_t device_seed;
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

/// Returns how many bytes of its device's memory a rank with `num_replicas`
/// replicas, itself included, holds beside its segments: what reductions
/// receive where the transport copies messages. 0 without other replicas.
PIPERT_API uint64_t pipert_world_reduction_bytes(const pipert_world_t *world,
                                                 int32_t num_replicas);

/// The entry point of a rank's program; one call is one step. `segments` has an
/// address for each pipert_segment_kind_t; `inputs` and `outputs` count as in
/// the bundle's manifest. \returns a pipert_status_t.
typedef int32_t (*pipert_program_t)(pipert_context_t *context,
                                    void *const *segments,
                                    const void *const *inputs,
                                    void *const *outputs);

/// What a rank does on its thread before and after its program: it may copy to
/// and from the rank's memory (pipert_copy). \returns a pipert_status_t.
typedef int32_t (*pipert_hook_t)(pipert_context_t *context, void *user);

/// What a rank runs in a step.
typedef struct pipert_call_t {
  uint32_t struct_size;
  int32_t rank;
  pipert_program_t program;
  const void *const *inputs;
  void *const *outputs;
  pipert_hook_t before; ///< NULL: nothing.
  pipert_hook_t after;  ///< NULL: nothing. Not called where the program failed.
  void *user;           ///< What both are given.
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
/// failure, not only after a timeout. Nothing else touches the memory of its
/// messages when this returns; an MPI that is called for another world may
/// still read what nobody has received.
/// \returns the status of the rank that failed first, PIPERT_INTERNAL if that
///          is no pipert_status_t; PIPERT_DEADLINE after a timeout;
///          PIPERT_INVALID_ARGUMENT if the two ends of a channel do not fit, a
///          rank has no call or two, or a program left messages behind;
///          PIPERT_INTERNAL if bytes behind a block of memory were written.
///          pipert_world_report says more.
PIPERT_API pipert_status_t pipert_world_run(pipert_world_t *world,
                                            const pipert_call_t *calls,
                                            int32_t num_calls);

/// Begins a step and returns at once; `pipert_world_finish` ends it. Two steps
/// may be under way: a rank whose part of the first is done goes on with the
/// second, while other ranks are still in the first. So a schedule whose ranks
/// begin and end at different times has no idle time between steps. Programs
/// that end with no message under way, as all that the compiler makes, do in
/// such steps what they do in steps one by one: a rank's calls are in the same
/// order, and messages of a channel stay in theirs.
///
/// What the calls point to is used until `pipert_world_finish` has returned for
/// this step, so two steps that are under way need inputs and outputs each. The
/// memory of a rank that its programs write is changed and read by hooks only,
/// meanwhile. All processes begin and finish the same steps in the same order.
/// \returns PIPERT_INVALID_ARGUMENT if two steps are under way, or for calls
///          that pipert_world_run refuses; the status of the failure if the run
///          has failed.
PIPERT_API pipert_status_t pipert_world_begin(pipert_world_t *world,
                                              const pipert_call_t *calls,
                                              int32_t num_calls);

/// Waits for the end of the step that was begun first. After a failure no other
/// is under way, and what pipert_world_run says of one holds for both.
/// \returns what pipert_world_run does; PIPERT_INVALID_ARGUMENT if no step is
///          under way.
PIPERT_API pipert_status_t pipert_world_finish(pipert_world_t *world);

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

/// Ends the run: every rank returns PIPERT_PEER_FAILED. `reason` is reported.
PIPERT_API pipert_status_t pipert_abort(pipert_context_t *context,
                                        const char *reason);

/// The same from outside of a step and by any thread, for a process that is
/// told to end, by a signal say. Launchers tell it to all when one process has
/// ended: where that is seen, the report names that one, else the first rank of
/// this process. Returns when the end is known here, after a second at most.
PIPERT_API pipert_status_t pipert_world_end(pipert_world_t *world,
                                            const char *reason);

#ifdef __cplusplus
}
#endif

#endif // PIPERT_WORLD_H
