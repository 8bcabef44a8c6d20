//===- BatchSet.cpp - Sets of micro-batches -------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BatchSet.h"

#include <algorithm>

using namespace mlir::pipe::check;

bool BatchSet::contains(int32_t batch) const {
  auto next = runs.upper_bound(batch);
  return next != runs.begin() && std::prev(next)->second > batch;
}

void BatchSet::insert(int32_t batch) { insertRun(batch, batch + 1); }

/// Adds [begin, end), none of which the set contains.
void BatchSet::insertRun(int32_t begin, int32_t end) {
  count += end - begin;
  auto next = runs.lower_bound(begin);
  if (next != runs.end() && next->first == end) {
    end = next->second;
    next = runs.erase(next);
  }
  if (next != runs.begin() && std::prev(next)->second == begin)
    std::prev(next)->second = end;
  else
    runs.emplace_hint(next, begin, end);
}

std::optional<int32_t> BatchSet::findCommon(const BatchSet &other) const {
  for (auto a = runs.begin(), b = other.runs.begin();
       a != runs.end() && b != other.runs.end();) {
    int32_t begin = std::max(a->first, b->first);
    if (begin < std::min(a->second, b->second))
      return begin;
    ++(a->second < b->second ? a : b);
  }
  return std::nullopt;
}

std::optional<int32_t> BatchSet::insertAll(const BatchSet &other) {
  if (std::optional<int32_t> common = findCommon(other))
    return common;
  for (const auto &[begin, end] : other.runs)
    insertRun(begin, end);
  return std::nullopt;
}
