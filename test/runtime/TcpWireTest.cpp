//===- TcpWireTest.cpp - What goes over a connection ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "net/Socket.h"
#include "tcp/Connection.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <random>

using namespace mlir::pipert;

namespace {

Frame makeRandomFrame(std::mt19937 &random) {
  Frame frame;
  frame.header.kind = FrameKind(1 + random() % 9);
  frame.header.from = int32_t(random());
  frame.header.to = int32_t(random());
  frame.key = std::string(random() % 20, char(random()));
  frame.body = std::string(random() % 3 ? random() % 300 : 0, char(random()));
  return frame;
}

std::string toBytes(const Frame &frame) {
  return *makeFrame(frame.header.kind, frame.header.from, frame.header.to,
                    frame.key, frame.body);
}

/// However the bytes of a stream are cut.
TEST(FrameReader, TakesFramesApart) {
  std::mt19937 random(1);
  for (int round = 0; round < 300; ++round) {
    std::vector<Frame> frames(1 + random() % 5);
    std::string bytes;
    for (Frame &frame : frames)
      bytes += toBytes(frame = makeRandomFrame(random));
    FrameReader reader;
    size_t taken = 0;
    auto take = [&](Frame &&frame) -> std::string {
      EXPECT_EQ(frame.header.kind, frames[taken].header.kind);
      EXPECT_EQ(frame.header.from, frames[taken].header.from);
      EXPECT_EQ(frame.header.to, frames[taken].header.to);
      EXPECT_EQ(frame.key, frames[taken].key);
      EXPECT_EQ(frame.body, frames[taken++].body);
      return "";
    };
    for (size_t place = 0; place < bytes.size();) {
      size_t count = std::min<size_t>(1 + random() % 70, bytes.size() - place);
      EXPECT_EQ(reader.add(bytes.data() + place, count, take), "");
      place += count;
    }
    EXPECT_EQ(taken, frames.size());
  }
}

TEST(FrameReader, ChangedHeadersAreNeverTaken) {
  std::mt19937 random(2);
  for (int round = 0; round < 1000; ++round) {
    std::string bytes = toBytes(makeRandomFrame(random));
    const std::string good = bytes;
    for (int i = random() % 4; i >= 0; --i)
      bytes[random() % FrameHeader::size] = char(random());
    if (bytes == good)
      continue;
    bytes += good; // Whatever length is read, there are bytes.
    FrameReader reader;
    EXPECT_NE(reader.add(bytes.data(), bytes.size(),
                         [](Frame &&) -> std::string {
                           ADD_FAILURE() << "taken";
                           return "";
                         }),
              "");
  }
}

std::string readHeader(const FrameHeader &header) {
  char bytes[FrameHeader::size];
  header.write(bytes);
  FrameHeader read;
  return FrameHeader::read(bytes, read);
}

TEST(FrameReader, LimitsAreCheckedBeforeThereIsRoom) {
  FrameHeader header;
  header.bodyBytes = ~uint64_t(0);
  EXPECT_EQ(readHeader(header), "sent a message of 18446744073709551615 bytes "
                                "under a key of 0, more than is possible");
  header.bodyBytes = 3;
  header.keyBytes = 4097;
  EXPECT_EQ(readHeader(header), "sent a message of 3 bytes under a key of "
                                "4097, more than is possible");
  header.keyBytes = 0;
  header.kind = FrameKind(10);
  EXPECT_EQ(readHeader(header), "sent a message of the unknown kind 10");
  header.kind = FrameKind::Beat;
  header.version = 1;
  EXPECT_EQ(readHeader(header), "speaks version 1 of the protocol, not 2");
  header.version = 2;
  EXPECT_EQ(readHeader(header), "");
}

TEST(Token, IsComparedAsAWhole) {
  std::mt19937 random(3);
  Token token("a secret");
  EXPECT_TRUE(token.isEqualTo(Token("a secret").view()));
  EXPECT_FALSE(token.isEqualTo("a secret"));
  for (size_t i = 0; i < Token::size; ++i) {
    std::string other(token.view());
    other[i] = char(other[i] + 1 + random() % 255);
    EXPECT_FALSE(token.isEqualTo(other));
  }
  EXPECT_NE(makeSecret(16), makeSecret(16));
  EXPECT_EQ(makeSecret(16).size(), 32u);
}

TEST(HostPorts, AreReadBackOrRefused) {
  for (std::string good : {"127.0.0.1:5000", "[::1]:1", "node-3:65535"}) {
    ASSERT_TRUE(parseHostPort(good)) << good;
    EXPECT_EQ(parseHostPort(good)->describe(), good);
  }
  for (const char *bad : {"", "host", ":5", "host:", "host:x", "host:65536",
                          "::1:5", "[]:5", "host:-1", "host:100000"})
    EXPECT_FALSE(parseHostPort(bad)) << bad;
}

} // namespace
