/*===- Table.h - What the transport mpi asks of an MPI ------------*- C -*-===*\
|*                                                                            *|
|* Part of the pipe-mlir project, under the Apache License v2.0 with LLVM     *|
|* Exceptions. See LICENSE.txt for license information.                       *|
|* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception                    *|
|*                                                                            *|
\*===----------------------------------------------------------------------===*/

#ifndef PIPERT_SRC_MPI_SHIM_TABLE_H
#define PIPERT_SRC_MPI_SHIM_TABLE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Handles of an MPI, which are pointers in one and numbers in another. */
typedef struct pipert_mpi_request {
  uint64_t word;
} pipert_mpi_request_t;
typedef struct pipert_mpi_comm {
  uint64_t word;
} pipert_mpi_comm_t;

/* What has happened in this process. */
enum { PIPERT_MPI_FRESH, PIPERT_MPI_STARTED, PIPERT_MPI_ENDED };

/* Bumped when the table changes. */
enum { PIPERT_MPI_TABLE_VERSION = 1 };

/* The functions of one MPI. Those that return int return 0, or an error code
   of the MPI; one thread at a time calls them. */
typedef struct pipert_mpi_table {
  int32_t version; /* PIPERT_MPI_TABLE_VERSION */
  /* The name and version of the library, as "Open MPI v4.1.4". */
  void (*describe)(char *text, int32_t size);
  void (*explain)(int error, char *text, int32_t size);
  int32_t (*state)(void);
  /* Starts MPI for threads that take turns, unless it is started. `level` is
     what there is, as "MPI_THREAD_SERIALIZED", `enough` whether that will do,
     and `max_tag` the highest tag of a message. */
  int (*start)(const char **level, int32_t *enough, int64_t *max_tag);
  /* In MPI_COMM_WORLD. */
  int (*place)(int32_t *rank, int32_t *size);
  /* All of `ranks` call it, with the same. Errors are returned, not fatal. */
  int (*connect)(const int32_t *ranks, int32_t count, pipert_mpi_comm_t *comm);
  int (*disconnect)(pipert_mpi_comm_t *comm);
  int (*send)(pipert_mpi_comm_t comm, const void *data, int32_t bytes,
              int32_t to, int32_t tag, pipert_mpi_request_t *request);
  int (*receive)(pipert_mpi_comm_t comm, void *data, int32_t bytes,
                 int32_t from, int32_t tag, pipert_mpi_request_t *request);
  /* Makes progress. `bytes` is what a receive has got; -1: it was cancelled. */
  int (*test)(pipert_mpi_request_t *request, int32_t *done, int32_t *bytes);
  /* A receive; it is to be tested until it is done. */
  int (*cancel)(pipert_mpi_request_t *request);
  int (*end)(void);
} pipert_mpi_table_t;

/* What a shim exports, and its name. */
const pipert_mpi_table_t *pipert_mpi_table(void);
#define PIPERT_MPI_TABLE_FUNCTION "pipert_mpi_table"

#ifdef __cplusplus
}
#endif

#endif /* PIPERT_SRC_MPI_SHIM_TABLE_H */
