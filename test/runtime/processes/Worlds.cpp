//===- Worlds.cpp - Worlds of the processes of a run ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Worlds.h"
#include "Error.h"
#include "Planes.h"

#include <cstdlib>

using namespace mlir::pipert;

// Those of the library that connect processes.
std::vector<TransportCase> getTransports() {
  const auto handover = PIPERT_BUFFERING_HANDOVER;
  std::vector<TransportCase> cases = {
      {"TwoProcesses", "sockets", handover, 0, 0, 2},
      {"TwoProcessesDelays", "sockets", handover, 0, 6, 2},
      {"ThreeProcesses", "sockets", handover, 0, 0, 3},
      {"TcpTwoProcesses", "sockets", handover, 0, 7, 2}};
  if (hasTransport("ucx"))
    cases.insert(cases.end(),
                 {{"UcxTwoProcesses", "ucx", handover, 0, 0, 2},
                  {"UcxTwoProcessesDelays", "ucx", handover, 0, 8, 2},
                  {"UcxThreeProcesses", "ucx", handover, 0, 0, 3},
                  {"TcpUcxTwoProcesses", "ucx", handover, 0, 9, 2}});
  return cases;
}

pipert_world_t *createWorld(WorldConfig config,
                            std::unique_ptr<ControlPlane> control) {
  if (config.transportName.empty())
    config.transportName = "sockets";
  std::unique_ptr<Transport> transport =
      createTransport(config.transportName, {});
  return new pipert_world_t{std::make_shared<World>(
      std::move(config), std::move(transport), std::move(control))};
}

pipert_status_t createWorlds(const pipert_world_options_t &options,
                             const TransportCase &transport,
                             std::vector<pipert_world_t *> &worlds) {
  if (!transport.transport) { // What the others are compared with.
    worlds.assign(1, nullptr);
    return pipert_world_create(&options, &worlds[0]);
  }
  // Connections are made in the first step.
  setenv("PIPERT_TEST_TCP", transport.name.starts_with("Tcp") ? "1" : "0", 1);
  int32_t numProcesses = std::min(transport.numProcesses, options.num_ranks);
  std::vector<std::vector<int32_t>> processes(numProcesses);
  for (int32_t rank = 0; rank < options.num_ranks; ++rank)
    processes[transport.getProcess(rank)].push_back(rank);
  auto planes = makePlanes(processes);
  for (size_t i = 0; i < processes.size(); ++i) {
    WorldConfig config;
    config.transportName = transport.transport;
    config.timeoutNs = options.timeout_ns;
    config.traceCapacity = options.trace_capacity;
    config.delaySeed = options.delay_seed;
    std::string error;
    if (!readTestHook(config.hook, error))
      return fail(PIPERT_INVALID_ARGUMENT, "%s", error.c_str());
    worlds.push_back(createWorld(std::move(config), std::move(planes[i])));
  }
  return PIPERT_OK;
}
