//===- TouchReport.cpp - Says whose memory was touched --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TouchReport.h"

#include <atomic>
#include <csignal>
#include <cstring>
#include <mutex>
#include <unistd.h>

using namespace mlir::pipert;

namespace {
/// What a handler of signals may read: nodes are only added, and stay.
struct Watched {
  std::atomic<const char *> begin{nullptr}; ///< Null: free.
  std::atomic<const char *> end{nullptr};
  char name[64] = {};
  Watched *next = nullptr;
};
} // namespace

static std::atomic<Watched *> first{nullptr};
static std::mutex listMutex;
static struct sigaction previous;

static void print(const char *text) {
  ssize_t written = write(STDERR_FILENO, text, std::strlen(text));
  (void)written;
}

/// Names the memory that was touched, and lets the fault happen again, for
/// whoever handled such faults before.
static void handleFault(int, siginfo_t *info, void *) {
  const char *place = static_cast<const char *>(info->si_addr);
  for (Watched *node = first.load(); node; node = node->next) {
    if (place < node->begin.load() || place >= node->end.load())
      continue;
    print("pipert: the ");
    print(node->name);
    print(" was touched although no kernel that is running was given it\n");
    break;
  }
  sigaction(SIGSEGV, &previous, nullptr);
}

void *mlir::pipert::watch(void *data, uint64_t bytes, const std::string &name) {
  std::lock_guard lock(listMutex);
  if (!first.load()) {
    struct sigaction action = {};
    action.sa_sigaction = handleFault;
    action.sa_flags = SA_SIGINFO;
    sigaction(SIGSEGV, &action, &previous);
  }
  Watched *node = first.load();
  while (node && node->begin.load())
    node = node->next;
  if (!node) {
    node = new Watched;
    node->next = first.load();
    first.store(node);
  }
  std::strncpy(node->name, name.c_str(), sizeof(node->name) - 1);
  node->end.store(static_cast<const char *>(data) + bytes);
  node->begin.store(static_cast<const char *>(data));
  return node;
}

void mlir::pipert::unwatch(void *handle) {
  std::lock_guard lock(listMutex);
  auto *node = static_cast<Watched *>(handle);
  node->begin.store(nullptr);
  node->end.store(nullptr);
}
