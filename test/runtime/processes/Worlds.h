//===- Worlds.h - Worlds of the processes of a run --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_RUNTIME_PROCESSES_WORLDS_H
#define PIPE_TEST_RUNTIME_PROCESSES_WORLDS_H

#include "../TestWorld.h"
#include "World.h"

#include <memory>
#include <string>
#include <vector>

inline bool contains(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

/// Makes the world of the process that has `control`. The transport is
/// "sockets" unless `config` names another.
pipert_world_t *
createWorld(mlir::pipert::WorldConfig config,
            std::unique_ptr<mlir::pipert::ControlPlane> control);

#endif // PIPE_TEST_RUNTIME_PROCESSES_WORLDS_H
