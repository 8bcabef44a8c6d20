//===- StepData.cpp - The data of each step -------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StepData.h"
#include "ProbeDirection.h"

#include "pipe/Support/Failure.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <utility>

using namespace mlir::pipe;

std::vector<int64_t> mlir::pipe::makeOrder(int64_t count, uint64_t seed,
                                           int64_t epoch) {
  std::vector<int64_t> order(static_cast<size_t>(count));
  std::iota(order.begin(), order.end(), 0);
  const uint64_t stream = mixBits(seed, uint64_t(epoch));
  uint64_t next = 0;
  for (uint64_t left = uint64_t(count); left > 1; --left) {
    // Numbers that would make some places more likely are left out.
    uint64_t bits = mixBits(stream, next++);
    while (bits >= UINT64_MAX - UINT64_MAX % left)
      bits = mixBits(stream, next++);
    std::swap(order[size_t(left - 1)], order[size_t(bits % left)]);
  }
  return order;
}

StepData::StepData(const Manifest &manifest, const std::vector<DataFile> &files,
                   const Renames &renames, const DataOptions &options)
    : manifest(manifest), files(files), options(options),
      seeds(manifest, options.seed) {
  needed.assign(manifest.inputs.size(), true);
  size_t numNeeded = 0;
  for (const Input &input : manifest.inputs) {
    numNeeded += !seeds.fills(input);
    if (files.empty() && !seeds.fills(input))
      throw Failure{"the model has the input '" + input.name +
                    "'; give it with --inputs=FILE.safetensors" +
                    (input.isSeed ? ", or --seed=N" : "")};
  }
  for (const DataFile &file : files)
    if (file.isSingle() && numNeeded != 1)
      throw Failure{file.getPath() + ": holds one tensor, but the model has " +
                    std::to_string(numNeeded) +
                    " inputs; use a safetensors file"};
  for (size_t i = 0; i < manifest.inputs.size(); ++i) {
    const Input &input = manifest.inputs[i];
    // `parseManifest` has seen that the product is not too large.
    inputs[0].emplace_back(
        static_cast<size_t>(*countBytes(input.type) * manifest.microBatches));
    if (!seeds.fills(input)) {
      addRows(i, renames);
      continue;
    }
    for (const DataFile &file : files)
      if (!file.isSingle() && file.find(input.name, renames, {}))
        throw Failure{file.getPath() + ": has the input '" + input.name +
                          "', which --seed fills too; leave one of them out",
                      ExitStatus::BadUsage};
  }
  if (options.shuffleSeed && !leader)
    throw Failure{"--shuffle-seed: no input has rows in a file",
                  ExitStatus::BadUsage};
}

int64_t StepData::getNumMicroBatches() const {
  if (!leader)
    return 0;
  const Rows &first = rows[*leader];
  return first.table.count / (first.inStep / manifest.microBatches);
}

std::optional<int64_t> StepData::getNumSteps() const {
  if (!leader)
    return std::nullopt;
  const int64_t count = getNumMicroBatches(), inStep = manifest.microBatches;
  return count / inStep + (count % inStep != 0);
}

/// "'x' has 6 rows in dimension 0, but 4 micro-batches of 2 rows need 8".
static std::string describeRows(const Manifest &manifest, int64_t replicas,
                                const Input &input, int64_t numRows) {
  int64_t rows = input.type.shape[size_t(*input.batchDimension)];
  return "'" + input.name + "' has " + std::to_string(numRows) +
         " rows in dimension " + std::to_string(*input.batchDimension) +
         ", but " +
         (replicas == 1 ? "" : std::to_string(replicas) + " replicas of ") +
         std::to_string(manifest.microBatches / replicas) +
         " micro-batches of " + std::to_string(rows) + " rows need " +
         std::to_string(manifest.microBatches * rows);
}

int64_t StepData::getRowsInStep(const Input &input) const {
  // `parseManifest` has seen that the product is not too large.
  return input.batchDimension
             ? input.type.shape[size_t(*input.batchDimension)] *
                   manifest.microBatches
             : 0;
}

void StepData::requireWhole(const Input &input, const Rows &added) const {
  if (!input.batchDimension)
    return;
  const int64_t count = added.table.count, inStep = added.inStep;
  if (options.takesPartOfStep && inStep > 0) {
    const int64_t needed = inStep / manifest.microBatches;
    if (count < needed)
      throw Failure{describeFiles(files) + ": '" + input.name + "' has " +
                    std::to_string(count) + " rows, but a micro-batch is of " +
                    std::to_string(needed)};
  } else if (inStep == 0 ? count != 0 : count == 0 || count % inStep != 0) {
    throw Failure{describeFiles(files) + ": " +
                  describeRows(manifest, options.replicas, input, count) +
                  " a step; compile with another --micro-batches, or give "
                  "as many rows"};
  }
}

void StepData::addRows(size_t index, const Renames &renames) {
  const Input &input = manifest.inputs[index];
  Rows added = {index, {}, getRowsInStep(input)};
  added.table = findRows(files, input, added.inStep, renames);
  requireWhole(input, added);
  if (added.inStep != 0 && leader)
    compareRows(added);
  else if (added.inStep != 0)
    leader = rows.size();
  rows.push_back(std::move(added));
}

/// All inputs have rows for as many steps; where they are shuffled, a sample is
/// one row of each.
void StepData::compareRows(const Rows &other) const {
  const Rows &first = rows[*leader];
  const std::string &firstName = manifest.inputs[first.input].name;
  const std::string &name = manifest.inputs[other.input].name;
  if (int64_t steps = other.table.count / other.inStep;
      !options.takesPartOfStep && steps != *getNumSteps())
    throw Failure{describeFiles(files) + ": '" + name + "' has rows for " +
                  std::to_string(steps) + " steps, but '" + firstName +
                  "' for " + std::to_string(*getNumSteps())};
  if (options.shuffleSeed && other.table.count != first.table.count)
    throw Failure{describeFiles(files) + ": '" + name + "' has " +
                  std::to_string(other.table.count) + " rows, but '" +
                  firstName + "' has " + std::to_string(first.table.count) +
                  "; --shuffle-seed takes as many of each"};
  compareFiles(other);
}

/// `count` over `inStep` in lowest terms.
static std::pair<int64_t, int64_t> getSteps(int64_t count, int64_t inStep) {
  const int64_t factor = std::gcd(count, inStep);
  return {count / factor, inStep / factor};
}

/// In each file, not only in all together: else rows that do not belong
/// together would be taken as one sample.
void StepData::compareFiles(const Rows &other) const {
  const Rows &first = rows[*leader];
  for (size_t i = 0; i < files.size(); ++i) {
    const int64_t count = other.table.parts[i].count;
    const int64_t firstCount = first.table.parts[i].count;
    if (getSteps(count, other.inStep) == getSteps(firstCount, first.inStep))
      continue;
    throw Failure{
        files[i].getPath() + ": '" + manifest.inputs[other.input].name +
        "' has " + std::to_string(count) + " rows, but '" +
        manifest.inputs[first.input].name + "' has " +
        std::to_string(firstCount) + ", where a step takes " +
        std::to_string(other.inStep) + " and " + std::to_string(first.inStep)};
  }
}

void StepData::require(int64_t done, int64_t count) const {
  std::optional<int64_t> numSteps = getNumSteps();
  if (!numSteps || options.repeat || count <= *numSteps - done)
    return;
  throw Failure{
      describeFiles(files) + (files.size() == 1 ? ": has" : ": have") +
      " rows for " + std::to_string(*numSteps) +
      " steps, but --steps=" + std::to_string(count) +
      (done ? " behind the " + std::to_string(done) + " of --state" : "") +
      " needs those of " + std::to_string(done + count) +
      "; --repeat goes around them"};
}

void StepData::requireOneStep() const {
  if (getNumSteps().value_or(1) == 1)
    return;
  const Rows &first = rows[*leader];
  throw Failure{describeFiles(files) + ": " +
                describeRows(manifest, options.replicas,
                             manifest.inputs[first.input], first.table.count) +
                " a step; --steps=" + std::to_string(*getNumSteps()) +
                " runs all, or compile with another --micro-batches"};
}

void StepData::forEachPiece(
    const Rows &from, const std::function<void(std::string_view)> &take) const {
  const Input &input = manifest.inputs[from.input];
  if (inputs[0][from.input].empty())
    return;
  if (input.batchDimension)
    return takeRows(input.type.shape, *input.batchDimension,
                    getInfo(input.type.type).bytes, from.table,
                    loadedPlace * from.inStep, order, loadedCount, take);
  const auto bytes = static_cast<size_t>(*countBytes(input.type));
  for (int64_t m = 0; m < manifest.microBatches; ++m)
    take({from.table.parts.front().data, bytes});
}

int64_t StepData::load(int64_t step, size_t place) {
  loadedWhere = place;
  std::vector<Bytes> &target = inputs[place];
  for (size_t i = target.size(); i < inputs[0].size(); ++i)
    target.emplace_back(inputs[0][i].size());
  for (size_t i = 0; i < manifest.inputs.size(); ++i)
    if (seeds.fills(manifest.inputs[i]))
      seeds.draw(manifest.inputs[i], step, target[i]);
  const int64_t numSteps = getNumSteps().value_or(1);
  const int64_t epoch = step / numSteps;
  loadedPlace = step % numSteps;
  if (options.shuffleSeed && std::exchange(orderEpoch, epoch) != epoch)
    order = makeOrder(getNumRows(), *options.shuffleSeed, epoch);
  loadedCount = manifest.microBatches;
  if (leader)
    loadedCount =
        std::min(loadedCount, getNumMicroBatches() - loadedPlace * loadedCount);
  for (const Rows &from : rows) {
    char *next = target[from.input].data();
    if (needed[from.input])
      forEachPiece(from, [&](std::string_view piece) {
        std::memcpy(next, piece.data(), piece.size());
        next += piece.size();
      });
  }
  return loadedCount;
}

Pieces StepData::getPieces(size_t input) const {
  Pieces pieces;
  for (const Rows &from : rows)
    if (from.input == input)
      forEachPiece(from,
                   [&](std::string_view piece) { pieces.push_back(piece); });
  // What follows the last micro-batch of a step with fewer is not looked at.
  const Bytes &whole = inputs[loadedWhere][input];
  const auto done = static_cast<size_t>(countBytes(pieces));
  if (done != whole.size())
    pieces.emplace_back(whole.data() + done, whole.size() - done);
  return pieces;
}

std::vector<Bytes> mlir::pipe::packInputs(const Manifest &manifest,
                                          const std::vector<DataFile> &files,
                                          const Renames &renames,
                                          std::optional<uint64_t> seed) {
  StepData data(manifest, files, renames, {false, std::nullopt, seed});
  data.load(0);
  return data.getInputs();
}
