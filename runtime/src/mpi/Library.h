//===- Library.h - MPI in this process --------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_MPI_LIBRARY_H
#define PIPERT_SRC_MPI_LIBRARY_H

#include "pipert/pipert.h"
#include "shim/Table.h"

#include <memory>
#include <mutex>
#include <string>

namespace mlir::pipert {

/// MPI in this process, which starts and ends once. All calls of it are made
/// under `mutex`: threads take turns (MPI_THREAD_SERIALIZED).
class Library {
public:
  /// Finds the MPI of this process and starts it; gives out the same object as
  /// long as somebody has it. The last one who gives it back ends MPI, if
  /// `allowEnd` was called; else it is left as it is, as it is where others had
  /// started it.
  static pipert_status_t acquire(std::shared_ptr<Library> &library);

  /// Starts what `table` has.
  static pipert_status_t start(const pipert_mpi_table_t &table,
                               std::shared_ptr<Library> &library);
  ~Library();
  Library(const Library &) = delete;

  /// As "Open MPI v4.1.4".
  std::string describe() const;
  /// What an error code means.
  std::string explain(int error) const;
  /// A receive has not ended although it was cancelled.
  void spoil() { spoilt = true; }
  bool isSpoilt() const { return spoilt; }
  /// Fails after that: MPI may still write where something else is by now.
  pipert_status_t check() const;
  /// All processes of the run are going to give their libraries back, and none
  /// waits for a message: MPI_Finalize waits for all of them.
  void allowEnd() { mayEnd = true; }

  const pipert_mpi_table_t &mpi;
  std::mutex mutex;
  int32_t rank = 0, size = 0; ///< In MPI_COMM_WORLD.
  int64_t maxTag = 0;
  /// Longer data are sent in parts: MPI counts bytes in int.
  uint64_t maxPart = 1 << 30;

private:
  explicit Library(const pipert_mpi_table_t &table) : mpi(table) {}

  bool isOwn = false; ///< Nobody else had started it.
  bool mayEnd = false;
  bool spoilt = false;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_MPI_LIBRARY_H
