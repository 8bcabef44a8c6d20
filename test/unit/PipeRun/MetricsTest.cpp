//===- MetricsTest.cpp - The file of --metrics goes on --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Metrics.h"
#include "TrainFixture.h"

#include "pipe/Support/Failure.h"

#include <csignal>
#include <fcntl.h>
#include <sys/mman.h>

using namespace mlir::pipe;

namespace {

const std::string kLines = "{\"step\": 1, \"loss\": null}\n"
                           "{\"step\": 2}\n"
                           "{\"step\": 5}\n";

TEST(Metrics, LinesOfLaterStepsAreMeasured) {
  auto measure = [](int64_t step) { return *measureSteps(kLines, "m", step); };
  EXPECT_EQ(measure(0), 0u);
  EXPECT_EQ(measure(1), 26u);
  EXPECT_EQ(measure(2), 38u);
  EXPECT_EQ(measure(4), 38u);
  EXPECT_EQ(measure(5), kLines.size());
  EXPECT_EQ(measure(9), kLines.size());
  EXPECT_EQ(*measureSteps("", "m", 3), 0u);
}

TEST(Metrics, OtherLinesAreErrors) {
  const std::string rest = ", so that --resume cannot go on with this file; "
                           "give --metrics another one";
  auto error = [](const std::string &more) {
    auto measured = measureSteps(kLines + more, "m.jsonl", 2);
    return measured ? "" : measured.getMessage();
  };
  for (std::string line :
       {"x", "", "[1]", "{}", "{\"step\": \"6\"}", "{\"step\": 6.5}",
        "{\"step\": 6", "{\"step\": 6} {\"step\": 7}", "{\"step\": 0}",
        "{\"step\": -6}", "{\"step\": 18446744073709551615}"})
    EXPECT_EQ(error(line + "\n"), "m.jsonl:4: is not the line of a step" + rest)
        << line;
  EXPECT_EQ(error("{\"step\": 6}"),
            "m.jsonl:4: has no line break at its end" + rest);
  EXPECT_EQ(error("{\"step\": 5}\n"),
            "m.jsonl:4: is of step 5, but behind a line of step 5" + rest);
  EXPECT_EQ(error("{\"step\": 6}\n{\"step\": 3}\n"),
            "m.jsonl:5: is of step 3, but behind a line of step 6" + rest);
}

// A file that must not become shorter, of another process: no path leads to it
// as to an open file of this one.
TEST(Metrics, FilesThatCannotBeCutOffAreErrors) {
  int file = memfd_create("metrics", MFD_ALLOW_SEALING);
  ASSERT_GE(file, 0);
  ASSERT_EQ(write(file, kLines.data(), kLines.size()), ssize_t(kLines.size()));
  ASSERT_EQ(fcntl(file, F_ADD_SEALS, F_SEAL_SHRINK), 0);
  pid_t child = fork();
  if (child == 0) {
    pause();
    _exit(0);
  }
  const std::string path =
      "/proc/" + std::to_string(child) + "/fd/" + std::to_string(file);
  auto log = LogFile::goOn(path, 26);
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  close(file);
  ASSERT_FALSE(log);
  EXPECT_EQ(log.getMessage(),
            path + ": cannot cut off its end: Operation not permitted");
}

class MetricsFile : public Train {
protected:
  Outcome save(const std::string &arguments) {
    return train("--checkpoint=" + (folder / "c") + " --metrics=" + metrics +
                 " " + arguments);
  }

  /// The steps of the file's lines, with their losses.
  std::vector<std::pair<int, double>> read() {
    std::vector<std::pair<int, double>> found;
    std::istringstream lines(readText(metrics));
    for (std::string line; std::getline(lines, line);) {
      json value = json::parse(line);
      found.push_back({value["step"], value["loss"]});
    }
    return found;
  }

  std::string metrics = folder / "metrics.jsonl";
};

TEST_F(MetricsFile, GoesOnWithResume) {
  ASSERT_EQ(save("--steps=6").status, 0);
  const auto whole = read();
  ASSERT_EQ(whole.size(), 6u);
  // Of a run that wrote more lines than its checkpoint has steps.
  std::string text = readText(metrics);
  std::filesystem::remove_all(folder / "c");
  std::filesystem::remove(metrics);
  ASSERT_EQ(save("--steps=2").status, 0);
  std::string first = readText(metrics);
  std::string two = text.substr(0, text.find("{\"step\": 3"));
  std::string five = text.substr(0, text.find("{\"step\": 6"));
  writeText(metrics, five);
  ASSERT_EQ(save("--steps=4 --resume").status, 0);
  EXPECT_EQ(read(), (std::vector(whole.begin(), whole.begin() + 4)));
  EXPECT_EQ(readText(metrics).substr(0, two.size()), two) << "lines that stay";
  ASSERT_EQ(save("--steps=6 --resume").status, 0);
  EXPECT_EQ(read(), whole);
  // Nothing is left to do: the lines stay.
  text = readText(metrics);
  ASSERT_EQ(save("--steps=6 --resume").status, 0);
  EXPECT_EQ(readText(metrics), text);
  // A new file has the steps from there on.
  std::filesystem::remove(metrics);
  std::filesystem::remove_all(folder / "c/step_00000006");
  ASSERT_EQ(save("--steps=6 --resume").status, 0);
  EXPECT_EQ(read(), (std::vector(whole.begin() + 4, whole.end())));
}

TEST_F(MetricsFile, BeginsAnewWithoutACheckpoint) {
  writeText(metrics, kLines);
  ASSERT_EQ(save("--steps=3 --resume").status, 0);
  EXPECT_EQ(read().size(), 3u);
  std::filesystem::remove_all(folder / "c");
  writeText(metrics, "old\n");
  ASSERT_EQ(save("--steps=3").status, 0);
  EXPECT_EQ(read().size(), 3u);
}

TEST_F(MetricsFile, OthersAreErrorsBeforeTheFirstStep) {
  ASSERT_EQ(save("--steps=2").status, 0);
  writeText(metrics, kLines + "notes\n");
  Outcome outcome = save("--steps=4 --resume");
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_NE(outcome.err.find("pipe-run: error: " + metrics +
                             ":4: is not the line of a step, so that --resume "
                             "cannot go on with this file; give --metrics "
                             "another one\n"),
            std::string::npos)
      << outcome.err;
  EXPECT_EQ(readText(metrics), kLines + "notes\n");
  EXPECT_FALSE(std::filesystem::exists(folder / "c/step_00000004"));
  // What is no regular file is written as ever.
  metrics = "/dev/stdout";
  outcome = save("--steps=4 --resume");
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_NE(outcome.out.find("{\"step\": 4, "), std::string::npos);
  writeText(folder / "log", "notes\n");
  metrics = "/dev/fd/3";
  outcome = save("--steps=6 --resume 3>>" + (folder / "log"));
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(readText(folder / "log").substr(0, 18), "notes\n{\"step\": 5, ");
}

} // namespace
