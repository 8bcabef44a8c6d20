/*===- session-test.c - Says what a session says, word by word ------------===//

 Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
 Exceptions. See LICENSE.txt for license information.
 SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

===----------------------------------------------------------------------===*/

/* pipe-session-test BUNDLE WORD...: opens the bundle and does what the words
   say, each with its arguments behind it. What fails is printed, and the next
   word goes on. Values are f32 or i64, all elements of an item equal. */

#include <pipert/pipe_session.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const kinds[] = {"parameter", "state",    "hyper", "input",
                                    "output",    "gradient", "report"};
enum { numKinds = sizeof(kinds) / sizeof(kinds[0]) };

static pipe_session_t *session;
static char **words;

static const char *next(void) {
  if (*words)
    return *words++;
  fprintf(stderr, "a word lacks an argument\n");
  exit(2);
}

static int32_t nextKind(void) {
  const char *name = next();
  for (int32_t kind = 0; kind < numKinds; ++kind)
    if (strcmp(name, kinds[kind]) == 0)
      return kind;
  return atoi(name);
}

static int check(pipert_status_t status) {
  if (status != PIPERT_OK)
    printf("%s: %s\n", pipert_status_name(status), pipe_session_error());
  return status == PIPERT_OK;
}

/* Finds the item that the next two words name. */
static int nextItem(int32_t *kind, int32_t *index, pipe_session_item_t *item) {
  *kind = nextKind();
  item->struct_size = sizeof(*item);
  return check(pipe_session_find(session, *kind, next(), index)) &&
         check(pipe_session_item(session, *kind, *index, item));
}

static void listItems(void) {
  for (int32_t kind = 0; kind < numKinds; ++kind)
    for (int32_t i = 0; i < pipe_session_count(session, kind); ++i) {
      pipe_session_item_t item = {.struct_size = sizeof(item)};
      if (!check(pipe_session_item(session, kind, i, &item)))
        continue;
      printf("%s '%s' %s [", kinds[kind], item.name, item.element);
      for (int32_t d = 0; d < item.num_dimensions; ++d)
        printf("%s%lld", d ? ", " : "", (long long)item.shape[d]);
      printf("] %llu bytes", (unsigned long long)item.bytes);
      if (item.batch_dimension >= 0)
        printf(", batch dimension %d", item.batch_dimension);
      printf("%s\n", item.is_loss ? ", loss" : "");
    }
}

static void describe(void) {
  pipe_session_info_t info = {.struct_size = sizeof(info)};
  if (check(pipe_session_describe(session, &info)))
    printf("'%s', %s, %d ranks, %lld micro-batches, %lld updates, %s\n",
           info.model, info.schedule, info.num_ranks,
           (long long)info.micro_batches, (long long)info.updates,
           info.mean_gradients ? "means" : "sums");
}

/* What inputs point to stays. */
static void fill(void) {
  int32_t kind, index;
  pipe_session_item_t item;
  const int isThere = nextItem(&kind, &index, &item);
  const double value = atof(next());
  if (!isThere)
    return;
  char *data = malloc(item.bytes);
  if (strcmp(item.element, "i64") == 0)
    for (uint64_t i = 0; i < item.bytes / sizeof(int64_t); ++i)
      ((int64_t *)data)[i] = (int64_t)value;
  else
    for (uint64_t i = 0; i < item.bytes / sizeof(float); ++i)
      ((float *)data)[i] = (float)value;
  const int isGood =
      check(pipe_session_set(session, kind, index, data, item.bytes));
  if (!isGood || kind != PIPE_SESSION_INPUT)
    free(data);
}

static void print(void) {
  int32_t kind, index;
  pipe_session_item_t item;
  if (!nextItem(&kind, &index, &item))
    return;
  float *data = malloc(item.bytes);
  if (check(pipe_session_get(session, kind, index, data, item.bytes)))
    printf("%s '%s' begins with %g\n", kinds[kind], item.name,
           item.bytes < sizeof(float) ? *(char *)data : data[0]);
  free(data);
}

/* Gives an item a number of bytes that need not be its own; a letter "n": from
   null, "o": from an odd address. */
static void setBytes(void) {
  int32_t kind = nextKind(), index = atoi(next());
  const uint64_t bytes = strtoull(next(), NULL, 10);
  const char place = *next();
  char *data = malloc(bytes + 1);
  check(pipe_session_set(session, kind, index,
                         place == 'n'   ? NULL
                         : place == 'o' ? data + 1
                                        : data,
                         bytes));
  free(data);
}

static void printRank(int32_t rank) {
  pipert_counters_t counters = {.struct_size = sizeof(counters)};
  pipert_event_t events[PIPERT_RECORDED_EVENTS];
  uint64_t count = 0, bytes = 0, numTasks = 0;
  if (!check(pipe_session_counters(session, rank, &counters)) ||
      !check(pipe_session_events(session, rank, events, PIPERT_RECORDED_EVENTS,
                                 &count)) ||
      !check(pipe_session_memory(session, rank, PIPERT_SEGMENT_PARAMETERS,
                                 &bytes)))
    return;
  const char *first = NULL;
  for (uint64_t i = 0; i < count; ++i)
    if (events[i].kind == PIPERT_EVENT_TASK && numTasks++ == 0)
      first = pipe_session_task_name(session, events[i].index);
  printf("rank %d: %llu tasks so far, %llu in the last step, first '%s'; %llu "
         "bytes of parameters\n",
         rank, (unsigned long long)counters.tasks, (unsigned long long)numTasks,
         first ? first : "", (unsigned long long)bytes);
}

static void run(const char *word) {
  double number;
  int32_t index = 0;
  uint64_t bytes;
  if (strcmp(word, "describe") == 0)
    describe();
  else if (strcmp(word, "items") == 0)
    listItems();
  else if (strcmp(word, "load") == 0)
    check(pipe_session_load_parameters(session, next()));
  else if (strcmp(word, "fill") == 0)
    fill();
  else if (strcmp(word, "set-bytes") == 0)
    setBytes();
  else if (strcmp(word, "print") == 0)
    print();
  else if (strcmp(word, "hyper") == 0) {
    const char *name = next();
    number = atof(next());
    if (check(pipe_session_find(session, PIPE_SESSION_HYPER, name, &index)))
      check(pipe_session_set_hyper(session, index, number));
  } else if (strcmp(word, "step") == 0)
    check(pipe_session_step(session));
  else if (strcmp(word, "begin") == 0)
    check(pipe_session_begin(session));
  else if (strcmp(word, "finish") == 0)
    check(pipe_session_finish(session));
  else if (strcmp(word, "loss") == 0) {
    if (check(pipe_session_loss(session, &number)))
      printf("loss %.6g\n", number);
  } else if (strcmp(word, "updated") == 0) {
    if (check(pipe_session_updated(session, &index)))
      printf("updated: %d\n", index);
  } else if (strcmp(word, "rank") == 0)
    printRank(atoi(next()));
  else if (strcmp(word, "memory") == 0) {
    const int32_t segment = atoi(next());
    if (check(pipe_session_memory(session, 0, segment, &bytes)))
      printf("segment %d: %llu bytes\n", segment, (unsigned long long)bytes);
  } else if (strcmp(word, "old-struct") == 0) {
    pipe_session_info_t info = {.struct_size = 0};
    check(pipe_session_describe(session, &info));
  } else if (strcmp(word, "null-path") == 0) {
    check(pipe_session_load_parameters(session, NULL));
    check(pipe_session_find(session, 0, NULL, &index));
    check(pipe_session_open("", NULL, NULL));
  } else {
    fprintf(stderr, "unknown word '%s'\n", word);
    exit(2);
  }
}

int main(int argc, char **argv) {
  pipe_session_options_t options = {.struct_size = sizeof(options)};
  if (argc < 2)
    return 2;
  words = argv + 1;
  const char *bundle = next();
  for (; *words && strncmp(*words, "--", 2) == 0; ++words) {
    const char *value = strchr(*words, '=') + 1;
    if (strncmp(*words, "--transport=", 12) == 0)
      options.transport = value;
    else if (strncmp(*words, "--replicas=", 11) == 0)
      options.replicas = atoi(value);
    else if (strncmp(*words, "--timeout=", 10) == 0)
      options.timeout_ns = atoll(value);
    else if (strncmp(*words, "--kernels=", 10) == 0)
      options.kernels = value;
    else if (strncmp(*words, "--struct-size=", 14) == 0)
      options.struct_size = (uint32_t)atoi(value);
    else
      return 2;
  }
  if (!check(pipe_session_open(strcmp(bundle, "null") ? bundle : NULL, &options,
                               &session)))
    return 1;
  while (*words)
    run(next());
  pipe_session_close(session);
  return 0;
}
