//===- ScheduleSourceTest.cpp - A name or a file --------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleTestUtils.h"

#include "pipe/Schedule/Request/ScheduleSource.h"

#include <filesystem>
#include <fstream>

using namespace mlir::pipe;
using Kind = ScheduleSource::Kind;

namespace {
/// A file in the folder of tests, removed at the end.
class TestFile {
public:
  explicit TestFile(const std::string &name) : path(testing::TempDir() + name) {
    std::ofstream(path) << "0F0\n";
  }
  ~TestFile() { std::filesystem::remove(path); }

  std::string path;
};
} // namespace

static std::string getMessage(std::string_view schedule) {
  Result<ScheduleSource> source = findSchedule(schedule);
  return source ? "" : source.getError().toString();
}

TEST(ScheduleSource, NamesAreNames) {
  for (const ScheduleInfo &info : getScheduleRegistry())
    EXPECT_EQ(findSchedule(info.name)->kind, Kind::Registered) << info.name;
  EXPECT_EQ(findSchedule("search")->kind, Kind::Search);
}

TEST(ScheduleSource, AllElseIsAFileOfAnyName) {
  for (const char *name :
       {"source.csv", "source.CSV", "source", "1F1B", "1f1b"}) {
    TestFile file(name);
    Result<ScheduleSource> source = findSchedule(file.path);
    ASSERT_TRUE(source) << name;
    EXPECT_EQ(source->kind, Kind::File);
    EXPECT_EQ(source->text, "0F0\n");
  }
}

TEST(ScheduleSource, Refused) {
  EXPECT_EQ(getMessage("2f2b"), "unknown schedule '2f2b', and there is no such "
                                "file; known schedules: " +
                                    listSchedules());
  EXPECT_NE(getMessage("absent/x.csv").find("there is no such file"),
            std::string::npos);
  EXPECT_EQ(getMessage("/"), "/: is a folder and no schedule");
  EXPECT_EQ(getMessage("/dev/null"),
            "/dev/null: is no regular file; write the schedule to one");
}

TEST(ScheduleSource, NumbersThatAreAskedFor) {
  Schedule schedule = fromCsv("0F0\n1F0,2F0\n");
  EXPECT_FALSE(compareSizes(schedule, {0, 0, 0}, "--"));
  EXPECT_FALSE(compareSizes(schedule, {2, 1, 2}, "--"));
  EXPECT_EQ(compareSizes(schedule, {3, 1, 2}, "--")->message,
            "test.csv: the number of ranks is 2, but --ranks says 3");
  EXPECT_EQ(compareSizes(schedule, {2, 5, 2}, "")->message,
            "test.csv: the number of micro-batches is 1, but micro-batches "
            "says 5");
  EXPECT_EQ(compareSizes(schedule, {2, 1, 1}, "--")->message,
            "test.csv: the number of stages a rank is 2, but --virtual-stages "
            "says 1");
}
