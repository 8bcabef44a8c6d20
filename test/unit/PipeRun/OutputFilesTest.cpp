//===- OutputFilesTest.cpp - Where files are written ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestFiles.h"

#include "pipe/TensorIO/File.h"
#include "pipe/TensorIO/OutputPath.h"
#include "pipe/TensorIO/Unfinished.h"

#include <csignal>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <sys/wait.h>

using namespace mlir::pipe;
namespace fs = std::filesystem;

namespace {
mode_t getMode(const std::string &path) {
  struct stat status = {};
  EXPECT_EQ(::stat(path.c_str(), &status), 0) << path;
  return status.st_mode & 07777;
}

size_t countEntries(const std::string &folder) {
  return size_t(std::distance(fs::directory_iterator(folder), {}));
}

/// Runs `body` in a process of its own; returns its status.
template <class Body>
int runApart(Body body) {
  pid_t child = ::fork();
  if (child == 0) {
    body();
    ::_exit(0);
  }
  int status = 0;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  return status;
}
} // namespace

TEST(OutputFilesTest, LinksStayAndLeadToTheFile) {
  TestFolder folder;
  writeText(folder / "old", "old");
  fs::create_symlink("old", folder / "link");
  EXPECT_FALSE(writeFile(folder / "link", {"n", "ew"}));
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(readText(folder / "old"), "new");
  fs::create_directory(folder / "sub");
  fs::create_symlink("sub/absent", folder / "dangling");
  EXPECT_FALSE(writeFile(folder / "dangling", {"made"}));
  EXPECT_EQ(readText(folder / "sub/absent"), "made");
  fs::create_symlink("circle", folder / "circle");
  std::optional<IoError> error = writeFile(folder / "circle", {"x"});
  ASSERT_TRUE(error);
  EXPECT_NE(error->message.find("circle: cannot write: "), std::string::npos);
  EXPECT_EQ(countEntries(folder.path), 5u);
}

TEST(OutputFilesTest, ModesAreOfTheUmaskOrOfTheOldFile) {
  TestFolder folder;
  mode_t mask = ::umask(027);
  EXPECT_FALSE(writeFile(folder / "new", {"x"}));
  EXPECT_EQ(getMode(folder / "new"), 0640u);
  writeText(folder / "old", "old");
  ::chmod((folder / "old").c_str(), 0604);
  EXPECT_FALSE(writeFile(folder / "old", {"x"}));
  EXPECT_EQ(getMode(folder / "old"), 0604u);
  ::umask(mask);
}

TEST(OutputFilesTest, LongNamesHaveRoomForANeighbour) {
  TestFolder folder;
  std::string name = folder / std::string(255, 'n');
  EXPECT_FALSE(writeFile(name, {"x"}));
  EXPECT_EQ(readText(name), "x");
}

TEST(OutputFilesTest, PipesAndOpenFilesAreWrittenWhereTheyAre) {
  TestFolder folder;
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  int reader = ::open((folder / "pipe").c_str(), O_RDONLY | O_NONBLOCK);
  EXPECT_FALSE(writeFile(folder / "pipe", {"through"}));
  char text[16] = {};
  EXPECT_EQ(::read(reader, text, sizeof(text)), 7);
  EXPECT_STREQ(text, "through");
  ::close(reader);
  EXPECT_TRUE(fs::is_fifo(folder / "pipe"));
  EXPECT_FALSE(writeFile("/dev/null", {"x"}));

  // Behind what was written before, and the file stays the one that is open.
  int file = ::open((folder / "log").c_str(), O_RDWR | O_CREAT, 0600);
  ASSERT_EQ(::write(file, "before ", 7), 7);
  EXPECT_FALSE(writeFile("/dev/fd/" + std::to_string(file), {"after"}));
  EXPECT_FALSE(writeFile("/proc/self/fd/" + std::to_string(file), {"!"}));
  ::close(file);
  EXPECT_EQ(readText(folder / "log"), "before after!");
}

TEST(OutputFilesTest, ASignalRemovesWhatIsUnfinished) {
  for (int number : {SIGINT, SIGTERM, SIGHUP}) {
    TestFolder folder;
    int status = runApart([&] {
      std::signal(number, SIG_DFL);
      removeUnfinishedOnSignals();
      fs::create_directory(folder / "half");
      writeText(folder / "half/a", "a");
      writeText(folder / "half.txt", "b");
      writeText(folder / "whole", "c");
      Unfinished half(folder / "half"), text(folder / "half.txt");
      Unfinished whole(folder / "whole");
      whole.forget();
      std::raise(number);
    });
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == number) << status;
    EXPECT_EQ(countEntries(folder.path), 1u);
    EXPECT_EQ(readText(folder / "whole"), "c");
  }
}

TEST(OutputFilesTest, AHeldSignalWaits) {
  TestFolder folder;
  int status = runApart([&] {
    std::signal(SIGTERM, SIG_DFL);
    removeUnfinishedOnSignals();
    writeText(folder / "half", "a");
    Unfinished half(folder / "half");
    HoldSignals hold;
    std::raise(SIGTERM);
    writeText(folder / "done", "b");
    half.forget();
  });
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM) << status;
  EXPECT_EQ(readText(folder / "half"), "a");
  EXPECT_EQ(readText(folder / "done"), "b");
}

TEST(OutputFilesTest, AnInterruptIsARequestFirst) {
  TestFolder folder;
  for (int numSignals : {1, 2}) {
    int status = runApart([&] {
      std::signal(SIGINT, SIG_DFL);
      removeUnfinishedOnSignals();
      DeferInterrupt defer;
      if (defer.isRequested())
        ::_exit(1);
      for (int i = 0; i < numSignals; ++i)
        std::raise(SIGINT);
      ::_exit(defer.isRequested() ? 7 : 2);
    });
    if (numSignals == 1)
      EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 7) << status;
    else
      EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT) << status;
  }
  // Other signals do not wait, nor does this one afterwards.
  for (int number : {SIGTERM, SIGINT}) {
    int status = runApart([&] {
      std::signal(number, SIG_DFL);
      removeUnfinishedOnSignals();
      std::optional<DeferInterrupt> defer;
      defer.emplace();
      if (number == SIGINT)
        defer.reset();
      std::raise(number);
    });
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == number) << status;
  }
}

TEST(OutputFilesTest, ASignalEndsTheChildFirst) {
  TestFolder folder;
  int status = runApart([&] {
    std::signal(SIGTERM, SIG_DFL);
    removeUnfinishedOnSignals();
    fs::create_directory(folder / "half");
    pid_t child = ::fork();
    // Writes one file after the other for as long as it lives.
    for (int i = 0; child == 0; ++i)
      writeText(folder / ("half/" + std::to_string(i % 100)), "x");
    Unfinished half(folder / "half");
    UnfinishedChild running(child);
    while (!fs::exists(folder / "half/9"))
      ::usleep(1000);
    std::raise(SIGTERM);
  });
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM) << status;
  EXPECT_EQ(countEntries(folder.path), 0u);
}

TEST(OutputFilesTest, AnIgnoredSignalStaysIgnored) {
  int status = runApart([] {
    std::signal(SIGHUP, SIG_IGN);
    removeUnfinishedOnSignals();
    std::raise(SIGHUP);
  });
  EXPECT_EQ(status, 0);
}
