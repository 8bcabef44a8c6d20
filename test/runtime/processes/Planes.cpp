//===- Planes.cpp - Control planes of the processes of a run --------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Planes.h"

#include <cstdio>
#include <cstdlib>
#include <thread>
#include <unistd.h>

using namespace mlir::pipert;

Meeting::Meeting() : token(makeSecret(16)) {
  std::string error;
  listener = listenAt({"127.0.0.1", 0}, error);
  std::optional<HostPort> found = getLocalAddress(listener);
  if (!found) {
    fprintf(stderr, "cannot listen: %s\n", error.c_str());
    std::abort();
  }
  place = *found;
}

TcpOptions Meeting::getOptions(int32_t numRanks, std::vector<int32_t> ranks) {
  TcpOptions options;
  options.numRanks = numRanks;
  options.localRanks = std::move(ranks);
  options.rendezvous = place;
  options.token = token;
  options.joinTimeoutNs = 20'000'000'000;
  if (options.localRanks[0] == 0) {
    options.listener = dup(listener.get());
    listener.close();
  }
  return options;
}

std::unique_ptr<TcpControlPlane> joinOrDie(TcpOptions options) {
  std::unique_ptr<TcpControlPlane> plane;
  if (TcpControlPlane::create(std::move(options), plane) != PIPERT_OK) {
    fprintf(stderr, "cannot join: %s\n", pipert_last_error());
    std::abort();
  }
  return plane;
}

std::vector<std::unique_ptr<ControlPlane>>
makePlanes(const std::vector<std::vector<int32_t>> &processes,
           int64_t silenceNs) {
  int32_t numRanks = 0;
  for (const auto &ranks : processes)
    numRanks += int32_t(ranks.size());
  Meeting meeting;
  std::vector<TcpOptions> options;
  for (const auto &ranks : processes) {
    options.push_back(meeting.getOptions(numRanks, ranks));
    options.back().silenceNs = silenceNs;
  }
  std::vector<std::unique_ptr<ControlPlane>> planes(processes.size());
  std::vector<std::thread> threads;
  for (size_t i = 0; i < processes.size(); ++i)
    threads.emplace_back([&, i] { planes[i] = joinOrDie(options[i]); });
  for (std::thread &thread : threads)
    thread.join();
  return planes;
}
