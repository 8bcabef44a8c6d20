//===- PlanMemory.cpp - Give every buffer its place -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Program/LocalLives.h"
#include "pipe/Analysis/Program/LocalPlacement.h"
#include "pipe/Analysis/Program/RequestTables.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/CheckedArithmetic.h"

#include <array>

namespace mlir::pipe {
#define GEN_PASS_DEF_PLANMEMORYPASS
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Slots, segments and scratch memory begin at multiples of what the target of
/// the kernels wants; of a cache line where kernels have no code yet.
static constexpr int64_t kCacheLineBytes = 64;
/// A request is a word of 64 bits.
static constexpr int64_t kRequestBytes = 8;

static int64_t getAlignment(Operation *op) {
  KernelTargetAttr target = getKernelTarget(op);
  return target ? target.getAlignment() : kCacheLineBytes;
}

/// Returns `bytes` rounded up to `alignment`, or std::nullopt on overflow.
static std::optional<int64_t> align(std::optional<int64_t> bytes,
                                    int64_t alignment) {
  if (!bytes)
    return std::nullopt;
  std::optional<int64_t> padded =
      llvm::checkedAdd<int64_t>(*bytes, alignment - 1);
  if (!padded)
    return std::nullopt;
  return *padded / alignment * alignment;
}

/// Bytes from one slot of a buffer to the next. The slices of the caller's
/// inputs and outputs lie one behind the other.
static std::optional<int64_t> getStride(BufferOp buffer) {
  std::optional<int64_t> bytes = buffer.getType().getSlotBytes();
  bool isCallers = buffer.getKind() == BufferKind::Input ||
                   buffer.getKind() == BufferKind::Output;
  return isCallers ? bytes : align(bytes, getAlignment(buffer));
}

namespace {
/// Bytes by kind of segment.
using SegmentBytes = std::array<int64_t, getMaxEnumValForSegmentKind() + 1>;

struct PlanMemoryPass : public pipe::impl::PlanMemoryPassBase<PlanMemoryPass> {
  using Base::Base;

  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    for (PipelineOp pipeline : getOperation().getOps<PipelineOp>())
      for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>())
        if (failed(plan(program, pipeline, symbols)))
          return signalPassFailure();
  }

  LogicalResult plan(ProgramOp program, PipelineOp pipeline,
                     SymbolTable &symbols) {
    SegmentBytes bytes = {};
    for (BufferOp buffer : program.getBody().getOps<BufferOp>())
      if (failed(place(buffer, at(bytes, getSegmentKind(buffer.getKind())))))
        return failure();
    if (share)
      shareLocalBytes(program, at(bytes, SegmentKind::Local));
    std::optional<int64_t> workspace =
        align(getWorkspace(program, pipeline, symbols), getAlignment(program));
    std::optional<RequestTables> requests = layOutRequests(program);
    if (!workspace || !requests)
      return program.emitError("the size of the workspace or of the tables of "
                               "requests does not fit 63 bits");
    at(bytes, SegmentKind::Workspace) = *workspace;
    at(bytes, SegmentKind::Requests) = requests->numWords * kRequestBytes;
    std::optional<int64_t> total = writeSegments(program, bytes);
    if (!total)
      return program.emitError("the size of the memory of rank ")
             << program.getRank() << " does not fit 63 bits";
    if (limit > 0 && *total > limit)
      return reportLimit(program, pipeline, bytes, *total);
    return success();
  }

  static int64_t &at(SegmentBytes &bytes, SegmentKind kind) {
    return bytes[static_cast<size_t>(kind)];
  }

  /// Puts `buffer` behind the `end` bytes of its segment.
  static LogicalResult place(BufferOp buffer, int64_t &end) {
    std::optional<int64_t> stride = getStride(buffer);
    std::optional<int64_t> size =
        stride ? align(llvm::checkedMul<int64_t>(*stride,
                                                 buffer.getType().getSlots()),
                       getAlignment(buffer))
               : std::nullopt;
    std::optional<int64_t> next =
        size ? llvm::checkedAdd<int64_t>(end, *size) : std::nullopt;
    if (!next)
      return buffer.emitError("the size of ")
             << buffer.getType() << " in bytes does not fit 63 bits, or its "
             << "elements have no size in bytes";
    buffer.setOffset(end);
    buffer.setStride(*stride);
    end = *next;
    return success();
  }

  /// Moves the local buffers of `program`, which lie one behind the other, to
  /// where they take fewer than `bytes`, if there is such a place.
  static void shareLocalBytes(ProgramOp program, int64_t &bytes) {
    Result<LocalLives> lives = findLocalLives(program);
    if (!lives) {
      program.emitRemark("rank ")
          << program.getRank()
          << " shares no bytes of local buffers: " << lives.getError().message;
      return;
    }
    std::vector<PlacedRing> rings;
    for (RingLives &ring : lives->rings)
      rings.push_back({ring.buffer.getType().getSlots(),
                       static_cast<int64_t>(*ring.buffer.getStride()),
                       std::move(ring.slots)});
    LocalPlacement placement = placeShared(rings);
    for (auto [ring, offset] : llvm::zip_equal(lives->rings, placement.offsets))
      ring.buffer.setOffset(offset);
    bytes = placement.bytes;
  }

  /// Names the segments on the program. Returns the bytes of those that are
  /// made on every transport, if that fits.
  std::optional<int64_t> writeSegments(ProgramOp program,
                                       const SegmentBytes &bytes) {
    SmallVector<Attribute> segments;
    std::optional<int64_t> total = 0;
    for (auto [index, size] : llvm::enumerate(bytes)) {
      auto kind = static_cast<SegmentKind>(index);
      if (size == 0)
        continue;
      // The rank's thread keeps the requests itself.
      auto space = kind == SegmentKind::Requests ? MemorySpace::Host
                                                 : MemorySpace::Device;
      auto segment = SegmentAttr::get(&getContext(), kind, space,
                                      getAlignment(program), size);
      segments.push_back(segment);
      if (segment.isAlwaysMade() && total)
        total = llvm::checkedAdd<int64_t>(*total, size);
    }
    program.setSegmentsAttr(ArrayAttr::get(&getContext(), segments));
    return total;
  }

  /// The largest scratch memory of the kernels that `program` runs.
  static int64_t getWorkspace(ProgramOp program, PipelineOp pipeline,
                              SymbolTable &symbols) {
    auto tasks = pipeline.getTasksByName();
    int64_t bytes = 0;
    auto count = [&](FlatSymbolRefAttr kernel) {
      Operation *op = kernel ? symbols.lookup(kernel.getAttr()) : nullptr;
      if (auto attr =
              op ? op->getAttrOfType<IntegerAttr>(kWorkspaceAttr) : nullptr)
        bytes = std::max(bytes, attr.getInt());
    };
    program.walk([&](Operation *op) {
      llvm::TypeSwitch<Operation *>(op)
          .Case<RunOp>([&](RunOp run) {
            if (TaskOp task = tasks.lookup(run.getTaskAttr()))
              count(task.getKernelAttr());
          })
          .Case<ZeroOp, AddOp, DivideOp, RoundOp, CopyOp>(
              [&](auto sum) { count(sum.getKernelAttr()); });
    });
    return bytes;
  }

  /// The most slots of a buffer of kind local.
  static int64_t getMostSlots(ProgramOp program) {
    int64_t most = 0;
    for (BufferOp buffer : program.getBody().getOps<BufferOp>())
      if (buffer.getKind() == BufferKind::Local)
        most = std::max(most, buffer.getType().getSlots());
    return most;
  }

  LogicalResult reportLimit(ProgramOp program, PipelineOp pipeline,
                            SegmentBytes bytes, int64_t total) {
    InFlightDiagnostic diag = mlir::emitError(program.getLoc())
                              << "rank " << program.getRank() << " needs "
                              << total << " bytes, but the memory limit is "
                              << limit.getValue();
    int64_t parameters = at(bytes, SegmentKind::Parameters);
    int64_t gradients = at(bytes, SegmentKind::Gradients);
    int64_t activations = at(bytes, SegmentKind::Local);
    int64_t states = at(bytes, SegmentKind::State);
    Diagnostic &parts = diag.attachNote();
    parts << "parameters " << parameters << ", gradients " << gradients;
    if (states != 0)
      parts << ", states of the optimizer " << states;
    parts << ", activations " << activations << ", tables of requests "
          << at(bytes, SegmentKind::Requests) << ", kernel workspace "
          << at(bytes, SegmentKind::Workspace) << " bytes";
    ScheduleOp schedule = pipeline.getSchedule();
    bool isGPipe = schedule && schedule.getName() == "gpipe";
    if (activations >= parameters + gradients + states)
      diag.attachNote() << "activations take the most, in up to "
                        << getMostSlots(program) << " slots a buffer: "
                        << (isGPipe ? "take --schedule=1f1b, which keeps fewer "
                                      "micro-batches alive, or "
                                    : "take ")
                        << "smaller micro-batches or more ranks (--ranks)";
    else
      diag.attachNote() << "parameters and gradients"
                        << (states != 0 ? " and states" : "")
                        << " take the most: take more ranks (--ranks)";
    return diag;
  }
};
} // namespace
