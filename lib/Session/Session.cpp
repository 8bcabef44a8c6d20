//===- Session.cpp - A bundle that a program runs -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Session.h"

#include "pipe/Session/MeanLoss.h"
#include "pipe/Session/StateTensor.h"
#include "pipe/Support/Names.h"

#include <cmath>
#include <cstring>

using namespace mlir::pipe;
using namespace mlir::pipe::session;

/// One of a kind, in messages.
static const char *getKindName(int32_t kind) {
  static constexpr const char *names[] = {
      "parameter", "state", "hyper", "input", "output", "gradient", "report"};
  return names[kind];
}

[[noreturn]] static void refuse(const std::string &message) {
  throw RuntimeFailure{{message}, PIPERT_INVALID_ARGUMENT};
}

static std::string describe(int32_t kind, const Item &item) {
  return std::string("the ") + getKindName(kind) + " '" + item.name + "'";
}

//===----------------------------------------------------------------------===//
// Opening and closing
//===----------------------------------------------------------------------===//

Session::Session(const std::string &path, const SessionOptions &options)
    : running(std::make_unique<Running>()) {
  Bundle &bundle = running->bundle;
  bundle = loadBundle(path, options.kernels);
  replicate(bundle, options.replicas);
  running->runner.emplace(bundle, options.run);
  for (const Task &task : bundle.manifest.tasks)
    taskNames.push_back(bundle::getTaskName(task));
  addItems();
  isSet.resize(bundle.manifest.parameters.size());
  inputs.resize(bundle.manifest.inputs.size());
  hasInput.resize(inputs.size());
  for (const bundle::Hyper &hyper : bundle.manifest.hypers)
    hypers.push_back(hyper.value);
  for (const Item &item : items[PIPE_SESSION_PARAMETER])
    if (const Parameter &parameter = bundle.manifest.parameters[item.index];
        parameter.inBundle)
      setParameter(item, static_cast<const char *>(
                             findConstant(bundle, parameter).data));
  for (const Item &item : items[PIPE_SESSION_STATE]) {
    const Bytes zero(size_t(item.bytes), 0);
    for (size_t part : item.parts)
      getRunner().writeState(part, zero.data());
  }
}

Session::~Session() {
  if (failure.empty())
    return;
  getRunner().endWorld();
  (void)running.release();
}

void Session::addItems() {
  const Manifest &manifest = getBundle().manifest;
  auto add = [&](int32_t kind, const std::string &name, const TensorType &type,
                 size_t index, int64_t slices) -> Item & {
    places[size_t(kind)].emplace(name, int32_t(items[size_t(kind)].size()));
    // `replicate` has seen that the product is not too large.
    return items[size_t(kind)].emplace_back(
        Item{name, type, *countBytes(type) * slices, index, {}, false, {}});
  };
  for (size_t i = 0; i < manifest.parameters.size(); ++i) {
    const Parameter &parameter = manifest.parameters[i];
    add(PIPE_SESSION_PARAMETER, parameter.name, parameter.type, i, 1);
    if (getRunner().hasGradient(i))
      add(PIPE_SESSION_GRADIENT, parameter.name, parameter.type, i, 1);
  }
  for (const StateTensor &tensor : makeStates(manifest))
    add(PIPE_SESSION_STATE, tensor.key, tensor.type, 0, 1);
  for (size_t i = 0; i < manifest.states.size(); ++i) {
    const bundle::State &state = manifest.states[i];
    const int32_t place = places[PIPE_SESSION_STATE].at(
        bundle::getStateKey(state.role, manifest.getParameter(state).name));
    items[PIPE_SESSION_STATE][size_t(place)].parts.push_back(i);
  }
  for (size_t i = 0; i < manifest.hypers.size(); ++i)
    add(PIPE_SESSION_HYPER, manifest.hypers[i].role, manifest.hypers[i].type, i,
        1);
  for (size_t i = 0; i < manifest.inputs.size(); ++i)
    add(PIPE_SESSION_INPUT, manifest.inputs[i].name, manifest.inputs[i].type, i,
        manifest.microBatches)
        .batchDimension = manifest.inputs[i].batchDimension;
  for (size_t i = 0; i < manifest.outputs.size(); ++i)
    add(PIPE_SESSION_OUTPUT, manifest.outputs[i].name, manifest.outputs[i].type,
        i, manifest.microBatches)
        .isLoss = manifest.outputs[i].loss;
  for (size_t i = 0; i < manifest.reports.size(); ++i)
    add(PIPE_SESSION_REPORT, manifest.reports[i].role, manifest.reports[i].type,
        i, 1);
}

//===----------------------------------------------------------------------===//
// Items
//===----------------------------------------------------------------------===//

const std::vector<Item> &Session::getItems(int32_t kind) const {
  if (kind < 0 || size_t(kind) >= items.size())
    refuse("there is no kind " + std::to_string(kind) + " of items");
  return items[size_t(kind)];
}

const Item &Session::getItem(int32_t kind, int32_t index) const {
  const std::vector<Item> &all = getItems(kind);
  if (index < 0 || size_t(index) >= all.size())
    refuse(std::string("there is no ") + getKindName(kind) + " " +
           std::to_string(index) + "; the bundle has " +
           std::to_string(all.size()));
  return all[size_t(index)];
}

int32_t Session::find(int32_t kind, const std::string &name) const {
  const std::vector<Item> &all = getItems(kind);
  auto found = places[size_t(kind)].find(name);
  if (found != places[size_t(kind)].end())
    return found->second;
  std::vector<std::string> names;
  for (const Item &item : all)
    names.push_back(item.name);
  refuse(std::string("the bundle has no ") + getKindName(kind) + " '" + name +
         "'" + (names.empty() ? "" : ", only " + quoteNames(names)));
}

//===----------------------------------------------------------------------===//
// What has to hold
//===----------------------------------------------------------------------===//

void Session::requireGoodRun() const {
  if (!failure.empty())
    throw RuntimeFailure{{"the session has failed: " + failure},
                         PIPERT_PEER_FAILED};
}

void Session::requireNoStep(int32_t kind, const Item &item,
                            const char *what) const {
  if (getRunner().getNumOpen() != 0)
    refuse(describe(kind, item) + " cannot be " + what +
           " while a step is under way");
}

void Session::requireNoStep() const {
  if (getRunner().getNumOpen() != 0)
    refuse("a step is under way; finish it before the next");
}

void Session::requireStepDone() const {
  requireGoodRun();
  if (!isDone)
    refuse("no step was finished");
}

/// The names of items without a value, as a message.
static void requireAll(int32_t kind, const std::vector<std::string> &missing) {
  if (missing.size() == 1)
    refuse(std::string("the ") + getKindName(kind) + " " + quoteNames(missing) +
           " has no value");
  if (!missing.empty())
    refuse(std::string("the ") + getKindName(kind) + "s " +
           quoteNames(missing) + " have no values");
}

void Session::requireValues() const {
  std::vector<std::string> missing;
  for (const Item &item : items[PIPE_SESSION_PARAMETER])
    if (!isSet[item.index])
      missing.push_back(item.name);
  requireAll(PIPE_SESSION_PARAMETER, missing);
  for (const Item &item : items[PIPE_SESSION_INPUT])
    if (!hasInput[item.index])
      missing.push_back(item.name);
  requireAll(PIPE_SESSION_INPUT, missing);
  for (const Item &item : items[PIPE_SESSION_HYPER])
    if (!hypers[item.index] && item.name != bundle::kStepRole)
      missing.push_back(item.name);
  requireAll(PIPE_SESSION_HYPER, missing);
}

void Session::requireRank(int32_t rank) const {
  if (rank < 0 || int64_t(rank) >= getBundle().getNumRanks())
    refuse("there is no rank " + std::to_string(rank) + "; the session has " +
           std::to_string(getBundle().getNumRanks()));
}

static void requireBytes(int32_t kind, const Item &item, const void *data,
                         uint64_t bytes) {
  if (bytes != uint64_t(item.bytes))
    refuse(describe(kind, item) + " has " + std::to_string(item.bytes) +
           " bytes, not " + std::to_string(bytes));
  if (!data && bytes != 0)
    refuse("the data of " + describe(kind, item) + " are null");
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

void Session::setParameter(const Item &item, const char *data) {
  getRunner().writeParameter(item.index, data);
  if (!getRunner().holdsParameter(item.index))
    kept[item.index].assign(data, data + item.bytes);
  isSet[item.index] = true;
}

void Session::set(int32_t kind, int32_t index, const void *data,
                  uint64_t bytes) {
  requireGoodRun();
  const Item &item = getItem(kind, index);
  if (kind != PIPE_SESSION_PARAMETER && kind != PIPE_SESSION_STATE &&
      kind != PIPE_SESSION_INPUT)
    refuse(describe(kind, item) + " cannot be set");
  requireBytes(kind, item, data, bytes);
  const char *values = static_cast<const char *>(data);
  if (kind == PIPE_SESSION_INPUT) {
    const int64_t alignment = getInfo(item.type.type).bytes;
    if (reinterpret_cast<uintptr_t>(data) % uintptr_t(alignment) != 0)
      refuse("the data of " + describe(kind, item) +
             " are not at a multiple of " + std::to_string(alignment) +
             " bytes");
    inputs[item.index] = values;
    hasInput[item.index] = true;
    return;
  }
  requireNoStep(kind, item, "set");
  if (kind == PIPE_SESSION_PARAMETER)
    setParameter(item, values);
  for (size_t part : item.parts)
    getRunner().writeState(part, values);
}

void Session::setHyper(int32_t index, double value) {
  requireGoodRun();
  const Item &item = getItem(PIPE_SESSION_HYPER, index);
  if (!std::isfinite(value))
    refuse(describe(PIPE_SESSION_HYPER, item) + " is no finite number");
  if (item.name == bundle::kStepRole) {
    requireNoStep(PIPE_SESSION_HYPER, item, "set");
    if (value < 1 || value > 0x1p53 || value != std::floor(value))
      refuse(describe(PIPE_SESSION_HYPER, item) +
             " is not the number of an update, which counts from 1");
    nextUpdate = int64_t(value);
    return;
  }
  hypers[item.index] = value;
}

void Session::loadParameters(const std::string &path) {
  requireGoodRun();
  const Safetensors file = take(Safetensors::read(path));
  std::vector<const char *> found;
  std::vector<std::string> missing;
  for (const Item &item : items[PIPE_SESSION_PARAMETER]) {
    requireNoStep(PIPE_SESSION_PARAMETER, item, "set");
    const NamedTensor *tensor = file.find(item.name);
    if (!tensor)
      tensor = file.find("param." + item.name);
    found.push_back(tensor ? static_cast<const char *>(tensor->data) : nullptr);
    if (!tensor && !getBundle().manifest.parameters[item.index].inBundle)
      missing.push_back(item.name);
    if (tensor && (!isSameStorage(tensor->type.type, item.type.type) ||
                   tensor->type.shape != item.type.shape))
      refuse(path + ": '" + tensor->name + "' is " + toString(tensor->type) +
             ", but must be " + toString(item.type));
  }
  if (!missing.empty())
    refuse(path + ": lacks the parameters " + quoteNames(missing));
  for (const Item &item : items[PIPE_SESSION_PARAMETER])
    if (found[item.index])
      setParameter(item, found[item.index]);
}

void Session::getParameter(const Item &item, char *data) const {
  if (!isSet[item.index])
    refuse(describe(PIPE_SESSION_PARAMETER, item) + " has no value");
  if (auto rest = kept.find(item.index); rest != kept.end() && item.bytes != 0)
    std::memcpy(data, rest->second.data(), size_t(item.bytes));
  getRunner().readParameter(item.index, data);
}

void Session::get(int32_t kind, int32_t index, void *data, uint64_t bytes) {
  requireGoodRun();
  const Item &item = getItem(kind, index);
  if (kind == PIPE_SESSION_INPUT || kind == PIPE_SESSION_HYPER)
    refuse(describe(kind, item) + " cannot be read");
  requireBytes(kind, item, data, bytes);
  char *values = static_cast<char *>(data);
  if (kind == PIPE_SESSION_OUTPUT || kind == PIPE_SESSION_REPORT) {
    requireStepDone();
    const Bytes &found = kind == PIPE_SESSION_OUTPUT
                             ? getRunner().fetchOutputs()[item.index]
                             : getRunner().getReport(item.index);
    if (bytes != 0)
      std::memcpy(values, found.data(), size_t(bytes));
    return;
  }
  requireNoStep(kind, item, "read");
  if (kind == PIPE_SESSION_PARAMETER)
    return getParameter(item, values);
  if (kind == PIPE_SESSION_GRADIENT) {
    requireStepDone();
    return getRunner().readGradient(item.index, values);
  }
  for (size_t part : item.parts)
    getRunner().readState(part, values);
}

//===----------------------------------------------------------------------===//
// Steps
//===----------------------------------------------------------------------===//

void Session::fail(const std::string &report) {
  failure = report.substr(0, report.find('\n'));
  const pipert_status_t status = getRunner().getStatus();
  throw RuntimeFailure{{"the run failed: " + report}, status};
}

void Session::setHypersOfStep() {
  const Manifest &manifest = getBundle().manifest;
  // Steps that are under way skip no update.
  const int64_t first =
      nextUpdate + int64_t(getRunner().getNumOpen()) * manifest.updates;
  std::vector<std::vector<double>> values;
  for (int64_t update = 0; update < manifest.updates; ++update) {
    values.emplace_back();
    for (size_t i = 0; i < hypers.size(); ++i)
      values.back().push_back(manifest.hypers[i].role == bundle::kStepRole
                                  ? double(first + update)
                                  : *hypers[i]);
  }
  getRunner().setHypers(values);
}

void Session::begin() {
  requireGoodRun();
  const Manifest &manifest = getBundle().manifest;
  const size_t numOpen = getRunner().getNumOpen();
  if (numOpen == Runner::numPlaces)
    refuse("two steps are under way; finish one before the next begins");
  if (numOpen != 0 && manifest.findReport(bundle::kFiniteRole))
    refuse("a step is under way that may leave the parameters as they are; "
           "finish it before the next begins");
  requireValues();
  for (size_t i = 0; i < inputs.size(); ++i)
    getRunner().setInput(i, inputs[i]);
  setHypersOfStep();
  if (std::string report = getRunner().beginStep(); !report.empty())
    fail(report);
}

void Session::finish() {
  requireGoodRun();
  if (getRunner().getNumOpen() == 0)
    refuse("no step is under way");
  if (std::string report = getRunner().finishStep(); !report.empty())
    fail(report);
  isDone = true;
  if (getRunner().hasUpdated())
    nextUpdate += getBundle().manifest.updates;
}

double Session::getLoss() {
  requireStepDone();
  std::optional<double> loss = getMeanLoss(
      getBundle().manifest, getRunner().fetchOutputs(/*onlyLosses=*/true));
  if (!loss)
    refuse("the bundle has not one loss that is a number");
  return *loss;
}

bool Session::hasUpdated() const {
  requireStepDone();
  return getBundle().manifest.hasUpdates() && getRunner().hasUpdated();
}

//===----------------------------------------------------------------------===//
// Ranks
//===----------------------------------------------------------------------===//

const pipert_context_t *Session::getContext(int32_t rank) const {
  requireGoodRun();
  requireRank(rank);
  if (getRunner().getNumOpen() != 0)
    refuse("what ranks have done cannot be read while a step is under way");
  return getRunner().getContext(size_t(rank));
}

int64_t Session::getSegmentBytes(int32_t rank, int32_t segment) const {
  requireRank(rank);
  if (segment < 0 || segment >= PIPERT_NUM_SEGMENT_KINDS)
    refuse("there is no kind " + std::to_string(segment) + " of segments");
  return getRunner().getSegmentBytes(size_t(rank),
                                     bundle::SegmentKind(segment));
}
