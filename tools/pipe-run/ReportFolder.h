//===- ReportFolder.h - Where the report of a failure goes ------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_REPORTFOLDER_H
#define PIPE_TOOLS_PIPERUN_REPORTFOLDER_H

#include "Session.h"

#include <string>

namespace mlir::pipe {

/// The folder of --report. A run that does not fail leaves nothing in it.
class ReportFolder {
public:
  /// Makes the folder unless it is there, and tries to write into it. Throws
  /// Failure (bad input) where that is not possible.
  explicit ReportFolder(const std::string &path);
  /// Removes the folder if it was made here, and is empty.
  ~ReportFolder();
  ReportFolder(const ReportFolder &) = delete;

  /// Writes report.txt, events.json and trace.json, in place of those of an
  /// earlier failure; a process that is left alone by rank 0 puts the number of
  /// its rank before their names ("rank2.report.txt"). Says where they are, or
  /// why they cannot be written, on the standard error, unless `isQuiet`.
  void write(const Bundle &bundle, const FailureRecord &record,
             bool isQuiet = false);

private:
  const std::string path;
  bool isNew = false;
};

/// Writes the report, if one is wanted, of a run that fails: in a step, or by
/// an exception between two.
class FailureWriter {
public:
  FailureWriter(ReportFolder *folder, const Bundle &bundle,
                const Runner &runner)
      : folder(folder), bundle(bundle), runner(runner) {}
  ~FailureWriter();
  FailureWriter(const FailureWriter &) = delete;

  void write();

private:
  ReportFolder *const folder;
  const Bundle &bundle;
  const Runner &runner;
};

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_REPORTFOLDER_H
