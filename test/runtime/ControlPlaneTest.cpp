//===- ControlPlaneTest.cpp - What every control plane must do ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Planes.h"
#include "Told.h"
#include "inprocess/InProcessControlPlane.h"

#include <atomic>
#include <functional>
#include <gtest/gtest.h>

using namespace mlir::pipert;

namespace {

/// A control plane under test: those of all processes of a run. A new
/// implementation is a new row in getCases().
struct ControlCase {
  std::string name;
  std::vector<std::vector<int32_t>> processes;
  std::function<std::vector<std::unique_ptr<ControlPlane>>(
      const std::vector<std::vector<int32_t>> &)>
      create;
};

std::ostream &operator<<(std::ostream &out, const ControlCase &value) {
  return out << value.name;
}

int32_t countRanks(const std::vector<std::vector<int32_t>> &processes) {
  size_t count = 0;
  for (const auto &ranks : processes)
    count += ranks.size();
  return int32_t(count);
}

std::vector<std::unique_ptr<ControlPlane>>
createInProcess(const std::vector<std::vector<int32_t>> &processes) {
  std::vector<std::unique_ptr<ControlPlane>> planes;
  planes.push_back(
      std::make_unique<InProcessControlPlane>(countRanks(processes)));
  return planes;
}

std::vector<std::unique_ptr<ControlPlane>>
createTcp(const std::vector<std::vector<int32_t>> &processes) {
  return makePlanes(processes);
}

std::vector<ControlCase> getCases() {
  return {{"InProcess", {{0, 1, 2, 3}}, createInProcess},
          {"InProcessOneRank", {{0}}, createInProcess},
          {"TcpTwo", {{0, 2}, {1, 3}}, createTcp},
          {"TcpThree", {{1}, {0, 3}, {2}}, createTcp},
          {"TcpSix", {{0}, {1}, {2}, {3}, {4}, {5}}, createTcp},
          {"TcpOneRank", {{0}}, createTcp}};
}

class ControlPlanes : public testing::TestWithParam<ControlCase> {
protected:
  ControlPlanes()
      : processes(GetParam().processes), planes(GetParam().create(processes)),
        numRanks(countRanks(processes)) {}

  /// Calls `function` for every process at the same time.
  void onAll(const std::function<void(ControlPlane &)> &function) {
    std::vector<std::thread> threads;
    for (auto &plane : planes)
      threads.emplace_back([&] { function(*plane); });
    for (std::thread &thread : threads)
      thread.join();
  }
  ControlPlane &planeOf(int32_t rank) {
    for (auto &plane : planes)
      if (plane->isLocal(rank))
        return *plane;
    std::abort();
  }

  const std::vector<std::vector<int32_t>> processes;
  std::vector<std::unique_ptr<ControlPlane>> planes;
  const int32_t numRanks;
};

INSTANTIATE_TEST_SUITE_P(Implementations, ControlPlanes,
                         testing::ValuesIn(getCases()),
                         [](const auto &info) { return info.param.name; });

TEST_P(ControlPlanes, KnowWhoIsThere) {
  for (size_t i = 0; i < planes.size(); ++i) {
    EXPECT_EQ(planes[i]->getNumRanks(), numRanks);
    EXPECT_EQ(planes[i]->getLocalRanks(), processes[i]);
    EXPECT_EQ(planes[i]->isAlone(), planes.size() == 1);
    for (int32_t rank = -1; rank <= numRanks; ++rank)
      EXPECT_EQ(planes[i]->isLocal(rank),
                std::count(processes[i].begin(), processes[i].end(), rank) > 0);
  }
}

/// From every rank to every rank; keys are taken in another order than sent.
TEST_P(ControlPlanes, MessagesOfAKeyComeInOrder) {
  onAll([&](ControlPlane &plane) {
    for (int32_t from : plane.getLocalRanks())
      for (int32_t to = 0; to < numRanks; ++to)
        for (int i = 0; i < 20; ++i)
          for (std::string key : {"a", "b"})
            EXPECT_EQ(plane.send(from, to, key,
                                 key + std::to_string(from * 100 + i) +
                                     std::string(size_t(i * 100), '\0')),
                      PIPERT_OK);
    for (int32_t to : plane.getLocalRanks())
      for (int32_t from = 0; from < numRanks; ++from)
        for (std::string key : {"b", "a"})
          for (int i = 0; i < 20; ++i) {
            Blob blob;
            ASSERT_EQ(plane.receive(from, to, key, 10 * second, blob),
                      PIPERT_OK)
                << pipert_last_error();
            EXPECT_EQ(blob, key + std::to_string(from * 100 + i) +
                                std::string(size_t(i * 100), '\0'));
          }
  });
}

/// As reports and traces are gathered: bytes of any size, by rank.
TEST_P(ControlPlanes, GatherIsInTheOrderOfRanks) {
  onAll([&](ControlPlane &plane) {
    for (int round = 0; round < 3; ++round) {
      std::vector<Blob> local, all;
      for (int32_t rank : plane.getLocalRanks())
        local.push_back(Blob(size_t(rank * 10000 * round), char('a' + rank)));
      ASSERT_EQ(plane.gather("trace", local, 10 * second, all), PIPERT_OK);
      if (!plane.isLocal(0)) {
        EXPECT_TRUE(all.empty());
        continue;
      }
      ASSERT_EQ(all.size(), size_t(numRanks));
      for (int32_t rank = 0; rank < numRanks; ++rank)
        EXPECT_EQ(all[rank],
                  Blob(size_t(rank * 10000 * round), char('a' + rank)));
    }
  });
}

TEST_P(ControlPlanes, ExchangeBringsIdsToAll) {
  onAll([&](ControlPlane &plane) {
    std::vector<Blob> local, all;
    for (int32_t rank : plane.getLocalRanks())
      local.push_back("id of " + std::to_string(rank));
    ASSERT_EQ(plane.exchange("ids", local, 10 * second, all), PIPERT_OK);
    ASSERT_EQ(all.size(), size_t(numRanks));
    for (int32_t rank = 0; rank < numRanks; ++rank)
      EXPECT_EQ(all[rank], "id of " + std::to_string(rank));
  });
}

TEST_P(ControlPlanes, BroadcastIsOfRankZero) {
  onAll([&](ControlPlane &plane) {
    Blob blob = plane.isLocal(0) ? "one id for all" : "";
    ASSERT_EQ(plane.broadcast("id", 10 * second, blob), PIPERT_OK);
    EXPECT_EQ(blob, "one id for all");
  });
}

TEST_P(ControlPlanes, BarrierWaitsForAll) {
  std::atomic<size_t> arrived{0};
  onAll([&](ControlPlane &plane) {
    for (size_t round = 1; round <= 10; ++round) {
      if (!plane.isLocal(0))
        sleepMs(2);
      ++arrived;
      ASSERT_EQ(plane.barrier("all", 10 * second), PIPERT_OK);
      EXPECT_GE(arrived.load(), round * planes.size());
    }
  });
}

TEST_P(ControlPlanes, EqualHashesAreAgreedOn) {
  onAll([&](ControlPlane &plane) {
    EXPECT_EQ(plane.agree("bundle", "d41d8cd9", 10 * second), PIPERT_OK);
  });
}

TEST_P(ControlPlanes, OtherHashIsRefusedAndBothAreNamed) {
  if (planes.size() == 1)
    GTEST_SKIP() << "one process agrees with itself";
  ControlPlane &other = planeOf(numRanks - 1);
  int32_t first = other.getLocalRanks()[0];
  ASSERT_FALSE(other.isLocal(0) && planes.size() == 2);
  onAll([&](ControlPlane &plane) {
    bool isOther = &plane == &other;
    EXPECT_EQ(plane.agree("bundle", isOther ? "ffff" : "d41d", 10 * second),
              PIPERT_INVALID_ARGUMENT);
    std::string message = pipert_last_error();
    // The first rank whose hash is not that of rank 0.
    EXPECT_EQ(message,
              other.isLocal(0)
                  ? "rank 1 has bundle 'd41d', but rank 0 has bundle 'ffff'"
                  : "rank " + std::to_string(first) +
                        " has bundle 'ffff', but rank 0 has bundle 'd41d'");
  });
}

TEST_P(ControlPlanes, AbortIsSeenByAll) {
  std::vector<Told> told(planes.size());
  for (size_t i = 0; i < planes.size(); ++i)
    told[i].listen(*planes[i]);
  int32_t rank = numRanks - 1;
  EXPECT_EQ(planeOf(rank).abort({PIPERT_MISMATCH, rank, "out of luck"}),
            PIPERT_OK);
  for (Told &process : told) {
    ASSERT_TRUE(holdsSoon([&] { return process.count.load() == 1; }));
    EXPECT_EQ(process.abort.status, PIPERT_MISMATCH);
    EXPECT_EQ(process.abort.rank, rank);
    EXPECT_EQ(process.abort.reason, "out of luck");
  }
}

/// All ranks abort at once: one of them wins, the same one everywhere.
TEST_P(ControlPlanes, FirstAbortWins) {
  std::vector<Told> told(planes.size());
  for (size_t i = 0; i < planes.size(); ++i)
    told[i].listen(*planes[i]);
  onAll([&](ControlPlane &plane) {
    for (int32_t rank : plane.getLocalRanks())
      EXPECT_EQ(plane.abort(
                    {PIPERT_INTERNAL, rank, "reason " + std::to_string(rank)}),
                PIPERT_OK);
  });
  for (Told &process : told)
    ASSERT_TRUE(holdsSoon([&] { return process.count.load() >= 1; }));
  // Whatever else was said is there after this.
  sleepMs(20);
  for (Told &process : told) {
    EXPECT_EQ(process.count.load(), 1);
    EXPECT_EQ(process.abort.rank, told[0].abort.rank);
    EXPECT_EQ(process.abort.reason,
              "reason " + std::to_string(process.abort.rank));
  }
}

TEST_P(ControlPlanes, LateListenerIsTold) {
  Told first, late;
  first.listen(*planes[0]);
  planeOf(numRanks - 1).abort({PIPERT_INTERNAL, -1, "early"});
  ASSERT_TRUE(holdsSoon([&] { return first.count.load() == 1; }));
  late.listen(*planes[0]);
  EXPECT_EQ(late.count.load(), 1);
  EXPECT_EQ(late.abort.reason, "early");
}

/// An abort ends waiting, but not what has come before it.
TEST_P(ControlPlanes, AbortEndsReceives) {
  int32_t last = numRanks - 1;
  ASSERT_EQ(planeOf(last).send(last, 0, "before", "there"), PIPERT_OK);
  std::thread aborter([&] {
    sleepMs(20);
    planeOf(last).abort({PIPERT_INTERNAL, last, "out of luck"});
  });
  Blob blob;
  EXPECT_EQ(planeOf(0).receive(last, 0, "never", -1, blob), PIPERT_PEER_FAILED);
  EXPECT_EQ(pipert_last_error(), "the run was ended: rank " +
                                     std::to_string(last) + ": out of luck");
  aborter.join();
  EXPECT_EQ(planeOf(0).receive(last, 0, "before", -1, blob), PIPERT_OK);
  EXPECT_EQ(blob, "there");
}

TEST_P(ControlPlanes, ReceivesHaveATimeout) {
  Blob blob = "as it was";
  int32_t last = numRanks - 1;
  EXPECT_EQ(planeOf(0).receive(last, 0, "id", second / 10, blob),
            PIPERT_DEADLINE);
  EXPECT_EQ(pipert_last_error(), "rank 0 waited 0.1 s for the message 'id' of "
                                 "rank " +
                                     std::to_string(last));
  EXPECT_EQ(blob, "as it was");
}

/// Rank 0 hears all, and the others hear rank 0.
TEST_P(ControlPlanes, HeartbeatsReachThoseWhoNeedThem) {
  EXPECT_FALSE(planes[0]->getHeartbeat(0));
  onAll([&](ControlPlane &plane) {
    for (int i = 0; i <= 30; ++i)
      for (int32_t rank : plane.getLocalRanks())
        EXPECT_EQ(plane.beat(rank, "beat " + std::to_string(100 * rank + i)),
                  PIPERT_OK);
  });
  for (auto &plane : planes)
    for (int32_t rank = 0; rank < numRanks; ++rank) {
      if (rank != 0 && !plane->isLocal(0) && !plane->isLocal(rank)) {
        EXPECT_FALSE(plane->getHeartbeat(rank));
        continue;
      }
      Blob latest = "beat " + std::to_string(100 * rank + 30);
      EXPECT_TRUE(holdsSoon([&] {
        auto heartbeat = plane->getHeartbeat(rank);
        return heartbeat && heartbeat->blob == latest && !heartbeat->hasLeft;
      }));
      sleepMs(2);
      EXPECT_GE(plane->getHeartbeat(rank)->ageNs, 1'000'000);
      EXPECT_LT(plane->getHeartbeat(rank)->ageNs, 10 * second);
    }
}

TEST_P(ControlPlanes, WhoLeavesIsWaitedForNoMore) {
  int32_t last = numRanks - 1;
  ControlPlane &leaver = planeOf(last);
  Told told, toldLeaver;
  told.listen(planeOf(0));
  if (&leaver != &planeOf(0))
    toldLeaver.listen(leaver);
  ASSERT_EQ(leaver.send(last, 0, "before", "there"), PIPERT_OK);
  leaver.leave();
  leaver.leave();
  Blob blob;
  EXPECT_EQ(planeOf(0).receive(last, 0, "never", -1, blob), PIPERT_PEER_FAILED);
  EXPECT_EQ(pipert_last_error(),
            "rank " + std::to_string(last) + " has left the run");
  EXPECT_EQ(planeOf(0).receive(last, 0, "before", -1, blob), PIPERT_OK);
  EXPECT_TRUE(planeOf(0).getHeartbeat(last)->hasLeft);
  // That is no failure, and who has left is told of none.
  EXPECT_EQ(told.count.load(), 0);
  planeOf(0).abort({PIPERT_INTERNAL, 0, "later"});
  sleepMs(20);
  EXPECT_EQ(toldLeaver.count.load(), 0);
}

TEST(TcpControlPlane, BlobsAreNotTrusted) {
  auto planes = createTcp({{0}, {1}});
  Blob half = "half of a blob";
  EXPECT_EQ(planes[0]->broadcast("ids", second, half), PIPERT_OK);
  std::vector<Blob> all;
  EXPECT_EQ(planes[1]->exchange("ids", {"id"}, second, all), PIPERT_INTERNAL);
  EXPECT_STREQ(pipert_last_error(), "what rank 0 sent for 'ids' is cut short");
}

/// What all ranks say of themselves, once: a message to rank 0 from each other
/// process, and one back.
TEST(TcpControlPlane, HeartbeatsGrowWithTheNumberOfProcesses) {
  constexpr int32_t numRanks = 16;
  std::vector<std::vector<int32_t>> processes;
  for (int32_t rank = 0; rank < numRanks; ++rank)
    processes.push_back({rank});
  auto planes = createTcp(processes);
  for (int32_t rank = numRanks; rank-- > 0;)
    EXPECT_EQ(planes[size_t(rank)]->beat(rank, "beat"), PIPERT_OK);
  auto countBeats = [&] {
    uint64_t count = 0;
    for (auto &plane : planes)
      count += static_cast<TcpControlPlane &>(*plane).getNumBeats();
    return count;
  };
  EXPECT_TRUE(holdsSoon([&] { return countBeats() == 2 * (numRanks - 1); }));
  // No more than those follow.
  sleepMs(50);
  EXPECT_EQ(countBeats(), uint64_t(2 * (numRanks - 1)));
}

/// A process that dies says no farewell.
TEST(TcpControlPlane, EndOfAProcessAbortsTheRun) {
  auto planes = createTcp({{0, 2}, {1, 3}});
  Told told, toldDead;
  told.listen(*planes[0]);
  toldDead.listen(*planes[1]);
  static_cast<TcpControlPlane &>(*planes[1]).cut();
  ASSERT_TRUE(told.isTold() && toldDead.isTold());
  EXPECT_EQ(told.abort.describe(), "rank 1: its process has ended");
  EXPECT_EQ(toldDead.abort.describe(),
            "the connection to the other processes has ended");
  EXPECT_EQ(planes[1]->send(1, 0, "id", ""), PIPERT_UNAVAILABLE);
  EXPECT_STREQ(pipert_last_error(),
               "the connection to the process of rank 0 has ended");
  Blob blob;
  EXPECT_EQ(planes[0]->receive(3, 0, "id", -1, blob), PIPERT_PEER_FAILED);
}

} // namespace
