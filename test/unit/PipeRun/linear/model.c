//===- model.c - A bundle's model by hand ---------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the compiler would make of this model for P = 2, M = 4 in 1F1B order:
//
//   stage 0: h = x * w0            x: 2x4, w0: 4, h: 2x4
//   stage 1: loss = sum(h * w1 * t^T) / 8        w1: 4, t: 4x2, loss: scalar
//
// The data of t have their rows in dimension 1. Gradients are means over the
// micro-batches. The segments are laid out as manifest.json says. With
// MODEL_INDEX in the environment the uncut model reports that index; with
// MODEL_ALONE replicas do not add up their gradients. With MODEL_GPU its
// kernels are device functions of one thread each.
//
//===----------------------------------------------------------------------===//

#include "pipert/gpu.h"
#include "pipert/pipert.h"

#include <stdlib.h>
#include <string.h>

enum { M = 4, ROWS = 2, COLUMNS = 4, SIZE = ROWS * COLUMNS };

#define TRY(call)                                                              \
  do {                                                                         \
    int32_t status = (call);                                                   \
    if (status)                                                                \
      return status;                                                           \
  } while (0)

static void forward0(const float *x, const float *w0, float *h) {
  for (int i = 0; i < SIZE; ++i)
    h[i] = x[i] * w0[i % COLUMNS];
}

static float forward1(const float *h, const float *w1, const float *t) {
  float loss = 0;
  for (int i = 0; i < SIZE; ++i)
    loss += h[i] * w1[i % COLUMNS] * t[i % COLUMNS * ROWS + i / COLUMNS];
  return loss / SIZE;
}

static void backward1(const float *h, const float *w1, const float *t,
                      float *dh, float *g1) {
  memset(g1, 0, COLUMNS * sizeof(float));
  for (int i = 0; i < SIZE; ++i) {
    float dp = t[i % COLUMNS * ROWS + i / COLUMNS] / SIZE;
    dh[i] = dp * w1[i % COLUMNS];
    g1[i % COLUMNS] += dp * h[i];
  }
}

static void backward0(const float *x, const float *dh, float *g0) {
  memset(g0, 0, COLUMNS * sizeof(float));
  for (int i = 0; i < SIZE; ++i)
    g0[i % COLUMNS] += dh[i] * x[i];
}

static void accumulate(float *sum, const float *value) {
  for (int i = 0; i < COLUMNS; ++i)
    sum[i] += value[i];
}

static void finish(float *sum) {
  for (int i = 0; i < COLUMNS; ++i)
    sum[i] /= M;
}

/// The words of 64 bits of the segment `requests`: of the sends, two slots.
typedef struct requests_t {
  uint64_t sends[2];
} requests_t;

//===----------------------------------------------------------------------===//
// Kernels
//===----------------------------------------------------------------------===//

static void zero(void *user, void *const *arguments) {
  (void)user;
  memset(arguments[0], 0, COLUMNS * sizeof(float));
}

static void divide(void *user, void *const *arguments) {
  (void)user;
  finish(arguments[0]);
}

static void runForward0(void *user, void *const *arguments) {
  (void)user;
  forward0(arguments[0], arguments[1], arguments[2]);
}

static void runBackward0(void *user, void *const *arguments) {
  (void)user;
  backward0(arguments[0], arguments[1], arguments[3]);
  accumulate(arguments[2], arguments[3]);
}

static void runForward1(void *user, void *const *arguments) {
  (void)user;
  *(float *)arguments[3] = forward1(arguments[0], arguments[1], arguments[2]);
}

static void runBackward1(void *user, void *const *arguments) {
  (void)user;
  backward1(arguments[0], arguments[1], arguments[2], arguments[3],
            arguments[5]);
  accumulate(arguments[4], arguments[5]);
}

/// Arguments: gradient, parameter, momentum, learning rate, step, decay.
static void update(void *user, void *const *arguments) {
  (void)user;
  const float *gradient = arguments[0];
  float *parameter = arguments[1], *momentum = arguments[2];
  double rate = *(double *)arguments[3], step = *(double *)arguments[4];
  float decay = *(float *)arguments[5];
  for (int i = 0; i < COLUMNS; ++i) {
    momentum[i] = momentum[i] / 2 + gradient[i];
    parameter[i] -= (float)(rate * momentum[i] + decay * step);
  }
}

enum {
  FORWARD0,
  BACKWARD0,
  FORWARD1,
  BACKWARD1,
  ZERO,
  DIVIDE,
#ifdef MODEL_MOMENTUM
  UPDATE,
#endif
  NUM_KERNELS
};

#ifdef MODEL_GPU
#define DEVICE_FUNCTION(NAME, INDEX)                                           \
  static void NAME##OfThread(const pipert_gpu_thread_t *thread,                \
                             void *const *parameters) {                        \
    (void)thread;                                                              \
    NAME(NULL, parameters);                                                    \
  }                                                                            \
  static void NAME##OnGpu(void *user, void *const *arguments) {                \
    (void)user;                                                                \
    pipert_gpu_launch(&pipe_gpu_functions[INDEX], 1, arguments);               \
  }
extern const pipert_gpu_function_t pipe_gpu_functions[];
DEVICE_FUNCTION(runForward0, FORWARD0)
DEVICE_FUNCTION(runBackward0, BACKWARD0)
DEVICE_FUNCTION(runForward1, FORWARD1)
DEVICE_FUNCTION(runBackward1, BACKWARD1)
DEVICE_FUNCTION(zero, ZERO)
DEVICE_FUNCTION(divide, DIVIDE)
const pipert_gpu_function_t pipe_gpu_functions[] = {
    {"forward0", runForward0OfThread, 3, 1, 0, 0},
    {"backward0", runBackward0OfThread, 4, 1, 0, 0},
    {"forward1", runForward1OfThread, 4, 1, 0, 0},
    {"backward1", runBackward1OfThread, 6, 1, 0, 0},
    {"zero", zeroOfThread, 1, 1, 0, 0},
    {"divide", divideOfThread, 1, 1, 0, 0}};
static const char ptx[] = ".version 7.0\n.target sm_80\n.entry forward0(\n"
                          ".entry backward0(\n.entry forward1(\n"
                          ".entry backward1(\n.entry zero(\n.entry divide(\n";
const pipert_gpu_module_t pipe_gpu_module = {sizeof(pipert_gpu_module_t),
                                             6,
                                             pipe_gpu_functions,
                                             ptx,
                                             sizeof(ptx) - 1,
                                             NULL,
                                             0};
#define KERNEL(NAME) (void *)NAME##OnGpu
#else
#define KERNEL(NAME) (void *)NAME
#endif

/// How many kernels there are, then they.
void *const pipe_linear_kernels[] = {(void *)(uintptr_t)NUM_KERNELS,
                                     KERNEL(runForward0),
                                     KERNEL(runBackward0),
                                     KERNEL(runForward1),
                                     KERNEL(runBackward1),
                                     KERNEL(zero),
                                     KERNEL(divide),
#ifdef MODEL_MOMENTUM
                                     (void *)update
#endif
};

//===----------------------------------------------------------------------===//
// Programs
//===----------------------------------------------------------------------===//

/// Slot `m` of a ring of two in a segment.
static float *getSlot(void *segment, int64_t m) {
  return (float *)segment + m % 2 * 16;
}

static int32_t launchSum(pipert_context_t *context, int32_t kernel,
                         float *sum) {
  void *arguments[] = {sum};
  return pipert_launch(context, kernel, arguments, 1, -1, 0, 0);
}

/// A step of very many tasks, for tests of traces.
#ifndef MODEL_MORE_TASKS
#define MODEL_MORE_TASKS 0
#endif
static int32_t runMoreTasks(pipert_context_t *context, float *sum) {
  void *arguments[] = {sum};
  for (int64_t i = 0; i < MODEL_MORE_TASKS; ++i)
    TRY(pipert_launch(context, ZERO, arguments, 1, 0, i, 0));
  return PIPERT_OK;
}

static int32_t forwardAndSend(pipert_context_t *context, void *const *segments,
                              const float *x, int64_t m) {
  requests_t *requests = segments[PIPERT_SEGMENT_REQUESTS];
  float *h = getSlot(segments[PIPERT_SEGMENT_LOCAL], m);
  void *arguments[] = {(void *)(uintptr_t)(x + m * SIZE),
                       segments[PIPERT_SEGMENT_PARAMETERS], h};
  TRY(pipert_wait(context, requests->sends[m % 2]));
  TRY(pipert_launch(context, FORWARD0, arguments, 3, 0, m, 0));
  return pipert_send(context, 0, h, SIZE * sizeof(float), m, 0,
                     &requests->sends[m % 2]);
}

/// Updates the parameter of a rank, if the model is made with momentum.
static int32_t launchUpdate(pipert_context_t *context, void *const *segments,
                            int32_t rank) {
#ifdef MODEL_MOMENTUM
  char *hypers = segments[PIPERT_SEGMENT_HYPERS];
  void *arguments[] = {segments[PIPERT_SEGMENT_GRADIENTS],
                       segments[PIPERT_SEGMENT_PARAMETERS],
                       segments[PIPERT_SEGMENT_STATE],
                       hypers,
                       hypers + 64,
                       hypers + 128};
  return pipert_launch(context, UPDATE, arguments, 6, 4 + rank, 0, 0);
#else
  (void)context, (void)segments, (void)rank, (void)update;
  return PIPERT_OK;
#endif
}

/// Divides the gradient by M and adds it up over replicas.
static int32_t finishGradient(pipert_context_t *context, float *sum) {
  TRY(launchSum(context, DIVIDE, sum));
  if (getenv("MODEL_ALONE"))
    return PIPERT_OK;
  TRY(pipert_all_reduce(context, 0, sum, COLUMNS, PIPERT_ELEMENT_F32,
                        /*mean=*/1, 0));
  return pipert_await_reduced(context, 0, 0);
}

static int32_t drain(pipert_context_t *context, requests_t *requests) {
  for (int slot = 0; slot < 2; ++slot) {
    TRY(pipert_wait(context, requests->sends[slot]));
    requests->sends[slot] = 0;
  }
  return PIPERT_OK;
}

int32_t pipe_linear_rank_0(pipert_context_t *context, void *const *segments,
                           const void *const *inputs, void *const *outputs) {
  const float *x = inputs[0];
  float *g0 = segments[PIPERT_SEGMENT_GRADIENTS];
  float *received = segments[PIPERT_SEGMENT_RECEIVED];
  (void)outputs;
  TRY(launchSum(context, ZERO, g0));
  TRY(runMoreTasks(context, g0));
  TRY(forwardAndSend(context, segments, x, 0));
  for (int64_t m = 0; m < M; ++m) {
    uint64_t request;
    void *dh;
    TRY(pipert_recv(context, 1, received ? getSlot(received, m) : NULL,
                    SIZE * sizeof(float), m, 0, &request));
    if (m + 1 < M)
      TRY(forwardAndSend(context, segments, x, m + 1));
    TRY(pipert_wait_recv(context, request, &dh));
    void *arguments[] = {(void *)(uintptr_t)(x + m * SIZE), dh, g0,
                         segments[PIPERT_SEGMENT_WORKSPACE]};
    TRY(pipert_launch(context, BACKWARD0, arguments, 4, 1, m, 0));
    TRY(pipert_release(context, request));
  }
  TRY(finishGradient(context, g0));
  TRY(launchUpdate(context, segments, 0));
  return drain(context, segments[PIPERT_SEGMENT_REQUESTS]);
}

int32_t pipe_linear_rank_1(pipert_context_t *context, void *const *segments,
                           const void *const *inputs, void *const *outputs) {
  requests_t *requests = segments[PIPERT_SEGMENT_REQUESTS];
  float *w1 = segments[PIPERT_SEGMENT_PARAMETERS];
  float *g1 = segments[PIPERT_SEGMENT_GRADIENTS];
  float *received = segments[PIPERT_SEGMENT_RECEIVED];
  TRY(launchSum(context, ZERO, g1));
  for (int64_t m = 0; m < M; ++m) {
    float *t = (float *)(uintptr_t)inputs[1] + m * SIZE;
    float *dh = getSlot(segments[PIPERT_SEGMENT_LOCAL], m);
    uint64_t request;
    void *h;
    TRY(pipert_recv(context, 0, received ? getSlot(received, m) : NULL,
                    SIZE * sizeof(float), m, 0, &request));
    TRY(pipert_wait_recv(context, request, &h));
    void *forward[] = {h, w1, t, (float *)outputs[0] + m};
    TRY(pipert_launch(context, FORWARD1, forward, 4, 2, m, 0));
    TRY(pipert_wait(context, requests->sends[m % 2]));
    void *backward[] = {h, w1, t, dh, g1, segments[PIPERT_SEGMENT_WORKSPACE]};
    TRY(pipert_launch(context, BACKWARD1, backward, 6, 3, m, 0));
    TRY(pipert_release(context, request));
    TRY(pipert_send(context, 1, dh, SIZE * sizeof(float), m, 0,
                    &requests->sends[m % 2]));
  }
  TRY(finishGradient(context, g1));
  TRY(launchUpdate(context, segments, 1));
  return drain(context, requests);
}

void pipe_linear_reference(const void *const *arguments, void *const *results,
                           void *workspace) {
  const float *w0 = arguments[0], *w1 = arguments[1];
  const float *x = arguments[2], *t = arguments[3];
  float h[SIZE];
  if (getenv("MODEL_INDEX"))
    pipert_index_out_of_range("the index", atoi(getenv("MODEL_INDEX")), 8);
  forward0(x, w0, h);
  *(float *)results[0] = forward1(h, w1, t);
  backward1(h, w1, t, workspace, results[2]);
  backward0(x, workspace, results[1]);
}
