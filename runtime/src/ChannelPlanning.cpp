//===- ChannelPlanning.cpp - Which channels a world has -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ChannelPlanning.h"
#include "Error.h"

using namespace mlir::pipert;

using Channels = std::vector<pipert_channel_desc_t>;

const char *mlir::pipert::getKindName(int32_t kind) {
  switch (kind) {
  case PIPERT_CHANNEL_GRADIENT:
    return "gradient";
  case addendChannel:
    return "addend";
  case sumChannel:
    return "sum";
  default:
    return "activation";
  }
}

pipert_status_t mlir::pipert::checkChannel(const pipert_channel_desc_t &desc,
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
  if (desc.kind < PIPERT_CHANNEL_ACTIVATION || desc.kind > sumChannel)
    return fail(PIPERT_INVALID_ARGUMENT,
                "channel %d of rank %d has kind %d, which is unknown", index,
                rank, desc.kind);
  if (desc.direction != PIPERT_SEND && desc.direction != PIPERT_RECV)
    return fail(PIPERT_INVALID_ARGUMENT,
                "channel %d of rank %d has direction %d, which is unknown",
                index, rank, desc.direction);
  return PIPERT_OK;
}

Blob mlir::pipert::packChannels(const Channels &channels) {
  BlobWriter writer;
  for (const pipert_channel_desc_t &channel : channels)
    writer.number(uint64_t(channel.peer))
        .number(uint64_t(channel.kind))
        .number(uint64_t(channel.direction))
        .number(uint64_t(channel.capacity));
  return writer.take();
}

/// Reads what `rank` has told; it may come from another process.
static pipert_status_t unpackChannels(const Blob &blob, int32_t rank,
                                      int32_t numRanks, Channels &channels) {
  BlobReader reader(blob);
  while (reader.hasMore()) {
    pipert_channel_desc_t channel = {};
    channel.struct_size = sizeof(channel);
    channel.peer = int32_t(reader.number());
    channel.kind = int32_t(reader.number());
    channel.direction = int32_t(reader.number());
    channel.capacity = int32_t(reader.number());
    channels.push_back(channel);
  }
  if (!reader.isWhole())
    return fail(PIPERT_INTERNAL,
                "what rank %d said of its channels is cut short", rank);
  for (size_t i = 0; i < channels.size(); ++i)
    if (pipert_status_t status =
            checkChannel(channels[i], int32_t(i), rank, numRanks))
      return status;
  return PIPERT_OK;
}

/// The end of `peer`, one of whose channels these are, for a channel of `rank`.
static const pipert_channel_desc_t *
findOther(const Channels &peer, int32_t rank,
          const pipert_channel_desc_t &end) {
  for (const pipert_channel_desc_t &other : peer)
    if (other.peer == rank && other.kind == end.kind &&
        other.direction != end.direction)
      return &other;
  return nullptr;
}

static pipert_status_t planSend(const std::vector<Channels> &ranks,
                                int32_t sender,
                                const pipert_channel_desc_t &source,
                                std::vector<ChannelPlan> &plans) {
  const pipert_channel_desc_t *target =
      findOther(ranks[size_t(source.peer)], sender, source);
  if (!target)
    return fail(PIPERT_INVALID_ARGUMENT,
                "rank %d has no receiving end of the %s channel from rank %d",
                source.peer, getKindName(source.kind), sender);
  if (target->capacity != source.capacity)
    return fail(PIPERT_INVALID_ARGUMENT,
                "the %s channel from rank %d to rank %d has capacity %d at "
                "the sender, but %d at the receiver",
                getKindName(source.kind), sender, source.peer, source.capacity,
                target->capacity);
  plans.push_back({uint32_t(plans.size()), sender, source.peer, source.kind,
                   source.capacity});
  return PIPERT_OK;
}

pipert_status_t mlir::pipert::planChannels(const std::vector<Blob> &blobs,
                                           std::vector<ChannelPlan> &plans) {
  plans.clear();
  int32_t numRanks = int32_t(blobs.size());
  std::vector<Channels> ranks(blobs.size());
  for (int32_t rank = 0; rank < numRanks; ++rank)
    if (pipert_status_t status = unpackChannels(blobs[size_t(rank)], rank,
                                                numRanks, ranks[size_t(rank)]))
      return status;
  for (int32_t rank = 0; rank < numRanks; ++rank)
    for (const pipert_channel_desc_t &end : ranks[size_t(rank)])
      if (end.direction == PIPERT_SEND)
        if (pipert_status_t status = planSend(ranks, rank, end, plans))
          return status;
  for (int32_t rank = 0; rank < numRanks; ++rank)
    for (const pipert_channel_desc_t &end : ranks[size_t(rank)])
      if (end.direction == PIPERT_RECV &&
          !findOther(ranks[size_t(end.peer)], rank, end))
        return fail(PIPERT_INVALID_ARGUMENT,
                    "rank %d has no sending end of the %s channel to rank %d",
                    end.peer, getKindName(end.kind), rank);
  return PIPERT_OK;
}
