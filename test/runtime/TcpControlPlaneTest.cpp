//===- TcpControlPlaneTest.cpp - Runs with the control plane over TCP -----===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TcpFixture.h"

using namespace mlir::pipert;

namespace {

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

} // namespace
