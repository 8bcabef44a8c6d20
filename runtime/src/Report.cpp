//===- Report.cpp - Who waits for whom, and who is to blame ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report.h"

using namespace mlir::pipert;

Blob mlir::pipert::pack(const RankNews &news) {
  BlobWriter writer;
  writer.number(news.progress)
      .number(news.isLast)
      .text(news.standing.place)
      .number(uint64_t(news.standing.waitsFor))
      .number(news.standing.ended)
      .number(news.events.size());
  for (const pipert_event_t &event : news.events)
    writer.number(uint64_t(event.start_ns))
        .number(uint64_t(event.end_ns))
        .number(uint64_t(event.micro_batch))
        .number(uint64_t(event.kind))
        .number(uint64_t(event.index))
        .number(event.sequence)
        .number(event.bytes);
  return writer.take();
}

std::optional<RankNews> mlir::pipert::unpackNews(const Blob &blob,
                                                 int32_t numRanks) {
  BlobReader reader(blob);
  RankNews news;
  news.progress = reader.number();
  news.isLast = reader.number() != 0;
  news.standing.place = reader.text();
  news.standing.waitsFor = int32_t(reader.number());
  news.standing.ended = reader.number() != 0;
  const uint64_t numEvents = reader.number();
  while (news.events.size() < numEvents && reader.hasMore()) {
    pipert_event_t &event = news.events.emplace_back();
    event.start_ns = int64_t(reader.number());
    event.end_ns = int64_t(reader.number());
    event.micro_batch = int64_t(reader.number());
    event.kind = int32_t(reader.number());
    event.index = int32_t(reader.number());
    event.sequence = reader.number();
    event.bytes = reader.number();
  }
  if (!reader.isWhole() || news.events.size() != numEvents ||
      news.standing.waitsFor < -1 || news.standing.waitsFor >= numRanks)
    return std::nullopt;
  return news;
}

static std::string getName(const std::vector<Standing> &ranks, size_t rank) {
  const std::string &name = ranks[rank].name;
  return name.empty() ? "rank " + std::to_string(rank) : name;
}

std::string mlir::pipert::describe(const std::vector<Standing> &ranks) {
  std::string text;
  for (size_t rank = 0; rank < ranks.size(); ++rank)
    text += "  " + getName(ranks, rank) + ": " + ranks[rank].place + "\n";
  return text;
}

/// Appends the circle that `first` is on.
static void appendCircle(const std::vector<Standing> &ranks, int32_t first,
                         std::string &text) {
  text += "ranks " + std::to_string(first);
  int32_t rank = first;
  do {
    rank = ranks[rank].waitsFor;
    text += " -> " + std::to_string(rank);
  } while (rank != first);
  text += " wait for each other in a circle\n";
}

std::string mlir::pipert::findCulprits(const std::vector<Standing> &ranks) {
  std::string text;
  // 0: not visited; k > 0: visited on the walk that began at rank k - 1.
  std::vector<size_t> walk(ranks.size(), 0);
  for (size_t start = 0; start < ranks.size(); ++start) {
    int32_t rank = int32_t(start);
    while (walk[rank] == 0 && ranks[rank].waitsFor >= 0) {
      walk[rank] = start + 1;
      rank = ranks[rank].waitsFor;
    }
    if (walk[rank] == start + 1)
      appendCircle(ranks, rank, text);
    if (walk[rank] != 0)
      continue;
    walk[rank] = start + 1;
    if (!ranks[rank].isKnown)
      continue;
    if (!ranks[rank].ended)
      text += getName(ranks, size_t(rank)) +
              " is to blame: " + ranks[rank].place + "\n";
    else if (size_t(rank) != start)
      text += getName(ranks, size_t(rank)) +
              " is to blame: its program has ended, but " +
              getName(ranks, start) + " waits for it\n";
    else
      walk[rank] = 0; // Ended; to blame only if somebody waits for it.
  }
  return text;
}
