//===- GuardedMemory.cpp - Memory that is closed between kernels ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GuardedMemory.h"
#include "TouchReport.h"

#include <algorithm>
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>

using namespace mlir::pipert;

/// What lies behind the end of a block.
static constexpr unsigned char guardValue = 0xa5;
/// A NaN in every floating-point type.
static constexpr unsigned char forgottenValue = 0xff;

GuardedMemory::~GuardedMemory() {
  while (!blocks.empty())
    unmap(blocks.begin());
}

void GuardedMemory::unmap(Blocks::iterator block) {
  unwatch(block->second.watched);
  munmap(const_cast<char *>(block->first), block->second.mappedBytes);
  munmap(block->second.secret, block->second.mappedBytes);
  blocks.erase(block);
}

void *GuardedMemory::allocate(uint64_t bytes, uint64_t alignment,
                              const std::string &name) {
  uint64_t page = uint64_t(sysconf(_SC_PAGESIZE));
  if (alignment > page || bytes > UINT64_MAX / 2)
    return nullptr;
  uint64_t mapped = std::max(page, (bytes + page - 1) / page * page);
  int file = memfd_create("pipert", MFD_CLOEXEC);
  if (file < 0)
    return nullptr;
  void *views[2] = {MAP_FAILED, MAP_FAILED};
  if (ftruncate(file, off_t(mapped)) == 0) {
    views[0] = mmap(nullptr, mapped, PROT_NONE, MAP_SHARED, file, 0);
    views[1] =
        mmap(nullptr, mapped, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  }
  ::close(file);
  if (views[0] == MAP_FAILED || views[1] == MAP_FAILED) {
    for (void *view : views)
      if (view != MAP_FAILED)
        munmap(view, mapped);
    return nullptr;
  }
  Block block;
  block.bytes = bytes;
  block.mappedBytes = mapped;
  block.secret = static_cast<char *>(views[1]);
  block.watched = watch(views[0], mapped, name);
  std::memset(block.secret + bytes, guardValue, mapped - bytes);
  std::lock_guard lock(mutex);
  blocks[static_cast<const char *>(views[0])] = block;
  return views[0];
}

bool GuardedMemory::free(void *data) {
  std::lock_guard lock(mutex);
  auto block = blocks.find(static_cast<const char *>(data));
  if (block == blocks.end())
    return false;
  unmap(block);
  return true;
}

bool GuardedMemory::has(const void *data) const {
  std::lock_guard lock(mutex);
  return blocks.count(static_cast<const char *>(data)) != 0;
}

bool GuardedMemory::isIntact(const void *data) const {
  std::lock_guard lock(mutex);
  auto block = blocks.find(static_cast<const char *>(data));
  if (block == blocks.end())
    return true;
  const auto *bytes =
      reinterpret_cast<const unsigned char *>(block->second.secret);
  return std::all_of(bytes + block->second.bytes,
                     bytes + block->second.mappedBytes,
                     [](unsigned char byte) { return byte == guardValue; });
}

/// The mutex is held.
GuardedMemory::Blocks::iterator GuardedMemory::find(const void *data) {
  auto block = blocks.upper_bound(static_cast<const char *>(data));
  if (block == blocks.begin())
    return blocks.end();
  --block;
  bool inside = static_cast<const char *>(data) <
                block->first + block->second.mappedBytes;
  return inside ? block : blocks.end();
}

void GuardedMemory::open(const void *data) {
  std::lock_guard lock(mutex);
  auto block = find(data);
  if (block == blocks.end() || block->second.numOpen++ > 0)
    return;
  mprotect(const_cast<char *>(block->first), block->second.mappedBytes,
           PROT_READ | PROT_WRITE);
}

void GuardedMemory::close(const void *data) {
  std::lock_guard lock(mutex);
  auto block = find(data);
  if (block == blocks.end() || --block->second.numOpen > 0)
    return;
  mprotect(const_cast<char *>(block->first), block->second.mappedBytes,
           PROT_NONE);
}

void *GuardedMemory::reach(const void *data) {
  std::lock_guard lock(mutex);
  auto block = find(data);
  if (block == blocks.end())
    return const_cast<void *>(data);
  return block->second.secret +
         (static_cast<const char *>(data) - block->first);
}

void GuardedMemory::copy(void *destination, const void *source,
                         uint64_t bytes) {
  if (bytes != 0)
    std::memcpy(reach(destination), reach(source), bytes);
}

void GuardedMemory::forget(void *data, uint64_t bytes) {
  if (bytes != 0)
    std::memset(reach(data), forgottenValue, bytes);
}
