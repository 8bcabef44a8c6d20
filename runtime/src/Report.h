//===- Report.h - Who waits for whom, and who is to blame -------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_REPORT_H
#define PIPERT_SRC_REPORT_H

#include "Blob.h"
#include "pipert/pipert.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mlir::pipert {

/// Where one rank stands.
struct Standing {
  std::string place;     ///< As "in F stage 1 micro-batch 0".
  int32_t waitsFor = -1; ///< The rank it waits for, or -1.
  bool ended = false;    ///< Its program has returned.
  bool isKnown = true;   ///< False: nobody can tell, so it is not to blame.
  std::string name = {}; ///< Of the rank; "": "rank 1" and the like.
};

/// What a rank tells the others of itself.
struct RankNews {
  uint64_t progress = 0; ///< Changes when the rank goes on.
  bool isLast = false;   ///< Where it stood when the run was aborted.
  Standing standing;
  /// With the last news: what it has done last.
  std::vector<pipert_event_t> events = {};
};

Blob pack(const RankNews &news);
/// Nothing if that is not the blob of `pack`.
std::optional<RankNews> unpackNews(const Blob &blob, int32_t numRanks);

/// Says who keeps the others waiting, one line each: every rank that waits for
/// nobody and has not ended; every ended rank that somebody waits for; every
/// circle of ranks that wait for each other.
///
///   {0 waits for 1, 1 in a task}  -> "rank 1 is to blame: in F stage 1 ..."
///   {0 waits for 1, 1 waits for 0} -> "ranks 0 -> 1 -> 0 wait in a circle"
std::string findCulprits(const std::vector<Standing> &ranks);

/// The report of a failed run: one line a rank, indented by two blanks.
std::string describe(const std::vector<Standing> &ranks);

} // namespace mlir::pipert

#endif // PIPERT_SRC_REPORT_H
