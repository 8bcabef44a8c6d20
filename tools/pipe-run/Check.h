//===- Check.h - Comparison with the uncut model and with files -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_CHECK_H
#define PIPE_TOOLS_PIPERUN_CHECK_H

#include "DataFiles.h"
#include "Judge.h"
#include "Session.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace mlir::pipe {

/// Compares all outputs and gradients with those of the uncut model.
std::vector<CheckRow> checkResults(const Bundle &bundle,
                                   const RunResults &results,
                                   const RunResults &reference);

/// What a file was compared with.
struct FileComparison {
  std::vector<CheckRow> rows;
  /// Outputs, numbers of the step and gradients that the file lacks.
  std::vector<std::string> missingOutputs, missingReports, missingGradients;
  /// Keys of the file that name neither a result nor data of the model.
  std::vector<std::string> unusedKeys;
  double normOfMissing = 0; ///< Of the gradients that the file lacks.
};

/// Compares with a file: outputs under their names (micro-batches stacked in a
/// new first dimension), the loss also under "loss"; numbers of the step under
/// their names; gradients as a sum over the micro-batches under "gradsum.KEY",
/// else as they are under KEY, where KEY is the parameter's name or its key in
/// `renames`. An .npy file is the one output. Throws Failure when the file has
/// none of them.
FileComparison compareWithFile(const Bundle &bundle, const RunResults &results,
                               const DataFile &file, const Renames &renames);

/// Prints a line a result and a line in sum. Rows are judged. Returns whether
/// all are good.
bool printCheck(const Bundle &bundle, const std::vector<CheckRow> &rows,
                std::ostream &out);

/// Prints a line for the losses and outputs, one for the numbers of the step
/// and one for the gradients, with the largest relative difference of each, and
/// what was not compared. Returns as printCheck.
bool printComparison(const FileComparison &comparison,
                     const std::string &fileName, std::ostream &out);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_CHECK_H
