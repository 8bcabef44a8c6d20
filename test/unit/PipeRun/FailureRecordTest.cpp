//===- FailureRecordTest.cpp - What is written of a failed run ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FailureRecord.h"
#include "Session.h"
#include "TraceWriter.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

using namespace mlir::pipe;
using nlohmann::json;

namespace {

constexpr int64_t notEnded = PIPERT_EVENT_NOT_ENDED;

/// Two ranks with a stage each; activations go to rank 1, gradients back.
Bundle makeBundle() {
  Bundle bundle;
  Manifest &manifest = bundle.manifest;
  manifest.name = "model";
  manifest.schedule = "1f1b";
  manifest.ranks = 2;
  manifest.microBatches = 4;
  manifest.tasks.resize(2);
  for (int32_t rank = 0; rank < 2; ++rank) {
    manifest.tasks[size_t(rank)].kind = ActionKind::Forward;
    manifest.tasks[size_t(rank)].stage = rank;
    manifest.tasks[size_t(rank)].rank = rank;
  }
  manifest.programs.resize(2);
  manifest.programs[0].channels = {{1, false, true, 2}, {1, true, false, 2}};
  manifest.programs[1].channels = {{0, false, false, 2}, {0, true, true, 2}};
  return bundle;
}

/// Rank 0 has run a task, sent its result, and waits for a gradient.
RankEvents makeEvents() {
  return {{1000, 3000, 2, PIPERT_EVENT_TASK, 0, 0, 0},
          {3100, 3100, 2, PIPERT_EVENT_SEND, 0, 6, 64},
          {3100, 3100, 1, PIPERT_EVENT_RECV, 1, 5, 64},
          {3200, 3400, 1, PIPERT_EVENT_WAIT_RECV, 1, 5, 64},
          {3500, notEnded, 2, PIPERT_EVENT_WAIT_RECV, 1,
           PIPERT_EVENT_NO_SEQUENCE, 64}};
}

FailureRecord makeRecord() {
  return {"rank 1: its process has ended\n  rank 0: waits",
          0,
          0,
          1003100,
          {makeEvents(), std::nullopt}};
}

TEST(FailureRecord, TextHasWhatOthersKnowOfWhoIsGone) {
  EXPECT_EQ(
      describeFailure(makeBundle(), makeRecord()),
      "the run failed: rank 1: its process has ended\n"
      "  rank 0: waits\n"
      "model: 1f1b, 2 ranks, 4 micro-batches\n"
      "\n"
      "the events of rank 1 have not come; what the others know of it:\n"
      "  rank 0 has sent it the activation of micro-batch 2 (message 6) last, "
      "0.001000 s before the failure\n"
      "  rank 0 has received from it the gradient of micro-batch 1 (message 5) "
      "last, 0.001000 s before the failure\n"
      "  rank 0 waits for it to send the gradient of micro-batch 2\n");
}

TEST(FailureRecord, WaitsForASendAndForRoomAreTold) {
  FailureRecord record = makeRecord();
  for (auto [kind, text] :
       {std::pair{PIPERT_EVENT_WAIT_SEND, "be done with"},
        std::pair{PIPERT_EVENT_WAIT_ROOM, "make room for"}}) {
    record.events[0] = {{1, notEnded, 3, kind, 0, 7, 64}};
    EXPECT_NE(describeFailure(makeBundle(), record)
                  .find("  rank 0 waits for it to " + std::string(text) +
                        " the activation of micro-batch 3 (message 7)\n"),
              std::string::npos);
  }
  record.events[0] = RankEvents();
  EXPECT_TRUE(describeFailure(makeBundle(), record)
                  .ends_with("what the others know of it:\n  nothing\n"));
}

TEST(FailureRecord, JsonHasEveryEvent) {
  json found = json::parse(makeEventsJson(makeBundle(), makeRecord()));
  EXPECT_EQ(found["format"], "pipe-run-events");
  EXPECT_EQ(found["version"], 1);
  EXPECT_EQ(found["failure"], "rank 1: its process has ended");
  EXPECT_EQ(found["failed_ns"], 1003100);
  EXPECT_TRUE(found["ranks"][1]["events"].is_null());
  EXPECT_TRUE(found["ranks"][1]["waits_for"].is_null());
  const json &events = found["ranks"][0]["events"];
  ASSERT_EQ(events.size(), 5u);
  EXPECT_EQ(events[0], json::parse(R"({"kind": "task", "start_ns": 1000,
      "end_ns": 3000, "micro_batch": 2, "task": 0, "name": "F stage 0"})"));
  EXPECT_EQ(events[1], json::parse(R"({"kind": "send", "start_ns": 3100,
      "end_ns": 3100, "micro_batch": 2, "peer": 1, "message": "activation",
      "sequence": 6, "bytes": 64})"));
  EXPECT_EQ(events[4], json::parse(R"({"kind": "wait_recv", "start_ns": 3500,
      "end_ns": null, "micro_batch": 2, "peer": 1, "message": "gradient",
      "sequence": null, "bytes": 64})"));
  EXPECT_EQ(found["ranks"][0]["waits_for"], events[4]);
}

/// Events of another process may be anything.
TEST(FailureRecord, EventsAreNotTrusted) {
  FailureRecord record = makeRecord();
  record.events[1] = {{1, 2, 0, PIPERT_EVENT_TASK, -5, 0, 0},
                      {1, 2, 0, PIPERT_EVENT_SEND, 9, 0, 0},
                      {1, 2, 0, 77, -1, 0, 0}};
  Bundle bundle = makeBundle();
  json events =
      json::parse(makeEventsJson(bundle, record))["ranks"][1]["events"];
  EXPECT_EQ(events[0]["name"], "task -5");
  EXPECT_FALSE(events[1].contains("peer"));
  EXPECT_EQ(events[2]["kind"], "unknown");
  EXPECT_FALSE(makeFailureTrace(bundle, record).empty());
}

TEST(FailureRecord, TraceDrawsWhatHasNotEndedToTheFailure) {
  FailureRecord record = makeRecord();
  record.events[1] = {{3300, 3400, 2, PIPERT_EVENT_WAIT_RECV, 0, 6, 64},
                      {4000, notEnded, 2, PIPERT_EVENT_TASK, 1, 0, 0}};
  json events =
      json::parse(makeFailureTrace(makeBundle(), record))["traceEvents"];
  std::vector<json> open, arrows, marks;
  for (const json &event : events) {
    if (event.value("cat", "") == "not ended")
      open.push_back(event);
    if (event["ph"] == "s" || event["ph"] == "f")
      arrows.push_back(event);
    if (event["ph"] == "i")
      marks.push_back(event);
  }
  ASSERT_EQ(open.size(), 2u);
  EXPECT_EQ(open[0]["name"], "wait for gradient from rank 1 mb 2 (not ended)");
  EXPECT_EQ(open[1]["name"], "F stage 1 mb 2 (not ended)");
  // From the first event on, in microseconds.
  EXPECT_EQ(open[1]["ts"], 3.0);
  EXPECT_EQ(open[1]["dur"], 999.1);
  ASSERT_EQ(marks.size(), 2u);
  EXPECT_EQ(marks[0]["name"], "send activation to rank 1 mb 2");
  EXPECT_EQ(marks[1]["name"], "post gradient from rank 1 mb 1");
  ASSERT_EQ(arrows.size(), 2u);
  EXPECT_EQ(arrows[0]["tid"], 0);
  EXPECT_EQ(arrows[1]["tid"], 1);
  EXPECT_EQ(arrows[1]["ts"], 3.0);
}

} // namespace
