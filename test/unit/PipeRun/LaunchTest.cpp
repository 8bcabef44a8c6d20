//===- LaunchTest.cpp - Which rank a process is ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Launch.h"
#include "Caught.h"

#include <gtest/gtest.h>
#include <map>

using namespace mlir::pipe;

namespace {

using Variables = std::map<std::string, std::string>;

std::optional<Membership> find(const LaunchOptions &options,
                               const Variables &variables) {
  return findMembership(options, [&](const char *name) {
    auto found = variables.find(name);
    return found == variables.end() ? nullptr : found->second.c_str();
  });
}

/// With where rank 0 listens, and the token.
Variables with(Variables variables) {
  variables.insert({{"MASTER_ADDR", "node0"},
                    {"MASTER_PORT", "29500"},
                    {"PIPERT_TOKEN", "secret"}});
  return variables;
}

std::string getRefusal(const LaunchOptions &options,
                       const Variables &variables) {
  return getError([&] { find(options, variables); });
}

TEST(FindMembership, EveryLauncherIsUnderstood) {
  const Variables launchers[] = {
      {{"RANK", "2"}, {"WORLD_SIZE", "4"}},
      {{"OMPI_COMM_WORLD_RANK", "2"}, {"OMPI_COMM_WORLD_SIZE", "4"}},
      {{"PMI_RANK", "2"}, {"PMI_SIZE", "4"}},
      {{"SLURM_PROCID", "2"}, {"SLURM_NTASKS", "4"}},
      // In an allocation of Slurm, whose variables are of the shell around.
      {{"RANK", "2"},
       {"WORLD_SIZE", "4"},
       {"SLURM_PROCID", "0"},
       {"SLURM_NTASKS", "1"}}};
  for (const Variables &variables : launchers) {
    std::optional<Membership> found = find({.processes = 4}, with(variables));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->rank, 2);
    EXPECT_EQ(found->rendezvous, "node0:29500");
    EXPECT_EQ(found->token, "secret");
    EXPECT_EQ(found->listener, 0);
  }
}

TEST(FindMembership, FlagsComeFirst) {
  std::optional<Membership> found =
      find({.processes = 2, .rank = 0, .rendezvous = "here:1"},
           with({{"PIPE_RUN_LISTENER", "7"}}));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->rank, 0);
  EXPECT_EQ(found->rendezvous, "here:1");
  EXPECT_EQ(found->listener, 7);
}

TEST(FindMembership, WithoutALauncherItIsNone) {
  EXPECT_FALSE(find({.processes = 4}, with({})));
  // A number of ranks alone is of the machine.
  EXPECT_FALSE(find({.processes = 4}, {{"WORLD_SIZE", "8"}}));
  // Who does not ask for processes is alone, whatever is around.
  EXPECT_FALSE(find({}, with({{"RANK", "2"}, {"WORLD_SIZE", "4"}})));
}

TEST(FindMembership, ContradictionsNameBoth) {
  EXPECT_EQ(
      getRefusal({.processes = 4}, with({{"RANK", "1"}, {"PMI_RANK", "2"}})),
      "RANK says rank 1, but PMI_RANK says rank 2");
  EXPECT_EQ(getRefusal({.processes = 4, .rank = 3}, with({{"RANK", "1"}})),
            "--rank says rank 3, but RANK says rank 1");
  EXPECT_EQ(getRefusal({.processes = 2}, with({{"OMPI_COMM_WORLD_RANK", "1"},
                                               {"OMPI_COMM_WORLD_SIZE", "4"}})),
            "--processes says the number of processes 2, but "
            "OMPI_COMM_WORLD_SIZE says the number of processes 4");
  EXPECT_EQ(getRefusal({.processes = 2}, with({{"RANK", "2"}})),
            "RANK says rank 2, but --processes says that there are 2");
}

TEST(FindMembership, WhatIsMissingOrNoNumberIsRefused) {
  for (const char *bad : {"", "x", "1x", "-1", "99999999999999999999"})
    EXPECT_EQ(getRefusal({.processes = 4}, with({{"RANK", bad}})),
              std::string("RANK is '") + bad +
                  "', which is no number of a rank or of ranks");
  EXPECT_EQ(getRefusal({.processes = 4}, {{"RANK", "1"}, {"MASTER_ADDR", "a"}}),
            "each rank is a process, but nobody says where rank 0 listens; "
            "give all of them --rendezvous=HOST:PORT, or MASTER_ADDR and "
            "MASTER_PORT");
  EXPECT_EQ(
      getRefusal({.processes = 4, .rank = 1, .rendezvous = "a:1"}, {}),
      "PIPERT_TOKEN is not set: each rank is a process, and they know each "
      "other by a secret in it; set it for all of them, as in export "
      "PIPERT_TOKEN=$(openssl rand -hex 16)");
  EXPECT_EQ(getRefusal({.rank = 1}, {}),
            "--rank and --rendezvous need --processes=N");
  EXPECT_EQ(getRefusal({.processes = 4, .rendezvous = "a:1"}, {}),
            "--rendezvous needs --rank, or a launcher that says it");
}

} // namespace
