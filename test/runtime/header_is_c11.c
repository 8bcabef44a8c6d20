/*===- header_is_c11.c - pipert.h is plain C ------------------------------===//

 Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
 Exceptions. See LICENSE.txt for license information.
 SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

===----------------------------------------------------------------------===*/

/* Compiled with -std=c11 -pedantic -Wall -Wextra -Werror. */
#include "pipert/pipert.h"

int pipertHeaderIsC11(void);

int pipertHeaderIsC11(void) {
  pipert_world_options_t options = {sizeof(options)};
  return options.num_ranks == 0 &&
         sizeof(pipert_event_t) ==
             3 * sizeof(int64_t) + 2 * sizeof(int32_t) + sizeof(uint64_t);
}
