//===- MeasureLinks.cpp - How fast messages are ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MeasureLinks.h"
#include "Session.h"

#include "pipe/Support/Failure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>
#include <sstream>

using namespace mlir::pipe;

namespace {
constexpr uint64_t shortBytes = 8, longBytes = uint64_t(4) << 20;
/// A slow link gets fewer exchanges, so that they take seconds in all.
constexpr uint64_t mostShort = 2000, mostLong = 30, fewest = 3;
constexpr double limitNs = 3e9;
constexpr uint64_t maxWarmUp = 10;

/// The part of one rank in an exchange of messages.
struct Exchange {
  bool isFirst = false;
  int32_t send = 0, receive = 0; ///< Its channels.
  void *outgoing = nullptr, *incoming = nullptr;
  uint64_t numShort = fewest, numLong = fewest;
  /// Of the first rank: half the time of a message there and back.
  double shortNs = 0, longNs = 0;
};

/// Owns a world.
struct World {
  pipert_world_t *handle;
  ~World() { pipert_world_destroy(handle); }
};
} // namespace

/// Sends a message there and back. The receive is posted before the other side
/// can send.
static pipert_status_t exchangeOnce(pipert_context_t *context,
                                    const Exchange &exchange, uint64_t bytes) {
  uint64_t sent = 0, received = 0;
  void *data = nullptr;
  auto send = [&] {
    return pipert_send(context, exchange.send, exchange.outgoing, bytes, 0, 0,
                       &sent);
  };
  if (pipert_status_t status = pipert_recv(
          context, exchange.receive, exchange.incoming, bytes, 0, 0, &received))
    return status;
  if (exchange.isFirst)
    if (pipert_status_t status = send())
      return status;
  if (pipert_status_t status = pipert_wait_recv(context, received, &data))
    return status;
  if (pipert_status_t status = pipert_release(context, received))
    return status;
  if (!exchange.isFirst)
    if (pipert_status_t status = send())
      return status;
  return pipert_wait(context, sent);
}

/// Sets the median of `count` exchanges behind some that are not counted.
static pipert_status_t repeat(pipert_context_t *context,
                              const Exchange &exchange, uint64_t bytes,
                              uint64_t count, double &medianNs) {
  std::vector<int64_t> times;
  const uint64_t numWarmUp = std::min(count / 3, maxWarmUp);
  for (uint64_t i = 0; i < numWarmUp + count; ++i) {
    const int64_t begin = pipert_clock();
    if (pipert_status_t status = exchangeOnce(context, exchange, bytes))
      return status;
    if (i >= numWarmUp)
      times.push_back(pipert_clock() - begin);
  }
  auto middle = times.begin() + std::ptrdiff_t(count / 2);
  std::nth_element(times.begin(), middle, times.end());
  medianNs = double(*middle) / 2;
  return PIPERT_OK;
}

/// How often what takes so long is done.
static uint64_t chooseCount(double oneWayNs, uint64_t most) {
  return uint64_t(std::clamp(limitNs / (2 * std::max(oneWayNs, 1.0)),
                             double(fewest), double(most)));
}

/// A program: its output is an Exchange, or null for a rank that takes no part.
static int32_t runExchange(pipert_context_t *context, void *const *,
                           const void *const *, void *const *outputs) {
  auto *exchange = static_cast<Exchange *>(outputs[0]);
  if (!exchange)
    return PIPERT_OK;
  if (pipert_status_t status = repeat(context, *exchange, shortBytes,
                                      exchange->numShort, exchange->shortNs))
    return status;
  return repeat(context, *exchange, longBytes, exchange->numLong,
                exchange->longNs);
}

namespace {
/// Measures the links of a bundle.
class LinkMeter {
public:
  LinkMeter(const Bundle &bundle, const RunOptions &options)
      : options(options), world{createWorld(bundle, options)} {
    const int32_t numRanks = int32_t(bundle.getNumRanks());
    for (int32_t rank = 0; rank < numRanks; ++rank)
      addPairs(bundle, rank);
    if (pairs.empty())
      throw Failure{"--measure-links: " + bundle.path +
                        " has no two ranks that send each other messages",
                    ExitStatus::BadUsage};
    for (int32_t rank = 0; rank < numRanks; ++rank)
      if (!options.membership || options.membership->rank == rank)
        addRank(rank);
  }

  std::vector<LinkTimes> measure() {
    std::vector<LinkTimes> links;
    for (const auto &[first, second] : pairs)
      measurePair(first, second, links);
    return links;
  }

private:
  struct Rank {
    int32_t rank = 0;
    pipert_context_t *context = nullptr;
    std::vector<int32_t> peers; ///< A channel there and one back for each.
    void *outgoing = nullptr, *incoming = nullptr;
  };

  /// The ranks that `rank` sends messages to: those of its replica, and the
  /// same one of the next replica.
  void addPairs(const Bundle &bundle, int32_t rank) {
    const Program &program = bundle.getProgram(size_t(rank));
    const int32_t numOfReplica = int32_t(bundle.manifest.ranks);
    const int32_t first = rank - rank % numOfReplica;
    for (const bundle::Channel &channel : program.channels)
      if (channel.send)
        pairs.insert({std::min(rank, first + channel.peer),
                      std::max(rank, first + channel.peer)});
    if (program.reductions != 0 && rank + numOfReplica < bundle.getNumRanks())
      pairs.insert({rank, rank + numOfReplica});
  }

  void addRank(int32_t index) {
    Rank rank = {index};
    std::vector<pipert_channel_desc_t> channels;
    for (const auto &[first, second] : pairs) {
      if (index != first && index != second)
        continue;
      rank.peers.push_back(index == first ? second : first);
      for (int32_t direction : {PIPERT_SEND, PIPERT_RECV})
        channels.push_back({sizeof(pipert_channel_desc_t), rank.peers.back(),
                            PIPERT_CHANNEL_ACTIVATION, direction, 1});
    }
    pipert_rank_desc_t desc = {};
    desc.struct_size = sizeof(desc);
    desc.rank = index;
    desc.channels = channels.data();
    desc.num_channels = int32_t(channels.size());
    checkStatus(pipert_context_create(world.handle, &desc, &rank.context));
    for (void **data : {&rank.outgoing, &rank.incoming})
      checkStatus(pipert_allocate(rank.context, PIPERT_MEMORY_DEVICE, longBytes,
                                  64, data));
    ranks.push_back(std::move(rank));
  }

  Exchange makeExchange(const Rank &rank, int32_t peer) const {
    const auto place = std::find(rank.peers.begin(), rank.peers.end(), peer) -
                       rank.peers.begin();
    return {rank.rank < peer, int32_t(2 * place), int32_t(2 * place + 1),
            rank.outgoing, rank.incoming};
  }

  void run(const std::vector<pipert_call_t> &calls) {
    if (pipert_world_run(world.handle, calls.data(), int32_t(calls.size())))
      throw Failure{"the run failed: " + getFailure(world.handle),
                    ExitStatus::RunFailed};
  }

  /// Sets how often the two ranks of a pair exchange messages; the first one
  /// decides it.
  void agreeOnCounts(int32_t first, int32_t second, const Exchange *measured,
                     std::vector<Exchange> &exchanges) const {
    std::array<uint64_t, 2> counts = {};
    const bool hasSecond = hasRank(second);
    if (measured) {
      counts = {chooseCount(measured->shortNs, mostShort),
                chooseCount(measured->longNs, mostLong)};
      if (!hasSecond)
        checkStatus(pipert_world_send(world.handle, first, second, "counts",
                                      counts.data(), sizeof(counts)));
    } else if (hasSecond) {
      receive(first, second, "counts", counts.data(), sizeof(counts));
    }
    for (Exchange &exchange : exchanges) {
      exchange.numShort = counts[0];
      exchange.numLong = counts[1];
    }
  }

  bool hasRank(int32_t rank) const {
    return std::any_of(ranks.begin(), ranks.end(),
                       [&](const Rank &own) { return own.rank == rank; });
  }

  void receive(int32_t from, int32_t to, const char *key, void *values,
               uint64_t size) const {
    const void *data = nullptr;
    uint64_t bytes = 0;
    if (pipert_world_receive(world.handle, from, to, key, -1, &data, &bytes))
      throw Failure{"the run failed: " + getFailure(world.handle),
                    ExitStatus::RunFailed};
    if (bytes != size)
      throw Failure{"what rank " + std::to_string(from) + " says is cut short",
                    ExitStatus::RunFailed};
    std::memcpy(values, data, size);
  }

  void measurePair(int32_t first, int32_t second,
                   std::vector<LinkTimes> &links) {
    std::vector<Exchange> exchanges(ranks.size());
    std::vector<void *> outputs(ranks.size(), nullptr);
    std::vector<pipert_call_t> calls;
    const Exchange *measured = nullptr;
    for (size_t i = 0; i < ranks.size(); ++i) {
      if (ranks[i].rank == first || ranks[i].rank == second) {
        exchanges[i] =
            makeExchange(ranks[i], ranks[i].rank == first ? second : first);
        outputs[i] = &exchanges[i];
        if (ranks[i].rank == first)
          measured = &exchanges[i];
      }
      calls.push_back({sizeof(pipert_call_t), ranks[i].rank, runExchange,
                       nullptr, &outputs[i]});
    }
    // A few exchanges tell how many there is time for.
    run(calls);
    agreeOnCounts(first, second, measured, exchanges);
    run(calls);
    std::array<double, 2> times = {};
    if (measured)
      times = {measured->shortNs, measured->longNs};
    if (gather(first, measured, times))
      links.push_back(makeLink(first, second, times));
  }

  /// Brings what the process of `first` has measured to that of rank 0. Returns
  /// whether this is that one.
  bool gather(int32_t first, bool isHere, std::array<double, 2> &times) const {
    const bool isRoot = !options.membership || options.membership->rank == 0;
    if (isHere && !isRoot)
      checkStatus(pipert_world_send(world.handle, first, 0, "link",
                                    times.data(), sizeof(times)));
    if (isHere || !isRoot)
      return isRoot;
    receive(first, 0, "link", times.data(), sizeof(times));
    return true;
  }

  static LinkTimes makeLink(int32_t first, int32_t second,
                            const std::array<double, 2> &times) {
    LinkTimes link = {first, second, times[0], std::nullopt};
    if (times[1] > times[0])
      link.bandwidth =
          double(longBytes - shortBytes) / ((times[1] - times[0]) / 1e9);
    return link;
  }

  const RunOptions &options;
  World world;
  std::set<std::pair<int32_t, int32_t>> pairs;
  std::vector<Rank> ranks; ///< Of this process.
};
} // namespace

std::vector<LinkTimes> mlir::pipe::measureLinks(const Bundle &bundle,
                                                const RunOptions &options) {
  return LinkMeter(bundle, options).measure();
}

//===----------------------------------------------------------------------===//
// What was measured
//===----------------------------------------------------------------------===//

/// Latency and bandwidth of the slowest links.
static LinkTimes findSlowest(const std::vector<LinkTimes> &links) {
  LinkTimes slowest = links.front();
  for (const LinkTimes &link : links) {
    slowest.latencyNs = std::max(slowest.latencyNs, link.latencyNs);
    if (link.bandwidth)
      slowest.bandwidth = std::min(slowest.bandwidth.value_or(*link.bandwidth),
                                   *link.bandwidth);
  }
  return slowest;
}

/// "latency 12.30 us, bandwidth 3.10 GB/s".
static std::string describe(const LinkTimes &link) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(2) << "latency "
       << link.latencyNs / 1000 << " us";
  if (link.bandwidth)
    text << ", bandwidth " << *link.bandwidth / 1e9 << " GB/s";
  return text.str();
}

/// As options of pipe-plan, which takes whole numbers.
static std::string describeOptions(const LinkTimes &link) {
  std::string text =
      "--latency=" + std::to_string(std::llround(link.latencyNs)) + "ns";
  if (link.bandwidth)
    text +=
        " --bandwidth=" + std::to_string(std::llround(*link.bandwidth / 1e6)) +
        "MB/s";
  return text;
}

void mlir::pipe::printLinks(const std::vector<LinkTimes> &links,
                            std::ostream &out) {
  for (const LinkTimes &link : links)
    out << "rank " << link.first << " - rank " << link.second << ": "
        << describe(link) << "\n";
  out << "slowest: " << describeOptions(findSlowest(links)) << "\n";
}

static nlohmann::ordered_json toJson(const LinkTimes &link) {
  nlohmann::ordered_json json = {{"latency", link.latencyNs}};
  if (link.bandwidth)
    json["bandwidth"] = *link.bandwidth;
  return json;
}

std::string mlir::pipe::makeLinksFile(const std::vector<LinkTimes> &links) {
  nlohmann::ordered_json file = {{"unit", "ns"}};
  file.update(toJson(findSlowest(links)));
  for (const LinkTimes &link : links) {
    nlohmann::ordered_json item = {{"ranks", {link.first, link.second}}};
    item.update(toJson(link));
    file["links"].push_back(std::move(item));
  }
  return file.dump(2) + "\n";
}
