/* Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
 * Exceptions. See LICENSE.txt for license information.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Kernels of toy.mlir that do not come back in time. */

#include "pipert/external.h"

#include <stddef.h>
#include <unistd.h>

static void stay(void *self, void *const *a) {
  (void)self, (void)a;
  sleep(60);
}

int pipe_register_kernels(const pipe_kernel_registry_t *registry) {
  static const char *const names[] = {"pipeline_f0", "pipeline_f1",
                                      "pipeline_b0", "pipeline_b1"};
  int status = 0;
  for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); ++i)
    status |= registry->add(registry->self, names[i], stay, NULL);
  return status;
}
