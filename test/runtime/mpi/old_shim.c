/* Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
   Exceptions. See LICENSE.txt for license information.
   SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

   A shim whose table has another version. */

#include "mpi/shim/Table.h"

const pipert_mpi_table_t *pipert_mpi_table(void) {
  static const pipert_mpi_table_t table = {.version = 0};
  return &table;
}
