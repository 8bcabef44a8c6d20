//===- Launcher.cpp - Starts a process for each rank ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Launcher.h"
#include "Launch.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <iostream>
#include <netinet/in.h>
#include <poll.h>
#include <random>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>
#if defined(__linux__)
#include <sys/prctl.h>
#endif

using namespace mlir::pipe;

using Clock = std::chrono::steady_clock;

/// How long the others have to leave when one has ended badly: they see it at
/// once, and say where they stood.
static constexpr Clock::duration grace = std::chrono::milliseconds(3500);
static constexpr Clock::duration shortGrace = std::chrono::milliseconds(1000);

/// What is kept of what a process says.
static constexpr size_t maxSaid = 1 << 16;

namespace {
struct Child {
  pid_t process = -1;
  int said = -1; ///< Where its standard error is read; -1: nowhere.
  std::string text = {};
  bool isRunning = true;
  bool isStopped = false; ///< By a signal: it cannot leave by itself.
  bool isEnded = false;   ///< By the launcher.
  int status = 0;         ///< As waitpid tells.

  bool wasKilled() const { return WIFSIGNALED(status); }
  bool isGood() const { return WIFEXITED(status) && WEXITSTATUS(status) == 0; }
};
} // namespace

[[noreturn]] static void failToStart(const char *what) {
  throw Failure{"cannot start processes: " + std::string(what) + ": " +
                    std::strerror(errno),
                ExitStatus::RunFailed};
}

static std::string makeToken() {
  std::random_device device;
  std::string token;
  for (int i = 0; i < 32; ++i)
    token += "0123456789abcdef"[device() & 15];
  return token;
}

/// Listens at a port of loopback that the system chooses.
static int listenAtLoopback(std::string &place) {
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto *any = reinterpret_cast<sockaddr *>(&address);
  socklen_t size = sizeof(address);
  if (listener < 0 || bind(listener, any, size) != 0 ||
      listen(listener, SOMAXCONN) != 0 ||
      getsockname(listener, any, &size) != 0)
    failToStart("socket");
  fcntl(listener, F_SETFD, FD_CLOEXEC);
  place = "127.0.0.1:" + std::to_string(ntohs(address.sin_port));
  return listener;
}

/// Becomes the process of `rank`; does not return.
[[noreturn]] static void become(int32_t rank, int argc, char **argv,
                                const std::string &place,
                                const std::string &token, int listener,
                                int said, pid_t parent) {
#if defined(__linux__)
  // Nobody is left behind when this process is killed.
  prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
  if (getppid() != parent)
    _exit(int(ExitStatus::RunFailed));
  if (said >= 0)
    dup2(said, STDERR_FILENO);
  // Ctrl-C goes to all of them; rank 0 knows what it means.
  if (rank != 0)
    signal(SIGINT, SIG_IGN);
  else
    signal(SIGINT, SIG_DFL);
  setenv(kTokenVariable, token.c_str(), 1);
  unsetenv(kListenerVariable);
  if (rank == 0) {
    fcntl(listener, F_SETFD, 0);
    setenv(kListenerVariable, std::to_string(listener).c_str(), 1);
  }
  std::string rankOption = "--rank=" + std::to_string(rank);
  std::string placeOption = "--rendezvous=" + place;
  std::vector<char *> arguments = {argv[0], rankOption.data(),
                                   placeOption.data()};
  arguments.insert(arguments.end(), argv + 1, argv + argc);
  arguments.push_back(nullptr);
#if defined(__linux__)
  execv("/proc/self/exe", arguments.data());
#endif
  execvp(argv[0], arguments.data());
  _exit(int(ExitStatus::RunFailed));
}

static std::vector<Child> start(int32_t count, int argc, char **argv,
                                bool isVerbose) {
  std::string place;
  const std::string token = makeToken();
  const int listener = listenAtLoopback(place);
  const pid_t parent = getpid();
  std::vector<Child> children;
  for (int32_t rank = 0; rank < count; ++rank) {
    int ends[2] = {-1, -1};
    if (rank != 0 && !isVerbose) {
      if (pipe(ends) != 0)
        failToStart("pipe");
      fcntl(ends[0], F_SETFD, FD_CLOEXEC);
      fcntl(ends[1], F_SETFD, FD_CLOEXEC);
      fcntl(ends[0], F_SETFL, O_NONBLOCK);
    }
    pid_t process = fork();
    if (process == 0)
      become(rank, argc, argv, place, token, listener, ends[1], parent);
    if (process < 0) {
      for (const Child &child : children)
        kill(child.process, SIGKILL);
      failToStart("fork");
    }
    if (ends[1] >= 0)
      close(ends[1]);
    children.push_back({process, ends[0]});
  }
  // Who connects when rank 0 is dead is to see it.
  close(listener);
  return children;
}

/// Reads what has been said; the beginning of it is kept.
static void readSaid(Child &child) {
  char bytes[4096];
  ssize_t size;
  while ((size = read(child.said, bytes, sizeof(bytes))) > 0)
    child.text.append(bytes,
                      std::min(size_t(size), maxSaid - child.text.size()));
  if (size == 0) {
    close(child.said);
    child.said = -1;
  }
}

/// Waits a little for something to be said.
static void listenTo(std::vector<Child> &children) {
  std::vector<pollfd> entries;
  for (const Child &child : children)
    if (child.said >= 0)
      entries.push_back({child.said, POLLIN, 0});
  (void)poll(entries.data(), nfds_t(entries.size()), 20);
  for (Child &child : children)
    if (child.said >= 0)
      readSaid(child);
}

/// Notices what has become of a process.
static void look(Child &child) {
  int status = 0;
  while (child.isRunning &&
         waitpid(child.process, &status, WNOHANG | WUNTRACED | WCONTINUED) ==
             child.process) {
    child.isStopped = WIFSTOPPED(status);
    child.isRunning = WIFSTOPPED(status) || WIFCONTINUED(status);
    if (!child.isRunning)
      child.status = status;
  }
}

/// Notices who has ended. Returns how many are running.
static size_t countRunning(std::vector<Child> &children) {
  size_t running = 0;
  for (Child &child : children) {
    look(child);
    running += child.isRunning;
  }
  return running;
}

/// How long the processes that are running have still; nothing: any time.
static std::optional<Clock::duration>
findGrace(const std::vector<Child> &children) {
  const Child &first = children[0];
  bool isOver = !first.isRunning;
  for (const Child &child : children)
    isOver |= !child.isRunning && !child.isGood();
  if (!isOver)
    return std::nullopt;
  // Nobody is left who could leave by itself.
  if (std::all_of(children.begin(), children.end(), [](const Child &child) {
        return !child.isRunning || child.isStopped;
      }))
    return Clock::duration::zero();
  // Where rank 0 has said why, the others have nothing to say.
  bool isSaid = !first.isRunning && !first.wasKilled() && !first.isGood();
  return isSaid ? shortGrace : grace;
}

/// Waits until all have ended; those that do not in time are ended.
static void await(std::vector<Child> &children) {
  Clock::time_point end = Clock::time_point::max();
  std::optional<Clock::duration> given;
  while (countRunning(children) > 0) {
    listenTo(children);
    std::optional<Clock::duration> now = findGrace(children);
    if (now && (!given || *now < *given)) {
      given = now;
      end = std::min(end, Clock::now() + *now);
    }
    if (Clock::now() < end)
      continue;
    for (Child &child : children)
      if (child.isRunning)
        child.isEnded = kill(child.process, SIGKILL) == 0;
    end = Clock::now() + grace;
  }
  listenTo(children);
}

/// Says what rank 0 could not.
static void report(const std::vector<Child> &children) {
  for (size_t rank = 0; rank < children.size(); ++rank)
    if (int status = children[rank].status;
        WIFSIGNALED(status) && !children[rank].isEnded)
      std::cerr << "pipe-run: the process of rank " << rank
                << " was ended by signal " << WTERMSIG(status) << " ("
                << strsignal(WTERMSIG(status)) << ")\n";
  const Child &first = children[0];
  if (!first.wasKilled() && !first.isGood())
    return;
  for (const Child &child : children) {
    if (child.isGood() || child.text.empty())
      continue;
    std::cerr << child.text;
    return;
  }
}

ExitStatus mlir::pipe::launch(int32_t count, int argc, char **argv,
                              bool isVerbose) {
  // Rank 0 decides what an interrupt means; the others follow it.
  signal(SIGINT, SIG_IGN);
  std::vector<Child> children = start(count, argc, argv, isVerbose);
  await(children);
  const Child &first = children[0];
  if (first.wasKilled() && WTERMSIG(first.status) == SIGINT)
    return ExitStatus::Interrupted;
  report(children);
  if (WIFEXITED(first.status) && !first.isGood())
    return ExitStatus(WEXITSTATUS(first.status));
  bool isGood = std::all_of(children.begin(), children.end(),
                            [](const Child &child) { return child.isGood(); });
  return isGood ? ExitStatus::Done : ExitStatus::RunFailed;
}
