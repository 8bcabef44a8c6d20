//===- Wire.cpp - What goes over a connection of a channel ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Wire.h"
#include "../net/Numbers.h"
#include "../net/Socket.h"

using namespace mlir::pipert;

void MessageHeader::write(char *place) const {
  putNumber(place, magic, 4);
  putNumber(place + 4, channel, 4);
  putNumber(place + 8, bytes, 8);
  putNumber(place + 16, uint64_t(microBatch), 8);
  putNumber(place + 24, sequence, 4);
  putNumber(place + 28, getChecksum(place, 28), 4);
}

bool MessageHeader::read(const char *place, MessageHeader &header) {
  if (getNumber(place, 4) != magic ||
      getNumber(place + 28, 4) != getChecksum(place, 28))
    return false;
  header.channel = uint32_t(getNumber(place + 4, 4));
  header.bytes = getNumber(place + 8, 8);
  header.microBatch = int64_t(getNumber(place + 16, 8));
  header.sequence = uint32_t(getNumber(place + 24, 4));
  return true;
}

std::string Greeting::write(uint32_t channel, const std::string &secret) {
  std::string bytes(size, '\0');
  putNumber(bytes.data(), magic, 4);
  putNumber(bytes.data() + 4, channel, 4);
  bytes.replace(8, secretBytes, secret);
  putNumber(bytes.data() + size - 4, getChecksum(bytes.data(), size - 4), 4);
  return bytes;
}

std::optional<uint32_t> Greeting::read(const std::string &bytes,
                                       const std::string &secret) {
  if (bytes.size() != size || secret.size() != secretBytes ||
      getNumber(bytes.data(), 4) != magic ||
      !areEqualSecrets(bytes.data() + 8, secret.data(), secretBytes) ||
      getNumber(bytes.data() + size - 4, 4) !=
          getChecksum(bytes.data(), size - 4))
    return std::nullopt;
  return uint32_t(getNumber(bytes.data() + 4, 4));
}
