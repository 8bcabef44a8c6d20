//===- TcpStartTest.cpp - How processes come together over TCP ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TcpFixture.h"

using namespace mlir::pipert;

namespace {

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
  EXPECT_NE(answer.find("this process speaks version 9 of the protocol, not 2"),
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

} // namespace
