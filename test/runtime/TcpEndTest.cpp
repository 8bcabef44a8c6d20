//===- TcpEndTest.cpp - How runs with the control plane over TCP end ------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TcpFixture.h"

using namespace mlir::pipert;

namespace {

using Planes = std::vector<std::unique_ptr<ControlPlane>>;

TEST(TcpControlPlane, EndOfRankZeroIsSeenByAll) {
  Told told[3]; // The planes tell it as long as they are there.
  Planes planes = makePlanes({{0, 3}, {1}, {2}});
  for (size_t i = 0; i < 3; ++i)
    told[i].listen(*planes[i]);
  static_cast<TcpControlPlane &>(*planes[0]).cut();
  for (size_t i : {1, 2}) {
    ASSERT_TRUE(told[i].isTold());
    EXPECT_EQ(told[i].abort.describe(), "rank 0: its process has ended");
    EXPECT_TRUE(told[i].abort.isCutOff);
    EXPECT_TRUE(planes[i]->getHeartbeat(3)->hasLeft);
    Blob blob;
    EXPECT_EQ(planes[i]->receive(0, int32_t(i), "key", -1, blob),
              PIPERT_PEER_FAILED);
    // An abort is told at home all the same.
    EXPECT_EQ(planes[i]->abort({PIPERT_INTERNAL, 1, "late"}), PIPERT_OK);
    EXPECT_EQ(told[i].count.load(), 1);
  }
}

/// Whoever aborts, at whatever moment: all are told the same, once.
TEST(TcpControlPlane, RandomAbortsAreOneForAll) {
  std::mt19937 random(5);
  for (int round = 0; round < getRounds(60); ++round) {
    Planes planes = makePlanes({{0}, {1}, {2}, {3}});
    Told told[4];
    for (size_t i = 0; i < 4; ++i)
      told[i].listen(*planes[i]);
    std::vector<std::thread> threads;
    for (int32_t rank = 0; rank < 4; ++rank) {
      if (rank != round % 4 && random() % 2)
        continue;
      threads.emplace_back([&, rank, micros = random() % 500] {
        std::this_thread::sleep_for(std::chrono::microseconds(micros));
        planes[size_t(rank)]->abort({PIPERT_MISMATCH, rank, "bad luck"});
      });
    }
    for (std::thread &thread : threads)
      thread.join();
    for (Told &each : told)
      ASSERT_TRUE(each.isTold());
    EXPECT_EQ(planes[3]->beat(3, "last"), PIPERT_OK);
    EXPECT_TRUE(
        holdsSoon([&] { return planes[0]->getHeartbeat(3).has_value(); }));
    for (Told &each : told) {
      EXPECT_EQ(each.count.load(), 1);
      EXPECT_EQ(each.abort.rank, told[0].abort.rank);
      EXPECT_EQ(each.abort.status, PIPERT_MISMATCH);
    }
  }
}

/// A launcher that has seen a process end orders the others to end: whoever
/// hears what first, the one that has ended before is to blame.
TEST(TcpControlPlane, OrdersToEndAreNotToBlame) {
  std::mt19937 random(7);
  for (int round = 0; round < getRounds(60); ++round) {
    Planes planes = makePlanes({{0}, {1}, {2}, {3}});
    Told told[4];
    for (size_t i = 0; i < 4; ++i)
      told[i].listen(*planes[i]);
    const size_t dead = 1 + random() % 3;
    static_cast<TcpControlPlane &>(*planes[dead]).cut();
    std::vector<std::thread> threads;
    for (size_t rank = 0; rank < 4; ++rank)
      if (rank != dead)
        threads.emplace_back([&, rank] {
          planes[rank]->abort({PIPERT_PEER_FAILED, int32_t(rank), "ordered",
                               /*isCutOff=*/false, /*isOrdered=*/true});
        });
    for (std::thread &thread : threads)
      thread.join();
    for (size_t rank = 0; rank < 4; ++rank) {
      ASSERT_TRUE(told[rank].isTold());
      if (rank == dead)
        continue;
      EXPECT_EQ(told[rank].abort.describe(),
                "rank " + std::to_string(dead) + ": its process has ended");
    }
  }
}

TEST(TcpControlPlane, OrdersToEndAreReported) {
  for (size_t ordered : {0, 2}) {
    Planes planes = makePlanes({{0}, {1}, {2}});
    Told told[3];
    for (size_t i = 0; i < 3; ++i)
      told[i].listen(*planes[i]);
    planes[ordered]->abort({PIPERT_PEER_FAILED, int32_t(ordered), "ordered",
                            /*isCutOff=*/false, /*isOrdered=*/true});
    for (Told &each : told) {
      ASSERT_TRUE(each.isTold());
      EXPECT_EQ(each.abort.describe(),
                "rank " + std::to_string(ordered) + ": ordered");
    }
  }
}

/// Processes leave in any order, also while others write to them; that is no
/// failure, and what they have said before is there.
TEST(TcpControlPlane, LeavingIsNoFailure) {
  std::mt19937 random(6);
  for (int round = 0; round < getRounds(40); ++round) {
    Planes planes = makePlanes({{0}, {1}, {2}});
    std::vector<std::thread> threads;
    for (int32_t rank = 0; rank < 3; ++rank)
      threads.emplace_back([&, rank, micros = random() % 300] {
        ControlPlane &plane = *planes[size_t(rank)];
        std::atomic<int> count{0};
        plane.listen([&](const Abort &) { ++count; });
        std::vector<Blob> all;
        EXPECT_EQ(plane.exchange("all", {Blob(100000, 'x')}, 5 * second, all),
                  PIPERT_OK)
            << pipert_last_error();
        std::this_thread::sleep_for(std::chrono::microseconds(micros));
        (void)plane.beat(rank, "last");
        EXPECT_EQ(count.load(), 0);
        plane.listen(nullptr);
        planes[size_t(rank)].reset();
      });
    for (std::thread &thread : threads)
      thread.join();
  }
}

/// What rank 0 has said last is heard although it leaves without reading all
/// that the others say.
TEST(TcpControlPlane, LeavingIsHeardByThoseWhoSpeak) {
  for (int round = 0; round < getRounds(40); ++round) {
    Told told[3];
    Planes planes = makePlanes({{0}, {1}, {2}});
    std::vector<std::thread> threads;
    for (int32_t rank : {1, 2})
      threads.emplace_back([&, rank] {
        ControlPlane &plane = *planes[size_t(rank)];
        told[rank].listen(plane);
        auto hasLeft = [&] {
          std::optional<Heartbeat> heartbeat = plane.getHeartbeat(0);
          return heartbeat && heartbeat->hasLeft;
        };
        while (!hasLeft() && told[rank].count.load() == 0)
          (void)plane.send(rank, 0, "key", Blob(20000, 'x'));
        sleepMs(2);
        EXPECT_EQ(told[rank].count.load(), 0);
        plane.listen(nullptr);
      });
    sleepMs(1);
    planes[0].reset();
    for (std::thread &thread : threads)
      thread.join();
  }
}

} // namespace
