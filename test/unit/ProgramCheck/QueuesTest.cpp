//===- QueuesTest.cpp - Hardware queues of programs and schedules ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParsedPipeline.h"
#include "Unroll.h"

#include "pipe/Dialect/Pipe/Transforms/Passes.h"
#include "pipe/Schedule/Generators/Registry.h"
#include "pipe/Schedule/Transfers/HardwareQueues.h"

#include "mlir/Pass/PassManager.h"

#include <set>

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

/// A chain: each stage reads what the one before it makes, and backward.
static std::string printChain(int64_t stages, bool isTraining, bool isSplit) {
  std::string text = "pipe.pipeline @chain {\n  pipe.graph (%x \"x\" : "
                     "tensor<4xf32>) {\n";
  std::string last = "%x";
  auto task = [&](const std::string &name, const std::string &kind, int64_t s,
                  const std::string &reads, const std::string &types) {
    text += "    %" + name + std::to_string(s) + " = pipe.task @" + kind + "_" +
            std::to_string(s) + " " + kind + " stage " + std::to_string(s) +
            " kernel @k (" + reads + ") : (" + types + ") -> tensor<4xf32>\n";
    return "%" + name + std::to_string(s);
  };
  const std::string type = "tensor<4xf32>", two = type + ", " + type;
  std::vector<std::string> own;
  for (int64_t s = 0; s < stages; ++s)
    own.push_back(last = task("f", "forward", s, last, type));
  std::string outputs = last + " as \"y\" : " + type;
  for (int64_t s = stages - 1; s >= 0 && isTraining; --s) {
    // What the stage has made: no message but those of the chain.
    std::string reads = last + ", " + own[s];
    if (isSplit) {
      std::string w = task("w", "weight_gradient", s, reads, two);
      outputs += ", " + w + " as \"w" + std::to_string(s) + "\" : " + type;
    }
    // Also of the first stage, whose I receives in a schedule without a graph.
    last = task("b", isSplit ? "input_gradient" : "backward", s, reads, two);
  }
  if (isTraining)
    outputs += ", " + last + " as \"b\" : " + type;
  return text + "    pipe.return outputs(" + outputs + ")\n  }\n}\n";
}

static LogicalResult build(ModuleOp module, StringRef schedule, int64_t ranks,
                           int64_t microBatches, int64_t virtualStages) {
  PassManager passes(module.getContext());
  SchedulePassOptions options;
  options.schedule = schedule.str();
  options.ranks = ranks;
  options.microBatches = microBatches;
  options.virtualStages = virtualStages;
  passes.addPass(createSchedulePass(options));
  passes.addPass(createBuildProgramsPass());
  return passes.run(module);
}

/// Programs cannot run schedules with updates or copies of weights.
static bool canBuild(const Schedule &schedule) {
  for (const auto &list : schedule.actions)
    for (const Action &action : list)
      if (action.kind == ActionKind::Update)
        return false;
  return true;
}

/// Gives the buffers of what a rank makes a slot for each micro-batch: no rank
/// waits for a slot.
static void widenBuffers(PipelineOp pipeline) {
  int64_t slots = pipeline.getSchedule().getMicroBatches();
  for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>()) {
    for (ChannelOp channel : program.getBody().getOps<ChannelOp>())
      channel.setCapacity(1000);
    for (BufferOp buffer : program.getBody().getOps<BufferOp>())
      if (buffer.getKind() == BufferKind::Local)
        buffer.getBuffer().setType(
            BufferType::get(buffer.getContext(), std::max(slots, int64_t(1)),
                            buffer.getType().getTensor()));
  }
}

static int64_t countQueues(PipelineOp pipeline) {
  auto source = readPrograms(pipeline);
  EXPECT_TRUE(succeeded(source));
  auto result = check::checkPrograms(source->model, /*countQueues=*/true);
  EXPECT_TRUE(result.violations.empty());
  return result.violations.empty() ? result.facts.queues->smallest : -1;
}

// The program check and the schedule library count in their own ways, on their
// own lists. A schedule knows nothing of slots: where a program has few of
// them, it may need more queues, because it also waits for earlier sends.
TEST(HardwareQueues, ProgramsAndSchedulesAgree) {
  int numCases = 0, numMore = 0;
  std::map<int64_t, int> counts;
  for (const ScheduleInfo &info : getScheduleRegistry())
    for (int64_t ranks = 2; ranks <= 8; ++ranks)
      for (int64_t m : {1, 2, 3, 5, 8, 16}) {
        if (m > 5 && ranks % 2)
          continue;
        int64_t v = info.defaultVirtualStages;
        Result<Schedule> schedule = generateSchedule(info.name, {ranks, m, v});
        if (!schedule || !canBuild(*schedule))
          continue;
        SCOPED_TRACE(std::string(info.name) + " P" + std::to_string(ranks) +
                     " M" + std::to_string(m));
        ProgramContext quiet;
        auto module = quiet.parse(printChain(schedule->numStages(),
                                             schedule->isTraining(),
                                             schedule->hasSplitBackward()));
        ASSERT_TRUE(module);
        ASSERT_TRUE(succeeded(build(*module, info.name, ranks, m, v)))
            << quiet.messages;
        Result<int64_t> queues = countHardwareQueues({*schedule, {}});
        ASSERT_TRUE(queues);
        int64_t withFewSlots = countQueues(getPipeline(*module));
        EXPECT_GE(withFewSlots, *queues);
        numMore += withFewSlots > *queues;
        widenBuffers(getPipeline(*module));
        EXPECT_EQ(countQueues(getPipeline(*module)), *queues);
        ++counts[*queues];
        ++numCases;
      }
  std::cout << numCases << " schedules";
  for (auto [queues, count] : counts)
    std::cout << ", " << count << " need " << queues;
  std::cout << "; " << numMore << " programs need more for their slots\n";
  EXPECT_GE(numCases, 200);
}

namespace {
/// Executes programs with `queues` queues by looking at everything again and
/// again. A send is done when its receive is posted, and both have started.
class NaiveQueues {
public:
  NaiveQueues(PipelineOp pipeline, size_t queues) : queues(queues) {
    for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>()) {
      ranks.push_back(program.getRank());
      events.push_back(*unrollProgram(program));
    }
    position.assign(events.size(), 0);
    transfers.resize(events.size());
  }

  bool canEnd() {
    for (bool moved = true; moved;) {
      moved = false;
      for (size_t i = 0; i < events.size(); ++i)
        moved |= start(i) || step(i);
    }
    for (size_t i = 0; i < events.size(); ++i)
      if (position[i] != events[i].size())
        return false;
    return true;
  }

private:
  using Channel = std::tuple<int64_t, int64_t, bool>;
  using Message = std::pair<Channel, size_t>;
  using Slot = std::pair<Operation *, int64_t>;
  struct Transfer {
    Message message;
    bool isSend;
    Slot slot;
  };

  static Slot getSlot(Value buffer, int64_t m) {
    auto op = buffer.getDefiningOp<BufferOp>();
    return {op, m % op.getType().getSlots()};
  }

  bool isDone(const Message &message) { return started[message].size() == 2; }

  bool start(size_t i) {
    size_t open = 0;
    for (const Transfer &transfer : transfers[i])
      if (!isDone(transfer.message) && open++ < queues &&
          started[transfer.message].insert(transfer.isSend).second)
        return true;
    return false;
  }

  void issue(size_t i, ChannelOp end, Slot slot) {
    int64_t rank = ranks[i], peer = end.getPeer();
    bool isGradient = end.getKind() == ChannelKind::Gradient;
    Channel channel = end.isSend() ? Channel(rank, peer, isGradient)
                                   : Channel(peer, rank, isGradient);
    size_t index = count[{channel, end.isSend()}]++;
    transfers[i].push_back({{channel, index}, end.isSend(), slot});
  }

  /// Are all transfers of the slot (of all, if null) done?
  bool areDone(size_t i, std::optional<Slot> slot) {
    return llvm::all_of(transfers[i], [&](const Transfer &transfer) {
      bool isMeant = slot ? transfer.slot == *slot : transfer.isSend;
      return !isMeant || isDone(transfer.message);
    });
  }

  bool step(size_t i) {
    if (position[i] == events[i].size())
      return false;
    const Event &event = events[i][position[i]];
    Operation *op = event.op;
    int64_t m = event.m;
    if (auto send = dyn_cast<SendOp>(op))
      issue(i, send.getChannelOp(), getSlot(send.getBuffer(), m));
    else if (auto post = dyn_cast<PostOp>(op))
      issue(i, post.getChannelOp(), getSlot(post.getBuffer(), m));
    else if (auto wait = dyn_cast<WaitOp>(op)) {
      if (!areDone(i, getSlot(wait.getBuffer(), m)))
        return false;
    } else if (auto acquire = dyn_cast<AcquireOp>(op)) {
      if (!areDone(i, getSlot(acquire.getBuffer(), m)))
        return false;
    } else if (isa<DrainOp>(op) && !areDone(i, std::nullopt)) {
      return false;
    }
    ++position[i];
    return true;
  }

  size_t queues;
  std::vector<int64_t> ranks;
  std::vector<std::vector<Event>> events;
  std::vector<size_t> position;
  std::vector<std::vector<Transfer>> transfers;
  std::map<std::pair<Channel, bool>, size_t> count;
  std::map<Message, std::set<bool>> started;
};
} // namespace

TEST(HardwareQueues, ProgramsAgreeWithANaiveMachine) {
  int numCases = 0;
  std::map<int64_t, int> counts;
  for (int64_t ranks : {2, 3, 4})
    for (int64_t m : {1, 2, 3, 6})
      for (int bits = 0; bits < 16; ++bits) {
        SmallPipeline base{.ranks = ranks,
                           .microBatches = m,
                           .isGPipe = (bits & 1) != 0,
                           .hasSkip = (bits & 2) != 0,
                           .isTied = (bits & 4) != 0,
                           .isEager = (bits & 8) != 0};
        SCOPED_TRACE(base.getName());
        ProgramContext quiet;
        auto module = quiet.parse(base.print());
        ASSERT_TRUE(module);
        auto source = readPrograms(getPipeline(*module));
        ASSERT_TRUE(succeeded(source));
        auto result = check::checkPrograms(source->model, /*countQueues=*/true);
        ASSERT_TRUE(result.violations.empty());
        size_t naive = 1;
        while (!NaiveQueues(getPipeline(*module), naive).canEnd())
          ++naive;
        const check::QueueFacts &facts = *result.facts.queues;
        EXPECT_EQ(facts.smallest, static_cast<int64_t>(naive));
        EXPECT_EQ(facts.circle.empty(), naive == 1);
        ++counts[facts.smallest];
        ++numCases;
      }
  EXPECT_GE(numCases, 100);
  EXPECT_GE(counts.size(), 2u);
}
