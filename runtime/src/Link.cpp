//===- Link.cpp - Contexts and channels of a world ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Error.h"
#include "World.h"

#include <cstring>

using namespace mlir::pipert;

static const char *getKindName(int32_t kind) {
  return kind == PIPERT_CHANNEL_GRADIENT ? "gradient" : "activation";
}

static bool isSameChannel(const pipert_channel_desc_t &left,
                          const pipert_channel_desc_t &right) {
  return left.peer == right.peer && left.kind == right.kind &&
         left.direction == right.direction;
}

static pipert_status_t checkDesc(const pipert_channel_desc_t &desc,
                                 int32_t index, int32_t rank,
                                 int32_t numRanks) {
  if (desc.peer < 0 || desc.peer >= numRanks || desc.peer == rank)
    return fail(PIPERT_INVALID_ARGUMENT,
                "channel %d of rank %d leads to rank %d of %d ranks", index,
                rank, desc.peer, numRanks);
  if (desc.capacity < 1 || desc.capacity > maxCapacity)
    return fail(PIPERT_INVALID_ARGUMENT,
                "channel %d of rank %d has capacity %d, not 1 to %d", index,
                rank, desc.capacity, maxCapacity);
  if (desc.kind != PIPERT_CHANNEL_ACTIVATION &&
      desc.kind != PIPERT_CHANNEL_GRADIENT)
    return fail(PIPERT_INVALID_ARGUMENT,
                "channel %d of rank %d has kind %d, which is unknown", index,
                rank, desc.kind);
  if (desc.direction != PIPERT_SEND && desc.direction != PIPERT_RECV)
    return fail(PIPERT_INVALID_ARGUMENT,
                "channel %d of rank %d has direction %d, which is unknown",
                index, rank, desc.direction);
  return PIPERT_OK;
}

pipert_status_t World::addChannels(pipert_context_t &context,
                                   const pipert_rank_desc_t &desc) {
  if (desc.num_channels < 0 || desc.num_channels > 0x7fff)
    return fail(PIPERT_INVALID_ARGUMENT, "%d channels; at most %d are possible",
                desc.num_channels, 0x7fff);
  const char *next = reinterpret_cast<const char *>(desc.channels);
  for (int32_t i = 0; i < desc.num_channels;
       ++i, next += desc.channels->struct_size) {
    auto &channel = *reinterpret_cast<const pipert_channel_desc_t *>(next);
    if (pipert_status_t status =
            checkDesc(channel, i, context.rank, config.numRanks))
      return status;
    for (const auto &other : context.ends)
      if (isSameChannel(other.desc, channel))
        return fail(PIPERT_INVALID_ARGUMENT,
                    "channel %d of rank %d is there twice", i, context.rank);
    context.ends.push_back({channel});
  }
  return PIPERT_OK;
}

pipert_status_t World::addKernels(pipert_context_t &context,
                                  const pipert_rank_desc_t &desc) {
  const char *next = reinterpret_cast<const char *>(desc.kernels);
  for (int32_t i = 0; i < desc.num_kernels;
       ++i, next += desc.kernels->struct_size) {
    auto &kernel = *reinterpret_cast<const pipert_kernel_desc_t *>(next);
    std::string name = kernel.name ? kernel.name : "";
    if (!kernel.function)
      return fail(PIPERT_INVALID_ARGUMENT,
                  "kernel %d of rank %d, '%s', has no function", i,
                  context.rank, name.c_str());
    context.kernels.push_back({name, kernel.function, kernel.user_data});
  }
  return PIPERT_OK;
}

bool World::needsSegment(int32_t kind) const {
  if (kind == PIPERT_SEGMENT_RECEIVED)
    return transport->copiesMessages();
  if (kind == PIPERT_SEGMENT_INPUTS || kind == PIPERT_SEGMENT_OUTPUTS)
    return !transport->reachesCallerMemory();
  return true;
}

pipert_status_t World::addSegments(pipert_context_t &context,
                                   const pipert_rank_desc_t &desc) {
  const char *next = reinterpret_cast<const char *>(desc.segments);
  for (int32_t i = 0; i < desc.num_segments;
       ++i, next += desc.segments->struct_size) {
    auto &segment = *reinterpret_cast<const pipert_segment_desc_t *>(next);
    if (segment.kind < 0 || segment.kind >= PIPERT_NUM_SEGMENT_KINDS)
      return fail(PIPERT_INVALID_ARGUMENT,
                  "segment %d of rank %d has kind %d, which is unknown", i,
                  context.rank, segment.kind);
    const char *name = pipert_segment_name(segment.kind);
    if (!needsSegment(segment.kind))
      continue;
    void *&data = context.segments[size_t(segment.kind)];
    if (data)
      return fail(PIPERT_INVALID_ARGUMENT, "rank %d has two segments '%s'",
                  context.rank, name);
    if (segment.kind == PIPERT_SEGMENT_REQUESTS &&
        segment.space != PIPERT_MEMORY_HOST)
      return fail(PIPERT_INVALID_ARGUMENT,
                  "the segment 'requests' of rank %d lies in memory space %d, "
                  "but programs write it",
                  context.rank, segment.space);
    if (pipert_status_t status = context.allocate(
            segment.space, segment.bytes, segment.alignment, name, &data))
      return status;
    if (segment.kind == PIPERT_SEGMENT_REQUESTS)
      std::memset(data, 0, segment.bytes);
    if (segment.kind == PIPERT_SEGMENT_WORKSPACE)
      context.device->setScratch(data, segment.bytes);
  }
  return PIPERT_OK;
}

pipert_status_t World::createContext(const pipert_rank_desc_t &desc,
                                     pipert_context_t **out) {
  int32_t rank = desc.rank;
  if (rank < 0 || rank >= config.numRanks || contexts[rank] || linked)
    return fail(PIPERT_INVALID_ARGUMENT,
                "rank %d of %d ranks cannot be made (again)", rank,
                config.numRanks);
  uint64_t seed = config.delaySeed ? config.delaySeed * 64 + uint64_t(rank) : 0;
  auto context = std::make_unique<pipert_context_t>(*this, rank,
                                                    config.traceCapacity, seed);
  context->device = transport->createDevice(rank);
  if (config.hook.rank == rank)
    context->hook = config.hook;
  for (auto add :
       {&World::addChannels, &World::addKernels, &World::addSegments})
    if (pipert_status_t status = (this->*add)(*context, desc))
      return status;
  contexts[rank] = std::move(context);
  *out = contexts[rank].get();
  return PIPERT_OK;
}

pipert_status_t World::linkSend(pipert_context_t &sender, size_t index) {
  pipert_context_t::End &source = sender.ends[index];
  pipert_context_t &receiver = *contexts[source.desc.peer];
  for (pipert_context_t::End &target : receiver.ends) {
    if (target.desc.direction != PIPERT_RECV ||
        target.desc.peer != sender.rank || target.desc.kind != source.desc.kind)
      continue;
    if (target.desc.capacity != source.desc.capacity)
      return fail(PIPERT_INVALID_ARGUMENT,
                  "the %s channel from rank %d to rank %d has capacity %d at "
                  "the sender, but %d at the receiver",
                  getKindName(source.desc.kind), sender.rank, receiver.rank,
                  source.desc.capacity, target.desc.capacity);
    channels.push_back(transport->createChannel(
        uint32_t(channels.size()), source.desc.capacity, sender.doorbell,
        receiver.doorbell));
    source.channel = target.channel = channels.back().get();
    return PIPERT_OK;
  }
  return fail(PIPERT_INVALID_ARGUMENT,
              "rank %d has no receiving end of the %s channel from rank %d",
              receiver.rank, getKindName(source.desc.kind), sender.rank);
}

pipert_status_t World::link() {
  for (size_t rank = 0; rank < contexts.size(); ++rank)
    if (!contexts[rank])
      return fail(PIPERT_INVALID_ARGUMENT, "rank %zu has no context", rank);
  for (auto &context : contexts)
    for (size_t i = 0; i < context->ends.size(); ++i)
      if (context->ends[i].desc.direction == PIPERT_SEND)
        if (pipert_status_t status = linkSend(*context, i))
          return status;
  for (auto &context : contexts)
    for (const auto &end : context->ends)
      if (!end.channel)
        return fail(PIPERT_INVALID_ARGUMENT,
                    "rank %d has no sending end of the %s channel to rank %d",
                    end.desc.peer, getKindName(end.desc.kind), context->rank);
  return PIPERT_OK;
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
  case Activity::Ended:
    return {"has ended the step" + last, -1, true};
  case Activity::Failed:
    return {"has failed" + last};
  }
  return {"unknown"};
}

std::vector<Standing> World::getStandings() const {
  std::vector<Standing> ranks;
  for (const auto &context : contexts)
    ranks.push_back(context ? getStanding(*context)
                            : Standing{"has no context"});
  return ranks;
}
