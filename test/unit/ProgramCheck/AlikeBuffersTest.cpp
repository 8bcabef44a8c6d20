//===- AlikeBuffersTest.cpp - Following one buffer for many ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CheckState.h"
#include "GeneratedCases.h"
#include "Mutate.h"
#include "ParsedPipeline.h"
#include "ReadPrograms.h"

#include <functional>
#include <iostream>
#include <sstream>

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

namespace {
/// A chain of stages, each with `count` parameters that all its tasks read, as
/// many residuals and gradients, and with `hasStep` as many updates.
struct AlikeGraph {
  int64_t stages, count;
  bool hasStep, hasNorm;

  static constexpr const char *kType = "tensor<4xf32>";

  std::string list(const std::function<std::string(int64_t)> &print) const {
    std::string text;
    for (int64_t i = 0; i < count; ++i)
      text += (i ? ", " : "") + print(i);
    return text;
  }
  static std::string name(const char *letter, int64_t stage, int64_t i) {
    return letter + std::to_string(stage) + "_" + std::to_string(i);
  }
  std::string types() const {
    return list([](int64_t) { return std::string(kType); });
  }

  std::string printVariables() const {
    std::ostringstream out;
    for (int64_t s = 0; s < stages; ++s)
      for (int64_t i = 0; i < count; ++i)
        out << "  pipe.param @" << name("w", s, i) << " : " << kType << "\n";
    for (int64_t s = 0; hasStep && s < stages; ++s)
      for (int64_t i = 0; i < count; ++i)
        out << "  pipe.state @" << name("m", s, i) << " \"m\" of @"
            << name("w", s, i) << " : " << kType << "\n";
    if (hasStep)
      out << "  pipe.hyper @rate \"rate\" = dense<1.0> : tensor<f64>\n";
    return out.str();
  }

  std::string printTask(int64_t s, bool isForward) const {
    std::string letter = isForward ? "f" : "b", number = std::to_string(s);
    std::string kind = isForward ? "forward" : "backward";
    int64_t before = isForward ? s - 1 : s + 1;
    std::string operands = "%x";
    if (before >= 0 && before < stages)
      operands = "%" + letter + std::to_string(before) + "#0";
    else if (!isForward)
      operands = "%f" + number + "#0";
    std::string operandTypes = kType;
    if (!isForward) {
      operands += ", " + list([&](int64_t i) {
                    return "%f" + number + "#" + std::to_string(i + 1);
                  });
      operandTypes += ", " + types();
    }
    return "    %" + letter + number + ":" + std::to_string(count + 1) +
           " = pipe.task @" + kind + "_" + number + " " + kind + " stage " +
           number + " kernel @kernel (" + operands + ") params(" +
           list([&](int64_t i) { return "@" + name("w", s, i); }) + ") : (" +
           operandTypes + ") -> (" + kType + ", " + types() + ")\n";
  }

  std::string printGraph() const {
    std::string text =
        std::string("  pipe.graph (%x \"x\" : ") + kType + ") {\n";
    for (int64_t s = 0; s < stages; ++s)
      text += printTask(s, /*isForward=*/true);
    for (int64_t s = stages; s-- > 0;)
      text += printTask(s, /*isForward=*/false);
    text += "    pipe.return gradients(";
    for (int64_t s = 0; s < stages; ++s)
      text += (s ? ", " : "") + list([&](int64_t i) {
                return "%b" + std::to_string(s) + "#" + std::to_string(i + 1) +
                       " of @" + name("w", s, i) + " : " + kType;
              });
    return text + ")\n  }\n";
  }

  std::string printStep() const {
    std::string arguments, tasks, updates;
    for (int64_t s = 0; s < stages; ++s) {
      std::string comma = s ? ", " : "", number = std::to_string(s);
      auto gradients = [&](int64_t i) { return "%" + name("g", s, i); };
      arguments +=
          comma + list([&](int64_t i) {
            return gradients(i) + " of @" + name("w", s, i) + " : " + kType;
          });
      std::string norm = "%norm" + number;
      if (hasNorm)
        tasks += "    " + norm + " = pipe.task @norm_" + number +
                 " update stage " + number + " kernel @kernel (" +
                 list(gradients) + ") : (" + types() + ") -> tensor<f64>\n";
      for (int64_t i = 0; i < count; ++i)
        tasks += "    %" + name("u", s, i) + ":2 = pipe.task @" +
                 name("u", s, i) + " update stage " + number +
                 " kernel @kernel (" + gradients(i) +
                 (hasNorm ? ", " + norm : "") + ") params(@" + name("w", s, i) +
                 ", @" + name("m", s, i) + ", @rate) : (" + kType +
                 (hasNorm ? ", tensor<f64>" : "") + ") -> (" + kType + ", " +
                 kType + ")\n";
      updates += comma + list([&](int64_t i) {
                   std::string value = "%" + name("u", s, i);
                   return value + "#0 of @" + name("w", s, i) + " : " + kType +
                          ", " + value + "#1 of @" + name("m", s, i) + " : " +
                          kType;
                 });
    }
    return "  pipe.step (" + arguments + ") {\n" + tasks + "    pipe.updates " +
           updates + "\n  }\n";
  }

  std::string print() const {
    return "pipe.pipeline @alike gradients mean {\n" + printVariables() +
           printGraph() + (hasStep ? printStep() : "") + "}\n";
  }
};

struct AlikeCase {
  AlikeGraph graph;
  Case schedule;
};

std::vector<AlikeCase> getAlikeCases() {
  auto make = [](std::string name, int64_t ranks, int64_t microBatches,
                 bool hasStep, bool hasNorm, bool replicas = false) {
    Case c{std::move(name), GraphKind::Training, ranks, microBatches, 1};
    c.replicas = replicas;
    return AlikeCase{{ranks, 3, hasStep, hasNorm}, c};
  };
  return {make("1f1b", 2, 4, false, false),
          make("1f1b", 2, 3, true, false),
          make("gpipe", 2, 3, true, true),
          make("1f1b", 1, 2, true, true, true),
          make("pipedream", 2, 4, true, false),
          make("pipedream-2bw", 2, 6, true, false)};
}
} // namespace

static check::CheckResult judge(const check::PipelineModel &model,
                                std::vector<check::FollowedBuffers> followed) {
  check::CheckState state(model, std::move(followed));
  checkAll(state, /*countQueues=*/false);
  return std::move(state.result);
}

static void expectEqualFacts(const check::ProgramFacts &a,
                             const check::ProgramFacts &b) {
  EXPECT_EQ(a.sumsInMicroBatchOrder, b.sumsInMicroBatchOrder);
  for (auto [left, right] : llvm::zip_equal(a.ranks, b.ranks)) {
    EXPECT_EQ(left.numActions, right.numActions);
    EXPECT_EQ(left.peakLiveBytes, right.peakLiveBytes);
    EXPECT_EQ(left.peakLiveBytesWithReceived, right.peakLiveBytesWithReceived);
    EXPECT_EQ(left.maxLiveSlots, right.maxLiveSlots);
  }
  for (auto [left, right] : llvm::zip_equal(a.channels, b.channels))
    EXPECT_EQ(left.getCapacity(), right.getCapacity());
}

static size_t countStoodFor(const std::vector<check::FollowedBuffers> &all) {
  size_t count = 0;
  for (const check::FollowedBuffers &rank : all)
    for (size_t b = 0; b < rank.standIn.size(); ++b)
      count += !rank.isFollowed(static_cast<int32_t>(b));
  return count;
}

// Of three parameters, gradients, residuals and states of a stage, one each is
// followed. A norm of all gradients and updates within the step change nothing
// of that.
TEST(AlikeBuffers, OneOfEachIsFollowed) {
  for (const AlikeCase &c : getAlikeCases()) {
    SCOPED_TRACE(c.schedule.getName());
    ProgramContext quiet;
    auto module = quiet.parse(c.graph.print());
    ASSERT_TRUE(module) << quiet.messages;
    ASSERT_TRUE(succeeded(build(*module, c.schedule))) << quiet.messages;
    auto source = readPrograms(getPipeline(*module));
    ASSERT_TRUE(succeeded(source));
    auto alike = findAlikeBuffers(source->model);
    size_t kinds = c.graph.hasStep ? 4 : 3;
    // What the last forward task gives to its backward one is like a residual.
    EXPECT_EQ(countStoodFor(alike),
              c.graph.stages * kinds * (c.graph.count - 1) + 1);
    check::CheckResult one = judge(source->model, alike);
    check::CheckResult all =
        judge(source->model, followAllBuffers(source->model));
    EXPECT_TRUE(one.violations.empty());
    ASSERT_TRUE(all.violations.empty());
    expectEqualFacts(one.facts, all.facts);
  }
}

// What is found of the buffers that are followed holds for all, also in
// programs that do other things with one of them than with the rest.
TEST(AlikeBuffers, MutantsAreJudgedAsIfAllWereFollowed) {
  constexpr int kMutants = 150;
  std::mt19937_64 random(61);
  size_t accepted = 0, rejected = 0, stoodFor = 0;
  auto compare = [&](const AlikeCase &c, decltype(mutate) *change) {
    ProgramContext quiet;
    auto module = quiet.parse(c.graph.print());
    ASSERT_TRUE(module && succeeded(build(*module, c.schedule)));
    for (int i = 0; i < kMutants; ++i) {
      OwningOpRef<ModuleOp> mutant = module->clone();
      std::string what = change(getPipeline(*mutant), random);
      if (!what.empty() && i % 3 == 2)
        change(getPipeline(*mutant), random);
      if (what.empty() || failed(verify(*mutant)))
        continue;
      auto source = readPrograms(getPipeline(*mutant));
      if (failed(source))
        continue;
      auto alike = findAlikeBuffers(source->model);
      check::CheckResult one = judge(source->model, alike);
      check::CheckResult all =
          judge(source->model, followAllBuffers(source->model));
      bool isRight = all.violations.empty();
      ++(isRight ? accepted : rejected);
      stoodFor += countStoodFor(alike);
      ASSERT_EQ(one.violations.empty(), isRight)
          << what << "\n"
          << (isRight ? one : all).violations.front().error.text;
      if (isRight)
        expectEqualFacts(one.facts, all.facts);
    }
  };
  for (const AlikeCase &c : getAlikeCases()) {
    SCOPED_TRACE(c.schedule.getName());
    compare(c, mutate);
    compare(c, mutateIdentity);
    if (c.graph.hasStep) {
      compare(c, mutateStep);
      compare(c, mutateVariables);
    }
    if (c.schedule.replicas)
      compare(c, mutateReductions);
    if (c.schedule.schedule.starts_with("pipedream"))
      compare(c, mutateVersions);
  }
  std::cout << accepted << " accepted, " << rejected
            << " rejected, 0 disagreements, " << stoodFor
            << " buffers that others stood for\n";
  EXPECT_GE(accepted, 300u);
  EXPECT_GE(rejected, 1000u);
  EXPECT_GE(stoodFor, 5000u);
}

// More operands than can be followed, were they not alike.
TEST(AlikeBuffers, ManyParametersAndMicroBatchesAreProven) {
  ProgramContext quiet;
  auto module = quiet.parse(AlikeGraph{1, 50, true, true}.print());
  Case c{"1f1b", GraphKind::Training, 1, int64_t(1) << 18, 1};
  ASSERT_TRUE(module && succeeded(build(*module, c))) << quiet.messages;
  EXPECT_TRUE(succeeded(analyzePrograms(getPipeline(*module))))
      << quiet.messages;
  auto source = readPrograms(getPipeline(*module));
  ASSERT_TRUE(succeeded(source));
  check::CheckResult all =
      judge(source->model, followAllBuffers(source->model));
  ASSERT_EQ(all.violations.size(), 1u);
  EXPECT_EQ(all.violations.front().kind, check::ViolationKind::Refused);
}
