//===- GuardedMemory.h - Memory that is closed between kernels  -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_GUARDED_GUARDEDMEMORY_H
#define PIPERT_SRC_GUARDED_GUARDEDMEMORY_H

#include "../threads/CopyChannel.h"

#include <map>
#include <mutex>
#include <string>

namespace mlir::pipert {

/// Blocks of memory that are mapped twice: once at the address that everybody
/// knows, where only an open block may be touched, and once at an address that
/// the runtime alone knows and copies through. A touch of a closed block ends
/// the process with a message that names the block.
class GuardedMemory final : public MessageMemory {
public:
  ~GuardedMemory();

  /// Returns null if there is no room.
  void *allocate(uint64_t bytes, uint64_t alignment, const std::string &name);
  /// Returns false if `data` is no block.
  bool free(void *data);
  /// Whether `data` is the start of a block.
  bool has(const void *data) const;
  /// Whether the bytes between the end of the block and of its last page are as
  /// they were made.
  bool isIntact(const void *data) const;

  /// Lets everybody touch the block that `data` lies in until `close` was
  /// called as often; does nothing for other memory.
  void open(const void *data);
  void close(const void *data);

  void copy(void *destination, const void *source, uint64_t bytes) override;
  /// Makes the bytes at `data` such that whoever reads them gets NaN.
  void forget(void *data, uint64_t bytes) override;

private:
  struct Block {
    uint64_t bytes = 0;
    uint64_t mappedBytes = 0;
    char *secret = nullptr; ///< Where the runtime reaches the block.
    int64_t numOpen = 0;
    void *watched = nullptr; ///< What the handler of signals knows of it.
  };
  using Blocks = std::map<const char *, Block>;

  Blocks::iterator find(const void *data);
  /// Where the runtime reaches `data`: as it is, if it lies in no block.
  void *reach(const void *data);
  void unmap(Blocks::iterator block);

  mutable std::mutex mutex;
  Blocks blocks; ///< By address.
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_GUARDED_GUARDEDMEMORY_H
