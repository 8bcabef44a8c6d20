//===- ReadPrograms.cpp - What a manifest says of the ranks ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReadPipeline.h"

#include "pipe/Analysis/Program/PipelineKernels.h"
#include "pipe/Analysis/Program/Reductions.h"

using namespace mlir;
using namespace mlir::pipe;
using bundle::Manifest;

// The kinds of segments have one number everywhere.
static_assert(static_cast<int>(SegmentKind::Parameters) ==
                  static_cast<int>(bundle::SegmentKind::Parameters) &&
              static_cast<int>(SegmentKind::Gradients) ==
                  static_cast<int>(bundle::SegmentKind::Gradients) &&
              static_cast<int>(SegmentKind::Local) ==
                  static_cast<int>(bundle::SegmentKind::Local) &&
              static_cast<int>(SegmentKind::Received) ==
                  static_cast<int>(bundle::SegmentKind::Received) &&
              static_cast<int>(SegmentKind::Inputs) ==
                  static_cast<int>(bundle::SegmentKind::Inputs) &&
              static_cast<int>(SegmentKind::Outputs) ==
                  static_cast<int>(bundle::SegmentKind::Outputs) &&
              static_cast<int>(SegmentKind::Requests) ==
                  static_cast<int>(bundle::SegmentKind::Requests) &&
              static_cast<int>(SegmentKind::Workspace) ==
                  static_cast<int>(bundle::SegmentKind::Workspace) &&
              static_cast<int>(SegmentKind::State) ==
                  static_cast<int>(bundle::SegmentKind::State) &&
              static_cast<int>(SegmentKind::Hypers) ==
                  static_cast<int>(bundle::SegmentKind::Hypers) &&
              getMaxEnumValForSegmentKind() ==
                  static_cast<unsigned>(bundle::SegmentKind::Hypers));

static bundle::BufferKind getKind(BufferKind kind) {
  switch (kind) {
  case BufferKind::Local:
    return bundle::BufferKind::Local;
  case BufferKind::Received:
    return bundle::BufferKind::Received;
  case BufferKind::Parameter:
    return bundle::BufferKind::Parameter;
  case BufferKind::Gradient:
    return bundle::BufferKind::Gradient;
  case BufferKind::Input:
    return bundle::BufferKind::Input;
  case BufferKind::Output:
    return bundle::BufferKind::Output;
  case BufferKind::State:
    return bundle::BufferKind::State;
  case BufferKind::Hyper:
    return bundle::BufferKind::Hyper;
  }
  llvm_unreachable("all kinds of buffers are listed");
}

/// The copies of the model whose micro-batches of an output `program` makes.
static std::vector<int64_t> getCopies(BufferOp buffer, ProgramOp program,
                                      PipelineOp pipeline) {
  std::vector<int64_t> copies;
  ReturnOp yield = pipeline.getGraph().getReturn();
  SmallVector<ArrayRef<int64_t>> placements =
      pipeline.getSchedule().getPlacements();
  for (auto [value, name] :
       llvm::zip_equal(yield.getOutputs(), yield.getOutputNames()))
    if (auto task = value.getDefiningOp<TaskOp>();
        task && name == buffer.getNameAttr())
      for (auto [copy, placement] : llvm::enumerate(placements))
        if (placement[task.getStage()] ==
            static_cast<int64_t>(program.getRank()))
          copies.push_back(static_cast<int64_t>(copy));
  return copies;
}

static FailureOr<bundle::Buffer> readBuffer(BufferOp buffer) {
  std::optional<int64_t> slotBytes = buffer.getType().getSlotBytes();
  if (!buffer.getOffset() || !buffer.getStride() || !slotBytes)
    return buffer.emitError(
        "has no place in its segment; run pipe-plan-memory first");
  return bundle::Buffer{getKind(buffer.getKind()),
                        buffer.getName().value_or("").str(),
                        static_cast<int64_t>(*buffer.getOffset()),
                        buffer.getType().getSlots(),
                        *slotBytes,
                        static_cast<int64_t>(*buffer.getStride()),
                        buffer.getResult()};
}

static FailureOr<bundle::Program>
readProgram(ProgramOp program, PipelineOp pipeline, const Manifest &manifest) {
  if (!program.getSegments())
    return program.emitError("has no memory plan; run pipe-plan-memory first");
  bundle::Program result;
  for (auto segment : program.getSegmentsAttr().getAsRange<SegmentAttr>())
    result.segments.push_back(
        {static_cast<bundle::SegmentKind>(segment.getKind()),
         segment.getSpace() == MemorySpace::Host ? bundle::MemorySpace::Host
                                                 : bundle::MemorySpace::Device,
         segment.getAlignment(), segment.getBytes()});
  for (BufferOp op : program.getBody().getOps<BufferOp>()) {
    FailureOr<bundle::Buffer> buffer = readBuffer(op);
    if (failed(buffer))
      return failure();
    if (buffer->kind == bundle::BufferKind::Output && manifest.hasCopies())
      buffer->copies = getCopies(op, program, pipeline);
    result.buffers.push_back(std::move(*buffer));
  }
  for (ChannelOp channel : program.getBody().getOps<ChannelOp>())
    result.channels.push_back({static_cast<int32_t>(channel.getPeer()),
                               channel.getKind() == ChannelKind::Gradient,
                               channel.getDirection() == ChannelDirection::Send,
                               static_cast<int32_t>(channel.getCapacity())});
  result.reductions = static_cast<int32_t>(getReducedBuffers(program).size());
  return result;
}

static int64_t getWorkspaceBytes(ModuleOp module, StringRef kernel) {
  Operation *op = module.lookupSymbol(kernel);
  auto bytes =
      op ? op->getAttrOfType<IntegerAttr>(kWorkspaceAttr) : IntegerAttr();
  return bytes ? bytes.getInt() : 0;
}

LogicalResult mlir::pipe::readPrograms(ModuleOp module, PipelineOp pipeline,
                                       Manifest &manifest) {
  for (StringAttr kernel : getPipelineKernels(pipeline))
    manifest.kernels.push_back({kernel.str()});
  for (ProgramOp op : pipeline.getBody().getOps<ProgramOp>()) {
    if (size_t rank = manifest.programs.size(); op.getRank() != rank)
      return op.emitError("is of rank ")
             << op.getRank() << ", where the program of rank " << rank
             << " is expected; the programs of a bundle stand in the order of "
                "the ranks";
    FailureOr<bundle::Program> program = readProgram(op, pipeline, manifest);
    if (failed(program))
      return failure();
    manifest.replicas |= program->reductions > 0;
    manifest.programs.push_back(std::move(*program));
  }
  if (manifest.reference) {
    manifest.reference->workspaceBytes =
        getWorkspaceBytes(module, *pipeline.getReference());
    if (KernelTargetAttr target = getKernelTarget(module))
      manifest.reference->workspaceAlignment = target.getAlignment();
  }
  return success();
}
