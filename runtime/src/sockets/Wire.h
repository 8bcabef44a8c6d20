//===- Wire.h - What goes over a connection of a channel --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_SOCKETS_WIRE_H
#define PIPERT_SRC_SOCKETS_WIRE_H

#include "../Blob.h"
#include "../Channel.h"

#include <optional>
#include <string>

namespace mlir::pipert {

/// What every message begins with: of one size, and checked before a byte of
/// the message is put anywhere.
///
///   magic 4 | channel 4 | bytes 8 | micro-batch 8 | sequence 4 | checksum 4
struct MessageHeader {
  static constexpr size_t size = 32;
  static constexpr uint32_t magic = 0x4d706950; // "PipM"

  uint32_t channel = 0;
  uint64_t bytes = 0;
  int64_t microBatch = 0;
  uint32_t sequence = 0; ///< Of the message, modulo 2^32.

  void write(char *place) const;
  /// False if `place`, of `size` bytes, is no header.
  static bool read(const char *place, MessageHeader &header);
};

/// What a sender says first: the channel, and a secret that the receiver has
/// told it through the control plane.
struct Greeting {
  static constexpr size_t secretBytes = 32;
  static constexpr size_t size = 12 + secretBytes;
  static constexpr uint32_t magic = 0x47706950; // "PipG"

  static std::string write(uint32_t channel, const std::string &secret);
  /// The channel; nothing if `bytes` is no greeting with that secret.
  static std::optional<uint32_t> read(const std::string &bytes,
                                      const std::string &secret);
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_SOCKETS_WIRE_H
