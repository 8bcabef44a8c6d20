//===- StepsTest.cpp - Two steps under way --------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Stress runs random programs in such steps, over all transports.
//
//===----------------------------------------------------------------------===//

#include "TestWorld.h"

#include <atomic>
#include <chrono>
#include <string>
#include <thread>

namespace {

class Steps : public testing::Test {
protected:
  /// Calls of one program a rank, which stay where they are.
  struct Calls {
    std::vector<TestProgram> programs;
    std::vector<const void *> places;
    std::vector<pipert_call_t> calls;
  };

  static int32_t call(pipert_context_t *context, void *const *,
                      const void *const *inputs, void *const *) {
    return (*static_cast<const TestProgram *>(inputs[0]))(context);
  }

  Calls &makeCalls(std::vector<TestProgram> programs) {
    Calls &made = *all.emplace_back(std::make_unique<Calls>());
    made.programs = std::move(programs);
    for (const TestProgram &program : made.programs)
      made.places.push_back(&program);
    for (size_t rank = 0; rank < made.programs.size(); ++rank)
      made.calls.push_back({sizeof(pipert_call_t), int32_t(rank), &call,
                            &made.places[rank], nullptr, nullptr, nullptr,
                            nullptr});
    return made;
  }
  pipert_status_t begin(TestWorld &world, const Calls &calls) {
    return pipert_world_begin(world.world, calls.calls.data(),
                              int32_t(calls.calls.size()));
  }
  pipert_status_t begin(TestWorld &world, std::vector<TestProgram> programs) {
    return begin(world, makeCalls(std::move(programs)));
  }

  std::vector<std::unique_ptr<Calls>> all;
};

void await(const std::atomic<bool> &flag) {
  while (!flag)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

TestProgram nothing = [](pipert_context_t *) { return PIPERT_OK; };

/// Rank 0 stays in its first step until rank 1 is in its second.
TEST_F(Steps, RanksGoOnWithTheNextOne) {
  for (const char *transport : {"threads", "guarded"}) {
    TestWorld world(2, {}, {transport, transport});
    std::atomic<bool> isThere{false};
    TestProgram waits = [&](pipert_context_t *context) {
      return runTask(context, 0, 0, [&] { await(isThere); });
    };
    TestProgram comes = [&](pipert_context_t *) {
      isThere = true;
      return PIPERT_OK;
    };
    ASSERT_EQ(begin(world, {waits, nothing}), PIPERT_OK);
    ASSERT_EQ(begin(world, {nothing, comes}), PIPERT_OK);
    EXPECT_EQ(pipert_world_finish(world.world), PIPERT_OK) << world.getReport();
    EXPECT_EQ(pipert_world_finish(world.world), PIPERT_OK) << world.getReport();
  }
}

/// A step has ended when all ranks have ended it, however many steps others
/// have behind them.
TEST_F(Steps, EndWhenAllRanksHaveEndedThem) {
  TestWorld world(3);
  for (int round = 0; round < 5; ++round) {
    std::atomic<bool> mayGo{false}, isDone{false};
    TestProgram slow = [&](pipert_context_t *context) -> int32_t {
      TRY(runTask(context, 0, 0, [&] { await(mayGo); }));
      isDone = true;
      return PIPERT_OK;
    };
    ASSERT_EQ(begin(world, {nothing, slow, nothing}), PIPERT_OK);
    ASSERT_EQ(begin(world, {nothing, nothing, nothing}), PIPERT_OK);
    std::thread opener([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      mayGo = true;
    });
    EXPECT_EQ(pipert_world_finish(world.world), PIPERT_OK);
    EXPECT_TRUE(isDone);
    EXPECT_EQ(pipert_world_finish(world.world), PIPERT_OK);
    opener.join();
  }
}

TEST_F(Steps, AreTwoAtMost) {
  TestWorld world(1);
  EXPECT_EQ(pipert_world_finish(world.world), PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(), "no step is under way");
  const Calls &calls = makeCalls({nothing});
  ASSERT_EQ(begin(world, calls), PIPERT_OK);
  ASSERT_EQ(begin(world, calls), PIPERT_OK);
  EXPECT_EQ(begin(world, calls), PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(),
               "2 steps are under way; finish one before the next");
  EXPECT_EQ(pipert_world_run(world.world, calls.calls.data(), 1),
            PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(),
               "a step is under way; pipert_world_finish ends it");
  EXPECT_EQ(pipert_world_finish(world.world), PIPERT_OK);
  EXPECT_EQ(pipert_world_finish(world.world), PIPERT_OK);
  EXPECT_EQ(pipert_world_run(world.world, calls.calls.data(), 1), PIPERT_OK);
}

/// When a step fails, none is under way any more, and no rank does anything of
/// the next one that it had not begun.
TEST_F(Steps, FailTogether) {
  TestWorld world(2);
  std::atomic<bool> hasBegun{false};
  std::atomic<int> numCalls{0};
  TestProgram fails = [&](pipert_context_t *) {
    await(hasBegun);
    return 42;
  };
  TestProgram counts = [&](pipert_context_t *) {
    ++numCalls;
    return PIPERT_OK;
  };
  ASSERT_EQ(begin(world, {fails, nothing}), PIPERT_OK);
  ASSERT_EQ(begin(world, {counts, nothing}), PIPERT_OK);
  hasBegun = true;
  EXPECT_EQ(pipert_world_finish(world.world), PIPERT_INTERNAL);
  EXPECT_NE(world.getReport().find("its program returned status 42"),
            std::string::npos)
      << world.getReport();
  EXPECT_EQ(numCalls, 0);
  EXPECT_EQ(pipert_world_finish(world.world), PIPERT_INVALID_ARGUMENT);
  EXPECT_EQ(begin(world, {nothing, nothing}), PIPERT_PEER_FAILED);
}

/// Messages are counted at each rank's end of a step.
TEST_F(Steps, LeaveNoMessages) {
  TestWorld world(2, {{0, 1}});
  int data = 42;
  TestProgram sends = [&](pipert_context_t *context) -> int32_t {
    uint64_t request;
    return pipert_send(context, world.getSend(0, 1), &data, sizeof(data), 0, 0,
                       &request);
  };
  TestProgram receives = [&](pipert_context_t *context) {
    return receiveNow(context, world.getRecv(1, 0), sizeof(data), 0);
  };
  // What the next step receives was too much in this one.
  ASSERT_EQ(begin(world, {sends, nothing}), PIPERT_OK);
  ASSERT_EQ(begin(world, {nothing, receives}), PIPERT_OK);
  EXPECT_EQ(pipert_world_finish(world.world), PIPERT_INVALID_ARGUMENT);
  EXPECT_NE(world.getReport().find("1 messages of the activation channel from "
                                   "rank 0 to rank 1 were not received"),
            std::string::npos)
      << world.getReport();
}

//===----------------------------------------------------------------------===//
// What ranks do before and after
//===----------------------------------------------------------------------===//

/// What the hooks of a rank have done.
struct Diary {
  std::string text;
  int32_t ofBefore = PIPERT_OK, ofAfter = PIPERT_OK;

  static int32_t before(pipert_context_t *context, void *user) {
    auto &diary = *static_cast<Diary *>(user);
    diary.text += "before " + std::to_string(pipert_context_rank(context));
    return diary.ofBefore;
  }
  static int32_t after(pipert_context_t *, void *user) {
    auto &diary = *static_cast<Diary *>(user);
    diary.text += ", after";
    return diary.ofAfter;
  }
  static int32_t program(pipert_context_t *, void *const *,
                         const void *const *inputs, void *const *) {
    auto &diary = *static_cast<Diary *>(const_cast<void *>(inputs[0]));
    diary.text += ", program";
    return PIPERT_OK;
  }
  /// Runs a step of a world with one rank.
  pipert_status_t run() {
    TestWorld world(1);
    const void *inputs[] = {this};
    pipert_call_t call = {sizeof(call), 0,       &program, inputs,
                          nullptr,      &before, &after,   this};
    return pipert_world_run(world.world, &call, 1);
  }
};

TEST(StepHooks, AreCalledAroundTheProgram) {
  Diary diary;
  EXPECT_EQ(diary.run(), PIPERT_OK);
  EXPECT_EQ(diary.text, "before 0, program, after");
}

TEST(StepHooks, FailTheStep) {
  Diary early, late;
  early.ofBefore = PIPERT_OUT_OF_MEMORY;
  EXPECT_EQ(early.run(), PIPERT_OUT_OF_MEMORY);
  EXPECT_EQ(early.text, "before 0");
  late.ofAfter = PIPERT_OUT_OF_MEMORY;
  EXPECT_EQ(late.run(), PIPERT_OUT_OF_MEMORY);
  EXPECT_EQ(late.text, "before 0, program, after");
}

/// Callers that were built for a shorter call.
TEST(StepHooks, AreNotReadBeyondTheCall) {
  Diary diary;
  TestWorld world(1);
  const void *inputs[] = {&diary};
  pipert_call_t call = {offsetof(pipert_call_t, before),
                        0,
                        &Diary::program,
                        inputs,
                        nullptr,
                        &Diary::before,
                        &Diary::after,
                        &diary};
  EXPECT_EQ(pipert_world_run(world.world, &call, 1), PIPERT_OK);
  EXPECT_EQ(diary.text, ", program");
}

} // namespace
