//===- Library.cpp - MPI in this process ----------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Library.h"
#include "../Error.h"
#include "Choice.h"

#include <cstdlib>

using namespace mlir::pipert;

pipert_status_t Library::acquire(std::shared_ptr<Library> &library) {
  static std::mutex mutex;
  static std::weak_ptr<Library> current;
  std::lock_guard lock(mutex);
  library = current.lock();
  if (library)
    return library->check();
  std::vector<std::string> names;
  const pipert_mpi_table_t *table = nullptr;
  if (pipert_status_t status = listCandidates(
          [](const char *name) { return std::getenv(name); }, names))
    return status;
  if (pipert_status_t status = loadShim(names, getOwnFolder(), table))
    return status;
  if (pipert_status_t status = start(*table, library))
    return status;
  current = library;
  return PIPERT_OK;
}

pipert_status_t Library::start(const pipert_mpi_table_t &table,
                               std::shared_ptr<Library> &library) {
  std::shared_ptr<Library> made(new Library(table));
  const std::string name = made->describe();
  if (table.state() == PIPERT_MPI_ENDED)
    return fail(PIPERT_UNAVAILABLE,
                "%s has ended in this process, and cannot start again; who "
                "makes several worlds starts it before the first one",
                name.c_str());
  made->isOwn = table.state() == PIPERT_MPI_FRESH;
  const char *level = "";
  int32_t isEnough = 0;
  int error = table.start(&level, &isEnough, &made->maxTag);
  if (!error)
    error = table.place(&made->rank, &made->size);
  if (error)
    return fail(PIPERT_UNAVAILABLE, "%s does not start: %s", name.c_str(),
                made->explain(error).c_str());
  if (!isEnough)
    return fail(PIPERT_UNAVAILABLE,
                "the transport 'mpi' needs MPI_THREAD_SERIALIZED, but %s gives "
                "%s",
                name.c_str(), level);
  library = made;
  return PIPERT_OK;
}

Library::~Library() {
  if (isOwn && mayEnd && !spoilt)
    (void)mpi.end();
}

pipert_status_t Library::check() const {
  return spoilt ? fail(PIPERT_UNAVAILABLE,
                       "an earlier run of this process has left receives of "
                       "%s that do not end",
                       describe().c_str())
                : PIPERT_OK;
}

std::string Library::describe() const {
  char text[64];
  mpi.describe(text, sizeof(text));
  return text;
}

std::string Library::explain(int error) const {
  char text[256];
  mpi.explain(error, text, sizeof(text));
  return text;
}
