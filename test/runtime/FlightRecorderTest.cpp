//===- FlightRecorderTest.cpp - What ranks did before a failure -----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestWorld.h"

namespace {

/// As pipert_world_events gives them out.
std::vector<pipert_event_t> getLastEvents(const TestWorld &world,
                                          int32_t rank) {
  std::vector<pipert_event_t> events(PIPERT_RECORDED_EVENTS);
  uint64_t count = 0;
  EXPECT_EQ(pipert_world_events(world.world, rank, events.data(), events.size(),
                                &count),
            PIPERT_OK)
      << pipert_last_error();
  events.resize(count);
  return events;
}

bool hasEnded(const pipert_event_t &event) {
  return event.end_ns != PIPERT_EVENT_NOT_ENDED;
}

/// Kind, index, micro-batch, sequence, bytes.
using Known = std::tuple<int32_t, int32_t, int64_t, uint64_t, uint64_t>;

std::vector<Known> getKnown(const std::vector<pipert_event_t> &events) {
  std::vector<Known> known;
  for (const pipert_event_t &event : events)
    known.push_back({event.kind, event.index, event.micro_batch, event.sequence,
                     event.bytes});
  return known;
}

/// Two messages come, and a third one does not: rank 0 fails instead.
TEST(FlightRecorder, HasTheOrderOfThePrograms) {
  TestWorld world(2, {{0, 1}});
  int64_t value = 0;
  auto first = [&](pipert_context_t *context) -> int32_t {
    for (int m = 0; m < 2; ++m) {
      TRY(runTask(context, 0, m));
      TRY(sendNow(context, 0, &value, sizeof(value), m));
    }
    TRY(runTask(context, 0, 2));
    return 42;
  };
  auto second = [&](pipert_context_t *context) -> int32_t {
    for (int m = 0; m < 3; ++m) {
      TRY(receiveNow(context, 0, sizeof(value), m));
      TRY(runTask(context, 1, m));
    }
    return PIPERT_OK;
  };
  pipert_failure_t failure = {sizeof(failure), -1, 0};
  EXPECT_EQ(pipert_world_failure(world.world, &failure),
            PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(), "no run of this world has failed");
  EXPECT_EQ(world.run({first, second}), PIPERT_INTERNAL);
  ASSERT_EQ(pipert_world_failure(world.world, &failure), PIPERT_OK);
  EXPECT_EQ(failure.speaker, 0);

  std::vector<pipert_event_t> sent = getLastEvents(world, 0);
  // Whether a send is waited for depends on how fast the other rank is.
  std::erase_if(sent, [](const pipert_event_t &event) {
    return event.kind == PIPERT_EVENT_WAIT_SEND;
  });
  EXPECT_EQ(getKnown(sent), (std::vector<Known>{
                                {PIPERT_EVENT_TASK, 0, 0, 0, 0},
                                {PIPERT_EVENT_SEND, 0, 0, 0, 8},
                                {PIPERT_EVENT_TASK, 0, 1, 0, 0},
                                {PIPERT_EVENT_SEND, 0, 1, 1, 8},
                                {PIPERT_EVENT_TASK, 0, 2, 0, 0},
                            }));
  std::vector<pipert_event_t> received = getLastEvents(world, 1);
  std::vector<Known> expected;
  for (uint64_t m = 0; m < 3; ++m) {
    expected.push_back({PIPERT_EVENT_RECV, 0, m, m, 8});
    expected.push_back({PIPERT_EVENT_WAIT_RECV, 0, m, m, 8});
    if (m == 2)
      continue;
    expected.push_back({PIPERT_EVENT_RELEASE, 0, m, m, 8});
    expected.push_back({PIPERT_EVENT_TASK, 1, m, 0, 0});
  }
  EXPECT_EQ(getKnown(received), expected);
  EXPECT_FALSE(hasEnded(received.back()));
  for (const auto &events : {sent, received})
    for (size_t i = 0; i < events.size(); ++i) {
      EXPECT_LE(events[i].start_ns, failure.time_ns);
      if (i + 1 < events.size()) {
        EXPECT_TRUE(hasEnded(events[i]));
        EXPECT_LE(events[i].end_ns, events[i + 1].start_ns);
      }
    }
}

/// Nobody has asked for a trace, and the events of earlier steps stay.
TEST(FlightRecorder, KeepsTheLatestOfAllSteps) {
  TestWorld world(1, {}, {}, 30, /*traceCapacity=*/0);
  int64_t next = 0;
  auto program = [&](pipert_context_t *context) -> int32_t {
    for (int i = 0; i < 300; ++i)
      TRY(runTask(context, 0, next++));
    return next == 1500 ? 42 : 0;
  };
  for (int step = 0; step < 4; ++step)
    ASSERT_EQ(world.run({program}), PIPERT_OK);
  EXPECT_EQ(world.getTrace(0).size(), 301u);
  EXPECT_EQ(world.run({program}), PIPERT_INTERNAL);
  std::vector<pipert_event_t> events = getLastEvents(world, 0);
  ASSERT_EQ(events.size(), size_t(PIPERT_RECORDED_EVENTS));
  // From the last one back; a step that has ended is an event, too.
  int64_t expected = 1499;
  for (size_t i = events.size(); i-- > 0;) {
    if (events[i].kind == PIPERT_EVENT_STEP)
      continue;
    EXPECT_EQ(events[i].micro_batch, expected--);
  }
  EXPECT_EQ(expected, 1499 - (PIPERT_RECORDED_EVENTS - 3));
}

/// A task that fails, or never returns, has begun and not ended.
TEST(FlightRecorder, ShowsTheTaskThatDidNotEnd) {
  for (const char *variable : {"PIPERT_TEST_FAIL", "PIPERT_TEST_STALL"}) {
    setenv(variable, "0:3:7", 1);
    TestWorld world(1, {}, {}, 0.2);
    unsetenv(variable);
    EXPECT_NE(world.run({[&](pipert_context_t *context) {
      return runTask(context, 3, 7);
    }}),
              PIPERT_OK);
    std::vector<pipert_event_t> events = getLastEvents(world, 0);
    ASSERT_EQ(events.size(), 1u) << variable;
    EXPECT_EQ(events[0].kind, PIPERT_EVENT_TASK);
    EXPECT_EQ(events[0].index, 3);
    EXPECT_EQ(events[0].micro_batch, 7);
    EXPECT_FALSE(hasEnded(events[0]));
  }
}

/// A full channel: the wait for room says for which message.
TEST(FlightRecorder, ShowsTheWaitForRoom) {
  TestWorld world(2, {{0, 1, PIPERT_CHANNEL_GRADIENT, /*capacity=*/1}}, {},
                  0.2);
  char data[16] = {};
  auto first = [&](pipert_context_t *context) -> int32_t {
    uint64_t request;
    for (int m = 0; m < 2; ++m)
      TRY(pipert_send(context, 0, data, sizeof(data), m, 0, &request));
    return PIPERT_OK;
  };
  auto second = [](pipert_context_t *) { return PIPERT_OK; };
  EXPECT_EQ(world.run({first, second}), PIPERT_DEADLINE);
  EXPECT_EQ(getKnown(getLastEvents(world, 0)),
            (std::vector<Known>{{PIPERT_EVENT_SEND, 0, 0, 0, 16},
                                {PIPERT_EVENT_WAIT_ROOM, 0, 1, 1, 16}}));
  EXPECT_FALSE(hasEnded(getLastEvents(world, 0).back()));
}

TEST(FlightRecorder, NegativeCapacityKeepsNothing) {
  TestWorld world(1, {}, {}, 30, /*traceCapacity=*/-1);
  EXPECT_EQ(world.run({[](pipert_context_t *context) {
    TRY(runTask(context, 0, 0));
    return 42;
  }}),
            PIPERT_INTERNAL);
  EXPECT_TRUE(getLastEvents(world, 0).empty());
  uint64_t count = 0;
  EXPECT_EQ(pipert_world_events(world.world, 1, nullptr, 0, &count),
            PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(),
               "no run of this world has failed, or it has no rank 1");
}

} // namespace
