//===- Link.cpp - Contexts and channels of a world ------------------------===//
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
#include <cstring>

using namespace mlir::pipert;

static bool isSameChannel(const pipert_channel_desc_t &left,
                          const pipert_channel_desc_t &right) {
  return left.peer == right.peer && left.kind == right.kind &&
         left.direction == right.direction;
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
            checkChannel(channel, i, context.rank, control->getNumRanks()))
      return status;
    if (channel.kind > PIPERT_CHANNEL_GRADIENT)
      return fail(PIPERT_INVALID_ARGUMENT,
                  "channel %d of rank %d has kind %d, which is unknown", i,
                  context.rank, channel.kind);
    for (const auto &other : context.ends)
      if (isSameChannel(other.desc, channel))
        return fail(PIPERT_INVALID_ARGUMENT,
                    "channel %d of rank %d is there twice", i, context.rank);
    context.ends.push_back({channel});
    // As many as can be open.
    context.ends.back().transfers.resize(
        size_t(channel.capacity) * (channel.direction == PIPERT_SEND ? 1 : 2));
  }
  context.numChannels = context.ends.size();
  return PIPERT_OK;
}

/// Refuses a list that cannot be that of `rank`.
static pipert_status_t checkReplicas(const std::vector<int32_t> &replicas,
                                     int32_t rank, int32_t numRanks) {
  int32_t before = -1;
  for (int32_t replica : replicas) {
    if (replica <= before || replica >= numRanks)
      return fail(PIPERT_INVALID_ARGUMENT,
                  "replica %d of rank %d is no rank of %d, or not above the "
                  "one before",
                  replica, rank, numRanks);
    before = replica;
  }
  if (std::find(replicas.begin(), replicas.end(), rank) == replicas.end())
    return fail(PIPERT_INVALID_ARGUMENT, "rank %d is not among its replicas",
                rank);
  return PIPERT_OK;
}

/// Behind the segments, which the caller has counted.
pipert_status_t World::addReplicas(pipert_context_t &context,
                                   const pipert_rank_desc_t &desc) {
  std::vector<int32_t> replicas;
  if (desc.replicas && desc.num_replicas > 0)
    replicas.assign(desc.replicas, desc.replicas + desc.num_replicas);
  if (replicas.size() < 2)
    return PIPERT_OK;
  if (pipert_status_t status =
          checkReplicas(replicas, context.rank, control->getNumRanks()))
    return status;
  for (int32_t replica : replicas)
    for (int32_t kind : {addendChannel, sumChannel})
      for (int32_t direction : {PIPERT_SEND, PIPERT_RECV})
        if (replica != context.rank)
          context.ends.push_back({{sizeof(pipert_channel_desc_t), replica, kind,
                                   direction, int32_t(Reducer::depth)}});
  void *scratch = nullptr;
  if (uint64_t bytes = getReductionBytes(int32_t(replicas.size())))
    if (pipert_status_t status = context.allocate(PIPERT_MEMORY_DEVICE, bytes,
                                                  64, "reductions", &scratch))
      return status;
  context.reducer = std::make_unique<Reducer>(context, std::move(replicas),
                                              context.numChannels,
                                              static_cast<char *>(scratch));
  return PIPERT_OK;
}

uint64_t World::getReductionBytes(int32_t numReplicas) const {
  return copies && numReplicas > 1
             ? Reducer::getScratchBytes(uint64_t(numReplicas))
             : 0;
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

int32_t World::findLocal(int32_t rank) const {
  const std::vector<int32_t> &ranks = control->getLocalRanks();
  auto found = std::lower_bound(ranks.begin(), ranks.end(), rank);
  return found != ranks.end() && *found == rank ? int32_t(found - ranks.begin())
                                                : -1;
}

pipert_context_t *World::findContext(int32_t rank) const {
  int32_t place = findLocal(rank);
  return place < 0 ? nullptr : contexts[size_t(place)].get();
}

pipert_status_t World::createContext(const pipert_rank_desc_t &desc,
                                     pipert_context_t **out) {
  int32_t rank = desc.rank;
  int32_t numRanks = control->getNumRanks();
  int32_t place = findLocal(rank);
  if (place < 0 && rank >= 0 && rank < numRanks)
    return fail(PIPERT_INVALID_ARGUMENT,
                "rank %d of %d ranks is in another process", rank, numRanks);
  if (place < 0 || contexts[size_t(place)] || linked)
    return fail(PIPERT_INVALID_ARGUMENT,
                "rank %d of %d ranks cannot be made (again)", rank, numRanks);
  uint64_t seed = config.delaySeed ? config.delaySeed * 64 + uint64_t(rank) : 0;
  auto context = std::make_unique<pipert_context_t>(*this, rank,
                                                    config.traceCapacity, seed);
  context->device = transport->createDevice(rank);
  if (!context->device)
    return PIPERT_UNAVAILABLE;
  if (config.hook.rank == rank)
    context->hook = config.hook;
  for (auto add : {&World::addChannels, &World::addKernels, &World::addSegments,
                   &World::addReplicas})
    if (pipert_status_t status = (this->*add)(*context, desc))
      return status;
  *out = context.get();
  std::lock_guard lock(abortMutex);
  contexts[size_t(place)] = std::move(context);
  return PIPERT_OK;
}

/// Fails in all processes if they do not run the same.
pipert_status_t World::agree() {
  const std::string version = std::to_string(PIPERT_ABI_VERSION_MAJOR) + "." +
                              std::to_string(PIPERT_ABI_VERSION_MINOR);
  // The version comes first: other messages may depend on it.
  const std::pair<const char *, const std::string &> values[] = {
      {"ABI version", version},
      {"bundle", config.bundle},
      {"transport", config.transportName}};
  for (const auto &[what, value] : values)
    if (pipert_status_t status = control->agree(what, value, config.timeoutNs))
      return status;
  return PIPERT_OK;
}

pipert_status_t World::connect(const ChannelPlan &plan) {
  pipert_context_t *sender = findContext(plan.from);
  pipert_context_t *receiver = findContext(plan.to);
  ChannelEnds &ends = channels.emplace_back();
  if (!sender && !receiver)
    return PIPERT_OK;
  if ((!sender || !receiver) && !transport->connectsProcesses())
    return fail(PIPERT_UNAVAILABLE,
                "the transport '%s' connects ranks of one process, but rank %d "
                "and rank %d are in two",
                config.transportName.c_str(), plan.from, plan.to);
  if (pipert_status_t status = transport->createChannel(
          plan, sender ? &sender->doorbell : nullptr,
          receiver ? &receiver->doorbell : nullptr, *control, ends))
    return status;
  auto findEnd = [&](pipert_context_t &context, int32_t peer,
                     int32_t direction) -> pipert_context_t::End & {
    return *std::find_if(context.ends.begin(), context.ends.end(),
                         [&](const pipert_context_t::End &end) {
                           return isSameChannel(
                               end.desc, {sizeof(pipert_channel_desc_t), peer,
                                          plan.kind, direction, plan.capacity});
                         });
  };
  if (sender) {
    pipert_context_t::End &end = findEnd(*sender, plan.to, PIPERT_SEND);
    end.index = plan.index;
    end.send = ends.send.get();
  }
  if (receiver) {
    pipert_context_t::End &end = findEnd(*receiver, plan.from, PIPERT_RECV);
    end.index = plan.index;
    end.receive = ends.receive.get();
  }
  return PIPERT_OK;
}

void World::nameRanks() {
  const auto numRanks = size_t(control->getNumRanks());
  std::vector<int32_t> replicas(numRanks, 0), firsts(numRanks);
  std::vector<bool> isReplica(numRanks, false);
  for (size_t rank = 0; rank < numRanks; ++rank)
    firsts[rank] = int32_t(rank);
  for (const ChannelPlan &plan : plans) {
    if (plan.kind != addendChannel)
      continue;
    const auto rank = size_t(plan.to);
    isReplica[rank] = true;
    replicas[rank] += plan.from < plan.to;
    firsts[rank] = std::min(firsts[rank], plan.from);
  }
  // A report of a run that others end may be written now.
  std::lock_guard lock(abortMutex);
  rankNames.assign(numRanks, "");
  for (size_t rank = 0; rank < numRanks; ++rank)
    if (isReplica[rank])
      rankNames[rank] = "rank " + std::to_string(rank) + " (replica " +
                        std::to_string(replicas[rank]) + ", rank " +
                        std::to_string(firsts[rank]) + ")";
}

std::string World::getRankName(int32_t rank) const {
  const auto place = size_t(rank);
  return place < rankNames.size() && !rankNames[place].empty()
             ? rankNames[place]
             : "rank " + std::to_string(rank);
}

pipert_status_t World::link() {
  std::vector<Blob> local, all;
  for (size_t place = 0; place < contexts.size(); ++place) {
    if (!contexts[place])
      return fail(PIPERT_INVALID_ARGUMENT, "rank %d has no context",
                  control->getLocalRanks()[place]);
    std::vector<pipert_channel_desc_t> descs;
    for (const auto &end : contexts[place]->ends)
      descs.push_back(end.desc);
    local.push_back(packChannels(descs));
  }
  if (pipert_status_t status = agree())
    return status;
  if (pipert_status_t status = findSpinTime())
    return status;
  if (pipert_status_t status =
          control->exchange("channels", local, config.timeoutNs, all))
    return status;
  if (pipert_status_t status = planChannels(all, plans))
    return status;
  nameRanks();
  if (pipert_status_t status = transport->open(*control))
    return status;
  channels.clear();
  for (const ChannelPlan &plan : plans)
    if (pipert_status_t status = connect(plan))
      return status;
  for (Step &step : steps)
    step.counts.assign(plans.size(), {});
  return control->barrier("connected", config.timeoutNs);
}
