//===- Poller.cpp - The thread that polls MPI -----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Poller.h"
#include "../Cores.h"

#include <algorithm>
#include <chrono>
#if defined(__linux__)
#include <sys/prctl.h>
#endif

using namespace mlir::pipert;

static constexpr int64_t shortestNs = 10'000, middleNs = 100'000,
                         longestNs = 500'000, restAfterNs = 10'000'000;

Poller::Poller() : thread([this] { serve(); }) {}

Poller::~Poller() { stop(); }

void Poller::stop() {
  std::lock_guard only(stopMutex);
  {
    std::lock_guard lock(sleepMutex);
    isEnding = true;
  }
  rouse();
  if (thread.joinable())
    thread.join();
}

void Poller::halt() {
  stop();
  std::lock_guard lock(mutex);
  for (PollUser *user : users)
    user->halt();
}

void Poller::add(PollUser &user) {
  std::lock_guard lock(mutex);
  users.push_back(&user);
}

void Poller::remove(PollUser &user) {
  std::lock_guard lock(mutex);
  std::erase(users, &user);
}

void Poller::watch(Doorbell &bell) {
  std::lock_guard lock(mutex);
  if (std::find(bells.begin(), bells.end(), &bell) != bells.end())
    return;
  bells.push_back(&bell);
  bell.setKeeper(this);
}

void Poller::rouse() {
  {
    std::lock_guard lock(sleepMutex);
    isRoused = true;
  }
  sleeper.notify_one();
}

bool Poller::isAnyAsleep() {
  std::lock_guard lock(mutex);
  return std::any_of(bells.begin(), bells.end(),
                     [](Doorbell *bell) { return bell->isAsleep(); });
}

Polled Poller::moveAll() {
  std::lock_guard lock(mutex);
  Polled all;
  for (PollUser *user : users) {
    Polled polled = user->move();
    all.isOpen |= polled.isOpen;
    all.hasMoved |= polled.hasMoved;
  }
  return all;
}

void Poller::pause(Polled polled) {
  int64_t time = now();
  if (polled.isOpen)
    lastOpen = time;
  bool isAsleep = polled.isOpen && isAnyAsleep();
  if (polled.hasMoved || isAsleep != wasAsleep)
    lastMoved = time;
  wasAsleep = isAsleep;
  bool mayRest = time - lastOpen > restAfterNs;
  if (mayRest && !isResting.exchange(true))
    return; // Looks once more: whoever comes now wakes.
  int64_t pauseNs =
      std::clamp((time - lastMoved) / 8, isAsleep ? shortestNs : middleNs,
                 isAsleep ? middleNs : longestNs);
  std::unique_lock lock(sleepMutex);
  auto isOver = [&] { return isRoused || isEnding; };
  if (mayRest)
    sleeper.wait(lock, isOver);
  else
    sleeper.wait_for(lock, std::chrono::nanoseconds(pauseNs), isOver);
  isRoused = false;
  isResting.store(false);
}

void Poller::serve() {
  nameThread("pipert-mpi");
#if defined(__linux__)
  // Else a sleep takes 50 us longer.
  prctl(PR_SET_TIMERSLACK, 1);
#endif
  while (true) {
    {
      std::lock_guard lock(sleepMutex);
      if (isEnding)
        return;
    }
    pause(moveAll());
  }
}
