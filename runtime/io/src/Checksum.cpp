//===- Checksum.cpp - Whether files are the ones that were written --------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/TensorIO/Checksum.h"

#include <bit>
#include <cstdint>
#include <cstring>

namespace mlir::pipe {

//===----------------------------------------------------------------------===//
// XXH64
//===----------------------------------------------------------------------===//

static constexpr uint64_t prime1 = 0x9e3779b185ebca87;
static constexpr uint64_t prime2 = 0xc2b2ae3d27d4eb4f;
static constexpr uint64_t prime3 = 0x165667b19e3779f9;
static constexpr uint64_t prime4 = 0x85ebca77c2b2ae63;
static constexpr uint64_t prime5 = 0x27d4eb2f165667c5;

/// Takes a little-endian number of `T`'s size off the front of `bytes`.
template <class T>
static T takeFront(std::string_view &bytes) {
  T value = 0;
  if constexpr (std::endian::native == std::endian::little)
    std::memcpy(&value, bytes.data(), sizeof(T));
  else
    for (size_t i = sizeof(T); i-- > 0;)
      value = T(value << 8 | static_cast<unsigned char>(bytes[i]));
  bytes.remove_prefix(sizeof(T));
  return value;
}

static uint64_t mixLane(uint64_t lane, uint64_t input) {
  return std::rotl(lane + input * prime2, 31) * prime1;
}

/// Four lanes over all whole blocks of 32 bytes, which are taken off `bytes`.
static uint64_t mixBlocks(std::string_view &bytes) {
  uint64_t lanes[4] = {prime1 + prime2, prime2, 0, 0 - prime1};
  while (bytes.size() >= 32)
    for (uint64_t &lane : lanes)
      lane = mixLane(lane, takeFront<uint64_t>(bytes));
  uint64_t sum = std::rotl(lanes[0], 1) + std::rotl(lanes[1], 7) +
                 std::rotl(lanes[2], 12) + std::rotl(lanes[3], 18);
  for (uint64_t lane : lanes)
    sum = (sum ^ mixLane(0, lane)) * prime1 + prime4;
  return sum;
}

static uint64_t hash(std::string_view bytes) {
  const uint64_t size = bytes.size();
  uint64_t sum = size >= 32 ? mixBlocks(bytes) : prime5;
  sum += size;
  while (bytes.size() >= 8)
    sum = std::rotl(sum ^ mixLane(0, takeFront<uint64_t>(bytes)), 27) * prime1 +
          prime4;
  if (bytes.size() >= 4)
    sum = std::rotl(sum ^ takeFront<uint32_t>(bytes) * prime1, 23) * prime2 +
          prime3;
  while (!bytes.empty())
    sum = std::rotl(sum ^ takeFront<uint8_t>(bytes) * prime5, 11) * prime1;
  sum = (sum ^ sum >> 33) * prime2;
  sum = (sum ^ sum >> 29) * prime3;
  return sum ^ sum >> 32;
}

std::string getChecksum(std::string_view bytes) {
  uint64_t sum = hash(bytes);
  std::string digits;
  for (int shift = 60; shift >= 0; shift -= 4)
    digits += "0123456789abcdef"[sum >> shift & 0xf];
  return digits;
}

//===----------------------------------------------------------------------===//
// Texts that name their own checksum
//===----------------------------------------------------------------------===//

/// Where the digits of the seal begin in `text`; nothing if there is none.
static std::optional<size_t> findSeal(std::string_view text) {
  const char *space = " \t\r\n";
  size_t place = 0;
  while ((place = text.find(kSealKey, place)) != std::string_view::npos) {
    bool isEscaped = place > 0 && text[place - 1] == '\\';
    place += kSealKey.size();
    size_t colon = text.find_first_not_of(space, place);
    if (isEscaped || colon == std::string_view::npos || text[colon] != ':')
      continue; // In a string, or a value.
    size_t quote = text.find_first_not_of(space, colon + 1);
    if (quote == std::string_view::npos || text[quote] != '"')
      return std::nullopt;
    std::string_view digits = text.substr(quote + 1, kNoChecksum.size());
    bool complete =
        digits.size() == kNoChecksum.size() &&
        digits.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    return complete ? std::optional(quote + 1) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::string> seal(std::string text) {
  std::optional<size_t> place = findSeal(text);
  if (!place)
    return std::nullopt;
  text.replace(*place, kNoChecksum.size(), kNoChecksum);
  text.replace(*place, kNoChecksum.size(), getChecksum(text));
  return text;
}

std::optional<bool> hasIntactSeal(std::string text) {
  std::optional<std::string> sealed = seal(text);
  if (!sealed)
    return std::nullopt;
  return *sealed == text;
}

} // namespace mlir::pipe
