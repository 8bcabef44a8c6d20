//===- Wire.cpp - What the control plane says over TCP --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Wire.h"
#include "../net/Numbers.h"
#include "../net/Socket.h"

#include <algorithm>
#include <cstring>

using namespace mlir::pipert;

//===----------------------------------------------------------------------===//
// Frames
//===----------------------------------------------------------------------===//

static constexpr size_t checkedBytes = FrameHeader::size - 4;

void FrameHeader::write(char *place) const {
  putNumber(place, magic, 4);
  putNumber(place + 4, version, 2);
  putNumber(place + 6, uint16_t(kind), 2);
  putNumber(place + 8, uint32_t(from), 4);
  putNumber(place + 12, uint32_t(to), 4);
  putNumber(place + 16, keyBytes, 4);
  putNumber(place + 20, bodyBytes, 8);
  putNumber(place + checkedBytes, getChecksum(place, checkedBytes), 4);
}

std::string FrameHeader::read(const char *place, FrameHeader &header) {
  if (getNumber(place, 4) != magic ||
      getNumber(place + checkedBytes, 4) != getChecksum(place, checkedBytes))
    return "sent what is no message";
  header.version = uint16_t(getNumber(place + 4, 2));
  header.kind = FrameKind(getNumber(place + 6, 2));
  header.from = int32_t(getNumber(place + 8, 4));
  header.to = int32_t(getNumber(place + 12, 4));
  header.keyBytes = uint32_t(getNumber(place + 16, 4));
  header.bodyBytes = getNumber(place + 20, 8);
  if (header.version != currentVersion)
    return "speaks version " + std::to_string(header.version) +
           " of the protocol, not " + std::to_string(currentVersion);
  if (header.kind < FrameKind::Hello || header.kind > FrameKind::Ping)
    return "sent a message of the unknown kind " +
           std::to_string(uint16_t(header.kind));
  if (header.keyBytes > maxKeyBytes || header.bodyBytes > maxBodyBytes)
    return "sent a message of " + std::to_string(header.bodyBytes) +
           " bytes under a key of " + std::to_string(header.keyBytes) +
           ", more than is possible";
  return "";
}

FrameBytes mlir::pipert::makeFrame(FrameKind kind, int32_t from, int32_t to,
                                   std::string_view key,
                                   std::string_view body) {
  FrameHeader header;
  header.kind = kind;
  header.from = from;
  header.to = to;
  header.keyBytes = uint32_t(key.size());
  header.bodyBytes = body.size();
  std::string bytes(FrameHeader::size, '\0');
  header.write(bytes.data());
  bytes.reserve(bytes.size() + key.size() + body.size());
  bytes.append(key).append(body);
  return std::make_shared<const std::string>(std::move(bytes));
}

//===----------------------------------------------------------------------===//
// Bodies
//===----------------------------------------------------------------------===//

Token::Token(std::string_view text) {
  std::memcpy(bytes.data(), text.data(), std::min(text.size(), size));
}

bool Token::isEqualTo(std::string_view other) const {
  return other.size() == size &&
         areEqualSecrets(bytes.data(), other.data(), size);
}

Blob mlir::pipert::packAbort(const Abort &abort) {
  return BlobWriter()
      .number(uint64_t(abort.status))
      .number(uint64_t(int64_t(abort.rank)))
      .text(abort.reason)
      .number(abort.isOrdered)
      .take();
}

std::optional<Abort> mlir::pipert::unpackAbort(const Blob &blob,
                                               int32_t numRanks) {
  BlobReader reader(blob);
  uint64_t status = reader.number();
  int64_t rank = int64_t(reader.number());
  Abort abort{PIPERT_INTERNAL, -1, reader.text()};
  abort.isOrdered = reader.number() != 0;
  if (!reader.isWhole() || status == PIPERT_OK || status > PIPERT_ASSERTION ||
      rank < -1 || rank >= numRanks)
    return std::nullopt;
  abort.status = pipert_status_t(status);
  abort.rank = int32_t(rank);
  return abort;
}

Blob mlir::pipert::packJoin(int32_t numRanks,
                            const std::vector<int32_t> &localRanks) {
  BlobWriter writer;
  writer.number(uint64_t(numRanks));
  for (int32_t rank : localRanks)
    writer.number(uint64_t(rank));
  return writer.take();
}

std::string mlir::pipert::unpackJoin(const Blob &blob, int32_t numRanks,
                                     std::vector<int32_t> &localRanks) {
  BlobReader reader(blob);
  uint64_t count = reader.number();
  int64_t before = -1;
  localRanks.clear();
  while (reader.hasMore()) {
    uint64_t rank = reader.number();
    if (count == uint64_t(numRanks) &&
        (rank >= count || int64_t(rank) <= before))
      return "sent a list of ranks that is none";
    before = int64_t(rank);
    localRanks.push_back(int32_t(rank));
  }
  if (!reader.isWhole() || localRanks.empty())
    return "sent a list of ranks that is none";
  std::string name = "rank " + std::to_string(localRanks[0]);
  if (count != uint64_t(numRanks))
    return name + " was told of " + std::to_string(count) +
           " ranks, but rank 0 of " + std::to_string(numRanks);
  return "";
}
