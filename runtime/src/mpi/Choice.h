//===- Choice.h - Which MPI a process uses ----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_MPI_CHOICE_H
#define PIPERT_SRC_MPI_CHOICE_H

#include "pipert/pipert.h"
#include "shim/Table.h"

#include <functional>
#include <string>
#include <vector>

namespace mlir::pipert {

/// What a variable of the environment holds; null if it is not there.
using Variables = std::function<const char *(const char *)>;

/// The MPIs that may have started this process, the likeliest first: the one
/// that PIPERT_MPI names, or the one whose launcher has left its variables, or
/// all. Fails if PIPERT_MPI names none.
pipert_status_t listCandidates(const Variables &variables,
                               std::vector<std::string> &names);

/// Loads the shim of the first of `names` that is there, from `folder` or where
/// libraries are looked for. They are never unloaded.
pipert_status_t loadShim(const std::vector<std::string> &names,
                         const std::string &folder,
                         const pipert_mpi_table_t *&table);

/// The folder of the library or program that has this function, with a '/'.
std::string getOwnFolder();

} // namespace mlir::pipert

#endif // PIPERT_SRC_MPI_CHOICE_H
