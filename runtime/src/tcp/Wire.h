//===- Wire.h - What the control plane says over TCP ------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_TCP_WIRE_H
#define PIPERT_SRC_TCP_WIRE_H

#include "../ControlPlane.h"

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace mlir::pipert {

enum class FrameKind : uint16_t {
  Hello = 1, ///< The first of a connection: the token, for all versions.
  Join,      ///< The second: how many ranks there are, and which are local.
  Refused,   ///< The answer to one of them, with the reason.
  Start,     ///< All ranks are there.
  Message,
  Beat,
  Aborted,
  Left,
  Ping, ///< Says nothing but that the process is alive.
};

/// What every frame begins with: of one size, so that it is read and checked
/// before anything is made room for.
///
///   magic 4 | version 2 | kind 2 | from 4 | to 4 | key bytes 4 | body bytes 8
///   | checksum of these 4
struct FrameHeader {
  static constexpr size_t size = 32;
  static constexpr uint32_t magic = 0x43706950; // "PipC"
  static constexpr uint16_t currentVersion = 2;
  static constexpr uint32_t maxKeyBytes = 4096;
  /// More than any report, and less than any machine has; see splitting in
  /// docs/Distributed.md.
  static constexpr uint64_t maxBodyBytes = uint64_t(1) << 30;

  uint16_t version = currentVersion;
  FrameKind kind = FrameKind::Ping;
  int32_t from = -1;
  int32_t to = -1;
  uint32_t keyBytes = 0;
  uint64_t bodyBytes = 0;

  void write(char *place) const;
  /// Returns "" or why `place`, of `size` bytes, is no header.
  static std::string read(const char *place, FrameHeader &header);
};

struct Frame {
  FrameHeader header;
  std::string key;
  Blob body;
};

/// A frame as it is sent; many connections may share it.
using FrameBytes = std::shared_ptr<const std::string>;

FrameBytes makeFrame(FrameKind kind, int32_t from, int32_t to,
                     std::string_view key, std::string_view body);

/// The token of a run, in as many bytes for every one.
class Token {
public:
  static constexpr size_t size = 64;
  /// \p text has 1 to 64 bytes.
  explicit Token(std::string_view text);
  std::string_view view() const { return {bytes.data(), bytes.size()}; }
  /// In constant time.
  bool isEqualTo(std::string_view other) const;

private:
  std::array<char, size> bytes = {};
};

/// What a connection that has not shown the token may say.
inline constexpr size_t helloBytes = FrameHeader::size + Token::size;

Blob packAbort(const Abort &abort);
/// Nothing if that is not the blob of `packAbort`.
std::optional<Abort> unpackAbort(const Blob &blob, int32_t numRanks);

Blob packJoin(int32_t numRanks, const std::vector<int32_t> &localRanks);
/// Returns "" or why that process cannot be one of the run: `numRanks` is what
/// this process was told.
std::string unpackJoin(const Blob &blob, int32_t numRanks,
                       std::vector<int32_t> &localRanks);

} // namespace mlir::pipert

#endif // PIPERT_SRC_TCP_WIRE_H
