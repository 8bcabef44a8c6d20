//===- EarlyPostsTest.cpp - Receives posted before they are needed --------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CheckInstructions.h"

#include "pipe/Schedule/Generators/Registry.h"
#include "pipe/Schedule/Transfers/EarlyPosts.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <random>

using namespace mlir::pipe;

namespace {
using enum InstructionKind;
using List = std::vector<Instruction>;

int64_t getSlots(const std::vector<BufferSlots> &slots, int64_t rank,
                 int32_t value) {
  for (const BufferSlots &buffer : slots)
    if (buffer.isReceived && buffer.rank == rank && buffer.value == value)
      return buffer.slots;
  return 1;
}

/// Moves every post up by one place as often as what stands there allows it.
List moveOneByOne(List list, int64_t rank, const Dataflow &flow,
                  const std::vector<BufferSlots> &slots) {
  auto mayPass = [&](const Instruction &post, const Instruction &other) {
    if (other.kind == Post)
      return other.peer != post.peer ||
             flow.isActivation(other.object) != flow.isActivation(post.object);
    int64_t ring = getSlots(slots, rank, post.object);
    return other.kind != Release || other.object != post.object ||
           other.microBatch % ring != post.microBatch % ring;
  };
  for (size_t i = 0; i < list.size(); ++i)
    for (size_t at = i;
         list[at].kind == Post && at > 0 && mayPass(list[at], list[at - 1]);
         --at)
      std::swap(list[at], list[at - 1]);
  return list;
}

/// Sorts what stands between two instructions that are no posts.
List sortPosts(List list) {
  auto isPost = [](const Instruction &i) { return i.kind == Post; };
  for (auto begin = list.begin(); begin != list.end();) {
    begin = std::find_if(begin, list.end(), isPost);
    auto end = std::find_if_not(begin, list.end(), isPost);
    std::sort(begin, end, [](const Instruction &a, const Instruction &b) {
      return std::tie(a.object, a.microBatch) <
             std::tie(b.object, b.microBatch);
    });
    begin = end;
  }
  return list;
}

TEST(EarlyPosts, StandAsFarToTheFrontAsOneByOne) {
  size_t numMoved = 0;
  for (const ScheduleInfo &info : getScheduleRegistry())
    for (int64_t ranks : {2, 3, 4})
      for (int64_t microBatches : {1, 4, 9})
        for (int64_t virtualStages : {1, 2})
          for (bool isSplit : {false, true}) {
            Result<Schedule> schedule = generateSchedule(
                info.name, {ranks, microBatches, virtualStages});
            if (!schedule || (schedule->hasSplitBackward() && !isSplit))
              continue;
            SCOPED_TRACE(std::string(info.name) + " P" + std::to_string(ranks) +
                         " M" + std::to_string(microBatches) + " V" +
                         std::to_string(virtualStages));
            Dataflow flow = makeChain(*schedule, isSplit);
            auto late = expandSchedule(*schedule, flow), early = late;
            auto slots = countSlots(*schedule, flow, late);
            ASSERT_TRUE(bool(slots));
            postEarly(early, flow, *slots);
            for (int64_t rank = 0; rank < ranks; ++rank) {
              EXPECT_EQ(
                  sortPosts(early[rank]),
                  sortPosts(moveOneByOne(late[rank], rank, flow, *slots)));
              numMoved += early[rank] != late[rank];
            }
            checkInstructions(*schedule, flow, early);
          }
  EXPECT_GE(numMoved, 500u);
}

/// A value of rank 1 that rank 0 receives, and that no task makes here.
Dataflow makeReceived(size_t numValues) {
  Dataflow flow;
  flow.tasks = {{ActionKind::Forward, 0, {1}, {}, {}}};
  flow.values.resize(numValues, {0, {}, false});
  return flow;
}

TEST(EarlyPosts, StandBehindTheReleaseOfTheirSlot) {
  std::vector<List> lists = {{{Post, 0, 1, 0},
                              {Wait, 0, -1, 0},
                              {Release, 0, -1, 0},
                              {InstructionKind::Run, 0, -1, 0},
                              {Post, 0, 1, 1},
                              {Wait, 0, -1, 1},
                              {Release, 0, -1, 1},
                              {InstructionKind::Run, 0, -1, 1},
                              {Post, 0, 1, 2},
                              {Wait, 0, -1, 2},
                              {Release, 0, -1, 2}}};
  postEarly(lists, makeReceived(1), {{0, 0, true, 2}});
  EXPECT_EQ(lists[0], (List{{Post, 0, 1, 0},
                            {Post, 0, 1, 1},
                            {Wait, 0, -1, 0},
                            {Release, 0, -1, 0},
                            {Post, 0, 1, 2},
                            {InstructionKind::Run, 0, -1, 0},
                            {Wait, 0, -1, 1},
                            {Release, 0, -1, 1},
                            {InstructionKind::Run, 0, -1, 1},
                            {Wait, 0, -1, 2},
                            {Release, 0, -1, 2}}));
}

// The second post of value 1 waits for that of value 0, whose one slot is
// taken.
TEST(EarlyPosts, KeepTheOrderOfTheirChannel) {
  List list = {{Post, 0, 1, 0},     {Wait, 0, -1, 0},
               {Release, 0, -1, 0}, {InstructionKind::Run, 0, -1, 0},
               {Post, 0, 1, 1},     {Post, 1, 1, 0},
               {Wait, 0, -1, 1},    {Wait, 1, -1, 0},
               {Release, 0, -1, 1}, {Release, 1, -1, 0}};
  std::vector<List> lists = {list};
  postEarly(lists, makeReceived(2), {});
  std::rotate(list.begin() + 3, list.begin() + 4, list.begin() + 6);
  EXPECT_EQ(lists[0], list);
}
} // namespace
