//===- World.cpp - The world that a bundle runs in ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Session/World.h"

#include "pipe/Support/Failure.h"

#include <algorithm>

using namespace mlir::pipe;
using namespace mlir::pipe::session;

void mlir::pipe::session::checkStatus(pipert_status_t status) {
  // What is missing may be there the next time.
  const bool isOfRun = status == PIPERT_OUT_OF_MEMORY ||
                       status == PIPERT_DEADLINE ||
                       status == PIPERT_PEER_FAILED;
  if (status != PIPERT_OK)
    throw RuntimeFailure{{pipert_last_error(), isOfRun ? ExitStatus::RunFailed
                                                       : ExitStatus::BadInput},
                         status};
}

/// At least the events of a step of the busiest rank: tasks; messages, with
/// what is posted, waited for and given back, for each micro-batch or (sums of
/// gradients) once a step; the step.
static int64_t countEvents(const Bundle &bundle) {
  const Manifest &manifest = bundle.manifest;
  std::vector<int64_t> events(size_t(manifest.ranks), 1);
  auto countRuns = [&](const Task &task) {
    return task.kind == ActionKind::Update ? 1
                                           : bundle.getMicroBatchesOfReplica();
  };
  for (const Task &task : manifest.tasks)
    events[size_t(task.rank)] += countRuns(task);
  for (const Edge &edge : manifest.edges) {
    // A send, and waits for room and for its end; or a receive, a wait and a
    // release.
    for (int64_t end : {edge.from, edge.to}) {
      const Task &task = manifest.tasks[size_t(end)];
      events[size_t(task.rank)] += 3 * countRuns(task);
    }
  }
  for (size_t rank = 0; rank < events.size(); ++rank)
    events[rank] += 6 * int64_t(manifest.programs[rank].buffers.size()) +
                    2 * manifest.updates * manifest.programs[rank].reductions;
  return *std::max_element(events.begin(), events.end());
}

pipert_world_t *mlir::pipe::session::createWorld(const Bundle &bundle,
                                                 const RunOptions &options) {
  const Manifest &manifest = bundle.manifest;
  std::vector<std::string> names;
  for (const Task &task : manifest.tasks)
    names.push_back(getTaskName(task));
  std::vector<const char *> namePointers;
  for (const std::string &name : names)
    namePointers.push_back(name.c_str());
  pipert_world_options_t config = {};
  config.struct_size = sizeof(config);
  config.abi_major = PIPERT_ABI_VERSION_MAJOR;
  config.abi_minor = PIPERT_ABI_VERSION_MINOR;
  config.num_ranks = int32_t(bundle.getNumRanks());
  config.transport = options.transport.c_str();
  config.device = options.device.c_str();
  config.device_seed = options.deviceSeed;
  config.timeout_ns = int64_t(options.timeoutSeconds * 1e9);
  config.no_pinning = !options.pinsThreads;
  // The last events are kept anyway: the step's is the last of all.
  if (options.fullTrace)
    config.trace_capacity =
        std::max<int64_t>(countEvents(bundle), PIPERT_RECORDED_EVENTS);
  config.num_tasks = int32_t(names.size());
  config.task_names = namePointers.data();
  config.bundle = bundle.checksum.c_str();
  if (options.membership) {
    const Membership &membership = *options.membership;
    config.rendezvous = membership.rendezvous.c_str();
    config.local_ranks = &membership.rank;
    config.num_local_ranks = 1;
    config.token = membership.token.c_str();
    config.listener = membership.listener;
  }
  pipert_world_t *world = nullptr;
  checkStatus(pipert_world_create(&config, &world));
  return world;
}
