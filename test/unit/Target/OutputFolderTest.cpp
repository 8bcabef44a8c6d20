//===- OutputFolderTest.cpp - Folders that cannot be put in place -------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OutputFolder.h"

#include "TestContext.h"

#include <functional>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace mlir::pipe;
using namespace mlir::pipe::test;
namespace fs = llvm::sys::fs;

namespace {

llvm::Error isOwn(llvm::StringRef) { return llvm::Error::success(); }

/// The message of `error`; "" if there is none.
std::string getMessage(llvm::Error error) {
  return error ? llvm::toString(std::move(error)) : "";
}

/// Makes a folder at `path`, lets `change` do something, and puts it there.
std::string write(const std::string &path,
                  const std::function<void(const OutputFolder &)> &change) {
  llvm::Expected<OutputFolder> folder = OutputFolder::create(path, isOwn);
  if (!folder)
    return getMessage(folder.takeError());
  change(*folder);
  return getMessage(folder->commit(isOwn));
}

void makeFile(const std::string &path) {
  std::error_code code;
  llvm::raw_fd_ostream(path, code) << "text";
  ASSERT_FALSE(code) << path;
}

/// Runs `body` in a process of a user who owns nothing; returns what it says.
std::string sayAsNobody(const std::function<std::string()> &body) {
  int ends[2];
  EXPECT_EQ(::pipe(ends), 0);
  pid_t child = ::fork();
  if (child == 0) {
    constexpr uid_t kNobody = 65534;
    bool changed = ::geteuid() != 0 || ::setuid(kNobody) == 0;
    std::string text = changed ? body() : "cannot become another user";
    _exit(::write(ends[1], text.data(), text.size()) == ssize_t(text.size())
              ? 0
              : 1);
  }
  ::close(ends[1]);
  char text[1024];
  ssize_t size = ::read(ends[0], text, sizeof(text));
  ::close(ends[0]);
  EXPECT_EQ(::waitpid(child, nullptr, 0), child);
  return std::string(text, size_t(std::max<ssize_t>(size, 0)));
}

void doNothing(const OutputFolder &) {}

TEST(OutputFolder, IsPutInPlace) {
  TestFolder folder;
  EXPECT_EQ(write(folder / "m.pipe",
                  [](const OutputFolder &made) {
                    EXPECT_EQ(getMessage(made.writeFile("a", "text")), "");
                  }),
            "");
  EXPECT_TRUE(fs::exists(folder / "m.pipe/a"));
}

TEST(OutputFolder, AnOldFolderMustBeWritable) {
  TestFolder folder;
  std::string path = folder / "m.pipe";
  ASSERT_FALSE(fs::create_directory(path));
  ASSERT_EQ(::chmod(path.c_str(), 0555), 0);
  EXPECT_EQ(sayAsNobody([&] { return write(path, doNothing); }),
            "cannot replace '" + path + "': Permission denied");
}

TEST(OutputFolder, WhatCameInBetweenIsCheckedToo) {
  TestFolder folder;
  std::string path = folder / "m.pipe";
  EXPECT_EQ(write(path, [&](const OutputFolder &) { makeFile(path); }),
            "'" + path +
                "' exists and is no bundle, but a file; remove it or write to "
                "another place");
}

TEST(OutputFolder, FilesThatCannotBeWrittenAreNamed) {
  TestFolder folder;
  std::string path = folder / "m.pipe";
  write(path, [&](const OutputFolder &made) {
    EXPECT_EQ(getMessage(made.writeFile("no/such", "text")),
              "cannot write 'no/such' of '" + path +
                  "': No such file or directory");
  });
}

// The old folder has a folder of somebody else, with a file in it.
TEST(OutputFolder, AnOldFolderThatStaysIsNamed) {
  TestFolder folder;
  std::string path = folder / "m.pipe";
  ASSERT_FALSE(fs::create_directories(path + "/closed"));
  makeFile(path + "/closed/a");
  ASSERT_EQ(::chmod((path + "/closed").c_str(), 0555), 0);
  ASSERT_EQ(::chmod(path.c_str(), 0777), 0);
  std::string text = sayAsNobody([&] { return write(path, doNothing); });
  llvm::StringRef rest = text;
  EXPECT_TRUE(rest.consume_front(
      "'" + path + "' is written, but the bundle that was there is now '" +
      path + "."))
      << text;
  EXPECT_TRUE(rest.consume_back("' and cannot be removed: Permission denied"))
      << text;
  EXPECT_TRUE(fs::exists(path + "." + rest + "/closed/a"));
  EXPECT_FALSE(fs::exists(path + "/closed"));
  // So that whoever is not root can clear it away.
  (void)::chmod((path + "." + rest.str() + "/closed").c_str(), 0755);
}

} // namespace
