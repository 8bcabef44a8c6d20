//===- Envelope.h - The first message of a message --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_MPI_ENVELOPE_H
#define PIPERT_SRC_MPI_ENVELOPE_H

#include "../Channel.h"
#include "../net/Numbers.h"

#include <cstring>

namespace mlir::pipert {

/// Each channel has two tags: that of its envelopes, and of other data.
inline int64_t getTag(const ChannelPlan &plan, bool isData) {
  return 2 * int64_t(plan.index) + isData;
}

/// What is sent first of a message of a channel, under an even tag of its own:
/// size and micro-batch, and the data if there are few. More follow under the
/// next tag, as they lie in the sender's memory, and are received where they
/// are wanted, once size and micro-batch were compared.
///
///   bytes 8 | micro-batch 8 | data, at most 4080
struct Envelope {
  static constexpr int32_t headerBytes = 16;
  /// What MPIs send at once, through a buffer of their own.
  static constexpr uint64_t maxInside = 4096 - headerBytes;

  static bool isInside(uint64_t bytes) { return bytes <= maxInside; }

  /// Returns how many bytes are to be sent.
  int32_t pack(const Message &message) {
    putNumber(bytes, message.bytes, 8);
    putNumber(bytes + 8, uint64_t(message.microBatch), 8);
    if (!isInside(message.bytes) || message.bytes == 0)
      return headerBytes;
    std::memcpy(getData(), message.data, message.bytes);
    return headerBytes + int32_t(message.bytes);
  }

  /// What was packed; false if `size` bytes are no envelope.
  bool unpack(int32_t size, Message &message) const {
    if (size < headerBytes)
      return false;
    message = {nullptr, getNumber(bytes, 8), int64_t(getNumber(bytes + 8, 8))};
    uint64_t inside = isInside(message.bytes) ? message.bytes : 0;
    return uint64_t(size) == headerBytes + inside;
  }

  char *getData() { return bytes + headerBytes; }

  char bytes[headerBytes + maxInside];
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_MPI_ENVELOPE_H
