/*===- serve.c - Predictions of a stream of batches -----------------------===//

 Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
 Exceptions. See LICENSE.txt for license information.
 SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

===----------------------------------------------------------------------===*/

/* serve BUNDLE PARAMETERS < batches > predictions

   Reads batches of the first input, as they lie in memory, and writes the first
   output of each. While the ranks are at work on a batch the next one is read,
   and begun behind it: ranks that are done with the first go on with it. */

#include <pipert/pipe_session.h>

#include <stdio.h>
#include <stdlib.h>

static void require(pipert_status_t status) {
  if (status == PIPERT_OK)
    return;
  fprintf(stderr, "serve: %s\n", pipe_session_error());
  exit(1);
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "serve BUNDLE PARAMETERS < batches > predictions\n");
    return 2;
  }
  pipe_session_t *session;
  pipe_session_item_t input = {.struct_size = sizeof(input)};
  pipe_session_item_t output = {.struct_size = sizeof(output)};
  require(pipe_session_open(argv[1], NULL, &session));
  require(pipe_session_load_parameters(session, argv[2]));
  require(pipe_session_item(session, PIPE_SESSION_INPUT, 0, &input));
  require(pipe_session_item(session, PIPE_SESSION_OUTPUT, 0, &output));

  /* A step reads its batch where it lies, so the next one has another place. */
  char *batches[] = {malloc(input.bytes), malloc(input.bytes)};
  char *predictions = malloc(output.bytes);
  long numBegun = 0, numDone = 0;
  int isEnd = 0;
  while (numDone < numBegun || !isEnd) {
    char *batch = batches[numBegun % 2];
    if (!isEnd && fread(batch, 1, input.bytes, stdin) == input.bytes) {
      require(
          pipe_session_set(session, PIPE_SESSION_INPUT, 0, batch, input.bytes));
      require(pipe_session_begin(session));
      ++numBegun;
    } else {
      isEnd = 1;
    }
    if (numBegun - numDone == 2 || (isEnd && numDone < numBegun)) {
      require(pipe_session_finish(session));
      require(pipe_session_get(session, PIPE_SESSION_OUTPUT, 0, predictions,
                               output.bytes));
      if (fwrite(predictions, 1, output.bytes, stdout) != output.bytes)
        return 1;
      ++numDone;
    }
  }
  fprintf(stderr, "%ld batches\n", numDone);
  pipe_session_close(session);
  free(batches[0]);
  free(batches[1]);
  free(predictions);
  return 0;
}
