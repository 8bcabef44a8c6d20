//===- CheckReport.cpp - What comparisons print ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Check.h"

#include "pipe/Support/Names.h"

#include <algorithm>
#include <iomanip>
#include <ostream>

using namespace mlir::pipe;

/// What is to be said of a row beside its numbers.
static void printRemarks(const CheckRow &row, std::ostream &out) {
  if (row.difference.numNan > 0)
    out << "  " << row.difference.numNan << " NaN in both";
  if (row.rule == Rule::Unlike)
    out << "  TOO FAR: " << row.difference.numUnlike
        << " NaN or infinite on one side";
  else if (row.rule == Rule::TooFar)
    out << "  TOO FAR, tolerance " << row.tolerance;
  else if (row.rule == Rule::Global)
    out << "  rounding: " << row.globalRelative << " of all gradients";
}

/// The row that is farthest from good.
static const CheckRow &findWorst(const std::vector<CheckRow> &rows) {
  return *std::max_element(rows.begin(), rows.end(),
                           [](const CheckRow &a, const CheckRow &b) {
                             return std::pair(!a.isGood(), getBadness(a)) <
                                    std::pair(!b.isGood(), getBadness(b));
                           });
}

bool mlir::pipe::printCheck(const Bundle &bundle,
                            const std::vector<CheckRow> &rows,
                            std::ostream &out) {
  size_t width = 4;
  for (const CheckRow &row : rows)
    width = std::max(width, row.name.size());
  out << "check against the unpartitioned model\n  " << std::left
      << std::setw(10) << "kind" << std::setw(int(width)) << "name"
      << std::right << "    elements   bit-equal  max |diff|    relative\n";
  int64_t numElements = 0, numBitEqual = 0;
  double largest = 0;
  out << std::setprecision(3);
  for (const CheckRow &row : rows) {
    const Difference &difference = row.difference;
    numElements += difference.numElements;
    numBitEqual += difference.numBitEqual;
    largest = std::max(largest, difference.getRelative());
    out << "  " << std::left << std::setw(10) << row.kind
        << std::setw(int(width)) << row.name << std::right << std::setw(12)
        << difference.numElements << std::setw(12) << difference.numBitEqual
        << std::setw(12) << difference.maxAbsolute << std::setw(12)
        << difference.getRelative();
    printRemarks(row, out);
    out << "\n";
  }
  out << (isGood(rows) ? "ok" : "failed") << ": "
      << (bundle.replicas == 1
              ? ""
              : std::to_string(bundle.replicas) + " replicas of ")
      << bundle.manifest.ranks << " ranks, " << bundle.manifest.microBatches
      << " micro-batches, " << numBitEqual << " of " << numElements
      << " values bit-equal, largest relative difference " << largest << "\n";
  return isGood(rows);
}

/// One line for the rows of `kind`.
static void printKind(const std::vector<CheckRow> &rows,
                      const std::string &kind, const std::string &fileName,
                      std::ostream &out) {
  std::vector<CheckRow> some;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(some),
               [&](const CheckRow &row) { return row.kind == kind; });
  if (some.empty())
    return;
  const CheckRow &worst = findWorst(some);
  int64_t numNan = 0, numGlobal = 0;
  for (const CheckRow &row : some) {
    numNan += row.difference.numNan;
    numGlobal += row.rule == Rule::Global;
  }
  out << (isGood(some) ? "ok" : "failed") << ": " << some.size() << " " << kind
      << (some.size() == 1 ? "" : "s") << " against " << fileName
      << ", largest relative difference " << worst.difference.getRelative()
      << " (" << worst.name << "), tolerance " << worst.tolerance;
  if (worst.rule == Rule::Unlike)
    out << "; " << worst.difference.numUnlike
        << " elements are NaN or infinite on one side";
  if (numNan > 0)
    out << "; " << numNan << " NaN in both";
  if (numGlobal > 0)
    out << "; " << numGlobal << (numGlobal == 1 ? " differs" : " differ")
        << " by the rounding of all gradients";
  out << "\n";
}

bool mlir::pipe::printComparison(const FileComparison &comparison,
                                 const std::string &fileName,
                                 std::ostream &out) {
  out << std::setprecision(3);
  for (std::string kind : {"output", "report", "gradient"})
    printKind(comparison.rows, kind, fileName, out);
  auto print = [&](const std::vector<std::string> &names, const char *what) {
    if (!names.empty())
      out << "not compared: " << names.size() << " " << what
          << (names.size() == 1 ? "" : "s") << " that " << fileName
          << " lacks: " << quoteNames(names) << "\n";
  };
  print(comparison.missingOutputs, "output");
  print(comparison.missingReports, "report");
  print(comparison.missingGradients, "gradient");
  if (!comparison.unusedKeys.empty())
    out << "not compared: keys of " << fileName
        << " that name no result: " << quoteNames(comparison.unusedKeys)
        << "\n";
  return isGood(comparison.rows);
}
