//===- SocketTransport.h - Messages over sockets ----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_RUNTIME_PROCESSES_SOCKETTRANSPORT_H
#define PIPE_TEST_RUNTIME_PROCESSES_SOCKETTRANSPORT_H

#include "Transport.h"

#include <memory>

/// A transport between processes of one machine: a socket for each channel,
/// whose name the receiver tells the sender through the control plane. A send
/// is done when its bytes are written; a thread of the receiver reads them all.
std::unique_ptr<mlir::pipert::Transport> createSocketTransport();

#endif // PIPE_TEST_RUNTIME_PROCESSES_SOCKETTRANSPORT_H
