//===- VerifyPrograms.cpp - Prove the rank programs -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/ProgramCheck/AnalyzePrograms.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"

#include "mlir/IR/BuiltinOps.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_VERIFYPROGRAMSPASS
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Says what is known about the programs of `pipeline`, a remark a rank and one
/// a channel.
static void emitFacts(PipelineOp pipeline, const check::ProgramFacts &facts) {
  for (auto [rank, known] : llvm::enumerate(facts.ranks))
    emitRemark(pipeline.getLoc())
        << "rank " << rank << ": " << known.numActions
        << " actions, peak of live bytes " << known.peakLiveBytes
        << ", with received messages " << known.peakLiveBytesWithReceived;
  for (const check::ChannelFacts &channel : facts.channels)
    emitRemark(pipeline.getLoc())
        << "rank " << channel.from << " to rank " << channel.to
        << (channel.isGradient ? ", gradient: " : ", activation: ")
        << channel.numMessages << " messages, at most " << channel.getCapacity()
        << " in flight";
  if (!facts.sumsInMicroBatchOrder)
    emitRemark(pipeline.getLoc())
        << "gradients are not added up in the order of micro-batches";
}

namespace {
struct VerifyProgramsPass
    : public pipe::impl::VerifyProgramsPassBase<VerifyProgramsPass> {
  using Base::Base;

  void runOnOperation() override {
    for (PipelineOp pipeline : getOperation().getOps<PipelineOp>()) {
      if (places) {
        if (failed(verifyPlaces(pipeline)))
          return signalPassFailure();
        continue;
      }
      FailureOr<check::ProgramFacts> facts =
          analyzePrograms(pipeline, emitRemarks);
      if (failed(facts))
        return signalPassFailure();
      if (emitRemarks)
        emitFacts(pipeline, *facts);
    }
    markAllAnalysesPreserved();
  }
};
} // namespace
