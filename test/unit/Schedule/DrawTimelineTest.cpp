//===- DrawTimelineTest.cpp - Timelines as text ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleTestUtils.h"

#include "pipe/Schedule/Formats/DrawTimeline.h"

#include <algorithm>
#include <sstream>

using namespace mlir::pipe;

static std::string draw(const Schedule &schedule, int width,
                        int64_t forward = 1, int64_t backward = 2) {
  return drawTimeline(simulateChain(schedule, forward, backward, 0), schedule,
                      width);
}

static std::vector<std::string> getLines(const std::string &text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);)
    lines.push_back(line);
  return lines;
}

TEST(DrawTimeline, OneForwardOneBackward) {
  EXPECT_EQ(draw(generate("1f1b", 2, 2), 45),
            "rank 0 |F0--F1--........B0======....B1======|\n"
            "rank 1 |....F0--B0======F1--B1======........|\n");
}

TEST(DrawTimeline, EightyColumns) {
  EXPECT_EQ(
      draw(generate("1f1b", 4, 8), 80),
      "rank 0 |F0F1F2F3............B0==F4B1==F5B2==F6B3==F7B4==..B5==..B6==.."
      "B7==|\n"
      "rank 1 |..F0F1F2........B0==F3B1==F4B2==F5B3==F6B4==F7B5==..B6==..B7=="
      "....|\n"
      "rank 2 |....F0F1....B0==F2B1==F3B2==F4B3==F5B4==F6B5==F7B6==..B7==...."
      "....|\n"
      "rank 3 |......F0B0==F1B1==F2B2==F3B3==F4B4==F5B5==F6B6==F7B7==........"
      "....|\n");
}

// The stage is shown where there is room for it; small letters are later
// stages.
TEST(DrawTimeline, StagesOfOneRank) {
  EXPECT_EQ(draw(generate("forward-only", 2, 2, 2), 40),
            "rank 0 |0F0---0F1---2F0---2F1---......|\n"
            "rank 1 |......1F0---1F1---3F0---3F1---|\n");
  // Three columns would do, but the stage would touch the action before.
  EXPECT_EQ(draw(generate("forward-only", 2, 4, 2), 40),
            "rank 0 |F0-F1-f0-f1-F2-F3-f2-f3-...|\n"
            "rank 1 |...F0-F1-f0-f1-F2-F3-f2-f3-|\n");
  EXPECT_EQ(draw(generate("interleaved-1f1b", 2, 2, 2), 40),
            "rank 0 |F0F1f0f1....b0==..b1==B0==B1==|\n"
            "rank 1 |..F0F1f0b0==f1b1==B0==B1==....|\n");
}

TEST(DrawTimeline, AllKinds) {
  Schedule schedule = fromCsv("0F0,0I0,0W0,0F1,0B1,0U\n");
  TaskCosts costs = TaskCosts::makeUniform(1, 4, 4, 4);
  costs.update = {3};
  Result<Timeline> timeline = simulate(schedule, costs, {});
  ASSERT_TRUE(timeline);
  EXPECT_EQ(drawTimeline(*timeline, schedule, 40),
            "rank 0 |F0--I0++W0~~F1--B1======U**|\n");
  EXPECT_EQ(getTimelineLegend(schedule),
            "F- forward, B= backward, I+ input gradient, W~ weight gradient, "
            "U* update, . idle; the number is the micro-batch");
}

// Nanoseconds have no common unit: columns are rounded, nothing is lost.
TEST(DrawTimeline, MeasuredTimes) {
  Timeline timeline;
  timeline.ranks = {{{{0, ActionKind::Forward, 0}, 1'000'003, 2'000'001},
                     {{0, ActionKind::Backward, 12}, 4'000'010, 6'000'000}},
                    {{{1, ActionKind::Forward, 0}, 2'100'000, 3'000'000},
                     {{1, ActionKind::Backward, 12}, 3'000'000, 3'900'000}}};
  timeline.normalize();
  EXPECT_EQ(drawTimeline(timeline, generate("gpipe", 2, 13), 58),
            "rank 0 |F0--------...................B12=================|\n"
            "rank 1 |...........F0-------B12=====.....................|\n");
}

// Every line has the width asked for, or up to half of it less.
TEST(DrawTimeline, Widths) {
  for (const ScheduleInfo &info : getScheduleRegistry())
    for (int width : {-1, 0, 40, 80, 200})
      for (int64_t ranks : {1, 2, 10, 11, 100}) {
        int64_t v = info.defaultVirtualStages;
        if (!isDefined(info, {ranks, 30, v}))
          continue;
        std::string text =
            draw(generate(info.name, ranks, 30, v), width, 7, 16);
        auto lines = getLines(text);
        ASSERT_EQ(lines.size(), static_cast<size_t>(ranks));
        size_t limit = static_cast<size_t>(std::max(width, kMinTimelineWidth));
        for (const std::string &line : lines) {
          EXPECT_EQ(line.size(), lines[0].size());
          EXPECT_LE(line.size(), limit);
          EXPECT_GE(line.size(), limit / 2);
        }
      }
}

// Too many actions for the columns: letters remain, idle parts are still seen.
TEST(DrawTimeline, ManyActions) {
  auto lines = getLines(draw(generate("gpipe", 2, 1000), 80));
  EXPECT_EQ(lines[0].find_first_not_of("F", 8),
            lines[0].find_first_of(".B", 8));
  EXPECT_GT(std::count(lines[0].begin(), lines[0].end(), 'F'), 15);
  EXPECT_GT(std::count(lines[0].begin(), lines[0].end(), 'B'), 30);
}

// One column for each unit of time, so that equal times look equal; no number
// where most have no room for it.
TEST(DrawTimeline, NarrowColumns) {
  EXPECT_EQ(draw(generate("1f1b", 2, 6), 40),
            "rank 0 |FF..B0FB1FB2FB3FB4.B5|\n"
            "rank 1 |.FB0FB1FB2FB3FB4FB5..|\n");
  // The numbers of two digits have no room: only some F would have one.
  EXPECT_EQ(draw(generate("forward-only", 2, 20), 60),
            "rank 0 |F-F-F-F-F-F-F-F-F-F-F-F-F-F-F-F-F-F-F-F-..|\n"
            "rank 1 |..F-F-F-F-F-F-F-F-F-F-F-F-F-F-F-F-F-F-F-F-|\n");
}

// All labels are there from that width on, and some lack below it.
TEST(DrawTimeline, LabelledWidth) {
  for (const char *name : {"1f1b", "zb-h1", "interleaved-1f1b"})
    for (int64_t microBatches : {12, 30})
      for (auto [forward, half] : {std::pair(1, 1), std::pair(7, 8)}) {
        bool several = std::string_view(name) == "interleaved-1f1b";
        Schedule schedule = generate(name, 4, microBatches, several ? 2 : 1);
        Timeline timeline = simulateChain(schedule, forward, half, half);
        auto width = static_cast<int>(getLabelledWidth(timeline, schedule));
        auto hasAll = [&](int columns) {
          std::string text = drawTimeline(timeline, schedule, columns);
          for (const auto &list : schedule.actions)
            for (const Action &action : list)
              if (text.find(toString(action).substr(several ? 0 : 1)) ==
                  std::string::npos)
                return false;
          return true;
        };
        EXPECT_TRUE(hasAll(width)) << name << " " << width;
        EXPECT_FALSE(hasAll(width * 2 / 5)) << name << " " << width;
      }
}

TEST(DrawTimeline, Empty) {
  Schedule schedule = generate("gpipe", 2, 1);
  Timeline timeline;
  EXPECT_EQ(drawTimeline(timeline, schedule, 80), "");
  timeline.ranks.resize(2);
  EXPECT_EQ(getLines(drawTimeline(timeline, schedule, 40))[1],
            "rank 1 |" + std::string(31, '.') + "|");
  // Actions without duration.
  EXPECT_EQ(getLines(draw(schedule, 40, 0, 0))[1],
            "rank 1 |" + std::string(31, '.') + "|");
}

TEST(DrawTimeline, Legend) {
  EXPECT_EQ(getTimelineLegend(generate("1f1b", 2, 2)),
            "F- forward, B= backward, . idle; the number is the micro-batch");
  EXPECT_EQ(getTimelineLegend(generate("forward-only", 2, 2, 2)),
            "F- forward, . idle; the number is the micro-batch, before the "
            "letter the stage, or small letters for the later stages of a "
            "rank");
}
