//===- NaiveRendezvous.h - A second, naive rendezvous machine ---*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_UNITTESTS_SCHEDULE_NAIVERENDEZVOUS_H
#define PIPE_UNITTESTS_SCHEDULE_NAIVERENDEZVOUS_H

#include "pipe/Schedule/Transfers/Rendezvous.h"

#include <deque>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace mlir::pipe {

/// Interprets lists with transfers step by step, in random order, with queues
/// by name and values in sets. It shares nothing with the library but the form
/// of its input, and is slow.
class NaiveRendezvous {
public:
  NaiveRendezvous(const CommunicationSchedule &communication, QueueModel model,
                  unsigned seed)
      : communication(communication), schedule(communication.schedule),
        model(model), random(seed), ranks(communication.items.size()) {}

  /// Are all lists legal, and do all of them come to their end?
  bool isLegal();

  /// After `isLegal`: was this step done?
  bool isDone(int64_t rank, int64_t position) const {
    return done.count({rank, position}) != 0;
  }

private:
  /// A value by the task that makes it: stage, letter F or B, micro-batch.
  using Value = std::tuple<int, char, int>;
  struct Posted {
    CommunicationItem item;
    int64_t position;
  };
  struct RankState {
    size_t next = 0;
    bool isBlocked = false;
    std::map<std::string, std::deque<Posted>> queues;
    std::set<Value> values; ///< made or received
  };

  static Value getValue(const CommunicationItem &item);
  static char getTaskLetter(ActionKind kind);
  std::string getQueue(size_t rank, const CommunicationItem &item) const;
  bool isTask(int64_t rank, const Action &action) const;
  bool isTransfer(int64_t rank, const CommunicationItem &item) const;
  bool isWellFormed() const;
  bool isCovered() const;
  bool canRun(size_t rank, const Action &action) const;
  bool step(size_t rank);
  bool meet(size_t rank);

  const CommunicationSchedule &communication;
  const Schedule &schedule;
  QueueModel model;
  std::mt19937 random;
  std::vector<RankState> ranks;
  std::set<std::pair<int64_t, int64_t>> done;
  bool isBroken = false;
};

} // namespace mlir::pipe

#endif // PIPE_UNITTESTS_SCHEDULE_NAIVERENDEZVOUS_H
