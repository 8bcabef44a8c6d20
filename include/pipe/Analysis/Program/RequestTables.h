//===- RequestTables.h - Where handles of transfers lie ------- -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PROGRAM_REQUESTTABLES_H
#define PIPE_ANALYSIS_PROGRAM_REQUESTTABLES_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/MapVector.h"

namespace mlir::pipe {

/// The layout of the segment `requests` of a rank, in words of 64 bits: for
/// each received buffer the requests of its slots and then the addresses of
/// their messages; for each buffer and channel that it is sent on, the requests
/// of its slots. The number of a channel is its place among those of the
/// program.
struct RequestTables {
  struct Received {
    int64_t requests = 0;
    int64_t addresses = 0;
  };
  llvm::DenseMap<Value, Received> received;
  llvm::DenseMap<Value, llvm::MapVector<int64_t, int64_t>> sent;
  int64_t numWords = 0;
};

/// Returns the layout, or std::nullopt if its size in bytes does not fit 63
/// bits.
std::optional<RequestTables> layOutRequests(ProgramOp program);

} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PROGRAM_REQUESTTABLES_H
