//===- MpiTest.cpp - The transport mpi without an MPI ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Clock.h"
#include "FakeMpi.h"
#include "inprocess/InProcessControlPlane.h"
#include "mpi/Choice.h"
#include "mpi/MpiReceive.h"
#include "mpi/MpiSend.h"
#include "mpi/Places.h"

#include <atomic>
#include <gtest/gtest.h>
#include <thread>

using namespace mlir::pipert;

namespace {

//===----------------------------------------------------------------------===//
// Which MPI
//===----------------------------------------------------------------------===//

std::vector<std::string>
choose(const std::map<std::string, std::string> &environment) {
  std::vector<std::string> names;
  EXPECT_EQ(listCandidates(
                [&](const char *name) {
                  auto found = environment.find(name);
                  return found == environment.end() ? nullptr
                                                    : found->second.c_str();
                },
                names),
            PIPERT_OK);
  return names;
}

TEST(MpiChoice, IsThatOfTheLauncher) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(choose({}), Names({"openmpi", "mpich"}));
  EXPECT_EQ(choose({{"OMPI_COMM_WORLD_SIZE", "2"}}), Names({"openmpi"}));
  // Open MPI's launcher speaks PMIx.
  EXPECT_EQ(choose({{"PMIX_RANK", "0"}, {"PMI_RANK", "0"}}), Names({"mpich"}));
  EXPECT_EQ(choose({{"PMIX_RANK", "0"}}), Names({"openmpi"}));
  EXPECT_EQ(choose({{"PMI_RANK", "0"}, {"PIPERT_MPI", ""}}), Names({"mpich"}));
  EXPECT_EQ(choose({{"PMI_RANK", "0"}, {"PIPERT_MPI", "openmpi"}}),
            Names({"openmpi"}));
}

TEST(MpiChoice, OthersAreRefused) {
  std::vector<std::string> names;
  EXPECT_EQ(listCandidates([](const char *) { return "lam"; }, names),
            PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(),
               "PIPERT_MPI is 'lam', not openmpi or mpich");
}

TEST(MpiChoice, WhatIsNotThereIsNamed) {
  const pipert_mpi_table_t *table = nullptr;
  EXPECT_EQ(loadShim({"none"}, "/nowhere/", table), PIPERT_UNAVAILABLE);
  std::string error = pipert_last_error();
  EXPECT_TRUE(error.starts_with(
      "the transport 'mpi' needs the MPI that this process was started by, and "
      "what it was built with is not there: "))
      << error;
  EXPECT_NE(error.find("libpipert_none.so: cannot open"), std::string::npos)
      << error;
}

TEST(MpiChoice, ShimsOfOtherBuildsAreRefused) {
  const pipert_mpi_table_t *table = nullptr;
  EXPECT_EQ(loadShim({"none", "old"}, getOwnFolder(), table),
            PIPERT_UNAVAILABLE);
  EXPECT_STREQ(pipert_last_error(), "libpipert_old.so is of another build: its "
                                    "table has version 0, not 1");
}

//===----------------------------------------------------------------------===//
// Start and end
//===----------------------------------------------------------------------===//

class MpiStart : public testing::Test {
protected:
  MpiStart() { fakempi::reset(); }

  void expectRefusal(const std::string &message) {
    EXPECT_EQ(Library::start(fakempi::table, library), PIPERT_UNAVAILABLE);
    EXPECT_EQ(pipert_last_error(), message);
    EXPECT_FALSE(library);
  }
  std::shared_ptr<Library> library;
};

TEST_F(MpiStart, ThreadsMustBeAbleToTakeTurns) {
  fakempi::level = "MPI_THREAD_FUNNELED";
  expectRefusal("the transport 'mpi' needs MPI_THREAD_SERIALIZED, but Fake 1.0 "
                "gives MPI_THREAD_FUNNELED");
}

TEST_F(MpiStart, IsNotRepeated) {
  fakempi::state = PIPERT_MPI_ENDED;
  expectRefusal("Fake 1.0 has ended in this process, and cannot start again; "
                "who makes several worlds starts it before the first one");
}

TEST_F(MpiStart, ErrorsAreTold) {
  fakempi::startError = 7;
  expectRefusal("Fake 1.0 does not start: fake error 7");
}

TEST_F(MpiStart, WhoStartsItEndsItIfAllDo) {
  for (auto [state, mayEnd, numEnds] :
       {std::tuple(PIPERT_MPI_FRESH, true, 1),
        std::tuple(PIPERT_MPI_FRESH, false, 0),
        std::tuple(PIPERT_MPI_STARTED, true, 0)}) {
    fakempi::reset();
    fakempi::state = state;
    ASSERT_EQ(Library::start(fakempi::table, library), PIPERT_OK);
    if (mayEnd)
      library->allowEnd();
    library.reset();
    EXPECT_EQ(fakempi::numEnds, numEnds);
  }
}

TEST_F(MpiStart, RanksMustBeThoseOfMpi) {
  InProcessControlPlane control(3); // All of them in one process.
  Places places;
  ASSERT_EQ(Library::start(fakempi::table, library), PIPERT_OK);
  EXPECT_EQ(findPlaces(control, *library, places), PIPERT_OK);
  EXPECT_EQ(places.getProcesses(), std::vector<int32_t>({0}));
  library->rank = 1;
  library->size = 2;
  EXPECT_EQ(findPlaces(control, *library, places), PIPERT_UNAVAILABLE);
  EXPECT_STREQ(
      pipert_last_error(),
      "rank 0 of 1 processes is rank 1 of 2 in Fake 1.0: start the run "
      "with the launcher of this MPI, as in mpirun -n 1, one process a "
      "rank in their order; PIPERT_MPI=openmpi or mpich takes another "
      "one");
  control.leave();
}

TEST_F(MpiStart, FailuresToConnectAreTold) {
  ASSERT_EQ(Library::start(fakempi::table, library), PIPERT_OK);
  fakempi::connectError = 3;
  pipert_mpi_comm_t comm;
  EXPECT_EQ(connect(*library, Places({0, 1, 0}), comm), PIPERT_UNAVAILABLE);
  EXPECT_STREQ(pipert_last_error(),
               "Fake 1.0 cannot connect 2 processes: fake error 3");
}

TEST_F(MpiStart, TagsMustSuffice) {
  ASSERT_EQ(Library::start(fakempi::table, library), PIPERT_OK);
  fakempi::maxTag = library->maxTag;
  EXPECT_EQ(checkTags(*library, {499, 0, 1, 0, 2}), PIPERT_OK);
  EXPECT_EQ(checkTags(*library, {500, 0, 1, 0, 2}), PIPERT_UNAVAILABLE);
  EXPECT_STREQ(pipert_last_error(), "channel 500 needs the tag 1001, but the "
                                    "tags of Fake 1.0 end at 1000");
}

TEST(MpiPlaces, AreThoseOfTheProcesses) {
  Places places({0, 1, 2, 0, 1, 2, 0});
  EXPECT_EQ(places.getProcesses(), std::vector<int32_t>({0, 1, 2}));
  EXPECT_EQ(places.getIndex(4), 1);
  // MPI may have more processes than the run.
  EXPECT_EQ(Places({0, 2, 2}).getIndex(1), 1);
}

//===----------------------------------------------------------------------===//
// Channels
//===----------------------------------------------------------------------===//

/// Both ends of a channel, in one process.
class MpiEnds : public testing::Test {
protected:
  MpiEnds() {
    fakempi::reset();
    EXPECT_EQ(Library::start(fakempi::table, route.library), PIPERT_OK);
    route.poller = std::make_shared<Poller>();
    send = std::make_shared<MpiSend>(route, plan, bells[0], control);
    receive = std::make_shared<MpiReceive>(route, plan, bells[1], control);
    control.listen([this](const Abort &abort) {
      told = abort;
      isTold = true;
    });
  }
  ~MpiEnds() override { control.leave(); }

  /// What becomes of a receive: soon, unless the run is ended.
  Arrival await(Ticket ticket, Received &received) {
    int64_t last = now() + 5'000'000'000;
    Arrival arrival;
    while ((arrival = receive->tryReceive(ticket, received)) ==
               Arrival::Pending &&
           !isTold && now() < last)
      std::this_thread::yield();
    return arrival;
  }
  void expectAbort(pipert_status_t status, const std::string &message) {
    for (int64_t last = now() + 5'000'000'000; !isTold && now() < last;)
      std::this_thread::yield();
    ASSERT_TRUE(isTold);
    EXPECT_EQ(told.status, status);
    EXPECT_EQ(told.describe(), message);
  }
  void expectMismatch(const Message &message, const Message &expected,
                      const std::string &buffer) {
    Ticket ticket;
    Received received;
    ASSERT_TRUE(send->trySend(message, ticket));
    ticket = receive->post(expected);
    EXPECT_EQ(await(ticket, received), Arrival::Mismatch);
    EXPECT_EQ(received.sent.bytes, message.bytes);
    EXPECT_EQ(received.sent.microBatch, message.microBatch);
    EXPECT_EQ(received.data, nullptr);
    EXPECT_EQ(buffer, std::string(buffer.size(), '.'));
  }

  const ChannelPlan plan = {5, 0, 1, PIPERT_CHANNEL_ACTIVATION, 2};
  InProcessControlPlane control{2};
  Doorbell bells[2];
  std::atomic<bool> isTold{false};
  Abort told;
  MpiRoute route = {nullptr, nullptr, {}, 0};
  std::shared_ptr<MpiSend> send;
  std::shared_ptr<MpiReceive> receive;
};

TEST_F(MpiEnds, BringMessagesOfAllSizes) {
  // Of which some are sent in parts.
  route.library->maxPart = 3000;
  int64_t microBatch = 7;
  for (size_t bytes : {0, 1, 4080, 4081, 6000, 9001}) {
    std::string data, buffer(bytes, '.');
    for (size_t i = 0; i < bytes; ++i)
      data += char(i * 7 + i / 1000);
    Ticket sent, ticket = receive->post({buffer.data(), bytes, microBatch});
    Received received;
    ASSERT_TRUE(send->trySend({data.data(), bytes, microBatch}, sent));
    EXPECT_TRUE(send->isSendDone(sent));
    ASSERT_EQ(await(ticket, received), Arrival::Arrived) << bytes;
    EXPECT_EQ(received.data, buffer.data());
    EXPECT_EQ(buffer, data);
    EXPECT_EQ(received.sent.microBatch, microBatch++);
    EXPECT_TRUE(receive->release(ticket));
  }
  EXPECT_EQ(receive->getBytesCopied(), 1u + 4080 + 4081 + 6000 + 9001);
}

/// More than MPI has receives for, before the first is asked for.
TEST_F(MpiEnds, MessagesMayWait) {
  std::vector<std::string> data;
  Ticket ticket;
  for (int i = 0; i < 20; ++i)
    data.push_back(std::string(size_t(i) * 500, char('a' + i)));
  for (int i = 0; i < 20; ++i)
    ASSERT_TRUE(send->trySend({data[i].data(), data[i].size(), i}, ticket));
  for (int i = 0; i < 20; ++i) {
    std::string buffer(data[i].size(), '.');
    Received received;
    ticket = receive->post({buffer.data(), buffer.size(), i});
    ASSERT_EQ(await(ticket, received), Arrival::Arrived) << i;
    EXPECT_EQ(buffer, data[i]);
    EXPECT_EQ(received.sequence, uint64_t(i));
    EXPECT_TRUE(receive->release(ticket));
  }
}

TEST_F(MpiEnds, OtherSizesAreMismatches) {
  std::string buffer(5, '.');
  expectMismatch({"hell", 4, 7}, {buffer.data(), 5, 7}, buffer);
}

TEST_F(MpiEnds, OtherMicroBatchesAreMismatches) {
  std::string buffer(5, '.');
  expectMismatch({"hello", 5, 8}, {buffer.data(), 5, 7}, buffer);
}

/// Nothing of a large one is received.
TEST_F(MpiEnds, LargeOnesMayBeMismatches) {
  std::string data(10000, 'x'), buffer(9000, '.');
  expectMismatch({data.data(), 10000, 7}, {buffer.data(), 9000, 7}, buffer);
}

TEST_F(MpiEnds, WhatIsNoMessageEndsTheRun) {
  const std::string lie = "x";
  char byte;
  (void)receive->post({&byte, 1, 7});
  {
    std::lock_guard lock(route.library->mutex);
    pipert_mpi_request_t request;
    (void)fakempi::table.send({}, lie.data(), 1, 0, 2 * int32_t(plan.index),
                              &request);
  }
  expectAbort(PIPERT_MISMATCH, "rank 1: what came from rank 0 is no message");
}

/// Fewer data than the envelope says.
TEST_F(MpiEnds, DataThatAreCutShortEndTheRun) {
  std::string buffer(5000, '.');
  Envelope envelope;
  (void)receive->post({buffer.data(), 5000, 7});
  {
    std::lock_guard lock(route.library->mutex);
    pipert_mpi_request_t request;
    int32_t size = envelope.pack({nullptr, 5000, 7});
    int32_t tag = 2 * int32_t(plan.index);
    (void)fakempi::table.send({}, envelope.bytes, size, 0, tag, &request);
    (void)fakempi::table.send({}, envelope.bytes, 10, 0, tag + 1, &request);
  }
  expectAbort(PIPERT_MISMATCH, "rank 1: what came from rank 0 is no message");
}

TEST_F(MpiEnds, ErrorsEndTheRun) {
  char byte;
  {
    std::lock_guard lock(route.library->mutex);
    fakempi::testError = 9;
  }
  (void)receive->post({&byte, 1, 7});
  expectAbort(PIPERT_PEER_FAILED,
              "rank 1: MPI_Test with rank 0 failed: fake error 9");
}

/// A rank that sleeps is woken by the poller.
TEST_F(MpiEnds, SleepersAreWoken) {
  route.poller->watch(bells[1]);
  char byte = 0;
  Ticket sent, ticket = receive->post({&byte, 1, 7});
  std::thread sender([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    ASSERT_TRUE(send->trySend({"x", 1, 7}, sent));
  });
  Received received;
  bells[1].wait(0, receive->getRecvReason(), [&] {
    return receive->tryReceive(ticket, received) == Arrival::Arrived;
  });
  sender.join();
  EXPECT_EQ(byte, 'x');
}

/// MPI may write later where a receive cannot be ended, so the next run of this
/// process is refused.
TEST_F(MpiEnds, ReceivesThatGoOnEndMpi) {
  fakempi::refusesToCancel = true;
  receive.reset();
  EXPECT_EQ(route.library->check(), PIPERT_UNAVAILABLE);
  EXPECT_STREQ(pipert_last_error(),
               "an earlier run of this process has left receives of Fake 1.0 "
               "that do not end");
}

} // namespace
