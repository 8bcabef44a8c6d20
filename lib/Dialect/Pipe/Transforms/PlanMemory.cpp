//===- PlanMemory.cpp - Give every buffer its place -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/Support/CheckedArithmetic.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_PLANMEMORYPASS
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Slots and scratch memory begin at multiples of a cache line.
static constexpr int64_t kAlignment = 64;

/// Returns `bytes` rounded up to the alignment, or std::nullopt on overflow.
static std::optional<int64_t> align(std::optional<int64_t> bytes) {
  if (!bytes)
    return std::nullopt;
  std::optional<int64_t> padded =
      llvm::checkedAdd<int64_t>(*bytes, kAlignment - 1);
  if (!padded)
    return std::nullopt;
  return *padded / kAlignment * kAlignment;
}

namespace {
/// Where the bytes of an arena go.
struct ArenaUse {
  int64_t parameters = 0, gradients = 0, activations = 0, workspace = 0;
  int64_t mostSlots = 0;
};

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
    Builder builder(&getContext());
    ArenaUse use;
    int64_t end = 0;
    for (BufferKind kind :
         {BufferKind::Parameter, BufferKind::Gradient, BufferKind::Local})
      for (BufferOp buffer : program.getBody().getOps<BufferOp>()) {
        if (buffer.getKind() != kind)
          continue;
        std::optional<int64_t> stride = align(buffer.getType().getSlotBytes());
        std::optional<int64_t> size =
            stride ? llvm::checkedMul<int64_t>(*stride,
                                               buffer.getType().getSlots())
                   : std::nullopt;
        std::optional<int64_t> next =
            size ? llvm::checkedAdd<int64_t>(end, *size) : std::nullopt;
        if (!next)
          return buffer.emitError("the size of ")
                 << buffer.getType()
                 << " in bytes does not fit 63 bits, or its "
                 << "elements have no size in bytes";
        buffer.setOffset(end);
        buffer.setStride(*stride);
        end = *next;
        count(use, buffer, *size);
      }
    std::optional<int64_t> workspace =
        align(getWorkspace(program, pipeline, symbols));
    std::optional<int64_t> arena =
        workspace ? llvm::checkedAdd<int64_t>(end, *workspace) : std::nullopt;
    if (!arena)
      return program.emitError("the size of the arena does not fit 63 bits");
    use.workspace = *workspace;
    program.setWorkspaceOffset(end);
    program.setArenaBytes(*arena);
    if (limit > 0 && *arena > limit)
      return reportLimit(program, pipeline, use, *arena);
    return success();
  }

  static void count(ArenaUse &use, BufferOp buffer, int64_t size) {
    if (buffer.getKind() == BufferKind::Parameter)
      use.parameters += size;
    else if (buffer.getKind() == BufferKind::Gradient)
      use.gradients += size;
    else
      use.activations += size;
    use.mostSlots = std::max(use.mostSlots, buffer.getType().getSlots());
  }

  /// The largest scratch memory of the kernels that `program` runs.
  static int64_t getWorkspace(ProgramOp program, PipelineOp pipeline,
                              SymbolTable &symbols) {
    int64_t bytes = 0;
    program.walk([&](RunOp run) {
      TaskOp task =
          pipeline.getGraph().lookupTask(run.getKind(), run.getStage());
      if (!task || !task.getKernelAttr())
        return;
      if (Operation *kernel = symbols.lookup(task.getKernelAttr().getAttr()))
        if (auto attr = kernel->getAttrOfType<IntegerAttr>(kWorkspaceAttr))
          bytes = std::max(bytes, attr.getInt());
    });
    return bytes;
  }

  LogicalResult reportLimit(ProgramOp program, PipelineOp pipeline,
                            const ArenaUse &use, int64_t arena) {
    InFlightDiagnostic diag = mlir::emitError(program.getLoc())
                              << "rank " << program.getRank() << " needs "
                              << arena << " bytes, but the memory limit is "
                              << limit.getValue();
    diag.attachNote() << "parameters " << use.parameters << ", gradients "
                      << use.gradients << ", activations " << use.activations
                      << ", kernel workspace " << use.workspace << " bytes";
    ScheduleOp schedule = pipeline.getSchedule();
    bool isGPipe = schedule && schedule.getName() == "gpipe";
    if (use.activations >= use.parameters + use.gradients)
      diag.attachNote() << "activations take the most, in up to "
                        << use.mostSlots << " slots a buffer: "
                        << (isGPipe ? "take --schedule=1f1b, which keeps fewer "
                                      "micro-batches alive, or "
                                    : "take ")
                        << "smaller micro-batches or more ranks (--ranks)";
    else
      diag.attachNote() << "parameters and gradients take the most: take more "
                           "ranks (--ranks)";
    return diag;
  }
};
} // namespace
