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
// micro-batches. The arenas are laid out as manifest.json says. With
// MODEL_INDEX in the environment the uncut model reports that index.
//
//===----------------------------------------------------------------------===//

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

static void accumulate(float *sum, const float *value, int64_t m) {
  for (int i = 0; i < COLUMNS; ++i)
    sum[i] = (m == 0 ? 0 : sum[i]) + value[i];
}

static void finish(float *sum) {
  for (int i = 0; i < COLUMNS; ++i)
    sum[i] /= M;
}

typedef struct arena0_t {
  float w0[16], g0[16], h[2][16], scratch[16];
} arena0_t;

static int32_t runForward0(pipert_context_t *context, arena0_t *arena,
                           const float *x, int64_t m, uint64_t *sends) {
  TRY(pipert_wait(context, sends[m % 2]));
  TRY(pipert_task_begin(context, 0, m));
  forward0(x + m * SIZE, arena->w0, arena->h[m % 2]);
  TRY(pipert_task_end(context, 0, m));
  return pipert_send(context, 0, arena->h[m % 2], SIZE * sizeof(float), m, 0,
                     &sends[m % 2]);
}

int32_t pipe_program_0(pipert_context_t *context, void *memory,
                       const void *const *inputs, void *const *outputs) {
  arena0_t *arena = memory;
  const float *x = inputs[0];
  uint64_t sends[2] = {0, 0};
  (void)outputs;
  TRY(runForward0(context, arena, x, 0, sends));
  for (int64_t m = 0; m < M; ++m) {
    uint64_t request;
    void *dh;
    TRY(pipert_recv(context, 1, NULL, SIZE * sizeof(float), m, 0, &request));
    if (m + 1 < M)
      TRY(runForward0(context, arena, x, m + 1, sends));
    TRY(pipert_wait_recv(context, request, &dh));
    TRY(pipert_task_begin(context, 1, m));
    backward0(x + m * SIZE, dh, arena->scratch);
    accumulate(arena->g0, arena->scratch, m);
    TRY(pipert_task_end(context, 1, m));
    TRY(pipert_release(context, request));
  }
  finish(arena->g0);
  TRY(pipert_wait(context, sends[0]));
  return pipert_wait(context, sends[1]);
}

typedef struct arena1_t {
  float w1[16], g1[16], dh[2][16], scratch[16];
} arena1_t;

int32_t pipe_program_1(pipert_context_t *context, void *memory,
                       const void *const *inputs, void *const *outputs) {
  arena1_t *arena = memory;
  uint64_t sends[2] = {0, 0};
  for (int64_t m = 0; m < M; ++m) {
    const float *t = (const float *)inputs[1] + m * SIZE;
    uint64_t request;
    void *h;
    TRY(pipert_recv(context, 0, NULL, SIZE * sizeof(float), m, 0, &request));
    TRY(pipert_wait_recv(context, request, &h));
    TRY(pipert_task_begin(context, 2, m));
    ((float *)outputs[0])[m] = forward1(h, arena->w1, t);
    TRY(pipert_task_end(context, 2, m));
    TRY(pipert_wait(context, sends[m % 2]));
    TRY(pipert_task_begin(context, 3, m));
    backward1(h, arena->w1, t, arena->dh[m % 2], arena->scratch);
    accumulate(arena->g1, arena->scratch, m);
    TRY(pipert_task_end(context, 3, m));
    TRY(pipert_release(context, request));
    TRY(pipert_send(context, 1, arena->dh[m % 2], SIZE * sizeof(float), m, 0,
                    &sends[m % 2]));
  }
  finish(arena->g1);
  TRY(pipert_wait(context, sends[0]));
  return pipert_wait(context, sends[1]);
}

void pipe_reference(const void *const *arguments, void *const *results,
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
