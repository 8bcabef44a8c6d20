//===- PlacePostsTest.cpp - Where posts may stand -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PlacePosts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

using namespace mlir::pipe;

static bool isSameSlot(const SlotTouch &a, const SlotTouch &b) {
  bool isKnown = a.base == b.base && a.base != SlotTouch::kAllSlots;
  return a.buffer == b.buffer && (!isKnown || a.index == b.index);
}

/// May `post` not pass `other`, which is action `index`?
static bool isStopped(const PlacedAction &post, const PlacedAction &other,
                      int32_t index) {
  if (post.notBefore == index)
    return true;
  for (int32_t channel : post.channels)
    if (std::count(other.channels.begin(), other.channels.end(), channel))
      return true;
  for (const SlotTouch &a : post.touches)
    for (const SlotTouch &b : other.touches)
      if (isSameSlot(a, b))
        return true;
  return false;
}

/// Moves each post up, action by action, until one stops it.
static std::vector<int32_t>
placeNaively(const std::vector<PlacedAction> &actions) {
  std::vector<int32_t> order;
  for (int32_t i = 0; i < static_cast<int32_t>(actions.size()); ++i) {
    auto to = order.end();
    while (actions[i].isPost && to != order.begin() &&
           !isStopped(actions[i], actions[*(to - 1)], *(to - 1)))
      --to;
    order.insert(to, i);
  }
  std::vector<int32_t> places(actions.size(), -1);
  int32_t last = -1;
  for (int32_t i : order) {
    if (!actions[i].isPost)
      last = i;
    places[i] = last;
  }
  return places;
}

TEST(PlacePosts, AgreesWithMovingThemOneByOne) {
  std::mt19937_64 random(5);
  size_t numMoved = 0;
  for (int round = 0; round < 3000; ++round) {
    std::vector<PlacedAction> actions(1 + random() % 12);
    int32_t lastOther = -1;
    for (size_t i = 0; i < actions.size(); ++i) {
      PlacedAction &action = actions[i];
      action.isPost = random() % 3 == 0;
      for (size_t k = action.isPost ? 1 : random() % 3; k > 0; --k) {
        auto buffer = static_cast<int32_t>(random() % 3);
        auto base = static_cast<int32_t>(random() % 4) - 1;
        action.touches.push_back(
            {buffer, base, static_cast<int64_t>(random() % 2)});
      }
      if (action.isPost || random() % 6 == 0)
        action.channels.push_back(static_cast<int32_t>(random() % 3));
      if (random() % 5 == 0)
        action.notBefore = lastOther;
      if (!action.isPost)
        lastOther = static_cast<int32_t>(i);
    }
    std::vector<int32_t> places = placePosts(actions);
    std::vector<int32_t> naive = placeNaively(actions);
    for (size_t i = 0; i < actions.size(); ++i)
      if (actions[i].isPost) {
        EXPECT_EQ(places[i], naive[i]) << "round " << round << ", action " << i;
        numMoved += places[i] + 1 < static_cast<int32_t>(i);
      }
  }
  EXPECT_GE(numMoved, 1000u);
}
