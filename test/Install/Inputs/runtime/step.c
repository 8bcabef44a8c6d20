/*===- step.c - A step of two ranks, written by hand ----------------------===//

 Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
 Exceptions. See LICENSE.txt for license information.
 SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

===----------------------------------------------------------------------===*/

#include <pipert/pipert.h>

#include <stdio.h>

/* Rank 0 sends its input. */
static int32_t sendInput(pipert_context_t *context, void *const *segments,
                         const void *const *inputs, void *const *outputs) {
  uint64_t request;
  pipert_status_t status =
      pipert_send(context, /*channel=*/0, inputs[0], sizeof(double),
                  /*micro_batch=*/0, /*stream=*/0, &request);
  (void)segments, (void)outputs;
  if (status == PIPERT_OK)
    status = pipert_wait(context, request);
  return status;
}

/* Rank 1 gives twice what it receives. */
static int32_t doubleMessage(pipert_context_t *context, void *const *segments,
                             const void *const *inputs, void *const *outputs) {
  uint64_t request;
  void *message;
  double buffer;
  (void)segments, (void)inputs;
  pipert_status_t status =
      pipert_recv(context, /*channel=*/0, &buffer, sizeof(double),
                  /*micro_batch=*/0, /*stream=*/0, &request);
  if (status == PIPERT_OK)
    status = pipert_wait_recv(context, request, &message);
  if (status == PIPERT_OK) {
    *(double *)outputs[0] = 2 * *(const double *)message;
    status = pipert_release(context, request);
  }
  return status;
}

int main(void) {
  double number = 21, twice = 0;
  const void *const inputs[] = {&number};
  void *const outputs[] = {&twice};
  const pipert_channel_desc_t channels[] = {
      {sizeof(channels[0]), 1, PIPERT_CHANNEL_ACTIVATION, PIPERT_SEND, 1},
      {sizeof(channels[0]), 0, PIPERT_CHANNEL_ACTIVATION, PIPERT_RECV, 1}};
  const pipert_call_t calls[] = {{.struct_size = sizeof(calls[0]),
                                  .rank = 0,
                                  .program = sendInput,
                                  .inputs = inputs},
                                 {.struct_size = sizeof(calls[0]),
                                  .rank = 1,
                                  .program = doubleMessage,
                                  .outputs = outputs}};
  const pipert_world_options_t options = {.struct_size = sizeof(options),
                                          .abi_major = PIPERT_ABI_VERSION_MAJOR,
                                          .abi_minor = PIPERT_ABI_VERSION_MINOR,
                                          .num_ranks = 2};
  pipert_world_t *world = NULL;
  pipert_status_t status = pipert_world_create(&options, &world);
  for (int32_t rank = 0; rank < 2 && status == PIPERT_OK; ++rank) {
    const pipert_rank_desc_t desc = {.struct_size = sizeof(desc),
                                     .rank = rank,
                                     .channels = &channels[rank],
                                     .num_channels = 1};
    pipert_context_t *context;
    status = pipert_context_create(world, &desc, &context);
  }
  if (status == PIPERT_OK)
    status = pipert_world_run(world, calls, 2);
  if (status != PIPERT_OK)
    fprintf(stderr, "%s\n", pipert_last_error());
  else
    printf("rank 1 has %g\n", twice);
  pipert_world_destroy(world);
  return status != PIPERT_OK;
}
