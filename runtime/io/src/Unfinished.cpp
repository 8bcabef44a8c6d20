//===- Unfinished.cpp - What a signal must not leave behind ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/TensorIO/Unfinished.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// What a handler calls is async-signal-safe: no memory, no locks, no streams.

namespace mlir::pipe {
namespace {
constexpr int kNumEntries = 8;
constexpr size_t kMaxPath = 4096;

struct Entry {
  enum State : int { Free, Filling, Held, Removing };
  /// What a handler removes stays as it is: nobody fills the entry again.
  std::atomic<int> state;
  char path[kMaxPath];

  bool change(int from, int to) {
    return state.compare_exchange_strong(from, to);
  }
};
Entry entries[kNumEntries];

std::atomic<int> numHolds;
std::atomic<int> pendingSignal;
std::atomic<int> childProcess;
std::atomic<bool> isDeferred; ///< SIGINT, by a `DeferInterrupt`.
std::atomic<bool> isInterrupted;
std::atomic<int> terminationDescriptor{-1}; ///< Of a `DeferTermination`.
std::atomic<int> deferredTermination;       ///< A signal, or 0.

/// An entry of a folder as the kernel gives it.
struct KernelEntry {
  uint64_t inode;
  int64_t offset;
  unsigned short length;
  unsigned char type;
  char name[1];
};
} // namespace

/// Removes the files of a folder; folders in it stay.
static void removeFiles(int folder) {
  alignas(KernelEntry) char block[4096];
  for (;;) {
    long size = ::syscall(SYS_getdents64, folder, block, sizeof(block));
    if (size <= 0)
      return;
    for (long at = 0; at < size;) {
      const auto *entry = reinterpret_cast<const KernelEntry *>(block + at);
      ::unlinkat(folder, entry->name, 0);
      at += entry->length;
    }
  }
}

/// Removes a file, or a folder with its files. Another thread may still be
/// making files there, so that it is tried again.
static void removePath(const char *path) {
  if (::unlink(path) == 0 || errno == ENOENT)
    return;
  for (int i = 0; i < 1000; ++i) {
    int folder = ::open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0)
      return;
    removeFiles(folder);
    ::close(folder);
    if (::rmdir(path) == 0 || (errno != ENOTEMPTY && errno != EEXIST))
      return;
  }
}

/// Removes what is unfinished and ends the process by `signal`.
static void endBySignal(int signal) {
  if (int child = childProcess.exchange(0)) {
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
  }
  // Two threads may be here: each removes all, and so none ends the process
  // before all is gone.
  for (Entry &entry : entries)
    if (entry.change(Entry::Held, Entry::Removing) ||
        entry.state.load() == Entry::Removing)
      removePath(entry.path);
  struct sigaction action = {};
  action.sa_handler = SIG_DFL;
  ::sigaction(signal, &action, nullptr);
  sigset_t only;
  ::sigemptyset(&only);
  ::sigaddset(&only, signal);
  ::pthread_sigmask(SIG_UNBLOCK, &only, nullptr);
  ::raise(signal);
}

static void handle(int signal) {
  if (signal == SIGINT && isDeferred.load() && !isInterrupted.exchange(true))
    return;
  int error = errno;
  if (signal != SIGINT) {
    if (int descriptor = terminationDescriptor.exchange(-1); descriptor >= 0) {
      deferredTermination.store(signal);
      const char number = char(signal);
      if (::write(descriptor, &number, 1) == 1) {
        errno = error;
        return;
      }
    }
  }
  pendingSignal.store(signal);
  if (numHolds.load() == 0)
    endBySignal(signal);
  errno = error;
}

void removeUnfinishedOnSignals() {
  for (int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction action = {};
    if (::sigaction(signal, nullptr, &action) != 0 ||
        action.sa_handler == SIG_IGN)
      continue;
    action = {};
    action.sa_handler = handle;
    action.sa_flags = SA_RESTART;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(signal, &action, nullptr);
  }
}

// A handler notes the signal and then looks for holds; a hold is counted and
// then looks for signals. So one of the two sees the other.
HoldSignals::HoldSignals() {
  numHolds.fetch_add(1);
  if (int signal = pendingSignal.load()) {
    numHolds.fetch_sub(1);
    endBySignal(signal);
  }
}

HoldSignals::~HoldSignals() {
  if (numHolds.fetch_sub(1) != 1)
    return;
  if (int signal = pendingSignal.load())
    endBySignal(signal);
}

DeferInterrupt::DeferInterrupt() {
  isInterrupted.store(false);
  isDeferred.store(true);
}

DeferInterrupt::~DeferInterrupt() { isDeferred.store(false); }

bool DeferInterrupt::isRequested() const { return isInterrupted.load(); }

DeferTermination::DeferTermination(int descriptor) {
  terminationDescriptor.store(descriptor);
}

DeferTermination::~DeferTermination() { terminationDescriptor.store(-1); }

void endByDeferredSignal() {
  int signal = deferredTermination.load();
  if (signal == 0)
    return;
  pendingSignal.store(signal);
  if (numHolds.load() == 0)
    endBySignal(signal);
}

Unfinished::Unfinished(const std::string &path) {
  if (path.size() >= kMaxPath)
    return;
  for (int i = 0; i < kNumEntries; ++i) {
    if (!entries[i].change(Entry::Free, Entry::Filling))
      continue;
    std::memcpy(entries[i].path, path.c_str(), path.size() + 1);
    entries[i].state.store(Entry::Held);
    entry = i;
    return;
  }
}

Unfinished &Unfinished::operator=(Unfinished &&other) noexcept {
  if (this != &other) {
    forget();
    entry = other.entry;
    other.entry = -1;
  }
  return *this;
}

void Unfinished::forget() {
  if (entry >= 0)
    entries[entry].change(Entry::Held, Entry::Free);
  entry = -1;
}

UnfinishedChild::UnfinishedChild(int process) { childProcess.store(process); }

UnfinishedChild::~UnfinishedChild() { childProcess.store(0); }

} // namespace mlir::pipe
