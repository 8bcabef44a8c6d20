//===- World.cpp - All ranks of a run -------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "World.h"
#include "Error.h"

#include <algorithm>
#include <chrono>
#include <cstring>

using namespace mlir::pipert;

/// How long a rank polls before it sleeps. With a core a rank a wait is often
/// as long as a task, and waking a thread takes tens of microseconds; with
/// fewer cores a spinning rank keeps the one that it waits for off the core.
static constexpr int64_t spinWithOwnCoreNs = 200'000;
static constexpr int64_t spinWithSharedCoreNs = 500;

/// How long ranks that are not stuck get to return after a timeout.
static constexpr int64_t graceNs = 1'000'000'000;

World::World(WorldConfig configuration, std::unique_ptr<Transport> transport,
             std::unique_ptr<ControlPlane> controlPlane)
    : config(std::move(configuration)), control(std::move(controlPlane)),
      copies(transport->copiesMessages()), transport(std::move(transport)),
      contexts(control->getLocalRanks().size()) {
  control->listen([this](const Abort &abort) { onAbort(abort); });
}

// No call of onAbort may come from here on.
World::~World() { control->leave(); }

/// The processes of one machine may be bound to cores each.
pipert_status_t World::findSpinTime() {
  std::vector<int32_t> cores = listUsableCores();
  size_t numNeighbours = contexts.size();
  if (!control->isAlone()) {
    BlobWriter writer;
    for (int32_t core : cores)
      writer.number(uint64_t(core));
    std::vector<Blob> all;
    if (pipert_status_t status = control->exchange(
            "cores", std::vector<Blob>(contexts.size(), writer.take()),
            config.timeoutNs, all))
      return status;
    // Else others may be on other machines.
    if (control->getHost() == "127.0.0.1") {
      numNeighbours = all.size();
      for (const Blob &blob : all)
        for (BlobReader reader(blob); reader.hasMore();)
          cores.push_back(int32_t(reader.number()));
    }
  }
  std::sort(cores.begin(), cores.end());
  size_t numCores =
      size_t(std::unique(cores.begin(), cores.end()) - cores.begin());
  spinNs = numCores >= numNeighbours ? spinWithOwnCoreNs : spinWithSharedCoreNs;
  return PIPERT_OK;
}

std::string World::getTaskName(int32_t task) const {
  if (task >= 0 && size_t(task) < config.taskNames.size())
    return config.taskNames[task];
  return "task " + std::to_string(task);
}

//===----------------------------------------------------------------------===//
// Threads
//===----------------------------------------------------------------------===//

void World::startThreads() {
  for (size_t place = 0; place < contexts.size(); ++place)
    threads.emplace_back([self = shared_from_this(), place] {
      self->serve(place);
      self->numExited.fetch_add(1);
    });
  if (config.timeoutNs < 0)
    return;
  watchdog = std::make_unique<Watchdog>(
      config.timeoutNs, [this] { return sampleProgress(); },
      [this] { return inStep.load(); },
      [this](int64_t stuckNs) { onStuck(stuckNs); });
}

void World::serve(size_t place) {
  // Two processes would choose the same core.
  if (config.pinThreads && control->isAlone())
    pinToOwnCore(int32_t(place), int32_t(contexts.size()));
  pipert_context_t &context = *contexts[place];
  nameThread("pipert-rank" + std::to_string(context.rank));
  for (uint64_t next = 1;; ++next) {
    context.doorbell.wait(0, waitForStep, [&] {
      return numBegun.load() >= next || isShutDown();
    });
    if (isShutDown())
      return;
    // What was begun behind a step that has failed is not looked at.
    if (getStep(next).isAlone || !isAborted())
      runStep(context, place, next);
    getStep(next).numEnded.fetch_add(1);
    mainBell.ring();
  }
}

void World::waitForAll(pipert_context_t &context, uint64_t number) {
  uint64_t all = number * countLocal();
  if (numStarted.fetch_add(1) + 1 == all) {
    for (auto &other : contexts)
      other->doorbell.ring();
    return;
  }
  context.doorbell.wait(spinNs, waitForStep, [&] {
    return numStarted.load() >= all || isAborted();
  });
}

int32_t World::runProgram(pipert_context_t &context,
                          const pipert_call_t &call) {
  int32_t status = PIPERT_OK;
  if (call.before)
    status = call.before(&context, call.user);
  if (status == PIPERT_OK)
    status = call.program(&context, context.segments.data(), call.inputs,
                          call.outputs);
  if (status == PIPERT_OK && context.reducer)
    status = context.reducer->checkAwaited();
  if (status == PIPERT_OK)
    status = context.finishDevice();
  if (status == PIPERT_OK && call.after)
    status = call.after(&context, call.user);
  return status;
}

void World::runStep(pipert_context_t &context, size_t place, uint64_t number) {
  Step &step = getStep(number);
  context.state.reset();
  if (step.isAlone)
    waitForAll(context, number);
  else
    numStarted.fetch_add(1);
  context.state.enter(Activity::Running);
  context.trace.beginStep();
  int32_t status = runProgram(context, step.calls[place]);
  // What a failed step waits for, or was doing, stays the last event.
  if (status == PIPERT_OK) {
    context.trace.endStep();
    countMessages(context, step.counts);
  }
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
  if (linked && !isAborted())
    transport->close(*control);
  control->leave();
}

//===----------------------------------------------------------------------===//
// Steps
//===----------------------------------------------------------------------===//

pipert_status_t World::takeCalls(const pipert_call_t *newCalls,
                                 int32_t numCalls, Step &target) {
  int32_t numRanks = control->getNumRanks();
  if (numCalls != int32_t(contexts.size()))
    return fail(PIPERT_INVALID_ARGUMENT, "%d calls for %zu ranks", numCalls,
                contexts.size());
  target.calls.assign(contexts.size(), {});
  const char *next = reinterpret_cast<const char *>(newCalls);
  for (int32_t i = 0; i < numCalls; ++i, next += newCalls->struct_size) {
    pipert_call_t call = {};
    std::memcpy(&call, next,
                std::min<size_t>(newCalls->struct_size, sizeof(call)));
    int32_t place = findLocal(call.rank);
    if (place < 0 && call.rank >= 0 && call.rank < numRanks)
      return fail(PIPERT_INVALID_ARGUMENT,
                  "call %d is of rank %d, which is in another process", i,
                  call.rank);
    if (place < 0 || !call.program)
      return fail(PIPERT_INVALID_ARGUMENT,
                  "call %d is of rank %d of %d ranks, or has no program", i,
                  call.rank, numRanks);
    if (target.calls[size_t(place)].program)
      return fail(PIPERT_INVALID_ARGUMENT, "rank %d has two calls", call.rank);
    target.calls[size_t(place)] = call;
  }
  return PIPERT_OK;
}

pipert_status_t World::begin(const pipert_call_t *newCalls, int32_t numCalls) {
  if (isAborted())
    return fail(PIPERT_PEER_FAILED, "an earlier run of this world failed: %s",
                getAbortReason().c_str());
  if (!linked) {
    if (pipert_status_t status = link()) {
      if (control->isAlone())
        return status;
      // Others may be waiting for this process, or have ended the run.
      abort(status, -1, getLastError());
      return failRun();
    }
    linked = true;
  }
  const uint64_t number = numBegun.load() + 1;
  if (number - numFinished > steps.size())
    return fail(PIPERT_INVALID_ARGUMENT,
                "%zu steps are under way; finish one before the next",
                steps.size());
  Step &step = getStep(number);
  if (pipert_status_t status = takeCalls(newCalls, numCalls, step))
    return status;
  step.isAlone = number == numFinished + 1;
  if (threads.empty()) {
    // Steady steps allocate nothing.
    for (Step &each : steps)
      each.calls.reserve(contexts.size());
    startThreads();
  }
  inStep.store(true);
  numBegun.store(number);
  for (auto &context : contexts)
    context->doorbell.ring();
  return PIPERT_OK;
}

bool World::hasEnded(uint64_t number) {
  // Steps at the same place, this one included.
  const uint64_t before = (number + 1) / steps.size();
  return getStep(number).numEnded.load() >= before * countLocal();
}

bool World::haveAllEnded() {
  for (uint64_t next = numFinished + 1; next <= numBegun.load(); ++next)
    if (!hasEnded(next))
      return false;
  return true;
}

pipert_status_t World::finish() {
  const uint64_t number = numFinished + 1;
  if (number > numBegun.load())
    return fail(PIPERT_INVALID_ARGUMENT, "no step is under way");
  mainBell.wait(0, waitForStep,
                [&] { return hasEnded(number) || timedOut.load(); });
  // What was begun behind it ends, too, where the run has failed.
  if (isAborted())
    mainBell.wait(0, waitForStep,
                  [&] { return haveAllEnded() || timedOut.load(); });
  if (timedOut.load()) {
    // The others wait for it.
    if (!control->isAlone())
      completeReport();
    waitForRest();
  }
  pipert_status_t status = endStep(getStep(number));
  numFinished = isAborted() ? numBegun.load() : number;
  inStep.store(numFinished != numBegun.load());
  return status;
}

pipert_status_t World::run(const pipert_call_t *newCalls, int32_t numCalls) {
  if (numFinished != numBegun.load())
    return fail(PIPERT_INVALID_ARGUMENT,
                "a step is under way; pipert_world_finish ends it");
  if (pipert_status_t status = begin(newCalls, numCalls))
    return status;
  return finish();
}

void World::waitForRest() {
  int64_t end = now() + graceNs;
  while (!haveAllEnded() && now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
}
