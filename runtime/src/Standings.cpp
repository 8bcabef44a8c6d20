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

#include <algorithm>
#include <chrono>
#include <utility>

using namespace mlir::pipert;

/// How long others get to tell where they stood when the run was aborted, and
/// to hear of an abort at all.
static constexpr int64_t graceNs = 1'000'000'000;

/// What is older than this is old: the rank is not where it says it is. Ranks
/// say something 16 times a timeout, or twice a second.
static int64_t getFreshTime(int64_t timeoutNs) {
  constexpr int64_t shortest = 500'000'000, longest = 2'000'000'000;
  return timeoutNs < 0 ? longest : std::clamp(timeoutNs / 2, shortest, longest);
}

static std::string toSeconds(int64_t ns) {
  char text[32];
  snprintf(text, sizeof(text), "%.1f s", double(ns) * 1e-9);
  return text;
}

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
  case Activity::WaitReduced:
    return {"waits for the gradients of replica " +
                context.reducer->nameReplica(rank.channel) + " (rank " + peer +
                ") in reduction " + std::to_string(rank.messageMicroBatch) +
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
  // Where it stood at the abort, also if it has left since then.
  if (news && news->isLast)
    return news;
  if (heartbeat->hasLeft) {
    std::string place = "has left the run";
    // What a process that was killed has said last.
    if (news && !news->standing.ended)
      place += "; " + toSeconds(heartbeat->ageNs) +
               " before that: " + news->standing.place;
    return RankNews{news ? news->progress : 0, true, {place, -1, true}};
  }
  if (news && heartbeat->ageNs > getFreshTime(config.timeoutNs)) {
    // It may long have got what it says that it waits for.
    news->standing.place += " (said " + toSeconds(heartbeat->ageNs) + " ago)";
    news->standing.waitsFor = -1;
    news->standing.ended = false;
  }
  return news;
}

uint64_t World::sampleProgress() {
  uint64_t sum = numBegun.load();
  for (const Step &each : steps)
    sum += each.numEnded.load();
  for (auto &context : contexts)
    sum += context->state.getProgress();
  if (control->isAlone())
    return sum;
  // Elsewhere than at rank 0 the others are what rank 0 says of them.
  for (int32_t rank = 0; rank < control->getNumRanks(); ++rank) {
    if (control->isLocal(rank))
      continue;
    if (std::optional<RankNews> news = getRemoteNews(rank))
      sum += news->progress;
  }
  beat(/*isLast=*/false, sum);
  return sum;
}

void World::beat(bool isLast, uint64_t progressOfAll) {
  if (control->isAlone())
    return;
  std::lock_guard lock(beatMutex);
  if (isAborted() != isLast)
    return;
  for (size_t place = 0; place < contexts.size(); ++place) {
    RankNews news = isLast ? lastNews[place] : getNews(*contexts[place]);
    news.isLast = isLast;
    if (control->getLocalRanks()[place] == 0) {
      news.progress = progressOfAll;
      news.events.clear(); // They are asked for here.
    }
    // A process that does not hear of this rank sees that it does not go on.
    (void)control->beat(control->getLocalRanks()[place], pack(news));
  }
}

//===----------------------------------------------------------------------===//
// The end of a run
//===----------------------------------------------------------------------===//

void World::abort(pipert_status_t status, int32_t rank,
                  const std::string &reason) {
  endRun({status, rank, reason});
}

void World::end(const std::string &reason) {
  endRun({PIPERT_PEER_FAILED, control->getLocalRanks()[0], reason,
          /*isCutOff=*/false, /*isOrdered=*/true});
}

void World::endRun(Abort own) {
  if (control->abort(own) == PIPERT_OK && !isShutDown()) {
    // The first abort of all processes is told soon.
    std::unique_lock lock(abortMutex);
    abortKnown.wait_for(lock, std::chrono::nanoseconds(graceNs),
                        [&] { return isAborted(); });
  }
  // Cut off from the others: this process ends by itself.
  own.isCutOff = !control->isAlone();
  onAbort(own);
}

void World::onAbort(const Abort &abort) {
  {
    std::lock_guard lock(abortMutex);
    if (isAborted())
      return;
    failure = abort;
    failureTime = now();
    for (auto &context : contexts) {
      lastNews.push_back(context ? getNews(*context)
                                 : RankNews{0, false, {"has no context"}});
      if (context)
        lastNews.back().events =
            context->trace.read(/*allSteps=*/true, PIPERT_RECORDED_EVENTS);
    }
    composeReport();
    aborted.store(true, std::memory_order_seq_cst);
    for (auto &context : contexts)
      if (context)
        context->doorbell.ring();
  }
  abortKnown.notify_all();
  beat(/*isLast=*/true, 0);
  // Nobody goes on, so whoever is in a task is stuck in it; and a process does
  // not wait for the end of a task when another one is gone.
  if ((abort.status == PIPERT_DEADLINE && abort.rank < 0) ||
      !control->isAlone()) {
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
  return describeFailure();
}

std::string World::describeFailure() const {
  return failure.rank < 0 ? failure.reason
                          : getRankName(failure.rank) + ": " + failure.reason;
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
    if (news)
      ranks.push_back(news->standing);
    else if (control->isLocal(0))
      ranks.push_back({"has said nothing of itself"});
    else
      ranks.push_back({"has said where it stands to rank 0 alone", -1, false,
                       /*isKnown=*/false});
  }
  for (int32_t rank = 0; rank < control->getNumRanks(); ++rank)
    ranks[size_t(rank)].name = getRankName(rank);
  report = describeFailure() + "\n" + mlir::pipert::describe(ranks);
  if (failure.rank < 0)
    report += findCulprits(ranks);
}

//===----------------------------------------------------------------------===//
// What the others say of it
//===----------------------------------------------------------------------===//

void World::completeReport() {
  if (std::exchange(isReportWhole, true))
    return;
  std::optional<Blob> told;
  if (control->isLocal(0))
    awaitLastNews();
  else
    told = awaitReport();
  {
    std::lock_guard lock(abortMutex);
    if (told)
      report = *told;
    else
      composeReport();
  }
  if (!control->isLocal(0))
    return;
  for (int32_t rank = 0; rank < control->getNumRanks(); ++rank)
    if (!control->isLocal(rank)) // Who is gone needs none.
      (void)control->send(0, rank, "report", report);
}

std::optional<Blob> World::awaitReport() {
  const int64_t end = now() + graceNs + graceNs / 2;
  while (true) {
    std::optional<Heartbeat> first = control->getHeartbeat(0);
    // What rank 0 has said before it left is there by then.
    bool isLastTry = now() >= end || (first && first->hasLeft);
    Blob blob;
    if (control->receive(0, control->getLocalRanks()[0], "report", 0, blob) ==
        PIPERT_OK)
      return blob;
    if (isLastTry)
      return std::nullopt;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
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

std::optional<std::vector<pipert_event_t>>
World::getEvents(int32_t rank) const {
  std::lock_guard lock(abortMutex);
  if (control->isLocal(rank))
    return lastNews[size_t(findLocal(rank))].events;
  std::optional<Heartbeat> heartbeat = control->getHeartbeat(rank);
  std::optional<RankNews> news;
  if (heartbeat)
    news = unpackNews(heartbeat->blob, control->getNumRanks());
  // Elsewhere than at rank 0 no events of others come.
  if (!news || !news->isLast || !control->isLocal(0))
    return std::nullopt;
  return std::move(news->events);
}

int32_t World::findSpeaker() const {
  {
    std::lock_guard lock(abortMutex);
    if (!failure.isCutOff)
      return 0;
  }
  auto isKnownToHaveLeft = [&](int32_t rank) {
    std::optional<Heartbeat> heartbeat = control->getHeartbeat(rank);
    return heartbeat && heartbeat->hasLeft;
  };
  int32_t rank = 0;
  while (rank + 1 < control->getNumRanks() && isKnownToHaveLeft(rank))
    ++rank;
  return rank;
}
