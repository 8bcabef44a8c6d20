/*===- Shim.c - The functions of one MPI --------------------------*- C -*-===*\
|*                                                                            *|
|* Part of the pipe-mlir project, under the Apache License v2.0 with LLVM     *|
|* Exceptions. See LICENSE.txt for license information.                       *|
|* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception                    *|
|*                                                                            *|
|*===----------------------------------------------------------------------===*|
|*                                                                            *|
|* Compiled once for each MPI, by its own mpicc: no two have one ABI. Nothing *|
|* else of the project knows mpi.h.                                           *|
|*                                                                            *|
\*===----------------------------------------------------------------------===*/

#define _POSIX_C_SOURCE 200112L /* setenv */

#include "Table.h"

#include <mpi.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(sizeof(MPI_Request) <= sizeof(pipert_mpi_request_t),
               "a request fits its handle");
_Static_assert(sizeof(MPI_Comm) <= sizeof(pipert_mpi_comm_t),
               "a communicator fits its handle");

static MPI_Comm get_comm(pipert_mpi_comm_t handle) {
  MPI_Comm comm;
  memcpy(&comm, &handle, sizeof(comm));
  return comm;
}

static void put_request(pipert_mpi_request_t *handle, MPI_Request request) {
  memcpy(handle, &request, sizeof(request));
}

/* The text up to a comma or the end of the line, with single spaces. */
static void describe(char *text, int32_t size) {
  char all[MPI_MAX_LIBRARY_VERSION_STRING];
  int length = 0, used = 0, i;
  MPI_Get_library_version(all, &length);
  for (i = 0; i < length && all[i] != ',' && all[i] != '\n'; ++i) {
    char next = all[i] == '\t' ? ' ' : all[i];
    if (used + 1 < size && !(next == ' ' && used > 0 && text[used - 1] == ' '))
      text[used++] = next;
  }
  text[used] = '\0';
}

static void explain(int error, char *text, int32_t size) {
  char all[MPI_MAX_ERROR_STRING];
  int length = 0;
  MPI_Error_string(error, all, &length);
  all[length] = '\0';
  strncpy(text, all, (size_t)size - 1);
  text[size - 1] = '\0';
}

static int32_t state(void) {
  int started = 0, ended = 0;
  MPI_Initialized(&started);
  MPI_Finalized(&ended);
  return ended     ? PIPERT_MPI_ENDED
         : started ? PIPERT_MPI_STARTED
                   : PIPERT_MPI_FRESH;
}

static int start(const char **level, int32_t *enough, int64_t *max_tag) {
  int provided = MPI_THREAD_SINGLE, found = 0, *tag = NULL;
  int error;
  if (state() == PIPERT_MPI_STARTED) {
    error = MPI_Query_thread(&provided);
  } else {
#ifdef OPEN_MPI
    /* Who polls here waits by itself. With more processes than cores Open MPI
       would give the core away in each call that finds nothing. */
    setenv("OMPI_MCA_mpi_yield_when_idle", "0", /*overwrite=*/0);
#endif
    error = MPI_Init_thread(NULL, NULL, MPI_THREAD_SERIALIZED, &provided);
    if (!error)
      error = MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
  }
  if (error)
    return error;
  *level = provided == MPI_THREAD_SINGLE       ? "MPI_THREAD_SINGLE"
           : provided == MPI_THREAD_FUNNELED   ? "MPI_THREAD_FUNNELED"
           : provided == MPI_THREAD_SERIALIZED ? "MPI_THREAD_SERIALIZED"
                                               : "MPI_THREAD_MULTIPLE";
  *enough = provided >= MPI_THREAD_SERIALIZED;
  error = MPI_Comm_get_attr(MPI_COMM_WORLD, MPI_TAG_UB, &tag, &found);
  *max_tag = found ? *tag : 32767; /* What the standard promises. */
  return error;
}

static int place(int32_t *rank, int32_t *size) {
  int own, all;
  int error = MPI_Comm_rank(MPI_COMM_WORLD, &own);
  if (!error)
    error = MPI_Comm_size(MPI_COMM_WORLD, &all);
  if (error)
    return error;
  *rank = own;
  *size = all;
  return 0;
}

static int connect_ranks(const int32_t *ranks, int32_t count,
                         pipert_mpi_comm_t *handle) {
  MPI_Group all, group;
  MPI_Comm comm = MPI_COMM_NULL;
  int error = MPI_Comm_group(MPI_COMM_WORLD, &all);
  if (error)
    return error;
  error = MPI_Group_incl(all, count, ranks, &group);
  MPI_Group_free(&all);
  if (error)
    return error;
  error = MPI_Comm_create_group(MPI_COMM_WORLD, group, 0, &comm);
  MPI_Group_free(&group);
  if (!error)
    error = MPI_Comm_set_errhandler(comm, MPI_ERRORS_RETURN);
  memcpy(handle, &comm, sizeof(comm));
  return error;
}

static int disconnect(pipert_mpi_comm_t *handle) {
  MPI_Comm comm = get_comm(*handle);
  return MPI_Comm_free(&comm);
}

static int send(pipert_mpi_comm_t comm, const void *data, int32_t bytes,
                int32_t to, int32_t tag, pipert_mpi_request_t *handle) {
  MPI_Request request = MPI_REQUEST_NULL;
  int error =
      MPI_Isend(data, bytes, MPI_BYTE, to, tag, get_comm(comm), &request);
  put_request(handle, request);
  return error;
}

static int receive(pipert_mpi_comm_t comm, void *data, int32_t bytes,
                   int32_t from, int32_t tag, pipert_mpi_request_t *handle) {
  MPI_Request request = MPI_REQUEST_NULL;
  int error =
      MPI_Irecv(data, bytes, MPI_BYTE, from, tag, get_comm(comm), &request);
  put_request(handle, request);
  return error;
}

static int test(pipert_mpi_request_t *handle, int32_t *done, int32_t *bytes) {
  MPI_Request request;
  MPI_Status status;
  int flag = 0, cancelled = 0, count = 0, error;
  memcpy(&request, handle, sizeof(request));
  error = MPI_Test(&request, &flag, &status);
  put_request(handle, request);
  *done = flag;
  if (error || !flag)
    return error;
  error = MPI_Test_cancelled(&status, &cancelled);
  if (!error)
    error = MPI_Get_count(&status, MPI_BYTE, &count);
  *bytes = cancelled ? -1 : count;
  return error;
}

static int cancel(pipert_mpi_request_t *handle) {
  MPI_Request request;
  memcpy(&request, handle, sizeof(request));
  return MPI_Cancel(&request);
}

static int end(void) { return MPI_Finalize(); }

__attribute__((visibility("default"))) const pipert_mpi_table_t *
pipert_mpi_table(void) {
  static const pipert_mpi_table_t table = {PIPERT_MPI_TABLE_VERSION,
                                           describe,
                                           explain,
                                           state,
                                           start,
                                           place,
                                           connect_ranks,
                                           disconnect,
                                           send,
                                           receive,
                                           test,
                                           cancel,
                                           end};
  return &table;
}
