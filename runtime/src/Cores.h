//===- Cores.h - Cores and threads ------------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_CORES_H
#define PIPERT_SRC_CORES_H

#include <cstdint>
#include <string>
#include <vector>

namespace mlir::pipert {

/// The cores that this process may run on, in increasing order; at least one.
std::vector<int32_t> listUsableCores();

/// Pins the calling thread to one of those that no other rank of the process
/// gets, if there are at least `numRanks`; else, and where that is not allowed,
/// does nothing.
void pinToOwnCore(int32_t rank, int32_t numRanks);

/// Gives the calling thread a name of at most 15 characters, for `top -H`,
/// debuggers and profilers; does nothing where threads have none.
void nameThread(const std::string &name);

} // namespace mlir::pipert

#endif // PIPERT_SRC_CORES_H
