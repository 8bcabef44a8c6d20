//===- Standings.cpp - Where ranks stand, and the end of a run ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ChannelPlanning.h"
#include "Error.h"
#include "World.h"

#include <chrono>

using namespace mlir::pipert;

/// How long others get to tell where they stood when the run was aborted, and
/// to hear of an abort at all.
static constexpr int64_t graceNs = 1'000'000'000;

/// What is older than this is said to be old.
static constexpr int64_t freshNs = 2'000'000'000;

//===----------------------------------------------------------------------===//
// Where the ranks stand
//===----------------------------------------------------------------------===//

Standing World::getStanding(const pipert_context_t &context) const {
  RankSnapshot rank = context.state.read();
  std::string task = getTaskName(rank.task) + " micro-batch " +
                     std::to_string(rank.microBatch);
  std::string last = rank.task < 0 ? "; has run no task" : "; last ran " + task;
  const pipert_channel_desc_t *desc =
      rank.channel >= 0 ? &context.ends[rank.channel].desc : nullptr;
  std::string peer = desc ? std::to_string(desc->peer) : "?";
  std::string message = desc ? std::string(getKindName(desc->kind)) +
                                   " of micro-batch " +
                                   std::to_string(rank.messageMicroBatch)
                             : "";
  switch (rank.activity) {
  case Activity::Idle:
  case Activity::Start:
    return {"has not started the step"};
  case Activity::Running:
    return {"runs between two tasks" + last};
  case Activity::Task:
    return {"in " + task};
  case Activity::WaitRecv:
    return {"waits for rank " + peer + " to send the " + message + last,
            desc ? desc->peer : -1};
  case Activity::WaitSend:
    return {"waits for rank " + peer + " to be done with the " + message + last,
            desc ? desc->peer : -1};
  case Activity::WaitRoom:
    return {"waits for rank " + peer + " to make room for the " + message +
                last,
            desc ? desc->peer : -1};
  case Activity::Ended:
    return {"has ended the step" + last, -1, true};
  case Activity::Failed:
    return {"has failed" + last};
  }
  return {"unknown"};
}

RankNews World::getNews(const pipert_context_t &context) const {
  return {context.state.getProgress(), false, getStanding(context)};
}

std::optional<RankNews> World::getRemoteNews(int32_t rank) const {
  std::optional<Heartbeat> heartbeat = control->getHeartbeat(rank);
  if (!heartbeat)
    return std::nullopt;
  std::optional<RankNews> news =
      unpackNews(heartbeat->blob, control->getNumRanks());
  if (heartbeat->hasLeft)
    return RankNews{
        news ? news->progress : 0, true, {"has left the run", -1, true}};
  if (news && !news->isLast && heartbeat->ageNs > freshNs) {
    char age[64];
    snprintf(age, sizeof(age), " (said %.1f s ago)",
             double(heartbeat->ageNs) * 1e-9);
    news->standing.place += age;
  }
  return news;
}

uint64_t World::sampleProgress() {
  uint64_t sum = step.load() + numEnded.load();
  for (auto &context : contexts)
    sum += context->state.getProgress();
  if (control->isAlone())
    return sum;
  beat(/*isLast=*/false);
  for (int32_t rank = 0; rank < control->getNumRanks(); ++rank) {
    if (control->isLocal(rank))
      continue;
    if (std::optional<RankNews> news = getRemoteNews(rank))
      sum += news->progress;
  }
  return sum;
}

void World::beat(bool isLast) {
  if (control->isAlone())
    return;
  std::lock_guard lock(beatMutex);
  if (isAborted() != isLast)
    return;
  for (size_t place = 0; place < contexts.size(); ++place) {
    RankNews news = isLast ? lastNews[place] : getNews(*contexts[place]);
    news.isLast = isLast;
    // A process that does not hear of this rank sees that it does not go on.
    (void)control->beat(control->getLocalRanks()[place], pack(news));
  }
}

//===----------------------------------------------------------------------===//
// The end of a run
//===----------------------------------------------------------------------===//

void World::abort(pipert_status_t status, int32_t rank,
                  const std::string &reason) {
  Abort own{status, rank, reason};
  if (control->abort(own) == PIPERT_OK && !isShutDown()) {
    // The first abort of all processes is told soon.
    std::unique_lock lock(abortMutex);
    abortKnown.wait_for(lock, std::chrono::nanoseconds(graceNs),
                        [&] { return isAborted(); });
  }
  // Cut off from the others: this process ends by itself.
  onAbort(own);
}

void World::onAbort(const Abort &abort) {
  {
    std::lock_guard lock(abortMutex);
    if (isAborted())
      return;
    failure = abort;
    for (auto &context : contexts)
      lastNews.push_back(context ? getNews(*context)
                                 : RankNews{0, false, {"has no context"}});
    composeReport();
    aborted.store(true, std::memory_order_seq_cst);
    for (auto &context : contexts)
      if (context)
        context->doorbell.ring();
  }
  abortKnown.notify_all();
  beat(/*isLast=*/true);
  // Nobody goes on, so whoever is in a task is stuck in it.
  if (abort.status == PIPERT_DEADLINE && abort.rank < 0) {
    timedOut.store(true, std::memory_order_seq_cst);
    mainBell.ring();
  }
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

std::string World::getAbortReason() const {
  std::lock_guard lock(abortMutex);
  return failure.describe();
}

void World::composeReport() {
  std::vector<Standing> ranks;
  size_t place = 0;
  for (int32_t rank = 0; rank < control->getNumRanks(); ++rank) {
    if (control->isLocal(rank)) {
      ranks.push_back(lastNews[place++].standing);
      continue;
    }
    std::optional<RankNews> news = getRemoteNews(rank);
    ranks.push_back(news ? news->standing
                         : Standing{"has said nothing of itself"});
  }
  report = failure.describe() + "\n" + mlir::pipert::describe(ranks);
  if (failure.rank < 0)
    report += findCulprits(ranks);
}

void World::awaitLastNews() const {
  int64_t end = now() + graceNs;
  for (int32_t rank = 0; rank < control->getNumRanks(); ++rank) {
    while (!control->isLocal(rank) && now() < end) {
      std::optional<RankNews> news = getRemoteNews(rank);
      if (news && news->isLast)
        break;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }
}
