//===- World.cpp - All ranks of a run -------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "World.h"
#include "Error.h"

#include <chrono>

using namespace mlir::pipert;

/// How long a rank polls before it sleeps. With a core a rank a wait is often
/// as long as a task, and waking a thread takes tens of microseconds; with
/// fewer cores a spinning rank keeps the one that it waits for off the core.
static constexpr int64_t spinWithOwnCoreNs = 200'000;
static constexpr int64_t spinWithSharedCoreNs = 500;

/// How long ranks that are not stuck get to return after a timeout.
static constexpr int64_t graceNs = 1'000'000'000;

World::World(WorldConfig configuration, std::unique_ptr<Transport> transport)
    : config(std::move(configuration)), copies(transport->copiesMessages()),
      spinNs(countUsableCores() >= config.numRanks ? spinWithOwnCoreNs
                                                   : spinWithSharedCoreNs),
      transport(std::move(transport)), contexts(config.numRanks) {}

World::~World() = default;

std::string World::getTaskName(int32_t task) const {
  if (task >= 0 && size_t(task) < config.taskNames.size())
    return config.taskNames[task];
  return "task " + std::to_string(task);
}

//===----------------------------------------------------------------------===//
// Failure
//===----------------------------------------------------------------------===//

void World::abort(pipert_status_t status, int32_t rank,
                  const std::string &reason) {
  {
    std::lock_guard lock(abortMutex);
    if (abortStatus != PIPERT_OK)
      return;
    abortStatus = status;
    abortReason =
        rank < 0 ? reason : "rank " + std::to_string(rank) + ": " + reason;
    std::vector<Standing> ranks = getStandings();
    report = abortReason + "\n" + describe(ranks);
    if (rank < 0)
      report += findCulprits(ranks);
  }
  aborted.store(true, std::memory_order_seq_cst);
  for (auto &context : contexts)
    if (context)
      context->doorbell.ring();
}

std::string World::getAbortReason() const {
  std::lock_guard lock(abortMutex);
  return abortReason;
}

void World::onStuck(int64_t stuckNs) {
  char reason[128];
  snprintf(reason, sizeof(reason),
           "no rank went on for %.1f s (timeout %.1f s)", stuckNs * 1e-9,
           config.timeoutNs * 1e-9);
  abort(PIPERT_DEADLINE, -1, reason);
  timedOut.store(true, std::memory_order_seq_cst);
  mainBell.ring();
}

//===----------------------------------------------------------------------===//
// Threads
//===----------------------------------------------------------------------===//

void World::startThreads() {
  for (int32_t rank = 0; rank < config.numRanks; ++rank)
    threads.emplace_back([self = shared_from_this(), rank] {
      self->serve(rank);
      self->numExited.fetch_add(1);
    });
  if (config.timeoutNs < 0)
    return;
  auto readProgress = [this] {
    uint64_t sum = step.load() + numEnded.load();
    for (auto &context : contexts)
      sum += context->state.getProgress();
    return sum;
  };
  auto isRunning = [this] {
    return numEnded.load() < step.load() * uint64_t(config.numRanks);
  };
  watchdog =
      std::make_unique<Watchdog>(config.timeoutNs, readProgress, isRunning,
                                 [this](int64_t stuckNs) { onStuck(stuckNs); });
}

void World::serve(int32_t rank) {
  if (config.pinThreads)
    pinToOwnCore(rank, config.numRanks);
  pipert_context_t &context = *contexts[rank];
  for (uint64_t next = 1;; ++next) {
    context.doorbell.wait(0, waitForStep,
                          [&] { return step.load() >= next || isShutDown(); });
    if (isShutDown())
      return;
    runStep(context, next);
    numEnded.fetch_add(1);
    mainBell.ring();
  }
}

void World::waitForAll(pipert_context_t &context, uint64_t next) {
  uint64_t all = next * uint64_t(config.numRanks);
  if (numStarted.fetch_add(1) + 1 == all) {
    for (auto &other : contexts)
      other->doorbell.ring();
    return;
  }
  context.doorbell.wait(spinNs, waitForStep, [&] {
    return numStarted.load() >= all || isAborted();
  });
}

void World::runStep(pipert_context_t &context, uint64_t next) {
  context.state.reset();
  context.trace.clear();
  waitForAll(context, next);
  context.state.enter(Activity::Running);
  int64_t start = now();
  const pipert_call_t &call = calls[context.rank];
  int32_t status = call.program(&context, context.segments.data(), call.inputs,
                                call.outputs);
  if (context.trace.isEnabled())
    context.trace.record(PIPERT_EVENT_STEP, 0, -1, start, now(), 0);
  if (status == PIPERT_OK || status == PIPERT_PEER_FAILED)
    return context.state.enter(Activity::Ended);
  context.state.enter(Activity::Failed);
  const char *message = getLastError();
  bool known = status > PIPERT_OK && status <= PIPERT_ASSERTION;
  abort(known ? pipert_status_t(status) : PIPERT_INTERNAL, context.rank,
        known && *message
            ? message
            : "its program returned status " + std::to_string(status));
}

void World::shutDown() {
  shuttingDown.store(true);
  for (auto &context : contexts)
    if (context)
      context->doorbell.ring();
  int64_t end = now() + graceNs;
  while (size_t(numExited.load()) < threads.size() && now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  bool allExited = size_t(numExited.load()) == threads.size();
  for (std::thread &thread : threads)
    allExited ? thread.join() : thread.detach();
  threads.clear();
  watchdog.reset();
}

//===----------------------------------------------------------------------===//
// Steps
//===----------------------------------------------------------------------===//

pipert_status_t World::takeCalls(const pipert_call_t *newCalls,
                                 int32_t numCalls) {
  if (numCalls != config.numRanks)
    return fail(PIPERT_INVALID_ARGUMENT, "%d calls for %d ranks", numCalls,
                config.numRanks);
  calls.assign(size_t(numCalls), {});
  const char *next = reinterpret_cast<const char *>(newCalls);
  for (int32_t i = 0; i < numCalls; ++i, next += newCalls->struct_size) {
    const auto &call = *reinterpret_cast<const pipert_call_t *>(next);
    if (call.rank < 0 || call.rank >= config.numRanks || !call.program)
      return fail(PIPERT_INVALID_ARGUMENT,
                  "call %d is of rank %d of %d ranks, or has no program", i,
                  call.rank, config.numRanks);
    if (calls[size_t(call.rank)].program)
      return fail(PIPERT_INVALID_ARGUMENT, "rank %d has two calls", call.rank);
    calls[size_t(call.rank)] = call;
  }
  return PIPERT_OK;
}

pipert_status_t World::run(const pipert_call_t *newCalls, int32_t numCalls) {
  if (isAborted())
    return fail(PIPERT_PEER_FAILED, "an earlier run of this world failed: %s",
                getAbortReason().c_str());
  if (!linked) {
    if (pipert_status_t status = link())
      return status;
  }
  if (pipert_status_t status = takeCalls(newCalls, numCalls))
    return status;
  if (threads.empty())
    startThreads();
  linked = true;
  uint64_t all = (step.fetch_add(1) + 1) * uint64_t(config.numRanks);
  for (auto &context : contexts)
    context->doorbell.ring();
  mainBell.wait(0, waitForStep,
                [&] { return numEnded.load() >= all || timedOut.load(); });
  if (timedOut.load())
    waitForRest();
  if (isAborted()) {
    std::lock_guard lock(abortMutex);
    return fail(abortStatus, "%s", abortReason.c_str());
  }
  if (pipert_status_t status = checkLeftovers())
    return status;
  return checkMemory();
}

void World::waitForRest() {
  int64_t end = now() + graceNs;
  uint64_t all = step.load() * uint64_t(config.numRanks);
  while (numEnded.load() < all && now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

pipert_status_t World::checkLeftovers() {
  for (auto &context : contexts) {
    for (auto &end : context->ends) {
      uint64_t left = end.channel->getNumUnfinished();
      if (end.desc.direction != PIPERT_SEND || left == 0)
        continue;
      char reason[160];
      snprintf(reason, sizeof(reason),
               "%llu messages of the %s channel from rank %d to rank %d were "
               "not received and released by the end of the step",
               (unsigned long long)left,
               end.desc.kind == PIPERT_CHANNEL_GRADIENT ? "gradient"
                                                        : "activation",
               context->rank, end.desc.peer);
      abort(PIPERT_INVALID_ARGUMENT, -1, reason);
      return fail(PIPERT_INVALID_ARGUMENT, "%s", reason);
    }
  }
  return PIPERT_OK;
}

pipert_status_t World::checkMemory() {
  for (auto &context : contexts) {
    if (context->isMemoryIntact())
      continue;
    std::string reason = "bytes behind a block of memory of rank " +
                         std::to_string(context->rank) + " were written";
    abort(PIPERT_INTERNAL, -1, reason);
    return fail(PIPERT_INTERNAL, "%s", reason.c_str());
  }
  return PIPERT_OK;
}
