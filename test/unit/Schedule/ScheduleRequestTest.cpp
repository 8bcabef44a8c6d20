//===- ScheduleRequestTest.cpp - The schedule that a user asks for --------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScheduleTestUtils.h"

#include "pipe/Schedule/Request/ScheduleRequest.h"

#include <filesystem>
#include <fstream>

using namespace mlir::pipe;
using Kind = ScheduleSource::Kind;

static std::string getMessage(const ScheduleRequest &request) {
  Result<RequestedSchedule> found = resolveSchedule(request);
  return found ? "" : found.getError().toString();
}

TEST(ScheduleRequest, NamesAreGenerated) {
  Result<RequestedSchedule> found = resolveSchedule({"zbv", {2, 4, 0}, "--"});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, Kind::Registered);
  EXPECT_EQ(found->sizes.virtualStages, 2);
  EXPECT_EQ(found->get().schedule, generate("zbv", 2, 4, 2));
  EXPECT_FALSE(found->get().hasTransfers());
  EXPECT_FALSE(found->file);
  EXPECT_NE(getMessage({"1f1b", {0, 4, 1}, "--"}), "");
}

TEST(ScheduleRequest, SearchesWaitForAGraph) {
  Result<RequestedSchedule> found = resolveSchedule({"search", {2, 4, 0}, ""});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, Kind::Search);
  EXPECT_EQ(found->sizes.virtualStages, 1);
  EXPECT_TRUE(found->get().schedule.actions.empty());
}

TEST(ScheduleRequest, FilesHaveNumbersAndTransfers) {
  std::string path = testing::TempDir() + "request.csv";
  std::string text = "0F0,0SEND_F0\n1RECV_F0,1F0\n";
  std::ofstream(path) << text;
  Result<RequestedSchedule> found = resolveSchedule({path, {0, 0, 0}, "--"});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, Kind::File);
  EXPECT_EQ(found->sizes.ranks, 2);
  EXPECT_EQ(found->sizes.microBatches, 1);
  EXPECT_EQ(found->sizes.virtualStages, 1);
  EXPECT_EQ(found->csv, text);
  EXPECT_TRUE(found->get().hasTransfers());
  EXPECT_EQ(getMessage({path, {3, 0, 0}, "--"}),
            path + ": the number of ranks is 2, but --ranks says 3");
  std::ofstream(path) << "0X0\n";
  EXPECT_NE(getMessage({path, {0, 0, 0}, "--"}).find("'0X0'"),
            std::string::npos);
  std::filesystem::remove(path);
}
