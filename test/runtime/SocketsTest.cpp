//===- SocketsTest.cpp - Channels over sockets ----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Clock.h"
#include "Worlds.h"
#include "inprocess/InProcessControlPlane.h"
#include "sockets/Place.h"
#include "sockets/SocketChannel.h"

#include <atomic>
#include <chrono>
#include <cstring>
#include <random>
#include <sys/socket.h>

using namespace mlir::pipert;

namespace {

constexpr int64_t second = 1'000'000'000;

void sleepMs(int64_t milliseconds) {
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

/// The receiving end of a channel from rank 0 to rank 1, whose other side the
/// test holds.
class ReceivingEnd : public testing::Test {
protected:
  ReceivingEnd() {
    int pair[2];
    EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    prepareSocket(pair[0]);
    prepareSocket(pair[1]);
    other = Socket(pair[0]);
    Socket own(pair[1]);
    end->attach(own);
    control.listen([this](const Abort &abort) {
      told = abort;
      isTold = true;
    });
  }
  ~ReceivingEnd() override { control.leave(); }

  /// A header as the sender would write it.
  std::string makeHeader(uint64_t bytes, int64_t microBatch,
                         uint32_t sequence) {
    std::string header(MessageHeader::size, '\0');
    MessageHeader{plan.index, bytes, microBatch, sequence}.write(header.data());
    return header;
  }
  void write(const std::string &bytes) {
    EXPECT_EQ(writeSome(other, bytes.data(), bytes.size()).bytes, bytes.size());
  }
  /// What becomes of a receive, within `seconds`.
  Arrival await(Ticket ticket, Received &received, double seconds = 5) {
    int64_t last = now() + int64_t(seconds * 1e9);
    Arrival arrival;
    while ((arrival = end->tryReceive(ticket, received)) == Arrival::Pending &&
           !isTold && now() < last)
      std::this_thread::yield();
    return arrival;
  }

  const ChannelPlan plan = {5, 0, 1, PIPERT_CHANNEL_ACTIVATION, 2};
  InProcessControlPlane control{2};
  Doorbell bell;
  std::atomic<bool> isTold{false};
  Abort told;
  std::shared_ptr<IoLoop> loop = std::make_shared<IoLoop>();
  std::shared_ptr<SocketReceive> end =
      std::make_shared<SocketReceive>(loop, plan, bell, control);
  Socket other;
};

TEST_F(ReceivingEnd, ReadsIntoTheBufferOfThePost) {
  std::string buffer(5, '.');
  // What comes before the post stays in the socket.
  write(makeHeader(5, 7, 0) + "hello");
  Ticket ticket = end->post({buffer.data(), 5, 7});
  Received received;
  ASSERT_EQ(await(ticket, received), Arrival::Arrived);
  EXPECT_EQ(received.data, buffer.data());
  EXPECT_EQ(buffer, "hello");
  EXPECT_EQ(received.sent.microBatch, 7);
  EXPECT_EQ(end->getBytesCopied(), 5u);
}

/// However the bytes come, and whoever reads them.
TEST_F(ReceivingEnd, TakesMessagesInPieces) {
  std::mt19937 random(1);
  std::string bytes;
  std::vector<std::string> bodies;
  for (uint32_t i = 0; i < 50; ++i) {
    bodies.push_back(std::string(random() % 100, char('a' + i % 26)));
    bytes += makeHeader(bodies.back().size(), i, i) + bodies.back();
  }
  std::thread writer([&] {
    for (size_t place = 0; place < bytes.size();) {
      size_t count = std::min<size_t>(1 + random() % 60, bytes.size() - place);
      write(bytes.substr(place, count));
      place += count;
      if (random() % 8 == 0)
        sleepMs(1);
    }
  });
  for (uint32_t i = 0; i < 50; ++i) {
    std::string buffer(bodies[i].size(), '.');
    Ticket ticket = end->post({buffer.data(), buffer.size(), i});
    Received received;
    ASSERT_EQ(await(ticket, received), Arrival::Arrived) << i;
    EXPECT_EQ(buffer, bodies[i]);
    EXPECT_EQ(received.sequence, i);
    EXPECT_TRUE(end->release(ticket));
  }
  writer.join();
}

TEST_F(ReceivingEnd, OtherMessagesAreMismatches) {
  std::string buffer(5, '.');
  write(makeHeader(4, 7, 0) + "hell");
  Received received;
  Ticket ticket = end->post({buffer.data(), 5, 7});
  EXPECT_EQ(await(ticket, received), Arrival::Mismatch);
  EXPECT_EQ(received.sent.bytes, 4u);
  EXPECT_EQ(received.data, nullptr);
  EXPECT_EQ(buffer, ".....");
  EXPECT_TRUE(end->release(ticket));
}

/// Nothing of another micro-batch is written, though its size fits.
TEST_F(ReceivingEnd, OtherMicroBatchesAreMismatches) {
  std::string buffer(5, '.');
  write(makeHeader(5, 8, 0) + "hello");
  Received received;
  Ticket ticket = end->post({buffer.data(), 5, 7});
  EXPECT_EQ(await(ticket, received), Arrival::Mismatch);
  EXPECT_EQ(received.sent.microBatch, 8);
  EXPECT_EQ(received.data, nullptr);
  EXPECT_EQ(buffer, ".....");
}

TEST_F(ReceivingEnd, SkippedMessagesEndTheRun) {
  std::string buffer(5, '.');
  write(makeHeader(5, 7, 1) + "hello");
  Received received;
  Ticket ticket = end->post({buffer.data(), 5, 7});
  EXPECT_EQ(await(ticket, received), Arrival::Pending);
  EXPECT_TRUE(isTold);
  EXPECT_EQ(told.status, PIPERT_MISMATCH);
  EXPECT_EQ(told.describe(), "rank 1: what came from rank 0 is no message");
}

/// A header with any change is never data.
TEST(MessageHeaders, ChangedOnesAreNeverTaken) {
  std::mt19937 random(2);
  for (int round = 0; round < 1000; ++round) {
    MessageHeader header{uint32_t(random()), random(), int64_t(random()),
                         uint32_t(random())};
    char bytes[MessageHeader::size], good[MessageHeader::size];
    header.write(bytes);
    std::memcpy(good, bytes, sizeof(good));
    MessageHeader read;
    ASSERT_TRUE(MessageHeader::read(bytes, read));
    EXPECT_EQ(read.channel, header.channel);
    EXPECT_EQ(read.bytes, header.bytes);
    EXPECT_EQ(read.microBatch, header.microBatch);
    EXPECT_EQ(read.sequence, header.sequence);
    for (int i = random() % 4; i >= 0; --i)
      bytes[random() % MessageHeader::size] = char(random());
    EXPECT_EQ(MessageHeader::read(bytes, read),
              std::memcmp(good, bytes, sizeof(good)) == 0);
  }
}

TEST(Greetings, NeedTheSecret) {
  std::string secret = makeSecret(16);
  std::string good = Greeting::write(3, secret);
  EXPECT_EQ(Greeting::read(good, secret), 3u);
  EXPECT_FALSE(Greeting::read(good, makeSecret(16)));
  EXPECT_FALSE(Greeting::read("", secret));
  for (size_t i = 0; i < Greeting::size; ++i) {
    std::string other = good;
    other[i] ^= 1;
    EXPECT_FALSE(Greeting::read(other, secret)) << i;
  }
}

TEST(Places, AreReadBackOrRefused) {
  Place place;
  place.tcp.host = "10.0.0.1";
  place.tcp.port = 80;
  place.machine = "machine";
  place.name = "name";
  place.secret = makeSecret(16);
  Blob whole = place.pack();
  std::optional<Place> read = Place::unpack(whole);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->tcp.describe(), "10.0.0.1:80");
  EXPECT_EQ(read->machine, "machine");
  EXPECT_EQ(read->name, "name");
  EXPECT_EQ(read->secret, place.secret);
  for (size_t bytes = 0; bytes < whole.size(); ++bytes)
    EXPECT_FALSE(Place::unpack(whole.substr(0, bytes))) << bytes;
  place.secret = "short";
  EXPECT_FALSE(Place::unpack(place.pack()));
}

TEST_F(ReceivingEnd, LostConnectionEndsTheRun) {
  char byte;
  Ticket ticket = end->post({&byte, 1, 0});
  other.close();
  int64_t start = now();
  Received received;
  EXPECT_EQ(await(ticket, received), Arrival::Pending);
  EXPECT_TRUE(isTold);
  EXPECT_EQ(told.describe(), "rank 1: lost the connection to rank 0");
  // The control plane has had time to know better.
  EXPECT_GT(now() - start, second * 9 / 10);
}

/// Whatever connects to the ports of a run, and says anything or nothing.
TEST(Sockets, GarbageDisturbsNobody) {
  std::shared_ptr<IoLoop> loop;
  Place place;
  std::vector<Socket> listeners;
  ASSERT_EQ(openPlace("127.0.0.1", place, listeners), PIPERT_OK);
  const std::string secret = makeSecret(16);
  int numGood = 0;
  Door door(std::move(listeners), Greeting::size,
            [&](const std::string &greeting, Socket &) {
              numGood += Greeting::read(greeting, secret).has_value();
            });
  std::mt19937 random(3);
  std::vector<Socket> guests;
  std::string error;
  for (int i = 0; i < 500; ++i) {
    if (random() % 2)
      place.name.clear(); // By TCP from here on.
    Socket guest = connectToPlace(place, error);
    ASSERT_TRUE(guest) << error;
    std::string bytes = Greeting::write(1, makeSecret(16));
    for (char &byte : bytes)
      byte = random() % 2 ? char(random()) : byte;
    bytes.resize(random() % 3 * bytes.size() / 2);
    if (i % 100 == 99)
      bytes = Greeting::write(1, secret);
    (void)writeSome(guest, bytes.data(), bytes.size());
    if (i % 2)
      guests.push_back(std::move(guest));
    door.serve();
  }
  door.serve();
  EXPECT_EQ(numGood, 5);
}

/// Connections that say nothing cost no more than a few descriptors: the oldest
/// are closed.
TEST(Sockets, SilentGuestsAreFew) {
  Place place;
  std::vector<Socket> listeners;
  ASSERT_EQ(openPlace("127.0.0.1", place, listeners), PIPERT_OK);
  Door door(std::move(listeners), Greeting::size,
            [](const std::string &, Socket &) {});
  std::vector<Socket> guests;
  std::string error;
  for (int i = 0; i < 200; ++i) {
    guests.push_back(connectToPlace(place, error));
    ASSERT_TRUE(guests.back()) << error;
    door.serve();
  }
  std::vector<pollfd> entries;
  door.addTo(entries);
  EXPECT_LE(entries.size(), 130u);
  char byte;
  EXPECT_TRUE(readSome(guests.front(), &byte, 1).ended);
  EXPECT_FALSE(readSome(guests.back(), &byte, 1).ended);
}

} // namespace
