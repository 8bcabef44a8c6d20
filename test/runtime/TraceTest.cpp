//===- TraceTest.cpp - Events that are read while they are written --------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Trace.h"

#include <gtest/gtest.h>
#include <thread>

using namespace mlir::pipert;

namespace {

/// Event n: all of its words are made of n.
EventSubject makeSubject(uint64_t number) {
  return {PIPERT_EVENT_SEND, int32_t(number % 1000), int64_t(2 * number),
          number, 3 * number};
}

/// Whoever reads sees whole events, one behind the other; the last one may be
/// open.
TEST(Trace, IsWholeWhileItIsWritten) {
  constexpr uint64_t numEvents = 2'000'000, capacity = 64;
  Trace trace(capacity);
  std::jthread writer([&] {
    for (uint64_t number = 0; number < numEvents; number += 2) {
      // The first one is recorded while the second one is open.
      trace.begin(makeSubject(number + 1));
      trace.record(makeSubject(number), 1, 2);
      trace.end();
    }
  });
  uint64_t latest = 0, numReads = 0;
  while (latest < numEvents - 1) {
    std::vector<pipert_event_t> events = trace.read(/*allSteps=*/true);
    ASSERT_LE(events.size(), capacity);
    for (size_t i = 0; i < events.size(); ++i) {
      const pipert_event_t &event = events[i];
      const uint64_t number = event.sequence;
      // What is open comes before the one that is recorded meanwhile.
      if (i + 1 < events.size() || event.end_ns != PIPERT_EVENT_NOT_ENDED) {
        ASSERT_EQ(number, events[0].sequence + i);
      }
      ASSERT_EQ(event.kind, PIPERT_EVENT_SEND);
      ASSERT_EQ(event.index, int32_t(number % 1000));
      ASSERT_EQ(event.micro_batch, int64_t(2 * number));
      ASSERT_EQ(event.bytes, 3 * number);
      ASSERT_TRUE(event.end_ns >= event.start_ns ||
                  event.end_ns == PIPERT_EVENT_NOT_ENDED);
    }
    if (!events.empty())
      latest = events.back().sequence;
    ++numReads;
  }
  writer.join(); // It may still end its last event.
  EXPECT_GT(numReads, 0u);
  EXPECT_EQ(trace.read(true).size(), capacity);
}

TEST(Trace, WhatIsOpenStaysTheLatest) {
  Trace trace(8);
  trace.begin(makeSubject(2));
  trace.record(makeSubject(1), 10, 20);
  std::vector<pipert_event_t> events = trace.read(true);
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].sequence, 1u);
  EXPECT_EQ(events[0].end_ns, 20);
  EXPECT_EQ(events[1].sequence, 2u);
  EXPECT_EQ(events[1].end_ns, PIPERT_EVENT_NOT_ENDED);
  const int64_t start = events[1].start_ns;
  trace.end();
  events = trace.read(true);
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[1].sequence, 2u);
  EXPECT_EQ(events[1].start_ns, start);
  EXPECT_GE(events[1].end_ns, start);
}

TEST(Trace, StepsAndTheLatestAreChosen) {
  Trace trace(8);
  for (uint64_t number = 0; number < 5; ++number)
    trace.mark(makeSubject(number), now());
  trace.beginStep();
  for (uint64_t number = 5; number < 8; ++number)
    trace.mark(makeSubject(number), now());
  EXPECT_EQ(trace.read(/*allSteps=*/true).size(), 8u);
  EXPECT_EQ(trace.read(/*allSteps=*/true, 2).front().sequence, 6u);
  std::vector<pipert_event_t> ofStep = trace.read(/*allSteps=*/false);
  ASSERT_EQ(ofStep.size(), 3u);
  EXPECT_EQ(ofStep[0].sequence, 5u);
  EXPECT_EQ(trace.getNumDropped(), 0u);
}

TEST(Trace, OfNoEventsHasNone) {
  Trace trace(0);
  trace.begin(makeSubject(1));
  trace.end();
  trace.mark(makeSubject(2), now());
  EXPECT_TRUE(trace.read(true).empty());
  EXPECT_EQ(trace.getNumDropped(), 0u);
}

/// What is marked behind another event costs no reading of the clock.
TEST(Trace, MarksBehindHaveTheTimeOfTheEventBefore) {
  Trace trace(4);
  trace.begin(makeSubject(0));
  trace.end();
  trace.markBehind(makeSubject(1));
  std::vector<pipert_event_t> events = trace.read(true);
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[1].start_ns, events[0].end_ns);
  EXPECT_EQ(events[1].end_ns, events[0].end_ns);
}

} // namespace
