//===- MistakesTest.cpp - Mistakes that emulated GPUs find ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Calls of the driver are left out or changed, as a mistake in the transport
// would, or a program does something wrong: over a few seeds the run must fail
// or its sums be others. What is never found would be a call that nothing
// needs.
//
//===----------------------------------------------------------------------===//

#include "Relay.h"

#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <mutex>

using namespace mlir::pipert::cuda;
using emulated::Machine;
using emulated::MachineSetup;

namespace {

/// What the transport uses an event for. It makes the events of its channels
/// before the first step, and others while steps run.
enum class Use { Other, Sent, Back };

/// A stream, or an event, as the tests name it.
struct Known {
  int32_t index = -1; ///< Streams of ranks come first, then those of channels.
  Use use = Use::Other;
  int32_t channel = -1;
};

/// The table of functions that a run uses, with changes.
class Changes {
public:
  /// Whether a wait is left out, for an event on a stream.
  std::function<bool(const Known &event, const Known &stream)> dropsWait;
  std::function<bool(const Known &event)> dropsRecord;
  /// The stream that is taken instead of another; -1: none.
  std::function<int32_t(const Known &event, const Known &stream)> movesRecord;
  std::function<int32_t(const Known &stream)> movesLaunch, movesCopy;
  bool dropsPeerCopies = false;
  bool saysThatAllIsDone = false;

  Changes() : real(emulated::getDriver()) {}

  relay::Outcome run(const relay::Plan &newPlan) {
    plan = &newPlan;
    streams.clear();
    events.clear();
    streamHandles.clear();
    current = this;
    Driver &driver = emulated::getDriver();
    driver = real;
    driver.cuStreamCreate = createStream;
    driver.cuEventCreate = createEvent;
    driver.cuStreamWaitEvent = wait;
    driver.cuEventRecord = record;
    driver.cuEventQuery = query;
    driver.cuLaunchKernel = launch;
    driver.cuMemcpyAsync = copy;
    driver.cuMemcpyPeerAsync = copyFromPeer;
    relay::Outcome outcome = relay::run(newPlan);
    driver = real;
    return outcome;
  }

private:
  using Lock = std::lock_guard<std::mutex>;

  Stream pick(Stream stream, int32_t index) const {
    return index < 0 ? stream : streamHandles[size_t(index)];
  }
  Known know(Event event) {
    Lock lock(mutex);
    return events[event];
  }
  Known know(Stream stream) {
    Lock lock(mutex);
    return streams[stream];
  }

  static Result createStream(Stream *stream, uint32_t flags) {
    const Result result = current->real.cuStreamCreate(stream, flags);
    Lock lock(current->mutex);
    current->streams[*stream] = {int32_t(current->streamHandles.size())};
    current->streamHandles.push_back(*stream);
    return result;
  }
  static Result createEvent(Event *event, uint32_t flags) {
    const Result result = current->real.cuEventCreate(event, flags);
    Lock lock(current->mutex);
    const int32_t number = int32_t(current->events.size());
    const int32_t ofChannels = number - current->plan->numRanks;
    const int32_t ofEach = 2 * int32_t(relay::numSlots);
    const int32_t numChannels = 2 * (current->plan->numRanks - 1);
    Known known = {number};
    if (ofChannels >= 0 && ofChannels < numChannels * ofEach) {
      known.use = ofChannels % 2 == 0 ? Use::Sent : Use::Back;
      known.channel = ofChannels / ofEach;
    }
    current->events[*event] = known;
    return result;
  }
  static Result wait(Stream stream, Event event, uint32_t flags) {
    if (current->dropsWait &&
        current->dropsWait(current->know(event), current->know(stream)))
      return Success;
    return current->real.cuStreamWaitEvent(stream, event, flags);
  }
  static Result record(Event event, Stream stream) {
    const Known known = current->know(event);
    if (current->dropsRecord && current->dropsRecord(known))
      return Success;
    if (current->movesRecord)
      stream = current->pick(
          stream, current->movesRecord(known, current->know(stream)));
    return current->real.cuEventRecord(event, stream);
  }
  static Result query(Event event) {
    return current->saysThatAllIsDone ? Success
                                      : current->real.cuEventQuery(event);
  }
  static Result launch(Function function, uint32_t gridX, uint32_t gridY,
                       uint32_t gridZ, uint32_t blockX, uint32_t blockY,
                       uint32_t blockZ, uint32_t sharedBytes, Stream stream,
                       void **parameters, void **extra) {
    if (current->movesLaunch)
      stream =
          current->pick(stream, current->movesLaunch(current->know(stream)));
    return current->real.cuLaunchKernel(function, gridX, gridY, gridZ, blockX,
                                        blockY, blockZ, sharedBytes, stream,
                                        parameters, extra);
  }
  static Result copy(DevicePointer destination, DevicePointer source,
                     size_t bytes, Stream stream) {
    if (current->movesCopy)
      stream = current->pick(stream, current->movesCopy(current->know(stream)));
    return current->real.cuMemcpyAsync(destination, source, bytes, stream);
  }
  static Result copyFromPeer(DevicePointer destination, Context to,
                             DevicePointer source, Context from, size_t bytes,
                             Stream stream) {
    return current->dropsPeerCopies
               ? Success
               : current->real.cuMemcpyPeerAsync(destination, to, source, from,
                                                 bytes, stream);
  }

  static inline Changes *current = nullptr;
  const Driver real;
  const relay::Plan *plan = nullptr;
  std::mutex mutex;
  std::map<Stream, Known> streams;
  std::map<Event, Known> events;
  std::vector<Stream> streamHandles;
};

constexpr int32_t numRanks = 3, numChannels = 4;

struct Mistakes : testing::Test {
  Mistakes() { Machine::get().configure(MachineSetup()); }
  ~Mistakes() override { Machine::get().configure(MachineSetup()); }

  /// How many seeds it takes to find the mistake; 0: it is not found.
  uint64_t countSeeds(Changes &changes, relay::Plan plan = {}) {
    plan.numRanks = numRanks;
    for (uint64_t seed = 1; seed <= 60; ++seed) {
      Machine::get().configure(MachineSetup());
      plan.seed = seed;
      relay::Outcome outcome = changes.run(plan);
      if (outcome.status != PIPERT_OK || outcome.sums != relay::getSums(plan))
        return seed;
    }
    return 0;
  }
  relay::Plan makePlan(const char *device) {
    relay::Plan plan;
    plan.device = device;
    return plan;
  }

  relay::Module module;
};

/// Without a mistake, the changed table does what the other does.
TEST_F(Mistakes, NothingIsFoundWhereNothingIsWrong) {
  Changes changes;
  EXPECT_EQ(countSeeds(changes), 0u);
  EXPECT_EQ(countSeeds(changes, makePlan("emulated:3")), 0u);
}

TEST_F(Mistakes, EveryWaitOfAChannelIsNeeded) {
  for (const char *device : {"emulated", "emulated:3"})
    for (Use use : {Use::Sent, Use::Back})
      for (int32_t channel = 0; channel < numChannels; ++channel) {
        Changes changes;
        changes.dropsWait = [=](const Known &event, const Known &) {
          return event.use == use && event.channel == channel;
        };
        EXPECT_NE(countSeeds(changes, makePlan(device)), 0u)
            << device << " channel " << channel << " use " << int(use);
      }
}

TEST_F(Mistakes, EveryRecordOfAChannelIsNeeded) {
  for (const char *device : {"emulated", "emulated:3"})
    for (Use use : {Use::Sent, Use::Back})
      for (int32_t channel = 0; channel < numChannels; ++channel) {
        Changes changes;
        changes.dropsRecord = [=](const Known &event) {
          return event.use == use && event.channel == channel;
        };
        EXPECT_NE(countSeeds(changes, makePlan(device)), 0u)
            << device << " channel " << channel << " use " << int(use);
      }
}

/// An event that the stream of another rank records.
TEST_F(Mistakes, RecordsOnAnotherStreamAreFound) {
  for (Use use : {Use::Sent, Use::Back})
    for (int32_t channel = 0; channel < numChannels; ++channel) {
      Changes changes;
      changes.movesRecord = [=](const Known &event, const Known &stream) {
        return event.use == use && event.channel == channel
                   ? (stream.index + 1) % numRanks
                   : -1;
      };
      EXPECT_NE(countSeeds(changes), 0u)
          << "channel " << channel << " use " << int(use);
    }
}

/// The stream of a channel between GPUs waits for the receiver's buffer, and
/// the ranks for the copy.
TEST_F(Mistakes, EveryWaitBetweenGpusIsNeeded) {
  const relay::Plan plan = makePlan("emulated:3");
  for (int32_t channel = 0; channel < numChannels; ++channel) {
    Changes changes;
    changes.dropsWait = [=](const Known &event, const Known &stream) {
      return stream.index == numRanks + channel && event.use == Use::Other;
    };
    EXPECT_NE(countSeeds(changes, plan), 0u) << "buffer of channel " << channel;
  }
  for (int32_t rank = 0; rank < numRanks; ++rank) {
    Changes changes;
    changes.dropsWait = [=](const Known &event, const Known &stream) {
      return stream.index == rank && event.use == Use::Back;
    };
    EXPECT_NE(countSeeds(changes, plan), 0u) << "copies of rank " << rank;
  }
  Changes changes;
  changes.dropsPeerCopies = true;
  EXPECT_NE(countSeeds(changes, plan), 0u);
}

/// On that of the rank before: behind it, work would be in order.
TEST_F(Mistakes, WorkOnAnotherStreamIsFound) {
  for (int32_t rank = 0; rank < numRanks; ++rank) {
    auto move = [=](const Known &stream) {
      return stream.index == rank ? (rank + numRanks - 1) % numRanks : -1;
    };
    Changes launches, copies;
    launches.movesLaunch = move;
    EXPECT_NE(countSeeds(launches), 0u) << "launches of rank " << rank;
    // Only the last one has copies in its program.
    copies.movesCopy = move;
    if (rank == numRanks - 1) {
      EXPECT_NE(countSeeds(copies), 0u) << "copies of rank " << rank;
    }
  }
}

TEST_F(Mistakes, AStepThatEndsTooEarlyMissesReports) {
  relay::Plan plan;
  plan.wrongIndex = 3;
  plan.seed = 1;
  EXPECT_EQ(relay::run(plan).status, PIPERT_OUT_OF_RANGE);
  Changes changes;
  changes.saysThatAllIsDone = true;
  EXPECT_NE(changes.run(plan).status, PIPERT_OUT_OF_RANGE);
}

/// Where messages are copied, it is the next post into the buffer that waits,
/// and an early release does no harm.
TEST_F(Mistakes, ProgramsThatDoNotWaitAreFound) {
  for (auto mistake :
       {relay::Mistake::ReleasesEarly, relay::Mistake::SendsEarly,
        relay::Mistake::TakesSlotEarly})
    for (std::string device : {"emulated", "emulated:3"}) {
      if (mistake == relay::Mistake::ReleasesEarly && device != "emulated")
        continue;
      relay::Plan plan = makePlan(device.c_str());
      plan.mistake = mistake;
      Changes changes;
      EXPECT_NE(countSeeds(changes, plan), 0u)
          << device << " mistake " << int(mistake);
    }
}

using MistakesDeathTest = Mistakes;

TEST_F(MistakesDeathTest, HostCodeThatTouchesTheDeviceEnds) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  relay::Plan plan;
  plan.mistake = relay::Mistake::TouchesData;
  EXPECT_DEATH(relay::run(plan), "the memory of a GPU was touched although no "
                                 "kernel that is running was given it");
}

} // namespace
