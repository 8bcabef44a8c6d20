//===- OrderImprover.h - Local moves in the order of actions ----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_SEARCH_ORDERIMPROVER_H
#define PIPE_LIB_SCHEDULE_SEARCH_ORDERIMPROVER_H

#include "OrderJudge.h"

#include <random>

namespace mlir::pipe {

/// Improves an order by local moves. The makespan is the length of a chain of
/// actions each of which waits for the one before it: for its value, or because
/// the rank is busy with it. Only a move that breaks such a wait for the rank
/// can help: an action of the chain goes to an earlier place in the list of its
/// rank, or the one that it waits for to a later place.
///
///   P = 2, M = 2, F = 1, B = 2
///   rank 0 |F0F1          B0--B1--|   makespan 11; the chain, backwards: B1 of
///   rank 1 |  F0F1B1--B0--|           rank 0 waits for the rank, busy with B0,
///                                     which waits for the value of B0 of rank
///                                     1, which waits for its rank, busy
///                                     with B1
///
/// B0 of rank 1 goes in front of B1: the wait is broken, and the makespan is 9.
///
/// A move is taken if the new makespan is not above the present one, or not
/// above the one some moves ago (late acceptance), so that the search leaves
/// dead ends. After many moves without a better makespan it starts again from
/// the best order.
class OrderImprover {
public:
  /// \param lists  legal and within the caps.
  OrderImprover(OrderJudge &judge, ActionLists lists, uint64_t seed);

  /// Moves until `effort` more actions are simulated, or until the makespan is
  /// `target`.
  void run(int64_t effort, int64_t target);

  int64_t getMakespan() const { return bestMakespan; }
  const ActionLists &getLists() const { return best; }
  int64_t numMoves() const { return moves; }

private:
  struct Place {
    int64_t rank;
    int64_t position;
  };
  /// The action at `from` goes to `to`; those between make room.
  struct Move {
    int64_t rank;
    int64_t from, to;
  };

  int64_t pick(int64_t below) {
    return static_cast<int64_t>(random() % static_cast<uint64_t>(below));
  }
  void accept(int64_t makespan);
  void findWaits();
  std::optional<Place> findPredecessor(Place place, bool &isBusyRank);
  Move chooseMove();
  int64_t getLimit(int64_t rank, int64_t from, int64_t to) const;
  void apply(const Move &move);
  void tryMove(const Move &move);
  void restart();

  OrderJudge &judge;
  TaskDependencies dependencies;
  ActionLists lists, best;
  int64_t makespan = 0, bestMakespan = 0;
  std::mt19937_64 random;
  int64_t moves = 0, lastSuccess = 0; ///< numbers of moves
  std::vector<int64_t> history;       ///< makespans of the last moves, a ring
  /// Of `lists`: times, key -> place, and the waits for a busy rank on one
  /// longest chain.
  std::vector<std::vector<TimedAction>> times;
  std::vector<Place> placeOfKey;
  std::vector<Place> waits;
};

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_SEARCH_ORDERIMPROVER_H
