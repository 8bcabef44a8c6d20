//===- TcpControlPlaneTest.cpp - Bad company on the wire ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Clock.h"
#include "Planes.h"

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <gtest/gtest.h>
#include <random>

using namespace mlir::pipert;

namespace {

constexpr int64_t second = 1'000'000'000;

using Planes = std::vector<std::unique_ptr<ControlPlane>>;

/// How often a random test tries; PIPERT_TEST_ROUNDS asks for more.
int getRounds(int few) {
  const char *given = getenv("PIPERT_TEST_ROUNDS");
  return given ? std::atoi(given) : few;
}

void sleepMs(int64_t milliseconds) {
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

template <class Condition>
bool holdsSoon(Condition condition) {
  for (int i = 0; i < 5000 && !condition(); ++i)
    sleepMs(1);
  return condition();
}

/// What a process is told of aborts.
struct Told {
  std::atomic<int> count{0};
  Abort abort;
  void listen(ControlPlane &plane) {
    plane.listen([this](const Abort &told) {
      abort = told;
      ++count;
    });
  }
  bool isTold() {
    return holdsSoon([&] { return count.load() > 0; });
  }
};

/// A process that is played by hand: it speaks when it is told to.
struct ByHand {
  explicit ByHand(const HostPort &place) {
    std::string error;
    socket = connectTo(place, now() + 5 * second, error);
    EXPECT_TRUE(socket) << error;
  }
  void write(const std::string &bytes) {
    size_t written = 0;
    while (written < bytes.size()) {
      Moved moved =
          writeSome(socket, bytes.data() + written, bytes.size() - written);
      if (moved.ended)
        return;
      written += moved.bytes;
    }
  }
  void say(FrameKind kind, int32_t from, int32_t to, std::string_view key,
           std::string_view body) {
    write(*makeFrame(kind, from, to, key, body));
  }
  void join(const std::string &token, int32_t numRanks, int32_t rank) {
    say(FrameKind::Hello, rank, 0, "", Token(token).view());
    say(FrameKind::Join, rank, 0, "", packJoin(numRanks, {rank}));
  }
  /// Reads until the connection ends or `seconds` are over; true if it ends.
  bool readAll(double seconds, std::string *into = nullptr) {
    int64_t end = now() + int64_t(seconds * 1e9);
    while (now() < end) {
      char bytes[4096];
      Moved moved = readSome(socket, bytes, sizeof(bytes));
      if (into)
        into->append(bytes, moved.bytes);
      if (moved.ended)
        return true;
      if (moved.bytes == 0)
        sleepMs(1);
    }
    return false;
  }
  Socket socket;
};

/// A run of rank 0, in this process, and ranks that come by themselves.
class TcpRun : public testing::Test {
protected:
  void start(int32_t numRanks, int64_t joinNs = 20 * second,
             int64_t silenceNs = -1) {
    TcpOptions options = meeting.getOptions(numRanks, {0});
    options.joinTimeoutNs = joinNs;
    options.silenceNs = silenceNs;
    thread = std::thread([this, options] {
      status = TcpControlPlane::create(options, hub);
      message = status == PIPERT_OK ? "" : pipert_last_error();
    });
  }
  pipert_status_t join(int32_t numRanks, int32_t rank,
                       std::unique_ptr<TcpControlPlane> &plane,
                       int64_t joinNs = 10 * second) {
    TcpOptions options = meeting.getOptions(numRanks, {rank});
    options.joinTimeoutNs = joinNs;
    return TcpControlPlane::create(options, plane);
  }
  void TearDown() override {
    if (thread.joinable())
      thread.join();
  }

  Meeting meeting;
  std::thread thread;
  std::unique_ptr<TcpControlPlane> hub;
  pipert_status_t status = PIPERT_INTERNAL;
  std::string message;
};

//===----------------------------------------------------------------------===//
// Coming together
//===----------------------------------------------------------------------===//

TEST_F(TcpRun, MissingRanksAreNamedToAll) {
  start(4, second / 2);
  std::unique_ptr<TcpControlPlane> plane;
  EXPECT_EQ(join(4, 2, plane), PIPERT_DEADLINE);
  EXPECT_STREQ(pipert_last_error(), "ranks 1, 3 have not come within 0.5 s");
  thread.join();
  EXPECT_EQ(status, PIPERT_DEADLINE);
  EXPECT_EQ(message, "ranks 1, 3 have not come within 0.5 s");
}

TEST_F(TcpRun, MissingRankZeroIsNamed) {
  HostPort nobody = meeting.place;
  meeting = Meeting();
  meeting.place = nobody;
  std::unique_ptr<TcpControlPlane> plane;
  EXPECT_EQ(join(2, 1, plane, second / 5), PIPERT_UNAVAILABLE);
  EXPECT_EQ(std::string(pipert_last_error()),
            "rank 1 could not reach rank 0 at " + nobody.describe() +
                " within 0.2 s: Connection refused");
}

TEST_F(TcpRun, OthersAreRefused) {
  start(3);
  std::unique_ptr<TcpControlPlane> one, two, other;
  std::thread first([&] { EXPECT_EQ(join(3, 1, one), PIPERT_OK); });
  sleepMs(50);
  EXPECT_EQ(join(3, 1, other), PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(), "there is a process with rank 1 already");
  EXPECT_EQ(join(4, 2, other), PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(),
               "rank 2 was told of 4 ranks, but rank 0 of 3");
  std::string token = std::exchange(meeting.token, "guessed");
  EXPECT_EQ(join(3, 2, other), PIPERT_UNAVAILABLE);
  EXPECT_EQ(std::string(pipert_last_error()),
            "what listens at " + meeting.place.describe() +
                " has closed the connection of rank 2: it is no rank 0, or has "
                "another token");
  meeting.token = "";
  EXPECT_EQ(join(3, 2, other), PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(), "the token has 0 bytes, not 1 to 64");
  meeting.token = token;
  EXPECT_EQ(join(3, 2, two), PIPERT_OK);
  first.join();
  thread.join();
  EXPECT_EQ(status, PIPERT_OK) << message;
}

TEST_F(TcpRun, OtherVersionIsTold) {
  start(2, second / 2);
  ByHand other(meeting.place);
  std::string hello =
      *makeFrame(FrameKind::Hello, 1, 0, "", Token(meeting.token).view());
  FrameHeader header;
  ASSERT_EQ(FrameHeader::read(hello.data(), header), "");
  header.version = 9;
  header.write(hello.data());
  other.write(hello);
  std::string answer;
  EXPECT_TRUE(other.readAll(5, &answer));
  EXPECT_NE(answer.find("this process speaks version 9 of the protocol, not 1"),
            std::string::npos);
}

TEST_F(TcpRun, ListsOfRanksAreNotTrusted) {
  start(3, second);
  const Blob bad[] = {"",
                      "short",
                      packJoin(3, {}),
                      packJoin(3, {3}),
                      packJoin(3, {-1}),
                      packJoin(3, {2, 1}),
                      packJoin(3, {1, 1})};
  for (const Blob &join : bad) {
    ByHand other(meeting.place);
    other.say(FrameKind::Hello, 1, 0, "", Token(meeting.token).view());
    other.say(FrameKind::Join, 1, 0, "", join);
    std::string answer;
    EXPECT_TRUE(other.readAll(5, &answer));
    EXPECT_NE(answer.find("sent a list of ranks that is none"),
              std::string::npos);
  }
}

/// Connections that say nothing, half of something, or anything.
TEST_F(TcpRun, GarbageDisturbsNobody) {
  start(3);
  std::mt19937 random(4);
  std::vector<ByHand> silent;
  for (int i = 0; i < getRounds(400); ++i) {
    ByHand guest(meeting.place);
    std::string bytes(random() % 3 ? random() % 200 : 0, '\0');
    for (char &byte : bytes)
      byte = char(random());
    if (random() % 3 == 0) // A good beginning, and a wrong end.
      bytes = makeFrame(FrameKind::Hello, 1, 0, "",
                        Token("guess " + std::to_string(i)).view())
                  ->substr(0, random() % 97);
    guest.write(bytes);
    if (silent.size() < 300 && random() % 2)
      silent.push_back(std::move(guest));
    if (i == 100) {
      thread = std::thread([this, before = std::move(thread)]() mutable {
        std::unique_ptr<TcpControlPlane> one;
        EXPECT_EQ(join(3, 1, one), PIPERT_OK) << pipert_last_error();
        before.join();
        Blob blob;
        EXPECT_EQ(one->receive(2, 1, "key", 5 * second, blob), PIPERT_OK);
        EXPECT_EQ(blob, "whole");
      });
    }
  }
  std::unique_ptr<TcpControlPlane> two;
  ASSERT_EQ(join(3, 2, two), PIPERT_OK) << pipert_last_error();
  EXPECT_EQ(two->send(2, 1, "key", "whole"), PIPERT_OK);
  thread.join();
  EXPECT_EQ(status, PIPERT_OK) << message;
  // Nobody listens when all are there.
  std::string error;
  EXPECT_FALSE(connectTo(meeting.place, now() + second, error));
}

//===----------------------------------------------------------------------===//
// During a run
//===----------------------------------------------------------------------===//

/// A run of rank 0 and rank 1, which is played by hand.
class TcpPair : public TcpRun {
protected:
  void begin(int64_t silenceNs = -1) {
    start(2, 20 * second, silenceNs);
    other = std::make_unique<ByHand>(meeting.place);
    other->join(meeting.token, 2, 1);
    thread.join();
    ASSERT_EQ(status, PIPERT_OK) << message;
    told.listen(*hub);
  }
  void TearDown() override {
    hub.reset();
    TcpRun::TearDown();
  }
  std::unique_ptr<ByHand> other;
  Told told;
};

TEST_F(TcpPair, WhatIsNoMessageEndsTheRun) {
  begin();
  other->write(std::string(100, 'x'));
  ASSERT_TRUE(told.isTold());
  EXPECT_EQ(told.abort.describe(),
            "rank 1: its process sent what is no message");
  EXPECT_EQ(told.abort.status, PIPERT_INTERNAL);
}

TEST_F(TcpPair, NobodySpeaksForOthers) {
  begin();
  other->say(FrameKind::Beat, 0, -1, "", "");
  ASSERT_TRUE(told.isTold());
  EXPECT_EQ(told.abort.describe(),
            "rank 1: its process sent a message in the name of rank 0");
}

TEST_F(TcpRun, NobodySpeaksForAnotherProcess) {
  start(3, 20 * second, /*silenceNs=*/-1);
  ByHand one(meeting.place), two(meeting.place);
  one.join(meeting.token, 3, 1);
  two.join(meeting.token, 3, 2);
  thread.join();
  ASSERT_EQ(status, PIPERT_OK) << message;
  Told told;
  told.listen(*hub);
  one.say(FrameKind::Message, 2, 0, "key", "forged");
  ASSERT_TRUE(told.isTold());
  EXPECT_EQ(told.abort.describe(),
            "rank 1: its process sent a message in the name of rank 2");
  hub.reset();
}

TEST_F(TcpPair, NobodySpeaksToNoRank) {
  begin();
  other->say(FrameKind::Message, 1, 2, "", "");
  ASSERT_TRUE(told.isTold());
  EXPECT_EQ(told.abort.describe(),
            "rank 1: its process sent a message for rank 2");
}

TEST_F(TcpPair, AbortsAreNotTrusted) {
  begin();
  other->say(FrameKind::Aborted, 1, -1, "", "no abort");
  ASSERT_TRUE(told.isTold());
  EXPECT_EQ(told.abort.describe(), "rank 1: its process sent an end of the run "
                                   "that is cut short");
}

TEST_F(TcpPair, KindsOutOfPlaceEndTheRun) {
  begin();
  other->say(FrameKind::Start, 1, -1, "", "");
  ASSERT_TRUE(told.isTold());
  EXPECT_EQ(told.abort.describe(),
            "rank 1: its process sent what nobody has asked for");
}

TEST_F(TcpPair, SilentProcessIsNamed) {
  begin(/*silenceNs=*/second / 2);
  int64_t start = now();
  ASSERT_TRUE(told.isTold());
  EXPECT_GT(now() - start, second / 4);
  EXPECT_LT(now() - start, 2 * second);
  EXPECT_EQ(told.abort.status, PIPERT_DEADLINE);
  EXPECT_EQ(told.abort.rank, 1);
  EXPECT_EQ(told.abort.reason.substr(0, 35),
            "its process has said nothing for 0.");
}

TEST_F(TcpPair, WhoSpeaksIsNotSilent) {
  begin(/*silenceNs=*/second / 2);
  for (int i = 0; i < 20; ++i) {
    other->say(FrameKind::Ping, -1, -1, "", "");
    sleepMs(50);
  }
  EXPECT_EQ(told.count.load(), 0);
}

/// A process that does not read holds up nobody; of beats it costs the memory
/// of one.
TEST_F(TcpPair, SlowReaderHoldsUpNobody) {
  begin();
  int64_t start = now();
  const Blob big(16 << 20, 'x');
  EXPECT_EQ(hub->send(0, 1, "big", big), PIPERT_OK);
  for (int i = 0; i < 200; ++i)
    EXPECT_EQ(hub->beat(0, Blob(1 << 16, char('a' + i % 26))), PIPERT_OK);
  EXPECT_LT(now() - start, 2 * second);
  EXPECT_EQ(hub->abort({PIPERT_INTERNAL, 0, "enough"}), PIPERT_OK);
  EXPECT_EQ(told.count.load(), 1);
  // All that comes in the end: what was sent, few beats, and the abort before
  // what had not been begun.
  std::string all;
  EXPECT_FALSE(other->readAll(1, &all));
  EXPECT_GT(all.size(), big.size());
  EXPECT_LT(all.size(), big.size() + (1 << 20));
}

//===----------------------------------------------------------------------===//
// Ends
//===----------------------------------------------------------------------===//

TEST(TcpControlPlane, EndOfRankZeroIsSeenByAll) {
  Told told[3]; // The planes tell it as long as they are there.
  Planes planes = makePlanes({{0, 3}, {1}, {2}});
  for (size_t i = 0; i < 3; ++i)
    told[i].listen(*planes[i]);
  static_cast<TcpControlPlane &>(*planes[0]).cut();
  for (size_t i : {1, 2}) {
    ASSERT_TRUE(told[i].isTold());
    EXPECT_EQ(told[i].abort.describe(), "rank 0: its process has ended");
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
