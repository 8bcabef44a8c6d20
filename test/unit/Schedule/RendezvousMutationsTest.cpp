//===- RendezvousMutationsTest.cpp - The check of the rendezvous agrees with a
// naive one ===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NaiveRendezvous.h"
#include "ScheduleTestUtils.h"

#include <random>

using namespace mlir::pipe;
using Kind = CommunicationItem::Kind;

static CommunicationSchedule communicate(const Schedule &schedule,
                                         ReceiveOrder order) {
  auto result = addCommunication(schedule, order);
  EXPECT_TRUE(result) << (result ? "" : result.getError().toString());
  return result ? *result : CommunicationSchedule();
}

static std::vector<CommunicationSchedule> getBases() {
  std::vector<CommunicationSchedule> bases;
  for (ReceiveOrder order :
       {ReceiveOrder::ByProducer, ReceiveOrder::ByConsumer})
    for (const Schedule &schedule :
         {generate("gpipe", 2, 2), generate("1f1b", 3, 3),
          generate("zb-h1", 2, 3), generate("interleaved-1f1b", 2, 2, 2),
          generate("zbv", 2, 4, 2), generate("v-half", 3, 3, 2),
          generate("forward-only", 3, 2), generate("chimera", 2, 2),
          generate("dualpipe", 2, 4)})
      bases.push_back(communicate(schedule, order));
  return bases;
}

namespace {
/// Changes a schedule in one place, at random.
struct Mutator {
  std::mt19937 random;
  CommunicationSchedule &communication;

  size_t pick(size_t size) { return random() % size; }

  std::vector<CommunicationItem> &pickList() {
    return communication.items[pick(communication.items.size())];
  }

  void mutate() {
    auto &list = pickList();
    if (list.size() < 2)
      return;
    auto at = list.begin() + static_cast<ptrdiff_t>(pick(list.size()));
    CommunicationItem item = *at;
    switch (pick(9)) {
    case 0:
    case 1:
    case 2: // swap neighbours: the most interesting
      if (at != list.begin())
        std::swap(*at, *(at - 1));
      break;
    case 3:
      list.erase(at);
      break;
    case 4:
      list.insert(at, item);
      break;
    case 5:
      list.erase(at);
      insert(pickList(), item);
      break;
    case 6:
      list.erase(at);
      insert(list, item);
      break;
    case 7:
      at->action.microBatch = static_cast<int32_t>(pick(5)) - 1;
      break;
    case 8:
      at->action.stage = static_cast<int32_t>(pick(5)) - 1;
      if (pick(2))
        at->peer = static_cast<int32_t>(pick(4)) - 1;
      break;
    }
  }

  void insert(std::vector<CommunicationItem> &list,
              const CommunicationItem &item) {
    list.insert(list.begin() + static_cast<ptrdiff_t>(pick(list.size() + 1)),
                item);
  }

  /// Makes the plain schedule fit the lists again.
  void updateActions() {
    for (size_t rank = 0; rank < communication.items.size(); ++rank) {
      auto &actions = communication.schedule.actions[rank];
      actions.clear();
      for (const CommunicationItem &item : communication.items[rank])
        if (!item.isTransfer())
          actions.push_back(item.action);
    }
  }
};

struct Verdicts {
  int numLegal = 0;
  int numDeadlocks = 0;
  int numOther = 0;
};
} // namespace

static std::string print(const CommunicationSchedule &communication) {
  return writeCommunicationCsv(communication);
}

/// What the error of a deadlock names must not be done in the naive run either.
static void checkCircle(const Error &error, const NaiveRendezvous &naive) {
  ASSERT_GE(error.places.size(), 2u);
  ASSERT_EQ(error.places.size(), error.notes.size());
  for (const ErrorPlace &place : error.places)
    EXPECT_FALSE(naive.isDone(place.rank, place.position));
}

static void compare(const CommunicationSchedule &communication,
                    QueueModel model, unsigned seed, Verdicts &verdicts) {
  SCOPED_TRACE(std::string(toString(model)));
  NaiveRendezvous naive(communication, model, seed);
  bool legal = naive.isLegal();
  auto error = checkRendezvous(communication, model);
  ASSERT_EQ(!error, legal) << print(communication)
                           << (error ? error->toString() : "no error");
  if (legal) {
    ++verdicts.numLegal;
  } else if (error->message.find("deadlock with") == 0) {
    ++verdicts.numDeadlocks;
    ASSERT_NO_FATAL_FAILURE(checkCircle(*error, naive)) << error->toString();
  } else {
    ++verdicts.numOther;
  }
}

TEST(RendezvousMutations, AgreesWithNaiveOnBases) {
  Verdicts verdicts;
  for (const CommunicationSchedule &base : getBases())
    for (QueueModel model : kQueueModels)
      ASSERT_NO_FATAL_FAILURE(compare(base, model, 1, verdicts));
  EXPECT_EQ(verdicts.numOther, 0);
  EXPECT_GT(verdicts.numDeadlocks, 10);
  EXPECT_GT(verdicts.numLegal, 40);
}

TEST(RendezvousMutations, AgreesWithNaive) {
  std::vector<CommunicationSchedule> bases = getBases();
  Verdicts verdicts;
  int numMutated = 0;
  for (unsigned trial = 0; trial < 10'000; ++trial) {
    CommunicationSchedule mutated = bases[trial % bases.size()];
    Mutator mutator{std::mt19937(trial), mutated};
    for (size_t i = 1 + mutator.pick(3); i > 0; --i)
      mutator.mutate();
    mutator.updateActions();
    if (!mutated.hasTransfers())
      continue;
    ++numMutated;
    for (QueueModel model : kQueueModels)
      ASSERT_NO_FATAL_FAILURE(compare(mutated, model, trial, verdicts));
  }
  EXPECT_GE(numMutated, 9000);
  EXPECT_GT(verdicts.numLegal, 1000);
  EXPECT_GT(verdicts.numDeadlocks, 1000);
  EXPECT_GT(verdicts.numOther, 1000);
}
