//===- Checkpoints.cpp - Checkpoints of a run -----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Checkpoints.h"

#include "pipe/Support/Failure.h"

#include <chrono>
#include <iostream>
#include <new>
#include <system_error>

using namespace mlir::pipe;

Checkpoints::Checkpoints(const CheckpointFolder &folder,
                         const CheckpointOptions &options,
                         const Manifest &manifest,
                         const bundle::Checkpoint &description,
                         const std::vector<const void *> &initial,
                         const TrainingState &state, bool isSaved)
    : folder(folder), options(options), manifest(manifest),
      description(description), lastSaved(isSaved ? state.progress.step : -1) {
  for (size_t i = 0; i < manifest.parameters.size(); ++i) {
    const char *begin = static_cast<const char *>(initial[i]);
    snapshot.parameters.emplace_back(
        begin, begin + *countBytes(manifest.parameters[i].type));
  }
  snapshot.state = state;
}

void Checkpoints::collect() {
  std::string reason;
  try {
    write.get();
    return;
  } catch (const Failure &failure) {
    reason = failure.message;
  } catch (const std::bad_alloc &) {
    reason = "out of memory";
  }
  std::string message = "cannot write the checkpoint of step " +
                        std::to_string(snapshot.state.progress.step) + ": " +
                        reason;
  if (options.stopsOnFailure)
    error = message;
  else
    std::cerr << "pipe-run: warning: " << message << "\n";
}

void Checkpoints::wait() {
  if (write.valid())
    collect();
}

void Checkpoints::save(const Runner &runner, const Progress &progress) {
  wait();
  if (error)
    return;
  if (std::string unequal = runner.findUnequalReplicas(); !unequal.empty()) {
    error = "no checkpoint of step " + std::to_string(progress.step) + ": " +
            unequal;
    return;
  }
  runner.fetchParameters(snapshot.parameters);
  runner.fetchStates(snapshot.state.tensors);
  snapshot.state.progress = progress;
  lastSaved = progress.step;
  auto writeIt = [this] {
    folder.write(manifest, snapshot, description);
    // Only now that the new one is in place.
    folder.removeOld(options.keep);
  };
  try {
    write = std::async(std::launch::async, writeIt);
  } catch (const std::system_error &) { // No thread: the steps wait.
    write = std::async(std::launch::deferred, writeIt);
    wait();
  }
}

void Checkpoints::add(const Runner &runner, const Progress &progress) {
  if (write.valid() &&
      write.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
    collect();
  if (!error && isDue(progress.step))
    save(runner, progress);
}

void Checkpoints::finish(const Runner &runner, const Progress &progress) {
  wait();
  if (!error && progress.step != lastSaved)
    save(runner, progress);
  wait();
}
