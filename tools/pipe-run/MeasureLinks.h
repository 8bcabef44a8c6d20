//===- MeasureLinks.h - How fast messages are -------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_MEASURELINKS_H
#define PIPE_TOOLS_PIPERUN_MEASURELINKS_H

#include "Session.h"

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace mlir::pipe {

/// Two ranks that send each other messages.
struct LinkTimes {
  int32_t first = 0, second = 0;
  /// From the send of a message of 8 bytes to its arrival.
  double latencyNs = 0;
  /// Bytes a second beyond that; nothing where a long message takes no longer
  /// than a short one, since none is copied.
  std::optional<double> bandwidth;
};

/// Sends messages there and back between each two ranks of the bundle that have
/// a channel, one pair at a time; nothing else runs. All processes of a run
/// call it; that of rank 0 gets the times. Throws Failure.
std::vector<LinkTimes> measureLinks(const Bundle &bundle,
                                    const RunOptions &options);

/// A table of the links, and the options of pipe-plan that say as much.
void printLinks(const std::vector<LinkTimes> &links, std::ostream &out);

/// The file that `pipe-plan --links` reads: the latency and the bandwidth of
/// the slowest links, and of each one.
std::string makeLinksFile(const std::vector<LinkTimes> &links);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_MEASURELINKS_H
