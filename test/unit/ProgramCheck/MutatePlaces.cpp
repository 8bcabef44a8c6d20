//===- MutatePlaces.cpp - Random changes of places ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Mutate.h"
#include "RandomChange.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

namespace {
class Mutator : RandomChange {
public:
  Mutator(PipelineOp pipeline, std::mt19937_64 &random)
      : RandomChange(pipeline, random) {}

  std::string mutate() {
    using Change = std::string (Mutator::*)();
    static constexpr Change changes[] = {
        &Mutator::move, &Mutator::move,         &Mutator::moveOnto,
        &Mutator::swap, &Mutator::shrink,       &Mutator::shrinkSegment,
        &Mutator::swap, &Mutator::misalign,     &Mutator::scatter,
        &Mutator::move, &Mutator::moveSlotOnto, &Mutator::scatter};
    // Room, so that not every move ends outside.
    if (draw(3) != 0)
      growSegments(static_cast<int64_t>(64 * (1 + draw(6))));
    return (this->*changes[draw(std::size(changes))])();
  }

private:
  void growSegments(int64_t more) {
    for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>())
      changeSegments(program, [&](SegmentAttr) { return more; });
  }

  static void
  changeSegments(ProgramOp program,
                 llvm::function_ref<int64_t(SegmentAttr)> getChange) {
    SmallVector<Attribute> segments;
    for (auto segment : program.getSegmentsAttr().getAsRange<SegmentAttr>())
      segments.push_back(SegmentAttr::get(
          segment.getContext(), segment.getKind(), segment.getSpace(),
          segment.getAlignment(),
          std::max<int64_t>(0, segment.getBytes() + getChange(segment))));
    program.setSegmentsAttr(ArrayAttr::get(program.getContext(), segments));
  }

  static int64_t getOffset(BufferOp buffer) {
    return static_cast<int64_t>(*buffer.getOffset());
  }
  static int64_t getStride(BufferOp buffer) {
    return static_cast<int64_t>(*buffer.getStride());
  }

  /// A local buffer, most of the time.
  BufferOp pickBuffer() {
    BufferOp buffer = pick(buffers);
    for (int i = 0; i < 4 && buffer.getKind() != BufferKind::Local; ++i)
      buffer = pick(buffers);
    return buffer;
  }

  std::string move() {
    BufferOp buffer = pickBuffer();
    int64_t lines = static_cast<int64_t>(1 + draw(4)) * (draw(2) ? 1 : -1);
    buffer.setOffset(getOffset(buffer) + 64 * lines);
    return "move a base";
  }

  std::string misalign() {
    BufferOp buffer = pickBuffer();
    if (draw(2))
      buffer.setOffset(getOffset(buffer) + (draw(2) ? 8 : -1));
    else
      buffer.setStride(getStride(buffer) + (draw(2) ? 8 : -1));
    return "move a base by some bytes";
  }

  /// Another buffer of the same segment, or none.
  BufferOp pickOther(BufferOp buffer) {
    std::vector<BufferOp> others;
    for (BufferOp other : buffers)
      if (other != buffer && other->getParentOp() == buffer->getParentOp() &&
          other.getKind() == buffer.getKind())
        others.push_back(other);
    return others.empty() ? BufferOp() : pick(others);
  }

  /// Onto a slot of another buffer.
  std::string moveOnto() {
    BufferOp buffer = pickBuffer(), other = pickOther(buffer);
    if (!other)
      return "";
    auto slot = static_cast<int64_t>(draw(other.getType().getSlots()));
    buffer.setOffset(getOffset(other) + slot * getStride(other));
    return "move a base onto another buffer";
  }

  /// A slot of it onto the first one of another buffer.
  std::string moveSlotOnto() {
    BufferOp buffer = pickBuffer(), other = pickOther(buffer);
    if (!other)
      return "";
    auto slot = static_cast<int64_t>(draw(buffer.getType().getSlots()));
    buffer.setOffset(getOffset(other) - slot * getStride(buffer));
    return "move a slot onto another buffer";
  }

  std::string swap() {
    BufferOp buffer = pickBuffer(), other = pickOther(buffer);
    if (!other)
      return "";
    int64_t offset = getOffset(buffer);
    buffer.setOffset(getOffset(other));
    other.setOffset(offset);
    return "swap two bases";
  }

  std::string shrink() {
    BufferOp buffer = pickBuffer();
    int64_t stride = getStride(buffer);
    int64_t strides[] = {stride - 64, 0, stride / 128 * 64, -stride,
                         stride + 64};
    buffer.setStride(strides[draw(std::size(strides))]);
    return "other stride";
  }

  std::string shrinkSegment() {
    BufferOp buffer = pickBuffer();
    int64_t less = draw(2) ? 64 : 1;
    changeSegments(
        buffer->getParentOfType<ProgramOp>(), [&](SegmentAttr segment) {
          return segment.getKind() == getSegmentKind(buffer.getKind()) ? -less
                                                                       : 0;
        });
    return "shrink a segment";
  }

  /// One or two local buffers of a rank anywhere.
  std::string scatter() {
    BufferOp buffer = pickBuffer();
    int64_t bytes = buffer->getParentOfType<ProgramOp>().getSegmentBytes(
                        getSegmentKind(buffer.getKind())) -
                    getStride(buffer) * buffer.getType().getSlots();
    buffer.setOffset(
        64 * static_cast<int64_t>(draw(std::max<int64_t>(0, bytes) / 64 + 1)));
    return "another base";
  }
};
} // namespace

std::string mlir::pipe::test::mutatePlaces(PipelineOp pipeline,
                                           std::mt19937_64 &random) {
  return Mutator(pipeline, random).mutate();
}
