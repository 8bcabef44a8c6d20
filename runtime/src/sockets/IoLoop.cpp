//===- IoLoop.cpp - The thread that moves messages ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IoLoop.h"
#include "../Clock.h"
#include "../Cores.h"

#include <algorithm>

using namespace mlir::pipert;

IoLoop::IoLoop() : thread([this] { serve(); }) {}

IoLoop::~IoLoop() { stop(); }

void IoLoop::stop() {
  std::lock_guard lock(stopMutex);
  isEnding.store(true);
  waker.wake();
  if (thread.joinable())
    thread.join();
}

void IoLoop::add(IoUser &user) {
  {
    std::lock_guard lock(mutex);
    users.emplace(numAdded++, &user);
  }
  wake();
}

void IoLoop::remove(IoUser &user) {
  std::lock_guard lock(mutex);
  for (auto place = users.begin(); place != users.end(); ++place) {
    if (place->second != &user)
      continue;
    users.erase(place);
    return;
  }
}

void IoLoop::wake() {
  if (!isAwake.exchange(true))
    waker.wake();
}

void IoLoop::serve() {
  nameThread("pipert-sockets");
  std::vector<pollfd> entries;
  std::vector<std::pair<uint64_t, size_t>> ends; ///< Of each user's entries.
  int64_t lastTick = now();
  while (!isEnding.load()) {
    entries.assign(1, {waker.getDescriptor(), POLLIN, 0});
    ends.clear();
    // What changes from here on wakes again.
    isAwake.store(false);
    {
      std::lock_guard lock(mutex);
      for (auto [number, user] : users) {
        user->addTo(entries);
        ends.push_back({number, entries.size()});
      }
    }
    if (poll(entries.data(), nfds_t(entries.size()), tickMs) < 0)
      continue;
    isAwake.store(true);
    if (entries[0].revents)
      waker.drain();
    bool isTick = now() - lastTick >= int64_t(tickMs) * 1'000'000;
    if (isTick)
      lastTick = now();
    size_t begin = 1;
    std::lock_guard lock(mutex);
    for (auto [number, end] : ends) {
      bool isReady = std::any_of(
          entries.begin() + ptrdiff_t(begin), entries.begin() + ptrdiff_t(end),
          [](const pollfd &entry) { return entry.revents != 0; });
      begin = end;
      auto user = users.find(number);
      if (user != users.end() && (isReady || isTick))
        user->second->move();
    }
  }
}
