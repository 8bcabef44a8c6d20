//===- FakeMpi.h - An MPI of one process that does as it is told *- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_RUNTIME_MPI_FAKEMPI_H
#define PIPE_TEST_RUNTIME_MPI_FAKEMPI_H

#include "mpi/shim/Table.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <deque>
#include <map>
#include <string>
#include <vector>

/// Messages come back to the process that has sent them. A table of functions
/// has no place for an object, so all is global; tests set it with `reset`.
namespace fakempi {

struct Receive {
  void *data;
  int32_t room;
  int32_t got = -2; ///< -2: nothing yet; -1: it was cancelled.
};

inline int32_t state, rank, size;
inline const char *level;
inline int64_t maxTag;
inline int startError, connectError, testError; ///< 0: none.
inline bool refusesToCancel;
inline int numEnds;
inline std::vector<Receive> receives; ///< By request, from 1 on.
inline std::map<int32_t, std::deque<uint64_t>> posted;
inline std::map<int32_t, std::deque<std::string>> sent;

inline void reset() {
  state = PIPERT_MPI_FRESH;
  rank = 0;
  size = 1;
  level = "MPI_THREAD_SERIALIZED";
  maxTag = 1000;
  startError = connectError = testError = numEnds = 0;
  refusesToCancel = false;
  receives.clear();
  posted.clear();
  sent.clear();
}

inline void match(int32_t tag) {
  while (!posted[tag].empty() && !sent[tag].empty()) {
    Receive &receive = receives[posted[tag].front() - 1];
    const std::string &bytes = sent[tag].front();
    receive.got = int32_t(bytes.size());
    std::memcpy(receive.data, bytes.data(),
                std::min(bytes.size(), size_t(receive.room)));
    posted[tag].pop_front();
    sent[tag].pop_front();
  }
}

inline const pipert_mpi_table_t table = {
    PIPERT_MPI_TABLE_VERSION,
    [](char *text, int32_t size) { snprintf(text, size_t(size), "Fake 1.0"); },
    [](int error, char *text, int32_t size) {
      snprintf(text, size_t(size), "fake error %d", error);
    },
    [] { return state; },
    [](const char **outLevel, int32_t *enough, int64_t *outMaxTag) {
      *outLevel = level;
      *enough = std::strcmp(level, "MPI_THREAD_SERIALIZED") == 0;
      *outMaxTag = maxTag;
      return startError;
    },
    [](int32_t *outRank, int32_t *outSize) {
      *outRank = rank;
      *outSize = size;
      return 0;
    },
    [](const int32_t *, int32_t, pipert_mpi_comm_t *) { return connectError; },
    [](pipert_mpi_comm_t *) { return 0; },
    [](pipert_mpi_comm_t, const void *data, int32_t bytes, int32_t, int32_t tag,
       pipert_mpi_request_t *request) {
      sent[tag].emplace_back(static_cast<const char *>(data), size_t(bytes));
      match(tag);
      request->word = 0; // Done.
      return 0;
    },
    [](pipert_mpi_comm_t, void *data, int32_t room, int32_t, int32_t tag,
       pipert_mpi_request_t *request) {
      receives.push_back({data, room});
      request->word = receives.size();
      posted[tag].push_back(request->word);
      match(tag);
      return 0;
    },
    [](pipert_mpi_request_t *request, int32_t *done, int32_t *bytes) {
      *bytes = request->word ? receives[request->word - 1].got : 0;
      *done = *bytes != -2;
      return testError;
    },
    [](pipert_mpi_request_t *request) {
      if (!refusesToCancel && receives[request->word - 1].got == -2)
        receives[request->word - 1].got = -1;
      return 0;
    },
    [] {
      ++numEnds;
      return 0;
    }};

} // namespace fakempi

#endif // PIPE_TEST_RUNTIME_MPI_FAKEMPI_H
