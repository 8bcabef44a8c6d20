//===- PlacePosts.cpp - Where posts may stand -----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PlacePosts.h"

#include <algorithm>
#include <map>
#include <utility>

using namespace mlir::pipe;

namespace {
/// The places of the latest touches of a buffer.
struct BufferTouches {
  std::map<int32_t, int32_t> ofBase;                     ///< Any slot.
  std::map<std::pair<int32_t, int64_t>, int32_t> ofSlot; ///< Base, index.

  int32_t find(const SlotTouch &touch) const {
    int32_t latest = -1;
    for (auto [base, place] : ofBase)
      if (base != touch.base || base == SlotTouch::kAllSlots)
        latest = std::max(latest, place);
    auto slot = ofSlot.find({touch.base, touch.index});
    return slot == ofSlot.end() ? latest : std::max(latest, slot->second);
  }

  void enter(const SlotTouch &touch, int32_t place) {
    raise(ofBase, touch.base, place);
    raise(ofSlot, std::pair(touch.base, touch.index), place);
  }

  template <typename Map, typename Key>
  static void raise(Map &map, const Key &key, int32_t place) {
    int32_t &latest = map.try_emplace(key, place).first->second;
    latest = std::max(latest, place);
  }
};
} // namespace

std::vector<int32_t>
mlir::pipe::placePosts(const std::vector<PlacedAction> &actions) {
  std::vector<int32_t> places(actions.size());
  std::map<int32_t, BufferTouches> touchesOf;
  std::map<int32_t, int32_t> latestPost; // channel -> place
  for (size_t i = 0; i < actions.size(); ++i) {
    const PlacedAction &action = actions[i];
    int32_t &place = places[i];
    place = static_cast<int32_t>(i);
    if (action.isPost) {
      place = action.notBefore < 0 ? -1 : places[action.notBefore];
      for (const SlotTouch &touch : action.touches)
        place = std::max(place, touchesOf[touch.buffer].find(touch));
      for (int32_t channel : action.channels)
        if (auto it = latestPost.find(channel); it != latestPost.end())
          place = std::max(place, it->second);
    }
    for (const SlotTouch &touch : action.touches)
      touchesOf[touch.buffer].enter(touch, place);
    for (int32_t channel : action.channels)
      BufferTouches::raise(latestPost, channel, place);
  }
  return places;
}
