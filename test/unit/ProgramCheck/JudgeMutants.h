//===- JudgeMutants.h - Proof and machines on one program -------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_PROGRAMCHECK_JUDGEMUTANTS_H
#define PIPE_TEST_UNIT_PROGRAMCHECK_JUDGEMUTANTS_H

#include "GeneratedCases.h"
#include "Mutate.h"
#include "NumberMachine.h"
#include "ParsedPipeline.h"

#include <iostream>
#include <set>

namespace mlir::pipe::test {

inline std::string print(ModuleOp module) {
  std::string text;
  llvm::raw_string_ostream os(text);
  module.print(os);
  return text;
}

/// The builder's room for messages is what the proof finds to be needed.
inline void expectTightChannels(PipelineOp pipeline,
                                const check::ProgramFacts &facts) {
  size_t numEnds = 0;
  for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>())
    for (ChannelOp end : program.getBody().getOps<ChannelOp>()) {
      auto rank = static_cast<int64_t>(program.getRank());
      auto peer = static_cast<int64_t>(end.getPeer());
      for (const check::ChannelFacts &channel : facts.channels)
        if (channel.from == (end.isSend() ? rank : peer) &&
            channel.to == (end.isSend() ? peer : rank) &&
            channel.isGradient == (end.getKind() == ChannelKind::Gradient)) {
          EXPECT_EQ(static_cast<int64_t>(end.getCapacity()),
                    channel.getCapacity());
          ++numEnds;
        }
    }
  EXPECT_EQ(numEnds, 2 * facts.channels.size());
}

/// The backward of looped-bfs goes down; copies add up a part each.
inline void expectOrderOfSums(PipelineOp pipeline,
                              const check::ProgramFacts &facts) {
  ScheduleOp schedule = pipeline.getSchedule();
  EXPECT_TRUE(facts.sumsInMicroBatchOrder ||
              schedule.getName() == "looped-bfs" || schedule.getPattern());
}

/// The peaks of live memory are what looking at every slot finds.
inline void expectPeaks(PipelineOp pipeline, const check::ProgramFacts &facts) {
  std::vector<Peaks> peaks = measurePeaks(pipeline);
  for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>()) {
    const check::RankFacts &rank = facts.ranks[program.getRank()];
    Peaks &peak = peaks[program.getRank()];
    EXPECT_EQ(rank.peakLiveBytes, peak.local);
    EXPECT_EQ(rank.peakLiveBytesWithReceived, peak.withReceived);
    size_t index = 0;
    for (BufferOp buffer : program.getBody().getOps<BufferOp>())
      EXPECT_EQ(rank.maxLiveSlots[index++], peak.slots[buffer]);
  }
}

/// How many programs there are, and how many of them have copies, rounded
/// gradients or states.
struct ProvenPrograms {
  size_t all = 0, withCopies = 0, rounded = 0, withStates = 0;
};

/// Builds the programs of `cases` on a random graph each: they are proven, with
/// no more room than they need, and three steps in a row give what the graph
/// means. Counts them.
inline void expectProven(const std::vector<Case> &cases, uint64_t seed,
                         ProvenPrograms &found) {
  std::mt19937_64 random(seed);
  for (const Case &c : cases) {
    SCOPED_TRACE(c.getName());
    ProgramContext quiet;
    auto module = quiet.parse(c.draw(random));
    ASSERT_TRUE(module);
    ASSERT_TRUE(succeeded(build(*module, c, /*postReceives=*/found.all % 2)))
        << quiet.messages << print(*module);
    PipelineOp pipeline = getPipeline(*module);
    auto facts = analyzePrograms(pipeline);
    ASSERT_TRUE(succeeded(facts)) << quiet.messages << print(*module);
    expectTightChannels(pipeline, *facts);
    expectPeaks(pipeline, *facts);
    expectOrderOfSums(pipeline, *facts);
    ASSERT_EQ(executeNumbers(pipeline, 3), "") << print(*module);
    std::string text = print(*module);
    found.withCopies += text.find("pipe.copy") != std::string::npos;
    found.rounded += text.find("pipe.round") != std::string::npos;
    found.withStates += text.find("pipe.buffer state") != std::string::npos;
    ++found.all;
  }
}

/// Executes the programs of `cases` in every order, and `numMutants` mutants of
/// each, some of them with two changes. What is proven is executed on numbers,
/// too: two steps in a row.
inline void compareOnMutants(const std::vector<Case> &cases, int numMutants,
                             decltype(mutate) *change, uint64_t seed) {
  std::mt19937_64 random(seed);
  size_t accepted = 0, rejected = 0;
  std::set<std::string> kinds;
  for (const Case &c : cases) {
    SCOPED_TRACE(c.getName());
    ProgramContext quiet;
    auto module = quiet.parse(c.draw(random));
    ASSERT_TRUE(module);
    ASSERT_TRUE(succeeded(build(*module, c))) << quiet.messages;
    for (int i = 0; i <= numMutants; ++i) {
      OwningOpRef<ModuleOp> mutant = module->clone();
      PipelineOp pipeline = getPipeline(*mutant);
      std::string what = i ? change(pipeline, random) : "none";
      if (!what.empty() && i % 3 == 2)
        change(pipeline, random);
      if (what.empty() || failed(verify(*mutant)))
        continue;
      quiet.messages.clear();
      bool isProven = succeeded(analyzePrograms(pipeline));
      Verdict rendezvous = interpret(pipeline, SendDone::AtPost);
      Verdict handover = interpret(pipeline, SendDone::AtRelease);
      bool isRight = rendezvous.fault.empty() && handover.fault.empty();
      ++(isRight ? accepted : rejected);
      kinds.insert(what);
      ASSERT_EQ(isProven, isRight)
          << what << "\ninterpreter: " << rendezvous.fault << " | "
          << handover.fault << "\ncheck: " << quiet.messages << print(*mutant);
      if (isProven) {
        ASSERT_EQ(executeNumbers(pipeline, 2), "") << what << print(*mutant);
      }
      if (i == 0) {
        EXPECT_TRUE(isRight);
      }
    }
  }
  std::cout << accepted << " accepted, " << rejected
            << " rejected, 0 disagreements, " << kinds.size()
            << " kinds of changes\n";
  EXPECT_GE(rejected, 50u);
}

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_PROGRAMCHECK_JUDGEMUTANTS_H
