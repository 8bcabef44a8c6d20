//===- StepData.cpp - The data of each step -------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StepData.h"
#include "Failure.h"
#include "ProbeDirection.h"

#include <cstring>
#include <numeric>
#include <utility>

using namespace mlir::pipe;

void mlir::pipe::takeRows(const std::vector<int64_t> &shape, int64_t dimension,
                          int64_t elementBytes, const char *source,
                          int64_t numRows, int64_t first,
                          const std::vector<int64_t> &order, int64_t count,
                          char *target) {
  int64_t outer = 1, inner = elementBytes;
  for (int64_t i = 0; i < int64_t(shape.size()); ++i)
    if (i != dimension)
      (i < dimension ? outer : inner) *= shape[size_t(i)];
  // As many rows at once as lie side by side.
  const int64_t rows = shape[size_t(dimension)];
  const int64_t together = order.empty() ? rows : 1;
  for (int64_t m = 0; m < count; ++m)
    for (int64_t o = 0; o < outer; ++o)
      for (int64_t r = 0; r < rows; r += together, target += together * inner) {
        int64_t place = first + m * rows + r;
        int64_t row = order.empty() ? place : order[size_t(place)];
        std::memcpy(target, source + (o * numRows + row) * inner,
                    size_t(together * inner));
      }
}

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

StepData::StepData(const Manifest &manifest, const DataFile *file,
                   const Renames &renames, const DataOptions &options)
    : manifest(manifest), file(file), options(options),
      seeds(manifest, options.seed) {
  size_t numNeeded = 0;
  for (const Input &input : manifest.inputs) {
    numNeeded += !seeds.fills(input);
    if (!file && !seeds.fills(input))
      throw Failure{"the model has the input '" + input.name +
                    "'; give it with --inputs=FILE.safetensors" +
                    (input.isSeed ? ", or --seed=N" : "")};
  }
  if (file && file->isSingle() && numNeeded != 1)
    throw Failure{file->getPath() + ": holds one tensor, but the model has " +
                  std::to_string(numNeeded) +
                  " inputs; use a safetensors file"};
  for (size_t i = 0; i < manifest.inputs.size(); ++i) {
    const Input &input = manifest.inputs[i];
    // `parseManifest` has seen that the product is not too large.
    inputs.emplace_back(
        static_cast<size_t>(*countBytes(input.type) * manifest.microBatches));
    const NamedTensor *tensor =
        file ? file->find(input.name, renames, {}) : nullptr;
    if (!seeds.fills(input)) {
      if (!tensor)
        throw Failure{file->getPath() + ": lacks the input '" + input.name +
                      "'; --rename=KEY=NAME takes it from another key" +
                      (input.isSeed ? ", --seed=N fills it" : "")};
      addRows(i, renames);
    } else if (tensor && !file->isSingle()) {
      throw Failure{file->getPath() + ": has the input '" + input.name +
                        "', which --seed fills too; leave one of them out",
                    ExitStatus::BadUsage};
    }
  }
  if (options.shuffleSeed && !leader)
    throw Failure{"--shuffle-seed: no input has rows in a file",
                  ExitStatus::BadUsage};
}

/// "'x' has 6 rows in dimension 0, but 4 micro-batches of 2 rows need 8".
static std::string describeRows(const Manifest &manifest, const Input &input,
                                int64_t numRows) {
  int64_t rows = input.type.shape[size_t(*input.batchDimension)];
  return "'" + input.name + "' has " + std::to_string(numRows) +
         " rows in dimension " + std::to_string(*input.batchDimension) +
         ", but " + std::to_string(manifest.microBatches) +
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

void StepData::addRows(size_t index, const Renames &renames) {
  const Input &input = manifest.inputs[index];
  TensorType type = input.type;
  Rows added = {index, nullptr, 0, getRowsInStep(input)};
  if (input.batchDimension) {
    int64_t &numRows = type.shape[size_t(*input.batchDimension)];
    const TensorType &found = file->find(input.name, renames, {})->type;
    TensorType other = found;
    if (other.shape.size() == type.shape.size())
      std::swap(other.shape[size_t(*input.batchDimension)], numRows);
    added.count = numRows;
    bool isWhole = added.inStep == 0
                       ? numRows == 0
                       : numRows > 0 && numRows % added.inStep == 0;
    // Only the number of rows differs: say that instead of both types.
    if (found.shape == type.shape && !isWhole)
      throw Failure{file->getPath() + ": " +
                    describeRows(manifest, input, numRows) +
                    " a step; compile with another --micro-batches, or give "
                    "as many rows"};
    if (!isWhole || found.shape.size() != type.shape.size())
      numRows = added.inStep;
  }
  added.tensor = file->find(input.name, type, renames, {});
  if (added.inStep != 0 && leader)
    compareRows(added);
  else if (added.inStep != 0)
    leader = rows.size();
  rows.push_back(added);
}

/// All inputs have rows for as many steps; where they are shuffled, a sample is
/// one row of each.
void StepData::compareRows(const Rows &other) {
  const Rows &first = rows[*leader];
  const std::string &firstName = manifest.inputs[first.input].name;
  const std::string &name = manifest.inputs[other.input].name;
  if (int64_t steps = other.count / other.inStep; steps != *getNumSteps())
    throw Failure{file->getPath() + ": '" + name + "' has rows for " +
                  std::to_string(steps) + " steps, but '" + firstName +
                  "' for " + std::to_string(*getNumSteps())};
  if (options.shuffleSeed && other.count != first.count)
    throw Failure{file->getPath() + ": '" + name + "' has " +
                  std::to_string(other.count) + " rows, but '" + firstName +
                  "' has " + std::to_string(first.count) +
                  "; --shuffle-seed takes as many of each"};
}

void StepData::require(int64_t done, int64_t count) const {
  std::optional<int64_t> numSteps = getNumSteps();
  if (!numSteps || options.repeat || count <= *numSteps - done)
    return;
  throw Failure{
      file->getPath() + ": has rows for " + std::to_string(*numSteps) +
      " steps, but --steps=" + std::to_string(count) +
      (done ? " behind the " + std::to_string(done) + " of --state" : "") +
      " needs those of " + std::to_string(done + count) +
      "; --repeat goes around them"};
}

void StepData::requireOneStep() const {
  if (getNumSteps().value_or(1) == 1)
    return;
  const Rows &first = rows[*leader];
  throw Failure{
      file->getPath() + ": " +
      describeRows(manifest, manifest.inputs[first.input], first.count) +
      " a step; --steps=" + std::to_string(*getNumSteps()) +
      " runs all, or compile with another --micro-batches"};
}

void StepData::copyRows(const Rows &from, int64_t first) {
  const Input &input = manifest.inputs[from.input];
  Bytes &target = inputs[from.input];
  if (target.empty())
    return;
  const auto *source = static_cast<const char *>(from.tensor->data);
  if (input.batchDimension)
    return takeRows(input.type.shape, *input.batchDimension,
                    getInfo(input.type.type).bytes, source, from.count, first,
                    order, manifest.microBatches, target.data());
  auto bytes = static_cast<size_t>(*countBytes(input.type));
  for (size_t begin = 0; begin < target.size(); begin += bytes)
    std::memcpy(target.data() + begin, source, bytes);
}

void StepData::load(int64_t step) {
  for (size_t i = 0; i < manifest.inputs.size(); ++i)
    if (seeds.fills(manifest.inputs[i]))
      seeds.draw(manifest.inputs[i], step, inputs[i]);
  const int64_t numSteps = getNumSteps().value_or(1);
  const int64_t epoch = step / numSteps;
  if (options.shuffleSeed && std::exchange(orderEpoch, epoch) != epoch)
    order = makeOrder(rows[*leader].count, *options.shuffleSeed, epoch);
  for (const Rows &item : rows)
    copyRows(item, step % numSteps * item.inStep);
}

std::vector<Bytes> mlir::pipe::packInputs(const Manifest &manifest,
                                          const DataFile *file,
                                          const Renames &renames,
                                          std::optional<uint64_t> seed) {
  StepData data(manifest, file, renames, {false, std::nullopt, seed});
  data.load(0);
  return data.getInputs();
}
