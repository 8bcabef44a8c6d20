//===- ManifestChecks.cpp - Whether a manifest agrees with itself ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ManifestChecks.h"
#include "Words.h"

#include <algorithm>

using namespace mlir::pipe;
using namespace mlir::pipe::bundle;

std::optional<std::string> ManifestChecks::run() {
  // Each step may rely on those before it.
  using Step = void (ManifestChecks::*)();
  for (Step step :
       {&ManifestChecks::checkHeader, &ManifestChecks::checkTypes,
        &ManifestChecks::checkParts, &ManifestChecks::checkUpdates,
        &ManifestChecks::checkTotals, &ManifestChecks::checkTasks,
        &ManifestChecks::checkPrograms, &ManifestChecks::checkOutputs,
        &ManifestChecks::checkStates})
    if (!error)
      (this->*step)();
  if (!error && manifest.reference) {
    if (int64_t alignment = manifest.reference->workspaceAlignment;
        alignment & (alignment - 1))
      fail("reference has an alignment that is no power of two");
    checkArguments(*manifest.reference);
    checkResults(*manifest.reference);
  }
  return error;
}

void ManifestChecks::checkHeader() {
  if (manifest.library.empty() ||
      manifest.library.find('/') != std::string::npos)
    fail("has a library outside of the bundle: '" + manifest.library + "'");
  if (manifest.coarsestType && !isFloat(*manifest.coarsestType))
    fail("has the coarsest_type '" +
         std::string(getInfo(*manifest.coarsestType).name) +
         "', which is no floating-point type");
  if (manifest.copyPattern.empty())
    fail("has an empty copy_pattern");
  if (manifest.updatesWithinStep() && !manifest.hasUpdates())
    fail("has " + std::to_string(manifest.updates) +
         " updates, but nothing that they change");
  if (manifest.updates > manifest.microBatches)
    fail("has " + std::to_string(manifest.updates) + " updates for " +
         std::to_string(manifest.microBatches) + " micro-batches");
  if (int64_t(manifest.programs.size()) != manifest.ranks)
    fail("has " + std::to_string(manifest.programs.size()) + " programs for " +
         std::to_string(manifest.ranks) + " ranks");
}

void ManifestChecks::checkType(const std::string &place,
                               const TensorType &type) {
  if (!countBytes(type))
    fail(place + " has the type " + toString(type) + ", which is too large");
}

void ManifestChecks::checkTypes() {
  for (size_t i = 0; i < manifest.parameters.size(); ++i)
    checkType(getPlace("parameters", i), manifest.parameters[i].type);
  for (size_t i = 0; i < manifest.parts.size(); ++i)
    checkType(getPlace("parts", i), manifest.parts[i].type);
  for (size_t i = 0; i < manifest.states.size(); ++i)
    checkType(getPlace("states", i), manifest.states[i].type);
  for (size_t i = 0; i < manifest.reports.size(); ++i)
    checkType(getPlace("reports", i), manifest.reports[i].type);
  for (size_t i = 0; i < manifest.hypers.size(); ++i)
    checkType(getPlace("hypers", i), manifest.hypers[i].type);
  for (size_t i = 0; i < manifest.inputs.size(); ++i) {
    const Input &input = manifest.inputs[i];
    checkType(getPlace("inputs", i), input.type);
    if (input.isSeed &&
        (isFloat(input.type.type) || input.type.type == ElementType::I1))
      fail(getPlace("inputs", i) + " is a seed, but has type " +
           toString(input.type));
  }
  for (size_t i = 0; i < manifest.outputs.size(); ++i)
    checkType(getPlace("outputs", i), manifest.outputs[i].type);
}

/// Whether `part` lies in a parameter of type `whole`.
static bool liesIn(const ParameterPart &part, TensorType whole) {
  if (part.dimension >= int64_t(whole.shape.size()) ||
      part.type.shape.size() != whole.shape.size())
    return false;
  int64_t &size = whole.shape[size_t(part.dimension)];
  int64_t rows = part.type.shape[size_t(part.dimension)];
  if (part.offset > size || rows > size - part.offset)
    return false;
  size = rows;
  return part.type == whole;
}

void ManifestChecks::checkParts() {
  for (size_t i = 0; i < manifest.parts.size(); ++i) {
    const ParameterPart &part = manifest.parts[i];
    const Parameter &parameter = manifest.parameters[part.parameter];
    std::string place = getPlace("parts", i);
    if (!liesIn(part, parameter.type))
      fail(place + " is a part of type " + toString(part.type) + " at " +
           std::to_string(part.offset) + " along dimension " +
           std::to_string(part.dimension) + ", which does not lie in '" +
           parameter.name + "' of type " + toString(parameter.type));
    if (index.findParameter(part.name))
      fail(place + " is called '" + part.name + "', as a parameter is");
  }
  if (!error)
    checkPartsApart();
  if (!error)
    checkNoGaps();
}

/// The parts of a parameter are slices along one dimension that share nothing.
void ManifestChecks::checkPartsApart() {
  std::vector<const ParameterPart *> parts;
  for (const ParameterPart &part : manifest.parts)
    if (*countBytes(part.type) > 0)
      parts.push_back(&part);
  std::sort(parts.begin(), parts.end(),
            [](const auto *left, const auto *right) {
              return std::pair(left->parameter, left->offset) <
                     std::pair(right->parameter, right->offset);
            });
  for (size_t i = 1; i < parts.size(); ++i) {
    const ParameterPart &last = *parts[i - 1], &part = *parts[i];
    if (last.parameter != part.parameter)
      continue;
    if (last.dimension != part.dimension ||
        part.offset < last.offset + last.type.shape[size_t(last.dimension)])
      fail("has the parts '" + last.name + "' and '" + part.name +
           "', which share elements of '" +
           manifest.parameters[part.parameter].name + "'");
  }
}

/// Those of a trained parameter are all of it: what no part holds would have no
/// gradient, and no optimizer would reach it.
void ManifestChecks::checkNoGaps() {
  std::map<size_t, std::vector<const ParameterPart *>> partsOf;
  for (const ParameterPart &part : manifest.parts)
    partsOf[part.parameter].push_back(&part);
  for (auto &[index, parts] : partsOf) {
    const Parameter &parameter = manifest.parameters[index];
    if (!parameter.isTrained || *countBytes(parameter.type) == 0)
      continue;
    std::sort(parts.begin(), parts.end(),
              [](const auto *left, const auto *right) {
                return left->offset < right->offset;
              });
    const int64_t dimension = parts.front()->dimension;
    int64_t end = 0;
    auto checkGap = [&](int64_t next) {
      if (next > end)
        fail("has no part of '" + parameter.name +
             "', which is trained, from " + std::to_string(end) + " to " +
             std::to_string(next) + " along dimension " +
             std::to_string(dimension));
    };
    for (const ParameterPart *part : parts)
      if (int64_t rows = part->type.shape[size_t(part->dimension)]; rows > 0) {
        checkGap(part->offset);
        end = part->offset + rows;
      }
    checkGap(parameter.type.shape[size_t(dimension)]);
  }
}

/// What is updated is what the caller gives; states are of parameters and have
/// keys of their own in files, and so have results; other reports and hypers
/// have roles of their own.
void ManifestChecks::checkUpdates() {
  for (size_t i = 0; i < manifest.parameters.size(); ++i)
    if (const Parameter &parameter = manifest.parameters[i];
        parameter.isUpdated && parameter.inBundle)
      fail(getPlace("parameters", i) + " is updated, but its value is in the " +
           "bundle");
  std::map<std::string, const State *> keys;
  std::set<std::pair<std::string, size_t>> owners;
  for (size_t i = 0; i < manifest.states.size(); ++i)
    checkState(i, keys, owners);
  std::set<std::string> reported, resulting, roles;
  for (const Output &output : manifest.outputs)
    resulting.insert(output.name);
  for (size_t i = 0; i < manifest.reports.size(); ++i)
    checkReport(i, manifest.reports[i].isResult ? resulting : reported);
  for (size_t i = 0; i < manifest.hypers.size(); ++i)
    checkHyper(i, roles);
}

void ManifestChecks::checkState(
    size_t i, std::map<std::string, const State *> &keys,
    std::set<std::pair<std::string, size_t>> &owners) {
  const State &state = manifest.states[i];
  const Parameter &parameter = manifest.getParameter(state);
  if (state.owner == State::OfPart) {
    const TensorType &type = manifest.parts[state.index].type;
    if (state.type.shape != type.shape)
      fail(getPlace("states", i) + " has the type " + toString(state.type) +
           ", but what it is of has " + toString(type));
    // Put together in files, it has to have a size, too.
    checkType(getPlace("states", i), {state.type.type, parameter.type.shape});
  }
  const std::string key = getStateKey(state.role, parameter.name);
  auto [found, isNew] = keys.emplace(key, &state);
  const State &first = *found->second;
  if (!isNew &&
      (&manifest.getParameter(first) != &parameter ||
       first.type.type != state.type.type || first.owner != state.owner))
    fail(getPlace("states", i) + " cannot be one tensor '" + key +
         "' with the state '" + first.name + "'");
  if (!owners.insert({key, state.index}).second)
    fail(getPlace("states", i) + " is a second '" + key + "' of the same " +
         std::string(findWord(kStateOwners, state.owner)));
}

void ManifestChecks::checkReport(size_t i, std::set<std::string> &roles) {
  const Report &report = manifest.reports[i];
  if (!report.type.shape.empty())
    fail(getPlace("reports", i) + " has the type " + toString(report.type) +
         ", which is not one number");
  if (!report.isResult && report.role == kFiniteRole &&
      report.type.type != ElementType::I1)
    fail(getPlace("reports", i) + " has the type " + toString(report.type) +
         ", but whether gradients are finite is an i1");
  if (index.findState(report.name))
    fail(getPlace("reports", i) + " is called '" + report.name +
         "', as a state is");
  if (!roles.insert(report.role).second)
    fail(report.isResult
             ? "has two results '" + report.role + "'"
             : "has two reports with the role '" + report.role + "'");
}

void ManifestChecks::checkHyper(size_t i, std::set<std::string> &roles) {
  const Hyper &hyper = manifest.hypers[i];
  if (!hyper.type.shape.empty() || !isFloat(hyper.type.type))
    fail(getPlace("hypers", i) + " has the type " + toString(hyper.type) +
         ", which is not one floating-point number");
  if (!roles.insert(hyper.role).second)
    fail("has two hypers with the role '" + hyper.role + "'");
}

/// All micro-batches together must have a size, and so must the dimension
/// along which they are stacked, also of a tensor without elements.
void ManifestChecks::checkTotal(const std::string &name, const TensorType &type,
                                std::optional<int64_t> dimension) {
  int64_t rows = dimension ? type.shape[size_t(*dimension)] : 0;
  int64_t product;
  if (__builtin_mul_overflow(*countBytes(type), manifest.microBatches,
                             &product) ||
      __builtin_mul_overflow(rows, manifest.microBatches, &product))
    fail("'" + name +
         "' is too large: " + std::to_string(manifest.microBatches) +
         " micro-batches of " + toString(type));
}

void ManifestChecks::checkTotals() {
  for (const Input &input : manifest.inputs)
    checkTotal(input.name, input.type, input.batchDimension);
  for (const Output &output : manifest.outputs)
    checkTotal(output.name, output.type, std::nullopt);
}

void ManifestChecks::checkTasks() {
  const std::vector<int64_t> &placement = manifest.placement;
  for (int64_t rank : placement)
    if (rank >= manifest.ranks)
      fail("places a stage on rank " + std::to_string(rank) + " of " +
           std::to_string(manifest.ranks));
  std::set<std::pair<ActionKind, int32_t>> seen;
  for (const Task &task : manifest.tasks) {
    if (size_t(task.stage) >= placement.size() ||
        placement[size_t(task.stage)] != task.rank)
      fail("has the task " + getTaskName(task) + " on rank " +
           std::to_string(task.rank) + ", where its placement has no such " +
           "stage");
    if (task.kind != ActionKind::Update &&
        !seen.insert({task.kind, task.stage}).second)
      fail("has the task " + getTaskName(task) + " twice");
  }
}

/// Every micro-batch of every output has a buffer.
void ManifestChecks::checkOutputs() {
  for (const Output &output : manifest.outputs)
    for (int64_t copy : manifest.copyPattern)
      if (!written.count({output.name, copy}))
        fail("has no buffer for output '" + output.name + "'");
}

/// Every state and every report has its buffer.
void ManifestChecks::checkStates() {
  for (const State &state : manifest.states)
    if (!kept.count(state.name))
      fail("has no buffer for state '" + state.name + "'");
  for (const Report &report : manifest.reports)
    if (!kept.count(report.name))
      fail("has no buffer for report '" + report.name + "'");
}

using Kind = ReferenceValue::Kind;

/// Every parameter and input once.
void ManifestChecks::checkArguments(const Reference &reference) {
  std::set<std::pair<Kind, size_t>> arguments;
  for (const ReferenceValue &value : reference.arguments) {
    if (value.kind != Kind::Parameter && value.kind != Kind::Input)
      fail("reference has an argument that is neither a parameter nor an "
           "input");
    if (!arguments.insert({value.kind, value.index}).second)
      fail("reference has an argument twice");
  }
  if (arguments.size() != manifest.parameters.size() + manifest.inputs.size())
    fail("reference has " + std::to_string(arguments.size()) +
         " arguments, but the model has " +
         std::to_string(manifest.parameters.size()) + " parameters and " +
         std::to_string(manifest.inputs.size()) + " inputs");
}

/// Every output and every gradient that a program has, once.
void ManifestChecks::checkResults(const Reference &reference) {
  std::set<std::pair<Kind, size_t>> results;
  size_t numOutputs = 0, numGradients = 0;
  for (const ReferenceValue &value : reference.results) {
    if (value.kind != Kind::Output && value.kind != Kind::Gradient)
      fail("reference has a result that is neither an output nor a "
           "gradient");
    if (!results.insert({value.kind, value.index}).second)
      fail("reference has a result twice");
    numOutputs += value.kind == Kind::Output;
    numGradients += value.kind == Kind::Gradient;
    if (value.kind == Kind::Gradient && !trained.count(value.index))
      fail("reference has the gradient of '" +
           manifest.parameters[value.index].name + "', but no program has");
  }
  if (numGradients != trained.size())
    fail("reference has " + std::to_string(numGradients) +
         " gradients, but the programs have " + std::to_string(trained.size()));
  if (numOutputs != manifest.outputs.size())
    fail("reference has " + std::to_string(numOutputs) +
         " outputs, but the model has " +
         std::to_string(manifest.outputs.size()));
}
