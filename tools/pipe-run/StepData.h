//===- StepData.h - The data of each step -----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_STEPDATA_H
#define PIPE_TOOLS_PIPERUN_STEPDATA_H

#include "DataFiles.h"
#include "RowTable.h"
#include "Seeds.h"
#include "Session.h"

#include "pipe/TensorIO/Bytes.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mlir::pipe {

/// What the user says of the data.
struct DataOptions {
  bool repeat = false; ///< Begin again behind the last row.
  std::optional<uint64_t> shuffleSeed;
  std::optional<uint64_t> seed; ///< Of the inputs that are seeds.
  /// The last step may have fewer micro-batches; rows of no whole one are left
  /// out.
  bool takesPartOfStep = false;
  int64_t replicas = 1; ///< That share the micro-batches, for messages.
};

/// Files hold rows along each input's batch dimension, those of the next file
/// behind those of the one before: the rows of step 0, then those of step 1,
/// and so on. A step has M micro-batches. This keeps the rows of one step in
/// memory.
class StepData {
public:
  /// There may be no `files`. Throws Failure if an input is missing or given
  /// twice, is of another type, or has rows that make no whole steps or not as
  /// many as those of other inputs, in each file.
  StepData(const Manifest &manifest, const std::vector<DataFile> &files,
           const Renames &renames, const DataOptions &options);

  /// How many steps there are rows for; nothing where no step needs any.
  std::optional<int64_t> getNumSteps() const;
  /// The micro-batches that there are rows for, of all steps together; 0 where
  /// no step needs rows.
  int64_t getNumMicroBatches() const;
  /// The rows of a step, of the first input that has any.
  int64_t getRowsPerStep() const { return leader ? rows[*leader].inStep : 0; }
  /// The rows of that input in all files.
  int64_t getNumRows() const { return leader ? rows[*leader].table.count : 0; }
  /// Throws Failure unless `count` steps behind the first `done` ones have
  /// rows.
  void require(int64_t done, int64_t count) const;
  /// Throws Failure if there are rows for more steps than one.
  void requireOneStep() const;

  /// Fills in the inputs of the step with the number `step`, from 0, in one of
  /// two places. Returns how many micro-batches it has.
  int64_t load(int64_t step, size_t place = 0);
  /// M slices each, one after the other, in the manifest's order. They stay
  /// where they are when another step is loaded.
  const std::vector<Bytes> &getInputs(size_t place = 0) const {
    return inputs[place];
  }
  /// Where an input of the loaded step lies: in files, unless a seed fills it.
  Pieces getPieces(size_t input) const;
  /// From now on `load` leaves out inputs that are false here, by number; for
  /// them `getInputs` has no values.
  void setNeeded(std::vector<bool> values) { needed = std::move(values); }

private:
  /// An input of the files.
  struct Rows {
    size_t input = 0;
    RowTable table;
    int64_t inStep = 0; ///< Of them; 0: the same in all steps.
  };

  void addRows(size_t index, const Renames &renames);
  void requireWhole(const Input &input, const Rows &added) const;
  void compareRows(const Rows &other) const;
  void compareFiles(const Rows &other) const;
  int64_t getRowsInStep(const Input &input) const;
  /// Calls `take` with the pieces of an input of the loaded step.
  void forEachPiece(const Rows &from,
                    const std::function<void(std::string_view)> &take) const;

  const Manifest &manifest;
  const std::vector<DataFile> &files;
  const DataOptions options;
  SeedSource seeds;
  std::vector<Rows> rows;
  /// The first of them that has rows of its own in each step.
  std::optional<size_t> leader;
  std::vector<int64_t> order; ///< Of the rows in the epoch; empty: as they are.
  int64_t orderEpoch = -1;
  int64_t loadedPlace = 0;  ///< Of the loaded step in the epoch.
  int64_t loadedCount = 0;  ///< Of its micro-batches.
  std::vector<bool> needed; ///< By input.
  /// Those of the second place once it is used.
  std::array<std::vector<Bytes>, 2> inputs;
  size_t loadedWhere = 0; ///< The place of the loaded step.
};

/// The numbers below `count` in an order that depends on both other numbers:
/// Fisher and Yates' shuffle with the numbers of SplitMix64 (`mixBits`), whose
/// seed is the one of `seed` for `epoch`.
std::vector<int64_t> makeOrder(int64_t count, uint64_t seed, int64_t epoch);

/// The inputs of the first step.
std::vector<Bytes> packInputs(const Manifest &manifest,
                              const std::vector<DataFile> &files,
                              const Renames &renames,
                              std::optional<uint64_t> seed);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_STEPDATA_H
