//===- LocalLives.cpp - When local slots hold what is needed --------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Program/LocalLives.h"

#include "SlotTouches.h"

#include <algorithm>
#include <numeric>

using namespace mlir;
using namespace mlir::pipe;

/// So many iterations at each end of a loop have moments of their own.
static constexpr int64_t kEndTrips = 16;

namespace {
/// When an action is executed.
struct Time {
  int64_t part = 0, trip = 0, position = 0;
};

/// From times to moments.
class Clock {
public:
  explicit Clock(const std::vector<ProgramPart> &parts) : parts(parts) {
    for (const ProgramPart &part : parts) {
      begins.push_back(numMoments);
      numMoments += part.length * std::min(part.trips, 2 * kEndTrips + 1);
    }
  }

  int64_t getNumMoments() const { return numMoments; }

  /// Appends the moments from `from` to `to`.
  void append(const Time &from, const Time &to, Lives &lives) const {
    if (from.part == to.part && isMiddle(from) && isMiddle(to) &&
        from.trip != to.trip) {
      Life middle = getMiddle(from.part);
      if (to.trip - from.trip > 1)
        return lives.push_back(middle);
      lives.push_back({getMoment(from), middle.last});
      return lives.push_back({middle.first, getMoment(to)});
    }
    Life life{getMoment(from), getMoment(to)};
    // All of the middle, unless only its last or first iteration is meant.
    const ProgramPart &fromPart = parts[from.part];
    if (isMiddle(from) && (from.part != to.part || !isMiddle(to)) &&
        from.trip != fromPart.trips - kEndTrips - 1)
      life.first = getMiddle(from.part).first;
    if (isMiddle(to) && (from.part != to.part || !isMiddle(from)) &&
        to.trip != kEndTrips)
      life.last = getMiddle(to.part).last;
    lives.push_back(life);
  }

private:
  bool isMiddle(const Time &time) const {
    int64_t trips = parts[time.part].trips;
    return trips > 2 * kEndTrips && time.trip >= kEndTrips &&
           time.trip < trips - kEndTrips;
  }

  Life getMiddle(int64_t part) const {
    int64_t first = begins[part] + parts[part].length * kEndTrips;
    return {first, first + parts[part].length - 1};
  }

  int64_t getMoment(const Time &time) const {
    const ProgramPart &part = parts[time.part];
    int64_t trip = time.trip;
    if (isMiddle(time))
      trip = kEndTrips;
    else if (part.trips > 2 * kEndTrips && trip >= kEndTrips)
      trip = trip - part.trips + 2 * kEndTrips + 1;
    return begins[time.part] + trip * part.length + time.position;
  }

  const std::vector<ProgramPart> &parts;
  std::vector<int64_t> begins;
  int64_t numMoments = 0;
};

/// Follows one ring through the program.
class RingWalk {
public:
  RingWalk(const SlotTouches &program, const Clock &clock, size_t ring)
      : parts(program.parts), clock(clock), ring(ring),
        numSlots(BufferOp(program.rings[ring]).getType().getSlots()),
        states(numSlots), lives(numSlots) {}

  std::vector<Lives> walk() {
    for (size_t part = 0; part < parts.size(); ++part)
      walkPart(static_cast<int64_t>(part));
    for (int64_t slot = 0; slot < numSlots; ++slot) {
      // A send that is never known to be done keeps its slot.
      if (states[slot].isSent)
        states[slot].last = getEnd();
      close(slot);
      merge(lives[slot]);
    }
    return std::move(lives);
  }

private:
  struct State {
    bool isFull = false, isSent = false;
    Time first, last;
    /// Nothing has filled it: who reads it may mean what was there before.
    bool isFromStart = false;
  };

  Time getEnd() const {
    auto part = static_cast<int64_t>(parts.size()) - 1;
    return {part, parts[part].trips - 1, parts[part].length - 1};
  }

  /// After so many iterations all touches meet the same slots again.
  int64_t getPeriod(const std::vector<Touch> &touches) const {
    int64_t period = 1;
    for (const Touch &touch : touches)
      period = std::lcm(period,
                        numSlots / std::gcd(numSlots, touch.stride % numSlots));
    return period;
  }

  /// Walks through the first and last iterations, so many that each end and two
  /// periods of the middle are among them. Those in between do the same.
  void walkPart(int64_t part) {
    const std::vector<Touch> &touches = parts[part].touches[ring];
    if (touches.empty())
      return;
    int64_t trips = parts[part].trips, period = getPeriod(touches);
    int64_t walked = kEndTrips + 2 * period;
    int64_t skipped =
        std::max<int64_t>(0, trips - 2 * walked) / period * period;
    int64_t first = skipped == 0 ? trips : walked;
    for (int64_t trip = 0; trip < first; ++trip)
      walkTrip(part, trip, touches);
    if (skipped == 0)
      return;
    // What was touched in the loop was so again in what is skipped.
    for (State &state : states) {
      if (state.first.part == part)
        state.first.trip += skipped;
      if (state.last.part == part)
        state.last.trip += skipped;
    }
    for (int64_t trip = first + skipped; trip < trips; ++trip)
      walkTrip(part, trip, touches);
  }

  void walkTrip(int64_t part, int64_t trip, const std::vector<Touch> &touches) {
    for (const Touch &touch : touches) {
      now = {part, trip, touch.position};
      if (touch.kind == TouchKind::Drain) {
        for (State &state : states)
          acquire(state);
        continue;
      }
      // Below kMaxSlotsWithLives each, so that nothing overflows.
      int64_t slot = (touch.number % numSlots +
                      touch.stride % numSlots * (trip % numSlots)) %
                     numSlots;
      apply(touch.kind, slot < 0 ? slot + numSlots : slot);
    }
  }

  void apply(TouchKind kind, int64_t slot) {
    State &state = states[slot];
    if (kind == TouchKind::Acquire)
      return acquire(state);
    if (kind == TouchKind::Fill) {
      close(slot);
      state = {true, false, now, now};
      return;
    }
    if (!state.isFull)
      state = {true, false, now, now, /*isFromStart=*/true};
    state.last = now;
    state.isSent |= kind == TouchKind::Send;
  }

  void acquire(State &state) {
    if (state.isSent)
      state.last = now;
    state.isSent = false;
  }

  void close(int64_t slot) {
    const State &state = states[slot];
    if (state.isFull)
      clock.append(state.isFromStart ? Time() : state.first, state.last,
                   lives[slot]);
  }

  static void merge(Lives &lives) {
    std::sort(lives.begin(), lives.end(), [](const Life &a, const Life &b) {
      return std::pair(a.first, a.last) < std::pair(b.first, b.last);
    });
    Lives merged;
    for (const Life &life : lives) {
      if (!merged.empty() && life.first <= merged.back().last + 1)
        merged.back().last = std::max(merged.back().last, life.last);
      else
        merged.push_back(life);
    }
    lives = std::move(merged);
  }

  const std::vector<ProgramPart> &parts;
  const Clock &clock;
  size_t ring;
  int64_t numSlots;
  std::vector<State> states;
  std::vector<Lives> lives;
  Time now;
};
} // namespace

/// A ring too large to be looked at slot by slot is needed from the first touch
/// to the last one.
static std::vector<Lives> getLifeOfAll(const SlotTouches &program,
                                       const Clock &clock, size_t ring) {
  std::optional<Time> first;
  Time last;
  bool isSent = false, isKnownDone = true;
  for (size_t i = 0; i < program.parts.size(); ++i) {
    const ProgramPart &part = program.parts[i];
    for (const Touch &touch : part.touches[ring]) {
      bool isSend = touch.kind == TouchKind::Send;
      bool isDrain = touch.kind == TouchKind::Drain;
      isSent |= isSend;
      if (isSend || isDrain)
        isKnownDone = isDrain;
      if (isDrain && !isSent)
        continue;
      if (!first)
        first = touch.kind == TouchKind::Fill
                    ? Time{static_cast<int64_t>(i), 0, touch.position}
                    : Time();
      last = {static_cast<int64_t>(i), part.trips - 1, touch.position};
    }
  }
  std::vector<Lives> lives(1);
  if (!first)
    return lives;
  clock.append(*first, last, lives.front());
  if (!isKnownDone)
    lives.front().back().last = clock.getNumMoments() - 1;
  return lives;
}

Result<LocalLives> mlir::pipe::findLocalLives(ProgramOp program) {
  Result<SlotTouches> touches = readSlotTouches(program);
  if (!touches)
    return touches.getError();
  Clock clock(touches->parts);
  LocalLives lives;
  lives.numMoments = clock.getNumMoments();
  for (size_t ring = 0; ring < touches->rings.size(); ++ring) {
    BufferOp buffer = touches->rings[ring];
    bool isLarge = buffer.getType().getSlots() > kMaxSlotsWithLives;
    lives.rings.push_back(
        {buffer, isLarge ? getLifeOfAll(*touches, clock, ring)
                         : RingWalk(*touches, clock, ring).walk()});
  }
  return lives;
}
