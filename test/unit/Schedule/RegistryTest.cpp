//===- RegistryTest.cpp - All registered schedules ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleTestUtils.h"

#include <regex>
#include <set>

using namespace mlir::pipe;

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

TEST_P(EverySchedule, SaysWhatItIs) {
  forEachInGrid(GetParam(), 3, 4, 3, [&](const Schedule &schedule) {
    EXPECT_EQ(schedule.name, GetParam().name);
    EXPECT_EQ(schedule.isTraining(), GetParam().training);
    EXPECT_EQ(schedule.numStages(), schedule.ranks * schedule.virtualStages);
    EXPECT_EQ(schedule.placement,
              makePlacement(GetParam().placement, schedule.ranks,
                            schedule.virtualStages));
  });
}

// With one rank nothing is ever waited for.
TEST_P(EverySchedule, OneRankNeverIdles) {
  forEachInGrid(GetParam(), 1, 9, 4, [](const Schedule &schedule) {
    EXPECT_EQ(simulateChain(schedule, 3, 4, 5).getIdle(0), 0);
  });
}

TEST_P(EverySchedule, SurvivesCsv) {
  forEachInGrid(GetParam(), 4, 6, 3, [](const Schedule &schedule) {
    Schedule copy = fromCsv(writeScheduleCsv(schedule));
    copy.name = schedule.name;
    EXPECT_EQ(copy, schedule);
  });
}

// The picture in the description is what the generator makes.
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

// How many actions the generator has for each stage and micro-batch.
static int64_t getActionsPerTask(const ScheduleInfo &info) {
  Schedule schedule = generate(info.name, 2, 4, getVirtualStages(info));
  return schedule.numActions() / (schedule.numStages() * 4);
}

TEST_P(EverySchedule, RejectsWhatIsTooBig) {
  int64_t huge = std::numeric_limits<int64_t>::max();
  int64_t perTask = getActionsPerTask(GetParam());
  int64_t v = getVirtualStages(GetParam());
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
                  "4000000 actions");
  }
}

TEST_P(EverySchedule, LargestOneIsGenerated) {
  int64_t perTask = getActionsPerTask(GetParam());
  int64_t v = getVirtualStages(GetParam());
  int64_t m = kMaxScheduleActions / perTask / v / 4;
  Schedule schedule = generate(GetParam().name, 4, m, v);
  EXPECT_EQ(schedule.numActions(), 4 * m * v * perTask);
  EXPECT_EQ(check(schedule), "");
}

TEST(Registry, NamesAreUniqueAndFound) {
  std::set<std::string_view> names;
  for (const ScheduleInfo &info : getScheduleRegistry()) {
    EXPECT_TRUE(names.insert(info.name).second) << info.name;
    ASSERT_NE(lookupSchedule(info.name), nullptr);
    EXPECT_EQ(lookupSchedule(info.name)->name, info.name);
    EXPECT_FALSE(info.summary.empty());
  }
  EXPECT_TRUE(names.count("gpipe") && names.count("1f1b") &&
              names.count("interleaved-1f1b") && names.count("forward-only"));
}

TEST(Registry, UnknownNameListsTheKnown) {
  Result<Schedule> schedule = generateSchedule("1f2b", {});
  ASSERT_FALSE(schedule);
  EXPECT_EQ(schedule.getError().message.find(
                "unknown schedule '1f2b'; known schedules: gpipe, 1f1b, eager-1f1b, "
                "interleaved-1f1b, "),
            0u);
  EXPECT_EQ(lookupSchedule("1f2b"), nullptr);
}

TEST(Registry, OneStageSchedulesPointToInterleaved) {
  for (std::string name : {"gpipe", "1f1b"}) {
    Result<Schedule> schedule = generateSchedule(name, {2, 4, 3});
    ASSERT_FALSE(schedule);
    EXPECT_EQ(schedule.getError().message,
              "schedule '" + name +
                  "' has one stage on each rank, but got 3 virtual stages; use "
                  "'interleaved-1f1b'");
  }
}
