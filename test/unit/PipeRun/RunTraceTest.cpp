//===- RunTraceTest.cpp - Timelines and traces of pipe-run ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RunFixture.h"

#include <map>
#include <regex>

using namespace mlir::pipe;

namespace {

TEST_F(Run, TimelineShowsBothAndTheMemory) {
  Outcome outcome = run("--timeline --steps=2");
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  for (std::string part :
       {"planned : makespan ", "measured: makespan ", "bubble ratio ",
        "(idle / makespan)", "rank 0 |", "rank 1 |", "wall time of 2 steps: "})
    EXPECT_NE(outcome.out.find(part), std::string::npos) << outcome.out;
  // Predicted and allocated bytes; 4 messages of 32 bytes a step.
  EXPECT_NE(outcome.out.find("     0           336           336"
                             "             8           256             0\n"),
            std::string::npos)
      << outcome.out;
}

TEST_F(Run, APlanThatCannotRunIsNoTimeline) {
  std::string copy = copyBundle([](json &m) {
    m["edges"].push_back({{"from", 1}, {"to", 0}, {"bytes", 0}});
  });
  Outcome outcome =
      run("--parameters=" + data + " --inputs=" + data + " --timeline", copy);
  expectError(outcome, 1,
              copy + "/schedule.csv: rank 0, position 0: 0F0 runs before 0B0 "
                     "at position 2, which it needs");
}

using Track = std::pair<int, int>; // Process and thread.

/// Names of slices of a track that hold a point in time.
std::vector<std::string> findSlices(const json &events, Track track,
                                    double time) {
  std::vector<std::string> names;
  for (const json &event : events)
    if (event["ph"] == "X" && Track(event["pid"], event["tid"]) == track &&
        event["ts"] <= time &&
        time <= event["ts"].get<double>() + event["dur"].get<double>())
      names.push_back(event["name"]);
  return names;
}

TEST_F(Run, TraceHasTracksSlicesAndArrows) {
  std::string path = folder / "trace.json";
  ASSERT_EQ(run("--trace=" + path).status, 0);
  json trace = json::parse(readText(path));
  const json &events = trace["traceEvents"];
  std::map<Track, int> tasks;
  std::map<std::pair<int, std::string>, int> named;
  std::map<std::pair<int, int>, std::vector<json>> arrows;
  for (const json &event : events) {
    int process = event["pid"];
    if (event["ph"] == "X" && event["cat"] == "task") {
      ++tasks[{process, event["tid"]}];
      ++named[{process, event["name"]}];
      EXPECT_GE(event["dur"].get<double>(), 0);
    }
    if (event["ph"] == "s" || event["ph"] == "f")
      arrows[{process, event["id"]}].push_back(event);
  }
  // Two processes, two ranks, four tasks F and four B each, all distinct.
  ASSERT_EQ(tasks.size(), 4u);
  for (const auto &[track, count] : tasks)
    EXPECT_EQ(count, 8) << track.first << " " << track.second;
  EXPECT_EQ(named.size(), 32u);
  EXPECT_EQ((named[{1, "F stage 1 mb 3"}]), 1);
  EXPECT_EQ((named[{2, "B stage 0 mb 0"}]), 1);
  // An activation and a gradient a micro-batch, planned and measured.
  EXPECT_EQ(arrows.size(), 16u);
  for (const auto &[id, ends] : arrows) {
    ASSERT_EQ(ends.size(), 2u);
    ASSERT_EQ(ends[0]["ph"], "s");
    ASSERT_EQ(ends[1]["ph"], "f");
    EXPECT_EQ(ends[1]["bp"], "e");
    EXPECT_EQ(ends[0]["name"], ends[1]["name"]);
    EXPECT_LE(ends[0]["ts"], ends[1]["ts"]);
    EXPECT_NE(ends[0]["tid"], ends[1]["tid"]);
    bool gradient = ends[0]["name"] == "gradient";
    for (const json &end : ends) {
      Track track(end["pid"], end["tid"]);
      std::vector<std::string> slices = findSlices(events, track, end["ts"]);
      bool found = false;
      for (const std::string &name : slices)
        found |= name[0] == (gradient ? 'B' : 'F');
      EXPECT_TRUE(found) << end;
    }
  }
}

// Room is made for what the manifest says that a step does, and for the record
// of the last events.
TEST_F(Run, TraceSaysWhatItHasLost) {
  std::string copy = copyBundle([](json &m) {
    m["tasks"] = json::array();
    m["edges"] = json::array();
    for (json &program : m["programs"])
      for (size_t buffer : {4, 3, 2})
        program["buffers"].erase(buffer);
  });
  std::filesystem::copy(PIPE_LONG_LIBRARY, copy + "/model.so",
                        std::filesystem::copy_options::overwrite_existing);
  sealBundle(copy);
  std::string path = folder / "trace.json";
  Outcome outcome = run(
      "--parameters=" + data + " --inputs=" + data + " --trace=" + path, copy);
  EXPECT_EQ(outcome.status, 0);
  EXPECT_TRUE(std::regex_search(
      outcome.err, std::regex("^pipe-run: warning: the trace has lost the "
                              "first [1-9][0-9]* events of rank 0\n")))
      << outcome.err;
}

TEST_F(Run, TraceEscapesNames) {
  std::string copy = copyBundle([](json &m) {
    m["name"] = "</script>\"\\\n<b>";
    m["schedule"] = "\u2028\x01";
  });
  std::string path = folder / "trace.json";
  ASSERT_EQ(
      run("--parameters=" + data + " --inputs=" + data + " --trace=" + path,
          copy)
          .status,
      0);
  json trace = json::parse(readText(path));
  EXPECT_EQ(trace["traceEvents"][0]["args"]["name"],
            "</script>\"\\\n<b> \u2028\x01 planned");
}

} // namespace
