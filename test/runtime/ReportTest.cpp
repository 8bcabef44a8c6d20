//===- ReportTest.cpp - Who is to blame -----------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report.h"

#include <gtest/gtest.h>

using namespace mlir::pipert;

namespace {

Standing waiting(int32_t peer) { return {"waits", peer, false}; }
const Standing busy = {"in a task", -1, false};
const Standing ended = {"has ended", -1, true};

TEST(Report, ChainLeadsToTheBusyRank) {
  EXPECT_EQ(findCulprits({waiting(1), waiting(2), busy}),
            "rank 2 is to blame: in a task\n");
  EXPECT_EQ(findCulprits({busy, waiting(0), waiting(1)}),
            "rank 0 is to blame: in a task\n");
}

TEST(Report, SeveralCulprits) {
  EXPECT_EQ(findCulprits({busy, waiting(0), busy, waiting(2)}),
            "rank 0 is to blame: in a task\nrank 2 is to blame: in a task\n");
}

TEST(Report, EndedRankIsToBlameOnlyIfSomebodyWaits) {
  EXPECT_EQ(findCulprits({ended, busy}), "rank 1 is to blame: in a task\n");
  EXPECT_EQ(findCulprits({ended, waiting(0)}),
            "rank 0 is to blame: its program has ended, but rank 1 waits for "
            "it\n");
}

TEST(Report, WhoIsNotKnownIsNotToBlame) {
  const Standing unknown = {"is elsewhere", -1, false, false};
  EXPECT_EQ(findCulprits({unknown, waiting(0), busy}),
            "rank 2 is to blame: in a task\n");
}

TEST(Report, CircleIsPrintedOnceWithoutItsTail) {
  // 0 waits for the circle 1 -> 2 -> 1; 3 is fine.
  EXPECT_EQ(findCulprits({waiting(1), waiting(2), waiting(1), ended}),
            "ranks 1 -> 2 -> 1 wait for each other in a circle\n");
}

TEST(Report, TwoCircles) {
  EXPECT_EQ(findCulprits({waiting(1), waiting(0), waiting(3), waiting(2)}),
            "ranks 0 -> 1 -> 0 wait for each other in a circle\n"
            "ranks 2 -> 3 -> 2 wait for each other in a circle\n");
}

/// Every graph of four ranks, against a direct definition: a busy rank, an
/// ended rank that is waited for, and a rank on a circle are named, no other.
TEST(Report, AgreesWithDefinitionOnAllSmallGraphs) {
  const int n = 4;
  for (int code = 0; code < 6 * 6 * 6 * 6; ++code) {
    std::vector<Standing> ranks;
    for (int rank = 0, rest = code; rank < n; ++rank, rest /= 6)
      ranks.push_back(rest % 6 == 4   ? busy
                      : rest % 6 == 5 ? ended
                                      : waiting(rest % 6));
    std::string text = findCulprits(ranks);
    for (int rank = 0; rank < n; ++rank) {
      bool waitedFor = false;
      for (const Standing &other : ranks)
        waitedFor |= other.waitsFor == rank;
      int32_t walk = rank;
      bool onCircle = false;
      for (int i = 0; i < n && ranks[walk].waitsFor >= 0 && !onCircle; ++i) {
        walk = ranks[walk].waitsFor;
        onCircle = walk == rank;
      }
      bool guilty = onCircle || (ranks[rank].waitsFor < 0 &&
                                 (!ranks[rank].ended || waitedFor));
      std::string digit = std::to_string(rank);
      bool named =
          text.find("rank " + digit + " is to blame") != std::string::npos ||
          text.find("ranks " + digit + " ->") != std::string::npos ||
          text.find("-> " + digit + " ") != std::string::npos;
      EXPECT_EQ(named, guilty) << "rank " << rank << " in\n"
                               << describe(ranks) << text;
    }
  }
}

TEST(RankNews, AreReadBackOrRefused) {
  RankNews news = {7, true, {"in task 3", 1, true}};
  news.events = {
      {10, 20, 3, PIPERT_EVENT_TASK, 4, 0, 0},
      {30, PIPERT_EVENT_NOT_ENDED, 5, PIPERT_EVENT_WAIT_RECV, 1, 6, 64}};
  Blob whole = pack(news);
  std::optional<RankNews> read = unpackNews(whole, 2);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->progress, 7u);
  EXPECT_TRUE(read->isLast);
  EXPECT_EQ(read->standing.place, "in task 3");
  EXPECT_EQ(read->standing.waitsFor, 1);
  EXPECT_TRUE(read->standing.ended);
  ASSERT_EQ(read->events.size(), 2u);
  EXPECT_EQ(read->events[0].micro_batch, 3);
  const pipert_event_t &wait = read->events[1];
  EXPECT_EQ(wait.start_ns, 30);
  EXPECT_EQ(wait.end_ns, PIPERT_EVENT_NOT_ENDED);
  EXPECT_EQ(wait.micro_batch, 5);
  EXPECT_EQ(wait.kind, PIPERT_EVENT_WAIT_RECV);
  EXPECT_EQ(wait.index, 1);
  EXPECT_EQ(wait.sequence, 6u);
  EXPECT_EQ(wait.bytes, 64u);
  // There is no rank 1 to wait for.
  EXPECT_FALSE(unpackNews(whole, 1));
  for (size_t bytes = 0; bytes < whole.size(); ++bytes)
    EXPECT_FALSE(unpackNews(whole.substr(0, bytes), 2)) << bytes;
  EXPECT_FALSE(unpackNews(whole + "x", 2));
}

} // namespace
