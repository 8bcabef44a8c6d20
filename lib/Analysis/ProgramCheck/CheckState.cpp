//===- CheckState.cpp - What the parts of the program check share ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CheckState.h"

#include "llvm/ADT/STLExtras.h"

using namespace mlir::pipe::check;

/// More would only repeat what the first ones say.
static constexpr size_t kMaxViolations = 8;

Violation *CheckState::report(ViolationKind kind, int64_t rank, int32_t action,
                              std::string text) {
  if (result.violations.size() >= kMaxViolations ||
      (action >= 0 && !reported.insert({kind, rank, action}).second))
    return nullptr;
  // Pointers into the list stay valid: it does not grow beyond this.
  result.violations.reserve(kMaxViolations);
  result.violations.push_back({kind, {rank, action, std::move(text)}, {}});
  return &result.violations.back();
}

Violation *CheckState::reportEnd(int64_t rank, int32_t end, std::string text) {
  Violation *violation =
      report(ViolationKind::Channel, rank, -1, std::move(text));
  if (violation)
    violation->error.channel = end;
  return violation;
}

Violation *CheckState::reportBuffer(ViolationKind kind, int64_t rank,
                                    int32_t buffer, std::string text) {
  Violation *violation = report(kind, rank, -1, std::move(text));
  if (violation)
    violation->error.buffer = buffer;
  return violation;
}

Violation *CheckState::reportAt(ViolationKind kind, int64_t rank,
                                int32_t position, const std::string &text) {
  return report(kind, rank, traces[rank][position].action,
                "rank " + std::to_string(rank) + ": " +
                    describe(rank, position) + " " + text);
}

void CheckState::note(Violation *violation, int64_t rank, int32_t position,
                      const std::string &text) const {
  if (violation)
    violation->notes.push_back({rank, traces[rank][position].action, text});
}

std::string CheckState::describe(int64_t rank, int32_t position) const {
  const ProgramAction &action = getAction(rank, position);
  const std::vector<ProgramBuffer> &buffers = model.programs[rank].buffers;
  std::string batch = std::to_string(getMicroBatch(rank, position));
  ProgramChannel end;
  if (action.channel >= 0)
    end = model.programs[rank].channels[action.channel];
  std::string channel = end.isGradient ? "gradient" : "activation";
  std::string peer = std::to_string(end.peer);
  switch (action.role) {
  case ActionRole::Run:
    if (action.task >= 0 && model.tasks[action.task].isOfUpdate)
      return model.tasks[action.task].name +
             (model.getNumUpdates() > 1 ? " of group " + batch : "");
    return (action.task < 0 ? action.taskName : model.tasks[action.task].name) +
           " of micro-batch " + batch;
  case ActionRole::Send:
    return channel + " send of micro-batch " + batch + " to rank " + peer +
           " from " + buffers[action.buffer].name;
  case ActionRole::Post:
    return channel + " post of micro-batch " + batch + " from rank " + peer +
           " into " + buffers[action.buffer].name;
  case ActionRole::Wait:
    return "wait of " + buffers[action.buffer].name + " for micro-batch " +
           batch;
  case ActionRole::Acquire:
    return "acquire of " + buffers[action.buffer].name + " for micro-batch " +
           batch;
  case ActionRole::Release:
    return "release of " + buffers[action.buffer].name + " for micro-batch " +
           batch;
  case ActionRole::Zero:
    return "zero of " + buffers[action.buffer].name;
  case ActionRole::Add:
    return "add of " + buffers[action.buffer].name + " into " +
           buffers[action.into].name;
  case ActionRole::Divide:
    return "divide of " + buffers[action.buffer].name + " by " +
           std::to_string(action.divisor);
  case ActionRole::Round:
    return "round of " + buffers[action.buffer].name + " into " +
           buffers[action.into].name;
  case ActionRole::Copy:
    return "copy of " + buffers[action.buffer].name + " into " +
           buffers[action.into].name;
  case ActionRole::AllReduce:
    return "all_reduce of " + buffers[action.buffer].name;
  case ActionRole::AwaitReduced:
    return "await_reduced of " + buffers[action.buffer].name;
  case ActionRole::Drain:
    return "drain";
  }
  return "action";
}

using Part = void (*)(CheckState &);

/// Each part rests on what the ones before it have shown.
static void runParts(CheckState &state, std::initializer_list<Part> parts) {
  for (Part part : parts) {
    part(state);
    if (!state.isProven())
      break;
  }
}

/// Runs `check` on the buffers that others are like; on all to say what is
/// wrong, as far as that many can be followed.
static CheckResult checkAlike(const PipelineModel &model,
                              llvm::function_ref<void(CheckState &)> check) {
  CheckState state(model, findAlikeBuffers(model));
  check(state);
  if (state.isProven())
    return std::move(state.result);
  CheckState ofAll(model, followAllBuffers(model));
  check(ofAll);
  bool isRefused =
      llvm::any_of(ofAll.result.violations, [](const Violation &violation) {
        return violation.kind == ViolationKind::Refused;
      });
  return std::move(ofAll.isProven() || isRefused ? state.result : ofAll.result);
}

static void checkPlaces(CheckState &state) {
  checkSegments(state);
  auto shares = [](const std::vector<bool> &rank) { return !rank.empty(); };
  // Else there is nothing that could collide.
  if (state.isProven() && llvm::any_of(state.isShared, shares))
    runParts(state, {expandPrograms, checkSlots, checkCollisions});
}

CheckResult mlir::pipe::check::checkProgramPlaces(const PipelineModel &model) {
  return checkAlike(model, checkPlaces);
}

void mlir::pipe::check::checkAll(CheckState &state, bool countQueues) {
  runParts(state, {expandPrograms, pairEnds, checkStructure, checkCoverage,
                   checkSlots, checkSegments, checkCollisions, matchMessages,
                   checkExecution, checkCapacities});
  if (countQueues && state.isProven())
    findQueues(state);
}

CheckResult mlir::pipe::check::checkPrograms(const PipelineModel &model,
                                             bool countQueues) {
  return checkAlike(model,
                    [&](CheckState &state) { checkAll(state, countQueues); });
}
