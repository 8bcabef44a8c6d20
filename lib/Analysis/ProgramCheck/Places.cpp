//===- Places.cpp - No two needed values share bytes ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The check of slots treats each slot as a memory of its own. Here buffers have
// places in segments: bytes may belong to several slots, but never while two of
// them hold a value that is needed.
//
//===----------------------------------------------------------------------===//

#include "CheckState.h"
#include "LiveBytes.h"

#include "llvm/Support/CheckedArithmetic.h"

#include <algorithm>
#include <map>

using namespace mlir::pipe::check;

namespace {
/// Bytes from `begin` to before `end`.
struct ByteRange {
  int64_t begin = 0, end = 0;

  bool overlaps(const ByteRange &other) const {
    return begin < other.end && other.begin < end;
  }
};

std::string quote(const ByteRange &bytes) {
  return bytes.end - bytes.begin == 1
             ? "byte " + std::to_string(bytes.begin)
             : "bytes " + std::to_string(bytes.begin) + " to " +
                   std::to_string(bytes.end - 1);
}

ByteRange intersect(const ByteRange &a, const ByteRange &b) {
  return {std::max(a.begin, b.begin), std::min(a.end, b.end)};
}

/// Checks where one rank's buffers lie, and finds those that share bytes. Knows
/// nothing of time.
class SegmentChecker {
public:
  SegmentChecker(CheckState &state, int64_t rank)
      : state(state), program(state.model.programs[rank]), rank(rank),
        isShared(program.buffers.size()) {}

  /// Returns for each buffer whether bytes of it belong to several slots; an
  /// empty list if there is none.
  std::vector<bool> check() {
    bool hasShared = false;
    for (size_t role = 0; role < kNumBufferRoles; ++role)
      hasShared |= checkSegment(static_cast<BufferRole>(role));
    return hasShared ? isShared : std::vector<bool>();
  }

private:
  struct Span {
    int32_t buffer;
    ByteRange bytes;
  };

  const ProgramSegment &getSegment(int32_t buffer) const {
    return program.segments[static_cast<size_t>(program.buffers[buffer].role)];
  }

  /// Looks at the buffers of one role; marks those that share bytes with others
  /// or among their own slots. Returns true if there are some.
  bool checkSegment(BufferRole role) {
    std::vector<Span> spans;
    for (int32_t b = 0; b < static_cast<int32_t>(program.buffers.size()); ++b)
      if (program.buffers[b].role == role && program.buffers[b].place)
        if (std::optional<ByteRange> bytes = findSpan(b))
          spans.push_back({b, *bytes});
    std::stable_sort(spans.begin(), spans.end(),
                     [](const Span &a, const Span &b) {
                       return a.bytes.begin < b.bytes.begin;
                     });
    // What a step begins or ends with is needed all the time.
    bool isFixed = role != BufferRole::Local && role != BufferRole::Received;
    bool hasShared = false;
    // The one before that reaches farthest.
    const Span *farthest = nullptr;
    for (const Span &span : spans) {
      if (hasOverlappingSlots(program.buffers[span.buffer])) {
        hasShared = isShared[span.buffer] = true;
        if (isFixed)
          reportStride(span.buffer);
      }
      if (farthest && farthest->bytes.overlaps(span.bytes)) {
        hasShared = isShared[span.buffer] = isShared[farthest->buffer] = true;
        if (isFixed)
          reportFixed(*farthest, span);
      }
      if (!farthest || span.bytes.end > farthest->bytes.end)
        farthest = &span;
    }
    return hasShared;
  }

  static bool hasOverlappingSlots(const ProgramBuffer &buffer) {
    // The span is known to fit 64 bits.
    return buffer.slots > 1 &&
           std::max(buffer.place->stride, -buffer.place->stride) <
               buffer.slotBytes;
  }

  /// Returns the bytes of all slots of a buffer, if they are where they may be.
  std::optional<ByteRange> findSpan(int32_t index) {
    const ProgramBuffer &buffer = program.buffers[index];
    const ProgramSegment &segment = getSegment(index);
    auto [offset, stride] = *buffer.place;
    std::optional<int64_t> last =
        stride == std::numeric_limits<int64_t>::min()
            ? std::nullopt
            : llvm::checkedMulAdd(stride, buffer.slots - 1, offset);
    ByteRange bytes{std::min(offset, last.value_or(0)),
                    std::max(offset, last.value_or(0))};
    std::optional<int64_t> end = llvm::checkedAdd(bytes.end, buffer.slotBytes);
    if (!last || !end || bytes.begin < 0 || *end > segment.bytes) {
      std::string text = "bytes beyond 63 bits";
      if (last && end)
        text = quote({bytes.begin, *end});
      state.reportBuffer(ViolationKind::Place, rank, index,
                         describe(index) + " lies at " + text +
                             ", but the segment '" + segment.name + "' has " +
                             std::to_string(segment.bytes) + " bytes");
      return std::nullopt;
    }
    // Slices of the caller's memory lie one behind the other.
    bool isCallers =
        buffer.role == BufferRole::Input || buffer.role == BufferRole::Output;
    bool hasStride = !isCallers && buffer.slots > 1;
    if (offset % segment.alignment != 0 ||
        (hasStride && stride % segment.alignment != 0)) {
      state.reportBuffer(
          ViolationKind::Place, rank, index,
          describe(index) + " lies at byte " + std::to_string(offset) +
              (hasStride
                   ? " with slots " + std::to_string(stride) + " bytes apart"
                   : "") +
              ", but the segment '" + segment.name + "' is aligned to " +
              std::to_string(segment.alignment) + " bytes");
      return std::nullopt;
    }
    bytes.end = *end;
    return bytes;
  }

  void reportStride(int32_t index) {
    const ProgramBuffer &buffer = program.buffers[index];
    state.reportBuffer(
        ViolationKind::Place, rank, index,
        describe(index) + " has slots of " + std::to_string(buffer.slotBytes) +
            " bytes that lie " + std::to_string(buffer.place->stride) +
            " bytes apart");
  }

  void reportFixed(const Span &a, const Span &b) {
    Violation *violation = state.reportBuffer(
        ViolationKind::Place, rank, b.buffer,
        describe(b.buffer) + " lies at " + quote(intersect(a.bytes, b.bytes)) +
            " of the segment '" + getSegment(b.buffer).name + "', where the " +
            program.buffers[a.buffer].name + " lies");
    if (violation)
      violation->notes.push_back(
          {rank, -1, "which is declared here", -1, a.buffer});
  }

  std::string describe(int32_t buffer) const {
    return "rank " + std::to_string(rank) + ": the " +
           program.buffers[buffer].name;
  }

  CheckState &state;
  const RankProgram &program;
  int64_t rank;
  std::vector<bool> isShared; ///< Of each buffer.
};

/// Follows who needs which of the bytes that one rank's buffers share.
class CollisionChecker {
public:
  CollisionChecker(CheckState &state, int64_t rank)
      : state(state), program(state.model.programs[rank]),
        table(state.slots[rank]), isShared(state.isShared[rank]), rank(rank) {}

  /// In program order. The bytes that are needed at a time are disjoint, so
  /// that one look to each side finds a collision.
  void check() {
    sweepLives(
        state, rank, [&](const SlotLife &life) { begin(life); },
        [&](const SlotLife &life) { end(life); });
  }

private:
  ByteRange getBytes(const SlotLife &life) const {
    int32_t owner = table.owner[life.slot];
    const ProgramBuffer &buffer = program.buffers[owner];
    int64_t first = buffer.place->offset +
                    buffer.place->stride * (life.slot - table.base[owner]);
    return {first, first + buffer.slotBytes};
  }

  size_t getRole(const SlotLife &life) const {
    return static_cast<size_t>(program.buffers[table.owner[life.slot]].role);
  }
  const std::string &getSegmentName(const SlotLife &life) const {
    return program.segments[getRole(life)].name;
  }

  void begin(const SlotLife &life) {
    ByteRange bytes = getBytes(life);
    if (!isShared[table.owner[life.slot]] || bytes.begin == bytes.end)
      return;
    auto &others = needed[getRole(life)];
    auto next = others.lower_bound(bytes.begin);
    const SlotLife *other = nullptr;
    if (next != others.end() && bytes.overlaps(getBytes(*next->second)))
      other = next->second;
    else if (next != others.begin() &&
             bytes.overlaps(getBytes(*std::prev(next)->second)))
      other = std::prev(next)->second;
    if (other)
      return report(life, *other);
    others.emplace_hint(next, bytes.begin, &life);
  }

  void end(const SlotLife &life) {
    if (!isShared[table.owner[life.slot]])
      return;
    auto &others = needed[getRole(life)];
    auto it = others.find(getBytes(life).begin);
    if (it != others.end() && it->second == &life)
      others.erase(it);
  }

  std::string describeSlot(const SlotLife &life) const {
    int32_t owner = table.owner[life.slot];
    return "slot " + std::to_string(life.slot - table.base[owner]) +
           " of the " + program.buffers[owner].name;
  }

  void report(const SlotLife &life, const SlotLife &other) {
    std::string batch = std::to_string(state.getMicroBatch(rank, other.first));
    Violation *violation = state.reportAt(
        ViolationKind::Place, rank, life.first,
        "fills " + describeSlot(life) + " at " +
            quote(intersect(getBytes(life), getBytes(other))) +
            " of the segment '" + getSegmentName(life) + "', which " +
            describeSlot(other) + " still holds for micro-batch " + batch);
    state.note(violation, rank, other.first,
               "it was filled here by the " +
                   state.describe(rank, other.first));
    state.note(violation, rank, other.last,
               "it is needed until the " + state.describe(rank, other.last));
  }

  CheckState &state;
  const RankProgram &program;
  const SlotTable &table;
  const std::vector<bool> &isShared; ///< Of each buffer.
  int64_t rank;
  /// Of each role: first byte -> the life that needs it.
  std::map<int64_t, const SlotLife *> needed[kNumBufferRoles];
};
} // namespace

void mlir::pipe::check::checkSegments(CheckState &state) {
  for (int64_t rank = 0; rank < state.getNumRanks(); ++rank)
    state.isShared.push_back(SegmentChecker(state, rank).check());
}

void mlir::pipe::check::checkCollisions(CheckState &state) {
  for (int64_t rank = 0; rank < state.getNumRanks(); ++rank)
    if (!state.isShared[rank].empty())
      CollisionChecker(state, rank).check();
}
