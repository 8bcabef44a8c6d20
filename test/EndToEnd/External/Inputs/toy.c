/* Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
 * Exceptions. See LICENSE.txt for license information.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Kernels for the functions of toy.mlir on two ranks. Defined words make
 * mistakes that pipe-run has to find. */

#include "pipert/external.h"

#include <stddef.h>

enum { ROWS = 2, COLUMNS = 4, SIZE = ROWS * COLUMNS };

static void scale(const float *x, const float *w, float *y) {
  for (int i = 0; i < SIZE; ++i)
    y[i] = x[i] * w[i % COLUMNS];
}

/* Adds to the sum of the step. */
static void addWeightGradient(const float *dy, const float *x, float *sum) {
  for (int i = 0; i < SIZE; ++i)
    sum[i % COLUMNS] += dy[i] * x[i];
}

/* (x, w0) -> h */
static void f0(void *self, void *const *a) {
  *(int *)self += 1;
  scale(a[0], a[1], a[2]);
}

/* (h, t, w1) -> loss */
static void f1(void *self, void *const *a) {
  float p[SIZE], *loss = a[3];
  const float *t = a[1];
  (void)self;
  scale(a[0], a[2], p);
  *loss = 0;
  for (int i = 0; i < SIZE; ++i)
    *loss += p[i] * t[i] / 8;
}

/* (t, h, w1) -> (dh, gradient of w1) */
static void b1(void *self, void *const *a) {
  float dp[SIZE];
  const float *t = a[0];
  (void)self;
  for (int i = 0; i < SIZE; ++i)
    dp[i] = t[i] / 8;
  scale(dp, a[2], a[3]);
  addWeightGradient(dp, a[1], a[4]);
}

/* (dh, x) -> gradient of w0 */
static void b0(void *self, void *const *a) {
  (void)self;
  addWeightGradient(a[0], a[1], a[2]);
}

int pipe_register_kernels(const pipe_kernel_registry_t *registry) {
  static int numCalls;
  int status = 0;
#define ADD(NAME, KERNEL, SELF)                                                \
  registry->add(registry->self, NAME, KERNEL, SELF)
  status |= ADD("pipeline_f0", f0, &numCalls);
  status |= ADD("pipeline_b0", b0, NULL);
  status |= ADD("pipeline_b1", b1, NULL);
#if defined(UNKNOWN)
  status |= ADD("pipeline_u0", f1, NULL);
#elif defined(TWICE)
  status |= ADD("pipeline_b1", b1, NULL);
#elif defined(NOTHING)
  status |= ADD("pipeline_f1", NULL, NULL);
#elif defined(FAILS)
  status = 7;
#elif !defined(MISSING)
  status |= ADD("pipeline_f1", f1, NULL);
#endif
  return status;
}
