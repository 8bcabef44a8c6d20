//===- LocalPlacement.cpp - Where rings of slots lie ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Program/LocalPlacement.h"

#include <algorithm>
#include <numeric>
#include <tuple>

using namespace mlir::pipe;

/// Pairs of slots of two rings that are looked at; rings with more lie apart
/// if any of their slots must.
static constexpr int64_t kMaxSlotPairs = 4096;

/// Returns true if the lists have a moment in common.
static bool overlap(const Lives &a, const Lives &b) {
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].first <= b[j].last && b[j].first <= a[i].last)
      return true;
    a[i].last < b[j].last ? ++i : ++j;
  }
  return false;
}

/// The moments of at least one of `lists`, if `isAny`, or of all of them.
static Lives combine(const std::vector<Lives> &lists, bool isAny) {
  std::vector<std::pair<int64_t, int64_t>> events; // Moment, change.
  for (const Lives &lives : lists)
    for (const Life &life : lives) {
      events.push_back({life.first, 1});
      events.push_back({life.last + 1, -1});
    }
  std::sort(events.begin(), events.end());
  int64_t needed = isAny ? 1 : static_cast<int64_t>(lists.size()), count = 0;
  Lives combined;
  for (size_t i = 0; i < events.size();) {
    int64_t moment = events[i].first, before = count;
    for (; i < events.size() && events[i].first == moment; ++i)
      count += events[i].second;
    if (before < needed && count >= needed)
      combined.push_back({moment, moment});
    else if (before >= needed && count < needed)
      combined.back().last = moment - 1;
  }
  return combined;
}

int64_t mlir::pipe::getPeakBytes(const std::vector<PlacedRing> &rings) {
  std::vector<std::pair<int64_t, int64_t>> events; // Moment, bytes.
  for (const PlacedRing &ring : rings) {
    int64_t bytes = ring.lives.size() == 1 ? ring.getBytes() : ring.stride;
    for (const Lives &lives : ring.lives)
      for (const Life &life : lives) {
        events.push_back({life.first, bytes});
        events.push_back({life.last + 1, -bytes});
      }
  }
  // What ends before a moment comes first.
  std::sort(events.begin(), events.end());
  int64_t bytes = 0, peak = 0;
  for (const auto &[moment, change] : events)
    peak = std::max(peak, bytes += change);
  return peak;
}

LocalPlacement mlir::pipe::placeApart(const std::vector<PlacedRing> &rings) {
  LocalPlacement placement;
  for (const PlacedRing &ring : rings) {
    placement.offsets.push_back(placement.bytes);
    placement.bytes += ring.getBytes();
  }
  return placement;
}

namespace {
/// Offsets between `above` and `below`, both excluded, are taken.
struct Taken {
  int64_t above, below;
};

/// Places rings in a given order.
class Placer {
public:
  explicit Placer(const std::vector<PlacedRing> &rings) : rings(rings) {
    for (const PlacedRing &ring : rings) {
      everywhere.push_back(combine(ring.lives, /*isAny=*/false));
      anywhere.push_back(combine(ring.lives, /*isAny=*/true));
    }
  }

  const Lives &getLivesOfAny(size_t ring) const { return anywhere[ring]; }

  LocalPlacement place(const std::vector<size_t> &order, bool isBestFit) {
    LocalPlacement placement;
    placement.offsets.assign(rings.size(), 0);
    std::vector<size_t> placed;
    for (size_t ring : order) {
      std::vector<Taken> taken;
      for (size_t other : placed)
        findTaken(ring, other, placement.offsets[other], taken);
      placement.offsets[ring] = chooseOffset(std::move(taken), isBestFit);
      placement.bytes = std::max(placement.bytes, placement.offsets[ring] +
                                                      rings[ring].getBytes());
      placed.push_back(ring);
    }
    return placement;
  }

private:
  /// Adds the offsets at which `ring` would meet `other`.
  void findTaken(size_t ring, size_t other, int64_t offset,
                 std::vector<Taken> &taken) const {
    if (!overlap(anywhere[ring], anywhere[other]))
      return;
    const PlacedRing &a = rings[ring], &b = rings[other];
    auto slotsOfA = static_cast<int64_t>(a.lives.size());
    auto slotsOfB = static_cast<int64_t>(b.lives.size());
    if (slotsOfA * slotsOfB > kMaxSlotPairs ||
        overlap(everywhere[ring], everywhere[other])) {
      taken.push_back({offset - a.getBytes(), offset + b.getBytes()});
      return;
    }
    // A single list is of one block of all slots.
    int64_t bytesOfA = slotsOfA == 1 ? a.getBytes() : a.stride;
    int64_t bytesOfB = slotsOfB == 1 ? b.getBytes() : b.stride;
    for (int64_t i = 0; i < slotsOfA; ++i)
      for (int64_t j = 0; j < slotsOfB; ++j)
        if (overlap(a.lives[i], b.lives[j])) {
          int64_t first = offset + j * b.stride - i * a.stride;
          taken.push_back({first - bytesOfA, first + bytesOfB});
        }
  }

  /// Returns the begin of the smallest gap, or of the first one. A gap is a
  /// stretch of free offsets; behind all that is taken there is always one.
  static int64_t chooseOffset(std::vector<Taken> taken, bool isBestFit) {
    std::sort(taken.begin(), taken.end(), [](const Taken &a, const Taken &b) {
      return std::pair(a.above, a.below) < std::pair(b.above, b.below);
    });
    int64_t begin = 0, best = -1, smallest = 0;
    for (const Taken &t : taken) {
      if (t.above >= begin) {
        if (!isBestFit)
          return begin;
        if (best < 0 || t.above - begin < smallest) {
          best = begin;
          smallest = t.above - begin;
        }
      }
      begin = std::max(begin, t.below);
    }
    return best < 0 ? begin : best;
  }

  const std::vector<PlacedRing> &rings;
  /// Of each ring: when all of its slots are needed, and when one of them is.
  std::vector<Lives> everywhere, anywhere;
};

int64_t getLength(const Lives &lives) {
  int64_t length = 0;
  for (const Life &life : lives)
    length += life.last - life.first + 1;
  return length;
}
} // namespace

LocalPlacement mlir::pipe::placeShared(const std::vector<PlacedRing> &rings) {
  LocalPlacement best = placeApart(rings);
  int64_t least = getPeakBytes(rings);
  // So it is where rings are full in the steady state, as in 1f1b.
  if (best.bytes <= least)
    return best;
  Placer placer(rings);
  std::vector<std::vector<int64_t>> keys(3);
  for (size_t ring = 0; ring < rings.size(); ++ring) {
    const Lives &lives = placer.getLivesOfAny(ring);
    keys[0].push_back(-rings[ring].getBytes());
    keys[1].push_back(lives.empty() ? -1 : lives.front().first);
    keys[2].push_back(-getLength(lives));
  }
  for (const std::vector<int64_t> &key : keys) {
    std::vector<size_t> order(rings.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      return std::tuple(key[a], keys[0][a], a) <
             std::tuple(key[b], keys[0][b], b);
    });
    for (bool isBestFit : {true, false}) {
      LocalPlacement placement = placer.place(order, isBestFit);
      if (placement.bytes < best.bytes)
        best = std::move(placement);
      if (best.bytes <= least)
        return best;
    }
  }
  return best;
}
