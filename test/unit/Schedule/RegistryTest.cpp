//===- RegistryTest.cpp - All registered schedules ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleTestUtils.h"

#include <map>
#include <regex>
#include <set>

using namespace mlir::pipe;

static bool hasKind(const Schedule &schedule, ActionKind kind) {
  for (const auto &list : schedule.actions)
    for (const Action &action : list)
      if (action.kind == kind)
        return true;
  return false;
}

namespace {
/// Runs for every registered schedule; a new one needs no line here.
class EverySchedule : public testing::TestWithParam<ScheduleInfo> {};
} // namespace

INSTANTIATE_TEST_SUITE_P(Registry, EverySchedule,
                         testing::ValuesIn(getScheduleRegistry()),
                         [](const auto &info) {
                           std::string name(info.param.name);
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST_P(EverySchedule, IsLegalForAllParameters) {
  forEachInGrid(GetParam(), 8, 33, 4, [](const Schedule &schedule) {
    EXPECT_EQ(check(schedule), "");
  });
}

// No divisibility rule that a definition does not need, and an error where the
// definition ends.
TEST_P(EverySchedule, AcceptsWhatItIsDefinedFor) {
  for (int64_t ranks = 1; ranks <= 6; ++ranks)
    for (int64_t m = 1; m <= 12; ++m)
      for (int64_t v = 1; v <= 4; ++v) {
        Result<Schedule> schedule =
            generateSchedule(GetParam().name, {ranks, m, v});
        EXPECT_EQ(bool(schedule), isDefined(GetParam(), {ranks, m, v}))
            << "P=" << ranks << " M=" << m << " V=" << v;
        if (schedule) {
          EXPECT_EQ(check(*schedule), "") << ranks << " " << m << " " << v;
        } else {
          EXPECT_NE(schedule.getError().message.find("; use "),
                    std::string::npos);
        }
      }
}

TEST_P(EverySchedule, SaysWhatItIs) {
  const ScheduleInfo &info = GetParam();
  EXPECT_TRUE(isDefined(info, {2, 1, info.defaultVirtualStages}));
  for (int64_t v = 1; v < info.defaultVirtualStages; ++v)
    EXPECT_TRUE(info.placement == PlacementKind::Loop ||
                !isDefined(info, {2, 1, v}));
  forEachInGrid(info, 4, 5, 4, [&](const Schedule &schedule) {
    EXPECT_EQ(schedule.name, info.name);
    EXPECT_EQ(schedule.isTraining(), info.training);
    EXPECT_EQ(schedule.numStages(), schedule.ranks * schedule.virtualStages);
    EXPECT_EQ(schedule.placement, makePlacement(info.placement, schedule.ranks,
                                                schedule.virtualStages));
    EXPECT_EQ(schedule.numCopies(), info.copies);
    EXPECT_EQ(info.synchronous, !hasKind(schedule, ActionKind::Update));
  });
}

// Gradients are summed in the order of micro-batches, so that the sums have the
// same bits whatever the schedule. Only looped-bfs is defined otherwise.
TEST_P(EverySchedule, SumsGradientsInOrder) {
  bool descends = GetParam().name == "looped-bfs";
  forEachInGrid(GetParam(), 6, 20, 4, [&](const Schedule &schedule) {
    for (const auto &list : schedule.actions) {
      std::map<std::pair<int32_t, int64_t>, int32_t> last;
      for (const Action &action : list) {
        if (action.kind != ActionKind::Backward &&
            action.kind != ActionKind::WeightGradient)
          continue;
        auto [entry, isFirst] =
            last.insert({{action.stage, schedule.getCopy(action.microBatch)},
                         action.microBatch});
        if (!isFirst) {
          EXPECT_EQ(action.microBatch > entry->second, !descends)
              << toString(action);
        }
        entry->second = action.microBatch;
      }
    }
  });
}

TEST_P(EverySchedule, OneRankNeverIdles) {
  forEachInGrid(GetParam(), 1, 9, 4, [](const Schedule &schedule) {
    EXPECT_EQ(simulateChain(schedule, 3, 4, 5).getIdle(0), 0);
  });
}

TEST_P(EverySchedule, SurvivesCsv) {
  forEachInGrid(GetParam(), 4, 6, 3, [](const Schedule &schedule) {
    Schedule copy = fromCsv(writeScheduleCsv(schedule));
    copy.name = schedule.name;
    // Nothing passes through the second copy of the model, so none is seen.
    if (schedule.numCopies() > schedule.microBatches) {
      EXPECT_EQ(copy.actions, schedule.actions);
    } else {
      EXPECT_EQ(copy, schedule) << toString(schedule);
    }
  });
}

TEST_P(EverySchedule, DescriptionShowsTheSchedule) {
  std::string description(GetParam().description);
  std::smatch match;
  ASSERT_TRUE(std::regex_search(
      description, match, std::regex(R"(P = (\d+), M = (\d+), V = (\d+):\n)")));
  Schedule schedule = generate(GetParam().name, std::stoll(match[1]),
                               std::stoll(match[2]), std::stoll(match[3]));
  std::string picture;
  for (char c : toString(schedule)) {
    if (picture.empty() || picture.back() == '\n')
      picture += "  ";
    picture += c;
  }
  EXPECT_NE(description.find(picture), std::string::npos) << picture;
  for (const char *word : {"Peak:", "Bubble:", "Source:"})
    EXPECT_NE(description.find(word), std::string::npos) << word;
}

TEST_P(EverySchedule, RejectsNumbersBelowOne) {
  auto getMessage = [&](const ScheduleParameters &parameters) {
    Result<Schedule> schedule = generateSchedule(GetParam().name, parameters);
    return schedule ? "" : schedule.getError().toString();
  };
  EXPECT_EQ(getMessage({0, 1, 1}),
            "number of ranks must be at least 1, but got 0");
  EXPECT_EQ(getMessage({1, -3, 1}),
            "number of micro-batches must be at least 1, but got -3");
  EXPECT_EQ(getMessage({1, 1, -1}),
            "number of virtual stages must be at least 1, but got -1");
}

/// The most actions that the schedule may have for a stage and a micro-batch.
static int64_t getActionsPerTask(const ScheduleInfo &info) {
  if (!info.training)
    return 1;
  Schedule schedule = generate(info.name, 2, 4, info.defaultVirtualStages);
  bool three = hasKind(schedule, ActionKind::WeightGradient) ||
               hasKind(schedule, ActionKind::Update);
  return three ? 3 : 2;
}

TEST_P(EverySchedule, RejectsWhatIsTooBig) {
  int64_t huge = std::numeric_limits<int64_t>::max();
  int64_t perTask = getActionsPerTask(GetParam());
  int64_t v = GetParam().defaultVirtualStages;
  for (auto [ranks, m] : {std::pair{huge, huge},
                          {2, huge},
                          {2, kMaxScheduleActions / perTask / v / 2 + 1},
                          {kMaxScheduleActions / perTask / v / 2 + 1, 2}}) {
    Result<Schedule> schedule =
        generateSchedule(GetParam().name, {ranks, m, v});
    ASSERT_FALSE(schedule);
    EXPECT_EQ(schedule.getError().message,
              "schedule is too big: " + std::to_string(ranks) + " ranks, " +
                  std::to_string(m) + " micro-batches, " + std::to_string(v) +
                  " virtual stages and " + std::to_string(perTask) +
                  " actions for each stage and micro-batch make more than "
                  "kMaxScheduleActions = 4000000 actions");
  }
}

TEST_P(EverySchedule, LargestOneIsGenerated) {
  int64_t perTask = getActionsPerTask(GetParam());
  int64_t v = GetParam().defaultVirtualStages;
  int64_t m = kMaxScheduleActions / perTask / v / 4;
  Schedule schedule = generate(GetParam().name, 4, m, v);
  EXPECT_GE(schedule.numActions(), 4 * m * v * std::min<int64_t>(perTask, 2));
  EXPECT_LE(schedule.numActions(), kMaxScheduleActions);
}

TEST(Registry, NamesAreUniqueAndFound) {
  std::set<std::string_view> names;
  for (const ScheduleInfo &info : getScheduleRegistry()) {
    EXPECT_TRUE(names.insert(info.name).second) << info.name;
    ASSERT_NE(lookupSchedule(info.name), nullptr);
    EXPECT_EQ(lookupSchedule(info.name)->name, info.name);
    EXPECT_FALSE(info.summary.empty());
  }
  for (const char *name :
       {"gpipe", "1f1b", "eager-1f1b", "interleaved-1f1b", "looped-bfs",
        "zb-h1", "zb-h2", "interleaved-zb", "zbv", "v-half", "v-min",
        "dualpipe", "dualpipev", "chimera", "hanayo", "pipedream",
        "pipedream-vertical-sync", "pipedream-2bw", "forward-only"})
    EXPECT_TRUE(names.count(name)) << name;
}

TEST(Registry, UnknownNameListsTheKnown) {
  Result<Schedule> schedule = generateSchedule("1f2b", {});
  ASSERT_FALSE(schedule);
  EXPECT_EQ(schedule.getError().message.find(
                "unknown schedule '1f2b'; known schedules: gpipe, "),
            0u);
  EXPECT_EQ(lookupSchedule("1f2b"), nullptr);
}

static std::string getMessage(std::string_view name,
                              const ScheduleParameters &parameters) {
  Result<Schedule> schedule = generateSchedule(name, parameters);
  return schedule ? "" : schedule.getError().toString();
}

TEST(Registry, OneStageSchedulesPointToInterleaved) {
  for (std::string name : {"gpipe", "1f1b", "eager-1f1b", "pipedream",
                           "pipedream-vertical-sync", "pipedream-2bw"})
    EXPECT_EQ(getMessage(name, {2, 4, 3}),
              "schedule '" + name +
                  "' has one stage on each rank, but got 3 virtual stages; use "
                  "'interleaved-1f1b'");
  for (std::string name : {"zb-h1", "zb-h2"})
    EXPECT_EQ(getMessage(name, {2, 4, 3}),
              "schedule '" + name +
                  "' has one stage on each rank, but got 3 virtual stages; use "
                  "'interleaved-zb'");
}

TEST(Registry, TwoStageSchedulesPointToOthers) {
  for (std::string name : {"zbv", "v-half", "v-min", "dualpipev"}) {
    std::string start =
        "schedule '" + name + "' has two stages on each rank, but got ";
    EXPECT_EQ(getMessage(name, {2, 4, 1}),
              start + "1 virtual stages; use 2, or 'zb-h1' for 1");
    EXPECT_EQ(getMessage(name, {2, 4, 3}),
              start + "3 virtual stages; use 2, or 'interleaved-zb' for 3");
  }
}

TEST(Registry, BidirectionalSchedulesNeedEvenRanks) {
  for (auto [name, alternative] :
       {std::pair<std::string, std::string>{"dualpipe", "dualpipev"},
        {"chimera", "1f1b"}}) {
    EXPECT_EQ(getMessage(name, {5, 4, 1}),
              "schedule '" + name +
                  "' needs an even number of ranks, but got 5; use '" +
                  alternative + "'");
    EXPECT_NE(getMessage(name, {4, 4, 2}).find("has one stage on each rank"),
              std::string::npos);
  }
}

TEST(Registry, WavesNeedAnEvenNumberOfChunks) {
  EXPECT_EQ(getMessage("hanayo", {4, 4, 3}),
            "schedule 'hanayo' needs an even number of virtual stages, but got "
            "3; use 4, or 'interleaved-1f1b'");
}

// What would take long is refused by a limit of its own.
TEST(Registry, SlowGeneratorsHaveLimits) {
  struct {
    std::string name;
    int64_t virtualStages, ranks;
    std::string alternative;
  } rows[] = {{"v-half", 2, 512, "zbv"},
              {"v-min", 2, 512, "zbv"},
              {"zbv", 2, 16'384, "interleaved-zb"},
              {"dualpipev", 2, 16'384, "interleaved-zb"},
              {"dualpipe", 1, 16'384, "1f1b"},
              {"hanayo", 2, 16'384, "interleaved-1f1b"}};
  for (const auto &[name, v, ranks, alternative] : rows)
    EXPECT_EQ(getMessage(name, {ranks + 2, 2, v}),
              "schedule '" + name + "' is too big: it can have at most " +
                  std::to_string(ranks) + " ranks, but got " +
                  std::to_string(ranks + 2) + "; use '" + alternative + "'");
  EXPECT_EQ(
      getMessage("hanayo", {1, 20, 1000}),
      "schedule 'hanayo' is too big: it can have at most 500 actions with "
      "1000 virtual stages, but got 40000; use 'interleaved-1f1b'");
}
