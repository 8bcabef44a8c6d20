//===- SliceChain.cpp - What was written last to each part ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Slices/SliceChain.h"

#include <algorithm>

using namespace mlir::pipe;

bool SliceChain::add(int64_t begin, int64_t end) {
  auto next = ranges.lower_bound(begin);
  if (next != ranges.end() && next->first == begin) {
    if (next->second.end != end)
      return false;
  } else {
    if (next != ranges.end() && next->first < end)
      return false;
    if (next != ranges.begin() && std::prev(next)->second.end > begin)
      return false;
    next = ranges.insert(next, {begin, {end, {}}});
  }
  next->second.writes.push_back(numWrites++);
  begins.push_back(begin);
  return true;
}

std::optional<int64_t> SliceChain::find(int64_t begin, int64_t end,
                                        int64_t last) const {
  auto it = ranges.upper_bound(begin);
  if (it != ranges.begin() && std::prev(it)->second.end > begin)
    --it;
  for (; it != ranges.end() && it->first < end; ++it) {
    const std::vector<int64_t> &writes = it->second.writes;
    auto after = std::upper_bound(writes.begin(), writes.end(), last);
    if (after == writes.begin())
      continue; // Written later.
    if (it->first <= begin && end <= it->second.end)
      return *std::prev(after);
    return std::nullopt;
  }
  return kNone;
}
