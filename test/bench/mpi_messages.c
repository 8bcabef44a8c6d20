/* Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
   Exceptions. See LICENSE.txt for license information.
   SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

   One message between two processes: through pipert with the transport mpi, and
   by MPI alone, in turns. Both wait by asking again. mpi_messages.py builds and
   starts it. */

#include <arpa/inet.h>
#include <mpi.h>
#include <netinet/in.h>
#include <pipert/pipert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { NUM_TURNS = 15, MAX_BYTES = 4 << 20 };

static char *out, *in;
static uint64_t bytes;
static int rounds;
static double seconds; /* Of the last turn. */

static void require(int status, const char *what) {
  if (status == 0)
    return;
  fprintf(stderr, "%s: %s\n", what, pipert_last_error());
  MPI_Abort(MPI_COMM_WORLD, 1);
}

static void await(MPI_Request *request) {
  int done = 0;
  while (!done) {
    MPI_Test(request, &done, MPI_STATUS_IGNORE);
#if defined(__x86_64__)
    if (!done)
      __builtin_ia32_pause();
#endif
  }
}

static void run_raw(int rank) {
  MPI_Request receive, send;
  double start = MPI_Wtime();
  for (int i = 0; i < rounds; ++i) {
    MPI_Irecv(in, (int)bytes, MPI_BYTE, 1 - rank, 0, MPI_COMM_WORLD, &receive);
    if (rank == 0)
      MPI_Isend(out, (int)bytes, MPI_BYTE, 1, 0, MPI_COMM_WORLD, &send);
    await(&receive);
    if (rank == 1)
      MPI_Isend(out, (int)bytes, MPI_BYTE, 0, 0, MPI_COMM_WORLD, &send);
    await(&send);
  }
  seconds = MPI_Wtime() - start;
}

/* The same as a program of a rank: its channels are 0 (send) and 1. */
static int32_t program(pipert_context_t *context, void *const *segments,
                       const void *const *inputs, void *const *outputs) {
  int rank = pipert_context_rank(context);
  uint64_t receive, send = 0;
  void *data;
  int32_t status = 0;
  double start = MPI_Wtime();
  (void)segments, (void)inputs, (void)outputs;
  for (int i = 0; i < rounds && !status; ++i) {
    status = pipert_recv(context, 1, in, bytes, i, 0, &receive);
    if (!status && rank == 0)
      status = pipert_send(context, 0, out, bytes, i, 0, &send);
    if (!status)
      status = pipert_wait_recv(context, receive, &data);
    if (!status && rank == 1)
      status = pipert_send(context, 0, out, bytes, i, 0, &send);
    if (!status)
      status = pipert_wait(context, send);
    if (!status)
      status = pipert_release(context, receive);
  }
  seconds = MPI_Wtime() - start;
  return status;
}

/* A world of two processes, which meet on loopback. */
static pipert_world_t *make_world(int rank, const char *transport) {
  static char place[32];
  struct sockaddr_in address = {0};
  socklen_t size = sizeof(address);
  int listener = socket(AF_INET, SOCK_STREAM, 0), port = 0;
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (rank == 0) {
    if (bind(listener, (struct sockaddr *)&address, size) ||
        listen(listener, 8) ||
        getsockname(listener, (struct sockaddr *)&address, &size))
      MPI_Abort(MPI_COMM_WORLD, 1);
    port = ntohs(address.sin_port);
  }
  MPI_Bcast(&port, 1, MPI_INT, 0, MPI_COMM_WORLD);
  snprintf(place, sizeof(place), "127.0.0.1:%d", port);
  int32_t local = rank;
  pipert_world_options_t options = {0};
  options.struct_size = sizeof(options);
  options.abi_major = PIPERT_ABI_VERSION_MAJOR;
  options.abi_minor = PIPERT_ABI_VERSION_MINOR;
  options.num_ranks = 2;
  options.transport = transport;
  options.rendezvous = place;
  options.token = "of a benchmark";
  options.local_ranks = &local;
  options.num_local_ranks = 1;
  options.listener = rank == 0 ? listener : 0;
  pipert_world_t *world;
  require(pipert_world_create(&options, &world), "world");
  pipert_channel_desc_t channels[2] = {
      {sizeof(channels[0]), 1 - rank, PIPERT_CHANNEL_ACTIVATION, PIPERT_SEND,
       2},
      {sizeof(channels[0]), 1 - rank, PIPERT_CHANNEL_ACTIVATION, PIPERT_RECV,
       2}};
  pipert_rank_desc_t desc = {0};
  desc.struct_size = sizeof(desc);
  desc.rank = rank;
  desc.channels = channels;
  desc.num_channels = 2;
  pipert_context_t *context;
  require(pipert_context_create(world, &desc, &context), "context");
  return world;
}

static int compare(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

/* Microseconds of a message, one way. */
static double get_median(double *turns) {
  qsort(turns, NUM_TURNS, sizeof(*turns), compare);
  return turns[NUM_TURNS / 2] / rounds / 2 * 1e6;
}

static void measure(int rank, pipert_world_t *world, const char *transport) {
  static const struct {
    uint64_t bytes;
    int rounds;
  } cases[] = {{4, 20000}, {4096, 5000}, {65536, 2000}, {MAX_BYTES, 40}};
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); ++i) {
    double raw[NUM_TURNS], ours[NUM_TURNS], ratios[NUM_TURNS];
    bytes = cases[i].bytes;
    rounds = cases[i].rounds;
    for (int turn = -1; turn < NUM_TURNS; ++turn) {
      int place = turn < 0 ? 0 : turn; /* The first one warms up. */
      MPI_Barrier(MPI_COMM_WORLD);
      run_raw(rank);
      raw[place] = seconds;
      pipert_call_t call = {sizeof(call), rank, program, NULL, NULL};
      require(pipert_world_run(world, &call, 1), "run");
      ours[place] = seconds;
      ratios[place] = seconds / raw[place];
    }
    qsort(ratios, NUM_TURNS, sizeof(*ratios), compare);
    if (rank == 0)
      printf("%8llu bytes: MPI %9.2f us, %s %9.2f us, ratio %.2f (%.2f to "
             "%.2f)\n",
             (unsigned long long)bytes, get_median(raw), transport,
             get_median(ours), ratios[NUM_TURNS / 2], ratios[NUM_TURNS / 4],
             ratios[NUM_TURNS * 3 / 4]);
  }
}

int main(int argc, char **argv) {
  int level, rank, size;
  const char *transport = argc > 1 ? argv[1] : "mpi";
  MPI_Init_thread(&argc, &argv, MPI_THREAD_SERIALIZED, &level);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size != 2) {
    fprintf(stderr, "mpi_messages needs two processes\n");
    MPI_Abort(MPI_COMM_WORLD, 2);
  }
  out = malloc(MAX_BYTES);
  in = malloc(MAX_BYTES);
  memset(out, rank, MAX_BYTES);
  memset(in, rank, MAX_BYTES);
  pipert_world_t *world = make_world(rank, transport);
  measure(rank, world, transport);
  pipert_world_destroy(world);
  return MPI_Finalize();
}
