//===- TestTransports.cpp - The transports of the library -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestWorld.h"

std::vector<TransportCase> getTransports() {
  std::vector<TransportCase> cases = {
      {"ThreadsHandover"},
      {"ThreadsHandoverDelays", nullptr, PIPERT_BUFFERING_HANDOVER, 0, 1},
      {"ThreadsRendezvous", nullptr, PIPERT_BUFFERING_RENDEZVOUS},
      {"ThreadsRendezvousDelays", nullptr, PIPERT_BUFFERING_RENDEZVOUS, 0, 2},
      {"ThreadsEagerOne", nullptr, PIPERT_BUFFERING_EAGER, 1},
      {"ThreadsEagerMany", nullptr, PIPERT_BUFFERING_EAGER, 1 << 20, 3},
      {"Guarded", "guarded"},
      {"GuardedDelays", "guarded", PIPERT_BUFFERING_HANDOVER, 0, 4},
      {"Sockets", "sockets"},
      {"SocketsDelays", "sockets", PIPERT_BUFFERING_HANDOVER, 0, 5},
      {"Cuda", "cuda", PIPERT_BUFFERING_HANDOVER, 0, 0, 1, "emulated"},
      {"CudaDelays", "cuda", PIPERT_BUFFERING_HANDOVER, 0, 7, 1, "emulated", 1},
      {"CudaPeers", "cuda", PIPERT_BUFFERING_HANDOVER, 0, 0, 1, "emulated:2",
       2},
      {"CudaPeersDelays", "cuda", PIPERT_BUFFERING_HANDOVER, 0, 8, 1,
       "emulated:3", 3}};
  if (hasTransport("ucx")) {
    cases.push_back({"Ucx", "ucx"});
    cases.push_back({"UcxDelays", "ucx", PIPERT_BUFFERING_HANDOVER, 0, 6});
  }
  return cases;
}

pipert_status_t createWorlds(const pipert_world_options_t &options,
                             const TransportCase &,
                             std::vector<pipert_world_t *> &worlds) {
  worlds.assign(1, nullptr);
  return pipert_world_create(&options, &worlds[0]);
}
