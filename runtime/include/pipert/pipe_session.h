//===- pipe_session.h - Running a bundle from a program -----------*- C -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A session is a bundle that pipe-compile has made, with its ranks, which are
// threads of this process. The library is libpipesession, which brings
// libpipert.
//
//   pipe_session_t *session;
//   pipe_session_open("model.pipe", NULL, &session);
//   pipe_session_load_parameters(session, "parameters.safetensors");
//   for (each batch) {
//     pipe_session_set(session, PIPE_SESSION_INPUT, 0, batch, bytes);
//     pipe_session_step(session);
//     pipe_session_get(session, PIPE_SESSION_OUTPUT, 0, results, bytes);
//   }
//   pipe_session_close(session);
//
// Rules that hold for every function:
//   - Returns PIPERT_OK (0) or an error code, unless said otherwise. On error
//     no out-parameter is written, and pipe_session_error() of the calling
//     thread says what happened and names the thing.
//   - A session may be used by one thread at a time; different sessions are
//     independent.
//   - Strings and descriptions passed in are copied; those given out are owned
//     by the session and stay until it is closed.
//   - Every struct begins with `struct_size`, which the caller sets to its
//     sizeof. Fields that a smaller (older) struct lacks have their default,
//     which is 0, or are not written.
//   - Tensors lie row-major without gaps, i1 in a byte an element. Data are
//     aligned to their elements.
//   - After a step that failed nothing runs any more: what is asked for returns
//     PIPERT_PEER_FAILED, and a rank may still be in a kernel and read the
//     inputs of that step, so that these are to stay until the process ends.
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_PIPE_SESSION_H
#define PIPERT_PIPE_SESSION_H

#include "pipert/base.h"
#include "pipert/rank.h"
#include "pipert/trace.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct pipe_session_t pipe_session_t; ///< A bundle and its ranks.

typedef struct pipe_session_options_t {
  uint32_t struct_size;
  const char *transport; ///< NULL: "threads".
  /// A step fails when no rank has gone on for this long; 0: 60 s, < 0: never.
  int64_t timeout_ns;
  /// 0: pin a rank's thread to a core of its own when there are enough.
  /// 1: leave threads alone.
  int32_t no_pinning;
  /// Copies of the pipeline that share the micro-batches of a step; 0: 1.
  int32_t replicas;
  /// 1: keep all events of the last step, not only its latest.
  int32_t keep_events;
  /// The library with the kernels of a bundle that has none
  /// (pipert/external.h); NULL: none.
  const char *kernels;
} pipe_session_options_t;

/// Loads the bundle in the folder `path` and starts its ranks. Parameters that
/// are in the bundle have their values, states are zero. `options` NULL: all
/// have their defaults.
/// \returns PIPERT_INVALID_ARGUMENT if `path` is no bundle or one that is
///          damaged, of another version or for another machine, or an option
///          is out of range; PIPERT_UNAVAILABLE if there is no such transport;
///          PIPERT_OUT_OF_MEMORY.
PIPERT_API pipert_status_t
pipe_session_open(const char *path, const pipe_session_options_t *options,
                  pipe_session_t **out_session);

/// Ends the ranks and frees the session; NULL is ignored. What a failed step
/// has used is not freed.
PIPERT_API void pipe_session_close(pipe_session_t *session);

/// Returns the message of the last failed call of this thread, or "". Valid
/// until its next failed call.
PIPERT_API const char *pipe_session_error(void);

/// What a session runs.
typedef struct pipe_session_info_t {
  uint32_t struct_size;
  const char *model;     ///< Its name.
  const char *schedule;  ///< Its name.
  int32_t num_ranks;     ///< Those of all replicas.
  int64_t micro_batches; ///< Of a step, in all replicas.
  /// Times that a step updates the parameters; 0: the bundle does not train.
  int64_t updates;
  /// 1: gradients are means over the micro-batches, 0: sums.
  int32_t mean_gradients;
  int32_t num_tasks;
} pipe_session_info_t;

PIPERT_API pipert_status_t pipe_session_describe(const pipe_session_t *session,
                                                 pipe_session_info_t *out_info);

/// Returns the name of a task ("F stage 2"), as `index` of an event counts
/// them, or NULL if there is no such task.
PIPERT_API const char *pipe_session_task_name(const pipe_session_t *session,
                                              int32_t task);

//===----------------------------------------------------------------------===//
// What a bundle has
//===----------------------------------------------------------------------===//

/// Items of each kind count from 0, in the order of the bundle.
typedef enum pipe_session_kind_t {
  PIPE_SESSION_PARAMETER = 0,
  PIPE_SESSION_STATE = 1, ///< What an optimizer keeps: "momentum.w".
  PIPE_SESSION_HYPER = 2, ///< A number before a step: "learning_rate".
  PIPE_SESSION_INPUT = 3,
  PIPE_SESSION_OUTPUT = 4,
  PIPE_SESSION_GRADIENT = 5, ///< Called as its parameter.
  PIPE_SESSION_REPORT = 6    ///< A number that a step says: "finite".
} pipe_session_kind_t;

/// An item.
typedef struct pipe_session_item_t {
  uint32_t struct_size;
  const char *name;
  const char *element; ///< "f32", "bf16", "i64", "i1", ...
  int32_t num_dimensions;
  const int64_t *shape; ///< Of an input or output, that of one micro-batch.
  /// Of the whole item; of an input or output, of all micro-batches of a step.
  uint64_t bytes;
  /// Of an input: the dimension along which micro-batches are parts of a batch;
  /// -1: it is the same in each one, or the item is no input.
  int32_t batch_dimension;
  int32_t is_loss; ///< 1: gradients are those of this output.
} pipe_session_item_t;

/// Returns how many items of a kind there are, or -1 for no kind.
PIPERT_API int32_t pipe_session_count(const pipe_session_t *session,
                                      int32_t kind);

/// \returns PIPERT_INVALID_ARGUMENT if there is no such item.
PIPERT_API pipert_status_t pipe_session_item(const pipe_session_t *session,
                                             int32_t kind, int32_t index,
                                             pipe_session_item_t *out_item);

/// Finds an item by its name.
/// \returns PIPERT_INVALID_ARGUMENT if there is none; the message names those
///          that there are.
PIPERT_API pipert_status_t pipe_session_find(const pipe_session_t *session,
                                             int32_t kind, const char *name,
                                             int32_t *out_index);

//===----------------------------------------------------------------------===//
// Steps
//===----------------------------------------------------------------------===//

/// Gives an item its value; `bytes` is the item's.
///
/// Parameters and states are copied to the ranks that hold them, at once. An
/// input is M micro-batches one after the other and is not copied: kernels read
/// it where it lies, or where they cannot reach it each step copies it to the
/// ranks. It must stay until the last step that was begun with it is finished.
/// \returns PIPERT_INVALID_ARGUMENT if there is no such item, it is of another
///          kind or of another size, or a step is under way and it is no input.
PIPERT_API pipert_status_t pipe_session_set(pipe_session_t *session,
                                            int32_t kind, int32_t index,
                                            const void *data, uint64_t bytes);

/// Gives a number to all steps that follow. That called "step" is the number of
/// the next update, from 1, and counts on by itself.
PIPERT_API pipert_status_t pipe_session_set_hyper(pipe_session_t *session,
                                                  int32_t index, double value);

/// Gives all parameters their values in a safetensors file, which has them
/// under their names, or those with "param." before them. Parameters that are
/// in the bundle need not be there.
/// \returns PIPERT_INVALID_ARGUMENT if the file lacks one or has one of another
///          type; then no parameter is changed.
PIPERT_API pipert_status_t pipe_session_load_parameters(pipe_session_t *session,
                                                        const char *path);

/// Runs a step: all micro-batches through all stages.
/// \returns PIPERT_INVALID_ARGUMENT if a parameter, input or hyper has no
///          value, a step is under way, or what pipe_session_finish returns.
PIPERT_API pipert_status_t pipe_session_step(pipe_session_t *session);

/// Begins a step and returns at once. Two may be under way: a rank that is done
/// with the first goes on with the second.
/// \returns PIPERT_INVALID_ARGUMENT if a parameter, input or hyper has no
/// value,
///          two steps are under way, or one is and what it says decides what
///          the next one is given.
PIPERT_API pipert_status_t pipe_session_begin(pipe_session_t *session);

/// Waits for the end of the step that was begun first.
/// \returns PIPERT_DEADLINE after the timeout, PIPERT_OUT_OF_RANGE or
///          PIPERT_ASSERTION where data made a kernel fail; the message says
///          for each rank where it stands. PIPERT_INVALID_ARGUMENT if no step
///          is under way.
PIPERT_API pipert_status_t pipe_session_finish(pipe_session_t *session);

/// Copies an item out; `bytes` is the item's. Outputs and reports are those of
/// the step that was finished last; an output is M micro-batches one after the
/// other. Gradients, parameters and states are what the ranks hold now.
/// \returns PIPERT_INVALID_ARGUMENT if there is no such item, it is of another
///          kind or of another size, no step was finished that it comes from,
///          or a step is under way and ranks hold it.
PIPERT_API pipert_status_t pipe_session_get(pipe_session_t *session,
                                            int32_t kind, int32_t index,
                                            void *data, uint64_t bytes);

/// Tells the mean of the losses of the micro-batches of the step that was
/// finished last.
/// \returns PIPERT_INVALID_ARGUMENT if there is no such step, or not one loss
///          that is a number.
PIPERT_API pipert_status_t pipe_session_loss(pipe_session_t *session,
                                             double *out_loss);

/// Tells whether the step that was finished last has updated the parameters: 0
/// where it has left them, since a gradient was not finite.
PIPERT_API pipert_status_t pipe_session_updated(pipe_session_t *session,
                                                int32_t *out_updated);

//===----------------------------------------------------------------------===//
// What ranks have done
//===----------------------------------------------------------------------===//

/// Reads the counters of a rank, while no step is under way.
PIPERT_API pipert_status_t pipe_session_counters(
    pipe_session_t *session, int32_t rank, pipert_counters_t *out_counters);

/// Reads the events of the last step of a rank, in the order in which they
/// ended, while no step is under way. Writes at most `capacity` events;
/// `*out_count` is how many there are: the latest PIPERT_RECORDED_EVENTS,
/// or all with `keep_events`.
PIPERT_API pipert_status_t pipe_session_events(pipe_session_t *session,
                                               int32_t rank,
                                               pipert_event_t *events,
                                               uint64_t capacity,
                                               uint64_t *out_count);

/// Tells how many bytes a segment of a rank has, a pipert_segment_kind_t; 0
/// where this transport makes none.
PIPERT_API pipert_status_t pipe_session_memory(const pipe_session_t *session,
                                               int32_t rank, int32_t segment,
                                               uint64_t *out_bytes);

#ifdef __cplusplus
}
#endif

#endif // PIPERT_PIPE_SESSION_H
