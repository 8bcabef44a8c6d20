//===- LocalLivesTest.cpp - Lives of slots, counted one by one ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GeneratedCases.h"
#include "ParsedPipeline.h"
#include "Unroll.h"

#include "pipe/Analysis/Program/LocalLives.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

static bool isSlot(Value value, int64_t number, BufferOp buffer, int64_t slot) {
  return value.getDefiningOp() == buffer &&
         number % buffer.getType().getSlots() == slot;
}

/// What an event does to a slot of a buffer.
struct Touch {
  bool reads = false, fills = false, sends = false, waits = false;
};

static Touch getTouch(const Event &event, BufferOp buffer, int64_t slot) {
  Touch touch;
  if (auto run = dyn_cast<RunOp>(event.op)) {
    for (auto [value, number] : llvm::zip_equal(run.getIns(), event.ins))
      touch.reads |= isSlot(value, number, buffer, slot);
    for (auto [index, value] : llvm::enumerate(run.getOuts()))
      if (isSlot(value, event.outs[index], buffer, slot))
        (run.getMode(index) == WriteMode::Write ? touch.fills : touch.reads) =
            true;
  } else if (auto send = dyn_cast<SendOp>(event.op)) {
    touch.sends = isSlot(send.getBuffer(), event.m, buffer, slot);
  } else if (auto acquire = dyn_cast<AcquireOp>(event.op)) {
    touch.waits = isSlot(acquire.getBuffer(), event.m, buffer, slot);
  } else if (isa<DrainOp>(event.op)) {
    touch.waits = true;
  }
  return touch;
}

/// Marks the moments at which the slot is needed.
static std::vector<bool> markLives(const std::vector<Event> &events,
                                   BufferOp buffer, int64_t slot) {
  std::vector<bool> needed(events.size());
  for (size_t first = 0; first < events.size(); ++first) {
    if (!getTouch(events[first], buffer, slot).fills)
      continue;
    size_t last = first;
    bool isSent = false;
    for (size_t at = first + 1; at < events.size(); ++at) {
      Touch touch = getTouch(events[at], buffer, slot);
      if (touch.reads || touch.sends || (touch.waits && isSent))
        last = at;
      isSent = touch.sends || (isSent && !touch.waits);
      if (touch.fills)
        break;
    }
    for (size_t at = first; at <= last; ++at)
      needed[at] = true;
  }
  return needed;
}

/// Compares the lives of all local slots with those of the executed actions,
/// and returns how many there are.
static size_t compareLives(ModuleOp module) {
  size_t numSlots = 0;
  for (ProgramOp program : getPipeline(module).getBody().getOps<ProgramOp>()) {
    Result<LocalLives> lives = findLocalLives(program);
    if (!lives) {
      ADD_FAILURE() << lives.getError().message;
      continue;
    }
    std::vector<Event> events = *unrollProgram(program);
    EXPECT_EQ(lives->numMoments, static_cast<int64_t>(events.size()));
    for (RingLives &ring : lives->rings)
      for (size_t slot = 0; slot < ring.slots.size(); ++slot) {
        std::vector<bool> found(events.size());
        for (const Life &life : ring.slots[slot])
          std::fill(found.begin() + life.first, found.begin() + life.last + 1,
                    true);
        EXPECT_EQ(found,
                  markLives(events, ring.buffer, static_cast<int64_t>(slot)));
        ++numSlots;
      }
  }
  return numSlots;
}

// Where loops are so short that all iterations have moments of their own, a
// moment is an executed action.
TEST(LocalLives, AreThoseOfTheExecutedActions) {
  std::mt19937_64 random(31);
  size_t numSlots = 0;
  for (const Case &c : getCases(3, 7, 2)) {
    SCOPED_TRACE(c.getName());
    ProgramContext quiet;
    auto module = quiet.parse(c.draw(random));
    ASSERT_TRUE(module);
    ASSERT_TRUE(succeeded(build(*module, c))) << quiet.messages;
    numSlots += compareLives(*module);
    if (HasFailure())
      return;
  }
  std::cout << numSlots << " slots\n";
  EXPECT_GE(numSlots, 2000u);
}

// An iteration of a loop of loops is all that the inner ones do.
TEST(LocalLives, AreThoseOfLoopsInLoops) {
  std::mt19937_64 random(32);
  size_t numSlots = 0, numNested = 0;
  for (const Case &c : getNestedCases()) {
    SCOPED_TRACE(c.getName());
    ProgramContext quiet;
    auto module = quiet.parse(c.draw(random));
    ASSERT_TRUE(module);
    ASSERT_TRUE(succeeded(build(*module, c))) << quiet.messages;
    numNested += hasLoopInLoop(*module);
    numSlots += compareLives(*module);
    if (HasFailure())
      return;
  }
  std::cout << numSlots << " slots, " << numNested
            << " pipelines with loops in loops\n";
  EXPECT_GE(numSlots, 200u);
  EXPECT_GE(numNested, 5u);
}

static std::string getError(const std::string &actions) {
  ProgramContext quiet;
  auto module = quiet.parse(R"mlir(
pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    pipe.return
  }
  pipe.program rank 0 {
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c4 = arith.constant 4 : index
)mlir" + actions + "  }\n}\n");
  if (!module)
    return "";
  ProgramOp program =
      *getPipeline(*module).getBody().getOps<ProgramOp>().begin();
  Result<LocalLives> lives = findLocalLives(program);
  return lives ? "" : lives.getError().message;
}

TEST(LocalLives, SayWhatHasNoPlaceInTime) {
  EXPECT_EQ(getError(R"mlir(
    %big = arith.constant 1000000 : index
    scf.for %i = %c0 to %c4 step %c1 {
      scf.for %j = %c0 to %big step %c1 {
        pipe.acquire %h[%i + %j] : <2 x tensor<2xf32>>
      }
    }
)mlir"),
            "scf.for in a loop has too many iterations");
  EXPECT_EQ(getError(R"mlir(
    %big = arith.constant 1000000 : index
    scf.for %i = %c0 to %c4 step %c1 {
      scf.for %j = %c0 to %big step %c1 {
        scf.for %k = %c0 to %big step %c1 {
        }
      }
    }
)mlir"),
            "scf.for in a loop has too many iterations");
  EXPECT_EQ(getError(R"mlir(
    %yes = arith.constant true
    scf.for %i = %c0 to %c4 step %c1 {
      scf.if %yes {
        pipe.acquire %h[%i] : <2 x tensor<2xf32>>
      }
    }
)mlir"),
            "scf.if stands where only actions may stand");
  EXPECT_EQ(getError(R"mlir(
    %n = arith.addi %c4, %c1 : index
    scf.for %i = %c0 to %n step %c1 {
      pipe.acquire %h[%i] : <2 x tensor<2xf32>>
    }
)mlir"),
            "scf.for has bounds that are no constants of 63 bits");
  EXPECT_EQ(getError(R"mlir(
    scf.for %i = %c0 to %c4 step %c1 {
      %n = arith.muli %i, %c4 : index
      pipe.acquire %h[%n] : <2 x tensor<2xf32>>
    }
)mlir"),
            "pipe.acquire names a slot that is no linear expression of the "
            "variables of its loops, of 64 bits");
  EXPECT_EQ(getError("pipe.zero %h : <2 x tensor<2xf32>>\n"),
            "pipe.zero is no action on local buffers");
  EXPECT_EQ(getError("pipe.acquire %h[1] : <2 x tensor<2xf32>>\n"), "");
}
