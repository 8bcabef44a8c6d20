//===- MemoryBound.cpp - What a cap costs in time -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MemoryBound.h"

#include <algorithm>
#include <limits>
#include <numeric>

using namespace mlir::pipe;

/// Sizes times times pass 64 bits.
__extension__ using Wide = __int128;

namespace {
/// Little's law: sizes times lifetimes fit into the cap times the makespan.
/// Only the part of the cap counts that sizes can fill.
struct KeptTotal {
  Wide total = 0;
  int64_t divisor = 0;

  void add(int64_t count, int64_t size, int64_t lifetime) {
    divisor = std::gcd(divisor, size);
    total += Wide(count) * size * lifetime;
  }
  int64_t getTime(int64_t cap) const {
    if (total == 0)
      return 0;
    int64_t filled = cap - cap % divisor;
    return static_cast<int64_t>((total + filled - 1) / filled);
  }
};

/// What one stage does again and again with room for some micro-batches.
struct Turns {
  int64_t count;   ///< micro-batches
  int64_t fitting; ///< that find room at a time
  int64_t head;    ///< before the first F
  int64_t forward;
  int64_t backward;    ///< the actions that make room
  int64_t lifetime;    ///< from the start of F until they made room
  int64_t forwardTail; ///< after the end of F
  int64_t tail;        ///< after all

  int64_t getTime() const;
};
} // namespace

/// Let f(p) be the start of the p-th F. Of the micro-batches from q on no
/// backward starts before f(q) + lifetime - backward. F number p waits until
/// p - fitting + 1 backwards are done, and so do, for fewer, the F before it;
/// the rank does all of them one after the other:
///
///   f(p) >= f(q) + lifetime + (p - fitting - q) (forward + backward)
///
/// for each q <= p - fitting. It does not matter which micro-batch is the p-th:
/// the k-th backward comes after the F of some micro-batch that is not among
/// the first k.
int64_t Turns::getTime() const {
  std::vector<int64_t> starts(static_cast<size_t>(count));
  // The largest f(q) - q (forward + backward) so far.
  int64_t best = std::numeric_limits<int64_t>::min();
  int64_t time = 0;
  for (int64_t p = 0; p < count; ++p) {
    int64_t start =
        p == 0 ? head : starts[static_cast<size_t>(p - 1)] + forward;
    if (p >= fitting) {
      int64_t q = p - fitting;
      best = std::max(best, starts[static_cast<size_t>(q)] -
                                q * (forward + backward));
      start = std::max(start, best + lifetime + q * (forward + backward));
    }
    starts[static_cast<size_t>(p)] = start;
    // All backwards from here on, and the F that wait for them.
    int64_t waiting = std::max<int64_t>(0, count - fitting - p);
    time = std::max(time, start + lifetime + (count - 1 - p) * backward +
                              waiting * forward + tail);
  }
  return std::max(time, starts.back() + forward + forwardTail);
}

/// Returns what is kept for one micro-batch at least while it is between F and
/// I or B of the stage: the rank also keeps it for each stage whose F comes
/// before and whose backward comes after.
static int64_t getEnclosedSize(const std::vector<KeptStage> &stages,
                               const KeptStage &inner) {
  int64_t size = inner.forwardSize;
  // Each pair takes time for all tasks.
  constexpr size_t kMaxStages = 32;
  if (stages.size() > kMaxStages)
    return size;
  for (const KeptStage &outer : stages)
    if (outer.paths == inner.paths && outer.stage != inner.stage &&
        inner.paths->isReached(outer.stage, TaskClass::Forward, inner.stage,
                               TaskClass::Forward) &&
        inner.paths->isReached(inner.stage, TaskClass::Backward, outer.stage,
                               TaskClass::Backward))
      size += outer.forwardSize;
  return size;
}

static int64_t getTurnsTime(const KeptStage &each, int64_t cap,
                            int64_t enclosedSize) {
  const TaskPaths &paths = *each.paths;
  const int64_t stage = each.stage;
  const int64_t forward = paths.getCost(stage, TaskClass::Forward);
  const int64_t backward = paths.getCost(stage, TaskClass::Backward);
  const int64_t weightGradient =
      paths.getCost(stage, TaskClass::WeightGradient);
  const int64_t head = paths.getHead(stage, TaskClass::Forward);
  const int64_t forwardTail = paths.getTail(stage, TaskClass::Forward);
  const int64_t lifetime = paths.getLifetime(stage);
  int64_t tail =
      std::min(forwardTail, paths.getTail(stage, TaskClass::Backward));
  int64_t time = 0;
  // I makes room, or W does.
  if (enclosedSize > 0 && cap >= enclosedSize)
    time = Turns{each.count, cap / enclosedSize, head,        forward,
                 backward,   lifetime,           forwardTail, tail}
               .getTime();
  tail = std::min(tail, paths.getTail(stage, TaskClass::WeightGradient));
  // When an F starts, its rank keeps one whole activation at least.
  int64_t size = std::min(each.forwardSize, each.weightGradientSize);
  if (size > 0)
    time = std::max(time, Turns{each.count, 1 + (cap - each.forwardSize) / size,
                                head, forward, backward + weightGradient,
                                lifetime + weightGradient, forwardTail, tail}
                              .getTime());
  return time;
}

int64_t mlir::pipe::getMemoryBound(const std::vector<KeptStage> &stages,
                                   int64_t cap) {
  int64_t head = std::numeric_limits<int64_t>::max(), tail = head;
  KeptTotal forwards, all;
  int64_t time = 0;
  for (const KeptStage &each : stages) {
    const TaskPaths &paths = *each.paths;
    head = std::min(head, paths.getHead(each.stage, TaskClass::Forward));
    tail = std::min({tail, paths.getTail(each.stage, TaskClass::Backward),
                     paths.getTail(each.stage, TaskClass::WeightGradient)});
    int64_t lifetime = paths.getLifetime(each.stage);
    forwards.add(each.count, each.forwardSize, lifetime);
    all.add(each.count, each.forwardSize, lifetime);
    all.add(each.count, each.weightGradientSize,
            paths.getCost(each.stage, TaskClass::WeightGradient));
    time =
        std::max(time, getTurnsTime(each, cap, getEnclosedSize(stages, each)));
  }
  if (int64_t little = std::max(forwards.getTime(cap), all.getTime(cap)))
    time = std::max(time, head + little + tail);
  return time;
}
