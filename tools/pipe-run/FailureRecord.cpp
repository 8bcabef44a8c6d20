//===- FailureRecord.cpp - What is known of a failed run ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FailureRecord.h"

#include <cstdio>
#include <nlohmann/json.hpp>

using namespace mlir::pipe;
using Json = nlohmann::ordered_json;

const bundle::Channel *mlir::pipe::findChannel(const Bundle &bundle,
                                               size_t rank,
                                               const pipert_event_t &event) {
  if (event.kind == PIPERT_EVENT_TASK || event.kind == PIPERT_EVENT_STEP ||
      event.kind == PIPERT_EVENT_REDUCE ||
      event.kind == PIPERT_EVENT_WAIT_REDUCED ||
      int64_t(rank) >= bundle.getNumRanks())
    return nullptr;
  const auto &channels = bundle.getProgram(rank).channels;
  bool isKnown = event.index >= 0 && size_t(event.index) < channels.size();
  return isKnown ? &channels[size_t(event.index)] : nullptr;
}

int64_t mlir::pipe::getPeer(const Bundle &bundle, size_t rank,
                            const bundle::Channel &channel) {
  return bundle.getReplica(rank) * bundle.manifest.ranks + channel.peer;
}

std::string mlir::pipe::getTaskName(const Manifest &manifest,
                                    const pipert_event_t &event) {
  if (event.index >= 0 && size_t(event.index) < manifest.tasks.size())
    return getTaskName(manifest.tasks[size_t(event.index)]);
  return "task " + std::to_string(event.index);
}

bool mlir::pipe::isWait(const pipert_event_t &event) {
  return event.kind == PIPERT_EVENT_WAIT_RECV ||
         event.kind == PIPERT_EVENT_WAIT_SEND ||
         event.kind == PIPERT_EVENT_WAIT_ROOM ||
         event.kind == PIPERT_EVENT_WAIT_REDUCED;
}

static const char *getMessageName(const bundle::Channel &channel) {
  return channel.gradient ? "gradient" : "activation";
}

//===----------------------------------------------------------------------===//
// Text
//===----------------------------------------------------------------------===//

/// As "the gradient of micro-batch 4 (message 4)".
static std::string describeMessage(const bundle::Channel &channel,
                                   const pipert_event_t &event) {
  std::string text = std::string("the ") + getMessageName(channel) +
                     " of micro-batch " + std::to_string(event.micro_batch);
  if (event.sequence != PIPERT_EVENT_NO_SEQUENCE)
    text += " (message " + std::to_string(event.sequence) + ")";
  return text;
}

static std::string describeAge(int64_t ns) {
  char text[64];
  snprintf(text, sizeof(text), "%.6f s before the failure", double(ns) * 1e-9);
  return text;
}

namespace {
/// What a rank has seen last of another one, by channel.
struct Traces {
  std::optional<pipert_event_t> sent, received, wait;
};
} // namespace

/// Appends what `rank` knows of `other`.
static void appendKnowledge(const Bundle &bundle, const RankEvents &events,
                            size_t rank, int64_t other, int64_t timeNs,
                            std::string &text) {
  const std::string name = "  " + bundle.getRankName(rank);
  for (const bundle::Channel &channel : bundle.getProgram(rank).channels) {
    if (getPeer(bundle, rank, channel) != other)
      continue;
    Traces last;
    for (const pipert_event_t &event : events) {
      if (findChannel(bundle, rank, event) != &channel)
        continue;
      if (isWait(event) && event.end_ns == PIPERT_EVENT_NOT_ENDED)
        last.wait = event;
      else if (event.kind == PIPERT_EVENT_WAIT_RECV)
        last.received = event;
      else if (event.kind == PIPERT_EVENT_SEND)
        last.sent = event;
    }
    for (const auto &[event, what] :
         {std::pair{last.sent, " has sent it "},
          std::pair{last.received, " has received from it "}})
      if (event)
        text += name + what + describeMessage(channel, *event) + " last, " +
                describeAge(timeNs - event->end_ns) + "\n";
    if (last.wait)
      text +=
          name +
          (last.wait->kind == PIPERT_EVENT_WAIT_RECV ? " waits for it to send "
           : last.wait->kind == PIPERT_EVENT_WAIT_SEND
               ? " waits for it to be done with "
               : " waits for it to make room for ") +
          describeMessage(channel, *last.wait) + "\n";
  }
}

std::string mlir::pipe::describeFailure(const Bundle &bundle,
                                        const FailureRecord &record) {
  const Manifest &manifest = bundle.manifest;
  std::string text = "the run failed: " + record.report + "\n";
  text += manifest.name + ": " + manifest.schedule + ", " +
          std::to_string(bundle.getNumRanks()) + " ranks, " +
          std::to_string(manifest.microBatches) + " micro-batches\n";
  for (size_t rank = 0; rank < record.events.size(); ++rank) {
    if (record.events[rank])
      continue;
    text += "\nthe events of " + bundle.getRankName(rank) +
            " have not come; what the others know of it:\n";
    const size_t before = text.size();
    for (size_t other = 0; other < record.events.size(); ++other)
      if (record.events[other])
        appendKnowledge(bundle, *record.events[other], other, int64_t(rank),
                        record.timeNs, text);
    if (text.size() == before)
      text += "  nothing\n";
  }
  return text;
}

//===----------------------------------------------------------------------===//
// JSON
//===----------------------------------------------------------------------===//

static const char *getKindName(int32_t kind) {
  switch (kind) {
  case PIPERT_EVENT_TASK:
    return "task";
  case PIPERT_EVENT_SEND:
    return "send";
  case PIPERT_EVENT_WAIT_RECV:
    return "wait_recv";
  case PIPERT_EVENT_WAIT_SEND:
    return "wait_send";
  case PIPERT_EVENT_STEP:
    return "step";
  case PIPERT_EVENT_WAIT_ROOM:
    return "wait_room";
  case PIPERT_EVENT_RECV:
    return "recv";
  case PIPERT_EVENT_RELEASE:
    return "release";
  case PIPERT_EVENT_REDUCE:
    return "reduce";
  case PIPERT_EVENT_WAIT_REDUCED:
    return "wait_reduced";
  }
  return "unknown";
}

static Json makeJson(const Bundle &bundle, size_t rank,
                     const pipert_event_t &event) {
  Json value = {{"kind", getKindName(event.kind)},
                {"start_ns", event.start_ns},
                {"end_ns", event.end_ns}};
  if (event.end_ns == PIPERT_EVENT_NOT_ENDED)
    value["end_ns"] = nullptr;
  if (event.micro_batch >= 0)
    value["micro_batch"] = event.micro_batch;
  if (event.kind == PIPERT_EVENT_TASK) {
    value["task"] = event.index;
    value["name"] = getTaskName(bundle.manifest, event);
  }
  if (event.kind == PIPERT_EVENT_REDUCE ||
      event.kind == PIPERT_EVENT_WAIT_REDUCED)
    value["reduction"] = event.index;
  if (const bundle::Channel *channel = findChannel(bundle, rank, event)) {
    value["peer"] = getPeer(bundle, rank, *channel);
    value["message"] = getMessageName(*channel);
    value["sequence"] = event.sequence;
    if (event.sequence == PIPERT_EVENT_NO_SEQUENCE)
      value["sequence"] = nullptr;
    value["bytes"] = event.bytes;
  }
  return value;
}

static std::string dump(const Json &value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// One line an event.
static std::string makeJson(const Bundle &bundle, size_t rank,
                            const std::optional<RankEvents> &events) {
  Json wait = nullptr;
  if (events && !events->empty() && isWait(events->back()) &&
      events->back().end_ns == PIPERT_EVENT_NOT_ENDED)
    wait = makeJson(bundle, rank, events->back());
  std::string text = "{\"rank\": " + std::to_string(rank) +
                     ", \"waits_for\": " + dump(wait) + ", \"events\": ";
  if (!events)
    return text + "null}";
  text += "[";
  for (size_t i = 0; i < events->size(); ++i)
    text += (i ? ",\n" : "\n") + dump(makeJson(bundle, rank, (*events)[i]));
  return text + "]}";
}

std::string mlir::pipe::makeEventsJson(const Bundle &bundle,
                                       const FailureRecord &record) {
  const Manifest &manifest = bundle.manifest;
  const std::string reason = record.report.substr(0, record.report.find('\n'));
  std::string text =
      "{\"format\": \"pipe-run-events\", \"version\": 1,\n\"model\": " +
      dump(manifest.name) + ", \"schedule\": " + dump(manifest.schedule) +
      ",\n\"failure\": " + dump(reason) +
      ", \"failed_ns\": " + std::to_string(record.timeNs) + ",\n\"ranks\": [";
  for (size_t rank = 0; rank < record.events.size(); ++rank)
    text += (rank ? ",\n" : "\n") + makeJson(bundle, rank, record.events[rank]);
  return text + "]}\n";
}
