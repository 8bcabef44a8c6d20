//===- Check.h - Comparison with the uncut model and with files -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_CHECK_H
#define PIPE_TOOLS_PIPERUN_CHECK_H

#include "Bundle.h"
#include "DataFiles.h"
#include "Difference.h"
#include "Runner.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace mlir::pipe {

/// One compared result.
struct CheckRow {
  std::string kind; ///< "output" or "gradient".
  std::string name;
  Difference difference;
};

/// Compares all outputs and gradients with those of the uncut model.
std::vector<CheckRow> checkResults(const Bundle &bundle,
                                   const RunResults &results,
                                   const RunResults &reference);

/// Compares with a file: outputs under their names (micro-batches stacked in a
/// new first dimension); gradients as a sum over the micro-batches under
/// "gradsum.KEY", else as they are under KEY, where KEY is the parameter's name
/// or its key in `renames`. An .npy file is the one output. Results that the
/// file lacks are left out; throws Failure when it has none.
std::vector<CheckRow> compareWithFile(const Bundle &bundle,
                                      const RunResults &results,
                                      const DataFile &file,
                                      const Renames &renames);

/// The tolerance where the user gives none: 1e-5; with 16-bit floats among the
/// parameters, inputs and outputs a few units in their last place, since every
/// operation on them rounds that much.
double getDefaultTolerance(const Manifest &manifest);

/// Prints a line a result and a line in sum. Returns whether every relative
/// difference is at most `tolerance`.
bool printCheck(const Bundle &bundle, const std::vector<CheckRow> &rows,
                double tolerance, std::ostream &out);

/// Prints a line for the losses and outputs and one for the gradients, with the
/// largest relative difference of each. Returns as printCheck.
bool printComparison(const std::vector<CheckRow> &rows,
                     const std::string &fileName, double tolerance,
                     std::ostream &out);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_CHECK_H
