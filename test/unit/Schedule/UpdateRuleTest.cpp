//===- UpdateRuleTest.cpp - Which version of the weights is used ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Core/UpdateRule.h"

#include "ScheduleTestUtils.h"

#include <map>

using namespace mlir::pipe;

static UpdateRule getRule(const Schedule &schedule) {
  Result<std::optional<UpdateRule>> rule = findUpdateRule(schedule);
  EXPECT_TRUE(rule) << (rule ? "" : rule.getError().toString());
  EXPECT_TRUE(rule && *rule);
  return rule && *rule ? **rule : UpdateRule();
}

static std::string getMessage(std::string_view text) {
  Result<std::optional<UpdateRule>> rule = findUpdateRule(fromCsv(text));
  return rule ? "" : rule.getError().message;
}

using Delays = std::vector<int64_t>;

// Delays of P - 1 - r, those of the papers, as far as there are so many
// updates.
TEST(UpdateRule, OfRegisteredSchedules) {
  for (int64_t p = 1; p <= 6; ++p)
    for (int64_t m = 1; m <= 15; ++m) {
      SCOPED_TRACE(std::to_string(p) + " ranks, " + std::to_string(m) +
                   " micro-batches");
      Delays stash, sync;
      for (int64_t r = 0; r < p; ++r) {
        stash.push_back(std::min(p - 1 - r, m - 1));
        sync.push_back(std::min(p - 1, m - 1));
      }
      UpdateRule rule = getRule(generate("pipedream", p, m));
      EXPECT_EQ(rule.every, 1);
      EXPECT_EQ(rule.delays, stash);
      rule = getRule(generate("pipedream-vertical-sync", p, m));
      EXPECT_EQ(rule.every, 1);
      EXPECT_EQ(rule.delays, sync);
      rule = getRule(generate("pipedream-2bw", p, m));
      EXPECT_EQ(rule.every, std::min(p, m));
      EXPECT_EQ(rule.delays, Delays(p, p > 1 && m > p ? 1 : 0));
      EXPECT_EQ(rule.getNumUpdates(m), (m + p - 1) / p);
    }
  EXPECT_EQ(*findUpdateRule(generate("1f1b", 2, 4)), std::nullopt);
}

// A rank's own books: a forward takes the newest version, as in the runtime of
// the paper, its backward the same one; what is between the oldest that is
// still needed and the newest is kept.
TEST(UpdateRule, IsThatOfTheNewestVersionAtAForward) {
  for (int64_t p = 1; p <= 5; ++p)
    for (int64_t m = 1; m <= 12; ++m) {
      Schedule schedule = generate("pipedream", p, m);
      UpdateRule rule = getRule(schedule);
      for (int64_t r = 0; r < p; ++r) {
        int64_t newest = 0, mostKept = 1;
        std::map<int64_t, int64_t> taken; // By micro-batches under way.
        for (const Action &action : schedule.actions[r]) {
          int64_t i = action.microBatch;
          if (action.kind == ActionKind::Forward) {
            EXPECT_EQ(newest, std::max<int64_t>(0, i - rule.delays[r]));
            taken[i] = newest;
          } else if (action.kind == ActionKind::Backward) {
            taken.erase(i);
          } else {
            ++newest;
          }
          if (!taken.empty())
            mostKept = std::max(mostKept, newest + 1 - taken.begin()->second);
        }
        EXPECT_EQ(mostKept, rule.delays[r] + 1);
      }
    }
}

TEST(UpdateRule, RefusesOtherGroups) {
  EXPECT_EQ(getMessage("0F0,0F1,0F2,0B0,0B1,0U1,0B2,0U2\n"), "");
  EXPECT_EQ(getMessage("0F0,0F1,0F2,0B0,0U0,0B1,0B2,0U2\n"),
            "rank 0, position 6: 0B2 stands behind 1 update of its stage, but "
            "its group of 1 micro-batch needs 2");
  EXPECT_EQ(getMessage("0F0,0F1,0B0,0U0,0B1,0U1\n1F0,1F1,1B0,1B1,1U1\n"),
            "rank 1, position 3: 1B1 stands behind 0 updates of its stage, but "
            "its group of 1 micro-batch needs 1");
  EXPECT_EQ(getMessage("0F0,0F1,0F2,0B0,0B1,0U1,0B2\n"),
            "rank 0, position 6: 0B2 is the last action of its stage, which "
            "has 1 update, but groups of 2 micro-batches need 2");
  EXPECT_EQ(getMessage("0F0,0B0,0U0\n1F0,1B0\n"),
            "rank 1, position 1: 1B0 is the last action of its stage, which "
            "has 0 updates, but groups of 1 micro-batch need 1");
  EXPECT_EQ(getMessage("0F0,0F1,0B0,0U0,0B1,0U0\n"),
            "rank 0, position 5: 0U0 is not where a group of 1 micro-batch "
            "ends; all stages are updated after as many micro-batches, the "
            "first time after 1");
  EXPECT_EQ(getMessage("0F0,0F1,0B0,0U1,0B1,0U0\n"),
            "rank 0, position 3: 0U1 stands before backwards of its group: 1 "
            "of 2 stand before it");
  EXPECT_EQ(getMessage("0F0,0F1,0B0,0B1,0U1,0U0\n"),
            "rank 0, position 5: 0U0 is not where a group of 2 micro-batches "
            "ends; all stages are updated after as many micro-batches, the "
            "first time after 2");
  EXPECT_EQ(getMessage("0F0,0F1,0B0,0U0,0B1,0U\n"),
            "rank 0, position 5: 0U is an update of no micro-batch, but the "
            "schedule has others that follow one");
  EXPECT_EQ(getMessage("0F0a,0B0a,0U0a,0F1b,0B1b,0U1b\n"),
            "a schedule with updates within the step cannot have 2 copies of "
            "the model");
}

// I belongs to the group, and W is what an update waits for.
TEST(UpdateRule, SplitBackwards) {
  EXPECT_EQ(getRule(fromCsv("0F0,0I0,0F1,0W0,0U0,0I1,0W1,0U1\n")).delays,
            Delays{1});
  EXPECT_EQ(getMessage("0F0,0F1,0I0,0I1,0W0,0U0,0W1,0U1\n"),
            "rank 0, position 3: 0I1 stands behind 0 updates of its stage, but "
            "its group of 1 micro-batch needs 1");
  EXPECT_EQ(getMessage("0F0,0I0,0U0,0W0\n"),
            "rank 0, position 2: 0U0 stands before backwards of its group: 0 "
            "of 1 stand before it");
}

TEST(UpdateRule, IsKeptInCsv) {
  for (const char *name :
       {"pipedream", "pipedream-vertical-sync", "pipedream-2bw"}) {
    Schedule schedule = generate(name, 3, 7);
    Schedule read = fromCsv(writeScheduleCsv(schedule));
    read.name = schedule.name;
    EXPECT_EQ(read, schedule);
    EXPECT_EQ(getRule(read).delays, getRule(schedule).delays);
  }
  std::string rows = "0F0,0F1,0B0,0U0,0B1,0U1\n1F0,1B0,1U0,1F1,1B1,1U1\n";
  EXPECT_EQ(writeScheduleCsv(fromCsv(rows)), rows + "# versions: stash\n");
  EXPECT_EQ(getRule(fromCsv(rows)).delays, (Delays{1, 0}));
  EXPECT_EQ(
      getRule(fromCsv(rows + "\n\n# versions: vertical-sync \r\n")).delays,
      (Delays{1, 1}));
  EXPECT_EQ(writeScheduleCsv(generate("1f1b", 1, 1)), "0F0,0B0\n");
}

static std::string getFileMessage(const std::string &text) {
  Result<Schedule> schedule = parseScheduleCsv(text, "my.csv");
  return schedule ? "" : schedule.getError().toString();
}

static const std::string kRows =
    "0F0,0F1,0B0,0U0,0B1,0U1\n1F0,1B0,1U0,1F1,1B1,1U1\n";

TEST(UpdateRule, LineOfVersions) {
  EXPECT_EQ(getFileMessage(kRows + "# versions: double\n"),
            "my.csv:3: the last line is '# versions: double', but must be '# "
            "versions: stash' or '# versions: vertical-sync'");
  EXPECT_EQ(getFileMessage(kRows + "\n\n# versions: double,,\n").substr(0, 9),
            "my.csv:5:");
  EXPECT_EQ(getFileMessage("0F0,0B0\n# versions: stash"),
            "my.csv:2: '# versions: stash' is for a schedule with updates of "
            "micro-batches, such as 0U0, but there are none");
  EXPECT_NE(getFileMessage("# versions: stash").find("my.csv:1: row 1 has no"),
            std::string::npos);
}

// A spreadsheet makes all rows as long as the longest, and may use quotes.
TEST(UpdateRule, LineOfVersionsMayHaveEmptyCells) {
  for (const char *line :
       {"# versions: vertical-sync,,,,,",
        "# versions: vertical-sync , ,\t,\r\n", " # versions: vertical-sync",
        "\"# versions: vertical-sync\",\"\","}) {
    EXPECT_EQ(getFileMessage(kRows + line), "") << line;
    EXPECT_EQ(getRule(fromCsv(kRows + line)).delays, (Delays{1, 1})) << line;
  }
  EXPECT_EQ(getFileMessage(kRows + "# versions: stash,,0F0,"),
            "my.csv:3: nothing may follow '# versions: stash' on its line, but "
            "'0F0' does");
  EXPECT_EQ(getFileMessage(kRows + "# versions: stash 1"),
            "my.csv:3: the last line is '# versions: stash 1', but must be '# "
            "versions: stash' or '# versions: vertical-sync'");
}

TEST(UpdateRule, LineOfVersionsIsTheLast) {
  const std::string message =
      " is no row of actions; a line that begins with '#' says which versions "
      "of the weights are used, '# versions: stash' or '# versions: "
      "vertical-sync', and stands behind all rows";
  EXPECT_EQ(getFileMessage("# versions: stash,,\n" + kRows),
            "my.csv:1: '# versions: stash,,'" + message);
  EXPECT_EQ(getFileMessage("0F0,0B0,0U0\n\"# versions: stash\"\n1F0,1B0,1U0"),
            "my.csv:2: '# versions: stash'" + message);
  EXPECT_EQ(getFileMessage("# made by hand\n" + kRows + "# versions: stash\n"),
            "my.csv:1: '# made by hand'" + message);
}
