//===- ProgramCheckTest.cpp - The check against an interpreter ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "JudgeMutants.h"

#include <chrono>

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

/// Compares the facts of proven programs with what the interpreter has seen.
static void expectFacts(PipelineOp pipeline, const check::ProgramFacts &facts,
                        const Verdict &rendezvous, const Verdict &handover) {
  for (const check::ChannelFacts &channel : facts.channels) {
    std::tuple<int64_t, int64_t, bool> key(channel.from, channel.to,
                                           channel.isGradient);
    EXPECT_EQ(channel.maxInFlightRendezvous, rendezvous.maxInFlight.at(key));
    EXPECT_EQ(channel.maxInFlightHandover, handover.maxInFlight.at(key));
  }
  EXPECT_EQ(facts.channels.size(), handover.maxInFlight.size());
  expectPeaks(pipeline, facts);
}

static std::vector<SmallPipeline> getBases() {
  return {
      {.ranks = 2, .microBatches = 3},
      {.ranks = 2, .microBatches = 4, .isTied = true, .isMean = false},
      {.ranks = 2, .microBatches = 3, .isGPipe = true, .isTied = true},
      {.ranks = 3, .microBatches = 2, .hasSkip = true, .isTied = true},
      {.ranks = 3, .microBatches = 3, .hasSkip = true},
      {.ranks = 3, .microBatches = 2, .isGPipe = true, .hasSkip = true},
      {.ranks = 3, .microBatches = 4, .isForward = true, .hasSkip = true},
      {.ranks = 1, .microBatches = 3},
      {.ranks = 2, .microBatches = 4, .isTied = true, .isEager = true},
      {.ranks = 3, .microBatches = 3, .hasSkip = true, .isEager = true},
      {.ranks = 2, .microBatches = 3, .isTied = true, .isInPlace = true},
  };
}

TEST(ProgramCheck, ProvesCorrectPrograms) {
  for (const SmallPipeline &base : getBases()) {
    SCOPED_TRACE(base.getName());
    ProgramContext quiet;
    auto module = quiet.parse(base.print());
    ASSERT_TRUE(module);
    PipelineOp pipeline = getPipeline(*module);
    auto facts = analyzePrograms(pipeline);
    ASSERT_TRUE(succeeded(facts)) << quiet.messages;
    Verdict rendezvous = interpret(pipeline, SendDone::AtPost);
    Verdict handover = interpret(pipeline, SendDone::AtRelease);
    EXPECT_EQ(rendezvous.fault, "");
    EXPECT_EQ(handover.fault, "");
    expectFacts(pipeline, *facts, rendezvous, handover);
    EXPECT_TRUE(facts->sumsInMicroBatchOrder);
  }
}

using Mutation = std::string(PipelineOp, std::mt19937_64 &);

/// Every mutant is judged by both; the verdicts and, where it is right, the
/// facts agree. Mutants have one to three changes.
static void compareAll(Mutation *mutate, uint64_t seed) {
  constexpr int kMutantsPerBase = 150;
  std::mt19937_64 random(seed);
  size_t accepted = 0, rejected = 0, numStates = 0;
  std::map<std::string, std::pair<int, int>> byChange;
  for (const SmallPipeline &base : getBases()) {
    SCOPED_TRACE(base.getName());
    if (mutate == mutateTransfers && base.ranks == 1)
      continue;
    ProgramContext quiet;
    auto module = quiet.parse(base.print());
    ASSERT_TRUE(module);
    for (int i = 0; i < kMutantsPerBase;) {
      OwningOpRef<ModuleOp> mutant = module->clone();
      PipelineOp pipeline = getPipeline(*mutant);
      size_t numChanges = 1 + random() % 8 / 6 + random() % 8 / 7;
      std::string what, change;
      for (size_t k = 0; k < numChanges; ++k) {
        change = mutate(pipeline, random);
        if (change.empty())
          break;
        what += "; " + change;
      }
      if (change.empty() || failed(verify(*mutant)))
        continue;
      ++i;
      quiet.messages.clear();
      auto facts = analyzePrograms(pipeline);
      Verdict rendezvous = interpret(pipeline, SendDone::AtPost);
      Verdict handover = interpret(pipeline, SendDone::AtRelease);
      numStates += rendezvous.numStates + handover.numStates;
      bool isRight = rendezvous.fault.empty() && handover.fault.empty();
      ASSERT_NE(rendezvous.fault, "too many states");
      ++(isRight ? accepted : rejected);
      ++(isRight ? byChange[what].first : byChange[what].second);
      std::string text;
      llvm::raw_string_ostream os(text);
      if (succeeded(facts) != isRight)
        mutant->print(os);
      ASSERT_EQ(succeeded(facts), isRight)
          << what << "\ninterpreter: " << rendezvous.fault << " | "
          << handover.fault << "\ncheck: " << quiet.messages << text;
      if (isRight)
        expectFacts(pipeline, *facts, rendezvous, handover);
    }
  }
  ::testing::Test::RecordProperty("accepted", std::to_string(accepted));
  ::testing::Test::RecordProperty("rejected", std::to_string(rejected));
  std::cout << accepted << " mutants accepted, " << rejected
            << " rejected, 0 disagreements, " << numStates << " states, "
            << byChange.size() << " kinds of changes\n";
  EXPECT_GE(accepted, 100u);
  EXPECT_GE(rejected, 300u);
}

TEST(ProgramCheck, AgreesWithTheInterpreterOnMutants) {
  compareAll(mutate, 20240607);
}

TEST(ProgramCheck, AgreesWithTheInterpreterOnMutantsOfTransfers) {
  compareAll(mutateTransfers, 20261128);
}

TEST(ProgramCheck, AgreesWithTheInterpreterOnMutantsOfIdentity) {
  compareAll(mutateIdentity, 20261129);
}

// The core works on values that no parser has seen.
TEST(ProgramCheck, RefusesModelsThatTheIRCannotHold) {
  ProgramContext quiet;
  auto module = quiet.parse(SmallPipeline().print());
  ASSERT_TRUE(module);
  auto source = readPrograms(getPipeline(*module));
  ASSERT_TRUE(succeeded(source));
  EXPECT_TRUE(check::checkPrograms(source->model).violations.empty());
  check::PipelineModel model = source->model;
  model.programs[0].buffers[3].slots = 0;
  auto violations = check::checkPrograms(model).violations;
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].kind, check::ViolationKind::Refused);
  EXPECT_EQ(violations[0].error.text,
            "rank 0 has no slots in the local buffer 3");
  model = source->model;
  for (check::ProgramAction &action : model.programs[0].actions)
    if (action.role == check::ActionRole::Send)
      action.channel = 1;
  violations = check::checkPrograms(model).violations;
  ASSERT_FALSE(violations.empty());
  EXPECT_EQ(violations[0].error.text,
            "rank 0 sends the local buffer 3 on a channel of the other "
            "direction");
  model = source->model;
  model.programs[0].channels[0].peer = 7;
  violations = check::checkPrograms(model).violations;
  ASSERT_FALSE(violations.empty());
  EXPECT_EQ(violations[0].error.text,
            "rank 0 has a channel to or from rank 7, but its peers are the "
            "others of 0 to 1");
}

// Clocks count 64 ranks at a time. The last stages of 1F1B do the same however
// many there are before them.
TEST(ProgramCheck, ChannelFactsDoNotDependOnTheNumberOfRanks) {
  std::map<std::pair<int64_t, bool>, std::pair<int64_t, int64_t>> known;
  for (int64_t ranks : {6, 64, 66, 130}) {
    SmallPipeline base{.ranks = ranks, .microBatches = 5};
    ProgramContext quiet;
    auto module = quiet.parse(base.print());
    ASSERT_TRUE(module);
    auto facts = analyzePrograms(getPipeline(*module));
    ASSERT_TRUE(succeeded(facts)) << quiet.messages;
    for (const check::ChannelFacts &channel : facts->channels) {
      int64_t fromEnd = ranks - std::max(channel.from, channel.to);
      if (fromEnd >= 6)
        continue;
      std::pair<int64_t, int64_t> inFlight(channel.maxInFlightHandover,
                                           channel.maxInFlightRendezvous);
      auto [it, isNew] =
          known.try_emplace({fromEnd, channel.isGradient}, inFlight);
      EXPECT_EQ(it->second, inFlight) << ranks << " ranks, " << fromEnd;
    }
  }
  EXPECT_EQ(known.size(), 10u);
}

// Not a timed test: the time is printed.
TEST(ProgramCheck, ScalesToManyRanksAndMicroBatches) {
  SmallPipeline large{
      .ranks = 64, .microBatches = 1024, .hasSkip = true, .isTied = true};
  ProgramContext quiet;
  auto module = quiet.parse(large.print());
  ASSERT_TRUE(module);
  auto start = std::chrono::steady_clock::now();
  auto facts = analyzePrograms(getPipeline(*module));
  std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
  ASSERT_TRUE(succeeded(facts)) << quiet.messages;
  int64_t numActions = 0;
  for (const check::RankFacts &rank : facts->ranks)
    numActions += rank.numActions;
  std::cout << numActions << " actions in " << time.count() << " s\n";
}
