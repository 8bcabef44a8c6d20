//===- MpiWorlds.cpp - The suites of transports under mpirun --------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// mpirun -n 2 PipertMpiTests, or more: each process runs all tests, and in each
// world has the ranks that are dealt out to it. They tell each other through
// MPI where a world meets and how its steps have ended.
//
//===----------------------------------------------------------------------===//

#include "../TestWorld.h"
#include "Planes.h"
#include "mpi/Library.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>

using namespace mlir::pipert;

namespace {

/// The processes that mpirun has started.
class Team {
public:
  Team() {
    if (Library::acquire(library) != PIPERT_OK)
      die(pipert_last_error());
    std::vector<int32_t> all;
    for (int32_t rank = 0; rank < library->size; ++rank)
      all.push_back(rank);
    require(library->mpi.connect(all.data(), library->size, &comm));
  }
  ~Team() {
    (void)library->mpi.disconnect(&comm);
    library->allowEnd();
  }

  int32_t getRank() const { return library->rank; }
  int32_t getSize() const { return library->size; }

  /// Brings what each process says to all: 8 KiB at most.
  std::vector<std::string> exchange(const std::string &own) {
    std::vector<std::array<char, 8192>> texts(getSize());
    if (own.size() >= texts[0].size())
      die("too much to exchange");
    std::strcpy(texts[getRank()].data(), own.c_str());
    std::vector<pipert_mpi_request_t> requests;
    std::lock_guard lock(library->mutex);
    for (int32_t other = 0; other < getSize(); ++other) {
      if (other == getRank())
        continue;
      require(library->mpi.receive(comm, texts[other].data(), 8192, other, 0,
                                   &requests.emplace_back()));
      require(library->mpi.send(comm, texts[getRank()].data(), 8192, other, 0,
                                &requests.emplace_back()));
    }
    for (pipert_mpi_request_t &request : requests)
      for (int32_t isDone = 0, bytes; !isDone;)
        require(library->mpi.test(&request, &isDone, &bytes));
    std::vector<std::string> said;
    for (const auto &text : texts)
      said.push_back(text.data());
    return said;
  }

private:
  [[noreturn]] static void die(const std::string &reason) {
    fprintf(stderr, "PipertMpiTests: %s\n", reason.c_str());
    std::_Exit(1);
  }
  void require(int error) const {
    if (error)
      die(library->explain(error));
  }

  std::shared_ptr<Library> library;
  pipert_mpi_comm_t comm = {};
};

std::optional<Team> team;

void shareAll(std::vector<Outcome> &outcomes) {
  size_t own = size_t(team->getRank());
  std::string text;
  if (own < outcomes.size())
    text = std::to_string(outcomes[own].status) + " " + outcomes[own].report;
  std::vector<std::string> said = team->exchange(text);
  for (size_t i = 0; i < outcomes.size(); ++i) {
    outcomes[i].status = pipert_status_t(std::stoi(said[i]));
    outcomes[i].report = said[i].substr(said[i].find(' ') + 1);
  }
}

/// Says what fails here, where another process than the first is silent else.
class Failures : public testing::EmptyTestEventListener {
  void OnTestPartResult(const testing::TestPartResult &result) override {
    if (result.failed())
      fprintf(stderr, "process %d: %s:%d: %s\n", team->getRank(),
              result.file_name() ? result.file_name() : "",
              result.line_number(), result.message());
  }
};

} // namespace

std::vector<TransportCase> getTransports() {
  const auto handover = PIPERT_BUFFERING_HANDOVER;
  return {{"Mpi", "mpi", handover, 0, 0, team->getSize()},
          {"MpiDelays", "mpi", handover, 0, 8, team->getSize()}};
}

pipert_status_t createWorlds(const pipert_world_options_t &options,
                             const TransportCase &transport,
                             std::vector<pipert_world_t *> &worlds) {
  if (!transport.transport) { // What the others are compared with.
    worlds.assign(1, nullptr);
    return pipert_world_create(&options, &worlds[0]);
  }
  std::optional<Meeting> meeting;
  if (team->getRank() == 0)
    meeting.emplace();
  std::string said = team->exchange(
      meeting ? meeting->place.describe() + " " + meeting->token : "")[0];
  std::string place = said.substr(0, said.find(' '));
  std::string token = said.substr(said.find(' ') + 1);
  std::vector<int32_t> ranks;
  for (int32_t rank = 0; rank < options.num_ranks; ++rank)
    if (transport.getProcess(rank) == team->getRank())
      ranks.push_back(rank);
  worlds.assign(size_t(std::min(team->getSize(), options.num_ranks)), nullptr);
  if (ranks.empty())
    return PIPERT_OK;
  pipert_world_options_t own = options;
  own.rendezvous = place.c_str();
  own.token = token.c_str();
  own.local_ranks = ranks.data();
  own.num_local_ranks = int32_t(ranks.size());
  if (meeting)
    own.listener = meeting->getOptions(options.num_ranks, ranks).listener;
  return pipert_world_create(&own, &worlds[size_t(team->getRank())]);
}

int main(int argc, char **argv) {
  team.emplace();
  shareOutcomes = shareAll;
  testing::InitGoogleTest(&argc, argv);
  auto &listeners = testing::UnitTest::GetInstance()->listeners();
  if (team->getRank() != 0) {
    delete listeners.Release(listeners.default_result_printer());
    listeners.Append(new Failures);
  }
  int status = RUN_ALL_TESTS();
  team.reset();
  return status;
}
