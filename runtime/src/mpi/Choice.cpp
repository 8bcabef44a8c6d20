//===- Choice.cpp - Which MPI a process uses ------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Choice.h"
#include "../Error.h"

#include <algorithm>
#include <dlfcn.h>

using namespace mlir::pipert;

namespace {
/// What a launcher leaves in the environment of the processes that it starts.
struct Trace {
  const char *variable;
  const char *name;
};
} // namespace

// PMIX_RANK is also there where srun starts processes of Open MPI; its own
// launcher tells more.
static constexpr Trace traces[] = {{"OMPI_COMM_WORLD_SIZE", "openmpi"},
                                   {"PMI_RANK", "mpich"},
                                   {"PMIX_RANK", "openmpi"}};

static const std::vector<std::string> allNames = {"openmpi", "mpich"};

pipert_status_t mlir::pipert::listCandidates(const Variables &variables,
                                             std::vector<std::string> &names) {
  const char *asked = variables("PIPERT_MPI");
  if (asked && *asked) {
    names = {asked};
    if (std::find(allNames.begin(), allNames.end(), asked) == allNames.end())
      return fail(PIPERT_INVALID_ARGUMENT,
                  "PIPERT_MPI is '%s', not openmpi or mpich", asked);
    return PIPERT_OK;
  }
  for (const Trace &trace : traces) {
    if (!variables(trace.variable))
      continue;
    names = {trace.name};
    return PIPERT_OK;
  }
  names = allNames;
  return PIPERT_OK;
}

std::string mlir::pipert::getOwnFolder() {
  Dl_info info = {};
  if (!dladdr(reinterpret_cast<void *>(&getOwnFolder), &info) ||
      !info.dli_fname)
    return "";
  std::string path = info.dli_fname;
  return path.substr(0, path.find_last_of('/') + 1);
}

pipert_status_t mlir::pipert::loadShim(const std::vector<std::string> &names,
                                       const std::string &folder,
                                       const pipert_mpi_table_t *&table) {
  std::string reason;
  for (const std::string &name : names) {
    std::string file = "libpipert_" + name + ".so";
    // The plugins of some MPIs look for its symbols among those of all.
    void *library = dlopen((folder + file).c_str(), RTLD_NOW | RTLD_GLOBAL);
    if (!library)
      library = dlopen(file.c_str(), RTLD_NOW | RTLD_GLOBAL);
    void *function =
        library ? dlsym(library, PIPERT_MPI_TABLE_FUNCTION) : nullptr;
    if (!function) {
      reason += (reason.empty() ? "" : "; ") + std::string(dlerror());
      continue;
    }
    table = reinterpret_cast<const pipert_mpi_table_t *(*)()>(function)();
    if (table->version != PIPERT_MPI_TABLE_VERSION)
      return fail(PIPERT_UNAVAILABLE,
                  "%s is of another build: its table has version %d, not %d",
                  file.c_str(), table->version, PIPERT_MPI_TABLE_VERSION);
    return PIPERT_OK;
  }
  return fail(PIPERT_UNAVAILABLE,
              "the transport 'mpi' needs the MPI that this process was started "
              "by, and what it was built with is not there: %s",
              reason.c_str());
}
