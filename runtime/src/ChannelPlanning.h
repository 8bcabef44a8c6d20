//===- ChannelPlanning.h - Which channels a world has -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_CHANNELPLANNING_H
#define PIPERT_SRC_CHANNELPLANNING_H

#include "Blob.h"
#include "Channel.h"

#include <vector>

namespace mlir::pipert {

/// The name of a kind of channels, for messages.
const char *getKindName(int32_t kind);

/// Fails if channel `index` of `rank` cannot be one of `numRanks` ranks.
pipert_status_t checkChannel(const pipert_channel_desc_t &desc, int32_t index,
                             int32_t rank, int32_t numRanks);

/// What a rank tells all others of its channels before the first step.
Blob packChannels(const std::vector<pipert_channel_desc_t> &channels);

/// Puts together what all ranks have told, by rank: the channels of the world,
/// in the order of their senders, the same in every process. Fails if the two
/// ends of a channel do not fit.
pipert_status_t planChannels(const std::vector<Blob> &ranks,
                             std::vector<ChannelPlan> &plans);

} // namespace mlir::pipert

#endif // PIPERT_SRC_CHANNELPLANNING_H
