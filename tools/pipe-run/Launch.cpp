//===- Launch.cpp - Which rank this process is ----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Launch.h"

#include "pipe/Support/Failure.h"

#include <charconv>
#include <string_view>
#include <vector>

using namespace mlir::pipe;

namespace {
/// A number, and who says it.
struct Said {
  std::string source;
  int64_t value;
};

/// Numbers that ought to be the same.
class Agreement {
public:
  explicit Agreement(const char *what) : what(what) {}

  void add(const std::string &source, int64_t value) {
    if (said && said->value != value)
      throw Failure{said->source + " says " + what + " " +
                        std::to_string(said->value) + ", but " + source +
                        " says " + what + " " + std::to_string(value),
                    ExitStatus::BadUsage};
    if (!said)
      said = Said{source, value};
  }
  const std::optional<Said> &get() const { return said; }

private:
  const char *const what;
  std::optional<Said> said;
};

struct Launcher {
  const char *rank, *size;
};
} // namespace

static constexpr Launcher launchers[] = {
    {"RANK", "WORLD_SIZE"},
    {"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"},
    {"PMI_RANK", "PMI_SIZE"}};
static constexpr Launcher slurm = {"SLURM_PROCID", "SLURM_NTASKS"};

static std::optional<int64_t> readNumber(const char *variable,
                                         const Environment &environment) {
  const char *text = environment(variable);
  if (!text)
    return std::nullopt;
  std::string_view digits = text;
  int64_t value = 0;
  auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || value < 0)
    throw Failure{std::string(variable) + " is '" + text +
                      "', which is no number of a rank or of ranks",
                  ExitStatus::BadUsage};
  return value;
}

static void addLauncher(const Launcher &launcher,
                        const Environment &environment, Agreement &rank,
                        Agreement &size) {
  // A number of ranks alone says nothing of this process.
  std::optional<int64_t> ownRank = readNumber(launcher.rank, environment);
  if (!ownRank)
    return;
  rank.add(launcher.rank, *ownRank);
  if (std::optional<int64_t> all = readNumber(launcher.size, environment))
    size.add(launcher.size, *all);
}

static std::string findRendezvous(const LaunchOptions &options,
                                  const Environment &environment) {
  if (!options.rendezvous.empty())
    return options.rendezvous;
  const char *host = environment("MASTER_ADDR");
  const char *port = environment("MASTER_PORT");
  if (!host || !port)
    throw Failure{"each rank is a process, but nobody says where rank 0 "
                  "listens; give all of them --rendezvous=HOST:PORT, or "
                  "MASTER_ADDR and MASTER_PORT",
                  ExitStatus::BadUsage};
  return std::string(host) + ":" + port;
}

std::optional<Membership>
mlir::pipe::findMembership(const LaunchOptions &options,
                           const Environment &environment) {
  if (!options.processes) {
    if (options.rank || !options.rendezvous.empty())
      throw Failure{"--rank and --rendezvous need --processes=N",
                    ExitStatus::BadUsage};
    return std::nullopt;
  }
  Agreement rank("rank"), size("the number of processes");
  size.add("--processes", *options.processes);
  if (options.rank)
    rank.add("--rank", *options.rank);
  for (const Launcher &launcher : launchers)
    addLauncher(launcher, environment, rank, size);
  if (!rank.get())
    addLauncher(slurm, environment, rank, size);
  if (!rank.get()) {
    if (!options.rendezvous.empty())
      throw Failure{"--rendezvous needs --rank, or a launcher that says it",
                    ExitStatus::BadUsage};
    return std::nullopt;
  }
  if (rank.get()->value >= size.get()->value)
    throw Failure{rank.get()->source + " says rank " +
                      std::to_string(rank.get()->value) + ", but " +
                      size.get()->source + " says that there are " +
                      std::to_string(size.get()->value),
                  ExitStatus::BadUsage};
  Membership membership;
  membership.rank = int32_t(rank.get()->value);
  membership.rendezvous = findRendezvous(options, environment);
  const char *token = environment(kTokenVariable);
  if (!token || !*token)
    throw Failure{std::string(kTokenVariable) +
                      " is not set: each rank is a process, and they know each "
                      "other by a secret in it; set it for all of them, as in "
                      "export PIPERT_TOKEN=$(openssl rand -hex 16)",
                  ExitStatus::BadUsage};
  membership.token = token;
  if (membership.rank == 0)
    membership.listener =
        int32_t(readNumber(kListenerVariable, environment).value_or(0));
  return membership;
}
