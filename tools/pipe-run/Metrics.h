//===- Metrics.h - The file of --metrics ---------------------- -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_METRICS_H
#define PIPE_TOOLS_PIPERUN_METRICS_H

#include "pipe/TensorIO/LogFile.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mlir::pipe {

struct MetricsOptions {
  std::string path; ///< "": no file is written.
  /// The file goes on behind the lines of so many steps; nothing: it begins
  /// anew.
  std::optional<int64_t> keptSteps;
};

/// How many bytes of `text`, which the file `path` holds, are the lines of the
/// steps up to `lastStep`. \errors a line is not one that `toJson` makes of a
/// step, is not behind that of a lower one, or has no end.
IoResult<size_t> measureSteps(std::string_view text, const std::string &path,
                              int64_t lastStep);

/// Opens the file; nothing where none is asked for. Lines of later steps than
/// those that are kept are cut off. Throws Failure if it cannot be opened, or
/// is to go on and is no file of metrics; then it stays as it is.
std::optional<LogFile> openMetrics(const MetricsOptions &options);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_METRICS_H
